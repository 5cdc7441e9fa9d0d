/* Shapes of texts. Every function gets a text that isn't empty. */
#include <string.h>

#include "hapax/arena.h"
#include "platform/config/table.h"

static bool every_char_in(struct text value, const char *allowed)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '\0' || !strchr(allowed, value.at[i]))
			return false;
	}
	return value.len > 0;
}

bool check_services(struct text value)
{
	if (value.at[value.len - 1] == ',')
		return false;
	do {
		struct text name = text_cut(&value, ',');
		if (!every_char_in(name, "abcdefghijklmnopqrstuvwxyz0123456789_-"))
			return false;
	} while (!text_empty(value));
	return true;
}

/* A topic's name at the broker may be almost anything, but for what would end it here. */
static bool is_topic(struct text name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] <= ' ' || name.at[i] == '=' || name.at[i] == 0x7f)
			return false;
	}
	return name.len > 0;
}

static bool already_mapped(struct text earlier, struct text ours)
{
	while (!text_empty(earlier)) {
		struct text pair = text_cut(&earlier, ',');
		if (text_equal(text_cut(&pair, '='), ours))
			return true;
	}
	return false;
}

bool check_topics(struct text value)
{
	struct text rest = value;
	if (value.at[value.len - 1] == ',')
		return false;
	while (!text_empty(rest)) {
		struct text earlier = {value.at, value.len - rest.len};
		struct text theirs = text_cut(&rest, ',');
		struct text ours = text_cut(&theirs, '=');
		if (!is_topic(ours) || !is_topic(theirs) || already_mapped(earlier, ours))
			return false;
	}
	return true;
}

bool check_token(struct text value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] <= ' ' || value.at[i] >= 0x7f)
			return false;
	}
	return value.len > 0;
}

bool check_app_tokens(struct text value)
{
	bool second_is_missing = value.at[value.len - 1] == ',';
	struct text first = text_cut(&value, ',');
	return check_token(first) && !second_is_missing &&
	       (text_empty(value) || (check_token(value) && !memchr(value.at, ',', value.len)));
}

bool check_endpoint(struct text value)
{
	struct arena arena;
	struct context context;
	struct config config = {0};
	const char *target;
	bool tls;
	arena_init(&arena, 64 * 1024 + value.len);
	context_init(&context, &arena, NULL, NULL);
	config.dapr_grpc_endpoint = text_dup_string(value, &arena);
	bool good = config.dapr_grpc_endpoint && config_dapr_target(&context, &config, &target, &tls) == STATUS_OK;
	arena_done(&arena);
	return good;
}
