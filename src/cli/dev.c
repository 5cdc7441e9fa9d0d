/* `hapax dev`: everything that hapax needs, private and in one folder, started and stopped together. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "cli/commands.h"
#include "cli/dev/environment.h"
#include "cli/dev/files.h"
#include "cli/dev/plan.h"
#include "cli/dev/ports.h"
#include "cli/dev/postgres.h"
#include "cli/dev/say.h"
#include "cli/dev/supervisor.h"

extern char **environ;

enum { START_TIMEOUT_MS = 60000, SIDECAR_STOP_TIMEOUT_MS = 10000, SERVE_STOP_EXTRA_MS = 5000 };

static struct dev_flags given;

static const struct config_flag flags[] = {
	{.name = "data", .argument = "DIR", .help = "folder for everything that is kept (.hapax)", .ret_text = &given.data},
	{.name = "sidecar",
	 .argument = "WHICH",
	 .help = "daprd (with a private Redis), builtin, or auto: daprd where both are found (auto)",
	 .ret_text = &given.sidecar},
	{.name = "accept-unreadable",
	 .help = "start even if this build can't read events that are still on the way",
	 .ret_set = &given.accept_unreadable},
	{.name = "dapr-grpc-port",
	 .argument = "PORT",
	 .help = "the sidecar's gRPC port; 0: any free one (50001)",
	 .ret_text = &given.grpc_port},
	{.name = "dapr-http-port",
	 .argument = "PORT",
	 .help = "the sidecar's HTTP port; 0: any free one (3500)",
	 .ret_text = &given.http_port},
	{.name = NULL},
};

struct dev {
	struct context *context;
	const struct service *const *services;
	struct dev_plan plan;
	struct supervisor supervisor;
	char **environment; /* of serve and the sidecar */
};

static enum status make_environment(struct dev *dev)
{
	struct dev_variable variables[DEV_VARIABLES + 6];
	enum status s = dev_plan_variables(dev->context, &dev->plan, variables);
	if (s != STATUS_OK)
		return s;
	const struct config *config = dev->plan.config;
	const struct dev_variable more[] = {
		{"HAPAX_DATABASE_URL", NULL},
		{"HAPAX_DATABASE_URL_FILE", NULL},
		{"DAPR_API_TOKEN", *config->dapr_api_token ? config->dapr_api_token : NULL},
		{"APP_API_TOKEN", *config->app_api_token ? config->app_api_token : NULL},
		{"HAPAX_PUBSUB", config->pubsub},
		/* It would win over DAPR_GRPC_PORT. */
		{"DAPR_GRPC_ENDPOINT", dev->plan.sidecar == DEV_SIDECAR_OTHER ? getenv("DAPR_GRPC_ENDPOINT") : NULL},
	};
	memcpy(variables + DEV_VARIABLES, more, sizeof(more));
	dev->environment = dev_environment(dev->context->arena, environ, "PG", variables, COUNT_OF(variables));
	return dev->environment ? STATUS_OK : fail(dev->context, STATUS_EXHAUSTED, "out of memory");
}

static enum status start_builtin(struct dev *dev)
{
	char *grpc_port, *http_port, *app_port, *data, *log;
	const struct dev_plan *plan = &dev->plan;
	enum status s = dev_path(dev->context, &grpc_port, "--grpc-port=%d", plan->dapr_grpc_port);
	if (s == STATUS_OK)
		s = dev_path(dev->context, &http_port, "--http-port=%d", plan->dapr_http_port);
	if (s == STATUS_OK)
		s = dev_path(dev->context, &app_port, "--app-port=%d", plan->app_port);
	if (s == STATUS_OK)
		s = dev_path(dev->context, &data, "--data=%s/sidecar", plan->home.data);
	if (s == STATUS_OK)
		s = dev_path(dev->context, &log, "%s/log/sidecar.log", plan->home.data);
	if (s != STATUS_OK)
		return s;
	char *const words[] = {plan->program, (char *)"sidecar", grpc_port, http_port, app_port, data, NULL};
	char **argv = arena_array(dev->context->arena, char *, COUNT_OF(words));
	if (!argv)
		return fail(dev->context, STATUS_EXHAUSTED, "out of memory");
	memcpy(argv, words, sizeof(words));
	const struct child_program program = {
		.name = "hapax sidecar",
		.argv = argv,
		.environment = dev->environment,
		.log = log,
		.stop_signal = SIGTERM,
		.stop_timeout_ms = SIDECAR_STOP_TIMEOUT_MS,
	};
	return supervisor_add(dev->context, &dev->supervisor, &program);
}

