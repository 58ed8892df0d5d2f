"""Folds a text to the widths and signs that every later stage expects, with a map back to the original.

Full-width ASCII, digits and spaces become half-width, half-width kana full-width; dashes, tildes and brackets
get one form; squared and bracketed signs (㈪ ㍻ ㈱ ㎞) are written out; what has no width is dropped; half of a
surrogate pair, which no other library takes, becomes ■.
Kanji numerals, circled digits, Roman numerals, 〔〕〈〉 and compatibility ideographs (﨑 in names) stay.
Facts: Unicode 15 character database (through ``unicodedata``) and the blocks named below.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Offsets = npt.NDArray[np.int32]

_SPECIAL = 0xFFFFFFFF  # in the table: this character is dropped or becomes several
_VOICED, _SEMIVOICED = 0x3099, 0x309A  # combining marks; + 2 gives the spacing forms ゛ and ゜
_PROLONGED, _HYPHEN, _CR, _LF = 0x30FC, 0x2D, 0x0D, 0x0A
_COMMA, _TOUTEN = 0x2C, 0x3001
_JAPANESE, _AFTER_HAN = 0x3005, 0xA000  # 々, brackets, kana, Han

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_BREAKS = "\x85\u2028\u2029"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\ufe58\ufe63\uff0d"
_TILDES = "\u223c\u223f\u301c\u3030\uff5e"
_BRACKETS = {"\u2985": "(", "\u2986": ")", "\uff5f": "(", "\uff60": ")", "\ufe35": "(", "\ufe36": ")"}
_DROPPED = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_DROPPED_BLOCKS = ((0xFE00, 0xFE10), (0xE0100, 0xE01F0))  # variation selectors
# Blocks whose characters are written out as NFKC has them: letterlike №℡, 1.-(20)., squared words and units, months.
_WRITTEN_OUT = ((0x2474, 0x249C), (0x3200, 0x3248), (0x32C0, 0x3400), (0x2116, 0x2117), (0x2121, 0x2122))
_CIRCLED_WEEKDAYS = range(0x328A, 0x3291)  # ㊊..㊐
_KANGXI = (0x2F00, 0x2FD6)  # radicals that PDF extraction puts in place of the kanji
# Radicals of the supplement that have no decomposition, with the kanji they are taken for.
_RADICALS = dict(zip("⺠⻑⻄⻘⻁⻩⻤⻲⻨⻭⻯⻆⻝⺟⻫", "民長西青虎黄鬼亀麦歯竜角食母斉", strict=True))


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; ``starts[i]:ends[i]`` is the part of the source behind ``text[i]`` (None: offsets are equal)."""

    text: str
    starts: array[int] | None
    ends: array[int] | None

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the non-empty span ``start:end`` of ``text``."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class _Tables:
    """``single`` maps a code point to its fold or _SPECIAL; ``lengths`` and ``expansions`` tell what that becomes."""

    single: Codes
    lengths: npt.NDArray[np.uint8]
    expansions: Codes
    rows: npt.NDArray[np.uint16]
    composed: tuple[Codes, Codes]


def _set_all(table: Codes, signs: Iterable[str], target: str) -> None:
    for sign in signs:
        table[ord(sign)] = ord(target)


