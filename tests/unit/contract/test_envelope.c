#include <stdio.h>

#include "contract/envelope.h"
#include "hapax/json.h"
#include "hapax/tasks/v1/events.h"
#include "unit/contract/codec.h"

#define TRACE "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

/* As daprd writes it: sorted, so that data comes before type. */
static const char from_dapr[] =
	"{\"correlationid\":\"c-1\",\"data\":{\"created_at\":\"2026-01-31T17:00:00Z\",\"task_id\":\"5\",\"title\":\"Buy "
	"milk\",\"user_id\":\"u-1\"},"
	"\"datacontenttype\":\"application/json\",\"eventversion\":\"1.2\",\"id\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11\","
	"\"partitionkey\":\"k-1\",\"pubsubname\":\"pubsub\",\"publishedtime\":\"2026-01-31T17:00:01.5Z\",\"sequence\":7,"
	"\"source\":\"/hapax/"
	"tasks\",\"specversion\":\"1.0\",\"subject\":\"5\",\"time\":\"2026-01-31T17:00:00.25Z\",\"topic\":\"task-events\","
	"\"traceid\":\"" TRACE "\",\"traceparent\":\"" TRACE "\",\"tracestate\":\"\",\"type\":\"task.created\",\"userid\":\"u-1\"}";

#define DATA "{\"task_id\":5,\"user_id\":\"u-1\",\"title\":\"t\",\"created_at\":\"2026-01-31T17:00:00Z\"}"

static struct envelope read_envelope(const char *json)
{
	struct envelope envelope = {0};
	assert_ok(envelope_read(&context, text_of(json), &envelope));
	return envelope;
}

static void refuse(const char *json, const char *why)
{
	struct envelope envelope = {0};
	assert_refused(envelope_read(&context, text_of(json), &envelope), why);
	assert_null(envelope.id.at);
}

static struct event event_of(const struct envelope *envelope)
{
	struct event event = {0};
	assert_ok(envelope_to_event(&context, envelope, &tasks_task_created_event, &event));
	return event;
}

static const struct tasks_task_created *decode(const struct envelope *envelope)
{
	struct event event = event_of(envelope);
	assert_ok(envelope_decode_data(&context, envelope, &event));
	assert_non_null(tasks_task_created_of(&event));
	return tasks_task_created_of(&event);
}

static void refuse_data(const struct envelope *envelope, const char *why)
{
	struct event event = event_of(envelope);
	assert_refused(envelope_decode_data(&context, envelope, &event), why);
	assert_null(event.data);
}

static void assert_text(struct text text, const char *expected)
{
	assert_string_equal(text_dup_string(text, &arena), expected);
}

/* Found by fuzzing: JSON written of such a message had the key twice, and nobody takes that. */
static void of_a_key_twice_in_protobuf_the_last_one_counts(void **state)
{
	(void)state;
	/* event_type "x", task_id 1, user_id "u", changes {a: "1", b: "2", a: "3"} */
	static const char bytes[] = "\x0a\x01x\x10\x01\x1a\x01u\x22\x1e"
				    "\x0a\x08\x0a\x01"
				    "a\x12\x03\x1a\x01"
				    "1"
				    "\x0a\x08\x0a\x01"
				    "b\x12\x03\x1a\x01"
				    "2"
				    "\x0a\x08\x0a\x01"
				    "a\x12\x03\x1a\x01"
				    "3";
	struct envelope envelope = {.id = TEXT("i"),
				    .source = TEXT("/s"),
				    .type = TEXT("task.changed"),
				    .specversion = TEXT("1.0"),
				    .datacontenttype = TEXT("application/protobuf"),
				    .data_kind = ENVELOPE_BINARY,
				    .data = {bytes, sizeof(bytes) - 1}};
	struct event event = {0};
	struct buffer buffer;
	assert_ok(envelope_to_event(&context, &envelope, &tasks_task_changed_event, &event));
	assert_ok(envelope_decode_data(&context, &envelope, &event));
	buffer_init(&buffer, &arena, 10000);
	assert_ok(envelope_write(&context, &buffer, &event, EVENT_DATA_JSON));
	assert_holds(buffer_string(&buffer), "\"changes\":{\"b\":\"2\",\"a\":\"3\"}");
}

