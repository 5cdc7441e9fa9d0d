#include "harness/evolve/world.h"

#include <stdlib.h>
#include <string.h>

#define TYPE(name) GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_##name

enum { EVENT = 50100, DATA = 50101, TOPIC = 50102, RULES = 1159, UNKNOWN_OPTION = 900 };

static void *must(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static char *copy(const char *text, struct arena *arena)
{
	return text ? must(text_dup_string(text_of(text), arena)) : NULL;
}

static char *or_empty(const char *text, struct arena *arena)
{
	return copy(text ? text : "", arena);
}

/* Behind the option's other unknown fields, as protoc would hand the extension over. */
static void attach(ProtobufCMessage *options, uint32_t tag, const ProtobufCMessage *extension, struct arena *arena)
{
	size_t len = protobuf_c_message_get_packed_size(extension), head = 0;
	uint8_t *bytes = must(arena_alloc(arena, len + 10));
	for (size_t rest = len; head == 0 || rest; rest >>= 7)
		bytes[head++] = (uint8_t)((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
	protobuf_c_message_pack(extension, bytes + head);
	ProtobufCMessageUnknownField *fields =
		must(arena_array(arena, ProtobufCMessageUnknownField, options->n_unknown_fields + 1));
	if (options->n_unknown_fields)
		memcpy(fields, options->unknown_fields, options->n_unknown_fields * sizeof(fields[0]));
	fields[options->n_unknown_fields++] =
		(ProtobufCMessageUnknownField){tag, PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED, head + len, bytes};
	options->unknown_fields = fields;
}

static size_t words(const char *const from[WORLD_WORDS], char ***ret_words, struct arena *arena)
{
	size_t count = 0;
	*ret_words = must(arena_array(arena, char *, WORLD_WORDS));
	for (; count < WORLD_WORDS && from[count]; count++)
		(*ret_words)[count] = copy(from[count], arena);
	return count;
}

static void attach_event(const struct world_event *from, Google__Protobuf__MessageOptions *options, struct arena *arena)
{
	Hapax__EventOptions event = HAPAX__EVENT_OPTIONS__INIT;
	Hapax__RetryOptions retry = HAPAX__RETRY_OPTIONS__INIT;
	event.type = copy(from->type, arena);
	event.version = or_empty(from->version, arena);
	event.topic = or_empty(from->topic, arena);
	event.key = or_empty(from->key, arena);
	event.subject = or_empty(from->subject, arena);
	event.owner = or_empty(from->owner, arena);
	event.retention = or_empty(from->retention, arena);
	event.description = or_empty(from->description, arena);
	event.n_consumers = words(from->consumers, &event.consumers, arena);
	event.n_aliases = words(from->aliases, &event.aliases, arena);
	event.n_topic_aliases = words(from->topic_aliases, &event.topic_aliases, arena);
	retry.max_attempts = from->attempts;
	if (from->attempts)
		event.retry = &retry;
	uint8_t value = (uint8_t)from->unknown;
	ProtobufCMessageUnknownField unknown = {UNKNOWN_OPTION, PROTOBUF_C_WIRE_TYPE_VARINT, sizeof(value), &value};
	event.base.n_unknown_fields = from->unknown ? 1 : 0;
	event.base.unknown_fields = &unknown;
	attach(&options->base, EVENT, &event.base, arena);
}

static Google__Protobuf__FieldDescriptorProto *field(const struct world_field *from, struct arena *arena)
{
	Google__Protobuf__FieldDescriptorProto *to = must(arena_new(arena, Google__Protobuf__FieldDescriptorProto));
	Google__Protobuf__FieldOptions *options = must(arena_new(arena, Google__Protobuf__FieldOptions));
	Hapax__FieldOptions data = HAPAX__FIELD_OPTIONS__INIT;
	google__protobuf__field_descriptor_proto__init(to);
	google__protobuf__field_options__init(options);
	to->name = copy(from->name, arena);
	to->has_number = to->has_type = to->has_label = true;
	to->number = from->number;
	to->type = from->type;
	to->label = from->label ? from->label : GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_OPTIONAL;
	to->type_name = copy(from->type_name, arena);
	to->json_name = copy(from->json_name, arena);
	to->default_value = copy(from->default_value, arena);
	to->has_oneof_index = from->oneof || from->optional;
	to->oneof_index = from->optional;
	to->has_proto3_optional = to->proto3_optional = from->optional;
	data.pii = from->pii;
	if (from->pii)
		attach(&options->base, DATA, &data.base, arena);
	if (from->rules)
		attach(&options->base, RULES, &from->rules->base, arena);
	to->options = options;
	return to;
}

static void reserve(const struct world_message *from, Google__Protobuf__DescriptorProto *to, struct arena *arena)
{
	if (from->reserved_number) {
		Google__Protobuf__DescriptorProto__ReservedRange *range =
			must(arena_new(arena, Google__Protobuf__DescriptorProto__ReservedRange));
		google__protobuf__descriptor_proto__reserved_range__init(range);
		range->has_start = range->has_end = true;
		range->start = from->reserved_number;
		range->end = from->reserved_number + 1;
		to->reserved_range = must(arena_array(arena, Google__Protobuf__DescriptorProto__ReservedRange *, 1));
		to->reserved_range[to->n_reserved_range++] = range;
	}
	if (from->reserved_name) {
		to->reserved_name = must(arena_array(arena, char *, 1));
		to->reserved_name[to->n_reserved_name++] = copy(from->reserved_name, arena);
	}
}

/* "way", and the one that stands for the keyword optional. */
static void add_oneofs(Google__Protobuf__DescriptorProto *to, struct arena *arena)
{
	static const char *const names[] = {"way", "_optional"};
	to->oneof_decl = must(arena_array(arena, Google__Protobuf__OneofDescriptorProto *, COUNT_OF(names)));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		Google__Protobuf__OneofDescriptorProto *oneof = must(arena_new(arena, Google__Protobuf__OneofDescriptorProto));
		google__protobuf__oneof_descriptor_proto__init(oneof);
		oneof->name = copy(names[i], arena);
		to->oneof_decl[to->n_oneof_decl++] = oneof;
	}
}

static Google__Protobuf__DescriptorProto *message(const struct world_message *from, struct arena *arena)
{
	Google__Protobuf__DescriptorProto *to = must(arena_new(arena, Google__Protobuf__DescriptorProto));
	Google__Protobuf__MessageOptions *options = must(arena_new(arena, Google__Protobuf__MessageOptions));
	google__protobuf__descriptor_proto__init(to);
	google__protobuf__message_options__init(options);
	to->name = copy(from->name, arena);
	to->options = options;
	options->has_map_entry = options->map_entry = from->map_entry;
	if (from->event.type)
		attach_event(&from->event, options, arena);
	to->field = must(arena_array(arena, Google__Protobuf__FieldDescriptorProto *, WORLD_FIELDS));
	for (size_t i = 0; i < WORLD_FIELDS; i++)
		if (from->fields[i].name)
			to->field[to->n_field++] = field(&from->fields[i], arena);
	add_oneofs(to, arena);
	reserve(from, to, arena);
	return to;
}

static void add_enum(const struct world *from, const char *name, Google__Protobuf__FileDescriptorProto *file, struct arena *arena)
{
	if (!name)
		return;
	Google__Protobuf__EnumDescriptorProto *to = must(arena_new(arena, Google__Protobuf__EnumDescriptorProto));
	google__protobuf__enum_descriptor_proto__init(to);
	to->name = copy(name, arena);
	to->value = must(arena_array(arena, Google__Protobuf__EnumValueDescriptorProto *, WORLD_VALUES));
	for (size_t i = 0; i < WORLD_VALUES && from->values[i].name; i++) {
		Google__Protobuf__EnumValueDescriptorProto *value =
			must(arena_new(arena, Google__Protobuf__EnumValueDescriptorProto));
		google__protobuf__enum_value_descriptor_proto__init(value);
		value->name = copy(from->values[i].name, arena);
		value->has_number = true;
		value->number = from->values[i].number;
		to->value[to->n_value++] = value;
	}
	file->enum_type[file->n_enum_type++] = to;
}

static void add_topics(const struct world *from, Google__Protobuf__FileDescriptorProto *file, struct arena *arena)
{
	file->options = must(arena_new(arena, Google__Protobuf__FileOptions));
	google__protobuf__file_options__init(file->options);
	for (size_t i = 0; i < WORLD_TOPICS && from->topics[i].name; i++) {
		Hapax__TopicOptions topic = HAPAX__TOPIC_OPTIONS__INIT;
		char *also_called[] = {copy(from->topics[i].also_called, arena)};
		topic.name = copy(from->topics[i].name, arena);
		topic.partitions = from->topics[i].partitions;
		topic.replication = from->topics[i].replication;
		topic.retention = or_empty(from->topics[i].retention, arena);
		topic.n_also_called = also_called[0] ? 1 : 0;
		topic.also_called = also_called;
		attach(&file->options->base, TOPIC, &topic.base, arena);
	}
}

static Google__Protobuf__MethodDescriptorProto *method(const struct world_method *from, struct arena *arena)
{
	Google__Protobuf__MethodDescriptorProto *to = must(arena_new(arena, Google__Protobuf__MethodDescriptorProto));
	google__protobuf__method_descriptor_proto__init(to);
	to->name = copy(from->name, arena);
	to->input_type = copy(from->input, arena);
	to->output_type = copy(from->output, arena);
	to->has_server_streaming = to->server_streaming = from->stream;
	to->options = must(arena_new(arena, Google__Protobuf__MethodOptions));
	google__protobuf__method_options__init(to->options);
	to->options->has_idempotency_level = true;
	to->options->idempotency_level = (Google__Protobuf__MethodOptions__IdempotencyLevel)from->idempotency;
	return to;
}

static void add_service(const struct world *from, Google__Protobuf__FileDescriptorProto *file, struct arena *arena)
{
	if (!from->service)
		return;
	Google__Protobuf__ServiceDescriptorProto *to = must(arena_new(arena, Google__Protobuf__ServiceDescriptorProto));
	google__protobuf__service_descriptor_proto__init(to);
	to->name = copy(from->service, arena);
	to->method = must(arena_array(arena, Google__Protobuf__MethodDescriptorProto *, WORLD_METHODS));
	for (size_t i = 0; i < WORLD_METHODS && from->methods[i].name; i++)
		to->method[to->n_method++] = method(&from->methods[i], arena);
	file->service = must(arena_array(arena, Google__Protobuf__ServiceDescriptorProto *, 1));
	file->service[file->n_service++] = to;
}

/* Of google/protobuf/wrappers.proto, what the shop takes of it. */
static Google__Protobuf__FileDescriptorProto *wrappers(struct arena *arena)
{
	static const struct world_message value = {.name = "StringValue",
						   .fields = {{.name = "value", .number = 1, .type = TYPE(STRING)}}};
	Google__Protobuf__FileDescriptorProto *file = must(arena_new(arena, Google__Protobuf__FileDescriptorProto));
	google__protobuf__file_descriptor_proto__init(file);
	file->name = copy("google/protobuf/wrappers.proto", arena);
	file->package = copy("google.protobuf", arena);
	file->syntax = copy("proto3", arena);
	file->message_type = must(arena_array(arena, Google__Protobuf__DescriptorProto *, 1));
	file->message_type[file->n_message_type++] = message(&value, arena);
	return file;
}

struct text world_pack(const struct world *world, struct arena *arena)
{
	Google__Protobuf__FileDescriptorProto file = GOOGLE__PROTOBUF__FILE_DESCRIPTOR_PROTO__INIT;
	Google__Protobuf__FileDescriptorSet set = GOOGLE__PROTOBUF__FILE_DESCRIPTOR_SET__INIT;
	Google__Protobuf__FileDescriptorProto *files[] = {wrappers(arena), &file};
	file.name = copy(world->file, arena);
	file.package = copy(world->package, arena);
	file.syntax = copy(world->syntax, arena);
	file.message_type = must(arena_array(arena, Google__Protobuf__DescriptorProto *, WORLD_MESSAGES));
	for (size_t i = 0; i < WORLD_MESSAGES; i++)
		if (world->messages[i].name)
			file.message_type[file.n_message_type++] = message(&world->messages[i], arena);
	file.enum_type = must(arena_array(arena, Google__Protobuf__EnumDescriptorProto *, 2));
	add_enum(world, world->enum_name, &file, arena);
	add_enum(world, world->second_enum, &file, arena);
	add_topics(world, &file, arena);
	add_service(world, &file, arena);
	set.n_file = COUNT_OF(files);
	set.file = files;
	uint8_t *bytes = must(arena_alloc(arena, google__protobuf__file_descriptor_set__get_packed_size(&set)));
	return (struct text){(const char *)bytes, google__protobuf__file_descriptor_set__pack(&set, bytes)};
}

/* message OrderPlaced { string order_id = 1; repeated Line lines = 2; ... } and so on. */
struct world world_default(void)
{
	const Google__Protobuf__FieldDescriptorProto__Label many = GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
	struct world world = {
		.file = "shop/v1/events.proto",
		.package = "shop.v1",
		.syntax = "proto3",
		.enum_name = "Way",
		.values = {{"WAY_UNSPECIFIED", 0}, {"WAY_POST", 1}, {"WAY_PICK_UP", 2}},
		.topics = {{"shop-events", 3, 2, "7d", "orders"}},
		.service = "ShopService",
		.methods = {{"GetOrder", ".shop.v1.GetOrder", ".shop.v1.Line", false, 1}},
	};
	world.messages[ORDER_PLACED] = (struct world_message){
		.name = "OrderPlaced",
		.event = {.type = "order.placed",
			  .version = "1.0",
			  .topic = "shop-events",
			  .key = "order_id",
			  .subject = "order_id",
			  .owner = "shop",
			  .consumers = {"stock", "audit"},
			  .aliases = {"orders.placed"},
			  .topic_aliases = {"placed"},
			  .retention = "3d",
			  .attempts = 5},
		.fields = {{.name = "order_id", .number = 1, .type = TYPE(STRING)},
			   {.name = "lines", .number = 2, .type = TYPE(MESSAGE), .type_name = ".shop.v1.Line", .label = many},
			   {.name = "way", .number = 3, .type = TYPE(ENUM), .type_name = ".shop.v1.Way"},
			   {.name = "note", .number = 4, .type = TYPE(MESSAGE), .type_name = ".google.protobuf.StringValue"},
			   {.name = "card", .number = 5, .type = TYPE(STRING), .oneof = true},
			   {.name = "total", .number = 6, .type = TYPE(INT64)},
			   {.name = "prices",
			    .number = 7,
			    .type = TYPE(MESSAGE),
			    .type_name = ".shop.v1.PricesEntry",
			    .label = many}},
		.reserved_number = 15,
		.reserved_name = "discount",
	};
	world.messages[ORDER_PAID] = (struct world_message){
		.name = "OrderPaid",
		.event = {.type = "order.paid", .version = "1.3", .topic = "shop-events", .owner = "shop", .consumers = {"audit"}},
		.fields = {{.name = "lines", .number = 1, .type = TYPE(MESSAGE), .type_name = ".shop.v1.Line", .label = many}},
	};
	world.messages[LINE] = (struct world_message){
		.name = "Line",
		.fields = {{.name = "sku", .number = 1, .type = TYPE(STRING)}, {.name = "count", .number = 2, .type = TYPE(INT32)}},
	};
	world.messages[GET_ORDER] = (struct world_message){
		.name = "GetOrder",
		.fields = {{.name = "order_id", .number = 1, .type = TYPE(STRING)}},
	};
	world.messages[PRICES_ENTRY] = (struct world_message){
		.name = "PricesEntry",
		.map_entry = true,
		.fields = {{.name = "key", .number = 1, .type = TYPE(STRING)}, {.name = "value", .number = 2, .type = TYPE(INT64)}},
	};
	return world;
}
