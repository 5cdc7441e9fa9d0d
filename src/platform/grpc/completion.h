/*
 * What comes out of a completion queue: every batch given to core carries a tag, and the thread that owns the queue runs it. Core
 * is not instrumented for ThreadSanitizer, so the hand-over from the thread that starts a batch to the one that runs its tag is
 * told to it here.
 */
#ifndef HAPAX_PLATFORM_GRPC_COMPLETION_H
#define HAPAX_PLATFORM_GRPC_COMPLETION_H

#include <grpc/grpc.h>
#include <stdbool.h>
#include <stddef.h>

#include "hapax/text.h"

struct tag {
	void (*run)(struct tag *tag, bool ok);
};

/* The struct that a tag is a member of. */
#define TAG_OWNER(tag_pointer, type, member) ((type *)(void *)((char *)(tag_pointer)-offsetof(type, member)))

/* Before a tag is given to core. */
void tag_publish(struct tag *tag);
/* False when core refused the batch: then nothing was started. */
MUST_CHECK bool tag_start_batch(struct tag *tag, grpc_call *call, const grpc_op *ops, size_t count);
/* Runs tags until the queue is shut down and empty. */
void queue_run(grpc_completion_queue *queue);
/* A pthread's body over the same. */
void *queue_thread(void *queue);

/* Starts core, counted; its own messages go to our log. Every one is paired with a grpc_shutdown(). */
void core_start(void);

/* A view of a slice; borrowed, and for small slices into *slice itself. */
struct text slice_text(const grpc_slice *slice);
/* The bytes of a message as one slice, to be unreferenced by the caller; copied only when they came in pieces. */
grpc_slice message_slice(grpc_byte_buffer *message);

#endif
