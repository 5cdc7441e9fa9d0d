#include "cli/json_out.h"

#include "cli/command.h"

int json_out(json_t *document)
{
	int failed = !document || json_dumpf(document, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY);
	json_decref(document);
	if (failed) {
		fputs("hapax: can't write the JSON document\n", stderr);
		return EXIT_FAILED;
	}
	fputc('\n', stdout);
	return EXIT_DONE;
}
