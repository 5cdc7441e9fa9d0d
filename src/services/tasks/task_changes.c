/* What changed in a task. Pure: no database, no clock. */
#include <stddef.h>

#include "tasks.h"

enum field_kind { FIELD_TEXT, FIELD_TIME, FIELD_TAGS };

/* The fields that changes are told of. */
static const struct task_field {
	const char *name;
	enum field_kind kind;
	size_t offset;
} fields[] = {
	{"title", FIELD_TEXT, offsetof(struct task_row, title)},
	{"description", FIELD_TEXT, offsetof(struct task_row, description)},
	{"due_date", FIELD_TIME, offsetof(struct task_row, due_us)},
	{"priority", FIELD_TEXT, offsetof(struct task_row, priority)},
	{"tags", FIELD_TAGS, 0},
	{"recurrence", FIELD_TEXT, offsetof(struct task_row, recurrence)},
	{"status", FIELD_TEXT, offsetof(struct task_row, status)},
	{"completed_at", FIELD_TIME, offsetof(struct task_row, completed_us)},
};

static struct text text_at(const struct task_row *task, const struct task_field *field)
{
	return *(const struct text *)(const void *)((const char *)task + field->offset);
}

static int64_t time_at(const struct task_row *task, const struct task_field *field)
{
	return *(const int64_t *)(const void *)((const char *)task + field->offset);
}

static bool same_tags(const struct task_row *a, const struct task_row *b)
{
	bool same = a->tag_count == b->tag_count;

	for (size_t i = 0; same && i < a->tag_count; i++)
		same = text_equal(a->tags[i], b->tags[i]);
	return same;
}

static bool same(const struct task_row *a, const struct task_row *b, const struct task_field *field)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return text_equal(text_at(a, field), text_at(b, field));
	case FIELD_TIME:
		return time_at(a, field) == time_at(b, field);
	case FIELD_TAGS:
		return same_tags(a, b);
	}
	return false;
}

static void add_field(struct struct_builder *builder, const struct task_row *task, const struct task_field *field)
{
	bool absent = (field->kind == FIELD_TEXT && text_empty(text_at(task, field))) ||
		      (field->kind == FIELD_TIME && !time_at(task, field));

	if (absent)
		struct_add_null(builder, field->name);
	else if (field->kind == FIELD_TEXT)
		struct_add_text(builder, field->name, text_at(task, field));
	else if (field->kind == FIELD_TIME)
		struct_add_time(builder, field->name, time_at(task, field));
	else
		struct_add_texts(builder, field->name, task->tags, task->tag_count);
}

enum status task_changes(struct context *context, const struct task_row *old_task, const struct task_row *new_task,
			 Google__Protobuf__Struct **ret_before, Google__Protobuf__Struct **ret_after, size_t *ret_count)
{
	struct struct_builder before, after;

	struct_builder_init(&before, context->arena, COUNT_OF(fields));
	struct_builder_init(&after, context->arena, COUNT_OF(fields));
	*ret_count = 0;
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		if (same(old_task, new_task, &fields[i]))
			continue;
		add_field(&before, old_task, &fields[i]);
		add_field(&after, new_task, &fields[i]);
		++*ret_count;
	}
	if (struct_failed(&before) || struct_failed(&after))
		return fail(context, STATUS_EXHAUSTED, "no memory left for the changes of task %lld", (long long)old_task->task_id);
	*ret_before = before.value;
	*ret_after = after.value;
	return STATUS_OK;
}

enum status task_snapshot(struct context *context, const struct task_row *task, Google__Protobuf__Struct **ret_fields)
{
	struct struct_builder builder;

	struct_builder_init(&builder, context->arena, COUNT_OF(fields));
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		add_field(&builder, task, &fields[i]);
	if (struct_failed(&builder))
		return fail(context, STATUS_EXHAUSTED, "no memory left for task %lld", (long long)task->task_id);
	*ret_fields = builder.value;
	return STATUS_OK;
}
