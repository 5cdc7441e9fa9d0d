/* For people at a terminal: "2026-01-31T17:00:00.250Z WARN  relay: publish failed topic=task-events cause="connection refused"". */
#include <string.h>

#include "hapax/clock.h"
#include "platform/log/line.h"

static bool needs_quotes(struct text value)
{
	for (size_t i = 0; i < value.len; i++) {
		if ((unsigned char)value.at[i] <= ' ' || strchr("=\"\\\x7f", value.at[i]))
			return true;
	}
	return false;
}

static bool add_field(struct line *line, const struct log_field *field)
{
	size_t before = line->len;
	bool fits = line_add(line, TEXT(" ")) && line_add_value(line, text_of(field->name), LINE_TEXT) && line_add(line, TEXT("="));
	if (field->is_number) {
		fits = fits && line_add_number(line, field->number);
	} else {
		struct text quote = needs_quotes(field->text) ? TEXT("\"") : TEXT("");
		fits = fits && line_add(line, quote) && line_add_value(line, field->text, LINE_TEXT) && line_add(line, quote);
	}
	if (!fits)
		line->len = before;
	return fits;
}

void line_format_text(struct line *line, const struct record *record)
{
	char time[TIME_TEXT_MAX];
	const char *severity = log_severity(record->level);
	int64_t left_out = 0;
	line_init(line);
	line_add(line, (struct text){time, time_format(record->time_us, time)});
	line_add(line, TEXT(" "));
	line_add(line, text_of(severity));
	line_add(line, strlen(severity) < 5 ? TEXT("  ") : TEXT(" "));
	line_add_value(line, text_of(record->body), LINE_TEXT);
	for (unsigned i = 0; i < record->count && record->fields[i].name; i++) {
		const struct log_field *field = &record->fields[i];
		if ((field->is_number || !text_empty(field->text)) && !add_field(line, field))
			left_out++;
	}
	line_open_tail(line);
	if (left_out) {
		line_add(line, TEXT(" attributes_left_out="));
		line_add_number(line, left_out);
	}
	line_add(line, TEXT("\n"));
}
