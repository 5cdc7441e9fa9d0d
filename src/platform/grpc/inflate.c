#include "platform/grpc/inflate.h"

#include <stdlib.h>
#include <string.h>

#include <grpc/slice.h>
#include <zlib.h>

#include "platform/grpc/completion.h"

enum {
	ZLIB_FORMAT = 15, /* largest window; also for gRPC's "deflate", which is the zlib format */
	GZIP_FORMAT = 15 + 16,
	FIRST_BYTES = 64 * 1024,
};

struct output {
	uint8_t *bytes;
	size_t len;
	size_t capacity;
	size_t max_bytes;
};

static enum status grow(struct output *output)
{
	/* One byte beyond the bound, so that more than the bound can be told from exactly as much. */
	const size_t most = output->max_bytes + 1;
	if (output->capacity == most)
		return STATUS_EXHAUSTED;
	size_t capacity = output->capacity ? output->capacity * 2 : FIRST_BYTES;
	if (capacity > most)
		capacity = most;
	uint8_t *larger = realloc(output->bytes, capacity);
	if (!larger)
		return STATUS_EXHAUSTED;
	output->bytes = larger;
	output->capacity = capacity;
	return STATUS_OK;
}

/* All that this piece of input gives. */
static enum status inflate_piece(z_stream *stream, struct text piece, struct output *output, bool *ret_ended)
{
	stream->next_in = (Bytef *)piece.at;
	stream->avail_in = (uInt)piece.len;
	int result = Z_OK;
	while (result == Z_OK && (stream->avail_in > 0 || output->len == output->capacity)) {
		if (output->len == output->capacity && grow(output) != STATUS_OK)
			return STATUS_EXHAUSTED;
		stream->next_out = output->bytes + output->len;
		stream->avail_out = (uInt)(output->capacity - output->len);
		result = inflate(stream, Z_NO_FLUSH);
		output->len = output->capacity - stream->avail_out;
	}
	*ret_ended = result == Z_STREAM_END;
	if (*ret_ended)
		return stream->avail_in == 0 ? STATUS_OK : STATUS_INVALID;
	return result == Z_OK || result == Z_BUF_ERROR ? STATUS_OK : STATUS_INVALID;
}

static enum status inflate_slices(z_stream *stream, const grpc_slice_buffer *slices, struct output *output)
{
	bool ended = false;
	enum status status = STATUS_OK;
	for (size_t i = 0; i < slices->count && status == STATUS_OK; i++) {
		const struct text piece = slice_text(&slices->slices[i]);
		if (piece.len == 0)
			continue;
		status = ended ? STATUS_INVALID : inflate_piece(stream, piece, output, &ended);
	}
	if (status == STATUS_OK && !ended)
		status = STATUS_INVALID;
	return status == STATUS_OK && output->len > output->max_bytes ? STATUS_EXHAUSTED : status;
}

enum status message_inflate(const grpc_byte_buffer *message, size_t max_bytes, grpc_slice *ret_slice)
{
	const grpc_slice_buffer *slices = &message->data.raw.slice_buffer;
	if (slices->length > max_bytes)
		return STATUS_EXHAUSTED;
	if (message->data.raw.compression == GRPC_COMPRESS_NONE) {
		*ret_slice = message_slice((grpc_byte_buffer *)message);
		return STATUS_OK;
	}
	z_stream stream = {.zalloc = NULL};
	if (inflateInit2(&stream, message->data.raw.compression == GRPC_COMPRESS_GZIP ? GZIP_FORMAT : ZLIB_FORMAT) != Z_OK)
		return STATUS_EXHAUSTED;
	struct output output = {.max_bytes = max_bytes};
	const enum status status = inflate_slices(&stream, slices, &output);
	inflateEnd(&stream);
	if (status == STATUS_OK)
		*ret_slice = grpc_slice_new(output.bytes, output.len, free);
	else
		free(output.bytes);
	return status;
}
