#include "protoc-gen-hapax/tree/tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { JSON_INDENT_SPACES = 2, REAL_DIGITS = 15 };

static _Noreturn void give_up(void)
{
	fputs("protoc-gen-hapax: out of memory\n", stderr);
	exit(1);
}

static json_t *must(json_t *value)
{
	if (!value)
		give_up();
	return value;
}

json_t *tree_object(void)
{
	return must(json_object());
}

json_t *tree_array(void)
{
	return must(json_array());
}

json_t *tree_text(const char *text)
{
	if (text_is_utf8(text_of(text)))
		return must(json_string_nocheck(text));
	char *copy = strdup(text);
	for (char *c = copy; c && *c; c++)
		*c = (unsigned char)*c < 0x80 ? *c : '?';
	json_t *value = copy ? json_string_nocheck(copy) : NULL;
	free(copy);
	return must(value);
}

json_t *tree_printf(const char *format, ...)
{
	char *text = NULL;
	va_list args;
	va_start(args, format);
	int len = vasprintf(&text, format, args);
	va_end(args);
	if (len < 0)
		give_up();
	json_t *value = tree_text(text);
	free(text);
	return value;
}

json_t *tree_int(int64_t number)
{
	return must(json_integer(number));
}

json_t *tree_bool(bool value)
{
	return json_boolean(value);
}

json_t *tree_copy(const json_t *tree)
{
	return must(json_deep_copy(tree));
}

void tree_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, must(value)) != 0)
		give_up();
}

void tree_add(json_t *array, json_t *value)
{
	if (json_array_append_new(array, must(value)) != 0)
		give_up();
}

void tree_set_text(json_t *object, const char *key, const char *text)
{
	tree_set(object, key, tree_text(text));
}

void tree_set_given(json_t *object, const char *key, const char *text)
{
	if (text && text[0])
		tree_set_text(object, key, text);
}

void tree_set_words(json_t *object, const char *key, char *const *words, size_t count)
{
	json_t *array = tree_array();
	for (size_t i = 0; i < count; i++)
		tree_add(array, tree_text(words[i]));
	tree_set(object, key, array);
}

json_t *tree_member(json_t *object, const char *key)
{
	if (!json_object_get(object, key))
		tree_set(object, key, tree_object());
	return json_object_get(object, key);
}

json_t *tree_list(json_t *object, const char *key)
{
	if (!json_object_get(object, key))
		tree_set(object, key, tree_array());
	return json_object_get(object, key);
}

static int append(const char *bytes, size_t len, void *out)
{
	buffer_add(out, bytes, len);
	return 0;
}

void tree_print_json(struct buffer *out, const json_t *tree, bool compact)
{
	size_t form = compact ? 0 : JSON_INDENT(JSON_INDENT_SPACES);
	if (json_dump_callback(tree, append, out, form | JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS)) != 0)
		give_up();
}

void tree_write_json(struct outputs *outputs, const char *name, json_t *tree)
{
	struct buffer content;
	buffer_init(&content, NULL, OUTPUT_MAX_BYTES);
	tree_print_json(&content, tree, false);
	buffer_add_char(&content, '\n');
	outputs_add(outputs, name, &content);
	buffer_done(&content);
	json_decref(tree);
}

static void add_comment(struct buffer *out, const char *comment)
{
	for (struct text rest = text_of(comment); !text_empty(rest);) {
		struct text line = text_cut(&rest, '\n');
		buffer_printf(out, "# %.*s\n", TEXT_ARG(line));
	}
}

void tree_write_yaml(struct outputs *outputs, const char *name, const char *comment, json_t *tree)
{
	struct buffer content;
	buffer_init(&content, NULL, OUTPUT_MAX_BYTES);
	add_comment(&content, comment);
	if (!json_is_array(tree))
		tree_print_yaml(&content, tree);
	for (size_t i = 0; i < json_array_size(tree); i++) {
		buffer_add_string(&content, i ? "---\n" : "");
		tree_print_yaml(&content, json_array_get(tree, i));
	}
	outputs_add(outputs, name, &content);
	buffer_done(&content);
	json_decref(tree);
}
