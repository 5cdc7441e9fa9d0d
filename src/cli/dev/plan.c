#include "cli/dev/plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/dev/environment.h"
#include "cli/dev/files.h"
#include "cli/dev/ports.h"
#include "cli/dev/postgres.h"
#include "cli/dev/say.h"

enum { DAPR_GRPC_PORT = 50001, DAPR_HTTP_PORT = 3500 };

static enum status find_ourselves(struct context *context, char **ret_program)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	if (len <= 0)
		return fail(context, STATUS_UNAVAILABLE, "/proc/self/exe: %s", strerror(errno));
	path[len] = '\0';
	return dev_path(context, ret_program, "%s", path);
}

/* Under `dapr run` DAPR_GRPC_PORT is set; but it also is in a shell that has read our own hapax.env. */
static bool has_sidecar_already(struct context *context, const struct dev_plan *plan)
{
	static const char *const names[] = {"PGHOST", "PGUSER", "DAPR_GRPC_PORT", "DAPR_HTTP_PORT", NULL};
	const char *port = getenv("DAPR_GRPC_PORT");
	return port && *port && !dev_env_file_is_in_use(context->arena, plan->last_env_file, names);
}

static enum status choose_sidecar(struct context *context, struct dev_plan *plan, const char *wanted)
{
	if (has_sidecar_already(context, plan)) {
		plan->sidecar = DEV_SIDECAR_OTHER;
		return STATUS_OK;
	}
	plan->daprd = daprd_find(context->arena);
	bool complete = plan->daprd.daprd && plan->daprd.redis;
	if (!strcmp(wanted, "builtin")) {
		plan->sidecar = DEV_SIDECAR_BUILTIN;
	} else if (!strcmp(wanted, "auto")) {
		plan->sidecar = complete ? DEV_SIDECAR_DAPRD : DEV_SIDECAR_BUILTIN;
	} else if (strcmp(wanted, "daprd")) {
		return fail(context, STATUS_INVALID, "--sidecar is \"%.40s\"; allowed: auto, daprd, builtin", wanted);
	} else if (!complete) {
		return fail(context, STATUS_PRECONDITION, "%s; --sidecar builtin does without",
			    plan->daprd.daprd ? "daprd needs redis-server to keep events, which isn't in PATH"
					      : "there is no daprd in PATH, ~/.dapr/bin or ~/.cache/hapax/bin");
	} else {
		plan->sidecar = DEV_SIDECAR_DAPRD;
	}
	return STATUS_OK;
}

static enum status choose_ports(struct cli *cli, struct dev_plan *plan, const struct dev_flags *flags)
{
	const struct config *config = plan->config;
	plan->app_port = config->app_port;
	plan->http_port = config->http_port;
	if (plan->sidecar == DEV_SIDECAR_OTHER) {
		plan->dapr_grpc_port = config->dapr_grpc_port;
		plan->dapr_http_port = config->dapr_http_port;
	} else {
		int64_t grpc_port = config->dapr_grpc_port ? config->dapr_grpc_port : DAPR_GRPC_PORT;
		int64_t http_port = config->dapr_http_port ? config->dapr_http_port : DAPR_HTTP_PORT;
		cli_number(cli, "--dapr-grpc-port", flags->grpc_port, 0, 65535, &grpc_port);
		cli_number(cli, "--dapr-http-port", flags->http_port, 0, 65535, &http_port);
		plan->dapr_grpc_port = (int)grpc_port;
		plan->dapr_http_port = (int)http_port;
	}
	return fail_violations(cli->context);
}

/* Before anything starts, so that nothing has to be stopped again; after the sweep, which may free some. */
static enum status claim_ports(struct context *context, struct dev_plan *plan)
{
	const struct dev_port ports[] = {
		{"APP_PORT, --app-port", &plan->app_port},
		{"HAPAX_HTTP_PORT, --http-port", &plan->http_port},
		{"--dapr-grpc-port", &plan->dapr_grpc_port},
		{"--dapr-http-port", &plan->dapr_http_port},
	};
	size_t count = plan->sidecar == DEV_SIDECAR_OTHER ? 2 : COUNT_OF(ports);
	return dev_ports_claim(context, plan->config->bind, ports, count);
}

/* Flags that `serve` must not get as they were given: dev's own, and what the plan decides. All take a value. */
static bool is_decided_here(const char *argument, bool *ret_value_follows)
{
	static const char *const names[] = {"--data",		"--sidecar",	    "--app-port",    "--http-port",
					    "--dapr-grpc-port", "--dapr-http-port", "--database-url"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		size_t len = strlen(names[i]);
		if (strncmp(argument, names[i], len) || (argument[len] && argument[len] != '='))
			continue;
		*ret_value_follows = !argument[len];
		return true;
	}
	return false;
}

