#include "protoc-gen-hapax/model/names.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_exit(void *memory)
{
	if (!memory) {
		fputs("protoc-gen-hapax: out of memory\n", stderr);
		exit(1);
	}
	return memory;
}

void *must_alloc(struct arena *arena, size_t count, size_t size)
{
	return or_exit(arena_calloc(arena, count, size));
}

char *must_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = must_array(arena, char, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return text;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static char to_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char to_lower(char c)
{
	return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* Room for every name made of `from`: each character may become two. */
static char *room_for(struct arena *arena, const char *from)
{
	return must_array(arena, char, 2 * strlen(from) + 1);
}

char *name_protobuf_c_struct(struct arena *arena, const char *full_name)
{
	char *name = room_for(arena, full_name);
	size_t len = 0;
	bool next_upper = true;
	for (const char *c = full_name; *c; c++) {
		if (*c == '.') {
			name[len++] = '_';
			name[len++] = '_';
			next_upper = true;
		} else if (*c == '_') {
			next_upper = true;
		} else {
			name[len++] = next_upper ? to_upper(*c) : *c;
			next_upper = false;
		}
	}
	return name;
}

/* An underscore before each upper-case letter that follows another kind of character; dots become two. */
static char *separate_words(struct arena *arena, const char *full_name, char (*convert)(char c))
{
	char *name = room_for(arena, full_name);
	size_t len = 0;
	bool was_upper = true;
	for (const char *c = full_name; *c; c++) {
		if (*c == '.') {
			name[len++] = '_';
			name[len++] = '_';
			was_upper = true;
			continue;
		}
		if (is_upper(*c) && !was_upper)
			name[len++] = '_';
		name[len++] = convert(*c);
		was_upper = is_upper(*c);
	}
	return name;
}

char *name_protobuf_c_upper(struct arena *arena, const char *full_name)
{
	return separate_words(arena, full_name, to_upper);
}

char *name_protobuf_c_lower(struct arena *arena, const char *full_name)
{
	return separate_words(arena, full_name, to_lower);
}

/* Whether a word starts at c: "taskCreated", and the last capital of "HTTPVerb" before a small letter. */
static bool word_starts(const char *start, const char *c)
{
	if (c == start || !is_upper(*c) || c[-1] == '_' || c[-1] == '.')
		return false;
	return !is_upper(c[-1]) || (c[1] && islower((unsigned char)c[1]));
}

char *name_snake(struct arena *arena, const char *camel)
{
	char *name = room_for(arena, camel);
	size_t len = 0;
	for (const char *c = camel; *c; c++) {
		if (word_starts(camel, c))
			name[len++] = '_';
		name[len++] = *c == '.' ? '_' : to_lower(*c);
	}
	return name;
}

char *name_camel(struct arena *arena, const char *type)
{
	char *name = room_for(arena, type);
	size_t len = 0;
	bool next_upper = true;
	for (const char *c = type; *c; c++) {
		if (*c == '.' || *c == '_') {
			next_upper = true;
			continue;
		}
		name[len++] = next_upper ? to_upper(*c) : *c;
		next_upper = false;
	}
	return name;
}

char *name_upper(struct arena *arena, const char *name)
{
	char *upper = room_for(arena, name);
	for (size_t i = 0; name[i]; i++)
		upper[i] = to_upper(name[i]);
	return upper;
}

/* The dot before "v1" at the end; NULL when there is none, or nothing before it. */
static const char *version_dot(const char *package)
{
	const char *dot = strrchr(package, '.');
	if (!dot || dot == package || dot[1] != 'v' || !isdigit((unsigned char)dot[2]))
		return NULL;
	return dot;
}

char *name_prefix(struct arena *arena, const char *package)
{
	const char *dot = version_dot(package);
	if (!dot)
		return NULL;
	size_t len = strcmp(dot, ".v1") == 0 ? (size_t)(dot - package) : strlen(package);
	if (strncmp(package, "hapax.", 6) == 0 && package + 6 < dot) {
		package += 6;
		len -= 6;
	}
	char *prefix = must_printf(arena, "%.*s", (int)len, package);
	for (char *c = prefix; *c; c++)
		*c = *c == '.' ? '_' : to_lower(*c);
	return prefix;
}

char *name_owner(struct arena *arena, const char *package)
{
	const char *dot = version_dot(package);
	if (!dot)
		return NULL;
	const char *start = dot;
	while (start > package && start[-1] != '.')
		start--;
	return must_printf(arena, "%.*s", (int)(dot - start), start);
}

bool name_is_dotted(const char *name, int min_words)
{
	int words = 0;
	bool word_open = false;
	for (const char *c = name; *c; c++) {
		if (*c == '.') {
			if (!word_open)
				return false;
			word_open = false;
		} else if (!word_open) {
			if (!islower((unsigned char)*c))
				return false;
			word_open = true;
			words++;
		} else if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '_') {
			return false;
		}
	}
	return word_open && words >= min_words;
}

char *name_one_line(struct arena *arena, const char *text)
{
	char *line = must_array(arena, char, strlen(text) + 1);
	size_t len = 0;
	for (const char *c = text; *c; c++) {
		if (!isspace((unsigned char)*c))
			line[len++] = *c;
		else if (len && line[len - 1] != ' ')
			line[len++] = ' ';
	}
	while (len && line[len - 1] == ' ')
		len--;
	line[len] = '\0';
	return line;
}
