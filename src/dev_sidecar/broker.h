/*
 * Topics, partitions and queues of the sidecar: which event is to be delivered next. No I/O, no clock, no lock: the sidecar calls
 * it under its own. Events of one partition key are in one partition; a partition gives its events in order, and what failed stays
 * at its head, so that nothing of the same key overtakes it.
 */
#ifndef HAPAX_DEV_SIDECAR_BROKER_H
#define HAPAX_DEV_SIDECAR_BROKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dev_sidecar/journal.h"
#include "hapax/text.h"

struct broker;
struct broker_topic;

/* What is published. Borrowed by message_new(), which copies. */
struct publication {
	struct text topic;
	struct text key; /* partition key; empty: any partition */
	struct text content_type;
	struct text data; /* as it lies in a real broker: a CloudEvent in JSON, or raw bytes */
};

/* One event on its way. Made by broker_message_new(), owned by the broker once it is put there, until it is settled. */
struct message {
	struct message *next, *previous; /* in its partition's queue */
	struct broker_topic *topic;
	struct journal_record record; /* where the journal has it */
	struct publication is;	      /* points into bytes */
	int partition;
	int attempts;
	int64_t due_us; /* monotonic */
	bool in_flight;
	bool twice; /* is delivered once more after it was handled */
	char bytes[];
};

/* NULL when memory is exhausted. Keys are spread over `partitions` per topic; max_bytes bounds all messages together. */
struct broker *broker_new(int partitions, size_t max_bytes);
void broker_free(struct broker *broker);

/* A message counts against max_bytes from here on; NULL when that is reached. */
struct message *broker_message_new(struct broker *broker, const struct publication *publication);
/* Takes a message back that was never put. NULL is fine. */
void broker_message_free(struct broker *broker, struct message *message);
/* At the tail of its partition; with overtake, before the last message unless that is in flight already. False when the topic could
 * not be made: the message still belongs to the caller. */
bool broker_put(struct broker *broker, struct message *message, bool overtake);

/* Topics in the order in which they were first used; NULL after the last. */
struct broker_topic *broker_topic_at(const struct broker *broker, size_t index);
struct text broker_topic_name(const struct broker_topic *topic);
/* Messages handed out by broker_take() and neither settled nor given back. */
size_t broker_topic_in_flight(const struct broker_topic *topic);
int broker_partitions(const struct broker *broker);

/* Hands out up to max messages that are due, in order, of one partition (or of all with partition -1), and not more than max_bytes
 * together except that one always fits. A partition whose head is in flight or not due gives none. Returns how many. */
size_t broker_take(struct broker_topic *topic, int partition, size_t max, size_t max_bytes, int64_t now_us,
		   struct message **ret_messages);
/* Earliest due time of a partition's head that is not in flight; INT64_MAX: nothing waits. */
int64_t broker_next_due_us(const struct broker_topic *topic);

/* The message was handled, and is freed; one that is to come twice goes to the tail of its partition instead (returns false). */
bool broker_settle(struct broker *broker, struct message *message);
/* The message was not handled: keeps its place and comes again at due_us. */
void broker_give_back(struct message *message, int64_t due_us);
/* Messages held, in any state. */
size_t broker_count(const struct broker *broker);

#endif
