/* `hapax events new`: an event type into a project's .proto files. Needs no database. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "cli/commands.h"
#include "cli/dev/files.h"
#include "cli/events_new/check.h"
#include "cli/events_new/compose.h"

static struct {
	struct draft_request request;
	struct config_many fields, consumers, includes;
	const char *proto;
	bool dry_run;
} given;

static const struct config_flag flags[] = {
	{.name = "topic",
	 .argument = "NAME",
	 .help = "the topic it is published on; declared too when nobody declares it yet",
	 .ret_text = &given.request.topic},
	{.name = "field", .argument = "SPEC", .help = "a field of its data; once for each", .ret_many = &given.fields},
	{.name = "owner",
	 .argument = "NAME",
	 .help = "the service that publishes it (default: the topic's, or the only one)",
	 .ret_text = &given.request.owner},
	{.name = "key",
	 .argument = "FIELD",
	 .help = "what keeps events in order (default: user_id, else the subject)",
	 .ret_text = &given.request.key},
	{.name = "subject",
	 .argument = "FIELD",
	 .help = "what it is about (default: the first required id)",
	 .ret_text = &given.request.subject},
	{.name = "consumer", .argument = "NAME", .help = "a service that listens; once for each", .ret_many = &given.consumers},
	{.name = "description", .argument = "TEXT", .help = "one sentence for people", .ret_text = &given.request.description},
	{.name = "package",
	 .argument = "NAME",
	 .help = "its proto package (default: the owner's)",
	 .ret_text = &given.request.package},
	{.name = "topic-partitions",
	 .argument = "N",
	 .help = "of a new topic on Kafka (default: 3)",
	 .ret_text = &given.request.topic_partitions},
	{.name = "proto", .argument = "DIR", .help = "the project's .proto files (default: proto)", .ret_text = &given.proto},
	{.name = "include",
	 .argument = "DIR",
	 .help = "where imports are found as well, for the check by protoc",
	 .ret_many = &given.includes},
	{.name = "dry-run", .help = "show it and write nothing", .ret_set = &given.dry_run},
	{.name = NULL},
};

/* The file, from the working folder. */
static enum status path_of_file(struct context *context, const struct proto_tree *tree, const struct draft *draft, char **ret_path)
{
	return dev_path(context, ret_path, "%s/%s", tree->folder, draft->file);
}

/* What is there must let itself be replaced; what isn't, be made. */
static enum status check_writable(struct context *context, const struct proto_tree *tree, const struct draft *draft)
{
	char *path;
	enum status status = path_of_file(context, tree, draft, &path);
	if (status != STATUS_OK)
		return status;
	if (draft->there && access(path, W_OK) != 0)
		return fail(context, STATUS_UNAVAILABLE, "%s: can't be written: %s", path, strerror(errno));
	char *slash = strrchr(path, '/');
	for (*slash = '\0'; access(path, F_OK) != 0 && strlen(path) > strlen(tree->folder) && (slash = strrchr(path, '/'));)
		*slash = '\0';
	if (access(path, W_OK | X_OK) != 0)
		return fail(context, STATUS_UNAVAILABLE, "%s: can't be written into: %s", path, strerror(errno));
	return STATUS_OK;
}

static enum status make_folders(struct context *context, const struct proto_tree *tree, const struct draft *draft)
{
	char *path;
	enum status status = path_of_file(context, tree, draft, &path);
	for (char *slash = status == STATUS_OK ? strchr(path + strlen(tree->folder) + 1, '/') : NULL; status == STATUS_OK && slash;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		status = dev_folder(context, path, 0777);
		*slash = '/';
	}
	return status;
}

static enum status save(struct context *context, const struct proto_tree *tree, const struct draft *draft, struct text content)
{
	struct stat about;
	char *path, *real;
	enum status status = make_folders(context, tree, draft);
	if (status == STATUS_OK)
		status = path_of_file(context, tree, draft, &path);
	if (status != STATUS_OK)
		return status;
	/* A link stays one: what it points to is replaced. */
	real = realpath(path, NULL);
	mode_t mode = stat(path, &about) == 0 ? about.st_mode & 0777 : 0644;
	status = dev_write_file(context, real ? real : path, mode, content);
	free(real);
	return status;
}

static void print_next(const struct draft *draft, bool own_tree, const char *prefix)
{
	char name[512];
	snprintf(name, sizeof(name), "%s", draft->type);
	for (char *c = name; *c; c++)
		*c = *c == '.' ? '_' : *c;
	printf("\nNext:\n");
	if (own_tree)
		printf("  ./dev gen     writes everything that follows from it to gen/\n");
	else
		printf("  in CMakeLists.txt: hapax_generate(YOUR_PROGRAM CATALOGUE %s PROTOS %s)\n", draft->owner, draft->file);
	printf("\nA handler, with #include \"%.*s.h\":\n", (int)strlen(draft->file) - 6, draft->file);
	printf("  static enum status on_%s(struct tx *tx, const struct event *event)\n", name);
	printf("  {\n  \tconst struct %s_%s *data = %s_%s_of(event);\n  \t...\n  }\n", prefix, name, prefix, name);
	printf("  and in the service's handlers: {.type = &%s_%s_event, .one = on_%s},\n", prefix, name, name);
	printf("\nTo say it: %s_%s_append() in a transaction, %s_%s_publish() without a database;\n", prefix, name, prefix, name);
	printf("publish_%s() in Python, Publish%s() in Go, publish%s() in TypeScript (docs/producers.md).\n", name, draft->message,
	       draft->message);
}

