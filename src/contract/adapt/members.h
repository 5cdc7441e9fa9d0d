/*
 * The members of older envelopes, as one table: under which names each attribute comes, and how its value is read. Private to
 * contract/adapt. Pure.
 */
#ifndef HAPAX_CONTRACT_ADAPT_MEMBERS_H
#define HAPAX_CONTRACT_ADAPT_MEMBERS_H

#include "contract/envelope.h"
#include "contract/json/tokens.h"

enum older_place { OLDER_TOP, OLDER_METADATA };

/* What a member is, and with it how its value is read. */
enum older_kind {
	OLDER_ID,	   /* a string, or a whole number */
	OLDER_TYPE,	   /* a string that names an event of the contract */
	OLDER_VERSION,	   /* 1, "1.0", "v1" */
	OLDER_TIME,	   /* RFC 3339, also without a zone, or a number since 1970 */
	OLDER_TEXT,	   /* a string */
	OLDER_TRACEPARENT, /* a string; what is none of W3C's is dropped, as in a CloudEvent */
	OLDER_TRACE_ID,	   /* a whole traceparent, or another name for the correlation */
	OLDER_DATA,	   /* an object, or a string with one in it */
	OLDER_NESTED,	   /* an object with more members: `metadata` */
};

struct older_member {
	struct text name; /* in snake_case; lowerCamelCase is understood as well */
	enum older_place place;
	enum older_kind kind;
	size_t offset;	 /* of the attribute's text in struct envelope, where the kind has one */
	bool is_mark;	 /* an object that has it may be an older envelope */
	bool fills_data; /* is a field of the data as well, where the data lacks it */
};

enum { OLDER_MEMBERS = 18 };

/* Of several members that give the same attribute, the first one here counts. */
extern const struct older_member older_members[OLDER_MEMBERS];

/* By name, in either spelling. NULL: none. */
const struct older_member *older_member_find(enum older_place place, struct text name);
/* Whether one of the object's own members marks an older envelope. Cheap: it is asked for every event. */
bool older_has_mark(const struct json_token *object);
/* The same of a text that isn't JSON: whether the name of such a member is in it. */
bool older_mentions_mark(struct text text);

#endif
