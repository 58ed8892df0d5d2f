"""Foreign towns and provinces by grammar: コチャバンバ県サカバ市, ナイバシャ市, 東倉里(トンチャンリ).

A katakana name before 市 or 州 is a foreign one unless a lexicon knows it in Japan; its country is the foreign one that
the document named last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.entities.officials import names
from extractor.entities.places import codes as place_codes

_NAME = "[東西南北中]?[ァ-ヴー・=＝]{2,18}"
_PROVINCE = f"{_NAME}(?:特別自治区|特別州|自治州|自治区|省|州|県|郡|地方|管区)"
_TOWN = re.compile(
    f"((?:{_PROVINCE}){{0,3}})({_NAME})(市|町|村)"
    "(?![一-龥々ァ-ヴーA-Za-z](?<![内中側北南東西近周沖等間])|中央|内閣|東京|中学|西部劇)"
)
_PROVINCES = re.compile(f"(?:{_PROVINCE}){{2,3}}(?![一-龥々ァ-ヴーA-Za-z](?<![内中側北南東西近周沖等間]))")
# Behind a province a katakana name is its town: シンド州ハイデラバード.
_PROVINCE_TOWN = re.compile(
    f"(?<![ァ-ヴー・一-龥]){_NAME}(?:州|県|管区)([ァ-ヴー]{{3,12}})(?![一-龥々ァ-ヴーA-Za-z・](?<![内中側北南東西近周沖等間]))"
)
_KATAKANA = re.compile("[ァ-ヴー]")
_KANJI_COUNTRIES = ("KP", "KR", "CN", "TW")
# 韓国の全州市: a city that is none of Japan's, not far behind its country.
_HAN_TOWN = re.compile("(?<![一-龥々])(?![同両各他姉友政指])([一-龥]{2,3}(?<!都))市(?![一-龥])")
_NEAR = 60
# Kanji names of Korea and China that a katakana reading follows.
_READ = re.compile(r"(?<![一-龥々])([一-龥]{1,3}(?:里|洞|邑|郡|市|道|島|区|県|鎮))(?= ?\([ァ-ヴー・]{2,12}\))")


def towns(text: str, countries: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Yields (start, end, kind, value) of foreign towns and chains of provinces.

    Args:
        text: the analysis text.
        countries: (offset, code) of the foreign countries that the document names, in text order.
    """
    for match in _TOWN.finditer(text):
        start, name = match.start(), match[2]
        if not match[1] and _in_japan(name + match[3]):
            continue
        if text[start] == "・":
            start += 1
        if _KATAKANA.match(text, start - 1) and start:
            continue
        name = name.lstrip("・")
        value = _city(name) or _with_country(countries, start, name)
        # タイ・チェンマイ市: the country is a mention of its own.
        country = re.match("([ァ-ヴー]{2,12})・(?=.)", text[start : match.end()])
        if country and any(r.kind == "country" for r in place_codes.names().get(country[1], ())):
            start += country.end()
            code = place_codes.names()[country[1]][0].value
            value = f"{code}:{match[2].split('・', 1)[-1]}" if not match[1] else f"{code}:{name}"
        if value:
            yield start, match.end(), "city", value
    for match in _PROVINCE_TOWN.finditer(text):
        known = names.kinds(match[1])
        value = _city(match[1]) or ("" if "noun" in known else _with_country(countries, match.start(), match[1]))
        if value:
            yield match.start(), match.end(), "city", value
    for match in _PROVINCES.finditer(text):
        if not (match.start() and _KATAKANA.match(text, match.start() - 1)):
            yield match.start(), match.end(), "region", ""
    for match in _HAN_TOWN.finditer(text):
        at = bisect_left(countries, (match.start(), ""))
        near = countries[at - 1] if at else (-_NEAR, "")
        if near[1] in _KANJI_COUNTRIES and match.start() - near[0] < _NEAR and not _in_japan(match[1] + "市"):
            yield match.start(), match.end(), "city", f"{near[1]}:{match[1]}"
    for match in _READ.finditer(text):
        value = _with_country(countries, match.start(), match[1])
        if value[:2] in _KANJI_COUNTRIES:
            yield match.start(1), match.end(1), "city", value


def _in_japan(name: str) -> bool:
    return any(r.kind == "municipality" for r in place_codes.names().get(name, ()))


def _city(name: str) -> str:
    return next((r.value for r in place_codes.names().get(name, ()) if r.kind == "city"), "")


def _with_country(countries: Sequence[tuple[int, str]], start: int, name: str) -> str:
    """The value of a town: with the country named last, else with the first one that the document names."""
    if not countries:
        return ""
    at = bisect_left(countries, (start, ""))
    return f"{countries[max(at - 1, 0)][1]}:{name}"
