#include "cli/events_check/names.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>

#include "cli/scratch.h"

enum status names_init(struct context *context, struct names *names)
{
	*names = (struct names){.at = arena_array(context->arena, const char *, PROTO_NAMES_MAX)};
	return names->at ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
}

enum status names_add(struct context *context, struct names *names, const char *name)
{
	size_t len = strlen(name);
	if (len <= 6 || strcmp(name + len - 6, ".proto") != 0)
		return STATUS_OK;
	if (!scratch_name_ok(name))
		return fail(context, STATUS_INVALID, "\"%.100s\" is no name of a .proto file that protoc can be told; rename it",
			    name);
	if (names->count == PROTO_NAMES_MAX)
		return fail(context, STATUS_EXHAUSTED, "there are more than %d .proto files; name a smaller folder with --proto",
			    PROTO_NAMES_MAX);
	names->at[names->count] = arena_printf(context->arena, "%s", name);
	if (!names->at[names->count])
		return fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	names->count++;
	return STATUS_OK;
}

bool names_has(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (!strcmp(names->at[i], name))
			return true;
	return false;
}

static enum status add_entry(struct context *context, struct names *names, FTS *walk, FTSENT *entry, size_t root)
{
	switch (entry->fts_info) {
	case FTS_D:
		if (entry->fts_level > 0 && entry->fts_name[0] == '.')
			(void)fts_set(walk, entry, FTS_SKIP);
		return STATUS_OK;
	case FTS_F:
		return names_add(context, names, entry->fts_path + root);
	case FTS_DNR:
	case FTS_ERR:
		return fail(context, STATUS_UNAVAILABLE, "can't read %s: %s", entry->fts_path, strerror(entry->fts_errno));
	default:
		return STATUS_OK;
	}
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum status names_of_folder(struct context *context, const char *folder, struct names *ret_names)
{
	struct names names;
	char *root = arena_printf(context->arena, "%s", folder);
	if (!root)
		return fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	for (size_t len = strlen(root); len > 1 && root[len - 1] == '/'; len--)
		root[len - 1] = '\0';
	char *roots[] = {root, NULL};
	enum status status = names_init(context, &names);
	FTS *walk = status ? NULL : fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	if (!status && !walk)
		return fail(context, STATUS_UNAVAILABLE, "can't read %s: %s", folder, strerror(errno));
	size_t skip = strcmp(root, "/") ? strlen(root) + 1 : 1;
	for (FTSENT *entry; !status && (entry = fts_read(walk));)
		status = add_entry(context, &names, walk, entry, skip);
	if (walk)
		fts_close(walk);
	if (!status && names.count == 0)
		status = fail(context, STATUS_NOT_FOUND, "there are no .proto files below %s", folder);
	if (status)
		return status;
	qsort(names.at, names.count, sizeof(names.at[0]), by_name);
	*ret_names = names;
	return STATUS_OK;
}
