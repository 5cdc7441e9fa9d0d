/* One value under its rules, and what is said about those it breaks. */
#include "contract/validate.h"
#include "contract/validate/formats.h"
#include "contract/validate/rules.h"
#include "hapax/buffer.h"

enum { WORDS_MAX_BYTES = 1024 };

bool rule_format_holds(const struct subject *subject)
{
	static bool (*const formats[])(struct text text) = {
		[RULE_FORMAT_EMAIL] = format_is_email,
		[RULE_FORMAT_HOSTNAME] = format_is_hostname,
		[RULE_FORMAT_IP] = format_is_ip,
		[RULE_FORMAT_IPV4] = format_is_ipv4,
		[RULE_FORMAT_IPV6] = format_is_ipv6,
		[RULE_FORMAT_URI] = format_is_uri,
		[RULE_FORMAT_URI_REF] = format_is_uri_ref,
		[RULE_FORMAT_ADDRESS] = format_is_address,
		[RULE_FORMAT_UUID] = format_is_uuid,
		[RULE_FORMAT_TUUID] = format_is_tuuid,
		[RULE_FORMAT_ULID] = format_is_ulid,
		[RULE_FORMAT_IP_WITH_PREFIXLEN] = format_is_ip_with_prefixlen,
		[RULE_FORMAT_IPV4_WITH_PREFIXLEN] = format_is_ipv4_with_prefixlen,
		[RULE_FORMAT_IPV6_WITH_PREFIXLEN] = format_is_ipv6_with_prefixlen,
		[RULE_FORMAT_IP_PREFIX] = format_is_ip_prefix,
		[RULE_FORMAT_IPV4_PREFIX] = format_is_ipv4_prefix,
		[RULE_FORMAT_IPV6_PREFIX] = format_is_ipv6_prefix,
		[RULE_FORMAT_HOST_AND_PORT] = format_is_host_and_port,
		[RULE_FORMAT_PROTOBUF_FQN] = format_is_protobuf_fqn,
		[RULE_FORMAT_PROTOBUF_DOT_FQN] = format_is_protobuf_dot_fqn,
		[RULE_FORMAT_HEADER_NAME] = format_is_header_name,
		[RULE_FORMAT_HEADER_NAME_LOOSE] = format_is_header_name_loose,
		[RULE_FORMAT_HEADER_VALUE] = format_is_header_value,
		[RULE_FORMAT_HEADER_VALUE_LOOSE] = format_is_header_value_loose,
		[RULE_FORMAT_BYTES_IP] = format_is_ip_bytes,
		[RULE_FORMAT_BYTES_IPV4] = format_is_ipv4_bytes,
		[RULE_FORMAT_BYTES_IPV6] = format_is_ipv6_bytes,
		[RULE_FORMAT_BYTES_UUID] = format_is_uuid_bytes,
	};
	return formats[subject->rule->value.whole](subject->value.text);
}

static bool holds(const struct subject *subject)
{
	static bool (*const kinds[])(const struct subject *) = {
		[RULE_CONST] = rule_const_holds,
		[RULE_IN] = rule_in_holds,
		[RULE_NOT_IN] = rule_not_in_holds,
		[RULE_RANGE] = rule_range_holds,
		[RULE_OUTSIDE] = rule_outside_holds,
		[RULE_FINITE] = rule_finite_holds,
		[RULE_LEN] = rule_len_holds,
		[RULE_MIN_LEN] = rule_min_len_holds,
		[RULE_MAX_LEN] = rule_max_len_holds,
		[RULE_LEN_BYTES] = rule_len_bytes_holds,
		[RULE_MIN_BYTES] = rule_min_bytes_holds,
		[RULE_MAX_BYTES] = rule_max_bytes_holds,
		[RULE_PATTERN] = rule_pattern_holds,
		[RULE_PREFIX] = rule_prefix_holds,
		[RULE_SUFFIX] = rule_suffix_holds,
		[RULE_CONTAINS] = rule_contains_holds,
		[RULE_NOT_CONTAINS] = rule_not_contains_holds,
		[RULE_FORMAT] = rule_format_holds,
		[RULE_DEFINED_ONLY] = rule_defined_only_holds,
		[RULE_MIN_COUNT] = rule_min_count_holds,
		[RULE_MAX_COUNT] = rule_max_count_holds,
		[RULE_UNIQUE] = rule_unique_holds,
		[RULE_LT_NOW] = rule_lt_now_holds,
		[RULE_GT_NOW] = rule_gt_now_holds,
		[RULE_WITHIN] = rule_within_holds,
	};
	return kinds[subject->rule->kind](subject);
}

static void refuse(const struct subject *subject)
{
	const struct rule *rule = subject->rule;
	struct buffer words;
	bool empty = rule->id_if_empty && text_empty(subject->value.text);
	buffer_init(&words, subject->checker->context->arena, WORDS_MAX_BYTES);
	if (path_tells(subject->checker->context))
		rule_describe(&words, subject->field, subject->set->type, rule);
	path_refuse(subject->checker->context, subject->path, empty ? rule->id_if_empty : rule->id, "%.*s",
		    TEXT_ARG(buffer_text(&words)));
}

void rule_set_check(struct subject *subject)
{
	for (size_t i = 0; i < subject->set->rule_count; i++) {
		subject->rule = &subject->set->rules[i];
		if (!holds(subject))
			refuse(subject);
	}
}
