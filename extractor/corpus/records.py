"""The records that ``extractor link`` returns: entities and happenings of a corpus, each with all its sources."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from extractor.records import SCHEMA_VERSION, Span


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read and what it came to; the first row of the output."""

    documents: int
    events: int
    errors: int
    linked_events: int
    linked_entities: int


@dataclass(frozen=True, slots=True)
class EntitySource:
    """A document that names an entity: ``entity`` is its key there, ``mentions`` how often it is named."""

    doc_id: str
    source: str
    entity: str
    mentions: int


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """A real thing of the corpus; ``names`` are its written forms, ``first`` and ``last`` the days it was told of."""

    id: str
    label: str
    name: str
    value: str
    names: tuple[str, ...]
    first: str | None
    last: str | None
    sources: tuple[EntitySource, ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity in a slot of an event."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkedParticipant:
    """An entity's part in a happening."""

    entity: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class EventSource:
    """One event record of one document, as that document tells it."""

    doc_id: str
    source: str
    published: str | None
    event: str
    status: str
    date: str | None
    trigger: Span
    sentence: Span
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """A happening: the most specific date and place, the fullest participants, and every record that tells it."""

    id: str
    type: str
    status: str
    date: str | None
    start: str | None
    end: str | None
    places: tuple[Filler, ...]
    participants: tuple[LinkedParticipant, ...]
    laws: tuple[Filler, ...]
    documents: tuple[Filler, ...]
    conference: Filler | None
    sources: tuple[EventSource, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read: its own error, or ``line`` of the input that is no document."""

    doc_id: str
    source: str
    line: int | None
    error: str


Linked = Corpus | LinkedEntity | LinkedEvent | Failure
KINDS: dict[type, str] = {Corpus: "corpus", LinkedEntity: "entity", LinkedEvent: "event", Failure: "error"}


def to_dict(record: Linked) -> dict[str, Any]:
    """The JSON object of a record; ``record`` names its kind."""
    row: dict[str, Any] = {"record": KINDS[type(record)], **_plain(record)}
    if isinstance(record, Corpus):
        row["schema_version"] = SCHEMA_VERSION
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return {"text": value.text, "start": value.start, "end": value.end} if value.text else _edges(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _edges(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
