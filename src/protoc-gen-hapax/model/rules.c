#include "protoc-gen-hapax/model/rules.h"

#include <inttypes.h>
#include <string.h>

#include "protoc-gen-hapax/model/names.h"

enum { FIELD_OPTIONS = 8, OPTION_FIELD_RULES = 1159, MAX_RULES_PER_FIELD = 12 };
enum value_kind { VALUE_INT32, VALUE_INT64, VALUE_UINT32, VALUE_UINT64, VALUE_STRING, VALUE_ENUM, VALUE_MESSAGE, VALUE_OTHER };

/* Where rules are being gathered: of one field, or of each item in it. */
struct planner {
	struct model *model;
	struct message *message;
	const struct field *field;
	const struct Buf__Validate__FieldRules *rules;
	bool each;
	bool wrapped;
	enum value_kind kind;
};

static const char *const KIND_NAMES[] = {"int32", "int64", "uint32", "uint64", "string", "enum", "message", "other"};

static const struct {
	const char *type_name;
	enum value_kind kind;
} WRAPPERS[] = {
	{".google.protobuf.Int32Value", VALUE_INT32},	{".google.protobuf.Int64Value", VALUE_INT64},
	{".google.protobuf.UInt32Value", VALUE_UINT32}, {".google.protobuf.UInt64Value", VALUE_UINT64},
	{".google.protobuf.StringValue", VALUE_STRING},
};

static enum value_kind kind_of(const struct field_proto *field, bool *ret_wrapped)
{
	*ret_wrapped = false;
	switch (field->type) {
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT32:
		return VALUE_INT32;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT64:
		return VALUE_INT64;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_UINT32:
		return VALUE_UINT32;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_UINT64:
		return VALUE_UINT64;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_STRING:
		return VALUE_STRING;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_ENUM:
		return VALUE_ENUM;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE:
		for (size_t i = 0; i < COUNT_OF(WRAPPERS); i++) {
			if (strcmp(field->type_name, WRAPPERS[i].type_name) == 0) {
				*ret_wrapped = true;
				return WRAPPERS[i].kind;
			}
		}
		return VALUE_MESSAGE;
	default:
		return VALUE_OTHER;
	}
}

static bool is_repeated(const struct field *field)
{
	return field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
}

static void mistake(struct planner *planner, const char *text)
{
	struct path path = path_of(&planner->field->path, FIELD_OPTIONS, OPTION_FIELD_RULES);
	model_error(planner->model, planner->message->file, &path, "%s.%s: %s", planner->message->local_name,
		    planner->field->proto->name, text);
}

static struct planned_rule *add(struct planner *planner, const char *kind, int64_t number)
{
	struct planned_rule *rule = &planner->message->rules[planner->message->rule_count++];
	*rule = (struct planned_rule){.field = planner->field, .kind = kind, .each = planner->each, .number = number};
	return rule;
}

static void add_length(struct planner *planner, const char *kind, uint64_t number)
{
	if (number > INT64_MAX)
		mistake(planner, "a limit beyond 9223372036854775807; take it away");
	else
		add(planner, kind, (int64_t)number);
}

/* The four integer rules have the same parts in different types. */
#define ADD_INTEGER_RULES(planner, rules, add_fn)                                                                                  \
	do {                                                                                                                       \
		if ((rules)->has_gt)                                                                                               \
			add_fn((planner), "RULE_INT_GT", (rules)->gt);                                                             \
		if ((rules)->has_gte)                                                                                              \
			add_fn((planner), "RULE_INT_GTE", (rules)->gte);                                                           \
		if ((rules)->has_lt)                                                                                               \
			add_fn((planner), "RULE_INT_LT", (rules)->lt);                                                             \
		if ((rules)->has_lte)                                                                                              \
			add_fn((planner), "RULE_INT_LTE", (rules)->lte);                                                           \
	} while (0)

static void plan_integers(struct planner *planner)
{
	if (planner->rules->int32)
		ADD_INTEGER_RULES(planner, planner->rules->int32, add);
	if (planner->rules->int64)
		ADD_INTEGER_RULES(planner, planner->rules->int64, add);
	if (planner->rules->uint32)
		ADD_INTEGER_RULES(planner, planner->rules->uint32, add);
	if (planner->rules->uint64)
		ADD_INTEGER_RULES(planner, planner->rules->uint64, add_length);
}

