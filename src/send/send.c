#include "send/send.h"

#include "send_sql.h"

static struct send_settings current = {.max_event_bytes = 512 * 1024, .form = EVENT_DATA_JSON};

void send_setup(const struct send_settings *settings)
{
	current = *settings;
}

const struct send_settings *send_settings_get(void)
{
	return &current;
}

int outbox_shard(struct text key)
{
	return (int)(text_hash(key) % OUTBOX_SHARDS);
}

const struct migration *outbox_migrations(void)
{
	return send_migrations;
}