static enum status make_serve_argv(struct cli *cli, struct dev_plan *plan, int rest)
{
	struct context *context = cli->context;
	char **argv = arena_array(context->arena, char *, (size_t)rest + 8);
	if (!argv)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	int count = 0;
	argv[count++] = plan->program;
	argv[count++] = (char *)"serve";
	for (int i = 1; i < rest && strcmp(cli->argv[i], "--"); i++) {
		bool value_follows;
		if (!is_decided_here(cli->argv[i], &value_follows))
			argv[count++] = cli->argv[i];
		else
			i += value_follows;
	}
	enum status s = dev_path(context, &argv[count++], "--app-port=%d", plan->app_port);
	if (s == STATUS_OK)
		s = dev_path(context, &argv[count++], "--http-port=%d", plan->http_port);
	if (s == STATUS_OK)
		s = dev_path(context, &argv[count++], "--dapr-grpc-port=%d", plan->dapr_grpc_port);
	if (s == STATUS_OK)
		s = dev_path(context, &argv[count++], "--dapr-http-port=%d", plan->dapr_http_port);
	if (s == STATUS_OK)
		s = dev_path(context, &argv[count++], "--database-url=");
	plan->serve_argv = argv;
	return s;
}

static enum status make_in_home(struct cli *cli, const struct dev_flags *flags, int rest, struct dev_plan *plan)
{
	struct context *context = cli->context;
	char *record;
	enum status s = dev_path(context, &plan->env_file, "%s/hapax.env", plan->home.data);
	if (s == STATUS_OK)
		s = dev_path(context, &plan->last_env_file, "%s/run/last.env", plan->home.data);
	if (s == STATUS_OK)
		s = choose_sidecar(context, plan, flags->sidecar ? flags->sidecar : "auto");
	if (s == STATUS_OK)
		s = choose_ports(cli, plan, flags);
	if (s == STATUS_OK)
		s = dev_path(context, &record, "%s/run/children", plan->home.data);
	if (s != STATUS_OK)
		return s;
	supervisor_sweep(context->arena, record);
	s = claim_ports(context, plan);
	if (s == STATUS_OK)
		s = make_serve_argv(cli, plan, rest);
	return s == STATUS_OK ? dev_home_prepare_postgres(context, &plan->home) : s;
}

enum status dev_plan_make(struct cli *cli, const struct config *config, const struct dev_flags *flags, int rest,
			  struct dev_plan *ret_plan)
{
	struct dev_plan plan = {.config = config};
	enum status s = find_ourselves(cli->context, &plan.program);
	if (s == STATUS_OK)
		s = dev_home_open(cli->context, flags->data ? flags->data : ".hapax", &plan.home);
	if (s != STATUS_OK)
		return s;
	s = make_in_home(cli, flags, rest, &plan);
	if (s != STATUS_OK) {
		dev_home_close(&plan.home);
		return s;
	}
	*ret_plan = plan;
	return STATUS_OK;
}

enum status dev_plan_variables(struct context *context, const struct dev_plan *plan,
			       struct dev_variable ret_variables[DEV_VARIABLES])
{
	char *app_port, *http_port, *grpc_port, *dapr_http_port;
	enum status s = dev_path(context, &app_port, "%d", plan->app_port);
	if (s == STATUS_OK)
		s = dev_path(context, &http_port, "%d", plan->http_port);
	if (s == STATUS_OK)
		s = dev_path(context, &grpc_port, "%d", plan->dapr_grpc_port);
	if (s == STATUS_OK)
		s = dev_path(context, &dapr_http_port, "%d", plan->dapr_http_port);
	if (s != STATUS_OK)
		return s;
	const struct dev_variable variables[DEV_VARIABLES] = {
		{"PGHOST", plan->home.socket},	{"PGPORT", DEV_PGPORT},
		{"PGDATABASE", DEV_PGDATABASE}, {"PGUSER", DEV_PGUSER},
		{"APP_PORT", app_port},		{"HAPAX_HTTP_PORT", http_port},
		{"DAPR_GRPC_PORT", grpc_port},	{"DAPR_HTTP_PORT", plan->dapr_http_port ? dapr_http_port : NULL},
	};
	memcpy(ret_variables, variables, sizeof(variables));
	return STATUS_OK;
}
