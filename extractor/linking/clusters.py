"""Joins the mentions of one real thing within a document."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.text.page import Page

_WITHIN = frozenset({"address", "facility"})


def join(mentions: Sequence[Candidate], page: Page) -> None:
    """Gives every mention its ``entity`` key: ``E1``, ``E2``, ... in order of first appearance.

    Two mentions of a label are one thing when a linker gave them the same key, when they share a value, or,
    without a value, when they are written alike (spaces do not count).
    """
    parent: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def root(key: tuple[str, str, str]) -> tuple[str, str, str]:
        while parent.setdefault(key, key) != key:
            parent[key] = key = parent[parent[key]]
        return key

    keys = []
    for m in mentions:
        # The code of a facility or an address is that of its municipality, which is another thing.
        shared = m.value if m.attrs.get("kind") not in _WITHIN else ""
        words = "".join(page.text[m.start : m.end].split())
        own = ("value", m.label, shared) if shared else ("text", m.label, words)
        if m.entity:
            linked = ("entity", m.label, m.entity)
            parent[root(own)] = root(linked)
            own = linked
        keys.append(own)
    numbers: dict[tuple[str, str, str], str] = {}
    for m, key in zip(mentions, keys, strict=True):
        m.entity = numbers.setdefault(root(key), f"E{len(numbers) + 1}")


def fullest(mentions: Sequence[Candidate]) -> list[int]:
    """For each mention the index of the mention that names its entity best, for the slots of events.

    A short form or an anaphor (同省) gives way to the longest name of its entity. Places stay as they are told:
    the place of an event is no more and no less specific than its words.
    """
    best: dict[str, int] = {}
    for i, m in enumerate(mentions):
        if m.entity not in best or _length(m) > _length(mentions[best[m.entity]]):
            best[m.entity] = i
    return [i if m.label == "PLACE" else best[m.entity] for i, m in enumerate(mentions)]


def _length(m: Candidate) -> tuple[int, int]:
    return len(m.attrs.get("name", "")), m.end - m.start
