"""Documents as flat tables: one function gives the rows, every table format takes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from extractor.records import Document

Row = dict[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("doc_id", "source", "published", "title", "mentions", "events", "warnings", "error"),
    "mentions": (
        "doc_id",
        "mention_id",
        "entity_id",
        "label",
        "text",
        "start",
        "end",
        "value",
        "zone",
        "attrs",
    ),
    "events": (
        "doc_id",
        "event_id",
        "type",
        "status",
        "date",
        "start",
        "end",
        "agents",
        "counterparts",
        "attendees",
        "chairs",
        "targets",
        "places",
        "laws",
        "documents",
        "conference",
        "trigger",
        "trigger_start",
        "trigger_end",
        "sentence",
    ),
    "event_arguments": ("doc_id", "event_id", "slot", "mention_id", "entity_id", "label", "text", "value"),
}

_JOINT = " | "


def tables(document: Document) -> Iterator[tuple[str, Row]]:
    """Yields (table name, row) for everything in a document; the columns are those of ``COLUMNS``."""
    yield "documents", {
        "doc_id": document.doc_id,
        "source": document.source,
        "published": document.published,
        "title": document.title,
        "mentions": len(document.entities),
        "events": len(document.events),
        "warnings": _JOINT.join(document.warnings),
        "error": document.error,
    }
    by_id = {m.id: m for m in document.entities}
    for m in document.entities:
        yield "mentions", {
            "doc_id": document.doc_id,
            "mention_id": m.id,
            "entity_id": m.entity,
            "label": m.label,
            "text": m.text,
            "start": m.start,
            "end": m.end,
            "value": m.value,
            "zone": m.zone,
            "attrs": json.dumps(m.attrs, ensure_ascii=False, sort_keys=True),
        }
    for v in document.events:
        slots: list[tuple[str, str]] = [(p.role, p.mention) for p in v.participants]
        slots += [("place", i) for i in v.places] + [("law", i) for i in v.laws]
        slots += [("document", i) for i in v.documents]
        slots += [("conference", v.conference)] if v.conference else []

        def names(slot: str, slots: list[tuple[str, str]] = slots) -> str:
            return _JOINT.join(by_id[i].text for s, i in slots if s == slot)

        yield "events", {
            "doc_id": document.doc_id,
            "event_id": v.id,
            "type": v.type,
            "status": v.status,
            "date": v.date,
            "start": v.start,
            "end": v.end,
            "agents": names("agent"),
            "counterparts": names("counterpart"),
            "attendees": names("attendee"),
            "chairs": names("chair"),
            "targets": names("target"),
            "places": names("place"),
            "laws": names("law"),
            "documents": names("document"),
            "conference": names("conference"),
            "trigger": v.trigger.text,
            "trigger_start": v.trigger.start,
            "trigger_end": v.trigger.end,
            "sentence": document.text[v.sentence.start : v.sentence.end].strip(),
        }
        for slot, i in slots:
            m = by_id[i]
            yield "event_arguments", {
                "doc_id": document.doc_id,
                "event_id": v.id,
                "slot": slot,
                "mention_id": i,
                "entity_id": m.entity,
                "label": m.label,
                "text": m.text,
                "value": m.value,
            }
