/* Older envelopes: every row of the table of their members, the forms they come in, and what is no older envelope. */
#include <stdio.h>
#include <time.h>

#include "contract/adapt.h"
#include "contract/adapt/members.h"
#include "contract/catalogue.h"
#include "contract/envelope/attributes.h"
#include "hapax/tasks/v1/events.h"
#include "unit/contract/codec.h"

#define TRACE		"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
#define ID		"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"
#define DATA		"{\"task_id\":5,\"user_id\":\"ada\",\"title\":\"t\",\"created_at\":\"2026-01-31T17:00:00Z\"}"
#define OUTER		"\"specversion\":\"1.0\",\"id\":\"outer\",\"source\":\"/app\",\"time\":\"2026-02-01T00:00:00Z\""
#define FROM_DAPR	OUTER ",\"type\":\"com.dapr.event.sent\",\"data\":"
#define WITH_TYPE(type) OUTER ",\"type\":\"" type "\",\"data\":"
#define HEAD		"\"event_id\":\"" ID "\",\"event_type\":\"task.created\",\"source\":\"/x\""

static const struct text task_events = TEXT_INIT("task-events");

/* As the receiver does it. */
static enum status take(struct text json, struct envelope *envelope, bool *ret_adapted)
{
	failure_clear(&context);
	*envelope = (struct envelope){0};
	enum status status = envelope_read(&context, json, envelope);
	if (status == STATUS_OK && !text_empty(envelope->specversion))
		status = adapt_data(&context, task_events, envelope, ret_adapted);
	else
		status = adapt_bare(&context, task_events, json, status, envelope, ret_adapted);
	return status == STATUS_OK ? envelope_check(&context, envelope) : status;
}

static struct envelope adapted(const char *json)
{
	struct envelope envelope;
	bool is_adapted = false;
	assert_ok(take(text_of(json), &envelope, &is_adapted));
	if (!is_adapted)
		fail_msg("not taken for an older envelope: %s", json);
	return envelope;
}

static struct envelope untouched(const char *json)
{
	struct envelope envelope;
	bool is_adapted = true;
	assert_ok(take(text_of(json), &envelope, &is_adapted));
	assert_false(is_adapted);
	return envelope;
}

static void refused(const char *json, const char *why)
{
	struct envelope envelope;
	bool is_adapted = false;
	assert_refused(take(text_of(json), &envelope, &is_adapted), why);
}

static const char *string(struct text text)
{
	return text_dup_string(text, &arena);
}

static void assert_text(struct text text, const char *expected)
{
	assert_string_equal(string(text), expected);
}

/* The pattern with `first` in the place of its first dollar sign and `second` in that of the next. */
static const char *format(const char *pattern, const char *first, const char *second)
{
	struct text rest = text_of(pattern);
	struct text before = text_cut(&rest, '$'), between = text_cut(&rest, '$');
	return arena_printf(&arena, "%.*s%s%.*s%s%.*s", TEXT_ARG(before), first, TEXT_ARG(between), second, TEXT_ARG(rest));
}

static const struct tasks_task_created *decode(const struct envelope *envelope)
{
	struct event event = {0};
	const struct event_type *type = catalogue_find(envelope->type, task_events);
	assert_ptr_equal(type, &tasks_task_created_event);
	assert_ok(envelope_to_event(&context, envelope, type, &event));
	assert_ok(envelope_decode_data(&context, envelope, &event));
	return tasks_task_created_of(&event);
}

