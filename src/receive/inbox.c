#include "receive/inbox.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "hapax/metrics.h"
#include "receive/dead_letter.h"
#include "receive/wave.h"
#include "receive_sql.h"

enum { DB_WAIT_MS = 2000 };

static struct metric duplicates = {.name = "hapax_inbox_duplicates_total",
				   .help = "Events that the consumer had processed before",
				   .kind = METRIC_COUNTER,
				   .labels = {"consumer"}};

/* Sorted by id, so that two transactions never wait for each other's ids; equal ids keep the order in which they came. */
static int by_row_id(const void *a, const void *b)
{
	const struct inbox_item *x = *(struct inbox_item *const *)a, *y = *(struct inbox_item *const *)b;
	int order = uuid_order(x->row_id, y->row_id);

	return order ? order : (x->entry < y->entry) ? -1 : (x->entry > y->entry);
}

/* Records the ids of items[0..count) that nobody had recorded; sets fresh on them. Items are sorted by row_id. */
static enum status take_ids(struct tx *tx, struct inbox_item **items, size_t count)
{
	struct arena *arena = tx->context->arena;
	struct db_array ids, states, digests, published, received;
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;
	int row = 0;

	db_array_init(&ids, arena, DB_UUID);
	db_array_init(&states, arena, DB_TEXT);
	db_array_init(&digests, arena, DB_I64);
	db_array_init(&published, arena, DB_TIME);
	db_array_init(&received, arena, DB_TIME);
	for (size_t i = 0; i < count; i++) {
		db_array_uuid(&ids, items[i]->row_id);
		db_array_text(&states, items[i]->reason ? TEXT("x") : TEXT("d"));
		db_array_i64(&digests, items[i]->digest);
		if (items[i]->event->published_us)
			db_array_time(&published, items[i]->event->published_us);
		else
			db_array_null(&published);
		db_array_time(&received, items[i]->event->received_us);
	}
	db_params_init(&params, arena);
	db_add_array(&params, &ids);
	db_add_array(&params, &states);
	db_add_array(&params, &digests);
	db_add_array(&params, &published);
	db_add_array(&params, &received);
	status = tx_exec(tx, &receive_sql_take_ids, &params, &rows);
	if (status != STATUS_OK)
		return fail_while(tx->context, "recording processed ids of %s", tx->schema);
	/* The new ids come back in the order in which they were given. */
	for (size_t i = 0; i < count; i++) {
		items[i]->fresh = row < rows.rows && uuid_order(db_get_uuid(&rows, row, 0), items[i]->row_id) == 0;
		row += items[i]->fresh;
	}
	return row == rows.rows ? STATUS_OK : fail(tx->context, STATUS_INTERNAL, "the inserted ids came back in another order");
}

/* A known id with other content is no redelivery: it gets a row of its own, under an id derived from its content. */
static void reuse_id(struct context *context, struct inbox_item *item)
{
	char digest[32];
	int len = snprintf(digest, sizeof(digest), "%016" PRIx64, (uint64_t)item->digest);

	item->reason = LETTER_ID_REUSE;
	item->error = text_of(arena_printf(context->arena,
					   "event id %.*s was used before for an event with other content or from another source",
					   TEXT_ARG(item->event->id_text)));
	item->row_id = uuid_v5(item->event->id, (struct text){digest, (size_t)len});
}

static int compare_row_to_id(const struct db_result *rows, int row, struct uuid id)
{
	return uuid_order(db_get_uuid(rows, row, 0), id);
}

/* The digest recorded for an id; rows are sorted by id. */
static bool recorded_digest(const struct db_result *rows, struct uuid id, int64_t *ret_digest)
{
	int low = 0, high = rows->rows;

	while (low < high) {
		int middle = (low + high) / 2;
		int order = compare_row_to_id(rows, middle, id);

		if (order == 0) {
			*ret_digest = db_get_i64(rows, middle, 1);
			return true;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* Tells redeliveries from reused ids among the items that were not fresh. Moves the latter to reused. */
static enum status check_known(struct tx *tx, struct inbox_item **items, size_t count, struct inbox_item **reused,
			       size_t *ret_reused)
{
	struct db_array ids;
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	*ret_reused = 0;
	db_array_init(&ids, tx->context->arena, DB_UUID);
	for (size_t i = 0; i < count; i++)
		if (!items[i]->fresh)
			db_array_uuid(&ids, items[i]->row_id);
	if (ids.count == 0)
		return STATUS_OK;
	db_params_init(&params, tx->context->arena);
	db_add_array(&params, &ids);
	status = tx_exec(tx, &receive_sql_known_ids, &params, &rows);
	if (status != STATUS_OK)
		return fail_while(tx->context, "looking up processed ids of %s", tx->schema);
	for (size_t i = 0; i < count; i++) {
		int64_t digest;

		if (items[i]->fresh)
			continue;
		if (!recorded_digest(&rows, items[i]->row_id, &digest))
			return fail(tx->context, STATUS_AGAIN, "a processed id was removed meanwhile");
		if (digest == items[i]->digest)
			continue;
		reuse_id(tx->context, items[i]);
		reused[(*ret_reused)++] = items[i];
	}
	return STATUS_OK;
}

static enum status store(struct tx *tx, const char *consumer, struct inbox_item **items, size_t count)
{
	struct arena *arena = tx->context->arena;
	struct inbox_item **sorted = arena_array(arena, struct inbox_item *, count);
	struct inbox_item **reused = arena_array(arena, struct inbox_item *, count);
	size_t reused_count;
	enum status status;

	if (!sorted || !reused)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory left for a batch of %zu events", count);
	for (size_t i = 0; i < count; i++) {
		items[i]->row_id = items[i]->event->id;
		items[i]->fresh = false;
		if (items[i]->reason == LETTER_ID_REUSE) /* found by a try that was rolled back */
			items[i]->reason = LETTER_NONE;
		sorted[i] = items[i];
	}
	qsort(sorted, count, sizeof(struct inbox_item *), by_row_id);
	status = take_ids(tx, sorted, count);
	if (status == STATUS_OK)
		status = check_known(tx, sorted, count, reused, &reused_count);
	if (status == STATUS_OK && reused_count > 0) {
		qsort(reused, reused_count, sizeof(struct inbox_item *), by_row_id);
		status = take_ids(tx, reused, reused_count);
	}
	if (status == STATUS_OK)
		status = waves_run(tx, items, count);
	return status == STATUS_OK ? dead_letters_bury(tx, consumer, items, count) : status;
}

static void count_outcome(const char *consumer, struct inbox_item **items, size_t count)
{
	int64_t known = 0;

	for (size_t i = 0; i < count; i++)
		known += !items[i]->fresh;
	if (known)
		metric_add(&duplicates, known, consumer, NULL, NULL);
	dead_letters_report(consumer, items, count);
}

/* A bound of this process that these very events reached inside the transaction: they would reach it again, so it is not transient.
 */
static enum status outgrown(struct context *context)
{
	return fail(context, STATUS_PRECONDITION, "%.*s", TEXT_ARG(context->failure.message));
}

enum status inbox_store(struct context *context, struct db_pool *pool, const char *consumer, struct inbox_item **items,
			size_t count)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, context, pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	status = store(&tx, consumer, items, count);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	if (status == STATUS_EXHAUSTED)
		status = outgrown(context);
	tx_rollback(&tx);
	if (status == STATUS_OK)
		count_outcome(consumer, items, count);
	return status;
}
