"""The brackets behind a law's name: its number, an alias, a short name, 案; and the title behind a number."""

from __future__ import annotations

import re

from extractor.entities.laws.forms import is_law_name
from extractor.entities.laws.numbers import LawNumber
from extractor.entities.laws.register import register

_SHORT_NAME = 20


def attached(text: str, end: int, numbers: dict[int, LawNumber]) -> tuple[int, LawNumber | None]:
    """The end of the mention with the brackets that belong to it, and the number that they hold."""
    number = None
    if text.startswith(" (", end) and end + 2 in numbers:
        # 国家戦略特別区域法 (平成二十五年法律第百七号)
        end += 1
    while text.startswith("(", end):
        close = closing(text, end)
        if close is None:
            break
        inner = text[end + 1 : close]
        held = numbers.get(end + 1)
        if held is not None:
            number = held
        elif not (inner.startswith("以下") or inner in ("案", "仮称", "素案") or _is_short_name(inner)):
            break
        end = close + 1
    return end, number


def _is_short_name(inner: str) -> bool:
    """Whether a bracket holds another name of the law alone: (フリーランス法)."""
    return bool(register().by_name(inner)) or (
        inner.endswith("法") and len(inner) <= _SHORT_NAME and inner.isalnum() and is_law_name(inner)
    )


def closing(text: str, at: int) -> int | None:
    """The offset of the bracket that closes the one at ``at``."""
    depth = 0
    for m in re.finditer(r"[()\n]", text[at : at + 400]):
        depth += {"(": 1, ")": -1, "\n": 0}[m[0]]
        if depth == 0:
            return at + m.start()
    return None


def behind_quote(text: str, end: int, numbers: dict[int, LawNumber]) -> LawNumber | None:
    """「X法」(令和7年法律第47号): two mentions, but the number tells the name's ID."""
    if text[end : end + 2] in ("」(", "』("):
        return numbers.get(end + 2)
    return None


def titled_end(text: str, number: LawNumber) -> int:
    """The end of a numbered law with its title in a bracket: 人事院規則9-24(通勤手当)."""
    if text.startswith("(", number.end) and (close := closing(text, number.end)) is not None:
        inner = text[number.end + 1 : close]
        if (
            (
                number.kind == "人事院規則"
                and re.fullmatch(r"[^0-9、。]{2,60}", inner)
                and not inner.startswith(("以下", "抄"))
            )
            or register().by_name(inner)
            or re.search(r"(?:に関する|を定める|を改正する|等の)(?:件|告示)$", inner)
        ):
            return close + 1
    return number.end
