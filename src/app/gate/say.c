/* What a report says. */
#include <inttypes.h>

#include "app/gate/gate.h"
#include "app/gate/list.h"
#include "hapax/buffer.h"

enum { IDS_MAX_BYTES = 1024 };

enum status gate_decide(struct context *context, const struct gate_report *report)
{
	int64_t total = report->unreadable.total;

	if (total == 0)
		return STATUS_OK;
	return fail(context, STATUS_PRECONDITION,
		    "this build can't read %" PRId64
		    " event%s that %s still on the way in this database; let the build before finish "
		    "them, give this one what it lacks, or go on all the same with --accept-unreadable (docs/versions.md)",
		    total, total == 1 ? "" : "s", total == 1 ? "is" : "are");
}

static void log_group(const struct gate_list *list, const struct gate_group *group, enum log_level level, const char *body)
{
	struct buffer ids;

	buffer_init(&ids, NULL, IDS_MAX_BYTES);
	for (size_t i = 0; i < list->row_count; i++)
		if (gate_rows_alike(&list->rows[i], &group->like))
			buffer_printf(&ids, "%s%.*s", ids.len ? " " : "", TEXT_ARG(list->rows[i].event_id));
	log_record(level, body, LOG_STR("service", group->like.service), LOG_STR("table", group->like.table),
		   LOG_TEXT(LOG_TYPE, group->like.type), LOG_TEXT("event_version", group->like.version),
		   LOG_INT("events", group->count), LOG_TEXT("event_ids", buffer_text(&ids)),
		   LOG_TEXT(LOG_CAUSE, group->like.cause));
	buffer_done(&ids);
}

static void log_list(const struct gate_list *list, enum log_level level, const char *body)
{
	for (size_t i = 0; i < list->group_count; i++)
		log_group(list, &list->groups[i], level, body);
	if (list->beyond_groups)
		log_record(level, body, LOG_STR("which", "others"), LOG_INT("events", list->beyond_groups));
}

void gate_log(const struct gate_report *report, enum log_level level)
{
	log_list(&report->unreadable, level, "gate: this build can't read events that are on the way");
	log_list(&report->replayable, LOG_INFO,
		 "gate: this build can read dead letters of versions that were unknown; replay them");
}
