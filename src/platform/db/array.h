/* The finished form of an array parameter. Owned by the array's arena, same thread. */
#ifndef HAPAX_PLATFORM_DB_ARRAY_H
#define HAPAX_PLATFORM_DB_ARRAY_H

#include "hapax/db.h"

/* Patches the header; at is NULL when the arena was exhausted. Borrowed until the next value is added. */
struct text db_array_finish(struct db_array *array);

#endif
