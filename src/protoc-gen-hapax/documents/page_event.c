#include <string.h>

#include "protoc-gen-hapax/documents/kinds.h"
#include "protoc-gen-hapax/documents/page.h"
#include "protoc-gen-hapax/documents/rules.h"

static void add_row(struct buffer *out, const char *name, const char *text)
{
	if (!text[0])
		return;
	buffer_printf(out, "| %s | ", name);
	page_add_cell(out, text);
	buffer_add_string(out, " |\n");
}

static void add_words_row(struct buffer *out, const char *name, char *const *words, size_t count)
{
	if (count == 0)
		return;
	buffer_printf(out, "| %s | ", name);
	page_add_words(out, words, count);
	buffer_add_string(out, " |\n");
}

static void add_retry(struct buffer *out, const struct Hapax__RetryOptions *retry)
{
	static const char *const dead[] = {"", "later events of its key go on", "later events of its key wait"};
	if (!retry)
		return;
	buffer_add_string(out, "| retry | ");
	if (retry->max_attempts)
		buffer_printf(out, "%d attempts; ", retry->max_attempts);
	if (retry->initial_interval[0])
		buffer_printf(out, "first after %s; ", retry->initial_interval);
	if (retry->max_interval[0])
		buffer_printf(out, "at most %s apart; ", retry->max_interval);
	if (retry->on_dead && (size_t)retry->on_dead < COUNT_OF(dead))
		buffer_printf(out, "once it is a dead letter, %s", dead[retry->on_dead]);
	buffer_add_string(out, " |\n");
}

static void add_about(struct buffer *out, const struct documents *documents, const struct message *event)
{
	const struct Hapax__EventOptions *options = event->event;
	buffer_add_string(out, "| | |\n|---|---|\n");
	add_row(out, "version", options->version);
	add_row(out, "published by", options->owner);
	add_words_row(out, "consumed by", options->consumers, options->n_consumers);
	add_row(out, "key", options->key);
	add_row(out, "subject", options->subject);
	add_words_row(out, "also spelled", options->aliases, options->n_aliases);
	add_words_row(out, "also spelled, on this topic", options->topic_aliases, options->n_topic_aliases);
	add_row(out, "kept for", retention_words(documents->model, event));
	add_retry(out, options->retry);
	add_row(out, "message", event->full_name);
}

static const char *last_part(const char *full_name)
{
	const char *dot = strrchr(full_name, '.');
	return dot ? dot + 1 : full_name;
}

/* "OrderLine[]", "map of string to string". */
static void add_type(struct buffer *out, const struct field *field)
{
	if (field_is_map(field))
		buffer_printf(out, "map of %s to %s", last_part(value_type_name(&field->message->fields[0])),
			      last_part(value_type_name(&field->message->fields[1])));
	else
		buffer_printf(out, "%s%s",
			      value_type_of(field).wrapped ? value_type_of(field).kind->name : last_part(value_type_name(field)),
			      field_is_repeated(field) ? "[]" : "");
}

static void add_rules(struct buffer *out, struct model *model, const struct message *message, const struct field *field)
{
	json_t *words = rules_words(model, message, field);
	/* Those of a message in it have lines of their own. */
	if (field->message && !field_is_map(field) && field->message->has_rules)
		json_array_remove(words, json_array_size(words) - 1);
	bool implied = rules_require(model, message, field) && !field->rules->required;
	if (implied)
		buffer_add_string(out, json_array_size(words) ? "required, " : "required");
	for (size_t i = 0; i < json_array_size(words); i++) {
		buffer_add_string(out, i ? ", " : "");
		page_add_cell(out, json_string_value(json_array_get(words, i)));
	}
	json_decref(words);
}

enum { DEPTH_MAX = 4, ROWS_MAX_BYTES = 64 * 1024 };

/* Rows go deeper as long as there are few: messages may hold each other in many fields. end: of out, where it is enough. */
static void add_fields(struct buffer *out, struct model *model, const struct message *message, const char *before, int depth,
		       size_t end)
{
	const struct field **fields = fields_by_number(model, message);
	for (size_t i = 0; i < message->field_count; i++) {
		const struct field *field = fields[i];
		buffer_printf(out, "| %s%s | ", before, field->proto->name);
		add_type(out, field);
		buffer_add_string(out, " | ");
		add_rules(out, model, message, field);
		buffer_add_string(out, " | ");
		page_add_cell(out, model_comment(model, message->file, &field->path));
		buffer_add_string(out, field->pii ? " Personal data. |\n" : " |\n");
		struct value_type type = value_type_of(field);
		if (!field->message || field_is_map(field) || type.known || type.wrapped || depth == DEPTH_MAX || out->len > end ||
		    field->message == message)
			continue;
		struct buffer inner;
		buffer_init(&inner, NULL, OUTPUT_MAX_BYTES);
		buffer_printf(&inner, "%s%s%s.", before, field->proto->name, field_is_repeated(field) ? "[]" : "");
		add_fields(out, model, field->message, buffer_string(&inner), depth + 1, end);
		buffer_done(&inner);
	}
}

void page_add_event(struct buffer *out, const struct documents *documents, const struct document *document)
{
	const struct message *event = document->event;
	const char *comment = model_comment(documents->model, event->file, &event->path);
	buffer_printf(out, "\n### %s\n\n", page_heading(documents, document));
	if (event->event->description[0]) {
		page_add_cell(out, event->event->description);
		buffer_add_string(out, comment[0] ? " " : "\n\n");
	}
	if (comment[0]) {
		page_add_cell(out, comment);
		buffer_add_string(out, "\n\n");
	}
	add_about(out, documents, event);
	buffer_add_string(out, "\n| field | type | rules | |\n|---|---|---|---|\n");
	add_fields(out, documents->model, event, "", 0, out->len + ROWS_MAX_BYTES);
	buffer_add_string(out, "\n```json\n");
	tree_print_json(out, document->example, false);
	buffer_add_string(out, "\n```\n");
}
