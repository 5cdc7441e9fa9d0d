/*
 * The emitter "resources": what brokers and sidecars on Kubernetes are told of a contract. resources/kafka has Strimzi's
 * KafkaTopics, resources/dapr/bulk and /single have Dapr's Subscriptions. One thread.
 */
#ifndef PROTOC_GEN_HAPAX_RESOURCES_H
#define PROTOC_GEN_HAPAX_RESOURCES_H

#include "protoc-gen-hapax/tree/tree.h"

void emit_resources(struct model *model, struct outputs *outputs);

void emit_kafka_topics(struct model *model, struct outputs *outputs);
void emit_subscriptions(struct model *model, struct outputs *outputs);

/* As Kubernetes names things: '_' becomes '-'. */
const char *resource_name(struct model *model, const char *name);
/* apiVersion, kind, metadata.name. */
json_t *resource_new(const char *api_version, const char *kind, const char *name);
/* FOLDER/kustomization.yaml, for kubectl apply -k. Takes the names. */
void resources_list(struct outputs *outputs, struct model *model, const char *folder, json_t *files);

#endif
