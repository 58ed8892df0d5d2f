"""Settles what date expressions mean, in text order: 同日, 翌9日, 前月末, a bare 26日, 6月7日 without year, 午後9時半.

A year or month that is not written comes, in this order, from the other border of a range, from the list the
line stands in, from the sentence, from the publication date (tense decides between past and future); a weekday
in brackets checks every choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from extractor.entities import date_values as dv
from extractor.entities.candidates import Candidate
from extractor.entities.date_atoms import WEEKDAYS, Point, Shift, eras
from extractor.entities.date_reader import Expression
from extractor.entities.date_values import Moment, Value
from extractor.linking.date_parts import at_clock, clock_of, value_of
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

_TENSE_REACH = 90
_FUTURE_OR_PAST = re.compile(
    r"(?P<future>予定|見込み|見通し|方針|締切|必着|までに|[いきしちりみびぎせえけれべめ]ます|する(?=[。)）]|予定)|(?:さ|ら|か)れる(?=[。)）]|予定)|行う(?=[。)）])|開く(?=[。)）])|でしょう)"
    r"|(?P<past>[まで]した|した(?![いく])|れた|った(?![らり])|きた(?!い)|いた(?![いだし])|んだ|成立し|公布され|発生し|済み|署名[)）])"
)
# 昨年1月6日に署名された協定: the date belongs to the noun, the sentence goes on elsewhere.
_EMBEDDED = re.compile(
    r"(?:付け?)?(?:に|で|から|、)?[^、。()「」\n]{0,25}?(?:した|れた|った|いた|する|される|れる)(?=[一-龥ァ-ヶA-Z「『])"
)
_OPENING_HOURS = re.compile(r"受付|開館|営業|開庁|利用時間|平日|毎日|曜日?から|業務時間|対応時間")
_LIST_GAP, _CLOCK_GAP = 4, 12
_NEAR_DAYS, _HALF_MONTH, _FAR_DAYS = 20, 16, 243


@dataclass(frozen=True, slots=True)
class _Told:
    """A date already resolved: where it stands and what may be taken over from it."""

    start: int
    end: int
    line: int
    sentence: int
    first: Moment
    last: Moment
    explicit_year: bool
    relative: bool
    heads_line: bool
    embedded: bool
    zone: str


def resolve(dates: Iterable[Candidate], page: Page, published: str | None) -> None:
    """Fills ``value`` and ``attrs`` (start, end, modifier, warning) of the DATE candidates of one page.

    Args:
        dates: candidates of ``dates.find``, in text order.
        published: the publication day (ISO), None when unknown: years that nothing tells stay ``XXXX``.
    """
    chronicle = _Chronicle(page, _day(published))
    for candidate in dates:
        if isinstance(candidate.data, Expression):
            chronicle.settle(candidate, candidate.data)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _same_half(first: Point, last: Point) -> Point:
    """The end of ``午後2~4時`` with the 午後 of its beginning, if that keeps it behind it."""
    begin, end = first.clock, last.clock
    if begin is None or end is None or not begin.half or end.half or end.hour >= 12:
        return last
    behind = (end.hour, end.minute or 0) > (begin.hour % 12, begin.minute or 0)
    return replace(last, clock=replace(end, half=begin.half)) if behind else last


class _Chronicle:
    """The dates told so far on one page."""

    def __init__(self, page: Page, published: date | None) -> None:
        self.page = page
        self.published = published
        self.told: list[_Told] = []
        self.here = Candidate(0, 0, "DATE", "")
        self.warning = ""

    def settle(self, candidate: Candidate, expression: Expression) -> None:
        """Resolves one expression and remembers it."""
        self.here, self.warning = candidate, ""
        value = self._expression(expression)
        candidate.value = value.edtf
        candidate.attrs |= {"start": value.start, "end": value.end}
        if expression.modifier:
            candidate.attrs["modifier"] = expression.modifier
        if self.warning:
            candidate.attrs["warning"] = self.warning
        self._remember(candidate, expression, value)

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
        head = self._point(first, None)
        if expression.length:
            value = self._stretch(head, first, *expression.length)
        elif last is not None:
            tail = self._point(_same_half(first, last), (first, head))
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
        names = ",".join(dv.edtf(replace(head.first, day=day)) for day in days)
        return replace(dv.join(head, tail), edtf="{" + names + "}")

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
        tail = dv.of_moment(last)
        return dv.join(head, dv.approximate(tail) if first.approximate else tail)

    # --- one point ---------------------------------------------------------------------------------------------------

    def _point(self, point: Point, partner: tuple[Point, Value] | None) -> Value:
        """The value of a point; ``partner`` is the first border and its value when the point ends a range."""
        if point.is_clock:
            base = partner[1].first if partner else self._ruling_day()
            moment = clock_of(point, replace(base, hour=None, minute=None, second=None) if base else Moment())
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
            year = self._year(point)
            return Moment(year, point.month, self._day_of_month(point, year, point.month))
        if point.day is not None:
            year, month = self._month(point)
            return Moment(year, month, point.day)
        if point.weekday is not None:
            return self._weekday(point)
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
        if shift.origin == "antecedent":
            base = partner[1].first if partner else self._antecedent(unit, point, count)
        else:
            base = dv.moment_of(self.published) if self.published else None
        if base is None or base.year is None:
            return Moment(None, point.month, point.day)
        if unit == "year":
            year = base.year + count
            month = point.month
            if shift.origin == "ago":
                month = None
            if base.month:
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
        if unit == "week" and origin == "ago":
            day = dv.add_days(base.date, 7 * count)
        elif unit == "week":
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
            return Moment(self._told_year())
        return Moment(self._year(replace(point, month=probe.month, day=probe.day)))

    # --- what the text around tells -------------------------------------------------------------------------------

    def _remember(self, candidate: Candidate, expression: Expression, value: Value) -> None:
        zone = self.page.zone_at(candidate.start)
        if zone in NOISE_ZONES or (value.first.month is None and value.first.year is None):
            return
        line = self.page.lines[self.page.line_index(candidate.start)]
        head = self.page.text[
            max(line.start, line.content if line.content <= candidate.start else line.start) : candidate.start
        ]
        shift = expression.first.shift
        self.told.append(
            _Told(
                candidate.start,
                candidate.end,
                self.page.line_index(candidate.start),
                self.page.sentence_at(candidate.start)[0],
                replace(value.first, hour=None, minute=None, second=None),
                replace(value.last, hour=None, minute=None, second=None),
                expression.first.year is not None and not expression.first.scale,
                shift is not None and shift.origin in ("published", "ago"),
                not head.strip(" \t【[(○・◯●◆■▽▼※*-") or (len(head) < 6 and head.endswith((")", ".", "、"))),
                bool(_EMBEDDED.match(self.page.text, candidate.end, candidate.end + 48)),
                zone,
            )
        )

    def _antecedent(self, unit: str, point: Point, count: int) -> Moment | None:
        """The nearest precise enough date before; one in a relative clause only if its sentence has no other."""
        need = {"day": "day", "week": "day", "month": "month"}.get(unit, "year")
        known = [t for t in reversed(self.told[-40:]) if getattr(t.last, need) is not None]
        if not known:
            return dv.moment_of(self.published) if self.published else None
        if unit == "day" and point.day is not None:
            for told in known:
                day = dv.add_days(told.last.date, count) if told.last.date else None
                if day and day.day == point.day:
                    return told.last
        nearest = known[0]
        free = next((t for t in known if t.sentence == nearest.sentence and not t.embedded), None)
        chosen = free or nearest
        return chosen.first if count < 0 else chosen.last

    def _ruling_day(self) -> Moment | None:
        """The day of a time that stands alone: the nearest before it, not the dateline's, not opening hours."""
        here = self.here.start
        line = self.page.line_at(here)
        if line.zone == "contact" or _OPENING_HOURS.search(self.page.text, line.start, here):
            return None
        index = self.page.line_index(here)
        for told in reversed(self.told[-12:]):
            if index - told.line > _CLOCK_GAP:
                return None
            if told.last.date and not (told.embedded and told.sentence == self.page.sentence_at(here)[0]):
                return told.last if told.zone != "dateline" or told.line == index else None
        return None

    def _told_year(self) -> int | None:
        return next((t.last.year for t in reversed(self.told) if t.last.year is not None), None)

    def _tense(self) -> str:
        """``past``, ``future`` or blank, from the predicate that follows in the sentence."""
        end = min(self.page.sentence_at(self.here.start)[1], self.here.end + _TENSE_REACH)
        found = _FUTURE_OR_PAST.search(self.page.text, self.here.end, end)
        return found.lastgroup or "" if found else ""

    def _list_head(self) -> _Told | None:
        """The date that heads one of the lines right above, if the date at hand heads its line too."""
        page, here = self.page, self.here.start
        index = page.line_index(here)
        line = page.lines[index]
        head = page.text[max(line.start, line.content if line.content <= here else line.start) : here]
        if head.strip(" \t【[(○・◯●◆■▽▼※*-") and len(head) > 5:
            return None
        for told in reversed(self.told[-8:]):
            if told.heads_line and told.line < index:
                near = index - told.line <= _LIST_GAP and told.zone not in ("dateline", "title")
                return told if near and told.last.month is not None else None
        return None

    def _year(self, point: Point) -> int | None:
        """The year of a month (and day) without one."""
        month = point.month or 1
        choices: list[int] = []
        above = self._list_head()
        if above and above.last.year is not None and above.last.month is not None:
            choices.append(above.last.year + (month < above.last.month))
        sentence = self.page.sentence_at(self.here.start)[0]
        for told in reversed(self.told[-6:]):
            if (
                told.sentence == sentence
                and told.explicit_year
                and not told.embedded
                and told.last.year
                and told.last.month
            ):
                if month >= told.last.month:
                    choices.append(told.last.year)
                elif told.last.month - month >= 8:
                    choices.append(told.last.year + 1)
                break
        if self.published:
            choices.append(self._near_year(self.published, month, point.day))
        if not choices:
            year = self._told_year()
            if year is None:
                return None
            choices.append(year)
        if point.weekday is None or point.day is None:
            return choices[0]
        around = [choices[-1] + n for n in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5)]
        for year in choices + around:
            day = dv.day_of(year, month, point.day)
            if day and day.weekday() == point.weekday:
                return year
        return choices[0]

    def _near_year(self, published: date, month: int, day: int | None) -> int:
        """The publication's year, or its neighbour where that is nearer or the tense demands it."""
        year, tense = published.year, self._tense()
        probe = dv.day_of(year, month, day or (published.day if month == published.month else 15)) or dv.day_of(
            year, month, 28
        )
        away = (probe - published).days if probe else 0
        if tense == "past":
            return year - 1 if away > _NEAR_DAYS else year
        if away < -(150 if tense == "future" else _FAR_DAYS):
            return year + 1
        return year - 1 if away > _FAR_DAYS and tense != "future" else year

    def _month(self, point: Point) -> tuple[int | None, int | None]:
        """Year and month of a bare day."""
        day = point.day or 1
        choices: list[Moment] = []
        above = self._list_head()
        if above and above.last.year is not None and above.last.month is not None:
            ahead = above.last.day is not None and above.last.day - day >= _HALF_MONTH  # 30日, then 2日
            choices.append(Moment(*dv.add_months(above.last.year, above.last.month, int(ahead))))
        line = self.page.line_index(self.here.start)
        near = self._near_month(day)
        for told in reversed(self.told[-8:]):
            if told.line != line or told.embedded:
                continue
            if told.relative or told.last.month is None:
                break
            same = Moment(told.first.year, told.first.month)
            behind = told.first.day is None or day >= told.first.day
            close = near is not None and self.published is not None and abs((near - self.published).days) <= _NEAR_DAYS
            if behind or not close:
                choices.append(same)
            break
        if near is not None:
            choices.append(Moment(near.year, near.month))
        if not choices:
            last = next((t.last for t in reversed(self.told) if t.last.month is not None), None)
            return (last.year, last.month) if last else (None, None)
        if point.weekday is not None:
            around = [
                Moment(*dv.add_months(c.year, c.month, n)) for c in choices for n in (0, 1, -1) if c.year and c.month
            ]
            for choice in around:
                found = dv.day_of(choice.year, choice.month, day)
                if found and found.weekday() == point.weekday:
                    return choice.year, choice.month
        return choices[0].year, choices[0].month

    def _near_month(self, day: int) -> date | None:
        """The day with this number that is meant relative to the publication."""
        if self.published is None:
            return None
        months = [dv.add_months(self.published.year, self.published.month, n) for n in (0, -1, 1)]
        days = [found for year, month in months if (found := dv.day_of(year, month, day))]
        tense, today = self._tense(), self.published
        if tense == "past":
            return max((d for d in days if d <= today), default=None)
        if tense == "future":
            return min((d for d in days if d >= today), default=None)
        if days and days[0].month == today.month and abs((days[0] - today).days) <= _HALF_MONTH:
            return days[0]
        return min(days, key=lambda d: abs((d - today).days), default=None)

    def _weekday(self, point: Point) -> Moment:
        """A weekday alone: the last one before the publication in the past tense, else the next."""
        if self.published is None or point.weekday is None:
            return Moment()
        ahead = (point.weekday - self.published.weekday()) % 7
        day = dv.add_days(self.published, ahead - 7 if self._tense() == "past" and ahead else ahead)
        return dv.moment_of(day) if day else Moment()
