/* Version 7 ids (RFC 9562, 5.7): 48 bits of milliseconds, 12 bits of their fraction (6.2, method 3), 62 random bits. */
#include "hapax/uuid.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>

#include <uuid/uuid.h>

enum {
	FRACTION_BITS = 12,
	RANDOM_BYTES = 8,
	/* A clock set back by less than this doesn't disturb the order; set back further, it is believed. */
	STEP_BACK_MS = 10000,
};

#define STAMP_MAX ((INT64_C(1) << (48 + FRACTION_BITS)) - 1)

/* Random bytes fetched ahead: one system call for 128 ids. */
static _Thread_local struct {
	uint8_t bytes[128 * RANDOM_BYTES];
	size_t left;
} pool;

/* The child must not hand out the bytes that its parent will use. */
static void forget_pool(void)
{
	pool.left = 0;
}

static void watch_forks(void)
{
	pthread_atfork(NULL, NULL, forget_pool);
}

static void fill_pool(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, watch_forks);
	if (getrandom(pool.bytes, sizeof(pool.bytes), 0) == (ssize_t)sizeof(pool.bytes)) {
		pool.left = sizeof(pool.bytes);
		return;
	}
	/* An interrupted or missing system call: libuuid has its own ways. Bytes 8 to 15 carry 62 random bits. */
	uuid_t one;
	uuid_generate_random(one);
	memcpy(pool.bytes, one + 8, RANDOM_BYTES);
	pool.left = RANDOM_BYTES;
}

static void take_random(uint8_t *ret_bytes)
{
	if (pool.left == 0)
		fill_pool();
	pool.left -= RANDOM_BYTES;
	memcpy(ret_bytes, pool.bytes + pool.left, RANDOM_BYTES);
}

static int64_t stamp_of(int64_t now_us)
{
	if (now_us < 0)
		return 0;
	int64_t ms = now_us / 1000;
	if (ms > STAMP_MAX >> FRACTION_BITS)
		return STAMP_MAX;
	return ms << FRACTION_BITS | (now_us % 1000 << FRACTION_BITS) / 1000;
}

/* Every id of the process gets a later stamp than the one before it, whichever thread asks. A stamp is a quarter of a microsecond.
 */
static int64_t later_stamp(int64_t stamp)
{
	static _Atomic int64_t newest;
	const int64_t step_back = (int64_t)STEP_BACK_MS << FRACTION_BITS;
	int64_t last = atomic_load_explicit(&newest, memory_order_relaxed);
	int64_t next;
	do {
		bool close_behind = stamp <= last && last - stamp < step_back && last < STAMP_MAX;
		next = close_behind ? last + 1 : stamp;
	} while (!atomic_compare_exchange_weak_explicit(&newest, &last, next, memory_order_relaxed, memory_order_relaxed));
	return next;
}

static struct uuid random_next(const struct ids *ids, int64_t now_us)
{
	(void)ids;
	int64_t stamp = later_stamp(stamp_of(now_us));
	struct uuid uuid;
	int64_t ms = stamp >> FRACTION_BITS;
	for (int i = 5; i >= 0; i--, ms >>= 8)
		uuid.bytes[i] = (uint8_t)ms;
	uuid.bytes[6] = (uint8_t)(0x70 | (stamp >> 8 & 0x0f));
	uuid.bytes[7] = (uint8_t)stamp;
	take_random(uuid.bytes + 8);
	uuid.bytes[8] = (uint8_t)(0x80 | (uuid.bytes[8] & 0x3f));
	return uuid;
}

const struct ids *ids_random(void)
{
	static const struct ids ids = {random_next};
	return &ids;
}

struct uuid ids_next(const struct ids *ids, int64_t now_us)
{
	return ids->next(ids, now_us);
}

int64_t uuid_v7_time_us(struct uuid uuid)
{
	if (uuid.bytes[6] >> 4 != 7 || uuid.bytes[8] >> 6 != 2)
		return 0;
	int64_t ms = 0;
	for (int i = 0; i < 6; i++)
		ms = ms << 8 | uuid.bytes[i];
	int64_t fraction = (int64_t)(uuid.bytes[6] & 0x0f) << 8 | uuid.bytes[7];
	/* Rounded up, because the fraction was rounded down: gives back the very microsecond. */
	return ms * 1000 + (fraction * 1000 + (1 << FRACTION_BITS) - 1) / (1 << FRACTION_BITS);
}
