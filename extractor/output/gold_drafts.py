"""Drafts of gold files: what was extracted in the form that ``extractor evaluate`` reads, to be corrected by hand.

The form is that of ``extractor/evaluation/gold.py``. Its marks have no way to stand for themselves: a text that holds
``{{`` or a line ``---`` gives a draft that the reader refuses, with the reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractor.output.rows import fillers
from extractor.output.things import encodable
from extractor.records import NOISE_ZONES, ROLES, Document, Event

_MARKS = re.compile("[|{}\n]")


def write_parts(documents: Iterable[Document], folder: Path, part: str) -> None:
    """A folder ``<part>`` of numbered ``.gold.txt`` files; which document one is stands in its first line.

    Args:
        documents: those that failed are passed over.
        folder: where the folder is made.
        part: its name.
    """
    drafts = folder / part
    drafts.mkdir()
    for n, document in enumerate((encodable(d) for d in documents if d.error is None), 1):
        (drafts / f"{n:06}.gold.txt").write_bytes(draft(document).encode("utf-8"))


def draft(document: Document) -> str:
    """The gold file of a document, as if all that was extracted were right."""
    head = f"id: {' '.join(document.doc_id.split())}\n"
    if document.published:
        head += f"published: {document.published}\n"
    names = {m.id: m.text for m in document.entities}
    events = "".join(json.dumps(_event(document, v, names), ensure_ascii=False) + "\n" for v in document.events)
    return f"{head}---\n{_body(document)}\n---\n{events}"


def _body(document: Document) -> str:
    text = document.text
    noise = [zone for zone in document.zones if zone.kind in NOISE_ZONES]
    inserted: dict[int, str] = {}
    for zone in noise:
        # The marks have lines of their own, from the beginning of the zone's first line to the end of its last.
        start = text.rfind("\n", 0, zone.start) + 1
        end = text.find("\n", max(zone.start, zone.end - 1)) + 1 or len(text)
        inserted[start] = inserted.get(start, "") + f"<<{zone.kind}>>\n"
        lead = "" if end == 0 or text[end - 1] == "\n" else "\n"
        inserted[end] = f"{lead}<</{zone.kind}>>\n" + inserted.get(end, "")
    for m in document.entities:
        if m.zone not in NOISE_ZONES:
            value = "" if _MARKS.search(m.value) else m.value
            inserted[m.start] = inserted.get(m.start, "") + "{{" + f"{m.label}:{value}|"
            inserted[m.end] = "}}" + inserted.get(m.end, "")
    parts, at = [], 0
    for offset in sorted(inserted):
        parts += [text[at:offset], inserted[offset]]
        at = offset
    return "".join(parts) + text[at:]


def _event(document: Document, event: Event, names: Mapping[str, str]) -> dict[str, object]:
    slots: dict[str, list[str]] = {}
    for slot, mention in fillers(event):
        slots.setdefault(slot, []).append(names[mention])
    return {
        "type": event.type,
        "status": event.status,
        "triggers": list(dict.fromkeys(document.text[s.start : s.end] for s in event.mentions)),
        "date": event.date or "",
        "places": slots.get("place", []),
        "participants": [[name, role] for role in ROLES for name in slots.get(role, [])],
        "laws": slots.get("law", []),
        "documents": slots.get("document", []),
        "conference": names[event.conference] if event.conference else "",
    }
