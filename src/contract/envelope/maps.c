#include "contract/envelope/maps.h"

#include "contract/json/member.h"
#include "contract/json/write.h"

static ProtobufCMessage **items_of(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	ProtobufCMessage **items;
	memcpy(&items, member_of(message, field), sizeof(items));
	return items;
}

/* Those that remain keep their order. */
static enum status settle(struct context *context, ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	size_t count = member_count(message, field), kept = 0;
	ProtobufCMessage **items = items_of(message, field);
	const bool *shadowed;
	if (!map_find_shadowed(context, field, message, &shadowed))
		return fail(context, STATUS_EXHAUSTED, "%s: the memory bound of this operation was reached", field->name);
	if (!shadowed)
		return STATUS_OK;
	for (size_t i = 0; i < count; i++)
		if (!shadowed[i])
			items[kept++] = items[i];
	memcpy(member_quantifier(message, field), &kept, sizeof(kept));
	return STATUS_OK;
}

static enum status settle_items(struct context *context, ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	enum status status = member_is_map(field) ? settle(context, message, field) : STATUS_OK;
	size_t count = member_count(message, field);
	ProtobufCMessage **items = items_of(message, field);
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
