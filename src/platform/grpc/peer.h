/* The client's inside, shared by its files: the channel and the calls that are under way on it. */
#ifndef HAPAX_PLATFORM_GRPC_PEER_H
#define HAPAX_PLATFORM_GRPC_PEER_H

#include <grpc/byte_buffer.h>
#include <grpc/grpc.h>
#include <pthread.h>

#include "platform/grpc/client.h"
#include "platform/grpc/completion.h"

enum { METADATA_MAX = 16 }; /* a call, the token included */

struct outgoing {
	struct tag completed;
	struct grpc_peer *peer;
	struct outgoing *next; /* in peer->live, or in peer->spare */
	struct outgoing *previous;
	grpc_call *call;
	void (*done)(void *data, const struct grpc_reply *reply);
	void *data;

	grpc_metadata metadata[METADATA_MAX];
	size_t metadata_count;
	grpc_byte_buffer *request;
	/* Filled by core. */
	grpc_metadata_array initial;
	grpc_metadata_array trailing;
	grpc_byte_buffer *response;
	grpc_status_code code;
	grpc_slice details;
};

struct grpc_peer {
	grpc_channel *channel;
	grpc_completion_queue *queue;
	pthread_t thread;
	char *token;
	pthread_mutex_t mutex;
	pthread_cond_t none_left;
	/* Under the mutex: */
	struct outgoing *live;
	struct outgoing *spare;
	size_t spare_count;
	bool closing;
};

void outgoing_free(struct outgoing *call);

#endif
