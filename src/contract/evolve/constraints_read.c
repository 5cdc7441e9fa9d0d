#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/extension.h"
#include "base/scan.h"
#include "buf/validate/validate.pb-c.h"
#include "contract/evolve/constraints.h"
#include "hapax/buffer.h"

/* validate.proto's extension of a field's options. */
enum { EXTENSION_RULES = 1159 };
enum { RULES_MAX_BYTES = 1 << 20, RULES_MAX = 64, NANOS = 1000000000 };

/* How rules are compared, by the last word of their names. Others are switches when they are bool, and exact when they aren't. */
struct word {
	const char *word;
	const char *key; /* NULL: the word itself; "": says nothing about what is let through */
	enum constraint_kind kind;
	bool open;
	bool needs_value;
};

static const struct word words[] = {
	{"const", NULL, CONSTRAINT_EXACT, false, true},	      {"contains", NULL, CONSTRAINT_EXACT, false, true},
	{"example", "", CONSTRAINT_EXACT, false, false},      {"gt", "lower", CONSTRAINT_LOWER, true, false},
	{"gte", "lower", CONSTRAINT_LOWER, false, false},     {"ignore", NULL, CONSTRAINT_UPPER, false, false},
	{"in", NULL, CONSTRAINT_ALLOWED, false, false},	      {"len", NULL, CONSTRAINT_EXACT, false, true},
	{"len_bytes", NULL, CONSTRAINT_EXACT, false, true},   {"lt", "upper", CONSTRAINT_UPPER, true, false},
	{"lte", "upper", CONSTRAINT_UPPER, false, false},     {"max_bytes", NULL, CONSTRAINT_UPPER, false, false},
	{"max_items", NULL, CONSTRAINT_UPPER, false, false},  {"max_len", NULL, CONSTRAINT_UPPER, false, false},
	{"max_pairs", NULL, CONSTRAINT_UPPER, false, false},  {"min_bytes", NULL, CONSTRAINT_LOWER, false, false},
	{"min_items", NULL, CONSTRAINT_LOWER, false, false},  {"min_len", NULL, CONSTRAINT_LOWER, false, false},
	{"min_pairs", NULL, CONSTRAINT_LOWER, false, false},  {"not_contains", NULL, CONSTRAINT_EXACT, false, false},
	{"not_in", NULL, CONSTRAINT_FORBIDDEN, false, false}, {"pattern", NULL, CONSTRAINT_EXACT, false, true},
	{"prefix", NULL, CONSTRAINT_EXACT, false, true},      {"strict", NULL, CONSTRAINT_EXACT, false, false},
	{"suffix", NULL, CONSTRAINT_EXACT, false, true},      {"well_known_regex", NULL, CONSTRAINT_EXACT, false, true},
	{"within", NULL, CONSTRAINT_UPPER, false, false},
};

/* A message of rules that is being walked. */
struct level {
	const char *name; /* what stands before its fields' names: "repeated.items." */
	const char *key;  /* the same for keys: "items." */
	const char *own;  /* the field it is in: "string" */
};

struct reader {
	struct context *context;
	struct constraints *constraints;
	bool exhausted;
};

static const char *keep(struct reader *reader, const char *text)
{
	reader->exhausted |= !text;
	return text ? text : "";
}

static struct word word_of(const ProtobufCFieldDescriptor *field, const struct level *level)
{
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (!strcmp(words[i].word, field->name))
			return words[i];
	bool text = !strcmp(level->own, "string") || !strcmp(level->own, "bytes");
	bool toggle = field->type == PROTOBUF_C_TYPE_BOOL;
	return (struct word){field->name, NULL, toggle ? CONSTRAINT_LOWER : CONSTRAINT_EXACT, false, toggle && text};
}

/* One of every key: a second one, which protovalidate doesn't have either, is told apart. */
static void add(struct reader *reader, struct constraint constraint)
{
	struct constraints *list = reader->constraints;
	/* At the maximum it is refused as a whole, in the end. */
	while (!reader->exhausted && constraint_find(list, constraint.key))
		constraint.key = keep(reader, arena_printf(reader->context->arena, "%s'", constraint.key));
	if (list->count < RULES_MAX)
		list->at[list->count++] = constraint;
}

