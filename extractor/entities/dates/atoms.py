"""The atoms of date expressions: the records that say what was written, and one small pattern for each level.

``date_reader.py`` composes the atoms, ``dates.py`` finds where mentions begin and drops what is no date,
``linking/chronology.py`` settles what an expression means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extractor import resources
from extractor.entities.numerals import SMALL, YEAR4, number

WEEKDAYS = "月火水木金土日"
SEASONS = "春夏秋冬"
NOON = "正午"


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance: ``count`` units from the publication or the antecedent; blank: a fixed or public holiday."""

    origin: str
    unit: str
    count: int = 0


class Clock(NamedTuple):
    """A time of day; ``half`` is the word before it (午前, 夜 ...), the hour of ``同48分`` is the one told before."""

    hour: int | None
    minute: int | None = None
    second: int | None = None
    half: str = ""


class Point(NamedTuple):
    """What one point of time says, nothing inferred.

    ``part`` is the stretch of the finest unit (末, 上旬, 前半, 第1四半期, 春 ...), ``scale`` a unit other than the
    calendar's (fiscal, decade, century), ``nth`` the 第3 of 第3火曜日, ``elided`` a number whose unit stands at the
    next one (18、19日), ``short`` a year whose era or century is not written (平成28年、29年).
    """

    shift: Shift | None = None
    year: int | None = None
    era: str = ""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    scale: str = ""
    part: str = ""
    half_day: str = ""
    clock: Clock | None = None
    approximate: bool = False
    elided: str = ""
    short: bool = False

    @property
    def is_clock(self) -> bool:
        """A time without any day."""
        return self.clock is not None and self.shift is None and self.finest == ""

    @property
    def finest(self) -> str:
        """The finest calendar unit that is told: day, month, year, or blank."""
        if self.day is not None or self.weekday is not None:
            return "day"
        return "month" if self.month is not None else "year" if self.year is not None else ""


@dataclass(frozen=True, slots=True)
class Era:
    """An era name; ``begin`` and ``end`` are ISO days, the end blank for the present one."""

    name: str
    begin: str
    end: str

    @property
    def before_first(self) -> int:
        """The Gregorian year of the era's year 0."""
        return int(self.begin[:4]) - 1


# Eras that a text may leave out of a date.
MODERN_ERAS = ("令和", "平成", "昭和")


@cache
def eras() -> dict[str, Era]:
    """Eras by name, letter (R) and single character (令)."""
    table: dict[str, Era] = {}
    for row in resources.rows("lexicon/eras"):
        era = Era(row["name"], row["begin"], row["end"])
        table |= {key: era for key in (row["name"], row["letter"], row["kanji"]) if key}
    return table


@dataclass(frozen=True, slots=True)
class Word:
    """A row of ``models/rules/dates.tsv``."""

    word: str
    shift: Shift
    part: str


@cache
def words() -> dict[str, Word]:
    """The relative words and named days."""
    return {
        row["word"]: Word(row["word"], Shift(row["origin"], row["unit"], int(row["shift"])), row["part"])
        for row in resources.rows("rules/dates")
    }


@cache
def matcher() -> resources.Matcher:
    """Finds the words, and weekdays that stand alone."""
    return resources.Matcher([*words(), NOON, *(f"{c}曜{tail}" for c in WEEKDAYS for tail in ("日", ""))])


# --- atoms -----------------------------------------------------------------------------------------------------------

