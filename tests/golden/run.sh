#!/bin/sh
# What protoc-gen-hapax writes, and what it says about mistakes, against the files beside this one:
#   tests/golden/run.sh PLUGIN [--update]
set -eu
[ $# -ge 1 ] || { echo "usage: $0 PLUGIN [--update]" >&2; exit 2; }
plugin=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
update=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
google=$(pkg-config --variable=includedir protobuf 2>/dev/null || echo /usr/include)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
failed=0

wrong() { echo "WRONG $1"; failed=1; }
run_protoc() { protoc -I "$root/proto" -I "$google" --plugin=protoc-gen-hapax="$plugin" "$@"; }
compare() {
	if [ "$update" = --update ]; then rm -rf "$1"; cp -r "$2" "$1"; fi
	diff -r "$1" "$2" || wrong "$3"
}

# Good input: every file as expected, twice the same, and C that compiles without a warning.
proto=$here/good/proto
files=$(cd "$proto" && find . -name '*.proto' | sed 's:^\./::' | LC_ALL=C sort)
emit=c+go+python+typescript
mkdir "$tmp/good" "$tmp/again" "$tmp/messages"
run_protoc -I "$proto" --hapax_out="emit=$emit,catalogue=acme:$tmp/good" $files
run_protoc -I "$proto" --hapax_out="emit=$emit,catalogue=acme:$tmp/again" $files
diff -r "$tmp/good" "$tmp/again" || wrong "the same input gives other output"
protoc-c -I "$root/proto" -I "$google" -I "$proto" --c_out="$tmp/messages" $files
for file in $(cd "$tmp/good" && find . -name '*.[ch]'); do
	${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wno-unused-const-variable -fsyntax-only -x c -I "$root/include" -I "$root/gen" \
		-I "$tmp/messages" -I "$tmp/good" "$tmp/good/$file" || wrong "$file doesn't compile"
done
# The bytes of the descriptors depend on the version of protoc.
rm "$tmp/good/acme/catalogue.c"
compare "$here/good/expected" "$tmp/good" "generated files"

# Documents and resources, of a contract with something of everything that they tell of.
documented=$(cd "$here/documents/proto" && find . -name '*.proto' | sed 's:^\./::' | LC_ALL=C sort)
mkdir "$tmp/documents"
run_protoc -I "$here/documents/proto" --hapax_out="emit=documents+resources,catalogue=acme,version=3.1.4:$tmp/documents" $documented
compare "$here/documents/expected" "$tmp/documents" "documents"

# Bad input: the message, with file and line, and no output.
for case in "$here"/errors/*.proto; do
	name=$(basename "$case" .proto)
	mkdir "$tmp/$name"
	if run_protoc -I "$here/errors" --hapax_out="emit=c+documents+resources:$tmp/$name" "$name.proto" > "$tmp/$name.all" 2>&1; then wrong "$name: accepted"; fi
	# protoc warns of imports in no fixed order.
	sed '/warning: Import .* is unused/d' "$tmp/$name.all" > "$tmp/$name.txt"
	[ -z "$(ls "$tmp/$name")" ] || wrong "$name: wrote files in spite of its errors"
	compare "$here/errors/$name.txt" "$tmp/$name.txt" "$name: another message"
done

# A folder that Python has a word for.
mkdir -p "$tmp/words/import/v1"
printf 'syntax = "proto3";\npackage import.v1;\nimport "hapax/options.proto";\noption (hapax.topic) = {name: "b"};\nmessage AB { option (hapax.event) = {type: "a.b" version: "1.0" topic: "b" owner: "import"}; string c = 1; }\n' \
	> "$tmp/words/import/v1/events.proto"
if run_protoc -I "$tmp/words" --hapax_out="emit=python:$tmp/again" import/v1/events.proto 2> "$tmp/words.txt"; then wrong "a word of Python: accepted"; fi
grep -q 'import/v1/events.proto:1: "import" is a word of Python' "$tmp/words.txt" || wrong "a word of Python: $(cat "$tmp/words.txt")"

# What only two files of one run get wrong.
if run_protoc -I "$here/errors/together" --hapax_out="$tmp/again" notes.proto scribes.proto 2> "$tmp/together.txt"; then wrong "two owners: accepted"; fi
grep -q 'scribes.proto:8: NoteTaken: "note.taken" has another owner in version 1.0 (notes, in notes.proto)' "$tmp/together.txt" ||
	wrong "two owners: $(cat "$tmp/together.txt")"

# A wrong parameter, and rules that real protovalidate knows but hapax doesn't.
if run_protoc -I "$proto" --hapax_out="catalog=acme:$tmp/again" $files 2> "$tmp/parameter.txt"; then wrong "parameter: accepted"; fi
grep -q '"catalog=acme" is no parameter' "$tmp/parameter.txt" || wrong "parameter: $(cat "$tmp/parameter.txt")"
mkdir -p "$tmp/foreign/buf/validate"
sed 's/optional bool required = 25;/optional bool required = 25; repeated string cel_expression = 29;/' "$root/proto/buf/validate/validate.proto" \
	> "$tmp/foreign/buf/validate/validate.proto"
echo 'extend google.protobuf.MessageOptions { optional OneofRules message = 1159; }' >> "$tmp/foreign/buf/validate/validate.proto"
printf 'syntax = "proto3";\npackage shop.v1;\nimport "buf/validate/validate.proto";\nmessage Line {\n  option (buf.validate.message).required = true;\n  string sku = 1 [(buf.validate.field).cel_expression = "this"];\n}\n' \
	> "$tmp/foreign/foreign.proto"
if protoc -I "$tmp/foreign" -I "$google" --plugin=protoc-gen-hapax="$plugin" --hapax_out="$tmp/again" foreign.proto 2> "$tmp/foreign.txt"; then
	wrong "unknown rules: accepted"
fi
grep -q 'foreign.proto:6: sku: hapax doesn.t enforce' "$tmp/foreign.txt" || wrong "unknown rule: $(cat "$tmp/foreign.txt")"
grep -q 'foreign.proto:5: Line: hapax doesn.t enforce rules of whole messages' "$tmp/foreign.txt" || wrong "rule of a message: $(cat "$tmp/foreign.txt")"

# Started by hand, it says who should start it.
if echo nonsense | "$plugin" > /dev/null 2> "$tmp/hand.txt"; then wrong "nonsense on stdin: accepted"; fi
grep -q 'it is protoc that starts this program' "$tmp/hand.txt" || wrong "nonsense on stdin: $(cat "$tmp/hand.txt")"

[ $failed = 0 ] && echo "golden: as expected"
exit $failed
