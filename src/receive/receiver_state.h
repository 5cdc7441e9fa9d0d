/* What the rooms of receive/ share. Read only while callbacks run, but for `draining`. */
#ifndef HAPAX_RECEIVE_RECEIVER_STATE_H
#define HAPAX_RECEIVE_RECEIVER_STATE_H

#include <stdatomic.h>

#include "receive/receiver.h"

struct receiver {
	struct receiver_options options;
	struct consumer **consumers;
	size_t consumer_count;
	unsigned char tokens[APP_TOKENS_MAX][32]; /* SHA-256 of the tokens that callbacks may carry */
	size_t token_count;
	_Atomic bool draining;
	struct endpoint endpoints[RECEIVER_ENDPOINTS_MAX];
	size_t endpoint_count;
};

/* Whether some consumer listens to the contract's topic. */
bool receiver_listens(const struct receiver *receiver, const char *topic);
/* Whether the call carries one of the app tokens, or none is asked for. Every value is looked at: a publisher may have put others
 * in front. */
bool receiver_admits(const struct receiver *receiver, const struct incoming *incoming);

#endif