static void print_attributes(const struct draft *draft)
{
	printf("  subject %s, partition key %s, owner %s, %s topic %s\n", draft->subject ? draft->subject : "none",
	       draft->key ? draft->key : "none (the source)", draft->owner, draft->new_topic ? "new" : "existing", draft->topic);
}

/* An event that is ordered by something else than its neighbours on the topic. */
static void warn_about_key(const struct proto_tree *tree, const struct draft *draft)
{
	for (size_t i = 0; i < tree->count; i++) {
		for (const struct proto_name *event = tree->files[i].events; event; event = event->next) {
			if (!text_equal_string(event->topic, draft->topic) ||
			    text_equal_string(event->key, draft->key ? draft->key : ""))
				continue;
			fprintf(stderr,
				"hapax events new: note: %.*s on the same topic has the key %.*s; events with other keys aren't "
				"ordered among "
				"those\n",
				TEXT_ARG(event->name), TEXT_ARG(event->key));
			return;
		}
	}
}

static int report(struct cli *cli, const struct proto_tree *tree, const struct draft *draft, struct text added, bool own_tree,
		  const char *by, const char *why)
{
	const char *prefix = draft_prefix(cli->context->arena, draft->package);
	if (given.dry_run)
		printf("Would add to %s/%s%s:\n\n%.*s\n", tree->folder, draft->file, draft->there ? "" : " (a new file)",
		       TEXT_ARG(added));
	else
		printf("Added %s 1.0 to %s/%s%s.\n", draft->type, tree->folder, draft->file, draft->there ? "" : ", a new file");
	print_attributes(draft);
	if (by)
		printf("  checked by %s\n", by);
	else
		printf("  not checked: %s\n", why);
	warn_about_key(tree, draft);
	if (!given.dry_run)
		print_next(draft, own_tree, prefix ? prefix : draft->owner);
	return EXIT_DONE;
}

static enum status add(struct cli *cli, struct proto_tree *tree, bool own_tree, int *ret_code)
{
	struct context *context = cli->context;
	struct draft draft;
	struct text content, added;
	const char *by, *why;
	enum status status = draft_make(context, &given.request, tree, own_tree, &draft);
	if (status == STATUS_OK)
		status = check_writable(context, tree, &draft);
	if (status == STATUS_OK)
		status = compose(context, &draft, &content, &added);
	if (status == STATUS_OK)
		status = check_file(context, tree->folder, &given.includes, draft.file, content, &by, &why);
	if (status == STATUS_OK && !given.dry_run)
		status = save(context, tree, &draft, content);
	if (status == STATUS_OK)
		*ret_code = report(cli, tree, &draft, added, own_tree, by, why);
	return status;
}

static int run(struct cli *cli)
{
	struct config config;
	struct proto_tree tree;
	int rest, code = EXIT_FAILED;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	if (cli->argc - rest != 1)
		return cli_usage(cli, "takes one event type, as in \"hapax events new task.archived --topic task-events --field "
				      "'task_id:int64!'\"");
	given.request.type = cli->argv[rest];
	given.request.fields = &given.fields;
	given.request.consumers = &given.consumers;
	enum status status = app_register_events(cli->context, cli->services);
	if (status == STATUS_OK)
		status = proto_tree_read(cli->context, given.proto ? given.proto : "proto", &tree);
	bool own_tree = status == STATUS_OK && proto_tree_file(&tree, "hapax/options.proto") != NULL;
	if (status == STATUS_OK)
		status = add(cli, &tree, own_tree, &code);
	return status == STATUS_OK ? code : cli_failed(cli);
}

const struct command command_events_new = {
	.name = "events new",
	.summary = "add an event type to a project's .proto files",
	.arguments = "TYPE --topic NAME --field SPEC ...",
	.details =
		"TYPE is a fact in the past tense, <entity>.<action>: task.archived. The message is written, with its rules, to "
		"the end of\n"
		"its owner's events.proto; everything is checked before.\n\n"
		"SPEC is NAME:TYPE: string uuid int32 int64 uint32 uint64 double float bool bytes timestamp duration struct, then\n"
		"  !          required: task_id:int64!\n"
		"  ?          may be absent: note:string?\n"
		"  []         a list: tags:string[], of one at least with tags:string[]!\n"
		"  string(N)  of N characters at most: title:string(200)!\n",
	.flags = flags,
	.run = run,
};
