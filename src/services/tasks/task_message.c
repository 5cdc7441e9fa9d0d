#include "tasks.h"

/* 0001-01-01 to 9999-12-31, as google.protobuf.Timestamp has it. */
static const int64_t earliest_second = -62135596800, latest_second = 253402300799;

int64_t task_time_of(struct context *context, const char *field, const Google__Protobuf__Timestamp *timestamp)
{
	int64_t time_us;

	if (!timestamp)
		return 0;
	if (timestamp->seconds < earliest_second || timestamp->seconds > latest_second || timestamp->nanos < 0 ||
	    timestamp->nanos > 999999999) {
		violation_add(context, text_of(field), "timestamp",
			      "must be between 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z");
		return 0;
	}
	time_us = timestamp->seconds * 1000000 + timestamp->nanos / 1000;
	return time_us ? time_us : 1; /* 0 means absent: the epoch itself is a microsecond late */
}

Google__Protobuf__Timestamp *task_timestamp(struct arena *arena, int64_t time_us)
{
	Google__Protobuf__Timestamp *timestamp = time_us ? arena_new(arena, Google__Protobuf__Timestamp) : NULL;
	int64_t fraction = time_us % 1000000;

	if (!timestamp)
		return NULL;
	google__protobuf__timestamp__init(timestamp);
	fraction += fraction < 0 ? 1000000 : 0;
	timestamp->seconds = (time_us - fraction) / 1000000;
	timestamp->nanos = (int32_t)fraction * 1000;
	return timestamp;
}

Google__Protobuf__StringValue *task_string_value(struct arena *arena, struct text text)
{
	Google__Protobuf__StringValue *value = text_empty(text) ? NULL : arena_new(arena, Google__Protobuf__StringValue);

	if (!value)
		return NULL;
	google__protobuf__string_value__init(value);
	value->value = task_string(arena, text);
	return value;
}

struct text task_text_of(const Google__Protobuf__StringValue *value)
{
	return value ? text_of(value->value) : (struct text){0};
}

char *task_string(struct arena *arena, struct text text)
{
	char *copy = text_dup_string(text, arena);

	return copy ? copy : (char *)"";
}

char **task_strings(struct arena *arena, const struct text *texts, size_t count)
{
	char **strings = arena_array(arena, char *, count + 1);

	for (size_t i = 0; strings && i < count; i++)
		strings[i] = task_string(arena, texts[i]);
	return strings;
}

enum status task_to_message(struct context *context, const struct task_row *task, struct tasks_task *ret_message)
{
	struct arena *arena = context->arena;

	ret_message->task_id = task->task_id;
	ret_message->user_id = task_string(arena, task->user_id);
	ret_message->title = task_string(arena, task->title);
	ret_message->description = task_string_value(arena, task->description);
	ret_message->due_date = task_timestamp(arena, task->due_us);
	ret_message->priority = task_string_value(arena, task->priority);
	ret_message->tags = task_strings(arena, task->tags, task->tag_count);
	ret_message->n_tags = task->tag_count;
	ret_message->recurrence = task_string_value(arena, task->recurrence);
	ret_message->status = task_string(arena, task->status);
	ret_message->created_at = task_timestamp(arena, task->created_us);
	ret_message->updated_at = task_timestamp(arena, task->updated_us);
	ret_message->completed_at = task_timestamp(arena, task->completed_us);
	ret_message->version = task->version;
	if (!ret_message->tags || !ret_message->created_at || !ret_message->updated_at)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a task");
	return STATUS_OK;
}
