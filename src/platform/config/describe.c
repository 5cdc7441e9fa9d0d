/* Help and documentation, both out of the table. */
#include <string.h>

#include "hapax/buffer.h"
#include "platform/config/table.h"

static const char *argument_of(const struct setting *setting)
{
	static const char *const names[] = {[SETTING_INT] = " N",
					    [SETTING_BYTES] = " BYTES",
					    [SETTING_BOOL] = "",
					    [SETTING_WORD] = " WORD",
					    [SETTING_TEXT] = " TEXT"};
	return names[setting->type];
}

static const char *allowed_text(const struct setting *setting, struct buffer *scratch)
{
	buffer_clear(scratch);
	setting_allowed(setting, scratch);
	const char *text = buffer_string(scratch);
	return text ? text : "";
}

static void help_setting(FILE *out, const struct setting *setting, struct buffer *scratch)
{
	bool is_switch = setting->type == SETTING_BOOL;
	fprintf(out, "  --%s%s%s\n", is_switch ? "[no-]" : "", setting->flag, argument_of(setting));
	fprintf(out, "        %s\n", setting->help);
	fprintf(out, "        %s", setting->variable);
	if (setting->secret)
		fprintf(out, ", or %s_FILE or --%s-file with the name of a file", setting->variable, setting->flag);
	fprintf(out, "; %s", allowed_text(setting, scratch));
	if (setting->fallback[0])
		fprintf(out, "; default %s", setting->fallback);
	fputc('\n', out);
}

void config_help(FILE *out)
{
	const char *section = NULL;
	struct buffer scratch;
	buffer_init(&scratch, NULL, 1024);
	fputs("Settings. Flags win over the environment, the environment over the file, the file over defaults.\n\n"
	      "  --config FILE\n        settings as NAME = value lines, # starts a comment line; names as the variables or the "
	      "flags\n",
	      out);
	for (size_t i = 0; i < setting_count; i++) {
		if (!section || strcmp(section, settings[i].section) != 0)
			fprintf(out, "\n%s\n", settings[i].section);
		section = settings[i].section;
		help_setting(out, &settings[i], &scratch);
	}
	buffer_done(&scratch);
}

static const char intro[] =
	"# Configuration\n"
	"\n"
	"<!-- Generated from the table in src/platform/config/table.c by config_markdown(); a unit test compares. -->\n"
	"\n"
	"Flags win over environment variables, variables over the file given by `--config FILE`, the file over defaults. An empty "
	"variable\n"
	"counts as not set. Wrong values, and names in flags and file that nobody knows, are refused before anything starts, all "
	"of them at\n"
	"once, each with what is allowed. Unknown variables that begin with `HAPAX_` are warned about.\n"
	"\n"
	"The file has lines of the form `NAME = value`; a line that starts with `#` is a comment. Names are those of the variables "
	"or of the\n"
	"flags without their dashes. Values are taken as they stand, without quotes.\n"
	"\n"
	"```\n"
	"# hapax.conf\n"
	"HAPAX_DATABASE_URL_FILE = /run/secrets/database-url\n"
	"log-format = json\n"
	"```\n"
	"\n"
	"Secrets can be read from a file: the variable's name with `_FILE`, or the flag's with `-file`, takes the name of a file "
	"that holds\n"
	"the secret and nothing else (a newline at the end doesn't count). Giving both forms in one place is an error. Flags can "
	"be seen by\n"
	"other users of the machine: prefer files for secrets.\n";

/* '|' would end a cell of the table. */
static void put_cell(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			fputc('\\', out);
		fputc(*text, out);
	}
}

static void markdown_setting(FILE *out, const struct setting *setting, struct buffer *scratch)
{
	fprintf(out, "| `%s`%s | `--%s%s` | ", setting->variable, setting->secret ? " (secret)" : "",
		setting->type == SETTING_BOOL ? "[no-]" : "", setting->flag);
	fprintf(out, setting->fallback[0] ? "`%s`" : "empty%s", setting->fallback);
	fputs(" | ", out);
	put_cell(out, allowed_text(setting, scratch));
	fputs(" | ", out);
	put_cell(out, setting->help);
	fputs(" |\n", out);
}

void config_markdown(FILE *out)
{
	const char *section = NULL;
	struct buffer scratch;
	buffer_init(&scratch, NULL, 1024);
	fputs(intro, out);
	for (size_t i = 0; i < setting_count; i++) {
		if (!section || strcmp(section, settings[i].section) != 0)
			fprintf(out, "\n## %s\n\n| variable | flag | default | allowed | meaning |\n|---|---|---|---|---|\n",
				settings[i].section);
		section = settings[i].section;
		markdown_setting(out, &settings[i], &scratch);
	}
	buffer_done(&scratch);
}
