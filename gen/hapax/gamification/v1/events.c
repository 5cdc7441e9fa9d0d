/* Written by protoc-gen-hapax from hapax/gamification/v1/events.proto; change that one, not this one. */
#include "hapax/gamification/v1/events.h"

static const struct rule gamification_points_awarded_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule gamification_points_awarded_f1_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int32.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule gamification_points_awarded_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct field_rules gamification_points_awarded_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = gamification_points_awarded_f0_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 1, .own = {.type = RULE_TYPE_SIGNED, .rules = gamification_points_awarded_f1_own_rules, .rule_count = 1}}, /* points */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = gamification_points_awarded_f2_own_rules, .rule_count = 1}}, /* cause_event_id */
};
const struct message_rules gamification_points_awarded_rules = {.message = &hapax__gamification__v1__points_awarded__descriptor, .fields = gamification_points_awarded_field_rules, .field_count = 3};

static const struct rule gamification_badge_earned_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule gamification_badge_earned_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule gamification_badge_earned_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct field_rules gamification_badge_earned_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = gamification_badge_earned_f0_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = gamification_badge_earned_f1_own_rules, .rule_count = 1}}, /* badge */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = gamification_badge_earned_f2_own_rules, .rule_count = 1}}, /* cause_event_id */
};
const struct message_rules gamification_badge_earned_rules = {.message = &hapax__gamification__v1__badge_earned__descriptor, .fields = gamification_badge_earned_field_rules, .field_count = 3};

static const char *const gamification_points_awarded_aliases[] = {NULL};
static const char *const gamification_points_awarded_topic_aliases[] = {NULL};
static const char *const gamification_points_awarded_consumers[] = {"realtime", "analytics", "audit", NULL};
static const char *const gamification_points_awarded_pii[] = {NULL};
const struct event_type gamification_points_awarded_event = {
	.name = "points.awarded",
	.topic = "gamification-events",
	.major = 1,
	.minor = 0,
	.owner = "gamification",
	.aliases = gamification_points_awarded_aliases,
	.topic_aliases = gamification_points_awarded_topic_aliases,
	.consumers = gamification_points_awarded_consumers,
	.description = "A user got points.",
	.message = &hapax__gamification__v1__points_awarded__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &gamification_points_awarded_rules,
	.pii = gamification_points_awarded_pii,
	.example = "{\"user_id\": \"ada\", \"points\": 10, \"cause_event_id\": \"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\"}",
};

static const char *const gamification_badge_earned_aliases[] = {NULL};
static const char *const gamification_badge_earned_topic_aliases[] = {NULL};
static const char *const gamification_badge_earned_consumers[] = {"realtime", "analytics", "audit", NULL};
static const char *const gamification_badge_earned_pii[] = {NULL};
const struct event_type gamification_badge_earned_event = {
	.name = "badge.earned",
	.topic = "gamification-events",
	.major = 1,
	.minor = 0,
	.owner = "gamification",
	.aliases = gamification_badge_earned_aliases,
	.topic_aliases = gamification_badge_earned_topic_aliases,
	.consumers = gamification_badge_earned_consumers,
	.description = "A user earned a badge.",
	.message = &hapax__gamification__v1__badge_earned__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &gamification_badge_earned_rules,
	.pii = gamification_badge_earned_pii,
	.example = "{\"user_id\": \"ada\", \"badge\": \"ten_in_a_row\", \"cause_event_id\": \"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\"}",
};
