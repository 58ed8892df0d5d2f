"""Reads one point of time at a given place of the text, from coarse to fine, each level optional.

Levels: year (or a relative word) > month > day > weekday > part of the day > clock > 頃. ``date_reader.py`` joins
points to ranges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from extractor.entities.dates import atoms
from extractor.entities.dates.atoms import Clock, Point, Shift
from extractor.entities.numerals import number

_OPTIONAL_LINK = re.compile(r" ?の?")
_WITHIN_YEAR = re.compile(r"内(?![外陸閣部容訳海])")
_WEEK_PART = re.compile(r"の?(?P<p>土日|末|前半|後半|半ば|初め|明け|早々|終わり)")
_SAME_DAY = re.compile(r"の(?:今日|きょう)")
_YEAR_LINKS = frozenset("、とび・や")  # 平成28年及び29年
_NUMBER_START = frozenset("0123456789一二三四五六七八九十廿①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_PREFIX_SHIFTS = {
    "同": Shift("antecedent", "month"),
    "翌": Shift("antecedent", "day", 1),
    "本": Shift("published", "day"),
    "明": Shift("published", "day", 1),
    "昨": Shift("published", "day", -1),
}


def decade(name: str) -> dict[str, Any]:
    """The fields of a decade: 1990, 90, 九十, 昭和40."""
    era = name[:2]
    if era in atoms.eras():
        return {"year": atoms.era_year(era, name[2:]), "era": era, "scale": "decade"}
    year = number(name) or 0
    return {"year": year if year >= 100 else year + (1900 if year >= 30 else 2000), "scale": "decade"}


# Up to this number 2.1.3 is more likely the number of a section.
_APART, _FAR_RIGHT = 3, 5  # blanks before a dateline behind other words, and of one at the right
_FEW = 9


class PointReader:
    """Reads points of one text; ``words`` gives the relative word or weekday that begins at an offset."""

    def __init__(self, text: str, words: Mapping[int, str]) -> None:
        self.text = text
        self.words = words

    def point(self, at: int) -> tuple[Point, int] | None:
        """The point that begins at ``at`` and its end."""
        word = self.words.get(at)
        if word is not None and word != atoms.NOON:
            return self._word(word, at)
        text, fields = self.text, dict[str, Any]()
        prefix = atoms.PREFIX.match(text, at)
        if prefix:
            return self._prefixed(prefix["p"], prefix.end())
        numeric = self._numeric(fields, at)
        if numeric is not None:
            return self.finish(fields, self._after_day(fields, numeric))
        if match := atoms.QUARTER_ALONE.match(text, at):
            return Point(shift=Shift("published", "year"), part=match[0]), match.end()
        scale = self._scale(fields, at)
        if scale is not None:
            return self.finish(fields, scale)
        end = self._year(fields, at)
        if end is not None:
            if fields.get("elided"):
                return Point(**fields), end
            return self.finish(fields, self.after_year(fields, end))
        for level in (self._month, self._day, self._clock):
            end = level(fields, at)
            if end is not None:
                return self.finish(fields, end)
        if text[at - 1 : at] in _YEAR_LINKS and (match := atoms.SHORT_YEAR.match(text, at)):
            fields = {"year": number(match["n"]), "short": True}
            return self.finish(fields, self.after_year(fields, match.end()))
        return None

    def finish(self, fields: dict[str, Any], end: int) -> tuple[Point, int]:
        about = None if fields.get("elided") else atoms.ABOUT.match(self.text, end)
        if about:
            fields["approximate"] = True
            end = about.end()
            if fields.get("clock") is None and fields.get("day") is not None:
                clock = self._clock_after(fields, end)
                end = end if clock is None else clock
        return Point(**fields), end

    def _word(self, word: str, at: int) -> tuple[Point, int] | None:
        """A relative word or weekday and the finer units behind it (先月28日, 来週の水曜日, 本年11月21日)."""
        end = at + len(word)
        if word[1:2] == "曜":
            fields: dict[str, Any] = {"weekday": atoms.WEEKDAYS.index(word[0])}
            return self.finish(fields, self._after_day(fields, end))
        row = atoms.words()[word]
        fields = {"shift": row.shift}
        unit = row.shift.unit
        if unit in ("fixed", "holiday"):
            fields["part"] = row.part
            return self.finish(fields, self._after_day(fields, end))
        if unit == "day":
            fields["half_day"] = row.part
            finer = self._month(fields, end) if self._starts_number(end) else None
            if finer is None and self._starts_number(end):
                finer = self._day_number(fields, end)
            if fields.get("elided") or (finer is not None and fields.get("day") is None):
                fields = {"shift": row.shift, "half_day": row.part}
                finer = None
            return self.finish(fields, self._after_day(fields, end if finer is None else finer))
        fields["part"] = row.part
        if row.part:
            return self.finish(fields, end)
        if unit == "year":
            return self.finish(fields, self.after_year(fields, end))
        if unit == "month":
            return self.finish(fields, self._after_month(fields, end))
        if unit == "fiscal":
            fields["scale"] = "fiscal"
            return self.finish(fields, self._fiscal_tail(fields, end))
        return self.finish(fields, self._after_week(fields, end))

    def ago(self, shift: Shift, at: int) -> tuple[Point, int]:
        """The point so far away whose count ends at ``at``, finer units behind の included (3年前の8月)."""
        text = self.text
        if shift.unit == "year" and (same := _SAME_DAY.match(text, at)):
            return Point(shift=Shift("ago", "same day", shift.count)), same.end()
        fields: dict[str, Any] = {"shift": shift}
        if text[at : at + 1] == "の" and shift.unit in ("year", "month", "week"):
            finer = {"year": self.after_year, "month": self._after_month, "week": self._after_week}[shift.unit]
            end = finer(fields, at)
            if len(fields) > 1 and not fields.get("elided") and text[end : end + 1] != "間":
                return self.finish(fields, end)
        return Point(shift=shift), at

    def _starts_number(self, at: int) -> bool:
        return self.text[at : at + 1] in _NUMBER_START

    def _prefixed(self, prefix: str, at: int) -> tuple[Point, int] | None:
        """同, 翌, 本, 明, 昨 before a number."""
        fields: dict[str, Any]
        if prefix in "同翌" and (match := atoms.SHORT_YEAR.match(self.text, at)):
            fields = {"year": number(match["n"]), "short": True}
            return self.finish(fields, self.after_year(fields, match.end()))
        if prefix == "同" and (match := atoms.BARE_MINUTE.match(self.text, at)):
            fields = {"shift": Shift("antecedent", "day"), "clock": Clock(None, number(match["m"]))}
            return self.finish(fields, match.end())
        fields = {"shift": _PREFIX_SHIFTS[prefix]}
        end = self._month(fields, at)
        if end is not None:  # 同6月7日 is of the same year
            if prefix == "同":
                fields["shift"] = Shift("antecedent", "year")
            elif prefix == "翌":
                del fields["shift"]
            return None if fields.get("elided") else self.finish(fields, end)
        end = self._day(fields, at)
        if end is not None:
            return None if fields.get("elided") else self.finish(fields, end)
        fields["shift"] = Shift("antecedent", "day", int(prefix == "翌"))
        end = self._clock(fields, at)
        return None if end is None or prefix not in "同翌" else self.finish(fields, end)

    def _column(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        """A dotted date that begins or ends its line, where it cannot be the number of a section."""
        text = self.text
        line = text.rfind("\n", 0, at) + 1
        before = text[line:at]
        blanks = len(before) - len(before.rstrip())
        begins = blanks == len(before) or before.strip() == "("
        match = pattern.match(text, at) if begins or blanks >= _APART else None
        if match is None:
            return None
        if pattern is atoms.COLUMN:
            sure = begins and (" " in match[0] or text.startswith("\t", match.end()))
            return match if sure or int(match["y"]) > _FEW or blanks >= _FAR_RIGHT else None
        above = text.rfind("\n", 0, max(line - 1, 0)) + 1
        return match if line and atoms.COLUMN_ABOVE.match(text, above, line) else None

    def _numeric(self, fields: dict[str, Any], at: int) -> int | None:
        """2025/8/4, R7.8.4, 20250804, 2025-08, 4/28, 8.7 (木)."""
        text = self.text
        match = atoms.NUMERIC.match(text, at) or atoms.COMPACT.match(text, at)
        if match is None:
            if match := atoms.SHORT_NUMERIC.match(text, at) or self._column(atoms.COLUMN, at):
                fields |= {"year": int(match["y"]), "short": True, "month": int(match["m"]), "day": int(match["d"])}
                return match.end()
            match = None if atoms.SPLIT_YEAR.match(text, at) else atoms.NUMERIC_MONTH.match(text, at)
            if match:
                self._put_year(fields, match)
                fields["month"] = int(match["m"] or match["m2"] or match["m3"])
                return match.end()
            match = atoms.SLASH.match(text, at) or atoms.DOTTED.match(text, at) or self._column(atoms.COLUMN_DAY, at)
            if match is None:
                return None
        else:
            self._put_year(fields, match)
        fields["month"], fields["day"] = int(match["m"]), int(match["d"])
        return match.end()

    def _put_year(self, fields: dict[str, Any], match: re.Match[str]) -> None:
        groups = match.groupdict()
        if groups.get("era"):
            fields["year"] = atoms.era_year(groups["era"], groups["n"])
            fields["era"] = atoms.eras()[groups["era"]].name
        else:
            fields["year"] = number(groups["y"])

    def _scale(self, fields: dict[str, Any], at: int) -> int | None:
        """Decades and centuries."""
        text = self.text
        if match := atoms.DECADE.match(text, at) or atoms.ERA_DECADE.match(text, at):
            fields |= decade(match[0].rstrip("年代 "))
            part = atoms.DECADE_PART.match(text, match.end())
            if part:
                fields["part"] = part["p"]
            return part.end() if part else match.end()
        if match := atoms.CENTURY.match(text, at):
            count = number(match["c"])
            if not count or count > 40:
                return None
            fields |= {"year": -count if match["bc"] else count, "scale": "century", "part": match["p"] or ""}
            return match.end()
        return None

    def _year(self, fields: dict[str, Any], at: int) -> int | None:
        text = self.text
        match = atoms.YEAR.match(text, at)
        if match is None:
            match = atoms.YEAR_ELIDED.match(text, at) or atoms.ERA_START.match(text, at)
            if match is None:
                return self._fiscal_name(fields, at)
            self._put_year(fields, match)
            fields["elided"] = "year"
            return match.end()
        if match["bc"]:
            fields["year"] = 1 - int(match["bc"])
        elif match["ad"]:
            fields["year"] = int(match["ad"])
        elif match["short"]:
            year = int(match["short"])
            fields["year"] = year + (1900 if year >= 50 else 2000)
        elif match["two"]:
            fields |= {"year": number(match["two"]), "short": True}
        else:
            self._put_year(fields, match)
        return match.end() if fields["year"] is not None else None

    def _fiscal_name(self, fields: dict[str, Any], at: int) -> int | None:
        """2024/25年度, FY2024."""
        if match := atoms.SPLIT_YEAR.match(self.text, at):
            year = int(match["y"])
            if (year + 1) % 100 != int(match["z"]):
                return None
            fields["year"] = year
            return match.end()
        if match := atoms.FISCAL_LETTERS.match(self.text, at):
            fields |= {"year": 2000 + int(match["y"]) % 1000 % 100, "scale": "fiscal"}
            return match.end()
        return None

    def after_year(self, fields: dict[str, Any], at: int) -> int:
        text = self.text
        if text[at : at + 1] == "度":
            fields["scale"] = "fiscal"
            return self._fiscal_tail(fields, at + 1)
        link = _OPTIONAL_LINK.match(text, at)
        finer = link.end() if link else at
        if self._starts_number(finer):
            end = self._month(fields, finer)
            if end is not None:
                return end
        for pattern, group in ((atoms.SEASON, "s"), (atoms.YEAR_PART, "p")):
            if match := pattern.match(text, at):
                fields["part"] = match[group]
                return match.end()
        word = self.words.get(finer)
        if word is not None and (row := atoms.words().get(word)):
            if row.shift.unit in ("fixed", "holiday"):
                fields["part"] = f"{row.shift.unit}:{row.part}"
                return self._after_day(fields, finer + len(word))
            if word in ("年末", "年始", "年内"):
                fields["part"] = row.part
                return finer + len(word)
        if match := _WITHIN_YEAR.match(text, at):
            return match.end()
        return at

    def _fiscal_tail(self, fields: dict[str, Any], at: int) -> int:
        if match := atoms.FISCAL_TAIL.match(self.text, at):
            fields["part"] = match["p"]
            return match.end()
        match = _WITHIN_YEAR.match(self.text, at)
        return match.end() if match else at

    def _month(self, fields: dict[str, Any], at: int) -> int | None:
        match = atoms.MONTH.match(self.text, at)
        month = number(match["m"]) if match else None
        if match is None or month is None or not 1 <= month <= 12:
            return None
        fields["month"] = month
        if match["e"] is not None:
            fields["elided"] = "month"
            return match.end()
        return self._after_month(fields, match.end())

    def _after_month(self, fields: dict[str, Any], at: int) -> int:
        text = self.text
        link = _OPTIONAL_LINK.match(text, at)
        finer = link.end() if link else at
        if self._starts_number(finer):
            end = self._day(fields, finer)
            if end is not None:
                return end
        if match := atoms.NTH.match(text, at):
            fields |= {"nth": number(match["n"]), "weekday": atoms.WEEKDAYS.index(match["w"])}
            return self._after_day(fields, match.end())
        if match := atoms.MONTH_PART.match(text, at):
            fields["part"] = (match["p"] or match["q"]).removeprefix("月").removesuffix("日")
            return match.end()
        if fields.get("shift") and (match := _WITHIN_YEAR.match(text, at)):
            return match.end()
        return at

    def _after_week(self, fields: dict[str, Any], at: int) -> int:
        text = self.text
        link = _OPTIONAL_LINK.match(text, at)
        finer = link.end() if link else at
        if self._starts_number(finer):
            end = self._day(fields, finer)
            if end is not None and not fields.get("elided"):
                return end
            fields.pop("elided", None)
            fields.pop("day", None)
        word = self.words.get(finer, "")
        if word[1:2] == "曜":
            fields["weekday"] = atoms.WEEKDAYS.index(word[0])
            end = finer + len(word)
            told = dict(fields)
            day = self._day_number(told, end) if self._starts_number(end) else None
            if day is not None and not told.get("elided"):  # 来週火曜日19日
                fields |= told
                end = day
            return self._after_day(fields, end)
        if match := _WEEK_PART.match(text, at):
            fields["part"] = match["p"]
            return match.end()
        return at

    def _day_number(self, fields: dict[str, Any], at: int) -> int | None:
        match = atoms.DAY.match(self.text, at)
        day = number(match["d"]) if match else None
        if match is None or day is None or not 1 <= day <= 31:
            return None
        fields["day"] = day
        if match["e"] is not None:
            fields["elided"] = "day"
        return match.end()

    def _day(self, fields: dict[str, Any], at: int) -> int | None:
        end = self._day_number(fields, at)
        return end if end is None or fields.get("elided") else self._after_day(fields, end)

    def _after_day(self, fields: dict[str, Any], at: int) -> int:
        """Weekday, then part of the day or clock."""
        if match := atoms.WEEKDAY.match(self.text, at):
            if fields.get("nth") is None and not fields.get("part"):
                fields["weekday"] = atoms.WEEKDAYS.index(match["w"] or match["v"])
            at = match.end()
        end = self._clock_after(fields, at)
        if end is not None:
            return end
        if match := atoms.HALF_DAY.match(self.text, at):
            fields["half_day"] = match[0]
            return match.end()
        return at

    def _clock_after(self, fields: dict[str, Any], at: int) -> int | None:
        """A clock that touches or stands one space (or the T of ISO) behind a day."""
        if self.text[at : at + 1] in (" ", "T") and self.text[at + 1 : at + 2] != " ":
            end = self._clock(fields, at + 1)
            if end is not None:
                return end
        return self._clock(fields, at)

    def _clock(self, fields: dict[str, Any], at: int) -> int | None:
        match = atoms.CLOCK.match(self.text, at)
        if match is None:
            return None
        half = (match["half"] or match["after"] or match["after2"] or "").strip().upper().replace(".", "")
        if match["noon"]:
            fields["clock"] = Clock(12, 0)
            return match.end()
        hour = number((match["h"] or match["h2"] or match["h3"] or match["after_h"]).replace("零", "0"))
        minute = 30 if match["k"] else number(match["m"] or match["m2"] or "")
        second = number(match["s"] or match["s2"] or "")
        if hour is None or hour > 30 or (minute or 0) > 59 or (second or 0) > 59:
            return None
        fields["clock"] = Clock(hour, minute, second, half)
        if match["e"] is not None:
            fields["elided"] = "hour"
        return match.end()
