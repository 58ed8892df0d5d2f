"""Writes the pages that follow from the code: the data dictionary and the reference of the command line.

``make docs`` runs it; ``tests/test_docs.py`` checks that the data dictionary is up to date.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.output.rows import TABLES
from extractor.output.schema import json_schema, linked_schema

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by docs/generate.py; edit the code, not this page. -->"


def data_dictionary() -> str:
    """Fields of the JSON objects and columns of the tables, from the schemas."""
    return "\n".join(_dictionary()) + "\n"


def _dictionary() -> Iterator[str]:
    yield from (_NOTE, "# Data dictionary", "")
    yield "Offsets are Unicode code points of the decoded text, end-exclusive. Everything is UTF-8."
    schema = json_schema()
    yield from ("", "## JSON lines", "")
    yield "One object a line and document; `extractor schema` prints the JSON Schema."
    yield from _object("Document", schema)
    for name, record in schema["$defs"].items():
        yield from _object(name, record)
    yield from ("", "### attrs", "")
    yield from ("| of | key | holds |", "|---|---|---|")
    for of, key, holds in ATTRS:
        yield f"| {of} | `{key}` | {holds} |"
    yield from ("", "## Tables", "")
    yield "CSV, Parquet, Arrow and data frames have these tables. `attrs` are JSON; ` | ` parts the names in a cell."
    for table, columns in TABLES.items():
        yield from ("", f"### {table}", "", "| column | type | holds |", "|---|---|---|")
        for column in columns:
            kind = {str: "text", int: "integer"}[column.type] + (", may be null" if column.optional else "")
            yield f"| `{column.name}` | {kind} | {_cell(column.meaning)} |"
    linked = linked_schema()
    yield from ("", "## Rows of `extractor link`", "")
    yield "One object a line; `record` says which kind it is (`extractor schema --linked`)."
    for kind in linked["oneOf"]:
        yield from ("", f"### {kind['properties']['record']['const']}", "", _cell(kind["description"]), "")
        yield ", ".join(f"`{name}`" for name in kind["properties"])


# What stands in ``attrs``: the keys that users can rely on.
ATTRS = (
    ("DATE", "start, end", "first and last day or minute that it covers, ISO 8601"),
    ("OFFICIAL", "name, title, organization", "the parts of the value"),
    ("LAW", "number", "the law's number as promulgated"),
    ("LAW", "title", "the registered title"),
    ("LAW", "url", "its page at e-Gov"),
    ("LAW", "provisions", "articles, paragraphs and items named behind it"),
    ("MINISTRY", "country, parent, valid", "ISO 3166 code, the body above it, first and last day under this name"),
    ("PLACE", "kind", "country, prefecture, municipality, city, address, facility, region or sea"),
    ("Event", "rule, form", "the trigger row that found it, and the grammatical form of the trigger"),
    ("Event", "confidence", "probability that the record is right, fitted on gold documents"),
    ("Event", "evidence", "for each filler its slot, mention, rule, and the span where it was read"),
)


def _object(name: str, record: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"### {name}", "", _cell(record["description"]), "")
    yield from ("| field | type | holds |", "|---|---|---|")
    for field, shape in record["properties"].items():
        yield f"| `{field}` | {_type(shape)} | {_cell(shape.get('description', ''))}{_choices(shape)} |"


def _type(shape: dict[str, Any]) -> str:
    if "anyOf" in shape:
        return f"{_type(shape['anyOf'][0])}, may be null"
    if "$ref" in shape:
        return str(shape["$ref"]).rsplit("/", 1)[-1]
    if "const" in shape:
        return f"`{shape['const']}`"
    if shape["type"] == "array":
        return f"list of {_type(shape['items'])}"
    return {"string": "text", "integer": "integer", "object": "object"}[shape["type"]]


def _choices(shape: dict[str, Any]) -> str:
    return ": " + ", ".join(f"`{choice}`" for choice in shape["enum"]) if "enum" in shape else ""


def _cell(text: str) -> str:
    return text.replace("``", "`").replace("|", "\\|")


def command_line() -> str:
    """Every command with its arguments, options and examples, by Typer's own writer."""
    command = [sys.executable, "-m", "typer", "extractor.cli", "utils", "docs", "--name", "extractor"]
    written = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    return written.stdout.replace("# `extractor`", "# Reference of the command line", 1)


if __name__ == "__main__":
    (DOCS / "data-dictionary.md").write_text(data_dictionary(), "utf-8")
    (DOCS / "cli-reference.md").write_text(command_line(), "utf-8")  # not committed: it varies with Typer's version
