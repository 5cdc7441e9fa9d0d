/*
 * The answer to protoc while it grows, and who writes into it: an emitter is one kind of output, chosen by the parameter
 * emit=NAME+NAME. One thread; everything lives in the plugin's arena.
 */
#ifndef PROTOC_GEN_HAPAX_OUTPUTS_H
#define PROTOC_GEN_HAPAX_OUTPUTS_H

#include "protoc-gen-hapax/model/model.h"

struct outputs;

/* Adds a file with the buffer's text, and clears the buffer. The name is relative to protoc's output folder. */
void outputs_add(struct outputs *outputs, const char *name, struct buffer *content);

struct emitter {
	const char *name; /* as in emit=NAME */
	void (*emit)(struct model *model, struct outputs *outputs);
};

/* All there are; ends with name NULL. */
extern const struct emitter emitters[];

enum { OUTPUT_MAX_BYTES = 256 << 20 };

struct outputs *outputs_new(struct arena *arena);
/* The serialized CodeGeneratorResponse: the files, or only the errors when there are any. */
struct text outputs_pack(struct outputs *outputs, struct buffer *errors);

#endif
