/* What the sources of settings share while they are read. Lives during config_load(), one thread. */
#ifndef HAPAX_PLATFORM_CONFIG_LOADER_H
#define HAPAX_PLATFORM_CONFIG_LOADER_H

#include "platform/config/table.h"

struct loader {
	struct context *context; /* collects the violations */
	struct config *config;
	/* Per setting: where the source under way gave a value, or a file with it; 0: it didn't. */
	int value_given[SETTINGS_MAX];
	int file_given[SETTINGS_MAX];
};

/* A flag as it stood in argv. */
struct flag_given {
	struct setting_name name;
	const char *spelling; /* "--http-port", for messages */
	struct text value;
};

struct flags {
	struct flag_given *given;
	size_t count;
	const char *config_file; /* NULL: none */
	char **order;		 /* argv in its new order */
	int rest;
};

enum { PRINTABLE_BYTES = 100 };
/* Short and printable, whatever the text holds. Returns out. */
const char *printable(struct text text, char out[PRINTABLE_BYTES]);

/* Before each source. */
void loader_begin(struct loader *loader);
/* Sets the value or adds a violation under that place's name. position is the line in a file, else 1. */
void loader_set(struct loader *loader, const struct setting_name *name, const char *place, struct text value, int position);
/* Adds: "unknown name; did you mean NEAREST?". nearest may be NULL. */
void loader_unknown(struct loader *loader, struct text place, const char *what, const char *dashes, const char *nearest);
void loader_no_memory(struct loader *loader);

/* Adds violations for what is wrong with the flags themselves. */
void flags_read(struct loader *loader, int argc, char **argv, const struct config_flag *own, struct flags *ret_flags);
void flags_apply(struct loader *loader, const struct flags *flags);
void environment_apply(struct loader *loader, char *const *environment);
void file_apply(struct loader *loader, const char *path);
/* A file of up to max_bytes in the arena, NUL-terminated. False: *ret_why (in the arena) says why. */
bool read_small_file(struct arena *arena, const char *path, size_t max_bytes, struct text *ret_content, const char **ret_why);

#endif
