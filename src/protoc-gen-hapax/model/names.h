/*
 * How things are called: protobuf-c's names of messages, and ours. Results live in the arena, which has no practical bound here; a
 * build tool that runs out of memory says so and exits.
 */
#ifndef PROTOC_GEN_HAPAX_NAMES_H
#define PROTOC_GEN_HAPAX_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "hapax/arena.h"

/* Every allocation of the plugin; exits when memory is out. */
void *must_alloc(struct arena *arena, size_t count, size_t size);
char *must_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
#define must_array(arena, type, count) ((type *)must_alloc((arena), (count), sizeof(type)))

/* protobuf-c's names for "hapax.tasks.v1.TaskCreated": Hapax__Tasks__V1__TaskCreated */
char *name_protobuf_c_struct(struct arena *arena, const char *full_name);
/* HAPAX__TASKS__V1__TASK_CREATED */
char *name_protobuf_c_upper(struct arena *arena, const char *full_name);
/* hapax__tasks__v1__task_created */
char *name_protobuf_c_lower(struct arena *arena, const char *full_name);

/* "TaskCreated" -> "task_created", "HTTPVerb" -> "http_verb", "Outer.Inner" -> "outer_inner" */
char *name_snake(struct arena *arena, const char *camel);
/* "task.recurrence.triggered" -> "TaskRecurrenceTriggered", "stock.reservation_failed" -> "StockReservationFailed" */
char *name_camel(struct arena *arena, const char *type);
char *name_upper(struct arena *arena, const char *name);

/* "hapax.tasks.v1" -> "tasks", "acme.shop.orders.v2" -> "acme_shop_orders_v2": what our names start with. NULL when the package
 * doesn't end in a version. */
char *name_prefix(struct arena *arena, const char *package);
/* "hapax.tasks.v1" -> "tasks": the part before the version. NULL as above. */
char *name_owner(struct arena *arena, const char *package);

/* White space, also around, becomes one space each. */
char *name_one_line(struct arena *arena, const char *text);
/* Lower-case words of letters, digits and '_', joined by separator, at least min_words of them: "task.created". */
bool name_is_dotted(const char *name, int min_words);

#endif
