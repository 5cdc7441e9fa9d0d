#include "hapax/db.h"

#include <limits.h>

#include "platform/db/array.h"
#include "platform/db/wire.h"

void db_params_init(struct db_params *params, struct arena *arena)
{
	*params = (struct db_params){.arena = arena};
}

static void add(struct db_params *params, unsigned oid, const char *value, size_t length)
{
	if (params->count == DB_PARAMS_MAX || length > INT_MAX) {
		params->failed = true;
		return;
	}
	params->types[params->count] = oid;
	params->values[params->count] = value;
	params->lengths[params->count] = (int)length;
	params->count++;
}

static void add_copy(struct db_params *params, enum db_type type, const void *bytes, size_t length)
{
	char *copy = arena_alloc(params->arena, length);
	if (!copy) {
		params->failed = true;
		return;
	}
	memcpy(copy, bytes, length);
	add(params, wire_oid(type), copy, length);
}

/* libpq takes a NULL pointer for SQL's NULL. */
static const char *not_null(struct text value)
{
	return value.at ? value.at : "";
}

void db_add_null(struct db_params *params, enum db_type type)
{
	add(params, wire_oid(type), NULL, 0);
}

void db_add_bool(struct db_params *params, bool value)
{
	add(params, OID_BOOL, value ? "\1" : "\0", 1);
}

void db_add_i32(struct db_params *params, int32_t value)
{
	uint32_t wire = htobe32((uint32_t)value);
	add_copy(params, DB_I32, &wire, sizeof(wire));
}

void db_add_i64(struct db_params *params, int64_t value)
{
	uint64_t wire = htobe64((uint64_t)value);
	add_copy(params, DB_I64, &wire, sizeof(wire));
}

void db_add_double(struct db_params *params, double value)
{
	uint64_t wire;
	memcpy(&wire, &value, sizeof(wire));
	wire = htobe64(wire);
	add_copy(params, DB_DOUBLE, &wire, sizeof(wire));
}

void db_add_text(struct db_params *params, struct text value)
{
	add(params, OID_TEXT, not_null(value), value.len);
}

void db_add_text_or_null(struct db_params *params, struct text value)
{
	if (text_empty(value))
		db_add_null(params, DB_TEXT);
	else
		db_add_text(params, value);
}

void db_add_bytes(struct db_params *params, struct text value)
{
	add(params, OID_BYTEA, not_null(value), value.len);
}

void db_add_uuid(struct db_params *params, struct uuid value)
{
	add_copy(params, DB_UUID, value.bytes, sizeof(value.bytes));
}

void db_add_time(struct db_params *params, int64_t time_us)
{
	uint64_t wire = htobe64((uint64_t)wire_time_of_us(time_us));
	add_copy(params, DB_TIME, &wire, sizeof(wire));
}

void db_add_jsonb(struct db_params *params, struct text value)
{
	char *copy = value.len < INT_MAX ? arena_alloc(params->arena, value.len + 1) : NULL;
	if (!copy) {
		params->failed = true;
		return;
	}
	copy[0] = JSONB_VERSION;
	memcpy(copy + 1, not_null(value), value.len);
	add(params, OID_JSONB, copy, value.len + 1);
}

void db_add_array(struct db_params *params, struct db_array *array)
{
	struct text bytes = db_array_finish(array);
	if (!bytes.at)
		params->failed = true;
	else
		add(params, wire_array_oid(array->type), bytes.at, bytes.len);
}
