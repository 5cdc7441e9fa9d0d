/* The audit service, as the program sees it. */
#include "audit.h"
#include "audit_sql.h"

static const struct handler handlers[] = {
	{.every = true, .any_key = true, .batch = record_events},
	{0},
};

const struct service audit_service = {
	.name = "audit",
	.about = "what happened, who did it, when and why",
	.migrations = audit_migrations,
	.handlers = handlers,
	.example = "psql -c 'select event_type, user_id, data from audit.audit_log'",
};
