#include "platform/db/sqlstate.h"

#include <string.h>

#include "hapax/macros.h"

/* A class stands for all of its codes that have no entry of their own. */
static const struct {
	const char *code;
	struct sqlstate_meaning meaning;
} table[] = {
	{"08", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},	      /* connection exception */
	{"0A000", {STATUS_INTERNAL, SQLSTATE_PREPARE_AGAIN}}, /* cached plan must not change result type */
	{"21", {STATUS_INTERNAL, SQLSTATE_KEEP}},	      /* more than one row where one is allowed */
	{"22", {STATUS_INVALID, SQLSTATE_KEEP}},	      /* bad value */
	{"23", {STATUS_INVALID, SQLSTATE_KEEP}},	      /* check, not null */
	{"23503", {STATUS_CONFLICT, SQLSTATE_KEEP}},	      /* foreign key */
	{"23505", {STATUS_CONFLICT, SQLSTATE_KEEP}},	      /* unique */
	{"23P01", {STATUS_CONFLICT, SQLSTATE_KEEP}},	      /* exclusion */
	{"25", {STATUS_INTERNAL, SQLSTATE_KEEP}},	      /* wrong transaction state */
	{"25006", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},      /* read-only: a standby, after a failover */
	{"25P03", {STATUS_TIMEOUT, SQLSTATE_CLOSE}},	      /* idle in transaction */
	{"25P04", {STATUS_TIMEOUT, SQLSTATE_CLOSE}},	      /* transaction timeout */
	{"26000", {STATUS_INTERNAL, SQLSTATE_PREPARE_AGAIN}}, /* prepared statement does not exist */
	{"28", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},	      /* authentication */
	{"3D", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},	      /* no such database */
	{"40", {STATUS_AGAIN, SQLSTATE_KEEP}},		      /* rolled back: serialization, deadlock */
	{"40003", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},      /* completion unknown */
	{"42", {STATUS_INTERNAL, SQLSTATE_KEEP}},	      /* our SQL is wrong, or not allowed */
	{"44", {STATUS_INVALID, SQLSTATE_KEEP}},	      /* WITH CHECK OPTION */
	{"53", {STATUS_UNAVAILABLE, SQLSTATE_KEEP}},	      /* disk full, out of memory */
	{"53300", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},      /* too many connections */
	{"54", {STATUS_INVALID, SQLSTATE_KEEP}},	      /* a limit of Postgres, e.g. on the size of an index row */
	{"55", {STATUS_PRECONDITION, SQLSTATE_KEEP}},	      /* object not in the state needed */
	{"55006", {STATUS_UNAVAILABLE, SQLSTATE_KEEP}},	      /* object in use */
	{"55P03", {STATUS_UNAVAILABLE, SQLSTATE_KEEP}},	      /* lock not available */
	{"57", {STATUS_UNAVAILABLE, SQLSTATE_CLOSE}},	      /* shutdown, crash, starting up, database dropped */
	{"57014", {STATUS_TIMEOUT, SQLSTATE_KEEP}},	      /* statement timeout */
	{"58", {STATUS_UNAVAILABLE, SQLSTATE_KEEP}},	      /* I/O error */
	{"XX001", {STATUS_CORRUPT, SQLSTATE_KEEP}},	      /* data corrupted */
	{"XX002", {STATUS_CORRUPT, SQLSTATE_KEEP}},	      /* index corrupted */
};

struct sqlstate_meaning sqlstate_meaning(const char *sqlstate)
{
	struct sqlstate_meaning meaning = {STATUS_INTERNAL, SQLSTATE_KEEP};
	if (!sqlstate)
		return (struct sqlstate_meaning){STATUS_UNAVAILABLE, SQLSTATE_CLOSE};
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		if (strcmp(table[i].code, sqlstate) == 0)
			return table[i].meaning;
		if (strlen(table[i].code) == 2 && strncmp(table[i].code, sqlstate, 2) == 0)
			meaning = table[i].meaning;
	}
	return meaning;
}
