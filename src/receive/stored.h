/*
 * Stored events, to be read again: dead letters and whatever else keeps the original bytes of an event with the form that they
 * have. Reentrant.
 */
#ifndef HAPAX_RECEIVE_STORED_H
#define HAPAX_RECEIVE_STORED_H

#include "receive/delivery.h"
#include "receive/reading.h"

/* As dead_letters.form has it. Static. */
const char *delivery_form_name(enum delivery_form form);
/* Where the event is in the bytes that were stored in a form. STATUS_INVALID: there is no such form, or the bytes don't have it. */
MUST_CHECK enum status stored_source(struct context *context, struct text form, struct text original,
				     struct intake_source *ret_source);

#endif
