/* Every rule that can be given, in the order in which documents tell them. */
#include <string.h>

#include "protoc-gen-hapax/documents/rules.h"
#include "protoc-gen-hapax/documents/schema.h"
#include "protoc-gen-hapax/tree/match.h"

/* What a text has to match; patterns of JSON Schema are searched for, not anchored, as protovalidate's are. */
#define UUID_PATTERN   "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
#define TUUID_PATTERN  "^[0-9a-fA-F]{32}$"
#define PORT_PATTERN   "^(\\[.*\\]|[^:]+):[0-9]{1,5}$"
#define FQN_PATTERN    "[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)*$"
#define ULID_PATTERN   "^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$"
#define NET_V4_PATTERN "^[0-9]{1,3}([.][0-9]{1,3}){3}/[0-9]{1,2}$"
#define NET_V6_PATTERN "^[0-9a-fA-F]*:[0-9a-fA-F:.]*/[0-9]{1,3}$"
#define NET_PATTERN    "^[0-9a-fA-F:.]+/[0-9]{1,3}$"
#define LINE_PATTERN   "^[^\\x00\\n\\r]*$"
#define FILLED_PATTERN "^[^\\x00\\n\\r]+$"
#define BASE64	       "[A-Za-z0-9+/_-]"

static int64_t number_of(const struct given_rule *rule)
{
	return json_integer_value(rule->value);
}

/* ---- what the zero breaks ---- */

static bool always(const struct given_rule *rule)
{
	return json_is_true(rule->value);
}

static bool is_positive(const struct given_rule *rule)
{
	return json_number_value(rule->value) > 0;
}

static bool is_negative(const struct given_rule *rule)
{
	return json_number_value(rule->value) < 0;
}

static bool is_not_negative(const struct given_rule *rule)
{
	return json_number_value(rule->value) >= 0;
}

static bool is_not_positive(const struct given_rule *rule)
{
	return json_number_value(rule->value) <= 0;
}

static bool is_zero(const json_t *value)
{
	return json_is_string(value) ? json_string_length(value) == 0 : !json_is_true(value) && json_number_value(value) == 0;
}

static bool is_not_zero(const struct given_rule *rule)
{
	return !is_zero(rule->value);
}

static bool has_zero(const struct given_rule *rule)
{
	for (size_t i = 0; i < json_array_size(rule->value); i++) {
		if (is_zero(json_array_get(rule->value, i)))
			return true;
	}
	return false;
}

static bool has_no_zero(const struct given_rule *rule)
{
	return !has_zero(rule);
}

static bool is_not_empty(const struct given_rule *rule)
{
	return json_string_length(rule->value) > 0;
}

static bool refuses_empty(const struct given_rule *rule)
{
	return match(json_string_value(rule->value), TEXT("")) == PATTERN_DIFFERS;
}

/* KNOWN_REGEX_HTTP_HEADER_NAME; a value may be empty. */
static bool is_header_name(const struct given_rule *rule)
{
	return number_of(rule) == 1;
}

/* ---- what no single keyword says ---- */

static void set_length(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "minLength", tree_int(number_of(rule)));
	schema_constrain(schema, "maxLength", tree_int(number_of(rule)));
}

static void set_in(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "enum", schema_values(rule->field, rule->value));
}

static void set_not_in(json_t *schema, const struct given_rule *rule)
{
	json_t *values = tree_object();
	tree_set(values, "enum", schema_values(rule->field, rule->value));
	schema_constrain(schema, "not", values);
}

static void set_const(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "const", schema_value(rule->field, rule->value));
}

/* A text as part of a regular expression. */
static json_t *quoted(const char *before, const char *text, const char *after)
{
	struct buffer out;
	buffer_init(&out, NULL, OUTPUT_MAX_BYTES);
	buffer_add_string(&out, before);
	for (const char *c = text; *c; c++) {
		if (strchr("\\^$.|?*+()[]{}/", *c))
			buffer_add_char(&out, '\\');
		buffer_add_char(&out, *c);
	}
	buffer_add_string(&out, after);
	json_t *pattern = tree_text(buffer_string(&out));
	buffer_done(&out);
	return pattern;
}

/* What JavaScript's Unicode mode reads as RE2 does, behind a backslash. */
static bool is_portable_escape(char c, bool in_class)
{
	return c && (strchr("dDwWsSbBtnrfv^$\\.*+?()[]{}|/", c) || (c == '-' && in_class));
}

