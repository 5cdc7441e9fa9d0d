#include "dev_sidecar/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dev_sidecar/journal_format.h"
#include "dev_sidecar/journal_private.h"
#include "hapax/log.h"

bool journal_put_bytes(int file, struct text bytes, int64_t offset)
{
	while (bytes.len) {
		ssize_t n = pwrite(file, bytes.at, bytes.len, offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = (struct text){bytes.at + n, bytes.len - (size_t)n};
		offset += n;
	}
	return true;
}

void journal_link(struct journal *journal, struct journal_record *record)
{
	record->next = &journal->live;
	record->previous = journal->live.previous;
	record->previous->next = record;
	journal->live.previous = record;
	journal->live_bytes += record->size_bytes;
}

static void encode(struct journal *journal, struct journal_write *writes, struct buffer *out)
{
	for (struct journal_write *write = writes; write; write = write->next)
		for (size_t i = 0; i < write->count; i++) {
			struct message *message = write->messages[i];
			size_t start = out->len;
			message->record.number = journal->next_number++;
			message->record.offset = journal->size_bytes + (int64_t)start;
			journal_write_entry(out, &(struct journal_entry){JOURNAL_EVENT, message->record.number, message->is});
			message->record.size_bytes = (uint32_t)(out->len - start);
		}
}

static enum status store(struct journal *journal, struct journal_write *writes, struct buffer *out)
{
	encode(journal, writes, out);
	if (buffer_failed(out))
		return STATUS_EXHAUSTED;
	/* Marks alone needn't wait for the disk: the kernel has them, and losing one only means a redelivery. */
	if (!journal_put_bytes(journal->file, buffer_text(out), journal->size_bytes) || (writes && fdatasync(journal->file))) {
		log_record(LOG_ERROR, "sidecar: the journal can't be written", LOG_STR(LOG_CAUSE, strerror(errno)));
		if (ftruncate(journal->file, journal->size_bytes))
			log_record(LOG_ERROR, "sidecar: the journal can't be cut back", LOG_STR(LOG_CAUSE, strerror(errno)));
		return STATUS_UNAVAILABLE;
	}
	journal->size_bytes += (int64_t)out->len;
	return STATUS_OK;
}

static void finish(struct journal *journal, struct journal_write *writes, enum status status)
{
	pthread_mutex_lock(&journal->lock);
	for (struct journal_write *write = writes; write; write = write->next)
		for (size_t i = 0; i < write->count; i++)
			if (status == STATUS_OK)
				journal_link(journal, &write->messages[i]->record);
			else
				write->messages[i]->record = (struct journal_record){0};
	pthread_mutex_unlock(&journal->lock);
	for (struct journal_write *write = writes, *next; write; write = next) {
		next = write->next;
		write->done(write, status);
	}
}

static void compact_if_worth_it(struct journal *journal)
{
	int64_t dead_bytes = journal->size_bytes - JOURNAL_MAGIC_LEN - journal->live_bytes;
	bool worth_it =
		journal->stopping ? dead_bytes > 0 : dead_bytes > journal->compact_over_bytes && dead_bytes > journal->live_bytes;
	if (!worth_it)
		return;
	journal->compact_over_bytes = JOURNAL_COMPACT_BYTES;
	if (!journal_compact(journal)) {
		log_record(LOG_WARN, "sidecar: the journal can't be compacted and grows on", LOG_STR(LOG_CAUSE, strerror(errno)));
		journal->compact_over_bytes = 2 * dead_bytes;
	}
}

static void *run(void *data)
{
	struct journal *journal = data;
	pthread_mutex_lock(&journal->lock);
	while (!journal->stopping || journal->first || journal->marks.len) {
		if (!journal->first && !journal->marks.len) {
			pthread_cond_wait(&journal->wake, &journal->lock);
			continue;
		}
		struct journal_write *writes = journal->first;
		struct buffer out = journal->marks;
		journal->first = NULL;
		journal->last = &journal->first;
		buffer_init(&journal->marks, NULL, SIZE_MAX / 2);
		pthread_mutex_unlock(&journal->lock);
		finish(journal, writes, store(journal, writes, &out));
		buffer_done(&out);
		pthread_mutex_lock(&journal->lock);
		if (!journal->stopping)
			compact_if_worth_it(journal);
	}
	compact_if_worth_it(journal);
	pthread_mutex_unlock(&journal->lock);
	return NULL;
}

static enum status open_files(struct context *context, struct journal *journal, const char *directory)
{
	if (mkdir(directory, 0700) && errno != EEXIST)
		return fail(context, STATUS_UNAVAILABLE, "%s: can't make the folder: %s", directory, strerror(errno));
	journal->directory = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (journal->directory < 0)
		return fail(context, STATUS_UNAVAILABLE, "%s: %s", directory, strerror(errno));
	if (flock(journal->directory, LOCK_EX | LOCK_NB))
		return fail(context, STATUS_CONFLICT, "%s: another sidecar works with this folder", directory);
	journal->file = openat(journal->directory, "journal", O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (journal->file < 0)
		return fail(context, STATUS_UNAVAILABLE, "%s/journal: %s", directory, strerror(errno));
	return STATUS_OK;
}

static void release(struct journal *journal)
{
	if (journal->file >= 0)
		close(journal->file);
	if (journal->directory >= 0)
		close(journal->directory);
	buffer_done(&journal->marks);
	pthread_cond_destroy(&journal->wake);
	pthread_mutex_destroy(&journal->lock);
	free(journal);
}

enum status journal_open(struct context *context, const char *directory,
			 struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
			 struct journal **ret_journal, struct journal_report *ret_report)
{
	struct journal *journal = calloc(1, sizeof(*journal));
	if (!journal)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	pthread_mutex_init(&journal->lock, NULL);
	pthread_cond_init(&journal->wake, NULL);
	buffer_init(&journal->marks, NULL, SIZE_MAX / 2);
	journal->last = &journal->first;
	journal->live.next = journal->live.previous = &journal->live;
	journal->directory = journal->file = -1;
	journal->next_number = 1;
	journal->compact_over_bytes = JOURNAL_COMPACT_BYTES;
	enum status s = open_files(context, journal, directory);
	if (s == STATUS_OK)
		s = journal_load(context, journal, found, data, ret_report);
	if (s == STATUS_OK && pthread_create(&journal->thread, NULL, run, journal))
		s = fail(context, STATUS_EXHAUSTED, "can't start the journal's thread");
	if (s != STATUS_OK) {
		release(journal);
		return fail_while(context, "opening the journal");
	}
	*ret_journal = journal;
	return STATUS_OK;
}

void journal_close(struct journal *journal)
{
	if (!journal)
		return;
	pthread_mutex_lock(&journal->lock);
	journal->stopping = true;
	pthread_cond_signal(&journal->wake);
	pthread_mutex_unlock(&journal->lock);
	pthread_join(journal->thread, NULL);
	release(journal);
}

void journal_submit(struct journal *journal, struct journal_write *write)
{
	write->next = NULL;
	pthread_mutex_lock(&journal->lock);
	*journal->last = write;
	journal->last = &write->next;
	pthread_cond_signal(&journal->wake);
	pthread_mutex_unlock(&journal->lock);
}

void journal_delivered(struct journal *journal, struct journal_record *record)
{
	if (!record->number)
		return;
	pthread_mutex_lock(&journal->lock);
	record->previous->next = record->next;
	record->next->previous = record->previous;
	journal->live_bytes -= record->size_bytes;
	journal_write_entry(&journal->marks, &(struct journal_entry){JOURNAL_DELIVERED, record->number, {{0}}});
	pthread_cond_signal(&journal->wake);
	pthread_mutex_unlock(&journal->lock);
	record->number = 0;
}
