"""Infers the publication date: the dateline, else the first full date that can be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from extractor.entities.candidates import Candidate
from extractor.entities.dates import values as dv
from extractor.entities.dates.atoms import MODERN_ERAS, Point, eras
from extractor.entities.dates.finder import find
from extractor.entities.dates.reader import Expression
from extractor.records import NOISE_ZONES
from extractor.text.page import Line, Page

_HEAD_LINES, _TAIL_LINES = 14, 6
_SHORT_REST = 16
_LONGEST_LINE = 400  # with its rules and blanks
_LATER_YEARS = range(2, 12)
_TABLES_MADE = "2026-12-31"  # no era's year counts further on without other dates
# Lines that tell when something takes place, not when the text came out.
_OTHER_DATE = re.compile(
    r"日時|開催|期[日間限]|施行|締切|締め切|会期|発効|公布|適用|受付|発売|生まれ|生年|まで|以降|から(?!の)|訪問|命日|予定|任期|有効|改正|制定|登録日|認定日|実施日"
)
_PUBLICATION = re.compile(r"発表|配信|更新|掲載|公開|現在|付け?|発行|会見|報道|プレス|記者|談話|リリース|作成")
_NUMERAL = re.compile("[0-9〇一二三四五六七八九十元]")
_RELEASED = re.compile(r"更新|公開|掲載|配信|発表")
_SENTENCE = re.compile(r"[。]|ました|です")
_BIRTH = re.compile(r"生まれ?|没|死去|設立|創立|創業|法律|政令|卒")


def infer(page: Page, dates: Sequence[Candidate]) -> str | None:
    """The publication day as ISO date, None when the text tells none.

    Args:
        dates: candidates of ``dates.find``; their values need not be settled.
    """
    usable = [c for c in dates if isinstance(c.data, Expression) and page.zone_at(c.start) not in NOISE_ZONES]
    full = [day for c in usable if (day := _full(c.data.first))]
    years = [
        c.data.first.year
        for c in usable
        if c.data.first.year is not None and c.data.first.scale in ("", "fiscal") and not c.data.first.short
    ]
    full = full or [day for year in years if (day := dv.day_of(year, 12, 31))]
    best = _best(page, usable, full) or _best(page, _stamps(page), full)
    if best:
        return best.isoformat()
    return next((day.isoformat() for c in usable if (day := _full(c.data.first)) and _plausible(page, c)), None)


def _best(page: Page, candidates: Sequence[Candidate], full: list[date]) -> date | None:
    """The day of the surest dateline, the first of equals."""
    filled = _filled_before(page.lines)
    ranked = sorted(
        (-rank, n, day)
        for n, c in enumerate(candidates)
        if (rank := _rank(page, c, filled)) and (day := _dateline_day(c, full))
    )
    return ranked[0][2] if ranked else None


def _stamps(page: Page) -> list[Candidate]:
    """Datelines among menus and share buttons, as on web pages: ``8/7(木) 1:00配信``, ``更新日:2025年8月7日``."""

    def is_stamp(candidate: Candidate) -> bool:
        first, line = candidate.data.first, page.line_at(candidate.start)
        if line.zone not in NOISE_ZONES:
            return False
        timed = first.clock is not None and first.weekday is not None
        return timed or (first.year is not None and bool(_RELEASED.search(page.text, line.start, candidate.end + 4)))

    noise = (line for line in page.lines if line.zone in NOISE_ZONES)
    if not any(_NUMERAL.search(page.text, line.start, line.end) for line in noise):
        return []  # most texts have none, and reading all dates again is dear
    return [c for c in find(page) if is_stamp(c)]


def _full(point: Point) -> date | None:
    return None if point.short else dv.day_of(point.year, point.month, point.day)


def _dateline_day(candidate: Candidate, full: list[date]) -> date | None:
    """The day of a dateline; without a year it takes the year from the text's own dates, and its weekday checks it."""
    point = candidate.data.first
    if point.short and point.year is not None:
        return _short_day(point, full)
    if point.year is not None:
        return _full(point)
    if point.month is None or point.day is None or not full:
        return None
    latest = max(full)
    years = sorted(
        {day.year + n for day in full for n in (0, 1, -1)}, key=lambda y: (abs(y - latest.year), y < latest.year)
    )
    days = [d for y in years if (d := dv.day_of(y, point.month, point.day))]
    if point.weekday is not None:
        later = [d for n in _LATER_YEARS if (d := dv.day_of(latest.year + n, point.month, point.day))]
        days = [d for d in days + later if d.weekday() == point.weekday] or days
    return days[0] if days else None


