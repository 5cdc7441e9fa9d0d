#include "platform/config/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

enum { WORDS_MAX = 16 };

struct fixture {
	struct arena arena;
	struct context context;
	struct config config;
	bool loaded;
	int rest;
	char *argv[WORDS_MAX];
	int argc;
	char folder[32];
	char path[64];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena, 1 << 20);
	context_init(&fixture->context, &fixture->arena, NULL, NULL);
	snprintf(fixture->folder, sizeof(fixture->folder), "/tmp/test-config-XXXXXX");
	*state = fixture;
	return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	if (fixture->loaded)
		config_done(&fixture->config);
	unlink(fixture->path);
	rmdir(fixture->folder);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

/* Both lists are words with '|' between; argv[0] is added. */
static char **split(struct fixture *fixture, const char *words, int *ret_count)
{
	char **list = arena_array(&fixture->arena, char *, WORDS_MAX);
	struct text rest = text_of(words);
	*ret_count = 0;
	while (!text_empty(rest))
		list[(*ret_count)++] = text_dup_string(text_cut(&rest, '|'), &fixture->arena);
	return list;
}

static enum status load_with(struct fixture *fixture, const char *flags, const char *environment, const struct config_flag *own)
{
	int count;
	char **words = split(fixture, flags, &count);
	char **variables;
	if (fixture->loaded)
		config_done(&fixture->config);
	fixture->argc = count + 1;
	static char program[] = "hapax";
	fixture->argv[0] = program;
	memcpy(fixture->argv + 1, words, (size_t)count * sizeof(*words));
	variables = split(fixture, environment, &count);
	enum status status =
		config_load(&fixture->context, fixture->argc, fixture->argv, variables, own, &fixture->config, &fixture->rest);
	fixture->loaded = status == STATUS_OK;
	return status;
}

static struct config *loaded(void **state, const char *flags, const char *environment)
{
	struct fixture *fixture = *state;
	if (load_with(fixture, flags, environment, NULL) != STATUS_OK)
		fail_msg("refused: %s", failure_text(&fixture->context));
	return &fixture->config;
}

static void refused(void **state, const char *flags, const char *environment, const char *message)
{
	struct fixture *fixture = *state;
	if (load_with(fixture, flags, environment, NULL) != STATUS_INVALID)
		fail_msg("accepted: %s %s", flags, environment);
	assert_string_equal(failure_text(&fixture->context), message);
}

/* Writes the fixture's one file; returns "--config|PATH", or the path alone. */
static const char *file_with(void **state, const char *content, const char *before)
{
	struct fixture *fixture = *state;
	snprintf(fixture->path, sizeof(fixture->path), "%s/file", fixture->folder);
	FILE *file = fopen(fixture->path, "w");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
	return arena_printf(&fixture->arena, "%s%s", before, fixture->path);
}

static void defaults_are_the_documented_ones(void **state)
{
	struct config *config = loaded(state, "", "");
	assert_int_equal(config->app_port, 50051);
	assert_string_equal(config->bind, "127.0.0.1");
	assert_int_equal(config->http_port, 8080);
	assert_string_equal(config->services, "all");
	assert_string_equal(config->database_url, "");
	assert_int_equal(config->database_connections, 20);
	assert_int_equal(config->database_statement_timeout_ms, 30000);
	assert_true(config->migrate);
	assert_string_equal(config->pubsub, "pubsub");
	assert_int_equal(config->delivery, DELIVERY_AUTO);
	assert_int_equal(config->event_data, CONFIG_EVENT_DATA_JSON);
	assert_string_equal(config->topics, "");
	assert_int_equal(config->batch_events, 1000);
	assert_int_equal(config->lane_shards, 2);
	assert_int_equal(config->relay_batch, 500);
	assert_int_equal(config->pollers, 2);
	assert_int_equal(config->workers, 4);
	assert_int_equal(config->drain_ms, 10000);
	assert_int_equal(config->max_message_bytes, 8388608);
	assert_int_equal(config->max_event_bytes, 524288);
	assert_int_equal(config->memory_bytes, 268435456);
	assert_int_equal(config->log_level, LOG_INFO);
	assert_int_equal(config->log_format, LOG_FORMAT_AUTO);
	assert_string_equal(config->dapr_grpc_endpoint, "");
	assert_int_equal(config->dapr_grpc_port, 0);
	assert_int_equal(config->dapr_http_port, 0);
	assert_string_equal(config->dapr_api_token, "");
	assert_string_equal(config->app_api_token, "");
	assert_string_equal(config->tls_certificate, "");
	assert_string_equal(config->tls_key, "");
	assert_string_equal(config->tls_client_ca, "");
	assert_string_equal(config->unknown_variables, "");
}

