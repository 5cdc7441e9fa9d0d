/* CATALOGUE/catalogue.{h,c}: every event of the run in the order of their names, and the descriptors of every file for reflection.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

enum { BYTES_PER_LINE = 32 };

static bool has_events(const struct file *file)
{
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			return true;
	}
	return false;
}

/* The files as a serialized FileDescriptorSet: field 1, one each. Comments and places stay out; reflection has no use for them. */
static void pack_files(struct model *model, struct buffer *ret_bytes)
{
	buffer_init(ret_bytes, model->arena, 64 << 20);
	for (size_t i = 0; i < model->file_count; i++) {
		struct file_proto file = *model->files[i].proto;
		file.source_code_info = NULL;
		struct file_proto *files[] = {&file};
		Google__Protobuf__FileDescriptorSet set = GOOGLE__PROTOBUF__FILE_DESCRIPTOR_SET__INIT;
		set.n_file = 1;
		set.file = files;
		size_t size = google__protobuf__file_descriptor_set__get_packed_size(&set);
		char *room = buffer_reserve(ret_bytes, size);
		if (room)
			ret_bytes->len += google__protobuf__file_descriptor_set__pack(&set, (uint8_t *)room);
	}
}

static void emit_bytes(struct buffer *out, struct text bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		if (i % BYTES_PER_LINE == 0)
			buffer_add_string(out, i ? "\n\t" : "\t");
		buffer_add_u64(out, (unsigned char)bytes.at[i]);
		buffer_add_char(out, ',');
	}
	buffer_add_char(out, '\n');
}

void emit_catalogue_header(struct model *model, struct buffer *out)
{
	const char *stem = must_printf(model->arena, "%s/catalogue", model->catalogue);
	buffer_add_string(
		out,
		"/* Written by protoc-gen-hapax: every event of one run, for struct service or catalogue_register(). */\n#ifndef ");
	emit_guard(out, stem);
	buffer_add_string(out, "\n#define ");
	emit_guard(out, stem);
	buffer_printf(out,
		      "\n\n#include \"hapax/event.h\"\n\nHAPAX_BEGIN_C\n\nextern const struct catalogue "
		      "%s_catalogue;\n\nHAPAX_END_C\n\n#endif\n",
		      model->catalogue);
}

static const char *topic_words_name(struct model *model, size_t topic)
{
	return must_printf(model->arena, "topic_%zu_also_called", topic);
}

/* Returns how many there are: those that the run's own files declare. */
static size_t emit_topics(struct model *model, struct buffer *out)
{
	size_t count = 0;
	for (size_t i = 0; i < model->topic_count; i++) {
		const struct Hapax__TopicOptions *options = model->topics[i].options;
		if (!model->topics[i].file->wanted)
			continue;
		count++;
		buffer_printf(out, "\nstatic const char *const %s[] = {", topic_words_name(model, i));
		for (size_t j = 0; j < options->n_also_called; j++) {
			emit_string(out, options->also_called[j]);
			buffer_add_string(out, ", ");
		}
		buffer_add_string(out, "NULL};");
	}
	if (count)
		buffer_add_string(out, "\nstatic const struct topic topics[] = {\n");
	for (size_t i = 0; i < model->topic_count; i++) {
		const struct topic *topic = &model->topics[i];
		if (!topic->file->wanted)
			continue;
		buffer_printf(out, "\t{\"%s\", %s, ", topic->options->name, topic_words_name(model, i));
		emit_string(out, topic->description);
		buffer_printf(out, ", %d, %d, INT64_C(%" PRId64 ")},\n", topic->partitions, topic->replication,
			      topic->retention_ms);
	}
	if (count)
		buffer_add_string(out, "};\n");
	return count;
}

/* One consumer's events on one topic. */
struct row {
	const char *consumer, *topic;
};

static int by_consumer(const void *a, const void *b)
{
	const struct row *left = a, *right = b;
	int order = strcmp(left->consumer, right->consumer);
	return order ? order : strcmp(left->topic, right->topic);
}

static bool hears(const struct message *event, const struct row *row)
{
	for (size_t i = 0; i < event->event->n_consumers; i++) {
		if (strcmp(event->event->consumers[i], row->consumer) == 0 && strcmp(event->event->topic, row->topic) == 0)
			return true;
	}
	return false;
}

