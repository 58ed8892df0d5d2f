"""The records that the extractor returns, and the errors it raises.

Offsets are Unicode code points of the decoded text, end-exclusive: ``text[start:end] == mention``.
Every record is frozen; ``Document.to_dict`` and ``Document.from_dict`` are the only way to JSON and back.
What a field means is said in its annotation; the JSON Schema and the data dictionary take it from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

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

    start: Annotated[int, "offset of the first code point"]
    end: Annotated[int, "offset behind the last code point"]
    text: Annotated[str, "the words, `text[start:end]` of the source"] = ""


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the document, one of ``ZONES``."""

    kind: Annotated[str, "one of the six zones"]
    start: Annotated[int, "offset of the first code point"]
    end: Annotated[int, "offset behind the last code point"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or expression in the text.

    ``value`` is the normal form (EDTF date, law ID, country code, ...), empty when unknown.
    ``entity`` joins the mentions of one real thing within the document.
    """

    id: Annotated[str, "name within the document: e1, e2, ... in text order"]
    label: Annotated[str, "one of the nine labels"]
    text: Annotated[str, "the words as they stand in the source"]
    start: Annotated[int, "offset of the first code point"]
    end: Annotated[int, "offset behind the last code point"]
    value: Annotated[str, "normal form by label (EDTF date, law ID, country code, ...); empty when unknown"] = ""
    zone: Annotated[str, "the zone that the mention stands in"] = "body"
    entity: Annotated[str, "joins the mentions of one real thing in the document: E1, E2, ..."] = ""
    attrs: Annotated[Mapping[str, Any], "further facts by label, such as start and end of a date"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Participant:
    """A mention's part in an event; ``role`` is one of ``ROLES``."""

    mention: Annotated[str, "id of the mention"]
    role: Annotated[str, "one of the five roles"]


@dataclass(frozen=True, slots=True)
class Event:
    """A specific happening. Slots hold mention ids; ``date`` is an EDTF value or None."""

    id: Annotated[str, "name within the document: v1, v2, ... in text order"]
    type: Annotated[str, "one of the fourteen event types"]
    status: Annotated[str, "whether it occurred, is ongoing, planned or cancelled, as of the publication"]
    trigger: Annotated[Span, "the words of the predicate that tells it"]
    sentence: Annotated[Span, "the sentence of the trigger"]
    date: Annotated[str | None, "when it happens, as an EDTF value"] = None
    start: Annotated[str | None, "first day or minute of the date, ISO 8601"] = None
    end: Annotated[str | None, "last day or minute of the date, ISO 8601"] = None
    places: Annotated[tuple[str, ...], "where it happens: ids of PLACE mentions"] = ()
    participants: Annotated[tuple[Participant, ...], "who takes part, each with a role"] = ()
    laws: Annotated[tuple[str, ...], "the laws acted upon or under which it is done: ids of LAW mentions"] = ()
    documents: Annotated[tuple[str, ...], "what is adopted, signed or issued: ids of DOCUMENT mentions"] = ()
    conference: Annotated[str | None, "the event's own name, or where a document was adopted: id of a mention"] = None
    mentions: Annotated[tuple[Span, ...], "every place of the text that tells the event, in text order"] = ()
    attrs: Annotated[Mapping[str, Any], "rule, form, confidence (0 to 1) and evidence: why each slot is filled"] = (
        field(default_factory=dict)
    )


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that was read out of one text.

    ``error`` says why nothing could be read; such a document has no entities and no events.
    """

    doc_id: Annotated[str, "name of the document, as given or from its path; else a hash of the text"]
    text: str = ""
    source: Annotated[str, "path or address as given"] = ""
    published: Annotated[str | None, "ISO date that relative expressions refer to, given or inferred"] = None
    title: Annotated[str | None, "the headline"] = None
    zones: Annotated[tuple[Zone, ...], "the parts of the text, in order"] = ()
    entities: Annotated[tuple[Mention, ...], "all mentions in text order"] = ()
    events: Annotated[tuple[Event, ...], "all event records in text order"] = ()
    warnings: Annotated[
        tuple[str, ...], "what was read but looks wrong, such as a weekday that does not fit its date"
    ] = ()
    error: Annotated[str | None, "why nothing could be read"] = None

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
