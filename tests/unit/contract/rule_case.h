/* What the tests of rules share: which rule a message breaks at a path. */
#ifndef TESTS_UNIT_CONTRACT_RULE_CASE_H
#define TESTS_UNIT_CONTRACT_RULE_CASE_H

#include "contract/json/member.h"
#include "contract/validate.h"
#include "unit/contract/codec.h"

/* The first rule broken there, "" for none; what it says is in *ret_words, which may be NULL. */
static inline const char *broken_rule(const struct message_rules *rules, const ProtobufCMessage *message, const char *path,
				      const char **ret_words)
{
	const char *found = "";
	enum status status = validate(&context, rules, message);
	if (status != STATUS_OK && status != STATUS_INVALID)
		fail_msg("%s: %s", status_name(status), failure_text(&context));
	for (const struct violation *violation = context.failure.violations; violation && !*found; violation = violation->next) {
		if (!text_equal_string(violation->field, path))
			continue;
		found = text_dup_string(violation->rule, &arena);
		if (ret_words)
			*ret_words = text_dup_string(violation->message, &arena);
	}
	failure_clear(&context);
	return found;
}

static inline void assert_breaks(const struct message_rules *rules, const ProtobufCMessage *message, const char *path,
				 const char *rule)
{
	const char *found = broken_rule(rules, message, path, NULL);
	if (strcmp(found, rule) != 0)
		fail_msg("%s: %s breaks \"%s\" instead of \"%s\"", rules->message->name, path, found, rule);
}

static inline void assert_keeps(const struct message_rules *rules, const ProtobufCMessage *message, const char *path)
{
	assert_breaks(rules, message, path, "");
}

/* The violation's words are these. */
static inline void assert_says(const struct message_rules *rules, const ProtobufCMessage *message, const char *path,
			       const char *words)
{
	const char *said = "";
	broken_rule(rules, message, path, &said);
	if (strcmp(said, words) != 0)
		fail_msg("%s: %s is refused with \"%s\" instead of \"%s\"", rules->message->name, path, said, words);
}

/* A singular field of any message, by name. */
static inline const ProtobufCFieldDescriptor *field_called(const ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
	if (!field)
		fail_msg("%s has no field %s", message->descriptor->name, name);
	return field;
}

static inline void set_text(ProtobufCMessage *message, const char *name, const char *value)
{
	memcpy(member_of(message, field_called(message, name)), &value, sizeof(value));
}

static inline void set_message(ProtobufCMessage *message, const char *name, const void *value)
{
	memcpy(member_of(message, field_called(message, name)), &value, sizeof(value));
}

static inline void set_bytes(ProtobufCMessage *message, const char *name, const void *bytes, size_t len)
{
	ProtobufCBinaryData data = {len, (uint8_t *)(uintptr_t)bytes};
	memcpy(member_of(message, field_called(message, name)), &data, sizeof(data));
}

/* A repeated field, or a map's entries. */
static inline void set_list(ProtobufCMessage *message, const char *name, const void *items, size_t count)
{
	const ProtobufCFieldDescriptor *field = field_called(message, name);
	memcpy(member_of(message, field), &items, sizeof(items));
	memcpy(member_quantifier(message, field), &count, sizeof(count));
}

static inline ProtobufCMessage *new_message(const ProtobufCMessageDescriptor *descriptor)
{
	ProtobufCMessage *message = arena_alloc(&arena, descriptor->sizeof_message);
	assert_non_null(message);
	descriptor->message_init(message);
	return message;
}

#endif
