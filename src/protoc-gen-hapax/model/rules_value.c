/* What the messages of buf/validate/validate.proto ask of a value, member by member. */
#include <string.h>

#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/rules.h"

enum { ANY_TYPE = -1 };

/* A member, and what becomes of it. */
struct rule_row {
	const char *name;
	int type; /* enum rule_type that it is a rule of, where its name means different things */
	enum rule_kind kind;
	void (*plan)(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at);
	int64_t format;
	const char *constant;
};

static struct planned_rule *add(struct planner *planner, enum rule_kind kind, const char *name)
{
	struct planned_rule *rule = &planner->set->rules[planner->set->rule_count++];
	*rule = (struct planned_rule){.name = name};
	rule->is.kind = kind;
	rule->is.id = must_printf(planner->model->arena, "%s.%s", planner->type->name, name);
	return rule;
}

static void plan_operand(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member,
			 const void *at)
{
	add(planner, row->kind, row->name)->is.value = rules_operand(planner, member, at);
}

static void plan_list(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	struct planned_rule *rule = add(planner, row->kind, row->name);
	const char *items;
	memcpy(&items, at, sizeof(items));
	memcpy(&rule->is.list_count, (const char *)at - member->offset + member->quantifier_offset, sizeof(rule->is.list_count));
	rule->list = must_array(planner->model->arena, union rule_value, rule->is.list_count);
	for (size_t i = 0; i < rule->is.list_count; i++)
		rule->list[i] = rules_operand(planner, member, items + i * rules_operand_size(member));
	rule->is.list = rule->list;
}

static void plan_size(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	union rule_value size = rules_operand(planner, member, at);
	if (size.natural > INT64_MAX)
		rules_mistake(planner, "a limit beyond 9223372036854775807; take it away");
	add(planner, row->kind, row->name)->is.value = size;
}

/* A rule that is there when it is true. */
static bool is_true(const void *at)
{
	protobuf_c_boolean on;
	memcpy(&on, at, sizeof(on));
	return on;
}

static void plan_flag(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	(void)member;
	if (is_true(at))
		add(planner, row->kind, row->name);
}

static void plan_unique(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	const struct rules_type *items = rules_type_of(planner->field->proto);
	bool comparable = items && (items->proto || items->type < RULE_TYPE_TIMESTAMP);
	if (is_true(at) && !comparable)
		rules_mistake(planner, "unique compares numbers, texts and bytes, no messages; take it away");
	plan_flag(planner, row, member, at);
}

static void plan_within(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	plan_operand(planner, row, member, at);
	struct rule_time span = planner->set->rules[planner->set->rule_count - 1].is.value.time;
	if (span.seconds < 0 || (span.seconds == 0 && span.nanos == 0))
		rules_mistake(planner, "within: no time is closer than nothing; write a duration above 0");
}

static void plan_pattern(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member,
			 const void *at)
{
	char error[PATTERN_ERROR_MAX];
	struct planned_rule *rule = add(planner, row->kind, row->name);
	rule->regex = rules_operand(planner, member, at).text.at;
	if (!pattern_check(rule->regex, error))
		rules_mistake(planner, "pattern \"%s\": %s; write it in RE2's syntax", rule->regex, error);
}

static void add_format(struct planner *planner, const char *name, int64_t format, const char *constant, bool may_be_empty)
{
	for (size_t i = 0; i < planner->set->rule_count; i++) {
		if (planner->set->rules[i].is.kind == RULE_FORMAT)
			rules_mistake(planner, "%s and %s exclude each other; take one away", planner->set->rules[i].name, name);
	}
	struct planned_rule *rule = add(planner, RULE_FORMAT, name);
	rule->is.value.whole = format;
	rule->constant = constant;
	if (!may_be_empty)
		rule->is.id_if_empty = must_printf(planner->model->arena, "%s_empty", rule->is.id);
}

static void plan_format(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	(void)member;
	if (is_true(at))
		add_format(planner, row->name, row->format, row->constant, row->format == RULE_FORMAT_URI_REF);
}

