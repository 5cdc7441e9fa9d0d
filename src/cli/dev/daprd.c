#include "cli/dev/daprd.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/dev/files.h"
#include "cli/dev/ports.h"
#include "hapax/buffer.h"
#include "hapax/json.h"

enum { FILE_MAX_BYTES = 16 * 1024, REDIS_TIMEOUT_MS = 30000, STOP_TIMEOUT_MS = 15000 };

struct daprd_programs daprd_find(struct arena *arena)
{
	const char *home = getenv("HOME"), *cache = getenv("XDG_CACHE_HOME");
	char *own = arena_printf(arena, "%s/.dapr/bin", home ? home : "");
	char *built = cache && *cache ? arena_printf(arena, "%s/hapax/bin", cache)
				      : arena_printf(arena, "%s/.cache/hapax/bin", home ? home : "");
	struct daprd_programs programs = {
		.daprd = dev_find_program(arena, NULL, "daprd"),
		.redis = dev_find_program(arena, NULL, "redis-server"),
	};
	if (!programs.daprd && own)
		programs.daprd = dev_program_in(arena, own, "daprd");
	if (!programs.daprd && built)
		programs.daprd = dev_program_in(arena, built, "daprd");
	return programs;
}

/* A private Redis: where it is and what opens it. */
struct redis {
	int port;
	char password[UUID_TEXT_LEN + 1];
};

/* A JSON string is a YAML string too, and one of redis.conf. */
static void add_quoted(struct buffer *content, const char *value)
{
	json_write_string(content, text_of(value));
}

static enum status write_buffer(struct context *context, const char *path, const struct buffer *content)
{
	if (buffer_failed(content))
		return fail(context, STATUS_INVALID, "%s can't be written: a name in it isn't UTF-8 or too long", path);
	return dev_write_file(context, path, 0600, buffer_text(content));
}

static enum status write_redis(struct context *context, const char *path, const char *folder, const struct redis *redis)
{
	struct buffer content;
	buffer_init(&content, context->arena, FILE_MAX_BYTES);
	buffer_printf(&content, "bind 127.0.0.1\nport %d\nrequirepass %s\nappendonly yes\nappendfsync always\nsave \"\"\ndir ",
		      redis->port, redis->password);
	add_quoted(&content, folder);
	buffer_add_char(&content, '\n');
	return write_buffer(context, path, &content);
}

static enum status write_component(struct context *context, const char *path, const char *pubsub, const struct redis *redis)
{
	struct buffer content;
	buffer_init(&content, context->arena, FILE_MAX_BYTES);
	buffer_add_string(&content, "apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: ");
	add_quoted(&content, pubsub);
	buffer_printf(&content,
		      "\nspec:\n  type: pubsub.redis\n  version: v1\n  metadata:\n"
		      "    - {name: redisHost, value: \"127.0.0.1:%d\"}\n    - {name: redisPassword, value: \"%s\"}\n"
		      "    - {name: processingTimeout, value: \"10000\"}\n    - {name: redeliverInterval, value: \"2000\"}\n"
		      "    - {name: streamTTL, value: \"720h\"}\n",
		      redis->port, redis->password);
	return write_buffer(context, path, &content);
}

/* Without it daprd acknowledges an event after the first failed delivery. */
static enum status write_policy(struct context *context, const char *path, const char *pubsub)
{
	struct buffer content;
	buffer_init(&content, context->arena, FILE_MAX_BYTES);
	buffer_add_string(&content,
			  "apiVersion: dapr.io/v1alpha1\nkind: Resiliency\nmetadata:\n  name: hapax-pubsub\nspec:\n  policies:\n"
			  "    retries:\n      until-stored: {policy: constant, duration: 1s, maxRetries: -1}\n"
			  "  targets:\n    components:\n      ");
	add_quoted(&content, pubsub);
	buffer_add_string(&content, ":\n        inbound:\n          retry: until-stored\n");
	return write_buffer(context, path, &content);
}

static enum status make_folders(struct context *context, const struct dev_home *home)
{
	static const char *const names[] = {"redis", "daprd", "daprd/resources"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *path;
		enum status s = dev_path(context, &path, "%s/%s", home->data, names[i]);
		if (s == STATUS_OK)
			s = dev_folder(context, path, 0700);
		if (s != STATUS_OK)
			return s;
	}
	return STATUS_OK;
}

