#include "contract/json/tokens.h"

#include <string.h>
#include <yajl/yajl_parse.h>

#include "contract/json/check.h"
#include "hapax/json.h"

/* yajl 2.1 doesn't check what its allocator returns, so it gets, before it starts, as much as it can need: its handle, lexer and
 * stack, a buffer that it takes at the end of the input without filling it (no token is cut there, says json_check()), and one for
 * unescaped strings that doubles. Both start at 2 KiB; the newest piece grows in place. */
enum { YAJL_BUFFER_BYTES = 2048, YAJL_FIXED_BYTES = 1024 + YAJL_BUFFER_BYTES };

struct workspace {
	char *at;
	size_t used, size;
	char *newest;
};

static void *workspace_alloc(void *data, size_t size)
{
	struct workspace *space = data;
	size = (size + 15) & ~(size_t)15;
	if (size > space->size - space->used)
		return NULL;
	space->newest = space->at + space->used;
	space->used += size;
	return space->newest;
}

static void workspace_free(void *data, void *pointer)
{
	(void)data;
	(void)pointer;
}

static void *workspace_realloc(void *data, void *pointer, size_t size)
{
	struct workspace *space = data;
	if (!pointer)
		return workspace_alloc(data, size);
	char *old = pointer;
	size_t old_end = space->used;
	if (old == space->newest) {
		space->used = (size_t)(old - space->at);
		return workspace_alloc(data, size);
	}
	char *moved = workspace_alloc(data, size);
	if (moved) {
		size_t old_bytes = (size_t)(space->at + old_end - old);
		memcpy(moved, old, size < old_bytes ? size : old_bytes);
	}
	return moved;
}

static bool workspace_init(struct workspace *space, struct arena *arena, const struct json_shape *shape)
{
	size_t buffer_bytes = 0;
	if (shape->longest_escaped_bytes)
		for (buffer_bytes = YAJL_BUFFER_BYTES; buffer_bytes < shape->longest_escaped_bytes + 16;)
			buffer_bytes *= 2;
	size_t size = YAJL_FIXED_BYTES + buffer_bytes;
	*space = (struct workspace){.at = arena_alloc(arena, size), .size = size};
	return space->at;
}

/* A string with escapes: where it stands in the input is kept in front of what it means. */
struct unescaped {
	struct text raw;
	char bytes[];
};

struct builder {
	struct arena *arena;
	yajl_handle yajl;
	struct text json;
	struct json_token *tokens;
	size_t count, capacity;
	uint32_t open[JSON_MAX_DEPTH];
	size_t depth;
	size_t last_end; /* offset behind the previous token */
	bool exhausted;
};

static struct json_token *add(struct builder *builder, enum json_kind kind, const char *at, size_t len)
{
	if (builder->count == builder->capacity)
		return NULL;
	struct json_token *token = &builder->tokens[builder->count++];
	*token = (struct json_token){.at = at, .len = (uint32_t)len, .kind = kind, .next = 1};
	builder->last_end = (size_t)(at - builder->json.at) + len;
	return token;
}

static int add_word(struct builder *builder, enum json_kind kind, size_t len)
{
	size_t end = yajl_get_bytes_consumed(builder->yajl);
	return add(builder, kind, builder->json.at + end - len, len) != NULL;
}

static int on_null(void *data)
{
	return add_word(data, JSON_NULL, sizeof("null") - 1);
}

static int on_boolean(void *data, int value)
{
	return value ? add_word(data, JSON_TRUE, sizeof("true") - 1) : add_word(data, JSON_FALSE, sizeof("false") - 1);
}

static int on_number(void *data, const char *at, size_t len)
{
	return add(data, JSON_NUMBER, at, len) != NULL;
}

/* yajl says where an escaped string ends, not where it starts: at the first quote behind the previous token. */
static struct text find_raw_string(const struct builder *builder)
{
	const char *end = builder->json.at + yajl_get_bytes_consumed(builder->yajl);
	const char *from = builder->json.at + builder->last_end;
	const char *start = memchr(from, '"', (size_t)(end - from));
	return (struct text){start, (size_t)(end - start)};
}

static int on_string(void *data, const unsigned char *bytes, size_t len)
{
	struct builder *builder = data;
	const char *at = (const char *)bytes;
	bool borrowed = at >= builder->json.at && at < builder->json.at + builder->json.len;
	if (borrowed) {
		bool added = add(builder, JSON_STRING, at, len);
		builder->last_end++; /* the quote */
		return added;
	}
	struct text raw = find_raw_string(builder);
	struct unescaped *copy = arena_alloc(builder->arena, sizeof(*copy) + len);
	struct json_token *token = copy ? add(builder, JSON_STRING, raw.at, raw.len) : NULL;
	if (!token) {
		builder->exhausted = !copy;
		return 0;
	}
	copy->raw = raw;
	memcpy(copy->bytes, bytes, len);
	token->at = copy->bytes;
	token->len = (uint32_t)len;
	token->escaped = true;
	return 1;
}

static int open_container(struct builder *builder, enum json_kind kind)
{
	if (builder->depth == JSON_MAX_DEPTH)
		return 0;
	builder->open[builder->depth++] = (uint32_t)builder->count;
	return add_word(builder, kind, 1);
}

static int close_container(struct builder *builder)
{
	if (builder->depth == 0 || !add_word(builder, JSON_END, 1))
		return 0;
	uint32_t index = builder->open[--builder->depth];
	struct json_token *container = &builder->tokens[index];
	container->len = (uint32_t)(builder->json.at + builder->last_end - container->at);
	container->next = (unsigned)(builder->count - index);
	return 1;
}

