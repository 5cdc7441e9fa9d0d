/*
 * Building google.protobuf.Struct values, for events that tell what changed. Everything is made in the given arena; when it is
 * exhausted a field is left out and struct_failed() says so.
 */
#ifndef HAPAX_STRUCTS_H
#define HAPAX_STRUCTS_H

#include "google/protobuf/struct.pb-c.h"
#include "hapax/text.h"

HAPAX_BEGIN_C

struct struct_builder {
	struct arena *arena;
	Google__Protobuf__Struct *value;
	size_t capacity;
	bool failed;
};

/* An empty Struct with room for `capacity` fields. */
void struct_builder_init(struct struct_builder *builder, struct arena *arena, size_t capacity);
void struct_add_null(struct struct_builder *builder, const char *name);
/* The text is copied. */
void struct_add_text(struct struct_builder *builder, const char *name, struct text text);
/* Exact up to 2^53, as JSON numbers are. */
void struct_add_number(struct struct_builder *builder, const char *name, double number);
void struct_add_texts(struct struct_builder *builder, const char *name, const struct text *texts, size_t count);
/* RFC 3339 in UTC. */
void struct_add_time(struct struct_builder *builder, const char *name, int64_t time_us);
bool struct_failed(const struct struct_builder *builder);

HAPAX_END_C

#endif
