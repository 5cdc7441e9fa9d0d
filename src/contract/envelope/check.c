#include <string.h>

#include "contract/envelope/attributes.h"
#include "hapax/clock.h"

/* 1.x, whatever the minor. */
static bool is_specversion_1(struct text text)
{
	if (text.len < 3 || text.len > 8 || text.at[0] != '1' || text.at[1] != '.')
		return false;
	for (size_t i = 2; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return true;
}

/* Envelopes also come in the fields of a gRPC request, where nobody looked at the bytes. */
static void check_texts(struct context *context, const struct envelope *envelope)
{
	for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
		struct text value;
		memcpy(&value, (const char *)envelope + attributes[i].offset, sizeof(value));
		if (!text_is_utf8(value))
			violation_add(context, attributes[i].name, "string.utf8", "must be UTF-8 without U+0000");
	}
}

enum status envelope_check(struct context *context, const struct envelope *envelope)
{
	const struct {
		const char *name;
		struct text value;
	} required[] = {{"id", envelope->id},
			{"source", envelope->source},
			{"type", envelope->type},
			{"specversion", envelope->specversion}};
	for (size_t i = 0; i < COUNT_OF(required); i++)
		if (text_empty(required[i].value))
			violation_add(context, text_of(required[i].name), "required", "is required");

	int64_t time_us;
	unsigned major, minor;
	if (!text_empty(envelope->specversion) && !is_specversion_1(envelope->specversion))
		violation_add(context, TEXT("specversion"), "string.in", "must be 1.0");
	if (!text_empty(envelope->time) && !time_parse(envelope->time, &time_us))
		violation_add(context, TEXT("time"), "time", "must be an RFC 3339 time such as 2026-01-31T17:00:00Z");
	if (!event_version_parse(envelope->eventversion, &major, &minor))
		violation_add(context, TEXT("eventversion"), "version", "must be MAJOR or MAJOR.MINOR, such as 1.0");
	check_texts(context, envelope);
	return fail_violations(context);
}
