#include "hapax/status.h"

/* gRPC's codes and their usual HTTP counterparts, as google/rpc/code.proto gives them. */
enum grpc_code {
	GRPC_OK = 0,
	GRPC_CANCELLED = 1,
	GRPC_UNKNOWN = 2,
	GRPC_INVALID_ARGUMENT = 3,
	GRPC_DEADLINE_EXCEEDED = 4,
	GRPC_NOT_FOUND = 5,
	GRPC_ALREADY_EXISTS = 6,
	GRPC_PERMISSION_DENIED = 7,
	GRPC_RESOURCE_EXHAUSTED = 8,
	GRPC_FAILED_PRECONDITION = 9,
	GRPC_ABORTED = 10,
	GRPC_OUT_OF_RANGE = 11,
	GRPC_UNIMPLEMENTED = 12,
	GRPC_INTERNAL = 13,
	GRPC_UNAVAILABLE = 14,
	GRPC_DATA_LOSS = 15,
	GRPC_UNAUTHENTICATED = 16,
	GRPC_CODE_COUNT,
};

static const struct meaning {
	const char *name;
	const char *grpc_name;
	enum grpc_code grpc_code;
	int http_code;
	bool transient;
} meanings[STATUS_COUNT_] = {
	[STATUS_OK] = {"ok", "OK", GRPC_OK, 200, false},
	[STATUS_INVALID] = {"invalid", "INVALID_ARGUMENT", GRPC_INVALID_ARGUMENT, 400, false},
	[STATUS_UNAUTHENTICATED] = {"unauthenticated", "UNAUTHENTICATED", GRPC_UNAUTHENTICATED, 401, false},
	[STATUS_FORBIDDEN] = {"forbidden", "PERMISSION_DENIED", GRPC_PERMISSION_DENIED, 403, false},
	[STATUS_NOT_FOUND] = {"not_found", "NOT_FOUND", GRPC_NOT_FOUND, 404, false},
	[STATUS_CONFLICT] = {"conflict", "ALREADY_EXISTS", GRPC_ALREADY_EXISTS, 409, false},
	[STATUS_PRECONDITION] = {"precondition", "FAILED_PRECONDITION", GRPC_FAILED_PRECONDITION, 400, false},
	[STATUS_EXHAUSTED] = {"exhausted", "RESOURCE_EXHAUSTED", GRPC_RESOURCE_EXHAUSTED, 429, true},
	[STATUS_UNIMPLEMENTED] = {"unimplemented", "UNIMPLEMENTED", GRPC_UNIMPLEMENTED, 501, false},
	[STATUS_CANCELLED] = {"cancelled", "CANCELLED", GRPC_CANCELLED, 499, true},
	[STATUS_TIMEOUT] = {"timeout", "DEADLINE_EXCEEDED", GRPC_DEADLINE_EXCEEDED, 504, true},
	[STATUS_UNAVAILABLE] = {"unavailable", "UNAVAILABLE", GRPC_UNAVAILABLE, 503, true},
	[STATUS_AGAIN] = {"again", "ABORTED", GRPC_ABORTED, 409, true},
	[STATUS_CORRUPT] = {"corrupt", "DATA_LOSS", GRPC_DATA_LOSS, 500, false},
	[STATUS_INTERNAL] = {"internal", "INTERNAL", GRPC_INTERNAL, 500, false},
};

static const enum status of_grpc[GRPC_CODE_COUNT] = {
	[GRPC_OK] = STATUS_OK,
	[GRPC_CANCELLED] = STATUS_CANCELLED,
	[GRPC_UNKNOWN] = STATUS_INTERNAL,
	[GRPC_INVALID_ARGUMENT] = STATUS_INVALID,
	[GRPC_DEADLINE_EXCEEDED] = STATUS_TIMEOUT,
	[GRPC_NOT_FOUND] = STATUS_NOT_FOUND,
	[GRPC_ALREADY_EXISTS] = STATUS_CONFLICT,
	[GRPC_PERMISSION_DENIED] = STATUS_FORBIDDEN,
	[GRPC_RESOURCE_EXHAUSTED] = STATUS_EXHAUSTED,
	[GRPC_FAILED_PRECONDITION] = STATUS_PRECONDITION,
	[GRPC_ABORTED] = STATUS_AGAIN,
	[GRPC_OUT_OF_RANGE] = STATUS_INVALID,
	[GRPC_UNIMPLEMENTED] = STATUS_UNIMPLEMENTED,
	[GRPC_INTERNAL] = STATUS_INTERNAL,
	[GRPC_UNAVAILABLE] = STATUS_UNAVAILABLE,
	[GRPC_DATA_LOSS] = STATUS_CORRUPT,
	[GRPC_UNAUTHENTICATED] = STATUS_UNAUTHENTICATED,
};

/* A value outside the enum can only be a bug, and reads as one. */
static const struct meaning *meaning_of(enum status status)
{
	return &meanings[(unsigned)status < STATUS_COUNT_ ? status : STATUS_INTERNAL];
}

const char *status_name(enum status status)
{
	return meaning_of(status)->name;
}

int status_grpc_code(enum status status)
{
	return (int)meaning_of(status)->grpc_code;
}

const char *status_grpc_name(enum status status)
{
	return meaning_of(status)->grpc_name;
}

int status_http_code(enum status status)
{
	return meaning_of(status)->http_code;
}

enum status status_of_grpc(int grpc_code)
{
	return grpc_code >= 0 && grpc_code < GRPC_CODE_COUNT ? of_grpc[grpc_code] : STATUS_INTERNAL;
}

bool status_is_transient(enum status status)
{
	return meaning_of(status)->transient;
}
