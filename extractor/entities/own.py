"""Mentions of the names in a user's own lexicon, which go before what the program's own lexicons and rules say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from extractor.adaptation.model import Adaptation, OwnName
from extractor.entities.candidates import Candidate
from extractor.entities.ministries.paths import bracket_end, path_end
from extractor.resources import Matcher
from extractor.text.page import Page

RULE = "own.lexicon"
# Names that longer names are built with: 青葉庁長官, 青葉庁行動計画, 青葉センター別館.
_PARTS = frozenset({"MINISTRY", "ORG", "PLACE", "PERSON"})


@lru_cache(maxsize=4)
def _names(adaptation: Adaptation) -> tuple[Matcher, dict[str, OwnName]]:
    entries = {name: entry for entry in reversed(adaptation.names) for name in entry.names}
    return Matcher(entries), entries


def find(page: Page, adaptation: Adaptation) -> list[Candidate]:
    """Proposes the mentions of the user's names; the longest of those that overlap."""
    if not adaptation.names:
        return []
    matcher, entries = _names(adaptation)
    text = page.text
    return [
        _candidate(text, start, end, entries[name])
        for start, end, name in matcher.find(text)
        if _stands_alone(text, start, end)
    ]


def _candidate(text: str, start: int, end: int, entry: OwnName) -> Candidate:
    """The mention at a name; that of a body goes on with its path, as 青葉庁総務課."""
    value, attrs = entry.value, _attributes(entry)
    if entry.label == "MINISTRY":
        path = path_end(text, end)
        value += "".join(text[end:path].split())
        end = bracket_end(text, path)
    return Candidate(start, end, entry.label, RULE, value, attrs, data=(value, attrs))


def prevail(known: Sequence[Candidate]) -> list[Candidate]:
    """The proposals without those of the program that a user's name overlaps.

    A longer one that holds the user's name as a part stays: one of the same label, and any that is built with a name of
    a body, a place or a person.
    """
    own = [c for c in known if c.rule == RULE]
    if not own:
        return list(known)
    owner: dict[int, Candidate] = {i: c for c in own for i in range(c.start, c.end)}

    def stays(c: Candidate) -> bool:
        if c.rule == RULE:
            return True
        overlapped = {id(o): o for i in range(c.start, c.end) if (o := owner.get(i))}.values()
        return all(
            c.start <= o.start and o.end <= c.end and c.end - c.start > o.end - o.start
            and (c.label == o.label or o.label in _PARTS)
            for o in overlapped
        )  # fmt: skip

    return [c for c in known if stays(c)]


def settle(mentions: Sequence[Candidate]) -> None:
    """Gives the user's mentions the user's values again, whatever the linkers read into them."""
    for m in mentions:
        if m.rule == RULE:
            value, attrs = m.data
            m.value, m.attrs = value, {**m.attrs, **attrs}


def _attributes(entry: OwnName) -> dict[str, str]:
    if entry.label in ("OFFICIAL", "PERSON"):
        return dict(zip(("name", "title", "organization"), entry.value.split("/"), strict=True))
    if entry.label == "PLACE" and entry.value:
        kinds = {len("KR"): "country", len("JP-13"): "prefecture", len("JP-13101"): "municipality"}
        return {"kind": "city" if ":" in entry.value else kinds[len(entry.value)]}
    return {"title": entry.names[0], "kind": "law"} if entry.label == "LAW" else {}


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the name is no part of a longer word of letters, digits or katakana."""
    return not (_joined(text, start - 1, start) or _joined(text, end - 1, end))


def _joined(text: str, left: int, right: int) -> bool:
    if left < 0 or right >= len(text):
        return False
    a, b = text[left], text[right]
    return (a.isascii() and a.isalnum() and b.isascii() and b.isalnum()) or (_katakana(a) and _katakana(b))


def _katakana(sign: str) -> bool:
    return "ァ" <= sign <= "ヺ" or sign == "ー"