static void fields_that_cannot_be_read_and_rules_that_are_broken_are_named_together(void **state)
{
	(void)state;
	struct envelope envelope = read_envelope("{\"data\":{\"task_id\":0,\"user_id\":7,\"tags\":[1,\"\"],\"created_at\":\"soon\","
						 "\"priority\":\"top\"}}");
	struct event event = event_of(&envelope);
	assert_int_equal(envelope_decode_data(&context, &envelope, &event), STATUS_INVALID);
	static const char *const named[] = {"user_id: must be a string",
					    "tags[0]: must be a string",
					    "created_at: must be an RFC 3339 time",
					    "task_id: must be greater than 0",
					    "title: is required",
					    "tags[1]: must have at least 1 character",
					    "priority: must be one of low, medium, high"};
	for (size_t i = 0; i < COUNT_OF(named); i++)
		assert_holds(failure_text(&context), named[i]);
	assert_int_equal(context.failure.violation_count, COUNT_OF(named));
	assert_null(event.data);
}

static void data_before_type_is_read(void **state)
{
	(void)state;
	struct envelope envelope = read_envelope(from_dapr);
	assert_text(envelope.type, "task.created");
	assert_text(envelope.sequence, "7");
	assert_int_equal(envelope.data_kind, ENVELOPE_JSON);
	assert_text(envelope.data,
		    "{\"created_at\":\"2026-01-31T17:00:00Z\",\"task_id\":\"5\",\"title\":\"Buy milk\",\"user_id\":\"u-1\"}");
	assert_ok(envelope_check(&context, &envelope));

	struct event event = event_of(&envelope);
	char id[UUID_TEXT_LEN + 1];
	uuid_format(event.id, id);
	assert_string_equal(id, "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11");
	assert_text(event.id_text, id);
	assert_int_equal(event.major, 1);
	assert_int_equal(event.minor, 2);
	assert_int_equal(event.time_us, INT64_C(1769878800250000));
	assert_int_equal(event.published_us, INT64_C(1769878801500000));
	assert_int_equal(event.sequence, 7);
	assert_int_equal(event.attempt, 1);
	assert_text(event.key, "k-1");
	assert_text(event.cause.correlation_id, "c-1");
	assert_text(event.cause.user_id, "u-1");
	assert_text(event.cause.traceparent, TRACE);
	assert_null(event.data);

	const struct tasks_task_created *data = decode(&envelope);
	assert_int_equal(data->task_id, 5);
	assert_string_equal(data->title, "Buy milk");
}

/* The range of the data is exact whatever stands around it. */
static void range_of_data_is_exact(void **state)
{
	(void)state;
	static const char *const values[] = {"{}",   "[ 1 , 2 ]", "\"a\\\"b\"",		"\"plain\"",  "-12.5e3",
					     "true", "false",	  "{\"a\":{\"b\":[]}}", "\"\\u0041\""};
	for (size_t i = 0; i < COUNT_OF(values); i++) {
		char json[200];
		snprintf(json, sizeof(json), " { \"x\\u0041\" : \"\\\\\" , \"data\" :\n\t%s , \"id\" : \"\\u0041\" } ", values[i]);
		struct envelope envelope = read_envelope(json);
		assert_text(envelope.data, values[i]);
		assert_text(envelope.id, "A");
		snprintf(json, sizeof(json), "{\"d\\u0061ta\":%s}", values[i]);
		assert_text(read_envelope(json).data, values[i]);
	}
	assert_int_equal(read_envelope("{\"data\":null}").data_kind, ENVELOPE_NO_DATA);
	assert_int_equal(read_envelope("{}").data_kind, ENVELOPE_NO_DATA);
}