/* well_known_regex, and whether it is strict. */
static void plan_header(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	const struct Buf__Validate__StringRules *rules =
		(const struct Buf__Validate__StringRules *)(const void *)((const char *)at - member->offset);
	bool loose = rules->has_strict && !rules->strict;
	(void)row;
	if (rules->well_known_regex == BUF__VALIDATE__KNOWN_REGEX__KNOWN_REGEX_HTTP_HEADER_NAME)
		add_format(planner, "well_known_regex.header_name", loose ? RULE_FORMAT_HEADER_NAME_LOOSE : RULE_FORMAT_HEADER_NAME,
			   loose ? "RULE_FORMAT_HEADER_NAME_LOOSE" : "RULE_FORMAT_HEADER_NAME", false);
	else if (rules->well_known_regex == BUF__VALIDATE__KNOWN_REGEX__KNOWN_REGEX_HTTP_HEADER_VALUE)
		add_format(planner, "well_known_regex.header_value",
			   loose ? RULE_FORMAT_HEADER_VALUE_LOOSE : RULE_FORMAT_HEADER_VALUE,
			   loose ? "RULE_FORMAT_HEADER_VALUE_LOOSE" : "RULE_FORMAT_HEADER_VALUE", true);
}

/* Bounds are gathered into one rule; which ones there are is in its name, as in "gt_lte". */
static void plan_bound(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member, const void *at)
{
	struct planned_rule *range = NULL;
	for (size_t i = 0; i < planner->set->rule_count; i++) {
		if (planner->set->rules[i].is.kind == RULE_RANGE)
			range = &planner->set->rules[i];
	}
	if (!range)
		range = add(planner, RULE_RANGE, "");
	bool upper = row->name[0] == 'l', closed = row->name[2] == 'e';
	enum rule_bound *bound = upper ? &range->is.upper_bound : &range->is.lower_bound;
	if (*bound != RULE_BOUND_NONE)
		rules_mistake(planner, upper ? "lt and lte exclude each other; take one away"
					     : "gt and gte exclude each other; take one away");
	*bound = closed ? RULE_BOUND_CLOSED : RULE_BOUND_OPEN;
	*(upper ? &range->is.upper : &range->is.value) = rules_operand(planner, member, at);
}

static void plan_nothing(struct planner *planner, const struct rule_row *row, const ProtobufCFieldDescriptor *member,
			 const void *at)
{
	(void)planner;
	(void)row;
	(void)member;
	(void)at;
}

#define FORMAT(name, constant)                                                                                                     \
	{                                                                                                                          \
		name, RULE_TYPE_STRING, RULE_FORMAT, plan_format, RULE_FORMAT_##constant, "RULE_FORMAT_" #constant                 \
	}
#define BYTES_FORMAT(name, constant)                                                                                               \
	{                                                                                                                          \
		name, RULE_TYPE_BYTES, RULE_FORMAT, plan_format, RULE_FORMAT_BYTES_##constant, "RULE_FORMAT_BYTES_" #constant      \
	}

