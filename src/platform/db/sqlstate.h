/*
 * What a SQLSTATE means to us: the one table for it. Pure functions over static data, any thread.
 */
#ifndef HAPAX_PLATFORM_DB_SQLSTATE_H
#define HAPAX_PLATFORM_DB_SQLSTATE_H

#include "hapax/status.h"

/* What has to be done about the connection besides reporting the failure. */
enum sqlstate_action {
	SQLSTATE_KEEP,
	SQLSTATE_PREPARE_AGAIN, /* a statement prepared earlier is gone or stale: forget all of them */
	SQLSTATE_CLOSE,		/* the server ended the session, or isn't the one we want to talk to */
};

struct sqlstate_meaning {
	enum status status; /* whether trying again can help follows from it: status_is_transient() */
	enum sqlstate_action action;
};

/* The entry of the code, else of its class (the first two characters), else STATUS_INTERNAL. NULL (libpq itself failed, so the
 * connection is gone) is STATUS_UNAVAILABLE. */
struct sqlstate_meaning sqlstate_meaning(const char *sqlstate);

#endif
