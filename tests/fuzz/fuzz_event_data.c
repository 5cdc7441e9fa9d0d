/* Protobuf data of every type of the catalogue, as data_base64 brings it: scanned, unpacked, checked; what is good is written in
 * both forms and reads back as the same message. */
#include "contract/envelope.h"
#include "fuzz/fuzz.h"

static struct event *take(struct context *context, const struct envelope *envelope, const struct event_type *type)
{
	struct event *event = arena_new(context->arena, struct event);
	bool taken = event && envelope_to_event(context, envelope, type, event) == STATUS_OK &&
		     envelope_decode_data(context, envelope, event) == STATUS_OK;
	return taken ? event : NULL;
}

static struct text pack(struct context *context, const ProtobufCMessage *message)
{
	size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *bytes = arena_alloc(context->arena, size);
	return bytes ? (struct text){(const char *)bytes, protobuf_c_message_pack(message, bytes)} : (struct text){0};
}

static void write_and_take_again(struct context *context, const struct event *event, enum event_data_form form)
{
	struct buffer buffer;
	struct envelope envelope;
	buffer_init(&buffer, context->arena, FUZZ_ARENA_BYTES / 4);
	enum status status = envelope_write(context, &buffer, event, form);
	/* Not all that protobuf can hold is JSON: numbers that aren't finite in a Struct, times beyond the year 9999. */
	if (status == STATUS_EXHAUSTED || (status == STATUS_INVALID && form == EVENT_DATA_JSON)) {
		failure_clear(context);
		return;
	}
	fuzz_require(status == STATUS_OK, "data that was taken can't be written", context);
	status = envelope_read(context, buffer_text(&buffer), &envelope);
	const struct event *again = status == STATUS_OK ? take(context, &envelope, event->type) : NULL;
	fuzz_require(again || context->failure.status == STATUS_EXHAUSTED, "data that was written isn't taken", context);
	if (again && form == EVENT_DATA_PROTOBUF)
		fuzz_require(text_equal(pack(context, event->data), pack(context, again->data)), "another message came back",
			     context);
	failure_clear(context);
}

/* The first line names the type; when there is none of that name, its length chooses one. */
static const struct event_type *cut_type(struct text *bytes)
{
	struct text name = text_cut(bytes, '\n');
	for (size_t i = 0; i < hapax_catalogue.event_count; i++)
		if (text_equal_string(name, hapax_catalogue.events[i]->name))
			return hapax_catalogue.events[i];
	return hapax_catalogue.events[name.len % hapax_catalogue.event_count];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	struct envelope envelope = {
		.id = TEXT("i"), .source = TEXT("/s"), .specversion = TEXT("1.0"), .data_kind = ENVELOPE_BINARY};
	struct text bytes = fuzz_text(data, size);
	const struct event_type *type = cut_type(&bytes);
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	envelope.type = text_of(type->name);
	envelope.datacontenttype = TEXT("application/protobuf");
	envelope.data = bytes;
	const struct event *event = take(&context, &envelope, type);
	if (event) {
		write_and_take_again(&context, event, EVENT_DATA_PROTOBUF);
		write_and_take_again(&context, event, EVENT_DATA_JSON);
	} else {
		fuzz_require(context.failure.status != STATUS_OK, "a failure without a reason", &context);
	}
	arena_done(&arena);
	return 0;
}
