"""EDTF values as stretches of days and minutes that can be compared at any precision."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?)?)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # EDTF level 1; 24 runs into the next year
DAY, MINUTE = 2, 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day as ordinals, first and last minute of the day when told, and the precision (0 = year)."""

    start: int
    end: int
    minutes: tuple[int, int] | None = None
    precision: int = DAY

    @property
    def days(self) -> int:
        """How many days are covered."""
        return self.end - self.start + 1


@lru_cache(maxsize=1 << 16)
def stretch(value: str | None) -> Stretch | None:
    """The stretch that an EDTF value covers; None when it tells no year or is none.

    Args:
        value: such as ``2025-08``, ``2025-08-04T10:00~``, ``2019-06-27/2019-06-29``.
    """
    if not value:
        return None
    first, _, last = value.replace("~", "").replace("?", "").replace("%", "").partition("/")
    try:
        begin, end = _point(first), _point(last or first)
    except ValueError:
        return None
    if begin is None or end is None or end[1] < begin[0]:
        return None
    precision = min(begin[3], end[3])
    minutes = None
    if precision == MINUTE and begin[0] == end[1]:
        minutes = (begin[2], max(begin[2], end[2]))
    return Stretch(begin[0], end[1], minutes, precision)


def day(value: str | None) -> int | None:
    """The first day of a value as an ordinal."""
    known = stretch(value)
    return None if known is None else known.start


def _point(text: str) -> tuple[int, int, int, int] | None:
    """First day, last day, minute and precision of one EDTF date."""
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 0)
    if not month:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), 0, 0
    if month in _SEASONS:
        first, last = _SEASONS[month]
        final = year + (last < first)
        return date(year, first, 1).toordinal(), date(final, last, monthrange(final, last)[1]).toordinal(), 0, 0
    if not match[3]:
        return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal(), 0, 1
    at = date(year, month, int(match[3])).toordinal()
    if match[4] is None:
        return at, at, 0, DAY
    return at, at, 60 * int(match[4]) + int(match[5]), MINUTE
