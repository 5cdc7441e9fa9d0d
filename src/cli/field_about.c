#include "cli/field_about.h"

#include <stdio.h>
#include <string.h>

#include "hapax/buffer.h"

enum { RULES_MAX_BYTES = 4096 };

static const char *scalar_name(ProtobufCType type)
{
	static const char *const names[] = {
		[PROTOBUF_C_TYPE_INT32] = "int32",	 [PROTOBUF_C_TYPE_SINT32] = "sint32",
		[PROTOBUF_C_TYPE_SFIXED32] = "sfixed32", [PROTOBUF_C_TYPE_INT64] = "int64",
		[PROTOBUF_C_TYPE_SINT64] = "sint64",	 [PROTOBUF_C_TYPE_SFIXED64] = "sfixed64",
		[PROTOBUF_C_TYPE_UINT32] = "uint32",	 [PROTOBUF_C_TYPE_FIXED32] = "fixed32",
		[PROTOBUF_C_TYPE_UINT64] = "uint64",	 [PROTOBUF_C_TYPE_FIXED64] = "fixed64",
		[PROTOBUF_C_TYPE_FLOAT] = "float",	 [PROTOBUF_C_TYPE_DOUBLE] = "double",
		[PROTOBUF_C_TYPE_BOOL] = "bool",	 [PROTOBUF_C_TYPE_ENUM] = "enum",
		[PROTOBUF_C_TYPE_STRING] = "string",	 [PROTOBUF_C_TYPE_BYTES] = "bytes",
		[PROTOBUF_C_TYPE_MESSAGE] = "message",
	};
	return (size_t)type < COUNT_OF(names) ? names[type] : "?";
}

static const char *type_name(const ProtobufCFieldDescriptor *field)
{
	if (field->type == PROTOBUF_C_TYPE_MESSAGE)
		return ((const ProtobufCMessageDescriptor *)field->descriptor)->name;
	if (field->type == PROTOBUF_C_TYPE_ENUM)
		return ((const ProtobufCEnumDescriptor *)field->descriptor)->name;
	return scalar_name(field->type);
}

/* '#' stands for the rule's number. */
static const char *const rule_words[] = {
	[RULE_REQUIRED] = "required",
	[RULE_STRING_MIN_LEN] = "at least # characters",
	[RULE_STRING_MAX_LEN] = "at most # characters",
	[RULE_STRING_IN] = "one of",
	[RULE_STRING_UUID] = "a UUID",
	[RULE_INT_GT] = "> #",
	[RULE_INT_GTE] = ">= #",
	[RULE_INT_LT] = "< #",
	[RULE_INT_LTE] = "<= #",
	[RULE_REPEATED_MIN_ITEMS] = "at least # items",
	[RULE_REPEATED_MAX_ITEMS] = "at most # items",
	[RULE_ENUM_DEFINED_ONLY] = "a defined value",
	[RULE_MESSAGE] = "has rules of its own",
};

static void describe_rule(struct buffer *out, const struct rule *rule)
{
	const char *words = rule_words[rule->kind], *number = strchr(words, '#');
	if (out->len)
		buffer_add_string(out, ", ");
	if (rule->each)
		buffer_add_string(out, "each ");
	if (number) {
		buffer_add(out, words, (size_t)(number - words));
		buffer_add_i64(out, rule->number);
		buffer_add_string(out, number + 1);
	} else {
		buffer_add_string(out, words);
	}
	for (size_t i = 0; rule->words && rule->words[i]; i++)
		buffer_printf(out, "%s %s", i ? "," : "", rule->words[i]);
}

static void describe_rules(struct buffer *out, const struct message_rules *rules, unsigned field)
{
	for (size_t i = 0; rules && i < rules->rule_count; i++)
		if (rules->rules[i].field == field && (size_t)rules->rules[i].kind < COUNT_OF(rule_words))
			describe_rule(out, &rules->rules[i]);
}

void field_print(const ProtobufCMessageDescriptor *message, const struct message_rules *rules, unsigned field)
{
	const ProtobufCFieldDescriptor *descriptor = &message->fields[field];
	struct buffer words;
	buffer_init(&words, NULL, RULES_MAX_BYTES);
	describe_rules(&words, rules, field);
	char type[128];
	snprintf(type, sizeof(type), "%s%s", type_name(descriptor), descriptor->label == PROTOBUF_C_LABEL_REPEATED ? "[]" : "");
	printf("  %3u  %-20s %-30s %.*s\n", (unsigned)descriptor->id, descriptor->name, type, TEXT_ARG(buffer_text(&words)));
	buffer_done(&words);
}

json_t *field_json(const ProtobufCMessageDescriptor *message, const struct message_rules *rules, unsigned field)
{
	const ProtobufCFieldDescriptor *descriptor = &message->fields[field];
	struct buffer words;
	buffer_init(&words, NULL, RULES_MAX_BYTES);
	describe_rules(&words, rules, field);
	const char *described = buffer_string(&words);
	json_t *json = json_pack("{s:i, s:s, s:s, s:b, s:s}", "number", (int)descriptor->id, "name", descriptor->name, "type",
				 type_name(descriptor), "repeated", descriptor->label == PROTOBUF_C_LABEL_REPEATED, "rules",
				 described ? described : "");
	buffer_done(&words);
	return json;
}
