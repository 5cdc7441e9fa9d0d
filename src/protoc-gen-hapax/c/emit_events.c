/* struct event_type of each event, and the typed view of its data. */
#include <inttypes.h>

#include "base/notation.h"
#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/pii.h"

static void emit_append(struct buffer *out, const char *name)
{
	buffer_printf(out, "\n/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of "
			   "the aggregate, from 1; "
			   "0: none. */\n");
	buffer_printf(
		out,
		"MUST_CHECK static inline enum status %s_append(struct tx *tx, const struct cause *cause, const struct %s *data,\n",
		name, name);
	buffer_add_string(out, "\tint64_t sequence, struct uuid *ret_id)\n{\n");
	buffer_printf(out, "\tconst struct outgoing outgoing = {&%s_event, &data->base, sequence};\n", name);
	buffer_add_string(out, "\treturn outbox_append(tx, cause, &outgoing, ret_id);\n}\n");
}

static void emit_publish(struct buffer *out, const char *name)
{
	buffer_printf(out, "\n/* producer_publish() of this type: from a program without a database. */\n");
	buffer_printf(out, "MUST_CHECK static inline enum status %s_publish(struct producer *producer, struct context *context,\n",
		      name);
	buffer_printf(out, "\tconst struct %s *data, const struct publish_options *options, struct text *ret_id)\n{\n", name);
	buffer_printf(out, "\treturn producer_publish(producer, context, &%s_event, &data->base, options, ret_id);\n}\n", name);
}

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
	emit_append(out, message->name);
	emit_publish(out, message->name);
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

static int64_t duration_ms(const char *text)
{
	int64_t ms = 0;
	return notation_duration(text_of(text), &ms) ? ms : 0;
}

static void emit_retry(struct buffer *out, const struct Hapax__RetryOptions *retry)
{
	static const char *const on_dead[] = {"ON_DEAD_UNSPECIFIED", "ON_DEAD_CONTINUE", "ON_DEAD_HOLD"};
	if (retry)
		buffer_printf(out, "\t.retry = {%d, INT64_C(%" PRId64 "), INT64_C(%" PRId64 "), %s},\n", retry->max_attempts,
			      duration_ms(retry->initial_interval), duration_ms(retry->max_interval),
			      on_dead[(size_t)retry->on_dead < COUNT_OF(on_dead) ? retry->on_dead : 0]);
}

void emit_event_source(struct model *model, struct buffer *out, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	struct pii pii;
	pii_find(model, message, &pii);
	buffer_add_char(out, '\n');
	emit_words_field(model, out, message, "aliases", event->aliases, event->n_aliases);
	emit_words_field(model, out, message, "topic_aliases", event->topic_aliases, event->n_topic_aliases);
	emit_words_field(model, out, message, "consumers", event->consumers, event->n_consumers);
	emit_words_field(model, out, message, "pii", pii.paths, pii.count);
	buffer_printf(out, "const struct event_type %s_event = {\n", message->name);
	emit_text_member(out, "name", event->type);
	emit_text_member(out, "topic", event->topic);
	buffer_printf(out, "\t.major = %u,\n\t.minor = %u,\n", message->major, message->minor);
	emit_text_member(out, "owner", event->owner);
	buffer_printf(out, "\t.aliases = %s_aliases,\n\t.topic_aliases = %s_topic_aliases,\n\t.consumers = %s_consumers,\n",
		      message->name, message->name, message->name);
	emit_text_member(out, "description", event->description);
	buffer_printf(out, "\t.message = &%s__descriptor,\n", name_protobuf_c_lower(model->arena, message->full_name));
	buffer_printf(out, "\t.key_field = %d,\n\t.subject_field = %d,\n", field_index(message, event->key),
		      field_index(message, event->subject));
	if (message->has_rules)
		buffer_printf(out, "\t.rules = &%s_rules,\n", message->name);
	buffer_printf(out, "\t.pii = %s_pii,\n", message->name);
	if (event->retention[0])
		buffer_printf(out, "\t.retention_ms = INT64_C(%" PRId64 "),\n", duration_ms(event->retention));
	emit_retry(out, event->retry);
	if (event->example[0])
		emit_text_member(out, "example", event->example);
	buffer_add_string(out, "};\n");
}