@cache
def _tables() -> _Tables:
    single = np.arange(0x110000, dtype=np.uint32)
    single[0:9] = single[0xB:0xD] = single[0xE:0x20] = single[0x7F:0x80] = ord(" ")
    single[0xD800:0xE000] = ord("■")
    for code in (*range(0xFF01, 0xFF5F), *range(0xFF61, 0xFF9E), *range(0xFFE0, 0xFFE7), *range(*_KANGXI)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:  # not the spacing macron, which would become a blank and a combining one
            single[code] = ord(folded)
    single[0xFF9E], single[0xFF9F] = _VOICED, _SEMIVOICED
    _set_all(single, _SPACES, " ")
    _set_all(single, _LINE_BREAKS, "\n")
    _set_all(single, _DASHES, "-")
    _set_all(single, _TILDES, "~")
    for sign, target in (_BRACKETS | _RADICALS).items():
        single[ord(sign)] = ord(target)

    written = dict.fromkeys(map(ord, _DROPPED), "")
    for first, last in _DROPPED_BLOCKS:
        written |= dict.fromkeys(range(first, last), "")
    for first, last in _WRITTEN_OUT:
        for code in range(first, last):
            folded = unicodedata.normalize("NFKC", chr(code))
            if folded != chr(code) and folded.isprintable():
                written[code] = folded.replace("\u2044", "/").replace("\u2215", "/").replace("\u03bc", "μ")
    for code in _CIRCLED_WEEKDAYS:
        written[code] = f"({unicodedata.normalize('NFKC', chr(code))})"
    width = max(map(len, written.values()))
    lengths = np.zeros(len(written), np.uint8)
    expansions = np.zeros((len(written), width), np.uint32)
    rows = np.zeros(0x110000, np.uint16)
    for row, (code, folded) in enumerate(written.items()):
        single[code], rows[code], lengths[row] = _SPECIAL, row, len(folded)
        expansions[row, : len(folded)] = [int(single[ord(sign)]) for sign in folded]
    return _Tables(single, lengths, expansions, rows, (_compositions("\u3099"), _compositions("\u309a")))


def _compositions(mark: str) -> Codes:
    """For each kana the code point of its composition with ``mark``; 0 where there is none."""
    table = np.zeros(0x3100, np.uint32)
    for code in range(0x3041, 0x3100):
        both = unicodedata.normalize("NFC", chr(code) + mark)
        if len(both) == 1:
            table[code] = ord(both)
    return table


def fold(source: str) -> Folded:
    """Folds ``source``; linear, about 20 ns a character."""
    if source.isascii() and source.isprintable():
        return Folded(source, None, None)
    tables = _tables()
    codes = np.frombuffer(source.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    folded = tables.single[codes]
    starts: Offsets | None = None
    ends: Offsets | None = None
    special = np.flatnonzero(folded == _SPECIAL)
    if len(special):
        folded, starts = _write_out(codes, folded, special, tables)
        ends = starts + 1
    marks = np.flatnonzero((folded == _VOICED) | (folded == _SEMIVOICED))
    if len(marks):
        if starts is None or ends is None:
            starts = np.arange(len(folded), dtype=np.int32)
            ends = starts + 1
        folded, starts, ends = _compose(folded, starts, ends, marks, tables)
    _settle_by_context(folded)
    text = folded.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    if starts is None or ends is None:
        return Folded(text, None, None)
    return Folded(text, to_array(starts), to_array(ends))


def to_array(offsets: Offsets) -> array[int]:
    """The offsets as an ``array``, whose items are plain ints."""
    result = array("i")
    result.frombytes(offsets.astype(np.int32).tobytes())
    return result


def _write_out(codes: Codes, folded: Codes, special: npt.NDArray[np.intp], tables: _Tables) -> tuple[Codes, Offsets]:
    rows = tables.rows[codes[special]]
    widths = np.ones(len(codes), np.int64)
    widths[special] = tables.lengths[rows]
    at = (np.cumsum(widths) - widths)[special]
    starts = np.repeat(np.arange(len(codes), dtype=np.int32), widths)
    out = np.repeat(folded, widths)
    for column in range(tables.expansions.shape[1]):
        filled = tables.lengths[rows] > column
        out[at[filled] + column] = tables.expansions[rows[filled], column]
    return out, starts


def _compose(
    folded: Codes, starts: Offsets, ends: Offsets, marks: npt.NDArray[np.intp], tables: _Tables
) -> tuple[Codes, Offsets, Offsets]:
    """Merges kana with the voicing mark behind it; a mark that finds no kana becomes its spacing form."""
    before = np.where(marks > 0, folded[marks - 1], 0)
    base = np.where(before < 0x3100, before, 0)
    both = np.where(folded[marks] == _VOICED, tables.composed[0][base], tables.composed[1][base])
    joined = marks[both > 0]
    folded[joined - 1] = both[both > 0]
    ends[joined - 1] = ends[joined]
    folded[marks[both == 0]] += 2
    keep = np.ones(len(folded), bool)
    keep[joined] = False
    return folded[keep], starts[keep], ends[keep]


def _settle_by_context(folded: Codes) -> None:
    """Signs that mean another one by what stands beside them.

    A prolonged-sound mark between digits is a dash (０３ー３５８１), a comma beside Japanese is 、 (official texts
    until 2022 are written with ，), a carriage return alone is a line break.
    """
    commas = np.flatnonzero(folded == _COMMA)
    if len(commas):
        beside = np.maximum(folded[np.maximum(commas - 1, 0)], folded[np.minimum(commas + 1, len(folded) - 1)])
        folded[commas[(beside >= _JAPANESE) & (beside < _AFTER_HAN)]] = _TOUTEN
    marks = np.flatnonzero(folded == _PROLONGED)
    marks = marks[(marks > 0) & (marks < len(folded) - 1)]
    if len(marks):
        digit = (folded >= 0x30) & (folded <= 0x39)
        folded[marks[digit[marks - 1] & digit[marks + 1]]] = _HYPHEN
    returns = np.flatnonzero(folded == _CR)
    if len(returns):
        followed = np.append(folded, 0)[returns + 1] == _LF
        folded[returns[~followed]] = _LF
