#!/bin/sh
# Writes everything that comes out of proto/ into a folder: gen/ in the tree, or another one to compare with it.
#   cmake/generate.sh OUTDIR [PLUGIN]
# PLUGIN is protoc-gen-hapax (default: $PROTOC_GEN_HAPAX, else build/protoc-gen-hapax). Without one only the messages are
# written: that is how the plugin, which stands on some of them, comes into being.
set -eu

[ $# -ge 1 ] || { echo "usage: $0 OUTDIR [PLUGIN]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
plugin=${2:-${PROTOC_GEN_HAPAX:-$root/build/protoc-gen-hapax}}
case $plugin in */*) plugin=$(cd "$(dirname "$plugin")" && pwd)/$(basename "$plugin") ;; esac

cd "$root/proto"
export LC_ALL=C
google=$(pkg-config --variable=includedir protobuf 2>/dev/null || true)
google=${google:-/usr/include}
ours=$(find . -name '*.proto' | sed 's:^\./::' | sort)
theirs="google/protobuf/any.proto google/protobuf/descriptor.proto google/protobuf/duration.proto google/protobuf/empty.proto
	google/protobuf/field_mask.proto google/protobuf/struct.proto google/protobuf/timestamp.proto google/protobuf/wrappers.proto"

# Through a descriptor set, which has no comments: only the messages of the well-known types are wanted, not their text.
set_file=$(mktemp)
trap 'rm -f "$set_file"' EXIT
protoc -I "$google" --include_imports --descriptor_set_out="$set_file" $theirs
protoc-c --descriptor_set_in="$set_file" --c_out="$out" $theirs
protoc-c -I . -I "$google" --c_out="$out" $ours

if [ ! -x "$plugin" ]; then
	echo "$0: $plugin isn't there: wrote the messages, but neither events nor services" >&2
	exit 0
fi
# C, and what people and other tools read. What an event that is gone had left behind goes too.
version=$(sed -n 's/^project(hapax VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")
for folder in asyncapi json-schema specs markdown resources; do rm -rf "${out:?}/$folder"; done
protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" \
	--hapax_out="emit=c+documents+resources,catalogue=hapax,version=$version,only=hapax/:$out" $ours

# Python: protoc brings what makes its messages along.
rm -rf "$out/python"
mkdir "$out/python"
python_protos=$(find hapax -name '*.proto' | sort)
protoc -I . -I "$google" --python_out="$out/python" --pyi_out="$out/python" $python_protos
protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" \
	--hapax_out="emit=python,catalogue=hapax,version=$version,only=hapax/:$out/python" $python_protos
cp -R "$root/src/protoc-gen-hapax/python/runtime/." "$out/python"

# Go and TypeScript: their own messages, and producers by the plugin. The generators are those that tests/integration/toolchain/build.sh
# keeps in the cache; which versions they are can be seen in what they write, so others won't do.
tools=${XDG_CACHE_HOME:-$HOME/.cache}/hapax
events=$(find hapax -name '*.proto' | sort)
work=$(mktemp -d)
trap 'rm -rf "$set_file" "$work"' EXIT
mkdir "$work/go" "$work/typescript"
runtimes=$root/src/protoc-gen-hapax

generate_go() {
	# Import paths of files that don't name one themselves: below the module, with the last two folders as the package's name.
	paths=$(for file in $events; do
		grep -q '^option go_package' "$file" && continue
		dir=$(dirname "$file")
		printf ',M%s=hapax.internal/%s;%s%s' "$file" "$dir" "$(basename "$(dirname "$dir")")" "$(basename "$dir")"
	done)
	protoc -I . -I "$google" --plugin=protoc-gen-go="$tools/bin/protoc-gen-go" --go_out="paths=source_relative$paths:$work/go" $events
	protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" --hapax_out="emit=go,only=hapax/:$work/go" $events
	cp -R "$runtimes/go/runtime/." "$work/go"
	rm -rf "$out/go"
	mv "$work/go" "$out/go"
}

# Compiled, so that Node can run it as it is.
generate_typescript() {
	validate=./buf/validate/validate_pb.js:@bufbuild/protovalidate/gen
	protoc -I . -I "$google" --plugin=protoc-gen-es="$tools/protoc-gen-es/node_modules/.bin/protoc-gen-es" \
		--es_opt="target=ts,import_extension=js,rewrite_imports=$validate" --es_out="$work/typescript" $events
	protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" --hapax_out="emit=typescript,only=hapax/:$work/typescript" $events
	cp -R "$runtimes/typescript/runtime/." "$work/typescript"
	ln -s "$tools/typescript/node_modules" "$work/typescript/node_modules"
	cp "$runtimes/typescript/tsconfig.json" "$work/typescript"
	"$tools/typescript/node_modules/.bin/tsc" -p "$work/typescript"
	rm "$work/typescript/node_modules" "$work/typescript/tsconfig.json"
	find "$work/typescript" -name '*.ts' ! -name '*.d.ts' -exec rm {} +
	rm -rf "$out/typescript"
	mv "$work/typescript" "$out/typescript"
}

missing=
if [ -x "$tools/bin/protoc-gen-go" ]; then generate_go; else missing="$missing protoc-gen-go"; fi
if [ -x "$tools/protoc-gen-es/node_modules/.bin/protoc-gen-es" ] && [ -x "$tools/typescript/node_modules/.bin/tsc" ]; then
	generate_typescript
else
	missing="$missing protoc-gen-es typescript"
fi
[ -z "$missing" ] || echo "$0: left these languages alone; tests/integration/toolchain/build.sh$missing fetches what they take" >&2
