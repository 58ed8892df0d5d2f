"""Calendar arithmetic and EDTF: what a date expression means once its year, month and day are known.

Nothing here reads text or the clock. Values are strings of EDTF (ISO 8601-2) as SPEC.md §2 fixes them.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
FISCAL_FIRST_MONTH = 4


class Moment(NamedTuple):
    """A calendar position, known down to its last field that is not None; a clock may stand without a day.

    ``warning`` says what is impossible about it (``2月30日``), empty when nothing is.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    warning: str = ""

    @property
    def date(self) -> date | None:
        """The day, None when it is not fully known or does not exist."""
        return day_of(self.year, self.month, self.day)

    @property
    def midnight(self) -> Moment:
        """The moment without its clock."""
        return Moment(self.year, self.month, self.day, warning=self.warning)


class Value(NamedTuple):
    """A resolved expression: its EDTF, the first and last day or minute it covers, and where its first part lies."""

    edtf: str
    start: str = ""
    end: str = ""
    first: Moment = Moment()
    last: Moment = Moment()


def day_of(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day, or None where a part is missing or the calendar has no such day."""
    if year is None or month is None or day is None or not 1 <= year <= 9999 or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= last_day(year, month) else None


def moment_of(day: date) -> Moment:
    """The day as a moment."""
    return Moment(day.year, day.month, day.day)


def add_days(day: date, count: int) -> date | None:
    """``count`` days later, None beyond the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month ``count`` months later."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def add_years(day: date, count: int) -> date | None:
    """The same day ``count`` years later; 29 February falls back to 28."""
    return day_of(day.year + count, day.month, day.day) or day_of(day.year + count, day.month, 28)


@lru_cache(1024)
def last_day(year: int, month: int) -> int:
    """The number of the month's last day; 31 for a year outside the calendar or an impossible month."""
    return calendar.monthrange(year, month)[1] if 1 <= year <= 9999 and 1 <= month <= 12 else 31


def fiscal_year(day: date) -> int:
    """The Japanese fiscal year (April to March) that holds the day."""
    return day.year - (day.month < FISCAL_FIRST_MONTH)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> int | None:
    """The day number of the month's ``nth`` Monday (0) ... Sunday (6), None if the month has none."""
    first = day_of(year, month, 1)
    if first is None:
        return None
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1)
    return day if day <= last_day(year, month) else None


@cache
def holidays_of(year: int) -> dict[str, date]:
    """Japan's public holidays of a year by name; the library knows the moves and renamings of each since 1949."""
    import holidays

    if not 1949 <= year <= 2099:
        return {}
    calendar_days = holidays.country_holidays("JP", years=year, language="ja", observed=False)
    return {name: day for day, name in sorted(calendar_days.items(), reverse=True)}


def holiday(year: int, name: str) -> Moment:
    """The day of a holiday in a year; unknown to the library, only the year."""
    day = holidays_of(year).get(name)
    return moment_of(day) if day else Moment(year)


# --- rendering -----------------------------------------------------------------------------------------------------


def edtf(moment: Moment) -> str:
    """EDTF of a moment (``2025-08-04``, ``XXXX-08-04``, ``2025-08-07T01:00``, ``T14:00``); unknown parts are X."""
    parts = []
    if moment.year is not None or moment.month is not None or moment.day is not None:
        parts.append(_year(moment.year))
        if moment.month is not None or moment.day is not None:
            parts.append("XX" if moment.month is None else f"{moment.month:02d}")
        if moment.day is not None:
            parts.append(f"{moment.day:02d}")
    text = "-".join(parts)
    if moment.hour is None:
        return text
    clock = f"T{moment.hour:02d}:{moment.minute or 0:02d}"
    return text + clock + (f":{moment.second:02d}" if moment.second is not None else "")


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    if year > 9999:
        return f"Y{year}"
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def first_of(moment: Moment) -> str:
    """ISO of the first day (or the minute) that a moment covers, empty where the year is unknown or no such day is."""
    if moment.year is None or not 1 <= moment.year <= 9999:
        return edtf(moment) if moment.hour is not None and moment.day is None else ""
    return _filled(moment, moment.month or 1, moment.day or 1)


def last_of(moment: Moment) -> str:
    """ISO of the last day (or the minute) that a moment covers."""
    if moment.year is None or not 1 <= moment.year <= 9999:
        return first_of(moment)
    month = moment.month or 12
    return _filled(moment, month, moment.day or last_day(moment.year, month))


def _filled(moment: Moment, month: int, day: int) -> str:
    """EDTF of the moment with its day, empty where no such day is."""
    return edtf(Moment(moment.year, month, day, *moment[3:])) if day_of(moment.year, month, day) else ""


def of_moment(moment: Moment) -> Value:
    """The value of one moment."""
    return Value(edtf(moment), first_of(moment), last_of(moment), moment, moment)


def of_days(first: Moment, last: Moment) -> Value:
    """The value of an interval whose borders are known by themselves."""
    return Value(f"{edtf(first)}/{edtf(last)}", first_of(first), last_of(last), first, last)


def of_season(year: int, season: int) -> Value:
    """A season; winter belongs to the year it begins in (2025-24 is December 2025 to February 2026)."""
    month = {SPRING: 3, SUMMER: 6, AUTUMN: 9, WINTER: 12}[season]
    first = Moment(year, month)
    last = Moment(*add_months(year, month, 2))
    return Value(f"{_year(year)}-{season}", first_of(first), last_of(last), Moment(year), Moment(year))


def of_fiscal(year: int, first_month: int = 0, months: int = 12) -> Value:
    """A fiscal year, or ``months`` months of it from the ``first_month``-th on (0 is April)."""
    y1, m1 = add_months(year, FISCAL_FIRST_MONTH, first_month)
    y2, m2 = add_months(y1, m1, months - 1)
    return of_days(Moment(y1, m1, 1), Moment(y2, m2, last_day(y2, m2)))


def join(first: Value, last: Value) -> Value:
    """The range from the beginning of one value to the end of another."""
    left, right = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    edtf_text = left if left == right else f"{left}/{right}"
    return Value(edtf_text if left and right else "", first.start, last.end, first.first, last.last)


def approximate(value: Value) -> Value:
    """The same value marked with a trailing ``~`` (頃) on each border."""
    return value._replace(edtf="/".join(part + "~" for part in value.edtf.split("/")) if value.edtf else "")