static int on_start_map(void *data)
{
	return open_container(data, JSON_OBJECT);
}

static int on_start_array(void *data)
{
	return open_container(data, JSON_ARRAY);
}

static int on_end(void *data)
{
	return close_container(data);
}

static const yajl_callbacks callbacks = {
	.yajl_null = on_null,
	.yajl_boolean = on_boolean,
	.yajl_number = on_number,
	.yajl_string = on_string,
	.yajl_start_map = on_start_map,
	.yajl_map_key = on_string,
	.yajl_end_map = on_end,
	.yajl_start_array = on_start_array,
	.yajl_end_array = on_end,
};

static enum status parse(struct context *context, struct builder *builder, struct workspace *space)
{
	yajl_alloc_funcs memory = {workspace_alloc, workspace_realloc, workspace_free, space};
	builder->yajl = yajl_alloc(&callbacks, &memory, builder);
	if (!builder->yajl)
		return fail(context, STATUS_INTERNAL, "reading JSON: no parser");
	/* json_check() has done that, and more strictly. */
	yajl_config(builder->yajl, yajl_dont_validate_strings, 1);
	yajl_status result = yajl_parse(builder->yajl, (const unsigned char *)builder->json.at, builder->json.len);
	size_t offset = yajl_get_bytes_consumed(builder->yajl);
	if (result == yajl_status_ok)
		result = yajl_complete_parse(builder->yajl);
	if (builder->exhausted)
		return fail(context, STATUS_EXHAUSTED, "reading JSON: the memory bound of this operation was reached");
	if (result != yajl_status_ok)
		return fail(context, STATUS_INVALID, "not JSON: unexpected text before byte %zu", offset);
	return STATUS_OK;
}

static enum status refuse_size(struct context *context, const char *what, size_t count, size_t max)
{
	return fail(context, STATUS_INVALID, "not JSON that is allowed: %zu %s are more than the %zu that are allowed", count, what,
		    max);
}

static enum status parse_checked(struct context *context, struct text json, const struct json_limits *limits,
				 const struct json_token **ret_root)
{
	struct json_shape shape;
	struct json_fault fault;
	if (!json_check(json, &shape, &fault))
		return fail(context, STATUS_INVALID, "not JSON that is allowed, at byte %zu: %s", fault.offset, fault.what);
	if (limits->max_tokens && shape.tokens > limits->max_tokens)
		return refuse_size(context, "values, keys and ends", shape.tokens, limits->max_tokens);
	struct workspace space;
	struct builder builder = {
		.arena = context->arena,
		.json = json,
		.tokens = arena_alloc(context->arena, shape.tokens * sizeof(struct json_token)),
		.capacity = shape.tokens,
	};
	if (!builder.tokens || !workspace_init(&space, context->arena, &shape))
		return fail(context, STATUS_EXHAUSTED, "reading JSON: the memory bound of this operation was reached");
	enum status status = parse(context, &builder, &space);
	if (status == STATUS_OK)
		*ret_root = builder.tokens;
	return status;
}

/* The parser takes objects and arrays only, so anything else is read as an array of one. */
static enum status parse_scalar(struct context *context, struct text json, const struct json_limits *limits,
				const struct json_token **ret_root)
{
	char *array = arena_alloc(context->arena, json.len + 2);
	const struct json_token *root = NULL;
	if (!array)
		return fail(context, STATUS_EXHAUSTED, "reading JSON: the memory bound of this operation was reached");
	array[0] = '[';
	memcpy(array + 1, json.at, json.len);
	array[json.len + 1] = ']';
	enum status status = parse_checked(context, (struct text){array, json.len + 2}, limits, &root);
	if (status != STATUS_OK)
		return status;
	if (json_first(root)->kind == JSON_END || json_next(json_first(root))->kind != JSON_END)
		return fail(context, STATUS_INVALID, "not JSON that is allowed: there must be one value");
	*ret_root = json_first(root);
	return STATUS_OK;
}

char json_begins_with(struct text json)
{
	size_t at = 0;
	while (at < json.len && (json.at[at] == ' ' || json.at[at] == '\t' || json.at[at] == '\n' || json.at[at] == '\r'))
		at++;
	return at < json.len ? json.at[at] : '\0';
}

static bool starts_container(struct text json)
{
	char first = json_begins_with(json);
	return first == '{' || first == '[';
}

enum status json_tokens_within(struct context *context, struct text json, const struct json_limits *limits,
			       const struct json_token **ret_root)
{
	if (limits->max_bytes && json.len > limits->max_bytes)
		return refuse_size(context, "bytes", json.len, limits->max_bytes);
	if (limits->takes_scalar && json.len && !starts_container(json))
		return parse_scalar(context, json, limits, ret_root);
	return parse_checked(context, json, limits, ret_root);
}

enum status json_tokens(struct context *context, struct text json, const struct json_token **ret_root)
{
	const struct json_limits limits = {0};
	return parse_checked(context, json, &limits, ret_root);
}

struct text json_raw(const struct json_token *token)
{
	if (token->kind != JSON_STRING)
		return json_text(token);
	if (!token->escaped)
		return (struct text){token->at - 1, (size_t)token->len + 2};
	const struct unescaped *copy = (const void *)(token->at - offsetof(struct unescaped, bytes));
	return copy->raw;
}

const char *json_kind_name(enum json_kind kind)
{
	static const char *const names[] = {
		[JSON_END] = "nothing",	    [JSON_NULL] = "null",	[JSON_FALSE] = "false",	     [JSON_TRUE] = "true",
		[JSON_NUMBER] = "a number", [JSON_STRING] = "a string", [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array",
	};
	return names[kind];
}
