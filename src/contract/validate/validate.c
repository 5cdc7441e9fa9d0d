#include "contract/validate.h"

#include <inttypes.h>

#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/validate/rules.h"

/* A wrapper stands for its value: rules are about that. */
static struct subject unwrap(struct subject subject)
{
	const ProtobufCMessage *message;
	bool wrapper = subject.field->type == PROTOBUF_C_TYPE_MESSAGE && json_known_is_wrapper(subject.field->descriptor);
	if (!wrapper || !(message = member_message(subject.member)))
		return subject;
	subject.empty_is_absent = false;
	subject.field = &message->descriptor->fields[0];
	subject.member = member_get(message, subject.field);
	return subject;
}

/* What is there and isn't its type's zero. A wrapper that is there may hold a zero. */
static bool is_populated(const ProtobufCFieldDescriptor *field, const void *member)
{
	static const char zeros[sizeof(ProtobufCBinaryData)] = {0};
	size_t len;
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return !text_empty(member_string(member));
	case PROTOBUF_C_TYPE_BYTES:
		memcpy(&len, member, sizeof(len));
		return len > 0;
	default:
		return memcmp(member, zeros, member_size(field->type)) != 0;
	}
}

static void require(const struct subject *subject)
{
	path_refuse(subject->context, subject->path, "required", "is required");
}

/* Fields with presence must be there; others must not be zero. */
static void check_required(const struct subject *subject, const ProtobufCMessage *message)
{
	bool repeated = subject->field->label == PROTOBUF_C_LABEL_REPEATED;
	bool there = repeated			       ? member_count(message, subject->field) > 0
		     : member_is_oneof(subject->field) ? member_is_set(message, subject->field)
						       : is_populated(subject->field, subject->member);
	if (!there)
		require(subject);
}

static void check_count(const struct subject *subject, const ProtobufCMessage *message)
{
	int64_t bound = subject->rule->number, count = (int64_t)member_count(message, subject->field);
	bool min = subject->rule->kind == RULE_REPEATED_MIN_ITEMS;
	if (min ? count < bound : count > bound)
		path_refuse(subject->context, subject->path, min ? "repeated.min_items" : "repeated.max_items",
			    "must have at %s %" PRId64 " item%s", min ? "least" : "most", bound, bound == 1 ? "" : "s");
}

static void check_items(const struct subject *subject, const ProtobufCMessage *message)
{
	size_t count = member_count(message, subject->field), size = member_size(subject->field->type);
	const char *items = member_items(message, subject->field);
	struct path path = {.up = subject->path, .is_item = true};
	for (; path.index < count; path.index++) {
		struct subject item = *subject;
		item.path = &path;
		item.empty_is_absent = false;
		item.member = items + path.index * size;
		if (subject->rule->kind == RULE_REQUIRED && !is_populated(item.field, item.member))
			require(&item);
		item = unwrap(item);
		rule_check(&item);
	}
}

static void check_rule(const struct subject *subject, const ProtobufCMessage *message)
{
	bool repeated = subject->field->label == PROTOBUF_C_LABEL_REPEATED;
	if (repeated && subject->rule->each) {
		check_items(subject, message);
	} else if (subject->rule->kind == RULE_REQUIRED) {
		check_required(subject, message);
	} else if (repeated) {
		check_count(subject, message);
	} else if (member_is_set(message, subject->field)) {
		struct subject value = unwrap(*subject);
		rule_check(&value);
	}
}

void rules_check(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message,
		 const struct path *path, int depth)
{
	if (depth > VALIDATE_DEPTH_MAX) {
		path_refuse(context, path, "depth", "is nested too deeply; messages may be nested up to %d deep",
			    VALIDATE_DEPTH_MAX);
		return;
	}
	for (size_t i = 0; i < rules->rule_count; i++) {
		const struct rule *rule = &rules->rules[i];
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[rule->field];
		struct path here = {.up = path, .field = field->name};
		struct subject subject = {
			.context = context,
			.rule = rule,
			.path = &here,
			.field = field,
			.member = member_get(message, field),
			.empty_is_absent = !member_is_oneof(field),
			.depth = depth,
		};
		check_rule(&subject, message);
	}
}

enum status validate(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message)
{
	if (rules)
		rules_check(context, rules, message, NULL, 0);
	strings_check(context, message, NULL, 0);
	return fail_violations(context);
}
