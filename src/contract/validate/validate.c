#include "contract/validate.h"

#include "contract/json/write.h"
#include "contract/validate/rules.h"
#include "contract/validate/value.h"

/* A field under its rules. */
struct visit {
	struct checker *checker;
	const struct field_rules *rules;
	const ProtobufCMessage *message;
	const ProtobufCFieldDescriptor *field;
	struct path path;
	int depth; /* messages inside one another */
};

static void check_set(const struct visit *visit, const struct rule_set *set, const ProtobufCFieldDescriptor *field,
		      union rule_value value, const struct path *path)
{
	struct subject subject = {
		.checker = visit->checker,
		.path = path,
		.set = set,
		.value = value,
		.field = field,
		.message = visit->message,
	};
	rule_set_check(&subject);
}

/* What isn't on the wire, as the value of a map's entry, counts as an empty message. */
static const ProtobufCMessage *make_empty(struct checker *checker, const ProtobufCMessageDescriptor *descriptor)
{
	ProtobufCMessage *message = arena_alloc(checker->context->arena, descriptor->sizeof_message);
	if (message)
		descriptor->message_init(message);
	else
		checker->exhausted = true;
	return message;
}

static void check_message(const struct visit *visit, const struct rule_set *set, const ProtobufCFieldDescriptor *field,
			  const void *member, const struct path *path)
{
	const ProtobufCMessage *message = member_message(member);
	if (!message)
		message = make_empty(visit->checker, field->descriptor);
	if (message)
		rules_check(visit->checker, set->message, message, path, visit->depth + 1);
}

/* An item, key or value. */
static void check_inner(const struct visit *visit, const struct rule_set *set, const ProtobufCFieldDescriptor *field,
			const void *member, const struct path *path)
{
	if (set->ignore_zero && value_is_zero_item(field, member))
		return;
	if (set->rule_count)
		check_set(visit, set, field, value_read(set->type, field, member), path);
	if (set->message)
		check_message(visit, set, field, member, path);
}

static void check_items(const struct visit *visit, size_t count)
{
	const char *items = member_items(visit->message, visit->field);
	size_t size = member_size(visit->field->type);
	struct path path = {.up = &visit->path, .is_item = true};
	for (; path.index < count; path.index++)
		check_inner(visit, visit->rules->items, visit->field, items + path.index * size, &path);
}

/* A map is a list of messages with a key and a value; of those with the same key, the last one counts. */
static void check_pairs(const struct visit *visit, size_t count, const bool *shadowed)
{
	const ProtobufCFieldDescriptor *fields = ((const ProtobufCMessageDescriptor *)visit->field->descriptor)->fields;
	const char *entries = member_items(visit->message, visit->field);
	for (size_t i = 0; i < count; i++) {
		if (shadowed && shadowed[i])
			continue;
		const ProtobufCMessage *entry = member_message(entries + i * sizeof(entry));
		struct path path = {.up = &visit->path, .key_field = &fields[0], .key_at = member_get(entry, &fields[0])};
		if (visit->rules->keys)
			check_inner(visit, visit->rules->keys, &fields[0], path.key_at, &path);
		if (visit->rules->values)
			check_inner(visit, visit->rules->values, &fields[1], member_get(entry, &fields[1]), &path);
	}
}

static void check_size(const struct visit *visit, size_t count)
{
	if (visit->rules->own.rule_count)
		check_set(visit, &visit->rules->own, visit->field, (union rule_value){.whole = (int64_t)count}, &visit->path);
}

static void check_list(const struct visit *visit)
{
	size_t count = member_count(visit->message, visit->field);
	check_size(visit, count);
	if (visit->rules->items)
		check_items(visit, count);
}

static void check_map(const struct visit *visit)
{
	size_t count = member_count(visit->message, visit->field), pairs = 0;
	const bool *shadowed;
	if (!map_find_shadowed(visit->checker->context, visit->field, visit->message, &shadowed)) {
		visit->checker->exhausted = true;
		return;
	}
	for (size_t i = 0; i < count; i++)
		pairs += !shadowed || !shadowed[i];
	check_size(visit, pairs);
	if (visit->rules->keys || visit->rules->values)
		check_pairs(visit, count, shadowed);
}

static void check_singular(const struct visit *visit)
{
	const struct rule_set *set = &visit->rules->own;
	const void *member = member_get(visit->message, visit->field);
	if (set->rule_count)
		check_set(visit, set, visit->field, value_read(set->type, visit->field, member), &visit->path);
	if (set->message)
		check_message(visit, set, visit->field, member, &visit->path);
}

static void check_field(const struct visit *visit)
{
	const struct field_rules *rules = visit->rules;
	bool repeated = visit->field->label == PROTOBUF_C_LABEL_REPEATED;
	bool may_lack = rules->required || rules->own.ignore_zero || (!repeated && value_has_presence(visit->field));
	if (may_lack && !value_is_there(visit->message, visit->field)) {
		if (rules->required)
			path_refuse(visit->checker->context, &visit->path, "required", "is required");
		return;
	}
	if (rules->own.type == RULE_TYPE_MAP)
		check_map(visit);
	else if (repeated)
		check_list(visit);
	else
		check_singular(visit);
}

static void check_oneof(struct checker *checker, const struct oneof_rules *oneof, const ProtobufCMessage *message,
			const struct path *up)
{
	struct path path = {.up = up, .field = oneof->name};
	if (member_oneof_case(message, &message->descriptor->fields[oneof->field]) == 0)
		path_refuse(checker->context, &path, "required", "is required: exactly one of its fields");
}

void rules_check(struct checker *checker, const struct message_rules *rules, const ProtobufCMessage *message,
		 const struct path *path, int depth)
{
	if (depth > VALIDATE_DEPTH_MAX) {
		path_refuse(checker->context, path, "depth", "is nested too deeply; messages may be nested up to %d deep",
			    VALIDATE_DEPTH_MAX);
		return;
	}
	for (size_t i = 0; i < rules->oneof_count; i++)
		check_oneof(checker, &rules->oneofs[i], message, path);
	for (size_t i = 0; i < rules->field_count; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[rules->fields[i].field];
		struct visit visit = {
			.checker = checker,
			.rules = &rules->fields[i],
			.message = message,
			.field = field,
			.path = {.up = path, .field = field->name},
			.depth = depth,
		};
		check_field(&visit);
	}
}

enum status validate(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message)
{
	struct checker checker = {.context = context};
	if (rules)
		rules_check(&checker, rules, message, NULL, 0);
	strings_check(context, message, NULL, 0);
	if (checker.exhausted)
		return fail(context, STATUS_EXHAUSTED, "checking the rules of %s: out of memory", message->descriptor->name);
	return fail_violations(context);
}
