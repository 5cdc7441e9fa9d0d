/* The table of settings, and how to find one by its name. Static; any thread. */
#ifndef HAPAX_PLATFORM_CONFIG_TABLE_H
#define HAPAX_PLATFORM_CONFIG_TABLE_H

#include "hapax/buffer.h"
#include "platform/config/config.h"

enum setting_type {
	SETTING_INT,   /* int */
	SETTING_BYTES, /* size_t */
	SETTING_BOOL,  /* bool */
	SETTING_WORD,  /* an enum: the word's place in words */
	SETTING_TEXT,  /* const char * */
};

struct setting {
	const char *section; /* headline in the documentation */
	const char *flag;    /* without dashes; a SETTING_BOOL also has "no-" + flag, a secret flag + "-file" */
	const char *variable;
	enum setting_type type;
	bool required;	      /* a text that may not be empty */
	bool secret;	      /* never repeated in messages; may come from a file */
	size_t offset;	      /* in struct config */
	const char *fallback; /* the default, written as a user would */
	int64_t min, max;     /* of a number */
	const char *const *words;
	/* Whether a text that isn't empty may be; NULL: anything printable. */
	bool (*check)(struct text value);
	const char *allowed; /* of a text, for people: "a host name or an address" */
	const char *help;
};

extern const struct setting settings[];
extern const size_t setting_count;
enum { SETTINGS_MAX = 64 };

/* A name can stand for a setting in several ways. */
struct setting_name {
	const struct setting *setting;
	bool is_file; /* the value is a file that holds the secret */
	bool is_off;  /* "no-": a switch turned off */
};

bool setting_by_flag(struct text name, struct setting_name *ret_name);
bool setting_by_variable(struct text name, struct setting_name *ret_name);
/* The name most like the misspelt one, or NULL when none comes near. Static, or of own. */
const char *nearest_flag(struct text name, const struct config_flag *own);
const char *nearest_variable(struct text name);

/* "a whole number from 0 to 65535"; written into text. */
void setting_allowed(const struct setting *setting, struct buffer *text);

bool check_topics(struct text value);
bool check_services(struct text value);
bool check_token(struct text value);
bool check_app_tokens(struct text value);
bool check_endpoint(struct text value);

#endif
