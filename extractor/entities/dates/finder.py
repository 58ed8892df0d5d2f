"""Finds DATE mentions: calendar dates, periods and clock times, absolute and relative.

Anchors are numerals and the words of ``models/rules/dates.tsv`` (one Aho-Corasick pass); at each anchor ``date_reader``
reads an expression, and ``date_filters`` drops what only looks like one (durations, law numbers, sets, fractions).
Values are settled later, in text order, by ``linking/chronology.py``; ``Candidate.data`` is the ``Expression``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.dates import atoms, filters
from extractor.entities.dates.atoms import Point, Shift
from extractor.entities.dates.reader import Expression, Reader
from extractor.entities.numerals import KANJI, number
from extractor.text.page import Page

_NUMERAL = re.compile(rf"第 ?[1-4一二三四] ?・? ?四半期|FY ?[0-9]{{2,4}}|[0-9]+|[{KANJI}]+|[①-⑳]")
# What may stand right behind the first number of an expression (after one optional space).
_UNITS = frozenset("年月日時分世/.-・:、,~(週かカヶケヵ箇個aApPの両Q")
_MAX_DIGITS = 8
# What belongs to an expression and stands before its first number, nearest the number last.
_BEFORE = re.compile(
    rf"(?:(?:西暦|紀元前|西暦前|{atoms.ERA_LONG}|(?<![A-Za-z0-9])[MTSHR]\.?|(?<![一-龥])[明大昭平令]|[’'])|(?P<prefix>[同翌本明昨])"
    r"|(?:午前|午後|早朝|未明|明け方|深夜|夕方|夕刻|昼過ぎ|お昼|夜中|朝|昼|夕|夜|晩|[AaPp][Mm]|[aApP]\.[mM]\.)の?) ?$"
)
_MODIFIER = re.compile(r"(?:付け?)?(以降|以後|以前|より前|まで|から|頃)")
_AGO_UNITS = {"日": "day", "週": "week", "年": "year", "時": "hour", "分": "hour"}
_HOURS_AWAY_FOLLOW = re.compile(r"[にの]|から")
# How far before 同40分 the hour may be told.
_CLOCK_REACH = 150
_NEXT_OR_LAST = re.compile(r"(?<![一-龥])(?:(?P<next>次の|今度の)|この前の|前の)$")
# How near, and how many years behind, the date with the era of 令和4年及び5年 and 令和4年12月、5年1月 must be.
_NEXT_YEAR_GAP, _SAME_ERA_REACH, _LIST_YEARS = 6, 80, 5


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
        if _is_unsupported(page, start, end, expression, found):
            if expression.first.short:  # 懲役1年6月
                taken = end
            continue
        if filters.is_passed_over(text, start, end, expression):
            taken = end
            continue
        if not filters.is_date(page, start, end, expression, words.get(start, "")):
            continue
        modifier = _MODIFIER.match(text, end)
        if modifier:
            expression = expression._replace(modifier=modifier[1])
        found.append(Candidate(start, end, "DATE", f"dates.{_rule(expression.first)}", data=expression))
        taken = end
    return found


def _may_begin(text: str, start: int, end: int) -> bool:
    """A number that is not too long and has a unit, a separator or an elided unit behind it."""
    if text[start] in "第F":
        return True
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
        return _read_ago(reader, ago)
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
    """The expression that begins with the word at ``at``; 次の金曜日 begins before it."""
    read = reader.expression(at)
    if read is None:
        return None
    expression, end = read
    before = _NEXT_OR_LAST.search(reader.text, max(0, at - 4), at)
    if before and reader.words[at][1:2] == "曜" and expression.first.day is None and expression.last is None:
        shift = Shift("published", "weekday", 1 if before["next"] else -1)
        return before.start(), end, expression._replace(first=expression.first._replace(shift=shift))
    return at, end, expression


def _is_unsupported(page: Page, start: int, end: int, expression: Expression, found: list[Candidate]) -> bool:
    """A year or a distance in hours that needs (or may not have) another date near before it."""
    first, text = expression.first, page.text
    if first.shift and first.shift.unit == "hour":
        near = bool(found) and found[-1].start >= page.sentence_at(start)[0]
        return near or not _HOURS_AWAY_FOLLOW.match(text, end)
    if first.clock is not None and first.clock.hour is None:
        line = min(page.line_at(start).start, start - _CLOCK_REACH)
        return not any(c.start >= line and (c.data.last or c.data.first).clock for c in found[-4:])
    if not first.short or "/" in text[start:end]:
        return False
    era = bool(found) and bool(found[-1].data.first.era or found[-1].data.first.short)
    gap = start - found[-1].end if found else 0
    if text[start] in "同翌":
        return not found
    two_digits = text[start : start + 2].isdigit()
    if first.finest == "year" and not first.scale:
        return not (era and gap <= _NEXT_YEAR_GAP)
    if two_digits or first.day is not None:
        return False
    return not (era and gap <= _SAME_ERA_REACH and _goes_on(found[-1].data, first.year or 0))


def _goes_on(before: Expression, count: int) -> bool:
    """Whether the ``count``-th year of an era may follow the date ``before`` (令和4年12月、5年1月, not 在職3年6月)."""
    point = before.last or before.first
    era = atoms.eras().get(point.era)
    said = (point.year or 0) - (era.before_first if era else 0)
    return said <= count <= said + _LIST_YEARS


def _read_ago(reader: Reader, match: re.Match[str]) -> tuple[int, int, Expression] | None:
    """3日前, 2週間後, 10年前; 半年 is six months, 数 no number."""
    count = number(match["n"]) if match["n"] not in ("半", "数") else None
    unit = _AGO_UNITS.get(match["u"][0], "month")
    if match["n"] == "半" and unit == "year":
        count, unit = 6, "month"
    elif match["u"] == "年半":
        count, unit = None if count is None else count * 12 + 6, "month"
    if count is None or match["u"] == "月":
        return None
    point, end = reader.ago(Shift("ago", unit, -count if match["d"] == "前" else count), match.end())
    return match.start(), end, Expression(point)


def _rule(point: Point) -> str:
    """A name for the form, for explanations."""
    if point.shift:
        return f"{point.shift.origin or 'named'}.{point.shift.unit}"
    if point.is_clock:
        return "clock"
    return "era" if point.era else point.finest or "scale"
