"""Finds later copies of text that the same document already held, whole or in part."""

from __future__ import annotations

from collections.abc import Sequence

_LONG = 25  # letters of a line or sentence whose repetition is no chance
_BRIDGE = 2  # lines that are new may stand inside a copy, when they are short
_SHORT = 30


def copies_of(lines: Sequence[str], head: int = 12) -> list[bool]:
    """For each line whether it belongs to a later copy.

    A copy is a run of lines that stand earlier in the same order. It holds two long lines at least, or one that is
    among the first long lines of the document (the lead); headings and short lines around belong to it when they
    stand around the original too.

    Args:
        lines: the words of each line without blanks; blank lines are empty.
        head: how many of the first long lines count as the lead.
    """
    first: dict[str, int] = {}
    long_seen = 0
    leads: set[int] = set()
    origin: list[int] = []
    for index, line in enumerate(lines):
        known = first.setdefault(line, index) if line else index
        origin.append(known if known < index else -1)
        if len(line) >= _LONG and known == index:
            long_seen += 1
            if long_seen <= 2:
                leads.add(index)
    result = [False] * len(lines)
    index = 0
    while index < len(lines):
        if origin[index] < 0 or len(lines[index]) < _LONG:
            index += 1
            continue
        last = _run(lines, origin, index)
        members = [i for i in range(index, last + 1) if origin[i] >= 0 and len(lines[i]) >= _LONG]
        if len({lines[i] for i in members}) >= 2 or origin[index] in leads:
            begin = index
            while begin > 0 and _precedes(lines, origin, result, begin):
                begin -= 1
            for i in range(begin, last + 1):
                result[i] = True
        index = last + 1
    return result


def _run(lines: Sequence[str], origin: Sequence[int], start: int) -> int:
    """The last line of the run of copied lines that begins at ``start``."""
    last, source, new = start, origin[start], 0
    for index in range(start + 1, len(lines)):
        if not lines[index]:
            continue
        if origin[index] >= 0 and (origin[index] > source or len(lines[index]) < _LONG):
            last, new = index, 0
            source = max(source, origin[index])
        else:
            new += 1
            if new > _BRIDGE or len(lines[index]) > _SHORT:
                break
    return last


def _precedes(lines: Sequence[str], origin: Sequence[int], taken: Sequence[bool], begin: int) -> bool:
    """Whether the line before ``begin`` belongs to the copy too: seen earlier (or blank before such a line)."""
    before = begin - 1
    if taken[before]:
        return False
    if not lines[before]:
        return before > 0 and origin[before - 1] >= 0
    return origin[before] >= 0