static enum status write_files(struct context *context, const struct dev_home *home, const char *pubsub, const struct redis *redis)
{
	char *redis_folder, *redis_conf, *component, *policy;
	enum status s = make_folders(context, home);
	if (s == STATUS_OK)
		s = dev_path(context, &redis_folder, "%s/redis", home->data);
	if (s == STATUS_OK)
		s = dev_path(context, &redis_conf, "%s/redis/redis.conf", home->data);
	if (s == STATUS_OK)
		s = dev_path(context, &component, "%s/daprd/resources/pubsub.yaml", home->data);
	if (s == STATUS_OK)
		s = dev_path(context, &policy, "%s/daprd/resources/resiliency.yaml", home->data);
	if (s == STATUS_OK)
		s = write_redis(context, redis_conf, redis_folder, redis);
	if (s == STATUS_OK)
		s = write_component(context, component, pubsub, redis);
	return s == STATUS_OK ? write_policy(context, policy, pubsub) : s;
}

/* words end with NULL; stdout and stderr go to DATA/log/LOG.log. */
static enum status start_program(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
				 const char *name, const char *log_name, const char *const *words, char *const *environment)
{
	char *log;
	size_t count = 0;
	while (words[count])
		count++;
	char **argv = arena_array(context->arena, char *, count + 1);
	enum status s = argv ? dev_path(context, &log, "%s/log/%s.log", home->data, log_name)
			     : fail(context, STATUS_EXHAUSTED, "out of memory");
	if (s != STATUS_OK)
		return s;
	memcpy(argv, words, count * sizeof(*argv));
	const struct child_program program = {
		.name = name,
		.argv = argv,
		.environment = environment,
		.log = log,
		.stop_signal = SIGTERM,
		.stop_timeout_ms = STOP_TIMEOUT_MS,
	};
	return supervisor_add(context, supervisor, &program);
}

static bool redis_answers(void *data)
{
	const struct redis *redis = data;
	return dev_port_answers("127.0.0.1", redis->port);
}

static enum status start_redis(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
			       const struct daprd_options *options, struct redis *redis)
{
	char *conf;
	enum status s = dev_path(context, &conf, "%s/redis/redis.conf", home->data);
	if (s != STATUS_OK)
		return s;
	const char *const words[] = {options->programs.redis, conf, NULL};
	s = start_program(context, supervisor, home, "Redis", "redis", words, options->environment);
	if (s != STATUS_OK || supervisor_wait(supervisor, redis_answers, redis, REDIS_TIMEOUT_MS))
		return s;
	if (supervisor->stop_wanted || supervisor->gave_up)
		return fail(context, STATUS_CANCELLED, "stopped while Redis started");
	return fail(context, STATUS_TIMEOUT, "Redis doesn't answer; see %s/log/redis.log", home->data);
}

static enum status start_daprd(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
			       const struct daprd_options *options, int internal_port)
{
	char *resources, *app_port, *grpc_port, *http_port, *internal;
	enum status s = dev_path(context, &resources, "%s/daprd/resources", home->data);
	if (s == STATUS_OK)
		s = dev_path(context, &app_port, "%d", options->app_port);
	if (s == STATUS_OK)
		s = dev_path(context, &grpc_port, "%d", options->grpc_port);
	if (s == STATUS_OK)
		s = dev_path(context, &http_port, "%d", options->http_port);
	if (s == STATUS_OK)
		s = dev_path(context, &internal, "%d", internal_port);
	if (s != STATUS_OK)
		return s;
	const char *const words[] = {options->programs.daprd,
				     "--app-id",
				     "hapax",
				     "--app-port",
				     app_port,
				     "--app-protocol",
				     "grpc",
				     "--dapr-grpc-port",
				     grpc_port,
				     "--dapr-http-port",
				     http_port,
				     "--dapr-internal-grpc-port",
				     internal,
				     "--dapr-listen-addresses",
				     "127.0.0.1",
				     "--resources-path",
				     resources,
				     "--enable-metrics=false",
				     NULL};
	return start_program(context, supervisor, home, "daprd", "daprd", words, options->environment);
}

enum status daprd_start(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
			const struct daprd_options *options)
{
	struct redis redis = {.port = 0};
	int internal_port = 0;
	const struct dev_port ports[] = {{"Redis", &redis.port}, {"daprd's internal gRPC", &internal_port}};
	uuid_format(ids_next(ids_random(), context_now_us(context)), redis.password);
	enum status s = dev_ports_claim(context, "127.0.0.1", ports, COUNT_OF(ports));
	if (s == STATUS_OK)
		s = write_files(context, home, options->pubsub, &redis);
	if (s == STATUS_OK)
		s = start_redis(context, supervisor, home, options, &redis);
	return s == STATUS_OK ? start_daprd(context, supervisor, home, options, internal_port) : s;
}
