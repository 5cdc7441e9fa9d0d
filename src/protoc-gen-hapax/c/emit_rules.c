/* Rule tables: struct message_rules, one for each message that has rules or holds one that has. */
#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

/* The rules of one value, and what its tables are called: "shop_cart_f3_items". */
struct table {
	struct model *model;
	struct buffer *out;
	const struct planned_set *set;
	const char *name;
};

void emit_rules_header(struct buffer *out, const struct message *message)
{
	if (message->has_rules && !message->map_entry)
		buffer_printf(out, "extern const struct message_rules %s_rules;\n", message->name);
}

/* What the operand of a rule is, where it isn't of the value's own type. */
static enum rule_type operand_type(const struct table *table, const struct rule *rule)
{
	bool is_size = (rule->kind >= RULE_LEN && rule->kind <= RULE_MAX_BYTES) || rule->kind == RULE_MIN_COUNT ||
		       rule->kind == RULE_MAX_COUNT;
	return is_size ? RULE_TYPE_SIGNED : rule->kind == RULE_WITHIN ? RULE_TYPE_DURATION : table->set->type;
}

/* Lists and patterns stand in front of the rules that point to them. */
static void emit_operands(const struct table *table, const struct planned_rule *rule)
{
	if (rule->regex) {
		buffer_printf(table->out, "static struct pattern %s_pattern = PATTERN_INIT(", table->name);
		emit_string(table->out, rule->regex);
		buffer_add_string(table->out, ");\n");
	}
	if (rule->is.list_count == 0)
		return;
	buffer_printf(table->out, "static const union rule_value %s_%s[] = {", table->name, rule->name);
	for (size_t i = 0; i < rule->is.list_count; i++) {
		buffer_add_string(table->out, i ? ", " : "");
		emit_rule_value(table->out, table->set->type, &rule->list[i]);
	}
	buffer_add_string(table->out, "};\n");
}

static void emit_value_member(const struct table *table, const char *member, const struct rule *rule, const union rule_value *value)
{
	buffer_printf(table->out, ", .%s = ", member);
	emit_rule_value(table->out, operand_type(table, rule), value);
}

static void emit_range(const struct table *table, const struct rule *rule)
{
	static const char *const bounds[] = {"RULE_BOUND_NONE", "RULE_BOUND_OPEN", "RULE_BOUND_CLOSED"};
	if (rule->lower_bound) {
		buffer_printf(table->out, ", .lower_bound = %s", bounds[rule->lower_bound]);
		emit_value_member(table, "value", rule, &rule->value);
	}
	if (rule->upper_bound) {
		buffer_printf(table->out, ", .upper_bound = %s", bounds[rule->upper_bound]);
		emit_value_member(table, "upper", rule, &rule->upper);
	}
}

static void emit_rule(const struct table *table, const struct planned_rule *rule)
{
	static const bool has_operand[] = {
		[RULE_CONST] = true,	 [RULE_LEN] = true,	  [RULE_MIN_LEN] = true,      [RULE_MAX_LEN] = true,
		[RULE_LEN_BYTES] = true, [RULE_MIN_BYTES] = true, [RULE_MAX_BYTES] = true,    [RULE_PREFIX] = true,
		[RULE_SUFFIX] = true,	 [RULE_CONTAINS] = true,  [RULE_NOT_CONTAINS] = true, [RULE_MIN_COUNT] = true,
		[RULE_MAX_COUNT] = true, [RULE_WITHIN] = true,
	};
	struct buffer *out = table->out;
	buffer_printf(out, "\t{.kind = %s, .id = \"%s\"", emit_rule_kind(rule->is.kind), rule->is.id);
	if (rule->is.id_if_empty)
		buffer_printf(out, ", .id_if_empty = \"%s\"", rule->is.id_if_empty);
	if (rule->constant)
		buffer_printf(out, ", .value = {.whole = %s}", rule->constant);
	else if (rule->is.kind < COUNT_OF(has_operand) && has_operand[rule->is.kind])
		emit_value_member(table, "value", &rule->is, &rule->is.value);
	emit_range(table, &rule->is);
	if (rule->is.list_count)
		buffer_printf(out, ", .list = %s_%s, .list_count = %zu", table->name, rule->name, rule->is.list_count);
	if (rule->regex)
		buffer_printf(out, ", .pattern = &%s_pattern", table->name);
	buffer_add_string(out, "},\n");
}

