"""Settles what date expressions mean, in text order: 同日, 翌9日, 前月末, a bare 26日, 6月7日 without year, 午後9時半.

A year or month that is not written comes, in this order, from the other border of a range, from the list the
line stands in, from the sentence, from the publication date (tense decides between past and future); a weekday
in brackets checks every choice.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date

from extractor.entities.candidates import Candidate
from extractor.entities.dates import values as dv
from extractor.entities.dates.atoms import WEEKDAYS, Point, Shift, eras
from extractor.entities.dates.reader import Expression
from extractor.entities.dates.values import Moment, Value
from extractor.linking.date_context import Context
from extractor.linking.date_parts import at_clock, clock_of, value_of
from extractor.text.page import Page


def resolve(dates: Iterable[Candidate], page: Page, published: str | None) -> None:
    """Fills ``value`` and ``attrs`` (start, end, modifier, warning) of the DATE candidates of one page.

    Args:
        dates: candidates of ``dates.find``, in text order.
        published: the publication day (ISO), None when unknown: years that nothing tells stay ``XXXX``.
    """
    chronicle = _Chronicle(page, _day(published))
    readings = [c for c in dates if isinstance(c.data, Expression)]
    for candidate, follower in itertools.zip_longest(readings, readings[1:]):
        chronicle.settle(candidate, candidate.data, follower.start if follower else len(page.text))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _same_half(first: Point, last: Point) -> Point:
    """The end of ``午後2~4時`` with the 午後 of its beginning, if that keeps it behind it."""
    begin, end = first.clock, last.clock
    if begin is None or end is None or not begin.half or end.half:
        return last
    if begin.hour is None or end.hour is None or end.hour >= 12:
        return last
    behind = (end.hour, end.minute or 0) > (begin.hour % 12, begin.minute or 0)
    return last._replace(clock=end._replace(half=begin.half)) if behind else last


class _Chronicle:
    """Settles the expressions of one page one by one."""

    def __init__(self, page: Page, published: date | None) -> None:
        self.context = Context(page, published)
        self.published = published
        self.warning = ""

    def settle(self, candidate: Candidate, expression: Expression, following: int) -> None:
        """Resolves one expression and remembers it; ``following`` is where the next one begins."""
        self.context.here, self.context.following, self.warning = candidate, following, ""
        value = self._expression(expression)
        candidate.value = value.edtf
        candidate.attrs |= {"start": value.start, "end": value.end}
        if expression.modifier:
            candidate.attrs["modifier"] = expression.modifier
        if self.warning:
            candidate.attrs["warning"] = self.warning
        self.context.remember(candidate, expression, value)

    def _expression(self, expression: Expression) -> Value:
        first, last = expression.first, expression.last
        if (
            last is not None
            and first.is_clock is False
            and first.finest == ""
            and first.shift is None
            and not first.scale
        ):
            return Value("")
        bare_day = first.day is not None and first.month is None and first.shift is None
        if last is not None and bare_day and last.month is not None and last.year is None and last.shift is None:
            year, month = self.context.month_before(first, last)
            first = first._replace(year=year, month=month)
        self.context.reach = (last.month - first.month) % 12 if last and last.month and first.month else 0
        head = self._point(first, None)
        if expression.length:
            value = self._stretch(head, first, *expression.length)
        elif last is not None:
            tail = self._point(_same_half(first, last), (first, head))
            if first.scale == "decade":  # 1960年代から70年代: an interval has whole years as its borders
                head, tail = dv.of_moment(head.first), dv.of_moment(tail.last)
            value = self._listed(expression, head, tail) or dv.join(head, tail)
            if value.start and value.end and value.end[:10] < value.start[:10]:
                self.warning = self.warning or "the range ends before it begins"
        else:
            value = head
        return value

    def _listed(self, expression: Expression, head: Value, tail: Value) -> Value | None:
        """18、20日 names two days, not what lies between them: an EDTF set."""
        days = expression.listed
        if len(days) < 2 or days[-1] - days[0] == len(days) - 1 or not head.first.month:
            return None
        names = ",".join(dv.edtf(head.first._replace(day=day)) for day in days)
        return dv.join(head, tail)._replace(edtf="{" + names + "}")

    def _stretch(self, head: Value, first: Point, unit: str, count: float) -> Value:
        """``から約30分間``, ``から3日間``: the last day or minute is included."""
        moment = head.first
        if unit in ("minute", "hour"):
            minutes = int(count * (60 if unit == "hour" else 1))
            last = at_clock(moment, (moment.hour or 0) * 60 + (moment.minute or 0) + minutes)
        elif moment.date is None and moment.year is not None and unit == "year":
            last = Moment(moment.year + int(count) - 1, moment.month)
        elif moment.date is not None:
            day = moment.date
            months = {"month": count, "year": count * 12}.get(unit)
            if months is not None:
                year, month = dv.add_months(day.year, day.month, int(months))
                end = dv.day_of(year, month, min(day.day, dv.last_day(year, month)))
                end = dv.add_days(end, -1) if end else None
            else:
                end = dv.add_days(day, int(count * (7 if unit == "week" else 1)) - 1)
            last = dv.moment_of(end) if end else moment
        else:
            return head
        return dv.join(head, dv.of_moment(last))

    # --- one point ---------------------------------------------------------------------------------------------------

    def _point(self, point: Point, partner: tuple[Point, Value] | None) -> Value:
        """The value of a point; ``partner`` is the first border and its value when the point ends a range."""
        if point.short:
            point = point._replace(year=self.context.full_year(point.year or 0), short=False)
        if point.clock and point.clock.hour is None:
            hour = partner[1].first.hour if partner else self.context.told_hour()
            point = point._replace(clock=point.clock._replace(hour=hour))
        if (
            point.is_clock
            and partner is None
            and point.clock
            and not point.clock.half
            and (half := self.context.half())
        ):
            point = point._replace(clock=point.clock._replace(half=half))
        if point.is_clock:
            base = partner[1].first if partner else self.context.ruling_day()
            moment = clock_of(point, base.midnight if base else Moment())
            if (
                partner
                and moment.date
                and partner[1].first.date == moment.date
                and dv.edtf(moment) < partner[1].edtf.rstrip("~")
            ):
                day = dv.add_days(moment.date, 1)
                moment = clock_of(point, dv.moment_of(day)) if day else moment
            value = dv.of_moment(moment)
        else:
            moment = self._locate(point, partner)
            self._check(point, moment)
            value = value_of(point, moment)
        return dv.approximate(value) if point.approximate else value

    def _check(self, point: Point, moment: Moment) -> None:
        day = moment.date
        if moment.year is not None and moment.month and moment.day and day is None:
            self.warning = f"there is no day {dv.edtf(moment)}"
        elif day and point.weekday is not None and point.nth is None and day.weekday() != point.weekday:
            self.warning = f"{day.isoformat()} is a {WEEKDAYS[day.weekday()]}曜日, not {WEEKDAYS[point.weekday]}曜日"
        elif point.era and moment.year is not None:
            era = eras()[point.era]
            if era.end and dv.first_of(moment)[:10] > era.end and dv.first_of(moment)[:4] > era.end[:4]:
                self.warning = f"{era.name} ended on {era.end}"

    def _locate(self, point: Point, partner: tuple[Point, Value] | None) -> Moment:
        """Year, month and day as far as they can be known."""
        if point.scale in ("decade", "century"):
            return Moment(point.year)
        if point.shift is not None:
            return self._shifted(point, point.shift, partner)
        if point.year is not None:
            return Moment(point.year, point.month, self._day_of_month(point, point.year, point.month))
        if partner is not None:
            return self._behind(point, partner[1])
        if point.month is not None:
            year = self.context.year(point)
            return Moment(year, point.month, self._day_of_month(point, year, point.month))
        if point.day is not None:
            year, month = self.context.month(point)
            return Moment(year, month, point.day)
        if point.weekday is not None:
            return self.context.weekday(point)
        return Moment()

    def _day_of_month(self, point: Point, year: int | None, month: int | None) -> int | None:
        if point.nth and point.weekday is not None and year and month:
            return dv.nth_weekday(year, month, point.nth, point.weekday)
        return point.day

    def _behind(self, point: Point, head: Value) -> Moment:
        """The end of a range takes from its beginning what it does not say, and lies behind it."""
        begin = head.first
        year, month = begin.year, point.month or begin.month
        if point.month is not None:
            if year is not None and begin.month is not None and point.month < begin.month:
                year += 1
        elif point.day is not None and begin.day is not None and point.day < begin.day and month:
            year, month = dv.add_months(year or 0, month, 1)
            year = year if begin.year is not None else None
        elif point.weekday is not None and point.day is None and begin.date:
            day = dv.add_days(begin.date, (point.weekday - begin.date.weekday()) % 7)
            return dv.moment_of(day) if day else begin
        return Moment(year, month, self._day_of_month(point, year, month))

    def _shifted(self, point: Point, shift: Shift, partner: tuple[Point, Value] | None) -> Moment:
        """What a relative word means: so many units from the publication or from the antecedent."""
        unit, count = shift.unit, shift.count
        if unit in ("fixed", "holiday"):
            return self._named(point)
        base: Moment | None
        if shift.origin == "antecedent":
            base = partner[1].first if partner else self.context.antecedent(unit, point, count)
        elif shift.origin == "ago" and count > 0 and (before := self.context.before_in_sentence(unit)):
            base = before
        else:
            base = dv.moment_of(self.published) if self.published else None
        if base is None or base.year is None:
            return Moment(None, point.month, point.day)
        if unit == "year":
            year = base.year + count
            month = point.month
            if point.part in ("末", "年末年始") and count == 0 and base.month == 1 and self.context.tense() == "past":
                year -= 1
            elif base.month:
                if point.part == "冬" and base.month <= 3 and shift.origin == "published":
                    year -= 1
                if point.part in ("初", "年始") and count == 1 and base.month == 1:
                    year -= 1
                if point.part == "年末年始" and base.month == 1:
                    year -= 1
            return Moment(year, month, self._day_of_month(point, year, month))
        if unit == "fiscal":
            month = base.month or dv.FISCAL_FIRST_MONTH
            known = base.date or dv.day_of(base.year, month, 1)
            return Moment((dv.fiscal_year(known) if known else base.year) + count)
        if unit == "month":
            if base.month is None:
                return Moment(base.year, None, point.day)
            year, month = dv.add_months(base.year, base.month, count)
            return Moment(year, month, self._day_of_month(point, year, month))
        return self._days_away(point, base, unit, count)

    def _days_away(self, point: Point, base: Moment, unit: str, count: int) -> Moment:
        """Day and week distances; a day number that is told beside them decides (あさって10日, 今週5日)."""
        if base.date is None:
            return Moment(base.year, base.month, point.day)
        origin = point.shift.origin if point.shift else ""
        if unit == "weekday":
            ahead = ((point.weekday or 0) - base.date.weekday()) % 7
            day = dv.add_days(base.date, (ahead or 7) if count > 0 else ahead - 7)
        elif unit == "hour":
            day = base.date
        elif unit == "same day":
            day = dv.add_years(base.date, count)
        elif unit == "week" and origin == "ago" and point.weekday is None:
            day = dv.add_days(base.date, 7 * count)
        elif unit == "week":
            if point.part == "末" and count == 0 and base.date.weekday() < 5 and self.context.tense() == "past":
                count = -1
            monday = dv.add_days(base.date, 7 * count - base.date.weekday())
            day = dv.add_days(monday, point.weekday or 0) if monday else None
        else:
            day = dv.add_days(base.date, count)
        if day is None:
            return Moment()
        if point.day is not None and day.day != point.day:
            near = [d for n in range(-20, 21) if (d := dv.add_days(day, n)) and d.day == point.day]
            if near:
                near_day = min(near, key=lambda d: abs((d - day).days))
                if unit == "day":
                    self.warning = f"{near_day.isoformat()} is not the day that the word before it means"
                return dv.moment_of(near_day)
        return dv.moment_of(day)

    def _named(self, point: Point) -> Moment:
        """元日, 憲法記念日: of the year at hand."""
        probe = value_of(point, Moment(self.published.year if self.published else None)).first
        if self.published is None or probe.month is None:
            return Moment(self.context.told_year())
        return Moment(self.context.year(point._replace(month=probe.month, day=probe.day)))
