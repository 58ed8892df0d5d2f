"""Reads one date expression at a given place of the text: a point of time, or a range of two.

``date_points.py`` reads the points. A range inherits in both directions (``5月18、19日``, ``午後2~4時``); what is
inherited is settled later.
"""

from __future__ import annotations

import itertools
import re
from typing import Any, NamedTuple

from extractor.entities.dates import atoms
from extractor.entities.dates.atoms import Clock, Point
from extractor.entities.dates.points import PointReader, decade
from extractor.entities.numerals import number

_LINK = re.compile(r" ?(?:から|より|[~\-→—―–ー]|乃至|ないし) ?")
_SEPARATOR = re.compile(atoms.SEPARATOR)
# 6月1日から30日間の営業停止: how long the penalty lasts, not the end of a period that is told.
_ATTRIBUTE = re.compile(r"の(?!日程|予定|期間|会期|行程|任期|開催|実施)")
_MOST_LISTED = 4
_BOTH_DAYS = re.compile(r" ?の?両日")
_RANK = {"clock": 0, "day": 1, "week": 2, "month": 3, "year": 4}


class Expression(NamedTuple):
    """A date expression as written: one point, a range to ``last``, or a stretch of ``length`` (unit, count).

    ``listed`` holds the day numbers of ``18、20日`` when more than a border is named; ``modifier`` is 以降, まで ...
    behind the mention.
    """

    first: Point
    last: Point | None = None
    length: tuple[str, float] | None = None
    listed: tuple[int, ...] = ()
    modifier: str = ""


def unit_of(point: Point) -> str:
    """The finest unit that a point names: clock, day, week, month or year."""
    if point.is_clock:
        return "clock"
    if point.finest:
        return point.finest
    unit = point.shift.unit if point.shift else "year"
    return {"fixed": "day", "holiday": "day", "same day": "day", "hour": "day", "fiscal": "year"}.get(unit, unit)


class Reader(PointReader):
    """Reads expressions of one text: points, ranges and stretches."""

    def expression(self, at: int) -> tuple[Expression, int] | None:
        """The expression that begins at ``at`` and its end, None where there is none."""
        if match := atoms.DECADES.match(self.text, at):
            later = match["b"] if match["new"] else match["head"] + match["b"]
            return Expression(Point(**decade(match["a"])), Point(**decade(later))), match.end()
        found = self.point(at)
        if found is None:
            return None
        first, end = found
        if first.elided:
            return self._elided(first, end)
        link = _LINK.match(self.text, end)
        if link:
            length = self._length(link.end(), first) if "ら" in link[0] or "~" in link[0] else None
            if length:
                attribute = first.clock is None and _ATTRIBUTE.match(self.text, length[1])
                return (Expression(first), end) if attribute else (Expression(first, length=length[0]), length[1])
            last = self._last(link.end(), first)
            if last:
                if last[0].elided:
                    return Expression(first), end
                return Expression(first, last[0]), last[1]
            slashed = "/" in self.text[at:end] and first.day is not None and first.clock is None
            day = atoms.BARE_DAY.match(self.text, link.end()) if slashed else None
            if day and (first.day or 0) < int(day[0]):  # 9/24~27
                return Expression(first, Point(day=int(day[0]))), day.end()
        elif first.day is not None and first.clock is None and self.text[end : end + 1] in ("・", "、"):
            last = self._last(end + 1, first)
            if (
                last
                and last[0].day is not None
                and last[0].month is None
                and not last[0].elided
                and last[0].shift is None
                and last[0].clock is None
            ):
                both = _BOTH_DAYS.match(self.text, last[1])
                follows = last[0].day == first.day + 1 and self.text[end] == "・"
                if both or follows:
                    return Expression(first, last[0]), both.end() if both else last[1]
        return Expression(first), end

    def _elided(self, first: Point, end: int) -> tuple[Expression, int] | None:
        """The range whose first number leaves its unit to the last one."""
        listed = [getattr(first, first.elided)] if first.elided in ("day",) else []
        spread = False
        for _ in range(_MOST_LISTED):
            link = _SEPARATOR.match(self.text, end)
            found = self._last(link.end(), first) if link else None
            if link is None or found is None:
                return None
            last, end = found
            spread = spread or "~" in link[0] or "-" in link[0]
            if last.day is not None:
                listed.append(last.day)
            if not last.elided:
                break
        else:
            return None
        whole = first._replace(elided="", scale=first.scale or last.scale)
        if listed and any(b <= a for a, b in itertools.pairwise(listed)):
            return None
        return Expression(whole, last, listed=() if spread else tuple(listed)), end

    def _length(self, at: int, first: Point) -> tuple[tuple[str, float], int] | None:
        """A duration behind から (``から約30分間``): (unit, count) and its end."""
        match = atoms.LENGTH.match(self.text, at)
        if match is None:
            return None
        count = 0.5 if match["n"] == "半" else number(match["n"])
        unit = {"分": "minute", "時": "hour", "日": "day", "週": "week", "年": "year"}.get(match["u"][0], "month")
        if count is None or (unit in ("minute", "hour")) != (first.clock is not None):
            return None
        half = 0.5 if match["u"].endswith("半") or match["k"] else 0
        return (unit, count + half), match.end()

    def _last(self, at: int, first: Point) -> tuple[Point, int] | None:
        """The end of a range that begins with ``first``, None where what follows cannot be one."""
        if first.year is not None and (match := atoms.BARE_YEAR.match(self.text, at)):
            count = number(match["n"])
            if count is None:
                return None
            year = atoms.eras()[first.era].before_first + count if first.era else first.year // 100 * 100 + count
            if year < first.year:
                return None
            fields: dict[str, Any] = {"year": year, "era": first.era, "short": first.short}
            return self.finish(fields, self.after_year(fields, match.end()))
        if first.clock and first.clock.minute is not None and (match := atoms.BARE_MINUTE.match(self.text, at)):
            minute = number(match["m"])
            if minute is None or not first.clock.minute < minute < 60:
                return None
            return self.finish({"clock": Clock(None, minute)}, match.end())
        part = atoms.MONTH_PART.match(self.text, at) if first.part and first.month is not None else None
        if part and part["p"]:  # 12月上旬から下旬
            return Point(part=part["p"]), part.end()
        found = self.point(at)
        if found is None:
            return None
        last = found[0]
        if first.elided and first.elided not in ("hour", "year") and unit_of(last) != first.elided:
            return None
        begin, finish = unit_of(first), unit_of(last)
        if (finish == "clock") != (begin == "clock") and not (finish == "clock" and first.clock):
            if begin == "clock" and last.clock and last.shift and last.shift.origin == "antecedent":
                return found  # 22時から翌5時
            return None
        if last.shift is None and last.year is None:
            fine = last.part or first.part or _RANK[finish] <= _RANK[begin]
            if not fine or (begin == "year" and finish != "year" and last.month is None and not last.part):
                return None
            if (
                begin in ("year", "month")
                and finish == "day"
                and last.month is None
                and first.day is None
                and not first.part
            ):
                return None
        return found if _RANK[finish] <= _RANK[begin] or last.part else None
