"""Where an address ends: town, block numbers, building, floor and room behind a municipality."""

from __future__ import annotations

import re

from extractor.entities.places import codes

_DIGIT = "0-9一二三四五六七八九十百〇"
# 1-3-1 · 2丁目1番3号 · 四丁目4-2 · 1番地1 · 5番町3 · 字大沢12番地
_BLOCK = re.compile(
    rf"[{_DIGIT}]+(?:丁目|番町|番地の?|番|条|号|の)?(?:[西東南北])?"
    rf"(?:(?:-|ー|丁目|番地の?|番|号|の|、)?[{_DIGIT}]+(?:丁目|番地の?|番|条|号(?!館))?(?:[西東南北](?=[{_DIGIT}]))?){{0,6}}"
)
_BUILDING_OF = re.compile(rf"の(?![{_DIGIT}])")
_NUMBERED = re.compile(rf"[一-龥々ぁ-んァ-ヴーヶケ]{{0,14}}?(?=[{_DIGIT}])")
_AREA = re.compile(r"[一-龥々ァ-ヴーヶケ]{1,8}?(?:地区|地内|地先)")
# 弥生大字上小倉, 大字北石垣無番地: a village of old without a block number.
_OAZA = re.compile(
    r"大字[一-龥々ぁ-んァ-ヴーヶケ]{1,6}?(?:字[一-龥々ヶケ]{1,5}?)?(?:無番地|地内|地先|地区)?(?![一-龥々ァ-ヴーヶケ0-9])"
)
_TOWN_SUFFIX = re.compile(r"(?:大字|字)?[一-龥々ァ-ヴーヶケ]{1,6}?(?:町|丁目)(?![一-龥ァ-ヴー])")
# What follows a town name that is the whole address.
_OUTSIDE = re.compile(r"[^一-龥々ァ-ヴー0-9A-Za-z]|$|付近|周辺|内|沖|地内|近郊")
# 号 alone counts other things (第1号).
_BLOCK_UNIT = re.compile(r"丁目|番|-|条|地割")
_DURATION = re.compile(r"[年月日時分人名件社校億万円歳%か箇カヶ回度割番目]")
_BUILDING = re.compile(
    r" ?(?![のではをがにと])[一-龥々ァ-ヴーA-Za-zぁ-ん・ヶケ]{2,24}?"
    r"(?:ビルディング|ビル|会館|庁舎|タワー|プラザ|センター|スクエア|ホテル|ヒルズ|館)"
    r"(?:第?[0-9一二三四五六七八九十]+(?:号館|号棟))?(?:[本別新旧東西南北中]館|[A-Z]棟|[東西南北]棟)?"
)
# A building's name holds none of these particles; 霞が関ビル keeps its が.
_PROSE = re.compile(r"[はをでへ、]|から|まで")
_FLOOR = re.compile(
    r" ?(?:地下|B)?[0-9]{1,2}(?:階|F)(?: ?(?:第?[0-9A-Z一-龥ァ-ヴー・]{1,14}?(?:会議室|講堂|ホール|室)))?"
)


def address_end(text: str, start: int, value: str) -> int:
    """The end of the address that goes on at ``start``, right behind a municipality or prefecture.

    Args:
        text: the analysis text.
        start: the end of the municipality's name.
        value: code of the municipality, ``JP-13101``; empty behind a prefecture, where only numbers make an address.
    """
    town = codes.town_at(text, start, value) if value else start
    block = _block_end(text, start, town)
    if block > town:
        return _building_end(text, block)
    if value and (oaza := _OAZA.match(text, town)):
        return oaza.end()
    for pattern in (_AREA, _TOWN_SUFFIX):
        match = pattern.match(text, start) if value else None
        if match and not text.startswith(("同", "各", "全", "内"), start):
            return match.end()
    return town if town > start and _OUTSIDE.match(text, town) else start


def _block_end(text: str, start: int, town: int) -> int:
    """The end of the block numbers behind the town, ``start`` where there are none."""
    # 永田町の中央合同庁舎8号館: what の joins to a town is no part of the address.
    if town > start and _BUILDING_OF.match(text, town):
        return start
    numbered = _NUMBERED.match(text, town if town > start else start)
    if numbered is None or text[start : numbered.end()].startswith(("内で", "は", "が", "で", "に", "を", "の", "と")):
        return start
    block = _BLOCK.match(text, numbered.end())
    if block is None or (town == start and not _BLOCK_UNIT.search(block[0])):
        return start
    if _DURATION.match(text, block.end()) or re.search(r"[はがをで]|から|まで", text[town : numbered.end()]):
        return start
    end = block.end()
    while text[end - 1] in "-ー、の":
        end -= 1
    return end


def _building_end(text: str, end: int) -> int:
    """The end of building, floor and room behind the block numbers; one space may part them."""
    for pattern in (_BUILDING, _FLOOR):
        match = pattern.match(text, end)
        if match and not _PROSE.search(match[0]):
            end = match.end()
    return end
