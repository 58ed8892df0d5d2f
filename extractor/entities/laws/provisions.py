"""Provisions cited behind a law: 第8条第1項, 第12条の3, 第3条から第5条まで, 附則第2条, 別表第一."""

from __future__ import annotations

import re
from typing import Any

from extractor.entities.laws.numbers import parse_numeral

_N = r"(?:[0-9]+|[〇一二三四五六七八九十百千]+)"
_UNITS = {"編": "part", "章": "chapter", "節": "section", "条": "article", "項": "paragraph", "号": "item"}
_STEP = rf"第 ?{_N}[編章節条項号](?:の{_N})*"
_PLACE = (
    rf"(?:(?:附則|本則)(?: ?{_STEP})*|別表(?:第{_N}(?:の{_N})*)?|{_STEP})(?: ?{_STEP})*"
    r"(?:前段|後段|本文|ただし書|各号)?"
)
_LIST = re.compile(rf" ?(?:の規定中 ?)?({_PLACE}(?:(?:及び|並びに|又は|若しくは|から|~|、|・|,) ?{_PLACE}(?:まで)?)*)")
_ONE = re.compile(_PLACE)
_PART = re.compile(rf"第 ?({_N})([編章節条項号])((?:の{_N})*)")
_TABLE = re.compile(rf"別表(?:第({_N})((?:の{_N})*))?")


def parse(text: str, start: int) -> list[dict[str, Any]]:
    """The provisions cited from ``start`` on, in order; empty when none stands there.

    Each is a dictionary with any of part, chapter, section, article, paragraph, item (``"12-3"`` for 第12条の3),
    ``supplementary`` (附則), ``table`` (別表) and ``to``, the last provision of a range. What a later
    provision of a list leaves out (第8条第1項及び第2項) is taken from the one before it.
    """
    cited = _LIST.match(text, start)
    if cited is None:
        return []
    found: list[dict[str, Any]] = []
    end = cited.start(1)
    for one in _ONE.finditer(text, cited.start(1), cited.end(1)):
        place = _inherit(_place(one[0]), found[-1] if found else {})
        if found and text[end : one.start()].strip() in ("から", "~"):
            found[-1]["to"] = place
        else:
            found.append(place)
        end = one.end()
    return found


def _branch(number: str, branches: str) -> str:
    return "-".join(str(parse_numeral(n)) for n in [number, *branches.split("の")[1:]])


def _place(words: str) -> dict[str, Any]:
    place: dict[str, Any] = {}
    if words.startswith("附則"):
        place["supplementary"] = True
    if table := _TABLE.match(words):
        place["table"] = _branch(table[1], table[2]) if table[1] else ""
        return place
    for part in _PART.finditer(words):
        place[_UNITS[part[2]]] = _branch(part[1], part[3])
    return place


def _inherit(place: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    order = list(_UNITS.values())
    own = [unit for unit in order if unit in place]
    if not own or own[0] in ("part", "chapter", "article"):
        return place
    above = {unit: before[unit] for unit in order[: order.index(own[0])] if unit in before}
    if before.get("supplementary"):
        above = {"supplementary": True} | above
    return above | place
