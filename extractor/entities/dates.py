"""Finds DATE mentions: calendar dates, periods and clock times, absolute and relative.

Anchors are numerals and the words of ``models/rules/dates.tsv`` (one Aho-Corasick pass); at each anchor ``date_reader``
reads an expression, and ``date_filters`` drops what only looks like one (durations, law numbers, sets, fractions).
Values are settled later, in text order, by ``linking/chronology.py``; ``Candidate.data`` is the ``Expression``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.entities import date_atoms as atoms
from extractor.entities import date_filters as filters
from extractor.entities.candidates import Candidate
from extractor.entities.date_atoms import Point, Shift
from extractor.entities.date_reader import Expression, Reader
from extractor.entities.numerals import KANJI, number
from extractor.text.page import Page

_NUMERAL = re.compile(rf"[0-9]+|[{KANJI}]+|[①-⑳]")
# What may stand right behind the first number of an expression (after one optional space).
_UNITS = frozenset("年月日時世/.-・:、,~(週かカヶケヵ箇個aApPの両Q")
_MAX_DIGITS = 8
# What belongs to an expression and stands before its first number, nearest the number last.
_BEFORE = re.compile(
    rf"(?:(?:西暦|紀元前|西暦前|{atoms.ERA_LONG}|(?<![A-Za-z0-9])[MTSHR]\.?|(?<![一-龥])[明大昭平令]|[’'])|(?P<prefix>[同翌本明昨])"
    r"|(?:午前|午後|早朝|未明|明け方|深夜|夕方|夕刻|昼過ぎ|お昼|朝|昼|夕|夜|晩|[AaPp][Mm]|[aApP]\.[mM]\.)の?) ?$"
)
_MODIFIER = re.compile(r"(?:付け?)?(以降|以後|以前|より前|まで|から|頃)")
_AGO_UNITS = {"日": "day", "週": "week", "年": "year"}


def find(page: Page, known: Sequence[Candidate] = ()) -> list[Candidate]:
    """The DATE candidates of a page in text order, without overlaps; ``known`` is not needed."""
    text = page.text
    words = {start: word for start, _, word in atoms.matcher().find(text)}
    reader = Reader(text, words)
    anchors = [(m.start(), m.end()) for m in _NUMERAL.finditer(text) if _may_begin(text, m.start(), m.end())]
    anchors += [(start, start) for start in words]
    anchors.sort()
    found: list[Candidate] = []
    taken = 0
    for at, number_end in anchors:
        if at < taken:
            continue
        read = _read_number(reader, at, taken) if number_end > at else _read_word(reader, at)
        if read is None:
            continue
        start, end, expression = read
        if filters.is_passed_over(text, start, end, expression):
            taken = end
            continue
        if not filters.is_date(page, start, end, expression, words.get(start, "")):
            continue
        modifier = _MODIFIER.match(text, end)
        if modifier:
            expression = replace(expression, modifier=modifier[1])
        found.append(Candidate(start, end, "DATE", f"dates.{_rule(expression.first)}", data=expression))
        taken = end
    return found


def _may_begin(text: str, start: int, end: int) -> bool:
    """A number that is not too long and has a unit, a separator or an elided unit behind it."""
    if end - start > _MAX_DIGITS:
        return False
    after = text[end : end + 1]
    if after == " ":
        after = text[end + 1 : end + 2]
    return after in _UNITS or (end - start == _MAX_DIGITS and text[start].isdigit())


def _read_number(reader: Reader, at: int, taken: int) -> tuple[int, int, Expression] | None:
    """Start, end and reading of the expression whose first number stands at ``at``."""
    text = reader.text
    ago = atoms.AGO.match(text, at)
    if ago:
        return _read_ago(ago)
    start = at
    before = _BEFORE.search(text, max(taken, at - 5), at)
    if before:
        start = before.start()
        if before["prefix"] and not filters.is_prefix(text, start):
            before, start = None, at
    read = reader.expression(start)
    if read is None and start < at:
        start, read = at, reader.expression(at)
    return None if read is None else (start, read[1], read[0])


def _read_word(reader: Reader, at: int) -> tuple[int, int, Expression] | None:
    read = reader.expression(at)
    return None if read is None else (at, read[1], read[0])


def _read_ago(match: re.Match[str]) -> tuple[int, int, Expression] | None:
    """3日前, 2週間後, 10年前; 半年 is six months, 数 no number."""
    count = number(match["n"]) if match["n"] not in ("半", "数") else None
    unit = _AGO_UNITS.get(match["u"][0], "month")
    if match["n"] == "半" and unit == "year":
        count, unit = 6, "month"
    if count is None or match["u"] == "月":
        return None
    return (
        match.start(),
        match.end(),
        Expression(Point(shift=Shift("ago", unit, -count if match["d"] == "前" else count))),
    )


def _rule(point: Point) -> str:
    """A name for the form, for explanations."""
    if point.shift:
        return f"{point.shift.origin or 'named'}.{point.shift.unit}"
    if point.is_clock:
        return "clock"
    return "era" if point.era else point.finest or "scale"
