#include <string.h>

#include "contract/evolve/model.h"

struct place place_below(const struct place *place, int32_t tag, int32_t index)
{
	struct place below = *place;
	if (below.len + 2 <= PATH_PARTS_MAX) {
		below.part[below.len++] = tag;
		below.part[below.len++] = index;
	}
	return below;
}

static bool is_around(const Google__Protobuf__SourceCodeInfo__Location *location, const struct place *place)
{
	return location->n_path <= place->len && location->n_span > 0 &&
	       (location->n_path == 0 || memcmp(location->path, place->part, location->n_path * sizeof(int32_t)) == 0);
}

int place_line(const struct place *place)
{
	const Google__Protobuf__SourceCodeInfo *info = place->file ? place->file->source_code_info : NULL;
	const Google__Protobuf__SourceCodeInfo__Location *best = NULL;
	for (size_t i = 0; info && i < info->n_location; i++)
		if (is_around(info->location[i], place) && (!best || info->location[i]->n_path > best->n_path))
			best = info->location[i];
	return best && best->span[0] >= 0 && best->span[0] < INT32_MAX ? best->span[0] + 1 : 0;
}
