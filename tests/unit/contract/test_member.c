/* What descriptors say of a field, where protobuf-c's say less than the .proto did. */
#include "contract/json/member.h"
#include "google/protobuf/struct.pb-c.h"
#include "unit/contract/codec.h"

/* A list of the messages that a Struct's map is made of, under another name. */
static ProtobufCFieldDescriptor field_called(const char *name)
{
	ProtobufCFieldDescriptor field = google__protobuf__struct__descriptor.fields[0];
	field.name = name;
	return field;
}

/* Of two pairs with one key only the last counts in a map; in a list both do. */
static void a_list_of_pairs_is_no_map_unless_it_is_called_as_one(void **state)
{
	(void)state;
	static const struct {
		const char *name, *entry;
		bool is_map;
	} cases[] = {
		{"fields", "FieldsEntry", true},
		{"notes", "FieldsEntry", false},
		{"field", "FieldsEntry", false},
		{"fields_", "FieldsEntry", true},
		{"due_dates", "DueDatesEntry", true},
		{"dueDates", "DueDatesEntry", true},
		{"due_dates", "DuedatesEntry", false},
		{"_a", "AEntry", true},
		{"a_1b", "A1bEntry", true},
		{"a", "Entry", false},
		{"a", "AEntryX", false},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		ProtobufCMessageDescriptor entry = google__protobuf__struct__fields_entry__descriptor;
		ProtobufCFieldDescriptor field = field_called(cases[i].name);
		entry.short_name = cases[i].entry;
		field.descriptor = &entry;
		if (member_is_map(&field) != cases[i].is_map)
			fail_msg("%s of %s is%s a map", cases[i].name, cases[i].entry, cases[i].is_map ? "n't" : "");
	}
}

static void only_repeated_messages_are_maps(void **state)
{
	(void)state;
	ProtobufCFieldDescriptor field = field_called("fields");
	field.label = PROTOBUF_C_LABEL_NONE;
	assert_false(member_is_map(&field));
	field = field_called("fields");
	field.type = PROTOBUF_C_TYPE_STRING;
	assert_false(member_is_map(&field));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(a_list_of_pairs_is_no_map_unless_it_is_called_as_one),
		CODEC_TEST(only_repeated_messages_are_maps),
	};
	return cmocka_run_group_tests_name("member", tests, NULL, NULL);
}
