"""Joins the mentions of one real thing within a document."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.text.page import Page


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
        own = ("value", m.label, m.value) if m.value else ("text", m.label, "".join(page.text[m.start : m.end].split()))
        if m.entity:
            linked = ("entity", m.label, m.entity)
            parent[root(own)] = root(linked)
            own = linked
        keys.append(own)
    numbers: dict[tuple[str, str, str], str] = {}
    for m, key in zip(mentions, keys, strict=True):
        m.entity = numbers.setdefault(root(key), f"E{len(numbers) + 1}")
