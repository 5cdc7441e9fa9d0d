/* Personal data in a message and in those inside it. One thread; paths live in the model's arena. */
#ifndef PROTOC_GEN_HAPAX_PII_H
#define PROTOC_GEN_HAPAX_PII_H

#include "protoc-gen-hapax/model/model.h"

enum { PII_DEPTH_MAX = 8, PII_MAX = 64 };

struct pii {
	char *paths[PII_MAX]; /* "email", "lines.note", in the order of the fields */
	size_t count;
	bool more; /* than PII_MAX */
};

/* Looks PII_DEPTH_MAX messages deep, as they may hold each other. */
void pii_find(struct model *model, const struct message *message, struct pii *ret_pii);

#endif