N = SMALL
SEPARATOR = r" ?[、・,~\-] ?"
ERA_LONG = "令和|平成|昭和|大正|明治|慶応|元治|文久|安政|嘉永|天保|文政|文化|寛政|天明|享保|元禄|寛永|慶長|天正"
_ERA_YEAR = rf"(?:{N}|元)"
_GLOSS = rf"(?: ?\( ?(?:西暦 ?)?(?:{YEAR4}|(?:{ERA_LONG}|[MTSHR]) ?{_ERA_YEAR}) ?年?度? ?\))?"
_AT_YEAR = rf"{_GLOSS} ?年{_GLOSS}"
YEAR = re.compile(
    rf"(?:紀元前|西暦前) ?(?P<bc>[0-9]{{1,4}}) ?年|西暦 ?(?P<ad>[0-9]{{1,3}}) ?年"
    rf"|(?:西暦 ?)?(?P<y>{YEAR4}){_AT_YEAR}|(?P<era>{ERA_LONG}|[MTSHR]) ?(?P<n>{_ERA_YEAR}){_AT_YEAR}"
    rf"|[’'](?P<short>[0-9]{{2}}) ?年|(?P<two>{N}) ?年(?= ?{N} ?月(?!間|以)|度)"
)
# 同11年 and 翌29年 take the era from the date before, as 30年 does in 平成28年、30年.
SHORT_YEAR = re.compile(rf"(?P<n>{N}|元) ?年(?!間|代|生|目|以|連|ぶ|次|余|ご|毎|前|後|程|ほ|未|期|債|来)")
# 2024/25年度: one fiscal year that is named by both of its calendar years.
SPLIT_YEAR = re.compile(r"(?P<y>(?:19|20)[0-9]{2})/(?P<z>[0-9]{2}) ?年(?=度)")
FISCAL_LETTERS = re.compile(r"FY ?(?P<y>(?:20)?[0-9]{2})(?![0-9])")
QUARTER_ALONE = re.compile(r"第 ?[1-4一二三四] ?・? ?四半期")
YEAR_ELIDED = re.compile(
    rf"(?P<y>{YEAR4})(?= ?[~\-・、] ?(?:[0-9]{{2}}|{YEAR4}) ?年(?!間))|(?P<era>{ERA_LONG}|R|H"
    rf"|S) ?(?P<n>{_ERA_YEAR})(?= ?[~\-・、] ?{N} ?年(?!間))"
)
ERA_START = re.compile(rf"(?P<era>{ERA_LONG}) ?(?P<n>{_ERA_YEAR})(?= ?[~\-・、] ?(?:{ERA_LONG}))")
BARE_YEAR = re.compile(rf"同?(?P<n>[0-9]{{1,2}}|元|{N}) ?年(?!代)")
NUMERIC = re.compile(
    rf"(?:(?P<y>[0-9]{{4}})|(?P<era>{ERA_LONG}|[MTSHR明大昭平令]) ?\.?(?P<n>{_ERA_YEAR}))"
    r"(?P<sep>[-/.・]) ?(?P<m>1[0-2]|0?[1-9])(?P=sep) ?(?P<d>3[01]|[12][0-9]|0?[1-9])"
    r"(?![0-9]|[-/.][0-9](?![0-9]?:[0-9]{2}|[0-9]{3}/))"  # 2017/12/08-18:05 is a news agency's date and clock
)
NUMERIC_MONTH = re.compile(
    r"(?:(?P<y>(?:19|20)[0-9]{2})(?:[-/](?P<m>1[0-2]|0?[1-9])|\.(?P<m2>0[1-9]|1[0-2]))"
    r"|(?P<era>[MTSHR])(?P<n>[0-9]{1,2})[./](?P<m3>1[0-2]|0?[1-9]))"
    r"(?![0-9A-Za-z]|[-/.:][0-9])"
)
COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])")
SHORT_NUMERIC = re.compile(
    r"[’']?(?P<y>[0-9]{2})/(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[-/.][0-9])"
)
# 18.12. 8 that fills the head of a table's row, 29.6.9 or 29.6.9(金) that fills or ends a line: a year without its era.
COLUMN = re.compile(
    r"(?P<y>[1-6]?[0-9])\. ?(?P<m>1[0-2]|0?[1-9])\. ?(?P<d>3[01]|[12][0-9]|0?[1-9])"
    rf"(?=\t|付?\)? *$| ?\([{WEEKDAYS}]\)\)? *$)",
    re.MULTILINE,
)
# 5.30 in a row below one that begins so, of the same year.
COLUMN_DAY = re.compile(r"(?P<m>1[0-2]|[1-9])\. ?(?P<d>3[01]|[12][0-9]|0?[1-9])(?=\t)")
COLUMN_ABOVE = re.compile(rf" *(?:{ERA_LONG})?[0-9]{{1,2}}\. ?[0-9]{{1,2}}(?:\. ?[0-9]{{1,2}})?\t")
SLASH = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])/(?: (?=[0-9]{1,2}\([月火水木金土日]))?(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9/.%])"
)
DOTTED = re.compile(r"(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12][0-9]|0?[1-9])(?= ?\([月火水木金土日])")
MONTH = re.compile(rf"(?P<m>{N}) ?(?:月|(?P<e>(?={SEPARATOR}{N} ?月(?!間))))")
_WEEKDAY_FOLLOWS = rf"(?= ?\((?:祝日?[・、]?)?[{WEEKDAYS}](?:曜日?)?(?:[・、,/ ][^()0-9]{{1,7}})?\))"
# A number and a wide space before a compound of Japan: 1 日・タイ外相会談, 2 日EU首脳協議.
_OF_JAPAN = r"(?! 日(?:・[一-龥ァ-ヶA-Z]|[米中韓英仏独豪印加伊露][一-龥]|EU|ASEAN|本))"
DAY = re.compile(
    rf"(?P<d>{N}){_OF_JAPAN} ?(?:日(?!本[人国政側語])|{_WEEKDAY_FOLLOWS}|(?P<pair>の?両日)"
    rf"|(?P<e>(?={SEPARATOR}{N}(?:{SEPARATOR}{N}){{0,3}} ?(?:日(?!間)|の?両日))))"
)
# The end of 9/24~27.
BARE_DAY = re.compile(r"(?:3[01]|[12]?[0-9])(?![0-9/:.,%]| ?[時分年月名人件])")
PREFIX = re.compile(rf"(?P<p>[同翌本明昨])(?={N} ?(?:日|月 ?{N} ?日|時|分(?!の|間)|年))")
_WEEKDAY_TAIL = (
    r"(?:[・、,/／ ]? ?(?:祝日?|休日?|振休|振替休日|振替|国民の休日|海の日|山の日|[ぁ-ん一-龥ー]{1,5}の日"
    r"|憲法記念日|天皇誕生日|元日|建国記念の日|大安|仏滅|友引))?"
)
WEEKDAY = re.compile(
    rf" ?[(\[] ?(?:(?:祝日?|休)[・、/]? ?)?(?P<w>[{WEEKDAYS}])(?:曜日?)?{_WEEKDAY_TAIL} ?[)\]]"
    rf"|(?: ?)(?P<v>[{WEEKDAYS}])曜日?"
)
NTH = re.compile(rf"(?:の)?第 ?(?P<n>[1-5一二三四五]) ?(?P<w>[{WEEKDAYS}])曜日?")
MONTH_PART = re.compile(
    r"の?(?P<p>上旬|中旬|下旬|中下旬|上中旬|初旬|月?末日?|初め|初頭|はじめ|始め|半ば|なかば|中頃|中ごろ|前半|後半|終わり"
    r"|早々)(?!年|期)|(?P<q>月?末)"
)
YEAR_PART = re.compile(
    r" ?の?(?P<p>上半期|下半期|上期|下期|前期|後期|前半|後半|第 ?[1-4一二三四] ?・? ?四半期|[1-4]Q|Q[1-4]|半ば"
    r"|なかば|中頃|初頭|初め|はじめ|始め|末|当初|終わり|早々|暮れ)(?!年|大)"
)
SEASON = re.compile(
    r"の?(?:初|晩|早|真|盛)?(?P<s>[春夏秋冬])(?![日田葉山川野物季学子休期場菜木分至至祭眠鮮慶講闘季画])"
)
HALF_DAY = re.compile(
    r"(?:未明|早朝|明け方|朝方?(?![鮮刊食日礼霞顔])|午前(?!中?の部)|昼(?:前|過ぎ|ごろ|すぎ)?(?![食休夜間])"
    r"|午後(?!の部)|夕方|夕刻|夕(?![刊食張日立焼])|深夜|夜中|夜半|夜間|夜(?![間勤景行明学])|晩(?![餐年秋]))(?!より)"
)
_HALF = (
    "午前|午後|早朝|未明|明け方|深夜|夕方|夕刻|昼過ぎ|お昼|夜中|朝|昼|夕|夜|晩|AM ?|PM ?|am ?|pm ?|[aApP]\\.[mM]\\. ?"
)
CLOCK = re.compile(
    rf"(?:(?P<half>{_HALF})の? ?)?(?:(?P<h>{N}|零) ?時(?!間|限|代|台|給|価|短|刻|々|期"
    rf"|点[^検灯])(?: ?(?P<m>{N}) ?分(?!間|の[0-9一二三四五]|割)(?: ?(?P<s>{N}) ?秒)?"
    rf"|(?P<k>半)(?![ば分数期年島導]))?"
    rf"|(?P<h2>[0-2]?[0-9]):(?P<m2>[0-5][0-9])(?::(?P<s2>[0-5][0-9]))?(?:\.[0-9]+)?(?![0-9:,]"
    rf"|\.[0-9])(?: ?(?P<after>[AaPp][Mm]|[ap]\.m\.)(?![A-Za-z]))?"
    rf"|(?P<h3>{N})(?P<e>(?= ?[~\-] ?{N} ?時(?!間)))"
    rf"|(?P<after_h>[0-9]{{1,2}}) ?(?P<after2>[AaPp][Mm])(?![A-Za-z]))|(?P<noon>(?:お昼の)?正午)"
)
# The minute of an hour told before: 15時10分から50分, 同48分.
BARE_MINUTE = re.compile(
    rf"(?:同 ?)?(?P<m>{N}) ?分(?!間|の[0-9一二三四五]|割|程度|ほど|以|くらい|ぐらい|遅|[前後科野担配析岐散布])"
)
ABOUT = re.compile(r" ?(?:頃|ごろ|ころ(?![がは])|前後(?=に))")
DECADE = re.compile(
    r"(?P<y>(?:1[0-9]|20|21)[0-9]0|[0-9]0|[一二][〇零一二三四五六七八九]{2}〇|[二三四五六七八九]十) ?年代"
)
ERA_DECADE = re.compile(rf"(?P<era>{ERA_LONG})(?P<n>[2-6]0|[二三四五六]十) ?年代")
# 1960~70年代, 昭和40年代から50年代: the second decade leaves its century or era to the first.
DECADES = re.compile(
    rf"(?P<a>(?P<head>{ERA_LONG}|1[0-9]|20|)[0-9]0) ?(?:年代)? ?(?:から|[~・、\-]) ?(?P<b>(?P<new>1[0-9]|20"
    rf"|)[0-9]0) ?年代"
)
DECADE_PART = re.compile(r"の?(?P<p>前半|後半|半ば|なかば|初頭|初め|はじめ|末)")
CENTURY = re.compile(
    rf"(?P<bc>紀元前 ?)?(?P<c>{N}) ?世紀(?!枠|末期症)(?:の?(?P<p>前半|後半|半ば|なかば|中頃|初頭|初め|はじめ|末"
    rf"|終わり))?"
)
FISCAL_TAIL = re.compile(
    r"の?(?P<p>上半期|下半期|上期|下期|前期|前半|後半|第 ?[1-4一二三四] ?・? ?四半期|[1-4]Q|末|当初|初め"
    r"|半ば)(?!予算|要求)"
)
AGO = re.compile(
    rf"(?P<n>{N}|[0-9]{{3}}|[一二三四五六七八九]?百|半|数) ?(?P<u>日|週間?|[かカヶケヵ箇個]月|年半?|月|時間"
    rf"|分)(?:間)?(?P<d>前|後)(?![半期退者継援続方提例掲述回歴途項])"
)
LENGTH = re.compile(
    rf"(?:約|およそ|概ね|おおむね)?(?P<n>{N}|[0-9]{{3}}|半) ?(?P<u>分間|時間半|時間|日間|週間|[かカヶケヵ箇]月間?"
    rf"|年間)(?P<k>半)?"
)


def era_year(era: str, text: str) -> int | None:
    """The Gregorian year of an era's year."""
    count = number(text)
    return None if count is None or not count else eras()[era].before_first + count
