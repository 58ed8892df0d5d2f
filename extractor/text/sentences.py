"""Finds the sentences of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIGN = re.compile(r"[。!?！？「」『』()]|(?<=[ぁ-ん])\.(?![0-9A-Za-z])")
_CLOSER = {"「": "」", "『": "』", "(": ")"}
_OPENER = {closer: opener for opener, closer in _CLOSER.items()}
_TAIL = re.compile(r".[。!?！？」』)\]】]*[ ]*")
_LONGEST_QUOTE = 400


def split(text: str, lines: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of ``text``, in order; none crosses the border of a line or begins with a blank.

    A sentence ends at 。 ! ? outside quotes and brackets. A bracket that its line never closes, or that holds more
    than 400 characters, does not hold a sentence together.

    Args:
        text: the analysis text.
        lines: spans of its lines.
    """
    sentences: list[tuple[int, int]] = []
    for start, end in lines:
        at = start
        for cut in _cuts(text, start, end):
            _add(sentences, text, at, cut)
            at = cut
        _add(sentences, text, at, end)
    return tuple(sentences)


def _add(sentences: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    words = text[start:end]
    stripped = words.strip()
    if stripped:
        begin = start + len(words) - len(words.lstrip())
        sentences.append((begin, begin + len(stripped)))


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Offsets behind the sentence ends of one line."""
    ends: list[int] = []
    held: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    waiting = {"「": 0, "『": 0, "(": 0}
    for match in _SIGN.finditer(text, start, end):
        sign, at = match[0], match.start()
        if sign in _CLOSER:
            stack.append((sign, at))
            waiting[sign] += 1
        elif sign in _OPENER:
            opener = _OPENER[sign]
            while waiting[opener]:
                top, opened = stack.pop()
                waiting[top] -= 1
                if top == opener:
                    if at - opened <= _LONGEST_QUOTE:
                        held.append((opened, at))
                    break
        else:
            ends.append(at)
    held.sort()
    cuts: list[int] = []
    index = covered = 0
    for at in ends:
        while index < len(held) and held[index][0] < at:
            covered = max(covered, held[index][1])
            index += 1
        if at >= covered and (not cuts or at >= cuts[-1]):
            tail = _TAIL.match(text, at, end)
            cuts.append(tail.end() if tail else at + 1)
    return cuts
