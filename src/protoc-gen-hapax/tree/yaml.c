/* Trees as YAML, through libyaml. Strings are plain only where no reader, of YAML 1.1 or 1.2, could take them for something else.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <yaml.h>

#include "protoc-gen-hapax/tree/tree.h"

enum { NUMBER_MAX_BYTES = 64, INDENT_SPACES = 2, LINES_OF_ANY_LENGTH = -1 };

static void give_up(const yaml_emitter_t *emitter)
{
	fprintf(stderr, "protoc-gen-hapax: writing YAML: %s\n", emitter->problem ? emitter->problem : "out of memory");
	exit(1);
}

static void emit(yaml_emitter_t *emitter, yaml_event_t *event, int made)
{
	if (!made || !yaml_emitter_emit(emitter, event))
		give_up(emitter);
}

/* Words that some reader takes for a boolean or for null. */
static bool is_taken(const char *text)
{
	static const char *const words[] = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (strcasecmp(words[i], text) == 0)
			return true;
	}
	return false;
}

/* Numbers, times, ".nan", "~", "=" and "<<" begin with something else. */
static bool may_be_plain(const char *text)
{
	unsigned char first = (unsigned char)text[0];
	return (isalpha(first) || first == '/' || first == '_' || first >= 0x80) && !is_taken(text);
}

static void emit_scalar(yaml_emitter_t *emitter, const char *text, size_t len, bool plain)
{
	yaml_event_t event;
	yaml_scalar_style_t style = plain ? YAML_PLAIN_SCALAR_STYLE : YAML_SINGLE_QUOTED_SCALAR_STYLE;
	emit(emitter, &event,
	     yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text, (int)len, plain, 1, style));
}

static void emit_number(yaml_emitter_t *emitter, const json_t *number)
{
	char text[NUMBER_MAX_BYTES];
	int len = json_is_integer(number) ? snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, json_integer_value(number))
					  : snprintf(text, sizeof(text), "%.15g", json_real_value(number));
	emit_scalar(emitter, text, (size_t)len, true);
}

static void emit_value(yaml_emitter_t *emitter, const json_t *value);

static void emit_object(yaml_emitter_t *emitter, const json_t *object)
{
	yaml_event_t event;
	const char *key;
	json_t *value;
	emit(emitter, &event, yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE));
	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		emit_scalar(emitter, key, strlen(key), may_be_plain(key));
		emit_value(emitter, value);
	}
	emit(emitter, &event, yaml_mapping_end_event_initialize(&event));
}

/* Lists of words go on one line. */
static yaml_sequence_style_t style_of(const json_t *array)
{
	for (size_t i = 0; i < json_array_size(array); i++) {
		if (json_is_object(json_array_get(array, i)) || json_is_array(json_array_get(array, i)))
			return YAML_BLOCK_SEQUENCE_STYLE;
	}
	return YAML_FLOW_SEQUENCE_STYLE;
}

static void emit_array(yaml_emitter_t *emitter, const json_t *array)
{
	yaml_event_t event;
	emit(emitter, &event, yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, style_of(array)));
	for (size_t i = 0; i < json_array_size(array); i++)
		emit_value(emitter, json_array_get(array, i));
	emit(emitter, &event, yaml_sequence_end_event_initialize(&event));
}

static void emit_value(yaml_emitter_t *emitter, const json_t *value)
{
	if (json_is_object(value))
		emit_object(emitter, value);
	else if (json_is_array(value))
		emit_array(emitter, value);
	else if (json_is_string(value))
		emit_scalar(emitter, json_string_value(value), json_string_length(value), may_be_plain(json_string_value(value)));
	else if (json_is_number(value))
		emit_number(emitter, value);
	else if (json_is_null(value))
		emit_scalar(emitter, "null", 4, true);
	else
		emit_scalar(emitter, json_is_true(value) ? "true" : "false", json_is_true(value) ? 4 : 5, true);
}

static int append(void *out, unsigned char *bytes, size_t len)
{
	buffer_add(out, bytes, len);
	return 1;
}

void tree_print_yaml(struct buffer *out, const json_t *tree)
{
	yaml_emitter_t emitter;
	yaml_event_t event;
	if (!yaml_emitter_initialize(&emitter)) {
		fputs("protoc-gen-hapax: out of memory\n", stderr);
		exit(1);
	}
	yaml_emitter_set_output(&emitter, append, out);
	yaml_emitter_set_unicode(&emitter, 1);
	yaml_emitter_set_width(&emitter, LINES_OF_ANY_LENGTH);
	yaml_emitter_set_indent(&emitter, INDENT_SPACES);
	emit(&emitter, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	emit(&emitter, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
	emit_value(&emitter, tree);
	emit(&emitter, &event, yaml_document_end_event_initialize(&event, 1));
	emit(&emitter, &event, yaml_stream_end_event_initialize(&event));
	yaml_emitter_delete(&emitter);
}
