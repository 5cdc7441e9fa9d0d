/* `hapax trace`: what one correlation id caused, in order, with times. */
#include <jansson.h>

#include "app/app.h"
#include "app/trace/trace.h"
#include "cli/commands.h"
#include "cli/json_out.h"

static struct {
	bool json;
	bool last;
} given;

static const struct config_flag flags[] = {
	{.name = "json", .help = "as one JSON document", .ret_set = &given.json},
	{.name = "last", .help = "of the newest event", .ret_set = &given.last},
	{.name = NULL},
};

static double milliseconds(int64_t from_us, int64_t to_us)
{
	return (double)(to_us - from_us) / 1000.0;
}

static void print(const struct trace *trace)
{
	printf("correlation %.*s\n\n", TEXT_ARG(trace->correlation_id));
	printf("%-28s %10s  %-11s %-20s %-26s %s\n", "TIME", "+MS", "STEP", "WHERE", "EVENT", "ID");
	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_step *step = &trace->steps[i];
		char time[TIME_TEXT_MAX];

		time_format(step->time_us, time);
		printf("%-28s %10.3f  %-11s %-20s %-26.*s %.*s", time, milliseconds(trace->steps[0].time_us, step->time_us),
		       trace_step_name(step->kind), step->where, TEXT_ARG(step->event_type), TEXT_ARG(step->event_id));
		if (!text_empty(step->note))
			printf("  (%.*s)", TEXT_ARG(step->note));
		putchar('\n');
	}
	if (trace->truncated)
		printf("... and more\n");
}

static json_t *json_of(struct text text)
{
	return text_empty(text) ? json_null() : json_stringn(text.at, text.len);
}

static int print_json(const struct trace *trace)
{
	json_t *steps = json_array();

	for (size_t i = 0; i < trace->count; i++) {
		const struct trace_step *step = &trace->steps[i];
		char time[TIME_TEXT_MAX];

		time_format(step->time_us, time);
		json_array_append_new(steps,
				      json_pack("{s:s, s:s, s:f, s:s, s:o, s:o, s:o}", "step", trace_step_name(step->kind), "time",
						time, "after_ms", milliseconds(trace->steps[0].time_us, step->time_us), "where",
						step->where, "event_type", json_of(step->event_type), "id", json_of(step->event_id),
						"note", json_of(step->note)));
	}
	return json_out(json_pack("{s:o, s:o, s:b}", "correlation_id", json_of(trace->correlation_id), "steps", steps, "truncated",
				  trace->truncated));
}

static int trace_in(struct cli *cli, struct db_pool *pool, const char *correlation)
{
	struct text id = text_of(correlation);
	struct trace trace;
	enum status status = given.last ? trace_last(cli->context, pool, cli->services, &id) : STATUS_OK;

	if (status == STATUS_OK)
		status = trace_read(cli->context, pool, cli->services, id, &trace);
	if (status != STATUS_OK)
		return cli_failed(cli);
	if (given.json)
		return print_json(&trace);
	print(&trace);
	return EXIT_DONE;
}

static int connect_and_trace(struct cli *cli, const struct config *config, const char *correlation)
{
	const struct db_options options = {
		.url = config->database_url,
		.max_connections = 1,
		.connect_timeout_ms = 5000,
		.statement_timeout_ms = config->database_statement_timeout_ms,
		.application_name = "hapax trace",
	};
	struct db *db;
	struct db_pool *pool;
	int code = EXIT_FAILED;

	if (app_register_events(cli->context, cli->services) != STATUS_OK || db_open(cli->context, &options, &db) != STATUS_OK)
		return cli_failed(cli);
	if (db_pool_open(cli->context, db, "hapax", 1, &pool) == STATUS_OK) {
		code = trace_in(cli, pool, correlation);
		db_pool_close(pool);
	} else {
		code = cli_failed(cli);
	}
	db_close(db);
	return code;
}

static int run(struct cli *cli)
{
	struct config config;
	int rest, code;

	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	if (cli->argc - rest != (given.last ? 0 : 1))
		code = cli_usage(cli, "needs one correlation id, or --last");
	else
		code = connect_and_trace(cli, &config, cli->argv[rest]);
	config_done(&config);
	return code;
}

const struct command command_trace = {
	.name = "trace",
	.summary = "show what one correlation id caused, with times",
	.arguments = "CORRELATION_ID | --last",
	.details = "Puts together the command, its events, their way through the broker, and what each consumer made of them.\n",
	.flags = flags,
	.settings = true,
	.run = run,
};
