/* Written by protoc-gen-hapax from hapax/users/v1/events.proto; change that one, not this one. */
#include "hapax/users/v1/events.h"

static const struct rule users_user_registered_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule users_user_registered_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules users_user_registered_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_registered_f0_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_registered_f1_own_rules, .rule_count = 1}}, /* email */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* registered_at */
};
const struct message_rules users_user_registered_rules = {.message = &hapax__users__v1__user_registered__descriptor, .fields = users_user_registered_field_rules, .field_count = 3};

static const struct rule users_user_logged_in_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const union rule_value users_user_logged_in_f1_own_in[] = {{.text = {"email", 5}}, {.text = {"google", 6}}, {.text = {"github", 6}}};
static const struct rule users_user_logged_in_f1_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = users_user_logged_in_f1_own_in, .list_count = 3},
};
static const struct rule users_user_logged_in_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule users_user_logged_in_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules users_user_logged_in_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_logged_in_f0_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_logged_in_f1_own_rules, .rule_count = 1}}, /* login_method */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_logged_in_f2_own_rules, .rule_count = 1}}, /* ip_address */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_logged_in_f3_own_rules, .rule_count = 1}}, /* user_agent */
};
const struct message_rules users_user_logged_in_rules = {.message = &hapax__users__v1__user_logged_in__descriptor, .fields = users_user_logged_in_field_rules, .field_count = 4};

static const union rule_value users_user_login_failed_f0_own_in[] = {{.text = {"email", 5}}, {.text = {"google", 6}}, {.text = {"github", 6}}};
static const struct rule users_user_login_failed_f0_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = users_user_login_failed_f0_own_in, .list_count = 3},
};
static const struct rule users_user_login_failed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule users_user_login_failed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct rule users_user_login_failed_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct rule users_user_login_failed_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct field_rules users_user_login_failed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_login_failed_f0_own_rules, .rule_count = 1}}, /* login_method */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_login_failed_f1_own_rules, .rule_count = 1}}, /* ip_address */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_login_failed_f2_own_rules, .rule_count = 1}}, /* user_agent */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = users_user_login_failed_f3_own_rules, .rule_count = 1}}, /* reason */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = users_user_login_failed_f4_own_rules, .rule_count = 1}}, /* user_id */
};
const struct message_rules users_user_login_failed_rules = {.message = &hapax__users__v1__user_login_failed__descriptor, .fields = users_user_login_failed_field_rules, .field_count = 5};

static const char *const users_user_registered_aliases[] = {NULL};
static const char *const users_user_registered_topic_aliases[] = {NULL};
static const char *const users_user_registered_consumers[] = {"notification", "analytics", "audit", NULL};
static const char *const users_user_registered_pii[] = {"email", NULL};
const struct event_type users_user_registered_event = {
	.name = "user.registered",
	.topic = "user-events",
	.major = 1,
	.minor = 0,
	.owner = "users",
	.aliases = users_user_registered_aliases,
	.topic_aliases = users_user_registered_topic_aliases,
	.consumers = users_user_registered_consumers,
	.description = "Somebody became a user.",
	.message = &hapax__users__v1__user_registered__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &users_user_registered_rules,
	.pii = users_user_registered_pii,
	.example = "{\"user_id\": \"ada\", \"email\": \"k1:b3BhcXVlIHRvIGV2ZXJ5Ym9keSB3aXRob3V0IHRoZSBrZXk\", \"registered_at\": \"2026-02-28T09:00:00Z\"}",
};

static const char *const users_user_logged_in_aliases[] = {NULL};
static const char *const users_user_logged_in_topic_aliases[] = {NULL};
static const char *const users_user_logged_in_consumers[] = {"analytics", "security", "audit", NULL};
static const char *const users_user_logged_in_pii[] = {NULL};
const struct event_type users_user_logged_in_event = {
	.name = "user.logged_in",
	.topic = "user-events",
	.major = 1,
	.minor = 0,
	.owner = "users",
	.aliases = users_user_logged_in_aliases,
	.topic_aliases = users_user_logged_in_topic_aliases,
	.consumers = users_user_logged_in_consumers,
	.description = "A user logged in.",
	.message = &hapax__users__v1__user_logged_in__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &users_user_logged_in_rules,
	.pii = users_user_logged_in_pii,
	.example = "{\"user_id\": \"ada\", \"login_method\": \"google\", \"ip_address\": \"192.0.2.17\", \"user_agent\": \"Mozilla/5.0 (X11; Linux x86_64)\"}",
};

static const char *const users_user_login_failed_aliases[] = {NULL};
static const char *const users_user_login_failed_topic_aliases[] = {NULL};
static const char *const users_user_login_failed_consumers[] = {"security", "audit", NULL};
static const char *const users_user_login_failed_pii[] = {NULL};
const struct event_type users_user_login_failed_event = {
	.name = "user.login_failed",
	.topic = "user-events",
	.major = 1,
	.minor = 0,
	.owner = "users",
	.aliases = users_user_login_failed_aliases,
	.topic_aliases = users_user_login_failed_topic_aliases,
	.consumers = users_user_login_failed_consumers,
	.description = "Somebody failed to log in.",
	.message = &hapax__users__v1__user_login_failed__descriptor,
	.key_field = 4,
	.subject_field = 4,
	.rules = &users_user_login_failed_rules,
	.pii = users_user_login_failed_pii,
	.example = "{\"login_method\": \"email\", \"ip_address\": \"203.0.113.5\", \"user_agent\": \"curl/8.5.0\", \"reason\": \"wrong password\", \"user_id\": \"ada\"}",
};
