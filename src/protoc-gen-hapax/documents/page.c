/* markdown/NAME.md: the whole catalogue for people. */
#include "protoc-gen-hapax/documents/page.h"

#include <ctype.h>
#include <string.h>

#include "protoc-gen-hapax/model/names.h"

void page_add_cell(struct buffer *out, const char *text)
{
	for (const char *c = text; *c; c++) {
		if (*c == '|' || *c == '*' || *c == '`' || *c == '\\' || *c == '[')
			buffer_add_char(out, '\\');
		if (*c == '<')
			buffer_add_string(out, "&lt;");
		else
			buffer_add_char(out, isspace((unsigned char)*c) ? ' ' : *c);
	}
}

void page_add_words(struct buffer *out, char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_add_string(out, i ? ", " : "");
		page_add_cell(out, words[i]);
	}
	if (count == 0)
		buffer_add_char(out, '-');
}

/* As forges make anchors of headings: small letters, digits, '-' and '_'; spaces become '-'. 0: the character goes. */
static char anchor_char(char c)
{
	if (c == ' ')
		return '-';
	return isalnum((unsigned char)c) || c == '-' || c == '_' ? (char)tolower((unsigned char)c) : 0;
}

void page_add_link(struct buffer *out, const char *heading)
{
	buffer_printf(out, "[%s](#", heading);
	for (const char *c = heading; *c; c++) {
		if (anchor_char(*c))
			buffer_add_char(out, anchor_char(*c));
	}
	buffer_add_char(out, ')');
}

const char *page_heading(const struct documents *documents, const struct document *document)
{
	const struct message *event = document->event;
	return strcmp(document->name, event->event->type) == 0
		       ? document->name
		       : must_printf(documents->model->arena, "%s version %u", event->event->type, event->major);
}

static void add_event_table(struct buffer *out, const struct documents *documents)
{
	buffer_add_string(
		out,
		"## Events\n\n| event | version | topic | key | published by | consumed by | |\n|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < documents->count; i++) {
		const struct Hapax__EventOptions *options = documents->at[i].event->event;
		buffer_add_string(out, "| ");
		page_add_link(out, page_heading(documents, &documents->at[i]));
		buffer_printf(out, " | %s | ", options->version);
		page_add_link(out, options->topic);
		buffer_printf(out, " | %s | %s | ", options->key[0] ? options->key : "-", options->owner);
		page_add_words(out, options->consumers, options->n_consumers);
		buffer_add_string(out, " | ");
		page_add_cell(out, options->description);
		buffer_add_string(out, " |\n");
	}
}

static bool is_used(const struct documents *documents, const struct topic *topic)
{
	for (size_t i = 0; i < documents->count; i++) {
		if (documents->at[i].event->topic == topic)
			return true;
	}
	return false;
}

static void add_topic(struct buffer *out, const struct documents *documents, const struct topic *topic)
{
	buffer_printf(out, "\n## %s\n\n", topic->options->name);
	if (topic->description[0]) {
		page_add_cell(out, topic->description);
		buffer_add_string(out, "\n\n");
	}
	buffer_printf(out, "On Kafka %d partition%s, %d replica%s; kept for %s.", topic->partitions,
		      topic->partitions == 1 ? "" : "s", topic->replication, topic->replication == 1 ? "" : "s",
		      duration_words(documents->model, topic->retention_ms));
	if (topic->options->n_also_called) {
		buffer_add_string(out, " Also called ");
		page_add_words(out, topic->options->also_called, topic->options->n_also_called);
		buffer_add_char(out, '.');
	}
	buffer_add_string(out, "\n");
	if (!is_used(documents, topic))
		return;
	buffer_add_char(out, '\n');
	page_add_flow(out, documents, topic);
	for (size_t i = 0; i < documents->count; i++) {
		if (documents->at[i].event->topic == topic)
			page_add_event(out, documents, &documents->at[i]);
	}
}

void emit_page(const struct documents *documents)
{
	struct model *model = documents->model;
	struct buffer out;
	buffer_init(&out, NULL, OUTPUT_MAX_BYTES);
	buffer_printf(&out, "<!-- Written by protoc-gen-hapax; change the .proto files instead. -->\n# Events of %s\n\n",
		      model->catalogue);
	buffer_add_string(&out, "Who publishes to which topic, and who listens:\n\n");
	page_add_flow(&out, documents, NULL);
	buffer_add_char(&out, '\n');
	add_event_table(&out, documents);
	for (size_t i = 0; i < model->topic_count; i++) {
		if (model->topics[i].file->wanted || is_used(documents, &model->topics[i]))
			add_topic(&out, documents, &model->topics[i]);
	}
	outputs_add(documents->outputs, must_printf(model->arena, "markdown/%s.md", model->catalogue), &out);
	buffer_done(&out);
}
