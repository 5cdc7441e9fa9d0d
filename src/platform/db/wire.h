/*
 * Postgres's binary format, as far as we use it: type numbers, the epoch of its timestamps, big-endian numbers. Pure functions.
 */
#ifndef HAPAX_PLATFORM_DB_WIRE_H
#define HAPAX_PLATFORM_DB_WIRE_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#include "hapax/db.h"

/* From pg_type.dat; these numbers never change. */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_CHAR = 18,
	OID_NAME = 19,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23,
	OID_TEXT = 25,
	OID_OID = 26,
	OID_JSON = 114,
	OID_FLOAT4 = 700,
	OID_FLOAT8 = 701,
	OID_BOOL_ARRAY = 1000,
	OID_BYTEA_ARRAY = 1001,
	OID_INT4_ARRAY = 1007,
	OID_TEXT_ARRAY = 1009,
	OID_VARCHAR_ARRAY = 1015,
	OID_INT8_ARRAY = 1016,
	OID_FLOAT8_ARRAY = 1022,
	OID_BPCHAR = 1042,
	OID_VARCHAR = 1043,
	OID_TIMESTAMPTZ = 1184,
	OID_TIMESTAMPTZ_ARRAY = 1185,
	OID_UUID = 2950,
	OID_UUID_ARRAY = 2951,
	OID_JSONB = 3802,
	OID_JSONB_ARRAY = 3807,
	OID_XID8 = 5069,
};

/* First byte of every binary jsonb. */
enum { JSONB_VERSION = 1 };

/* The number of a type, and of arrays of it. */
unsigned wire_oid(enum db_type type);
unsigned wire_array_oid(enum db_type type);

/* Microseconds since 1970 to those since 2000, and back, without overflow. Postgres refuses what is out of its range. */
int64_t wire_time_of_us(int64_t time_us);
int64_t wire_time_to_us(int64_t wire);

static inline uint64_t wire_get_64(const void *bytes)
{
	uint64_t value;
	memcpy(&value, bytes, sizeof(value));
	return be64toh(value);
}

static inline uint32_t wire_get_32(const void *bytes)
{
	uint32_t value;
	memcpy(&value, bytes, sizeof(value));
	return be32toh(value);
}

static inline uint16_t wire_get_16(const void *bytes)
{
	uint16_t value;
	memcpy(&value, bytes, sizeof(value));
	return be16toh(value);
}

#endif
