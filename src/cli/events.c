/* `hapax events`: the catalogue. Needs no database. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "cli/commands.h"
#include "cli/event_about.h"
#include "cli/events_topics.h"
#include "cli/json_out.h"
#include "contract/catalogue.h"

static struct {
	bool json;
} given;

static const struct config_flag flags[] = {
	{.name = "json", .help = "as one JSON document", .ret_set = &given.json},
	{.name = NULL},
};

static int list(struct cli *cli, char **rest, int count)
{
	if (count)
		return cli_usage(cli, "list takes no arguments, but \"%.60s\" was given", rest[0]);
	if (given.json) {
		json_t *document = json_array();
		for (size_t i = 0; i < catalogue_count(); i++)
			json_array_append_new(document, event_summary_json(catalogue_at(i)));
		return json_out(document);
	}
	printf("%-32s %-8s %-22s %-14s %s\n", "TYPE", "VERSION", "TOPIC", "OWNER", "CONSUMERS");
	for (size_t i = 0; i < catalogue_count(); i++)
		event_summary_print(catalogue_at(i));
	return EXIT_DONE;
}

static int unknown_type(struct cli *cli, const char *type)
{
	const char **names = arena_array(cli->context->arena, const char *, catalogue_count() + 1);
	for (size_t i = 0; names && i < catalogue_count(); i++)
		names[i] = catalogue_at(i)->name;
	const char *nearest = names ? cli_nearest(cli->context->arena, type, names) : NULL;
	if (nearest)
		return cli_usage(cli, "there is no event type \"%.80s\"; did you mean %s?", type, nearest);
	return cli_usage(cli, "there is no event type \"%.80s\"; \"hapax events list\" names them all", type);
}

static int unknown_version(struct cli *cli, const struct event_type *newest, struct text major)
{
	char known[EVENT_VERSIONS_MAX];
	return cli_usage(cli, "%s has no major version \"%.*s\"; there is %s", newest->name, (int)(major.len < 20 ? major.len : 20),
			 major.at, event_versions(newest, known));
}

/* task.created, or task.created@2 for that major version. */
static int show(struct cli *cli, char **rest, int count)
{
	if (count != 1)
		return cli_usage(cli, "show takes one event type, as in \"hapax events show task.created\"");
	struct text major = text_of(rest[0]);
	struct text name = text_cut(&major, '@');
	const struct event_type *type = catalogue_find(name, (struct text){0});
	int64_t number;
	if (!type)
		return unknown_type(cli, rest[0]);
	if (name.len < strlen(rest[0])) {
		const struct event_type *newest = type;
		bool fits = text_to_i64(major, &number) && number > 0 && number <= UINT32_MAX;
		type = fits ? catalogue_find_major(name, (struct text){0}, (unsigned)number) : NULL;
		if (!type)
			return unknown_version(cli, newest, major);
	}
	if (given.json)
		return json_out(event_json(type));
	event_print(type);
	return EXIT_DONE;
}

static int topics(struct cli *cli, char **rest, int count)
{
	if (count)
		return cli_usage(cli, "topics takes no arguments, but \"%.60s\" was given", rest[0]);
	return given.json ? json_out(topics_json()) : topics_print();
}

struct verb {
	const char *name;
	int (*run)(struct cli *cli, char **rest, int count);
};

static const struct verb verbs[] = {{"list", list}, {"show", show}, {"topics", topics}};

static int dispatch(struct cli *cli, char **rest, int count)
{
	if (!count)
		return cli_usage(cli,
				 "needs to know what to do: list, show TYPE, topics, new TYPE, check, decode TYPE, or encode TYPE");
	for (size_t i = 0; i < COUNT_OF(verbs); i++) {
		if (strcmp(verbs[i].name, rest[0]))
			continue;
		if (app_register_events(cli->context, cli->services) != STATUS_OK)
			return cli_failed(cli);
		return verbs[i].run(cli, rest + 1, count - 1);
	}
	return cli_usage(
		cli, "there is no \"events %.60s\"; allowed: list, show TYPE, topics, new TYPE, check, decode TYPE, encode TYPE",
		rest[0]);
}

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	return dispatch(cli, cli->argv + rest, cli->argc - rest);
}

/* Each from the file of its name. */
static const struct command *const verbs_with_flags[] = {&command_events_check, &command_events_decode, &command_events_encode,
							 &command_events_new, NULL};

const struct command command_events = {
	.name = "events",
	.summary = "show the catalogue of event types, add to it, check how it changes",
	.arguments = "list | show TYPE | topics | new TYPE | check | decode TYPE | encode TYPE",
	.details = "TYPE is a name of the catalogue or one of its aliases; the newest major version is shown, or with TYPE@MAJOR "
		   "that one.\n",
	.flags = flags,
	.verbs = verbs_with_flags,
	.run = run,
};
