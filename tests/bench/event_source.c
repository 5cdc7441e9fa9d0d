#include "event_source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "hapax/clock.h"
#include "hapax/uuid.h"

/* The same seed gives the same events, times included. */
#define FIRST_TIME_US INT64_C(1767225600000000) /* 2026-01-01T00:00:00Z */

/* SplitMix64, to spread the seed. */
static uint64_t spread(uint64_t *seed)
{
	uint64_t z = *seed += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void event_source_init(struct event_source *source, uint64_t seed, int users)
{
	*source = (struct event_source){.users = users};
	for (int i = 0; i < 4; i++)
		source->state[i] = spread(&seed);
}

static uint64_t rotate(uint64_t value, int bits)
{
	return value << bits | value >> (64 - bits);
}

/* xoshiro256++ */
static uint64_t draw(struct event_source *source)
{
	uint64_t *s = source->state;
	uint64_t result = rotate(s[0] + s[3], 23) + s[0], t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

/* Version 4, the kind that is hardest on an index. */
static void draw_uuid(struct event_source *source, char ret_text[UUID_TEXT_LEN + 1])
{
	struct uuid uuid;
	uint64_t halves[2] = {draw(source), draw(source)};

	memcpy(uuid.bytes, halves, sizeof(uuid.bytes));
	uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0f) | 0x40);
	uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3f) | 0x80);
	uuid_format(uuid, ret_text);
}

const char *event_kind_topic(enum event_kind kind)
{
	return kind == EVENT_TASK_CREATED ? "task-events" : "user-events";
}

static char *task_created(const struct event_source *source, const char *user, const char *time, struct arena *arena)
{
	return arena_printf(arena,
			    "{\"task_id\":%" PRId64
			    ",\"user_id\":\"%s\",\"title\":\"Buy milk and bread for Sunday\",\"created_at\":\"%s\","
			    "\"priority\":\"medium\",\"tags\":[\"home\",\"errands\"]}",
			    source->number, user, time);
}

static char *user_logged_in(const char *user, struct arena *arena)
{
	return arena_printf(arena,
			    "{\"user_id\":\"%s\",\"login_method\":\"google\",\"ip_address\":\"203.0.113.77\","
			    "\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"}",
			    user);
}

struct text event_source_next(struct event_source *source, enum event_kind kind, struct arena *arena, char **ret_user)
{
	char id[UUID_TEXT_LEN + 1], correlation[UUID_TEXT_LEN + 1], time[TIME_TEXT_MAX];
	bool created = kind == EVENT_TASK_CREATED;
	char *user, *data, *event;

	source->number++;
	draw_uuid(source, id);
	draw_uuid(source, correlation);
	time_format(FIRST_TIME_US + source->number * 1000, time);
	user = arena_printf(arena, "user-%06d", (int)(draw(source) % (uint64_t)source->users));
	data = created ? task_created(source, user, time, arena) : user_logged_in(user, arena);
	event = arena_printf(
		arena,
		"{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/bench/"
		"load\",\"type\":\"%s\",\"time\":\"%s\",\"subject\":\"%" PRId64
		"\",\"datacontenttype\":\"application/json\",\"eventversion\":\"1.0\",\"correlationid\":\"%s\",\"userid\":\"%s\","
		"\"partitionkey\":\"%s\",\"traceparent\":\"00-%016" PRIx64 "%016" PRIx64 "-%016" PRIx64 "-01\",\"data\":%s}",
		id, created ? "task.created" : "user.logged_in", time, source->number, correlation, user, user, draw(source),
		draw(source), draw(source) | 1, data);
	*ret_user = user;
	return text_of(event);
}
