#include <string.h>

#include "hapax/json.h"

/* The letter behind the backslash; 'u' stands for \u00XX, 0 for a byte that goes as it is. */
static const char escapes[256] = {
	[0] = 'u',    [1] = 'u',    [2] = 'u',	[3] = 'u',    [4] = 'u',    [5] = 'u',	 [6] = 'u',	[7] = 'u',  ['\b'] = 'b',
	['\t'] = 't', ['\n'] = 'n', [11] = 'u', ['\f'] = 'f', ['\r'] = 'r', [14] = 'u',	 [15] = 'u',	[16] = 'u', [17] = 'u',
	[18] = 'u',   [19] = 'u',   [20] = 'u', [21] = 'u',   [22] = 'u',   [23] = 'u',	 [24] = 'u',	[25] = 'u', [26] = 'u',
	[27] = 'u',   [28] = 'u',   [29] = 'u', [30] = 'u',   [31] = 'u',   ['"'] = '"', ['\\'] = '\\',
};

static void write_escape(struct buffer *buffer, unsigned char byte)
{
	static const char digits[] = "0123456789abcdef";
	char letter = escapes[byte];
	buffer_add_char(buffer, '\\');
	buffer_add_char(buffer, letter);
	if (letter != 'u')
		return;
	buffer_add(buffer, "00", 2);
	buffer_add_char(buffer, digits[byte >> 4]);
	buffer_add_char(buffer, digits[byte & 15]);
}

void json_write_string(struct buffer *buffer, struct text text)
{
	if (!text_is_utf8(text)) {
		buffer->failed = true;
		return;
	}
	buffer_add_char(buffer, '"');
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!escapes[(unsigned char)text.at[i]])
			continue;
		buffer_add(buffer, text.at + from, i - from);
		write_escape(buffer, (unsigned char)text.at[i]);
		from = i + 1;
	}
	if (text.len > from)
		buffer_add(buffer, text.at + from, text.len - from);
	buffer_add_char(buffer, '"');
}
