/* Puts events together in a list of the report. */
#ifndef HAPAX_APP_GATE_LIST_H
#define HAPAX_APP_GATE_LIST_H

#include "app/gate/gate.h"

/* Texts are copied into the arena; when that is exhausted the event is only counted. */
void gate_list_add(struct gate_list *list, struct arena *arena, const struct gate_row *row);
bool gate_rows_alike(const struct gate_row *a, const struct gate_row *b);

#endif
