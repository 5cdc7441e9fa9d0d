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
protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" --hapax_out="catalogue=hapax,only=hapax/:$out" $ours
