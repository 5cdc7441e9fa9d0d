#!/bin/sh
# Writes what comes out of tests/proto/ into a folder: tests/proto/gen in the tree, or another one to compare with it.
#   tests/proto/generate.sh OUTDIR PLUGIN
set -eu
[ $# -eq 2 ] || { echo "usage: $0 OUTDIR PLUGIN" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
plugin=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
cd "$(dirname "$0")"
google=$(pkg-config --variable=includedir protobuf 2>/dev/null || true)
google=${google:-/usr/include}
protoc-c -I . -I "$google" --c_out="$out" kinds.proto sink.proto
protoc -I . -I "$google" --plugin=protoc-gen-hapax="$plugin" --hapax_out="catalogue=sink:$out" sink.proto
