/* What other clients send and ours doesn't: streams, no message at all, compressed messages. */
#include "grpc_raw.h"

#include "platform/grpc/inflate.h"

static void serve_count(void *self, struct incoming *incoming)
{
	atomic_fetch_add((atomic_int *)self, 1);
	incoming_answer_bytes(incoming, incoming_request(incoming));
}

struct server {
	struct grpc_pair pair;
	atomic_int served;
};

static void open_server(struct server *server)
{
	const struct endpoint endpoints[] = {
		{.path = "/t.T/Unary", .serve = serve_count, .self = &server->served},
		{.path = "/t.T/Bidi", .serve = serve_count, .self = &server->served, .bidi = true},
	};
	server->served = 0;
	pair_open(&server->pair, endpoints, COUNT_OF(endpoints));
}

static void unary_call_without_a_message_is_invalid(void **state)
{
	(void)state;
	struct server server;
	struct grpc_raw raw;
	open_server(&server);
	raw_start(&raw, server.pair.front, "/t.T/Unary", NULL);
	raw_half_close(&raw);
	assert_int_equal(raw_finish(&raw), STATUS_INVALID);
	assert_int_equal(server.served, 0);
	pair_close(&server.pair);
}

static void bidi_stream_answers_each_message_in_turn(void **state)
{
	(void)state;
	struct server server;
	struct grpc_raw raw;
	open_server(&server);
	raw_start(&raw, server.pair.front, "/t.T/Bidi", NULL);
	for (int i = 0; i < 100; i++) {
		const char *text = arena_printf(&server.pair.arena, "message %d", i);
		raw_send_text(&raw, text_of(text));
		assert_true(text_equal(raw_receive(&raw, &server.pair.arena), text_of(text)));
	}
	raw_half_close(&raw);
	assert_null(raw_receive(&raw, &server.pair.arena).at);
	assert_int_equal(raw_finish(&raw), STATUS_OK);
	assert_int_equal(server.served, 100);
	assert_int_equal(grpc_front_inflight(server.pair.front), 0);
	pair_close(&server.pair);
}

static void bidi_stream_without_a_message_ends_well(void **state)
{
	(void)state;
	struct server server;
	struct grpc_raw raw;
	open_server(&server);
	raw_start(&raw, server.pair.front, "/t.T/Bidi", NULL);
	raw_half_close(&raw);
	assert_int_equal(raw_finish(&raw), STATUS_OK);
	assert_int_equal(server.served, 0);
	pair_close(&server.pair);
}

static void bidi_stream_that_is_cancelled_ends(void **state)
{
	(void)state;
	struct server server;
	struct grpc_raw raw;
	open_server(&server);
	raw_start(&raw, server.pair.front, "/t.T/Bidi", NULL);
	raw_send_text(&raw, TEXT("one"));
	assert_true(text_equal(raw_receive(&raw, &server.pair.arena), TEXT("one")));
	grpc_call_cancel(raw.call, NULL);
	assert_int_equal(raw_finish(&raw), STATUS_CANCELLED);
	/* Returns before its second is over only when the stream is gone. */
	const int64_t before_us = clock_monotonic_us();
	pair_close(&server.pair);
	assert_true(clock_monotonic_us() - before_us < 900000);
}

static void idle_bidi_stream_does_not_hold_up_the_end_for_ever(void **state)
{
	(void)state;
	struct server server;
	struct grpc_raw raw;
	open_server(&server);
	raw_start(&raw, server.pair.front, "/t.T/Bidi", NULL);
	raw_send_text(&raw, TEXT("one"));
	assert_true(text_equal(raw_receive(&raw, &server.pair.arena), TEXT("one")));
	grpc_front_close(server.pair.front, 100);
	server.pair.front = NULL;
	assert_int_not_equal(raw_finish(&raw), STATUS_OK);
	pair_close(&server.pair);
}

