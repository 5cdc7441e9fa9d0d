/*
 * The emitter "typescript": beside the messages that protoc-gen-es makes of a file, a function per event that publishes it. What
 * these stand on is in runtime/, which is put beside the generated code.
 */
#ifndef PROTOC_GEN_HAPAX_TYPESCRIPT_EMIT_TYPESCRIPT_H
#define PROTOC_GEN_HAPAX_TYPESCRIPT_EMIT_TYPESCRIPT_H

#include "protoc-gen-hapax/outputs.h"

/* FILE_producer.ts for each FILE.proto with events. Imports are relative: "./FILE_pb.js" and "hapax/producer.js" of the output
 * folder. */
void emit_typescript(struct model *model, struct outputs *outputs);

#endif
