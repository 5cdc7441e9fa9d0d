#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dev_sidecar/journal_format.h"
#include "dev_sidecar/journal_private.h"

/* Numbers of delivered events, sorted. */
struct marks {
	uint64_t *numbers;
	size_t count, capacity;
};

static bool marks_add(struct marks *marks, uint64_t number)
{
	if (marks->count == marks->capacity) {
		size_t capacity = marks->capacity ? 2 * marks->capacity : 1024;
		uint64_t *numbers = realloc(marks->numbers, capacity * sizeof(*numbers));
		if (!numbers)
			return false;
		marks->numbers = numbers;
		marks->capacity = capacity;
	}
	marks->numbers[marks->count++] = number;
	return true;
}

static int number_order(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* First pass: marks, highest number, and where the sound part ends. */
static bool scan(struct text all, struct journal *journal, struct marks *marks, size_t *ret_sound_bytes)
{
	size_t at = JOURNAL_MAGIC_LEN, size;
	struct journal_entry entry;
	while ((size = journal_read_entry((struct text){all.at + at, all.len - at}, &entry)) > 0) {
		at += size;
		if (entry.kind == JOURNAL_DELIVERED && !marks_add(marks, entry.number))
			return false;
		if (entry.number >= journal->next_number)
			journal->next_number = entry.number + 1;
	}
	if (marks->count)
		qsort(marks->numbers, marks->count, sizeof(*marks->numbers), number_order);
	*ret_sound_bytes = at;
	return true;
}

/* Second pass: the events without a mark. */
static bool hand_out(struct text sound, struct journal *journal, const struct marks *marks,
		     struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
		     size_t *ret_events)
{
	size_t at = JOURNAL_MAGIC_LEN, size;
	struct journal_entry entry;
	while ((size = journal_read_entry((struct text){sound.at + at, sound.len - at}, &entry)) > 0) {
		bool delivered =
			marks->count && bsearch(&entry.number, marks->numbers, marks->count, sizeof(entry.number), number_order);
		if (entry.kind == JOURNAL_EVENT && !delivered) {
			struct journal_record *record = found(data, &entry.publication);
			if (!record)
				return false;
			*record = (struct journal_record){
				.number = entry.number, .offset = (int64_t)at, .size_bytes = (uint32_t)size};
			journal_link(journal, record);
			++*ret_events;
		}
		at += size;
	}
	return true;
}

/* The new file gets everything sound; the damaged one is kept beside it for whoever wants to look. */
static enum status tidy(struct context *context, struct journal *journal, bool damaged)
{
	if (damaged) {
		unlinkat(journal->directory, "journal.damaged", 0);
		if (linkat(journal->directory, "journal", journal->directory, "journal.damaged", 0))
			return fail(context, STATUS_UNAVAILABLE, "can't keep a copy of the damaged journal: %s", strerror(errno));
	}
	if (!journal_compact(journal))
		return fail(context, STATUS_UNAVAILABLE, "can't write the journal anew: %s", strerror(errno));
	return STATUS_OK;
}

static enum status load_bytes(struct context *context, struct journal *journal, struct text all,
			      struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
			      struct journal_report *report)
{
	size_t known = all.len < JOURNAL_MAGIC_LEN ? all.len : JOURNAL_MAGIC_LEN;
	if (memcmp(all.at, JOURNAL_MAGIC, known))
		return fail(context, STATUS_CORRUPT,
			    "the file isn't a journal of the sidecar; move it away, or choose another folder");
	if (known < JOURNAL_MAGIC_LEN) /* killed while it was made */
		return tidy(context, journal, false);
	struct marks marks = {0};
	size_t sound_bytes = 0;
	bool fine = scan(all, journal, &marks, &sound_bytes) &&
		    hand_out((struct text){all.at, sound_bytes}, journal, &marks, found, data, &report->events);
	free(marks.numbers);
	if (!fine)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	report->cut_offset = (int64_t)sound_bytes;
	report->cut_bytes = (int64_t)(all.len - sound_bytes);
	journal->size_bytes = (int64_t)all.len;
	return tidy(context, journal, report->cut_bytes > 0);
}

enum status journal_load(struct context *context, struct journal *journal,
			 struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
			 struct journal_report *ret_report)
{
	struct journal_report report = {0};
	struct stat info;
	if (fstat(journal->file, &info))
		return fail(context, STATUS_UNAVAILABLE, "%s", strerror(errno));
	enum status s;
	if (info.st_size) {
		void *at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, journal->file, 0);
		if (at == MAP_FAILED)
			return fail(context, STATUS_UNAVAILABLE, "can't read it: %s", strerror(errno));
		s = load_bytes(context, journal, (struct text){at, (size_t)info.st_size}, found, data, &report);
		munmap(at, (size_t)info.st_size);
	} else {
		s = tidy(context, journal, false);
	}
	if (s == STATUS_OK)
		*ret_report = report;
	return s;
}
