#include "cli/gate_about.h"

#include <inttypes.h>

static struct text or_dash(struct text text)
{
	return text.len ? text : TEXT("-");
}

/* "notes.outbox  note.taken 1.1" */
static void print_names(FILE *out, const struct gate_row *row)
{
	fprintf(out, "%s.%s  %.*s%s%.*s", row->service, row->table, TEXT_ARG(or_dash(row->type)), row->version.len ? " " : "",
		TEXT_ARG(row->version));
}

static void print_group(FILE *out, const struct gate_group *group)
{
	const struct gate_row *like = &group->like;
	fprintf(out, "  %8" PRId64 "  ", group->count);
	print_names(out, like);
	if (like->cause.len)
		fprintf(out, ": %.*s", TEXT_ARG(like->cause));
	fputc('\n', out);
}

void gate_print(FILE *out, const struct gate_list *list, const char *what)
{
	fprintf(out, "%" PRId64 " event%s %s\n", list->total, list->total == 1 ? "" : "s", what);
	for (size_t i = 0; i < list->group_count; i++)
		print_group(out, &list->groups[i]);
	if (list->beyond_groups)
		fprintf(out, "  %8" PRId64 "  of other kinds\n", list->beyond_groups);
	fputs(list->total > (int64_t)list->row_count ? "The first of them:\n" : "Namely:\n", out);
	for (size_t i = 0; i < list->row_count; i++) {
		const struct gate_row *row = &list->rows[i];
		fprintf(out, "  %.*s  ", TEXT_ARG(row->event_id));
		print_names(out, row);
		fputc('\n', out);
	}
}

static json_t *json_of(struct text text)
{
	return text.len ? json_stringn(text.at, text.len) : json_null();
}

static json_t *row_json(const struct gate_row *row)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o}", "service", row->service, "table", row->table, "type", json_of(row->type),
			 "version", json_of(row->version), "cause", json_of(row->cause));
}

static json_t *list_json(const struct gate_list *list)
{
	json_t *groups = json_array(), *rows = json_array();
	for (size_t i = 0; i < list->group_count; i++) {
		json_t *group = row_json(&list->groups[i].like);
		json_object_set_new(group, "events", json_integer(list->groups[i].count));
		json_array_append_new(groups, group);
	}
	for (size_t i = 0; i < list->row_count; i++) {
		json_t *row = row_json(&list->rows[i]);
		json_object_set_new(row, "event_id", json_of(list->rows[i].event_id));
		json_array_append_new(rows, row);
	}
	return json_pack("{s:I, s:o, s:I, s:o}", "total", (json_int_t)list->total, "groups", groups, "beyond_groups",
			 (json_int_t)list->beyond_groups, "events", rows);
}

json_t *gate_json(const struct migrated *migrated)
{
	return json_pack("{s:i, s:b, s:I, s:o, s:o}", "applied", migrated->applied, "refused", migrated->refused, "checked",
			 (json_int_t)migrated->gate->checked, "unreadable", list_json(&migrated->gate->unreadable), "replayable",
			 list_json(&migrated->gate->replayable));
}
