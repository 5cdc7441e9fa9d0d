#include "platform/grpc/reflection.h"

#include <stdlib.h>

#include "grpc/reflection/v1/reflection.pb-c.h"
#include "platform/grpc/descriptor_index.h"

struct reflection {
	struct descriptor_index index;
	const char *const *services;
	size_t service_count;
};

enum status reflection_new(struct context *context, const struct text *sets, size_t set_count, const char *const *services,
			   size_t service_count, struct reflection **ret_reflection)
{
	struct reflection *reflection = calloc(1, sizeof(*reflection));
	if (!reflection)
		return fail(context, STATUS_EXHAUSTED, "reflection: no memory");
	reflection->services = services;
	reflection->service_count = service_count;
	const enum status status = descriptor_index_init(&reflection->index, context, sets, set_count);
	if (status != STATUS_OK) {
		free(reflection);
		return status;
	}
	*ret_reflection = reflection;
	return STATUS_OK;
}

void reflection_free(struct reflection *reflection)
{
	if (!reflection)
		return;
	descriptor_index_done(&reflection->index);
	free(reflection);
}

/* A failure of one question is part of the answer, and the stream goes on. */
static enum status set_error(struct context *context, Grpc__Reflection__V1__ServerReflectionResponse *response, enum status status,
			     const char *message)
{
	Grpc__Reflection__V1__ErrorResponse *error = arena_new(context->arena, Grpc__Reflection__V1__ErrorResponse);
	if (!error || !message)
		return fail(context, STATUS_EXHAUSTED, "no memory for an answer");
	grpc__reflection__v1__error_response__init(error);
	error->error_code = status_grpc_code(status);
	error->error_message = (char *)message;
	response->message_response_case = GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_ERROR_RESPONSE;
	response->error_response = error;
	return STATUS_OK;
}

static enum status set_files(const struct descriptor_index *index, struct context *context, size_t file,
			     Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	size_t *files = NULL, count = 0;
	enum status status = descriptor_closure(index, context, file, &files, &count);
	if (status != STATUS_OK)
		return status;
	Grpc__Reflection__V1__FileDescriptorResponse *answer =
		arena_new(context->arena, Grpc__Reflection__V1__FileDescriptorResponse);
	ProtobufCBinaryData *protos = arena_array(context->arena, ProtobufCBinaryData, count);
	if (!answer || !protos)
		return fail(context, STATUS_EXHAUSTED, "no memory for an answer");
	grpc__reflection__v1__file_descriptor_response__init(answer);
	for (size_t i = 0; i < count; i++) {
		const struct text bytes = index->files[files[i]].bytes;
		protos[i] = (ProtobufCBinaryData){.len = bytes.len, .data = (uint8_t *)bytes.at};
	}
	answer->n_file_descriptor_proto = count;
	answer->file_descriptor_proto = protos;
	response->message_response_case =
		GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_FILE_DESCRIPTOR_RESPONSE;
	response->file_descriptor_response = answer;
	return STATUS_OK;
}

static enum status answer_file(const struct reflection *reflection, struct context *context,
			       const Grpc__Reflection__V1__ServerReflectionRequest *request,
			       Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	const size_t file = descriptor_file_named(&reflection->index, text_of(request->file_by_filename));
	if (file == SIZE_MAX)
		return set_error(context, response, STATUS_NOT_FOUND,
				 arena_printf(context->arena, "no file \"%s\"", request->file_by_filename));
	return set_files(&reflection->index, context, file, response);
}

static enum status answer_symbol(const struct reflection *reflection, struct context *context,
				 const Grpc__Reflection__V1__ServerReflectionRequest *request,
				 Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	const size_t file = descriptor_file_with_symbol(&reflection->index, text_of(request->file_containing_symbol));
	if (file == SIZE_MAX)
		return set_error(context, response, STATUS_NOT_FOUND,
				 arena_printf(context->arena, "no symbol \"%s\"", request->file_containing_symbol));
	return set_files(&reflection->index, context, file, response);
}

