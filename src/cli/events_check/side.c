#include "cli/events_check/side.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/events_check/git_tree.h"
#include "cli/events_check/names.h"
#include "cli/events_check/tool.h"
#include "cli/scratch.h"
#include "contract/catalogue.h"

enum { CHUNK_BYTES = 65536, ARGUMENTS_MAX_BYTES = 8 << 20 };

enum status side_of_file(struct context *context, const char *path, struct buffer *bytes)
{
	char chunk[CHUNK_BYTES];
	FILE *file = fopen(path, "rbe");
	if (!file)
		return fail(context, STATUS_UNAVAILABLE, "can't read %s: %s", path, strerror(errno));
	for (size_t got; (got = fread(chunk, 1, sizeof(chunk), file)) > 0 && !buffer_failed(bytes);)
		buffer_add(bytes, chunk, got);
	int failed = ferror(file);
	fclose(file);
	if (failed)
		return fail(context, STATUS_UNAVAILABLE, "can't read %s: %s", path, strerror(EIO));
	if (buffer_failed(bytes))
		return fail(context, STATUS_EXHAUSTED, "%s is larger than %zu MiB", path, bytes->max_bytes >> 20);
	return STATUS_OK;
}

enum status side_of_program(struct context *context, struct buffer *bytes)
{
	for (size_t i = 0; i < catalogue_set_count(); i++)
		buffer_add(bytes, catalogue_set_at(i)->descriptor_set, catalogue_set_at(i)->descriptor_set_size);
	if (buffer_failed(bytes))
		return fail(context, STATUS_EXHAUSTED, "this program's contract is larger than %zu MiB", bytes->max_bytes >> 20);
	return STATUS_OK;
}

/* A full path, as protoc runs elsewhere. */
static enum status add_include(struct context *context, struct buffer *arguments, const char *include)
{
	char *full = realpath(include, NULL);
	if (!full)
		return fail(context, STATUS_INVALID, "--include %s: %s", include, strerror(errno));
	buffer_printf(arguments, "-I%s\n", full);
	free(full);
	return STATUS_OK;
}

/* One argument a line. What the folder itself doesn't have of hapax's and google's files is looked up in what hapax was built with.
 */
static enum status write_arguments(struct context *context, const struct scratch *scratch, const struct names *names,
				   const struct config_many *includes, const char **ret_path)
{
	struct buffer arguments;
	const char *known = NULL;
	enum status status = STATUS_OK;
	buffer_init(&arguments, context->arena, ARGUMENTS_MAX_BYTES);
	buffer_printf(&arguments, "-I.\n--include_imports\n--include_source_info\n--descriptor_set_out=%s/set\n", scratch->folder);
	for (size_t i = 0; !status && includes && i < includes->count; i++)
		status = add_include(context, &arguments, includes->items[i]);
	if (!status && !names_has(names, "hapax/options.proto")) {
		const struct text set = {(const char *)hapax_catalogue.descriptor_set, hapax_catalogue.descriptor_set_size};
		status = scratch_write(context, scratch, "known", set, &known);
		buffer_printf(&arguments, "--descriptor_set_in=%s\n", known ? known : "");
	}
	for (size_t i = 0; i < names->count; i++)
		buffer_printf(&arguments, "%s%s\n", names->at[i][0] == '-' ? "./" : "", names->at[i]);
	if (!status && buffer_failed(&arguments))
		status = fail(context, STATUS_EXHAUSTED, "the names of the .proto files take more than %d MiB",
			      ARGUMENTS_MAX_BYTES >> 20);
	return status ? status : scratch_write(context, scratch, "arguments", buffer_text(&arguments), ret_path);
}

static enum status compile(struct context *context, const struct scratch *scratch, const char *folder, const char *shown,
			   const struct names *names, const struct config_many *includes, struct buffer *bytes)
{
	const char *arguments = NULL, *said = "";
	struct buffer output;
	buffer_init(&output, context->arena, CHUNK_BYTES);
	enum status status = write_arguments(context, scratch, names, includes, &arguments);
	const char *given = status ? NULL : arena_printf(context->arena, "@%s", arguments);
	const char *set = arena_printf(context->arena, "%s/set", scratch->folder);
	if (!status && (!given || !set))
		status = fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	if (status)
		return status;
	const char *const argv[] = {"protoc", given, NULL};
	const struct tool protoc = {.argv = argv, .package = "protobuf-compiler", .folder = folder};
	status = tool_run(context, &protoc, &output, &said);
	if (status == STATUS_INVALID && said[0])
		return fail(context, STATUS_INVALID, "%s doesn't compile; protoc says:\n%s", shown, said);
	return status ? status : side_of_file(context, set, bytes);
}

enum status side_of_folder(struct context *context, const char *folder, const struct config_many *includes, struct buffer *bytes)
{
	struct scratch scratch = {0};
	struct names names = {0};
	enum status status = names_of_folder(context, folder, &names);
	if (!status)
		status = scratch_open(context, &scratch);
	if (!status)
		status = compile(context, &scratch, folder, folder, &names, includes, bytes);
	scratch_close(&scratch);
	return status;
}

enum status side_of_ref(struct context *context, const char *ref, const char *folder, const struct config_many *includes,
			struct buffer *bytes)
{
	struct scratch scratch = {0};
	struct names names = {0};
	const char *tree = NULL, *shown = NULL;
	enum status status = scratch_open(context, &scratch);
	if (!status) {
		tree = arena_printf(context->arena, "%s/tree", scratch.folder);
		shown = arena_printf(context->arena, "%s of %.100s", folder, ref);
		status = tree && shown ? git_tree_read(context, &scratch, ref, folder, &names)
				       : fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	}
	if (!status)
		status = compile(context, &scratch, tree, shown, &names, includes, bytes);
	scratch_close(&scratch);
	return status;
}
