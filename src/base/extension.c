#include "base/extension.h"

bool extension_content(const ProtobufCMessageUnknownField *field, struct text *ret_content)
{
	size_t skip = 0;
	while (skip < field->len && (field->data[skip] & 0x80))
		skip++;
	if (field->wire_type != PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED || skip >= field->len)
		return false;
	*ret_content = (struct text){(const char *)field->data + skip + 1, field->len - skip - 1};
	return true;
}

bool extension_collect(struct arena *arena, const ProtobufCMessage *options, uint32_t number, size_t max_bytes,
		       struct buffer *ret_bytes)
{
	bool found = false;
	buffer_init(ret_bytes, arena, max_bytes);
	for (unsigned i = 0; options && i < options->n_unknown_fields; i++) {
		struct text content;
		if (options->unknown_fields[i].tag != number || !extension_content(&options->unknown_fields[i], &content))
			continue;
		buffer_add_text(ret_bytes, content);
		found = true;
	}
	return found;
}