static void every_setting_is_read_from_its_variable(void **state)
{
	struct config *config =
		loaded(state, "",
		       "APP_PORT=1|HAPAX_BIND=::1|HAPAX_HTTP_PORT=2|HAPAX_SERVICES=tasks,audit|HAPAX_DATABASE_URL=postgres://x|"
		       "HAPAX_DATABASE_CONNECTIONS=3|HAPAX_DATABASE_STATEMENT_TIMEOUT_MS=400|HAPAX_MIGRATE=no|HAPAX_PUBSUB=bus");
	assert_int_equal(config->app_port, 1);
	assert_string_equal(config->bind, "::1");
	assert_int_equal(config->http_port, 2);
	assert_string_equal(config->services, "tasks,audit");
	assert_string_equal(config->database_url, "postgres://x");
	assert_int_equal(config->database_connections, 3);
	assert_int_equal(config->database_statement_timeout_ms, 400);
	assert_false(config->migrate);
	assert_string_equal(config->pubsub, "bus");
	config = loaded(
		state, "",
		"HAPAX_DELIVERY=single|HAPAX_EVENT_DATA=protobuf|HAPAX_TOPICS=a=b,c=d|HAPAX_BATCH_EVENTS=5|HAPAX_LANE_SHARDS=6|"
		"HAPAX_RELAY_BATCH=7|HAPAX_POLLERS=8|HAPAX_WORKERS=9|HAPAX_DRAIN_MS=10|HAPAX_MAX_MESSAGE_BYTES=100000|"
		"HAPAX_MAX_EVENT_BYTES=2000|HAPAX_MEMORY_BYTES=1099511627776|HAPAX_LOG=error|HAPAX_LOG_FORMAT=text");
	assert_int_equal(config->delivery, DELIVERY_SINGLE);
	assert_int_equal(config->event_data, CONFIG_EVENT_DATA_PROTOBUF);
	assert_string_equal(config->topics, "a=b,c=d");
	assert_int_equal(config->batch_events, 5);
	assert_int_equal(config->lane_shards, 6);
	assert_int_equal(config->relay_batch, 7);
	assert_int_equal(config->pollers, 8);
	assert_int_equal(config->workers, 9);
	assert_int_equal(config->drain_ms, 10);
	assert_int_equal(config->max_message_bytes, 100000);
	assert_int_equal(config->max_event_bytes, 2000);
	assert_true(config->memory_bytes == (size_t)1 << 40);
	assert_int_equal(config->log_level, LOG_ERROR);
	assert_int_equal(config->log_format, LOG_FORMAT_TEXT);
	config = loaded(state, "",
			"DAPR_GRPC_ENDPOINT=https://x|DAPR_GRPC_PORT=11|DAPR_HTTP_PORT=12|DAPR_API_TOKEN=t1|APP_API_TOKEN=t2,t3|"
			"HAPAX_TLS_CERT=c|HAPAX_TLS_KEY=k|HAPAX_TLS_CLIENT_CA=a");
	assert_string_equal(config->dapr_grpc_endpoint, "https://x");
	assert_int_equal(config->dapr_grpc_port, 11);
	assert_int_equal(config->dapr_http_port, 12);
	assert_string_equal(config->dapr_api_token, "t1");
	assert_string_equal(config->app_api_token, "t2,t3");
	assert_string_equal(config->tls_certificate, "c");
	assert_string_equal(config->tls_key, "k");
	assert_string_equal(config->tls_client_ca, "a");
}

static void flags_win_over_environment_over_file_over_defaults(void **state)
{
	const char *flags = file_with(state, "HAPAX_HTTP_PORT = 1\napp-port=2\nHAPAX_WORKERS=3\n", "--config|");
	struct fixture *fixture = *state;
	flags = arena_printf(&fixture->arena, "%s|--http-port|11", flags);
	struct config *config = loaded(state, flags, "HAPAX_HTTP_PORT=21|APP_PORT=22");
	assert_int_equal(config->http_port, 11);
	assert_int_equal(config->app_port, 22);
	assert_int_equal(config->workers, 3);
	assert_int_equal(config->pollers, 2);
}

