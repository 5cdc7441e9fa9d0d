#include "protoc-gen-hapax/resources/resources.h"

#include "protoc-gen-hapax/model/names.h"

void emit_resources(struct model *model, struct outputs *outputs)
{
	emit_kafka_topics(model, outputs);
	emit_subscriptions(model, outputs);
}

const char *resource_name(struct model *model, const char *name)
{
	char *copy = must_printf(model->arena, "%s", name);
	for (char *c = copy; *c; c++)
		*c = *c == '_' ? '-' : *c;
	return copy;
}

json_t *resource_new(const char *api_version, const char *kind, const char *name)
{
	json_t *resource = tree_object();
	tree_set_text(resource, "apiVersion", api_version);
	tree_set_text(resource, "kind", kind);
	tree_set_text(tree_member(resource, "metadata"), "name", name);
	return resource;
}

void resources_list(struct outputs *outputs, struct model *model, const char *folder, json_t *files)
{
	json_t *list = tree_object();
	tree_set_text(list, "apiVersion", "kustomize.config.k8s.io/v1beta1");
	tree_set_text(list, "kind", "Kustomization");
	tree_set(list, "resources", files);
	tree_write_yaml(outputs, must_printf(model->arena, "%s/kustomization.yaml", folder), "Written by protoc-gen-hapax.", list);
}
