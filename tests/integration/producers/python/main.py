"""Publishes what it is told to on stdin, a JSON object a line, and answers on stdout what became of it, a line each. Its argument is a
file with the module and the message of every event type."""

import datetime
import importlib
import json
import re
import sys

from google.protobuf import json_format

import hapax


def snake(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def options(given):
    named = {snake(name): value for name, value in given.items() if name != "time"}
    if "time" in given:
        named["time"] = datetime.datetime.fromisoformat(given["time"])
    return named


def obey(order, table):
    entry = table[order["type"]]
    module = importlib.import_module(entry["module"])
    data = json_format.ParseDict(order["data"], getattr(module, entry["name"])())
    settings = {"timeout_s": order["client"]["timeoutMs"] / 1000, "attempts": order["client"]["attempts"]} if order["client"] else {}
    try:
        with hapax.Client(**settings) as client:
            return {"id": getattr(module, "publish_" + snake(entry["name"]))(client, data, **options(order["options"]))}
    except hapax.ValidationError as error:
        return {"error": str(error), "violations": [violation._asdict() for violation in error.violations]}
    except hapax.PublishError as error:
        return {"id": error.id, "status": error.status, "error": str(error)}
    except ValueError as error:
        return {"error": str(error)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        table = json.load(file)
    for line in sys.stdin:
        print(json.dumps(obey(json.loads(line), table)))


main()
