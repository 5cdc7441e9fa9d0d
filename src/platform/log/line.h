/*
 * One log line under construction: bounded, and safe against whatever the values hold. On the writer's stack; one thread.
 */
#ifndef HAPAX_PLATFORM_LOG_LINE_H
#define HAPAX_PLATFORM_LOG_LINE_H

#include "hapax/log.h"

enum {
	LINE_BYTES = 16 * 1024,
	LINE_TAIL_BYTES = 64,	     /* kept free for what ends a line */
	LINE_VALUE_BYTES = 4 * 1024, /* of one value, after escaping */
};

struct line {
	size_t len;
	size_t room; /* len never passes it */
	char at[LINE_BYTES];
};

enum line_escape {
	LINE_JSON, /* as the inside of a JSON string */
	LINE_TEXT, /* the same escapes, and C1 controls too, which terminals obey */
};

/* A record as the formats see it. */
struct record {
	int64_t time_us;
	enum log_level level;
	const char *body;
	const struct log_field *fields;
	unsigned count;
};

void line_init(struct line *line);
/* Adds all of it or nothing. False when it doesn't fit. */
bool line_add(struct line *line, struct text text);
/* Adds the value escaped, bad UTF-8 replaced by U+FFFD; where it has to be cut, a note inside the value says how long it was. False
 * and nothing added when there is no room even for the note. */
bool line_add_value(struct line *line, struct text value, enum line_escape escape);
bool line_add_number(struct line *line, int64_t number);
/* Lets the tail be used, too. */
void line_open_tail(struct line *line);

/* "DEBUG", "INFO", "WARN", "ERROR". Static. */
const char *log_severity(enum log_level level);
/* Each fills in a whole line with its newline. */
void line_format_json(struct line *line, const struct record *record);
void line_format_text(struct line *line, const struct record *record);

#endif
