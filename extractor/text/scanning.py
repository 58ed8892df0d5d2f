"""Searches a text for a large pattern only where one of the pattern's first words stands.

``re`` tries a pattern of many alternatives at every character. Most rules begin with a few signs of their own: an
automaton finds where these stand, and the pattern is tried there alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from extractor.resources import Matcher

_LENGTH = 2  # signs of a beginning
_MOST = 64  # signs of a class that are written out; a larger class is any sign
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
# Beginnings by whether they may go on: a closed one is short of ``_LENGTH`` since any sign may follow.
Beginnings = tuple[frozenset[str], frozenset[str]]


class Scanner:
    """A pattern that ``finditer`` searches as ``re`` does, only faster.

    Args:
        pattern: every match must begin with a sign that the pattern names (no class such as ``[一-龥]``), else the
            first search raises ``ValueError``.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    @cached_property
    def _beginnings(self) -> Matcher:
        return Matcher(sorted(beginnings(self.pattern.pattern)), overlapping=True)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yields the matches that do not overlap, from left to right."""
        behind = 0
        for start in sorted({start for start, _, _ in self._beginnings.find(text)}):
            if start >= behind and (match := self.pattern.match(text, start)):
                yield match
                behind = match.end()


def beginnings(pattern: str) -> frozenset[str]:
    """Strings of one or two signs such that every match of ``pattern`` begins with one of them.

    Raises:
        ValueError: the pattern may begin with any sign, or match nothing.
    """
    closed, going = _sequence(parser.parse(pattern).data, (frozenset(), frozenset([""])))
    if "" in closed | going:
        raise ValueError(f"the pattern may begin with any sign: {pattern}")
    return closed | going


def _sequence(items: Sequence[tuple[Any, Any]], begun: Beginnings) -> Beginnings:
    closed, going = begun
    for op, value in items:
        done = frozenset(start for start in going if len(start) >= _LENGTH)
        closed, going = closed | done, going - done
        if not going:
            break
        closed, going = _item(op, value, (closed, going))
    return closed, going


def _item(op: Any, value: Any, begun: Beginnings) -> Beginnings:
    closed, going = begun
    if op in _ZERO_WIDTH:
        return begun
    if op is ops.BRANCH:
        ways = [_sequence(branch.data, begun) for branch in value[1]]
        return closed.union(*(way[0] for way in ways)), frozenset().union(*(way[1] for way in ways))
    if op is ops.SUBPATTERN:
        found = _sequence(value[3].data, begun)
        # Without regard to case every beginning stands for all its writings; one sign is enough then.
        return found if not value[1] & re.IGNORECASE else (closed | _cases(found[0] | found[1]), frozenset())
    if op in _REPEATS:
        least, _, body = value
        once = _sequence(body.data, begun)
        # How a repeated part goes on is not followed; what stands behind an optional one is.
        return once[0] | once[1], going if least == 0 else frozenset()
    signs = _signs(op, value)
    if signs is None:
        return closed | going, frozenset()
    return closed, frozenset(start + sign for start in going for sign in signs)


def _cases(starts: frozenset[str]) -> frozenset[str]:
    return frozenset(case for start in starts for case in (start[:1].lower(), start[:1].upper()))


def _signs(op: Any, value: Any) -> list[str] | None:
    """The signs that a literal or a small class allows, None for any."""
    if op is ops.LITERAL:
        return [chr(value)]
    if op is not ops.IN:
        return None
    signs: list[str] = []
    for kind, what in value:
        if kind is ops.LITERAL:
            signs.append(chr(what))
        elif kind is ops.RANGE and what[1] - what[0] < _MOST:
            signs += map(chr, range(what[0], what[1] + 1))
        else:
            return None
    return signs
