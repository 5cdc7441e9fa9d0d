/* Audit: every event whose contract names it as a consumer becomes one row of audit.audit_log, whatever form it came in. */
#ifndef HAPAX_SERVICES_AUDIT_AUDIT_H
#define HAPAX_SERVICES_AUDIT_AUDIT_H

#include "hapax/service.h"

/* record_events.c: one statement for the whole batch. */
enum status record_events(struct tx *tx, const struct event *const *events, size_t count);

extern const struct service audit_service;

#endif
