#include "contract/json/types.h"

#include <string.h>

#include "contract/catalogue.h"
#include "google/protobuf/any.pb-c.h"
#include "google/protobuf/duration.pb-c.h"
#include "google/protobuf/empty.pb-c.h"
#include "google/protobuf/field_mask.pb-c.h"
#include "google/protobuf/struct.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "google/protobuf/wrappers.pb-c.h"

/* By name, as in a catalogue. */
static const ProtobufCMessageDescriptor *const google_types[] = {
	&google__protobuf__any__descriptor,	     &google__protobuf__bool_value__descriptor,
	&google__protobuf__bytes_value__descriptor,  &google__protobuf__double_value__descriptor,
	&google__protobuf__duration__descriptor,     &google__protobuf__empty__descriptor,
	&google__protobuf__field_mask__descriptor,   &google__protobuf__float_value__descriptor,
	&google__protobuf__int32_value__descriptor,  &google__protobuf__int64_value__descriptor,
	&google__protobuf__list_value__descriptor,   &google__protobuf__string_value__descriptor,
	&google__protobuf__struct__descriptor,	     &google__protobuf__timestamp__descriptor,
	&google__protobuf__uint32_value__descriptor, &google__protobuf__uint64_value__descriptor,
	&google__protobuf__value__descriptor,
};

static const ProtobufCMessageDescriptor *find(const ProtobufCMessageDescriptor *const *messages, size_t count, struct text name)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = text_compare(name, text_of(messages[middle]->name));
		if (order == 0)
			return messages[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const ProtobufCMessageDescriptor *type_find(struct text full_name)
{
	const ProtobufCMessageDescriptor *found = find(google_types, COUNT_OF(google_types), full_name);
	for (size_t i = 0; !found && i < catalogue_set_count(); i++) {
		const struct catalogue *set = catalogue_set_at(i);
		found = find(set->messages, set->message_count, full_name);
	}
	return found;
}

const char *const *type_json_names(const ProtobufCMessageDescriptor *descriptor)
{
	for (size_t i = 0; i < catalogue_set_count(); i++) {
		const struct catalogue *set = catalogue_set_at(i);
		for (size_t j = 0; j < set->json_names_count; j++) {
			if (set->json_names[j].message == descriptor)
				return set->json_names[j].names;
		}
	}
	return NULL;
}