static void wrong_envelopes_are_refused(void **state)
{
	(void)state;
	refuse("[]", "it must be an object, not an array");
	refuse("{\"id\":1}", "id: must be a string, not a number");
	refuse("{\"sequence\":true}", "sequence: must be a string or a number, not true");
	refuse("{\"source\":{}}", "source: must be a string, not an object");
	refuse("{\"id\":\"a\",\"id\":\"a\"}", "id: is given more than once");
	refuse("{\"data\":1,\"data\":2}", "data: is given more than once");
	refuse("{\"unknown\":1,\"unknown\":2}", "unknown: is given more than once");
	refuse("{\"data\":{},\"data_base64\":\"AA==\"}", "data_base64: excludes data");
	refuse("{\"data_base64\":5}", "data_base64: must be a string with base64, not a number");
	refuse("{\"data_base64\":\"?\"}", "data_base64: must be base64");
	refuse("{\"id\":\"\\ud800\"}", "a lone surrogate");
	refuse("{\"unknown\":{\"x\":\"\\u0000\"}}", "U+0000");
	refuse("{\"id\":\"\xff\"}", "strings must be UTF-8");
	refuse("nonsense", "reading a CloudEvent: not JSON");
	refuse("{\"data\":}", "not JSON: unexpected text before byte");
	char *deep = arena_alloc(&arena, 20100);
	size_t len = (size_t)snprintf(deep, 20100, "{\"ext\":");
	memset(deep + len, '[', 9000);
	memset(deep + len + 9000, ']', 9000);
	memcpy(deep + len + 18000, "}", 2);
	refuse(deep, "nested up to 64 deep");
}

static void several_wrong_attributes_are_all_named(void **state)
{
	(void)state;
	struct envelope envelope = {.id = TEXT("a"),
				    .specversion = TEXT("0.3"),
				    .time = TEXT("noon"),
				    .eventversion = TEXT("v2"),
				    .subject = TEXT("\xff")};
	assert_int_equal(envelope_check(&context, &envelope), STATUS_INVALID);
	const char *text = failure_text(&context);
	assert_holds(text, "source: is required; type: is required; specversion: must be 1.0; time: must be an RFC 3339 time");
	assert_holds(text, "eventversion: must be MAJOR or MAJOR.MINOR");
	assert_holds(text, "subject: must be UTF-8");
	assert_int_equal(context.failure.violation_count, 6);
}

static void empty_attribute_counts_as_absent(void **state)
{
	(void)state;
	struct envelope envelope = read_envelope(
		"{\"id\":\"x\",\"source\":\"s\",\"type\":\"t\",\"specversion\":\"1.0\",\"eventversion\":\"\",\"time\":\"\","
		"\"partitionkey\":\"\",\"correlationid\":\"\",\"subject\":null,\"sequence\":\"\"}");
	assert_ok(envelope_check(&context, &envelope));
	struct event event = event_of(&envelope);
	assert_int_equal(event.major, 1);
	assert_int_equal(event.minor, 0);
	assert_int_equal(event.sequence, -1);
	assert_text(event.cause.correlation_id, "x");
	assert_text(event.key, "s");
	assert_int_equal(event.time_us, event.received_us);
	assert_refused(envelope_check(&context, &(struct envelope){.id = TEXT("x")}), "source: is required");
}

static void versions_of_one_or_two_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool good;
		unsigned major, minor;
	} rows[] = {
		{"1", true, 1, 0},	{"2.10", true, 2, 10}, {"0.1", true, 0, 1}, {"1.", false, 0, 0},      {".1", false, 0, 0},
		{"1.2.3", false, 0, 0}, {"v1", false, 0, 0},   {"-1", false, 0, 0}, {"9999999", false, 0, 0}, {"1 ", false, 0, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct envelope envelope = {.id = TEXT("i"), .source = TEXT("s"), .type = TEXT("t"), .specversion = TEXT("1.0")};
		envelope.eventversion = text_of(rows[i].text);
		if (!rows[i].good) {
			assert_refused(envelope_check(&context, &envelope), "eventversion");
			continue;
		}
		struct event event = event_of(&envelope);
		assert_int_equal(event.major, rows[i].major);
		assert_int_equal(event.minor, rows[i].minor);
	}
}

static void ids_that_are_no_uuid_are_mapped_by_source_and_id(void **state)
{
	(void)state;
	struct envelope a = {.id = TEXT("42"), .source = TEXT("/a")}, b = {.id = TEXT("42"), .source = TEXT("/b")};
	struct event first = event_of(&a), again = event_of(&a), other = event_of(&b);
	char text[UUID_TEXT_LEN + 1];
	assert_int_equal(uuid_order(first.id, again.id), 0);
	assert_int_not_equal(uuid_order(first.id, other.id), 0);
	assert_text(first.id_text, "42");
	uuid_format(first.id, text);
	/* Stored ids depend on it. */
	assert_string_equal(text, "fed0e91e-0d66-5b3a-a844-b916579b3510");
}

