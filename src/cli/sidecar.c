#include "dev_sidecar/sidecar.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"

static struct {
	const char *app_id, *app_port, *component_type, *data, *grpc_port, *http_port, *retry_ms, *seed;
	const char *duplicate, *reorder, *delay_ms, *lose_ack, *fail_publish, *fail_bulk_entries;
} given;

static const struct config_flag flags[] = {
	{.name = "app-id", .argument = "NAME", .help = "source of the events that it wraps (hapax)", .ret_text = &given.app_id},
	{.name = "app-port",
	 .argument = "PORT",
	 .help = "the app's gRPC port; 0: there is no app (APP_PORT, else 50051)",
	 .ret_text = &given.app_port},
	{.name = "component-type",
	 .argument = "TYPE",
	 .help = "what its component claims to be (pubsub.in-memory)",
	 .ret_text = &given.component_type},
	{.name = "data",
	 .argument = "DIR",
	 .help = "keep undelivered events in a journal there; else they are kept in memory only",
	 .ret_text = &given.data},
	{.name = "grpc-port",
	 .argument = "PORT",
	 .help = "its gRPC port; 0: any free one (DAPR_GRPC_PORT, else 50001)",
	 .ret_text = &given.grpc_port},
	{.name = "http-port",
	 .argument = "PORT",
	 .help = "its HTTP port; 0: any free one (DAPR_HTTP_PORT, else 3500)",
	 .ret_text = &given.http_port},
	{.name = "retry-ms",
	 .argument = "MS",
	 .help = "pause before an event is delivered again (200)",
	 .ret_text = &given.retry_ms},
	{.name = "delay-ms",
	 .argument = "MS",
	 .help = "fault: events wait up to so long before they are delivered (0)",
	 .ret_text = &given.delay_ms},
	{.name = "duplicate",
	 .argument = "PERCENT",
	 .help = "fault: of the events are delivered twice (0)",
	 .ret_text = &given.duplicate},
	{.name = "fail-bulk-entries",
	 .argument = "PERCENT",
	 .help = "fault: of a bulk call's entries are refused, half of them stored all the same (0)",
	 .ret_text = &given.fail_bulk_entries},
	{.name = "fail-publish",
	 .argument = "PERCENT",
	 .help = "fault: of the publish calls are refused, half of them stored all the same (0)",
	 .ret_text = &given.fail_publish},
	{.name = "lose-ack",
	 .argument = "PERCENT",
	 .help = "fault: of the answers are ignored, the event comes again (0)",
	 .ret_text = &given.lose_ack},
	{.name = "reorder",
	 .argument = "PERCENT",
	 .help = "fault: of the events overtake the one before them (0)",
	 .ret_text = &given.reorder},
	{.name = "seed",
	 .argument = "N",
	 .help = "of the faults: the same seed makes the same decisions (1)",
	 .ret_text = &given.seed},
	{.name = NULL},
};

enum { MAX_BYTES = 512 << 20 };

struct number {
	const char *flag;
	const char *const *text;
	int64_t max;
	int *ret_value;
};

static enum status read_numbers(struct cli *cli, struct sidecar_options *options)
{
	struct fault_rates *faults = &options->faults;
	const struct number numbers[] = {
		{"--app-port", &given.app_port, 65535, &options->app_port},
		{"--grpc-port", &given.grpc_port, 65535, &options->grpc_port},
		{"--http-port", &given.http_port, 65535, &options->http_port},
		{"--retry-ms", &given.retry_ms, 3600000, &options->retry_ms},
		{"--delay-ms", &given.delay_ms, 3600000, &faults->delay_ms},
		{"--duplicate", &given.duplicate, 100, &faults->duplicate},
		{"--fail-bulk-entries", &given.fail_bulk_entries, 100, &faults->fail_bulk_entries},
		{"--fail-publish", &given.fail_publish, 100, &faults->fail_publish},
		{"--lose-ack", &given.lose_ack, 100, &faults->lose_ack},
		{"--reorder", &given.reorder, 100, &faults->reorder},
	};
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		int64_t value = *numbers[i].ret_value;
		if (cli_number(cli, numbers[i].flag, *numbers[i].text, 0, numbers[i].max, &value))
			*numbers[i].ret_value = (int)value;
	}
	int64_t seed = 1;
	cli_number(cli, "--seed", given.seed, 0, INT64_MAX, &seed);
	faults->seed = (uint64_t)seed;
	return fail_violations(cli->context);
}

static struct sidecar_options options_of(const struct config *config)
{
	return (struct sidecar_options){
		.bind = config->bind,
		.grpc_port = config->dapr_grpc_port ? config->dapr_grpc_port : 50001,
		.http_port = config->dapr_http_port ? config->dapr_http_port : 3500,
		.app_port = config->app_port,
		.app_id = given.app_id ? given.app_id : "hapax",
		.pubsub = config->pubsub,
		.component_type = given.component_type ? given.component_type : "pubsub.in-memory",
		.data = given.data ? given.data : "",
		.api_token = config->dapr_api_token,
		.app_token = config->app_api_token,
		.retry_ms = 200,
		.max_bytes = MAX_BYTES,
	};
}

static int serve(struct cli *cli, const struct sidecar_options *options)
{
	/* Blocked before any thread starts, so that only sigwait() sees them. */
	sigset_t stop;
	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	sigaddset(&stop, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	struct sidecar *sidecar;
	if (sidecar_open(cli->context, options, &sidecar) != STATUS_OK) {
		(void)cli_failed(cli);
		return EXIT_FAILED;
	}
	printf("{\"grpc_port\":%d,\"http_port\":%d}\n", sidecar_grpc_port(sidecar), sidecar_http_port(sidecar));
	fflush(stdout);
	int signal_number;
	sigwait(&stop, &signal_number);
	sidecar_close(sidecar);
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	struct sidecar_options options = options_of(&config);
	int code;
	if (rest < cli->argc) {
		code = cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	} else if (read_numbers(cli, &options) != STATUS_OK) {
		code = cli_failed(cli);
	} else {
		log_setup(config.log_level, config.log_format);
		code = serve(cli, &options);
	}
	config_done(&config);
	return code;
}

const struct command command_sidecar = {
	.name = "sidecar",
	.summary = "a stand-in for daprd with a broker of its own, for development and tests",
	.arguments = "",
	.details = "Speaks PublishEvent, BulkPublishEvent, GetMetadata and InvokeBinding (one binding, log) over gRPC; publishing, "
		   "invocation, health\n"
		   "and metadata over HTTP; and delivers to the app's AppCallback, at least once and in order per partitionKey. "
		   "Prints its ports as\n"
		   "one line of JSON once it serves. Unlike daprd it asks the app for its subscriptions again after each restart "
		   "of the app.\n",
	.flags = flags,
	.settings = true,
	.run = run,
};
