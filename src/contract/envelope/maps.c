#include "contract/envelope/maps.h"

#include <stdlib.h>

#include "contract/json/member.h"

struct entry {
	ProtobufCMessage *message;
	struct text key; /* its bytes, or the characters */
	size_t index;
	bool is_last;
};

static struct text key_of(const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *field = &entry->descriptor->fields[0];
	const void *member = member_get(entry, field);
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return member_string(member);
	return (struct text){member, member_size(field->type)};
}

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = text_compare(x->key, y->key);
	return order ? order : (x->index > y->index) - (x->index < y->index);
}

static int by_index(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	return (x->index > y->index) - (x->index < y->index);
}

/* Those that remain keep their order. */
static enum status settle(struct context *context, ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	size_t count = member_count(message, field), kept = 0;
	ProtobufCMessage **items;
	memcpy(&items, member_of(message, field), sizeof(items));
	struct entry *entries = arena_array(context->arena, struct entry, count);
	if (!entries)
		return fail(context, STATUS_EXHAUSTED, "%s: the memory bound of this operation was reached", field->name);
	for (size_t i = 0; i < count; i++)
		entries[i] = (struct entry){.message = items[i], .key = key_of(items[i]), .index = i};
	qsort(entries, count, sizeof(*entries), by_key);
	for (size_t i = 0; i < count; i++)
		entries[i].is_last = i + 1 == count || !text_equal(entries[i].key, entries[i + 1].key);
	qsort(entries, count, sizeof(*entries), by_index);
	for (size_t i = 0; i < count; i++)
		if (entries[i].is_last)
			items[kept++] = entries[i].message;
	memcpy(member_quantifier(message, field), &kept, sizeof(kept));
	return STATUS_OK;
}

static enum status settle_items(struct context *context, ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	enum status status = member_is_map(field) && member_count(message, field) > 1 ? settle(context, message, field) : STATUS_OK;
	size_t count = member_count(message, field);
	ProtobufCMessage **items;
	memcpy(&items, member_of(message, field), sizeof(items));
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = maps_keep_last(context, items[i]);
	return status;
}

enum status maps_keep_last(struct context *context, ProtobufCMessage *message)
{
	enum status status = STATUS_OK;
	for (unsigned i = 0; i < message->descriptor->n_fields && status == STATUS_OK; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		ProtobufCMessage *inner;
		if (field->type != PROTOBUF_C_TYPE_MESSAGE)
			continue;
		if (field->label == PROTOBUF_C_LABEL_REPEATED) {
			status = settle_items(context, message, field);
		} else if (member_is_set(message, field)) {
			memcpy(&inner, member_of(message, field), sizeof(inner));
			status = maps_keep_last(context, inner);
		}
	}
	return status;
}
