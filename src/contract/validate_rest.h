/* The rules of a message that could not be read whole, so that one answer names all that is wrong with it. Pure. */
#ifndef HAPAX_CONTRACT_VALIDATE_REST_H
#define HAPAX_CONTRACT_VALIDATE_REST_H

#include "contract/validate.h"

/* The context has violations of the reading (json_read_tokens_partly()), and gets those of the rules for the other fields: what
 * can't be read also looks as if it were missing, and that isn't said. Then fail_violations(). rules may be NULL. */
MUST_CHECK enum status validate_rest(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message);

#endif
