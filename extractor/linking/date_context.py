"""What the text around a date tells: the dates told so far, the tense, the list it stands in, the publication.

From these come the years and months that are not written (6月7日, 26日, 金曜日) and the antecedents of 同日, 翌年.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from extractor.entities.candidates import Candidate
from extractor.entities.dates import values as dv
from extractor.entities.dates.atoms import MODERN_ERAS, Point, eras
from extractor.entities.dates.reader import Expression
from extractor.entities.dates.values import Moment, Value
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

_TENSE_REACH = 90
# plan: surely still to come; soon: a predicate that is not past; past: done, or known already.
_TENSE = re.compile(
    r"(?P<plan>予定(?!して(?:い|お)|だった|であった|どおり|通り)|見込み|見通し|方針[でと]|締切|必着|までに(?![^、。]{0,20}した)|に向け|方向で|調整(?:して|中)|目[途処]|めど|目指|めざ|[いきしちりみびえけせてれめ]たい(?![しま])|こととし|[うくぐすつぶむる]こと[をでが](?:決め|決ま|決定|発表|公表|合意|表明|内定)|[うくぐすつぶむる]と(?:発表|公表|表明)|まである|ましょう|[おこごそとぼもよろの]う(?=[。!]|$))"
    r"|(?P<soon>[いきしちりみびぎせえけれべめ]ます|する(?=[。)）])|(?:さ|ら|か)れる(?=[。)）])|行う(?=[。)）])|開く(?=[。)）])|でしょう)"
    r"|(?P<past>[まで]した|した(?![いく])|れた|った(?![らり])|きた(?!い)|いた(?![いだし])|[めけえせべげ]た(?![いり])|んだ|成立し|公布され"
    r"|発生し|済み|署名[)）]|踏まえ|を受け[、て]|に引き?続|に続[いき]|以来)"
)
# 10月1日から適用する最低賃金: still to come, whatever the sentence says of it.
_STILL_TO_COME = re.compile(
    r"(?:に|から|より)[^、。「」した]{0,15}[一-龥](?:する|される)(?!方|予|見)(?=[一-龥ァ-ヶ「『]|こと|ため|よう)"
)
# 1月1日付けの人事を発表した: the predicate tells when it was announced.
_TAKING_EFFECT = ("付けの", "付の", "付け人事", "付人事")
# に開始し、: the clause goes on, its tense is told by a later predicate.
_GOES_ON = re.compile(r"[しりれきみいてでめけえせべ]、|[しれめけえせべ]て|ほか")
# 昨年1月6日に署名された協定: the date belongs to the noun, the sentence goes on elsewhere.
_EMBEDDED = re.compile(
    r"(?:付け?)?(?:に|で|から|、)?[^、。()「」\n]{0,25}?(?:した|れた|った|いた|んだ|する|される|れる)(?=[一-龥ァ-ヶA-Z「『])"
)
# 昨年11月29日の事例以来: what the matter at hand is compared with, no antecedent of what follows.
_COMPARED = re.compile(r"(?:の[^、。()「」\n]{0,25}?)?(?:以来|に次[いぐ]|に引き?続|ぶり)")
_PAST_PERFECT = re.compile(r"[てで](?:い|おり)(?:た|ました)。?\s*$")
_OPENING_HOURS = re.compile(r"受付|開館|営業|開庁|利用時間|平日|毎日|曜日?から|業務時間|対応時間")
_LIST_GAP, _CLOCK_GAP, _ROW_LENGTH = 4, 12, 60
_ERA_REACH = 200
_HALF_REACH = 30
_HALF_HEAD = re.compile(r" *(?:[【\[<(■◆▼●○]? ?(午前|午後) ?[】\]>)]?|【[^】\n]{1,20}】) *[\r\n]*")
# 【午後】2時、…: the half of the day at the head of the times themselves.
_HALF_MARK = re.compile(r"(?:[【《〈\[(] ?(午前|午後) ?[】》〉\])]|[▽■◆▼●○◇](午前|午後)(?=[ :▽■◆▼●○◇]))")
# 8時23分、公邸発。同24分、官邸着。
_DIARY, _DIARY_REACH = re.compile(r"[時分]、[^、。\n]{1,12}[発着]。"), 2000
_YEAR_TURN = 8
_PLAN_DAYS, _PLAN_MONTH_DAYS, _SOON_DAYS = 7, 15, 150
_NEAR_DAYS, _HALF_MONTH, _FAR_DAYS = 20, 16, 243


class Told(NamedTuple):
    """A date already resolved: where it stands and what may be taken over from it."""

    start: int
    end: int
    line: int
    sentence: int
    first: Moment
    last: Moment
    hour: int | None
    era: str
    explicit_year: bool
    fiscal: bool
    relative: bool
    heads_line: bool
    embedded: bool
    compared: bool
    zone: str


class Context:
    """The dates told so far on one page, and the candidate at hand.

    ``following`` is where the next candidate begins, ``reach`` how many months the one at hand covers beyond its first.
    """

    def __init__(self, page: Page, published: date | None) -> None:
        self.page = page
        self.published = published
        self.told: list[Told] = []
        self.here = Candidate(0, 0, "DATE", "")
        self.following = 0
        self.reach = 0

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
                value.first.midnight,
                value.last.midnight,
                value.last.hour,
                expression.first.era,
                expression.first.year is not None and not expression.first.scale,
                expression.first.scale == "fiscal" or (shift is not None and shift.unit == "fiscal"),
                shift is not None and shift.origin in ("published", "ago") and shift.unit != "year",
                not head.strip(" \t【[(○・◯●◆■▽▼※*-") or (len(head) < 6 and head.endswith((")", ".", "、"))),
                bool(_EMBEDDED.match(self.page.text, candidate.end, candidate.end + 48)),
                bool(_COMPARED.match(self.page.text, candidate.end, candidate.end + 40)),
                zone,
            )
        )

    def antecedent(self, unit: str, point: Point, count: int) -> Moment | None:
        """The nearest precise enough date before; one in a relative clause only if its sentence has no other."""
        need = {"day": "day", "week": "day", "month": "month"}.get(unit, "year")
        known = [
            t
            for t in reversed(self.told[-40:])
            if getattr(t.last, need) is not None
            and not t.compared
            and not (t.fiscal and unit in ("day", "week", "month"))
        ]
        if not known:
            return dv.moment_of(self.published) if self.published else None
        today = self.published
        apart = known[0].line != self.page.line_index(self.here.start)
        if today and apart and known[0].last.date and known[0].last.date > today and self.tense() == "past":
            known = [t for t in known if t.last.date and t.last.date <= today] or known
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
            if (
                told.last.date
                and not told.compared
                and not (told.embedded and told.sentence == self.page.sentence_at(here)[0])
            ):
                # 令和7年3月4日(火), and 9時30分~9時45分 on the next line, is when a press conference was held.
                stamped = told.hour is not None and told.zone in ("dateline", *NOISE_ZONES)
                heading = told.zone == "dateline" and (stamped or told.line not in (index, index - 1))
                if heading and told.last.date == self.published:
                    # What happened on one day may be told under a title with that day: 首相の一日(11月9日).
                    title = next((t for t in reversed(self.told) if t.zone == "title" and t.last.date), None)
                    return title.last if title and stamped else None
                return told.last
        # A diary without a day above it is that of the day on which it came out.
        untold = not any(told.last.date and told.hour is None for told in self.told)
        diary = untold and len(_DIARY.findall(self.page.text, 0, _DIARY_REACH)) > 1
        return dv.moment_of(self.published) if diary and self.published else None

    def half(self) -> str:
        """The half of the day that a line of its own above tells, as 【午後】 over the times of a diary; else blank."""
        index = self.page.line_index(self.here.start)
        marks = _HALF_MARK.findall(self.page.text, self.page.lines[index].start, self.here.start)
        if marks:
            return "".join(marks[-1])
        for line in reversed(self.page.lines[max(0, index - _HALF_REACH) : index]):
            if head := _HALF_HEAD.fullmatch(self.page.text, line.start, line.end):
                return head[1] or ""
            if marks := _HALF_MARK.findall(self.page.text, line.start, line.end):
                return "".join(marks[-1])
        return ""

    def before_in_sentence(self, unit: str) -> Moment | None:
        """What 3日後 and 2年後 count from: the date before them in their sentence."""
        sentence = self.page.sentence_at(self.here.start)[0]
        told = self.told[-1] if self.told else None
        if told is None or told.sentence != sentence or told.relative:
            return None
        return told.last if getattr(told.last, "year" if unit == "year" else "day") is not None else None

    def told_hour(self) -> int | None:
        """The hour of the clock told last."""
        return next((t.hour for t in reversed(self.told[-6:]) if t.hour is not None), None)

    def full_year(self, count: int) -> int:
        """The year of a short one: of the era told just before, else the nearest to the publication."""
        era = next((t for t in reversed(self.told[-6:]) if t.era), None)
        if era and self.here.start - era.end <= _ERA_REACH:
            return eras()[era.era].before_first + count
        western = count + (1900 if count >= 50 else 2000)
        if self.published is None:
            return western
        years = [western, *(eras()[name].before_first + count for name in MODERN_ERAS)]
        return min(years, key=lambda year: abs(year - self.published.year) if self.published else 0)

    def told_year(self) -> int | None:
        return next((t.last.year for t in reversed(self.told) if t.last.year is not None), None)

    def tense(self) -> str:
        """``past``, ``plan``, ``soon`` or blank, from the predicate that follows in the sentence."""
        text, here = self.page.text, self.here.end
        end = min(self.page.sentence_at(self.here.start)[1], here + _TENSE_REACH)
        found = _TENSE.search(text, here, end)
        if found is None or text.startswith(_TAKING_EFFECT, here):
            return ""
        tense = found.lastgroup or ""
        if tense != "past" and self.following < found.start() and _GOES_ON.search(text, here, self.following):
            return ""
        return "soon" if tense == "plan" and "、" in text[here : found.start()] else tense

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
                top = page.lines[told.line]
                # A line that is a year and no more heads what follows wherever it stands.
                alone = told.last.month is None and len(page.text[top.start : top.end].strip()) <= told.end - told.start
                near = index - told.line <= _LIST_GAP and (alone or told.zone not in ("dateline", "title"))
                parted = any(between.kind == "heading" for between in page.lines[told.line + 1 : index])
                return told if near and not parted and self._is_row(told.line) and self._is_row(index) else None
        return None

    def _is_row(self, index: int) -> bool:
        """Whether a line is no running text: at most one short sentence."""
        line, text = self.page.lines[index], self.page.text
        stop = text.find("。", line.start, line.end)
        return stop < 0 or (stop >= line.end - 2 and line.end - line.start <= _ROW_LENGTH)

    def year(self, point: Point) -> int | None:
        """The year of a month (and day) without one."""
        month = point.month or 1
        choices: list[int] = []
        above = self._list_head()
        if above and above.last.year is not None:
            base = above.first if above.fiscal else above.last
            if base.month is not None:
                choices.append((base.year or 0) + (month < base.month))
            elif above.explicit_year:  # a line 令和5年 over lines 9月1日
                choices.append(above.last.year)
        near = self._near_year(self.published, month, point.day) if self.published else None
        said = self._year_said_before(month, near)
        if said is not None:
            choices.append(said)
        if near is not None:
            choices.append(near)
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

    def _year_said_before(self, month: int, near: int | None) -> int | None:
        """The year that the sentence tells for an earlier month, or the paragraph for one that is long past."""
        sentence, line = self.page.sentence_at(self.here.start)[0], self.page.line_index(self.here.start)
        for told in reversed(self.told[-6:]):
            if told.line != line:
                return None
            if not told.explicit_year or told.embedded or told.compared or not told.last.year or not told.last.month:
                continue
            if told.sentence == sentence:
                if month >= told.last.month:
                    return told.last.year
                return told.last.year + 1 if told.last.month - month >= _YEAR_TURN else None
            tense = self.tense()
            long_past = self.published is not None and self.published.year - told.last.year > 1
            if near is None or self.published is None or not (tense == "past" or (not tense and long_past)):
                return None
            away = (self.published.year - near) * 12 + self.published.month - month
            return told.last.year if month >= told.last.month and told.last.year < near and away > 1 else None
        return None

    def _near_year(self, published: date, month: int, day: int | None) -> int:
        """The publication's year, or its neighbour where that is nearer or the tense demands it."""
        year = published.year
        tense = "soon" if _STILL_TO_COME.match(self.page.text, self.here.end) else self.tense()
        probe = dv.day_of(year, month, day or (published.day if month == published.month else 15)) or dv.day_of(
            year, month, 28
        )
        away = (probe - published).days if probe else 0
        if tense == "past":
            return year - 1 if away > _NEAR_DAYS else year
        behind = {"plan": _PLAN_DAYS if day else _PLAN_MONTH_DAYS, "soon": _SOON_DAYS}.get(tense, _FAR_DAYS)
        if away + self.reach * 30 < -behind:
            return year + 1
        return year - 1 if away > _FAR_DAYS and not tense else year

    def month_before(self, point: Point, last: Point) -> tuple[int | None, int | None]:
        """Year and month of the bare day that begins a range to ``last``, which tells its month."""
        year = self.year(last)
        if year is None or last.month is None or last.day is None or point.day is None or self.published is None:
            return self.month(point)
        today = self.published
        months = [dv.add_months(year, last.month, -n) for n in range(point.day > last.day, 2)]
        days = [day for y, m in months if (day := dv.day_of(y, m, point.day))]
        checked = [day for day in days if point.weekday in (None, day.weekday())] or days
        best = min(checked, key=lambda day: abs((day - today).days), default=None)
        return (best.year, best.month) if best else self.month(point)

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
            if told.line != line or told.embedded or self._is_past_perfect(told):
                continue
            if told.relative or told.last.month is None:
                break
            same = Moment(told.first.year, told.first.month)
            if self._is_news_day(told, near):
                break
            behind = told.first.day is None or day >= told.first.day
            close = near is not None and self.published is not None and abs((near - self.published).days) <= _NEAR_DAYS
            if behind or not close:
                choices.append(same)
            break
        if near is not None:
            choices.append(Moment(near.year, near.month))
        choices = [c for c in choices if not c.year or not c.month or day <= dv.last_day(c.year, c.month)]
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

    def _is_news_day(self, told: Told, near: date | None) -> bool:
        """Whether the day at hand is when somebody acted, long after the month told: 昨年8月…の事故で、同局は4日、…"""
        text, today = self.page.text, self.published
        if near is None or today is None or told.first.day is not None or told.last.year is None:
            return False
        topical = text[self.here.start - 1 : self.here.start] == "は" and text.startswith("、", self.here.end)
        months = (today.year - told.last.year) * 12 + today.month - (told.last.month or 1)
        return topical and months > 2 and 0 <= (today - near).days <= _HALF_MONTH

    def _is_past_perfect(self, told: Told) -> bool:
        """Whether an earlier sentence goes back to its date: 5月8日、…を公表していた。町長は27日、…"""
        end = self.page.sentence_at(told.start)[1]
        return end <= self.here.start and bool(_PAST_PERFECT.search(self.page.text, max(0, end - 8), end))

    def _near_month(self, day: int) -> date | None:
        """The day with this number that is meant relative to the publication."""
        if self.published is None:
            return None
        months = [dv.add_months(self.published.year, self.published.month, n) for n in (0, -1, 1)]
        days = [found for year, month in months if (found := dv.day_of(year, month, day))]
        tense, today = self.tense(), self.published
        if tense == "past":
            days = [d for d in days if d <= today] or days  # a plan for the 31st was called off
        elif tense:
            days = [d for d in days if d >= today] or days
        elif days and days[0].month == today.month and abs((days[0] - today).days) <= _HALF_MONTH:
            return days[0]
        return min(days, key=lambda d: abs((d - today).days), default=None)

    def weekday(self, point: Point) -> Moment:
        """A weekday alone: the last one before the publication in the past tense, else the next."""
        if self.published is None or point.weekday is None:
            return Moment()
        ahead = (point.weekday - self.published.weekday()) % 7
        day = dv.add_days(self.published, ahead - 7 if self.tense() == "past" and ahead else ahead)
        return dv.moment_of(day) if day else Moment()
