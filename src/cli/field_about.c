#include "cli/field_about.h"

#include <stdio.h>
#include <string.h>

#include "contract/json/member.h"
#include "contract/validate.h"
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

/* "must be greater than 0" is "greater than 0" in a list. */
static struct text without_must(struct text words)
{
	static const struct text heads[] = {TEXT_INIT("must be "), TEXT_INIT("must have "), TEXT_INIT("must ")};
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		if (text_starts_with(words, heads[i]))
			return (struct text){words.at + heads[i].len, words.len - heads[i].len};
	return words;
}

/* "at least 0 and less than 5" is ">= 0 and < 5". */
static void add_bounds(struct buffer *out, struct text words)
{
	static const struct {
		struct text words;
		const char *sign;
	} signs[] = {
		{TEXT_INIT("greater than"), ">"},
		{TEXT_INIT("at least"), ">="},
		{TEXT_INIT("less than"), "<"},
		{TEXT_INIT("at most"), "<="},
	};
	while (words.len) {
		size_t taken = 0;
		for (size_t i = 0; i < COUNT_OF(signs) && !taken; i++) {
			if (!text_starts_with(words, signs[i].words))
				continue;
			buffer_add_string(out, signs[i].sign);
			taken = signs[i].words.len;
		}
		if (!taken)
			buffer_add_char(out, words.at[taken++]);
		words = (struct text){words.at + taken, words.len - taken};
	}
}

static void add_words(struct buffer *out, const char *of, struct text words)
{
	buffer_add_string(out, out->len ? ", " : "");
	buffer_add_string(out, of);
	buffer_add_text(out, words);
}

static void describe_rule(struct buffer *out, const char *of, const ProtobufCFieldDescriptor *field, enum rule_type type,
			  const struct rule *rule)
{
	struct buffer words;
	buffer_init(&words, NULL, RULES_MAX_BYTES);
	rule_describe(&words, field, type, rule);
	bool range = rule->kind == RULE_RANGE || rule->kind == RULE_OUTSIDE;
	add_words(out, of, range ? TEXT("") : without_must(buffer_text(&words)));
	if (range)
		add_bounds(out, without_must(buffer_text(&words)));
	buffer_done(&words);
}

static void describe_set(struct buffer *out, const char *of, const ProtobufCFieldDescriptor *field, const struct rule_set *set)
{
	for (size_t i = 0; set && i < set->rule_count; i++)
		describe_rule(out, of, field, set->type, &set->rules[i]);
	if (set && set->ignore_zero && set->rule_count)
		add_words(out, of, TEXT("or empty"));
	if (set && set->message)
		add_words(out, of, TEXT("has rules of its own"));
}

static void describe_field(struct buffer *out, const ProtobufCFieldDescriptor *field, const struct field_rules *rules)
{
	if (rules->required)
		add_words(out, "", TEXT("required"));
	describe_set(out, "", field, &rules->own);
	describe_set(out, "each ", field, rules->items);
	if (!rules->keys && !rules->values)
		return;
	const ProtobufCFieldDescriptor *entry = ((const ProtobufCMessageDescriptor *)field->descriptor)->fields;
	describe_set(out, "each key ", &entry[0], rules->keys);
	describe_set(out, "each value ", &entry[1], rules->values);
}

static void describe_rules(struct buffer *out, const struct message_rules *rules, unsigned field)
{
	for (size_t i = 0; rules && i < rules->field_count; i++)
		if (rules->fields[i].field == field)
			describe_field(out, &rules->message->fields[field], &rules->fields[i]);
	for (size_t i = 0; rules && i < rules->oneof_count; i++) {
		const ProtobufCFieldDescriptor *fields = rules->message->fields, *one = &fields[rules->oneofs[i].field];
		if (member_is_oneof(&fields[field]) && fields[field].quantifier_offset == one->quantifier_offset)
			add_words(out, "one field of ", text_of(rules->oneofs[i].name));
	}
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
