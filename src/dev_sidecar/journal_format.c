#include "dev_sidecar/journal_format.h"

#include <string.h>

enum { HEAD_BYTES = 8, BODY_MIN_BYTES = 9 };

/* CRC-32 (ISO-HDLC, polynomial 0xedb88320 reflected), four bits at a time: the journal waits for the disk, not for this. */
static uint32_t crc32_of(const char *at, size_t len)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	uint32_t crc = 0xffffffff;
	for (size_t i = 0; i < len; i++) {
		crc ^= (unsigned char)at[i];
		crc = table[crc & 15] ^ (crc >> 4);
		crc = table[crc & 15] ^ (crc >> 4);
	}
	return ~crc;
}

static void put_be32(char *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (char)(value >> (24 - 8 * i));
}

static uint64_t get_be(const char *at, int bytes)
{
	uint64_t value = 0;
	for (int i = 0; i < bytes; i++)
		value = value << 8 | (unsigned char)at[i];
	return value;
}

static void put_text(struct buffer *buffer, struct text text)
{
	buffer_add_be32(buffer, (uint32_t)text.len);
	buffer_add_text(buffer, text);
}

void journal_write_entry(struct buffer *buffer, const struct journal_entry *entry)
{
	size_t start = buffer->len;
	buffer_add_be64(buffer, 0);
	buffer_add_char(buffer, (char)entry->kind);
	buffer_add_be64(buffer, entry->number);
	if (entry->kind == JOURNAL_EVENT) {
		const struct publication *is = &entry->publication;
		put_text(buffer, is->topic);
		put_text(buffer, is->key);
		put_text(buffer, is->content_type);
		put_text(buffer, is->data);
	}
	if (buffer_failed(buffer))
		return;
	char *head = buffer->at + start;
	size_t body = buffer->len - start - HEAD_BYTES;
	put_be32(head, (uint32_t)body);
	put_be32(head + 4, crc32_of(head + HEAD_BYTES, body));
}

static bool get_text(struct text *rest, struct text *ret_text)
{
	if (rest->len < 4)
		return false;
	size_t len = get_be(rest->at, 4);
	if (len > rest->len - 4)
		return false;
	*ret_text = (struct text){rest->at + 4, len};
	*rest = (struct text){rest->at + 4 + len, rest->len - 4 - len};
	return true;
}

size_t journal_read_entry(struct text bytes, struct journal_entry *ret_entry)
{
	if (bytes.len < HEAD_BYTES + BODY_MIN_BYTES)
		return 0;
	size_t body = get_be(bytes.at, 4);
	if (body < BODY_MIN_BYTES || body > bytes.len - HEAD_BYTES)
		return 0;
	const char *at = bytes.at + HEAD_BYTES;
	if (crc32_of(at, body) != (uint32_t)get_be(bytes.at + 4, 4))
		return 0;
	struct journal_entry entry = {.kind = (enum journal_kind)(unsigned char)at[0], .number = get_be(at + 1, 8)};
	struct text rest = {at + BODY_MIN_BYTES, body - BODY_MIN_BYTES};
	struct publication *is = &entry.publication;
	bool fine = entry.kind == JOURNAL_DELIVERED;
	if (entry.kind == JOURNAL_EVENT)
		fine = get_text(&rest, &is->topic) && get_text(&rest, &is->key) && get_text(&rest, &is->content_type) &&
		       get_text(&rest, &is->data);
	if (!fine || rest.len)
		return 0;
	*ret_entry = entry;
	return HEAD_BYTES + body;
}
