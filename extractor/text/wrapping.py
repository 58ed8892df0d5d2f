"""Finds where a line break or a blank stands inside a word or a sentence: hard-wrapped lines, letter-spaced names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractor.text.markers import marker_of
from extractor.text.signs import is_dateline

_KANJI = "一-鿿々"
_SPACED = re.compile(
    rf"(?:(?<=^)|(?<=[\n\t])|(?<=  )|(?<=\n )|(?<=[、。,・:()「」\[\]【】]))(?=[{_KANJI}] )"
    rf"[{_KANJI}](?:( {{1,3}})[{_KANJI}])(?:\1[{_KANJI}])+(?=\r?\n| *$|  |[\t、。,・:()「」\[\]【】])",
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
_SLACK = 3  # letters by which full lines differ (half-width signs, line breaking rules)
_CLOSED = frozenset("。.!?!?」』)】>〉》≫]:;…※|")
# Headlines end with に or へ too (値上げへ), so those count only in lines without blanks.
_PARTICLE = re.compile(
    r"(?:[ぁ-んァ-ヿ一-鿿0-9」)](?:[はがをの]|との)|より|として|により|において|に係る|に関する|に対する|に基づく|という"
    r"|及び|並びに|又は|若しくは|または|および|ならびに|かつ|ための)$"
)
_HEADLINE_PARTICLE = re.compile(r"[ぁ-んァ-ヿ一-鿿0-9」)][にへもと]$")
_PARTICLE_FIRST = re.compile(
    r"[はがをにへ、](?!じめ|いさつ)|の[^ ]|として|により|について[、は]|に対し|に係る|から[^ ]"
)
_FINAL = re.compile(r"(?:[たすいるんだてうくつ]|結果|概要|開催|について|一覧|予定)$")
_NEVER_FIRST = frozenset("、。)」』】")  # signs that no line begins with, unless text was extracted badly
_PREFIX = re.compile(
    r"(?:約|第|計|各|同|毎|全|満|最大|最高|延べ|累計|令和|平成|昭和|午前|午後|[0-9]年|[0-9]月|その|この|当該|又|並|及)$"
)
_WITHIN_WORD = re.compile(r"[ァ-ヴー]{2}|[A-Za-z]{2}")
_KANA = re.compile(r"[ぁ-ん]")
_GAPS = re.compile(r"\t|[^ ] {2,}[^ ]")


def joins(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """For each line whether the next one continues it.

    A line continues when it cannot end where it does: after a comma, particle or prefix, inside a bracket or a
    katakana word, or at the width at which the document is wrapped, in a paragraph that goes on to a full stop.
    Nothing joins across blank lines, markers, tables.

    Args:
        text: the folded text.
        lines: spans of the lines without indentation, trailing blanks and break; blank ones are empty.
    """
    common = _wrap_width(text, lines)
    result: list[bool] = []
    for index, (start, end) in enumerate(lines[:-1]):
        joined = False
        after, stop = lines[index + 1]
        if end - start < _SHORTEST or after == stop:
            pass
        elif text[after] in _NEVER_FIRST:
            joined = True
        elif text[end - 1] not in _CLOSED:
            # A line above of like width that was joined shows that this paragraph is wrapped, whatever the others are.
            above = lines[index - 1][1] - lines[index - 1][0] if index and result[index - 1] else 0
            wrap = max(above, end - start) if abs(above - (end - start)) <= 2 * _SLACK else common
            joined = _continues(text, lines, index, wrap)
        result.append(joined)
    return [*result, False]


def _wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int:
    """The number of letters at which the document is hard-wrapped: its longest lines are about as long; 0 if not."""
    widths = Counter(end - start for start, end in lines if end - start >= _FULL and text[end - 1] not in _CLOSED)
    if not widths:
        return 0
    near = {width: sum(widths[width - less] for less in range(_SLACK + 1)) for width in widths}
    best = max(near, key=lambda width: (near[width], width))
    longer = sum(end - start > best + _SLACK for start, end in lines)
    return best if near[best] >= 3 and longer * 10 <= near[best] else 0


def _continues(text: str, lines: Sequence[tuple[int, int]], index: int, wrap: int) -> bool:
    """Whether the line goes on in the next one, which is not blank.

    Args:
        text: the folded text.
        lines: spans of all lines.
        index: the line, which ends with an open sign.
        wrap: the width at which the document is wrapped, or 0.
    """
    start, end = lines[index]
    after, stop = lines[index + 1]
    marker = marker_of(text, start, end)
    if text[after] in "※・|>[<【" or marker_of(text, after, stop) or _GAPS.search(text, start, min(end, start + 400)):
        return False
    if _indent(text, after) > _indent(text, start) and marker is None:
        return False
    if not _KANA.search(text, start, end):
        return False
    tail = text[max(start, end - 8) : end]
    if is_dateline(text[after : min(stop, after + 101)]):
        return False
    if tail[-1] in "、," or _PARTICLE.search(tail):
        return stop - after > 1
    if _HEADLINE_PARTICLE.search(tail):
        return " " not in text[start:end]
    if end - start < _FULL:
        return False
    if _unclosed(text[max(start, end - 400) : end], text[after : min(stop, after + 400)]):
        return True
    if _PREFIX.search(tail) or _WITHIN_WORD.match(tail[-1] + text[after]):
        return True
    if _FINAL.search(tail):
        return False
    if _PARTICLE_FIRST.match(text, after, stop):
        return True
    return 0 < wrap <= end - start + _SLACK and _reaches_full_stop(text, lines, index + 1, wrap)


def _indent(text: str, start: int) -> int:
    """The number of blanks before ``start``, at most 40."""
    at = start
    while at > 0 and start - at < 40 and text[at - 1] == " ":
        at -= 1
    return start - at


def _unclosed(before: str, after: str) -> bool:
    """Whether a bracket opens in ``before`` that ``after`` closes."""
    for opener, closer in ("()", "「」", "『』"):
        if before.count(opener) > before.count(closer) and closer in after:
            opened = after.find(opener)
            if opened < 0 or after.find(closer) < opened:
                return True
    return False


def _reaches_full_stop(text: str, lines: Sequence[tuple[int, int]], index: int, wrap: int) -> bool:
    """Whether the lines from ``index`` on are full and run to a full stop within the paragraph."""
    for start, end in lines[index : index + 40]:
        if start == end or end - start > wrap + _SLACK:
            return False
        if text[end - 1] == "。":
            return True
        if end - start < wrap - _SLACK:
            return False
    return False
