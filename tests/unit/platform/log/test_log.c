#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <pthread.h>

#include "platform/log/log.h"

/* What goes to stderr between capture_begin() and capture_end(). */
static FILE *captured;
static int real_stderr;
static char page[1 << 20];

static void capture_begin(void)
{
	captured = tmpfile();
	assert_non_null(captured);
	real_stderr = dup(STDERR_FILENO);
	dup2(fileno(captured), STDERR_FILENO);
}

static const char *capture_end(void)
{
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	rewind(captured);
	page[fread(page, 1, sizeof(page) - 1, captured)] = '\0';
	fclose(captured);
	return page;
}

static json_t *one_record(const char *line)
{
	json_error_t error;
	const char *newline = strchr(line, '\n');
	assert_non_null(newline);
	assert_int_equal(newline[1], '\0');
	json_t *record = json_loads(line, JSON_ALLOW_NUL, &error);
	if (!record)
		fail_msg("%s: %s", error.text, line);
	return record;
}

static const char *string_at(json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void record_has_the_names_of_the_log_data_model(void **state)
{
	(void)state;
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	log_record(LOG_WARN, "relay: publish failed", LOG_STR("topic", "task-events"), LOG_INT("entries", -3),
		   LOG_STR(LOG_TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
	json_t *record = one_record(capture_end());
	json_t *attributes = json_object_get(record, "attributes");
	assert_string_equal(string_at(record, "body"), "relay: publish failed");
	assert_string_equal(string_at(record, "severity_text"), "WARN");
	assert_string_equal(string_at(record, "trace_id"), "4bf92f3577b34da6a3ce929d0e0e4736");
	assert_string_equal(string_at(record, "span_id"), "00f067aa0ba902b7");
	assert_int_equal(string_at(record, "timestamp")[10], 'T');
	assert_string_equal(string_at(attributes, "topic"), "task-events");
	assert_int_equal(json_integer_value(json_object_get(attributes, "entries")), -3);
	assert_int_equal(json_object_size(attributes), 2);
	json_decref(record);
}

static void fields_may_be_left_out(void **state)
{
	(void)state;
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	log_record(LOG_INFO, "started");
	json_t *record = one_record(capture_end());
	assert_null(json_object_get(record, "attributes"));
	assert_int_equal(json_object_size(record), 3);
	json_decref(record);
}

static void empty_texts_are_left_out_but_zero_is_not(void **state)
{
	(void)state;
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	log_record(LOG_INFO, "x", LOG_STR("a", NULL), LOG_STR("b", ""), LOG_INT("zero", 0));
	json_t *record = one_record(capture_end());
	json_t *attributes = json_object_get(record, "attributes");
	assert_int_equal(json_object_size(attributes), 1);
	assert_true(json_is_integer(json_object_get(attributes, "zero")));
	json_decref(record);
}

static void malformed_traceparent_stays_an_attribute(void **state)
{
	(void)state;
	static const char *const bad[] = {"junk", "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
					  "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
					  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x"};
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		capture_begin();
		log_record(LOG_INFO, "x", LOG_STR(LOG_TRACEPARENT, bad[i]));
		json_t *record = one_record(capture_end());
		assert_null(json_object_get(record, "trace_id"));
		assert_string_equal(string_at(json_object_get(record, "attributes"), LOG_TRACEPARENT), bad[i]);
		json_decref(record);
	}
}

static void every_byte_leaves_one_valid_line(void **state)
{
	(void)state;
	char bytes[512];
	for (int i = 0; i < 256; i++) {
		bytes[2 * i] = (char)i;
		bytes[2 * i + 1] = 'a';
	}
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	log_record(LOG_INFO, "new\nline \xff \"quoted\"", LOG_TEXT("all", ((struct text){bytes, sizeof(bytes)})),
		   LOG_STR("cut sequence", "zo\xc3"));
	json_t *record = one_record(capture_end());
	json_t *attributes = json_object_get(record, "attributes");
	assert_string_equal(string_at(record, "body"), "new\nline \xef\xbf\xbd \"quoted\"");
	assert_string_equal(string_at(attributes, "cut sequence"), "zo\xef\xbf\xbd");
	const char *all = string_at(attributes, "all");
	assert_int_equal(json_string_length(json_object_get(attributes, "all")), 256 + 128 + 128 * 3);
	assert_memory_equal(all, "\0a\1a\2a", 6);
	json_decref(record);
}

static void good_utf8_stays_as_it_is(void **state)
{
	(void)state;
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	log_record(LOG_INFO, "zoë 東京 \xf0\x9f\x90\xa7");
	assert_non_null(strstr(capture_end(), "\"zoë 東京 \xf0\x9f\x90\xa7\""));
}

static void long_values_are_cut_and_say_so(void **state)
{
	(void)state;
	static char text[100001];
	memset(text, '\n', sizeof(text) - 1);
	enum log_format formats[] = {LOG_FORMAT_JSON, LOG_FORMAT_TEXT};
	for (size_t f = 0; f < COUNT_OF(formats); f++) {
		log_setup(LOG_INFO, formats[f]);
		capture_begin();
		log_record(LOG_INFO, text, LOG_STR("a", text), LOG_STR("b", text), LOG_STR("c", text), LOG_STR("d", text),
			   LOG_STR("e", text), LOG_STR("f", text), LOG_INT("g", INT64_MIN));
		const char *line = capture_end();
		assert_true(strlen(line) <= 16 * 1024);
		assert_non_null(strstr(line, "[cut, 100000 bytes]"));
		assert_non_null(strstr(line, "attributes_left_out"));
		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
		if (formats[f] == LOG_FORMAT_JSON)
			json_decref(one_record(line));
	}
}

static void lines_of_every_length_around_the_limit_are_valid(void **state)
{
	(void)state;
	static char text[4096];
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	for (size_t len = 0; len < 4095; len += 13) {
		memset(text, 0, sizeof(text));
		memset(text, 'a', len);
		capture_begin();
		log_record(LOG_INFO, text, LOG_STR("k", text), LOG_STR("l", text), LOG_STR("m", text), LOG_STR("n", text),
			   LOG_INT("o", 1), LOG_STR("p", text));
		const char *line = capture_end();
		assert_true(strlen(line) <= 16 * 1024);
		json_decref(one_record(line));
	}
}

static void text_format_is_safe_for_terminals(void **state)
{
	(void)state;
	log_setup(LOG_INFO, LOG_FORMAT_TEXT);
	capture_begin();
	log_record(LOG_ERROR, "bad \x1b[31m \xc2\x9b red", LOG_STR("plain", "x"), LOG_STR("spaced", "a b\nc"), LOG_INT("n", 5));
	const char *line = capture_end();
	assert_null(strchr(line, '\x1b'));
	assert_null(strstr(line, "\xc2\x9b"));
	assert_non_null(strstr(line, "Z ERROR bad \\u001b[31m \\u009b red plain=x spaced=\"a b\\nc\" n=5\n"));
}

static void quieter_records_are_not_written(void **state)
{
	(void)state;
	log_setup(LOG_ERROR, LOG_FORMAT_TEXT);
	assert_false(log_enabled(LOG_WARN));
	assert_true(log_enabled(LOG_ERROR));
	capture_begin();
	log_record(LOG_WARN, "no");
	log_write(LOG_INFO, "no", NULL, 0);
	log_record(LOG_ERROR, "yes");
	const char *lines = capture_end();
	assert_null(strstr(lines, "no"));
	assert_non_null(strstr(lines, "ERROR yes"));
}

static void auto_means_json_when_stderr_is_no_terminal(void **state)
{
	(void)state;
	capture_begin();
	log_setup(LOG_INFO, LOG_FORMAT_AUTO);
	log_record(LOG_INFO, "x");
	json_decref(one_record(capture_end()));
}

static void *write_many(void *data)
{
	(void)data;
	for (int i = 0; i < 200; i++)
		log_record(LOG_INFO, "many threads", LOG_INT("i", i));
	return NULL;
}

static void threads_do_not_mix_their_lines(void **state)
{
	(void)state;
	pthread_t threads[4];
	log_setup(LOG_INFO, LOG_FORMAT_JSON);
	capture_begin();
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_create(&threads[i], NULL, write_many, NULL);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_join(threads[i], NULL);
	struct text rest = text_of(capture_end());
	int lines = 0;
	for (; !text_empty(rest); lines++) {
		struct text line = text_cut(&rest, '\n');
		json_t *record = json_loadb(line.at, line.len, 0, NULL);
		assert_non_null(record);
		json_decref(record);
	}
	assert_int_equal(lines, 800);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(record_has_the_names_of_the_log_data_model),
		cmocka_unit_test(fields_may_be_left_out),
		cmocka_unit_test(empty_texts_are_left_out_but_zero_is_not),
		cmocka_unit_test(malformed_traceparent_stays_an_attribute),
		cmocka_unit_test(every_byte_leaves_one_valid_line),
		cmocka_unit_test(good_utf8_stays_as_it_is),
		cmocka_unit_test(long_values_are_cut_and_say_so),
		cmocka_unit_test(lines_of_every_length_around_the_limit_are_valid),
		cmocka_unit_test(text_format_is_safe_for_terminals),
		cmocka_unit_test(quieter_records_are_not_written),
		cmocka_unit_test(auto_means_json_when_stderr_is_no_terminal),
		cmocka_unit_test(threads_do_not_mix_their_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