/* One case for every row of older_members[], in its order. */
static const struct row {
	const char *value;    /* of the member */
	const char *expected; /* of the attribute it gives; of the title in the data; of the traceparent in metadata */
	const char *wrong, *why;
} rows[OLDER_MEMBERS] = {
	{"\"" ID "\"", ID, "[1]", "event_id: must be a string or a whole number, not an array"},
	{"\"TASK_CREATED\"", "task.created", "7", "event_type: must be a string"},
	{"\"1.2\"", "1.2", "\"new\"", "event_version: must be MAJOR or MAJOR.MINOR, such as \"1.0\""},
	{"1", "1.0", "-1", "version: must be MAJOR or MAJOR.MINOR"},
	{"1.1", "1.1", "{}", "schema_version: must be MAJOR or MAJOR.MINOR, such as \"1.0\", not an object"},
	{"\"2026-01-31T17:00:00\"", "2026-01-31T17:00:00Z", "\"soon\"", "timestamp: must be an RFC 3339 time such as"},
	{"\"tasks\"", "tasks", "7", "source: must be a string"},
	{DATA, DATA, "7", "data: must be an object"},
	{DATA, DATA, "[]", "payload: must be an object, not an array"},
	{DATA, DATA, "\"text\"", "task_data: must be an object"},
	{"{\"traceparent\":\"" TRACE "\"}", TRACE, "[1]", "metadata: must be an object, not an array"},
	{"\"c-1\"", "c-1", "{}", "correlation_id: must be a string or a whole number, not an object"},
	{"42", "42", "1.5", "user_id: must be a string or a whole number"},
	{"\"c-2\"", "c-2", "true", "metadata.correlation_id: must be a string or a whole number, not true"},
	{"\"cause\"", "cause", "[]", "metadata.causation_id: must be a string or a whole number, not an array"},
	{"\"ada\"", "ada", "[]", "metadata.user_id: must be a string or a whole number, not an array"},
	{"\"" TRACE "\"", TRACE, "7", "metadata.traceparent: must be a string"},
	{"\"" TRACE "\"", TRACE, "7", "metadata.trace_id: must be a string"},
};

static const char *camel(struct text snake)
{
	char *name = text_dup_string(snake, &arena), *out = name;
	for (const char *in = name; *in; in++)
		*out++ = *in == '_' ? (char)(*++in - 'a' + 'A') : *in;
	*out = '\0';
	return name;
}

/* An envelope that is whole but for the member, which comes with that value. */
static const char *with_member(const struct older_member *member, const char *name, const char *value)
{
	const char *id = member->kind == OLDER_ID && member->is_mark ? "" : ",\"event_id\":\"" ID "\"";
	const char *type = member->kind == OLDER_TYPE ? "" : ",\"event_type\":\"task.created\"";
	const char *data = member->kind == OLDER_DATA ? "" : ",\"data\":" DATA;
	const char *form = member->place == OLDER_METADATA ? "\"metadata\":{\"$\":$}" : "\"$\":$";
	return arena_printf(&arena, "{%s,\"data\":{%s%s%s%s}}", OUTER ",\"type\":\"com.dapr.event.sent\"",
			    format(form, name, value), id, type, data);
}

static struct text attribute_at(const struct envelope *envelope, const struct older_member *member)
{
	struct text value;
	size_t offset = member->kind == OLDER_NESTED ? offsetof(struct envelope, traceparent) : member->offset;
	if (member->kind == OLDER_DATA)
		return envelope->data;
	memcpy(&value, (const char *)envelope + offset, sizeof(value));
	return value;
}

static void every_member_is_read_in_both_spellings(void **state)
{
	(void)state;
	for (size_t i = 0; i < OLDER_MEMBERS; i++) {
		const struct older_member *member = &older_members[i];
		const char *names[] = {string(member->name), camel(member->name)};
		for (size_t k = 0; k < COUNT_OF(names); k++) {
			struct envelope envelope = adapted(with_member(member, names[k], rows[i].value));
			assert_text(attribute_at(&envelope, member), rows[i].expected);
			assert_text(envelope.type, "task.created");
		}
	}
}

static void every_member_of_a_wrong_kind_is_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < OLDER_MEMBERS; i++)
		refused(with_member(&older_members[i], string(older_members[i].name), rows[i].wrong), rows[i].why);
}

static void every_member_may_be_null_or_empty(void **state)
{
	(void)state;
	static const char *const nothing[] = {"null", "\"\""};
	for (size_t i = 0; i < OLDER_MEMBERS; i++) {
		for (size_t k = 0; k < COUNT_OF(nothing); k++) {
			const struct older_member *member = &older_members[i];
			if (member->kind == OLDER_TYPE)
				continue;
			struct envelope envelope = adapted(with_member(member, string(member->name), nothing[k]));
			if (member->kind == OLDER_ID && member->is_mark)
				assert_text(envelope.id, "outer");
		}
	}
	refused("{" FROM_DAPR "{\"event_id\":\"a\",\"event_type\":null,\"data\":" DATA "}}", "event_type: is required");
}

