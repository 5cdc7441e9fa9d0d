/* Everything that can come out of a contract. */
#include "c/emit.h"
#include "outputs.h"

const struct emitter emitters[] = {
	{"c", emit_c},
	{NULL, NULL},
};
