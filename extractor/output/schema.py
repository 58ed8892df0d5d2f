"""The JSON Schema of ``Document.to_dict``, made from the record classes."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from typing import Any

from extractor import records
from extractor.corpus import records as linked

_ENUMS = {
    (records.Mention, "label"): records.LABELS,
    (records.Mention, "zone"): records.ZONES,
    (records.Zone, "kind"): records.ZONES,
    (records.Participant, "role"): records.ROLES,
    (records.Event, "type"): records.EVENT_TYPES,
    (records.Event, "status"): records.STATUSES,
    (linked.LinkedEntity, "label"): tuple(label for label in records.LABELS if label != "DATE"),
    (linked.LinkedEvent, "type"): records.EVENT_TYPES,
    (linked.LinkedEvent, "status"): records.STATUSES,
    (linked.LinkedParticipant, "role"): records.ROLES,
    (linked.EventSource, "status"): records.STATUSES,
}
# The text itself is not repeated in the output; spans without words leave them out; only failures have an error.
_ABSENT = {(records.Document, "text")}
_OPTIONAL = {(records.Span, "text"), (records.Document, "error")}

_OFFSETS = "Offsets are Unicode code points of the decoded text, end-exclusive."


def json_schema() -> dict[str, Any]:
    """The schema, draft 2020-12, as a dictionary."""
    definitions: dict[str, Any] = {}
    root = _object(records.Document, definitions)
    root["properties"]["schema_version"] = {"const": records.SCHEMA_VERSION}
    root["required"].append("schema_version")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "extractor document",
        **root,
        "description": f"{root['description']} {_OFFSETS}",
        "$defs": dict(sorted(definitions.items())),
    }


def linked_schema() -> dict[str, Any]:
    """The schema of a row of ``extractor link``, draft 2020-12; ``record`` tells which kind a row is."""
    definitions: dict[str, Any] = {}
    kinds = []
    for cls, kind in linked.KINDS.items():
        row = _object(cls, definitions)
        row["properties"] = {"record": {"const": kind}, **row["properties"]}
        row["required"].insert(0, "record")
        if cls is linked.Corpus:
            row["properties"]["schema_version"] = {"const": records.SCHEMA_VERSION}
            row["required"].append("schema_version")
        kinds.append(row)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "extractor link row",
        "description": _OFFSETS,
        "oneOf": kinds,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(cls, include_extras=True)
    names = [f.name for f in dataclasses.fields(cls) if (cls, f.name) not in _ABSENT]
    properties = {}
    for name in names:
        shape = _shape(hints[name], definitions)
        if (cls, name) in _ENUMS:
            shape["enum"] = list(_ENUMS[cls, name])
        properties[name] = shape
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().splitlines()[0],
        "properties": properties,
        "required": [name for name in names if (cls, name) not in _OPTIONAL],
    }


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return {**_shape(arguments[0], definitions), "description": arguments[1]}
    if origin is tuple:
        return {"type": "array", "items": _shape(arguments[0], definitions)}
    if origin in (types.UnionType, typing.Union):
        (inner,) = (a for a in arguments if a is not type(None))
        return {"anyOf": [_shape(inner, definitions), {"type": "null"}]}
    if origin is Mapping:
        return {"type": "object"}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}
            definitions[hint.__name__] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    return {"type": {str: "string", int: "integer"}[hint]}