def _short_day(point: Point, full: list[date]) -> date | None:
    """The day of 29.6.9: of the era that has such a year, fits the weekday and comes nearest to the text's own dates.

    A text without dates of its own is of the latest era that had reached the year when the tables were made.
    """
    days = [
        day
        for era in (eras()[name] for name in MODERN_ERAS)
        if (day := dv.day_of(era.before_first + (point.year or 0), point.month, point.day))
        and era.begin <= day.isoformat() <= (era.end or _TABLES_MADE)
    ]
    if point.weekday is not None:
        days = [day for day in days if day.weekday() == point.weekday] or days
    if full:
        return min(days, key=lambda day: abs(day - max(full)), default=None)
    return max(days, default=None)


def _rank(page: Page, candidate: Candidate, filled: Sequence[int]) -> int:
    """How surely a date is the dateline: 0 not at all; a line of its own near the top or at the end counts.

    Args:
        filled: the result of ``_filled_before``.
    """
    expression: Expression = candidate.data
    first, last = expression.first, expression.last
    if first.month is None or first.day is None or (last is not None and not last.is_clock) or expression.length:
        return 0
    index = page.line_index(candidate.start)
    line = page.lines[index]
    if line.end - line.start > _LONGEST_LINE:
        return 0
    rest = page.text[line.start : candidate.start] + page.text[candidate.end : line.end]
    words = rest.strip(" \t　()[]【】<>:・|-。")
    if _OTHER_DATE.search(words) and not _PUBLICATION.search(words):
        return 0
    alone = len(words) <= _SHORT_REST and not _SENTENCE.search(rest)
    if line.zone == "dateline" and (alone or _PUBLICATION.search(words)):
        return 5 if first.year is not None else 4
    if not alone and not (_PUBLICATION.search(words) and len(words) <= 3 * _SHORT_REST and not _SENTENCE.search(rest)):
        return 0
    place = filled[index]
    if place < _HEAD_LINES and (first.year is not None or first.weekday is not None or first.clock is not None):
        list_item = bool(line.marker) or line.kind == "item" or _is_list(page, index)
        return 0 if list_item and not _PUBLICATION.search(words) else 3
    if first.year is not None and not words and filled[-1] - filled[index + 1] < _TAIL_LINES:
        return 2
    return 0


def _is_list(page: Page, index: int) -> bool:
    """A line of a chronology or programme: a short date line right above a line that begins with a digit too."""
    neighbours = page.lines[index + 1 : index + 2]
    return (
        any(page.text[n.start : n.end].strip()[:1].isdigit() for n in neighbours)
        and page.lines[index].zone != "dateline"
    )


def _filled_before(lines: Sequence[Line]) -> list[int]:
    """For each line, and for the end of the page, how many lines with words of the text stand before it."""
    return list(accumulate((line.kind != "blank" and line.zone not in NOISE_ZONES for line in lines), initial=0))


def _plausible(page: Page, candidate: Candidate) -> bool:
    """Whether a full date in running text may stand for the publication: no birthday, founding or law date."""
    after = page.text[candidate.end : candidate.end + 12]
    return (
        candidate.data.last is None
        and not _BIRTH.search(after)
        and (_full(candidate.data.first) or date.min).year >= 1945
    )
