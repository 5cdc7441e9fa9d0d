#include "receive/wave.h"

#include <string.h>

/* What the wave has seen of a key. */
struct wave_key {
	struct text key;
	const struct handler *handler; /* whose events of this key are in the wave */
	bool held;		       /* a later event of the key waits for the next wave: so do all after it */
	bool used;
};

struct wave {
	struct wave_key *keys;	  /* open addressing */
	size_t slots;		  /* a power of two */
	struct inbox_item **rest; /* in order; compacted from wave to wave */
	size_t rest_count;
	struct inbox_item **chosen;
	size_t chosen_count;
	const struct event **events; /* scratch for one handler's call */
};

static struct wave_key *find_key(struct wave *wave, struct text key)
{
	size_t slot = text_hash(key) & (wave->slots - 1);

	while (wave->keys[slot].used && !text_equal(wave->keys[slot].key, key))
		slot = (slot + 1) & (wave->slots - 1);
	return &wave->keys[slot];
}

/* Whether the item may join: first of its key, or behind others of the same handler that takes any number. */
static bool joins(struct wave *wave, const struct inbox_item *item)
{
	struct wave_key *key = find_key(wave, item->event->key);

	if (!key->used) {
		*key = (struct wave_key){item->event->key, item->handler, false, true};
		return true;
	}
	if (!key->held && key->handler == item->handler && item->handler->any_key)
		return true;
	key->held = true;
	return false;
}

static void choose(struct wave *wave)
{
	size_t left = 0;

	memset(wave->keys, 0, wave->slots * sizeof(*wave->keys));
	wave->chosen_count = 0;
	for (size_t i = 0; i < wave->rest_count; i++) {
		if (joins(wave, wave->rest[i]))
			wave->chosen[wave->chosen_count++] = wave->rest[i];
		else
			wave->rest[left++] = wave->rest[i];
	}
	wave->rest_count = left;
}

static enum status call_handler(struct tx *tx, const struct handler *handler, const struct event **events, size_t count)
{
	enum status status = STATUS_OK;

	if (handler->batch)
		return handler->batch(tx, events, count);
	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = handler->one(tx, events[i]);
	return status;
}

/* One call for each handler that has events in the wave, in the order in which the handlers first appear. */
static enum status call_handlers(struct tx *tx, struct wave *wave)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < wave->chosen_count; i++) {
		const struct handler *handler = wave->chosen[i] ? wave->chosen[i]->handler : NULL;
		size_t count = 0;

		if (!handler)
			continue;
		for (size_t k = i; k < wave->chosen_count; k++) {
			if (!wave->chosen[k] || wave->chosen[k]->handler != handler)
				continue;
			wave->events[count++] = wave->chosen[k]->event;
			wave->chosen[k] = NULL;
		}
		status = call_handler(tx, handler, wave->events, count);
		if (status != STATUS_OK && tx->context->failure.status == STATUS_OK)
			status = fail(tx->context, status, "the handler gave no reason");
	}
	return status;
}

enum status waves_run(struct tx *tx, struct inbox_item **items, size_t count)
{
	struct arena *arena = tx->context->arena;
	struct wave wave = {.slots = 16};
	enum status status = STATUS_OK;

	while (wave.slots < count * 2)
		wave.slots *= 2;
	wave.keys = arena_array(arena, struct wave_key, wave.slots);
	wave.rest = arena_array(arena, struct inbox_item *, count);
	wave.chosen = arena_array(arena, struct inbox_item *, count);
	wave.events = arena_array(arena, const struct event *, count);
	if (!wave.keys || !wave.rest || !wave.chosen || !wave.events)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory left for a batch of %zu events", count);
	for (size_t i = 0; i < count; i++)
		if (items[i]->fresh && items[i]->reason == LETTER_NONE)
			wave.rest[wave.rest_count++] = items[i];
	while (status == STATUS_OK && wave.rest_count > 0) {
		choose(&wave);
		status = call_handlers(tx, &wave);
	}
	return status;
}
