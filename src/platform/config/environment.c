/* Environment variables. An empty one counts as not set, as in most programs that run in containers. */
#include <string.h>

#include "hapax/buffer.h"
#include "platform/config/loader.h"

enum { UNKNOWN_BYTES = 4096 };

static bool listed(const struct buffer *unknown, struct text name)
{
	struct text rest = buffer_text(unknown);
	while (!text_empty(rest)) {
		struct text one = text_cut(&rest, ',');
		if (text_starts_with(one, TEXT(" ")))
			one = (struct text){one.at + 1, one.len - 1};
		if (text_equal(text_cut(&one, ' '), name))
			return true;
	}
	return false;
}

/* "HAPAX_HTP_PORT (HAPAX_HTTP_PORT?)". */
static void note_unknown(struct buffer *unknown, struct text name)
{
	if (listed(unknown, name))
		return;
	const char *nearest = nearest_variable(name);
	if (unknown->len)
		buffer_add_string(unknown, ", ");
	buffer_add_text(unknown, name);
	if (nearest)
		buffer_printf(unknown, " (%s?)", nearest);
}

static void apply_one(struct loader *loader, const char *entry, struct buffer *unknown)
{
	struct text value = text_of(entry);
	struct text variable = text_cut(&value, '=');
	struct setting_name name;
	if (text_empty(value))
		return;
	if (setting_by_variable(variable, &name)) {
		char place[128];
		snprintf(place, sizeof(place), "%.*s", TEXT_ARG(variable));
		loader_set(loader, &name, place, value, 1);
	} else if (text_starts_with(variable, TEXT("HAPAX_"))) {
		note_unknown(unknown, variable);
	}
}

void environment_apply(struct loader *loader, char *const *environment)
{
	struct buffer unknown;
	loader_begin(loader);
	buffer_init(&unknown, NULL, UNKNOWN_BYTES);
	for (; environment && *environment; environment++)
		apply_one(loader, *environment, &unknown);
	struct text names = buffer_text(&unknown);
	const char *copy = text_dup_string(names, &loader->config->arena);
	if (copy)
		loader->config->unknown_variables = copy;
	else
		loader_no_memory(loader);
	buffer_done(&unknown);
}

void config_warn_unknown(const struct config *config)
{
	if (config->unknown_variables[0])
		log_record(LOG_WARN, "unknown environment variables are ignored", LOG_STR("variables", config->unknown_variables));
}
