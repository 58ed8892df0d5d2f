"""Texts that carry their own expected mentions: ``⟦mention⟧`` or ``⟦mention|value⟧``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.dates import finder as dates
from extractor.entities.documents import conferences
from extractor.entities.documents import finder as documents
from extractor.entities.laws import finder as laws
from extractor.entities.select import select
from extractor.linking import anaphora
from extractor.text.layout import lay_out
from extractor.text.page import Page

_MARK = re.compile(r"⟦([^⟦⟧|]+)(?:\|([^⟦⟧]*))?⟧")


def read(text: str) -> tuple[Page, list[Candidate]]:
    """The page of a text and its linked mentions by the finders of dates, laws, meetings and documents."""
    page = lay_out(text)
    known: list[Candidate] = []
    for finder in (dates, laws, conferences, documents):
        known += finder.find(page, known)
    chosen = select(known)
    chosen = select([*chosen, *anaphora.declared_aliases(page, chosen)])
    anaphora.resolve(chosen, page)
    return page, chosen


def mark(text: str, label: str, *, values: bool) -> str:
    """``text`` with the found mentions of a label marked."""
    page, chosen = read(text)
    out = page.source
    for c in sorted(chosen, key=lambda c: -c.start):
        if c.label == label:
            start, end = page.to_source(c.start, c.end)
            value = f"|{c.value}" if values and c.value else ""
            out = f"{out[:start]}⟦{out[start:end]}{value}⟧{out[end:]}"
    return out


def unmark(text: str) -> str:
    """A marked text without its marks."""
    return _MARK.sub(r"\1", text)


def rule_examples(rows: Sequence[dict[str, str]]) -> list[tuple[str, str]]:
    """(rule id, marked text) for each example and counter-example of a rule table."""
    return [(f"{row['id']}.{column}", row[column]) for row in rows for column in ("example", "counter_example")]
