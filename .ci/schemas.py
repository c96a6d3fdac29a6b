#!/usr/bin/env python3
"""Holds TOML files against the JSON Schemas in schemas/: every one is what its schema says, and a file with a
slip is not."""

import json
import pathlib
import sys

import jsonschema
import tomli

ROOT = pathlib.Path(__file__).resolve().parent.parent
schemas = {}
for kind in ("content", "translation", "template"):
    text = (ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    schemas[kind] = jsonschema.Draft7Validator(schema)

passed = 0
for folder in map(pathlib.Path, sys.argv[1:]):
    for path in sorted(folder.rglob("*.toml")):
        # A file to start from has names to fill in.
        text = path.read_text(encoding="utf-8").replace("{id}", "a-name")
        data = tomli.loads(text)
        if "template" in data and "campaign" not in data:
            kind = "template"
        else:
            kind = "translation" if "translation" in data else "content"
        errors = list(schemas[kind].iter_errors(data))
        for error in errors:
            where = ".".join(map(str, error.absolute_path))
            sys.exit(f"FAULT: {path} at {where}: {error.message}")
        # The judge sees a key misspelt.
        if not list(schemas[kind].iter_errors({**data, "tempalte": {}})):
            sys.exit(f"FAULT: {kind} takes any key")
        passed += 1
if passed < 30:
    sys.exit(f"FAULT: only {passed} files were held against a schema")
print(f"{passed} files are as their schemas say")
