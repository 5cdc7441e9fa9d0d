"""What the documents point to is there: relative links with their anchors, tests named as path::test, and paths of the tree in code font. What they
quote, a fenced block below <!-- from PATH -->, is in that file word for word."""

import re
import string
import urllib.parse

from sources import TREE, ours, report

FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.M | re.S)
COMMENT = re.compile(r"<!--.*?-->", re.S)
LINK = re.compile(r"\[[^\]\[]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|<(?:img|a|source)\b[^>]*?\b(?:src|srcset|href)=\"([^\"]+)\"")
CODE = re.compile(r"`([^`\n]+)`")
TEST = re.compile(r"^([\w./-]+\.(?:c|py|sh))::(\w+)$")
IN_TREE = re.compile(r"^(?:\.ci|cmake|components|docs|examples|gen|include|k8s|proto|src|tests)/[\w./-]+$")
QUOTE = re.compile(r"<!-- from ([^ ]+) -->\n```\w*\n(.*?)^```$", re.M | re.S)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.M)


def blanked(pattern, text):
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def slug(heading):
    """As GitHub makes the anchor of a heading."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    kept = "".join(c for c in plain if c in " -_" or c not in string.punctuation)
    return kept.replace(" ", "-")


def anchors(path):
    found, seen = set(), {}
    for heading in HEADING.findall(blanked(FENCE, path.read_text(encoding="utf-8"))):
        name = slug(heading)
        found.add(f"{name}-{seen[name]}" if name in seen else name)
        seen[name] = seen.get(name, 0) + 1
    return found


def wrong_link(path, target):
    url = urllib.parse.urlsplit(target)
    if url.scheme or url.netloc:
        return None
    file = path if not url.path else (path.parent / urllib.parse.unquote(url.path)).resolve()
    if not file.exists():
        return "there is no such file"
    if url.fragment and file.suffix == ".md" and url.fragment not in anchors(file):
        return f"{file.name} has no heading #{url.fragment}"
    return None


def defines(file, name):
    """Whether the test file has this test: a Python function, or a C function that is in the list of tests."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        return re.search(rf"^\s*(?:async\s+)?def {name}\(", text, re.M)
    return re.search(rf"\b{name}\s*\(\s*void \*\*", text)


def wrong_code(path, code):
    test = TEST.match(code)
    if test:
        file = TREE / test.group(1)
        if not file.is_file():
            return "there is no such file"
        return None if defines(file, test.group(2)) else f"no test of that name in {test.group(1)}"
    if IN_TREE.match(code) and "NNNN" not in code and not (TREE / code).exists() and not (path.parent / code).exists():
        return "there is no such file"
    return None


def wrong_quote(file, text):
    if not file.is_file():
        return "there is no such file"
    return None if text in file.read_text(encoding="utf-8") else "doesn't hold the text that is quoted from it"


def problems():
    documents = ours("*.md")
    if not documents:
        yield "no documents found"
    for path in documents:
        written = path.read_text(encoding="utf-8")
        for match in QUOTE.finditer(written):
            why = wrong_quote(TREE / match.group(1), match.group(2))
            if why:
                line = written.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(TREE)}:{line}: {match.group(1)}: {why}"
        text = blanked(COMMENT, blanked(FENCE, written))
        found = [(match, match.group(1) or match.group(2), wrong_link) for match in LINK.finditer(blanked(CODE, text))]
        found += [(match, match.group(1), wrong_code) for match in CODE.finditer(text)]
        for match, what, check in found:
            why = check(path, what)
            if why:
                line = text.count("\n", 0, match.start()) + 1
                yield f"{path.relative_to(TREE)}:{line}: {what}: {why}"


report("links", list(problems()))
