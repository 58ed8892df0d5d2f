"""Lines of ``extractor extract`` back to documents, checked so far that linking can trust them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractor.records import EVENT_TYPES, LABELS, ROLES, SCHEMA_VERSION, STATUSES, Document, InputError


def read(line: str) -> Document:
    """The document that a line of JSON lines holds.

    Raises:
        InputError: the line is no document of ``extractor schema``; the message says what is wrong with it.
    """
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"no JSON ({error})") from error
    if not isinstance(row, Mapping):
        raise InputError(f"an object is needed, not {type(row).__name__}")
    if row.get("record"):
        raise InputError("this is output of 'extractor link'; give it output of 'extractor extract'")
    version = row.get("schema_version", SCHEMA_VERSION)
    if str(version).split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise InputError(f"schema_version {version}, this program reads {SCHEMA_VERSION}; extract the texts again")
    try:
        document = Document.from_dict(row)
    except KeyError as error:
        raise InputError(f"field {error} is missing") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise InputError(f"a field has the wrong form ({error})") from error
    _check(document)
    return document


def _check(document: Document) -> None:
    for name in ("doc_id", "source"):
        if not isinstance(getattr(document, name), str):
            raise InputError(f"{name} must be a string")
    _text(document.published, "published")
    _text(document.title, "title")
    labels: dict[str, str] = {}
    for m in document.entities:
        _one_of(m.label, LABELS, f"label of {m.id}")
        words = (m.id, m.value, m.text, m.entity)
        if not (all(isinstance(word, str) for word in words) and isinstance(m.attrs, Mapping)):
            raise InputError(f"mention {m.id} has an id, value, text, entity or attrs of the wrong form")
        if m.id in labels:
            raise InputError(f"two mentions have the id {m.id}")
        labels[m.id] = m.label
    events: set[str] = set()
    for v in document.events:
        _one_of(v.type, EVENT_TYPES, f"type of {v.id}")
        _one_of(v.status, STATUSES, f"status of {v.id}")
        if v.id in events:
            raise InputError(f"two events have the id {v.id}")
        events.add(v.id)
        if not isinstance(v.trigger.text, str):
            raise InputError(f"the trigger of {v.id} has no text")
        for name, day in (("date", v.date), ("start", v.start), ("end", v.end)):
            _text(day, f"{name} of {v.id}")
        slots: list[Any] = [*v.places, *v.laws, *v.documents, *(p.mention for p in v.participants)]
        slots += [v.conference] if v.conference is not None else []
        for mention in slots:
            if mention not in labels:
                raise InputError(f"event {v.id} names the mention {mention!r}, which the document does not hold")
        for p in v.participants:
            _one_of(p.role, ROLES, f"role in {v.id}")


def _one_of(value: object, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise InputError(f"{what} is {value!r}, not one of {', '.join(allowed)}")


def _text(value: object, what: str) -> None:
    if value is not None and not isinstance(value, str):
        raise InputError(f"{what} must be a string or null")
