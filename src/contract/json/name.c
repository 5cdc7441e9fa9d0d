#include "contract/json/name.h"

#include "contract/json/member.h"
#include "contract/json/types.h"
#include "hapax/json.h"

struct names names_of(const ProtobufCMessageDescriptor *descriptor, bool canonical)
{
	return (struct names){descriptor, type_json_names(descriptor), canonical};
}

static bool is_json_name(const struct names *names, unsigned index, struct text key)
{
	const char *own = names->json ? names->json[index] : NULL;
	return own ? text_equal_string(key, own) : member_has_camel_name(&names->descriptor->fields[index], key);
}

static const ProtobufCFieldDescriptor *find_json_name(const struct names *names, struct text key)
{
	for (unsigned i = 0; i < names->descriptor->n_fields; i++)
		if (is_json_name(names, i, key))
			return &names->descriptor->fields[i];
	return NULL;
}

/* Where a .proto gives names of its own, one field's may be another one's usual one: the order of the searches decides. */
static const ProtobufCFieldDescriptor *find_among_own(const struct names *names, struct text key)
{
	const ProtobufCFieldDescriptor *field = names->canonical ? find_json_name(names, key) : NULL;
	if (!field)
		field = member_find_proto_name(names->descriptor, key);
	if (!field && !names->canonical)
		field = find_json_name(names, key);
	return field || names->canonical ? field : member_find(names->descriptor, key, 0);
}

const ProtobufCFieldDescriptor *names_find(const struct names *names, struct text key, unsigned guess)
{
	if (names->json)
		return find_among_own(names, key);
	if (names->canonical && guess < names->descriptor->n_fields &&
	    member_has_camel_name(&names->descriptor->fields[guess], key))
		return &names->descriptor->fields[guess];
	return member_find(names->descriptor, key, guess);
}

static void write_camel_name(struct buffer *buffer, const char *name)
{
	char *out = buffer_reserve(buffer, strlen(name));
	if (!out)
		return;
	size_t len = 0;
	bool capital = false;
	for (; *name; name++) {
		if (*name != '_')
			out[len++] = capital && *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name;
		capital = *name == '_';
	}
	buffer->len += len;
}

void names_write(const struct names *names, struct buffer *buffer, unsigned index)
{
	const char *own = names->canonical && names->json ? names->json[index] : NULL;
	if (own) {
		json_write_string(buffer, text_of(own));
		buffer_add_char(buffer, ':');
		return;
	}
	buffer_add_char(buffer, '"');
	if (names->canonical)
		write_camel_name(buffer, names->descriptor->fields[index].name);
	else
		buffer_add_string(buffer, names->descriptor->fields[index].name);
	buffer_add_string(buffer, "\":");
}
