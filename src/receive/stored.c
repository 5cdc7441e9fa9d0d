#include "receive/stored.h"

#include "base/scan.h"
#include "receive/topic_source.h"

typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;

static enum status read_whole(struct context *context, struct text original, struct intake_source *ret_source)
{
	(void)context;
	*ret_source = (struct intake_source){.whole = original};
	return STATUS_OK;
}

static enum status read_topic_event(struct context *context, struct text original, struct intake_source *ret_source)
{
	ProtobufCMessage *message;
	enum status status =
		message_unpack(context, original, &dapr__proto__runtime__v1__topic_event_request__descriptor, &message);

	if (status == STATUS_OK)
		*ret_source = topic_source_of_event((const void *)message);
	return status;
}

static enum status read_bulk_entry(struct context *context, struct text original, struct intake_source *ret_source)
{
	ProtobufCMessage *message;
	const bulk_entry *entry;
	enum status status =
		message_unpack(context, original, &dapr__proto__runtime__v1__topic_event_bulk_request_entry__descriptor, &message);

	if (status != STATUS_OK)
		return status;
	entry = (const void *)message;
	if (entry->event_case != DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_CLOUD_EVENT)
		return fail(context, STATUS_INVALID, "the entry has no cloud event");
	*ret_source = topic_source_of_entry(entry->cloud_event);
	return STATUS_OK;
}

static const struct {
	const char *name;
	enum status (*read)(struct context *context, struct text original, struct intake_source *ret_source);
} forms[] = {
	[FORM_CLOUDEVENT] = {"cloudevent", read_whole},
	[FORM_TOPIC_EVENT] = {"topic_event", read_topic_event},
	[FORM_BULK_ENTRY] = {"bulk_entry", read_bulk_entry},
};

const char *delivery_form_name(enum delivery_form form)
{
	return forms[form].name;
}

enum status stored_source(struct context *context, struct text form, struct text original, struct intake_source *ret_source)
{
	for (size_t i = 0; i < COUNT_OF(forms); i++)
		if (text_equal_string(form, forms[i].name))
			return forms[i].read(context, original, ret_source);
	return fail(context, STATUS_INVALID, "there is no stored form \"%.*s\"", TEXT_ARG(form));
}