static void plan_string(struct planner *planner)
{
	const struct Buf__Validate__StringRules *string = planner->rules->string;
	bool may_be_empty = planner->rules->ignore == BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE;
	if (string->has_len || string->has_min_len)
		add_length(planner, "RULE_STRING_MIN_LEN", string->has_len ? string->len : string->min_len);
	if (string->has_len || string->has_max_len)
		add_length(planner, "RULE_STRING_MAX_LEN", string->has_len ? string->len : string->max_len);
	if (string->uuid)
		add(planner, "RULE_STRING_UUID", 0);
	if (!string->n_in)
		return;
	struct planned_rule *rule = add(planner, "RULE_STRING_IN", 0);
	rule->words = string->in;
	rule->word_count = string->n_in;
	if (!planner->wrapped && !planner->rules->required && !may_be_empty)
		mistake(planner, "string.in leaves open whether it may be empty; add \"required: true\" or \"ignore: "
				 "IGNORE_IF_ZERO_VALUE\"");
}

/* Exactly the rules of the value's own type may be there. */
static void check_kind(struct planner *planner)
{
	const struct Buf__Validate__FieldRules *rules = planner->rules;
	const bool given[] = {rules->int32, rules->int64, rules->uint32, rules->uint64, rules->string, rules->enum_};
	for (enum value_kind kind = 0; kind < COUNT_OF(given); kind++) {
		if (given[kind] && kind != planner->kind)
			mistake(planner, must_printf(planner->model->arena,
						     "%s rules on a field of another type (%s); write rules of its own type",
						     KIND_NAMES[kind], KIND_NAMES[planner->kind]));
	}
	if (rules->has_ignore && !(rules->string && rules->string->n_in))
		mistake(planner, "ignore is understood together with string.in only; take it away");
}

static void plan_value(struct planner *planner)
{
	check_kind(planner);
	if (planner->rules->required)
		add(planner, "RULE_REQUIRED", 0);
	plan_integers(planner);
	if (planner->rules->string)
		plan_string(planner);
	if (planner->rules->enum_ && planner->rules->enum_->defined_only)
		add(planner, "RULE_ENUM_DEFINED_ONLY", 0);
}

static void plan_list(struct planner *planner)
{
	const struct Buf__Validate__FieldRules *rules = planner->rules;
	const struct Buf__Validate__RepeatedRules *list = rules->repeated;
	if (rules->int32 || rules->int64 || rules->uint32 || rules->uint64 || rules->string || rules->enum_)
		mistake(planner, "rules of a value on a list; write them as repeated.items");
	if (rules->required)
		add(planner, "RULE_REQUIRED", 0);
	if (!list)
		return;
	if (list->has_min_items)
		add_length(planner, "RULE_REPEATED_MIN_ITEMS", list->min_items);
	if (list->has_max_items)
		add_length(planner, "RULE_REPEATED_MAX_ITEMS", list->max_items);
	if (!list->items)
		return;
	if (list->items->repeated)
		mistake(planner, "an item of a list is no list itself; take repeated away from its items");
	planner->rules = list->items;
	planner->each = true;
	plan_value(planner);
}

static void plan_field(struct model *model, struct message *message, const struct field *field)
{
	struct planner planner = {.model = model, .message = message, .field = field, .rules = field->rules};
	planner.kind = kind_of(field->proto, &planner.wrapped);
	if (field->rules && is_repeated(field)) {
		if (field->message && field->message->map_entry)
			mistake(&planner, "hapax has no rules for maps; take them away");
		else
			plan_list(&planner);
	} else if (field->rules) {
		if (field->rules->repeated)
			mistake(&planner, "repeated rules on a field that is no list; take them away");
		plan_value(&planner);
	}
	if (!field->message || !field->message->has_rules || field->message->map_entry)
		return;
	planner.each = is_repeated(field);
	add(&planner, "RULE_MESSAGE", 0)->message = field->message;
}

void rules_plan(struct model *model, struct message *message)
{
	message->rules = must_array(model->arena, struct planned_rule, message->field_count * MAX_RULES_PER_FIELD);
	for (size_t i = 0; i < message->field_count; i++)
		plan_field(model, message, &message->fields[i]);
}
