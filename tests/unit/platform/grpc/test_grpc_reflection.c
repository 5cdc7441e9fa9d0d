/* Reflection over descriptor sets that are built here: a diamond of imports, nested types, the same file in two sets. */
#include "grpc_raw.h"

#include "google/protobuf/descriptor.pb-c.h"
#include "grpc/reflection/v1/reflection.pb-c.h"
#include "hapax/buffer.h"
#include "platform/grpc/descriptor_index.h"
#include "platform/grpc/reflection.h"

static const char *const services[] = {"shop.v1.Shop", "grpc.health.v1.Health"};

static void add_bytes(struct buffer *to, int number, struct text bytes)
{
	assert_true(bytes.len < 16384);
	buffer_add_char(to, (char)(number << 3 | 2));
	buffer_add_char(to, (char)(bytes.len % 128 + 128));
	buffer_add_char(to, (char)(bytes.len / 128));
	buffer_add_text(to, bytes);
}

static void add_string(struct buffer *to, int number, const char *string)
{
	add_bytes(to, number, text_of(string));
}

static struct buffer begin(struct arena *arena, int name_number, const char *name)
{
	struct buffer buffer;
	buffer_init(&buffer, arena, 16384);
	add_string(&buffer, name_number, name);
	return buffer;
}

/* shop.proto imports left.proto and right.proto, which both import base.proto. */
static struct text shop_file(struct arena *arena)
{
	struct buffer file = begin(arena, 1, "shop.proto");
	add_string(&file, 2, "shop.v1");
	add_string(&file, 3, "left.proto");
	add_string(&file, 3, "right.proto");
	add_string(&file, 3, "nowhere.proto");
	struct buffer inner = begin(arena, 1, "Line"), field = begin(arena, 1, "sku"), message = begin(arena, 1, "Order");
	add_bytes(&inner, 2, buffer_text(&field));
	add_bytes(&message, 3, buffer_text(&inner));
	add_bytes(&file, 4, buffer_text(&message));
	struct buffer value = begin(arena, 1, "OPEN"), state = begin(arena, 1, "State");
	add_bytes(&state, 2, buffer_text(&value));
	add_bytes(&file, 5, buffer_text(&state));
	struct buffer method = begin(arena, 1, "Buy"), service = begin(arena, 1, "Shop");
	add_bytes(&service, 2, buffer_text(&method));
	add_bytes(&file, 6, buffer_text(&service));
	return buffer_text(&file);
}

static struct text plain_file(struct arena *arena, const char *name, const char *import, const char *message_name)
{
	struct buffer file = begin(arena, 1, name), message = begin(arena, 1, message_name);
	if (import)
		add_string(&file, 3, import);
	add_bytes(&file, 4, buffer_text(&message));
	return buffer_text(&file);
}

