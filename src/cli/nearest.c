#include <stdint.h>
#include <string.h>

#include "cli/command.h"

enum { NAME_MAX_LEN = 63, SUGGESTIONS_MAX = 3 };

/* Insertions, deletions, replacements and swaps of neighbours that turn one into the other (optimal string alignment). */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][NAME_MAX_LEN + 1], a_len = strlen(a), b_len = strlen(b);
	if (a_len > NAME_MAX_LEN || b_len > NAME_MAX_LEN)
		return SIZE_MAX;
	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *above2 = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
			best = above[j] + 1 < best ? above[j] + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && above2[j - 2] + 1 < best)
				best = above2[j - 2] + 1;
			row[j] = best;
		}
	}
	return rows[a_len % 3][b_len];
}

/* A third of the letters may differ; what begins alike always counts. */
static bool looks_like(const char *given, const char *name, size_t differences)
{
	size_t len = strlen(given);
	return differences <= (len + 2) / 3 || (len >= 2 && !strncmp(given, name, len));
}

const char *cli_nearest(struct arena *arena, const char *given, const char *const *names)
{
	const char *best[SUGGESTIONS_MAX];
	size_t differences[SUGGESTIONS_MAX], count = 0;
	for (; *names; names++) {
		size_t d = distance(given, *names);
		if (!looks_like(given, *names, d) || (count == SUGGESTIONS_MAX && differences[count - 1] <= d))
			continue;
		size_t at = count < SUGGESTIONS_MAX ? count++ : count - 1;
		for (; at && differences[at - 1] > d; at--) {
			best[at] = best[at - 1];
			differences[at] = differences[at - 1];
		}
		best[at] = *names;
		differences[at] = d;
	}
	switch (count) {
	case 0:
		return NULL;
	case 1:
		return best[0];
	case 2:
		return arena_printf(arena, "%s or %s", best[0], best[1]);
	default:
		return arena_printf(arena, "%s, %s or %s", best[0], best[1], best[2]);
	}
}
