"""The name that stands beside a title: one space before it, or behind it over a space, over の, or touching."""

from __future__ import annotations

import re

from extractor.entities.officials import names

_CELL = r"[^\s、。,()「」『』【】〔〕<>:;/◇▽○●]"
_NAME_BEFORE_SPACE = re.compile(rf"({_CELL}{{1,9}}) ({_CELL}{{1,9}}) $|({_CELL}{{1,30}}) $")
# 安 倍 晋 三: the letters of a name set apart to fill a column.
_LETTERS_BEFORE = re.compile(r"(?<![一-鿿々])((?:[一-鿿々] ){2,4}[一-鿿々]) $")
_READING_BEFORE = re.compile(names.READING.pattern + " ?$")
_LEGAL = ("株式会社", "有限会社", "合同会社", "法人", "(株)", "(有)")
_COMPANY = re.compile(".+(?:会社|法人|協会|大学|銀行|組合|連盟|財団|病院|センター)")
_HONORIFIC = re.compile(r" ?(?:氏|さん|君|様|殿|女史|閣下|容疑者|被告)")
_AFTER_NO = re.compile(
    r" ?(?:氏|さん|君|様|女史|閣下|夫妻|容疑者|被告|[がはもをにとへで、。(]|です|でござい|から|ら(?=[がはもをとに])"
    r"|及び|並びに|ほか|や|の両名|$|[\r\n])"
)
_SPEAKS = ("が", "は", "です", "でございます", "でした", "と申します")
_WORD = re.compile(r"[^\s、。,()「」『』:;をにがはともへで▽◇]{2,30}")
_ORGANIZATION_PIECE = re.compile(
    r"[^\s、。,()「」\[\]【】<>:;]{2,30}(?:省|庁|局|部|課|室|官房|本部|委員会|事務所"
    r"|署|院|大使館|センター|グループ|チーム|班) $"
)


def path_before(text: str, line_start: int, start: int) -> int:
    """The begin of a path of bodies that stands, step by single space, before ``start``; else ``start``."""
    while True:
        step = _ORGANIZATION_PIECE.search(text, max(line_start, start - 34), start)
        if step is None or step.end() != start:
            return start
        start = step.start()


def before(text: str, line_start: int, start: int) -> tuple[int, str] | None:
    """Begin and text of a name that stands one space before ``start``, a reading in brackets between them allowed."""
    base = max(line_start, start - 110)
    near = text[base:start]
    reading = _READING_BEFORE.search(near)
    if reading:
        near = near[: reading.start()] + " "
    elif not near.endswith(" ") or near.endswith("  "):
        return None
    if (spaced := _LETTERS_BEFORE.search(near)) and names.quality(spaced[1].replace(" ", "")) == names.FULL:
        return base + spaced.start(1), spaced[1].replace(" ", "")
    match = _NAME_BEFORE_SPACE.search(near, max(0, len(near) - 50))
    if match is None:
        return None
    for skip in _word_starts(match[1] or ""):
        surname, given = match[1][skip:], match[2]
        if not names.is_surname(surname) or not names.is_given(given):
            continue
        if len(surname) == 1 or "given" in names.kinds(given) or names.quality(given) != names.FULL:
            return base + match.start(1) + skip, surname + given
    word = match[3] or match[2]
    begin = base + (match.start(3) if match[3] else match.start(2))
    if text.endswith(_LEGAL, 0, begin):
        return None
    for skip in _word_starts(word):
        quality = names.quality(word[skip:])
        if quality == names.FULL or (reading and quality):
            return begin + skip, word[skip:]
    return None


def _word_starts(words: str) -> list[int]:
    """Where in ``words`` a name can begin: at the front, behind a particle, a verb's end or a company's name."""
    if not words:
        return []
    company = _COMPANY.match(words)
    marked = words[0] in "・●◯◆■▽※"
    return [
        int(marked),
        *(i + 1 for i, character in enumerate(words[:-1]) if character in "のはがをにとへもやたる"),
        *([company.end()] if company else []),
    ]


def behind(text: str, end: int, *, bare: bool) -> tuple[int, int] | None:
    """The span of the name behind a title that ends at ``end``."""
    limit = min(len(text), end + 40)
    if text.startswith(" ", end) and not text.startswith("  ", end):
        stop = names.end_of_name(text, end + 1, limit)
        return (end + 1, stop) if stop > end + 1 else None
    begin = end + text.startswith("の", end)
    match = _WORD.match(text, begin, limit)
    if match is None:
        return None
    word = match[0]
    for cut in range(len(word), 1, -1):
        quality = names.quality(word[:cut])
        if not quality:
            continue
        follows = _AFTER_NO.match(text, begin + cut)
        if follows and (
            quality == names.FULL
            or (begin > end and (_HONORIFIC.match(text, begin + cut) or text.startswith(_SPEAKS, begin + cut)))
        ):
            if bare and begin == end and quality != names.FULL:
                return None
            return begin, begin + cut
    return None
