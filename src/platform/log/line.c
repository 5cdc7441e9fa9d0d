#include "platform/log/line.h"

#include <stdio.h>
#include <string.h>

enum { NOTE_BYTES = 48, ESCAPED_MAX = 8 };

void line_init(struct line *line)
{
	line->len = 0;
	line->room = LINE_BYTES - LINE_TAIL_BYTES;
}

void line_open_tail(struct line *line)
{
	line->room = LINE_BYTES;
}

bool line_add(struct line *line, struct text text)
{
	if (text.len > line->room - line->len)
		return false;
	if (text.len)
		memcpy(line->at + line->len, text.at, text.len);
	line->len += text.len;
	return true;
}

bool line_add_number(struct line *line, int64_t number)
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%lld", (long long)number);
	return line_add(line, (struct text){digits, (size_t)len});
}

/* Length of the UTF-8 sequence at the start of a text that isn't empty; 0 when it is malformed. */
static size_t sequence_len(struct text text)
{
	unsigned char lead = (unsigned char)text.at[0];
	size_t len = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (lead == '\0')
		return 1;
	return len <= text.len && text_is_utf8((struct text){text.at, len}) ? len : 0;
}

static size_t escape_code(char out[ESCAPED_MAX], unsigned code)
{
	static const struct {
		unsigned code;
		char letter;
	} shorts[] = {{'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}};
	for (size_t i = 0; i < COUNT_OF(shorts); i++) {
		if (shorts[i].code == code) {
			out[0] = '\\';
			out[1] = shorts[i].letter;
			return 2;
		}
	}
	return (size_t)snprintf(out, ESCAPED_MAX, "\\u%04x", code);
}

/* The code point when it has to be escaped, else 0x80 or more that isn't a C1 control: see must_escape(). */
static bool must_escape(const char *at, size_t len, enum line_escape escape, unsigned *ret_code)
{
	unsigned char first = (unsigned char)at[0];
	*ret_code = first;
	if (len == 1)
		return first < 0x20 || first == 0x7f || first == '"' || first == '\\';
	if (len != 2 || first != 0xc2 || escape != LINE_TEXT)
		return false;
	*ret_code = (unsigned char)at[1];
	return *ret_code < 0xa0;
}

/* Takes one character off the value and writes it as it will stand in the line. */
static size_t take_escaped(struct text *value, enum line_escape escape, char out[ESCAPED_MAX])
{
	static const char replacement[] = {'\xef', '\xbf', '\xbd'}; /* U+FFFD */
	size_t len = sequence_len(*value);
	size_t taken = len ? len : 1;
	size_t written;
	unsigned code;
	if (len == 0) {
		memcpy(out, replacement, sizeof(replacement));
		written = sizeof(replacement);
	} else if (must_escape(value->at, len, escape, &code)) {
		written = escape_code(out, code);
	} else {
		memcpy(out, value->at, len);
		written = len;
	}
	*value = (struct text){value->at + taken, value->len - taken};
	return written;
}

bool line_add_value(struct line *line, struct text value, enum line_escape escape)
{
	size_t room = line->room - line->len;
	if (room < NOTE_BYTES)
		return false;
	size_t end = line->len + (room < LINE_VALUE_BYTES ? room : LINE_VALUE_BYTES) - NOTE_BYTES;
	size_t whole = value.len;
	while (value.len) {
		char escaped[ESCAPED_MAX];
		size_t len = take_escaped(&value, escape, escaped);
		if (len > end - line->len) {
			line->len += (size_t)snprintf(line->at + line->len, NOTE_BYTES, "... [cut, %zu bytes]", whole);
			return true;
		}
		memcpy(line->at + line->len, escaped, len);
		line->len += len;
	}
	return true;
}

const char *log_severity(enum log_level level)
{
	static const char *const names[] = {[LOG_DEBUG] = "DEBUG", [LOG_INFO] = "INFO", [LOG_WARN] = "WARN", [LOG_ERROR] = "ERROR"};
	return (unsigned)level < COUNT_OF(names) ? names[level] : "ERROR";
}
