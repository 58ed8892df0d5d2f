"""A second opinion: ja_ginza's named entities as proposals (``--pipeline ginza``).

Its transition system is decoded here with numpy. spaCy asks each of 758 actions at each token whether it is valid; but
outside an entity an action depends on the token alone, so that all tokens are scored in one product, and inside one
only two actions are possible. Entities are those of spaCy (``tests/test_ginza.py``), 50 times as fast.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from extractor.entities.candidates import Candidate
from extractor.entities.select import SECOND_OPINION
from extractor.entities.statistical.finder import HONORIFIC, JAPANESE, POINTING
from extractor.resources import rows
from extractor.text.page import Page
from extractor.text.spacy_tokenizer import FastJapaneseTokenizer

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_PART = 20_000  # characters that are encoded at once; bounds the memory
_BLOCK = 4096  # tokens that are scored at once
_UNUSED = ("parser", "attribute_ruler", "morphologizer", "compound_splitter", "bunsetu_recognizer")
_NOUNS = ("名詞-普通", "名詞-固有", "接頭辞")


class Decoder:
    """The greedy transition decoder of a spaCy ``ner`` component.

    Args:
        ner: the component; its weights are read once.
    """

    def __init__(self, ner: Any) -> None:
        reader, lower, upper = ner.model.layers
        project = next(layer for layer in reader.walk() if layer.name == "linear")
        self._project: tuple[Floats, Floats] = project.get_param("W"), project.get_param("b")
        self._weights: Floats = lower.get_param("W")  # (token's role, hidden unit, piece, width)
        self._bias: Floats = lower.get_param("b")
        self._pad: Floats = lower.get_param("pad")[0]
        self._upper: tuple[Floats, Floats] = upper.get_param("W"), upper.get_param("b")
        names = [ner.moves.get_class_name(n) for n in range(ner.moves.n_moves)]
        number = {name: n for n, name in enumerate(names)}
        self.labels = [name[2:] for name in names if name.startswith("B-")]
        self._begin, self._inside, self._last, self._unit = (
            np.array([number[f"{action}-{label}"] for label in self.labels]) for action in "BILU"
        )
        self._out = number["O"]

    def decode(self, vectors: Floats, blank: Flags, opens_sentence: Flags) -> list[tuple[int, int, str]]:
        """The entities as (first token, token behind the last, label).

        Args:
            vectors: what the shared encoder says of each token.
            blank: whether a token is white space, which no entity begins with.
            opens_sentence: whether a token begins a sentence, which no entity runs into.
        """
        count = len(vectors)
        if not count:
            return []
        matrix, bias = self._project
        roles, units, pieces, width = self._weights.shape
        read: Floats = vectors @ matrix.T + bias
        states: Floats = (read @ self._weights.reshape(-1, width).T).reshape(count, roles, units, pieces)
        can_go_on = np.append(~opens_sentence[1:], False)
        best, label = self._outside(states, blank, can_go_on)
        found = []
        at, openings = 0, np.flatnonzero(best)
        for first in openings.tolist():
            if first < at:
                continue
            kind, at = int(label[first]), first + 1
            if best[first] == 2:
                while can_go_on[at] and self._stays_inside(states, first, at, kind):
                    at += 1
                at += 1
            found.append((first, at, self.labels[kind]))
        return found

    def _outside(self, states: Floats, blank: Flags, can_go_on: Flags) -> tuple[Ints, Ints]:
        """For each token, were no entity open before it: 0 none, 1 a single word, 2 a beginning; and the label."""
        matrix, bias = self._upper
        best, label = np.zeros(len(states), np.int64), np.zeros(len(states), np.int64)
        for start in range(0, len(states), _BLOCK):
            part = slice(start, start + _BLOCK)
            hidden = (states[part, 0] + self._pad[1] + self._pad[2] + self._bias).max(axis=2)
            scores = hidden @ matrix.T + bias
            unit, begin = scores[:, self._unit], scores[:, self._begin]
            unit[blank[part]] = begin[blank[part] | ~can_go_on[part]] = -np.inf
            tops = np.stack((scores[:, self._out], unit.max(axis=1), begin.max(axis=1)))
            best[part] = tops.argmax(axis=0)
            label[part] = np.where(best[part] == 2, begin.argmax(axis=1), unit.argmax(axis=1))
        return best, label

    def _stays_inside(self, states: Floats, first: int, at: int, kind: int) -> bool:
        """Whether an entity that began at ``first`` goes on behind the token ``at``."""
        hidden = (states[at, 0] + states[first, 1] + states[at - 1, 2] + self._bias).max(axis=1)
        matrix, bias = self._upper
        inside, last = self._inside[kind], self._last[kind]
        return bool(hidden @ (matrix[inside] - matrix[last]) + bias[inside] - bias[last] > 0)


@cache
def pipeline() -> tuple[Language, Decoder]:
    """ja_ginza without what its entities do not need, and their decoder.

    Its layers use numpy's matrix product, which here is two to three times as fast as blis; what the calling program
    has set for its own models stays as it is.
    """
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load("ja_ginza", exclude=_UNUSED)
    nlp.tokenizer = FastJapaneseTokenizer(nlp.vocab, "C")
    return nlp, Decoder(nlp.get_pipe("ner"))


def entities(doc: Doc) -> list[tuple[int, int, str]]:
    """ja_ginza's entities of a tokenised ``doc`` as (first token, token behind the last, ENE label)."""
    nlp, decoder = pipeline()
    if not len(doc):
        return []
    encoder: Any = nlp.get_pipe("tok2vec")
    vectors = encoder.predict([doc])[0]
    blank, sentence = doc.to_array(["IS_SPACE", "SENT_START"]).astype(np.int64).T
    return decoder.decode(vectors, blank == 1, sentence == 1)


