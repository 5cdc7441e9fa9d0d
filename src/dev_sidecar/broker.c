#include "dev_sidecar/broker.h"

#include <stdlib.h>
#include <string.h>

struct partition {
	struct message *head, *tail;
};

struct broker_topic {
	struct broker_topic *next;
	struct text name;
	size_t in_flight;
	int partition_count;
	int turn; /* partition that is asked first: every one gets its turn when a batch can't hold all */
	struct partition partitions[];
};

struct broker {
	struct broker_topic *topics; /* oldest first */
	int partitions;
	size_t max_bytes;
	size_t held_bytes;
	size_t count;
	unsigned keyless; /* messages without a key so far: they are spread evenly, nothing orders them */
};

struct broker *broker_new(int partitions, size_t max_bytes)
{
	struct broker *broker = calloc(1, sizeof(*broker));
	if (broker) {
		broker->partitions = partitions;
		broker->max_bytes = max_bytes;
	}
	return broker;
}

static size_t message_size(const struct message *message)
{
	const struct publication *is = &message->is;
	return sizeof(*message) + is->topic.len + is->key.len + is->content_type.len + is->data.len;
}

void broker_message_free(struct broker *broker, struct message *message)
{
	if (!message)
		return;
	broker->held_bytes -= message_size(message);
	broker->count--;
	free(message);
}

static void topic_free(struct broker *broker, struct broker_topic *topic)
{
	for (int i = 0; i < topic->partition_count; i++)
		for (struct message *m = topic->partitions[i].head, *next; m; m = next) {
			next = m->next;
			broker_message_free(broker, m);
		}
	free((void *)topic->name.at);
	free(topic);
}

void broker_free(struct broker *broker)
{
	if (!broker)
		return;
	for (struct broker_topic *topic = broker->topics, *next; topic; topic = next) {
		next = topic->next;
		topic_free(broker, topic);
	}
	free(broker);
}

static struct text place(char **at, struct text text)
{
	struct text copy = {*at, text.len};
	if (text.len)
		memcpy(*at, text.at, text.len);
	*at += text.len;
	return copy;
}

struct message *broker_message_new(struct broker *broker, const struct publication *publication)
{
	struct message sized = {.is = *publication};
	size_t size = message_size(&sized);
	if (size > broker->max_bytes - broker->held_bytes)
		return NULL;
	struct message *message = calloc(1, size);
	if (!message)
		return NULL;
	char *at = message->bytes;
	message->is.topic = place(&at, publication->topic);
	message->is.key = place(&at, publication->key);
	message->is.content_type = place(&at, publication->content_type);
	message->is.data = place(&at, publication->data);
	broker->held_bytes += size;
	broker->count++;
	return message;
}

static struct broker_topic *topic_get(struct broker *broker, struct text name)
{
	struct broker_topic **link = &broker->topics;
	for (; *link; link = &(*link)->next)
		if (text_equal((*link)->name, name))
			return *link;
	size_t partitions = (size_t)broker->partitions;
	struct broker_topic *topic = calloc(1, sizeof(*topic) + partitions * sizeof(struct partition));
	char *copy = malloc(name.len + 1);
	if (!topic || !copy) {
		free(topic);
		free(copy);
		return NULL;
	}
	memcpy(copy, name.at, name.len);
	topic->name = (struct text){copy, name.len};
	topic->partition_count = broker->partitions;
	*link = topic;
	return topic;
}

/* FNV-1a: spreads short keys well enough. */
static int partition_of(struct broker *broker, struct text key)
{
	if (text_empty(key))
		return (int)(broker->keyless++ % (unsigned)broker->partitions);
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < key.len; i++)
		hash = (hash ^ (unsigned char)key.at[i]) * 1099511628211u;
	return (int)((hash ^ (hash >> 32)) % (uint64_t)broker->partitions);
}

static void link_before(struct partition *partition, struct message *message, struct message *after)
{
	struct message *before = after ? after->previous : partition->tail;
	message->previous = before;
	message->next = after;
	*(before ? &before->next : &partition->head) = message;
	*(after ? &after->previous : &partition->tail) = message;
}

static void unlink_message(struct partition *partition, struct message *message)
{
	*(message->previous ? &message->previous->next : &partition->head) = message->next;
	*(message->next ? &message->next->previous : &partition->tail) = message->previous;
	message->next = message->previous = NULL;
}

bool broker_put(struct broker *broker, struct message *message, bool overtake)
{
	struct broker_topic *topic = topic_get(broker, message->is.topic);
	if (!topic)
		return false;
	message->topic = topic;
	message->partition = partition_of(broker, message->is.key);
	struct partition *partition = &topic->partitions[message->partition];
	struct message *last = partition->tail;
	link_before(partition, message, overtake && last && !last->in_flight ? last : NULL);
	return true;
}

struct broker_topic *broker_topic_at(const struct broker *broker, size_t index)
{
	struct broker_topic *topic = broker->topics;
	while (topic && index--)
		topic = topic->next;
	return topic;
}

struct text broker_topic_name(const struct broker_topic *topic)
{
	return topic->name;
}

size_t broker_topic_in_flight(const struct broker_topic *topic)
{
	return topic->in_flight;
}

int broker_partitions(const struct broker *broker)
{
	return broker->partitions;
}

/* What one call of broker_take() still may hand out. */
struct room {
	struct message **messages;
	size_t count, max, bytes, max_bytes;
};

static void take_partition(struct broker_topic *topic, int index, int64_t now_us, struct room *room)
{
	struct message *m = topic->partitions[index].head;
	for (; m && !m->in_flight && m->due_us <= now_us && room->count < room->max; m = m->next) {
		if (room->count && room->bytes + m->is.data.len > room->max_bytes)
			return;
		m->in_flight = true;
		m->attempts++;
		topic->in_flight++;
		room->bytes += m->is.data.len;
		room->messages[room->count++] = m;
	}
}

size_t broker_take(struct broker_topic *topic, int partition, size_t max, size_t max_bytes, int64_t now_us,
		   struct message **ret_messages)
{
	struct room room = {.messages = ret_messages, .max = max, .max_bytes = max_bytes};
	if (partition >= 0) {
		take_partition(topic, partition, now_us, &room);
		return room.count;
	}
	for (int i = 0; i < topic->partition_count; i++)
		take_partition(topic, (topic->turn + i) % topic->partition_count, now_us, &room);
	topic->turn = (topic->turn + 1) % topic->partition_count;
	return room.count;
}

int64_t broker_next_due_us(const struct broker_topic *topic)
{
	int64_t earliest = INT64_MAX;
	for (int i = 0; i < topic->partition_count; i++) {
		const struct message *head = topic->partitions[i].head;
		if (head && !head->in_flight && head->due_us < earliest)
			earliest = head->due_us;
	}
	return earliest;
}

bool broker_settle(struct broker *broker, struct message *message)
{
	struct partition *partition = &message->topic->partitions[message->partition];
	if (message->in_flight)
		message->topic->in_flight--;
	unlink_message(partition, message);
	if (!message->twice) {
		broker_message_free(broker, message);
		return true;
	}
	message->twice = false;
	message->in_flight = false;
	link_before(partition, message, NULL);
	return false;
}

void broker_give_back(struct message *message, int64_t due_us)
{
	message->topic->in_flight--;
	message->in_flight = false;
	message->due_us = due_us;
}

size_t broker_count(const struct broker *broker)
{
	return broker->count;
}