static void the_inner_envelope_counts_and_the_outer_fills_in(void **state)
{
	(void)state;
	struct envelope envelope =
		adapted("{" FROM_DAPR "{" HEAD ",\"event_version\":1,\"timestamp\":1769878800,\"data\":" DATA "}}");
	assert_text(envelope.id, ID);
	assert_text(envelope.source, "/x");
	assert_text(envelope.eventversion, "1.0");
	assert_text(envelope.time, "2026-01-31T17:00:00Z");
	assert_int_equal(decode(&envelope)->task_id, 5);

	envelope = adapted("{" FROM_DAPR "{\"event_type\":\"created\",\"data\":" DATA
			   "},\"correlationid\":\"c\",\"traceparent\":\"" TRACE "\"}");
	assert_text(envelope.id, "outer");
	assert_text(envelope.source, "/app");
	assert_text(envelope.time, "2026-02-01T00:00:00Z");
	assert_text(envelope.correlationid, "c");
	assert_text(envelope.traceparent, TRACE);
	assert_text(envelope.type, "task.created");
}

static void it_may_come_as_text_or_as_base64(void **state)
{
	(void)state;
	struct envelope envelope =
		adapted("{" FROM_DAPR
			"\"{\\\"event_id\\\":\\\"a\\\",\\\"event_type\\\":\\\"task.created\\\",\\\"data\\\":{\\\"task_id\\\":5,"
			"\\\"user_id\\\":\\\"ada\\\",\\\"title\\\":\\\"t\\\",\\\"created_at\\\":\\\"2026-01-31T17:00:00Z\\\"}}\","
			"\"datacontenttype\":\"text/plain\"}");
	assert_string_equal(decode(&envelope)->title, "t");
	/* {"event_id":"a","event_type":"created","payload":{"task_id":5,"user_id":"ada","title":"t","created_at":"2026-01-31T17:00:00Z"}}
	 */
	envelope = adapted(
		"{" OUTER ",\"type\":\"com.dapr.event.sent\",\"datacontenttype\":\"application/octet-stream\",\"data_base64\":\""
		"eyJldmVudF9pZCI6ImEiLCJldmVudF90eXBlIjoiY3JlYXRlZCIsInBheWxvYWQiOnsidGFza19pZCI6NSwidXNlcl9pZCI6ImFkYSIs"
		"InRpdGxlIjoidCIsImNyZWF0ZWRfYXQiOiIyMDI2LTAxLTMxVDE3OjAwOjAwWiJ9fQ==\"}");
	assert_string_equal(decode(&envelope)->title, "t");
	envelope =
		adapted("{" FROM_DAPR "{" HEAD ",\"data\":\"{\\\"task_id\\\":5,\\\"user_id\\\":\\\"ada\\\",\\\"title\\\":\\\"s\\\","
			"\\\"created_at\\\":\\\"2026-01-31T17:00:00Z\\\"}\"}}");
	assert_string_equal(decode(&envelope)->title, "s");
}

static void it_may_come_bare(void **state)
{
	(void)state;
	struct envelope envelope = adapted("{" HEAD ",\"task_data\":" DATA "}");
	assert_text(envelope.specversion, "1.0");
	assert_text(envelope.id, ID);
	assert_int_equal(decode(&envelope)->task_id, 5);
	refused("{\"event_id\":\"a\",\"event_type\":\"created\",\"data\":" DATA "}", "source: is required");
	refused("{\"event_type\":\"created\",\"source\":\"/x\",\"data\":" DATA "}", "event_id: is required");
	/* Neither a CloudEvent nor an older envelope: the CloudEvent's violations are told. */
	refused("{\"hello\":1}", "specversion: is required");
	refused("{\"source\":1}", "source: must be a string, not a number");
}