static void emit_rule_list(const struct table *table)
{
	for (size_t i = 0; i < table->set->rule_count; i++)
		emit_operands(table, &table->set->rules[i]);
	if (table->set->rule_count == 0)
		return;
	buffer_printf(table->out, "static const struct rule %s_rules[] = {\n", table->name);
	for (size_t i = 0; i < table->set->rule_count; i++)
		emit_rule(table, &table->set->rules[i]);
	buffer_add_string(table->out, "};\n");
}

static void emit_set(const struct table *table)
{
	buffer_printf(table->out, "{.type = %s", emit_rule_type(table->set->type));
	if (table->set->ignore_zero)
		buffer_add_string(table->out, ", .ignore_zero = true");
	if (table->set->rule_count)
		buffer_printf(table->out, ", .rules = %s_rules, .rule_count = %zu", table->name, table->set->rule_count);
	if (table->set->message)
		buffer_printf(table->out, ", .message = &%s_rules", table->set->message->name);
	buffer_add_char(table->out, '}');
}

static struct table name_table(struct model *model, struct buffer *out, const struct message *message,
			       const struct planned_field *field, const struct planned_set *set, const char *part)
{
	return (struct table){model, out, set, must_printf(model->arena, "%s_f%u_%s", message->name, field->field->index, part)};
}

static void emit_inner(struct model *model, struct buffer *out, const struct message *message, const struct planned_field *field,
		       const struct planned_set *set, const char *part)
{
	if (!set->there)
		return;
	struct table table = name_table(model, out, message, field, set, part);
	emit_rule_list(&table);
	buffer_printf(out, "static const struct rule_set %s = ", table.name);
	emit_set(&table);
	buffer_add_string(out, ";\n");
}

static void emit_tables(struct model *model, struct buffer *out, const struct message *message, const struct planned_field *field)
{
	struct table own = name_table(model, out, message, field, &field->own, "own");
	emit_rule_list(&own);
	emit_inner(model, out, message, field, &field->items, "items");
	emit_inner(model, out, message, field, &field->keys, "keys");
	emit_inner(model, out, message, field, &field->values, "values");
}

static void emit_field(struct model *model, struct buffer *out, const struct message *message, const struct planned_field *field)
{
	struct table own = name_table(model, out, message, field, &field->own, "own");
	buffer_printf(out, "\t{.field = %u", field->field->index);
	if (field->required)
		buffer_add_string(out, ", .required = true");
	buffer_add_string(out, ", .own = ");
	emit_set(&own);
	if (field->items.there)
		buffer_printf(out, ", .items = &%s_f%u_items", message->name, field->field->index);
	if (field->keys.there)
		buffer_printf(out, ", .keys = &%s_f%u_keys", message->name, field->field->index);
	if (field->values.there)
		buffer_printf(out, ", .values = &%s_f%u_values", message->name, field->field->index);
	buffer_printf(out, "}, /* %s */\n", field->field->proto->name);
}

static void emit_fields(struct model *model, struct buffer *out, const struct message *message)
{
	const struct planned_rules *planned = &message->planned;
	for (size_t i = 0; i < planned->field_count; i++)
		emit_tables(model, out, message, &planned->fields[i]);
	if (planned->field_count == 0)
		return;
	buffer_printf(out, "static const struct field_rules %s_field_rules[] = {\n", message->name);
	for (size_t i = 0; i < planned->field_count; i++)
		emit_field(model, out, message, &planned->fields[i]);
	buffer_add_string(out, "};\n");
}

static void emit_oneofs(struct buffer *out, const struct message *message)
{
	const struct planned_rules *planned = &message->planned;
	if (planned->oneof_count == 0)
		return;
	buffer_printf(out, "static const struct oneof_rules %s_oneof_rules[] = {", message->name);
	for (size_t i = 0; i < planned->oneof_count; i++)
		buffer_printf(out, "%s{\"%s\", %u}", i ? ", " : "", planned->oneofs[i].name, planned->oneofs[i].field);
	buffer_add_string(out, "};\n");
}

void emit_rules_source(struct model *model, struct buffer *out, const struct message *message)
{
	const struct planned_rules *planned = &message->planned;
	if (!message->has_rules || message->map_entry)
		return;
	buffer_add_char(out, '\n');
	emit_fields(model, out, message);
	emit_oneofs(out, message);
	buffer_printf(out, "const struct message_rules %s_rules = {.message = &%s__descriptor", message->name,
		      name_protobuf_c_lower(model->arena, message->full_name));
	if (planned->field_count)
		buffer_printf(out, ", .fields = %s_field_rules, .field_count = %zu", message->name, planned->field_count);
	if (planned->oneof_count)
		buffer_printf(out, ", .oneofs = %s_oneof_rules, .oneof_count = %zu", message->name, planned->oneof_count);
	buffer_add_string(out, "};\n");
}
