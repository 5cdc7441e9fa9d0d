#include "platform/grpc/descriptor_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/scan.h"
#include "base/wire.h"

enum { INDEX_MAX_BYTES = 64 * 1024 * 1024 };

/* Numbers of FileDescriptorProto in google/protobuf/descriptor.proto. */
enum { SET_FILE = 1, FILE_NAME = 1, FILE_PACKAGE = 2, FILE_IMPORT = 3, ANY_NAME = 1 };

/* What has a name and may hold others. */
enum kind { KIND_FILE, KIND_MESSAGE, KIND_ENUM, KIND_SERVICE, KIND_LEAF, KIND_COUNT };

static const struct member {
	enum kind of;
	uint32_t number;
	enum kind kind;
	bool beside; /* is named in the scope of its holder, not inside it: enum values */
} members[] = {
	{KIND_FILE, 4, KIND_MESSAGE}, {KIND_FILE, 5, KIND_ENUM},       {KIND_FILE, 6, KIND_SERVICE}, {KIND_FILE, 7, KIND_LEAF},
	{KIND_MESSAGE, 2, KIND_LEAF}, {KIND_MESSAGE, 3, KIND_MESSAGE}, {KIND_MESSAGE, 4, KIND_ENUM}, {KIND_MESSAGE, 6, KIND_LEAF},
	{KIND_MESSAGE, 8, KIND_LEAF}, {KIND_ENUM, 2, KIND_LEAF, true}, {KIND_SERVICE, 2, KIND_LEAF},
};

/* One that is being walked. */
struct holder {
	enum kind kind;
	struct text scope; /* its own full name */
	struct text outer; /* the scope it lies in */
	struct text rest;
};

struct walk {
	struct descriptor_index *index;
	struct context *context;
	size_t file;
	size_t symbol_capacity;
	struct holder holders[MESSAGE_DEPTH_MAX];
	size_t depth;
};

static enum status corrupt(struct context *context, const char *what)
{
	return fail(context, STATUS_CORRUPT, "reflection: malformed %s in a FileDescriptorSet", what);
}

static enum status no_memory(struct context *context)
{
	return fail(context, STATUS_EXHAUSTED, "reflection: the descriptors need more than %d bytes", INDEX_MAX_BYTES);
}

/* The first bytes field with that number, or the empty text. */
static struct text find_bytes(struct text message, uint32_t number)
{
	struct wire_field field;
	while (wire_next(&message, &field) == WIRE_FIELD) {
		if (field.number == number && field.type == WIRE_BYTES)
			return field.bytes;
	}
	return (struct text){0};
}

/* Counts bytes fields with that number; false when the message is malformed. */
static bool count_fields(struct text message, uint32_t number, size_t *ret_count)
{
	struct wire_field field;
	enum wire_result result;
	size_t count = 0;
	while ((result = wire_next(&message, &field)) == WIRE_FIELD)
		count += field.number == number && field.type == WIRE_BYTES;
	*ret_count = count;
	return result == WIRE_END;
}

static int compare_files(const void *a, const void *b)
{
	return text_compare(((const struct descriptor_file *)a)->name, ((const struct descriptor_file *)b)->name);
}

static int compare_symbols(const void *a, const void *b)
{
	return text_compare(((const struct descriptor_symbol *)a)->name, ((const struct descriptor_symbol *)b)->name);
}

static bool is_listed(const struct descriptor_index *index, struct text name)
{
	for (size_t i = 0; i < index->file_count; i++) {
		if (text_equal(index->files[i].name, name))
			return true;
	}
	return false;
}

static enum status add_file(struct descriptor_index *index, struct context *context, struct text bytes)
{
	struct descriptor_file file = {.bytes = bytes, .name = find_bytes(bytes, FILE_NAME)};
	size_t import_count;
	if (!count_fields(bytes, FILE_IMPORT, &import_count) || text_empty(file.name))
		return corrupt(context, "file");
	if (is_listed(index, file.name))
		return STATUS_OK;
	file.imports = arena_array(&index->arena, struct text, import_count);
	if (!file.imports)
		return no_memory(context);
	struct wire_field field;
	while (wire_next(&bytes, &field) == WIRE_FIELD) {
		if (field.number == FILE_IMPORT && field.type == WIRE_BYTES)
			file.imports[file.import_count++] = field.bytes;
	}
	index->files[index->file_count++] = file;
	return STATUS_OK;
}

static enum status add_files(struct descriptor_index *index, struct context *context, const struct text *sets, size_t set_count)
{
	size_t total = 0;
	for (size_t i = 0; i < set_count; i++) {
		size_t count;
		if (!count_fields(sets[i], SET_FILE, &count))
			return corrupt(context, "set");
		total += count;
	}
	index->files = arena_array(&index->arena, struct descriptor_file, total);
	if (!index->files)
		return no_memory(context);
	enum status status = STATUS_OK;
	for (size_t i = 0; i < set_count && status == STATUS_OK; i++) {
		struct text set = sets[i];
		struct wire_field field;
		while (status == STATUS_OK && wire_next(&set, &field) == WIRE_FIELD) {
			if (field.number == SET_FILE && field.type == WIRE_BYTES)
				status = add_file(index, context, field.bytes);
		}
	}
	qsort(index->files, index->file_count, sizeof(*index->files), compare_files);
	return status;
}

