/* Forms that are decided character by character. */
#include "contract/validate/formats.h"

#include <string.h>

enum { LABEL_MAX_BYTES = 63, HOSTNAME_MAX_BYTES = 253 };

static bool is_alnum(char c)
{
	return format_is_letter(c) || format_is_digit(c);
}

static bool is_among(char c, const char *set)
{
	return c && strchr(set, c);
}

/* Letters, digits and hyphens, these not at the ends. */
static bool is_label(struct text label)
{
	if (label.len == 0 || label.len > LABEL_MAX_BYTES || label.at[0] == '-' || label.at[label.len - 1] == '-')
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!is_alnum(label.at[i]) && label.at[i] != '-')
			return false;
	return true;
}

/* Labels with dots between them. */
static bool is_dotted(struct text text, bool (*is_part)(struct text part))
{
	struct text rest = text;
	bool more = true;
	while (more) {
		struct text part = text_cut(&rest, '.');
		more = rest.at; /* NULL: there was no dot any more */
		if (!is_part(part))
			return false;
	}
	return true;
}

bool format_is_email(struct text text)
{
	struct text domain = text, local = text_cut(&domain, '@');
	if (local.len == 0 || !domain.at)
		return false;
	for (size_t i = 0; i < local.len; i++)
		if (!is_alnum(local.at[i]) && !is_among(local.at[i], ".!#$%&'*+/=?^_`{|}~-"))
			return false;
	return is_dotted(domain, is_label);
}

static bool is_all_digits(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!format_is_digit(text.at[i]))
			return false;
	return true;
}

bool format_is_hostname(struct text text)
{
	if (text.len && text.at[text.len - 1] == '.')
		text.len--;
	if (text.len > HOSTNAME_MAX_BYTES || !is_dotted(text, is_label))
		return false;
	const char *dot = memrchr(text.at, '.', text.len);
	size_t before = dot ? (size_t)(dot + 1 - text.at) : 0;
	return !is_all_digits((struct text){text.at + before, text.len - before});
}

static bool is_all_hex(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!format_is_hex(text.at[i]))
			return false;
	return true;
}

bool format_is_uuid(struct text text)
{
	static const unsigned char parts[] = {8, 4, 4, 4, 12};
	struct text rest = text;
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		struct text part = text_cut(&rest, '-');
		if (part.len != parts[i] || !is_all_hex(part) || !rest.at != (i + 1 == COUNT_OF(parts)))
			return false;
	}
	return true;
}

bool format_is_tuuid(struct text text)
{
	return text.len == 32 && is_all_hex(text);
}

/* Crockford's base 32 of 128 bits: the first digit has but three of them. */
bool format_is_ulid(struct text text)
{
	if (text.len != 26 || text.at[0] < '0' || text.at[0] > '7')
		return false;
	for (size_t i = 0; i < text.len; i++)
		if (!is_alnum(text.at[i]) || is_among(text.at[i], "ILOUilou"))
			return false;
	return true;
}

static bool is_identifier(struct text part)
{
	for (size_t i = 0; i < part.len; i++)
		if (!format_is_letter(part.at[i]) && part.at[i] != '_' && (i == 0 || !format_is_digit(part.at[i])))
			return false;
	return part.len > 0;
}

bool format_is_protobuf_fqn(struct text text)
{
	return is_dotted(text, is_identifier);
}

bool format_is_protobuf_dot_fqn(struct text text)
{
	return text.len > 1 && text.at[0] == '.' && format_is_protobuf_fqn((struct text){text.at + 1, text.len - 1});
}

bool format_is_header_name(struct text text)
{
	size_t start = text.len && text.at[0] == ':';
	for (size_t i = start; i < text.len; i++)
		if (!is_alnum(text.at[i]) && !is_among(text.at[i], "!#$%&'*+,-.^_|~`"))
			return false;
	return text.len > start;
}

static bool has_any(struct text text, const char *set)
{
	for (size_t i = 0; i < text.len; i++)
		if (!text.at[i] || strchr(set, text.at[i]))
			return true;
	return false;
}

bool format_is_header_name_loose(struct text text)
{
	return text.len && !has_any(text, "\r\n");
}

bool format_is_header_value(struct text text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

bool format_is_header_value_loose(struct text text)
{
	return !has_any(text, "\r\n");
}

bool format_is_ipv4_bytes(struct text text)
{
	return text.len == 4;
}

bool format_is_ipv6_bytes(struct text text)
{
	return text.len == 16;
}

bool format_is_ip_bytes(struct text text)
{
	return format_is_ipv4_bytes(text) || format_is_ipv6_bytes(text);
}

bool format_is_uuid_bytes(struct text text)
{
	return text.len == 16;
}
