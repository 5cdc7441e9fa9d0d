/* One JSON object a line, with the names of OpenTelemetry's log data model. */
#include <string.h>

#include "hapax/clock.h"
#include "platform/log/line.h"

enum { TRACE_ID_LEN = 32, SPAN_ID_LEN = 16, TRACEPARENT_LEN = 55 };

static bool is_hex(const char *at, size_t len)
{
	return strspn(at, "0123456789abcdef") >= len;
}

/* W3C Trace Context, version 00: "00-<trace id>-<span id>-<flags>". */
static bool split_traceparent(struct text value, struct text *ret_trace_id, struct text *ret_span_id)
{
	char copy[TRACEPARENT_LEN + 1] = {0};
	if (value.len != TRACEPARENT_LEN)
		return false;
	memcpy(copy, value.at, TRACEPARENT_LEN);
	if (memcmp(copy, "00-", 3) != 0 || copy[35] != '-' || copy[52] != '-')
		return false;
	if (!is_hex(copy + 3, TRACE_ID_LEN) || !is_hex(copy + 36, SPAN_ID_LEN) || !is_hex(copy + 53, 2))
		return false;
	*ret_trace_id = (struct text){value.at + 3, TRACE_ID_LEN};
	*ret_span_id = (struct text){value.at + 36, SPAN_ID_LEN};
	return true;
}

static bool is_trace(const struct log_field *field, struct text *ret_trace_id, struct text *ret_span_id)
{
	return !field->is_number && strcmp(field->name, LOG_TRACEPARENT) == 0 &&
	       split_traceparent(field->text, ret_trace_id, ret_span_id);
}

static void add_trace(struct line *line, const struct record *record)
{
	for (unsigned i = 0; i < record->count && record->fields[i].name; i++) {
		struct text trace_id, span_id;
		if (!is_trace(&record->fields[i], &trace_id, &span_id))
			continue;
		line_add(line, TEXT(",\"trace_id\":\""));
		line_add(line, trace_id);
		line_add(line, TEXT("\",\"span_id\":\""));
		line_add(line, span_id);
		line_add(line, TEXT("\""));
		return;
	}
}

/* Adds the attribute, or nothing when it doesn't fit. */
static bool add_attribute(struct line *line, const struct log_field *field, bool first)
{
	size_t before = line->len;
	bool fits = line_add(line, first ? TEXT(",\"attributes\":{\"") : TEXT(",\"")) &&
		    line_add_value(line, text_of(field->name), LINE_JSON) && line_add(line, TEXT("\":"));
	if (field->is_number)
		fits = fits && line_add_number(line, field->number);
	else
		fits = fits && line_add(line, TEXT("\"")) && line_add_value(line, field->text, LINE_JSON) &&
		       line_add(line, TEXT("\""));
	if (!fits)
		line->len = before;
	return fits;
}

static void add_attributes(struct line *line, const struct record *record)
{
	int64_t left_out = 0;
	bool first = true;
	for (unsigned i = 0; i < record->count && record->fields[i].name; i++) {
		const struct log_field *field = &record->fields[i];
		struct text trace_id, span_id;
		if ((!field->is_number && text_empty(field->text)) || is_trace(field, &trace_id, &span_id))
			continue;
		if (!add_attribute(line, field, first)) {
			left_out++;
			continue;
		}
		first = false;
	}
	line_open_tail(line);
	if (left_out) {
		line_add(line, first ? TEXT(",\"attributes\":{\"") : TEXT(",\""));
		line_add(line, TEXT("attributes_left_out\":"));
		line_add_number(line, left_out);
		first = false;
	}
	if (!first)
		line_add(line, TEXT("}"));
}

void line_format_json(struct line *line, const struct record *record)
{
	char time[TIME_TEXT_MAX];
	line_init(line);
	line_add(line, TEXT("{\"timestamp\":\""));
	line_add(line, (struct text){time, time_format(record->time_us, time)});
	line_add(line, TEXT("\",\"severity_text\":\""));
	line_add(line, text_of(log_severity(record->level)));
	line_add(line, TEXT("\",\"body\":\""));
	line_add_value(line, text_of(record->body), LINE_JSON);
	line_add(line, TEXT("\""));
	add_trace(line, record);
	add_attributes(line, record);
	line_add(line, TEXT("}\n"));
}
