#include "protoc-gen-hapax/model/check.h"

#define method_proto Google__Protobuf__MethodDescriptorProto

enum { FILE_SERVICES = 6, SERVICE_METHODS = 2 };

void check_services(struct model *model)
{
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file *file = &model->files[i];
		for (size_t j = 0; file->wanted && j < file->proto->n_service; j++) {
			struct path service = path_of(NULL, FILE_SERVICES, (int32_t)j);
			for (size_t k = 0; k < file->proto->service[j]->n_method; k++) {
				const struct method_proto *method = file->proto->service[j]->method[k];
				struct path path = path_of(&service, SERVICE_METHODS, (int32_t)k);
				if (!model_find_message(model, method->input_type) ||
				    !model_find_message(model, method->output_type))
					model_error(model, file, &path,
						    "%s takes %s and answers %s, which aren't both in the files that protoc gave",
						    method->name, method->input_type, method->output_type);
				if (method->client_streaming || method->server_streaming)
					model_error(model, file, &path,
						    "%s streams; hapax's services answer one request with one response: take "
						    "`stream` away",
						    method->name);
			}
		}
	}
}
