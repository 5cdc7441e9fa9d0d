/*
 * What became of an operation. One table (src/base/status.c) decides everything that follows from it: gRPC code, HTTP
 * code, what a callback answers, whether trying again can help.
 */
#ifndef HAPAX_STATUS_H
#define HAPAX_STATUS_H

#include <stdbool.h>

#include "hapax/macros.h"

HAPAX_BEGIN_C

enum status {
	STATUS_OK,
	STATUS_INVALID,		/* the input breaks a rule; the failure says which */
	STATUS_UNAUTHENTICATED, /* no, or no valid, identity */
	STATUS_FORBIDDEN,
	STATUS_NOT_FOUND,
	STATUS_CONFLICT,     /* exists already, or changed meanwhile */
	STATUS_PRECONDITION, /* the state of things doesn't allow it */
	STATUS_EXHAUSTED,    /* a bound was reached: bytes, connections, queue */
	STATUS_UNIMPLEMENTED,
	STATUS_CANCELLED,
	STATUS_TIMEOUT,
	STATUS_UNAVAILABLE, /* a part that we need is away; the same again later may work */
	STATUS_AGAIN,	    /* deadlock or serialization failure: run the transaction again, now */
	STATUS_CORRUPT,	    /* something stored or compiled in can't be what we wrote */
	STATUS_INTERNAL,
	STATUS_COUNT_,
};

/* Lower-case name for logs and metrics: "not_found". Static. */
const char *status_name(enum status status);
/* The gRPC status code, e.g. 5 for STATUS_NOT_FOUND. */
int status_grpc_code(enum status status);
/* The upper-case name of that code, as JSON errors carry it: "NOT_FOUND". Static. */
const char *status_grpc_name(enum status status);
int status_http_code(enum status status);
/* What a peer's gRPC code means to us; codes we don't know become STATUS_INTERNAL. */
enum status status_of_grpc(int grpc_code);
/* Whether the same operation can succeed later without anybody changing the input or the code. */
bool status_is_transient(enum status status);

HAPAX_END_C

#endif
