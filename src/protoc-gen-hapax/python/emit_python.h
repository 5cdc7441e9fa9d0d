/* The emitter "python": a package of typed producers over what protoc --python_out makes and the runtime beside this file. */
#ifndef PROTOC_GEN_HAPAX_PYTHON_EMIT_PYTHON_H
#define PROTOC_GEN_HAPAX_PYTHON_EMIT_PYTHON_H

#include "protoc-gen-hapax/outputs.h"

/* For every file with events a module of its name, and pyproject.toml. The run that also writes hapax/options.proto makes the
 * package with the runtime; packages of other contracts depend on that one. */
void emit_python(struct model *model, struct outputs *outputs);

#endif
