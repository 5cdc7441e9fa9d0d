/*
 * The plugin as a function: a request of protoc in, its answer out. Bytes that protoc would never send are refused, not believed.
 * One thread; everything lives in the context's arena, and out of memory ends the process (see model/names.h).
 */
#ifndef PROTOC_GEN_HAPAX_PLUGIN_H
#define PROTOC_GEN_HAPAX_PLUGIN_H

#include "hapax/context.h"

/* The serialized CodeGeneratorResponse to a serialized CodeGeneratorRequest; mistakes in a .proto are part of it. STATUS_INVALID:
 * that is no request. */
MUST_CHECK enum status plugin_answer(struct context *context, struct text request, struct text *ret_response);

#endif
