"""The register of laws as look-up tables: by number and by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.entities.laws.numbers import LawNumber
from extractor.resources import Matcher, rows

# Registered short names that are common words or name several things in running text.
_UNSAFE = frozenset(("セクハラ防止等", "広告法", "負担法", "優良法", "労働三法", "保安四法", "特例法", "暫定法"))
_NUMBERED_TITLE = re.compile(r"(?:明治|大正|昭和|平成|令和|人事院規則)[^(]*\((.+)\)")
_NAME_END = re.compile(r"(?:法|法律|令|規則|則|規程|典範|憲法|件|布告|細則|条例|準則)$")
_ORDER = re.compile("施行(?:令|規則)$")
_DASHES = re.compile("[-‐‑‒–—―−ー]")
_URL = "https://laws.e-gov.go.jp/law/"
# Year before the first of 明治, 大正, 昭和, 平成, 令和, by the first digit of the ID.
_BEFORE_ERA = {"1": 1867, "2": 1911, "3": 1925, "4": 1988, "5": 2018}
_KINDS = {
    "AC": "law",
    "CO": "cabinet_order",
    "IO": "imperial_order",
    "DF": "cabinet_order",
    "DT": "cabinet_order",
    "DH": "cabinet_order",
}


@dataclass(frozen=True)
class Register:
    """The laws in force and those that the lexicon knows beside them.

    Args:
        names: name (title, short, press or former name) -> law IDs.
        numbers: number in kanji without separators -> law ID.
        titles: law ID -> title.
        written: law ID -> number as the register writes it.
        matcher: finds the names in a text.
    """

    names: dict[str, tuple[str, ...]]
    numbers: dict[str, str]
    titles: dict[str, str]
    written: dict[str, str]
    matcher: Matcher

    def by_number(self, number: LawNumber) -> str:
        """The law ID of a number, empty when the register lacks it."""
        return self.numbers.get(_kanji_key(number), "")

    def by_name(self, name: str) -> tuple[str, ...]:
        """The law IDs that a name stands for; of several laws of one title the latest alone."""
        ids = self.names.get(name, ())
        if not ids and (order := _ORDER.search(name)):
            # 特商法施行規則 is the 施行規則 of the law that 特商法 stands for.
            ids = self._orders(name[: order.start()], order[0])
        if len(ids) > 1 and all(self.titles[i] == name for i in ids if i in self.titles):
            return ids[-1:]
        return ids

    def _orders(self, law: str, order: str) -> tuple[str, ...]:
        titles = {self.titles[i] for i in self.names.get(law, ()) if i in self.titles}
        return self.names.get(titles.pop() + order, ()) if len(titles) == 1 else ()


def kind_of(law_id: str) -> str:
    """law, cabinet_order, imperial_order, ordinance, rule or constitution, by the ID's own letters."""
    code = law_id[3:5]
    return _KINDS.get(code) or ("constitution" if code == "CO" else "ordinance" if code.startswith("M") else "rule")


def western_year(law_id: str) -> int:
    """The year in which the law with this ID was made."""
    return _BEFORE_ERA[law_id[0]] + int(law_id[1:3])


def url_of(law_id: str) -> str:
    """The page of a law at e-Gov."""
    return _URL + law_id


@cache
def register() -> Register:
    """Reads the lexicons once."""
    names: dict[str, list[str]] = {}
    numbers: dict[str, str] = {}
    titles: dict[str, str] = {}
    written: dict[str, str] = {}
    for row in rows("lexicon/laws"):
        law_id = row["law_id"]
        title = row["title"]
        inner = _NUMBERED_TITLE.fullmatch(title)
        titles[law_id] = inner[1] if inner else title
        written[law_id] = row["number"]
        numbers[_separators_out(row["number"])] = law_id
        for name in _writings(title, row["abbreviations"]):
            names.setdefault(name, []).append(law_id)
    for row in rows("lexicon/law_names"):
        # Where the register leaves several laws, the hand-kept list says which one is meant.
        names[row["name"]] = [row["law_id"]]
    return Register(
        names={name: tuple(dict.fromkeys(ids)) for name, ids in names.items()},
        numbers=numbers,
        titles=titles,
        written=written,
        matcher=Matcher(names),
    )


def _writings(title: str, abbreviations: str) -> Iterator[str]:
    yield title
    inner = _NUMBERED_TITLE.fullmatch(title)
    # What 人事院規則八―一八(採用試験) has in its brackets names no law by itself.
    if inner and not title.startswith("人事院") and _NAME_END.search(inner[1]):
        yield inner[1]
        if "ノ" in inner[1]:
            # Texts of today write the title of an old law in hiragana.
            yield inner[1].replace("ニ関スル", "に関する").replace("ノ", "の")
    for name in abbreviations.split("|"):
        if name and name not in _UNSAFE and _NAME_END.search(name):
            yield name


def _separators_out(number: str) -> str:
    number = _DASHES.sub("-", re.sub("[・、]", "", number))
    return number[number.index("人事院") :] if "人事院規則" in number else number


def _kanji_key(number: LawNumber) -> str:
    kind = re.sub("[・、]", "", number.kind)
    if kind == "人事院規則":
        digits = str.maketrans("0123456789-", "〇一二三四五六七八九-")
        return kind + number.number.translate(digits)
    if not number.era or not number.number.isdigit() or max(number.year, int(number.number)) > 9999:
        return ""
    year = "元" if number.year == 1 else _kanji(number.year)
    return f"{number.era}{year}年{kind}第{_kanji(int(number.number))}号"


def _kanji(n: int) -> str:
    """``n`` below 10,000 in kanji with units, as the register writes numbers."""
    out = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("" if digit == 1 and sign else "〇一二三四五六七八九"[digit]) + sign
    return out or "〇"