static enum status add_symbol(struct walk *walk, struct text name)
{
	struct descriptor_index *index = walk->index;
	if (index->symbol_count == walk->symbol_capacity) {
		const size_t capacity = walk->symbol_capacity ? walk->symbol_capacity * 2 : 1024;
		struct descriptor_symbol *larger = arena_array(&index->arena, struct descriptor_symbol, capacity);
		if (!larger)
			return no_memory(walk->context);
		if (index->symbols)
			memcpy(larger, index->symbols, index->symbol_count * sizeof(*larger));
		index->symbols = larger;
		walk->symbol_capacity = capacity;
	}
	index->symbols[index->symbol_count++] = (struct descriptor_symbol){.name = name, .file = walk->file};
	return STATUS_OK;
}

static const struct member *find_member(enum kind of, uint32_t number)
{
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		if (members[i].of == of && members[i].number == number)
			return &members[i];
	}
	return NULL;
}

static enum status enter(struct walk *walk, const struct member *member, struct text bytes)
{
	const struct holder *holder = &walk->holders[walk->depth - 1];
	const struct text outer = member->beside ? holder->outer : holder->scope;
	const struct text name = find_bytes(bytes, ANY_NAME);
	size_t ignored;
	if (text_empty(name) || !count_fields(bytes, ANY_NAME, &ignored))
		return corrupt(walk->context, "declaration");
	const char *full = arena_printf(&walk->index->arena, "%.*s%s%.*s", TEXT_ARG(outer), outer.len ? "." : "", TEXT_ARG(name));
	if (!full)
		return no_memory(walk->context);
	const enum status status = add_symbol(walk, text_of(full));
	if (status != STATUS_OK || member->kind == KIND_LEAF)
		return status;
	if (walk->depth == MESSAGE_DEPTH_MAX)
		return corrupt(walk->context, "declaration (nested too deeply)");
	walk->holders[walk->depth++] = (struct holder){.kind = member->kind, .scope = text_of(full), .outer = outer, .rest = bytes};
	return STATUS_OK;
}

static enum status walk_file(struct walk *walk)
{
	const struct text bytes = walk->index->files[walk->file].bytes;
	const struct text package = find_bytes(bytes, FILE_PACKAGE);
	walk->holders[0] = (struct holder){.kind = KIND_FILE, .scope = package, .outer = package, .rest = bytes};
	walk->depth = 1;
	enum status status = STATUS_OK;
	while (status == STATUS_OK && walk->depth > 0) {
		struct holder *holder = &walk->holders[walk->depth - 1];
		struct wire_field field;
		if (wire_next(&holder->rest, &field) != WIRE_FIELD) {
			walk->depth--;
			continue;
		}
		const struct member *member = field.type == WIRE_BYTES ? find_member(holder->kind, field.number) : NULL;
		if (member)
			status = enter(walk, member, field.bytes);
	}
	return status;
}

static enum status add_symbols(struct descriptor_index *index, struct context *context)
{
	struct walk walk = {.index = index, .context = context};
	enum status status = STATUS_OK;
	for (; walk.file < index->file_count && status == STATUS_OK; walk.file++)
		status = walk_file(&walk);
	if (index->symbol_count > 0)
		qsort(index->symbols, index->symbol_count, sizeof(*index->symbols), compare_symbols);
	return status;
}

enum status descriptor_index_init(struct descriptor_index *index, struct context *context, const struct text *sets,
				  size_t set_count)
{
	*index = (struct descriptor_index){0};
	arena_init(&index->arena, INDEX_MAX_BYTES);
	enum status status = add_files(index, context, sets, set_count);
	if (status == STATUS_OK)
		status = add_symbols(index, context);
	if (status != STATUS_OK)
		descriptor_index_done(index);
	return status;
}

void descriptor_index_done(struct descriptor_index *index)
{
	arena_done(&index->arena);
	*index = (struct descriptor_index){0};
}

size_t descriptor_file_named(const struct descriptor_index *index, struct text name)
{
	const struct descriptor_file wanted = {.name = name};
	if (index->file_count == 0)
		return SIZE_MAX;
	const struct descriptor_file *found = bsearch(&wanted, index->files, index->file_count, sizeof(wanted), compare_files);
	return found ? (size_t)(found - index->files) : SIZE_MAX;
}

size_t descriptor_file_with_symbol(const struct descriptor_index *index, struct text symbol)
{
	if (symbol.len > 0 && symbol.at[0] == '.')
		symbol = (struct text){symbol.at + 1, symbol.len - 1};
	const struct descriptor_symbol wanted = {.name = symbol};
	if (index->symbol_count == 0)
		return SIZE_MAX;
	const struct descriptor_symbol *found =
		bsearch(&wanted, index->symbols, index->symbol_count, sizeof(wanted), compare_symbols);
	return found ? found->file : SIZE_MAX;
}

enum status descriptor_closure(const struct descriptor_index *index, struct context *context, size_t file, size_t **ret_files,
			       size_t *ret_count)
{
	/* The list is its own work queue: what was added and not yet looked at lies behind `next`. */
	size_t *files = arena_array(context->arena, size_t, index->file_count);
	bool *seen = arena_array(context->arena, bool, index->file_count);
	if (!files || !seen)
		return fail(context, STATUS_EXHAUSTED, "no memory for %zu files", index->file_count);
	size_t count = 0;
	files[count++] = file;
	seen[file] = true;
	for (size_t next = 0; next < count; next++) {
		const struct descriptor_file *from = &index->files[files[next]];
		for (size_t i = 0; i < from->import_count; i++) {
			const size_t imported = descriptor_file_named(index, from->imports[i]);
			if (imported == SIZE_MAX || seen[imported])
				continue;
			seen[imported] = true;
			files[count++] = imported;
		}
	}
	*ret_files = files;
	*ret_count = count;
	return STATUS_OK;
}