/* Whether RE2's expression means the same to JSON Schema, whose expressions are JavaScript's in Unicode mode. */
static bool is_portable(const char *regex)
{
	bool in_class = false;
	for (const char *c = regex; *c; c++) {
		bool other_group = c[0] == '(' && c[1] == '?' && c[2] != ':', named_class = in_class && c[0] == '[' && c[1] == ':';
		if (other_group || named_class || (c[0] == '\\' && !is_portable_escape(c[1], in_class)))
			return false;
		if (*c == '\\')
			c++;
		else
			in_class = *c == '[' || (in_class && *c != ']');
	}
	return true;
}

static void set_pattern(json_t *schema, const struct given_rule *rule)
{
	if (is_portable(json_string_value(rule->value)))
		schema_constrain(schema, "pattern", tree_copy(rule->value));
}

static void set_prefix(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", quoted("^", json_string_value(rule->value), ""));
}

static void set_suffix(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", quoted("", json_string_value(rule->value), "$"));
}

static void set_contains(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", quoted("", json_string_value(rule->value), ""));
}

static void set_not_contains(json_t *schema, const struct given_rule *rule)
{
	json_t *contained = tree_object();
	tree_set(contained, "pattern", quoted("", json_string_value(rule->value), ""));
	schema_constrain(schema, "not", contained);
}

/* Formats that JSON Schema has, and patterns for those that it hasn't. */
static const struct {
	const char *rule;
	const char *formats[3];
	const char *pattern;
} FORMATS[] = {
	{"email", {"email"}, NULL},
	{"hostname", {"hostname"}, NULL},
	{"ip", {"ipv4", "ipv6"}, NULL},
	{"ipv4", {"ipv4"}, NULL},
	{"ipv6", {"ipv6"}, NULL},
	{"uri", {"uri"}, NULL},
	{"uri_ref", {"uri-reference"}, NULL},
	{"address", {"hostname", "ipv4", "ipv6"}, NULL},
	{"uuid", {"uuid"}, UUID_PATTERN},
	{"tuuid", {NULL}, TUUID_PATTERN},
	{"ulid", {NULL}, ULID_PATTERN},
	{"ip_with_prefixlen", {NULL}, NET_PATTERN},
	{"ipv4_with_prefixlen", {NULL}, NET_V4_PATTERN},
	{"ipv6_with_prefixlen", {NULL}, NET_V6_PATTERN},
	{"ip_prefix", {NULL}, NET_PATTERN},
	{"ipv4_prefix", {NULL}, NET_V4_PATTERN},
	{"ipv6_prefix", {NULL}, NET_V6_PATTERN},
	{"host_and_port", {NULL}, PORT_PATTERN},
	{"protobuf_fqn", {NULL}, "^" FQN_PATTERN},
	{"protobuf_dot_fqn", {NULL}, "^[.]" FQN_PATTERN},
};

static void set_formats(json_t *schema, const char *const *formats)
{
	if (!formats[0])
		return;
	if (!formats[1]) {
		schema_constrain(schema, "format", tree_text(formats[0]));
		return;
	}
	json_t *choices = tree_array();
	for (size_t i = 0; i < COUNT_OF(FORMATS[0].formats) && formats[i]; i++) {
		json_t *choice = tree_object();
		tree_set_text(choice, "format", formats[i]);
		tree_add(choices, choice);
	}
	schema_constrain(schema, "anyOf", choices);
}

static void set_format(json_t *schema, const struct given_rule *rule)
{
	for (size_t i = 0; i < COUNT_OF(FORMATS); i++) {
		if (strcmp(FORMATS[i].rule, rule->row->name) != 0 || !json_is_true(rule->value))
			continue;
		set_formats(schema, FORMATS[i].formats);
		if (FORMATS[i].pattern)
			schema_constrain(schema, "pattern", tree_text(FORMATS[i].pattern));
	}
}

/* On the wire bytes are base64, with or without padding. */
static long long base64_chars(const struct given_rule *rule)
{
	return number_of(rule) / 3 * 4 + (number_of(rule) % 3 * 4 + 2) / 3;
}

static void set_bytes_min(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", tree_printf("^" BASE64 "{%lld}", base64_chars(rule)));
}

static void set_bytes_max(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", tree_printf("^" BASE64 "{0,%lld}={0,2}$", base64_chars(rule)));
}

static void set_bytes_length(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", tree_printf("^" BASE64 "{%lld}={0,2}$", base64_chars(rule)));
}

