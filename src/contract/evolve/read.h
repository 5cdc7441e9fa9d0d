/* What the parts of reading a contract share. Used by contract_read() only. */
#ifndef HAPAX_CONTRACT_EVOLVE_READ_H
#define HAPAX_CONTRACT_EVOLVE_READ_H

#include "contract/evolve/model.h"

/* The numbers that source_code_info's paths are made of. */
enum {
	FILE_MESSAGES = 4,
	FILE_ENUMS = 5,
	FILE_SERVICES = 6,
	FILE_OPTIONS = 8,
	MESSAGE_FIELDS = 2,
	MESSAGE_NESTED = 3,
	MESSAGE_ENUMS = 4,
	MESSAGE_OPTIONS = 7,
	ENUM_VALUES = 2,
	SERVICE_METHODS = 2,
};

/* hapax/options.proto's extensions. */
enum { EXTENSION_EVENT = 50100, EXTENSION_DATA = 50101, EXTENSION_TOPIC = 50102 };

/* Fills in what a field's own descriptor says; its type's message and enum come later, when all are known. */
MUST_CHECK enum status read_field(struct context *context, struct message *message, size_t index);
/* The message's (hapax.event), when it has one. */
MUST_CHECK enum status read_event(struct context *context, struct message *message);
/* The (hapax.topic) options of a file, behind those that contract->topics has. */
MUST_CHECK enum status read_topics(struct context *context, struct contract *contract,
				   const Google__Protobuf__FileDescriptorProto *file);

#endif
