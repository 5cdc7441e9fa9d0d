/*
 * The sidecar's memory across restarts: an append-only file of events and of marks that they were delivered. One thread of its own
 * writes and syncs; whatever was submitted meanwhile shares one fsync. An event counts as published once its record is on disk.
 * When most of the file is about delivered events it is written anew with the rest. Any thread may call it.
 *
 * A crash may lose the last marks, never an event: it is delivered once more. A damaged tail (a half-written record) is cut off on
 * opening.
 */
#ifndef HAPAX_DEV_SIDECAR_JOURNAL_H
#define HAPAX_DEV_SIDECAR_JOURNAL_H

#include "hapax/context.h"

struct journal;
struct message;
struct publication;

/* Where an event lies in the file; embedded in the event. The journal's own. */
struct journal_record {
	struct journal_record *next, *previous; /* undelivered events, oldest first */
	uint64_t number;			/* 0: not in the journal */
	int64_t offset;
	uint32_t size_bytes;
};

/* Events to be stored together. The caller owns it until `done`, which runs once, on the journal's thread, in order of submission;
 * events may be given to others only then. */
struct journal_write {
	struct journal_write *next;
	struct message **messages;
	size_t count;
	void (*done)(struct journal_write *write, enum status status);
};

/* What became of the file on opening, for a message to the user. */
struct journal_report {
	size_t events;	    /* undelivered ones found */
	int64_t cut_bytes;  /* damaged tail that was cut off */
	int64_t cut_offset; /* where it began */
};

/* Opens or creates DIRECTORY/journal, and hands every undelivered event to `found`, in the order of publication, which makes a
 * message of it and returns its record (NULL: memory exhausted). STATUS_UNAVAILABLE when the file can't be used, with path and
 * reason; STATUS_CORRUPT when it isn't a journal; STATUS_CONFLICT when another process has it open. */
MUST_CHECK enum status journal_open(struct context *context, const char *directory,
				    struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
				    struct journal **ret_journal, struct journal_report *ret_report);
/* Writes what was submitted, then closes. NULL is fine. */
void journal_close(struct journal *journal);

void journal_submit(struct journal *journal, struct journal_write *write);
/* The event was delivered: it will not come again after a restart. Its message may be freed afterwards. */
void journal_delivered(struct journal *journal, struct journal_record *record);

#endif
