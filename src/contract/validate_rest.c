#include "contract/validate_rest.h"

/* Whether the path is one of these, or leads to something inside of it. */
static bool is_covered(const struct violation *violations, struct text path)
{
	for (; violations; violations = violations->next) {
		struct text field = violations->field;
		if (!text_starts_with(path, field))
			continue;
		if (field.len == 0 || path.len == field.len || path.at[field.len] == '.' || path.at[field.len] == '[')
			return true;
	}
	return false;
}

enum status validate_rest(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message)
{
	struct failure unread = context->failure;
	failure_clear(context);
	enum status status = validate(context, rules, message);
	const struct violation *broken = context->failure.violations;
	context->failure = unread;
	for (; status == STATUS_INVALID && broken; broken = broken->next)
		if (!is_covered(unread.violations, broken->field))
			violation_add(context, broken->field, broken->rule.at, "%.*s", TEXT_ARG(broken->message));
	return fail_violations(context);
}
