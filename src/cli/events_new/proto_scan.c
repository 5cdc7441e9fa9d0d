#include "cli/events_new/proto_scan.h"

#include <string.h>

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_SYMBOL, TOKEN_BROKEN };

struct token {
	enum token_kind kind;
	struct text text; /* of a string: what is between the quotes */
	size_t start, end;
};

struct scan {
	struct context *context;
	struct proto_file *file;
	size_t at;
	struct token token; /* the current one */
	bool no_memory;
};

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static bool starts(const struct scan *scan, const char *with)
{
	struct text content = scan->file->content;
	size_t len = strlen(with);
	return content.len - scan->at >= len && memcmp(content.at + scan->at, with, len) == 0;
}

/* Behind the next occurrence, or at the end. */
static void skip_past(struct scan *scan, const char *what)
{
	while (scan->at < scan->file->content.len && !starts(scan, what))
		scan->at++;
	scan->at += scan->at < scan->file->content.len ? strlen(what) : 0;
}

static void skip_blank(struct scan *scan)
{
	struct text content = scan->file->content;
	while (scan->at < content.len) {
		if (strchr(" \t\r\n\f\v", content.at[scan->at]))
			scan->at++;
		else if (starts(scan, "//"))
			skip_past(scan, "\n");
		else if (starts(scan, "/*"))
			skip_past(scan, "*/");
		else
			return;
	}
}

static enum token_kind read_string(struct scan *scan)
{
	struct text content = scan->file->content;
	char quote = content.at[scan->at++];
	while (scan->at < content.len && content.at[scan->at] != quote && content.at[scan->at] != '\n')
		scan->at += content.at[scan->at] == '\\' && scan->at + 1 < content.len ? 2 : 1;
	if (scan->at >= content.len || content.at[scan->at] != quote)
		return TOKEN_BROKEN;
	scan->at++;
	return TOKEN_STRING;
}

static void next(struct scan *scan)
{
	struct text content = scan->file->content;
	skip_blank(scan);
	struct token token = {.kind = TOKEN_END, .start = scan->at};
	if (scan->at < content.len && is_word(content.at[scan->at])) {
		token.kind = TOKEN_WORD;
		while (scan->at < content.len && is_word(content.at[scan->at]))
			scan->at++;
	} else if (scan->at < content.len && strchr("\"'", content.at[scan->at])) {
		token.kind = read_string(scan);
	} else if (scan->at < content.len) {
		token.kind = TOKEN_SYMBOL;
		scan->at++;
	}
	token.end = scan->at;
	token.text = (struct text){content.at + token.start, token.end - token.start};
	if (token.kind == TOKEN_STRING)
		token.text = (struct text){token.text.at + 1, token.text.len - 2};
	scan->token = token;
}

static bool is(const struct scan *scan, const char *text)
{
	return scan->token.kind != TOKEN_STRING && text_equal_string(scan->token.text, text);
}

static enum status refuse(struct scan *scan, const char *wanted)
{
	int line = 1;
	for (size_t i = 0; i < scan->token.start; i++)
		line += scan->file->content.at[i] == '\n';
	if (scan->token.kind == TOKEN_END)
		return fail(scan->context, STATUS_INVALID, "%s:%d: the file ends where %s should be", scan->file->name, line,
			    wanted);
	return fail(scan->context, STATUS_INVALID, "%s:%d: \"%.*s\" stands where %s should be", scan->file->name, line,
		    scan->token.text.len > 40 ? 40 : TEXT_ARG(scan->token.text), wanted);
}

static enum status no_memory(struct scan *scan)
{
	return fail(scan->context, STATUS_EXHAUSTED, "%s: no memory left", scan->file->name);
}

static struct proto_name *add_name(struct scan *scan, struct proto_name **list, struct text name)
{
	struct proto_name *entry = arena_new(scan->context->arena, struct proto_name);
	if (!entry) {
		scan->no_memory = true;
		return NULL;
	}
	entry->name = name;
	entry->next = *list;
	*list = entry;
	return entry;
}

/* What an option's braces say, as far as it is looked at. */
struct said {
	struct text name, topic, key; /* type of an event, name of a topic */
	struct proto_name *others;    /* aliases, also_called */
};

static void note(struct scan *scan, struct said *said, struct text member, struct text value)
{
	static const char *const lists[] = {"aliases", "topic_aliases", "also_called"};
	if (text_equal_string(member, "type") || text_equal_string(member, "name"))
		said->name = value;
	else if (text_equal_string(member, "topic"))
		said->topic = value;
	else if (text_equal_string(member, "key"))
		said->key = value;
	for (size_t i = 0; i < COUNT_OF(lists); i++)
		if (text_equal_string(member, lists[i]))
			(void)add_name(scan, &said->others, value);
}

/* From an opening brace to behind the closing one. Strings on the first level go to said (may be NULL). */
static enum status braces(struct scan *scan, struct said *said)
{
	struct text member = {0};
	int depth = 0;
	do {
		if (is(scan, "{"))
			depth++;
		else if (is(scan, "}"))
			depth--;
		else if (scan->token.kind == TOKEN_WORD && depth == 1)
			member = scan->token.text;
		else if (scan->token.kind == TOKEN_STRING && depth == 1 && said)
			note(scan, said, member, scan->token.text);
		else if (scan->token.kind == TOKEN_END || scan->token.kind == TOKEN_BROKEN)
			return refuse(scan, "a closing brace");
		next(scan);
	} while (depth > 0);
	return STATUS_OK;
}

