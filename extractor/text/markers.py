"""Reads what stands at the beginning of a line: bullets, numbers, bracketed headings, labels.

All patterns are anchored at a line's first sign, so each line costs a constant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = "[0-9一二三四五六七八九十]"
# What follows a number and its blank without being a heading: `5 月 8 日`.
_COUNTED = r"(?![年月日時分秒回円%、。,.~-](?: |[0-9]|$))"
_NUMBERS = (
    ("chapter", rf"第{_NUMERAL}{{1,4}}[編章節款目部](?:の{_NUMERAL})?(?: +|$)"),
    ("ordinal", rf"第{_NUMERAL}{{1,3}}(?: +|[.、:]|$)"),
    ("article", rf"第{_NUMERAL}{{1,5}}条(?:の{_NUMERAL}+)*(?= |$|\()"),
    ("dotted", r"[0-9]{1,2}(?:[-.][0-9]{1,2}){1,3}[. ](?![0-9(（])"),
    (
        "digit",
        rf"[0-9]{{1,2}}(?:\.(?![0-9])|\.(?=[0-9]{{1,2}}月|[12][0-9]{{3}}年)|、|\)|:(?![0-9])| +(?=[^0-9 (]){_COUNTED})",
    ),
    ("digit_paren", r"\( ?[0-9]{1,2} ?\)"),
    ("kanji_paren", r"\([一二三四五六七八九十]{1,3}\)"),
    ("kana_paren", r"\([ア-ン]\)"),
    ("latin_paren", r"\((?:[A-Za-z]|[ivx]{1,4})\)"),
    ("kanji", r"[一二三四五六七八九十]{1,3}(?: +|[.、](?![0-9一二三四五六七八九十]))"),
    ("circled", r"[①-⑳㉑-㉟㊱-㊿❶-❿]"),
    ("roman", r"[Ⅰ-ⅿ]+(?:[.、)]| |(?=[^ ]))"),
    ("kana", r"[ア-ン](?:[ .、)](?=[^ ]))"),
    ("latin", r"[A-Za-z][.)](?= ?[^ A-Za-z0-9.])"),
    (
        "question",
        (
            r"\((?:問|答)\)|(?:問|答)[0-9]*(?: +|:)|[QA][0-9]*(?:[.:] ?| (?=[ぁ-ヿ一-鿿]))"
            r"|(?:記者|大臣|長官|知事|市長|総理|官房長官|副大臣)\)"
        ),
    ),
    ("hash", r"#{1,6} +(?=[^ #])"),
    ("note", r"(?:※|\*)\(?[0-9]{0,2}\)?(?:[:.)]|(?=[^ ])| )|\(?注[0-9]{0,2}\)?[):. ]|\(注[0-9]{0,2}\)"),
)
_BULLET = r"(?:[■□◆◇●○◎▽▼▲△▶►★☆▪▫⚫〇◯・•●✓➢⇒→]+|[-–](?=[ぁ-ヿ一-鿿「 ]))(?![0-9〇])"
_MARKER = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NUMBERS) + f"|(?P<bullet>{_BULLET}))"
)
_FIRST_SIGN = frozenset(
    "#記大長知市総官副0123456789一二三四五六七八九十第(問答QA注※*■□◆◇●○◎▽▼▲△▶►★☆▪▫⚫〇◯・•✓➢⇒→-–"
    + "".join(map(chr, (*range(0x2160, 0x2180), *range(0x2460, 0x2474), *range(0x3251, 0x3260))))
    + "".join(map(chr, (*range(0x32B1, 0x32C0), *range(0x2776, 0x2780), *range(0x30A2, 0x30F4))))
    + "ABCDEFGHIJKLMNOPRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_BRACKETED = re.compile(
    r"(?:【([^】]{1,40})】|<<([^<>]{1,40})>>|<([^<>]{1,40})>|〈([^〉]{1,40})〉|《([^》]{1,40})》|≪([^≫]{1,40})≫"
    r"|\[([^\]]{1,40})\]|〔([^〕]{1,40})〕|\(([^()]{1,20})\)(?= *$))"
)
_LABEL = re.compile(
    r"((?:[^\s:。、()「」]{1,16}|[一-鿿](?: {1,4}[一-鿿]){1,3})(?:\([^()]{1,12}\))?)(?<![0-9]) *:(?!//) *"
)


class Marker(NamedTuple):
    """The sign at the beginning of a line.

    ``style`` tells its class (``digit``, ``bullet:○``, ``bracket:【``, ``label``); ``text`` is the sign or label as
    written, ``content`` the offset of the words behind it (of the words inside it for a bracketed heading).
    """

    style: str
    text: str
    content: int


def marker_of(text: str, start: int, end: int) -> Marker | None:
    """The marker of the line whose first non-blank sign is at ``start``."""
    if start >= end:
        return None
    first = text[start]
    if first in _FIRST_SIGN and (match := _MARKER.match(text, start, end)):
        style = match.lastgroup or ""
        sign = match[0].strip()
        if style in {"bullet", "hash"}:  # one style for each bullet and each depth of Markdown headings
            style += ":" + (sign[0] if style == "bullet" else sign)
        return Marker(style, sign, _skip_blanks(text, match.end(), end))
    if first in "【<〈《≪[〔(" and (match := _BRACKETED.match(text, start, end)):
        inside = next(group for group in match.groups() if group is not None)
        whole = not text[match.end() : end].strip()
        content = start + text[start:end].index(inside) if whole else _skip_blanks(text, match.end(), end)
        return Marker("bracket:" + first, match[0] if whole else inside, content)
    if match := _LABEL.match(text, start, min(end, start + 40)):
        return Marker("label", match[1], _skip_blanks(text, match.end(), end))
    return None


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at
