#include "dev_sidecar/broker.h"
#include "dev_sidecar/journal.h"
#include "dev_sidecar/journal_format.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FOUND_MAX = 64 };

static struct arena arena;
static struct context context;
static struct broker *broker;
static char folder[64], file_name[128];
static struct message *found[FOUND_MAX];
static size_t found_count;

static int setup(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/hapax-journal-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	snprintf(file_name, sizeof(file_name), "%s/journal", folder);
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	broker = broker_new(1, 64 << 20);
	found_count = 0;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	static const char *const names[] = {"journal", "journal.new", "journal.damaged"};
	char path[128];
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
	broker_free(broker);
	arena_done(&arena);
	return 0;
}

static struct message *new_message(const char *topic, const char *data)
{
	struct publication is = {
		.topic = text_of(topic), .key = TEXT("k"), .content_type = TEXT("text/plain"), .data = text_of(data)};
	struct message *message = broker_message_new(broker, &is);
	assert_non_null(message);
	return message;
}

static struct journal_record *on_found(void *data, const struct publication *publication)
{
	(void)data;
	assert_true(found_count < FOUND_MAX);
	found[found_count] = broker_message_new(broker, publication);
	assert_non_null(found[found_count]);
	assert_true(broker_put(broker, found[found_count], false));
	return &found[found_count++]->record;
}

static struct journal *open_journal(struct journal_report *report)
{
	struct journal *journal = NULL;
	found_count = 0;
	enum status s = journal_open(&context, folder, on_found, NULL, &journal, report);
	if (s != STATUS_OK)
		fail_msg("%s", failure_text(&context));
	return journal;
}

struct stored {
	struct journal_write write;
	struct message *message;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool done;
};

static void on_stored(struct journal_write *write, enum status status)
{
	struct stored *stored = (struct stored *)write;
	pthread_mutex_lock(&stored->lock);
	stored->done = true;
	assert_int_equal(status, STATUS_OK);
	pthread_cond_signal(&stored->wake);
	pthread_mutex_unlock(&stored->lock);
}

static struct message *store(struct journal *journal, const char *data)
{
	struct stored stored = {
		.message = new_message("orders", data), .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};
	stored.write = (struct journal_write){.messages = &stored.message, .count = 1, .done = on_stored};
	journal_submit(journal, &stored.write);
	pthread_mutex_lock(&stored.lock);
	while (!stored.done)
		pthread_cond_wait(&stored.wake, &stored.lock);
	pthread_mutex_unlock(&stored.lock);
	pthread_cond_destroy(&stored.wake);
	pthread_mutex_destroy(&stored.lock);
	assert_true(broker_put(broker, stored.message, false));
	return stored.message;
}

static off_t file_size(void)
{
	struct stat info;
	assert_int_equal(stat(file_name, &info), 0);
	return info.st_size;
}

static void undelivered_events_are_found_again_in_order(void **state)
{
	(void)state;
	struct journal_report report;
	struct journal *journal = open_journal(&report);
	store(journal, "a");
	struct message *b = store(journal, "b");
	store(journal, "c");
	journal_delivered(journal, &b->record);
	journal_close(journal);
	journal = open_journal(&report);
	assert_int_equal(report.events, 2);
	assert_int_equal(report.cut_bytes, 0);
	assert_true(text_equal_string(found[0]->is.data, "a"));
	assert_true(text_equal_string(found[1]->is.data, "c"));
	assert_true(text_equal_string(found[1]->is.topic, "orders"));
	assert_true(text_equal_string(found[1]->is.key, "k"));
	assert_true(text_equal_string(found[1]->is.content_type, "text/plain"));
	journal_close(journal);
}

static void file_is_compacted_when_all_is_delivered(void **state)
{
	(void)state;
	struct journal_report report;
	struct journal *journal = open_journal(&report);
	for (int i = 0; i < 100; i++)
		journal_delivered(journal, &store(journal, "some event")->record);
	assert_true(file_size() > 1000);
	journal_close(journal);
	assert_int_equal(file_size(), JOURNAL_MAGIC_LEN);
}

