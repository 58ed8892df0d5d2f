"""Documents as flat tables: one list of columns and one function that gives the rows; every table format takes them.

A column that is a field of a record class is named by that field and has its type and meaning, so the tables cannot
drift from the records. ``attrs`` are JSON objects. Joined names are parted by `` | ``.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Annotated, Any

from extractor.records import ROLES, Document, Event, Mention

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        name: its name.
        type: ``str`` or ``int``.
        meaning: what it holds, for people.
        optional: whether a row may have no value; the row then holds None.
    """

    name: str
    type: type
    meaning: str
    optional: bool = False


class _Fields:
    """Columns that are read straight from the fields of a record.

    Args:
        record: the record class.
        paths: a field (``label``), a column's name for it (``mention_id=id``), or one inside it
            (``trigger_start=trigger.start``).
    """

    def __init__(self, record: type, *paths: str) -> None:
        named = [(name, path or name) for name, _, path in (p.partition("=") for p in paths)]
        hints = [_hint(record, path) for _, path in named]
        self.columns = tuple(_column(name, hint) for (name, _), hint in zip(named, hints, strict=True))
        self._names = [name for name, _ in named]
        self._objects = [name for name, hint in zip(self._names, hints, strict=True) if _is_mapping(hint)]
        self._values = attrgetter(*(path for _, path in named))

    def read(self, record: object) -> Row:
        row = dict(zip(self._names, self._values(record), strict=True))
        for name in self._objects:
            row[name] = json.dumps(row[name], ensure_ascii=False, sort_keys=True)
        return row


def _hint(record: type, path: str) -> Any:
    hint: Any = record
    for field in path.split("."):
        holder = typing.get_args(hint)[0] if typing.get_origin(hint) is Annotated else hint
        hint = typing.get_type_hints(holder, include_extras=True)[field]
    return hint


def _is_mapping(hint: Any) -> bool:
    return typing.get_origin(typing.get_args(hint)[0]) is Mapping


def _column(name: str, hint: Any) -> Column:
    plain, meaning = typing.get_args(hint)
    if typing.get_origin(plain) is types.UnionType:
        (inner,) = (a for a in typing.get_args(plain) if a is not type(None))
        return Column(name, inner, meaning, optional=True)
    return Column(name, str if _is_mapping(hint) else plain, meaning)


def _texts(**meanings: str) -> tuple[Column, ...]:
    return tuple(Column(name, str, meaning) for name, meaning in meanings.items())


_DOC_ID = _texts(doc_id="name of the document; joins the tables")
_DOCUMENT = _Fields(Document, "doc_id", "source", "published", "title")
_MENTION = _Fields(
    Mention, "mention_id=id", "entity_id=entity", "label", "text", "start", "end", "value", "zone", "attrs"
)
_ENTITY = _Fields(Mention, "entity_id=entity", "label", "text", "value", "mention_id=id")
_EVENT = _Fields(Event, "event_id=id", "type", "status", "date", "start", "end")
_TRIGGER = _Fields(Event, "trigger=trigger.text", "trigger_start=trigger.start", "trigger_end=trigger.end")
_SENTENCE = _Fields(Event, "sentence_start=sentence.start", "sentence_end=sentence.end", "attrs")
_ARGUMENT = _Fields(Mention, "mention_id=id", "entity_id=entity", "label", "text", "value")
# Slots of an event and the columns that hold the names of their fillers.
_SLOTS = {role: f"{role}s" for role in ROLES} | {
    "place": "places",
    "law": "laws",
    "document": "documents",
    "conference": "conference",
}

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        *_DOCUMENT.columns,
        Column("mentions", int, "how many mentions it has"),
        Column("events", int, "how many events it tells"),
        *_texts(warnings="what was read but looks wrong"),
    ),
    "mentions": (*_DOC_ID, *_MENTION.columns),
    "entities": (*_DOC_ID, *_ENTITY.columns, Column("mentions", int, "how often the document names it")),
    "events": (
        *_DOC_ID,
        *_EVENT.columns,
        *_texts(**{column: f"names of the fillers of the slot {slot}" for slot, column in _SLOTS.items()}),
        *_TRIGGER.columns,
        *_texts(sentence="the words of the sentence"),
        *_SENTENCE.columns,
    ),
    "event_arguments": (
        *_DOC_ID,
        *_texts(event_id="the event whose slot is filled", slot="a role, or place, law, document, conference"),
        *_ARGUMENT.columns,
    ),
    "errors": _texts(
        doc_id="name of the document", source="path or address as given", error="why nothing could be read"
    ),
}

_JOINT = " | "


def tables(document: Document) -> Iterator[tuple[str, Row]]:
    """Yields (table, row) for everything in a document, the row's keys in the order of ``TABLES[table]``.

    A document that could not be read gives one row of ``errors`` and nothing else.
    """
    if document.error is not None:
        yield "errors", {"doc_id": document.doc_id, "source": document.source, "error": document.error}
        return
    own = {"doc_id": document.doc_id}
    yield (
        "documents",
        {
            **_DOCUMENT.read(document),
            "mentions": len(document.entities),
            "events": len(document.events),
            "warnings": _JOINT.join(document.warnings),
        },
    )
    entities: dict[str, list[Mention]] = {}
    for m in document.entities:
        yield "mentions", own | _MENTION.read(m)
        entities.setdefault(m.entity, []).append(m)
    for mentions in entities.values():
        yield "entities", own | _ENTITY.read(max(mentions, key=_fullness)) | {"mentions": len(mentions)}
    by_id = {m.id: m for m in document.entities}
    for v in document.events:
        slots = list(fillers(v))
        sentence = document.text[v.sentence.start : v.sentence.end].strip()
        names = {column: _names(by_id[i] for s, i in slots if s == slot) for slot, column in _SLOTS.items()}
        yield "events", own | _EVENT.read(v) | names | _TRIGGER.read(v) | {"sentence": sentence} | _SENTENCE.read(v)
        for slot, i in slots:
            yield "event_arguments", own | {"event_id": v.id, "slot": slot} | _ARGUMENT.read(by_id[i])


def fillers(event: Event) -> Iterator[tuple[str, str]]:
    """Yields (slot, mention id) for every filled slot of an event."""
    for p in event.participants:
        yield p.role, p.mention
    for slot, ids in (("place", event.places), ("law", event.laws), ("document", event.documents)):
        for i in ids:
            yield slot, i
    if event.conference is not None:
        yield "conference", event.conference


def _names(mentions: Iterable[Mention]) -> str:
    return _JOINT.join(m.text for m in mentions)


def _fullness(m: Mention) -> tuple[bool, int, int]:
    """How well a mention names its entity: a value first, then the longest name, then the most words."""
    return bool(m.value), len(m.attrs.get("name", "")), m.end - m.start
