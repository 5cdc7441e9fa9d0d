/*
 * The parts of a serving process, from the ground up. Opened in the order of the fields, closed in reverse; a part that isn't open
 * is NULL.
 */
#ifndef HAPAX_APP_RUNNING_H
#define HAPAX_APP_RUNNING_H

#include <stdatomic.h>

#include "app/app.h"
#include "app/housekeeping.h"
#include "command/command.h"
#include "contract/topics.h"
#include "platform/db/pool.h"
#include "platform/grpc/client.h"
#include "platform/grpc/health.h"
#include "platform/grpc/reflection.h"
#include "platform/grpc/server.h"
#include "platform/http/http.h"
#include "receive/receiver.h"
#include "send/relay.h"

/* Where a starting, serving or stopping process is. */
enum phase { PHASE_STARTING, PHASE_SERVING, PHASE_DRAINING };

struct running {
	const struct config *config;
	const struct service *const *services; /* the chosen ones */
	const struct service *const *program;  /* all that there are */
	bool accept_unreadable;
	bool refused; /* by the gate: there is no use in trying again */
	size_t service_count;
	struct arena arena; /* of everything that lives as long as the process serves */
	_Atomic int phase;
	int lanes; /* of every consumer */
	struct http_server *http;
	struct db *db;
	struct topic_map *topics;
	struct grpc_peer *sidecar;
	struct db_pool *command_pool;
	struct command_desk *desk;
	struct housekeeping *housekeeping;
	struct db_pool *relay_pool;
	struct relay *relays[SERVICES_MAX]; /* by the service's index */
	struct receiver *receiver;
	struct health health;
	struct reflection *reflection;
	struct grpc_front *front;
};

/* What needs no database: HTTP port, sidecar channel, names. */
MUST_CHECK enum status running_open_outside(struct context *context, struct running *running);
/* Everything else, once the database is there and migrated; the gRPC port comes last. */
MUST_CHECK enum status running_open_inside(struct context *context, struct running *running);
/* Not ready -> no new calls -> lanes finish -> last relay round -> close. Also fine when only half of it was opened. */
void running_close(struct running *running);

/* server.c */
MUST_CHECK enum status running_open_server(struct context *context, struct running *running);
/* status_pages.c: /healthz, /readyz, /metrics */
MUST_CHECK enum status running_open_http(struct context *context, struct running *running);

#endif
