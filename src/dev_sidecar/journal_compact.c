#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "dev_sidecar/journal_format.h"
#include "dev_sidecar/journal_private.h"

static bool copy(int from, int64_t from_offset, int to, int64_t to_offset, size_t len)
{
	char block[16384];
	while (len) {
		ssize_t n = pread(from, block, len < sizeof(block) ? len : sizeof(block), from_offset);
		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0 || !journal_put_bytes(to, (struct text){block, (size_t)n}, to_offset))
			return false;
		from_offset += n;
		to_offset += n;
		len -= (size_t)n;
	}
	return true;
}

static bool write_live(const struct journal *journal, int file)
{
	if (!journal_put_bytes(file, TEXT(JOURNAL_MAGIC), 0))
		return false;
	int64_t offset = JOURNAL_MAGIC_LEN;
	for (const struct journal_record *r = journal->live.next; r != &journal->live; r = r->next) {
		if (!copy(journal->file, r->offset, file, offset, r->size_bytes))
			return false;
		offset += r->size_bytes;
	}
	return fdatasync(file) == 0;
}

bool journal_compact(struct journal *journal)
{
	int file = openat(journal->directory, "journal.new", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0)
		return false;
	if (!write_live(journal, file) || renameat(journal->directory, "journal.new", journal->directory, "journal")) {
		close(file);
		return false;
	}
	close(journal->file);
	journal->file = file;
	journal->size_bytes = JOURNAL_MAGIC_LEN;
	for (struct journal_record *r = journal->live.next; r != &journal->live; r = r->next) {
		r->offset = journal->size_bytes;
		journal->size_bytes += r->size_bytes;
	}
	return fsync(journal->directory) == 0;
}
