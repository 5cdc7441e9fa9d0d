/*
 * What stands at the top of a .proto file, as far as a new event has to know it: read without protoc, which may not be there.
 * Comments and everything else are left alone. Texts borrow from the content; everything else is in the arena.
 */
#ifndef HAPAX_CLI_EVENTS_NEW_PROTO_SCAN_H
#define HAPAX_CLI_EVENTS_NEW_PROTO_SCAN_H

#include "hapax/context.h"

/* A name that is taken, and for events what else their option says. */
struct proto_name {
	struct proto_name *next;
	struct text name;
	struct text topic, key; /* of an event */
	struct text message;	/* that an event is */
	bool alias;		/* of an event */
};

struct proto_import {
	struct proto_import *next;
	struct text name;
	size_t start, end; /* of the statement */
};

struct proto_file {
	const char *name; /* relative to the folder of .proto files: "shop/v1/events.proto" */
	struct text content;
	struct text package;
	struct proto_name *messages;  /* and enums, of the file's top */
	struct proto_name *events;    /* an entry for each spelling: type and aliases */
	struct proto_name *topics;    /* declared here */
	struct proto_import *imports; /* in their order */
	size_t package_end;	      /* behind the statement; 0: there is none */
	size_t options_end;	      /* behind the last option of the file; 0: there is none */
};

/* Fills in everything but name and content. STATUS_INVALID with file, line and what is wrong there. */
MUST_CHECK enum status proto_scan(struct context *context, struct proto_file *file);

#endif
