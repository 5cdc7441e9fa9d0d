"""Every #include points to the same layer or a lower one. The build enforces most of it through include paths; this also covers what they
can't see: relative paths, services, public headers."""

import re

from sources import TREE, ours, report

# Whom each layer may include besides itself, the public headers and the generated ones.
BELOW = {
    "base": [],
    "platform": ["base"],
    "contract": ["platform", "base"],
    "send": ["contract", "platform", "base"],
    "command": ["send", "contract", "platform", "base"],
    "receive": ["command", "send", "contract", "platform", "base"],
    "app": ["receive", "command", "send", "contract", "platform", "base"],
    "cli": ["dev_sidecar", "app", "receive", "command", "send", "contract", "platform", "base"],
    "dev_sidecar": ["platform", "base"],
    "protoc-gen-hapax": ["base"],
}
LAYERS = set(BELOW) | {"services"}
WITHOUT_GEN = {"base"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def is_generated(target):
    return target.endswith((".pb-c.h", ".rpc.h", ".events.h")) or (TREE / "gen" / target).is_file()


def is_public(target):
    return (TREE / "include" / target).is_file()


def complaint(path, target):
    """Why this file may not include that, or None."""
    parts = path.relative_to(TREE).parts
    if ".." in target.split("/"):
        return "no way upwards: name the header from its layer on"
    if is_public(target):
        return None
    if parts[0] == "include":
        return None if is_generated(target) else "a public header includes public headers only"
    layer = parts[1] if len(parts) > 2 else "main"
    if is_generated(target):
        return f"{layer} knows no events" if layer in WITHOUT_GEN else None
    if layer == "main":
        return None if "/" not in target else "main knows its list of services and the public headers"
    first = target.split("/")[0]
    if "/" not in target:
        return None if (path.parent / target).is_file() or target.endswith("_sql.h") else "not in this folder, and without its layer's name"
    if layer == "services":
        return "a service includes public headers, its own folder and generated events"
    if first == layer or first in BELOW[layer]:
        return None
    if first in LAYERS:
        return f"{layer} stands below {first}, or beside it"
    return None if (path.parent / target).is_file() else "no such header in the tree"


def problems():
    for path in ours("src/*.[ch]", "include/hapax/*.h"):
        text = path.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            why = complaint(path, match.group(1))
            if why:
                line = text.count("\n", 0, match.start(1)) + 1
                yield f'{path.relative_to(TREE)}:{line}: "{match.group(1)}": {why}'


report("layers", list(problems()))
