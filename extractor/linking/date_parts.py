"""The value of a located point: parts of months, years and fiscal years, seasons, decades, clocks."""

from __future__ import annotations

import re

from extractor.entities.dates import values as dv
from extractor.entities.dates.atoms import SEASONS, Point
from extractor.entities.dates.values import Moment, Value
from extractor.entities.numerals import number

_FIRST_HALF = frozenset({"上半期", "上期", "前期", "前半"})
_SECOND_HALF = frozenset({"下半期", "下期", "後期", "後半"})
_BEGINNING = frozenset({"初", "初め", "はじめ", "始め", "初頭", "当初", "年始", "初旬", "早々"})
_END = frozenset({"末", "月末", "年末", "終わり", "暮れ"})
_MIDDLE = frozenset({"半ば", "なかば", "中頃", "中ごろ", "中旬"})
_NIGHT = frozenset({"夜", "晩", "深夜", "夜中"})
_MORNING_HOURS = frozenset({"午前", "AM", "朝", "早朝", "未明", "明け方"})
_QUARTER = re.compile(r"[1-4一二三四]")


def clock_of(point: Point, day: Moment) -> Moment:
    """The day at the point's clock; 25時 and 24時 fall on the day behind it."""
    clock = point.clock
    if clock is None:
        return day
    hour, half = clock.hour or 0, clock.half or point.half_day
    if half and half not in _MORNING_HOURS and hour < 12:
        late = half in _NIGHT
        noon = half in ("昼", "お昼", "昼過ぎ")
        if not (late and hour < 5) and not (noon and hour >= 9):
            hour += 12
        elif late and point.half_day:  # 昨夜2時 is of this morning
            hour += 24
    elif half in _NIGHT and hour == 12:
        hour = 24
    if clock.half == "AM" and hour == 12:
        hour = 0
    moment = at_clock(day, hour * 60 + (clock.minute or 0))
    return moment._replace(second=clock.second)


