/* The callbacks that have a file of their own, and what all of them use. `self` is the receiver. Poller threads. */
#ifndef HAPAX_RECEIVE_CALLBACKS_H
#define HAPAX_RECEIVE_CALLBACKS_H

#include "receive/receiver_state.h"

void callback_on_topic_event(void *self, struct incoming *incoming);
void callback_on_bulk_topic_event(void *self, struct incoming *incoming);
void callback_on_invoke(void *self, struct incoming *incoming);
void callback_list_subscriptions(void *self, struct incoming *incoming);

/* Whether the call may go on, by its token; answers it otherwise. */
MUST_CHECK bool callback_admitted(struct receiver *receiver, struct incoming *incoming);
/* The same for callbacks that daprd makes without a token, also when it has one: only a wrong token is refused. They take no input
 * and change nothing. */
MUST_CHECK bool callback_admitted_tokenless(struct receiver *receiver, struct incoming *incoming);
/* Logs and answers with the context's failure. */
void callback_refuse(struct incoming *incoming, struct context *context);

#endif
