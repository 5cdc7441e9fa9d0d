/*
 * Serialized FileDescriptorSets, indexed by file name and by the full name of everything in them. Only names and imports are read;
 * the files themselves stay the bytes they were. Built once, then read-only: any thread.
 */
#ifndef HAPAX_PLATFORM_GRPC_DESCRIPTOR_INDEX_H
#define HAPAX_PLATFORM_GRPC_DESCRIPTOR_INDEX_H

#include "hapax/context.h"

struct descriptor_file {
	struct text name;
	struct text bytes;    /* FileDescriptorProto */
	struct text *imports; /* names */
	size_t import_count;
};

struct descriptor_symbol {
	struct text name; /* "package.Message.field" */
	size_t file;	  /* in index->files */
};

struct descriptor_index {
	struct arena arena;
	struct descriptor_file *files; /* by name */
	size_t file_count;
	struct descriptor_symbol *symbols; /* by name */
	size_t symbol_count;
};

/* The sets' bytes are borrowed for the index's lifetime. A file that is in several sets counts once, as in the first.
 * STATUS_CORRUPT when a set isn't one. */
MUST_CHECK enum status descriptor_index_init(struct descriptor_index *index, struct context *context, const struct text *sets,
					     size_t set_count);
void descriptor_index_done(struct descriptor_index *index);

/* Position in index->files, or SIZE_MAX. A leading dot in a symbol is allowed. */
size_t descriptor_file_named(const struct descriptor_index *index, struct text name);
size_t descriptor_file_with_symbol(const struct descriptor_index *index, struct text symbol);
/* The file and everything that it imports, directly or not, itself first; imports that no set holds are left out. In the arena. */
MUST_CHECK enum status descriptor_closure(const struct descriptor_index *index, struct context *context, size_t file,
					  size_t **ret_files, size_t *ret_count);

#endif
