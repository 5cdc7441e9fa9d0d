#include "hapax/uuid.h"

#include <string.h>

#include <uuid/uuid.h>

#include "hapax/arena.h"

struct uuid uuid_v5(struct uuid space, struct text name)
{
	struct uuid uuid;
	uuid_generate_sha1(uuid.bytes, space.bytes, name.at ? name.at : "", name.len);
	return uuid;
}

bool uuid_parse_text(struct text text, struct uuid *ret_uuid)
{
	if (text.len != UUID_TEXT_LEN)
		return false;
	struct uuid uuid;
	if (uuid_parse_range(text.at, text.at + text.len, uuid.bytes) != 0)
		return false;
	*ret_uuid = uuid;
	return true;
}

void uuid_format(struct uuid uuid, char ret_text[UUID_TEXT_LEN + 1])
{
	uuid_unparse_lower(uuid.bytes, ret_text);
}

struct text uuid_text(struct uuid uuid, struct arena *arena)
{
	char *text = arena_alloc(arena, UUID_TEXT_LEN + 1);
	if (!text)
		return (struct text){0};
	uuid_format(uuid, text);
	return (struct text){text, UUID_TEXT_LEN};
}

int uuid_order(struct uuid a, struct uuid b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes));
}

bool uuid_is_zero(struct uuid uuid)
{
	return uuid_order(uuid, (struct uuid){{0}}) == 0;
}