static enum status send_compressed(struct server *server, size_t len)
{
	/* Core compresses what is sent under this header. */
	grpc_metadata gzip = {.key = grpc_slice_from_static_string("grpc-internal-encoding-request"),
			      .value = grpc_slice_from_static_string("gzip")};
	struct grpc_raw raw;
	char *bytes = calloc(1, len);
	raw_start(&raw, server->pair.front, "/t.T/Unary", &gzip);
	raw_send_text(&raw, (struct text){bytes, len});
	raw_half_close(&raw);
	const struct text answer = raw_receive(&raw, &server->pair.arena);
	const enum status status = raw_finish(&raw);
	if (status == STATUS_OK) {
		assert_int_equal(answer.len, len);
		assert_memory_equal(answer.at, bytes, len);
	}
	free(bytes);
	return status;
}

static void compressed_message_is_read(void **state)
{
	(void)state;
	struct server server;
	open_server(&server);
	assert_int_equal(send_compressed(&server, 100000), STATUS_OK);
	pair_close(&server.pair);
}

static void compressed_message_counts_as_what_it_grows_to(void **state)
{
	(void)state;
	struct server server;
	open_server(&server);
	assert_int_equal(send_compressed(&server, 100 * MEBI), STATUS_EXHAUSTED);
	assert_int_equal(server.served, 0);
	pair_close(&server.pair);
}

static grpc_byte_buffer *claiming(struct text text, grpc_compression_algorithm algorithm)
{
	/* In two pieces, as the wire may bring it. */
	grpc_slice slices[2] = {grpc_slice_from_copied_buffer(text.at, text.len / 2),
				grpc_slice_from_copied_buffer(text.at + text.len / 2, text.len - text.len / 2)};
	grpc_byte_buffer *message = grpc_raw_compressed_byte_buffer_create(slices, 2, algorithm);
	grpc_slice_unref(slices[0]);
	grpc_slice_unref(slices[1]);
	return message;
}

/* zlib's format of 300 times 'a', with what it may be damaged by. */
static void bounds_and_damage_of_compressed_bytes_are_told(void **state)
{
	(void)state;
	static const struct text good = TEXT_INIT("\x78\x9c\x4b\x4c\x1c\x05\xc4\x02\x00\xd8\xa8\x71\xad");
	const struct {
		struct text bytes;
		size_t max_bytes;
		enum status expected;
	} cases[] = {
		{good, 1000, STATUS_OK},
		{good, 300, STATUS_OK},
		{good, 299, STATUS_EXHAUSTED},
		{{good.at, good.len - 1}, 1000, STATUS_INVALID},
		{TEXT("\x78\x9c\x4b\x4c\x1c\x05\xc4\x02\x00\xd8\xa8\x71\xad+"), 1000, STATUS_INVALID},
		{TEXT("not compressed at all"), 1000, STATUS_INVALID},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		grpc_slice slice = grpc_empty_slice();
		grpc_byte_buffer *message = claiming(cases[i].bytes, GRPC_COMPRESS_DEFLATE);
		assert_int_equal(message_inflate(message, cases[i].max_bytes, &slice), cases[i].expected);
		assert_int_equal(GRPC_SLICE_LENGTH(slice), cases[i].expected == STATUS_OK ? 300 : 0);
		grpc_slice_unref(slice);
		grpc_byte_buffer_destroy(message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unary_call_without_a_message_is_invalid),
		cmocka_unit_test(bidi_stream_answers_each_message_in_turn),
		cmocka_unit_test(bidi_stream_without_a_message_ends_well),
		cmocka_unit_test(bidi_stream_that_is_cancelled_ends),
		cmocka_unit_test(idle_bidi_stream_does_not_hold_up_the_end_for_ever),
		cmocka_unit_test(compressed_message_is_read),
		cmocka_unit_test(compressed_message_counts_as_what_it_grows_to),
		cmocka_unit_test(bounds_and_damage_of_compressed_bytes_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
