/*
 * One run of another program (git, protoc) that takes files and gives an answer: without a shell, with a time limit, and with what
 * it says on stderr as our error. Starts a process; main thread only.
 */
#ifndef HAPAX_CLI_EVENTS_CHECK_TOOL_H
#define HAPAX_CLI_EVENTS_CHECK_TOOL_H

#include "hapax/buffer.h"
#include "hapax/context.h"

/* All borrowed. */
struct tool {
	const char *const *argv; /* argv[0] is looked up in PATH; ends with NULL */
	const char *package;	 /* Debian's, for who doesn't have it */
	const char *folder;	 /* that it runs in; NULL: ours */
	const char *input;	 /* file for its stdin; NULL: none */
	int timeout_ms;		 /* then it is killed; 0: two minutes */
};

/* *output gets its stdout and *ret_said, in the arena, the beginning of its stderr, without the last newline. STATUS_UNAVAILABLE
 * when it can't be started; STATUS_TIMEOUT; STATUS_EXHAUSTED when the output doesn't fit the buffer; STATUS_INVALID when it exits
 * with another code than 0, and then *ret_said is set all the same. */
MUST_CHECK enum status tool_run(struct context *context, const struct tool *tool, struct buffer *output, const char **ret_said);

#endif
