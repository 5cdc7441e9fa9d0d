#include "contract/evolve/model.h"

#include <string.h>

const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

/* Whether a package is that one, or below it. */
static bool within(const char *package, const char *root)
{
	size_t len = strlen(root);
	return !strncmp(package, root, len) && (package[len] == '\0' || package[len] == '.');
}

bool is_library(const Google__Protobuf__FileDescriptorProto *file)
{
	/* hapax itself: the options, which are no events. */
	const char *package = text_or_empty(file->package);
	return within(package, "google") || within(package, "buf.validate") || !strcmp(package, "hapax");
}

const struct message *contract_message(const struct contract *contract, const char *name)
{
	return index_find_name(&contract->messages_by_name, name);
}

const struct enumeration *contract_enum(const struct contract *contract, const char *name)
{
	return index_find_name(&contract->enums_by_name, name);
}

const struct topic_side *contract_topic(const struct contract *contract, const char *name)
{
	return index_find_name(&contract->topics_by_name, name);
}

const struct message *const *contract_versions(const struct contract *contract, const char *type, size_t *ret_count)
{
	size_t low = 0, high = contract->event_count, count = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(contract->events[middle]->event->type, type) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + count < contract->event_count && !strcmp(contract->events[low + count]->event->type, type))
		count++;
	*ret_count = count;
	return contract->events + low;
}

const struct message *contract_event(const struct contract *contract, const char *type, unsigned major)
{
	size_t count;
	const struct message *const *versions = contract_versions(contract, type, &count);
	for (size_t i = 0; i < count; i++)
		if (versions[i]->major == major)
			return versions[i];
	return NULL;
}

size_t contract_event_count(const struct contract *contract)
{
	return contract->event_count;
}

size_t contract_file_count(const struct contract *contract)
{
	return contract->own_file_count;
}

bool contract_has_file(const struct contract *contract, const char *name)
{
	return index_find_name(&contract->files, name) != NULL;
}