static void file_stays_small_while_events_come_and_go(void **state)
{
	(void)state;
	struct journal_report report;
	struct journal *journal = open_journal(&report);
	static char data[100001];
	memset(data, 'x', sizeof(data) - 1);
	store(journal, "stays");
	for (int i = 0; i < 60; i++) {
		struct message *message = store(journal, data);
		journal_delivered(journal, &message->record);
		assert_true(broker_settle(broker, message));
	}
	assert_true(file_size() < 2500000);
	journal_close(journal);
	journal = open_journal(&report);
	assert_int_equal(report.events, 1);
	assert_true(text_equal_string(found[0]->is.data, "stays"));
	journal_close(journal);
}

static void cut(off_t bytes)
{
	assert_int_equal(truncate(file_name, file_size() - bytes), 0);
}

static void truncated_record_is_left_out_and_the_rest_kept(void **state)
{
	(void)state;
	struct journal_report report;
	for (off_t bytes = 1; bytes < 30; bytes += 7) {
		struct journal *journal = open_journal(&report);
		store(journal, "a");
		store(journal, "the last one");
		journal_close(journal);
		cut(bytes);
		journal = open_journal(&report);
		assert_int_equal(report.events, 1);
		assert_true(report.cut_bytes > 0);
		journal_delivered(journal, &found[0]->record);
		journal_close(journal);
	}
}

static void flipped_bit_is_noticed(void **state)
{
	(void)state;
	struct journal_report report;
	struct journal *journal = open_journal(&report);
	store(journal, "a");
	store(journal, "b");
	journal_close(journal);
	int file = open(file_name, O_RDWR);
	char last;
	assert_int_equal(pread(file, &last, 1, file_size() - 1), 1);
	last ^= 1;
	assert_int_equal(pwrite(file, &last, 1, file_size() - 1), 1);
	close(file);
	journal = open_journal(&report);
	assert_int_equal(report.events, 1);
	assert_true(report.cut_bytes > 0 && report.cut_offset > 0);
	journal_close(journal);
	journal = open_journal(&report);
	assert_int_equal(report.cut_bytes, 0);
	journal_close(journal);
}

static void file_of_something_else_is_refused_and_left_alone(void **state)
{
	(void)state;
	int file = open(file_name, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(file, "dear diary", 10), 10);
	close(file);
	struct journal *journal = NULL;
	struct journal_report report;
	assert_int_equal(journal_open(&context, folder, on_found, NULL, &journal, &report), STATUS_CORRUPT);
	assert_null(journal);
	assert_int_equal(file_size(), 10);
}

static void second_opener_is_refused(void **state)
{
	(void)state;
	struct journal *journal, *second = NULL;
	struct journal_report report;
	journal = open_journal(&report);
	assert_int_equal(journal_open(&context, folder, on_found, NULL, &second, &report), STATUS_CONFLICT);
	journal_close(journal);
}

static void entry_survives_the_round_trip_and_no_prefix_of_it_does(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, &arena, 4096);
	struct journal_entry entry = {JOURNAL_EVENT, 77, {TEXT("topic"), TEXT(""), TEXT("text/plain"), TEXT("a\0b")}}, got;
	journal_write_entry(&buffer, &entry);
	assert_int_equal(journal_read_entry(buffer_text(&buffer), &got), buffer.len);
	assert_int_equal(got.number, 77);
	assert_true(text_equal(got.publication.data, TEXT("a\0b")));
	for (size_t len = 0; len < buffer.len; len++)
		assert_int_equal(journal_read_entry((struct text){buffer.at, len}, &got), 0);
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(undelivered_events_are_found_again_in_order),
		RULE(file_is_compacted_when_all_is_delivered),
		RULE(file_stays_small_while_events_come_and_go),
		RULE(truncated_record_is_left_out_and_the_rest_kept),
		RULE(flipped_bit_is_noticed),
		RULE(file_of_something_else_is_refused_and_left_alone),
		RULE(second_opener_is_refused),
		RULE(entry_survives_the_round_trip_and_no_prefix_of_it_does),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