def at_clock(day: Moment, minutes: int) -> Moment:
    """The day, or one behind it, ``minutes`` after its midnight."""
    base = day.date
    if base is not None:
        day = dv.moment_of(dv.add_days(base, minutes // 1440) or base)
    return day._replace(hour=minutes // 60 % 24, minute=minutes % 60)


def value_of(point: Point, moment: Moment) -> Value:
    """What the point covers, once its year, month and day are known as ``moment``."""
    part, year = point.part, moment.year
    if point.clock is not None and (moment.day is not None or (point.shift is not None and moment.year is None)):
        return dv.of_moment(clock_of(point, moment))
    unit = point.shift.unit if point.shift else ""
    week = (
        unit == "week" and point.weekday is None and point.day is None and point.shift and point.shift.origin != "ago"
    )
    if moment.day is not None and not part and not week:
        return dv.of_moment(moment)
    if year is None and (point.scale or point.shift):
        return Value("") if moment.month is None and moment.day is None else dv.of_moment(moment)
    if part and (unit in ("fixed", "holiday") or part.startswith(("fixed:", "holiday:"))):
        kind, _, name = part.rpartition(":")
        return _named(kind or unit, name, year, point)
    if point.scale == "decade" and year is not None:
        return _decade(year, part, bool(point.era))
    if point.scale == "century" and year is not None:
        return _century(year, part)
    if point.scale == "fiscal" or unit == "fiscal":
        return _fiscal(year, part)
    if week:
        return _week(moment, part)
    if not part:
        return dv.of_moment(moment)
    if moment.month is not None:
        return _month(moment, part)
    return _year(year, part)


def _named(kind: str, name: str, year: int | None, point: Point) -> Value:
    if kind == "holiday":
        moment = dv.holiday(year, name) if year else Moment()
        return dv.of_moment(clock_of(point, moment)) if year else Value("")
    days = [Moment(year, int(day[:2]), int(day[3:])) for day in name.split("/")]
    return dv.of_moment(clock_of(point, days[0])) if len(days) == 1 else dv.of_days(days[0], days[1])


def _month(moment: Moment, part: str) -> Value:
    year, month = moment.year, moment.month or 1
    end = dv.last_day(year or 2000, month)
    if part in _END:
        return dv.of_moment(moment._replace(day=end))
    first, last = 1, 10
    if part in _MIDDLE:
        first, last = 11, 20
    elif part == "下旬":
        first, last = 21, end
    elif part == "中下旬":
        first, last = 11, end
    elif part == "上中旬":
        last = 20
    elif part == "前半":
        last = 15
    elif part == "後半":
        first, last = 16, end
    return dv.of_days(moment._replace(day=first), moment._replace(day=last))


def _year(year: int | None, part: str) -> Value:
    if year is None:
        return Value("")
    if part in SEASONS:
        return dv.of_season(year, dv.SPRING + SEASONS.index(part))
    if part == "年末年始":
        return dv.of_days(Moment(year, 12, 29), Moment(year + 1, 1, 3))
    if part in _END:
        return dv.of_moment(Moment(year, 12))
    if part in _BEGINNING:
        return dv.of_moment(Moment(year, 1))
    if part in _FIRST_HALF or part in _SECOND_HALF:
        month = 1 if part in _FIRST_HALF else 7
        return dv.of_days(Moment(year, month, 1), Moment(year, month + 5, dv.last_day(year, month + 5)))
    if part in _MIDDLE:
        return dv.of_days(Moment(year, 6), Moment(year, 7))
    quarter = _quarter(part)
    if quarter:
        month = quarter * 3 - 2
        return dv.of_days(Moment(year, month, 1), Moment(year, month + 2, dv.last_day(year, month + 2)))
    return dv.of_moment(Moment(year))


def _quarter(part: str) -> int:
    match = _QUARTER.search(part)
    return (number(match[0]) or 0) if match else 0


def _fiscal(year: int | None, part: str) -> Value:
    if year is None:
        return Value("")
    if part in _END:
        return dv.of_moment(Moment(year + 1, 3, 31))
    if part in _BEGINNING:
        return dv.of_moment(Moment(year, 4))
    if part in _FIRST_HALF or part in _SECOND_HALF:
        return dv.of_fiscal(year, 0 if part in _FIRST_HALF else 6, 6)
    if part in _MIDDLE:
        return dv.of_days(Moment(year, 9), Moment(year, 10))
    quarter = _quarter(part)
    return dv.of_fiscal(year, quarter * 3 - 3, 3) if quarter else dv.of_fiscal(year)


def _week(moment: Moment, part: str) -> Value:
    """Monday to Sunday; the weekend is Saturday and Sunday."""
    monday = moment.date
    if monday is None:
        return dv.of_moment(moment)
    first, last = {
        "末": (5, 6),
        "土日": (5, 6),
        "初": (0, 0),
        "初め": (0, 0),
        "明け": (0, 0),
        "早々": (0, 0),
        "終わり": (5, 6),
        "前半": (0, 2),
        "半ば": (2, 2),
        "後半": (3, 6),
    }.get(part, (0, 6))
    a, b = dv.add_days(monday, first), dv.add_days(monday, last)
    if a is None or b is None:
        return dv.of_moment(moment)
    return dv.of_moment(dv.moment_of(a)) if a == b else dv.of_days(dv.moment_of(a), dv.moment_of(b))


def _decade(year: int, part: str, era: bool) -> Value:
    first, last = {"前半": (0, 4), "後半": (5, 9), "半ば": (4, 6), "なかば": (4, 6), "末": (8, 9)}.get(
        part, (0, 3) if part in _BEGINNING else (0, 9)
    )
    if (first, last) == (0, 9) and not era:
        start, end = Moment(year), Moment(year + 9)
        return Value(f"{year // 10:03d}X", dv.first_of(start), dv.last_of(end), start, end)
    return dv.of_days(Moment(year + first), Moment(year + last))


def _century(count: int, part: str) -> Value:
    """The 19th century is 18XX in EDTF; before Christ only its borders can be told."""
    if count < 0:
        return dv.of_days(Moment(100 * count + 1), Moment(100 * (count + 1)))
    first = 100 * (count - 1)
    if part == "前半":
        return dv.of_days(Moment(first + 1), Moment(first + 50))
    if part == "後半":
        return dv.of_days(Moment(first + 51), Moment(first + 100))
    if part in _MIDDLE:
        return dv.of_days(Moment(first + 41), Moment(first + 60))
    if part in _END or part in _BEGINNING:
        return _decade(first + (90 if part in _END else 0), "", False)
    start, end = Moment(first + 1), Moment(first + 100)
    return Value(f"{count - 1:02d}XX", dv.first_of(start), dv.last_of(end), start, end)
