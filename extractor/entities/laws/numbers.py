"""Law numbers in all writings: 昭和二十五年法律第百三十一号, 令和6年法律第41号, 昭25法131, 人事院規則9-24.

A number names its law: the e-Gov law ID is in the register, or follows from the naming rule of e-Gov
(era digit, two digits of the year, kind, category, number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.entities.spans import SpanIndex

_ERAS = {"明治": "1", "大正": "2", "昭和": "3", "平成": "4", "令和": "5"}
_SHORT_ERAS = {"明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}
_SHORT_KINDS = {"法": "法律", "政": "政令", "勅": "勅令"}
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "元": 1}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI = "〇○一二三四五六七八九十百千"
# No law has a longer number, and no text makes us count on.
_NUMERAL = rf"(?:[0-9]{{1,6}}|[{_KANJI}]{{1,9}})"
_YEAR = rf"(?:[0-9]{{1,2}}|[{_KANJI}]{{1,4}})"
_MARK = re.compile(
    rf"第 ?({_NUMERAL}) ?号(の{_NUMERAL}(?![部般時切定元体]))?|人事院規則 ?({_NUMERAL}(?:[-―‐−–—ー]{_NUMERAL}){{1,4}})"
)
_DATE = rf"(明治|大正|昭和|平成|令和) ?(元|{_YEAR}) ?年(?: ?{_NUMERAL}月(?:{_NUMERAL}日)?)? ?"
_NAME_CHARS = r"[一-龥々ァ-ヶー・、]"
_KIND = re.compile(
    rf"(?:{_DATE})?"
    rf"(法律|政令|勅令|太政官(?:布告|達|布達)|閣令|条約"
    rf"|{_NAME_CHARS}{{0,40}}?(?:省令|府令|庁令|本部令|官房令|委員会規則|裁判所規則|検査院規則|委員会規程|告示|訓令|条例|規則|命令))$"
)
_SHORT = re.compile(
    r"(?<![一-龥ァ-ヶ])([明大昭平令])(?:和|成|正|治)? ?([0-9]{1,2}|元)年?(法律?|政令?"
    r"|勅)第?([0-9]{1,3})号?(?![0-9])"
)
_WINDOW = 80
# Kinds that a number may name without a year (告示 and orders of a ministry are cited so in headings).
_YEARLESS = re.compile(r"(?:省|庁|府|委員会|裁判所|検査院)(?:令|告示|規則)$")
_KINDS = {"法律": "AC", "政令": "CO", "勅令": "IO", "太政官布告": "DF", "太政官達": "DT", "太政官布達": "DH"}
# Bills of the government, the House of Representatives and the House of Councillors.
_ACT_CATEGORIES = ("0000000", "1000000", "0100000")


@dataclass(frozen=True, slots=True)
class LawNumber:
    """A law number in the text.

    Args:
        start, end: its span.
        era: 明治 ... 令和, empty when no year is written.
        year: year of the era, 0 when not written.
        kind: 法律, 政令, 厚生労働省令, 人事院規則, ...
        number: as in the ID: ``41``, ``9-24``.
    """

    start: int
    end: int
    era: str
    year: int
    kind: str
    number: str

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What two writings of one number share; a rule of the 人事院 is named without its year."""
        if self.kind == "人事院規則":
            return "", 0, self.kind, self.number
        return self.era, self.year, re.sub("[・、]", "", self.kind), self.number

    def written(self) -> str:
        """The number in one writing: ``令和6年法律第41号``."""
        year = f"{self.era}{self.year}年" if self.era else ""
        return f"{year}{self.kind}{self.number}" if self.kind == "人事院規則" else f"{year}{self.kind}第{self.number}号"

    def candidates(self) -> list[str]:
        """The law IDs that the naming rule allows, the most likely first; none where the rule needs more facts."""
        kind = _KINDS.get(self.kind)
        if kind is None or not self.era or not self.number.isdigit() or int(self.number) > 999:
            return []
        stem = f"{_ERAS[self.era]}{self.year:02}{kind}"
        return [
            f"{stem}{category}{int(self.number):03}" for category in (_ACT_CATEGORIES if kind == "AC" else ("0000000",))
        ]


def era_of(law_id: str) -> str:
    """The era in which the law with this ID was made."""
    return next(era for era, digit in _ERAS.items() if digit == law_id[0])


def kanji_year(year: int) -> str:
    """A year of an era in kanji: 元, 十, 二十一."""
    tens, one = divmod(year, 10)
    digits = "〇一二三四五六七八九"
    sign = "" if not tens else "十" if tens == 1 else digits[tens] + "十"
    return "元" if year == 1 else sign + (digits[one] if one else "")


def parse_numeral(text: str) -> int:
    """The value of an Arabic or kanji numeral, positional (六六) or with units (百三十一); 元 is 1."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = digit = 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[c]
    return total + digit


def _rule_number(text: str) -> str:
    return "-".join(str(parse_numeral(part)) for part in re.split("[-―‐−–—ー]", text))


def find(text: str) -> list[LawNumber]:
    """The law numbers of ``text`` in order, without overlaps."""
    found: list[LawNumber] = []
    floor = 0
    for mark in _MARK.finditer(text):
        if mark[3]:
            start = max(floor, mark.start() - 12)
            year = re.search(rf"{_DATE}$", text[start : mark.start()])
            found.append(
                LawNumber(
                    start + year.start() if year else mark.start(),
                    mark.end(),
                    year[1] if year else "",
                    parse_numeral(year[2]) if year else 0,
                    "人事院規則",
                    _rule_number(mark[3]),
                )
            )
        else:
            base = max(floor, mark.start() - _WINDOW)
            # The kind ends right before 第; nothing longer than a list of ministries stands between year and kind.
            before = text[base : mark.start()].rstrip(" ")
            if before[-1:] not in ("律", "令", "告", "達", "示", "例", "則", "程", "約"):
                continue
            if (number := _from_kind(before, base, mark)) is None:
                continue
            found.append(number)
        floor = mark.end()
    taken = SpanIndex((n.start, n.end) for n in found)
    found += [
        LawNumber(m.start(), m.end(), _SHORT_ERAS[m[1]], parse_numeral(m[2]), _SHORT_KINDS[m[3][0]], m[4])
        for m in _SHORT.finditer(text)
        if taken.is_free(m.start(), m.end())
    ]
    return sorted(found, key=lambda n: n.start)


def _from_kind(before: str, base: int, mark: re.Match[str]) -> LawNumber | None:
    kind = None
    # The leftmost era that leads to the kind without a break; else the kind alone.
    for era in re.finditer("明治|大正|昭和|平成|令和", before):
        kind = _KIND.match(before, era.start()) or kind
    if kind is None:
        kind = _yearless(before)
    if kind is None or kind[3] == "条約":
        return None
    if not kind[1] and not _YEARLESS.search(kind[3]):
        return None
    return LawNumber(
        base + kind.start(),
        mark.end(),
        kind[1] or "",
        parse_numeral(kind[2]) if kind[2] else 0,
        kind[3],
        str(parse_numeral(mark[1])),
    )


def _yearless(before: str) -> re.Match[str] | None:
    run = re.search(r"[一-龥々][一-龥々・]{1,40}$", before)
    return _KIND.match(before, run.start()) if run else None
