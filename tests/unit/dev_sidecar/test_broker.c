#include "dev_sidecar/broker.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { PARTITIONS = 4, BIG = 1 << 20 };

static struct broker *broker;

static int setup(void **state)
{
	(void)state;
	broker = broker_new(PARTITIONS, BIG);
	return broker ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	broker_free(broker);
	return 0;
}

static struct message *put(const char *topic, const char *key, const char *data, bool overtake)
{
	struct publication is = {.topic = text_of(topic), .key = text_of(key), .data = text_of(data)};
	struct message *message = broker_message_new(broker, &is);
	assert_non_null(message);
	assert_true(broker_put(broker, message, overtake));
	return message;
}

static struct broker_topic *only_topic(void)
{
	assert_null(broker_topic_at(broker, 1));
	return broker_topic_at(broker, 0);
}

static void assert_data(const struct message *message, const char *data)
{
	assert_true(text_equal_string(message->is.data, data));
}

static void one_key_comes_in_order_of_publication(void **state)
{
	(void)state;
	struct message *got[8];
	put("t", "k", "a", false);
	put("t", "k", "b", false);
	put("t", "k", "c", false);
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 0, got), 3);
	assert_data(got[0], "a");
	assert_data(got[1], "b");
	assert_data(got[2], "c");
}

static void failed_message_blocks_its_partition_until_it_is_due(void **state)
{
	(void)state;
	struct message *got[8];
	put("t", "k", "a", false);
	put("t", "k", "b", false);
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 0, got), 2);
	broker_give_back(got[0], 100);
	assert_true(broker_settle(broker, got[1]));
	put("t", "k", "c", false);
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 99, got), 0);
	assert_int_equal(broker_next_due_us(only_topic()), 100);
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 100, got), 2);
	assert_data(got[0], "a");
	assert_int_equal(got[0]->attempts, 2);
	assert_data(got[1], "c");
}

static void partition_with_its_head_in_flight_gives_nothing(void **state)
{
	(void)state;
	struct message *got[8];
	int partition = put("t", "k", "a", false)->partition;
	put("t", "k", "b", false);
	assert_int_equal(broker_take(only_topic(), partition, 1, BIG, 0, got), 1);
	assert_int_equal(broker_take(only_topic(), partition, 1, BIG, 0, got + 1), 0);
	assert_int_equal(broker_next_due_us(only_topic()), INT64_MAX);
	assert_int_equal(broker_topic_in_flight(only_topic()), 1);
	assert_true(broker_settle(broker, got[0]));
	assert_int_equal(broker_take(only_topic(), partition, 1, BIG, 0, got), 1);
	assert_data(got[0], "b");
}

static void batch_stops_at_its_bytes_but_always_takes_one(void **state)
{
	(void)state;
	struct message *got[8];
	put("t", "k", "0123456789", false);
	put("t", "k", "0123456789", false);
	assert_int_equal(broker_take(only_topic(), -1, 8, 15, 0, got), 1);
	broker_give_back(got[0], 0);
	assert_int_equal(broker_take(only_topic(), -1, 8, 5, 0, got), 1);
	broker_give_back(got[0], 0);
	assert_int_equal(broker_take(only_topic(), -1, 8, 20, 0, got), 2);
}

static void message_that_comes_twice_goes_to_the_tail_once(void **state)
{
	(void)state;
	struct message *got[8];
	put("t", "k", "a", false)->twice = true;
	put("t", "k", "b", false);
	assert_int_equal(broker_take(only_topic(), -1, 1, BIG, 0, got), 1);
	assert_false(broker_settle(broker, got[0]));
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 0, got), 2);
	assert_data(got[0], "b");
	assert_data(got[1], "a");
	assert_true(broker_settle(broker, got[1]));
	assert_true(broker_settle(broker, got[0]));
	assert_int_equal(broker_count(broker), 0);
}

static void overtaking_message_never_passes_one_in_flight(void **state)
{
	(void)state;
	struct message *got[8];
	put("t", "k", "a", false);
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 0, got), 1);
	put("t", "k", "b", true);
	put("t", "k", "c", true);
	assert_true(broker_settle(broker, got[0]));
	assert_int_equal(broker_take(only_topic(), -1, 8, BIG, 0, got), 2);
	assert_data(got[0], "c");
	assert_data(got[1], "b");
}

static void messages_without_a_key_are_spread_over_all_partitions(void **state)
{
	(void)state;
	int seen[PARTITIONS] = {0};
	for (int i = 0; i < 2 * PARTITIONS; i++)
		seen[put("t", "", "x", false)->partition]++;
	for (int i = 0; i < PARTITIONS; i++)
		assert_int_equal(seen[i], 2);
}

static void bytes_are_bounded_and_come_back(void **state)
{
	(void)state;
	static char data[BIG / 2];
	struct publication is = {.topic = TEXT("t"), .data = {data, sizeof(data)}};
	struct message *first = broker_message_new(broker, &is);
	assert_non_null(first);
	assert_null(broker_message_new(broker, &is));
	broker_message_free(broker, first);
	first = broker_message_new(broker, &is);
	assert_non_null(first);
	broker_message_free(broker, first);
}

static void topics_are_apart(void **state)
{
	(void)state;
	struct message *got[8];
	put("one", "k", "a", false);
	put("two", "k", "b", false);
	assert_true(text_equal_string(broker_topic_name(broker_topic_at(broker, 1)), "two"));
	assert_int_equal(broker_take(broker_topic_at(broker, 1), -1, 8, BIG, 0, got), 1);
	assert_data(got[0], "b");
	assert_int_equal(broker_topic_in_flight(broker_topic_at(broker, 0)), 0);
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(one_key_comes_in_order_of_publication),
		RULE(failed_message_blocks_its_partition_until_it_is_due),
		RULE(partition_with_its_head_in_flight_gives_nothing),
		RULE(batch_stops_at_its_bytes_but_always_takes_one),
		RULE(message_that_comes_twice_goes_to_the_tail_once),
		RULE(overtaking_message_never_passes_one_in_flight),
		RULE(messages_without_a_key_are_spread_over_all_partitions),
		RULE(bytes_are_bounded_and_come_back),
		RULE(topics_are_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
