#include "contract/upcasters.h"

#include <stdlib.h>
#include <string.h>

#include "contract/catalogue.h"
#include "contract/validate.h"

/* Of the process. At most one for each `from`, and each goes up: following them always ends. */
static struct {
	struct upcaster *steps;
	size_t count;
} registry;

static const struct upcaster *step_from(const struct event_type *from)
{
	for (size_t i = 0; i < registry.count; i++) {
		if (registry.steps[i].from == from)
			return &registry.steps[i];
	}
	return NULL;
}

static bool is_known(const struct event_type *type)
{
	return catalogue_find_major(text_of(type->name), text_of(type->topic), type->major) == type;
}

static enum status refuse_unknown(struct context *context, const struct upcaster *step, const struct event_type *unknown)
{
	return fail(context, STATUS_INVALID,
		    "upcaster %s %u -> %u: there is no such step, because no catalogue of the program has version %u.%u of %s; "
		    "keep its .proto, and list its catalogue in a service",
		    step->from->name, step->from->major, step->to->major, unknown->major, unknown->minor, unknown->name);
}

static enum status check_step(struct context *context, const struct upcaster *step)
{
	const struct event_type *from = step->from, *to = step->to;
	if (!to || !step->lift)
		return fail(context, STATUS_INVALID, "upcaster from %s %u: has no %s", from->name, from->major,
			    to ? "function lift" : "version to lift to");
	if (strcmp(from->name, to->name) != 0)
		return fail(
			context, STATUS_INVALID,
			"upcaster %s %u -> %s %u: goes from one type to another; it must stay with one, whose versions it joins",
			from->name, from->major, to->name, to->major);
	if (from->major == to->major)
		return fail(context, STATUS_INVALID,
			    "upcaster %s %u -> %u: goes round in a circle; it must lift to a newer major version", from->name,
			    from->major, to->major);
	if (from->major > to->major)
		return fail(context, STATUS_INVALID, "upcaster %s %u -> %u: lifts backwards; it must lift to a newer major version",
			    from->name, from->major, to->major);
	if (!is_known(from))
		return refuse_unknown(context, step, from);
	return is_known(to) ? STATUS_OK : refuse_unknown(context, step, to);
}

static enum status add_step(struct context *context, const struct upcaster *step)
{
	struct upcaster *larger = realloc(registry.steps, (registry.count + 1) * sizeof(*larger));
	if (!larger)
		return fail(context, STATUS_EXHAUSTED, "no memory for an upcaster of %s", step->from->name);
	larger[registry.count++] = *step;
	registry.steps = larger;
	return STATUS_OK;
}

static enum status register_step(struct context *context, const struct upcaster *step)
{
	enum status status = check_step(context, step);
	if (status != STATUS_OK)
		return status;
	const struct upcaster *before = step_from(step->from);
	if (!before)
		return add_step(context, step);
	if (before->to == step->to && before->lift == step->lift)
		return STATUS_OK;
	return fail(
		context, STATUS_CONFLICT,
		"upcaster %s %u -> %u: another one lifts from version %u already (to %u); there may be one step from each version",
		step->from->name, step->from->major, step->to->major, step->from->major, before->to->major);
}

enum status upcasters_register(struct context *context, const struct upcaster *upcasters)
{
	enum status status = STATUS_OK;
	for (; status == STATUS_OK && upcasters && upcasters->from; upcasters++)
		status = register_step(context, upcasters);
	return status;
}

int upcasters_steps(const struct event_type *from, const struct event_type *to)
{
	int steps = 0;
	while (from != to) {
		const struct upcaster *step = step_from(from);
		if (!step)
			return -1;
		from = step->to;
		steps++;
	}
	return steps;
}

static enum status lift_once(struct context *context, const struct upcaster *step, const ProtobufCMessage **data)
{
	ProtobufCMessage *lifted = NULL;
	enum status status = step->lift(context, *data, &lifted);
	if (status == STATUS_OK && (!lifted || lifted->descriptor != step->to->message))
		status = fail(context, STATUS_CORRUPT, "the upcaster made no %s", step->to->message->name);
	if (status != STATUS_OK)
		return context->failure.status ? status : fail(context, status, "the upcaster gave no reason");
	failure_clear(context); /* of what it tried on the way */
	*data = lifted;
	return STATUS_OK;
}

enum status upcasters_lift(struct context *context, struct event *event, const struct event_type *to)
{
	const struct event_type *at = event->type;
	const ProtobufCMessage *data = event->data;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && at != to) {
		const struct upcaster *step = step_from(at);
		if (!step) {
			status = fail(context, STATUS_UNIMPLEMENTED, "there is no upcaster");
			break;
		}
		status = lift_once(context, step, &data);
		at = step->to;
	}
	if (status == STATUS_OK)
		status = validate(context, to->rules, data);
	if (status != STATUS_OK)
		return fail_while(context, "lifting %s from version %u to %u", event->type->name, event->type->major, to->major);
	event->type = to;
	event->data = data;
	return STATUS_OK;
}
