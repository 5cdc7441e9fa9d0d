/* Publishes task.created through the Dapr sidecar. Run twice, it still takes effect once: the id says that it is the same fact. */
#include <stdio.h>

#include "hapax/tasks/v1/events.h"

static enum status publish(struct context *context, struct producer *producer)
{
	struct tasks_task_created task = TASKS_TASK_CREATED_INIT;
	Google__Protobuf__Timestamp created_at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const struct publish_options options = {.id = TEXT("order-4711"), .source = TEXT("/shop")};
	char user[] = "ada", title[] = "Pack order 4711";
	struct text id;

	created_at.seconds = 1772359200; /* 2026-03-01T10:00:00Z */
	task.task_id = 4711;
	task.user_id = user;
	task.title = title;
	task.created_at = &created_at;
	enum status status = tasks_task_created_publish(producer, context, &task, &options, &id);
	if (status == STATUS_OK)
		printf("%.*s\n", TEXT_ARG(id));
	return status;
}

int main(void)
{
	struct producer *producer = NULL;
	struct context context;
	struct arena arena;

	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	enum status status = producer_open(&context, NULL, &producer);
	if (status == STATUS_OK)
		status = publish(&context, producer);
	if (status != STATUS_OK)
		fprintf(stderr, "publish: %s\n", failure_text(&context));
	producer_close(producer);
	arena_done(&arena);
	return status == STATUS_OK ? 0 : 1;
}