static void flags_take_values_in_both_ways_and_the_last_wins(void **state)
{
	struct config *config = loaded(state, "--app-port=1|--app-port|2|--no-migrate|--bind=0.0.0.0", "");
	assert_int_equal(config->app_port, 2);
	assert_string_equal(config->bind, "0.0.0.0");
	assert_false(config->migrate);
	assert_true(loaded(state, "--no-migrate|--migrate", "")->migrate);
	assert_false(loaded(state, "--migrate=off", "HAPAX_MIGRATE=1")->migrate);
	assert_string_equal(loaded(state, "--topics=a=b", "")->topics, "a=b");
}

static void empty_variable_counts_as_not_set(void **state)
{
	assert_int_equal(loaded(state, "", "HAPAX_HTTP_PORT=|APP_API_TOKEN=|HAPAX_NONSENSE=")->http_port, 8080);
	assert_string_equal(loaded(state, "", "HAPAX_NONSENSE=")->unknown_variables, "");
}

static void strings_do_not_depend_on_argv_and_environment(void **state)
{
	struct fixture *fixture = *state;
	char argument[] = "--pubsub=bus", variable[] = "HAPAX_BIND=::1";
	char *argv[] = {argument, argument, NULL};
	char *environment[] = {variable, NULL};
	assert_int_equal(config_load(&fixture->context, 2, argv, environment, NULL, &fixture->config, &fixture->rest), STATUS_OK);
	fixture->loaded = true;
	memset(argument, 'x', sizeof(argument) - 1);
	memset(variable, 'x', sizeof(variable) - 1);
	assert_string_equal(fixture->config.pubsub, "bus");
	assert_string_equal(fixture->config.bind, "::1");
}

static void other_arguments_come_last_in_their_order(void **state)
{
	struct fixture *fixture = *state;
	(void)loaded(state, "list|--app-port|7|-|--bind=::1|one|--|--two|-x", "");
	assert_int_equal(fixture->rest, 5);
	static const char *const expected[] = {"hapax", "--app-port", "7", "--bind=::1", "--", "list", "-", "one", "--two", "-x"};
	assert_int_equal(fixture->argc, COUNT_OF(expected));
	for (size_t i = 0; i < COUNT_OF(expected); i++)
		assert_string_equal(fixture->argv[i], expected[i]);
	(void)loaded(state, "", "");
	assert_int_equal(fixture->rest, 1);
}

static void command_has_flags_of_its_own(void **state)
{
	struct fixture *fixture = *state;
	const char *data = NULL;
	bool json = false, data_given = false;
	const struct config_flag own[] = {{.name = "data", .argument = "DIR", .ret_text = &data, .ret_set = &data_given},
					  {.name = "json", .ret_set = &json},
					  {.name = NULL}};
	assert_int_equal(load_with(fixture, "--data|here|show|--json|--app-port=5", "", own), STATUS_OK);
	assert_string_equal(data, "here");
	assert_true(json && data_given);
	assert_int_equal(fixture->config.app_port, 5);
	assert_string_equal(fixture->argv[fixture->rest], "show");
	assert_int_equal(load_with(fixture, "--json=1", "", own), STATUS_INVALID);
	assert_string_equal(failure_text(&fixture->context), "--json: takes no value");
	assert_int_equal(load_with(fixture, "--data", "", own), STATUS_INVALID);
	assert_string_equal(failure_text(&fixture->context), "--data: needs a value");
	assert_int_equal(load_with(fixture, "--jsn", "", own), STATUS_INVALID);
	assert_string_equal(failure_text(&fixture->context), "--jsn: unknown flag; did you mean --json?");
}

