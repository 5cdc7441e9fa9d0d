#include "platform/config/config.h"

#include <string.h>

#include "platform/config/loader.h"

enum { CONFIG_BYTES = 4 * 1024 * 1024 };

static void apply_defaults(struct loader *loader)
{
	loader_begin(loader);
	for (size_t i = 0; i < setting_count; i++)
		loader_set(loader, &(struct setting_name){.setting = &settings[i]}, settings[i].variable,
			   text_of(settings[i].fallback), 1);
}

/* What no setting can know by itself. */
static void check_together(struct context *context, const struct config *config)
{
	bool has_certificate = config->tls_certificate[0] != '\0';
	if (has_certificate != (config->tls_key[0] != '\0'))
		violation_add(context, text_of(has_certificate ? "HAPAX_TLS_KEY" : "HAPAX_TLS_CERT"), "config.together",
			      "is missing; allowed: HAPAX_TLS_CERT and HAPAX_TLS_KEY both, or neither");
	if (config->tls_client_ca[0] && !has_certificate)
		violation_add(context, TEXT("HAPAX_TLS_CLIENT_CA"), "config.together", "is given without HAPAX_TLS_CERT");
	if (config->app_port && config->app_port == config->http_port)
		violation_add(context, TEXT("HAPAX_HTTP_PORT"), "config.together",
			      "is %d, as APP_PORT; allowed: two different ports", config->http_port);
	if (config->max_event_bytes > config->max_message_bytes)
		violation_add(context, TEXT("HAPAX_MAX_EVENT_BYTES"), "config.together",
			      "is %zu; allowed: up to HAPAX_MAX_MESSAGE_BYTES, %zu", config->max_event_bytes,
			      config->max_message_bytes);
}

enum status config_load(struct context *context, int argc, char **argv, char *const *environment, const struct config_flag *own,
			struct config *ret_config, int *ret_rest)
{
	struct config config = {.unknown_variables = ""};
	struct loader loader = {.context = context, .config = &config};
	struct flags flags;
	failure_clear(context);
	arena_init(&config.arena, CONFIG_BYTES);
	apply_defaults(&loader);
	flags_read(&loader, argc, argv, own, &flags);
	if (flags.config_file)
		file_apply(&loader, flags.config_file);
	environment_apply(&loader, environment);
	flags_apply(&loader, &flags);
	if (context->failure.violation_count == 0)
		check_together(context, &config);
	enum status status = fail_violations(context);
	if (status) {
		config_done(&config);
		return status;
	}
	if (argc > 0)
		memcpy(argv, flags.order, (size_t)argc * sizeof(*argv));
	*ret_rest = flags.rest;
	*ret_config = config;
	return STATUS_OK;
}

void config_done(struct config *config)
{
	arena_done(&config->arena);
	*config = (struct config){0};
}
