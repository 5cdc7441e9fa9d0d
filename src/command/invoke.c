/*
 * Dapr invocation: a route table per service maps verb and path to a method; path and query give fields by name, the JSON body the
 * rest.
 */
#include <string.h>

#include "command/desk.h"
#include "command/fields.h"
#include "contract/json/read.h"
#include "contract/validate_rest.h"
#include "hapax/json.h"

enum { VERBS_MAX_BYTES = 256, ERROR_MAX_BYTES = 2000 };

struct match {
	const struct route *route;
	const struct bound_method *bound;
	struct buffer verbs; /* of the routes that have the path, while none has the verb as well */
};

/* Walks pattern and path together; with a message, braces set its fields. */
static bool match_path(struct context *context, struct text pattern, struct text path, ProtobufCMessage *request,
		       struct text *ret_user)
{
	while (!text_empty(pattern) || !text_empty(path)) {
		struct text want = text_cut(&pattern, '/');
		struct text have = text_cut(&path, '/');

		if (want.len < 2 || want.at[0] != '{') {
			if (!text_equal(want, have))
				return false;
			continue;
		}
		if (text_empty(have))
			return false;
		if (!request)
			continue;
		want = (struct text){want.at + 1, want.len - 2};
		have = percent_decode(context, have, false);
		if (text_equal_string(want, "user_id"))
			*ret_user = have;
		else
			field_set_text(context, request, want, have);
	}
	return true;
}

static struct text trim_slashes(struct text path)
{
	while (path.len && path.at[0] == '/')
		path = (struct text){path.at + 1, path.len - 1};
	while (path.len && path.at[path.len - 1] == '/')
		path.len--;
	return path;
}

static struct match find_route(struct context *context, const struct command_desk *desk, const struct invocation *invocation)
{
	struct match match = {0};

	buffer_init(&match.verbs, context->arena, VERBS_MAX_BYTES);
	for (const struct service *const *service = desk->services; *service; service++) {
		for (const struct route *route = (*service)->routes; route && route->verb; route++) {
			if (!match_path(context, text_of(route->pattern), trim_slashes(invocation->path), NULL, NULL))
				continue;
			if (!text_equal_string(invocation->verb, route->verb)) {
				buffer_printf(&match.verbs, "%s%s", match.verbs.len ? ", " : "", route->verb);
				continue;
			}
			match.route = route;
			match.bound = desk_find_method(desk, route->method);
			return match;
		}
	}
	return match;
}

static void read_query(struct context *context, struct text query, ProtobufCMessage *request)
{
	while (!text_empty(query)) {
		struct text value = text_cut(&query, '&');
		struct text name = text_cut(&value, '=');

		if (!text_empty(name))
			field_set_text(context, request, percent_decode(context, name, true), percent_decode(context, value, true));
	}
}

/* As far as it can be read: then *ret_request is there, and the context has the violations. */
static enum status read_body(struct context *context, const struct match *match, struct text body, ProtobufCMessage **ret_request)
{
	const struct json_token *root;
	enum status status = json_tokens(context, text_empty(body) ? TEXT("{}") : body, &root);

	if (status != STATUS_OK)
		return status;
	return json_read_tokens_partly(context, root, match->bound->method->request, false, ret_request);
}

static enum status read_request(struct context *context, const struct match *match, const struct invocation *invocation,
				struct caller *caller, ProtobufCMessage **ret_request)
{
	struct text path_user = {0};
	ProtobufCMessage *request = NULL;
	enum status status = read_body(context, match, invocation->body, &request);

	if (!request)
		return status;
	*ret_request = request;
	/* The path last: it is what a caller was let through by, so nothing else may say otherwise. */
	read_query(context, invocation->query, request);
	(void)match_path(context, text_of(match->route->pattern), trim_slashes(invocation->path), request, &path_user);
	if (context->failure.violation_count)
		return validate_rest(context, match->bound->method->rules, request);
	if (text_empty(caller->user_id))
		caller->user_id = path_user;
	else if (!text_empty(path_user) && !text_equal(caller->user_id, path_user))
		return fail(context, STATUS_FORBIDDEN, "the path speaks of user '%.*s', the call comes from '%.*s'",
			    TEXT_ARG(path_user), TEXT_ARG(caller->user_id));
	return STATUS_OK;
}

