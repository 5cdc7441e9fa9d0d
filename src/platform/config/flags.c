/* The command line: "--name value", "--name=value", switches, "--". */
#include <string.h>

#include "platform/config/loader.h"

struct reader {
	struct loader *loader;
	const struct config_flag *own;
	struct flags *flags;
	int argc;
	char **argv;
	int at;
};

static void complain(struct reader *reader, struct text flag, const char *text)
{
	violation_add(reader->loader->context, flag, "config.flag", "%s", text);
}

/* The flag's value: after '=', or the next argument. */
static bool take_value(struct reader *reader, struct text flag, bool has_inline, struct text inline_value, const char **ret_value)
{
	if (has_inline) {
		*ret_value = inline_value.at; /* the end of an argv element, so NUL-terminated */
		return true;
	}
	if (reader->at + 1 >= reader->argc) {
		complain(reader, flag, "needs a value");
		return false;
	}
	*ret_value = reader->argv[++reader->at];
	return true;
}

static void take_own(struct reader *reader, const struct config_flag *own, struct text flag, bool has_inline,
		     struct text inline_value)
{
	const char *value = NULL;
	if (!own->argument && has_inline) {
		complain(reader, flag, "takes no value");
		return;
	}
	if (own->argument && !take_value(reader, flag, has_inline, inline_value, &value))
		return;
	if (own->ret_many && own->ret_many->count == CONFIG_MANY_MAX)
		complain(reader, flag, "may be given 64 times at most");
	else if (own->ret_many)
		own->ret_many->items[own->ret_many->count++] = value;
	else if (own->argument)
		*own->ret_text = value;
	if (own->ret_set)
		*own->ret_set = true;
}

static void take_setting(struct reader *reader, const struct setting_name *name, struct text flag, bool has_inline,
			 struct text inline_value)
{
	const char *value = name->is_off ? "false" : "true";
	bool is_switch = name->setting->type == SETTING_BOOL;
	if (name->is_off && has_inline) {
		complain(reader, flag, "takes no value");
		return;
	}
	if ((!is_switch || has_inline) && !take_value(reader, flag, has_inline, inline_value, &value))
		return;
	const char *spelling = text_dup_string(flag, reader->loader->context->arena);
	reader->flags->given[reader->flags->count++] = (struct flag_given){*name, spelling ? spelling : "", text_of(value)};
}

static const struct config_flag *find_own(const struct config_flag *own, struct text name)
{
	for (; own && own->name; own++) {
		if (text_equal_string(name, own->name))
			return own;
	}
	return NULL;
}

static void take_flag(struct reader *reader)
{
	struct text inline_value = text_of(reader->argv[reader->at]);
	bool has_inline = strchr(inline_value.at, '=') != NULL;
	struct text flag = text_cut(&inline_value, '=');
	bool is_long = text_starts_with(flag, TEXT("--"));
	struct text name = is_long ? (struct text){flag.at + 2, flag.len - 2} : flag;
	const struct config_flag *own = is_long ? find_own(reader->own, name) : NULL;
	struct setting_name setting;
	if (own)
		take_own(reader, own, flag, has_inline, inline_value);
	else if (is_long && text_equal(name, TEXT("config")))
		(void)take_value(reader, flag, has_inline, inline_value, &reader->flags->config_file);
	else if (is_long && setting_by_flag(name, &setting))
		take_setting(reader, &setting, flag, has_inline, inline_value);
	else
		loader_unknown(reader->loader, flag, "flag", "--", nearest_flag(name, reader->own));
}

/* "-" alone is a usual name for standard input, no flag. */
static bool is_flag(const char *argument)
{
	return argument[0] == '-' && argument[1] != '\0';
}

static void put_in_order(struct reader *reader, char **rest, int rest_count)
{
	struct flags *flags = reader->flags;
	flags->rest = reader->argc - rest_count;
	if (rest_count)
		memcpy(flags->order + flags->rest, rest, (size_t)rest_count * sizeof(*rest));
}

void flags_read(struct loader *loader, int argc, char **argv, const struct config_flag *own, struct flags *ret_flags)
{
	struct arena *arena = &loader->config->arena;
	size_t size = argc > 0 ? (size_t)argc : 0;
	char **rest = arena_array(arena, char *, size);
	*ret_flags = (struct flags){
		.given = arena_array(arena, struct flag_given, size), .order = arena_array(arena, char *, size), .rest = argc};
	if (!rest || !ret_flags->given || !ret_flags->order) {
		loader_no_memory(loader);
		return;
	}
	struct reader reader = {loader, own, ret_flags, argc, argv, 1};
	int rest_count = 0, ordered = 0;
	if (argc > 0)
		ret_flags->order[ordered++] = argv[0];
	bool ended = false;
	for (; reader.at < argc; reader.at++) {
		int first = reader.at;
		if (ended || !is_flag(argv[first])) {
			rest[rest_count++] = argv[first];
			continue;
		}
		ended = strcmp(argv[first], "--") == 0;
		if (!ended)
			take_flag(&reader);
		for (int i = first; i <= reader.at && i < argc; i++)
			ret_flags->order[ordered++] = argv[i];
	}
	put_in_order(&reader, rest, rest_count);
}

void flags_apply(struct loader *loader, const struct flags *flags)
{
	loader_begin(loader);
	for (size_t i = 0; i < flags->count; i++)
		loader_set(loader, &flags->given[i].name, flags->given[i].spelling, flags->given[i].value, 1);
}