@cache
def labels(column: str) -> dict[str, str]:
    """ENE label -> our label: ``label`` for all that have one, ``proposed`` for those that the pipeline uses."""
    return {row["ene"]: row[column] for row in rows("lexicon/ginza_labels") if row[column]}


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """ja_ginza's proposals for the whole page; ``select`` puts them behind all others.

    Args:
        page: the document.
        known: what the other finders proposed, which is not repeated.
    """
    taken = {(c.start, c.end) for c in known}
    ours = labels("proposed")
    found = []
    for start, end, ene in _names(page):
        label = ours.get(ene)
        if label is not None and (start, end) not in taken and _stands_alone(page, start, end):
            found.append(Candidate(start, end, label, SECOND_OPINION))
    return found


def _names(page: Page) -> Iterator[tuple[int, int, str]]:
    """ja_ginza's entities as offsets of the page."""
    nlp, _ = pipeline()
    openings = [start for start, _ in page.sentences]
    for start, end in _parts(page):
        doc = nlp.make_doc(page.text[start:end])
        for opening in openings[bisect_left(openings, start) : bisect_left(openings, end)]:
            token = doc.char_span(opening - start, opening - start + 1, alignment_mode="expand")
            if token is not None:
                token[0].is_sent_start = True
        for first, behind, ene in entities(doc):
            yield start + doc[first].idx, start + doc[behind - 1].idx + len(doc[behind - 1]), ene


def _parts(page: Page) -> Iterator[tuple[int, int]]:
    """The page in stretches of whole lines that are encoded at once."""
    start = end = 0
    for line in page.lines:
        if line.end - start > _PART and end > start:
            yield start, end
            start = end
        end = line.end
    yield start, len(page.text)


def _stands_alone(page: Page, start: int, end: int) -> bool:
    """Whether the words are a name in Japanese that no noun touches and that does not point back."""
    words = page.text[start:end]
    if POINTING.match(words) or not JAPANESE.search(words) or "\n" in words:
        return False
    tokens = page.tokens
    before, after = tokens.index_at(start) - 1, tokens.index_at(end - 1) + 1
    if tokens.starts[before + 1] != start or tokens.ends[after - 1] != end:
        return False
    if before >= 0 and tokens.tags[before].startswith(_NOUNS):
        return False
    if after >= len(tokens) or HONORIFIC.match(page.text, end):
        return True
    return not tokens.tags[after].startswith((*_NOUNS, "接尾辞"))