static enum status run(struct context *context, struct command_desk *desk, const struct invocation *invocation, struct buffer *body,
		       int *ret_http_status)
{
	struct match match = find_route(context, desk, invocation);
	struct caller caller = invocation->caller;
	ProtobufCMessage *request = NULL, *response;
	struct arena *arena = context->arena;
	ProtobufCAllocator allocator;
	struct text answer;
	enum status status;

	if (!match.route && match.verbs.len)
		return fail(context, STATUS_NOT_FOUND, "no method %.*s %.*s: the path takes %s", TEXT_ARG(invocation->verb),
			    TEXT_ARG(invocation->path), buffer_string(&match.verbs));
	if (!match.route || !match.bound)
		return fail(context, STATUS_NOT_FOUND, "no method %.*s %.*s", TEXT_ARG(invocation->verb),
			    TEXT_ARG(invocation->path));
	status = read_request(context, &match, invocation, &caller, &request);
	if (status == STATUS_OK)
		status = execute(context, desk->pool, match.bound, &caller, request, &answer);
	if (status != STATUS_OK)
		return status;
	arena_allocator(arena, &allocator);
	response = protobuf_c_message_unpack(match.bound->method->response, &allocator, answer.len, (const uint8_t *)answer.at);
	if (!response)
		return fail(context, STATUS_CORRUPT, "the stored answer of %s can't be read", match.bound->method->path);
	*ret_http_status = match.route->http_status;
	return json_write_message(context, body, response);
}

/* Errors repeat what came, which may be any bytes once it was percent-decoded. */
static void write_text(struct buffer *body, struct arena *arena, struct text text)
{
	struct buffer readable;

	if (text_is_utf8(text)) {
		json_write_string(body, text);
		return;
	}
	buffer_init(&readable, arena, text.len + 1);
	for (size_t i = 0; i < text.len; i++)
		buffer_add_char(&readable, text.at[i] > 0 ? text.at[i] : '?');
	json_write_string(body, buffer_text(&readable));
}

/* At most max bytes of it, not cut inside a character. */
static struct text cut(struct text text, size_t max)
{
	if (text.len <= max)
		return text;
	while (max && ((unsigned char)text.at[max] & 0xc0) == 0x80)
		max--;
	return (struct text){text.at, max};
}

static void write_violation(struct buffer *body, struct arena *arena, const struct violation *violation)
{
	buffer_add_string(body, "{\"field\":");
	write_text(body, arena, violation->field);
	buffer_add_string(body, ",\"rule\":");
	write_text(body, arena, violation->rule);
	buffer_add_string(body, ",\"message\":");
	write_text(body, arena, violation->message);
	buffer_add_char(body, '}');
}

/* The sidecar carries it as the message of a gRPC status, which is cut where it is too long: so it has the violations that fit. */
static void write_error(struct buffer *body, struct arena *arena, const struct failure *failure)
{
	size_t message_max = failure->message.len;

	do {
		buffer_clear(body);
		buffer_printf(body, "{\"error\":{\"code\":\"%s\",\"message\":", status_grpc_name(failure->status));
		write_text(body, arena, cut(failure->message, message_max));
		message_max /= 2;
	} while (body->len > ERROR_MAX_BYTES / 2 && message_max);
	buffer_add_string(body, ",\"violations\":[");
	for (const struct violation *violation = failure->violations; violation; violation = violation->next) {
		size_t before = body->len;

		if (violation != failure->violations)
			buffer_add_char(body, ',');
		write_violation(body, arena, violation);
		if (body->len <= ERROR_MAX_BYTES)
			continue;
		body->len = before;
		break;
	}
	buffer_add_string(body, "]}}");
}

void command_invoke(struct context *context, struct command_desk *desk, const struct invocation *invocation, struct buffer *body,
		    int *ret_http_status, enum status *ret_status)
{
	*ret_status = run(context, desk, invocation, body, ret_http_status);
	if (*ret_status == STATUS_OK && buffer_failed(body))
		*ret_status = fail(context, STATUS_EXHAUSTED, "the answer is too large");
	if (*ret_status == STATUS_OK)
		return;
	*ret_http_status = status_http_code(*ret_status);
	write_error(body, context->arena, &context->failure);
}
