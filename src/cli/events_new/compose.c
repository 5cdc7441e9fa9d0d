#include "cli/events_new/compose.h"

#include <string.h>

enum { ADDED_MAX_BYTES = 1 << 20, IMPORTS_MAX = CONFIG_MANY_MAX + 4 };

/* A piece that goes into the file as it is, behind its byte `at`. */
struct insertion {
	size_t at;
	struct text text;
};

static void add_quoted(struct buffer *out, const char *text)
{
	buffer_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buffer_add_char(out, '\\');
		buffer_add_char(out, *text);
	}
	buffer_add_char(out, '"');
}

static void add_member(struct buffer *out, const char *name, const char *value)
{
	if (!value)
		return;
	buffer_printf(out, "    %s: ", name);
	add_quoted(out, value);
	buffer_add_char(out, '\n');
}

static void add_message(struct context *context, const struct draft *draft, struct buffer *out)
{
	buffer_printf(out, "message %s {\n  option (hapax.event) = {\n", draft->message);
	add_member(out, "type", draft->type);
	add_member(out, "version", "1.0");
	add_member(out, "topic", draft->topic);
	add_member(out, "key", draft->key);
	add_member(out, "subject", draft->subject);
	add_member(out, "owner", draft->owner);
	for (size_t i = 0; i < draft->consumers->count; i++) {
		buffer_add_string(out, i ? ", " : "    consumers: [");
		add_quoted(out, draft->consumers->items[i]);
	}
	if (draft->consumers->count)
		buffer_add_string(out, "]\n");
	add_member(out, "description", draft->description);
	buffer_add_string(out, "  };\n");
	for (size_t i = 0; i < draft->field_count; i++)
		field_spec_write(context, &draft->fields[i], (int)i + 1, out);
	buffer_add_string(out, "}\n");
}

static void add_topic(const struct draft *draft, struct buffer *out)
{
	buffer_printf(out,
		      "option (hapax.topic) = {\n  name: \"%s\"\n  partitions: %d\n  replication: 2\n  retention: \"7d\"\n};\n",
		      draft->topic, draft->partitions);
}

static void add_name(const char **names, size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return;
	size_t at = (*count)++;
	for (; at && strcmp(names[at - 1], name) > 0; at--)
		names[at] = names[at - 1];
	names[at] = name;
}

/* What the message needs, sorted. */
static size_t imports_of(struct context *context, const struct draft *draft, const char *ret_names[IMPORTS_MAX])
{
	size_t count = 0;
	add_name(ret_names, &count, "hapax/options.proto");
	if (draft->topic_import)
		add_name(ret_names, &count, draft->topic_import);
	for (size_t i = 0; i < draft->field_count; i++) {
		const char *import = field_spec_import(&draft->fields[i]);
		if (import)
			add_name(ret_names, &count, import);
		if (field_spec_has_rules(context, &draft->fields[i]))
			add_name(ret_names, &count, "buf/validate/validate.proto");
	}
	return count;
}

static const struct proto_import *import_named(const struct proto_file *file, const char *name)
{
	for (const struct proto_import *import = file->imports; import; import = import->next)
		if (text_equal_string(import->name, name))
			return import;
	return NULL;
}

static size_t line_end(struct text content, size_t at)
{
	const char *end = at < content.len ? memchr(content.at + at, '\n', content.len - at) : NULL;
	return end ? (size_t)(end + 1 - content.at) : content.len;
}

static size_t line_start(struct text content, size_t at)
{
	while (at && content.at[at - 1] != '\n')
		at--;
	return at;
}

/* In front of the first import that sorts behind it; else behind the last one. */
static size_t place_of_import(const struct proto_file *file, const char *name)
{
	const struct proto_import *import = file->imports, *last = NULL;
	for (; import; import = import->next) {
		if (text_compare(import->name, text_of(name)) > 0 && (!last || text_compare(last->name, text_of(name)) < 0))
			return line_start(file->content, import->start);
		last = import;
	}
	return last ? line_end(file->content, last->end) : line_end(file->content, file->package_end);
}

static struct text import_line(struct context *context, const struct draft *draft, const char *name, bool first)
{
	bool for_topic = draft->topic_import && strcmp(draft->topic_import, name) == 0;
	return text_of(arena_printf(context->arena, "%simport \"%s\";%s%s\n", first ? "\n" : "", name,
				    for_topic ? " // for the topic " : "", for_topic ? draft->topic : ""));
}

