#include "cli/json_out.h"

#include "cli/command.h"

/* More would show how doubles are stored: 949.86500000000001. */
enum { REAL_DIGITS = 15 };

int json_out(json_t *document)
{
	int failed = !document || json_dumpf(document, stdout, JSON_INDENT(2) | JSON_ENCODE_ANY | JSON_REAL_PRECISION(REAL_DIGITS));
	json_decref(document);
	if (failed) {
		fputs("hapax: can't write the JSON document\n", stderr);
		return EXIT_FAILED;
	}
	fputc('\n', stdout);
	return EXIT_DONE;
}
