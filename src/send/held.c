#include "send/held.h"

#include <stdlib.h>
#include <string.h>

enum { HOLD_FIRST_MS = 100, HOLD_MAX_MS = 10 * 1000, DOUBLINGS_MAX = 7 };

/* Its place; held->count when it has none. */
static size_t find(const struct held_keys *held, struct text key)
{
	size_t i = 0;

	while (i < held->count && !text_equal_string(key, held->items[i].key))
		i++;
	return i;
}

static struct held_key *due_first(struct held_keys *held)
{
	struct held_key *first = &held->items[0];

	for (size_t i = 1; i < held->count; i++)
		if (held->items[i].until_us < first->until_us)
			first = &held->items[i];
	return first;
}

static struct held_key *place_for(struct held_keys *held, struct text key)
{
	char *copy = strndup(key.at ? key.at : "", key.len);
	struct held_key *place;

	if (!copy)
		return NULL;
	place = held->count < HELD_KEYS_MAX ? &held->items[held->count++] : due_first(held);
	free(place->key);
	*place = (struct held_key){.key = copy};
	return place;
}

int held_keys_add(struct held_keys *held, struct text key, int64_t now_us)
{
	size_t found = find(held, key);
	struct held_key *place = found < held->count ? &held->items[found] : place_for(held, key);
	int64_t hold_ms;

	if (!place)
		return 1;
	hold_ms = (int64_t)HOLD_FIRST_MS << (place->refusals < DOUBLINGS_MAX ? place->refusals : DOUBLINGS_MAX);
	place->until_us = now_us + (hold_ms < HOLD_MAX_MS ? hold_ms : HOLD_MAX_MS) * 1000;
	return ++place->refusals;
}

void held_keys_remove(struct held_keys *held, struct text key)
{
	size_t found = find(held, key);

	if (found == held->count)
		return;
	free(held->items[found].key);
	held->items[found] = held->items[--held->count];
	held->items[held->count].key = NULL;
}

void held_keys_clear(struct held_keys *held)
{
	for (size_t i = 0; i < held->count; i++) {
		free(held->items[i].key);
		held->items[i].key = NULL;
	}
	held->count = 0;
}

bool held_keys_has(const struct held_keys *held, struct text key)
{
	return find(held, key) < held->count;
}

bool held_keys_full(const struct held_keys *held)
{
	return held->count == HELD_KEYS_MAX;
}

void held_keys_add_param(const struct held_keys *held, struct db_params *params, int64_t now_us)
{
	struct db_array keys;

	db_array_init(&keys, params->arena, DB_TEXT);
	for (size_t i = 0; i < held->count; i++)
		if (held->items[i].until_us > now_us)
			db_array_text(&keys, text_of(held->items[i].key));
	db_add_array(params, &keys);
}