static void bad_values_are_refused_with_name_value_and_what_is_allowed(void **state)
{
	refused(state, "", "HAPAX_HTTP_PORT=70000",
		"HAPAX_HTTP_PORT: \"70000\" is not allowed; allowed: a whole number from 0 to 65535");
	refused(state, "--http-port=8o80", "", "--http-port: \"8o80\" is not allowed; allowed: a whole number from 0 to 65535");
	refused(state, "--http-port|", "", "--http-port: needs a value");
	refused(state, "--http-port=", "", "--http-port: \"\" is not allowed; allowed: a whole number from 0 to 65535");
	refused(state, "", "HAPAX_LANE_SHARDS=17",
		"HAPAX_LANE_SHARDS: \"17\" is not allowed; allowed: a whole number from 1 to 16");
	refused(state, "", "HAPAX_LANE_SHARDS=0", "HAPAX_LANE_SHARDS: \"0\" is not allowed; allowed: a whole number from 1 to 16");
	refused(state, "", "HAPAX_LOG=loud", "HAPAX_LOG: \"loud\" is not allowed; allowed: debug, info, warn or error");
	refused(state, "", "HAPAX_LOG=INFO", "HAPAX_LOG: \"INFO\" is not allowed; allowed: debug, info, warn or error");
	refused(state, "", "HAPAX_EVENT_DATA=xml", "HAPAX_EVENT_DATA: \"xml\" is not allowed; allowed: json or protobuf");
	refused(state, "", "HAPAX_MIGRATE=maybe", "HAPAX_MIGRATE: \"maybe\" is not allowed; allowed: true or false");
	refused(state, "--bind=", "", "--bind: \"\" is not allowed; allowed: an address of this machine");
	refused(state, "", "HAPAX_PUBSUB=a\nb", "HAPAX_PUBSUB: \"a?b\" is not allowed; allowed: the name of a Dapr component");
	refused(state, "--no-migrate=1", "", "--no-migrate: takes no value");
}

static void shapes_of_texts_are_checked(void **state)
{
	static const char *const bad[] = {
		"HAPAX_TOPICS=a",	  "HAPAX_TOPICS=a=",
		"HAPAX_TOPICS==b",	  "HAPAX_TOPICS=a=b,",
		"HAPAX_TOPICS=a=b,,c=d",  "HAPAX_TOPICS=a=b,a=c",
		"HAPAX_TOPICS=a=b=c",	  "HAPAX_TOPICS=a=b c",
		"HAPAX_SERVICES=a,,b",	  "HAPAX_SERVICES=a,",
		"HAPAX_SERVICES=Tasks",	  "APP_API_TOKEN=a,",
		"APP_API_TOKEN=,a",	  "APP_API_TOKEN=a,b,c",
		"APP_API_TOKEN=a b",	  "DAPR_API_TOKEN=zo\xc3\xab",
		"DAPR_GRPC_ENDPOINT=x y", "DAPR_GRPC_ENDPOINT=x:99999",
		"HAPAX_PUBSUB=\xff\xff",
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		if (load_with(fixture, "", bad[i], NULL) != STATUS_INVALID)
			fail_msg("accepted: %s", bad[i]);
	}
	(void)loaded(state, "", "APP_API_TOKEN=a,b|HAPAX_TOPICS=task-events=my-tasks,a=b|DAPR_GRPC_ENDPOINT=x:9");
}

static void all_problems_are_named_at_once(void **state)
{
	refused(state, "--htp-port=1|--app-port=x", "HAPAX_WORKERS=0",
		"--htp-port: unknown flag; did you mean --http-port?; "
		"HAPAX_WORKERS: \"0\" is not allowed; allowed: a whole number from 1 to 256; "
		"--app-port: \"x\" is not allowed; allowed: a whole number from 0 to 65535");
}

static void unknown_flags_get_a_hint_when_one_is_near(void **state)
{
	refused(state, "--databse-url=x", "", "--databse-url: unknown flag; did you mean --database-url?");
	refused(state, "--conf|x", "", "--conf: unknown flag; the known ones are listed by \"hapax help COMMAND\"");
	refused(state, "--confg|x", "", "--confg: unknown flag; did you mean --config?");
	refused(state, "-p|1", "", "-p: unknown flag; the known ones are listed by \"hapax help COMMAND\"");
	refused(state, "--http_port=1", "", "--http_port: unknown flag; did you mean --http-port?");
	refused(state, "--tls-cert-file=x", "",
		"--tls-cert-file: unknown flag; the known ones are listed by \"hapax help COMMAND\"");
	refused(state, "--no-http-port", "", "--no-http-port: unknown flag; did you mean --http-port?");
	refused(state, "--\x1b[31m", "", "--?[31m: unknown flag; the known ones are listed by \"hapax help COMMAND\"");
}

static void secrets_are_never_repeated(void **state)
{
	refused(state, "", "DAPR_API_TOKEN=my secret",
		"DAPR_API_TOKEN: the secret is not allowed; allowed: printable ASCII without spaces");
	struct fixture *fixture = *state;
	assert_int_equal(load_with(fixture, "--dapr-api-tokn=hush", "", NULL), STATUS_INVALID);
	assert_null(strstr(failure_text(&fixture->context), "hush"));
}

