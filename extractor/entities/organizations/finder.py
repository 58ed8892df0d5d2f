"""Organisations that are no national body: ORG, found by name, legal form, head noun and local government path.

The persons outside public posts (PERSON) come with them from :mod:`persons`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor import resources
from extractor.entities.candidates import Candidate
from extractor.entities.organizations import lexicon as organization_lexicon
from extractor.entities.organizations import names as organization_names
from extractor.entities.organizations import persons
from extractor.text.page import Page

# An acronym or an alias declaration right behind a name.
_BRACKET = re.compile(
    r" ?\((?:仮称|(?:略称|通称|英文名|英語名)[:、 ]?)?(?:(?<=仮称)|[A-Za-z][A-Za-z0-9.&/ -]{1,24}|"
    r"[A-Za-z0-9.&-]{0,15}[、,。;]? ?以下、?(?:単に)?「[^「」\n]{1,20}」と"
    r"(?:いう|いいます|呼ぶ|呼びます|する|します|略す|略称する)?。?)\)"
)
_SHORT = re.compile(r" ?\(([一-鿿ァ-ヴー]{2,8})\)")
_SPOKEN = re.compile("[ァ-ヴー]{2,8}")
_ALIAS = re.compile(r"以下、?(?:単に)?「([^「」\n]{1,20})」")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.-]{1,11})\)$")
_NO_ALIAS = re.compile("^(?:本|当|同|甲|乙|丙|法$|各)|^(?:会社|機構|協会|組合|大学|当社|法人)$")
_ASCII = re.compile("[A-Za-z0-9]")


def find(page: Page, known: Sequence[Candidate] = ()) -> list[Candidate]:
    """Proposes ORG and PERSON mentions.

    Args:
        known: what the earlier finders proposed; places begin the paths of local governments, officials
            keep their words.
    """
    spans = [*organization_names.find(page), *_by_name(page)]
    national = {c.start: c.end for c in known if c.label in ("MINISTRY", "LAW")}
    found = [
        _with_bracket(page, start, end, rule) for start, end, rule in _longest(spans) if national.get(start, 0) < end
    ]
    found += _aliases(page, found)
    return found + persons.find(page, [*known, *found])


def _by_name(page: Page) -> Iterator[tuple[int, int, str]]:
    for start, end, kind in organization_lexicon.find(page):
        if not page.text.startswith(("議員", "議長"), end):
            yield start, end, f"organizations.{kind}"


def _longest(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    chosen: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
        elif span[1] - span[0] > chosen[-1][1] - chosen[-1][0]:
            chosen[-1] = span
    return chosen


def _with_bracket(page: Page, start: int, end: int, rule: str) -> Candidate:
    match = _BRACKET.match(page.text, end)
    if match is None:
        short = _SHORT.match(page.text, end)
        # 国際記念物遺跡会議(イコモス): how an acronym is read.
        spoken = (
            short is not None
            and rule in ("organizations.international", "organizations.agency")
            and _SPOKEN.fullmatch(short[1])
        )
        match = short if short and (spoken or _abbreviates(short[1], page.text[start:end])) else None
    return Candidate(start, match.end() if match else end, "ORG", rule, data={"name_end": end})


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of ``short`` stand in ``name`` in the same order."""
    rest = iter(name)
    return len(short) < len(name) and all(character in rest for character in short)


def _aliases(page: Page, found: list[Candidate]) -> list[Candidate]:
    """Later uses of the aliases and acronyms that brackets declare; their value is the name they stand for."""
    text = page.text
    declared: dict[str, Candidate] = {}
    for c in found:
        bracket = text[c.data["name_end"] : c.end]
        alias = _ALIAS.search(bracket)
        acronym = _ACRONYM.search(bracket)
        if alias and not _NO_ALIAS.search(alias[1]):
            declared.setdefault(alias[1], c)
        if acronym:
            declared.setdefault(acronym[1], c)
    if not declared:
        return []
    covered = bytearray(len(text))
    for c in found:
        covered[c.start : c.end] = b"\x01" * (c.end - c.start)
    out = []
    borders = page.borders
    for start, end, name in resources.find_names(declared, text):
        edge = (
            _ASCII.match(text[start - 1 : start]) or _ASCII.match(text[end : end + 1])
            if name.isascii()
            else not borders[end]
        )
        if start >= declared[name].end and covered.find(1, start, end) < 0 and not edge:
            antecedent = declared[name]
            out.append(
                Candidate(
                    start,
                    end,
                    "ORG",
                    "organizations.alias",
                    data={"name_end": end, "antecedent": text[antecedent.start : antecedent.data["name_end"]]},
                )
            )
    return out
