/* Idempotency keys: the same user, method and key give the same answer; with another request they are refused. */
#ifndef HAPAX_COMMAND_IDEMPOTENCY_H
#define HAPAX_COMMAND_IDEMPOTENCY_H

#include "hapax/rpc.h"
#include "platform/db/pool.h"

struct remembered {
	struct text user_id;
	struct text method;
	struct text key;
};

/* Takes the key for this transaction, waiting for another one that has it. *ret_repeated: it was answered before, ret_answer holds
 * the bytes (in the arena). STATUS_PRECONDITION when it was used for another request. */
MUST_CHECK enum status idempotency_claim(struct tx *tx, const struct remembered *key, const ProtobufCMessage *request,
					 struct text *ret_answer, bool *ret_repeated);
MUST_CHECK enum status idempotency_keep(struct tx *tx, const struct remembered *key, struct text answer);

/* Deletes answers of a schema that are older than a week, a bounded number at a time. *ret_more: there may be others. */
MUST_CHECK enum status idempotency_forget(struct context *context, struct db_pool *pool, const char *schema, bool *ret_more);

#endif
