#include <math.h>
#include <string.h>

#include "base/wire.h"
#include "contract/envelope/attributes.h"
#include "contract/json/number.h"
#include "hapax/json.h"

/* The messages that make up a google.protobuf.Struct. */
enum shape { SHAPE_NONE, SHAPE_STRUCT, SHAPE_ENTRY, SHAPE_VALUE, SHAPE_LIST };

enum { ENTRY_KEY = 1, VALUE_NULL = 1, VALUE_NUMBER, VALUE_STRING, VALUE_BOOL, VALUE_STRUCT, VALUE_LIST, FIELDS_KNOWN };

/* Which message a field of a message holds. */
static const enum shape children[][FIELDS_KNOWN] = {
	[SHAPE_STRUCT] = {[1] = SHAPE_ENTRY},
	[SHAPE_ENTRY] = {[2] = SHAPE_VALUE},
	[SHAPE_VALUE] = {[VALUE_STRUCT] = SHAPE_STRUCT, [VALUE_LIST] = SHAPE_LIST},
	[SHAPE_LIST] = {[1] = SHAPE_VALUE},
};

struct frame {
	enum shape shape;
	struct text rest;
};

/* A struct, its entry and its value for each level. */
enum { FRAMES_MAX = 3 * JSON_MAX_DEPTH, ATTRIBUTE_ENTRY_FRAMES = 2, ATTRIBUTE_VALUE_FRAMES = 3 };

struct walk {
	struct context *context;
	struct envelope *envelope;
	struct frame frames[FRAMES_MAX];
	size_t frame_count;
	int depth; /* structs and lists among them */
	/* the attribute that is being read */
	struct text name, string;
	unsigned kind; /* VALUE_...; 0: none */
	double number;
};

static enum status malformed(const struct walk *walk, const char *what)
{
	return fail(walk->context, STATUS_INVALID, "extensions: %s", what);
}

static enum status enter(struct walk *walk, enum shape shape, struct text bytes)
{
	bool nests = shape == SHAPE_STRUCT || shape == SHAPE_LIST;
	if (walk->frame_count == FRAMES_MAX || (nests && walk->depth == JSON_MAX_DEPTH))
		return malformed(walk, "structs and lists may be nested up to 64 deep");
	walk->depth += nests;
	walk->frames[walk->frame_count++] = (struct frame){shape, bytes};
	if (walk->frame_count == ATTRIBUTE_ENTRY_FRAMES) {
		walk->name = walk->string = (struct text){0};
		walk->kind = 0;
	}
	return STATUS_OK;
}

static struct text number_text(struct walk *walk)
{
	struct buffer buffer;
	buffer_init(&buffer, walk->context->arena, 64);
	number_write_double(&buffer, walk->number, false);
	return buffer_failed(&buffer) ? (struct text){0} : buffer_text(&buffer);
}

static enum status set_attribute(struct walk *walk)
{
	const struct attribute *attribute = attribute_find(walk->name);
	struct text *into = attribute ? attribute_of(walk->envelope, attribute) : NULL;
	if (!into || !text_empty(*into) || walk->kind == 0 || walk->kind == VALUE_NULL)
		return STATUS_OK;
	if (walk->kind == VALUE_NUMBER && attribute->takes_number && isfinite(walk->number)) {
		*into = number_text(walk);
		return into->at ? STATUS_OK
				: fail(walk->context, STATUS_EXHAUSTED,
				       "extensions: the memory bound of this operation was reached");
	}
	if (walk->kind != VALUE_STRING)
		violation_add(walk->context, attribute->name, "type", "must be a string%s",
			      attribute->takes_number ? " or a number" : "");
	else if (!text_is_utf8(walk->string))
		violation_add(walk->context, attribute->name, "string.utf8", "must be UTF-8 without U+0000");
	else
		*into = walk->string;
	return STATUS_OK;
}

static enum status leave(struct walk *walk)
{
	enum shape shape = walk->frames[--walk->frame_count].shape;
	walk->depth -= shape == SHAPE_STRUCT || shape == SHAPE_LIST;
	return walk->frame_count == ATTRIBUTE_ENTRY_FRAMES - 1 ? set_attribute(walk) : STATUS_OK;
}

/* wire_next() leaves fixed-size values to whoever wants them: they stand right before what follows. */
static double little_endian_double(const char *end)
{
	uint64_t bits = 0;
	double value;
	for (int i = 1; i <= 8; i++)
		bits = bits << 8 | (unsigned char)end[-i];
	memcpy(&value, &bits, sizeof(value));
	return value;
}

static void note_value(struct walk *walk, const struct wire_field *field, const char *end)
{
	walk->kind = field->number;
	if (field->number == VALUE_NUMBER)
		walk->number = little_endian_double(end);
	else if (field->number == VALUE_STRING)
		walk->string = field->bytes;
}

/* What is of interest at the attributes themselves; deeper values are only walked over. */
static enum status take_scalar(struct walk *walk, const struct frame *frame, const struct wire_field *field)
{
	static const enum wire_type types[FIELDS_KNOWN] = {
		[VALUE_NULL] = WIRE_VARINT, [VALUE_NUMBER] = WIRE_FIXED64, [VALUE_STRING] = WIRE_BYTES,
		[VALUE_BOOL] = WIRE_VARINT, [VALUE_STRUCT] = WIRE_BYTES,   [VALUE_LIST] = WIRE_BYTES,
	};
	if (frame->shape == SHAPE_ENTRY && field->number == ENTRY_KEY) {
		if (field->type != WIRE_BYTES)
			return malformed(walk, "a key must be a string");
		if (walk->frame_count == ATTRIBUTE_ENTRY_FRAMES)
			walk->name = field->bytes;
	}
	if (frame->shape == SHAPE_VALUE && field->number >= VALUE_NULL && field->number < FIELDS_KNOWN) {
		if (field->type != types[field->number])
			return malformed(walk, "a value is not of the type that it says");
		if (walk->frame_count == ATTRIBUTE_VALUE_FRAMES)
			note_value(walk, field, frame->rest.at);
	}
	return STATUS_OK;
}

static enum status take_field(struct walk *walk)
{
	struct frame *frame = &walk->frames[walk->frame_count - 1];
	struct wire_field field;
	enum wire_result result = wire_next(&frame->rest, &field);
	if (result == WIRE_END)
		return leave(walk);
	if (result == WIRE_MALFORMED)
		return malformed(walk, "not a serialized google.protobuf.Struct");
	enum status status = take_scalar(walk, frame, &field);
	enum shape child = field.number < FIELDS_KNOWN ? children[frame->shape][field.number] : SHAPE_NONE;
	if (status != STATUS_OK || child == SHAPE_NONE)
		return status;
	return field.type == WIRE_BYTES ? enter(walk, child, field.bytes)
					: malformed(walk, "a message is expected where a number stands");
}

enum status envelope_read_extensions(struct context *context, struct text struct_bytes, struct envelope *envelope)
{
	struct envelope filled = *envelope;
	struct walk walk;
	walk.context = context;
	walk.envelope = &filled;
	walk.frame_count = 0;
	walk.depth = 0;
	enum status status = enter(&walk, SHAPE_STRUCT, struct_bytes);
	while (status == STATUS_OK && walk.frame_count)
		status = take_field(&walk);
	if (status == STATUS_OK)
		status = fail_violations(context);
	if (status == STATUS_OK)
		*envelope = filled;
	return status;
}
