#include <jansson.h>
#include <string.h>

#include "base/base64.h"
#include "dev_sidecar/cloud_event.h"
#include "dev_sidecar/json.h"

/* What has a field of its own in TopicEventRequest. */
static const char *const own_fields[] = {"id", "source", "type", "specversion", "datacontenttype", "data", "data_base64", NULL};

static char *attribute(struct context *context, const json_t *event, const char *name)
{
	const char *value = json_string_value(json_object_get(event, name));
	return text_dup_string(text_of(value ? value : ""), context->arena);
}

static enum status read_data(struct context *context, const json_t *event, struct text *ret_data)
{
	const json_t *base64 = json_object_get(event, "data_base64");
	if (json_is_string(base64)) {
		struct text text = text_of(json_string_value(base64));
		/* What isn't base64 is for the app to judge: kept here it would block its partition for ever. */
		uint8_t *bytes = arena_alloc(context->arena, base64_decoded_max(text.len));
		size_t len;
		if (bytes && base64_decode(text, bytes, &len))
			*ret_data = (struct text){(const char *)bytes, len};
		else
			*ret_data = text_dup(text, context->arena);
		return STATUS_OK;
	}
	const json_t *data = json_object_get(event, "data");
	if (!data)
		return STATUS_OK;
	const char *content_type = json_string_value(json_object_get(event, "datacontenttype"));
	bool json = !content_type || strstr(content_type, "json");
	if (!json && json_is_string(data)) {
		*ret_data = text_dup((struct text){json_string_value(data), json_string_length(data)}, context->arena);
		return STATUS_OK;
	}
	return json_text(context, data, JSON_COMPACT, ret_data);
}

static enum status open_event(struct context *context, const json_t *json, struct topic_event *event)
{
	*event = (struct topic_event){
		.id = attribute(context, json, "id"),
		.source = attribute(context, json, "source"),
		.type = attribute(context, json, "type"),
		.specversion = attribute(context, json, "specversion"),
		.datacontenttype = attribute(context, json, "datacontenttype"),
	};
	if (!event->id || !event->source || !event->type || !event->specversion || !event->datacontenttype)
		return fail(context, STATUS_EXHAUSTED, "the event's attributes are too large");
	enum status s = read_data(context, json, &event->data);
	return s == STATUS_OK ? json_to_struct(context, json, own_fields, &event->extensions) : s;
}

static enum status open_raw(struct context *context, struct text bytes, struct topic_event *event)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(ids_next(ids_random(), context_now_us(context)), id);
	*event = (struct topic_event){
		.id = text_dup_string(text_of(id), context->arena),
		.source = (char *)"",
		.type = (char *)"com.dapr.event.sent",
		.specversion = (char *)"1.0",
		.datacontenttype = (char *)"application/octet-stream",
		.data = bytes,
	};
	return event->id ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "out of memory");
}

enum status cloud_event_open(struct context *context, struct text bytes, bool raw, struct topic_event *ret_event)
{
	json_t *json CLEANUP(json_release) = raw ? NULL : json_loadb(bytes.at ? bytes.at : "", bytes.len, 0, NULL);
	struct topic_event event;
	enum status s = json_is_object(json) ? open_event(context, json, &event) : open_raw(context, bytes, &event);
	if (s == STATUS_OK)
		*ret_event = event;
	return s;
}
