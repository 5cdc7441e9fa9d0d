#!/bin/sh
# gen/ is what proto/ and the plugin make, to the byte, and tests/proto/gen what tests/proto/ makes: tests/drift.sh PLUGIN
set -eu
[ $# -eq 1 ] || { echo "usage: $0 PLUGIN" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
[ -x "$1" ] || { echo "$0: $1 isn't there: build protoc-gen-hapax first" >&2; exit 1; }
# Without these generate.sh would leave some languages alone.
"$root/tests/integration/toolchain/build.sh" protoc-gen-go protoc-gen-es typescript
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$root/cmake/generate.sh" "$out" "$1"
if ! diff -r -x node_modules "$root/gen" "$out" > "$out.diff"; then
	head -40 "$out.diff"
	rm -f "$out.diff"
	echo "gen/ isn't what proto/ makes: run ./dev gen and commit what it changes" >&2
	exit 1
fi
rm -f "$out.diff"
rm -rf "$out"/*
"$root/tests/proto/generate.sh" "$out" "$1"
diff -r "$root/tests/proto/gen" "$out" || { echo "run tests/proto/generate.sh tests/proto/gen PLUGIN and commit what it changes" >&2; exit 1; }
