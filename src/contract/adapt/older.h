/*
 * One older envelope on its way into a CloudEvent's attributes. Private to contract/adapt. One thread.
 */
#ifndef HAPAX_CONTRACT_ADAPT_OLDER_H
#define HAPAX_CONTRACT_ADAPT_OLDER_H

#include "contract/adapt/members.h"

struct older {
	struct context *context;
	struct text topic;
	const struct json_token *root;	     /* its object */
	const struct event_type *outer_type; /* what the CloudEvent around it says; NULL: nothing that the contract has */
	const struct event_type *type;	     /* what it is; NULL: unknown */
	const struct json_token *data;	     /* an object; NULL: none */
	bool doubled;			     /* a key of its own is there twice, and was refused */
	bool exhausted;
	const struct json_token *given[OLDER_MEMBERS]; /* the members' values by row; NULL: not there, or null, or "" */
};

/* The object that the text is, or that lies in a JSON string; NULL: none, and the context's failure is kept. */
const struct json_token *older_object(struct context *context, const struct json_token *value);
/* Fills in what older->root says, over what *envelope has. A violation for each member that isn't understood. */
MUST_CHECK enum status older_translate(struct older *older, struct envelope *envelope);
/* Makes the data of *envelope, from older->data and what stands beside it. */
MUST_CHECK enum status older_put_data(const struct older *older, struct envelope *envelope);

#endif
