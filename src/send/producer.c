/* A producer's settings and its channel. The settings are those of the program, by the same table: what the caller gives takes the
 * place of the variable. */
#include "send/producer.h"

#include <stdlib.h>
#include <string.h>

enum { RESPONSE_MAX_BYTES = 1024 * 1024, VARIABLES_MAX = 16 };

/* Those of the environment that concern a producer. */
static const char *const variables[] = {"DAPR_GRPC_ENDPOINT", "DAPR_GRPC_PORT", "DAPR_API_TOKEN",   "DAPR_API_TOKEN_FILE",
					"HAPAX_PUBSUB",	      "HAPAX_TOPICS",	"HAPAX_EVENT_DATA", "HAPAX_MAX_EVENT_BYTES"};

static const char *form_word(enum publish_form form)
{
	static const char *const words[] = {[PUBLISH_FORM_JSON] = "json", [PUBLISH_FORM_PROTOBUF] = "protobuf"};

	return (size_t)form < COUNT_OF(words) ? words[form] : "";
}

/* What the caller says instead of the variable; NULL: nothing. */
static const char *given_for(const struct producer_options *options, const char *variable)
{
	const struct {
		const char *variable, *value;
	} given[] = {
		{"DAPR_GRPC_ENDPOINT", options->endpoint},
		{"DAPR_API_TOKEN", options->token},
		{"DAPR_API_TOKEN_FILE", options->token ? "" : NULL},
		{"HAPAX_PUBSUB", options->pubsub},
		{"HAPAX_TOPICS", options->topics},
		{"HAPAX_EVENT_DATA", options->form == PUBLISH_FORM_DEFAULT ? NULL : form_word(options->form)},
	};

	for (size_t i = 0; i < COUNT_OF(given); i++)
		if (strcmp(given[i].variable, variable) == 0)
			return given[i].value;
	return NULL;
}

static enum status load_config(struct context *context, const struct producer_options *options, struct config *ret_config)
{
	static char name[] = "producer";
	char *environment[VARIABLES_MAX] = {NULL}, *arguments[] = {name, NULL};
	size_t count = 0;
	int rest;

	for (size_t i = 0; i < COUNT_OF(variables); i++) {
		const char *given = given_for(options, variables[i]);
		const char *value = given ? given : getenv(variables[i]);

		if (!value)
			continue;
		environment[count] = arena_printf(context->arena, "%s=%s", variables[i], value);
		if (!environment[count++])
			return fail(context, STATUS_EXHAUSTED, "no memory left for the settings");
	}
	return config_load(context, 1, arguments, environment, NULL, ret_config, &rest);
}

static enum status open_sidecar(struct context *context, struct producer *producer)
{
	const char *token = producer->config.dapr_api_token;
	struct grpc_peer_options options = {
		.token = token && *token ? token : NULL,
		.max_message_bytes = RESPONSE_MAX_BYTES,
		.max_metadata_bytes = RESPONSE_MAX_BYTES,
	};
	enum status status = config_dapr_target(context, &producer->config, &options.target, &options.tls);

	return status == STATUS_OK ? grpc_peer_open(context, &options, &producer->sidecar) : status;
}

static enum status check_options(struct context *context, const struct producer_options *options)
{
	if (options->timeout_ms < 0)
		violation_add(context, TEXT("timeout_ms"), "producer.timeout", "is %d; allowed: 1 or more, or 0 for %d",
			      options->timeout_ms, PRODUCER_TIMEOUT_MS);
	if (options->attempts < 0)
		violation_add(context, TEXT("attempts"), "producer.attempts", "is %d; allowed: 1 or more, or 0 for %d",
			      options->attempts, PRODUCER_ATTEMPTS);
	if ((unsigned)options->form > PUBLISH_FORM_PROTOBUF)
		violation_add(context, TEXT("form"), "producer.form", "is %d; allowed: PUBLISH_FORM_DEFAULT, _JSON or _PROTOBUF",
			      (int)options->form);
	return fail_violations(context);
}

enum status producer_open(struct context *context, const struct producer_options *options, struct producer **ret_producer)
{
	static const struct producer_options none;
	enum status status;

	options = options ? options : &none;
	failure_clear(context);
	status = check_options(context, options);
	if (status != STATUS_OK)
		return status;
	struct producer *producer = calloc(1, sizeof(*producer));
	if (!producer)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a producer");
	status = load_config(context, options, &producer->config);
	if (status != STATUS_OK) {
		free(producer);
		return status;
	}
	producer->timeout_ms = options->timeout_ms ? options->timeout_ms : PRODUCER_TIMEOUT_MS;
	producer->attempts = options->attempts ? options->attempts : PRODUCER_ATTEMPTS;
	status = open_sidecar(context, producer);
	if (status != STATUS_OK) {
		producer_close(producer);
		return status;
	}
	*ret_producer = producer;
	return STATUS_OK;
}

void producer_close(struct producer *producer)
{
	if (!producer)
		return;
	grpc_peer_close(producer->sidecar);
	config_done(&producer->config);
	free(producer);
}
