"""Sudachi mode A tokens as plain columns, for text of any length.

No spaCy ``Doc`` is built: the stages need offsets and part-of-speech tags only, and a lexeme id per token
lets them cache whatever they compute from a word.
"""

from __future__ import annotations

import re
import threading
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sudachipy import Dictionary, Morpheme, MorphemeList, SplitMode, Tokenizer
from sudachipy.errors import SudachiError

# Sudachi refuses more than 49,149 UTF-8 bytes and is fastest on 1,000 to 4,000 characters.
_CHUNK = 3000
# Lexemes that one table holds before the next text starts a new one (about 40 MB with the tagger's rows).
_MAX_LEXEMES = 60_000
# Sudachi takes valid Unicode only; a black square is one symbol to it.
_UNREADABLE = re.compile("[\ud800-\udfff]")
_STAND_IN = "■"


@dataclass(slots=True)
class LexemeTable:
    """The words that a thread has met: columns indexed by lexeme id.

    ``cache`` belongs to the readers of the table (the tagger keeps its rows there); it dies with the table,
    which bounds it.
    """

    surfaces: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    index: dict[tuple[str, int], int] = field(default_factory=dict)
    cache: dict[str, Any] = field(default_factory=dict)

    def add(self, key: tuple[str, int], morpheme: Morpheme) -> int:
        """Appends the word ``key`` = (surface, Sudachi word id) and returns its lexeme id."""
        tag = tag_of(morpheme.part_of_speech_id())
        lexeme = self.index[key] = len(self.surfaces)
        self.surfaces.append(key[0])
        self.tags.append(tag)
        # Joined numerals share one word id, so that their normal form is not a fact of the key.
        self.norms.append(key[0] if tag == "名詞-数詞" else morpheme.normalized_form())
        return lexeme


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text; together they cover it without gaps.

    Args:
        starts, ends: code point offsets, end-exclusive.
        tags: the first four part-of-speech fields joined by ``-`` without trailing ``*``, as
            ``名詞-固有名詞-人名-姓``; equal tags are one string object.
        lexemes: ids of the words in ``table``.
    """

    starts: array[int]
    ends: array[int]
    tags: list[str]
    lexemes: array[int]
    table: LexemeTable

    def __len__(self) -> int:
        return len(self.ends)

    def index_at(self, offset: int) -> int:
        """The index of the token that holds the character at ``offset``; offsets past the end give the last."""
        return bisect_right(self.starts, offset, 1) - 1


class _Local(threading.local):
    """A Sudachi tokenizer may not be shared by threads, nor may a growing table."""

    def __init__(self) -> None:
        self.tokenizer: Tokenizer = dictionary().create(mode=SplitMode.A, fields={"pos", "normalized_form"})
        self.table = LexemeTable()


@cache
def _state() -> _Local:
    """One object for the process; its attributes differ from thread to thread."""
    return _Local()


@cache
def dictionary() -> Dictionary:
    """The Sudachi dictionary of the process (70 MB, most of it file-mapped)."""
    return Dictionary()


@cache
def _tags() -> list[str]:
    pos = dictionary().pos_matcher(lambda _: True)
    return ["-".join(f for f in fields[:4] if f != "*") for fields in pos]


def tag_of(pos_id: int) -> str:
    """The tag of a Sudachi part-of-speech id."""
    return _tags()[pos_id]


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Yields (offset, part) such that each part suits Sudachi and ends, where possible, behind a line or sentence."""
    start = 0
    while len(text) - start > _CHUNK:
        limit = start + _CHUNK
        cut = text.rfind("\n", start, limit) + 1 or text.rfind("。", start, limit) + 1
        # A stretch without a break is cut at a comma or blank, else anywhere.
        cut = cut or text.rfind("、", start, limit) + 1 or text.rfind(" ", start, limit) + 1 or limit
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def readable(text: str) -> str:
    """``text`` with a same-length stand-in for characters that Sudachi cannot take."""
    return _UNREADABLE.sub(_STAND_IN, text) if _UNREADABLE.search(text) else text


def analyse(tokenizer: Tokenizer, text: str) -> Iterator[tuple[int, str, MorphemeList]]:
    """Yields (offset, part, morphemes of the part) for the whole of ``text``.

    Offsets of the morphemes count from the part's beginning. The part has stand-ins for unreadable characters.
    """
    for start, part in chunks(readable(text)):
        yield from _analyse_part(tokenizer, start, part)


def _analyse_part(tokenizer: Tokenizer, start: int, part: str) -> Iterator[tuple[int, str, MorphemeList]]:
    try:
        morphemes = tokenizer.tokenize(part)
    except SudachiError:
        # Ligatures such as U+FDFA grow eighteenfold when Sudachi normalises them, past its limit.
        if len(part) < 2:
            raise
        half = len(part) // 2
        yield from _analyse_part(tokenizer, start, part[:half])
        yield from _analyse_part(tokenizer, start + half, part[half:])
    else:
        yield start, part, morphemes


def tokenize(text: str) -> Tokens:
    """The Sudachi mode A tokens of ``text``."""
    state = _state()
    if len(state.table.surfaces) > _MAX_LEXEMES:
        state.table = LexemeTable()
    table = state.table
    index = table.index
    ends, lexemes = array("i"), array("i")
    for base, part, morphemes in analyse(state.tokenizer, text):
        begin = 0
        for morpheme in morphemes:
            end = morpheme.end()
            if end == begin:
                # One character that Sudachi reads as several words (…, ㍿) gives words without extent.
                continue
            key = (part[begin:end], morpheme.word_id())
            lexeme = index.get(key)
            lexemes.append(table.add(key, morpheme) if lexeme is None else lexeme)
            ends.append(base + end)
            begin = end
    starts = array("i", [0]) + ends[:-1] if ends else array("i")
    return Tokens(starts, ends, list(map(table.tags.__getitem__, lexemes)), lexemes, table)
