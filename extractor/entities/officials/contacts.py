"""Bare names in contact blocks: ``担当者:坂本、青山``, ``...課(小野寺・蛭田)``, ``二等書記官 大庭、田原``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate, leftmost
from extractor.entities.officials import names, posts
from extractor.text.page import Page

_LABEL = re.compile(
    r"[【<\[(〔]?(?:本件)?(?:ご?担当者?(?:名|氏名)?|連絡担当者?|報道担当|照会先|問い?合わ?せ先|連絡先|責任者|窓口)"
    r"[】>\])〕]? ?:? ?"
)
_CONTACT = re.compile(
    r"[^一-鿿ぁ-んァ-ヴ\n]*(?:(?:本件|この件|内容|報道|取材|記事|事業)(?:に(?:関する|ついての?))?(?:の)?)?"
    r"(?:ご|お|御)?(?:担当|問い?合わ?せ|連絡先|照会先|窓口)|[^\n]{0,40}(?:担当者?:|\(担当| 担当[ :])"
)
_UNIT_LINE = re.compile(
    r" *(?:[^\s:、,()]{1,20}(?:省|庁|局|部|官房|本部|課|室|署|所|センター) )*"
    r"[^\s:、,()]{1,20}(?:係|班|官|補佐|長|担当|主査|室|課|グループ|チーム)(?:\([^()\n]{1,3}\)[^\s()]{0,8})?"
    r" {1,4}(?=[一-鿿])"
)
_SIDE_NOTE = re.compile(r"\([一-鿿ァ-ヴ]{1,3}\)")
# Lines that a contact label rules.
_BLOCK = 6
_SEPARATOR = re.compile(r"[、,・,/]| {1,3}(?!\d)|及び|または|又は")
_UNIT_BRACKET = re.compile(
    r"(?:課|室|局|部|係|班|付|所|署|センター|グループ|チーム|本部|隊|官房) ?\(([^()\d\n]{1,30})\)"
)
# 都市計画課(内線32672) 岸本
_EXTENSION = re.compile(
    r"(?:課|室|局|部|係|班|付|所|署|センター|官房) ?\((?:内線|直通|代表|電話|TEL)?:? ?[0-9][0-9-]*\) ?(?=[一-鿿])"
)
# 戸塚(内線2231), 堀内(内線6460)/辻(内線6461)
_BEFORE_EXTENSION = re.compile(
    r"(?:^|(?<=[ /、,・:]))([一-鿿々ヶ]{1,4}(?: [一-鿿々ぁ-ん]{1,3})?)(?=\((?:内線|内|直通)? ?:? ?[0-9])"
)
_UNKNOWN = re.compile(r"[一-鿿々ヶケ]{2,4}(?<![課係室班長員局部署所他同各官])(?=[ \t\r\n(、,]|$)")
_NAME_CELL = re.compile(
    r"(?:(?<=[ \t:):、,・])|^)([一-鿿々ヶ]{1,4}(?: {1,3}[一-鿿々ぁ-んァ-ヴ]{1,4}|[一-鿿々ぁ-んァ-ヴ]{1,4})?)"
    r"(?=[ \t(、,・\r\n]|$)",
    re.M,
)
_UNIT_PIECE = re.compile(r"[^\s:、,()]{2,20}(?:室|課|係|班|担当|グループ|チーム|局|部) {1,3}")
_STOP = re.compile(r"(?:TEL|Tel|tel|電話|直通|内線|代表|FAX|Fax|E-?mail|メール|\d|\()")


def contact_lines(page: Page) -> frozenset[int]:
    """Indexes of the lines of contact blocks: their zone says so, or a label stands not far above."""
    lines = set()
    recent = -99
    for number, line in enumerate(page.lines):
        if line.end - line.start < 60 and _CONTACT.match(page.text, line.start, line.end):
            recent = number
        if line.zone == "contact" or number - recent <= _BLOCK:
            lines.add(number)
    return frozenset(lines)


def find(page: Page, found: Sequence[Candidate]) -> list[Candidate]:
    """Proposes bare names of contact persons.

    Args:
        found: the mentions with titles that stand in the text.
    """
    text = page.text
    out: list[Candidate] = []
    by_line: dict[int, list[Candidate]] = {}
    for c in found:
        by_line.setdefault(page.line_index(c.start), []).append(c)
    for number in sorted(contact_lines(page)):
        line = page.lines[number]
        content = text[line.start : line.end]
        labels = [m for m in _LABEL.finditer(content) if m.start() < 3 or content[m.start() - 1] in " 　(、"]
        out += _full_names(text, line.start, line.end)
        for label in labels:
            out += _names_from(text, line.start + label.end(), line.end)
        extension = _EXTENSION.search(content)
        if extension is not None and not labels:
            out += _names_from(text, line.start + extension.end(), line.end, whole=True)
        unit = _UNIT_LINE.match(content)
        if unit is not None and not labels:
            out += _names_from(text, line.start + unit.end(), line.end, whole=True)
        for titled in by_line.get(number, ()):
            if titled.end < line.end and text[titled.end] in "、,・/" and titled.data.name:
                listed = _names_from(text, titled.end + 1, line.end)
                unknown = None if listed else _UNKNOWN.match(text, titled.end + 1, line.end)
                if unknown is not None and not names.kinds(unknown[0]):
                    # 主幹 石田、日ヶ久保: beside a colleague a word that the dictionary lacks is a rare surname.
                    listed = [_bare(*unknown.span(), unknown[0])]
                out += listed
        for extension in _BEFORE_EXTENSION.finditer(content):
            word = "".join(extension[1].split())
            if names.quality(word):
                out.append(_bare(line.start + extension.start(1), line.start + extension.end(1), word))
        for bracket in _UNIT_BRACKET.finditer(content):
            out += _names_from(text, line.start + bracket.start(1), line.start + bracket.end(1), whole=True)
    return leftmost(out)


def _full_names(text: str, start: int, end: int) -> list[Candidate]:
    """Cells of a line that are full names; blanks may stand between surname and given name."""
    out = []
    for cell in _NAME_CELL.finditer(text, start, end):
        at, stop = cell.span(1)
        word = "".join(cell[1].split())
        parts = cell[1].split()
        if names.quality(word) == names.FULL and (
            len(parts) == 1 or (names.is_surname(parts[0]) and names.is_given(parts[1]))
        ):
            out.append(_bare(at, stop, word))
    return out


def _names_from(text: str, start: int, end: int, *, whole: bool = False) -> list[Candidate]:
    """Names in a list that begins at ``start``; the list ends with the first piece that is no name.

    Args:
        whole: every piece must be a name, else none is taken.
    """
    out: list[Candidate] = []
    unit = _UNIT_PIECE.match(text, start, end)
    at = unit.end() if unit else start
    while at < end:
        while at < end and text[at] in " 、,・/":
            at += 1
        stop = names.end_of_name(text, at, end)
        word = text[at:stop].removesuffix("氏").removesuffix("さん")
        if not word or not names.quality(word.replace(" ", "")):
            return [] if whole else out
        behind = at + len(word)
        out.append(_bare(at, behind, word))
        at = stop
        if note := _SIDE_NOTE.match(text, at, end):
            at = note.end()
        if at < end and not _SEPARATOR.match(text, at) and not _STOP.match(text, at):
            return out if not whole else []
    return out


def _bare(start: int, end: int, word: str) -> Candidate:
    return Candidate(
        start, end, "OFFICIAL", "officials.contact", data=posts.Post(name=word.replace(" ", ""), kind="contact")
    )
