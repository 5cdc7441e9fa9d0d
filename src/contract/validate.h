/* Field rules of a message, as generated tables. Pure but for the context's clock. */
#ifndef HAPAX_CONTRACT_VALIDATE_H
#define HAPAX_CONTRACT_VALIDATE_H

#include "hapax/buffer.h"
#include "hapax/context.h"
#include "hapax/event.h"

/* Adds a violation for every broken rule, with paths such as lines[2].sku and labels["colour"]; then fail_violations().
 * STATUS_EXHAUSTED when the memory for it isn't there. rules may be NULL. Besides the rules, every string must be UTF-8 without
 * U+0000. */
MUST_CHECK enum status validate(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message);

/* What the rule asks of a value of the type, which is in the field: "must be at least 3 and less than 5". */
void rule_describe(struct buffer *out, const ProtobufCFieldDescriptor *field, enum rule_type type, const struct rule *rule);

#endif
