#include <ctype.h>
#include <string.h>

#include "cli/events_new/drafting.h"
#include "contract/catalogue.h"

enum { DESCRIPTION_MAX_LEN = 300 };

bool draft_is_dotted(const char *name, int least)
{
	int words = 0;
	bool begins = true;
	for (const char *c = name; *c; c++) {
		if (begins ? !islower((unsigned char)*c)
			   : *c != '.' && *c != '_' && !islower((unsigned char)*c) && !isdigit((unsigned char)*c))
			return false;
		words += begins;
		begins = *c == '.';
	}
	return !begins && words >= least;
}

static const char *camel(struct arena *arena, const char *type)
{
	struct buffer name;
	bool upper = true;
	buffer_init(&name, arena, 512);
	for (const char *c = type; *c; c++) {
		char letter = upper && islower((unsigned char)*c) ? (char)(*c - 'a' + 'A') : *c;
		upper = *c == '.' || *c == '_';
		if (!upper)
			buffer_add_char(&name, letter);
	}
	return buffer_string(&name);
}

const char *draft_prefix(struct arena *arena, const char *package)
{
	struct text name = text_of(package);
	if (text_starts_with(name, TEXT("hapax.")))
		name = (struct text){name.at + 6, name.len - 6};
	if (name.len > 3 && memcmp(name.at + name.len - 3, ".v1", 3) == 0)
		name.len -= 3;
	char *prefix = text_dup_string(name, arena);
	for (char *c = prefix; c && *c; c++)
		*c = *c == '.' ? '_' : *c;
	return prefix;
}

static void check_type(struct drafting *drafting)
{
	const char *type = drafting->draft->type;
	const struct proto_file *file = NULL;
	if (!draft_is_dotted(type, 2)) {
		wrong(drafting, type,
		      "is no type; allowed: <entity>.<action>, a fact in the past tense, in small letters, digits and _, as "
		      "task.archived");
		return;
	}
	const struct proto_name *event = proto_tree_event(drafting->tree, type, &file);
	const struct event_type *known = drafting->own_tree ? NULL : catalogue_find(text_of(type), (struct text){0});
	if (event)
		wrong(drafting, type, "is there already: %.*s in %s; give the new event another name", TEXT_ARG(event->message),
		      file->name);
	else if (known)
		wrong(drafting, type, "is there already: %s, which this program brings along; give the new event another name",
		      known->message->name);
}

static void check_message(struct drafting *drafting)
{
	const struct draft *draft = drafting->draft;
	for (size_t i = 0; i < drafting->tree->count; i++) {
		const struct proto_file *file = &drafting->tree->files[i];
		if (text_equal_string(file->package, draft->package) && proto_name_find(file->messages, text_of(draft->message)))
			wrong(drafting, draft->type, "would be the message %s, which %s has already; give the event another name",
			      draft->message, file->name);
	}
}

static const struct field_spec *find_field(const struct draft *draft, const char *name)
{
	for (size_t i = 0; i < draft->field_count; i++)
		if (strcmp(draft->fields[i].name, name) == 0)
			return &draft->fields[i];
	return NULL;
}

/* Required ones first, each kind in the order of the command line. False: some can't be read. */
static bool read_fields(struct drafting *drafting)
{
	const struct config_many *given = drafting->request->fields;
	struct field_spec specs[CONFIG_MANY_MAX];
	struct draft *draft = drafting->draft;
	size_t count = 0;
	if (given->count == 0)
		wrong(drafting, "--field", "is missing; an event says something, as --field 'task_id:int64!'");
	for (size_t i = 0; i < given->count; i++)
		count += field_spec_read(drafting->context, given->items[i], &specs[count]);
	for (int wanted = 1; wanted >= 0; wanted--) {
		for (size_t i = 0; i < count; i++) {
			if (specs[i].required != (wanted == 1))
				continue;
			if (find_field(draft, specs[i].name))
				wrong(drafting, "--field", "names %s twice", specs[i].name);
			draft->fields[draft->field_count++] = specs[i];
		}
	}
	return count == given->count;
}