static void unknown_variables_are_collected_not_refused(void **state)
{
	struct config *config =
		loaded(state, "",
		       "HAPAX_HTP_PORT=1|PATH=/bin|HAPAX_SERVICE_PORT_80_TCP=x|HAPAX_HTP_PORT=2|HAPAX_HTTP_PORT_FILE=x|DAPR_X=1");
	assert_string_equal(config->unknown_variables,
			    "HAPAX_HTP_PORT (HAPAX_HTTP_PORT?), HAPAX_SERVICE_PORT_80_TCP, HAPAX_HTTP_PORT_FILE "
			    "(HAPAX_HTTP_PORT?)");
}

static void file_takes_both_spellings_comments_and_blanks(void **state)
{
	const char *flags = file_with(state,
				      "# comment\r\n\n  # another\n  HAPAX_HTTP_PORT\t=  81  \r\nlog-format=json\n"
				      "topics = a=b,c=d\ndatabase-url = host=/tmp # no comment here\nHAPAX_MIGRATE = false",
				      "--config=");
	struct config *config = loaded(state, flags, "");
	assert_int_equal(config->http_port, 81);
	assert_int_equal(config->log_format, LOG_FORMAT_JSON);
	assert_string_equal(config->topics, "a=b,c=d");
	assert_string_equal(config->database_url, "host=/tmp # no comment here");
	assert_false(config->migrate);
}

static void file_errors_name_file_and_line(void **state)
{
	struct fixture *fixture = *state;
	const char *flags = file_with(
		state, "\nHAPAX_HTP_PORT = 1\nhttp-prt = 1\nnonsense\napp-port=1\nAPP_PORT=2\nworkers = many\nno-migrate = 1\n",
		"--config|");
	const char *p = fixture->path;
	refused(state, flags, "",
		arena_printf(&fixture->arena,
			     "%s line 2: HAPAX_HTP_PORT: unknown name; did you mean HAPAX_HTTP_PORT?; "
			     "%s line 3: http-prt: unknown name; did you mean http-port?; "
			     "%s line 4: nonsense: is no setting; allowed: NAME = value, or # and a comment; "
			     "%s line 6: APP_PORT: is given twice, first in line 5; allowed: once; "
			     "%s line 7: workers: \"many\" is not allowed; allowed: a whole number from 1 to 256; "
			     "%s line 8: no-migrate: unknown name; did you mean migrate?",
			     p, p, p, p, p, p));
}

static void missing_file_is_an_error(void **state)
{
	refused(state, "--config=/nonexistent/x", "",
		"--config: the file \"/nonexistent/x\" can't be read: No such file or directory");
	refused(state, "--config=/tmp", "", "--config: the file \"/tmp\" can't be read: Is a directory");
	refused(state, "--config=/dev/zero", "", "--config: the file \"/dev/zero\" can't be read: it is too long");
	refused(state, "--config", "", "--config: needs a value");
}

static void secret_comes_from_a_file_without_its_last_newline(void **state)
{
	struct fixture *fixture = *state;
	const char *variable = file_with(state, "t0ken\n", "DAPR_API_TOKEN_FILE=");
	assert_string_equal(loaded(state, "", variable)->dapr_api_token, "t0ken");
	const char *flag = file_with(state, "t1ken\r\n", "--dapr-api-token-file=");
	assert_string_equal(loaded(state, flag, "DAPR_API_TOKEN=env")->dapr_api_token, "t1ken");
	variable = file_with(state, "one,two", "APP_API_TOKEN_FILE=");
	assert_string_equal(loaded(state, "", variable)->app_api_token, "one,two");
	variable = file_with(state, "a\n\n", "DAPR_API_TOKEN_FILE=");
	refused(state, "", variable, "DAPR_API_TOKEN_FILE: the secret is not allowed; allowed: printable ASCII without spaces");
	variable = file_with(state, "\n", "DAPR_API_TOKEN_FILE=");
	refused(state, "", variable,
		arena_printf(&fixture->arena, "DAPR_API_TOKEN_FILE: the file \"%s\" is empty; allowed: the secret itself",
			     fixture->path));
	refused(state, "", "HAPAX_DATABASE_URL_FILE=/nonexistent",
		"HAPAX_DATABASE_URL_FILE: the file \"/nonexistent\" can't be read: No such file or directory");
}

