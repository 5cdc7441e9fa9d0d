/* Everything that can come out of a contract. */
#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/go/emit_go.h"
#include "protoc-gen-hapax/outputs.h"
#include "protoc-gen-hapax/python/emit_python.h"
#include "protoc-gen-hapax/resources/resources.h"
#include "protoc-gen-hapax/typescript/emit_typescript.h"

const struct emitter emitters[] = {
	{"c", emit_c},
	{"documents", emit_documents},
	{"go", emit_go},
	{"python", emit_python},
	{"resources", emit_resources},
	{"typescript", emit_typescript},
	{NULL, NULL},
};