static void check_attribute(struct drafting *drafting, const char *flag, const char *name)
{
	const struct field_spec *field = find_field(drafting->draft, name);
	if (!field)
		wrong(drafting, flag, "is \"%.60s\", which is no field of the event; name one that is", name);
	else if (!field_spec_fits_attribute(field))
		wrong(drafting, flag, "is %s; allowed: a field of type string, uuid, int32 or int64, no list", name);
}

static bool is_id(const struct field_spec *field)
{
	size_t len = strlen(field->name);
	return field->required && field_spec_fits_attribute(field) && len > 3 && strcmp(field->name + len - 3, "_id") == 0;
}

/* What it is about: the first required id that isn't the user's, else the user's; NULL when there is none. */
static const char *guess_subject(const struct draft *draft)
{
	const char *user = NULL;
	for (size_t i = 0; i < draft->field_count; i++) {
		const struct field_spec *field = &draft->fields[i];
		if (!is_id(field))
			continue;
		if (strcmp(field->name, "user_id") != 0)
			return field->name;
		user = field->name;
	}
	return user;
}

/* Events of a user stay in order when they can. */
static const char *guess_key(const struct draft *draft)
{
	const struct field_spec *user = find_field(draft, "user_id");
	return user && field_spec_fits_attribute(user) ? user->name : draft->subject;
}

static void choose_attributes(struct drafting *drafting)
{
	struct draft *draft = drafting->draft;
	draft->subject = drafting->request->subject ? drafting->request->subject : guess_subject(draft);
	draft->key = drafting->request->key ? drafting->request->key : guess_key(draft);
	if (drafting->request->subject)
		check_attribute(drafting, "--subject", draft->subject);
	if (drafting->request->key)
		check_attribute(drafting, "--key", draft->key);
}

static void check_consumers(struct drafting *drafting)
{
	const struct config_many *consumers = drafting->draft->consumers;
	for (size_t i = 0; i < consumers->count; i++) {
		if (!draft_is_dotted(consumers->items[i], 1))
			wrong(drafting, "--consumer", "is \"%.60s\"; allowed: the name of a service, small letters, digits and _",
			      consumers->items[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(consumers->items[i], consumers->items[j]) == 0)
				wrong(drafting, "--consumer", "names %s twice", consumers->items[i]);
	}
}

static void check_description(struct drafting *drafting)
{
	struct text text = text_of(drafting->draft->description);
	bool good = text_is_utf8(text) && text_count_points(text) <= DESCRIPTION_MAX_LEN;
	for (size_t i = 0; i < text.len; i++)
		good = good && !iscntrl((unsigned char)text.at[i]);
	if (!good)
		wrong(drafting, "--description", "must be one line of UTF-8 with %d characters at most", DESCRIPTION_MAX_LEN);
}

enum status draft_make(struct context *context, const struct draft_request *request, const struct proto_tree *tree, bool own_tree,
		       struct draft *ret_draft)
{
	struct draft draft = {.type = request->type,
			      .topic = request->topic,
			      .description = request->description,
			      .consumers = request->consumers,
			      .message = camel(context->arena, request->type),
			      .fields = arena_array(context->arena, struct field_spec, CONFIG_MANY_MAX)};
	struct drafting drafting = {context, request, tree, own_tree, &draft};
	if (!draft.message || !draft.fields)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the event");
	check_type(&drafting);
	draft_place(&drafting);
	if (draft.package)
		check_message(&drafting);
	if (read_fields(&drafting))
		choose_attributes(&drafting);
	check_consumers(&drafting);
	check_description(&drafting);
	enum status status = fail_violations(context);
	if (status == STATUS_OK)
		*ret_draft = draft;
	return status;
}