/* 4 or 16 bytes. */
static void set_bytes_format(json_t *schema, const struct given_rule *rule)
{
	static const struct {
		const char *rule, *pattern;
	} patterns[] = {
		{"ip", "^(" BASE64 "{6}|" BASE64 "{22})={0,2}$"},
		{"ipv4", "^" BASE64 "{6}={0,2}$"},
		{"ipv6", "^" BASE64 "{22}={0,2}$"},
		{"uuid", "^" BASE64 "{22}={0,2}$"},
	};
	for (size_t i = 0; i < COUNT_OF(patterns); i++) {
		if (strcmp(patterns[i].rule, rule->row->name) == 0 && json_is_true(rule->value))
			schema_constrain(schema, "pattern", tree_text(patterns[i].pattern));
	}
}

/* Whether strict or not, they are on one line. */
static void set_header(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "pattern", tree_text(is_header_name(rule) ? FILLED_PATTERN : LINE_PATTERN));
}

static void set_unique(json_t *schema, const struct given_rule *rule)
{
	if (json_is_true(rule->value))
		schema_constrain(schema, "uniqueItems", tree_bool(true));
}

static void set_finite(json_t *schema, const struct given_rule *rule)
{
	if (json_is_true(rule->value))
		schema_constrain(schema, "type", tree_text("number"));
}

static void set_defined(json_t *schema, const struct given_rule *rule)
{
	if (json_is_true(rule->value))
		schema_constrain(schema, "enum", schema_enum_names(rule->field));
}

/* Examples are no rule, but tell how a value looks. */
static void set_examples(json_t *schema, const struct given_rule *rule)
{
	schema_constrain(schema, "examples", schema_values(rule->field, rule->value));
}

