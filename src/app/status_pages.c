/* /healthz: the process lives. /readyz: it serves and its database is there. /metrics: for Prometheus. */
#include "app/running.h"
#include "hapax/metrics.h"

enum { NOT_READY_AFTER_US = 5 * 1000 * 1000, BODY_MAX_BYTES = 64 * 1024 };

#ifndef HAPAX_VERSION
#error "HAPAX_VERSION comes from CMakeLists.txt"
#endif

static struct metric build_info = {.name = "hapax_build_info",
				   .help = "Always 1; the label says which version runs",
				   .kind = METRIC_GAUGE,
				   .labels = {"version"}};

static int healthz(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self;
	(void)request;
	*ret_content_type = "application/json";
	buffer_add_string(body, "{\"status\":\"alive\"}\n");
	return 200;
}

static const char *why_not_ready(struct running *running)
{
	static const char *const phases[] = {
		[PHASE_STARTING] = "starting: waiting for the database or its migrations",
		[PHASE_SERVING] = NULL,
		[PHASE_DRAINING] = "shutting down",
	};
	int phase = atomic_load(&running->phase);
	int64_t away_since_us;

	if (phases[phase])
		return phases[phase];
	away_since_us = db_away_since_us(running->db);
	return away_since_us && clock_monotonic_us() - away_since_us > NOT_READY_AFTER_US ? "the database is away" : NULL;
}

static int readyz(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	const char *reason = why_not_ready(self);

	(void)request;
	*ret_content_type = "application/json";
	if (!reason)
		buffer_add_string(body, "{\"status\":\"ready\"}\n");
	else
		buffer_printf(body, "{\"status\":\"not ready\",\"reason\":\"%s\"}\n", reason);
	return reason ? 503 : 200;
}

static int metrics_page(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self;
	(void)request;
	*ret_content_type = "text/plain; version=0.0.4; charset=utf-8";
	metrics_write(body);
	return 200;
}

enum status running_open_http(struct context *context, struct running *running)
{
	const struct http_route routes[] = {
		{"GET", "/healthz", healthz, running},
		{"GET", "/readyz", readyz, running},
		{"GET", "/metrics", metrics_page, running},
	};

	metric_set(&build_info, 1, HAPAX_VERSION, NULL, NULL);
	return http_server_open(context, running->config->bind, running->config->http_port, BODY_MAX_BYTES, routes,
				COUNT_OF(routes), &running->http);
}
