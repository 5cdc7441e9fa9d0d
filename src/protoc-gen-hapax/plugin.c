#include "protoc-gen-hapax/plugin.h"

#include <string.h>

#include "base/scan.h"
#include "protoc-gen-hapax/model/check.h"
#include "protoc-gen-hapax/model/request.h"
#include "protoc-gen-hapax/model/rules.h"
#include "protoc-gen-hapax/outputs.h"

static void check_model(struct model *model)
{
	check_topics(model);
	check_events(model);
	check_services(model);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; model->files[i].wanted && j < model->files[i].message_count; j++)
			rules_plan(model, &model->files[i].messages[j]);
	}
}

static void emit(struct model *model, struct outputs *outputs, const char *name, size_t len)
{
	for (const struct emitter *emitter = emitters; emitter->name; emitter++) {
		if (strlen(emitter->name) == len && memcmp(emitter->name, name, len) == 0) {
			emitter->emit(model, outputs);
			return;
		}
	}
	buffer_printf(&model->errors, "\n--hapax_out: emit=%.*s: there is no such output; there are", (int)len, name);
	for (const struct emitter *emitter = emitters; emitter->name; emitter++)
		buffer_printf(&model->errors, "%s %s", emitter == emitters ? "" : ",", emitter->name);
}

/* "c+documents" */
static void emit_all(struct model *model, struct outputs *outputs)
{
	for (const char *name = model->emit, *end; *name; name = *end ? end + 1 : end) {
		end = name + strcspn(name, "+");
		emit(model, outputs, name, (size_t)(end - name));
	}
}

enum status plugin_answer(struct context *context, struct text bytes, struct text *ret_response)
{
	ProtobufCMessage *request;
	enum status status =
		message_unpack(context, bytes, &google__protobuf__compiler__code_generator_request__descriptor, &request);
	if (status == STATUS_OK)
		status = request_check(context, (const void *)request);
	if (status != STATUS_OK)
		return status;
	struct model model;
	struct outputs *outputs = outputs_new(context->arena);
	model_read(&model, (const void *)request, context->arena);
	check_model(&model);
	if (model.errors.len == 0)
		emit_all(&model, outputs);
	*ret_response = outputs_pack(outputs, &model.errors);
	return STATUS_OK;
}
