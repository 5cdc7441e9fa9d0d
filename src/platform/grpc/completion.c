#include "platform/grpc/completion.h"

#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/support/log.h>
#include <pthread.h>
#include <string.h>

#include "hapax/log.h"

#if defined(__SANITIZE_THREAD__)
#define HAPAX_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HAPAX_TSAN 1
#endif
#endif

#ifdef HAPAX_TSAN
#include <sanitizer/tsan_interface.h>
#define HANDED_OUT(address) __tsan_release(address)
#define HANDED_IN(address)  __tsan_acquire(address)
#else
#define HANDED_OUT(address) (void)(address)
#define HANDED_IN(address)  (void)(address)
#endif

void tag_publish(struct tag *tag)
{
	HANDED_OUT(tag);
}

bool tag_start_batch(struct tag *tag, grpc_call *call, const grpc_op *ops, size_t count)
{
	tag_publish(tag);
	return grpc_call_start_batch(call, ops, count, tag, NULL) == GRPC_CALL_OK;
}

void queue_run(grpc_completion_queue *queue)
{
	const gpr_timespec forever = gpr_inf_future(GPR_CLOCK_REALTIME);
	for (;;) {
		const grpc_event event = grpc_completion_queue_next(queue, forever, NULL);
		if (event.type == GRPC_QUEUE_SHUTDOWN)
			return;
		if (event.type != GRPC_OP_COMPLETE)
			continue;
		struct tag *tag = event.tag;
		HANDED_IN(tag);
		tag->run(tag, event.success != 0);
	}
}

void *queue_thread(void *queue)
{
	queue_run(queue);
	return NULL;
}

static void log_core(gpr_log_func_args *args)
{
	const enum log_level level = args->severity == GPR_LOG_SEVERITY_ERROR ? LOG_WARN : LOG_DEBUG;
	log_record(level, "grpc core", LOG_STR(LOG_CAUSE, args->message), LOG_STR("file", args->file), LOG_INT("line", args->line));
}

static void route_log(void)
{
	gpr_set_log_function(log_core);
}

void core_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, route_log);
	grpc_init();
}

struct text slice_text(const grpc_slice *slice)
{
	return (struct text){(const char *)GRPC_SLICE_START_PTR(*slice), GRPC_SLICE_LENGTH(*slice)};
}

grpc_slice message_slice(grpc_byte_buffer *message)
{
	if (message->data.raw.slice_buffer.count == 1)
		return grpc_slice_ref(message->data.raw.slice_buffer.slices[0]);
	grpc_byte_buffer_reader reader;
	if (!grpc_byte_buffer_reader_init(&reader, message))
		return grpc_empty_slice();
	const grpc_slice whole = grpc_byte_buffer_reader_readall(&reader);
	grpc_byte_buffer_reader_destroy(&reader);
	return whole;
}
