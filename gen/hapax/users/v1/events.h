/* Written by protoc-gen-hapax from hapax/users/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_USERS_V1_EVENTS_H
#define HAPAX_USERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/users/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define users_user_registered Hapax__Users__V1__UserRegistered
#define USERS_USER_REGISTERED_INIT HAPAX__USERS__V1__USER_REGISTERED__INIT
#define users_user_logged_in Hapax__Users__V1__UserLoggedIn
#define USERS_USER_LOGGED_IN_INIT HAPAX__USERS__V1__USER_LOGGED_IN__INIT
#define users_user_login_failed Hapax__Users__V1__UserLoginFailed
#define USERS_USER_LOGIN_FAILED_INIT HAPAX__USERS__V1__USER_LOGIN_FAILED__INIT

extern const struct message_rules users_user_registered_rules;
extern const struct message_rules users_user_logged_in_rules;
extern const struct message_rules users_user_login_failed_rules;

/* user.registered 1.0 on user-events: Somebody became a user. */
extern const struct event_type users_user_registered_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct users_user_registered *users_user_registered_of(const struct event *event)
{
	return event->type == &users_user_registered_event ? (const struct users_user_registered *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status users_user_registered_append(struct tx *tx, const struct cause *cause, const struct users_user_registered *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&users_user_registered_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status users_user_registered_publish(struct producer *producer, struct context *context,
	const struct users_user_registered *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &users_user_registered_event, &data->base, options, ret_id);
}

/* user.logged_in 1.0 on user-events: A user logged in. */
extern const struct event_type users_user_logged_in_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct users_user_logged_in *users_user_logged_in_of(const struct event *event)
{
	return event->type == &users_user_logged_in_event ? (const struct users_user_logged_in *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status users_user_logged_in_append(struct tx *tx, const struct cause *cause, const struct users_user_logged_in *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&users_user_logged_in_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status users_user_logged_in_publish(struct producer *producer, struct context *context,
	const struct users_user_logged_in *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &users_user_logged_in_event, &data->base, options, ret_id);
}

/* user.login_failed 1.0 on user-events: Somebody failed to log in. */
extern const struct event_type users_user_login_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct users_user_login_failed *users_user_login_failed_of(const struct event *event)
{
	return event->type == &users_user_login_failed_event ? (const struct users_user_login_failed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status users_user_login_failed_append(struct tx *tx, const struct cause *cause, const struct users_user_login_failed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&users_user_login_failed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status users_user_login_failed_publish(struct producer *producer, struct context *context,
	const struct users_user_login_failed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &users_user_login_failed_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