static void a_known_type_keeps_its_data(void **state)
{
	(void)state;
	struct envelope envelope = untouched("{" WITH_TYPE("task.created") DATA "}");
	assert_text(envelope.id, "outer");
	/* Its own field event_type is no mark, nor is an id beside its fields. */
	envelope = untouched(
		"{" WITH_TYPE("task.changed") "{\"event_type\":\"task.updated\",\"task_id\":1,\"user_id\":\"a\",\"changes\":{}}}");
	assert_text(envelope.type, "task.changed");
	(void)untouched("{" WITH_TYPE("task.changed") "{\"event_type\":\"task.updated\",\"task_id\":1,\"data\":{}}}");
	(void)untouched("{" WITH_TYPE("task.created") "{\"event_id\":\"a\",\"event_type\":\"task.deleted\",\"task_id\":5}}");
	(void)untouched("{" WITH_TYPE("task.created") "{\"data\":{},\"task_id\":5}}");
	envelope = adapted("{" WITH_TYPE("task.changed") "{\"event_id\":\"in\",\"event_type\":\"created\",\"data\":" DATA "}}");
	assert_text(envelope.type, "task.created");
	assert_text(envelope.id, "in");
	envelope = adapted("{" WITH_TYPE("task.created") "{\"event_id\":\"in\",\"data\":" DATA "}}");
	assert_text(envelope.type, "task.created");
	refused("{" WITH_TYPE("task.created") "{\"event_type\":\"task.invented\",\"data\":" DATA "}}",
		"event_type: names no event of the contract");
}

static void an_unknown_type_stays_unknown(void **state)
{
	(void)state;
	(void)untouched("{" WITH_TYPE("com.acme.thing") "{\"event_id\":5,\"data\":1}}");
	(void)untouched("{" WITH_TYPE("com.acme.thing") "{\"event_type\":\"created\"}}");
	(void)untouched("{" FROM_DAPR "{\"hello\":1}}");
	(void)untouched("{" FROM_DAPR "\"{ not JSON\"}");
	(void)untouched("{" FROM_DAPR "5}");
	(void)untouched("{" FROM_DAPR "[{\"event_id\":1}]}");
	struct envelope envelope =
		adapted("{" WITH_TYPE("com.acme.thing") "{\"event_type\":\"created\",\"event_id\":\"a\",\"data\":" DATA "}}");
	assert_text(envelope.type, "task.created");
	/* Nobody knows what the rest of it means. */
	envelope = adapted("{" FROM_DAPR "{\"event_type\":\"invoice.sent\",\"event_id\":\"a\",\"timestamp\":\"x\",\"data\":7}}");
	assert_text(envelope.type, "invoice.sent");
	assert_null(catalogue_find(envelope.type, task_events));
}

/* What this program doesn't know of its type may have fields of any name. */
static void a_newer_version_keeps_its_data(void **state)
{
	(void)state;
	static const char newer[] =
		"{" WITH_TYPE("task.created") "{\"event_id\":\"in\",\"data\":{},\"task_id\":5},\"eventversion\":\"$\"}";
	static const char *const unknown[] = {"1.9", "9.0"};
	for (size_t i = 0; i < COUNT_OF(unknown); i++) {
		struct envelope envelope = untouched(format(newer, unknown[i], ""));
		assert_text(envelope.id, "outer");
		assert_text(envelope.eventversion, unknown[i]);
	}
	struct envelope envelope = adapted(format(newer, "1.0", ""));
	assert_text(envelope.id, "in");
}

static void spellings_of_types(void **state)
{
	(void)state;
	static const char *const known[] = {"task.created", "tasks.created", "todos.task.created", "created",
					    "CREATED",	    "TASK_CREATED",  "TaskCreated",	   "taskCreated",
					    "task-created", "Task Created",  "tasks:created"};
	for (size_t i = 0; i < COUNT_OF(known); i++)
		assert_text(
			adapted(format("{" FROM_DAPR "{\"event_id\":\"a\",\"event_type\":\"$\",\"data\":$}}", known[i], DATA)).type,
			"task.created");
	static const char *const unknown[] = {"taskcreate", "task.created.v1", "TaskCreatedEvent", "_", ".", "registered"};
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		assert_text(adapted(format("{" FROM_DAPR "{\"event_id\":\"a\",\"event_type\":\"$\",\"data\":$}}", unknown[i], DATA))
				    .type,
			    unknown[i]);
	assert_text(adapted("{" FROM_DAPR "{\"event_id\":\"a\",\"event_type\":\"USER_LOGGED_IN\",\"data\":{}}}").type,
		    "user.logged_in");
}

