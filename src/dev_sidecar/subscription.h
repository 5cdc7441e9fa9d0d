/*
 * What the app subscribed to, as it answered ListTopicSubscriptions. Read-only once made, replaced as a whole under the sidecar's
 * lock.
 */
#ifndef HAPAX_DEV_SIDECAR_SUBSCRIPTION_H
#define HAPAX_DEV_SIDECAR_SUBSCRIPTION_H

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "hapax/context.h"

struct subscription {
	struct text topic;
	const char *path; /* of the default route, or of the first rule: rules aren't evaluated */
	bool raw;	  /* metadata rawPayload */
	bool bulk;
	size_t batch_max;
	const Dapr__Proto__Runtime__V1__TopicSubscription *as_answered;
};

struct subscriptions {
	struct arena arena;
	struct subscription *items;
	size_t count;
};

/* Unpacks the app's answer; subscriptions to other components than pubsub are left out. */
MUST_CHECK enum status subscriptions_new(struct context *context, struct text answer, const char *pubsub,
					 struct subscriptions **ret_subscriptions);
void subscriptions_free(struct subscriptions *subscriptions);
/* NULL when nobody listens to the topic; subscriptions may be NULL. */
const struct subscription *subscriptions_find(const struct subscriptions *subscriptions, struct text topic);

#endif
