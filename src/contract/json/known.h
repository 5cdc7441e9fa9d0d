/*
 * google.protobuf's types that have a JSON form of their own (https://protobuf.dev/programming-guides/json/). They are reached
 * through their descriptors alone, by name and field order, so that any generated copy of them will do. Private to contract/json.
 */
#ifndef HAPAX_CONTRACT_JSON_KNOWN_H
#define HAPAX_CONTRACT_JSON_KNOWN_H

#include "contract/json/read.h"
#include "contract/json/write.h"

struct json_known {
	const char *name; /* behind "google.protobuf." */
	bool (*read)(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
	bool (*write)(struct writer *writer, const ProtobufCMessage *message);
};

/* NULL: an ordinary message. */
const struct json_known *json_known_find(const ProtobufCMessageDescriptor *descriptor);
/* StringValue, Int64Value and the others: their only field is the value. */
bool json_known_is_wrapper(const ProtobufCMessageDescriptor *descriptor);
/* An enum google.protobuf.NullValue, single or repeated. */
bool json_known_is_null(const ProtobufCFieldDescriptor *field);
/* A single google.protobuf.Value or NullValue: null is one of its values. */
bool json_known_takes_null(const ProtobufCFieldDescriptor *field);

bool read_wrapper(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_timestamp(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_duration(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_struct(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_list(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_dynamic(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_any(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_field_mask(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);

bool write_wrapper(struct writer *writer, const ProtobufCMessage *message);
bool write_timestamp(struct writer *writer, const ProtobufCMessage *message);
bool write_duration(struct writer *writer, const ProtobufCMessage *message);
bool write_struct(struct writer *writer, const ProtobufCMessage *message);
bool write_list(struct writer *writer, const ProtobufCMessage *message);
bool write_dynamic(struct writer *writer, const ProtobufCMessage *message);
bool write_any(struct writer *writer, const ProtobufCMessage *message);
bool write_field_mask(struct writer *writer, const ProtobufCMessage *message);

/* The first two fields of Timestamp and Duration. */
struct seconds {
	int64_t seconds;
	int32_t nanos;
};

/* Members of google.protobuf.Value, by index. */
enum dynamic { DYNAMIC_NULL, DYNAMIC_NUMBER, DYNAMIC_STRING, DYNAMIC_BOOL, DYNAMIC_STRUCT, DYNAMIC_LIST, DYNAMIC_COUNT_ };

enum { MICROS_A_SECOND = 1000000, NANOS_A_MICRO = 1000, NANOS_A_SECOND = 1000000000, NANO_DIGITS = 9, MICRO_DIGITS = 6 };

/* 10,000 years, either way. */
#define DURATION_MAX_S INT64_C(315576000000)

#endif
