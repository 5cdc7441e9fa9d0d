/* `hapax events encode` and `decode`: a message from JSON to its bytes and back, on stdin and stdout. Need no database. */
#include <errno.h>
#include <string.h>

#include "app/app.h"
#include "base/scan.h"
#include "cli/commands.h"
#include "contract/catalogue.h"
#include "contract/json/types.h"
#include "hapax/json.h"

/* A message and what it is made from and into, taken as it is needed. */
enum { CODEC_MAX_BYTES = 1 << 30, CHUNK_BYTES = 64 * 1024 };

static struct {
	bool canonical, ignore_unknown;
} given;

static const struct config_flag decode_flags[] = {
	{.name = "canonical", .help = "proto3 JSON instead of the form that events have", .ret_set = &given.canonical},
	{.name = NULL},
};

static const struct config_flag encode_flags[] = {
	{.name = "canonical", .help = "proto3 JSON instead of the form that events have", .ret_set = &given.canonical},
	{.name = "ignore-unknown", .help = "leave out fields that the message doesn't have", .ret_set = &given.ignore_unknown},
	{.name = NULL},
};

typedef enum status convert_fn(struct context *context, struct text input, const ProtobufCMessageDescriptor *type,
			       struct buffer *out);

static struct json_options options(void)
{
	return (struct json_options){
		.form = given.canonical ? JSON_CANONICAL : JSON_EVENT,
		.ignore_unknown = given.ignore_unknown,
	};
}

static enum status decode(struct context *context, struct text input, const ProtobufCMessageDescriptor *type, struct buffer *out)
{
	const struct json_options as = options();
	ProtobufCMessage *message;
	enum status status = message_unpack(context, input, type, &message);
	if (!status)
		status = json_write(context, out, message, &as);
	buffer_add_char(out, '\n');
	return status;
}

static enum status encode(struct context *context, struct text input, const ProtobufCMessageDescriptor *type, struct buffer *out)
{
	const struct json_options as = options();
	ProtobufCMessage *message;
	enum status status = json_read(context, input, type, &as, &message);
	if (status)
		return status;
	char *room = buffer_reserve(out, protobuf_c_message_get_packed_size(message));
	if (room)
		out->len += protobuf_c_message_pack(message, (uint8_t *)room);
	return STATUS_OK;
}

static enum status read_input(struct context *context, struct buffer *input)
{
	size_t len = 1;
	while (len) {
		char *room = buffer_reserve(input, CHUNK_BYTES);
		if (!room)
			return fail(context, STATUS_EXHAUSTED, "the input is larger than the %d bytes that are allowed",
				    JSON_MAX_BYTES);
		len = fread(room, 1, CHUNK_BYTES, stdin);
		input->len += len;
	}
	return ferror(stdin) ? fail(context, STATUS_UNAVAILABLE, "reading standard input: %s", strerror(errno)) : STATUS_OK;
}

/* "task.created", one of its aliases, "task.created@2", or the name of a message. NULL: there is none. */
static const ProtobufCMessageDescriptor *find_type(const char *name)
{
	struct text major = text_of(name), type = text_cut(&major, '@');
	const struct event_type *event = catalogue_find(type, (struct text){0});
	int64_t number;
	if (!text_empty(major))
		event = text_to_i64(major, &number) && number >= 0 && number <= INT32_MAX
				? catalogue_find_major(type, (struct text){0}, (unsigned)number)
				: NULL;
	return event || !text_empty(major) ? event ? event->message : NULL : type_find(type);
}

/* Every wrong field on a line of its own. */
static int explain(const struct cli *cli, const struct context *context, const char *type)
{
	const struct failure *failure = &context->failure;
	if (!failure->violation_count) {
		fprintf(stderr, "hapax %s: %s\n", cli->command->name, failure_text(context));
		return EXIT_FAILED;
	}
	size_t told = 0;
	fprintf(stderr, "hapax %s: the input isn't what %s allows:\n", cli->command->name, type);
	for (const struct violation *violation = failure->violations; violation; violation = violation->next, told++)
		fprintf(stderr, "  %.*s%s%.*s\n", TEXT_ARG(violation->field), violation->field.len ? ": " : "",
			TEXT_ARG(violation->message));
	if (told < failure->violation_count)
		fprintf(stderr, "  and %zu more\n", failure->violation_count - told);
	return EXIT_FAILED;
}

static int run_codec(struct cli *cli, const ProtobufCMessageDescriptor *type, convert_fn *convert)
{
	struct arena arena CLEANUP(arena_done);
	struct context context;
	struct buffer input, out;
	arena_init(&arena, CODEC_MAX_BYTES);
	context_init(&context, &arena, NULL, NULL);
	buffer_init(&input, &arena, JSON_MAX_BYTES + CHUNK_BYTES);
	buffer_init(&out, &arena, CODEC_MAX_BYTES);
	enum status status = read_input(&context, &input);
	if (!status)
		status = convert(&context, buffer_text(&input), type, &out);
	if (!status && buffer_failed(&out))
		status = fail(&context, STATUS_EXHAUSTED, "the output is larger than this command's memory");
	if (status)
		return explain(cli, &context, type->name);
	fwrite(out.at, 1, out.len, stdout);
	return EXIT_DONE;
}

static int run(struct cli *cli, convert_fn *convert)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	if (cli->argc - rest != 1)
		return cli_usage(cli, "takes one type, as in \"hapax %s task.created\"", cli->command->name);
	if (app_register_events(cli->context, cli->services) != STATUS_OK)
		return cli_failed(cli);
	const ProtobufCMessageDescriptor *type = find_type(cli->argv[rest]);
	if (!type)
		return cli_usage(cli, "there is no event type or message \"%.80s\"; \"hapax events list\" names the types",
				 cli->argv[rest]);
	return run_codec(cli, type, convert);
}

static int run_decode(struct cli *cli)
{
	return run(cli, decode);
}

static int run_encode(struct cli *cli)
{
	return run(cli, encode);
}

#define TYPE_DETAILS                                                                                                               \
	"TYPE is an event's name or alias, with TYPE@MAJOR in that version, or a message's full name\n"                            \
	"(hapax.tasks.v1.TaskCreated). Field rules aren't looked at. Exit codes: 0 done, 1 the input is wrong, 2 usage.\n"         \
	"See docs/json.md.\n"

const struct command command_events_decode = {
	.name = "events decode",
	.summary = "turn a message's protobuf bytes on stdin into JSON",
	.arguments = "TYPE",
	.details = TYPE_DETAILS,
	.flags = decode_flags,
	.run = run_decode,
};

const struct command command_events_encode = {
	.name = "events encode",
	.summary = "turn JSON on stdin into a message's protobuf bytes",
	.arguments = "TYPE",
	.details = TYPE_DETAILS,
	.flags = encode_flags,
	.run = run_encode,
};
