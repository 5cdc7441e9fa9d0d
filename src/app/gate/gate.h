/*
 * The in-flight gate: before a build takes over a database, every event that is still on its way there is read as this build would
 * read it. What it can't read is named, so that nobody finds out later. One thread; everything lives in the context's arena.
 */
#ifndef HAPAX_APP_GATE_GATE_H
#define HAPAX_APP_GATE_GATE_H

#include "hapax/log.h"
#include "hapax/service.h"
#include "platform/db/pool.h"

enum { GATE_ROWS_MAX = 20, GATE_GROUPS_MAX = 50 };

/* An event in a table. Type and version are empty when not even they can be read. */
struct gate_row {
	const char *service; /* whose schema it is in */
	const char *table;   /* "outbox", "dead_letters", "parked_events" */
	struct text event_id, type, version;
	struct text cause; /* why it can't be read; empty when it can */
};

/* Events that have all but their id in common. */
struct gate_group {
	struct gate_row like;
	int64_t count;
};

struct gate_list {
	int64_t total;
	struct gate_group groups[GATE_GROUPS_MAX]; /* as they were found */
	size_t group_count;
	int64_t beyond_groups;		     /* events that belong to further ones */
	struct gate_row rows[GATE_ROWS_MAX]; /* the first ones */
	size_t row_count;
};

struct gate_report {
	int64_t checked;
	int64_t took_us;
	struct gate_list unreadable;
	struct gate_list replayable; /* dead letters of unknown versions that this build knows */
};

/*
 * Reads what is in the outbox, the dead letters and the parked events of the chosen services, in one read-only transaction and
 * bounded memory. An event of the outbox must be one that every consumer of the program (services, all of them) can take; a dead
 * letter or parked event one that its own service can. Dead letters that could not be read before are passed over, but those of an
 * unknown version that can be read now are listed. Tables that aren't there yet hold nothing; one that somebody else locks for more
 * than 5 seconds is an error. Catalogues and upcasters are registered.
 */
MUST_CHECK enum status gate_check(struct context *context, struct db *db, const struct service *const *chosen,
				  const struct service *const *services, struct gate_report **ret_report);

/* STATUS_OK when everything can be read; else STATUS_PRECONDITION with a text that says how many can't. */
MUST_CHECK enum status gate_decide(struct context *context, const struct gate_report *report);
/* One record for each group of what can't be read, with the ids of its first events, and one for what can be replayed. */
void gate_log(const struct gate_report *report, enum log_level level);

#endif
