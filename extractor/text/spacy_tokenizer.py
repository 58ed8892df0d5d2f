"""A fast tokenizer for spaCy's Japanese: the same ``Doc`` as ``spacy.ja.JapaneseTokenizer``, text of any length.

Whatever spaCy derives from a word is computed once and kept as interned ids; a text then costs one ``Doc`` and one
array. Mode C leaves out ``user_data["sub_tokens"]``, which only GiNZA's compound splitter reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import srsly
from spacy import util
from spacy.attrs import LEMMA, MORPH, NORM, POS, TAG
from spacy.lang.ja import resolve_pos
from spacy.lang.ja.tag_bigram_map import TAG_BIGRAM_MAP
from spacy.lang.ja.tag_orth_map import TAG_ORTH_MAP
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab
from sudachipy import Morpheme, SplitMode

from extractor.text.tokens import analyse, dictionary

NAME = "extractor.FastJapaneseTokenizer.v1"
_GAP_TAG = "空白"
# Joined numerals share one Sudachi word id, whatever they read.
_NUMERAL = "名詞-数詞"
_MAX_ROWS = 100_000
_SURROGATE = re.compile("[\ud800-\udfff]")
_MODES = {None: SplitMode.A, "A": SplitMode.A, "C": SplitMode.C}
# The second tags of spaCy's rules about two neighbours.
_BIGRAM_SECOND = frozenset(second for _, second in TAG_BIGRAM_MAP)

# orth, tag, part of speech, lemma, norm, morph (ids), tag (string)
Row = tuple[int, int, int, int, int, int, str]


class FastJapaneseTokenizer(DummyTokenizer):
    """Sudachi tokens as a spaCy ``Doc``.

    Args:
        vocab: the vocabulary of the pipeline.
        split_mode: ``A`` (also None, as in spaCy) or ``C``.
    """

    def __init__(self, vocab: Vocab, split_mode: str | None = None) -> None:
        if split_mode not in _MODES:
            raise ValueError(f"split_mode must be A or C, not {split_mode!r}")
        self.vocab = vocab
        self.split_mode = split_mode
        self._tokenizer = dictionary().create(mode=_MODES[split_mode])
        self._rows: dict[tuple[str, int], Row] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return FastJapaneseTokenizer, (self.vocab, self.split_mode)

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``; lone surrogates, which spaCy cannot hold, become U+FFFD."""
        if _SURROGATE.search(text):
            text = _SURROGATE.sub("\ufffd", text)
        rows, spaces = self._read(text)
        words: list[Any] = [row[0] for row in rows]  # spaCy's stub knows strings only; ids spare it a hash each
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if rows:
            table: npt.NDArray[Any] = np.array([row[1:6] for row in rows], dtype=np.uint64)
            _apply_bigrams(rows, table, self.vocab.strings)
            doc.from_array([TAG, POS, LEMMA, NORM, MORPH], table)  # type: ignore[arg-type]
        return doc

    def _read(self, text: str) -> tuple[list[Row], list[bool]]:
        if len(self._rows) > _MAX_ROWS:
            self._rows.clear()
        known = self._rows
        rows: list[Row] = []
        spaces: list[bool] = []
        done = 0  # all characters before it are in rows
        for base, part, morphemes in analyse(self._tokenizer, text):
            begin = 0
            for morpheme in morphemes:
                end = morpheme.end()
                if end == begin:
                    continue
                surface = part[begin:end]
                start = base + begin
                begin = end
                key = (surface, morpheme.word_id())
                row = known.get(key)
                if row is None:
                    if surface.isspace():
                        if surface == " " and start == done and rows and not spaces[-1]:
                            spaces[-1] = True
                            done += 1
                        continue
                    row = self._row(surface, morpheme)
                    if row[6] != _NUMERAL:
                        known[key] = row
                if start > done:
                    rows.append(self._gap(text[done:start]))
                    spaces.append(False)
                rows.append(row)
                spaces.append(False)
                done = base + end
        if done < len(text):
            rows.append(self._gap(text[done:]))
            spaces.append(False)
        return rows, spaces

    def _row(self, surface: str, morpheme: Morpheme) -> Row:
        fields = morpheme.part_of_speech()
        tag = "-".join(f for f in fields[:4] if f != "*")
        inflection = ";".join(f for f in fields[4:] if f != "*")
        reading = morpheme.reading_form()
        morph = {}
        if inflection:
            morph["Inflection"] = inflection
        if reading:
            morph["Reading"] = re.sub("[=|]", "_", reading)
        lemma = morpheme.dictionary_form() or surface
        return self._interned(surface, tag, lemma, morpheme.normalized_form(), morph)

    def _gap(self, blanks: str) -> Row:
        return self._interned(blanks, _GAP_TAG, blanks, blanks, {})

    def _interned(self, surface: str, tag: str, lemma: str, norm: str, morph: dict[str, str]) -> Row:
        add = self.vocab.strings.add
        pos = int(resolve_pos(surface, tag, None)[0])  # type: ignore[no-untyped-call]
        return add(surface), add(tag), pos, add(lemma), add(norm), self.vocab.morphology.add(morph), tag

    def to_bytes(self, **_: Any) -> bytes:
        """The configuration; the dictionary is the installed one."""
        data: bytes = srsly.msgpack_dumps({"split_mode": self.split_mode})
        return data

    def from_bytes(self, data: bytes, **_: Any) -> FastJapaneseTokenizer:
        """Takes over what ``to_bytes`` wrote."""
        self.__init__(self.vocab, srsly.msgpack_loads(data)["split_mode"])  # type: ignore[misc]
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Writes the configuration."""
        util.ensure_path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> FastJapaneseTokenizer:
        """Reads what ``to_disk`` wrote."""
        return self.from_bytes(util.ensure_path(path).read_bytes())


def _apply_bigrams(rows: Sequence[Row], table: npt.NDArray[Any], strings: StringStore) -> None:
    """Corrects parts of speech that depend on the next or previous tag, as ``spacy.lang.ja.resolve_pos`` does."""
    settled = -1  # the token whose part of speech the rule of its predecessor fixed
    for n in [n for n, row in enumerate(rows) if row[6] in _BIGRAM_SECOND]:
        first, second = rows[n - 1], rows[n]
        rule = TAG_BIGRAM_MAP.get((first[6], second[6])) if n else None
        if rule is None or settled == n - 1 or strings[first[0]] in TAG_ORTH_MAP.get(first[6], ()):
            continue
        if rule[0] is not None:
            table[n - 1, 1] = rule[0]
        if rule[1] is not None:
            table[n, 1] = rule[1]
            settled = n


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create_tokenizer(split_mode: str | None = None) -> Callable[[Language], FastJapaneseTokenizer]:
    """Makes the tokenizer of a pipeline whose configuration names it."""

    def make(nlp: Language) -> FastJapaneseTokenizer:
        return FastJapaneseTokenizer(nlp.vocab, split_mode)

    return make