struct fixture {
	struct grpc_pair pair;
	struct arena arena;
	struct text sets[2];
	struct reflection *reflection;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	struct arena *arena = &fixture->arena;
	struct buffer first, second;
	struct endpoint endpoints[REFLECTION_ENDPOINTS];
	struct context context;
	arena_init(arena, 4 * MEBI);
	context_init(&context, arena, NULL, NULL);
	buffer_init(&first, arena, 65536);
	buffer_init(&second, arena, 65536);
	add_bytes(&first, 1, plain_file(arena, "base.proto", NULL, "Base"));
	add_bytes(&first, 1, plain_file(arena, "left.proto", "base.proto", "Left"));
	add_bytes(&second, 1, plain_file(arena, "base.proto", NULL, "Other"));
	add_bytes(&second, 1, plain_file(arena, "right.proto", "base.proto", "Right"));
	add_bytes(&second, 1, shop_file(arena));
	fixture->sets[0] = buffer_text(&first);
	fixture->sets[1] = buffer_text(&second);
	assert_int_equal(reflection_new(&context, fixture->sets, 2, services, COUNT_OF(services), &fixture->reflection), STATUS_OK);
	reflection_endpoints(fixture->reflection, endpoints);
	pair_open(&fixture->pair, endpoints, REFLECTION_ENDPOINTS);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	pair_close(&fixture->pair);
	reflection_free(fixture->reflection);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

static const char v1[] = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
static const char v1alpha[] = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";

/* One question on a stream of its own; number is that of the request's field. */
static Grpc__Reflection__V1__ServerReflectionResponse *ask(struct fixture *fixture, const char *path, int number, const char *text)
{
	struct grpc_pair *pair = &fixture->pair;
	struct grpc_raw raw;
	struct buffer request;
	ProtobufCMessage *response = NULL;
	buffer_init(&request, &fixture->arena, 4096);
	add_string(&request, number, text);
	raw_start(&raw, pair->front, path, NULL);
	raw_send_text(&raw, buffer_text(&request));
	const struct text bytes = raw_receive(&raw, &fixture->arena);
	raw_half_close(&raw);
	assert_int_equal(raw_finish(&raw), STATUS_OK);
	response = protobuf_c_message_unpack(&grpc__reflection__v1__server_reflection_response__descriptor, NULL, bytes.len,
					     (const uint8_t *)bytes.at);
	assert_non_null(response);
	return (void *)response;
}

static void expect_services(struct fixture *fixture, const char *path)
{
	Grpc__Reflection__V1__ServerReflectionResponse *answer = ask(fixture, path, 7, "");
	assert_int_equal(answer->message_response_case,
			 GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE);
	assert_int_equal(answer->list_services_response->n_service, 2);
	assert_string_equal(answer->list_services_response->service[0]->name, services[0]);
	assert_string_equal(answer->list_services_response->service[1]->name, services[1]);
	protobuf_c_message_free_unpacked(&answer->base, NULL);
}

static void services_are_listed_in_both_versions(void **state)
{
	expect_services(*state, v1);
	expect_services(*state, v1alpha);
}

/* Names of the files in an answer, as "a.proto b.proto"; or "error 5". */
static void expect_files(void **state, int number, const char *text, const char *expected)
{
	struct fixture *fixture = *state;
	Grpc__Reflection__V1__ServerReflectionResponse *answer = ask(fixture, v1, number, text);
	struct buffer seen;
	buffer_init(&seen, &fixture->arena, 4096);
	if (answer->message_response_case == GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE)
		buffer_printf(&seen, "error %d", answer->error_response->error_code);
	const Grpc__Reflection__V1__FileDescriptorResponse *files =
		answer->message_response_case ==
				GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE
			? answer->file_descriptor_response
			: NULL;
	for (size_t i = 0; files && i < files->n_file_descriptor_proto; i++) {
		Google__Protobuf__FileDescriptorProto *file = google__protobuf__file_descriptor_proto__unpack(
			NULL, files->file_descriptor_proto[i].len, files->file_descriptor_proto[i].data);
		assert_non_null(file);
		buffer_printf(&seen, "%s%s:%s", i ? " " : "", file->name, file->message_type[0]->name);
		google__protobuf__file_descriptor_proto__free_unpacked(file, NULL);
	}
	if (strcmp(buffer_string(&seen), expected))
		fail_msg("%s: got \"%s\", expected \"%s\"", text, buffer_string(&seen), expected);
	protobuf_c_message_free_unpacked(&answer->base, NULL);
}

static void file_comes_with_its_imports_each_once(void **state)
{
	expect_files(state, 3, "shop.proto", "shop.proto:Order left.proto:Left right.proto:Right base.proto:Base");
	expect_files(state, 3, "left.proto", "left.proto:Left base.proto:Base");
	expect_files(state, 3, "nowhere.proto", "error 5");
}

static void symbols_of_every_kind_are_found(void **state)
{
	static const char *const found[] = {
		"shop.v1.Order", "shop.v1.Order.Line", "shop.v1.Order.Line.sku", "shop.v1.State",
		"shop.v1.OPEN",	 "shop.v1.Shop",       "shop.v1.Shop.Buy",	 ".shop.v1.Order",
	};
	static const char *const unknown[] = {"shop.v1", "shop.v1.Orde", "Order", "shop.v1.State.OPEN", "", ".", "Other"};
	for (size_t i = 0; i < COUNT_OF(found); i++)
		expect_files(state, 4, found[i], "shop.proto:Order left.proto:Left right.proto:Right base.proto:Base");
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		expect_files(state, 4, unknown[i], "error 5");
}

static void extensions_are_not_found(void **state)
{
	expect_files(state, 5, "", "error 5");
	expect_files(state, 6, "shop.v1.Order", "error 5");
}

static void question_of_no_kind_is_unimplemented(void **state)
{
	expect_files(state, 15, "", "error 12");
}

static void stream_outlives_a_bad_question(void **state)
{
	struct fixture *fixture = *state;
	struct grpc_raw raw;
	raw_start(&raw, fixture->pair.front, v1, NULL);
	for (int i = 0; i < 10; i++) {
		raw_send_text(&raw, TEXT("\x22\x03"
					 "x.y"));
		assert_non_null(raw_receive(&raw, &fixture->arena).at);
	}
	raw_half_close(&raw);
	assert_int_equal(raw_finish(&raw), STATUS_OK);
}

static void malformed_question_is_invalid(void **state)
{
	struct fixture *fixture = *state;
	struct grpc_raw raw;
	raw_start(&raw, fixture->pair.front, v1, NULL);
	raw_send_text(&raw, TEXT("\x22\x01\x00"));
	assert_int_equal(raw_finish(&raw), STATUS_INVALID);
}

static void set_that_is_none_is_corrupt(void **state)
{
	struct fixture *fixture = *state;
	struct context context;
	context_init(&context, &fixture->arena, NULL, NULL);
	const struct text good = fixture->sets[1];
	const struct text bad[] = {TEXT("\x0a\x05"), TEXT("\x0a\x00"), TEXT("\x0a\x03\x0a\x05x"), {good.at, good.len - 1}};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct reflection *reflection = NULL;
		assert_int_equal(reflection_new(&context, &bad[i], 1, services, 1, &reflection), STATUS_CORRUPT);
		assert_null(reflection);
	}
}

static void no_sets_at_all_are_fine(void **state)
{
	(void)state;
	struct arena arena;
	struct context context;
	struct descriptor_index index;
	arena_init(&arena, MEBI);
	context_init(&context, &arena, NULL, NULL);
	assert_int_equal(descriptor_index_init(&index, &context, NULL, 0), STATUS_OK);
	assert_true(descriptor_file_named(&index, TEXT("a.proto")) == SIZE_MAX);
	assert_true(descriptor_file_with_symbol(&index, TEXT("a.B")) == SIZE_MAX);
	descriptor_index_done(&index);
	arena_done(&arena);
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(services_are_listed_in_both_versions), RULE(file_comes_with_its_imports_each_once),
		RULE(symbols_of_every_kind_are_found),	    RULE(extensions_are_not_found),
		RULE(question_of_no_kind_is_unimplemented), RULE(stream_outlives_a_bad_question),
		RULE(malformed_question_is_invalid),	    RULE(set_that_is_none_is_corrupt),
		cmocka_unit_test(no_sets_at_all_are_fine),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