static void malformed_traceparent_and_sequence_are_dropped(void **state)
{
	(void)state;
	static const char *const wrong[] = {"x",
					    "00-00000000000000000000000000000000-b7ad6b7169203331-01",
					    "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
					    "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
					    "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
					    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct envelope envelope = {.id = TEXT("i"), .source = TEXT("s"), .type = TEXT("t"), .specversion = TEXT("1.0")};
		envelope.traceparent = text_of(wrong[i]);
		assert_ok(envelope_check(&context, &envelope));
		assert_true(text_empty(event_of(&envelope).cause.traceparent));
	}
	static const struct {
		const char *text;
		int64_t sequence;
	} rows[] = {{"7", 7},	{"00007", 7}, {"0", 0},	  {"9223372036854775807", INT64_MAX}, {"9223372036854775808", -1},
		    {"-3", -1}, {"abc", -1},  {"1.5", -1}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct envelope envelope = {.id = TEXT("i"), .sequence = text_of(rows[i].text)};
		assert_true(event_of(&envelope).sequence == rows[i].sequence);
	}
}

static void key_is_partitionkey_then_key_field_then_subject_then_source(void **state)
{
	(void)state;
	struct envelope envelope = {
		.id = TEXT("i"), .source = TEXT("src"), .subject = TEXT("sub"), .data_kind = ENVELOPE_JSON, .data = TEXT(DATA)};
	struct event event = event_of(&envelope);
	assert_text(event.key, "sub");
	assert_ok(envelope_decode_data(&context, &envelope, &event));
	assert_text(event.key, "u-1");
	envelope.partitionkey = TEXT("pk");
	event = event_of(&envelope);
	assert_ok(envelope_decode_data(&context, &envelope, &event));
	assert_text(event.key, "pk");
}

static void data_in_every_form_gives_the_same_message(void **state)
{
	(void)state;
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	at.seconds = 1769878800;
	created.task_id = 5;
	created.user_id = (char *)"u-1";
	created.title = (char *)"t";
	created.created_at = &at;
	uint8_t packed[200];
	struct text bytes = {(const char *)packed, protobuf_c_message_pack(&created.base, packed)};

	const struct {
		const char *type;
		enum envelope_data kind;
		struct text data;
	} rows[] = {
		{"application/json", ENVELOPE_JSON, TEXT(DATA)},
		{"", ENVELOPE_JSON, TEXT(DATA)},
		{"application/vnd.task+json; charset=utf-8", ENVELOPE_JSON, TEXT(DATA)},
		{"application/json", ENVELOPE_BINARY, TEXT(DATA)},
		{"Application/JSON;charset=UTF-8", ENVELOPE_BINARY, TEXT(DATA)},
		{"", ENVELOPE_BINARY, TEXT(" " DATA)},
		{"text/plain", ENVELOPE_BINARY, TEXT(DATA)},
		{"application/json", ENVELOPE_JSON,
		 TEXT("\"{\\\"task_id\\\":5,\\\"user_id\\\":\\\"u-1\\\",\\\"title\\\":\\\"t\\\",\\\"created_at\\\":\\\"2026-01-"
		      "31T17:00:00Z\\\"}\"")},
		{"application/protobuf", ENVELOPE_BINARY, bytes},
		{"application/x-protobuf", ENVELOPE_BINARY, bytes},
		{"application/octet-stream", ENVELOPE_BINARY, bytes},
		{"", ENVELOPE_BINARY, bytes},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct envelope envelope = {.id = TEXT("i"), .data_kind = rows[i].kind, .data = rows[i].data};
		envelope.datacontenttype = text_of(rows[i].type);
		const struct tasks_task_created *data = decode(&envelope);
		assert_int_equal(data->task_id, 5);
		assert_string_equal(data->title, "t");
		assert_int_equal(data->created_at->seconds, 1769878800);
	}
}

