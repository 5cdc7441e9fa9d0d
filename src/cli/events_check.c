/* `hapax events check`: whether the contract, as it is now, fits what was built on it before. Needs no database. */
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>

#include "app/app.h"
#include "cli/commands.h"
#include "cli/events_check/report.h"
#include "cli/events_check/side.h"
#include "cli/json_out.h"

#define DEFAULT_FOLDER "proto"

/* Two sets, unpacked and indexed, and what was found; taken as it is needed. */
enum { CHECK_MAX_BYTES = 1 << 30 };

static struct {
	const char *against, *proto;
	struct config_many includes;
	bool json;
} given;

static const struct config_flag flags[] = {
	{.name = "against", .argument = "REF", .help = "a git ref, or a descriptor set's file", .ret_text = &given.against},
	{.name = "proto", .argument = "DIR", .help = "the .proto files, or a descriptor set's file", .ret_text = &given.proto},
	{.name = "include",
	 .argument = "DIR",
	 .help = "where else imports are looked up; may be given again",
	 .ret_many = &given.includes},
	{.name = "json", .help = "as one JSON document", .ret_set = &given.json},
	{.name = NULL},
};

enum path_kind { PATH_NOTHING, PATH_FILE, PATH_FOLDER };

static enum path_kind kind_of(const char *path)
{
	struct stat about;
	if (stat(path, &about))
		return PATH_NOTHING;
	return S_ISDIR(about.st_mode) ? PATH_FOLDER : PATH_FILE;
}

struct check {
	struct cli *cli;
	struct context context;
	const char *folder; /* of the working tree's .proto files; NULL: the new side is none */
	struct buffer before, after;
};

static enum status read_after(struct check *check)
{
	struct context *context = &check->context;
	if (check->folder)
		return side_of_folder(context, check->folder, &given.includes, &check->after);
	if (given.proto && kind_of(given.proto) == PATH_FILE)
		return side_of_file(context, given.proto, &check->after);
	if (given.proto)
		return fail(context, STATUS_NOT_FOUND, "--proto %s: there is no such folder or file", given.proto);
	enum status status = app_register_events(context, check->cli->services);
	return status ? status : side_of_program(context, &check->after);
}

static enum status read_before(struct check *check)
{
	if (kind_of(given.against) == PATH_FILE)
		return side_of_file(&check->context, given.against, &check->before);
	return side_of_ref(&check->context, given.against, check->folder ? check->folder : DEFAULT_FOLDER, &given.includes,
			   &check->before);
}

static enum status compare(struct check *check, struct report *ret_report, struct evolution *ret_evolution)
{
	struct context *context = &check->context;
	const struct contract *before, *after;
	enum status status = read_after(check);
	if (!status)
		status = contract_read(context, given.proto ? given.proto : "the new side", buffer_text(&check->after), &after);
	if (!status)
		status = read_before(check);
	if (!status)
		status = contract_read(context, given.against, buffer_text(&check->before), &before);
	if (!status)
		status = evolve(context, before, after, ret_evolution);
	if (!status)
		*ret_report = (struct report){ret_evolution, given.against, check->folder, contract_event_count(after)};
	return status;
}

static int answer(struct check *check)
{
	struct report report;
	struct evolution evolution;
	if (compare(check, &report, &evolution)) {
		fprintf(stderr, "hapax %s: %s\n", check->cli->command->name, failure_text(&check->context));
		return EXIT_FAILED;
	}
	if (given.json && json_out(report_json(&report)) != EXIT_DONE)
		return EXIT_FAILED;
	if (!given.json)
		report_print(stdout, &report);
	return evolution.count_of[SEVERITY_BREAKS] ? EXIT_PROBLEMS : EXIT_DONE;
}

static int run_check(struct cli *cli)
{
	struct arena arena CLEANUP(arena_done);
	struct check check = {.cli = cli};
	arena_init(&arena, CHECK_MAX_BYTES);
	context_init(&check.context, &arena, NULL, NULL);
	buffer_init(&check.before, NULL, SIDE_MAX_BYTES);
	buffer_init(&check.after, NULL, SIDE_MAX_BYTES);
	check.folder = given.proto ? given.proto : DEFAULT_FOLDER;
	if (kind_of(check.folder) != PATH_FOLDER)
		check.folder = NULL;
	int code = answer(&check);
	buffer_done(&check.before);
	buffer_done(&check.after);
	return code;
}

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	if (rest < cli->argc)
		return cli_usage(cli, "takes flags only, but \"%.60s\" was given", cli->argv[rest]);
	if (!given.against || !given.against[0])
		return cli_usage(cli, "needs to know what to compare with: --against main, or --against release.binpb");
	return run_check(cli);
}

const struct command command_events_check = {
	.name = "events check",
	.summary = "tell whether the contract still fits an older one, and whom a change touches",
	.arguments = "--against REF|FILE [--proto DIR|FILE]",
	.details = "The new side is the folder proto here, or this program's own contract when there is none. REF is looked up in\n"
		   "git, in the same folder; FILE is what protoc --include_imports --descriptor_set_out=FILE or buf build -o\n"
		   "FILE.binpb writes. Exit codes: 0 compatible, 3 not, 1 failed, 2 usage. See docs/evolution.md.\n",
	.flags = flags,
	.run = run,
};
