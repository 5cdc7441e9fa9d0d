#include "contract/envelope/attributes.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define ATTRIBUTE(member, number)                                                                                                  \
	{                                                                                                                          \
		TEXT_INIT(#member), offsetof(struct envelope, member), number                                                      \
	}

const struct attribute attributes[ATTRIBUTE_COUNT] = {
	ATTRIBUTE(id, false),
	ATTRIBUTE(source, false),
	ATTRIBUTE(type, false),
	ATTRIBUTE(specversion, false),
	ATTRIBUTE(time, false),
	ATTRIBUTE(subject, false),
	ATTRIBUTE(datacontenttype, false),
	ATTRIBUTE(eventversion, true),
	ATTRIBUTE(correlationid, true),
	ATTRIBUTE(causationid, true),
	ATTRIBUTE(userid, true),
	ATTRIBUTE(partitionkey, true),
	ATTRIBUTE(sequence, true),
	ATTRIBUTE(traceparent, false),
	ATTRIBUTE(publishedtime, false),
};

const struct attribute *attribute_find(struct text name)
{
	for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
		struct text known = attributes[i].name;
		if (known.len == name.len && known.at[0] == name.at[0] && memcmp(known.at, name.at, name.len) == 0)
			return &attributes[i];
	}
	return NULL;
}

struct text *attribute_of(struct envelope *envelope, const struct attribute *attribute)
{
	return (void *)((char *)envelope + attribute->offset);
}

static struct text media_type(struct text content_type)
{
	struct text media = text_cut(&content_type, ';');
	while (media.len && media.at[media.len - 1] == ' ')
		media.len--;
	return media;
}

static bool equal_ignoring_case(struct text a, struct text b)
{
	return a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

bool content_is_json(struct text content_type)
{
	static const struct text suffix = TEXT_INIT("+json");
	struct text media = media_type(content_type);
	if (media.len == 0 || equal_ignoring_case(media, TEXT("application/json")) || equal_ignoring_case(media, TEXT("text/json")))
		return true;
	return media.len > suffix.len && strncasecmp(media.at + media.len - suffix.len, suffix.at, suffix.len) == 0;
}

bool content_is_protobuf(struct text content_type)
{
	static const struct text media_types[] = {
		TEXT_INIT("application/protobuf"),
		TEXT_INIT("application/x-protobuf"),
		TEXT_INIT("application/octet-stream"),
	};
	struct text media = media_type(content_type);
	for (size_t i = 0; i < COUNT_OF(media_types); i++)
		if (equal_ignoring_case(media, media_types[i]))
			return true;
	return false;
}

static bool parse_version_part(struct text text, unsigned *value)
{
	enum { DIGITS_MAX = 6 };
	if (text.len == 0 || text.len > DIGITS_MAX)
		return false;
	*value = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*value = *value * 10 + (unsigned)(text.at[i] - '0');
	}
	return true;
}

bool event_version_parse(struct text text, unsigned *ret_major, unsigned *ret_minor)
{
	unsigned major = 1, minor = 0;
	bool has_minor = text.len && memchr(text.at, '.', text.len);
	struct text rest = text;
	struct text first = text_cut(&rest, '.');
	bool good = text.len == 0 || parse_version_part(first, &major);
	if (has_minor)
		good = good && parse_version_part(rest, &minor);
	if (good) {
		*ret_major = major;
		*ret_minor = minor;
	}
	return good;
}

/* Takes len lower-case hexadecimal digits and the dash behind them, if anything follows; *ret_zero says whether all were 0. */
static bool take_hex(struct text *rest, size_t len, bool *ret_zero)
{
	struct text part = text_cut(rest, '-');
	*ret_zero = true;
	for (size_t i = 0; i < part.len; i++) {
		if (!(part.at[i] >= '0' && part.at[i] <= '9') && !(part.at[i] >= 'a' && part.at[i] <= 'f'))
			return false;
		*ret_zero &= part.at[i] == '0';
	}
	return part.len == len;
}

bool traceparent_is_valid(struct text text)
{
	enum { TRACEPARENT_LEN = 55, VERSION_LEN = 2, TRACE_LEN = 32, SPAN_LEN = 16, FLAGS_LEN = 2 };
	bool zero_version, zero_trace, zero_span, zero_flags;
	struct text rest = text;
	bool shaped = text.len == TRACEPARENT_LEN && take_hex(&rest, VERSION_LEN, &zero_version) &&
		      take_hex(&rest, TRACE_LEN, &zero_trace) && take_hex(&rest, SPAN_LEN, &zero_span) &&
		      take_hex(&rest, FLAGS_LEN, &zero_flags);
	return shaped && rest.len == 0 && zero_version && !zero_trace && !zero_span;
}
