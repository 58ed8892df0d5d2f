"""Finds where a line break or a blank stands inside a word or a sentence: hard-wrapped lines, letter-spaced names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.markers import marker_of

_KANJI = "一-鿿々"
_SPACED = re.compile(
    rf"(?:(?<=^)|(?<=\n)|(?<=  )|(?<=\n )|(?<=[、。,・:()「」\[\]【】]))(?=[{_KANJI}] )"
    rf"[{_KANJI}](?:( {{1,3}})[{_KANJI}])(?:\1[{_KANJI}])+(?=\r?\n| *$|  |[、。,・:()「」\[\]【】])",
)
_CALENDAR = frozenset("月火水木金土日一二三四五六七八九十大中小上下左右")


class Cut(NamedTuple):
    """A stretch of the folded text that the analysis text leaves out; ``put`` takes its place (a blank or nothing)."""

    start: int
    end: int
    put: str


def letter_spaced(text: str) -> list[Cut]:
    """The blanks inside names written with a blank between the letters (``防 衛 省``)."""
    cuts: list[Cut] = []
    for match in _SPACED.finditer(text):
        if _CALENDAR.issuperset(match[0].replace(" ", "")):
            continue
        cuts += [Cut(m.start(), m.end(), "") for m in re.compile(" +").finditer(text, match.start(), match.end())]
    return cuts


# --- hard-wrapped lines -----------------------------------------------------------------------------------------

_SHORTEST = 15  # letters of a line that may be wrapped at a comma or particle
_FULL = 28  # letters of a line that may be wrapped anywhere
_CLOSED = frozenset("。.!?!?」』)】>〉》≫]:;…※|")
_PARTICLE = re.compile(
    r"(?:[ぁ-んァ-ヿ一-鿿0-9」)][はがをにへも]|[ぁ-んァ-ヿ一-鿿0-9」)][のと]|から|より|として|により|において|に係る|に関する|に対する"
    r"|に基づく|という|及び|並びに|又は|若しくは|または|および|ならびに|かつ|等の|ための)$"
)
_PARTICLE_FIRST = re.compile(
    r"[はがをにへ、](?!じめ|いさつ)|の[^ ]|として|により|について[、は]|に対し|に係る|から[^ ]"
)
_FINAL = re.compile(r"(?:[たすいるんだてうくつ]|結果|概要|開催|について|一覧|予定)$")
_KANA = re.compile(r"[ぁ-ん]")
_GAPS = re.compile(r"\t|[^ ] {2,}[^ ]")


def joins(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """For each line whether the next one continues it.

    A line continues when it cannot end where it does: after a comma, particle or conjunction, inside a bracket, or at
    the full width of a paragraph that goes on to a full stop. Nothing joins across blank lines, markers, tables.

    Args:
        text: the folded text.
        lines: spans of the lines without indentation, trailing blanks and break; blank ones are empty.
    """
    result = [False] * len(lines)
    block_start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or lines[index][0] == lines[index][1]:
            if index - block_start > 1:
                _join_block(text, lines, block_start, index, result)
            block_start = index + 1
    return result


def _join_block(text: str, lines: Sequence[tuple[int, int]], first: int, last: int, result: list[bool]) -> None:
    """Decides the joins among the neighbouring non-blank lines ``first..last - 1``."""
    widest = max(end - start for start, end in lines[first:last])
    if widest < _SHORTEST:
        return
    for index in range(first, last - 1):
        start, end = lines[index]
        if end - start >= _SHORTEST and text[end - 1] not in _CLOSED:
            result[index] = _continues(text, lines, index, last, widest)


def _continues(text: str, lines: Sequence[tuple[int, int]], index: int, last: int, widest: int) -> bool:
    start, end = lines[index]
    after, stop = lines[index + 1]
    if text[after] in "※・|>[<【" or marker_of(text, after, stop) or _GAPS.search(text, start, min(end, start + 400)):
        return False
    if _indent(text, after) > _indent(text, start) and not marker_of(text, start, end) and _is_indented(text, after):
        return False
    tail = text[max(start, end - 8) : end]
    if not _KANA.search(text, start, end):
        return False
    if tail[-1] in "、," or _PARTICLE.search(tail):
        return stop - after > 1
    if end - start < _FULL:
        return False
    if _unclosed(text[max(start, end - 400) : end], text[after : min(stop, after + 400)]):
        return True
    if _FINAL.search(tail):
        return False
    if _PARTICLE_FIRST.match(text, after, stop):
        return True
    return end - start >= widest - 2 and _reaches_full_stop(text, lines, index + 1, last, end - start)


def _indent(text: str, start: int) -> int:
    """The number of blanks before ``start``, at most 40."""
    at = start
    while at > 0 and start - at < 40 and text[at - 1] == " ":
        at -= 1
    return start - at


def _is_indented(text: str, start: int) -> bool:
    return _indent(text, start) > 0


def _unclosed(before: str, after: str) -> bool:
    """Whether a bracket opens in ``before`` that ``after`` closes."""
    for opener, closer in ("()", "「」", "『』"):
        if before.count(opener) > before.count(closer) and closer in after:
            opened = after.find(opener)
            if opened < 0 or after.find(closer) < opened:
                return True
    return False


def _reaches_full_stop(text: str, lines: Sequence[tuple[int, int]], index: int, last: int, width: int) -> bool:
    """Whether the lines from ``index`` on are as wide as the first and run to a full stop within the paragraph."""
    for start, end in lines[index : min(last, index + 40)]:
        if end - start > width + 2:
            return False
        if text[end - 1] == "。":
            return True
        if end - start < width - 3:
            return False
    return False
