/* Flowcharts for Mermaid, which forges draw: services are boxes, topics are pipes. */
#include <string.h>

#include "protoc-gen-hapax/documents/page.h"
#include "protoc-gen-hapax/model/names.h"

/* Every arrow once, with the events that go along it. */
struct arrows {
	json_t *nodes; /* id -> how it is drawn */
	json_t *edges; /* "id --> id" -> array of types */
};

static const char *node(const struct documents *documents, struct arrows *arrows, char kind, const char *name)
{
	char *id = must_printf(documents->model->arena, "%c_%s", kind, name);
	for (char *c = id; *c; c++)
		*c = *c == '-' || *c == '.' ? '_' : *c;
	if (!json_object_get(arrows->nodes, id))
		tree_set(arrows->nodes, id,
			 kind == 't' ? tree_printf("%s[(\"%s\")]", id, name) : tree_printf("%s[\"%s\"]", id, name));
	return id;
}

static void add_arrow(const struct documents *documents, struct arrows *arrows, const char *from, const char *to, const char *type)
{
	const char *edge = must_printf(documents->model->arena, "%s %s", from, to);
	tree_add(tree_list(arrows->edges, edge), tree_text(type));
}

static void collect(const struct documents *documents, struct arrows *arrows, const struct document *document)
{
	const struct Hapax__EventOptions *options = document->event->event;
	const char *heading = page_heading(documents, document);
	const char *topic = node(documents, arrows, 't', options->topic);
	add_arrow(documents, arrows, node(documents, arrows, 's', options->owner), topic, heading);
	for (size_t i = 0; i < options->n_consumers; i++)
		add_arrow(documents, arrows, topic, node(documents, arrows, 's', options->consumers[i]), heading);
}

static void add_edge(struct buffer *out, const char *edge, const json_t *types, bool labelled)
{
	const char *space = strchr(edge, ' ');
	buffer_printf(out, "  %.*s -->", (int)(space - edge), edge);
	if (labelled) {
		buffer_add_string(out, "|\"");
		for (size_t i = 0; i < json_array_size(types); i++)
			buffer_printf(out, "%s%s", i ? "<br>" : "", json_string_value(json_array_get(types, i)));
		buffer_add_string(out, "\"|");
	}
	buffer_printf(out, "%s\n", space);
}

void page_add_flow(struct buffer *out, const struct documents *documents, const struct topic *topic)
{
	struct arrows arrows = {tree_object(), tree_object()};
	const char *name;
	json_t *value;
	for (size_t i = 0; i < documents->count; i++) {
		if (!topic || documents->at[i].event->topic == topic)
			collect(documents, &arrows, &documents->at[i]);
	}
	buffer_add_string(out, "```mermaid\nflowchart LR\n");
	json_object_foreach(arrows.nodes, name, value)
	{
		buffer_printf(out, "  %s\n", json_string_value(value));
	}
	json_object_foreach(arrows.edges, name, value)
	{
		add_edge(out, name, value, topic);
	}
	buffer_add_string(out, "```\n");
	json_decref(arrows.nodes);
	json_decref(arrows.edges);
}
