#!/usr/bin/env bash
# gen/ is exactly what proto/ and the generator of this tree produce.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.."
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
cmake/generate.sh "$fresh" build/protoc-gen-hapax
if ! diff -r -q gen "$fresh" >&2; then
  echo "gen/ isn't what proto/ generates: run ./dev gen and commit the result" >&2
  exit 1
fi
