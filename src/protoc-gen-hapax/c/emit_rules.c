/* Rule tables: struct message_rules, one for each message that has rules or holds one that has. */
#include <inttypes.h>

#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

void emit_rules_header(struct buffer *out, const struct message *message)
{
	if (message->has_rules)
		buffer_printf(out, "extern const struct message_rules %s_rules;\n", message->name);
}

/* INT64_MIN has no literal of its own. */
static void emit_number(struct buffer *out, int64_t number)
{
	if (number == INT64_MIN)
		buffer_add_string(out, "INT64_MIN");
	else
		buffer_printf(out, number > INT32_MAX || number < INT32_MIN ? "INT64_C(%" PRId64 ")" : "%" PRId64, number);
}

static const char *words_name(struct model *model, const struct message *message, const struct planned_rule *rule)
{
	return must_printf(model->arena, "%s_%s_in", message->name, rule->field->proto->name);
}

static void emit_rule(struct model *model, struct buffer *out, const struct message *message, const struct planned_rule *rule)
{
	buffer_printf(out, "\t{.field = %u, .kind = %s", rule->field->index, rule->kind);
	if (rule->each)
		buffer_add_string(out, ", .each = true");
	if (rule->number != 0) {
		buffer_add_string(out, ", .number = ");
		emit_number(out, rule->number);
	}
	if (rule->word_count)
		buffer_printf(out, ", .words = %s", words_name(model, message, rule));
	if (rule->message)
		buffer_printf(out, ", .message = &%s_rules", rule->message->name);
	buffer_printf(out, "}, /* %s */\n", rule->field->proto->name);
}

void emit_rules_source(struct model *model, struct buffer *out, const struct message *message)
{
	if (!message->has_rules)
		return;
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < message->rule_count; i++) {
		const struct planned_rule *rule = &message->rules[i];
		emit_words(out, words_name(model, message, rule), rule->words, rule->word_count);
	}
	const char *descriptor = name_protobuf_c_lower(model->arena, message->full_name);
	if (message->rule_count == 0) {
		buffer_printf(out, "const struct message_rules %s_rules = {&%s__descriptor, NULL, 0};\n", message->name,
			      descriptor);
		return;
	}
	buffer_printf(out, "static const struct rule %s_rule_list[] = {\n", message->name);
	for (size_t i = 0; i < message->rule_count; i++)
		emit_rule(model, out, message, &message->rules[i]);
	buffer_printf(out, "};\nconst struct message_rules %s_rules = {&%s__descriptor, %s_rule_list, %zu};\n", message->name,
		      descriptor, message->name, message->rule_count);
}
