/* Everything that can come out of a contract. */
#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/outputs.h"

const struct emitter emitters[] = {
	{"c", emit_c},
	{NULL, NULL},
};
