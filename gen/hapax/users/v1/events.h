/* Written by protoc-gen-hapax from hapax/users/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_USERS_V1_EVENTS_H
#define HAPAX_USERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/users/v1/events.pb-c.h"

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

/* user.logged_in 1.0 on user-events: A user logged in. */
extern const struct event_type users_user_logged_in_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct users_user_logged_in *users_user_logged_in_of(const struct event *event)
{
	return event->type == &users_user_logged_in_event ? (const struct users_user_logged_in *)event->data : NULL;
}

/* user.login_failed 1.0 on user-events: Somebody failed to log in. */
extern const struct event_type users_user_login_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct users_user_login_failed *users_user_login_failed_of(const struct event *event)
{
	return event->type == &users_user_login_failed_event ? (const struct users_user_login_failed *)event->data : NULL;
}

HAPAX_END_C

#endif
