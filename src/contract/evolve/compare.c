#include "contract/evolve/compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/buffer.h"

/* A large organisation's contract takes a thousandth of it. */
enum { WORK_MAX = 50 * 1000 * 1000, FINDINGS_MAX = 20000, PATH_MAX_BYTES = 1 << 16, TEXT_MAX_BYTES = 500 };

bool compare_work(struct compare *compare, size_t steps)
{
	compare->work += steps;
	compare->exhausted |= compare->work > WORK_MAX;
	return !compare->exhausted;
}

static void add_trail(struct buffer *out, const struct trail *trail)
{
	if (trail->outer && trail->outer->name[0]) {
		add_trail(out, trail->outer);
		buffer_add_char(out, '.');
	}
	buffer_add_string(out, trail->name);
}

static const char *path_of(struct compare *compare, const struct trail *trail)
{
	struct buffer path;
	if (!trail)
		return "";
	buffer_init(&path, compare->context->arena, PATH_MAX_BYTES);
	add_trail(&path, trail);
	const char *text = buffer_string(&path);
	compare->exhausted |= !text;
	return text ? text : "";
}

void compare_note(struct compare *compare, enum evolve_rule rule, const struct trail *trail, const char *before, const char *after,
		  const struct place *place)
{
	const struct evolve_rule_about *about = &evolve_rules[rule];
	struct noted *noted = arena_new(compare->context->arena, struct noted);
	compare->exhausted |= !noted || compare->count >= FINDINGS_MAX;
	if (compare->exhausted)
		return;
	noted->finding = (struct finding){
		.about = about, .subject = compare->subject, .path = path_of(compare, trail), .before = before, .after = after};
	if (place) {
		noted->finding.file = place->file->name;
		noted->finding.line = place_line(place);
		(void)compare_work(compare, place->file->source_code_info ? place->file->source_code_info->n_location : 0);
	}
	*compare->last = noted;
	compare->last = &noted->next;
	compare->count++;
	compare->data_changes += about->data;
	compare->data_breaks += about->data && about->severity == SEVERITY_BREAKS;
}

const char *compare_text(struct compare *compare, const char *format, ...)
{
	char text[TEXT_MAX_BYTES];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	/* Cut text may end inside of a character. */
	while (len >= TEXT_MAX_BYTES && text[0] && !text_is_utf8(text_of(text)))
		text[strlen(text) - 1] = '\0';
	const char *copy = text_dup_string(text_of(text), compare->context->arena);
	compare->exhausted |= !copy;
	return copy ? copy : "";
}

void compare_subject(struct compare *compare, enum subject_kind kind, const char *name, const char *version, const char *owner,
		     const char *const *consumers)
{
	static const char *const nobody[] = {NULL};
	static const struct subject unknown = {.name = "", .consumers = nobody};
	struct subject *subject = arena_new(compare->context->arena, struct subject);
	compare->exhausted |= !subject;
	compare->data_changes = compare->data_breaks = 0;
	compare->subject = &unknown;
	if (!subject)
		return;
	*subject = (struct subject){kind, name, version, owner, consumers ? consumers : nobody};
	compare->subject = subject;
}

static size_t add_words(const char **words, size_t count, char *const *more, size_t more_count)
{
	for (size_t i = 0; i < more_count; i++) {
		bool known = false;
		for (size_t j = 0; j < count && !known; j++)
			known = !strcmp(words[j], more[i]);
		if (!known)
			words[count++] = more[i];
	}
	return count;
}

const char *const *compare_union(struct compare *compare, char *const *a, size_t a_count, char *const *b, size_t b_count)
{
	static const char *const none[] = {NULL};
	if (!compare_work(compare, (a_count + b_count) * (a_count + b_count)))
		return none;
	const char **words = arena_array(compare->context->arena, const char *, a_count + b_count + 1);
	compare->exhausted |= !words;
	if (!words)
		return none;
	(void)add_words(words, add_words(words, 0, a, a_count), b, b_count);
	return words;
}

