/* The data of an envelope, for whoever looks into it beside the decoder. */
#ifndef HAPAX_CONTRACT_ENVELOPE_DATA_H
#define HAPAX_CONTRACT_ENVELOPE_DATA_H

#include "contract/envelope.h"

/* Whether the data is to be read as JSON: its content type says so, or it has none and looks like it. */
bool envelope_data_is_json(const struct envelope *envelope);
/* The data's value; NULL when it is no JSON: the context's failure says why. */
const struct json_token *envelope_data_tokens(struct context *context, const struct envelope *envelope);
/* A field's value as an attribute has it: strings as they are (borrowed), whole numbers in decimal, wrappers as what they wrap.
 * Empty when the field has no value. */
struct text envelope_field_text(struct context *context, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);

#endif
