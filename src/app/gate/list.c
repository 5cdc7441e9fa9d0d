#include "app/gate/list.h"

#include <string.h>

bool gate_rows_alike(const struct gate_row *a, const struct gate_row *b)
{
	return strcmp(a->service, b->service) == 0 && strcmp(a->table, b->table) == 0 && text_equal(a->type, b->type) &&
	       text_equal(a->version, b->version) && text_equal(a->cause, b->cause);
}

static struct gate_row copy_of(const struct gate_row *row, struct arena *arena)
{
	return (struct gate_row){
		.service = row->service,
		.table = row->table,
		.event_id = text_dup(row->event_id, arena),
		.type = text_dup(row->type, arena),
		.version = text_dup(row->version, arena),
		.cause = text_dup(row->cause, arena),
	};
}

static void add_to_group(struct gate_list *list, struct arena *arena, const struct gate_row *row)
{
	for (size_t i = 0; i < list->group_count; i++) {
		if (gate_rows_alike(&list->groups[i].like, row)) {
			list->groups[i].count++;
			return;
		}
	}
	if (list->group_count == GATE_GROUPS_MAX) {
		list->beyond_groups++;
		return;
	}
	list->groups[list->group_count++] = (struct gate_group){copy_of(row, arena), 1};
}

void gate_list_add(struct gate_list *list, struct arena *arena, const struct gate_row *row)
{
	list->total++;
	if (list->row_count < GATE_ROWS_MAX)
		list->rows[list->row_count++] = copy_of(row, arena);
	add_to_group(list, arena, row);
}