/* A number of whatever type; its text goes to *ret_text. */
static long double number_of(struct reader *reader, const ProtobufCFieldDescriptor *field, const void *at, const char **ret_text)
{
	struct arena *arena = reader->context->arena;
	union {
		int32_t i32;
		int64_t i64;
		uint32_t u32;
		uint64_t u64;
		float f32;
		double f64;
		protobuf_c_boolean toggle;
	} value;
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_ENUM:
		memcpy(&value.i32, at, sizeof(value.i32));
		*ret_text = keep(reader, arena_printf(arena, "%" PRId32, value.i32));
		return value.i32;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		memcpy(&value.i64, at, sizeof(value.i64));
		*ret_text = keep(reader, arena_printf(arena, "%" PRId64, value.i64));
		return value.i64;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		memcpy(&value.u32, at, sizeof(value.u32));
		*ret_text = keep(reader, arena_printf(arena, "%" PRIu32, value.u32));
		return value.u32;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		memcpy(&value.u64, at, sizeof(value.u64));
		*ret_text = keep(reader, arena_printf(arena, "%" PRIu64, value.u64));
		return value.u64;
	case PROTOBUF_C_TYPE_FLOAT:
		memcpy(&value.f32, at, sizeof(value.f32));
		*ret_text = keep(reader, arena_printf(arena, "%.9g", (double)value.f32));
		return value.f32;
	case PROTOBUF_C_TYPE_DOUBLE:
		memcpy(&value.f64, at, sizeof(value.f64));
		*ret_text = keep(reader, arena_printf(arena, "%.17g", value.f64));
		return value.f64;
	default:
		memcpy(&value.toggle, at, sizeof(value.toggle));
		*ret_text = value.toggle ? "true" : "false";
		return value.toggle != 0;
	}
}

static bool is_whole(const ProtobufCFieldDescriptor *field)
{
	return field->type != PROTOBUF_C_TYPE_FLOAT && field->type != PROTOBUF_C_TYPE_DOUBLE;
}

static size_t size_of(const ProtobufCFieldDescriptor *field)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
	case PROTOBUF_C_TYPE_DOUBLE:
		return 8;
	case PROTOBUF_C_TYPE_BOOL:
		return sizeof(protobuf_c_boolean);
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	default:
		return 4;
	}
}

/* seconds and nanos of a Duration or Timestamp. */
static long double moment_of(const ProtobufCMessage *message)
{
	long double moment = 0;
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		int64_t seconds;
		int32_t nanos;
		if (field->type == PROTOBUF_C_TYPE_INT64) {
			memcpy(&seconds, (const char *)message + field->offset, sizeof(seconds));
			moment += seconds;
		} else if (field->type == PROTOBUF_C_TYPE_INT32) {
			memcpy(&nanos, (const char *)message + field->offset, sizeof(nanos));
			moment += (long double)nanos / NANOS;
		}
	}
	return moment;
}

/* The value at a place, of whatever type, as text; and as a number where it is one. */
static const char *value_of(struct reader *reader, const ProtobufCFieldDescriptor *field, const void *at, long double *ret_number)
{
	const char *text = "";
	const void *pointer;
	ProtobufCBinaryData bytes;
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		memcpy(&pointer, at, sizeof(pointer));
		return pointer ? pointer : "";
	case PROTOBUF_C_TYPE_BYTES:
		memcpy(&bytes, at, sizeof(bytes));
		return keep(reader, arena_printf(reader->context->arena, "%zu bytes, hash %016" PRIx64, bytes.len,
						 text_hash((struct text){(const char *)bytes.data, bytes.len})));
	case PROTOBUF_C_TYPE_MESSAGE:
		memcpy(&pointer, at, sizeof(pointer));
		*ret_number = pointer ? moment_of(pointer) : 0;
		return keep(reader, arena_printf(reader->context->arena, "%.9Lgs", *ret_number));
	default:
		*ret_number = number_of(reader, field, at, &text);
		return text;
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_list(struct reader *reader, const ProtobufCFieldDescriptor *field, struct constraint constraint, const char *at,
		     size_t count)
{
	struct arena *arena = reader->context->arena;
	struct buffer text;
	long double number = 0;
	constraint.words = arena_array(arena, const char *, count);
	buffer_init(&text, arena, RULES_MAX_BYTES);
	buffer_add_char(&text, '[');
	for (size_t i = 0; constraint.words && i < count; i++) {
		constraint.words[i] = value_of(reader, field, at + i * size_of(field), &number);
		buffer_printf(&text, "%s%s", i ? ", " : "", constraint.words[i]);
	}
	buffer_add_char(&text, ']');
	constraint.text = buffer_string(&text);
	constraint.text = constraint.text ? constraint.text : "[...]";
	reader->exhausted |= !constraint.words;
	if (reader->exhausted)
		return;
	qsort(constraint.words, count, sizeof(constraint.words[0]), by_text);
	constraint.word_count = count;
	add(reader, constraint);
}

static bool is_there(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const void *pointer;
	protobuf_c_boolean has;
	uint32_t which;
	if (field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE) {
		memcpy(&pointer, (const char *)message + field->offset, sizeof(pointer));
		return pointer && pointer != field->default_value;
	}
	if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
		memcpy(&which, (const char *)message + field->quantifier_offset, sizeof(which));
		return which == field->id;
	}
	if (field->label != PROTOBUF_C_LABEL_OPTIONAL)
		return true;
	memcpy(&has, (const char *)message + field->quantifier_offset, sizeof(has));
	return has;
}

