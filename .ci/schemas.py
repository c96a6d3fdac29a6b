#!/usr/bin/env python3
"""Holds files against the JSON Schemas in schemas/: TOML files that people write, and reports in JSON that the
program writes. Every one is what its schema says, and a file with a slip is not."""

import copy
import json
import pathlib
import sys

import jsonschema
import tomli

ROOT = pathlib.Path(__file__).resolve().parent.parent
schemas = {}
for kind in ("content", "translation", "template", "report"):
    text = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    schemas[kind] = jsonschema.Draft7Validator(schema)


def hold(path, kind, data):
    for error in schemas[kind].iter_errors(data):
        where = ".".join(map(str, error.absolute_path))
        sys.exit(f"FAULT: {path} at {where}: {error.message}")


def toml(path):
    data = tomli.loads(path.read_text(encoding="utf-8"))
    if "template" in data and "campaign" not in data:
        kind = "template"
    else:
        kind = "translation" if "translation" in data else "content"
    hold(path, kind, data)
    # The judge sees a key misspelt.
    if not list(schemas[kind].iter_errors({**data, "tempalte": {}})):
        sys.exit(f"FAULT: {kind} takes any key")


def report(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    hold(path, "report", data)
    lists = [data["diagnostics"], *(file.get("findings", []) for file in data.get("files", []))]
    found = sum(map(len, lists))
    # The judge sees a finding without its rule.
    if found:
        faulty = copy.deepcopy(data)
        lists = [faulty["diagnostics"], *(file.get("findings", []) for file in faulty.get("files", []))]
        del next(each for each in lists if each)[0]["rule"]
        if not list(schemas["report"].iter_errors(faulty)):
            sys.exit("FAULT: a report takes a finding without a rule")
    return data["command"], bool(found)


passed = 0
seen = set()
for folder in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(folder.rglob("*.toml")):
        toml(path)
        passed += 1
    for path in sorted(folder.rglob("*.json")):
        seen.add(report(path))
        passed += 1
if passed < 30:
    sys.exit(f"FAULT: only {passed} files were held against a schema")
# A check of a whole campaign always has something to say, if only that its event is made up.
wanted = {(command, True) for command in ("build", "check", "proof")} | {("build", False), ("proof", False)}
if seen != wanted:
    sys.exit(f"FAULT: there are no reports of {sorted(wanted - seen)}, with findings or without")
print(f"{passed} files are as their schemas say")
