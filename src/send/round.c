#include "send/round.h"

#include <string.h>

enum { TOPICS_MAX = 16 };

enum status round_keys_init(struct context *context, struct round_keys *table, size_t count)
{
	table->slots = 16;
	while (table->slots < count * 2)
		table->slots *= 2;
	table->rows = arena_array(context->arena, uint32_t, table->slots);
	return table->rows ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "no memory left for the keys of %zu outbox rows", count);
}

/* True when the key of this row was not seen before in this round. */
static bool first_of_key(struct round_keys *table, const struct claimed_row *rows, size_t i)
{
	size_t slot;

	for (slot = text_hash(rows[i].key) & (table->slots - 1); table->rows[slot]; slot = (slot + 1) & (table->slots - 1))
		if (text_equal(rows[table->rows[slot] - 1].key, rows[i].key))
			return false;
	table->rows[slot] = (uint32_t)i + 1;
	return true;
}

size_t round_choose(struct round_keys *table, struct claimed_row *rows, size_t count)
{
	size_t chosen = 0;

	memset(table->rows, 0, table->slots * sizeof(*table->rows));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].state == OUTBOX_PUBLISHED || !first_of_key(table, rows, i))
			continue;
		rows[i].in_round = rows[i].state == OUTBOX_PENDING;
		chosen += rows[i].in_round;
	}
	return chosen;
}

void round_thin_out(struct claimed_row *rows, size_t count)
{
	struct text seen[TOPICS_MAX];
	size_t topics = 0;

	for (size_t i = 0; i < count; i++) {
		size_t k = 0;

		if (!rows[i].in_round)
			continue;
		while (k < topics && !text_equal(seen[k], rows[i].topic))
			k++;
		rows[i].in_round = k == topics && topics < TOPICS_MAX;
		if (rows[i].in_round)
			seen[topics++] = rows[i].topic;
	}
}