static void spellings_of_times(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{"\"2026-01-31T17:00:00Z\"", "2026-01-31T17:00:00Z"},
		{"\"2026-01-31T17:00:00+01:00\"", "2026-01-31T16:00:00Z"},
		{"\"2026-01-31T17:00:00.25\"", "2026-01-31T17:00:00.250Z"},
		{"\"2026-01-31 17:00:00\"", "2026-01-31T17:00:00Z"},
		{"1769878800", "2026-01-31T17:00:00Z"},
		{"1769878800.5", "2026-01-31T17:00:00.500Z"},
		{"1769878800123", "2026-01-31T17:00:00.123Z"},
		{"\"1769878800\"", "2026-01-31T17:00:00Z"},
		{"0", "1970-01-01T00:00:00Z"},
		{"100000000000", "1973-03-03T09:46:40Z"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_text(adapted(format("{" FROM_DAPR "{\"event_type\":\"$\",\"timestamp\":$,\"data\":" DATA "}}", "created",
					   cases[i][0]))
				    .time,
			    cases[i][1]);
	static const char *const wrong[] = {"\"2026-01-31\"", "-1",
					    "1e300",	      "1e17",
					    "\"17:00\"",      "\"2026-02-30T00:00:00\"",
					    "true",	      "\"2026-01-31T17:00:00.1234567890123456789012345678901234567890\""};
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refused(format("{" FROM_DAPR "{\"event_type\":\"$\",\"timestamp\":$,\"data\":" DATA "}}", "created", wrong[i]),
			"timestamp: must be an RFC 3339 time");
}

static void spellings_of_versions(void **state)
{
	(void)state;
	static const char *const cases[][2] = {{"1", "1.0"},	  {"1.0", "1.0"},      {"\"1\"", "1.0"},     {"\"1.0\"", "1.0"},
					       {"\"v1\"", "1.0"}, {"\"V2.3\"", "2.3"}, {"\"1.2.3\"", "1.2"}, {"1.10", "1.10"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_text(adapted(format("{" FROM_DAPR "{\"event_type\":\"$\",\"version\":$,\"data\":" DATA "}}", "created",
					   cases[i][0]))
				    .eventversion,
			    cases[i][1]);
	static const char *const wrong[] = {"\"v\"", "\"1.\"", "\"1.2.3.4\"", "\"1.2.\"", "1e1", "\"one\"", "true"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		refused(format("{" FROM_DAPR "{\"event_type\":\"$\",\"version\":$,\"data\":" DATA "}}", "created", wrong[i]),
			"version: must be MAJOR");
}

static void what_stands_beside_the_data_fills_it(void **state)
{
	(void)state;
	struct envelope envelope = adapted(
		"{" FROM_DAPR "{\"event_type\":\"created\",\"taskId\":7,\"user_id\":\"bob\",\"title\":\"beside\",\"retries\":3,"
		"\"task_data\":{\"title\":\"inside\",\"description\":null,\"created_at\":\"2026-01-31T17:00:00Z\",\"more\":1},"
		"\"description\":\"beside\"}}");
	const struct tasks_task_created *data = decode(&envelope);
	assert_int_equal(data->task_id, 7);
	assert_string_equal(data->user_id, "bob");
	assert_string_equal(data->title, "inside");
	assert_string_equal(data->description->value, "beside");
	assert_text(envelope.userid, "bob");
	assert_null(strstr(string(envelope.data), "retries"));

	/* All of it may stand there. */
	envelope = adapted("{" FROM_DAPR "{\"event_type\":\"created\",\"task_id\":7,\"userId\":\"bob\",\"title\":\"t\",\"created_"
			   "at\":\"2026-01-31T17:00:00Z\"}}");
	assert_string_equal(decode(&envelope)->user_id, "bob");
	/* The names of the envelope's own members are no fields. */
	refused("{" FROM_DAPR "{\"event_type\":\"created\",\"event_id\":{},\"data\":{},\"metadata\":{\"user_id\":\"x\"}}}",
		"user_id: is required");
}

static void a_trace_id_is_a_traceparent_or_a_correlation(void **state)
{
	(void)state;
	struct envelope envelope = adapted("{" FROM_DAPR "{" HEAD ",\"data\":" DATA
					   ",\"metadata\":{\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"}}}");
	assert_text(envelope.correlationid, "0af7651916cd43dd8448eb211c80319c");
	assert_true(text_empty(envelope.traceparent));
	envelope = adapted("{" FROM_DAPR "{" HEAD ",\"data\":" DATA
			   ",\"metadata\":{\"trace_id\":\"t\",\"correlationId\":\"c\",\"traceparent\":\"no\"}}}");
	assert_text(envelope.correlationid, "c");
	assert_true(text_empty(envelope.traceparent));
}

static void all_violations_are_named_those_of_the_data_too(void **state)
{
	(void)state;
	struct envelope envelope;
	bool is_adapted = false;
	enum status status =
		take(text_of("{" FROM_DAPR "{\"event_id\":\"in\",\"event_type\":\"created\",\"timestamp\":\"soon\",\"version\":[],"
			     "\"metadata\":{\"user_id\":{}},\"data\":{\"task_id\":0,\"title\":\"\"}}}"),
		     &envelope, &is_adapted);
	assert_int_equal(status, STATUS_INVALID);
	static const char *const named[] = {"timestamp: must be",	"version: must be",   "metadata.user_id: must be",
					    "task_id: must be greater", "title: is required", "user_id: is required",
					    "created_at: is required"};
	for (size_t i = 0; i < COUNT_OF(named); i++)
		assert_holds(failure_text(&context), named[i]);
	assert_int_equal(context.failure.violation_count, COUNT_OF(named));
	/* What could be read is there for the dead letter. */
	assert_text(envelope.id, "in");
	assert_text(envelope.type, "task.created");
}

static void what_is_given_twice_is_refused(void **state)
{
	(void)state;
	refused("{" FROM_DAPR "{" HEAD ",\"event_id\":\"b\",\"data\":" DATA "}}", "event_id: is given more than once");
	refused("{" FROM_DAPR "{" HEAD ",\"eventId\":\"b\",\"data\":" DATA "}}", "event_id: is given in two spellings");
	refused("{" FROM_DAPR "{" HEAD ",\"metadata\":{\"user_id\":\"a\",\"user_id\":\"b\"},\"data\":" DATA "}}",
		"metadata.user_id: is given more than once");
	refused("{" FROM_DAPR "{" HEAD ",\"data\":" DATA ",\"payload\":{}}}",
		"payload: excludes data; only one of them may be given");
	struct envelope envelope = adapted("{" FROM_DAPR "{" HEAD ",\"task_id\":5,\"data\":{\"title\":\"a\",\"title\":\"b\"}}}");
	struct event event = {.type = &tasks_task_created_event};
	assert_refused(envelope_decode_data(&context, &envelope, &event), "title: is given more than once");
}

/* Text that would have been an older envelope isn't taken for somebody else's. */
static void broken_text_is_refused(void **state)
{
	(void)state;
	refused("{" FROM_DAPR "\"{\\\"event_id\\\":\\\"a\\\",\"}", "reading an older envelope: not JSON");
	refused("{" FROM_DAPR "\" {\\\"a\\\":\\\"\\\\u0000\\\",\\\"eventType\\\":1}\"}", "reading an older envelope: not JSON");
}

/* Times of the CPU: an input of a megabyte takes milliseconds. */
static bool took_long(clock_t since)
{
	return clock() - since > CLOCKS_PER_SEC;
}

static void repeat(struct buffer *buffer, const char *part, size_t bytes)
{
	for (size_t len = buffer->len + bytes; buffer->len < len;)
		buffer_add_string(buffer, part);
}

static void text_that_nearly_mentions_a_member_is_looked_through_once(void **state)
{
	(void)state;
	struct envelope envelope;
	struct buffer json;
	bool is_adapted;
	buffer_init(&json, &arena, 4 << 20);
	buffer_add_string(&json, "{" FROM_DAPR "\"{");
	repeat(&json, "event", 2 << 20);
	buffer_add_string(&json, "\"}");
	clock_t since = clock();
	assert_ok(take(buffer_text(&json), &envelope, &is_adapted));
	assert_false(is_adapted);
	assert_false(took_long(since));
}

static void a_name_that_comes_often_is_refused_at_once(void **state)
{
	(void)state;
	struct envelope envelope;
	struct buffer json;
	bool is_adapted;
	arena_done(&arena);
	arena_init(&arena, 64 << 20);
	buffer_init(&json, &arena, 4 << 20);
	buffer_add_string(&json, "{" FROM_DAPR "{" HEAD);
	repeat(&json, ",\"title\":1", 1 << 18);
	buffer_add_string(&json, ",\"data\":{\"x\":0");
	repeat(&json, ",\"x\":1", 1 << 18);
	buffer_add_string(&json, ",\"title\":\"t\"}}}");
	clock_t since = clock();
	assert_refused(take(buffer_text(&json), &envelope, &is_adapted), "title: is given more than once");
	assert_false(took_long(since));
}

static int64_t digest_of(const char *json)
{
	struct envelope envelope = adapted(json);
	return envelope_digest(&context, &envelope);
}

static void the_digest_is_of_what_is_meant(void **state)
{
	(void)state;
	int64_t digest = digest_of("{" FROM_DAPR "{" HEAD ",\"data\":" DATA "}}");
	assert_int_equal(digest, digest_of("{" HEAD ",\"task_data\":" DATA "}"));
	assert_int_equal(digest,
			 digest_of("{" FROM_DAPR
				   "{\"event_id\":\"b\",\"event_type\":\"TASK_CREATED\",\"source\":\"/x\",\"payload\":" DATA "}}"));
	assert_int_equal(digest, digest_of("{" FROM_DAPR "{" HEAD
					   ",\"task_id\":5,\"timestamp\":7,\"data\":{\"created_at\":\"2026-01-31T17:00:00Z\","
					   "\"title\":\"t\",\"user_id\":\"ada\"}}}"));
	assert_int_not_equal(digest, digest_of("{" FROM_DAPR "{\"event_id\":\"b\",\"event_type\":\"created\",\"data\":" DATA "}}"));
	assert_int_not_equal(digest, digest_of("{" FROM_DAPR "{" HEAD ",\"data\":{}}}"));
	/* And so a CloudEvent with the same id, source and data is the same event. */
	struct envelope event = untouched("{\"specversion\":\"1.0\",\"id\":\"" ID
					  "\",\"source\":\"/x\",\"type\":\"task.created\",\"data\":" DATA "}");
	assert_int_equal(digest, envelope_digest(&context, &event));
}

static int set_up_all(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	enum status status = catalogue_register(&context, &hapax_catalogue);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(every_member_is_read_in_both_spellings),
		CODEC_TEST(every_member_of_a_wrong_kind_is_named),
		CODEC_TEST(every_member_may_be_null_or_empty),
		CODEC_TEST(the_inner_envelope_counts_and_the_outer_fills_in),
		CODEC_TEST(it_may_come_as_text_or_as_base64),
		CODEC_TEST(it_may_come_bare),
		CODEC_TEST(a_known_type_keeps_its_data),
		CODEC_TEST(a_newer_version_keeps_its_data),
		CODEC_TEST(an_unknown_type_stays_unknown),
		CODEC_TEST(spellings_of_types),
		CODEC_TEST(spellings_of_times),
		CODEC_TEST(spellings_of_versions),
		CODEC_TEST(what_stands_beside_the_data_fills_it),
		CODEC_TEST(a_trace_id_is_a_traceparent_or_a_correlation),
		CODEC_TEST(all_violations_are_named_those_of_the_data_too),
		CODEC_TEST(what_is_given_twice_is_refused),
		CODEC_TEST(broken_text_is_refused),
		CODEC_TEST(text_that_nearly_mentions_a_member_is_looked_through_once),
		CODEC_TEST(a_name_that_comes_often_is_refused_at_once),
		CODEC_TEST(the_digest_is_of_what_is_meant),
	};
	return cmocka_run_group_tests(tests, set_up_all, NULL);
}
