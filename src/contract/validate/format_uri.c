/* RFC 3986: a reference is cut at its delimiters, as in its appendix B, and then each part has its own characters. */
#include <string.h>

#include "contract/validate/formats.h"

static bool is_among(char c, const char *set)
{
	return c && strchr(set, c);
}

static bool is_unreserved(char c)
{
	return format_is_letter(c) || format_is_digit(c) || is_among(c, "-._~");
}

static bool is_sub_delim(char c)
{
	return is_among(c, "!$&'()*+,;=");
}

/* unreserved, percent-encoded, sub-delims, and what else the part allows. */
static bool has_only(struct text text, const char *also)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (is_unreserved(c) || is_sub_delim(c) || is_among(c, also))
			continue;
		if (c != '%' || text.len - i < 3 || !format_is_hex(text.at[i + 1]) || !format_is_hex(text.at[i + 2]))
			return false;
		i += 2;
	}
	return true;
}

static unsigned hex_value(char c)
{
	return format_is_digit(c) ? (unsigned)(c - '0') : (unsigned)((c | 0x20) - 'a' + 10);
}

/* Bytes of a sequence of UTF-8 that starts with this one; 0: none does. */
static size_t sequence_len(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

/* Reads one byte of a text that has_only() has looked at. */
static unsigned char next_byte(struct text *rest)
{
	size_t len = rest->at[0] == '%' ? 3 : 1;
	unsigned char c =
		len == 3 ? (unsigned char)(hex_value(rest->at[1]) << 4 | hex_value(rest->at[2])) : (unsigned char)rest->at[0];
	*rest = (struct text){rest->at + len, rest->len - len};
	return c;
}

/* What is percent-encoded in a host is UTF-8. */
static bool decodes_to_utf8(struct text rest)
{
	while (rest.len) {
		char sequence[4] = {(char)next_byte(&rest)};
		size_t len = sequence_len((unsigned char)sequence[0]), have = 1;
		for (; have < len && rest.len; have++)
			sequence[have] = (char)next_byte(&rest);
		if (len == 0 || have < len || (len > 1 && !text_is_utf8((struct text){sequence, len})))
			return false;
	}
	return true;
}

static bool is_scheme(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!format_is_letter(text.at[i]) && (i == 0 || (!format_is_digit(text.at[i]) && !is_among(text.at[i], "+-."))))
			return false;
	return text.len > 0;
}

static bool is_zone(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (is_sub_delim(text.at[i]))
			return false;
	return text.len > 0 && has_only(text, "");
}

static bool is_ip_future(struct text text)
{
	struct text rest = text, version = text_cut(&rest, '.');
	if (version.len < 2 || (version.at[0] | 0x20) != 'v')
		return false;
	for (size_t i = 1; i < version.len; i++)
		if (!format_is_hex(version.at[i]))
			return false;
	return rest.len > 0 && !memchr(rest.at, '%', rest.len) && has_only(rest, ":");
}

/* What is between brackets. In a URI a zone is written "%25en0". */
static bool is_ip_literal(struct text text)
{
	struct text zone = text, address = text_cut(&zone, '%');
	if (!zone.at)
		return format_is_ipv6(text) || is_ip_future(text);
	if (zone.len < 2 || memcmp(zone.at, "25", 2) != 0)
		return false;
	return format_is_ipv6(address) && is_zone((struct text){zone.at + 2, zone.len - 2});
}

static bool is_host(struct text text)
{
	if (text.len && text.at[0] == '[')
		return text.at[text.len - 1] == ']' && is_ip_literal((struct text){text.at + 1, text.len - 2});
	return has_only(text, "") && decodes_to_utf8(text);
}

static bool is_port(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!format_is_digit(text.at[i]))
			return false;
	return true;
}

/* [ userinfo "@" ] host [ ":" port ]; the colon that counts is behind the brackets. */
static bool is_authority(struct text text)
{
	struct text host = text, user = text_cut(&host, '@');
	if (!host.at)
		host = user;
	else if (!has_only(user, ":"))
		return false;
	const char *bracket = host.len ? memrchr(host.at, ']', host.len) : NULL;
	size_t from = bracket ? (size_t)(bracket - host.at) : 0;
	const char *colon = host.len ? memchr(host.at + from, ':', host.len - from) : NULL;
	if (!colon)
		return is_host(host);
	struct text port = {colon + 1, host.len - (size_t)(colon + 1 - host.at)};
	host.len = (size_t)(colon - host.at);
	return is_host(host) && is_port(port);
}

/* The part behind the scheme and in front of the query. */
static bool is_hierarchy(struct text text)
{
	if (text.len < 2 || memcmp(text.at, "//", 2) != 0)
		return has_only(text, ":@/");
	struct text path = {text.at + 2, text.len - 2}, authority = text_cut(&path, '/');
	return is_authority(authority) && has_only(path, ":@/");
}

static bool is_reference(struct text text, bool may_be_relative)
{
	struct text fragment = text, before = text_cut(&fragment, '#');
	struct text query = before, rest = text_cut(&query, '?');
	if (!has_only(fragment, ":@/?") || !has_only(query, ":@/?"))
		return false;
	struct text hierarchy = rest, scheme = text_cut(&hierarchy, ':');
	if (hierarchy.at && is_scheme(scheme))
		return is_hierarchy(hierarchy);
	/* Without a scheme, no colon in the first segment: it would look like one. */
	bool colon_first = hierarchy.at && !memchr(scheme.at, '/', scheme.len);
	return may_be_relative && !colon_first && is_hierarchy(rest);
}

bool format_is_uri(struct text text)
{
	return is_reference(text, false);
}

bool format_is_uri_ref(struct text text)
{
	return is_reference(text, true);
}
