#include "hapax/text.h"

/* FNV-1a with a final fold. Stored in outbox rows: it may never change. */
uint64_t text_hash(struct text text)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
	return hash ^ (hash >> 32);
}
