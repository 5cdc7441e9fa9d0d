#include "receive/dead_letter.h"

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "receive/stored.h"
#include "receive_sql.h"

static struct metric letters = {.name = "hapax_dead_letters",
				.help = "Dead letters stored since the start",
				.kind = METRIC_COUNTER,
				.labels = {"topic", "reason", "consumer"}};

enum column { ID, TYPE, VERSION, SOURCE, TOPIC, KEY, CORRELATION, USER, REASON, ERROR, FORM, ORIGINAL, FIRST_AT, COLUMNS };

static bool is_letter(const struct inbox_item *item)
{
	return item->fresh && item->reason != LETTER_NONE;
}

/* What an unreadable event claims about itself may be anything; the columns hold text. */
static struct text clean(struct text text)
{
	return text_is_utf8(text) ? text : (struct text){0};
}

static void add_letter(struct db_array columns[COLUMNS], struct context *context, const struct inbox_item *item)
{
	const struct event *event = item->event;

	db_array_uuid(&columns[ID], event->id);
	db_array_text_or_null(&columns[TYPE], clean(item->type_name));
	db_array_text_or_null(&columns[VERSION],
			      event->major ? text_of(arena_printf(context->arena, "%u.%u", event->major, event->minor))
					   : (struct text){0});
	db_array_text_or_null(&columns[SOURCE], clean(event->source));
	db_array_text(&columns[TOPIC], clean(text_of(item->entry->delivery->topic)));
	db_array_text_or_null(&columns[KEY], clean(event->key));
	db_array_text_or_null(&columns[CORRELATION], clean(event->cause.correlation_id));
	db_array_text_or_null(&columns[USER], clean(event->cause.user_id));
	db_array_text(&columns[REASON], text_of(letter_reason_name(item->reason)));
	db_array_text(&columns[ERROR], clean(item->error));
	db_array_text(&columns[FORM], text_of(delivery_form_name(item->entry->form)));
	db_array_text(&columns[ORIGINAL], item->entry->original);
	db_array_time(&columns[FIRST_AT], event->received_us);
}

enum status dead_letters_bury(struct tx *tx, const char *consumer, struct inbox_item **items, size_t count)
{
	static const enum db_type types[COLUMNS] = {
		[ID] = DB_UUID,	  [TYPE] = DB_TEXT,	   [VERSION] = DB_TEXT,	 [SOURCE] = DB_TEXT, [TOPIC] = DB_TEXT,
		[KEY] = DB_TEXT,  [CORRELATION] = DB_TEXT, [USER] = DB_TEXT,	 [REASON] = DB_TEXT, [ERROR] = DB_TEXT,
		[FORM] = DB_TEXT, [ORIGINAL] = DB_BYTES,   [FIRST_AT] = DB_TIME,
	};
	struct arena *arena = tx->context->arena;
	struct db_array columns[COLUMNS];
	struct db_params params;
	enum status status;

	for (int i = 0; i < COLUMNS; i++)
		db_array_init(&columns[i], arena, types[i]);
	for (size_t i = 0; i < count; i++)
		if (is_letter(items[i]))
			add_letter(columns, tx->context, items[i]);
	if (columns[ID].count == 0)
		return STATUS_OK;
	db_params_init(&params, arena);
	for (int i = 0; i < COLUMNS; i++)
		db_add_array(&params, &columns[i]);
	db_add_time(&params, context_now_us(tx->context));
	db_add_text(&params, text_of(consumer));
	status = tx_exec(tx, &receive_sql_bury, &params, NULL);
	return status == STATUS_OK ? status : fail_while(tx->context, "storing dead letters of %s", consumer);
}

void dead_letters_report(const char *consumer, struct inbox_item **items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct inbox_item *item = items[i];

		if (!is_letter(item))
			continue;
		metric_add(&letters, 1, item->entry->delivery->topic, letter_reason_name(item->reason), consumer);
		log_record(LOG_WARN, "inbox: event is a dead letter", LOG_STR(LOG_CONSUMER, consumer),
			   LOG_STR("reason", letter_reason_name(item->reason)), LOG_TEXT(LOG_EVENT, item->event->id_text),
			   LOG_TEXT(LOG_TYPE, item->type_name), LOG_STR(LOG_TOPIC, item->entry->delivery->topic),
			   LOG_TEXT(LOG_CORRELATION, item->event->cause.correlation_id),
			   LOG_TEXT(LOG_TRACEPARENT, item->event->cause.traceparent), LOG_TEXT(LOG_CAUSE, item->error));
	}
}
