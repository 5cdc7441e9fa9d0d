/* hapax's and protovalidate's options of messages and fields. protoc hands them over as unknown fields of the options message. */
#ifndef PROTOC_GEN_HAPAX_OPTIONS_H
#define PROTOC_GEN_HAPAX_OPTIONS_H

#include "protoc-gen-hapax/model/model.h"

/* Whether an extension is among the options of something; NULL: it has none. */
bool option_has_extension(const ProtobufCMessage *options, uint32_t tag);
/* (buf.validate.oneof).required of one of the message's oneofs. */
bool option_oneof_required(struct model *model, const struct message *message, size_t oneof);
/* NULL when the message is no event, or the option is broken (an error is recorded). */
const struct Hapax__EventOptions *option_event(struct model *model, const struct message *message);
/* (hapax.data): all false when it isn't there. */
struct Hapax__FieldOptions option_data(struct model *model, const struct file *file, const struct field *field);
/* The file's (hapax.topic) options, an array. */
const struct Hapax__TopicOptions **option_topics(struct model *model, const struct file *file, size_t *ret_count);
/* NULL when the field has no rules, or they are broken (an error is recorded). */
const struct Buf__Validate__FieldRules *option_field_rules(struct model *model, const struct file *file, const struct field *field);

#endif
