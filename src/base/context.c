#include "hapax/context.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "hapax/buffer.h"

enum {
	VIOLATIONS_KEPT = 64,
	VIOLATIONS_TEXT_MAX = 4096, /* goes into a gRPC trailer */
};

static const struct text no_memory = TEXT_INIT("the memory bound of this operation was reached, and with it went the details");

void context_init(struct context *context, struct arena *arena, const struct clock *clock, const struct ids *ids)
{
	*context = (struct context){
		.arena = arena,
		.clock = clock ? clock : clock_system(),
		.ids = ids ? ids : ids_random(),
	};
}

int64_t context_now_us(const struct context *context)
{
	return clock_now_us(context->clock);
}

/* The empty text when the arena is exhausted. */
static struct text format_text(struct arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static struct text format_text(struct arena *arena, const char *format, va_list arguments)
{
	char first_try[512];
	va_list again;
	va_copy(again, arguments);
	int len = vsnprintf(first_try, sizeof(first_try), format, arguments);
	char *text = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
	if (text && (size_t)len < sizeof(first_try))
		memcpy(text, first_try, (size_t)len + 1);
	else if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text ? (struct text){text, (size_t)len} : (struct text){0};
}

enum status fail(struct context *context, enum status status, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct text message = format_text(context->arena, format, arguments);
	va_end(arguments);

	/* Violations found since then belong to the new failure, those of the old one go with it. */
	if (context->failure.status != STATUS_OK)
		failure_clear(context);
	/* "Failed: ok" is a bug of the caller, and must not pass for success. */
	context->failure.status = status == STATUS_OK ? STATUS_INTERNAL : status;
	context->failure.message = message.at ? message : no_memory;
	return context->failure.status;
}

enum status fail_while(struct context *context, const char *format, ...)
{
	struct failure *failure = &context->failure;
	if (failure->status == STATUS_OK) {
		failure->status = STATUS_INTERNAL;
		failure->message = TEXT("failed without saying why");
	}
	va_list arguments;
	va_start(arguments, format);
	struct text doing = format_text(context->arena, format, arguments);
	va_end(arguments);
	char *whole = doing.at ? arena_alloc(context->arena, doing.len + 2 + failure->message.len + 1) : NULL;
	if (!whole)
		return failure->status; /* the cause matters more than what surrounds it */
	memcpy(whole, doing.at, doing.len);
	memcpy(whole + doing.len, ": ", 2);
	if (failure->message.len)
		memcpy(whole + doing.len + 2, failure->message.at, failure->message.len);
	size_t len = doing.len + 2 + failure->message.len;
	whole[len] = '\0';
	failure->message = (struct text){whole, len};
	return failure->status;
}

void violation_add(struct context *context, struct text field, const char *rule, const char *format, ...)
{
	struct failure *failure = &context->failure;
	failure->violation_count++;
	if (failure->violation_count > VIOLATIONS_KEPT)
		return;
	struct violation *violation = arena_new(context->arena, struct violation);
	if (!violation)
		return;
	va_list arguments;
	va_start(arguments, format);
	violation->message = format_text(context->arena, format, arguments);
	va_end(arguments);
	if (!violation->message.at)
		violation->message = no_memory;
	violation->field = text_dup(field, context->arena);
	violation->rule = text_of(rule);

	struct violation **end = &failure->violations;
	while (*end)
		end = &(*end)->next;
	*end = violation;
}

/* Appends "field: message" unless it would pass the maximum; then *message stays as it is. */
static bool add_violation_text(struct buffer *message, const struct violation *violation)
{
	static const struct text between = TEXT_INIT("; "), colon = TEXT_INIT(": ");
	size_t needed = between.len + violation->field.len + colon.len + violation->message.len;
	if (needed > VIOLATIONS_TEXT_MAX - message->len)
		return false;
	if (message->len)
		buffer_add_text(message, between);
	if (!text_empty(violation->field)) {
		buffer_add_text(message, violation->field);
		buffer_add_text(message, colon);
	}
	buffer_add_text(message, violation->message);
	return true;
}

enum status fail_violations(struct context *context)
{
	struct failure *failure = &context->failure;
	if (failure->violation_count == 0)
		return STATUS_OK;
	struct buffer message;
	buffer_init(&message, context->arena, VIOLATIONS_TEXT_MAX + 100);
	size_t told = 0;
	for (const struct violation *v = failure->violations; v && add_violation_text(&message, v); v = v->next)
		told++;
	if (told < failure->violation_count)
		buffer_printf(&message, told ? "; and %zu more" : "%zu rules are broken", failure->violation_count - told);
	failure->status = STATUS_INVALID;
	failure->sqlstate = NULL;
	failure->message = buffer_string(&message) ? buffer_text(&message) : no_memory;
	return STATUS_INVALID;
}

void failure_clear(struct context *context)
{
	context->failure = (struct failure){.status = STATUS_OK};
}

const char *failure_text(const struct context *context)
{
	if (text_empty(context->failure.message))
		return status_name(context->failure.status);
	const char *text = text_dup_string(context->failure.message, context->arena);
	return text ? text : no_memory.at;
}
