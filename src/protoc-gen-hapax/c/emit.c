#include "protoc-gen-hapax/c/emit.h"

#include <ctype.h>

static void emit_char(struct buffer *out, unsigned char c, unsigned char before)
{
	if (c == '"' || c == '\\')
		buffer_printf(out, "\\%c", c);
	else if (c == '\n')
		buffer_add_string(out, "\\n");
	else if (c == '?' && before == '?') /* no trigraphs */
		buffer_add_string(out, "\\?");
	else if (c < 0x20 || c >= 0x7f)
		buffer_printf(out, "\\%03o", c);
	else
		buffer_add_char(out, (char)c);
}

void emit_string(struct buffer *out, const char *text)
{
	if (!text) {
		buffer_add_string(out, "NULL");
		return;
	}
	emit_literal(out, text_of(text));
}

void emit_literal(struct buffer *out, struct text bytes)
{
	buffer_add_char(out, '"');
	for (size_t i = 0; i < bytes.len; i++)
		emit_char(out, (unsigned char)bytes.at[i], i ? (unsigned char)bytes.at[i - 1] : 0);
	buffer_add_char(out, '"');
}

void emit_words(struct buffer *out, const char *name, char *const *words, size_t count)
{
	if (count == 0)
		return;
	buffer_printf(out, "static const char *const %s[] = {", name);
	for (size_t i = 0; i < count; i++) {
		emit_string(out, words[i]);
		buffer_add_string(out, ", ");
	}
	buffer_add_string(out, "NULL};\n");
}

void emit_comment_text(struct buffer *out, const char *text)
{
	for (size_t i = 0; text[i]; i++) {
		bool joins = (text[i] == '/' && i && text[i - 1] == '*') || (text[i] == '*' && i && text[i - 1] == '/');
		if (joins)
			buffer_add_char(out, ' ');
		buffer_add_char(out, isspace((unsigned char)text[i]) ? ' ' : text[i]);
	}
}

void emit_guard(struct buffer *out, const char *stem)
{
	for (const char *c = stem; *c; c++)
		buffer_add_char(out, isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_');
	buffer_add_string(out, "_H");
}
