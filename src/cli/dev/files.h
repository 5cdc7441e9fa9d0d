/* Files and folders of `hapax dev`. Main thread only. */
#ifndef HAPAX_CLI_DEV_FILES_H
#define HAPAX_CLI_DEV_FILES_H

#include <sys/types.h>

#include "hapax/context.h"

/* arena_printf() that fails the context. */
MUST_CHECK enum status dev_path(struct context *context, char **ret_path, const char *format, ...) PRINTF_LIKE(3, 4);
/* Makes a folder unless it is there. */
MUST_CHECK enum status dev_folder(struct context *context, const char *path, mode_t mode);
/* Replaces a file as a whole, so that a reader never sees half of it. */
MUST_CHECK enum status dev_write_file(struct context *context, const char *path, mode_t mode, struct text content);
/* At most max_bytes of the file's end, NUL-terminated, in the arena; "" when it can't be read. */
const char *dev_read_tail(struct arena *arena, const char *path, size_t max_bytes);
/* The digits that a text begins with; 0 when there are none, or too many for an int. */
int dev_leading_number(const char *text);
/* Full path of an executable in the folders of PATH (NULL: the environment's); NULL when there is none. */
char *dev_find_program(struct arena *arena, const char *path_list, const char *name);
/* dir/name when that is an executable file, else NULL. */
char *dev_program_in(struct arena *arena, const char *dir, const char *name);

#endif
