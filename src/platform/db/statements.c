#include "platform/db/statements.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAPACITY_MIN = 32, SCHEMA_NAME_MAX = 63 };

void statements_done(struct statements *statements)
{
	free(statements->slots);
	*statements = (struct statements){0};
}

void statements_forget(struct statements *statements)
{
	if (statements->slots)
		memset(statements->slots, 0, statements->capacity * sizeof(struct prepared));
	statements->count = 0;
}

static size_t slot_of(const struct statements *statements, const struct statement *statement, const char *schema)
{
	uint64_t hash = ((uint64_t)(uintptr_t)statement ^ ((uint64_t)(uintptr_t)schema << 7)) * UINT64_C(0x9e3779b97f4a7c15);
	size_t slot = (size_t)(hash >> 32) & (statements->capacity - 1);
	const struct prepared *slots = statements->slots;
	while (slots[slot].number != 0 && (slots[slot].statement != statement || slots[slot].schema != schema))
		slot = (slot + 1) & (statements->capacity - 1);
	return slot;
}

unsigned statements_find(const struct statements *statements, const struct statement *statement, const char *schema)
{
	return statements->capacity == 0 ? 0 : statements->slots[slot_of(statements, statement, schema)].number;
}

unsigned statements_next_number(struct statements *statements)
{
	return ++statements->last_number;
}

static bool grow(struct statements *statements)
{
	struct statements bigger = *statements;
	bigger.capacity = statements->capacity == 0 ? CAPACITY_MIN : statements->capacity * 2;
	bigger.slots = calloc(bigger.capacity, sizeof(struct prepared));
	if (!bigger.slots)
		return false;
	for (size_t i = 0; i < statements->capacity; i++) {
		const struct prepared *old = &statements->slots[i];
		if (old->number != 0)
			bigger.slots[slot_of(&bigger, old->statement, old->schema)] = *old;
	}
	free(statements->slots);
	*statements = bigger;
	return true;
}

void statements_add(struct statements *statements, const struct statement *statement, const char *schema, unsigned number)
{
	/* At most half full, so that a search always meets an empty slot soon. */
	if ((statements->count + 1) * 2 > statements->capacity && !grow(statements))
		return;
	struct prepared *slot = &statements->slots[slot_of(statements, statement, schema)];
	statements->count += slot->number == 0;
	*slot = (struct prepared){statement, schema, number};
}

void statement_name(unsigned number, char ret_name[STATEMENT_NAME_MAX])
{
	snprintf(ret_name, STATEMENT_NAME_MAX, "h%u", number);
}

bool schema_name_valid(const char *schema)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_", all[] = "abcdefghijklmnopqrstuvwxyz_0123456789";
	size_t len = schema ? strlen(schema) : 0;
	return len > 0 && len <= SCHEMA_NAME_MAX && strchr(letters, schema[0]) && strspn(schema, all) == len;
}

enum status statement_expand(struct context *context, const char *sql, const char *schema, const char **ret_sql)
{
	static const char placeholder[] = "{schema}";
	const char *at = strstr(sql, placeholder);
	if (!at) {
		*ret_sql = sql;
		return STATUS_OK;
	}
	if (!schema_name_valid(schema))
		return fail(context, STATUS_INTERNAL,
			    "schema name \"%s\": must be lower-case letters, digits and _, not starting with a digit",
			    schema ? schema : "");
	struct buffer buffer;
	buffer_init(&buffer, context->arena, strlen(sql) * (SCHEMA_NAME_MAX / (sizeof(placeholder) - 1) + 1) + 1);
	for (; at; at = strstr(sql, placeholder)) {
		buffer_add(&buffer, sql, (size_t)(at - sql));
		buffer_add_string(&buffer, schema);
		sql = at + sizeof(placeholder) - 1;
	}
	buffer_add_string(&buffer, sql);
	const char *expanded = buffer_string(&buffer);
	if (!expanded)
		return fail(context, STATUS_EXHAUSTED, "no memory for the text of a statement");
	*ret_sql = expanded;
	return STATUS_OK;
}
