/* protovalidate's rules of a message's fields, as the rows of our rule tables. */
#ifndef PROTOC_GEN_HAPAX_RULES_H
#define PROTOC_GEN_HAPAX_RULES_H

#include "protoc-gen-hapax/model/model.h"

/* Fills in message->rules. Rules that don't fit their field, or that hapax would understand in another way than protovalidate, are
 * mistakes. */
void rules_plan(struct model *model, struct message *message);

#endif
