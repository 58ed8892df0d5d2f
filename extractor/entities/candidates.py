"""What a finder proposes: a mention that is not yet chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Candidate:
    """A proposed mention in offsets of ``Page.text``.

    Args:
        start, end: code points of the analysis text, end-exclusive.
        label: one of ``records.LABELS``.
        rule: the pattern or lexicon that proposed it, as ``dates.era`` (kept for explanations).
        value: the normal form, when the finder knows it already; linking fills or corrects the rest.
        attrs: what goes to the record's ``attrs``; plain JSON values, no offsets.
        data: the finder's own parse for its resolver, never written out.
        entity: key of the real thing it names, set by linking; equal keys are one entity.
    """

    start: int
    end: int
    label: str
    rule: str
    value: str = ""
    attrs: dict[str, Any] = field(default_factory=dict)
    data: Any = None
    entity: str = ""


def leftmost(found: Iterable[Candidate]) -> list[Candidate]:
    """Of candidates of one finder that overlap the leftmost, then the longest; in text order."""
    kept: list[Candidate] = []
    for c in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or c.start >= kept[-1].end:
            kept.append(c)
    return kept
