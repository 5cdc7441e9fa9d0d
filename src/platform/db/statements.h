/*
 * Which statements a connection has prepared, and under which names. Belongs to its connection, same thread.
 */
#ifndef HAPAX_PLATFORM_DB_STATEMENTS_H
#define HAPAX_PLATFORM_DB_STATEMENTS_H

#include "hapax/db.h"

struct prepared {
	const struct statement *statement;
	const char *schema;
	unsigned number;
};

/* A hash table keyed by the two pointers. Zeroed is empty. */
struct statements {
	struct prepared *slots;
	size_t capacity; /* a power of two, or 0 */
	size_t count;
	unsigned last_number; /* never used again on this connection, so a name can't collide with one that was left behind */
};

enum { STATEMENT_NAME_MAX = 16 };

void statements_done(struct statements *statements);
/* Forgets all of them; the numbers go on. */
void statements_forget(struct statements *statements);
/* The number under which it is prepared, or 0. */
unsigned statements_find(const struct statements *statements, const struct statement *statement, const char *schema);
/* A number for a statement about to be prepared. */
unsigned statements_next_number(struct statements *statements);
/* Without memory for the entry it is prepared again the next time: no failure. */
void statements_add(struct statements *statements, const struct statement *statement, const char *schema, unsigned number);
/* What the statement is called on the server. */
void statement_name(unsigned number, char ret_name[STATEMENT_NAME_MAX]);

/* [a-z_][a-z0-9_]*, at most 63 characters: nothing that would need quoting. */
bool schema_name_valid(const char *schema);
/* The SQL with each {schema} replaced, in the context's arena. */
MUST_CHECK enum status statement_expand(struct context *context, const char *sql, const char *schema, const char **ret_sql);

#endif
