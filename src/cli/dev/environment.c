#include "cli/dev/environment.h"

#include <stdlib.h>
#include <string.h>

#include "cli/dev/files.h"
#include "hapax/buffer.h"

enum { ENV_FILE_MAX_BYTES = 64 * 1024 };

static bool is_named(const char *entry, const char *name)
{
	size_t len = strlen(name);
	return !strncmp(entry, name, len) && entry[len] == '=';
}

static bool is_changed(const char *entry, const char *without_prefix, const struct dev_variable *changes, size_t count)
{
	if (without_prefix && !strncmp(entry, without_prefix, strlen(without_prefix)))
		return true;
	for (size_t i = 0; i < count; i++)
		if (is_named(entry, changes[i].name))
			return true;
	return false;
}

char **dev_environment(struct arena *arena, char *const *environment, const char *without_prefix,
		       const struct dev_variable *changes, size_t count)
{
	size_t size = 0, used = 0;
	while (environment[size])
		size++;
	char **copy = arena_array(arena, char *, size + count + 1);
	for (size_t i = 0; copy && i < size; i++)
		if (!is_changed(environment[i], without_prefix, changes, count))
			copy[used++] = environment[i];
	for (size_t i = 0; copy && i < count; i++) {
		if (!changes[i].value)
			continue;
		copy[used] = arena_printf(arena, "%s=%s", changes[i].name, changes[i].value);
		if (!copy[used++])
			return NULL;
	}
	return copy;
}

/* Inside single quotes a shell reads everything as it is, but for the quote itself. */
static void add_quoted(struct buffer *content, const char *value)
{
	buffer_add_char(content, '\'');
	for (const char *at = value; *at; at++) {
		if (*at == '\'')
			buffer_add_string(content, "'\\''");
		else
			buffer_add_char(content, *at);
	}
	buffer_add_char(content, '\'');
}

const char *dev_shell_quoted(struct arena *arena, const char *value)
{
	struct buffer quoted;
	buffer_init(&quoted, arena, ENV_FILE_MAX_BYTES);
	add_quoted(&quoted, value);
	return buffer_string(&quoted);
}

static void add_export(struct buffer *content, const struct dev_variable *variable)
{
	buffer_printf(content, "export %s=", variable->name);
	add_quoted(content, variable->value);
	buffer_add_char(content, '\n');
}

enum status dev_env_file_write(struct context *context, const char *path, const struct dev_variable *variables, size_t count)
{
	struct buffer content;
	buffer_init(&content, context->arena, ENV_FILE_MAX_BYTES);
	for (size_t i = 0; i < count; i++)
		if (variables[i].value)
			add_export(&content, &variables[i]);
	if (buffer_failed(&content))
		return fail(context, STATUS_EXHAUSTED, "%s would be too large", path);
	return dev_write_file(context, path, 0644, buffer_text(&content));
}

bool dev_env_file_is_in_use(struct arena *arena, const char *path, const char *const *names)
{
	const char *content = dev_read_tail(arena, path, ENV_FILE_MAX_BYTES);
	for (; *names; names++) {
		const char *value = getenv(*names);
		struct buffer line;
		buffer_init(&line, arena, ENV_FILE_MAX_BYTES);
		if (value)
			add_export(&line, &(struct dev_variable){*names, value});
		const char *wanted = value ? buffer_string(&line) : NULL;
		if (!wanted || !strstr(content, wanted))
			return false;
	}
	return true;
}