static void secret_given_in_both_forms_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	const char *file = file_with(state, "t0ken\n", "");
	const char *both = arena_printf(&fixture->arena, "DAPR_API_TOKEN=a|DAPR_API_TOKEN_FILE=%s", file);
	refused(state, "", both,
		"DAPR_API_TOKEN_FILE: is given both itself and as a file; allowed: DAPR_API_TOKEN or DAPR_API_TOKEN_FILE, one of "
		"them");
	/* In two places, the usual order decides. */
	const char *variable = arena_printf(&fixture->arena, "DAPR_API_TOKEN_FILE=%s", file);
	assert_string_equal(loaded(state, "--dapr-api-token=flag", variable)->dapr_api_token, "flag");
}

static void settings_that_contradict_each_other_are_refused(void **state)
{
	refused(state, "", "HAPAX_TLS_CERT=c",
		"HAPAX_TLS_KEY: is missing; allowed: HAPAX_TLS_CERT and HAPAX_TLS_KEY both, or neither");
	refused(state, "", "HAPAX_TLS_KEY=c",
		"HAPAX_TLS_CERT: is missing; allowed: HAPAX_TLS_CERT and HAPAX_TLS_KEY both, or neither");
	refused(state, "", "HAPAX_TLS_CLIENT_CA=c", "HAPAX_TLS_CLIENT_CA: is given without HAPAX_TLS_CERT");
	refused(state, "--app-port=8080", "", "HAPAX_HTTP_PORT: is 8080, as APP_PORT; allowed: two different ports");
	refused(state, "--max-event-bytes=9000000", "",
		"HAPAX_MAX_EVENT_BYTES: is 9000000; allowed: up to HAPAX_MAX_MESSAGE_BYTES, 8388608");
	(void)loaded(state, "--app-port=0|--http-port=0", "");
}

static void endless_input_is_refused_not_fatal(void **state)
{
	struct fixture *fixture = *state;
	size_t size = 5 << 20;
	char *argument = malloc(size);
	memset(argument, 'x', size);
	memcpy(argument, "--pubsub=", 9);
	argument[size - 1] = '\0';
	char *argv[] = {argument, argument, NULL};
	assert_int_equal(config_load(&fixture->context, 2, argv, NULL, NULL, &fixture->config, &fixture->rest), STATUS_INVALID);
	argument[3] = '?';
	argument[8] = 'x';
	assert_int_equal(config_load(&fixture->context, 2, argv, NULL, NULL, &fixture->config, &fixture->rest), STATUS_INVALID);
	free(argument);
}

static void sidecars_address_is_found_as_in_daprs_sdks(void **state)
{
	static const struct {
		const char *environment, *target;
		bool tls;
	} good[] = {
		{"", "127.0.0.1:50001", false},
		{"DAPR_GRPC_PORT=3501", "127.0.0.1:3501", false},
		{"DAPR_GRPC_PORT=3501|DAPR_GRPC_ENDPOINT=dapr.example:4000", "dapr.example:4000", false},
		{"DAPR_GRPC_ENDPOINT=dapr.example", "dapr.example:443", false},
		{"DAPR_GRPC_ENDPOINT=https://dapr.example", "dapr.example:443", true},
		{"DAPR_GRPC_ENDPOINT=http://dapr.example:80", "dapr.example:80", false},
		{"DAPR_GRPC_ENDPOINT=dapr.example:1?tls=true", "dapr.example:1", true},
		{"DAPR_GRPC_ENDPOINT=dapr.example?tls=false", "dapr.example:443", false},
		{"DAPR_GRPC_ENDPOINT=dns:dapr.example:1", "dns:dapr.example:1", false},
		{"DAPR_GRPC_ENDPOINT=dns://8.8.8.8/dapr.example?tls=true", "dns://8.8.8.8/dapr.example:443", true},
		{"DAPR_GRPC_ENDPOINT=[::1]:50001", "[::1]:50001", false},
		{"DAPR_GRPC_ENDPOINT=[::1]", "[::1]:443", false},
		{"DAPR_GRPC_ENDPOINT=unix:/run/dapr.sock", "unix:/run/dapr.sock", false},
		{"DAPR_GRPC_ENDPOINT=unix:///run/dapr.sock", "unix:///run/dapr.sock", false},
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		const char *target;
		bool tls;
		struct config *config = loaded(state, "", good[i].environment);
		assert_int_equal(config_dapr_target(&fixture->context, config, &target, &tls), STATUS_OK);
		assert_string_equal(target, good[i].target);
		assert_int_equal(tls, good[i].tls);
	}
	static const char *const bad[] = {":1",
					  "host:",
					  "host:0",
					  "host:65536",
					  "host:1:2",
					  "host/path",
					  "https://host/x",
					  "ftp://host",
					  "https://h?tls=true",
					  "h?x=1",
					  "h?tls=maybe",
					  "h?",
					  "[::1",
					  "[::1]x:1",
					  "::1",
					  "user@host",
					  "dns://8.8.8.8",
					  "unix:",
					  "https://",
					  "host\x7f"};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const char *target;
		bool tls;
		const struct config config = {.dapr_grpc_endpoint = bad[i]};
		if (config_dapr_target(&fixture->context, &config, &target, &tls) != STATUS_INVALID)
			fail_msg("accepted: %s as %s", bad[i], target);
	}
}

