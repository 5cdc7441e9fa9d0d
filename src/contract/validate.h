/* Field rules of a message, as generated tables. Pure. */
#ifndef HAPAX_CONTRACT_VALIDATE_H
#define HAPAX_CONTRACT_VALIDATE_H

#include "hapax/context.h"
#include "hapax/event.h"

/* Adds a violation for every broken rule, with paths such as lines[2].sku; then fail_violations(). rules may be NULL. Besides the
 * rules, every string must be UTF-8 without U+0000. */
MUST_CHECK enum status validate(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message);

#endif
