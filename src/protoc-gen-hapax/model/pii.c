#include "protoc-gen-hapax/model/pii.h"

#include "protoc-gen-hapax/model/names.h"

/* A message that has no personal data as deep as it was looked into. Without remembering those, messages with many fields of one
 * another would be looked into as often as there are ways through them. */
struct barren {
	const struct message *message;
	int depth;
};

struct search {
	struct model *model;
	struct pii *pii;
	struct barren *barren;
	size_t barren_count;
};

static struct barren *remembered(struct search *search, const struct message *message)
{
	for (size_t i = 0; i < search->barren_count; i++) {
		if (search->barren[i].message == message)
			return &search->barren[i];
	}
	return NULL;
}

static void remember(struct search *search, const struct message *message, int depth)
{
	struct barren *barren = remembered(search, message);
	if (!barren)
		barren = &search->barren[search->barren_count++];
	*barren = (struct barren){message, depth};
}

static void add(struct search *search, char *path)
{
	if (search->pii->count < PII_MAX)
		search->pii->paths[search->pii->count++] = path;
	else
		search->pii->more = true;
}

/* depth: how many more messages deep. */
static void look_into(struct search *search, const struct message *message, const char *path, int depth)
{
	const struct barren *barren = remembered(search, message);
	size_t before = search->pii->count;
	if (barren && barren->depth >= depth)
		return;
	for (size_t i = 0; i < message->field_count && !search->pii->more; i++) {
		const struct field *field = &message->fields[i];
		if (!field->pii && (!field->message || depth == 0))
			continue;
		char *name = must_printf(search->model->arena, "%s%s%s", path, path[0] ? "." : "", field->proto->name);
		if (field->pii)
			add(search, name);
		else
			look_into(search, field->message, name, depth - 1);
	}
	if (search->pii->count == before && !search->pii->more)
		remember(search, message, depth);
}

void pii_find(struct model *model, const struct message *message, struct pii *ret_pii)
{
	struct search search = {.model = model, .pii = ret_pii};
	size_t messages = 0;
	for (size_t i = 0; i < model->file_count; i++)
		messages += model->files[i].message_count;
	search.barren = must_array(model->arena, struct barren, messages);
	*ret_pii = (struct pii){.count = 0};
	look_into(&search, message, "", PII_DEPTH_MAX);
}
