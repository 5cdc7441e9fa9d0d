/*
 * What validate() says about messages: for tests that hold it against other implementations of the same rules. Reads records from
 * stdin, each the size of a message type's name, the name, the size of a message, the message (sizes are 32 bits, little-endian);
 * writes a line of JSON for each: [[field, rule], ...] of its violations, or a text when it can't be read at all.
 */
#include <endian.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/scan.h"
#include "contract/validate.h"
#include "hapax/tasks/v1/api.h"
#include "rules/v1/numbers.h"
#include "rules/v1/shapes.h"
#include "rules/v1/texts.h"

enum { RECORD_MAX_BYTES = 16 << 20, ARENA_MAX_BYTES = 256 << 20 };

static const struct message_rules *const own_rules[] = {
	&rules_float_cases_rules,
	&rules_double_cases_rules,
	&rules_int32_cases_rules,
	&rules_int64_cases_rules,
	&rules_u_int32_cases_rules,
	&rules_u_int64_cases_rules,
	&rules_s_int32_cases_rules,
	&rules_s_int64_cases_rules,
	&rules_fixed32_cases_rules,
	&rules_fixed64_cases_rules,
	&rules_s_fixed32_cases_rules,
	&rules_s_fixed64_cases_rules,
	&rules_string_cases_rules,
	&rules_pattern_cases_rules,
	&rules_format_cases_rules,
	&rules_bytes_cases_rules,
	&rules_part_rules,
	&rules_bool_cases_rules,
	&rules_enum_cases_rules,
	&rules_timestamp_cases_rules,
	&rules_duration_cases_rules,
	&rules_any_cases_rules,
	&rules_list_cases_rules,
	&rules_map_cases_rules,
	&rules_place_cases_rules,
	&rules_odd_cases_rules,
	&rules_outer_rules,
	&tasks_create_task_request_rules,
	&tasks_get_task_request_rules,
	&tasks_list_tasks_request_rules,
	&tasks_update_task_request_rules,
	&tasks_complete_task_request_rules,
	&tasks_delete_task_request_rules,
};

static const struct message_rules *find(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(own_rules); i++)
		if (text_equal_string(name, own_rules[i]->message->name))
			return own_rules[i];
	for (size_t i = 0; i < hapax_catalogue.event_count; i++)
		if (text_equal_string(name, hapax_catalogue.events[i]->message->name))
			return hapax_catalogue.events[i]->rules;
	return NULL;
}

static bool read_part(struct arena *arena, struct text *ret_part)
{
	uint32_t size;
	if (fread(&size, sizeof(size), 1, stdin) != 1)
		return false;
	size = le32toh(size);
	char *part = size <= RECORD_MAX_BYTES ? arena_alloc(arena, size) : NULL;
	if (!part || fread(part, 1, size, stdin) != size) {
		fputs("check_rules: stdin ends within a record, or a size is too large\n", stderr);
		exit(1);
	}
	*ret_part = (struct text){part, size};
	return true;
}

static json_t *list_violations(const struct context *context)
{
	json_t *list = json_array();
	for (const struct violation *violation = context->failure.violations; violation; violation = violation->next)
		json_array_append_new(list, json_pack("[s%s%]", violation->field.at ? violation->field.at : "",
						      violation->field.len, violation->rule.at, violation->rule.len));
	return list;
}

static json_t *check(struct context *context, struct text name, struct text bytes)
{
	const struct message_rules *rules = find(name);
	ProtobufCMessage *message;
	if (!rules)
		return json_sprintf("there is no %.*s", TEXT_ARG(name));
	if (message_unpack(context, bytes, rules->message, &message) != STATUS_OK)
		return json_string(failure_text(context));
	enum status status = validate(context, rules, message);
	if (status != STATUS_OK && status != STATUS_INVALID)
		return json_string(failure_text(context));
	return list_violations(context);
}

int main(void)
{
	struct arena arena;
	arena_init(&arena, ARENA_MAX_BYTES);
	for (struct text name, bytes; read_part(&arena, &name) && read_part(&arena, &bytes); arena_reset(&arena)) {
		struct context context;
		context_init(&context, &arena, NULL, NULL);
		json_t *verdict = check(&context, name, bytes);
		json_dumpf(verdict, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
		putchar('\n');
		json_decref(verdict);
	}
	arena_done(&arena);
	return 0;
}
