#include "cli/events_new/check.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/dev/child.h"
#include "cli/dev/files.h"
#include "cli/scratch.h"

extern char **environ;

enum { ARGUMENTS_MAX = 2 * CONFIG_MANY_MAX + 16, PATH_MAX_LEN = 4096 };

struct check {
	struct context *context;
	struct scratch scratch;
	const char *file;    /* relative */
	const char *plugin;  /* NULL: none */
	const char *options; /* the folder of hapax/options.proto; NULL: there is none */
	char *arguments[ARGUMENTS_MAX];
	size_t count;
};

static const char *folder_of_program(struct arena *arena)
{
	char path[PATH_MAX_LEN];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 1);
	path[len > 0 ? len : 0] = '\0';
	char *slash = strrchr(path, '/');
	if (slash)
		*slash = '\0';
	return arena_printf(arena, "%s", path);
}

static const char *find_plugin(struct arena *arena)
{
	const char *folder = folder_of_program(arena);
	const char *beside = folder ? dev_program_in(arena, folder, "protoc-gen-hapax") : NULL;
	return beside ? beside : dev_find_program(arena, NULL, "protoc-gen-hapax");
}

static bool has_options(struct arena *arena, const char *folder)
{
	const char *path = folder ? arena_printf(arena, "%s/hapax/options.proto", folder) : NULL;
	return path && access(path, R_OK) == 0;
}

/* In the project itself, where the caller says, or beside this program or the plugin, installed or built. */
static const char *find_options(struct check *check, const char *folder, const struct config_many *includes)
{
	static const char *const places[] = {"../share/hapax/proto", "../proto"};
	struct arena *arena = check->context->arena;
	const char *slash = check->plugin ? strrchr(check->plugin, '/') : NULL;
	const char *bins[] = {folder_of_program(arena),
			      slash ? arena_printf(arena, "%.*s", (int)(slash - check->plugin), check->plugin) : NULL};
	if (has_options(arena, folder))
		return folder;
	for (size_t i = 0; i < includes->count; i++)
		if (has_options(arena, includes->items[i]))
			return includes->items[i];
	for (size_t i = 0; i < COUNT_OF(bins) * COUNT_OF(places); i++) {
		const char *bin = bins[i / COUNT_OF(places)];
		const char *place = bin ? arena_printf(arena, "%s/%s", bin, places[i % COUNT_OF(places)]) : NULL;
		if (has_options(arena, place))
			return place;
	}
	return NULL;
}

/* The child has another working folder. */
static const char *absolute(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real ? arena_printf(arena, "%s", real) : path;
	free(real);
	return copy;
}

static void add_argument(struct check *check, const char *option, const char *folder, const char *rest)
{
	char *argument = arena_printf(check->context->arena, "%s%s%s", option, folder, rest);
	if (argument && check->count + 1 < ARGUMENTS_MAX)
		check->arguments[check->count++] = argument;
}

static enum status run_protoc(struct check *check, const char *protoc, const char *folder, const struct config_many *includes)
{
	struct arena *arena = check->context->arena;
	char *log = arena_printf(arena, "%s/log", check->scratch.folder);
	const struct child_program program = {.name = "protoc", .argv = check->arguments, .environment = environ, .log = log};
	add_argument(check, "", protoc, "");
	add_argument(check, "-I", check->scratch.folder, "/in");
	add_argument(check, "-I", absolute(arena, folder), "");
	for (size_t i = 0; i < includes->count; i++)
		add_argument(check, "-I", absolute(arena, includes->items[i]), "");
	if (strcmp(check->options, folder) != 0)
		add_argument(check, "-I", absolute(arena, check->options), "");
	add_argument(check, "--descriptor_set_out=", check->scratch.folder, "/set");
	if (check->plugin) {
		add_argument(check, "--plugin=protoc-gen-hapax=", check->plugin, "");
		add_argument(check, "--hapax_out=catalogue=check:", check->scratch.folder, "/out");
	}
	add_argument(check, check->scratch.folder, "/in/", check->file);
	if (child_run(check->context, &program) == STATUS_OK)
		return STATUS_OK;
	const char *said = log ? child_last_lines(arena, log) : "";
	return fail(check->context, STATUS_INVALID, "nothing was written, as protoc refuses what %s would be:\n%s", check->file,
		    said);
}

static enum status check_with(struct check *check, const char *protoc, const char *folder, const struct config_many *includes,
			      struct text content)
{
	char *out, *copy;
	enum status status = scratch_open(check->context, &check->scratch);
	if (status == STATUS_OK)
		status = dev_path(check->context, &out, "%s/out", check->scratch.folder);
	if (status == STATUS_OK)
		status = dev_folder(check->context, out, 0700);
	if (status == STATUS_OK)
		status = dev_path(check->context, &copy, "in/%s", check->file);
	if (status == STATUS_OK)
		status = scratch_write(check->context, &check->scratch, copy, content, NULL);
	return status == STATUS_OK ? run_protoc(check, protoc, folder, includes) : status;
}

enum status check_file(struct context *context, const char *folder, const struct config_many *includes, const char *file,
		       struct text content, const char **ret_by, const char **ret_why)
{
	struct check check = {.context = context, .file = file, .plugin = find_plugin(context->arena)};
	const char *protoc = dev_find_program(context->arena, NULL, "protoc");
	check.options = find_options(&check, folder, includes);
	*ret_by = NULL;
	*ret_why = protoc ? "hapax/options.proto isn't there; name the folder that it is in with --include DIR"
			  : "there is no protoc in PATH";
	if (!protoc || !check.options)
		return STATUS_OK;
	enum status status = check_with(&check, protoc, folder, includes, content);
	scratch_close(&check.scratch);
	*ret_by = check.plugin ? "protoc and protoc-gen-hapax" : "protoc";
	return status;
}
