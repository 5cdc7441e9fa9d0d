/* What the journal's files share: journal.c (thread, writing), journal_load.c (opening), journal_compact.c. */
#ifndef HAPAX_DEV_SIDECAR_JOURNAL_PRIVATE_H
#define HAPAX_DEV_SIDECAR_JOURNAL_PRIVATE_H

#include <pthread.h>

#include "dev_sidecar/journal.h"
#include "hapax/buffer.h"

struct journal {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t thread;
	bool stopping;
	struct journal_write *first, **last; /* submitted, not yet taken up */
	struct buffer marks;		     /* encoded; not yet taken up */
	struct journal_record live;	     /* ring of undelivered events, oldest first */
	uint64_t next_number;
	int directory; /* locked: one process at a time */
	int file;
	int64_t size_bytes;	    /* of the file; the journal's thread alone writes it */
	int64_t live_bytes;	    /* of the undelivered events' records in it */
	int64_t compact_over_bytes; /* not worth the trouble before */
};

enum { JOURNAL_COMPACT_BYTES = 1 << 20 };

void journal_link(struct journal *journal, struct journal_record *record);
/* Writes all of it; false with errno. */
bool journal_put_bytes(int file, struct text bytes, int64_t offset);
/* Reads the file and hands out what is undelivered. */
MUST_CHECK enum status journal_load(struct context *context, struct journal *journal,
				    struct journal_record *(*found)(void *data, const struct publication *publication), void *data,
				    struct journal_report *ret_report);
/* Replaces the file by one with the undelivered events only. Under the lock. On failure (errno) all
 * undelivered events are still in the file in use. */
bool journal_compact(struct journal *journal);

#endif
