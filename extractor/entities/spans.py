"""Spans in order: look-ups that stay fast in texts of any length."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

Span = tuple[int, int]


class SpanIndex:
    """Spans sorted by their beginning.

    Args:
        spans: may overlap; order does not matter.
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans = sorted(spans)

    def near(self, low: int, high: int) -> list[Span]:
        """The spans that begin in ``low:high``."""
        return self.spans[bisect_left(self.spans, (low, 0)) : bisect_left(self.spans, (high, 0))]

    def add(self, start: int, end: int) -> None:
        """Adds a span."""
        insort(self.spans, (start, end))

    def is_free(self, start: int, end: int) -> bool:
        """Whether no span overlaps ``start:end``; for spans that do not overlap each other."""
        at = bisect_left(self.spans, (end, 0))
        return at == 0 or self.spans[at - 1][1] <= start


def longest(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Of spans (start, end, rule) that overlap the longest, then the leftmost; in text order."""
    chosen = []
    taken = SpanIndex()
    for start, end, rule in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0], s[2])):
        if taken.is_free(start, end):
            taken.add(start, end)
            chosen.append((start, end, rule))
    return sorted(chosen)
