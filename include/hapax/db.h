/*
 * Postgres for handlers and commands: statements, parameters, results, transactions. Statements come from the .sql files
 * of a service; parameters and results travel in binary. A transaction belongs to one thread.
 *
 *     struct db_params p;
 *     db_params_init(&p, tx->context->arena);
 *     db_add_text(&p, user_id);
 *     struct db_result rows CLEANUP(db_result_done) = {0};
 *     enum status s = tx_exec(tx, &tasks_sql_find, &p, &rows);
 */
#ifndef HAPAX_DB_H
#define HAPAX_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

HAPAX_BEGIN_C

/* One named statement, generated from a .sql file. {schema} in it stands for the service's schema. */
struct statement {
	const char *name;
	const char *sql;
};

/* One numbered migration, generated from migrations/NNNN_name.sql. A list ends with number 0. */
struct migration {
	int number;
	const char *name;
	const char *sql;
};

enum db_type { DB_BOOL, DB_I32, DB_I64, DB_TEXT, DB_BYTES, DB_UUID, DB_TIME, DB_JSONB, DB_DOUBLE, DB_TYPE_COUNT_ };

enum { DB_PARAMS_MAX = 32 };

/* Values for $1, $2, ... in the order they were added. Bytes that a text or array points to must live until the statement
 * was executed; fixed-size values are copied into the arena. */
struct db_params {
	struct arena *arena;
	int count;
	bool failed; /* arena exhausted or too many: the statement then answers STATUS_EXHAUSTED */
	unsigned types[DB_PARAMS_MAX];
	const char *values[DB_PARAMS_MAX];
	int lengths[DB_PARAMS_MAX];
};

void db_params_init(struct db_params *params, struct arena *arena);
void db_add_null(struct db_params *params, enum db_type type);
void db_add_bool(struct db_params *params, bool value);
void db_add_i32(struct db_params *params, int32_t value);
void db_add_i64(struct db_params *params, int64_t value);
void db_add_double(struct db_params *params, double value);
void db_add_text(struct db_params *params, struct text value);
/* NULL when the text is empty. */
void db_add_text_or_null(struct db_params *params, struct text value);
void db_add_bytes(struct db_params *params, struct text value);
void db_add_uuid(struct db_params *params, struct uuid value);
void db_add_time(struct db_params *params, int64_t time_us);
/* A JSON text; Postgres refuses what isn't. */
void db_add_jsonb(struct db_params *params, struct text value);

/* One-dimensional arrays for unnest(): add values in row order, then the array as one parameter. */
struct db_array {
	enum db_type type;
	int32_t count;
	bool has_nulls;
	struct buffer bytes;
};

void db_array_init(struct db_array *array, struct arena *arena, enum db_type type);
void db_array_null(struct db_array *array);
void db_array_bool(struct db_array *array, bool value);
void db_array_i32(struct db_array *array, int32_t value);
void db_array_i64(struct db_array *array, int64_t value);
void db_array_double(struct db_array *array, double value);
void db_array_text(struct db_array *array, struct text value); /* also DB_BYTES and DB_JSONB */
void db_array_text_or_null(struct db_array *array, struct text value);
void db_array_uuid(struct db_array *array, struct uuid value);
void db_array_time(struct db_array *array, int64_t time_us);
void db_add_array(struct db_params *params, struct db_array *array);

/* Rows of a statement. Texts are borrowed until db_result_done(). Columns count from 0. Reading a NULL, or a column of
 * another type, gives zero or the empty text. */
struct db_result {
	void *pg;
	int rows;
	int64_t affected; /* rows inserted, updated, deleted */
};

void db_result_done(struct db_result *result);
bool db_is_null(const struct db_result *result, int row, int column);
bool db_get_bool(const struct db_result *result, int row, int column);
int64_t db_get_i64(const struct db_result *result, int row, int column); /* int2, int4, int8 */
double db_get_double(const struct db_result *result, int row, int column);
struct text db_get_text(const struct db_result *result, int row, int column); /* text, jsonb, bytea, "char" */
struct uuid db_get_uuid(const struct db_result *result, int row, int column);
int64_t db_get_time(const struct db_result *result, int row, int column);
/* Elements of a text[] column in the arena; NULL elements are empty. Returns the count, 0 also when exhausted. */
size_t db_get_text_array(const struct db_result *result, int row, int column, struct arena *arena, struct text **ret_items);

struct db_connection;
struct tx;

/* Something to do inside the transaction just before COMMIT, or after it succeeded. */
struct tx_hook {
	struct tx_hook *next;
	enum status (*run)(struct tx *tx, void *data);
	void *data;
};

/* An open transaction. Public so that it can live on the stack; touch context and schema only. */
struct tx {
	struct context *context;
	const char *schema; /* the service's; replaces {schema} */
	struct db_connection *connection;
	struct tx_hook *before_commit; /* in the order they were added */
	struct tx_hook *after_commit;
	int64_t transaction_id; /* xid8 once known, else 0: decides what a connection lost at COMMIT means */
	bool broken;		/* a statement failed: only rollback is left */
};

/* Runs a prepared statement in the transaction. ret_result may be NULL. Failures: STATUS_CONFLICT (unique, foreign key),
 * STATUS_INVALID (check, not null, bad value), STATUS_AGAIN (deadlock, serialization), STATUS_UNAVAILABLE (connection),
 * STATUS_TIMEOUT, STATUS_INTERNAL (our SQL is wrong); the context's failure carries text and SQLSTATE. */
MUST_CHECK enum status tx_exec(struct tx *tx, const struct statement *statement, const struct db_params *params,
			       struct db_result *ret_result);
/* The hook lives in the transaction's arena. Before-commit hooks run once, in order; a failing one fails the commit. */
MUST_CHECK enum status tx_before_commit(struct tx *tx, enum status (*run)(struct tx *tx, void *data), void *data);
MUST_CHECK enum status tx_after_commit(struct tx *tx, enum status (*run)(struct tx *tx, void *data), void *data);

HAPAX_END_C

#endif
