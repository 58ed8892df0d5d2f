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
    """Everything that was read out of one text."""

    doc_id: str
    text: str
    source: str = ""
    published: str | None = None
    title: str | None = None
    zones: tuple[Zone, ...] = ()
    entities: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    warnings: tuple[str, ...] = ()
