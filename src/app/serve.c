#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <time.h>

#include "app/migrations.h"
#include "app/running.h"
#include "hapax/log.h"

enum {
	RETRY_FIRST_MS = 250,
	RETRY_MAX_MS = 5000,
	ARENA_BYTES = 16 * 1024 * 1024,
	KEEP_BLOCK_BYTES = 64 * 1024 * 1024,
	KEEP_TOP_BYTES = 4 * 1024 * 1024,
};

/* Signals are taken by the main thread, one at a time; blocked everywhere else. */
static sigset_t block_stop_signals(void)
{
	sigset_t stop;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGINT);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	signal(SIGPIPE, SIG_IGN);
	return stop;
}

/* True when a stop signal came within the time. */
static bool stopped_within(const sigset_t *stop, int wait_ms)
{
	struct timespec wait = {.tv_sec = wait_ms / 1000, .tv_nsec = wait_ms % 1000 * 1000000L};
	int signal_number;

	do
		signal_number = sigtimedwait(stop, NULL, &wait);
	while (signal_number < 0 && errno == EINTR);
	return signal_number > 0;
}

static void tell(const struct migrated *migrated)
{
	const struct gate_report *gate = migrated->gate;

	if (gate->checked)
		log_record(LOG_INFO, "events in flight looked at", LOG_INT("events", gate->checked),
			   LOG_INT("took_ms", gate->took_us / 1000));
	if (migrated->applied)
		log_record(LOG_INFO, "database migrated", LOG_INT("migrations", migrated->applied));
}

static enum status migrate_database(struct context *context, struct running *running)
{
	struct migrated migrated;
	enum status status =
		migrations_run(context, running->db, running->services, running->program, running->accept_unreadable, &migrated);

	if (status != STATUS_OK)
		return status;
	running->refused = migrated.refused;
	if (migrated.refused) {
		gate_log(migrated.gate, LOG_ERROR);
		return gate_decide(context, migrated.gate);
	}
	tell(&migrated);
	return STATUS_OK;
}

static enum status prepare_database(struct context *context, struct running *running)
{
	struct migration_set *sets;
	size_t count;
	enum status status = db_ping(context, running->db);

	if (status != STATUS_OK)
		return status;
	if (running->config->migrate)
		return migrate_database(context, running);
	status = migrations_collect(context, running->services, &sets, &count);
	return status == STATUS_OK ? migrate_check(context, running->db, sets, count) : status;
}

static int refuse_start(const struct context *context)
{
	log_record(LOG_ERROR, "can't start", LOG_TEXT(LOG_CAUSE, context->failure.message));
	return 1;
}

/* The database may come later, or be mended by somebody: the process lives and waits, alive but not ready. False: told to stop, or
 * refused. */
static bool wait_for_database(struct running *running, const sigset_t *stop)
{
	int wait_ms = RETRY_FIRST_MS;
	struct arena arena;
	bool there = false, stopped = false;

	arena_init(&arena, ARENA_BYTES);
	while (!there && !stopped) {
		struct context context;

		context_init(&context, &arena, NULL, NULL);
		there = prepare_database(&context, running) == STATUS_OK;
		if (there)
			break;
		if (running->refused) {
			(void)refuse_start(&context);
			break;
		}
		log_record(LOG_ERROR, "not ready: the database can't be used, trying again",
			   LOG_TEXT(LOG_CAUSE, context.failure.message), LOG_INT("retry_in_ms", wait_ms));
		stopped = stopped_within(stop, wait_ms);
		wait_ms = wait_ms * 2 < RETRY_MAX_MS ? wait_ms * 2 : RETRY_MAX_MS;
		arena_reset(&arena);
	}
	arena_done(&arena);
	return there;
}

static void announce(const struct running *running)
{
	log_record(LOG_INFO, "serving", LOG_STR("bind", running->config->bind),
		   LOG_INT("app_port", grpc_front_port(running->front)), LOG_INT("http_port", http_server_port(running->http)),
		   LOG_INT("services", (int64_t)running->service_count));
}

/* Batches take and give back a few MiB all the time. Left to itself, malloc returns them to the kernel at once, and a fifth of the
 * CPU goes into faulting them in again (measured: tests/bench, events in bulk). */
static void keep_freed_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, KEEP_BLOCK_BYTES);
	mallopt(M_TRIM_THRESHOLD, KEEP_BLOCK_BYTES);
	mallopt(M_TOP_PAD, KEEP_TOP_BYTES);
}

static int serve(struct context *context, struct running *running, const sigset_t *stop)
{
	int signal_number;

	if (running_open_outside(context, running) != STATUS_OK)
		return refuse_start(context);
	if (!wait_for_database(running, stop))
		return running->refused ? APP_REFUSED : 0;
	if (running_open_inside(context, running) != STATUS_OK)
		return refuse_start(context);
	atomic_store(&running->phase, PHASE_SERVING);
	announce(running);
	sigwait(stop, &signal_number);
	/* Whoever asks a second time doesn't want to wait. */
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	pthread_sigmask(SIG_UNBLOCK, stop, NULL);
	log_record(LOG_INFO, "stopping: no new calls, finishing what is under way",
		   LOG_INT("within_ms", running->config->drain_ms));
	return 0;
}

int app_serve(const struct config *config, const struct service *const *services, bool accept_unreadable)
{
	sigset_t stop = block_stop_signals();
	struct running running = {
		.config = config, .program = services, .accept_unreadable = accept_unreadable, .phase = PHASE_STARTING};
	struct context context;
	int exit_code;

	keep_freed_memory();
	log_setup(config->log_level, config->log_format);
	config_warn_unknown(config);
	arena_init(&running.arena, ARENA_BYTES);
	context_init(&context, &running.arena, NULL, NULL);
	if (app_register_events(&context, services) != STATUS_OK ||
	    app_choose_services(&context, config->services, services, &running.services) != STATUS_OK) {
		exit_code = refuse_start(&context);
	} else {
		while (running.services[running.service_count])
			running.service_count++;
		exit_code = serve(&context, &running, &stop);
	}
	running_close(&running);
	if (exit_code == 0)
		log_record(LOG_INFO, "stopped");
	return exit_code;
}
