"""The stretches of a page that are read one by one: sentences, rows, entries of a diary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.entities.candidates import Candidate
from extractor.text.page import Page

# Entries of a diary told in one line.
_DIARY = re.compile(r"(?<=[ぁ-ん一-龥)])[▽▼](?=[^▽▼]{4,80}[をにへで])")
# Longer stretches without a full stop are no sentences; reading them whole would cost the square of their length.
_LONGEST = 1500


def sentences(page: Page, mentions: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """The page's sentences; those that a mention or an open bracket crosses are joined."""
    crossing = {m.start: m.end for m in mentions}
    held: tuple[int, int] | None = None
    spans = iter(sorted(crossing.items()))
    upcoming = next(spans, None)
    for start, end in page.sentences:
        if held is not None:
            start = held[0]
        reach = 0
        while upcoming is not None and upcoming[0] < end:
            reach = max(reach, upcoming[1])
            upcoming = next(spans, None)
        text = page.text[start:end]
        if reach > end or (
            text.count("(") > text.count(")")
            and "\n" not in text.strip()
            and end - start < 600
            and page.line_at(start) == page.line_at(end)
        ):
            held = (start, end)
            continue
        held = None
        if text.strip():
            yield from _pieces(page.text, mentions, start, end)
    if held is not None:
        yield held


def _pieces(text: str, mentions: Sequence[Candidate], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence of sane length as it is; flattened tables and lists without full stops in stretches."""
    if _DIARY.search(text, start + 1, end):
        borders = [start, *(m.start() for m in _DIARY.finditer(text, start + 1, end)), end]
        taken = [(m.start, m.end) for m in mentions[slice(*mentions_in(mentions, start, end))]]
        borders = [b for b in borders if not any(a < b < z for a, z in taken)]
        yield from pairwise(borders[:-1])
        start = borders[-2]
    while end - start > _LONGEST:
        border = re.compile(r"[▽▼◇◆○●■、\s]").search(text, start + _LONGEST // 2, start + _LONGEST)
        at = border.start() + 1 if border else start + _LONGEST
        n = bisect_left(mentions, at, key=lambda m: m.start) - 1
        if n >= 0 and mentions[n].end > at:
            at = min(mentions[n].end, end)
        yield start, at
        start = at
    if start < end:
        yield start, end


def mentions_in(mentions: Sequence[Candidate], start: int, end: int) -> tuple[int, int]:
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return first, last


def is_row(page: Page, start: int, end: int) -> bool:
    """A heading, a list item or a table row: no full stop ends it."""
    return not page.text[start:end].rstrip().rstrip(")）」").endswith(("。", ":", "："))
