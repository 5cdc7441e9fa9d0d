/* Finding a setting by its name, and the nearest one to a misspelt name. */
#include <string.h>

#include "platform/config/table.h"

static const struct text off_prefix = TEXT_INIT("no-");

static bool ends_with(struct text text, struct text suffix, struct text *ret_stem)
{
	if (text.len <= suffix.len || memcmp(text.at + text.len - suffix.len, suffix.at, suffix.len) != 0)
		return false;
	*ret_stem = (struct text){text.at, text.len - suffix.len};
	return true;
}

static const char *name_of(const struct setting *setting, bool flag)
{
	return flag ? setting->flag : setting->variable;
}

static const struct setting *find(struct text name, bool flag)
{
	for (size_t i = 0; i < setting_count; i++) {
		if (text_equal_string(name, name_of(&settings[i], flag)))
			return &settings[i];
	}
	return NULL;
}

static bool find_named(struct text name, bool flag, struct setting_name *ret_name)
{
	struct text stem;
	const struct setting *setting = find(name, flag);
	if (setting) {
		*ret_name = (struct setting_name){.setting = setting};
		return true;
	}
	setting = ends_with(name, flag ? TEXT("-file") : TEXT("_FILE"), &stem) ? find(stem, flag) : NULL;
	if (!setting || !setting->secret)
		return false;
	*ret_name = (struct setting_name){.setting = setting, .is_file = true};
	return true;
}

bool setting_by_flag(struct text name, struct setting_name *ret_name)
{
	if (find_named(name, true, ret_name))
		return true;
	if (!text_starts_with(name, off_prefix))
		return false;
	const struct setting *setting = find((struct text){name.at + off_prefix.len, name.len - off_prefix.len}, true);
	if (!setting || setting->type != SETTING_BOOL)
		return false;
	*ret_name = (struct setting_name){.setting = setting, .is_off = true};
	return true;
}

bool setting_by_variable(struct text name, struct setting_name *ret_name)
{
	return find_named(name, false, ret_name);
}

enum { NAME_MAX_LEN = 64 };

static char folded(char c)
{
	if (c == '_')
		return '-';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
	unsigned smaller = a < b ? a : b;
	return smaller < c ? smaller : c;
}

/* Levenshtein distance, blind to case and to '_' against '-'. */
static unsigned distance(struct text a, struct text b)
{
	unsigned row[NAME_MAX_LEN + 1];
	if (a.len > NAME_MAX_LEN || b.len > NAME_MAX_LEN)
		return NAME_MAX_LEN;
	for (unsigned j = 0; j <= b.len; j++)
		row[j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned diagonal = row[0];
		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned above = row[j];
			row[j] = least(above + 1, row[j - 1] + 1, diagonal + (folded(a.at[i - 1]) != folded(b.at[j - 1])));
			diagonal = above;
		}
	}
	return row[b.len];
}

struct nearest {
	const char *name;
	unsigned distance;
};

static void consider(struct nearest *nearest, struct text misspelt, const char *name)
{
	unsigned away = distance(misspelt, text_of(name));
	if (away < nearest->distance)
		*nearest = (struct nearest){name, away};
}

/* More than a third of the letters wrong is another word, not a misspelling. */
static struct nearest nothing_near(struct text misspelt)
{
	return (struct nearest){NULL, (unsigned)(misspelt.len > NAME_MAX_LEN ? 0 : misspelt.len / 3 + 1)};
}

const char *nearest_flag(struct text name, const struct config_flag *own)
{
	struct nearest nearest = nothing_near(name);
	for (size_t i = 0; i < setting_count; i++)
		consider(&nearest, name, settings[i].flag);
	for (; own && own->name; own++)
		consider(&nearest, name, own->name);
	consider(&nearest, name, "config");
	return nearest.name;
}

const char *nearest_variable(struct text name)
{
	struct nearest nearest = nothing_near(name);
	for (size_t i = 0; i < setting_count; i++)
		consider(&nearest, name, settings[i].variable);
	return nearest.name;
}
