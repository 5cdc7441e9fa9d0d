/*
 * Documents as trees of jansson's values, and how they become files: JSON and YAML of one tree, so that nothing is quoted by hand.
 * Objects keep the order in which their members were set. As jansson has it, what is set or added belongs to its container, and the
 * functions that write a file end with the tree. One thread; exits when memory is out, as everything in this build tool does.
 */
#ifndef PROTOC_GEN_HAPAX_TREE_H
#define PROTOC_GEN_HAPAX_TREE_H

#include <jansson.h>

#include "protoc-gen-hapax/outputs.h"

json_t *tree_object(void);
json_t *tree_array(void);
/* What isn't UTF-8 (protoc lets comments be anything) becomes '?'. */
json_t *tree_text(const char *text);
json_t *tree_printf(const char *format, ...) PRINTF_LIKE(1, 2);
json_t *tree_int(int64_t number);
json_t *tree_bool(bool value);
json_t *tree_copy(const json_t *tree);

/* All take the value. */
void tree_set(json_t *object, const char *key, json_t *value);
void tree_add(json_t *array, json_t *value);
void tree_set_text(json_t *object, const char *key, const char *text);
/* Not when the text is empty. */
void tree_set_given(json_t *object, const char *key, const char *text);
void tree_set_words(json_t *object, const char *key, char *const *words, size_t count);
/* The object's member of that name, an object; made when it isn't there. Borrowed. */
json_t *tree_member(json_t *object, const char *key);
/* Like tree_member(), an array. */
json_t *tree_list(json_t *object, const char *key);

/* On several lines, or (compact) on one. Does not take the tree. */
void tree_print_json(struct buffer *out, const json_t *tree, bool compact);
/* One document after what is in the buffer already. Does not take the tree. */
void tree_print_yaml(struct buffer *out, const json_t *tree);

/* Both take the tree. */
void tree_write_json(struct outputs *outputs, const char *name, json_t *tree);
/* The comment becomes the first lines. An array is a stream: its elements are documents. */
void tree_write_yaml(struct outputs *outputs, const char *name, const char *comment, json_t *tree);

#endif
