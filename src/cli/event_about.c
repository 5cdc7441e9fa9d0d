#include "cli/event_about.h"

#include <stdio.h>
#include <string.h>

#include "cli/field_about.h"
#include "contract/catalogue.h"

static void print_words(const char *const *words)
{
	if (!words || !*words)
		fputs("-", stdout);
	for (size_t i = 0; words && words[i]; i++)
		printf("%s%s", i ? ", " : "", words[i]);
}

static json_t *words_json(const char *const *words)
{
	json_t *array = json_array();
	for (size_t i = 0; words && words[i]; i++)
		json_array_append_new(array, json_string(words[i]));
	return array;
}

static const char *field_name(const struct event_type *type, int field)
{
	return field >= 0 && (unsigned)field < type->message->n_fields ? type->message->fields[field].name : NULL;
}

const char *event_versions(const struct event_type *type, char ret_text[EVENT_VERSIONS_MAX])
{
	size_t count, len = 0;
	const struct event_type *const *versions = catalogue_versions(text_of(type->name), (struct text){0}, &count);
	ret_text[0] = '\0';
	for (size_t i = 0; i < count && len < EVENT_VERSIONS_MAX; i++)
		len += (size_t)snprintf(ret_text + len, EVENT_VERSIONS_MAX - len, "%s%u.%u", i ? ", " : "", versions[i]->major,
					versions[i]->minor);
	return ret_text;
}

static json_t *versions_json(const struct event_type *type)
{
	json_t *array = json_array();
	size_t count;
	const struct event_type *const *versions = catalogue_versions(text_of(type->name), (struct text){0}, &count);
	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_sprintf("%u.%u", versions[i]->major, versions[i]->minor));
	return array;
}

void event_summary_print(const struct event_type *type)
{
	char version[32];
	snprintf(version, sizeof(version), "%u.%u", type->major, type->minor);
	printf("%-32s %-8s %-22s %-14s ", type->name, version, type->topic, type->owner);
	print_words(type->consumers);
	putchar('\n');
}

json_t *event_summary_json(const struct event_type *type)
{
	return json_pack("{s:s, s:o, s:s, s:s, s:o}", "type", type->name, "version",
			 json_sprintf("%u.%u", type->major, type->minor), "topic", type->topic, "owner", type->owner, "consumers",
			 words_json(type->consumers));
}

void event_print(const struct event_type *type)
{
	const char *key = field_name(type, type->key_field), *subject = field_name(type, type->subject_field);
	printf("%s %u.%u\n", type->name, type->major, type->minor);
	if (type->description && *type->description)
		printf("  %s\n", type->description);
	char versions[EVENT_VERSIONS_MAX];
	printf("\nversions   %s\ntopic      %s\nowner      %s\nconsumers  ", event_versions(type, versions), type->topic,
	       type->owner);
	print_words(type->consumers);
	printf("\naliases    ");
	print_words(type->aliases);
	printf("\nkey        %s\nsubject    %s\nmessage    %s\n\nDATA\n", key ? key : "-", subject ? subject : "-",
	       type->message->name);
	for (unsigned i = 0; i < type->message->n_fields; i++)
		field_print(type->message, type->rules, i);
}

json_t *event_json(const struct event_type *type)
{
	const char *key = field_name(type, type->key_field), *subject = field_name(type, type->subject_field);
	json_t *fields = json_array();
	for (unsigned i = 0; i < type->message->n_fields; i++)
		json_array_append_new(fields, field_json(type->message, type->rules, i));
	json_t *document = event_summary_json(type);
	json_t *more = json_pack("{s:s, s:o, s:o, s:s?, s:s?, s:s, s:o}", "description", type->description ? type->description : "",
				 "versions", versions_json(type), "aliases", words_json(type->aliases), "key", key, "subject",
				 subject, "message", type->message->name, "fields", fields);
	json_object_update(document, more);
	json_decref(more);
	return document;
}
