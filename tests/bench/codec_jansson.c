/* What one would write by hand over jansson: the event's attributes and its data as a struct, the contract's rules, and back. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec_event.h"
#include "hapax/clock.h"
#include "hapax/uuid.h"

struct task {
	int64_t task_id;
	const char *user_id, *title, *description, *priority, *recurrence;
	int64_t created_us, due_us;
	bool has_created, has_due;
	const char *tags[50];
	size_t tag_count;
};

struct event {
	const char *id, *source, *type, *subject, *version, *correlation, *key, *sequence, *user, *traceparent;
	struct uuid uuid;
	int64_t time_us;
	struct task task;
};

static void require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "codec_jansson: %s\n", what);
	exit(1);
}

static const char *text_at(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	require(!value || json_is_string(value) || json_is_null(value), name);
	return json_string_value(value);
}

static bool time_at(const json_t *object, const char *name, int64_t *ret_us)
{
	const char *text = text_at(object, name);
	require(!text || time_parse(text_of(text), ret_us), name);
	return text;
}

static void task_read(const json_t *data, struct task *task)
{
	const json_t *id = json_object_get(data, "task_id"), *tags = json_object_get(data, "tags");
	*task = (struct task){
		.user_id = text_at(data, "user_id"),
		.title = text_at(data, "title"),
		.description = text_at(data, "description"),
		.priority = text_at(data, "priority"),
		.recurrence = text_at(data, "recurrence"),
	};
	require(json_is_integer(id), "task_id");
	task->task_id = json_integer_value(id);
	task->has_created = time_at(data, "created_at", &task->created_us);
	task->has_due = time_at(data, "due_date", &task->due_us);
	require(json_array_size(tags) <= COUNT_OF(task->tags), "tags");
	for (; task->tag_count < json_array_size(tags); task->tag_count++)
		task->tags[task->tag_count] = json_string_value(json_array_get(tags, task->tag_count));
}

static bool is_long(const char *text, size_t least, size_t most)
{
	size_t points = text ? text_count_points(text_of(text)) : 0;
	return text && points >= least && points <= most;
}

static void task_check(const struct task *task)
{
	const char *priority = task->priority;
	require(task->task_id > 0, "task_id");
	require(is_long(task->user_id, 1, 128), "user_id");
	require(is_long(task->title, 1, 200), "title");
	require(task->has_created, "created_at");
	require(!task->description || is_long(task->description, 0, 10000), "description");
	require(!task->recurrence || is_long(task->recurrence, 0, 500), "recurrence");
	require(!priority || !strcmp(priority, "low") || !strcmp(priority, "medium") || !strcmp(priority, "high"), "priority");
	for (size_t i = 0; i < task->tag_count; i++)
		require(is_long(task->tags[i], 1, 50), "tags");
}

static json_t *event_read(struct event *event)
{
	json_t *root = json_loadb(codec_event, sizeof(codec_event) - 1, JSON_REJECT_DUPLICATES, NULL);
	require(json_is_object(root), "no object");
	*event = (struct event){
		.id = text_at(root, "id"),
		.source = text_at(root, "source"),
		.type = text_at(root, "type"),
		.subject = text_at(root, "subject"),
		.version = text_at(root, "eventversion"),
		.correlation = text_at(root, "correlationid"),
		.key = text_at(root, "partitionkey"),
		.sequence = text_at(root, "sequence"),
		.user = text_at(root, "userid"),
		.traceparent = text_at(root, "traceparent"),
	};
	const char *specversion = text_at(root, "specversion");
	require(event->id && event->source && event->type && specversion && !strcmp(specversion, "1.0"), "attributes");
	require(uuid_parse_text(text_of(event->id), &event->uuid), "id");
	require(time_at(root, "time", &event->time_us), "time");
	task_read(json_object_get(root, "data"), &event->task);
	return root;
}

static void take(void)
{
	struct event event;
	json_t *root = event_read(&event);
	task_check(&event.task);
	json_decref(root);
}

static json_t *task_json(const struct task *task)
{
	char created[TIME_TEXT_MAX];
	time_format(task->created_us, created);
	json_t *tags = json_array();
	for (size_t i = 0; i < task->tag_count; i++)
		json_array_append_new(tags, json_string(task->tags[i]));
	return json_pack("{sI ss ss ss ss* ss* ss* so}", "task_id", (json_int_t)task->task_id, "user_id", task->user_id, "title",
			 task->title, "created_at", created, "description", task->description, "priority", task->priority,
			 "recurrence", task->recurrence, "tags", tags);
}

static void dump(json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);
	require(text && text[0] == '{', "not dumped");
	free(text);
	json_decref(json);
}

static void make(void)
{
	static struct event event;
	static json_t *kept;
	char time[TIME_TEXT_MAX];
	if (!kept)
		kept = event_read(&event);
	time_format(event.time_us, time);
	dump(json_pack("{ss ss ss ss ss ss ss ss ss ss ss ss ss so}", "specversion", "1.0", "id", event.id, "source", event.source,
		       "type", event.type, "subject", event.subject, "time", time, "datacontenttype", "application/json",
		       "eventversion", event.version, "correlationid", event.correlation, "partitionkey", event.key, "sequence",
		       event.sequence, "userid", event.user, "traceparent", event.traceparent, "data", task_json(&event.task)));
}

static json_t *data_read(struct task *task)
{
	json_t *root = json_loadb(codec_data, sizeof(codec_data) - 1, JSON_REJECT_DUPLICATES, NULL);
	require(json_is_object(root), "no object");
	task_read(root, task);
	return root;
}

static void read_data(void)
{
	struct task task;
	json_decref(data_read(&task));
}

static void write_data(void)
{
	static struct task task;
	static json_t *kept;
	if (!kept)
		kept = data_read(&task);
	dump(task_json(&task));
}

const struct codec_work jansson_works[CODEC_WORKS] = {{"take", take}, {"make", make}, {"read", read_data}, {"write", write_data}};