static struct row *rows_of(struct model *model, size_t *ret_count)
{
	size_t room = 0, count = 0, unique = 0;
	for (size_t i = 0; i < model->event_count; i++)
		room += model->events[i]->event->n_consumers;
	struct row *rows = must_array(model->arena, struct row, room);
	for (size_t i = 0; i < model->event_count; i++) {
		const struct Hapax__EventOptions *event = model->events[i]->event;
		for (size_t j = 0; j < event->n_consumers; j++)
			rows[count++] = (struct row){event->consumers[j], event->topic};
	}
	qsort(rows, count, sizeof(rows[0]), by_consumer);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || by_consumer(&rows[unique - 1], &rows[i]) != 0)
			rows[unique++] = rows[i];
	}
	*ret_count = unique;
	return rows;
}

static size_t emit_subscriptions(struct model *model, struct buffer *out)
{
	size_t count;
	const struct row *rows = rows_of(model, &count);
	for (size_t i = 0; i < count; i++) {
		buffer_printf(out, "\nstatic const struct event_type *const subscription_%zu[] = {", i);
		for (size_t j = 0; j < model->event_count; j++) {
			if (hears(model->events[j], &rows[i]))
				buffer_printf(out, "&%s_event, ", model->events[j]->name);
		}
		buffer_add_string(out, "NULL};");
	}
	if (count)
		buffer_add_string(out, "\nstatic const struct subscription subscriptions[] = {\n");
	for (size_t i = 0; i < count; i++)
		buffer_printf(out, "\t{\"%s\", \"%s\", subscription_%zu},\n", rows[i].consumer, rows[i].topic, i);
	if (count)
		buffer_add_string(out, "};\n");
	return count;
}

/* A member of struct catalogue that is a table; C has no empty ones. */
static void emit_table_member(struct buffer *out, const char *name, const char *counter, size_t count)
{
	if (count)
		buffer_printf(out, "\t.%s = %s,\n\t.%s = %zu,\n", name, name, counter, count);
}

void emit_catalogue_source(struct model *model, struct buffer *out)
{
	struct buffer set;
	pack_files(model, &set);
	if (buffer_failed(&set)) {
		buffer_printf(&model->errors, "\nthe descriptors of all files take more than 64 MiB; give protoc fewer files");
		return;
	}
	buffer_printf(out, "/* Written by protoc-gen-hapax. */\n#include \"%s/catalogue.h\"\n\n", model->catalogue);
	for (size_t i = 0; i < model->file_count; i++) {
		if (model->files[i].wanted && has_events(&model->files[i]))
			buffer_printf(out, "#include \"%s.h\"\n", model->files[i].stem);
	}
	emit_message_includes(model, out);
	if (model->event_count) {
		buffer_add_string(out, "\nstatic const struct event_type *const events[] = {\n");
		for (size_t i = 0; i < model->event_count; i++)
			buffer_printf(out, "\t&%s_event,\n", model->events[i]->name);
		buffer_add_string(out, "};\n");
	}
	size_t topics = emit_topics(model, out);
	size_t subscriptions = emit_subscriptions(model, out);
	struct message_tables tables = emit_messages(model, out);
	buffer_add_string(out, "\n/* google.protobuf.FileDescriptorSet of:\n");
	for (size_t i = 0; i < model->file_count; i++) {
		buffer_add_string(out, " *   ");
		emit_comment_text(out, model->files[i].proto->name);
		buffer_add_char(out, '\n');
	}
	buffer_printf(out, " */\nstatic const uint8_t descriptor_set[%zu] = {\n", set.len);
	emit_bytes(out, buffer_text(&set));
	buffer_printf(out, "};\n\nconst struct catalogue %s_catalogue = {\n", model->catalogue);
	emit_table_member(out, "events", "event_count", model->event_count);
	emit_table_member(out, "topics", "topic_count", topics);
	emit_table_member(out, "subscriptions", "subscription_count", subscriptions);
	emit_table_member(out, "messages", "message_count", tables.messages);
	emit_table_member(out, "json_names", "json_names_count", tables.json_names);
	buffer_add_string(out, "\t.descriptor_set = descriptor_set,\n\t.descriptor_set_size = sizeof(descriptor_set),\n};\n");
}