static const struct rule_row rows[] = {
	{"number", "const", "exactly #", set_const, NULL, is_not_zero},
	{"number", "gt", "> #", NULL, "exclusiveMinimum", is_not_negative},
	{"number", "gte", ">= #", NULL, "minimum", is_positive},
	{"number", "lt", "< #", NULL, "exclusiveMaximum", is_not_positive},
	{"number", "lte", "<= #", NULL, "maximum", is_negative},
	{"number", "in", "one of #", set_in, NULL, has_no_zero},
	{"number", "not_in", "none of #", set_not_in, NULL, has_zero},
	{"number", "finite", "finite", set_finite, NULL, NULL},
	{"number", "example", "", set_examples, NULL, NULL},
	{"bool", "example", "", set_examples, NULL, NULL},
	{"bool", "const", "exactly #", set_const, NULL, is_not_zero},
	{"string", "const", "exactly #", set_const, NULL, is_not_zero},
	{"string", "len", "at least # character~, at most # character~", set_length, NULL, is_positive},
	{"string", "min_len", "at least # character~", NULL, "minLength", is_positive},
	{"string", "max_len", "at most # character~", NULL, "maxLength", NULL},
	{"string", "len_bytes", "exactly # byte~", NULL, NULL, is_positive},
	{"string", "min_bytes", "at least # byte~", NULL, NULL, is_positive},
	{"string", "max_bytes", "at most # byte~", NULL, NULL, NULL},
	{"string", "pattern", "matches #", set_pattern, NULL, refuses_empty},
	{"string", "prefix", "starts with #", set_prefix, NULL, is_not_empty},
	{"string", "suffix", "ends with #", set_suffix, NULL, is_not_empty},
	{"string", "contains", "contains #", set_contains, NULL, is_not_empty},
	{"string", "not_contains", "doesn't contain #", set_not_contains, NULL, NULL},
	{"string", "uuid", "a UUID", set_format, NULL, always},
	{"string", "tuuid", "a UUID without dashes", set_format, NULL, always},
	{"string", "ulid", "a ULID", set_format, NULL, always},
	{"string", "email", "an e-mail address", set_format, NULL, always},
	{"string", "hostname", "a host name", set_format, NULL, always},
	{"string", "ip", "an IP address", set_format, NULL, always},
	{"string", "ipv4", "an IPv4 address", set_format, NULL, always},
	{"string", "ipv6", "an IPv6 address", set_format, NULL, always},
	{"string", "ip_with_prefixlen", "an IP address with prefix length", set_format, NULL, always},
	{"string", "ipv4_with_prefixlen", "an IPv4 address with prefix length", set_format, NULL, always},
	{"string", "ipv6_with_prefixlen", "an IPv6 address with prefix length", set_format, NULL, always},
	{"string", "ip_prefix", "an IP prefix", set_format, NULL, always},
	{"string", "ipv4_prefix", "an IPv4 prefix", set_format, NULL, always},
	{"string", "ipv6_prefix", "an IPv6 prefix", set_format, NULL, always},
	{"string", "uri", "a URI", set_format, NULL, always},
	{"string", "uri_ref", "a URI reference", set_format, NULL, NULL},
	{"string", "address", "a host name or an IP address", set_format, NULL, always},
	{"string", "host_and_port", "a host and a port", set_format, NULL, always},
	{"string", "protobuf_fqn", "a full name of protobuf", set_format, NULL, always},
	{"string", "protobuf_dot_fqn", "a full name of protobuf with a dot in front", set_format, NULL, always},
	{"string", "well_known_regex", "fit for an HTTP header", set_header, NULL, is_header_name},
	{"string", "strict", "", NULL, NULL, NULL},
	{"string", "example", "", set_examples, NULL, NULL},
	{"string", "in", "one of #", set_in, NULL, has_no_zero},
	{"string", "not_in", "none of #", set_not_in, NULL, has_zero},
	{"bytes", "const", "exactly #", set_const, NULL, is_not_empty},
	{"bytes", "in", "one of #", set_in, NULL, has_no_zero},
	{"bytes", "not_in", "none of #", set_not_in, NULL, has_zero},
	{"bytes", "pattern", "matches #", NULL, NULL, refuses_empty},
	{"bytes", "prefix", "starts with #", NULL, NULL, is_not_empty},
	{"bytes", "suffix", "ends with #", NULL, NULL, is_not_empty},
	{"bytes", "contains", "contains #", NULL, NULL, is_not_empty},
	{"bytes", "ip", "an IP address", set_bytes_format, NULL, always},
	{"bytes", "ipv4", "an IPv4 address", set_bytes_format, NULL, always},
	{"bytes", "ipv6", "an IPv6 address", set_bytes_format, NULL, always},
	{"bytes", "uuid", "a UUID", set_bytes_format, NULL, always},
	{"bytes", "example", "", set_examples, NULL, NULL},
	{"bytes", "len", "exactly # byte~", set_bytes_length, NULL, is_positive},
	{"bytes", "min_len", "at least # byte~", set_bytes_min, NULL, is_positive},
	{"bytes", "max_len", "at most # byte~", set_bytes_max, NULL, NULL},
	{"enum", "example", "", set_examples, NULL, NULL},
	{"enum", "const", "exactly #", set_const, NULL, is_not_zero},
	{"enum", "defined_only", "a defined value", set_defined, NULL, NULL},
	{"enum", "in", "one of #", set_in, NULL, has_no_zero},
	{"enum", "not_in", "none of #", set_not_in, NULL, has_zero},
	{"repeated", "min_items", "at least # item~", NULL, "minItems", is_positive},
	{"repeated", "max_items", "at most # item~", NULL, "maxItems", NULL},
	{"repeated", "unique", "no item twice", set_unique, NULL, NULL},
	{"map", "min_pairs", "at least # pair~", NULL, "minProperties", is_positive},
	{"map", "max_pairs", "at most # pair~", NULL, "maxProperties", NULL},
	{"any", "in", "a message that is one of #", NULL, NULL, NULL},
	{"any", "not_in", "a message that is none of #", NULL, NULL, NULL},
	/* Times: their order is beyond JSON Schema. */
	{"timestamp", "example", "", set_examples, NULL, NULL},
	{"duration", "example", "", set_examples, NULL, NULL},
	{"duration", "in", "one of #", set_in, NULL, NULL},
	{"duration", "not_in", "none of #", set_not_in, NULL, NULL},
	{"timestamp", "const", "exactly #", NULL, NULL, NULL},
	{"timestamp", "lt", "before #", NULL, NULL, NULL},
	{"timestamp", "lte", "not after #", NULL, NULL, NULL},
	{"timestamp", "gt", "after #", NULL, NULL, NULL},
	{"timestamp", "gte", "not before #", NULL, NULL, NULL},
	{"timestamp", "lt_now", "in the past", NULL, NULL, NULL},
	{"timestamp", "gt_now", "in the future", NULL, NULL, NULL},
	{"timestamp", "within", "within # of now", NULL, NULL, NULL},
	{"duration", "const", "exactly #", NULL, NULL, NULL},
	{"duration", "lt", "< #", NULL, NULL, NULL},
	{"duration", "lte", "<= #", NULL, NULL, NULL},
	{"duration", "gt", "> #", NULL, NULL, NULL},
	{"duration", "gte", ">= #", NULL, NULL, NULL},
};

const struct rule_row *rule_row_find(const char *group, const char *name)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (strcmp(rows[i].group, group) == 0 && strcmp(rows[i].name, name) == 0)
			return &rows[i];
	}
	return NULL;
}
