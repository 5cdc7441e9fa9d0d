/*
 * Whether a contract that changed still fits what was built on it before: two google.protobuf.FileDescriptorSets are compared, the
 * old one and the new one, with the options that hapax and protovalidate put on messages and fields. Pure: no file, no process.
 * Either set may come from anywhere, so both are checked, and the work on them is bounded. Everything lives in the context's arena;
 * one thread at a time.
 */
#ifndef HAPAX_CONTRACT_EVOLVE_H
#define HAPAX_CONTRACT_EVOLVE_H

#include "contract/evolve/rules.h"
#include "hapax/context.h"

/* One side of the comparison, read and indexed. */
struct contract;

/* What a finding is about. Findings of one subject stand together. */
enum subject_kind { SUBJECT_EVENT, SUBJECT_TOPIC, SUBJECT_SERVICE, SUBJECT_MESSAGE, SUBJECT_ENUM };

struct subject {
	enum subject_kind kind;
	const char *name;	      /* "task.created", "task-events", "hapax.tasks.v1.TaskService", "hapax.tasks.v1.Task" */
	const char *version;	      /* of an event, as the new side has it, or the old one where that has none; else NULL */
	const char *owner;	      /* of an event; else NULL */
	const char *const *consumers; /* of an event, or of the events on a topic, old and new; NULL-terminated, never NULL */
};

struct finding {
	const struct evolve_rule_about *about; /* its row in the table of rules */
	const struct subject *subject;
	const char *path;   /* of the field: "lines.sku"; the option's or method's name; "" for the whole */
	const char *before; /* as the .proto would say it; NULL: there was nothing */
	const char *after;
	const char *file; /* of the new side; NULL: unknown */
	int line;	  /* 0: unknown */
};

struct evolution {
	const struct finding *findings; /* events first, then topics, services, messages and enums, each by name; breaks first */
	size_t count;
	size_t count_of[SEVERITY_COUNT_];
};

/* STATUS_INVALID when the bytes are no FileDescriptorSet, or one that protoc wouldn't have made; STATUS_EXHAUSTED when it is too
 * large. Both say what and where; `what` says whose set it is ("release.binpb"). Bytes are borrowed as long as the contract. */
MUST_CHECK enum status contract_read(struct context *context, const char *what, struct text bytes,
				     const struct contract **ret_contract);
/* How many events and how many files of its own a contract has. */
size_t contract_event_count(const struct contract *contract);
size_t contract_file_count(const struct contract *contract);
/* Whether it has a file of that name. */
bool contract_has_file(const struct contract *contract, const char *name);

/* STATUS_EXHAUSTED when the two differ in more places, or are larger, than is bearable. */
MUST_CHECK enum status evolve(struct context *context, const struct contract *before, const struct contract *after,
			      struct evolution *ret_evolution);

/* "event", "topic", ... Static. */
const char *subject_kind_name(enum subject_kind kind);

#endif
