/*
 * The emitter "go": beside the messages that protoc-gen-go makes of a file, a function per event that publishes it. What these
 * stand on is in runtime/, which is copied beside the generated code.
 */
#ifndef PROTOC_GEN_HAPAX_GO_EMIT_GO_H
#define PROTOC_GEN_HAPAX_GO_EMIT_GO_H

#include "protoc-gen-hapax/outputs.h"

/* FILE_producer.go for each FILE.proto with events. The package's name is that of the file's go_package, else its last two parts
 * ("hapax.tasks.v1": tasksv1); the runtime is imported from the go_package of hapax/options.proto. */
void emit_go(struct model *model, struct outputs *outputs);

#endif