static enum status answer_extension(const struct reflection *reflection, struct context *context,
				    const Grpc__Reflection__V1__ServerReflectionRequest *request,
				    Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	(void)reflection;
	(void)request;
	return set_error(context, response, STATUS_NOT_FOUND, "extensions are not offered");
}

static enum status answer_services(const struct reflection *reflection, struct context *context,
				   const Grpc__Reflection__V1__ServerReflectionRequest *request,
				   Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	(void)request;
	const size_t count = reflection->service_count;
	Grpc__Reflection__V1__ListServiceResponse *answer = arena_new(context->arena, Grpc__Reflection__V1__ListServiceResponse);
	Grpc__Reflection__V1__ServiceResponse *services = arena_array(context->arena, Grpc__Reflection__V1__ServiceResponse, count);
	Grpc__Reflection__V1__ServiceResponse **list = arena_array(context->arena, Grpc__Reflection__V1__ServiceResponse *, count);
	if (!answer || !services || !list)
		return fail(context, STATUS_EXHAUSTED, "no memory for an answer");
	grpc__reflection__v1__list_service_response__init(answer);
	for (size_t i = 0; i < count; i++) {
		grpc__reflection__v1__service_response__init(&services[i]);
		services[i].name = (char *)reflection->services[i];
		list[i] = &services[i];
	}
	answer->n_service = count;
	answer->service = list;
	response->message_response_case = GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__MESSAGE_RESPONSE_LIST_SERVICES_RESPONSE;
	response->list_services_response = answer;
	return STATUS_OK;
}

static const struct question {
	Grpc__Reflection__V1__ServerReflectionRequest__MessageRequestCase asked;
	enum status (*answer)(const struct reflection *reflection, struct context *context,
			      const Grpc__Reflection__V1__ServerReflectionRequest *request,
			      Grpc__Reflection__V1__ServerReflectionResponse *response);
} questions[] = {
	{GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_BY_FILENAME, answer_file},
	{GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_SYMBOL, answer_symbol},
	{GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_FILE_CONTAINING_EXTENSION, answer_extension},
	{GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_ALL_EXTENSION_NUMBERS_OF_TYPE, answer_extension},
	{GRPC__REFLECTION__V1__SERVER_REFLECTION_REQUEST__MESSAGE_REQUEST_LIST_SERVICES, answer_services},
};

static enum status answer_question(const struct reflection *reflection, struct context *context,
				   const Grpc__Reflection__V1__ServerReflectionRequest *request,
				   Grpc__Reflection__V1__ServerReflectionResponse *response)
{
	for (size_t i = 0; i < COUNT_OF(questions); i++) {
		if (questions[i].asked == request->message_request_case)
			return questions[i].answer(reflection, context, request, response);
	}
	return set_error(context, response, STATUS_UNIMPLEMENTED, "no such question is answered here");
}

static void serve(void *self, struct incoming *incoming)
{
	struct context context;
	ProtobufCMessage *message = NULL;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	enum status status =
		incoming_unpack(&context, incoming, &grpc__reflection__v1__server_reflection_request__descriptor, &message);
	Grpc__Reflection__V1__ServerReflectionResponse response = GRPC__REFLECTION__V1__SERVER_REFLECTION_RESPONSE__INIT;
	if (status == STATUS_OK) {
		Grpc__Reflection__V1__ServerReflectionRequest *request = (Grpc__Reflection__V1__ServerReflectionRequest *)message;
		response.valid_host = request->host;
		response.original_request = request;
		status = answer_question(self, &context, request, &response);
	}
	if (status != STATUS_OK)
		incoming_refuse(incoming, &context.failure);
	else
		incoming_answer(incoming, &response.base);
}

void reflection_endpoints(struct reflection *reflection, struct endpoint ret_endpoints[REFLECTION_ENDPOINTS])
{
	static const char *const paths[REFLECTION_ENDPOINTS] = {
		"/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
		"/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
	};
	for (size_t i = 0; i < REFLECTION_ENDPOINTS; i++)
		ret_endpoints[i] = (struct endpoint){.path = paths[i], .serve = serve, .self = reflection, .bidi = true};
}
