#include <grpc/grpc.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <protobuf-c/protobuf-c.h>

#include "cli/commands.h"
#include "cli/json_out.h"

static struct {
	bool json;
} given;

static const struct config_flag flags[] = {
	{.name = "json", .help = "as one JSON document", .ret_set = &given.json},
	{.name = NULL},
};

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	if (rest < cli->argc)
		return cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	int libpq = PQlibVersion();
	if (given.json)
		return json_out(json_pack("{s:s, s:s, s:s, s:o}", "hapax", HAPAX_VERSION, "grpc", grpc_version_string(),
					  "protobuf_c", protobuf_c_version(), "libpq",
					  json_sprintf("%d.%d", libpq / 10000, libpq % 10000)));
	printf("hapax %s (gRPC core %s, protobuf-c %s, libpq %d.%d)\n", HAPAX_VERSION, grpc_version_string(), protobuf_c_version(),
	       libpq / 10000, libpq % 10000);
	return EXIT_DONE;
}

const struct command command_version = {
	.name = "version",
	.summary = "print the version of hapax and of the libraries that it runs on",
	.arguments = "",
	.details = "",
	.flags = flags,
	.run = run,
};
