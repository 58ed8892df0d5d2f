"""Finds later copies of text that the same document already held, whole or in part.

Pages of news portals carry an article twice: title, paragraphs, even the contact block. The copy may be wrapped or
cut off ("…") in another way, so sentences are compared, not lines. Formulas that recur within one article (同上, the
same sanction for several companies, a table of contents and its headings) are no copies: a copy begins with the lead
or under its own headline, or it is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LONG = 12  # letters of a sentence whose repetition counts
_SHORT = 30  # letters of a line that may be new inside a copy
_BRIDGE = 2  # such lines in a row
_HEADLINE = 12  # letters of a repeated line above that make it the copy's headline
_MANY = 6  # copied prose lines that are a copy wherever they begin
_SENTENCE = re.compile(r"[^。]+。?")
_ELLIPSIS = re.compile(r"(?<![….・])(?:…|\.\.\.|・・・)[….・]*(?:\[?(?:続き|全文|もっと).*)?$")


class _Origin(NamedTuple):
    """Where a line stood before: the line there, -1 if it is new; ``prose`` when it holds a sentence."""

    line: int
    prose: bool


def copies_of(lines: Sequence[str]) -> list[bool]:
    """For each line whether it belongs to a later copy.

    Args:
        lines: the words of each line without blanks; blank lines are empty.
    """
    origins, lead = _origins(lines)
    result = [False] * len(lines)
    index = 0
    while index < len(lines):
        if origins[index].line < 0 or not origins[index].prose:
            index += 1
            continue
        last = _run(lines, origins, index)
        prose = sum(origins[i].line >= 0 and origins[i].prose for i in range(index, last + 1))
        begin = index
        while begin > 0 and not result[begin - 1] and _seen_above(lines, origins, begin - 1):
            begin -= 1
        headline = any(len(line) >= _HEADLINE for line in lines[begin:index])
        if origins[index].line == lead or headline or prose >= _MANY:
            while not lines[begin]:
                begin += 1
            result[begin : last + 1] = [True] * (last + 1 - begin)
        index = last + 1
    return result


def _origins(lines: Sequence[str]) -> tuple[list[_Origin], int]:
    """The origin of each line, and the lead: the first line of prose."""
    whole: dict[str, int] = {}
    sentences: dict[str, int] = {}
    openings: dict[str, str] = {}
    origins: list[_Origin] = []
    lead = -1
    for index, line in enumerate(lines):
        known = whole.setdefault(line, index) if line else index
        if "。" not in line and "…" not in line and "..." not in line:
            origins.append(_Origin(known if known < index else -1, False))
            continue
        parts = _SENTENCE.findall(line)
        source, copied = -1, 0
        for part in parts:
            at = sentences.get(part, index) if len(part) >= _LONG else index
            if at == index and (cut := _ELLIPSIS.search(part)) and cut.start() >= _LONG:
                full = openings.get(part[:_LONG], "")
                at = sentences.get(full, index) if full.startswith(part[: cut.start()]) else index
            if at < index:
                copied += len(part)
                source = at if source < 0 else source
        if copied * 5 >= len(line) * 4:
            origins.append(_Origin(source, True))
        else:
            origins.append(_Origin(known if known < index else -1, len(line) >= _LONG))
        if lead < 0 and len(line) >= 2 * _LONG:
            lead = index
        for part in parts:
            if len(part) >= _LONG:
                sentences.setdefault(part, index)
                openings.setdefault(part[:_LONG], part)
    return origins, lead


def _run(lines: Sequence[str], origins: Sequence[_Origin], start: int) -> int:
    """The last line of the run of copied lines that begins at ``start``."""
    last, source, new = start, origins[start].line, 0
    for index in range(start + 1, len(lines)):
        if not lines[index]:
            continue
        known = origins[index].line
        if known >= 0 and (known >= source or len(lines[index]) <= _SHORT):
            last, new, source = index, 0, max(source, known)
        else:
            new += 1
            if new > _BRIDGE or len(lines[index]) > _SHORT:
                break
    return last


def _seen_above(lines: Sequence[str], origins: Sequence[_Origin], index: int) -> bool:
    """Whether the line above a copy belongs to it: seen before, or blank under such a line."""
    if lines[index]:
        return origins[index].line >= 0
    return index > 0 and bool(lines[index - 1]) and origins[index - 1].line >= 0
