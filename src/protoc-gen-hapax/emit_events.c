/* struct event_type of each event, and the typed view of its data. */
#include "check.h"
#include "emit.h"
#include "names.h"

void emit_event_header(struct buffer *out, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	buffer_printf(out, "\n/* %s %s on %s", event->type, event->version, event->topic);
	if (event->description[0])
		buffer_add_string(out, ": ");
	emit_comment_text(out, event->description);
	buffer_printf(out, " */\nextern const struct event_type %s_event;\n\n", message->name);
	buffer_printf(out, "/* The event's data; NULL when the event is of another type. */\n");
	buffer_printf(out, "static inline const struct %s *%s_of(const struct event *event)\n{\n", message->name, message->name);
	buffer_printf(out, "\treturn event->type == &%s_event ? (const struct %s *)event->data : NULL;\n}\n", message->name,
		      message->name);
}

static int field_index(const struct message *message, const char *name)
{
	return name[0] ? (int)message_find_field(message, name)->index : -1;
}

static void emit_words_field(struct model *model, struct buffer *out, const struct message *message, const char *what,
			     char *const *words, size_t count)
{
	emit_words(out, must_printf(model->arena, "%s_%s", message->name, what), words, count);
	if (count == 0)
		buffer_printf(out, "static const char *const %s_%s[] = {NULL};\n", message->name, what);
}

static void emit_text_member(struct buffer *out, const char *member, const char *text)
{
	buffer_printf(out, "\t.%s = ", member);
	emit_string(out, text);
	buffer_add_string(out, ",\n");
}

void emit_event_source(struct model *model, struct buffer *out, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	unsigned major = 0, minor = 0;
	if (!check_version(event->version, &major, &minor))
		return;
	buffer_add_char(out, '\n');
	emit_words_field(model, out, message, "aliases", event->aliases, event->n_aliases);
	emit_words_field(model, out, message, "topic_aliases", event->topic_aliases, event->n_topic_aliases);
	emit_words_field(model, out, message, "consumers", event->consumers, event->n_consumers);
	buffer_printf(out, "const struct event_type %s_event = {\n", message->name);
	emit_text_member(out, "name", event->type);
	emit_text_member(out, "topic", event->topic);
	buffer_printf(out, "\t.major = %u,\n\t.minor = %u,\n", major, minor);
	emit_text_member(out, "owner", event->owner);
	buffer_printf(out, "\t.aliases = %s_aliases,\n\t.topic_aliases = %s_topic_aliases,\n\t.consumers = %s_consumers,\n",
		      message->name, message->name, message->name);
	emit_text_member(out, "description", event->description);
	buffer_printf(out, "\t.message = &%s__descriptor,\n", name_protobuf_c_lower(model->arena, message->full_name));
	buffer_printf(out, "\t.key_field = %d,\n\t.subject_field = %d,\n", field_index(message, event->key),
		      field_index(message, event->subject));
	if (message->has_rules)
		buffer_printf(out, "\t.rules = &%s_rules,\n", message->name);
	buffer_add_string(out, "};\n");
}
