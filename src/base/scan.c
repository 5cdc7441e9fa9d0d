#include "base/scan.h"

#include <string.h>

#include "base/wire.h"
#include "hapax/buffer.h"

enum { PATH_MAX_BYTES = 4096, VIOLATIONS_MAX = 64 };

/* A message that is being walked. */
struct level {
	const ProtobufCMessageDescriptor *descriptor;
	const ProtobufCFieldDescriptor *field; /* the one that is being looked at */
	struct text whole;
	struct text rest;
};

struct scan {
	struct context *context;
	struct level levels[MESSAGE_DEPTH_MAX];
	size_t depth; /* of them in use */
	size_t violations;
};

/* Which element of a repeated field was read last: counted only when there is something to complain about. */
static size_t element_index(const struct level *level)
{
	struct text walked = {level->whole.at, (size_t)(level->rest.at - level->whole.at)};
	struct wire_field field;
	size_t count = 0;
	while (wire_next(&walked, &field) == WIRE_FIELD)
		count += field.number == level->field->id;
	return count > 0 ? count - 1 : 0;
}

/* Path to the field that is being looked at on the deepest level. */
static struct text scan_path(const struct scan *scan)
{
	struct buffer path;
	buffer_init(&path, scan->context->arena, PATH_MAX_BYTES);
	for (size_t i = 0; i < scan->depth; i++) {
		const struct level *level = &scan->levels[i];
		if (!level->field)
			break;
		if (i > 0)
			buffer_add_char(&path, '.');
		buffer_add_string(&path, level->field->name);
		if (level->field->label == PROTOBUF_C_LABEL_REPEATED) {
			buffer_add_char(&path, '[');
			buffer_add_u64(&path, element_index(level));
			buffer_add_char(&path, ']');
		}
	}
	return buffer_failed(&path) ? text_of(scan->levels[0].field->name) : buffer_text(&path);
}

static void check_string(struct scan *scan, struct text value)
{
	if (text_is_utf8(value))
		return;
	scan->violations++;
	const char *nul = memchr(value.at, 0, value.len);
	if (nul)
		violation_add(scan->context, scan_path(scan), "string.utf8", "holds a NUL byte at offset %zu; text must not",
			      (size_t)(nul - value.at));
	else
		violation_add(scan->context, scan_path(scan), "string.utf8", "is not well-formed UTF-8");
}

static enum status enter(struct scan *scan, struct text bytes, const ProtobufCMessageDescriptor *descriptor)
{
	if (scan->depth == MESSAGE_DEPTH_MAX) {
		scan->depth = 1;
		const struct text path = scan_path(scan);
		return fail(scan->context, STATUS_INVALID, "%.*s: messages are nested more than %d deep", TEXT_ARG(path),
			    MESSAGE_DEPTH_MAX);
	}
	scan->levels[scan->depth++] = (struct level){.descriptor = descriptor, .whole = bytes, .rest = bytes};
	return STATUS_OK;
}

static enum status malformed(const struct scan *scan)
{
	const struct level *level = &scan->levels[scan->depth - 1];
	return fail(scan->context, STATUS_INVALID, "malformed %s at byte %zu of %zu", level->descriptor->name,
		    (size_t)(level->rest.at - level->whole.at), level->whole.len);
}

/* Fields whose type allows no surprise are left to protobuf-c. */
static enum status check_field(struct scan *scan, const struct wire_field *field)
{
	struct level *level = &scan->levels[scan->depth - 1];
	level->field = protobuf_c_message_descriptor_get_field(level->descriptor, field->number);
	if (!level->field)
		return STATUS_OK;
	const ProtobufCType type = level->field->type;
	if (type != PROTOBUF_C_TYPE_STRING && type != PROTOBUF_C_TYPE_MESSAGE)
		return STATUS_OK;
	if (field->type != WIRE_BYTES) {
		const struct text path = scan_path(scan);
		return fail(scan->context, STATUS_INVALID, "%.*s: has wire type %d, must be %d (length-delimited)", TEXT_ARG(path),
			    field->type, WIRE_BYTES);
	}
	if (type == PROTOBUF_C_TYPE_MESSAGE)
		return enter(scan, field->bytes, level->field->descriptor);
	check_string(scan, field->bytes);
	return STATUS_OK;
}

enum status message_scan(struct context *context, struct text bytes, const ProtobufCMessageDescriptor *descriptor)
{
	struct scan scan;
	scan.context = context;
	scan.depth = 0;
	scan.violations = 0;
	enum status status = enter(&scan, bytes, descriptor);
	while (status == STATUS_OK && scan.depth > 0 && scan.violations < VIOLATIONS_MAX) {
		struct wire_field field;
		const enum wire_result result = wire_next(&scan.levels[scan.depth - 1].rest, &field);
		if (result == WIRE_MALFORMED)
			return malformed(&scan);
		if (result == WIRE_END)
			scan.depth--;
		else
			status = check_field(&scan, &field);
	}
	if (status == STATUS_OK && scan.violations > 0)
		return fail_violations(context);
	return status;
}

/* An allocator over the arena that remembers whether it had to say no: protobuf-c answers NULL for that and for bad input alike. */
struct noting_allocator {
	struct arena *arena;
	bool refused;
};

static void *noting_alloc(void *data, size_t size)
{
	struct noting_allocator *noting = data;
	void *memory = arena_alloc(noting->arena, size);
	noting->refused = noting->refused || !memory;
	return memory;
}

static void noting_free(void *data, void *memory)
{
	(void)data;
	(void)memory;
}

enum status message_unpack(struct context *context, struct text bytes, const ProtobufCMessageDescriptor *descriptor,
			   ProtobufCMessage **ret_message)
{
	const enum status status = message_scan(context, bytes, descriptor);
	if (status != STATUS_OK)
		return status;
	struct noting_allocator noting = {.arena = context->arena};
	ProtobufCAllocator allocator = {.alloc = noting_alloc, .free = noting_free, .allocator_data = &noting};
	ProtobufCMessage *message = protobuf_c_message_unpack(descriptor, &allocator, bytes.len, (const uint8_t *)bytes.at);
	if (!message && noting.refused)
		return fail(context, STATUS_EXHAUSTED, "%s of %zu bytes needs more memory than the %zu bytes a call may use",
			    descriptor->name, bytes.len, context->arena->max_bytes);
	if (!message)
		return fail(context, STATUS_INVALID, "malformed %s of %zu bytes", descriptor->name, bytes.len);
	*ret_message = message;
	return STATUS_OK;
}
