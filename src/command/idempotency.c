#include "command/idempotency.h"

#include <openssl/sha.h>

#include "command_sql.h"

enum { FORGET_ROWS = 1000, FORGET_WAIT_MS = 2000 };

static void add_key(struct db_params *params, struct tx *tx, const struct remembered *key)
{
	db_params_init(params, tx->context->arena);
	db_add_text(params, key->user_id);
	db_add_text(params, key->method);
	db_add_text(params, key->key);
}

/* Over the packed message, so that gRPC and JSON callers mean the same by the same request. */
static enum status digest_request(struct context *context, const ProtobufCMessage *request, struct text *ret_digest)
{
	size_t size = protobuf_c_message_get_packed_size(request);
	uint8_t *bytes = arena_alloc(context->arena, size + 1);
	unsigned char *digest = arena_alloc(context->arena, SHA256_DIGEST_LENGTH);

	if (!bytes || !digest)
		return fail(context, STATUS_EXHAUSTED, "no memory left to compare a request of %zu bytes", size);
	protobuf_c_message_pack(request, bytes);
	SHA256(bytes, size, digest);
	*ret_digest = (struct text){(const char *)digest, SHA256_DIGEST_LENGTH};
	return STATUS_OK;
}

static enum status find_answer(struct tx *tx, const struct remembered *key, struct text digest, struct text *ret_answer,
			       bool *ret_found)
{
	struct db_params params;
	struct db_result row CLEANUP(db_result_done) = {0};
	enum status status;

	add_key(&params, tx, key);
	status = tx_exec(tx, &command_sql_find_key, &params, &row);
	*ret_found = status == STATUS_OK && row.rows == 1;
	if (!*ret_found)
		return status;
	if (!text_equal(db_get_text(&row, 0, 0), digest))
		return fail(tx->context, STATUS_PRECONDITION,
			    "idempotency-key '%.*s' was used for %.*s with other parameters; a new request needs a new key",
			    TEXT_ARG(key->key), TEXT_ARG(key->method));
	*ret_answer = text_dup(db_get_text(&row, 0, 1), tx->context->arena);
	if (ret_answer->len != db_get_text(&row, 0, 1).len)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory left for the answer of the first call");
	return STATUS_OK;
}

enum status idempotency_claim(struct tx *tx, const struct remembered *key, const ProtobufCMessage *request, struct text *ret_answer,
			      bool *ret_repeated)
{
	struct text digest = {0};
	enum status status = digest_request(tx->context, request, &digest);

	*ret_repeated = false;
	while (status == STATUS_OK) {
		struct db_params params;
		struct db_result claimed CLEANUP(db_result_done) = {0};

		add_key(&params, tx, key);
		db_add_bytes(&params, digest);
		status = tx_exec(tx, &command_sql_claim_key, &params, &claimed);
		if (status != STATUS_OK || claimed.affected == 1)
			return status;
		status = find_answer(tx, key, digest, ret_answer, ret_repeated);
		if (*ret_repeated)
			return status;
		/* The row was deleted between the two statements: claim it again. */
	}
	return status;
}

enum status idempotency_keep(struct tx *tx, const struct remembered *key, struct text answer)
{
	struct db_params params;

	add_key(&params, tx, key);
	db_add_bytes(&params, answer);
	return tx_exec(tx, &command_sql_keep_answer, &params, NULL);
}

enum status idempotency_forget(struct context *context, struct db_pool *pool, const char *schema, bool *ret_more)
{
	struct tx tx = {0};
	struct db_params params;
	struct db_result deleted CLEANUP(db_result_done) = {0};
	enum status status = tx_begin(&tx, context, pool, clock_monotonic_us() + FORGET_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	tx.schema = schema;
	db_params_init(&params, context->arena);
	db_add_i32(&params, FORGET_ROWS);
	status = tx_exec(&tx, &command_sql_forget_keys, &params, &deleted);
	*ret_more = status == STATUS_OK && deleted.affected == FORGET_ROWS;
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	tx_rollback(&tx);
	return status;
}
