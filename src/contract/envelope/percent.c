#include "contract/envelope.h"

static bool is_unreserved(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	       c == '~';
}

void percent_encode(struct buffer *buffer, struct text text)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (is_unreserved(c)) {
			buffer_add_char(buffer, (char)c);
			continue;
		}
		buffer_add_char(buffer, '%');
		buffer_add_char(buffer, digits[c >> 4]);
		buffer_add_char(buffer, digits[c & 15]);
	}
}
