#include "platform/db/array.h"

#include <limits.h>

#include "platform/db/wire.h"

/*
 * One buffer: header (dimensions, has nulls, element type, length, lower bound), then each element's length and bytes. The counts
 * in the header are known at the end only and are patched then.
 */
enum { HEADER_BYTES = 20, NULL_LENGTH = -1 };

void db_array_init(struct db_array *array, struct arena *arena, enum db_type type)
{
	*array = (struct db_array){.type = type};
	buffer_init(&array->bytes, arena, INT_MAX);
	for (int at = 0; at < HEADER_BYTES; at += 4)
		buffer_add_be32(&array->bytes, 0);
}

void db_array_null(struct db_array *array)
{
	buffer_add_be32(&array->bytes, (uint32_t)NULL_LENGTH);
	array->has_nulls = true;
	array->count++;
}

static void add_64(struct db_array *array, uint64_t value)
{
	buffer_add_be32(&array->bytes, 8);
	buffer_add_be64(&array->bytes, value);
	array->count++;
}

void db_array_bool(struct db_array *array, bool value)
{
	buffer_add_be32(&array->bytes, 1);
	buffer_add_char(&array->bytes, value ? 1 : 0);
	array->count++;
}

void db_array_i32(struct db_array *array, int32_t value)
{
	buffer_add_be32(&array->bytes, 4);
	buffer_add_be32(&array->bytes, (uint32_t)value);
	array->count++;
}

void db_array_i64(struct db_array *array, int64_t value)
{
	add_64(array, (uint64_t)value);
}

void db_array_double(struct db_array *array, double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof(bits));
	add_64(array, bits);
}

void db_array_text(struct db_array *array, struct text value)
{
	bool versioned = array->type == DB_JSONB;
	/* A length that doesn't fit doesn't fit the buffer's maximum either: it fails there. */
	buffer_add_be32(&array->bytes, (uint32_t)(value.len + versioned));
	if (versioned)
		buffer_add_char(&array->bytes, JSONB_VERSION);
	buffer_add_text(&array->bytes, value);
	array->count++;
}

void db_array_text_or_null(struct db_array *array, struct text value)
{
	if (text_empty(value))
		db_array_null(array);
	else
		db_array_text(array, value);
}

void db_array_uuid(struct db_array *array, struct uuid value)
{
	buffer_add_be32(&array->bytes, sizeof(value.bytes));
	buffer_add(&array->bytes, value.bytes, sizeof(value.bytes));
	array->count++;
}

void db_array_time(struct db_array *array, int64_t time_us)
{
	add_64(array, (uint64_t)wire_time_of_us(time_us));
}

struct text db_array_finish(struct db_array *array)
{
	if (buffer_failed(&array->bytes))
		return (struct text){0};
	/* Postgres wants an empty array to have no dimension at all. */
	uint32_t header[] = {array->count > 0, array->has_nulls, wire_oid(array->type), (uint32_t)array->count, 1};
	for (size_t i = 0; i < COUNT_OF(header); i++)
		header[i] = htobe32(header[i]);
	memcpy(array->bytes.at, header, sizeof(header));
	return (struct text){array->bytes.at, array->count > 0 ? array->bytes.len : HEADER_BYTES - 8};
}