static void text_in_data_is_unwrapped_once(void **state)
{
	(void)state;
	struct envelope envelope = read_envelope(
		"{\"id\":\"i\",\"data\":\"{\\\"task_id\\\":5,\\\"user_id\\\":\\\"u\\\",\\\"title\\\":\\\"\\\\u00f6\\\","
		"\\\"created_at\\\":\\\"2026-01-31T17:00:00Z\\\"}\",\"type\":\"task.created\"}");
	assert_string_equal(decode(&envelope)->title, "\xc3\xb6");
	envelope = read_envelope("{\"id\":\"i\",\"data\":\"\\\"{}\\\"\"}");
	refuse_data(&envelope, "must be an object, not a string");
	envelope = read_envelope("{\"id\":\"i\",\"data\":\"{nonsense\"}");
	refuse_data(&envelope, "data of task.created: not JSON");
	envelope = (struct envelope){.id = TEXT("i"), .data_kind = ENVELOPE_JSON, .data = TEXT("\"a\",\"b\"")};
	refuse_data(&envelope, "data must be one JSON value");
}

static void other_data_than_was_read_is_parsed_again(void **state)
{
	(void)state;
	struct envelope envelope = read_envelope("{\"id\":\"i\",\"data\":{\"payload\":" DATA "}}");
	const char *inner = strstr(envelope.data.at, "{\"task_id");
	envelope.data = (struct text){inner, envelope.data.len - (size_t)(inner - envelope.data.at) - 1};
	assert_int_equal(decode(&envelope)->task_id, 5);
}

static void wrong_data_is_refused_with_every_violation(void **state)
{
	(void)state;
	struct envelope envelope = {.id = TEXT("i"),
				    .data_kind = ENVELOPE_JSON,
				    .data = TEXT("{\"task_id\":0,\"title\":\"\",\"priority\":\"urgent\",\"new\":1}")};
	struct event event = event_of(&envelope);
	assert_int_equal(envelope_decode_data(&context, &envelope, &event), STATUS_INVALID);
	const char *text = failure_text(&context);
	assert_holds(text, "task_id: must be greater than 0");
	assert_holds(text, "user_id: is required");
	assert_holds(text, "title: is required");
	assert_holds(text, "created_at: is required");
	assert_holds(text, "priority: must be one of low, medium, high");
	failure_clear(&context);
	envelope.data = TEXT("{\"task_id\":\"x\",\"title\":5}");
	refuse_data(&envelope, "task_id: must be a whole number");
	refuse_data(&envelope, "title: must be a string, not a number");
	envelope.data = TEXT("5");
	refuse_data(&envelope, "data of task.created: not JSON that is allowed");
	envelope.data_kind = ENVELOPE_NO_DATA;
	refuse_data(&envelope, "user_id: is required");
	envelope = (struct envelope){.id = TEXT("i"),
				     .data_kind = ENVELOPE_BINARY,
				     .data = TEXT("\xff\xff"),
				     .datacontenttype = TEXT("application/protobuf")};
	refuse_data(&envelope, "data of task.created");
}

static void digest_tells_contents_apart(void **state)
{
	(void)state;
	struct envelope a = {.source = TEXT("s"), .type = TEXT("t"), .data = TEXT("d")}, b = a;
	assert_true(envelope_digest(&context, &a) == envelope_digest(&context, &b));
	b.id = TEXT("another id and attributes don't count");
	assert_true(envelope_digest(&context, &a) == envelope_digest(&context, &b));
	b.data = TEXT("e");
	assert_false(envelope_digest(&context, &a) == envelope_digest(&context, &b));
	struct envelope c = {.source = TEXT("st"), .type = TEXT(""), .data = TEXT("d")};
	assert_false(envelope_digest(&context, &a) == envelope_digest(&context, &c));
}

