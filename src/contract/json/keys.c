#include <string.h>

#include "contract/json/read.h"
#include "contract/json/sort.h"

/* Up to here every new key is compared with those before it, when a small filter says that it may be among them. */
enum { FEW_KEYS = 64 };

static bool refuse_duplicate(struct reader *reader, const struct json_token *key, const struct path *path)
{
	struct path here = {.up = path, .key = json_text(key)};
	path_refuse(reader->context, &here, "duplicate", "is given more than once; each key may be given once");
	return false;
}

static uint64_t filter_bit(const struct json_token *key)
{
	unsigned first = key->len ? (unsigned char)key->at[0] : 0;
	unsigned last = key->len ? (unsigned char)key->at[key->len - 1] : 0;
	return UINT64_C(1) << ((first * 7 + last * 3 + key->len) & 63);
}

static bool is_before(const struct json_token *object, const struct json_token *wanted)
{
	for (const struct json_token *key = json_first(object); key != wanted; key = json_next_key(key))
		if (text_equal(json_text(key), json_text(wanted)))
			return true;
	return false;
}

/* Stops at FEW_KEYS, and then *ret_all is false. */
static bool few_unique(struct reader *reader, const struct json_token *object, const struct path *path, bool *ret_all)
{
	uint64_t seen = 0;
	int count = 0;
	bool unique = true;
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key)) {
		if (++count > FEW_KEYS) {
			*ret_all = false;
			return true;
		}
		uint64_t bit = filter_bit(key);
		if ((seen & bit) && is_before(object, key))
			unique = refuse_duplicate(reader, key, path);
		seen |= bit;
	}
	*ret_all = true;
	return unique;
}

static size_t count_keys(const struct json_token *object)
{
	size_t count = 0;
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
		count++;
	return count;
}

static int compare_keys(const void *a, const void *b)
{
	return text_compare(json_text(a), json_text(b));
}

static bool many_unique(struct reader *reader, const struct json_token *object, const struct path *path)
{
	size_t count = count_keys(object), at = 0;
	const void **keys = read_alloc(reader, 2 * count, sizeof(*keys));
	if (!keys)
		return false;
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
		keys[at++] = key;
	const void **sorted = stable_sort(keys, keys + count, count, compare_keys);
	bool unique = true;
	for (size_t i = 1; i < count; i++)
		if (compare_keys(sorted[i - 1], sorted[i]) == 0)
			unique = refuse_duplicate(reader, sorted[i], path);
	return unique;
}

bool read_unique_keys(struct reader *reader, const struct json_token *object, const struct path *path)
{
	bool all;
	bool unique = few_unique(reader, object, path, &all);
	return all ? unique : many_unique(reader, object, path);
}

/* All tokens of the value lie between it and its next sibling. */
bool read_skip(struct reader *reader, const struct json_token *value, const struct path *path)
{
	bool unique = true;
	const struct json_token *end = json_next(value);
	for (const struct json_token *token = value; token < end; token++)
		if (token->kind == JSON_OBJECT)
			unique &= read_unique_keys(reader, token, path);
	return unique;
}