static enum status start_sidecar(struct dev *dev)
{
	const struct dev_plan *plan = &dev->plan;
	if (plan->sidecar == DEV_SIDECAR_OTHER)
		return STATUS_OK;
	if (plan->sidecar == DEV_SIDECAR_BUILTIN)
		return start_builtin(dev);
	const struct daprd_options options = {
		.programs = plan->daprd,
		.pubsub = plan->config->pubsub,
		.app_port = plan->app_port,
		.grpc_port = plan->dapr_grpc_port,
		.http_port = plan->dapr_http_port,
		.environment = dev->environment,
	};
	return daprd_start(dev->context, &dev->supervisor, &plan->home, &options);
}

static enum status start_serve(struct dev *dev)
{
	const struct child_program program = {
		.name = "hapax serve",
		.argv = dev->plan.serve_argv,
		.environment = dev->environment,
		.stop_signal = SIGTERM,
		.stop_timeout_ms = dev->plan.config->drain_ms + SERVE_STOP_EXTRA_MS,
	};
	return supervisor_add(dev->context, &dev->supervisor, &program);
}

static bool all_answer(void *data)
{
	const struct dev *dev = data;
	const struct dev_plan *plan = &dev->plan;
	const char *bind = plan->config->bind;
	bool sidecar = plan->sidecar == DEV_SIDECAR_OTHER || dev_port_answers("127.0.0.1", plan->dapr_grpc_port);
	return sidecar && dev_port_answers(bind, plan->app_port) && dev_port_answers(bind, plan->http_port);
}

static enum status wait_until_up(struct dev *dev)
{
	if (supervisor_wait(&dev->supervisor, all_answer, dev, START_TIMEOUT_MS))
		return STATUS_OK;
	if (dev->supervisor.stop_wanted || dev->supervisor.gave_up)
		return fail(dev->context, STATUS_CANCELLED, "stopped while hapax started");
	return fail(dev->context, STATUS_TIMEOUT, "hapax doesn't answer on ports %d and %d after %d s; see %s/log",
		    dev->plan.app_port, dev->plan.http_port, START_TIMEOUT_MS / 1000, dev->plan.home.data);
}

static enum status start_all(struct dev *dev)
{
	enum status s = dev_postgres_start(dev->context, &dev->supervisor, &dev->plan.home);
	if (s == STATUS_OK)
		s = start_sidecar(dev);
	if (s == STATUS_OK)
		s = start_serve(dev);
	return s == STATUS_OK ? wait_until_up(dev) : s;
}

static void print_examples(const struct service *const *services, const char *env_file)
{
	bool any = false;
	for (; *services; services++) {
		if (!(*services)->example)
			continue;
		if (!any)
			printf("Try:\n\n  . %s\n", env_file);
		any = true;
		printf("  %s\n", (*services)->example);
	}
	if (any)
		putchar('\n');
}

