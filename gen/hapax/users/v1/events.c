/* Written by protoc-gen-hapax from hapax/users/v1/events.proto; change that one, not this one. */
#include "hapax/users/v1/events.h"

static const struct rule users_user_registered_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* email */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* email */
	{.field = 2, .kind = RULE_REQUIRED}, /* registered_at */
};
const struct message_rules users_user_registered_rules = {&hapax__users__v1__user_registered__descriptor, users_user_registered_rule_list, 5};

static const char *const users_user_logged_in_login_method_in[] = {"email", "google", "github", NULL};
static const struct rule users_user_logged_in_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* login_method */
	{.field = 1, .kind = RULE_STRING_IN, .words = users_user_logged_in_login_method_in}, /* login_method */
	{.field = 2, .kind = RULE_REQUIRED}, /* ip_address */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* ip_address */
	{.field = 3, .kind = RULE_REQUIRED}, /* user_agent */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* user_agent */
};
const struct message_rules users_user_logged_in_rules = {&hapax__users__v1__user_logged_in__descriptor, users_user_logged_in_rule_list, 8};

static const char *const users_user_login_failed_login_method_in[] = {"email", "google", "github", NULL};
static const struct rule users_user_login_failed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* login_method */
	{.field = 0, .kind = RULE_STRING_IN, .words = users_user_login_failed_login_method_in}, /* login_method */
	{.field = 1, .kind = RULE_REQUIRED}, /* ip_address */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* ip_address */
	{.field = 2, .kind = RULE_REQUIRED}, /* user_agent */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* user_agent */
	{.field = 3, .kind = RULE_REQUIRED}, /* reason */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
};
const struct message_rules users_user_login_failed_rules = {&hapax__users__v1__user_login_failed__descriptor, users_user_login_failed_rule_list, 9};

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
