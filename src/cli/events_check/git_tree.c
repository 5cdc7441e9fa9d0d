#include "cli/events_check/git_tree.h"

#include <string.h>
#include <sys/stat.h>

#include "cli/events_check/side.h"
#include "cli/events_check/tool.h"

enum { LIST_MAX_BYTES = 16 << 20, HASH_MAX = 64, NAME_MAX_BYTES = 4096 };

struct tree {
	struct context *context;
	const struct scratch *scratch;
	const char *ref, *folder;
	bool below; /* the folder isn't there any more: git looks from the current one */
	const char *commit;
	struct names names;
	struct buffer hashes; /* of the names, a line each */
	size_t bytes;
};

static enum status run(struct tree *tree, const char *const *argv, const char *input, struct buffer *output, const char **ret_said)
{
	const struct tool git = {.argv = argv, .package = "git", .folder = tree->below ? NULL : tree->folder, .input = input};
	return tool_run(tree->context, &git, output, ret_said);
}

static enum status find_commit(struct tree *tree)
{
	struct context *context = tree->context;
	struct buffer output;
	const char *said = "", *name = arena_printf(context->arena, "%s^{commit}", tree->ref);
	const char *const argv[] = {"git", "rev-parse", "--verify", "--quiet", name, NULL};
	buffer_init(&output, context->arena, NAME_MAX_BYTES);
	if (!name)
		return fail(context, STATUS_EXHAUSTED, "no memory for a name");
	if (tree->ref[0] == '-')
		return fail(context, STATUS_INVALID, "\"%.100s\" is no git ref", tree->ref);
	enum status status = run(tree, argv, NULL, &output, &said);
	if (status == STATUS_INVALID && !said[0])
		return fail(context, STATUS_INVALID,
			    "\"%.100s\" is neither a file nor a branch, tag or commit here; where git has only the newest commit, "
			    "as in "
			    "CI, fetch it first (git fetch origin main, and --against origin/main)",
			    tree->ref);
	if (status)
		return fail_while(context, "looking for %.100s", tree->ref);
	struct text rest = buffer_text(&output);
	tree->commit = text_dup_string(text_cut(&rest, '\n'), context->arena);
	return tree->commit ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "no memory for a name");
}

/* "100644 blob HASH\tNAME". Links and submodules are left alone: protoc will miss what they stand for. */
static enum status add_entry(struct tree *tree, struct text entry)
{
	struct context *context = tree->context;
	struct text name = entry, about = text_cut(&name, '\t');
	struct text rest = about, mode = text_cut(&rest, ' '), kind = text_cut(&rest, ' ');
	size_t before = tree->names.count;
	if (!text_equal_string(kind, "blob") || !text_starts_with(mode, TEXT("100")))
		return STATUS_OK;
	if (tree->below) {
		struct text prefix = {name.at, strlen(tree->folder) + 1};
		if (name.len <= prefix.len)
			return STATUS_OK;
		name = (struct text){name.at + prefix.len, name.len - prefix.len};
	}
	const char *copy = text_dup_string(name, context->arena);
	if (!copy)
		return fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	enum status status = names_add(context, &tree->names, copy);
	if (!status && tree->names.count > before)
		buffer_printf(&tree->hashes, "%.*s\n", TEXT_ARG(rest));
	return status;
}

static enum status list(struct tree *tree)
{
	struct context *context = tree->context;
	struct buffer output;
	const char *said = "";
	/* In the folder itself git names what is in it, and by its name from there. */
	const char *const argv[] = {"git", "ls-tree", "-r", "-z", tree->commit, tree->below ? "--" : NULL, tree->folder, NULL};
	buffer_init(&output, context->arena, LIST_MAX_BYTES);
	buffer_init(&tree->hashes, context->arena, (size_t)(HASH_MAX + 1) * PROTO_NAMES_MAX);
	enum status status = names_init(context, &tree->names);
	if (!status)
		status = run(tree, argv, NULL, &output, &said);
	struct text rest = buffer_text(&output);
	while (!status && rest.len)
		status = add_entry(tree, text_cut(&rest, '\0'));
	if (status)
		return fail_while(context, "listing the files of %.100s", tree->ref);
	if (tree->names.count == 0)
		return fail(context, STATUS_NOT_FOUND, "%.100s has no .proto files below %s; name their folder with --proto",
			    tree->ref, tree->folder);
	return STATUS_OK;
}

/* "HASH blob SIZE\n", the content and a newline. */
static enum status write_next(struct tree *tree, struct text *rest, const char *name)
{
	struct context *context = tree->context;
	struct text head = text_cut(rest, '\n'), size_text = head;
	int64_t size;
	(void)text_cut(&size_text, ' ');
	(void)text_cut(&size_text, ' ');
	if (!text_to_i64(size_text, &size) || size < 0 || (size_t)size >= rest->len)
		return fail(context, STATUS_INVALID, "git doesn't have the content of %s at %.100s: \"%.*s\"", name, tree->ref,
			    (int)(head.len < 200 ? head.len : 200), head.at ? head.at : "");
	const char *path = arena_printf(context->arena, "tree/%s", name);
	if (!path)
		return fail(context, STATUS_EXHAUSTED, "no memory for the names of files");
	struct text content = {rest->at, (size_t)size};
	*rest = (struct text){rest->at + size + 1, rest->len - (size_t)size - 1};
	return scratch_write(context, tree->scratch, path, content, NULL);
}

static enum status fetch(struct tree *tree)
{
	struct context *context = tree->context;
	struct buffer output CLEANUP(buffer_done);
	const char *said = "", *input = NULL;
	const char *const argv[] = {"git", "cat-file", "--batch", NULL};
	buffer_init(&output, NULL, SIDE_MAX_BYTES);
	enum status status = scratch_write(context, tree->scratch, "hashes", buffer_text(&tree->hashes), &input);
	if (!status)
		status = run(tree, argv, input, &output, &said);
	struct text rest = buffer_text(&output);
	for (size_t i = 0; !status && i < tree->names.count; i++)
		status = write_next(tree, &rest, tree->names.at[i]);
	return status ? fail_while(context, "reading the files of %.100s", tree->ref) : STATUS_OK;
}

enum status git_tree_read(struct context *context, const struct scratch *scratch, const char *ref, const char *folder,
			  struct names *ret_names)
{
	struct stat about;
	struct tree tree = {.context = context, .scratch = scratch, .ref = ref, .folder = folder};
	tree.below = stat(folder, &about) != 0 || !S_ISDIR(about.st_mode);
	enum status status = find_commit(&tree);
	if (!status)
		status = list(&tree);
	if (!status)
		status = fetch(&tree);
	if (!status)
		*ret_names = tree.names;
	return status;
}
