/* A service as a struct of typed functions, and the table by which the framework calls them. */
#include <string.h>

#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

#define service_proto Google__Protobuf__ServiceDescriptorProto
#define method_proto  Google__Protobuf__MethodDescriptorProto

static const char *service_name(struct model *model, const struct file *file, size_t service)
{
	return must_printf(model->arena, "%s_%s", file->prefix, name_snake(model->arena, file->proto->service[service]->name));
}

static const char *full_service_name(struct model *model, const struct file *file, size_t service)
{
	return must_printf(model->arena, "%s.%s", file->proto->package, file->proto->service[service]->name);
}

/* Of a method; an underscore keeps away from words that C or C++ have taken. */
static const char *member_name(struct model *model, const char *method)
{
	static const char *const taken[] = {
		"auto",	     "bool",	 "break",    "case",	 "catch",  "char",   "class",	"const",    "continue", "default",
		"delete",    "do",	 "double",   "else",	 "enum",   "export", "extern",	"false",    "float",	"for",
		"friend",    "goto",	 "if",	     "inline",	 "int",	   "long",   "mutable", "new",	    "operator", "private",
		"protected", "public",	 "register", "restrict", "return", "short",  "signed",	"sizeof",   "static",	"struct",
		"switch",    "template", "this",     "throw",	 "true",   "try",    "typedef", "typename", "union",	"unsigned",
		"using",     "virtual",	 "void",     "volatile", "while",
	};
	const char *name = name_snake(model->arena, method);
	for (size_t i = 0; i < COUNT_OF(taken); i++) {
		if (strcmp(name, taken[i]) == 0)
			return must_printf(model->arena, "%s_", name);
	}
	return name;
}

static const char *type_of(const struct model *model, const char *full_name)
{
	return model_find_message(model, full_name)->name;
}

void emit_service_header(struct model *model, struct buffer *out, const struct file *file, size_t service)
{
	const struct service_proto *proto = file->proto->service[service];
	const char *name = service_name(model, file, service);
	const char *full_name = full_service_name(model, file, service);
	buffer_printf(out, "\n/* %s: fill in what the program offers; the rest answers STATUS_UNIMPLEMENTED. */\nstruct %s {\n",
		      full_name, name);
	for (size_t i = 0; i < proto->n_method; i++) {
		const struct method_proto *method = proto->method[i];
		buffer_printf(out, "\tenum status (*%s)(struct call *call, const struct %s *request, struct %s *response);\n",
			      member_name(model, method->name), type_of(model, method->input_type),
			      type_of(model, method->output_type));
	}
	if (proto->n_method == 0)
		buffer_add_string(out, "\tint unused;\n");
	buffer_printf(out, "};\n\nextern const struct rpc_service %s_rpcs;\n%s", name, proto->n_method ? "\n" : "");
	for (size_t i = 0; i < proto->n_method; i++) {
		const char *define = must_printf(model->arena, "%s_%s", name, name_snake(model->arena, proto->method[i]->name));
		buffer_printf(out, "#define %s \"/%s/%s\"\n", name_upper(model->arena, define), full_name, proto->method[i]->name);
	}
}

static void emit_thunk(struct model *model, struct buffer *out, const char *service, const struct method_proto *method)
{
	const char *member = member_name(model, method->name);
	buffer_printf(out,
		      "\nstatic enum status %s_%s_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,\n",
		      service, member);
	buffer_add_string(out, "                   ProtobufCMessage *response)\n{\n");
	buffer_printf(out, "\tconst struct %s *service = methods;\n\tif (!service->%s)\n", service, member);
	buffer_printf(out, "\t\treturn fail(call->context, STATUS_UNIMPLEMENTED, \"%s is not offered by this program\");\n",
		      method->name);
	buffer_printf(out, "\treturn service->%s(call, (const struct %s *)request, (struct %s *)response);\n}\n", member,
		      type_of(model, method->input_type), type_of(model, method->output_type));
}

static void emit_method(struct model *model, struct buffer *out, const struct file *file, size_t service,
			const struct method_proto *method)
{
	const struct message *request = model_find_message(model, method->input_type);
	const struct message *response = model_find_message(model, method->output_type);
	bool reads_only =
		method->options && method->options->has_idempotency_level &&
		method->options->idempotency_level == GOOGLE__PROTOBUF__METHOD_OPTIONS__IDEMPOTENCY_LEVEL__NO_SIDE_EFFECTS;
	buffer_printf(out, "\t{\n\t\t.name = \"%s\",\n\t\t.path = \"/%s/%s\",\n", method->name,
		      full_service_name(model, file, service), method->name);
	buffer_printf(out, "\t\t.request = &%s__descriptor,\n\t\t.response = &%s__descriptor,\n",
		      name_protobuf_c_lower(model->arena, request->full_name),
		      name_protobuf_c_lower(model->arena, response->full_name));
	if (request->has_rules)
		buffer_printf(out, "\t\t.rules = &%s_rules,\n", request->name);
	if (reads_only)
		buffer_add_string(out, "\t\t.reads_only = true,\n");
	buffer_printf(out, "\t\t.thunk = %s_%s_thunk,\n\t},\n", service_name(model, file, service),
		      member_name(model, method->name));
}

void emit_service_source(struct model *model, struct buffer *out, const struct file *file, size_t service)
{
	const struct service_proto *proto = file->proto->service[service];
	const char *name = service_name(model, file, service);
	for (size_t i = 0; i < proto->n_method; i++)
		emit_thunk(model, out, name, proto->method[i]);
	if (proto->n_method) {
		buffer_printf(out, "\nstatic const struct rpc_method %s_methods[] = {\n", name);
		for (size_t i = 0; i < proto->n_method; i++)
			emit_method(model, out, file, service, proto->method[i]);
		buffer_add_string(out, "};\n");
	}
	buffer_printf(out, "\nconst struct rpc_service %s_rpcs = {\"%s\", ", name, full_service_name(model, file, service));
	buffer_printf(out, proto->n_method ? "%s_methods, %zu};\n" : "NULL, 0};\n", name, proto->n_method);
}