static char *written_by(void (*write_text)(FILE *out))
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);
	write_text(out);
	fclose(out);
	return text;
}

static void help_names_flag_variable_default_and_range(void **state)
{
	(void)state;
	char *help = written_by(config_help);
	assert_non_null(strstr(help, "  --lane-shards N\n"));
	assert_non_null(strstr(help, "HAPAX_LANE_SHARDS; a whole number from 1 to 16; default 2\n"));
	assert_non_null(strstr(help, "  --[no-]migrate\n"));
	assert_non_null(strstr(help, "DAPR_API_TOKEN_FILE"));
	free(help);
}

/* The tree is found from this file's place in it, unless HAPAX_SOURCE_DIR says where. */
static FILE *open_in_tree(const char *name)
{
	char path[4096];
	const char *top = getenv("HAPAX_SOURCE_DIR");
	const char *tail = strstr(__FILE__, "tests/unit/");
	assert_non_null(tail);
	int top_len = (int)(tail - __FILE__);
	for (const char *up = "../../../"; !top; up += 3) {
		snprintf(path, sizeof(path), "%s%.*s%s", top_len ? "" : up, top_len, __FILE__, name);
		FILE *file = fopen(path, "r");
		if (file || top_len || !*up)
			return file;
	}
	snprintf(path, sizeof(path), "%s/%s", top, name);
	return fopen(path, "r");
}

static void documentation_is_what_the_table_says(void **state)
{
	(void)state;
	FILE *file = open_in_tree("docs/configuration.md");
	if (!file) {
		print_message("docs/configuration.md isn't found; set HAPAX_SOURCE_DIR to the top of the source tree\n");
		assert_non_null(file);
	}
	char *expected = written_by(config_markdown);
	size_t size = strlen(expected);
	char *content = calloc(1, size + 2);
	size_t len = fread(content, 1, size + 1, file);
	fclose(file);
	if (len != size || strcmp(content, expected) != 0)
		fail_msg("docs/configuration.md differs from config_markdown(): write it anew");
	free(content);
	free(expected);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(defaults_are_the_documented_ones),
		TEST(every_setting_is_read_from_its_variable),
		TEST(flags_win_over_environment_over_file_over_defaults),
		TEST(flags_take_values_in_both_ways_and_the_last_wins),
		TEST(empty_variable_counts_as_not_set),
		TEST(strings_do_not_depend_on_argv_and_environment),
		TEST(other_arguments_come_last_in_their_order),
		TEST(command_has_flags_of_its_own),
		TEST(bad_values_are_refused_with_name_value_and_what_is_allowed),
		TEST(shapes_of_texts_are_checked),
		TEST(all_problems_are_named_at_once),
		TEST(unknown_flags_get_a_hint_when_one_is_near),
		TEST(secrets_are_never_repeated),
		TEST(unknown_variables_are_collected_not_refused),
		TEST(file_takes_both_spellings_comments_and_blanks),
		TEST(file_errors_name_file_and_line),
		TEST(missing_file_is_an_error),
		TEST(secret_comes_from_a_file_without_its_last_newline),
		TEST(secret_given_in_both_forms_is_an_error),
		TEST(settings_that_contradict_each_other_are_refused),
		TEST(endless_input_is_refused_not_fatal),
		TEST(sidecars_address_is_found_as_in_daprs_sdks),
		TEST(help_names_flag_variable_default_and_range),
		TEST(documentation_is_what_the_table_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
