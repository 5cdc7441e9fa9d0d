/* Publishes what it is told to on stdin, a JSON object a line, and answers on stdout what became of it, a line each. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/clock.h"
#include "hapax/json.h"
#include "hapax/producer.h"

enum { ARENA_MAX_BYTES = 64 << 20 };

static const struct event_type *find(const char *name)
{
	for (size_t i = 0; i < hapax_catalogue.event_count; i++)
		if (strcmp(hapax_catalogue.events[i]->name, name) == 0)
			return hapax_catalogue.events[i];
	fprintf(stderr, "there is no %s\n", name);
	exit(1);
}

static struct text given(const json_t *options, const char *name)
{
	const json_t *value = json_object_get(options, name);
	return (struct text){json_string_value(value), json_string_length(value)};
}

static struct publish_options options_of(const json_t *options)
{
	struct publish_options made = {
		.id = given(options, "id"),
		.source = given(options, "source"),
		.cause = {.correlation_id = given(options, "correlationId"),
			  .causation_id = given(options, "causationId"),
			  .user_id = given(options, "userId"),
			  .traceparent = given(options, "traceparent")},
	};
	struct text form = given(options, "form");
	if (!text_empty(given(options, "time")) && !time_parse(given(options, "time"), &made.time_us))
		exit(1);
	if (!text_empty(form))
		made.form = text_equal_string(form, "protobuf") ? PUBLISH_FORM_PROTOBUF : PUBLISH_FORM_JSON;
	return made;
}

static enum status obey(struct context *context, const json_t *order, struct text *ret_id)
{
	const struct event_type *type = find(json_string_value(json_object_get(order, "type")));
	const json_t *settings = json_object_get(order, "client");
	const struct producer_options options = {
		.timeout_ms = (int)json_integer_value(json_object_get(settings, "timeoutMs")),
		.attempts = (int)json_integer_value(json_object_get(settings, "attempts")),
	};
	const struct publish_options publish = options_of(json_object_get(order, "options"));
	char *data = json_dumps(json_object_get(order, "data"), 0);
	struct producer *producer = NULL;
	ProtobufCMessage *message;
	enum status status = json_read_message(context, text_of(data), type->message, false, &message);

	if (status == STATUS_OK)
		status = producer_open(context, &options, &producer);
	if (status == STATUS_OK)
		status = producer_publish(producer, context, type, message, &publish, ret_id);
	producer_close(producer);
	free(data);
	return status;
}

static json_t *answer(const struct context *context, enum status status, struct text id)
{
	json_t *answer = json_pack("{s:s}", "status", status_name(status));
	if (status == STATUS_OK) {
		json_object_set_new(answer, "id", json_stringn(id.at, id.len));
		return answer;
	}
	json_t *violations = json_array();
	for (const struct violation *found = context->failure.violations; found; found = found->next)
		json_array_append_new(violations, json_pack("{s:s%, s:s%, s:s%}", "field", found->field.at ? found->field.at : "",
							    found->field.len, "rule", found->rule.at, found->rule.len, "message",
							    found->message.at, found->message.len));
	json_object_set_new(answer, "error", json_string(failure_text(context)));
	json_object_set_new(answer, "violations", violations);
	return answer;
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	struct arena arena;

	arena_init(&arena, ARENA_MAX_BYTES);
	while (getline(&line, &room, stdin) > 0) {
		json_t *order = json_loads(line, JSON_ALLOW_NUL, NULL);
		struct context context;
		struct text id = {0};

		arena_reset(&arena);
		context_init(&context, &arena, NULL, NULL);
		json_t *said = answer(&context, obey(&context, order, &id), id);
		json_dumpf(said, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(said);
		json_decref(order);
	}
	arena_done(&arena);
	free(line);
	return 0;
}
