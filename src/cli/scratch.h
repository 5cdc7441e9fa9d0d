/* A folder for files that other programs are to read, gone in the end. Main thread only. */
#ifndef HAPAX_CLI_SCRATCH_H
#define HAPAX_CLI_SCRATCH_H

#include "hapax/context.h"

struct scratch {
	const char *folder; /* full path; NULL: none yet */
};

/* In TMPDIR, else /tmp. */
MUST_CHECK enum status scratch_open(struct context *context, struct scratch *ret_scratch);
/* Removes it with everything in it. */
void scratch_close(struct scratch *scratch);
/* Writes folder/name, making the folders in between. The name is one of scratch_name_ok(). *ret_path may be NULL. */
MUST_CHECK enum status scratch_write(struct context *context, const struct scratch *scratch, const char *name, struct text content,
				     const char **ret_path);
/* Whether a relative name stays inside, and can stand on a line. */
bool scratch_name_ok(const char *name);

#endif
