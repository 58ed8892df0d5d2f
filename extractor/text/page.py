"""The page: one document as every later stage sees it.

``source`` is the text exactly as decoded. ``text`` is the analysis text: width-folded, letter-spaced names
closed up, hard-wrapped paragraphs joined. All stages work in offsets of ``text``; ``to_source`` takes a span
back to the original: ``pipeline.py`` when it writes the records, and linkers whose values repeat the source's writing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractor.text.tokens import Tokens


class Line(NamedTuple):
    """A logical line of the analysis text.

    ``kind`` is ``title``, ``heading``, ``item`` (bulleted or numbered), ``label`` (``担当者: ...``), ``text`` or
    ``blank`` (a run of blank lines).
    ``level`` is the depth of a heading or item (1 is the outermost, 0 none). ``marker`` is the bullet, number or
    label as written (``(1)``, ``○``, ``担当者``); ``content`` is the offset where the words behind it begin.
    """

    start: int
    end: int
    kind: str
    zone: str
    level: int = 0
    marker: str = ""
    content: int = 0


@dataclass(frozen=True)
class Page:
    """One document. Offsets of lines, sentences and tokens count code points of ``text``."""

    source: str
    text: str
    lines: tuple[Line, ...]
    sentences: tuple[tuple[int, int], ...]
    # Source offsets of the beginning and end of each character of ``text``; None where the offsets are the same.
    starts: array[int] | None = None
    ends: array[int] | None = None
    _line_starts: list[int] = field(init=False, repr=False, compare=False)
    _sentence_starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_line_starts", [line.start for line in self.lines])
        object.__setattr__(self, "_sentence_starts", [start for start, _ in self.sentences])

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``source`` that the non-empty span ``start:end`` of ``text`` stands for."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def line_at(self, offset: int) -> Line:
        """The line that holds the character at ``offset``."""
        return self.lines[bisect_right(self._line_starts, offset, 1) - 1]

    def line_index(self, offset: int) -> int:
        """The index in ``lines`` of the line that holds ``offset``."""
        return bisect_right(self._line_starts, offset, 1) - 1

    def zone_at(self, offset: int) -> str:
        """The zone of the character at ``offset``."""
        return self.lines[bisect_right(self._line_starts, offset, 1) - 1].zone

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The span of the sentence that holds ``offset``; sentences never cross line borders."""
        return self.sentences[bisect_right(self._sentence_starts, offset, 1) - 1]

    @cached_property
    def tokens(self) -> Tokens:
        """Sudachi mode A tokens of ``text``, made when first asked for."""
        from extractor.text.tokens import tokenize

        return tokenize(self.text)

    @cached_property
    def borders(self) -> bytearray:
        """For each offset up to the length of ``text`` whether a token begins or ends there."""
        borders = bytearray(len(self.text) + 1)
        borders[0] = 1
        for end in self.tokens.ends:
            borders[end] = 1
        return borders
