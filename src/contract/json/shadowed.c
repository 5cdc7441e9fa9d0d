/* Entries of a map that a later one with the same key replaces: protobuf-c keeps them all, JSON must not have a key twice. */
#include "contract/json/member.h"
#include "contract/json/sort.h"
#include "contract/json/write.h"

/* Up to here every new key is compared with those before it, when a small filter says that it may be among them. */
enum { FEW_ENTRIES = 64 };

static const ProtobufCMessage *entry_at(const char *items, size_t index)
{
	return member_message(items + index * sizeof(void *));
}

static int compare_entries(const ProtobufCMessage *a, const ProtobufCMessage *b)
{
	const ProtobufCFieldDescriptor *key = &a->descriptor->fields[0];
	const void *left = member_get(a, key), *right = member_get(b, key);
	if (key->type == PROTOBUF_C_TYPE_STRING)
		return text_compare(member_string(left), member_string(right));
	return memcmp(left, right, member_size(key->type));
}

static int compare_slots(const void *a, const void *b)
{
	return compare_entries(member_message(a), member_message(b));
}

static uint64_t filter_bit(const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *key = &entry->descriptor->fields[0];
	const void *member = member_get(entry, key);
	if (key->type == PROTOBUF_C_TYPE_STRING) {
		struct text text = member_string(member);
		unsigned first = text.len ? (unsigned char)text.at[0] : 0;
		unsigned last = text.len ? (unsigned char)text.at[text.len - 1] : 0;
		return UINT64_C(1) << ((first * 7 + last * 3 + text.len) & 63);
	}
	return UINT64_C(1) << (*(const unsigned char *)member & 63);
}

/* The first entry with the same key as the one at index; index when there is none. */
static size_t find_before(const char *items, size_t index)
{
	size_t at = 0;
	while (at < index && compare_entries(entry_at(items, at), entry_at(items, index)) != 0)
		at++;
	return at;
}

static bool any_twice(const char *items, size_t count)
{
	uint64_t seen = 0;
	for (size_t i = 0; i < count; i++) {
		uint64_t bit = filter_bit(entry_at(items, i));
		if ((seen & bit) && find_before(items, i) < i)
			return true;
		seen |= bit;
	}
	return false;
}

/* In sorted order, equal keys stand as they came: all but the last one of them are shadowed. */
static bool mark(struct context *context, const char *items, size_t count, const bool **ret_shadowed)
{
	const void **slots = arena_array(context->arena, const void *, 2 * count);
	bool *shadowed = arena_array(context->arena, bool, count);
	if (!slots || !shadowed)
		return false;
	for (size_t i = 0; i < count; i++)
		slots[i] = items + i * sizeof(void *);
	const void **sorted = stable_sort(slots, slots + count, count, compare_slots);
	for (size_t i = 1; i < count; i++)
		if (compare_slots(sorted[i - 1], sorted[i]) == 0)
			shadowed[(size_t)((const char *)sorted[i - 1] - items) / sizeof(void *)] = true;
	*ret_shadowed = shadowed;
	return true;
}

bool map_find_shadowed(struct context *context, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message,
		       const bool **ret_shadowed)
{
	size_t count = member_count(message, field);
	const char *items = member_items(message, field);
	*ret_shadowed = NULL;
	if (count <= FEW_ENTRIES && !any_twice(items, count))
		return true;
	return mark(context, items, count, ret_shadowed);
}
