/* Where a new event belongs: service, package, file and topic. */
#include <string.h>

#include "cli/events_new/drafting.h"
#include "contract/catalogue.h"

enum { PARTITIONS_MAX = 10000, PARTITIONS = 3, TOPIC_MAX_LEN = 249 };

/* "acme.shop.v1" -> "shop"; NULL when it doesn't end in a version. */
static const char *owner_of(struct arena *arena, struct text package)
{
	size_t end = package.len, start;
	while (end && package.at[end - 1] != '.')
		end--;
	struct text version = {package.at + end, package.len - end};
	if (end < 2 || version.len < 2 || version.at[0] != 'v' || version.at[1] < '1' || version.at[1] > '9')
		return NULL;
	for (start = --end; start && package.at[start - 1] != '.';)
		start--;
	return text_dup_string((struct text){package.at + start, end - start}, arena);
}

/* The package that already belongs to the owner; the empty text when none does. */
static struct text package_of_owner(struct drafting *drafting, const char *owner)
{
	for (size_t i = 0; i < drafting->tree->count; i++) {
		const struct proto_file *file = &drafting->tree->files[i];
		const char *theirs = owner_of(drafting->context->arena, file->package);
		if (theirs && file->events && strcmp(theirs, owner) == 0)
			return file->package;
	}
	return (struct text){0};
}

/* The only one that has events here; NULL when there are several, or none. */
static const char *only_owner(struct drafting *drafting)
{
	const char *found = NULL;
	for (size_t i = 0; i < drafting->tree->count; i++) {
		const struct proto_file *file = &drafting->tree->files[i];
		const char *owner = file->events ? owner_of(drafting->context->arena, file->package) : NULL;
		if (owner && found && strcmp(owner, found) != 0)
			return NULL;
		found = owner ? owner : found;
	}
	return found;
}

/* Who it belongs to when nobody says so: the package's service, the one whose file declares the topic, the only one there is. */
static const char *guess_owner(struct drafting *drafting)
{
	const struct draft_request *request = drafting->request;
	if (request->package)
		return owner_of(drafting->context->arena, text_of(request->package));
	const struct proto_file *file = request->topic ? proto_tree_topic(drafting->tree, request->topic) : NULL;
	return file ? owner_of(drafting->context->arena, file->package) : only_owner(drafting);
}

static void choose_package(struct drafting *drafting)
{
	const struct draft_request *request = drafting->request;
	struct draft *draft = drafting->draft;
	struct arena *arena = drafting->context->arena;
	draft->owner = request->owner ? request->owner : guess_owner(drafting);
	draft->package = request->package;
	if (request->package && (!draft_is_dotted(request->package, 2) || !owner_of(arena, text_of(request->package)))) {
		wrong(drafting, "--package",
		      "is \"%.100s\"; allowed: small words with dots between, the service and a version last, as acme.shop.v1",
		      request->package);
		return;
	}
	if (!draft->owner) {
		wrong(drafting, "--owner", "is missing; name the service that publishes the event, as --owner shop");
		return;
	}
	if (!draft_is_dotted(draft->owner, 1) || strchr(draft->owner, '.')) {
		wrong(drafting, "--owner", "is \"%.60s\"; allowed: small letters, digits and _", draft->owner);
		return;
	}
	if (draft->package && strcmp(draft->owner, owner_of(arena, text_of(draft->package))) != 0) {
		wrong(drafting, "--owner",
		      "is \"%.60s\", but the service of package %s is %s; an event lives in its owner's package", draft->owner,
		      draft->package, owner_of(arena, text_of(draft->package)));
		return;
	}
	if (!draft->package)
		draft->package = text_dup_string(package_of_owner(drafting, draft->owner), arena);
	if (!draft->package || !draft->package[0])
		draft->package = arena_printf(arena, "%s%s.v1", drafting->own_tree ? "hapax." : "", draft->owner);
}

/* The package's file with events, or events.proto in the folder of its name. */
static void choose_file(struct drafting *drafting)
{
	struct draft *draft = drafting->draft;
	for (size_t i = 0; i < drafting->tree->count && !draft->there; i++) {
		const struct proto_file *file = &drafting->tree->files[i];
		if (text_equal_string(file->package, draft->package) && file->events)
			draft->there = file;
	}
	char *folder = arena_printf(drafting->context->arena, "%s", draft->package);
	for (char *c = folder; c && *c; c++)
		*c = *c == '.' ? '/' : *c;
	draft->file =
		draft->there ? draft->there->name : arena_printf(drafting->context->arena, "%s/events.proto", folder ? folder : "");
	if (!draft->there && draft->file)
		draft->there = proto_tree_file(drafting->tree, draft->file);
	if (draft->there && !text_equal_string(draft->there->package, draft->package))
		wrong(drafting, "--package", "is %s, but %s is of package \"%.*s\"", draft->package, draft->file,
		      TEXT_ARG(draft->there->package));
}

static bool is_topic_name(const char *topic)
{
	size_t len = strlen(topic);
	return len && len <= TOPIC_MAX_LEN && strspn(topic, "abcdefghijklmnopqrstuvwxyz0123456789._-") == len;
}

/* The file of hapax's own that declares the topic: by the package of an event on it. NULL when none does. */
static const char *known_topic_file(struct drafting *drafting, const char *topic)
{
	for (size_t i = 0; !drafting->own_tree && i < catalogue_count(); i++) {
		const struct event_type *type = catalogue_at(i);
		const char *package = type->message->package_name;
		if (strcmp(type->topic, topic) != 0)
			continue;
		char *file = arena_printf(drafting->context->arena, "%s/events.proto", package);
		for (size_t at = 0; file && package[at]; at++)
			file[at] = file[at] == '.' ? '/' : file[at];
		return file;
	}
	return NULL;
}

static void check_topic(struct drafting *drafting)
{
	struct draft *draft = drafting->draft;
	const char *partitions = drafting->request->topic_partitions;
	int64_t number = PARTITIONS;
	if (!draft->topic || !is_topic_name(draft->topic)) {
		wrong(drafting, "--topic",
		      draft->topic ? "is \"%.60s\"; allowed: small letters, digits, '.', '_' and '-'"
				   : "is missing%s; name the topic that the event is published on, as --topic task-events",
		      draft->topic ? draft->topic : "");
		return;
	}
	if (partitions && (!text_to_i64(text_of(partitions), &number) || number < 1 || number > PARTITIONS_MAX))
		wrong(drafting, "--topic-partitions", "is \"%.60s\"; allowed: a whole number from 1 to %d", partitions,
		      PARTITIONS_MAX);
	draft->partitions = (int)number;
	const struct proto_file *file = proto_tree_topic(drafting->tree, draft->topic);
	const char *declared = file ? file->name : known_topic_file(drafting, draft->topic);
	draft->new_topic = !declared;
	if (declared && partitions)
		wrong(drafting, "--topic-partitions", "is for a new topic; %s is declared in %s", draft->topic, declared);
	if (declared && (!draft->file || strcmp(declared, draft->file) != 0))
		draft->topic_import = declared;
}

void draft_place(struct drafting *drafting)
{
	choose_package(drafting);
	if (drafting->draft->package)
		choose_file(drafting);
	check_topic(drafting);
}
