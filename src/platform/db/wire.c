#include "platform/db/wire.h"

static const struct {
	unsigned oid, array_oid;
} types[DB_TYPE_COUNT_] = {
	[DB_BOOL] = {OID_BOOL, OID_BOOL_ARRAY},
	[DB_I32] = {OID_INT4, OID_INT4_ARRAY},
	[DB_I64] = {OID_INT8, OID_INT8_ARRAY},
	[DB_TEXT] = {OID_TEXT, OID_TEXT_ARRAY},
	[DB_BYTES] = {OID_BYTEA, OID_BYTEA_ARRAY},
	[DB_UUID] = {OID_UUID, OID_UUID_ARRAY},
	[DB_TIME] = {OID_TIMESTAMPTZ, OID_TIMESTAMPTZ_ARRAY},
	[DB_JSONB] = {OID_JSONB, OID_JSONB_ARRAY},
	[DB_DOUBLE] = {OID_FLOAT8, OID_FLOAT8_ARRAY},
};

static const int64_t epoch_us = INT64_C(946684800000000); /* 2000-01-01 */

unsigned wire_oid(enum db_type type)
{
	return types[type].oid;
}

unsigned wire_array_oid(enum db_type type)
{
	return types[type].array_oid;
}

int64_t wire_time_of_us(int64_t time_us)
{
	/* INT64_MIN means -infinity on the wire, so the smallest time stays one above it. */
	int64_t wire;
	return __builtin_sub_overflow(time_us, epoch_us, &wire) || wire == INT64_MIN ? INT64_MIN + 1 : wire;
}

int64_t wire_time_to_us(int64_t wire)
{
	int64_t time_us;
	if (wire == INT64_MIN)
		return INT64_MIN;
	return __builtin_add_overflow(wire, epoch_us, &time_us) ? INT64_MAX : time_us;
}
