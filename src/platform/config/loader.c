#include "platform/config/loader.h"

#include <string.h>

#include "hapax/buffer.h"

enum { SECRET_FILE_BYTES = 64 * 1024 };

void loader_begin(struct loader *loader)
{
	memset(loader->value_given, 0, sizeof(loader->value_given));
	memset(loader->file_given, 0, sizeof(loader->file_given));
}

void loader_no_memory(struct loader *loader)
{
	violation_add(loader->context, (struct text){0}, "config.memory", "the settings are too long altogether");
}

void loader_unknown(struct loader *loader, struct text place, const char *what, const char *dashes, const char *nearest)
{
	char shown[PRINTABLE_BYTES];
	place = text_of(printable(place, shown));
	if (nearest)
		violation_add(loader->context, place, "config.unknown", "unknown %s; did you mean %s%s?", what, dashes, nearest);
	else
		violation_add(loader->context, place, "config.unknown",
			      "unknown %s; the known ones are listed by \"hapax help COMMAND\"", what);
}

void setting_allowed(const struct setting *setting, struct buffer *text)
{
	switch (setting->type) {
	case SETTING_INT:
	case SETTING_BYTES:
		buffer_printf(text, "a whole number from %lld to %lld", (long long)setting->min, (long long)setting->max);
		break;
	case SETTING_BOOL:
		buffer_add_string(text, "true or false");
		break;
	case SETTING_WORD:
		for (size_t i = 0; setting->words[i]; i++) {
			const char *before = i == 0 ? "" : setting->words[i + 1] ? ", " : " or ";
			buffer_printf(text, "%s%s", before, setting->words[i]);
		}
		break;
	case SETTING_TEXT:
		buffer_add_string(text, setting->allowed);
		break;
	}
}

const char *printable(struct text text, char out[PRINTABLE_BYTES])
{
	size_t most = PRINTABLE_BYTES - sizeof("...");
	size_t len = text.len < most ? text.len : most;
	for (size_t i = 0; i < len; i++)
		out[i] = text.at[i] >= ' ' && text.at[i] < 0x7f ? text.at[i] : '?';
	const char *end = len < text.len ? "..." : "";
	memcpy(out + len, end, strlen(end) + 1);
	return out;
}

static void refuse(struct loader *loader, const struct setting *setting, const char *place, struct text value)
{
	char shown[PRINTABLE_BYTES];
	const char *quote = setting->secret ? "" : "\"";
	struct buffer allowed;
	buffer_init(&allowed, NULL, 1024);
	setting_allowed(setting, &allowed);
	const char *allowed_text = buffer_string(&allowed);
	violation_add(loader->context, text_of(place), "config.value", "%s%s%s is not allowed; allowed: %s", quote,
		      setting->secret ? "the secret" : printable(value, shown), quote,
		      allowed_text ? allowed_text : "see docs/configuration.md");
	buffer_done(&allowed);
}

static bool word_place(const char *const *words, struct text value, int *ret_place)
{
	for (int i = 0; words[i]; i++) {
		if (text_equal_string(value, words[i])) {
			*ret_place = i;
			return true;
		}
	}
	return false;
}

static bool is_plain_text(struct text value)
{
	for (size_t i = 0; i < value.len; i++) {
		if ((unsigned char)value.at[i] < ' ' || value.at[i] == 0x7f)
			return false;
	}
	return text_is_utf8(value);
}

static bool store_number(const struct setting *setting, struct text value, char *field)
{
	int64_t number;
	if (!text_to_i64(value, &number) || number < setting->min || number > setting->max)
		return false;
	if (setting->type == SETTING_INT)
		memcpy(field, &(int){(int)number}, sizeof(int));
	else
		memcpy(field, &(size_t){(size_t)number}, sizeof(size_t));
	return true;
}

static bool store_word(const struct setting *setting, struct text value, char *field)
{
	static const char *const bool_words[] = {"false", "true", "0", "1", "no", "yes", "off", "on", NULL};
	int place;
	bool is_bool = setting->type == SETTING_BOOL;
	if (!word_place(is_bool ? bool_words : setting->words, value, &place))
		return false;
	if (is_bool)
		memcpy(field, &(bool){place % 2 == 1}, sizeof(bool));
	else
		memcpy(field, &place, sizeof(place)); /* every enum here has the size of an int */
	return true;
}

_Static_assert(sizeof(enum delivery_mode) == sizeof(int) && sizeof(enum config_event_data) == sizeof(int), "see store_word()");
_Static_assert(sizeof(enum log_level) == sizeof(int) && sizeof(enum log_format) == sizeof(int), "see store_word()");

static bool store_text(struct loader *loader, const struct setting *setting, struct text value, char *field)
{
	if (text_empty(value) ? setting->required : !is_plain_text(value))
		return false;
	if (!text_empty(value) && setting->check && !setting->check(value))
		return false;
	const char *copy = text_dup_string(value, &loader->config->arena);
	if (copy)
		memcpy(field, &copy, sizeof(copy));
	else
		loader_no_memory(loader);
	return true;
}

static bool store(struct loader *loader, const struct setting *setting, struct text value)
{
	char *field = (char *)loader->config + setting->offset;
	switch (setting->type) {
	case SETTING_INT:
	case SETTING_BYTES:
		return store_number(setting, value, field);
	case SETTING_BOOL:
	case SETTING_WORD:
		return store_word(setting, value, field);
	case SETTING_TEXT:
		return store_text(loader, setting, value, field);
	}
	return false;
}

/* Takes the secret out of its file. Editors and echo end it with a newline that isn't part of it. */
static bool read_secret(struct loader *loader, const char *place, struct text path, struct text *ret_value)
{
	struct text content;
	const char *why = "no memory left";
	const char *name = text_dup_string(path, &loader->config->arena);
	if (!name || !read_small_file(&loader->config->arena, name, SECRET_FILE_BYTES, &content, &why)) {
		violation_add(loader->context, text_of(place), "config.file", "the file \"%.200s\" can't be read: %s",
			      name ? name : "", why);
		return false;
	}
	if (content.len && content.at[content.len - 1] == '\n')
		content.len--;
	if (content.len && content.at[content.len - 1] == '\r')
		content.len--;
	if (text_empty(content)) {
		violation_add(loader->context, text_of(place), "config.file",
			      "the file \"%.200s\" is empty; allowed: the secret itself", name);
		return false;
	}
	*ret_value = content;
	return true;
}

void loader_set(struct loader *loader, const struct setting_name *name, const char *place, struct text value, int position)
{
	const struct setting *setting = name->setting;
	size_t index = (size_t)(setting - settings);
	int *given = name->is_file ? &loader->file_given[index] : &loader->value_given[index];
	int other = name->is_file ? loader->value_given[index] : loader->file_given[index];
	*given = position;
	if (other) {
		violation_add(loader->context, text_of(place), "config.twice",
			      "is given both itself and as a file; allowed: %s or %s_FILE, one of them", setting->variable,
			      setting->variable);
		return;
	}
	if (name->is_file && !read_secret(loader, place, value, &value))
		return;
	if (!store(loader, setting, value))
		refuse(loader, setting, place, value);
}
