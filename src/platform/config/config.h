/*
 * The settings of the program: flags win over environment, environment over file (--config FILE), file over defaults. One table
 * (table.c) knows each setting's names, type, range and meaning; parsing, help and docs/configuration.md come from it. Loaded once
 * at the start, read-only afterwards: any thread may read it.
 */
#ifndef HAPAX_PLATFORM_CONFIG_CONFIG_H
#define HAPAX_PLATFORM_CONFIG_CONFIG_H

#include <stdio.h>

#include "hapax/context.h"
#include "platform/log/log.h"

enum delivery_mode { DELIVERY_AUTO, DELIVERY_BULK, DELIVERY_SINGLE };
enum config_event_data { CONFIG_EVENT_DATA_JSON, CONFIG_EVENT_DATA_PROTOBUF };

/* Texts are never NULL: what isn't set and has no default is "". They live until config_done(). */
struct config {
	int app_port; /* 0: any free one */
	const char *bind;
	int http_port;	      /* 0: any free one */
	const char *services; /* "all", or names with commas between */

	const char *database_url; /* "": libpq's PG* variables */
	int database_connections;
	int database_statement_timeout_ms;
	bool migrate;

	const char *pubsub;
	enum delivery_mode delivery;
	enum config_event_data event_data;
	const char *topics; /* "task-events=my-tasks,..." */
	int batch_events;
	int lane_shards;
	int relay_batch;

	int pollers;
	int workers;
	int drain_ms;
	size_t max_message_bytes;
	size_t max_event_bytes;
	size_t memory_bytes;

	enum log_level log_level;
	enum log_format log_format;

	const char *dapr_grpc_endpoint;
	int dapr_grpc_port; /* 0: not set */
	int dapr_http_port; /* 0: not set */
	const char *dapr_api_token;
	const char *app_api_token; /* one, or two with a comma between while rotating */

	const char *tls_certificate; /* PEM files */
	const char *tls_key;
	const char *tls_client_ca;

	const char *unknown_variables; /* HAPAX_* names in the environment that mean nothing, each once, with commas between */
	struct arena arena;
};

/* What a flag that may be given several times was given, in their order; argv elements. */
enum { CONFIG_MANY_MAX = 64 };
struct config_many {
	const char *items[CONFIG_MANY_MAX];
	size_t count;
};

/* A flag of one command, beside the settings. */
struct config_flag {
	const char *name;     /* without the dashes: "dry-run"; NULL ends a list */
	const char *argument; /* "DIR"; NULL: a switch */
	const char *help;
	const char **ret_text;	      /* with an argument; the argv element itself. The last one wins */
	bool *ret_set;		      /* set to true when given; may be NULL with an argument */
	struct config_many *ret_many; /* instead of ret_text: may be given several times */
};

/* argv[0] is skipped: the program's or command's name. own (may be NULL) lists the command's own flags. argv is put in order: flags
 * first, then the other arguments, which start at argv[*ret_rest]; "--" ends the flags. environment ends with NULL and is borrowed
 * during the call only. STATUS_INVALID with a violation for every wrong or unknown thing: its name, value and what is allowed.
 * Secrets are never repeated in messages. On failure there is nothing to release. */
MUST_CHECK enum status config_load(struct context *context, int argc, char **argv, char *const *environment,
				   const struct config_flag *own, struct config *ret_config, int *ret_rest);
void config_done(struct config *config);
/* Logs one warning that names the unknown HAPAX_* variables; nothing when there are none. After log_setup(). */
void config_warn_unknown(const struct config *config);

/* Where the sidecar's gRPC API is, as a gRPC target: endpoint, else 127.0.0.1 and the port (50001 when neither is set). Endpoints
 * are written as for Dapr's SDKs: [http:// | https:// | dns:...] host [:port] [?tls=true|false]. STATUS_INVALID for others. The
 * target lives in the context's arena. */
MUST_CHECK enum status config_dapr_target(struct context *context, const struct config *config, const char **ret_target,
					  bool *ret_tls);

/* The settings' flags for a terminal. */
void config_help(FILE *out);
/* docs/configuration.md. */
void config_markdown(FILE *out);

#endif