static void print_addresses(struct context *context, const struct dev_plan *plan, const struct service *const *services)
{
	const char *quoted = dev_shell_quoted(context->arena, plan->env_file);
	const char *shown = quoted ? quoted : plan->env_file;
	static const char *const sidecars[] = {"daprd", "hapax sidecar", "the one that is there"};
	const char *bind = plan->config->bind;
	printf("hapax is up. Ctrl-C stops everything; %s keeps the data.\n\n", plan->home.data);
	printf("  gRPC      %s:%d  (commands, AppCallback, health, reflection)\n", bind, plan->app_port);
	printf("  HTTP      http://%s:%d  (/healthz, /readyz, /metrics)\n", bind, plan->http_port);
	printf("  sidecar   gRPC 127.0.0.1:%d, HTTP http://127.0.0.1:%d  (%s)\n", plan->dapr_grpc_port, plan->dapr_http_port,
	       sidecars[plan->sidecar]);
	printf("  Postgres  host=%s port=%s dbname=%s user=%s\n", plan->home.socket, DEV_PGPORT, DEV_PGDATABASE, DEV_PGUSER);
	printf("  all as shell variables: %s\n\n", plan->env_file);
	print_examples(services, shown);
	fflush(stdout);
}

static enum status announce(struct dev *dev)
{
	struct dev_variable variables[DEV_VARIABLES];
	enum status s = dev_plan_variables(dev->context, &dev->plan, variables);
	if (s == STATUS_OK)
		s = dev_env_file_write(dev->context, dev->plan.last_env_file, variables, COUNT_OF(variables));
	if (s == STATUS_OK)
		s = dev_env_file_write(dev->context, dev->plan.env_file, variables, COUNT_OF(variables));
	if (s == STATUS_OK)
		print_addresses(dev->context, &dev->plan, dev->services);
	return s;
}

static int run_planned(struct cli *cli, struct dev *dev)
{
	char *record;
	/* Left behind by a kill -9. Whoever waits for the file must not find the one of the last run. */
	unlink(dev->plan.env_file);
	enum status s = dev_path(dev->context, &record, "%s/run/children", dev->plan.home.data);
	if (s == STATUS_OK) {
		supervisor_init(&dev->supervisor, dev->context->arena, record);
		s = make_environment(dev);
	}
	if (s == STATUS_OK)
		s = start_all(dev);
	if (s == STATUS_OK)
		s = announce(dev);
	while (s == STATUS_OK && !dev->supervisor.stop_wanted && !dev->supervisor.gave_up)
		supervisor_step(&dev->supervisor, 3600 * 1000);
	if (s != STATUS_OK && s != STATUS_CANCELLED)
		fprintf(stderr, "hapax %s: %s\n", cli->command->name, failure_text(dev->context));
	dev_say("stopping");
	unlink(dev->plan.env_file);
	supervisor_stop(&dev->supervisor);
	if (dev->supervisor.refused)
		return EXIT_PROBLEMS;
	return dev->supervisor.stop_wanted && !dev->supervisor.gave_up ? EXIT_DONE : EXIT_FAILED;
}

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	struct dev dev = {.context = cli->context, .services = cli->services};
	const struct service *const *chosen;
	int code;
	if (rest < cli->argc) {
		code = cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	} else if (app_choose_services(cli->context, config.services, cli->services, &chosen) != STATUS_OK ||
		   dev_plan_make(cli, &config, &given, rest, &dev.plan) != STATUS_OK) {
		code = cli_failed(cli);
	} else {
		code = run_planned(cli, &dev);
		dev_home_close(&dev.plan.home);
	}
	config_done(&config);
	return code;
}

const struct command command_dev = {
	.name = "dev",
	.summary = "run everything on this machine: a private Postgres, a sidecar and all services",
	.arguments = "",
	.details = "Prints the addresses and writes them as shell variables to DIR/hapax.env. What it started is stopped with it, "
		   "and started again\n"
		   "when it dies by itself. Events that were not delivered yet are kept in DIR and delivered after the next start. "
		   "With DAPR_GRPC_PORT\n"
		   "set (under `dapr run`) it starts no sidecar. As root, Postgres runs as an unprivileged user; where that can't "
		   "use DIR, its files are\n"
		   "in /var/lib/hapax.\n",
	.flags = flags,
	.settings = true,
	.run = run,
};
