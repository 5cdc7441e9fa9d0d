#include "app/migrations.h"

#include "app/app.h"
#include "command/command.h"
#include "receive/receiver.h"
#include "send/send.h"

enum {
	SETS_PER_SERVICE = 4,
	MIGRATION_TIMEOUT_MS = 24 * 3600 * 1000, /* a new index on a large table takes its time */
};

enum status migrations_collect(struct context *context, const struct service *const *services, struct migration_set **ret_sets,
			       size_t *ret_count)
{
	struct migration_set *sets;
	size_t service_count = 0, count = 0;

	while (services[service_count])
		service_count++;
	sets = arena_array(context->arena, struct migration_set, service_count * SETS_PER_SERVICE + 1);
	if (!sets)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the migrations");
	for (; *services; services++) {
		const struct service *service = *services;

		if (service->publishes)
			sets[count++] = (struct migration_set){service->name, "outbox", outbox_migrations()};
		if (service->handlers)
			sets[count++] = (struct migration_set){service->name, "inbox", inbox_migrations()};
		if (service->rpcs)
			sets[count++] = (struct migration_set){service->name, "idempotency", idempotency_migrations()};
		if (service->migrations)
			sets[count++] = (struct migration_set){service->name, service->name, service->migrations};
	}
	*ret_sets = sets;
	*ret_count = count;
	return STATUS_OK;
}

enum status migrations_run(struct context *context, struct db *db, const struct service *const *chosen,
			   const struct service *const *services, bool accept_unreadable, struct migrated *ret_migrated)
{
	struct migrated migrated = {0};
	struct gate_report *report = NULL;
	struct migration_set *sets = NULL;
	size_t count = 0;
	enum status status = gate_check(context, db, chosen, services, &report);

	if (status != STATUS_OK)
		return status;
	migrated.gate = report;
	if (report->unreadable.total && accept_unreadable)
		gate_log(report, LOG_WARN);
	migrated.refused = report->unreadable.total && !accept_unreadable;
	if (!migrated.refused)
		status = migrations_collect(context, chosen, &sets, &count);
	if (!migrated.refused && status == STATUS_OK)
		status = migrate(context, db, sets, count, &migrated.applied);
	if (status == STATUS_OK)
		*ret_migrated = migrated;
	return status;
}

enum status app_migrate(struct context *context, const struct config *config, const struct service *const *services,
			bool accept_unreadable, struct migrated *ret_migrated)
{
	struct db_options options = {
		.url = config->database_url,
		.max_connections = 1,
		.connect_timeout_ms = 5000,
		.statement_timeout_ms = MIGRATION_TIMEOUT_MS,
		.application_name = "hapax migrate",
	};
	const struct service *const *chosen;
	struct db *db;
	enum status status = app_register_events(context, services);

	if (status == STATUS_OK)
		status = app_choose_services(context, config->services, services, &chosen);
	if (status == STATUS_OK)
		status = db_open(context, &options, &db);
	if (status != STATUS_OK)
		return status;
	status = migrations_run(context, db, chosen, services, accept_unreadable, ret_migrated);
	db_close(db);
	return status;
}