static const struct rule_row rows[] = {
	{"const", ANY_TYPE, RULE_CONST, plan_operand},
	{"in", ANY_TYPE, RULE_IN, plan_list},
	{"not_in", ANY_TYPE, RULE_NOT_IN, plan_list},
	{"lt", ANY_TYPE, RULE_RANGE, plan_bound},
	{"lte", ANY_TYPE, RULE_RANGE, plan_bound},
	{"gt", ANY_TYPE, RULE_RANGE, plan_bound},
	{"gte", ANY_TYPE, RULE_RANGE, plan_bound},
	{"finite", ANY_TYPE, RULE_FINITE, plan_flag},
	{"len", RULE_TYPE_STRING, RULE_LEN, plan_size},
	{"min_len", RULE_TYPE_STRING, RULE_MIN_LEN, plan_size},
	{"max_len", RULE_TYPE_STRING, RULE_MAX_LEN, plan_size},
	{"len_bytes", ANY_TYPE, RULE_LEN_BYTES, plan_size},
	{"min_bytes", ANY_TYPE, RULE_MIN_BYTES, plan_size},
	{"max_bytes", ANY_TYPE, RULE_MAX_BYTES, plan_size},
	{"len", RULE_TYPE_BYTES, RULE_LEN_BYTES, plan_size},
	{"min_len", RULE_TYPE_BYTES, RULE_MIN_BYTES, plan_size},
	{"max_len", RULE_TYPE_BYTES, RULE_MAX_BYTES, plan_size},
	{"pattern", ANY_TYPE, RULE_PATTERN, plan_pattern},
	{"prefix", ANY_TYPE, RULE_PREFIX, plan_operand},
	{"suffix", ANY_TYPE, RULE_SUFFIX, plan_operand},
	{"contains", ANY_TYPE, RULE_CONTAINS, plan_operand},
	{"not_contains", ANY_TYPE, RULE_NOT_CONTAINS, plan_operand},
	FORMAT("email", EMAIL),
	FORMAT("hostname", HOSTNAME),
	FORMAT("ip", IP),
	FORMAT("ipv4", IPV4),
	FORMAT("ipv6", IPV6),
	FORMAT("uri", URI),
	FORMAT("uri_ref", URI_REF),
	FORMAT("address", ADDRESS),
	FORMAT("uuid", UUID),
	FORMAT("tuuid", TUUID),
	FORMAT("ulid", ULID),
	FORMAT("ip_with_prefixlen", IP_WITH_PREFIXLEN),
	FORMAT("ipv4_with_prefixlen", IPV4_WITH_PREFIXLEN),
	FORMAT("ipv6_with_prefixlen", IPV6_WITH_PREFIXLEN),
	FORMAT("ip_prefix", IP_PREFIX),
	FORMAT("ipv4_prefix", IPV4_PREFIX),
	FORMAT("ipv6_prefix", IPV6_PREFIX),
	FORMAT("host_and_port", HOST_AND_PORT),
	FORMAT("protobuf_fqn", PROTOBUF_FQN),
	FORMAT("protobuf_dot_fqn", PROTOBUF_DOT_FQN),
	BYTES_FORMAT("ip", IP),
	BYTES_FORMAT("ipv4", IPV4),
	BYTES_FORMAT("ipv6", IPV6),
	BYTES_FORMAT("uuid", UUID),
	{"well_known_regex", ANY_TYPE, RULE_FORMAT, plan_header},
	{"strict", ANY_TYPE, RULE_FORMAT, plan_nothing},
	{"defined_only", ANY_TYPE, RULE_DEFINED_ONLY, plan_flag},
	{"min_items", ANY_TYPE, RULE_MIN_COUNT, plan_size},
	{"max_items", ANY_TYPE, RULE_MAX_COUNT, plan_size},
	{"min_pairs", ANY_TYPE, RULE_MIN_COUNT, plan_size},
	{"max_pairs", ANY_TYPE, RULE_MAX_COUNT, plan_size},
	{"unique", ANY_TYPE, RULE_UNIQUE, plan_unique},
	{"items", ANY_TYPE, RULE_MIN_COUNT, plan_nothing}, /* these three are looked at by whoever plans the list or map */
	{"keys", ANY_TYPE, RULE_MIN_COUNT, plan_nothing},
	{"values", ANY_TYPE, RULE_MIN_COUNT, plan_nothing},
	{"lt_now", ANY_TYPE, RULE_LT_NOW, plan_flag},
	{"gt_now", ANY_TYPE, RULE_GT_NOW, plan_flag},
	{"within", ANY_TYPE, RULE_WITHIN, plan_within},
	{"example", ANY_TYPE, RULE_CONST, plan_nothing}, /* says something, asks for nothing */
};

static const struct rule_row *find_row(const char *name, enum rule_type type)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		if (strcmp(rows[i].name, name) == 0 && (rows[i].type == ANY_TYPE || rows[i].type == (int)type))
			return &rows[i];
	return NULL;
}

/* A range of two bounds is named after both; with the upper one below, it is what lies outside. */
static void name_range(struct planner *planner, struct planned_rule *rule)
{
	static const char *const lower[] = {"", "gt", "gte"}, *const upper[] = {"", "lt", "lte"};
	const struct rule *is = &rule->is;
	bool both = is->lower_bound && is->upper_bound;
	rule->name = must_printf(planner->model->arena, "%s%s%s%s", lower[is->lower_bound], both ? "_" : "", upper[is->upper_bound],
				 is->kind == RULE_OUTSIDE ? "_exclusive" : "");
	rule->is.id = must_printf(planner->model->arena, "%s.%s", planner->type->name, rule->name);
}

void rules_plan_value(struct planner *planner, const ProtobufCMessage *rules)
{
	const ProtobufCMessageDescriptor *descriptor = rules->descriptor;
	planner->set->rules = must_array(planner->model->arena, struct planned_rule, descriptor->n_fields);
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *member = &descriptor->fields[i];
		const struct rule_row *row = find_row(member->name, planner->type->type);
		if (!rules_given(rules, member))
			continue;
		if (!row)
			rules_mistake(planner, "hapax doesn't enforce %s.%s; take it away", planner->type->name, member->name);
		else
			row->plan(planner, row, member, (const char *)rules + member->offset);
	}
	for (size_t i = 0; i < planner->set->rule_count; i++) {
		struct planned_rule *rule = &planner->set->rules[i];
		if (rule->is.kind != RULE_RANGE)
			continue;
		if (rule->is.lower_bound && rule->is.upper_bound && rules_order(planner, &rule->is.upper, &rule->is.value) < 0)
			rule->is.kind = RULE_OUTSIDE;
		name_range(planner, rule);
	}
}