static void digest_is_of_the_meaning_of_json(void **state)
{
	(void)state;
	struct envelope a = {.source = TEXT("s"),
			     .type = TEXT("t"),
			     .data_kind = ENVELOPE_JSON,
			     .data = TEXT("{\"n\":1.0,\"list\":[1,2],\"s\":\"<\",\"in\":{\"a\":null,\"b\":true}}")};
	struct envelope b = a, c = a, d = a;
	b.data = TEXT("{ \"in\": {\"b\":true, \"a\":null},\"list\":[1, 2],\"s\":\"\\u003c\",\"n\":1}");
	c.data = TEXT("{\"n\":1.0,\"list\":[2,1],\"s\":\"<\",\"in\":{\"a\":null,\"b\":true}}");
	d.data = TEXT("{\"n\":1.0,\"list\":[1,2],\"s\":\"<\",\"in\":{\"a\":true,\"b\":null}}");
	assert_true(envelope_digest(&context, &a) == envelope_digest(&context, &b));
	assert_false(envelope_digest(&context, &a) == envelope_digest(&context, &c));
	assert_false(envelope_digest(&context, &a) == envelope_digest(&context, &d));
	/* Stored in the database: it may never change. */
	assert_int_equal(envelope_digest(&context, &a), (int64_t)0x452858e03ec1e070u);
}

static void cloudevents_are_told_from_other_bytes(void **state)
{
	(void)state;
	assert_true(envelope_is_cloudevent(text_of(from_dapr)));
	assert_true(envelope_is_cloudevent(TEXT(" {\"data\":{\"a\":[\"]\\\"}\"]},\"specversion\" : \"1.0\",\"type\":\"t\"")));
	static const char *const others[] = {"",
					     "{",
					     "{\"",
					     "[{\"specversion\":1,\"type\":1}]",
					     "{\"a\":{\"specversion\":\"1.0\",\"type\":\"t\"}}",
					     "{\"specversion\":\"1.0\"}",
					     "{\"x\":\"specversion\",\"type\":\"t\"}",
					     "{\"a\":\"\\",
					     "\x0a\x05hello",
					     "{}}{\"specversion\":1,\"type\":2}"};
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_false(envelope_is_cloudevent(text_of(others[i])));
}

static struct event whole_event(const ProtobufCMessage *data)
{
	struct event event = {
		.type = &tasks_task_created_event,
		.source = TEXT("/hapax/tasks"),
		.subject = TEXT("5"),
		.time_us = INT64_C(1769878800250000),
		.major = 1,
		.cause = {TEXT("c-1"), TEXT("cause-1"), TEXT("u-1"), TEXT(TRACE)},
		.key = TEXT("u-1"),
		.sequence = 3,
		.data = data,
	};
	assert_true(uuid_parse_text(TEXT("018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"), &event.id));
	return event;
}

static const char *write_event(const struct event *event, enum event_data_form form)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 16);
	assert_ok(envelope_write(&context, &buffer, event, form));
	return buffer_string(&buffer);
}

static void written_event_has_its_attributes_in_order_and_data_last(void **state)
{
	(void)state;
	struct envelope envelope = {.id = TEXT("i"), .data_kind = ENVELOPE_JSON, .data = TEXT(DATA)};
	struct event event = whole_event(&decode(&envelope)->base);
	const char *start = "{\"specversion\":\"1.0\",\"id\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11\",\"source\":\"/hapax/"
			    "tasks\",\"type\":\"task.created\","
			    "\"subject\":\"5\",\"time\":\"2026-01-31T17:00:00.250Z\",\"datacontenttype\":\"application/";
	const char *middle = "\",\"eventversion\":\"1.0\",\"correlationid\":\"c-1\",\"causationid\":\"cause-1\",\"userid\":\"u-1\","
			     "\"partitionkey\":\"u-1\","
			     "\"sequence\":\"3\",\"traceparent\":\"" TRACE "\",\"traceid\":\"" TRACE "\",\"data";
	const char *json = write_event(&event, EVENT_DATA_JSON);
	assert_string_equal(
		json,
		arena_printf(
			&arena, "%sjson%s\":%s}", start, middle,
			"{\"task_id\":5,\"user_id\":\"u-1\",\"title\":\"t\",\"created_at\":\"2026-01-31T17:00:00Z\",\"tags\":[]}"));
	const char *binary = write_event(&event, EVENT_DATA_PROTOBUF);
	assert_string_equal(binary,
			    arena_printf(&arena, "%sprotobuf%s_base64\":\"%s\"}", start, middle, "CAUSA3UtMRoBdCIGCJDq+MsG"));
	struct envelope again = read_envelope(binary);
	assert_int_equal(decode(&again)->task_id, 5);
	assert_string_equal(write_event(&event, EVENT_DATA_JSON), json);
}

