"""What the text around a date tells: the dates told so far, the tense, the list it stands in, the publication.

From these come the years and months that are not written (6月7日, 26日, 金曜日) and the antecedents of 同日, 翌年.
"""


from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from extractor.entities import date_values as dv
from extractor.entities.candidates import Candidate
from extractor.entities.date_atoms import Point
from extractor.entities.date_reader import Expression
from extractor.entities.date_values import Moment, Value
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
class Told:
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


class Context:
    """The dates told so far on one page, and the candidate at hand."""

    def __init__(self, page: Page, published: date | None) -> None:
        self.page = page
        self.published = published
        self.told: list[Told] = []
        self.here = Candidate(0, 0, "DATE", "")

    def remember(self, candidate: Candidate, expression: Expression, value: Value) -> None:
        zone = self.page.zone_at(candidate.start)
        if zone in NOISE_ZONES or (value.first.month is None and value.first.year is None):
            return
        line = self.page.lines[self.page.line_index(candidate.start)]
        head = self.page.text[
            max(line.start, line.content if line.content <= candidate.start else line.start) : candidate.start
        ]
        shift = expression.first.shift
        self.told.append(
            Told(
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

    def antecedent(self, unit: str, point: Point, count: int) -> Moment | None:
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

    def ruling_day(self) -> Moment | None:
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

    def told_year(self) -> int | None:
        return next((t.last.year for t in reversed(self.told) if t.last.year is not None), None)

    def tense(self) -> str:
        """``past``, ``future`` or blank, from the predicate that follows in the sentence."""
        end = min(self.page.sentence_at(self.here.start)[1], self.here.end + _TENSE_REACH)
        found = _FUTURE_OR_PAST.search(self.page.text, self.here.end, end)
        return found.lastgroup or "" if found else ""

    def _list_head(self) -> Told | None:
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

    def year(self, point: Point) -> int | None:
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
            year = self.told_year()
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
        year, tense = published.year, self.tense()
        probe = dv.day_of(year, month, day or (published.day if month == published.month else 15)) or dv.day_of(
            year, month, 28
        )
        away = (probe - published).days if probe else 0
        if tense == "past":
            return year - 1 if away > _NEAR_DAYS else year
        if away < -(150 if tense == "future" else _FAR_DAYS):
            return year + 1
        return year - 1 if away > _FAR_DAYS and tense != "future" else year

    def month(self, point: Point) -> tuple[int | None, int | None]:
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
        tense, today = self.tense(), self.published
        if tense == "past":
            return max((d for d in days if d <= today), default=None)
        if tense == "future":
            return min((d for d in days if d >= today), default=None)
        if days and days[0].month == today.month and abs((days[0] - today).days) <= _HALF_MONTH:
            return days[0]
        return min(days, key=lambda d: abs((d - today).days), default=None)

    def weekday(self, point: Point) -> Moment:
        """A weekday alone: the last one before the publication in the past tense, else the next."""
        if self.published is None or point.weekday is None:
            return Moment()
        ahead = (point.weekday - self.published.weekday()) % 7
        day = dv.add_days(self.published, ahead - 7 if self.tense() == "past" and ahead else ahead)
        return dv.moment_of(day) if day else Moment()
