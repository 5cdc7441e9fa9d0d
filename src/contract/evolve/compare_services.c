#include <string.h>

#include "contract/evolve/compare.h"
#include "contract/evolve/read.h"

typedef Google__Protobuf__MethodDescriptorProto method_proto;

static struct place place_of(const struct service_side *service, const method_proto *method)
{
	for (size_t i = 0; i < service->proto->n_method; i++)
		if (service->proto->method[i] == method)
			return place_below(&service->place, SERVICE_METHODS, (int32_t)i);
	return service->place;
}

static const char *type_text(const char *type)
{
	const char *name = text_or_empty(type);
	return name + (name[0] == '.');
}

static const char *stream_text(struct compare *compare, const method_proto *method)
{
	return compare_text(compare, "(%s%s) returns (%s%s)", method->client_streaming ? "stream " : "",
			    type_text(method->input_type), method->server_streaming ? "stream " : "",
			    type_text(method->output_type));
}

static int idempotency_of(const method_proto *method)
{
	return method->options ? (int)method->options->idempotency_level : 0;
}

static const char *idempotency_text(const method_proto *method)
{
	static const char *const names[] = {"IDEMPOTENCY_UNKNOWN", "NO_SIDE_EFFECTS", "IDEMPOTENT"};
	int level = idempotency_of(method);
	return level >= 0 && level < (int)COUNT_OF(names) ? names[level] : "?";
}

static void compare_method(struct compare *compare, const method_proto *before, const method_proto *after,
			   const struct place *place)
{
	const struct trail trail = {NULL, before->name, 1};
	if (strcmp(type_text(before->input_type), type_text(after->input_type)) != 0)
		compare_note(compare, METHOD_REQUEST_CHANGED, &trail, type_text(before->input_type), type_text(after->input_type),
			     place);
	if (strcmp(type_text(before->output_type), type_text(after->output_type)) != 0)
		compare_note(compare, METHOD_RESPONSE_CHANGED, &trail, type_text(before->output_type),
			     type_text(after->output_type), place);
	if (!before->client_streaming != !after->client_streaming || !before->server_streaming != !after->server_streaming)
		compare_note(compare, METHOD_STREAMING_CHANGED, &trail, stream_text(compare, before), stream_text(compare, after),
			     place);
	if (idempotency_of(before) != idempotency_of(after))
		compare_note(compare, METHOD_IDEMPOTENCY_CHANGED, &trail, idempotency_text(before), idempotency_text(after), place);
}

static void compare_service(struct compare *compare, const struct service_side *before, const struct service_side *after)
{
	for (size_t i = 0; i < before->proto->n_method && compare_work(compare, 1 + after->proto->n_method); i++) {
		const method_proto *method = before->proto->method[i], *now = index_find_name(&after->methods, method->name);
		const struct trail trail = {NULL, method->name, 1};
		const struct place place = place_of(after, now);
		if (now)
			compare_method(compare, method, now, &place);
		else
			compare_note(compare, METHOD_REMOVED, &trail, stream_text(compare, method), NULL, &after->place);
	}
	for (size_t i = 0; i < after->proto->n_method && compare_work(compare, 1 + after->proto->n_method); i++) {
		const method_proto *method = after->proto->method[i];
		const struct trail trail = {NULL, method->name, 1};
		const struct place place = place_of(after, method);
		if (!index_find_name(&before->methods, method->name))
			compare_note(compare, METHOD_ADDED, &trail, NULL, stream_text(compare, method), &place);
	}
}

void compare_services(struct compare *compare)
{
	for (size_t i = 0; i < compare->before->service_count && compare_work(compare, 1); i++) {
		const struct service_side *before = &compare->before->services[i];
		const struct service_side *after = index_find_name(&compare->after->services_by_name, before->name);
		compare_subject(compare, SUBJECT_SERVICE, before->name, NULL, NULL, NULL);
		if (after)
			compare_service(compare, before, after);
		else
			compare_note(compare, SERVICE_REMOVED, NULL, before->name, NULL, NULL);
	}
	for (size_t i = 0; i < compare->after->service_count && compare_work(compare, 1); i++) {
		const struct service_side *after = &compare->after->services[i];
		if (index_find_name(&compare->before->services_by_name, after->name))
			continue;
		compare_subject(compare, SUBJECT_SERVICE, after->name, NULL, NULL, NULL);
		compare_note(compare, SERVICE_ADDED, NULL, NULL, after->name, &after->place);
	}
}