static struct text new_file(struct context *context, const struct draft *draft, struct text topic, struct text message)
{
	const char *names[IMPORTS_MAX];
	size_t count = imports_of(context, draft, names);
	struct buffer file;
	buffer_init(&file, context->arena, ADDED_MAX_BYTES);
	buffer_printf(&file, "syntax = \"proto3\";\n\npackage %s;\n\n", draft->package);
	for (size_t i = 0; i < count; i++)
		buffer_add_text(&file, import_line(context, draft, names[i], false));
	if (!text_empty(topic))
		buffer_printf(&file, "\n%.*s", TEXT_ARG(topic));
	buffer_printf(&file, "\n%.*s", TEXT_ARG(message));
	return buffer_failed(&file) ? (struct text){0} : buffer_text(&file);
}

/* Behind the last option of the file, else behind its last import. */
static size_t place_of_topic(const struct proto_file *file)
{
	size_t at = file->options_end > file->package_end ? file->options_end : file->package_end;
	for (const struct proto_import *import = file->imports; import; import = import->next)
		at = import->end > at ? import->end : at;
	return line_end(file->content, at);
}

/* By place; those of one place stay as they are. */
static void sort_insertions(struct insertion *insertions, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct insertion moved = insertions[i];
		size_t at = i;
		for (; at && insertions[at - 1].at > moved.at; at--)
			insertions[at] = insertions[at - 1];
		insertions[at] = moved;
	}
}

static struct text changed_file(struct context *context, const struct draft *draft, struct text topic, struct text message)
{
	const struct proto_file *there = draft->there;
	struct insertion insertions[IMPORTS_MAX + 2];
	const char *names[IMPORTS_MAX];
	size_t count = imports_of(context, draft, names), inserted = 0, at = 0;
	bool none_yet = !there->imports;
	for (size_t i = 0; i < count; i++) {
		if (import_named(there, names[i]))
			continue;
		insertions[inserted++] =
			(struct insertion){place_of_import(there, names[i]), import_line(context, draft, names[i], none_yet)};
		none_yet = false;
	}
	if (!text_empty(topic))
		insertions[inserted++] =
			(struct insertion){place_of_topic(there), text_of(arena_printf(context->arena, "\n%.*s", TEXT_ARG(topic)))};
	bool ended = there->content.len == 0 || there->content.at[there->content.len - 1] == '\n';
	insertions[inserted++] = (struct insertion){
		there->content.len, text_of(arena_printf(context->arena, "%s\n%.*s", ended ? "" : "\n", TEXT_ARG(message)))};
	sort_insertions(insertions, inserted);
	struct buffer file;
	buffer_init(&file, context->arena, there->content.len + ADDED_MAX_BYTES);
	for (size_t i = 0; i < inserted; i++) {
		buffer_add(&file, there->content.at + at, insertions[i].at - at);
		buffer_add_text(&file, insertions[i].text);
		at = insertions[i].at;
	}
	return buffer_failed(&file) ? (struct text){0} : buffer_text(&file);
}

enum status compose(struct context *context, const struct draft *draft, struct text *ret_file, struct text *ret_added)
{
	struct buffer topic, message, added;
	buffer_init(&topic, context->arena, ADDED_MAX_BYTES);
	buffer_init(&message, context->arena, ADDED_MAX_BYTES);
	buffer_init(&added, context->arena, 2 * ADDED_MAX_BYTES);
	if (draft->new_topic)
		add_topic(draft, &topic);
	add_message(context, draft, &message);
	struct text file = draft->there ? changed_file(context, draft, buffer_text(&topic), buffer_text(&message))
					: new_file(context, draft, buffer_text(&topic), buffer_text(&message));
	buffer_printf(&added, "%.*s%s%.*s", TEXT_ARG(buffer_text(&topic)), topic.len ? "\n" : "", TEXT_ARG(buffer_text(&message)));
	if (text_empty(file) || buffer_failed(&added))
		return fail(context, STATUS_EXHAUSTED, "no memory left for %s", draft->file);
	*ret_file = file;
	*ret_added = buffer_text(&added);
	return STATUS_OK;
}
