"""Makes the page: folds, closes up wrapped lines and spaced names, tells lines and zones apart."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

import numpy as np

from extractor.text import sentences, zones
from extractor.text.duplicates import copies_of
from extractor.text.folding import Folded, fold, to_array
from extractor.text.markers import Marker, marker_of
from extractor.text.page import Line, Page
from extractor.text.wrapping import Cut, joins, letter_spaced

_LONGEST_HEADING = 45  # letters
_UNLIKE_HEADING = re.compile(r"[。、]|[0-9]$")


def lay_out(source: str, *, noise: Sequence[tuple[int, int]] = ()) -> Page:
    """The page of one document.

    Args:
        source: the text exactly as decoded.
        noise: spans of ``source`` that its reader already knows as boilerplate (menus of an HTML page).
    """
    folded = _close_up(fold(source))
    text = folded.text
    rows = _rows(text)
    copies = copies_of([row.words.replace(" ", "") for row in rows])
    kinds = zones.zones_of(rows, copies, _hidden(folded, rows, noise))
    lines = _lines(rows, kinds)
    spans = sentences.split(text, ((line.start, line.end) for line in lines if line.kind != "blank"))
    return Page(source, text, lines, spans, folded.starts, folded.ends)


def title_of(page: Page) -> tuple[int, int] | None:
    """The span of the title's words, or None."""
    for line in page.lines:
        if line.kind == "title":
            return line.content, line.end
    return None


def heading_of(page: Page, index: int) -> int | None:
    """The index of the heading that owns line ``index``: the nearest one above it of a lower level."""
    level = page.lines[index].level or 99
    for above in range(index - 1, max(-1, index - 400), -1):
        line = page.lines[above]
        if line.kind == "heading" and line.level < level:
            return above
    return None


def _close_up(folded: Folded) -> Folded:
    """Takes out the breaks of wrapped lines with the indentation behind them, and the blanks of spaced names."""
    text = folded.text
    spans = _spans(text)
    cuts = letter_spaced(text)
    for index, joined in enumerate(joins(text, [(start, end) for _, start, end in spans])):
        if joined:
            end, start = spans[index][2], spans[index + 1][1]
            cuts.append(Cut(end, start, " " if _are_latin(text[end - 1] + text[start]) else ""))
    if not cuts:
        return folded
    cuts.sort()
    pieces: list[str] = []
    keep = np.ones(len(text), bool)
    at = 0
    for start, end, put in cuts:
        pieces += (text[at:start], put)
        keep[start + len(put) : end] = False
        at = end
    pieces.append(text[at:])
    starts = _array(folded.starts, len(text), 0)[keep]
    ends = _array(folded.ends, len(text), 1)[keep]
    return Folded("".join(pieces), to_array(starts), to_array(ends))


def _are_latin(signs: str) -> bool:
    return signs.isascii() and signs.isalpha()


def _array(offsets: array[int] | None, size: int, first: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    if offsets is None:
        return np.arange(first, size + first, dtype=np.int32)
    return np.frombuffer(offsets, np.int32)


def _spans(text: str) -> list[tuple[int, int, int]]:
    """Beginning of each line, and the span of its words; those are empty for a run of blank lines, given once."""
    spans: list[tuple[int, int, int]] = []
    at = 0
    blank = False
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = at + len(line) - len(line.lstrip())
            spans.append((at, start, start + len(words)))
            blank = False
        elif not blank:
            spans.append((at, at, at))
            blank = True
        at += len(line) + 1
    return spans


def _rows(text: str) -> list[zones.Row]:
    return [
        zones.Row(begin, start, end, text[start:end], marker_of(text, start, end) if start < end else None)
        for begin, start, end in _spans(text)
    ]


def _hidden(folded: Folded, rows: Sequence[zones.Row], noise: Sequence[tuple[int, int]]) -> list[bool]:
    result = [False] * len(rows)
    spans = sorted(noise)
    index = 0
    for number, row in enumerate(rows):
        if not row.words or not spans:
            continue
        start, end = folded.to_source(row.start, row.end)
        while index < len(spans) and spans[index][1] <= start:
            index += 1
        if index < len(spans) and spans[index][0] <= start and end <= spans[index][1]:
            result[number] = True
    return result


def _lines(rows: Sequence[zones.Row], kinds: Sequence[str]) -> tuple[Line, ...]:
    lines: list[Line] = []
    stack: list[str] = []
    for index, row in enumerate(rows):
        zone, marker = kinds[index], row.marker
        if not row.words:
            lines.append(Line(row.begin, row.begin, "blank", zone, content=row.begin))
            continue
        kind = _kind(rows, index, zone)
        level = _level(stack, marker) if kind in {"heading", "item"} else 0
        sign, content = (marker.text, marker.content) if marker else ("", row.start)
        lines.append(Line(row.begin, row.end, kind, zone, level, sign, content))
    return tuple(lines)


def _kind(rows: Sequence[zones.Row], index: int, zone: str) -> str:
    row = rows[index]
    marker = row.marker
    if zone == "title":
        return "title"
    if marker is None:
        return "heading" if zone == "body" and _stands_alone(rows, index) else "text"
    if marker.style == "label":
        return "label"
    if marker.style.startswith("bracket"):
        return "heading"
    if marker.style in {"question", "note"} or "。" in row.words or len(row.words) > _LONGEST_HEADING:
        return "item"
    above = rows[index - 1].marker if index else None
    following = next((r for r in rows[index + 1 : index + 3] if r.words), None)
    if following is None or any(m and m.style == marker.style for m in (above, following.marker)):
        return "item"
    return "heading"


def _stands_alone(rows: Sequence[zones.Row], index: int) -> bool:
    """Whether a line without marker is a heading: 記, or a short one with a blank line above and text to follow."""
    words = rows[index].words
    if words == "記":
        return True
    above_blank = index == 0 or not rows[index - 1].words
    return above_blank and index + 1 < len(rows) and len(words) <= 20 and not _UNLIKE_HEADING.search(words)


def _level(stack: list[str], marker: Marker | None) -> int:
    """The depth of a marker: styles are nested in the order in which they first appear."""
    style = marker.style if marker else "bare"
    if style in stack:
        del stack[stack.index(style) + 1 :]
    else:
        stack.append(style)
    return len(stack)
