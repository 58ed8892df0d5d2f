"""Proposals of the statistical tagger: names that neither grammar nor lexicons know.

The tagger marks names of people without titles, organisations, places and titles apart; here they become mentions by
SPEC.md: a name, the title that touches it and the organisation that touches the title are one mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.entities.candidates import Candidate
from extractor.entities.select import STATISTICAL
from extractor.entities.tagger_model import Span, model
from extractor.resources import rows
from extractor.text.page import Page

# How much better than no name a proposal must score (natural log); chosen on gold documents held out of training.
_MARGIN = {"PERSON": 3.0, "ORG": 4.0, "PLACE": 4.0, "MINISTRY": 6.0, "CONFERENCE": 4.0, "DOCUMENT": 6.0}
_BODIES = frozenset({"ORG", "MINISTRY", "PLACE"})
_JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_ACRONYM = re.compile("[A-Z][A-Za-z0-9&.+-]*")
_FORMER = re.compile("[元前]$")


@cache
def _private_titles() -> tuple[str, ...]:
    """Titles outside public posts, by their last word."""
    return tuple(
        w for row in rows("tagger/classes") if row["class"] == "private_title" for w in row["words"].split(" ")
    )


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """The tagger's proposals for the whole page.

    Args:
        page: the document.
        known: what the other finders proposed; these go before the tagger's in ``select``, and are not repeated.
    """
    text, tokens = page.text, page.tokens
    taken = {(c.start, c.end) for c in known}
    found = []
    for group in _groups(model().decode(tokens), tokens.starts, tokens.ends, text):
        candidate = _mention(group, text)
        if candidate is not None and (candidate.start, candidate.end) not in taken:
            found.append(candidate)
    return found


class _Part:
    """A tagged span in offsets of the text."""

    __slots__ = ("end", "label", "margin", "start")

    def __init__(self, start: int, end: int, label: str, margin: float) -> None:
        self.start, self.end, self.label, self.margin = start, end, label, margin


def _groups(spans: Iterator[Span], starts: list[int], ends: list[int], text: str) -> Iterator[list[_Part]]:
    """Joins spans that make up one mention."""
    group: list[_Part] = []
    for span in spans:
        if span.label == "OTHER":
            continue
        part = _Part(starts[span.first], _closed(text, starts[span.first], ends[span.last]), span.label, span.margin)
        if group and not _belongs(group, part, text):
            yield group
            group = []
        if group and group[-1].label == part.label == "MINISTRY":
            group[-1].end = part.end
            group[-1].margin += part.margin
        else:
            group.append(part)
    if group:
        yield group


def _closed(text: str, start: int, end: int) -> int:
    """The end of a name, with the bracket that closes the acronym in it."""
    return end + 1 if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end) else end


def _belongs(group: Sequence[_Part], part: _Part, text: str) -> bool:
    """Whether ``part`` goes on the mention of ``group``: name + body + title, or body + title + の or blank + name."""
    labels = [p.label for p in group]
    gap = text[group[-1].end : part.start]
    last = labels[-1]
    if part.label == "PERSON":
        return "PERSON" not in labels and last == "TITLE" and gap in ("", " ", "の")
    if part.label == "TITLE":
        return (last == "PERSON" and gap in ("", " ")) or (last in _BODIES and not gap)
    if part.label == "MINISTRY" and last == "MINISTRY":
        return gap in ("", " ")
    return part.label in _BODIES and labels == ["PERSON"] and gap in ("", " ")


def _mention(group: Sequence[_Part], text: str) -> Candidate | None:
    """The mention that a group of parts stands for, None when there is none or it is too unsure."""
    labels = [part.label for part in group]
    if "PERSON" in labels and "TITLE" in labels:
        return _titled(group, text)
    # Without a title, or without a name: the parts do not make one mention; a bare title is for grammar to judge.
    part = next((p for p in group if p.label != "TITLE"), None)
    if part is None or part.margin < _MARGIN[part.label] or not _plausible(part, text):
        return None
    return Candidate(part.start, part.end, part.label, STATISTICAL, data=part.margin)


def _titled(group: Sequence[_Part], text: str) -> Candidate | None:
    by_label = {part.label: part for part in group}
    name, title = by_label["PERSON"], by_label["TITLE"]
    if name.margin < _MARGIN["PERSON"] / 2 or not _plausible(name, text):
        return None
    body = next((part for part in group if part.label in _BODIES), None)
    private = text[title.start : title.end].endswith(_private_titles()) and (body is None or body.label == "ORG")
    attrs = {
        "name": text[name.start : name.end].replace(" ", ""),
        "title": text[title.start : title.end],
        "organization": text[body.start : body.end] if body else "",
    }
    return Candidate(
        group[0].start,
        group[-1].end,
        "PERSON" if private else "OFFICIAL",
        STATISTICAL,
        value="/".join(attrs.values()),
        attrs=attrs,
        data=name.margin,
    )


def _plausible(part: _Part, text: str) -> bool:
    """Whether the words can be a name: glosses in Latin letters are not annotated, but acronyms of bodies are."""
    words = text[part.start : part.end]
    if _JAPANESE.search(words):
        return True
    return part.label != "PERSON" and _ACRONYM.fullmatch(words) is not None