static void empty_attributes_are_left_out(void **state)
{
	(void)state;
	struct event event = {.type = &tasks_task_created_event,
			      .id_text = TEXT("my id"),
			      .source = TEXT("s"),
			      .major = 2,
			      .minor = 1,
			      .sequence = -1};
	assert_string_equal(
		write_event(&event, EVENT_DATA_JSON),
		"{\"specversion\":\"1.0\",\"id\":\"my id\",\"source\":\"s\",\"type\":\"task.created\",\"eventversion\":\"2.1\"}");
}

static void event_that_cannot_be_written_is_an_error(void **state)
{
	(void)state;
	struct event event = {.type = &tasks_task_created_event, .source = TEXT("\xff")};
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1000);
	assert_refused(envelope_write(&context, &buffer, &event, EVENT_DATA_JSON), "writing task.created: source must be UTF-8");
	event.source = TEXT("s");
	buffer_init(&buffer, &arena, 50);
	assert_int_equal(envelope_write(&context, &buffer, &event, EVENT_DATA_JSON), STATUS_EXHAUSTED);
}

static void percent_encoding_leaves_only_unreserved(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1000);
	percent_encode(&buffer, TEXT("aZ09-._~ /%zo\xc3\xab\0"
				     "\xff"));
	assert_string_equal(buffer_string(&buffer), "aZ09-._~%20%2F%25zo%C3%AB%00%FF");
}

static void exhausted_arena_is_an_error(void **state)
{
	(void)state;
	size_t refused = 0;
	for (size_t max = 0; max < 64 * 1024; max += 64) {
		struct arena small;
		struct context tight;
		struct envelope envelope = {0};
		struct event event = {0};
		arena_init(&small, max);
		context_init(&tight, &small, NULL, NULL);
		enum status status = envelope_read(&tight, text_of(from_dapr), &envelope);
		if (status == STATUS_OK)
			status = envelope_to_event(&tight, &envelope, &tasks_task_created_event, &event);
		if (status == STATUS_OK)
			status = envelope_decode_data(&tight, &envelope, &event);
		assert_true(status == STATUS_OK || status == STATUS_EXHAUSTED);
		assert_true((status == STATUS_OK) == (event.data != NULL));
		refused += status == STATUS_EXHAUSTED;
		arena_done(&small);
	}
	assert_true(refused > 0 && refused < 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(of_a_key_twice_in_protobuf_the_last_one_counts),
		CODEC_TEST(fields_that_cannot_be_read_and_rules_that_are_broken_are_named_together),
		CODEC_TEST(data_before_type_is_read),
		CODEC_TEST(range_of_data_is_exact),
		CODEC_TEST(wrong_envelopes_are_refused),
		CODEC_TEST(several_wrong_attributes_are_all_named),
		CODEC_TEST(empty_attribute_counts_as_absent),
		CODEC_TEST(versions_of_one_or_two_numbers),
		CODEC_TEST(ids_that_are_no_uuid_are_mapped_by_source_and_id),
		CODEC_TEST(malformed_traceparent_and_sequence_are_dropped),
		CODEC_TEST(key_is_partitionkey_then_key_field_then_subject_then_source),
		CODEC_TEST(data_in_every_form_gives_the_same_message),
		CODEC_TEST(text_in_data_is_unwrapped_once),
		CODEC_TEST(other_data_than_was_read_is_parsed_again),
		CODEC_TEST(wrong_data_is_refused_with_every_violation),
		CODEC_TEST(digest_tells_contents_apart),
		CODEC_TEST(digest_is_of_the_meaning_of_json),
		CODEC_TEST(cloudevents_are_told_from_other_bytes),
		CODEC_TEST(written_event_has_its_attributes_in_order_and_data_last),
		CODEC_TEST(empty_attributes_are_left_out),
		CODEC_TEST(event_that_cannot_be_written_is_an_error),
		CODEC_TEST(percent_encoding_leaves_only_unreserved),
		CODEC_TEST(exhausted_arena_is_an_error),
	};
	return cmocka_run_group_tests_name("envelope", tests, NULL, NULL);
}
