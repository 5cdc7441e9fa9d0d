#include "cli/events_check/report.h"

#include <string.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 4096 };

static bool is_compatible(const struct report *report)
{
	return report->evolution->count_of[SEVERITY_BREAKS] == 0;
}

/* As an editor can open it; "" when it isn't known. */
static void place_text(const struct report *report, const struct finding *finding, char out[PATH_MAX_BYTES])
{
	out[0] = '\0';
	if (!finding->file)
		return;
	snprintf(out, PATH_MAX_BYTES, "%s/%s", report->folder ? report->folder : "", finding->file);
	if (!report->folder || access(out, F_OK))
		snprintf(out, PATH_MAX_BYTES, "%s", finding->file);
}

static void print_words(FILE *out, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		fprintf(out, "%s%s", i ? ", " : "", words[i]);
}

static void print_subject(FILE *out, const struct subject *subject)
{
	if (subject->kind == SUBJECT_EVENT)
		fprintf(out, "%s %s", subject->name, subject->version);
	else
		fprintf(out, "%s %s", subject_kind_name(subject->kind), subject->name);
	if (subject->owner && subject->owner[0])
		fprintf(out, ", from %s", subject->owner);
	if (subject->consumers[0]) {
		fputs(", heard by ", out);
		print_words(out, subject->consumers);
	}
	fputc('\n', out);
}

static void print_hurts(FILE *out, unsigned hurts)
{
	const char *before = "hurts ";
	for (unsigned bit = 0; bit < HURTS_COUNT_; bit++) {
		if (!(hurts & 1U << bit))
			continue;
		fprintf(out, "%s%s", before, hurts_name(bit));
		before = ", ";
	}
}

/* Not what people read: texts that are as long as they like. */
static bool shows_values(const struct finding *finding)
{
	return finding->about != &evolve_rules[TEXT_CHANGED] && (finding->before || finding->after);
}

static void print_finding(FILE *out, const struct report *report, const struct finding *finding)
{
	char place[PATH_MAX_BYTES];
	const struct evolve_rule_about *about = finding->about;
	place_text(report, finding, place);
	fprintf(out, "  %-8s %s%s%s", severity_name(about->severity), finding->path, finding->path[0] ? ": " : "", about->what);
	if (shows_values(finding))
		fprintf(out, ": %s%s%s", finding->before ? finding->before : "", finding->before && finding->after ? " -> " : "",
			finding->after ? finding->after : "");
	fprintf(out, " [%s]\n", about->name);
	if (about->severity == SEVERITY_FINE)
		return;
	if (place[0] && finding->line)
		fprintf(out, "           at %s:%d\n", place, finding->line);
	fprintf(out, "           %s (", about->why);
	print_hurts(out, about->hurts);
	fprintf(out, ")\n           instead: %s\n", about->instead);
}

void report_print(FILE *out, const struct report *report)
{
	const struct evolution *evolution = report->evolution;
	const struct subject *last = NULL;
	for (size_t i = 0; i < evolution->count; i++) {
		const struct finding *finding = &evolution->findings[i];
		if (finding->subject != last)
			print_subject(out, finding->subject);
		last = finding->subject;
		print_finding(out, report, finding);
	}
	if (evolution->count == 0)
		fprintf(out, "nothing changed against %s: %zu event%s\n", report->against, report->event_count,
			report->event_count == 1 ? "" : "s");
	else
		fprintf(out, "%s with %s: %zu breaking, %zu touching, %zu fine\n",
			is_compatible(report) ? "compatible" : "not compatible", report->against,
			evolution->count_of[SEVERITY_BREAKS], evolution->count_of[SEVERITY_TOUCHES],
			evolution->count_of[SEVERITY_FINE]);
}

static json_t *words_json(const char *const *words)
{
	json_t *array = json_array();
	for (size_t i = 0; words[i]; i++)
		json_array_append_new(array, json_string(words[i]));
	return array;
}

static json_t *hurts_json(unsigned hurts)
{
	json_t *array = json_array();
	for (unsigned bit = 0; bit < HURTS_COUNT_; bit++)
		if (hurts & 1U << bit)
			json_array_append_new(array, json_string(hurts_name(bit)));
	return array;
}

static json_t *text_json(const char *text)
{
	return text && text[0] ? json_string(text) : json_null();
}

static json_t *finding_json(const struct report *report, const struct finding *finding)
{
	char place[PATH_MAX_BYTES];
	const struct evolve_rule_about *about = finding->about;
	const struct subject *subject = finding->subject;
	place_text(report, finding, place);
	json_t *object = json_object();
	json_object_set_new(object, "rule", json_string(about->name));
	json_object_set_new(object, "severity", json_string(severity_name(about->severity)));
	json_object_set_new(object, "kind", json_string(subject_kind_name(subject->kind)));
	json_object_set_new(object, "name", json_string(subject->name));
	json_object_set_new(object, "version", text_json(subject->version));
	json_object_set_new(object, "owner", text_json(subject->owner));
	json_object_set_new(object, "consumers", words_json(subject->consumers));
	json_object_set_new(object, "path", text_json(finding->path));
	json_object_set_new(object, "what", json_string(about->what));
	json_object_set_new(object, "before", text_json(finding->before));
	json_object_set_new(object, "after", text_json(finding->after));
	json_object_set_new(object, "hurts", hurts_json(about->hurts));
	json_object_set_new(object, "why", text_json(about->why));
	json_object_set_new(object, "instead", text_json(about->instead));
	json_object_set_new(object, "file", text_json(place));
	json_object_set_new(object, "line", finding->line ? json_integer(finding->line) : json_null());
	return object;
}

json_t *report_json(const struct report *report)
{
	const struct evolution *evolution = report->evolution;
	json_t *object = json_object(), *findings = json_array();
	for (size_t i = 0; i < evolution->count; i++)
		json_array_append_new(findings, finding_json(report, &evolution->findings[i]));
	json_object_set_new(object, "against", json_string(report->against));
	json_object_set_new(object, "compatible", json_boolean(is_compatible(report)));
	for (enum severity severity = 0; severity < SEVERITY_COUNT_; severity++)
		json_object_set_new(object, severity_name(severity), json_integer((json_int_t)evolution->count_of[severity]));
	json_object_set_new(object, "findings", findings);
	return object;
}
