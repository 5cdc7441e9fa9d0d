/*
 * Records of the journal file: "HAPAXJ1\n", then records of
 *     length (4 bytes, of what follows the checksum) | CRC-32 of that (4 bytes) | kind (1) | number (8) | for an event: topic, key,
 * content type and data, each with a 4-byte length before it. Numbers are big-endian. Pure; everything it reads borrows from the
 * input.
 */
#ifndef HAPAX_DEV_SIDECAR_JOURNAL_FORMAT_H
#define HAPAX_DEV_SIDECAR_JOURNAL_FORMAT_H

#include "dev_sidecar/broker.h"
#include "hapax/buffer.h"

#define JOURNAL_MAGIC "HAPAXJ1\n"
enum { JOURNAL_MAGIC_LEN = 8 };

enum journal_kind { JOURNAL_EVENT = 1, JOURNAL_DELIVERED = 2 };

struct journal_entry {
	enum journal_kind kind;
	uint64_t number;
	struct publication publication; /* of an event */
};

void journal_write_entry(struct buffer *buffer, const struct journal_entry *entry);
/* Reads the entry at the start of bytes. Returns its size in the file; 0 when it is incomplete or damaged. */
size_t journal_read_entry(struct text bytes, struct journal_entry *ret_entry);

#endif