void compare_messages(struct compare *compare)
{
	for (size_t i = 0; i < compare->before->message_count && compare_work(compare, 1); i++) {
		const struct message *before = &compare->before->messages[i];
		if (before->library || before->map_entry || before->event || compare->reached[i])
			continue;
		const struct message *after = contract_message(compare->after, before->name);
		compare_subject(compare, SUBJECT_MESSAGE, before->name, NULL, NULL, NULL);
		if (!after)
			compare_note(compare, MESSAGE_REMOVED, NULL, before->name, NULL, NULL);
		else
			compare_fields(compare, before, after, NULL, false);
	}
	for (size_t i = 0; i < compare->before->enum_count && compare_work(compare, 1); i++) {
		const struct enumeration *before = &compare->before->enums[i];
		if (before->library || compare->enum_reached[i])
			continue;
		const struct enumeration *after = contract_enum(compare->after, before->name);
		compare_subject(compare, SUBJECT_ENUM, before->name, NULL, NULL, NULL);
		if (!after)
			compare_note(compare, ENUM_REMOVED, NULL, before->name, NULL, NULL);
		else
			compare_enums(compare, before, after, false, NULL);
	}
}

static int by_subject(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;
	int order = (int)left->subject->kind - (int)right->subject->kind;
	if (order == 0)
		order = strcmp(left->subject->name, right->subject->name);
	if (order == 0)
		order = strcmp(text_or_empty(left->subject->version), text_or_empty(right->subject->version));
	if (order == 0)
		order = (int)left->about->severity - (int)right->about->severity;
	/* As they were noted: texts come out of the arena in no telling order, the rules do in the table's. */
	if (order == 0)
		order = strcmp(left->path, right->path);
	if (order == 0)
		order = (left->about > right->about) - (left->about < right->about);
	if (order == 0)
		order = strcmp(text_or_empty(left->before), text_or_empty(right->before));
	return order ? order : strcmp(text_or_empty(left->after), text_or_empty(right->after));
}

static enum status collect(struct compare *compare, struct evolution *ret_evolution)
{
	struct evolution evolution = {0};
	struct finding *findings = arena_array(compare->context->arena, struct finding, compare->count);
	if (!findings)
		return fail(compare->context, STATUS_EXHAUSTED, "no memory for %zu findings", compare->count);
	for (const struct noted *noted = compare->first; noted; noted = noted->next) {
		findings[evolution.count++] = noted->finding;
		evolution.count_of[noted->finding.about->severity]++;
	}
	if (evolution.count)
		qsort(findings, evolution.count, sizeof(findings[0]), by_subject);
	evolution.findings = findings;
	*ret_evolution = evolution;
	return STATUS_OK;
}

enum status evolve(struct context *context, const struct contract *before, const struct contract *after,
		   struct evolution *ret_evolution)
{
	struct compare compare = {.context = context, .before = before, .after = after};
	compare.last = &compare.first;
	compare.walked = arena_array(context->arena, unsigned, before->message_count);
	compare.reached = arena_array(context->arena, bool, before->message_count);
	compare.enum_reached = arena_array(context->arena, bool, before->enum_count);
	if (!compare.walked || !compare.reached || !compare.enum_reached)
		return fail(context, STATUS_EXHAUSTED, "no memory to compare %zu messages", before->message_count);
	compare_events(&compare);
	compare_topics(&compare);
	compare_services(&compare);
	compare_messages(&compare);
	if (compare.exhausted)
		return fail(context, STATUS_EXHAUSTED,
			    "the contracts are too large, or differ in too many places (more than %d), to be compared as a whole: "
			    "compare one folder after the other",
			    FINDINGS_MAX);
	return collect(&compare, ret_evolution);
}

const char *subject_kind_name(enum subject_kind kind)
{
	static const char *const names[] = {"event", "topic", "service", "message", "enum"};
	return names[kind];
}
