"""The records that the extractor returns, and the errors it raises.

Offsets are Unicode code points of the decoded text, end-exclusive: ``text[start:end] == mention``.
Every record is frozen; ``Document.to_dict`` and ``Document.from_dict`` are the only way to JSON and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA_VERSION = "1.0"

LABELS = ("OFFICIAL", "MINISTRY", "LAW", "DATE", "PLACE", "PERSON", "ORG", "CONFERENCE", "DOCUMENT")
CORE_LABELS = LABELS[:5]
EVENT_TYPES = (
    "meeting",
    "talks",
    "visit",
    "announcement",
    "agreement",
    "adoption",
    "legislation",
    "establishment",
    "appointment",
    "award",
    "assistance",
    "enforcement",
    "consultation",
    "incident",
)
STATUSES = ("occurred", "ongoing", "planned", "cancelled")
ROLES = ("agent", "counterpart", "attendee", "chair", "target")
ZONES = ("title", "dateline", "body", "contact", "boilerplate", "duplicate")
NOISE_ZONES = frozenset({"boilerplate", "duplicate"})


class ExtractorError(Exception):
    """Base of every error that the extractor raises on purpose; the message says what to do next."""


class InputError(ExtractorError):
    """A document cannot be read: binary, undecodable, too large after expansion, missing."""


class ModelError(ExtractorError):
    """A file under ``models/`` is missing or malformed."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the document, one of ``ZONES``."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or expression in the text.

    ``value`` is the normal form (EDTF date, law ID, country code, ...), empty when unknown.
    ``entity`` joins the mentions of one real thing within the document.
    """

    id: str
    label: str
    text: str
    start: int
    end: int
    value: str = ""
    zone: str = "body"
    entity: str = ""
    attrs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Participant:
    """A mention's part in an event; ``role`` is one of ``ROLES``."""

    mention: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """A specific happening. Slots hold mention ids; ``date`` is an EDTF value or None."""

    id: str
    type: str
    status: str
    trigger: Span
    sentence: Span
    date: str | None = None
    start: str | None = None
    end: str | None = None
    places: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    laws: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    conference: str | None = None
    mentions: tuple[Span, ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was read out of one text.

    ``error`` says why nothing could be read; such a document has no entities and no events.
    """

    doc_id: str
    text: str = ""
    source: str = ""
    published: str | None = None
    title: str | None = None
    zones: tuple[Zone, ...] = ()
    entities: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The JSON object of the output contract (``extractor schema``). The text itself is not repeated in it."""
        out: dict[str, Any] = {
            "doc_id": self.doc_id,
            "source": self.source,
            "published": self.published,
            "title": self.title,
            "zones": [{"kind": z.kind, "start": z.start, "end": z.end} for z in self.zones],
            "entities": [_mention_to_dict(m) for m in self.entities],
            "events": [_event_to_dict(v) for v in self.events],
            "warnings": list(self.warnings),
            "schema_version": SCHEMA_VERSION,
        }
        if self.error is not None:
            out["error"] = self.error
        return out

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], *, text: str = "") -> Document:
        """The document that ``to_dict`` wrote.

        Args:
            row: an object in the form of ``to_dict``.
            text: the source text, which the object does not hold.

        Raises:
            KeyError: a required field is missing.
        """
        return cls(
            doc_id=row["doc_id"],
            text=text,
            source=row["source"],
            published=row["published"],
            title=row["title"],
            zones=tuple(Zone(**z) for z in row.get("zones", ())),
            entities=tuple(Mention(**m) for m in row["entities"]),
            events=tuple(_event_from_dict(v) for v in row["events"]),
            warnings=tuple(row["warnings"]),
            error=row.get("error"),
        )


def _mention_to_dict(m: Mention) -> dict[str, Any]:
    return {
        "id": m.id,
        "label": m.label,
        "text": m.text,
        "start": m.start,
        "end": m.end,
        "value": m.value,
        "zone": m.zone,
        "attrs": dict(m.attrs),
        "entity": m.entity,
    }


def _event_to_dict(v: Event) -> dict[str, Any]:
    return {
        "id": v.id,
        "type": v.type,
        "status": v.status,
        "date": v.date,
        "start": v.start,
        "end": v.end,
        "places": list(v.places),
        "participants": [{"mention": p.mention, "role": p.role} for p in v.participants],
        "laws": list(v.laws),
        "documents": list(v.documents),
        "conference": v.conference,
        "trigger": {"text": v.trigger.text, "start": v.trigger.start, "end": v.trigger.end},
        "sentence": {"start": v.sentence.start, "end": v.sentence.end},
        "mentions": [{"start": s.start, "end": s.end} for s in v.mentions],
        "attrs": dict(v.attrs),
    }


def _event_from_dict(row: Mapping[str, Any]) -> Event:
    return Event(
        id=row["id"],
        type=row["type"],
        status=row["status"],
        trigger=Span(**row["trigger"]),
        sentence=Span(**row["sentence"]),
        date=row["date"],
        start=row["start"],
        end=row["end"],
        places=tuple(row["places"]),
        participants=tuple(Participant(**p) for p in row["participants"]),
        laws=tuple(row["laws"]),
        documents=tuple(row["documents"]),
        conference=row["conference"],
        mentions=tuple(Span(**s) for s in row["mentions"]),
        attrs=row.get("attrs", {}),
    )