static enum status to_semicolon(struct scan *scan, size_t *ret_end)
{
	enum status status = STATUS_OK;
	while (status == STATUS_OK && !is(scan, ";")) {
		if (scan->token.kind == TOKEN_END || scan->token.kind == TOKEN_BROKEN)
			return refuse(scan, "a semicolon");
		if (is(scan, "{"))
			status = braces(scan, NULL);
		else
			next(scan);
	}
	*ret_end = scan->token.end;
	if (status == STATUS_OK)
		next(scan);
	return status;
}

/* `option (NAME) = { ... };` and `option (NAME).member = "...";`, from behind the word to behind the semicolon. */
static enum status option(struct scan *scan, const char *name, struct said *said, bool *ret_is, size_t *ret_end)
{
	enum status status = STATUS_OK;
	*ret_is = false;
	if (is(scan, "(")) {
		next(scan);
		struct text given = scan->token.text;
		if (text_starts_with(given, TEXT(".")))
			given = (struct text){given.at + 1, given.len - 1};
		*ret_is = text_equal_string(given, name);
		next(scan);
		next(scan);
		struct text member = scan->token.text;
		if (text_starts_with(member, TEXT("."))) {
			member = (struct text){member.at + 1, member.len - 1};
			next(scan);
		}
		next(scan);
		if (*ret_is && scan->token.kind == TOKEN_STRING)
			note(scan, said, member, scan->token.text);
		else if (*ret_is && is(scan, "{"))
			status = braces(scan, said);
	}
	return status == STATUS_OK ? to_semicolon(scan, ret_end) : status;
}

static void add_event(struct scan *scan, const struct said *said, struct text name, struct text message, bool alias)
{
	struct proto_name *event = add_name(scan, &scan->file->events, name);
	if (!event)
		return;
	event->topic = said->topic;
	event->key = said->key;
	event->message = message;
	event->alias = alias;
}

static enum status message(struct scan *scan)
{
	struct said said = {0};
	bool is_event = false, this_one;
	size_t end;
	next(scan);
	struct text name = scan->token.text;
	if (scan->token.kind != TOKEN_WORD)
		return refuse(scan, "a name");
	(void)add_name(scan, &scan->file->messages, name);
	next(scan);
	if (!is(scan, "{"))
		return refuse(scan, "an opening brace");
	next(scan);
	while (!is(scan, "}")) {
		enum status status = STATUS_OK;
		if (is(scan, "option")) {
			next(scan);
			status = option(scan, "hapax.event", &said, &this_one, &end);
			is_event |= this_one;
		} else if (is(scan, "{")) {
			status = braces(scan, NULL);
		} else if (scan->token.kind == TOKEN_END || scan->token.kind == TOKEN_BROKEN) {
			return refuse(scan, "a closing brace");
		} else {
			next(scan);
		}
		if (status != STATUS_OK)
			return status;
	}
	next(scan);
	if (is_event)
		add_event(scan, &said, said.name, name, false);
	for (struct proto_name *other = said.others; is_event && other; other = other->next)
		add_event(scan, &said, other->name, name, true);
	return STATUS_OK;
}

static enum status import(struct scan *scan, struct proto_import ***last)
{
	struct proto_import *import = arena_new(scan->context->arena, struct proto_import);
	if (!import)
		return no_memory(scan);
	import->start = scan->token.start;
	next(scan);
	if (scan->token.kind == TOKEN_WORD) /* public, weak */
		next(scan);
	if (scan->token.kind != TOKEN_STRING)
		return refuse(scan, "the name of a file in quotes");
	import->name = scan->token.text;
	**last = import;
	*last = &import->next;
	return to_semicolon(scan, &import->end);
}

static enum status file_option(struct scan *scan)
{
	struct said said = {0};
	bool is_topic;
	next(scan);
	enum status status = option(scan, "hapax.topic", &said, &is_topic, &scan->file->options_end);
	if (status != STATUS_OK || !is_topic)
		return status;
	(void)add_name(scan, &scan->file->topics, said.name);
	for (struct proto_name *other = said.others; other; other = other->next)
		(void)add_name(scan, &scan->file->topics, other->name);
	return STATUS_OK;
}

/* enum, service, extend: to behind the braces. */
static enum status block(struct scan *scan, bool named)
{
	next(scan);
	if (named && scan->token.kind == TOKEN_WORD)
		(void)add_name(scan, &scan->file->messages, scan->token.text);
	next(scan);
	return is(scan, "{") ? braces(scan, NULL) : refuse(scan, "an opening brace");
}

static enum status package(struct scan *scan)
{
	next(scan);
	if (scan->token.kind != TOKEN_WORD)
		return refuse(scan, "a package");
	scan->file->package = scan->token.text;
	return to_semicolon(scan, &scan->file->package_end);
}

static enum status statement(struct scan *scan, struct proto_import ***last_import)
{
	size_t end;
	if (is(scan, "package"))
		return package(scan);
	if (is(scan, "import"))
		return import(scan, last_import);
	if (is(scan, "option"))
		return file_option(scan);
	if (is(scan, "message"))
		return message(scan);
	if (is(scan, "enum"))
		return block(scan, true);
	if (is(scan, "service") || is(scan, "extend"))
		return block(scan, false);
	if (is(scan, "syntax") || is(scan, "edition") || is(scan, ";"))
		return to_semicolon(scan, &end);
	return refuse(scan, "syntax, package, import, option, message, enum, service or extend");
}

enum status proto_scan(struct context *context, struct proto_file *file)
{
	struct scan scan = {.context = context, .file = file};
	struct proto_import **last_import = &file->imports;
	enum status status = STATUS_OK;
	next(&scan);
	while (status == STATUS_OK && scan.token.kind != TOKEN_END)
		status = statement(&scan, &last_import);
	return status == STATUS_OK && scan.no_memory ? no_memory(&scan) : status;
}
