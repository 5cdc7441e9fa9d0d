#include "app/running.h"

#include <string.h>

#include "hapax/log.h"
#include "send/send.h"

enum {
	CONNECT_TIMEOUT_MS = 5000,
	RELAY_CONNECTIONS = 2,
	SPARE_CONNECTIONS = 1, /* checks, and finding out what became of a commit */
};

/* A transaction with events committed: the service's relay looks at once. */
static void wake_relay(void *data, const char *schema)
{
	struct running *running = data;

	for (size_t i = 0; i < running->service_count; i++)
		if (running->relays[i] && strcmp(running->services[i]->name, schema) == 0)
			relay_wake(running->relays[i]);
}

static const char *broker_topic(void *data, const char *topic)
{
	return topic_map_broker(data, topic);
}

static enum status open_sidecar(struct context *context, struct running *running)
{
	struct grpc_peer_options options = {
		.token = running->config->dapr_api_token[0] ? running->config->dapr_api_token : NULL,
		.max_message_bytes = running->config->max_message_bytes,
		.max_metadata_bytes = 1024 * 1024,
	};
	enum status status = config_dapr_target(context, running->config, &options.target, &options.tls);

	return status == STATUS_OK ? grpc_peer_open(context, &options, &running->sidecar) : status;
}

/* Shares the connections out: workers and relays first, the rest evenly to the consumers' lanes. */
static enum status share_connections(struct context *context, struct running *running)
{
	int consumers = 0;
	int left = running->config->database_connections - running->config->workers - RELAY_CONNECTIONS - SPARE_CONNECTIONS;

	for (size_t i = 0; i < running->service_count; i++)
		consumers += running->services[i]->handlers != NULL;
	if (left < consumers)
		return fail(context, STATUS_INVALID,
			    "HAPAX_DATABASE_CONNECTIONS: %d are too few: %d workers (HAPAX_WORKERS), %d for relays, %d spare, and "
			    "at least one for each of "
			    "%d consumers make %d",
			    running->config->database_connections, running->config->workers, RELAY_CONNECTIONS, SPARE_CONNECTIONS,
			    consumers, running->config->workers + RELAY_CONNECTIONS + SPARE_CONNECTIONS + consumers);
	running->lanes = consumers ? left / consumers : 1;
	if (running->lanes > running->config->lane_shards)
		running->lanes = running->config->lane_shards;
	return STATUS_OK;
}

enum status running_open_outside(struct context *context, struct running *running)
{
	const struct config *config = running->config;
	const struct db_options database = {
		.url = config->database_url,
		.max_connections = config->database_connections,
		.connect_timeout_ms = CONNECT_TIMEOUT_MS,
		.statement_timeout_ms = config->database_statement_timeout_ms,
		.application_name = "hapax",
	};
	const struct send_settings send = {
		.max_event_bytes = config->max_event_bytes,
		.form = config->event_data == CONFIG_EVENT_DATA_PROTOBUF ? EVENT_DATA_PROTOBUF : EVENT_DATA_JSON,
		.committed = wake_relay,
		.committed_data = running,
	};
	enum status status = share_connections(context, running);

	if (status == STATUS_OK)
		status = topic_map_new(context, config->topics, &running->topics);
	if (status == STATUS_OK)
		status = open_sidecar(context, running);
	if (status == STATUS_OK && db_open(context, &database, &running->db) != STATUS_OK)
		status = fail_while(context, "HAPAX_DATABASE_URL");
	send_setup(&send);
	return status == STATUS_OK ? running_open_http(context, running) : status;
}

static enum status open_commands(struct context *context, struct running *running)
{
	struct command_options options = {.workers = running->config->workers, .services = running->services};
	enum status status = db_pool_open(context, running->db, "hapax", running->config->workers, &running->command_pool);

	options.pool = running->command_pool;
	if (status == STATUS_OK)
		status = command_desk_open(context, &options, &running->desk);
	return status == STATUS_OK ? housekeeping_open(context, running->command_pool, running->services, &running->housekeeping)
				   : status;
}

static enum status open_relays(struct context *context, struct running *running)
{
	struct relay_options options = {
		.sidecar = running->sidecar,
		.pubsub = running->config->pubsub,
		.batch_events = running->config->relay_batch,
		.topic_name = broker_topic,
		.topic_data = running->topics,
	};
	enum status status = db_pool_open(context, running->db, "hapax", RELAY_CONNECTIONS, &running->relay_pool);

	options.pool = running->relay_pool;
	for (size_t i = 0; status == STATUS_OK && i < running->service_count; i++)
		if (running->services[i]->publishes)
			status = relay_open(context, &options, running->services[i]->name, &running->relays[i]);
	return status;
}

enum status running_open_inside(struct context *context, struct running *running)
{
	struct receiver_options options = {
		.config = running->config,
		.db = running->db,
		.sidecar = running->sidecar,
		.topics = running->topics,
		.services = running->services,
		.lanes = running->lanes,
	};
	enum status status = open_commands(context, running);

	options.desk = running->desk;
	if (status == STATUS_OK)
		status = receiver_open(context, &options, &running->receiver);
	if (status == STATUS_OK)
		status = open_relays(context, running);
	return status == STATUS_OK ? running_open_server(context, running) : status;
}

static void close_front(struct running *running)
{
	if (!running->front)
		return;
	receiver_drain(running->receiver);
	health_set(&running->health, false);
	grpc_front_close(running->front, running->config->drain_ms);
}

void running_close(struct running *running)
{
	atomic_store(&running->phase, PHASE_DRAINING);
	close_front(running);
	reflection_free(running->reflection);
	receiver_close(running->receiver);
	command_desk_close(running->desk);
	housekeeping_close(running->housekeeping);
	for (size_t i = 0; i < running->service_count; i++)
		relay_close(running->relays[i]);
	if (running->relay_pool)
		db_pool_close(running->relay_pool);
	if (running->command_pool)
		db_pool_close(running->command_pool);
	if (running->http)
		http_server_close(running->http);
	if (running->sidecar)
		grpc_peer_close(running->sidecar);
	if (running->db)
		db_close(running->db);
	topic_map_free(running->topics);
	arena_done(&running->arena);
}
