"""Functions that nobody may call, and what to take instead."""

import re

from sources import TREE, ours, report

BANNED = {
    "alloca": "an arena",
    "atof": "strtod with its end and errno checked",
    "atoi": "strtol with its end and errno checked",
    "atol": "strtol with its end and errno checked",
    "gets": "fgets",
    "gmtime": "gmtime_r",
    "localtime": "localtime_r",
    "mktemp": "mkstemp",
    "rand": "base/ids",
    "sprintf": "snprintf or a buffer",
    "stpcpy": "a buffer",
    "strcat": "a buffer",
    "strcpy": "a buffer",
    "strncat": "a buffer",
    "strncpy": "a buffer",
    "strtok": "strtok_r",
    "system": "posix_spawn",
    "tmpnam": "mkstemp",
    "vsprintf": "vsnprintf or a buffer",
}
CALL = re.compile(r"(?<![\w.>])(" + "|".join(BANNED) + r")\s*\(")
NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)


def blanked(match):
    return re.sub(r"[^\n]", " ", match.group())


def problems():
    for path in ours("src/*.[ch]", "include/*.h", "tests/*.[ch]", "examples/*.[ch]", ":!tests/golden", ":!tests/proto/gen"):
        code = NOT_CODE.sub(blanked, path.read_text(encoding="utf-8"))
        for number, line in enumerate(code.splitlines(), 1):
            for match in CALL.finditer(line):
                yield f"{path.relative_to(TREE)}:{number}: {match.group(1)}() is banned; take {BANNED[match.group(1)]}"


report("banned", list(problems()))
