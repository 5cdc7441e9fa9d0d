#include "protoc-gen-hapax/python/emit_python.h"

#include <string.h>

#include "protoc-gen-hapax/model/names.h"

/* What can't be a part of a module's name. */
static const char *const keywords[] = {"False", "None",	    "True",  "and",    "as",   "assert", "async",  "await",    "break",
				       "class", "continue", "def",   "del",    "elif", "else",	 "except", "finally",  "for",
				       "from",	"global",   "if",    "import", "in",   "is",	 "lambda", "nonlocal", "not",
				       "or",	"pass",	    "raise", "return", "try",  "while",	 "with",   "yield",    NULL};

static bool is_keyword(struct text word)
{
	for (size_t i = 0; keywords[i]; i++) {
		if (text_equal_string(word, keywords[i]))
			return true;
	}
	return false;
}

/* "hapax/tasks/v1/events" -> "hapax.tasks.v1.events" */
static const char *module_name(struct model *model, const struct file *file)
{
	char *name = must_printf(model->arena, "%s", file->stem);
	for (char *c = name; *c; c++) {
		if (*c == '/')
			*c = '.';
		else if (*c == '-')
			*c = '_'; /* as protoc has it */
	}
	return name;
}

static bool check_module(struct model *model, const struct file *file)
{
	struct text rest = text_of(module_name(model, file));
	while (!text_empty(rest)) {
		struct text part = text_cut(&rest, '.');
		if (!is_keyword(part))
			continue;
		model_error(model, file, NULL,
			    "\"%.*s\" is a word of Python, and can't be part of a module's name; rename that part of the path",
			    TEXT_ARG(part));
		return false;
	}
	return true;
}

static bool has_events(const struct file *file)
{
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			return true;
	}
	return false;
}

/* A string literal. */
static void add_string(struct buffer *out, const char *text)
{
	buffer_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buffer_add_char(out, '\\');
		buffer_add_char(out, *text);
	}
	buffer_add_char(out, '"');
}

/* A sentence in a docstring: nothing in it ends the string or begins an escape. */
static void add_sentence(struct model *model, struct buffer *out, const char *text)
{
	for (const char *c = name_one_line(model->arena, text); *c; c++) {
		if (*c == '"' || *c == '\\')
			buffer_add_char(out, '\\');
		buffer_add_char(out, *c);
	}
}

static void emit_head(struct model *model, struct buffer *out, const struct file *file)
{
	buffer_printf(out, "# Written by protoc-gen-hapax from %s; change that one, not this one.\n", file->proto->name);
	buffer_printf(out, "\"\"\"Producers of the events of %s.\"\"\"\n\n", file->proto->package);
	buffer_add_string(out,
			  "from __future__ import annotations\n\nfrom typing import TYPE_CHECKING\n\nimport hapax as _hapax\n");
	const char *module = module_name(model, file);
	for (size_t i = 0; i < file->proto->n_message_type; i++)
		buffer_printf(out, "from %s_pb2 import %s as %s\n", module, file->proto->message_type[i]->name,
			      file->proto->message_type[i]->name);
	for (size_t i = 0; i < file->proto->n_enum_type; i++)
		buffer_printf(out, "from %s_pb2 import %s as %s\n", module, file->proto->enum_type[i]->name,
			      file->proto->enum_type[i]->name);
	buffer_add_string(out, "\nif TYPE_CHECKING:\n    from typing_extensions import Unpack as _Unpack\n");
}

static void emit_event(struct model *model, struct buffer *out, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	const char *name = name_snake(model->arena, message->local_name);
	const char *constant = name_upper(model->arena, name);
	const char *const words[] = {event->type,  event->version,
				     event->topic, must_printf(model->arena, "/hapax/%s", event->owner),
				     event->key,   event->subject};
	buffer_printf(out, "\n%s = _hapax.EventType(", constant);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		add_string(out, words[i]);
		buffer_add_string(out, ", ");
	}
	buffer_printf(out, "%s)\n\n\n", message->local_name);
	buffer_printf(out, "def publish_%s(client: _hapax.Client, data: %s, **options: _Unpack[_hapax.Options]) -> str:\n", name,
		      message->local_name);
	buffer_printf(out, "    \"\"\"%s %s on %s", event->type, event->version, event->topic);
	if (event->description[0])
		buffer_add_string(out, ": ");
	add_sentence(model, out, event->description);
	buffer_add_string(
		out, "\n\n    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.\n"
		     "    \"\"\"\n");
	buffer_printf(out, "    return client.publish(%s, data, **options)\n\n", constant);
}

static void emit_module(struct model *model, struct buffer *out, const struct file *file)
{
	emit_head(model, out, file);
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			emit_event(model, out, &file->messages[i]);
	}
	out->len--; /* one empty line between functions is none at the end */
}

/* Whether this run makes the package that others depend on. */
static bool has_runtime(const struct model *model)
{
	for (size_t i = 0; i < model->request->n_file_to_generate; i++) {
		if (strcmp(model->request->file_to_generate[i], "hapax/options.proto") == 0)
			return true;
	}
	return false;
}

static void emit_project(const struct model *model, struct buffer *out)
{
	bool runtime = has_runtime(model);
	buffer_add_string(out,
			  "# Written by protoc-gen-hapax; its options change it, not you.\n"
			  "[build-system]\nrequires = [\"hatchling>=1.20\"]\nbuild-backend = \"hatchling.build\"\n\n[project]\n");
	buffer_printf(out, "name = \"%s-events\"\nversion = ", model->catalogue);
	add_string(out, model->version);
	buffer_add_char(out, '\n');
	buffer_printf(out, "description = \"Producers of the events of %s, for Dapr\"\nrequires-python = \">=3.9\"\n",
		      model->catalogue);
	if (runtime)
		buffer_add_string(out, "dependencies = [\n    \"protobuf>=4.21\",\n"
				       "    \"protovalidate>=2.1; python_version >= '3.11'\",\n"
				       "    \"protovalidate>=1.0,<2; python_version < '3.11'\",\n"
				       "    \"typing_extensions>=4.1\",\n]\n");
	else
		buffer_add_string(out, "dependencies = [\"hapax-events\"]\n");
	/* Built in a way that leaves nothing behind in this folder. */
	buffer_add_string(out, "\n[tool.hatch.build.targets.wheel]\ninclude = [\"*.py\", \"*.pyi\", \"py.typed\"]\n");
}

void emit_python(struct model *model, struct outputs *outputs)
{
	struct buffer content;
	buffer_init(&content, NULL, OUTPUT_MAX_BYTES);
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file *file = &model->files[i];
		if (!file->wanted || !has_events(file) || !check_module(model, file))
			continue;
		emit_module(model, &content, file);
		char *path = must_printf(model->arena, "%s", module_name(model, file));
		for (char *c = path; *c; c++)
			*c = *c == '.' ? '/' : *c;
		outputs_add(outputs, must_printf(model->arena, "%s.py", path), &content);
	}
	emit_project(model, &content);
	outputs_add(outputs, "pyproject.toml", &content);
	buffer_done(&content);
}
