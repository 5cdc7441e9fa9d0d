#include "protoc-gen-hapax/documents/documents.h"

#include "protoc-gen-hapax/model/names.h"

static struct document document_of(struct model *model, const struct message *event)
{
	const char *type = event->event->type;
	const char *name = event_is_newest(model, event) ? type : must_printf(model->arena, "%s.v%u", type, event->major);
	json_t *schema = data_schema(model, event, name);
	return (struct document){event, name, schema, example_event(model, event, example_data(model, event, schema))};
}

void emit_documents(struct model *model, struct outputs *outputs)
{
	struct documents documents = {model, outputs, must_array(model->arena, struct document, model->event_count), 0};
	for (; documents.count < model->event_count; documents.count++)
		documents.at[documents.count] = document_of(model, model->events[documents.count]);
	if (documents.count == 0)
		return;
	emit_json_schema(&documents);
	emit_asyncapi(&documents);
	emit_specs(&documents);
	emit_page(&documents);
	for (size_t i = 0; i < documents.count; i++) {
		json_decref(documents.at[i].schema);
		json_decref(documents.at[i].example);
	}
}

const char *document_comment(struct model *model, const struct file *file)
{
	return must_printf(model->arena, "Written by protoc-gen-hapax from %s.", file->proto->name);
}

const char *duration_words(struct model *model, int64_t ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"d", 86400000}, {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}};
	size_t i = 0;
	while (ms % units[i].ms)
		i++;
	return must_printf(model->arena, "%lld%s", (long long)(ms / units[i].ms), units[i].unit);
}

const char *retention_words(struct model *model, const struct message *event)
{
	return event->event->retention[0] ? event->event->retention : duration_words(model, event->topic->retention_ms);
}
