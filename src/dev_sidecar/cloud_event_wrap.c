#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/base64.h"
#include "dev_sidecar/cloud_event.h"
#include "dev_sidecar/json.h"

struct text publish_metadata(const struct publish_input *input, const char *key)
{
	for (size_t i = 0; i < input->metadata_count; i++)
		if (text_equal_string(input->metadata[i].key, key))
			return input->metadata[i].value;
	return (struct text){0};
}

static bool is_true(struct text value)
{
	return value.len == 4 && !strncasecmp(value.at, "true", 4);
}

static bool media_type_is(struct text content_type, const char *type)
{
	struct text media = text_cut(&content_type, ';');
	while (media.len && media.at[media.len - 1] == ' ')
		media.len--;
	return media.len == strlen(type) && !strncasecmp(media.at, type, media.len);
}

static bool media_type_is_json(struct text content_type)
{
	struct text media = text_cut(&content_type, ';');
	return media_type_is(media, "application/json") || (media.len > 5 && !strncasecmp(media.at + media.len - 5, "+json", 5));
}

static void set_text(json_t *object, const char *name, struct text value)
{
	json_object_set_new(object, name, json_stringn(value.at ? value.at : "", value.len));
}

/* JSON stays JSON, text stays text, and what is neither travels in base64. */
static enum status set_data(struct context *context, json_t *envelope, const struct publish_input *input, struct text content_type)
{
	if (media_type_is_json(content_type)) {
		json_t *data = json_loadb(input->data.at, input->data.len, JSON_DECODE_ANY, NULL);
		if (data)
			return json_object_set_new(envelope, "data", data) ? fail(context, STATUS_EXHAUSTED, "out of memory")
									   : STATUS_OK;
	}
	if (!media_type_is(content_type, "application/octet-stream") && text_is_utf8(input->data)) {
		set_text(envelope, "data", input->data);
		return STATUS_OK;
	}
	struct buffer encoded;
	buffer_init(&encoded, context->arena, input->data.len / 3 * 4 + 8);
	base64_write(&encoded, input->data);
	if (buffer_failed(&encoded))
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	set_text(envelope, "data_base64", buffer_text(&encoded));
	return STATUS_OK;
}

static enum status new_envelope(struct context *context, const struct publish_input *input, json_t *envelope)
{
	char id[UUID_TEXT_LEN + 1], time[TIME_TEXT_MAX];
	uuid_format(ids_next(ids_random(), context_now_us(context)), id);
	time_format(context_now_us(context), time);
	struct text content_type = text_empty(input->content_type) ? TEXT("text/plain") : input->content_type;
	set_text(envelope, "id", text_of(id));
	set_text(envelope, "source", text_of(input->app_id));
	set_text(envelope, "specversion", TEXT("1.0"));
	set_text(envelope, "type", TEXT("com.dapr.event.sent"));
	set_text(envelope, "time", text_of(time));
	set_text(envelope, "datacontenttype", content_type);
	return set_data(context, envelope, input, content_type);
}

static void finish_envelope(const struct publish_input *input, json_t *envelope)
{
	static const char *const overridable[] = {"id", "source", "type", "subject", "traceparent", "traceid", "tracestate"};
	char key[32];
	for (size_t i = 0; i < COUNT_OF(overridable); i++) {
		snprintf(key, sizeof(key), "cloudevent.%s", overridable[i]);
		struct text value = publish_metadata(input, key);
		if (!text_empty(value))
			set_text(envelope, overridable[i], value);
	}
	set_text(envelope, "topic", input->topic);
	set_text(envelope, "pubsubname", input->pubsub);
}

enum status cloud_event_wrap(struct context *context, const struct publish_input *input, struct text *ret_bytes)
{
	if (is_true(publish_metadata(input, "rawPayload"))) {
		*ret_bytes = input->data;
		return STATUS_OK;
	}
	json_t *envelope CLEANUP(json_release) = NULL;
	enum status s = STATUS_OK;
	if (media_type_is(input->content_type, "application/cloudevents+json")) {
		json_error_t error;
		envelope = json_loadb(input->data.at ? input->data.at : "", input->data.len, 0, &error);
		if (!json_is_object(envelope))
			return fail(context, STATUS_INVALID,
				    "the event is no CloudEvent: a JSON object is expected with content type %s%s%s",
				    "application/cloudevents+json", envelope ? "" : ": ", envelope ? "" : error.text);
	} else {
		envelope = json_object();
		s = envelope ? new_envelope(context, input, envelope) : fail(context, STATUS_EXHAUSTED, "out of memory");
	}
	if (s != STATUS_OK)
		return s;
	finish_envelope(input, envelope);
	return json_text(context, envelope, JSON_COMPACT | JSON_SORT_KEYS, ret_bytes);
}
