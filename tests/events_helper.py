"""Marked sentences to pages with mentions: ``{O|山田外務大臣}は{D:2025-04-01|4月1日}…`` (see events.skeleton)."""

from __future__ import annotations

import re

from extractor.entities.candidates import Candidate
from extractor.events import EventDraft, find
from extractor.text.layout import lay_out

LABELS = {
    "D": "DATE",
    "O": "OFFICIAL",
    "M": "MINISTRY",
    "P": "PLACE",
    "G": "ORG",
    "N": "PERSON",
    "C": "CONFERENCE",
    "S": "CONFERENCE",
    "T": "DOCUMENT",
    "L": "LAW",
}
_MARK = re.compile(r"\{([A-Z])(?::([^|{}]*))?\|([^{}]*)\}")
PUBLISHED = "2025-05-01"


def read(marked: str, published: str | None = PUBLISHED) -> tuple[list[EventDraft], list[str]]:
    """The events of a marked text, and the surface of each mention. A date without a value is 2025-04-01."""
    text, spans, at = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        spans.append((len(text), len(text) + len(m[3]), m[1], m[2]))
        text += m[3]
        at = m.end()
    text += marked[at:]
    page = lay_out(text)
    mentions, last = [], 0
    for start, end, letter, value in spans:
        surface = text[start:end]
        shown = "".join(surface.split())
        place = page.text.find(surface, last)
        if place < 0:
            place, surface = page.text.index(shown, last), shown
        last = place + len(surface)
        value = value if value is not None else ("2025-04-01" if letter == "D" else "")
        key = f"{letter}:{value}" if value else f"{letter}:{surface}"
        mentions.append(Candidate(place, last, LABELS[letter], "test", value=value, entity=key))
    return find(page, mentions, published), [page.text[m.start : m.end] for m in mentions]


def told(draft: EventDraft, names: list[str]) -> dict[str, object]:
    """An event with its fillers as text: slots by name, roles as ``agent: [...]``; empty slots are left out."""
    out: dict[str, object] = {"type": draft.type, "status": draft.status}
    if draft.date:
        out["date"] = draft.date
    for slot in ("places", "laws", "documents"):
        if getattr(draft, slot):
            out[slot] = [names[i] for i in getattr(draft, slot)]
    for i, role in draft.participants:
        out[role] = [*out.get(role, []), names[i]]  # type: ignore[misc]
    if draft.conference is not None:
        out["conference"] = names[draft.conference]
    return out


def check(marked: str, expected: list[dict[str, object]]) -> None:
    """Asserts that a marked text gives these events in this order, each with at least these slots."""
    drafts, names = read(marked)
    found = [told(d, names) for d in drafts]
    assert [e["type"] for e in found] == [e["type"] for e in expected], found
    for event, wanted in zip(found, expected, strict=True):
        for slot, value in wanted.items():
            have = event.get(slot)
            if isinstance(value, list):
                assert sorted(have or []) == sorted(value), (slot, event)  # type: ignore[type-var, arg-type]
            else:
                assert have == value, (slot, event)
