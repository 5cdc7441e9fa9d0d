/*
 * Dapr's AppCallback, AppCallbackHealthCheck and AppCallbackAlpha. No answer of these can be mistaken for an acknowledgement of
 * something that wasn't stored: an unknown topic gets RETRY, an unknown binding, job or method NOT_FOUND, and never UNIMPLEMENTED,
 * which the sidecar would take for "done".
 */
#ifndef HAPAX_RECEIVE_APP_CALLBACK_H
#define HAPAX_RECEIVE_APP_CALLBACK_H

#include "receive/receiver_state.h"

/* Fills in the endpoints, returns how many. */
size_t app_callback_endpoints(struct receiver *receiver, struct endpoint ret_endpoints[RECEIVER_ENDPOINTS_MAX]);

#endif