static void add_value(struct reader *reader, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
		      const struct level *level)
{
	struct arena *arena = reader->context->arena;
	const struct word word = word_of(field, level);
	const char *at = (const char *)message + field->offset, *list;
	size_t count;
	if (word.key && !word.key[0])
		return;
	struct constraint constraint = {.kind = word.kind, .open = word.open, .needs_value = word.needs_value, .text = ""};
	constraint.name = keep(reader, arena_printf(arena, "%s%s", level->name, field->name));
	constraint.key = keep(reader, arena_printf(arena, "%s%s", level->key, word.key ? word.key : field->name));
	if (field->label == PROTOBUF_C_LABEL_REPEATED) {
		memcpy(&count, (const char *)message + field->quantifier_offset, sizeof(count));
		memcpy(&list, at, sizeof(list));
		if (count)
			add_list(reader, field, constraint, list, count);
		return;
	}
	if (!is_there(message, field))
		return;
	constraint.text = value_of(reader, field, at, &constraint.number);
	if (constraint.open && is_whole(field) && field->type != PROTOBUF_C_TYPE_MESSAGE) {
		constraint.number += constraint.kind == CONSTRAINT_LOWER ? 1 : -1;
		constraint.open = false;
	}
	add(reader, constraint);
}

/* What validate.proto of another version has. */
static void add_unknown(struct reader *reader, const ProtobufCMessage *message, const struct level *level)
{
	struct arena *arena = reader->context->arena;
	for (unsigned i = 0; i < message->n_unknown_fields && reader->constraints->count < RULES_MAX; i++) {
		const ProtobufCMessageUnknownField *field = &message->unknown_fields[i];
		uint64_t hash = text_hash((struct text){(const char *)field->data, field->len});
		struct constraint constraint = {.kind = CONSTRAINT_EXACT, .needs_value = true};
		constraint.key = keep(reader, arena_printf(arena, "%s#%u", level->key, field->tag));
		constraint.name = keep(reader, arena_printf(arena, "%srule %u", level->name, field->tag));
		constraint.text = keep(reader, arena_printf(arena, "%zu bytes, hash %016" PRIx64, field->len, hash));
		add(reader, constraint);
	}
}

static bool is_rules(const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessageDescriptor *descriptor = field->descriptor;
	return field->type == PROTOBUF_C_TYPE_MESSAGE && strncmp(descriptor->name, "google.protobuf.", 16) != 0;
}

/* As deep as message_unpack() lets it be. */
static void walk(struct reader *reader, const ProtobufCMessage *message, const struct level *level)
{
	static const char *const inner[] = {"items", "keys", "values"};
	struct arena *arena = reader->context->arena;
	for (unsigned i = 0; i < message->descriptor->n_fields && reader->constraints->count < RULES_MAX; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		const ProtobufCMessage *rules;
		if (!is_rules(field) || field->label == PROTOBUF_C_LABEL_REPEATED) {
			if (!is_rules(field))
				add_value(reader, message, field, level);
			continue;
		}
		memcpy(&rules, (const char *)message + field->offset, sizeof(rules));
		if (!rules || !is_there(message, field))
			continue;
		struct level below = {.key = level->key, .own = field->name};
		below.name = keep(reader, arena_printf(arena, "%s%s.", level->name, field->name));
		for (size_t j = 0; j < COUNT_OF(inner); j++)
			if (!strcmp(inner[j], field->name))
				below.key = keep(reader, arena_printf(arena, "%s%s.", level->key, field->name));
		walk(reader, rules, &below);
	}
	add_unknown(reader, message, level);
}

static enum status store(struct context *context, const struct constraints *list, const struct constraints **ret_constraints)
{
	struct constraints *copy = arena_new(context->arena, struct constraints);
	if (copy)
		copy->at = arena_array(context->arena, struct constraint, list->count);
	if (!copy || !copy->at)
		return fail(context, STATUS_EXHAUSTED, "no memory for its rules");
	if (list->count)
		memcpy(copy->at, list->at, list->count * sizeof(list->at[0]));
	copy->count = list->count;
	*ret_constraints = copy;
	return STATUS_OK;
}

enum status constraints_read(struct context *context, const ProtobufCMessage *options, const struct constraints **ret_constraints)
{
	static const struct constraints none;
	struct buffer bytes;
	ProtobufCMessage *rules;
	if (!extension_collect(context->arena, options, EXTENSION_RULES, RULES_MAX_BYTES, &bytes)) {
		*ret_constraints = &none;
		return STATUS_OK;
	}
	if (buffer_failed(&bytes))
		return fail(context, STATUS_EXHAUSTED, "its rules take more than %d bytes", RULES_MAX_BYTES);
	enum status status = message_unpack(context, buffer_text(&bytes), &buf__validate__field_rules__descriptor, &rules);
	if (status)
		return fail_while(context, "reading its rules");
	struct constraint found[RULES_MAX];
	struct constraints list = {found, 0};
	struct reader reader = {.context = context, .constraints = &list};
	walk(&reader, rules, &(struct level){"", "", ""});
	if (reader.exhausted)
		return fail(context, STATUS_EXHAUSTED, "no memory for its rules");
	if (list.count >= RULES_MAX)
		return fail(context, STATUS_EXHAUSTED, "has %d rules or more", RULES_MAX);
	return store(context, &list, ret_constraints);
}
