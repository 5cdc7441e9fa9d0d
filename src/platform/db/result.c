#include <libpq-fe.h>

#include "platform/db/wire.h"

enum { NULL_LENGTH = -1 };

void db_result_done(struct db_result *result)
{
	PQclear(result->pg);
	*result = (struct db_result){0};
}

/* The bytes of a value; at is NULL for SQL's NULL and for what isn't there. *ret_type is set whenever at isn't NULL. */
static struct text value_of(const struct db_result *result, int row, int column, unsigned *ret_type)
{
	const PGresult *pg = result->pg;
	if (!pg || row < 0 || row >= result->rows || column < 0 || column >= PQnfields(pg) || PQgetisnull(pg, row, column))
		return (struct text){0};
	*ret_type = PQftype(pg, column);
	return (struct text){PQgetvalue(pg, row, column), (size_t)PQgetlength(pg, row, column)};
}

static struct text value_of_type(const struct db_result *result, int row, int column, unsigned type)
{
	unsigned actual = 0;
	struct text value = value_of(result, row, column, &actual);
	return actual == type ? value : (struct text){0};
}

bool db_is_null(const struct db_result *result, int row, int column)
{
	unsigned type;
	return !value_of(result, row, column, &type).at;
}

bool db_get_bool(const struct db_result *result, int row, int column)
{
	struct text value = value_of_type(result, row, column, OID_BOOL);
	return value.len == 1 && value.at[0];
}

int64_t db_get_i64(const struct db_result *result, int row, int column)
{
	unsigned type = 0;
	struct text value = value_of(result, row, column, &type);
	switch (value.at ? type : 0) {
	case OID_INT2:
		return (int16_t)wire_get_16(value.at);
	case OID_INT4:
		return (int32_t)wire_get_32(value.at);
	case OID_OID:
		return wire_get_32(value.at);
	case OID_INT8:
	case OID_XID8:
		return (int64_t)wire_get_64(value.at);
	default:
		return 0;
	}
}

double db_get_double(const struct db_result *result, int row, int column)
{
	unsigned type = 0;
	struct text value = value_of(result, row, column, &type);
	if (value.at && type == OID_FLOAT8) {
		uint64_t bits = wire_get_64(value.at);
		double number;
		memcpy(&number, &bits, sizeof(number));
		return number;
	}
	if (value.at && type == OID_FLOAT4) {
		uint32_t bits = wire_get_32(value.at);
		float number;
		memcpy(&number, &bits, sizeof(number));
		return (double)number;
	}
	return 0;
}

struct text db_get_text(const struct db_result *result, int row, int column)
{
	unsigned type = 0;
	struct text value = value_of(result, row, column, &type);
	switch (value.at ? type : 0) {
	case OID_JSONB: /* without the version in front */
		return value.len > 0 ? (struct text){value.at + 1, value.len - 1} : (struct text){0};
	case OID_TEXT:
	case OID_VARCHAR:
	case OID_BPCHAR:
	case OID_NAME:
	case OID_CHAR:
	case OID_JSON:
	case OID_BYTEA:
		return value;
	default:
		return (struct text){0};
	}
}

struct uuid db_get_uuid(const struct db_result *result, int row, int column)
{
	struct text value = value_of_type(result, row, column, OID_UUID);
	struct uuid uuid = {0};
	if (value.len == sizeof(uuid.bytes))
		memcpy(uuid.bytes, value.at, sizeof(uuid.bytes));
	return uuid;
}

int64_t db_get_time(const struct db_result *result, int row, int column)
{
	struct text value = value_of_type(result, row, column, OID_TIMESTAMPTZ);
	return value.len == 8 ? wire_time_to_us((int64_t)wire_get_64(value.at)) : 0;
}

/* Cuts len bytes off the front; false when there are fewer. */
static bool cut(struct text *rest, size_t len, const char **ret_at)
{
	if (rest->len < len)
		return false;
	*ret_at = rest->at;
	*rest = (struct text){rest->at + len, rest->len - len};
	return true;
}

static bool cut_element(struct text *rest, struct text *ret_element)
{
	const char *length_at;
	if (!cut(rest, 4, &length_at))
		return false;
	int32_t length = (int32_t)wire_get_32(length_at);
	*ret_element = (struct text){0};
	if (length == NULL_LENGTH)
		return true;
	ret_element->len = (size_t)length;
	return length >= 0 && cut(rest, (size_t)length, &ret_element->at);
}

size_t db_get_text_array(const struct db_result *result, int row, int column, struct arena *arena, struct text **ret_items)
{
	unsigned type = 0;
	struct text rest = value_of(result, row, column, &type);
	const char *header;
	if (!rest.at || (type != OID_TEXT_ARRAY && type != OID_VARCHAR_ARRAY) || !cut(&rest, 12, &header) ||
	    wire_get_32(header) != 1 || !cut(&rest, 8, &header))
		return 0;
	size_t count = wire_get_32(header);
	/* Each element has at least its length in front: no count can ask for more memory than the array itself had. */
	struct text *items = count <= rest.len / 4 ? arena_array(arena, struct text, count) : NULL;
	if (!items)
		return 0;
	for (size_t i = 0; i < count; i++)
		if (!cut_element(&rest, &items[i]))
			return 0;
	*ret_items = items;
	return count;
}
