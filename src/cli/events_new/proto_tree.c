#include "cli/events_new/proto_tree.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "platform/config/loader.h"

enum { DEPTH_MAX = 16 };

static bool ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);
	return len > end_len && strcmp(text + len - end_len, end) == 0;
}

static enum status add_file(struct context *context, struct proto_tree *tree, const char *name)
{
	struct proto_file *file = &tree->files[tree->count];
	const char *path = arena_printf(context->arena, "%s/%s", tree->folder, name), *why;
	if (tree->count == PROTO_FILES_MAX)
		return fail(context, STATUS_INVALID, "%s: has more than %d .proto files; name a smaller folder with --proto",
			    tree->folder, PROTO_FILES_MAX);
	if (!path)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the files of %s", tree->folder);
	*file = (struct proto_file){.name = name};
	if (!read_small_file(context->arena, path, PROTO_FILE_MAX_BYTES, &file->content, &why))
		return fail(context, STATUS_INVALID, "%s: %s", path, why);
	tree->count++;
	return proto_scan(context, file);
}

static enum status add_folder(struct context *context, struct proto_tree *tree, const char *inside, int depth);

/* inside: "" or "shop/v1/". */
static enum status add_entry(struct context *context, struct proto_tree *tree, const char *inside, const char *entry, int depth)
{
	struct stat about;
	const char *name = arena_printf(context->arena, "%s%s", inside, entry);
	const char *path = arena_printf(context->arena, "%s/%s%s", tree->folder, inside, entry);
	if (!name || !path)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the files of %s", tree->folder);
	if (entry[0] == '.' || strcmp(name, "google") == 0 || stat(path, &about) != 0)
		return STATUS_OK;
	if (S_ISREG(about.st_mode) && ends_with(entry, ".proto"))
		return add_file(context, tree, name);
	if (!S_ISDIR(about.st_mode) || depth == DEPTH_MAX)
		return STATUS_OK;
	name = arena_printf(context->arena, "%s/", name);
	return name ? add_folder(context, tree, name, depth + 1)
		    : fail(context, STATUS_EXHAUSTED, "no memory left for the files of %s", tree->folder);
}

static enum status add_folder(struct context *context, struct proto_tree *tree, const char *inside, int depth)
{
	enum status status = STATUS_OK;
	const char *path = arena_printf(context->arena, "%s/%s", tree->folder, inside);
	DIR *folder = path ? opendir(path) : NULL;
	if (!folder)
		return fail(context, STATUS_INVALID, "%s: %s; name the folder of the project's .proto files with --proto DIR",
			    inside[0] && path ? path : tree->folder, strerror(errno));
	for (struct dirent *entry; status == STATUS_OK && (entry = readdir(folder));)
		status = add_entry(context, tree, inside, entry->d_name, depth);
	closedir(folder);
	return status;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct proto_file *)a)->name, ((const struct proto_file *)b)->name);
}

enum status proto_tree_read(struct context *context, const char *folder, struct proto_tree *ret_tree)
{
	*ret_tree = (struct proto_tree){.folder = folder, .files = arena_array(context->arena, struct proto_file, PROTO_FILES_MAX)};
	if (!ret_tree->files)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the files of %s", folder);
	enum status status = add_folder(context, ret_tree, "", 0);
	if (status == STATUS_OK)
		qsort(ret_tree->files, ret_tree->count, sizeof(*ret_tree->files), by_name);
	return status;
}

const struct proto_name *proto_name_find(const struct proto_name *names, struct text name)
{
	for (; names; names = names->next)
		if (text_equal(names->name, name))
			return names;
	return NULL;
}

const struct proto_file *proto_tree_file(const struct proto_tree *tree, const char *name)
{
	for (size_t i = 0; i < tree->count; i++)
		if (strcmp(tree->files[i].name, name) == 0)
			return &tree->files[i];
	return NULL;
}

const struct proto_file *proto_tree_topic(const struct proto_tree *tree, const char *topic)
{
	for (size_t i = 0; i < tree->count; i++)
		if (proto_name_find(tree->files[i].topics, text_of(topic)))
			return &tree->files[i];
	return NULL;
}

const struct proto_name *proto_tree_event(const struct proto_tree *tree, const char *spelling, const struct proto_file **ret_file)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct proto_name *event = proto_name_find(tree->files[i].events, text_of(spelling));
		if (event) {
			*ret_file = &tree->files[i];
			return event;
		}
	}
	return NULL;
}
