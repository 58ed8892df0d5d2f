"""The statistical tagger: a linear-chain CRF over Sudachi tokens, decoded with numpy.

Training (``models/build/train_tagger.py``) writes the weights; here a word's weights are summed up once and
kept with its lexeme, so that a token costs five row additions and its share of a batched Viterbi.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractor.entities.statistical.features import PATTERNS, features, kind
from extractor.records import ModelError
from extractor.resources import models_dir
from extractor.text.tokens import LexemeTable, Tokens

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SPAN = 2  # the furthest neighbour that a feature looks at
DISTANCES = 2 * SPAN + 1
EDGE = "|"  # feature and kind of the places before and behind a sequence
_STOPS = frozenset("。！？!?")
_LONGEST = 400  # tokens; a longer stretch is cut, since steps of the Viterbi run one behind the other
_BLOCK = 16_000  # tokens decoded at once: bounds the memory, suits the processor's cache
_SURE = np.float32(6.0)  # a token that scores so much better outside names is left there
_FORBIDDEN = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Span:
    """A tagged stretch: tokens ``first``..``last``, and how much better it scores than no name at all."""

    first: int
    last: int
    label: str
    margin: float


class Model:
    """Exported weights.

    Args:
        labels: ``O`` first, then B-, I-, L- and U- of each type, type by type.
        vocabulary: feature -> its index in ``indptr``.
        indptr, cells, weights: sparse rows; a cell is distance index * number of labels + label.
        kinds: word kinds in the order of their codes (0 is for kinds that training did not meet).
        codes: ascending codes of neighbour patterns; ``pattern_rows`` their weights, and a zero row at the end.
        transitions: weights from label to label.
    """

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: dict[str, int],
        indptr: Ints,
        cells: Ints,
        weights: Floats,
        kinds: dict[str, int],
        codes: Ints,
        pattern_rows: Floats,
        transitions: Floats,
    ) -> None:
        self.labels = list(labels)
        self.types = [label[2:] for label in labels[1::4]]
        self.vocabulary = vocabulary
        self.indptr, self.cells, self.weights = indptr, cells, weights
        self.kinds = kinds
        self.codes, self.pattern_rows = codes, pattern_rows
        size = len(self.types)
        begin, inside, last, unit = (np.arange(size) * 4 + offset for offset in (1, 2, 3, 4))
        # Columns of the Viterbi: the states before and those after a step outside names are neighbours, as are those
        # inside names that a step leads to.
        self.order = np.concatenate((inside, last, [0], unit, begin))
        closed, opening = self.order[size : 3 * size + 1], self.order[2 * size :]
        # Every beginning and inside is left by one inner step: what the step surely brings is counted at the word
        # itself, so that the scores of a word tell how near it is to a name.
        self.bias = np.zeros(len(self.labels), np.float32)
        for state in (begin, inside):
            self.bias[state] = np.maximum(transitions[state, inside], transitions[state, last])
        transitions = transitions - self.bias[:, None]
        self.transitions = transitions
        self.outer = transitions[np.ix_(closed, opening)][:, None, :]
        targets = np.stack((inside, last))
        self.from_begin, self.from_inside = transitions[begin, targets], transitions[inside, targets]
        allowed = np.zeros(transitions.shape, bool)
        allowed[np.ix_(closed, opening)] = True
        allowed[begin, targets] = allowed[inside, targets] = True
        into = np.where(allowed, transitions, _FORBIDDEN).T
        self.into = np.ascontiguousarray(into[np.ix_(self.order, self.order)])  # rows: the state that a step leads to

    @classmethod
    def load(cls, path: Path) -> Model:
        """Reads what ``train_tagger`` wrote.

        Raises:
            ModelError: the file is missing or is no tagger.
        """
        try:
            with np.load(path) as data:
                arrays = {name: data[name] for name in data.files}
            words = arrays["features"].tobytes().decode("utf-8").split("\n")
            kinds = arrays["kinds"].tobytes().decode("utf-8").split("\n")
            labels = arrays["labels"].tobytes().decode("utf-8").split("\n")
            size = len(labels)
            dense = np.zeros((len(arrays["codes"]) + 1, size), np.float32)
            owner = np.repeat(np.arange(len(arrays["codes"])), arrays["pattern_counts"])
            dense[owner, arrays["pattern_cells"]] = arrays["pattern_weights"]
            return cls(
                labels,
                {word: n for n, word in enumerate(words)},
                np.concatenate(([0], np.cumsum(arrays["counts"], dtype=np.int64))),
                arrays["cells"].astype(np.int64),
                arrays["weights"].astype(np.float32),
                {word: n for n, word in enumerate(kinds, 1)},
                np.cumsum(arrays["codes"], dtype=np.int64),
                dense,
                arrays["transitions"].astype(np.float32),
            )
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(f"cannot read the tagger {path}: {error}; run 'make models'") from error

    def decode(self, tokens: Tokens) -> Iterator[Span]:
        """Yields the names of a text from left to right."""
        columns = _columns(self, tokens.table)
        lexemes = np.asarray(tokens.lexemes, np.int64)
        for firsts, lasts in _blocks(*sequences(columns.barrier[lexemes], columns.blank[lexemes])):
            yield from self._decode_block(columns, lexemes, firsts, lasts)

    def _decode_block(self, columns: _Columns, lexemes: Ints, firsts: Ints, lasts: Ints) -> Iterator[Span]:
        lengths = lasts - firsts
        at = _ranges(firsts, lengths)
        place = np.arange(len(at)) + SPAN * (1 + np.repeat(np.arange(len(lengths)), lengths))
        scores = self.emissions(columns, lexemes[at], place)
        begins, sizes, behind, before = _unsure(scores, np.cumsum(lengths) - lengths)
        if not len(begins):
            return
        order = np.argsort(-sizes, kind="stable")
        begins, sizes = begins[order], sizes[order]
        chosen = _ranges(begins, sizes)
        starts = np.cumsum(sizes) - sizes
        unsure = scores[chosen]
        unsure[starts[behind[order]]] += self.transitions[0]
        unsure[(starts + sizes - 1)[before[order]]] += self.transitions[:, 0]
        path = self._viterbi(unsure, starts, sizes)
        yield from sorted(self._spans(path, scores[chosen], at[chosen]), key=lambda span: span.first)

    def emissions(self, columns: _Columns, lexemes: Ints, place: Ints) -> Floats:
        """Scores (token, label) of tokens laid out at ``place``, with edges wherever no token is."""
        line = np.full(int(place[-1]) + SPAN + 1, columns.edge, np.int64)
        line[place] = lexemes
        scores = np.tile(self.bias, (len(place), 1))
        for n in range(DISTANCES):
            scores += columns.rows[n].take(line[place + (n - SPAN)], axis=0)
        kinds = columns.kinds[line]
        wide = len(self.kinds) + 1
        for number, pattern in enumerate(PATTERNS):
            code = np.full(len(place), number, np.int64)
            for distance in pattern:
                code = code * wide + kinds[place + distance]
            found = np.searchsorted(self.codes, code)
            found[found == len(self.codes)] = 0
            hit = np.flatnonzero(self.codes[found] == code)
            scores[hit] += self.pattern_rows[found[hit]]
        return scores

    def _viterbi(self, scores: Floats, starts: Ints, lengths: Ints) -> Ints:
        """The best label of each token; sequences lie in ``scores`` one behind the other, longest first.

        A step does all sequences at once. Inside a name only its own type can follow, so that the full
        maximum runs over the states outside names alone.
        """
        size = len(self.types)
        inner, closed, opening = slice(0, 2 * size), slice(size, 3 * size + 1), slice(2 * size, 4 * size + 1)
        inside, begin = slice(0, size), slice(3 * size + 1, 4 * size + 1)
        scores = scores[:, self.order]
        longest = int(lengths[0])
        live = np.searchsorted(-lengths, -np.arange(longest), side="left").tolist()  # sequences longer than t
        best = np.empty_like(scores)
        now = scores[starts]
        now[:, inner] = _FORBIDDEN
        best[starts] = now
        for t in range(1, longest):
            at = starts[: live[t]] + t
            before = now[: live[t]]
            now = scores[at]
            now[:, opening] += (before[:, closed].T[:, :, None] + self.outer).max(axis=0)
            ways = np.maximum(before[:, None, begin] + self.from_begin, before[:, None, inside] + self.from_inside)
            now[:, inner] += ways.reshape(len(at), -1)
            best[at] = now
        # A sequence ends outside names; from there the way back is found again, since most states are on no way.
        ends = starts + lengths - 1
        path = np.zeros(len(scores), np.int64)
        label = size + best[ends, closed].argmax(axis=1)
        path[ends] = label
        for t in range(longest - 2, -1, -1):
            at = starts[: live[t + 1]] + t
            label[: live[t + 1]] = path[at] = (best[at] + self.into[label[: live[t + 1]]]).argmax(axis=1)
        return self.order[path]

    def _spans(self, path: Ints, scores: Floats, token_of: Ints) -> Iterator[Span]:
        opens = np.flatnonzero((path > 0) & (((path - 1) % 4 == 0) | ((path - 1) % 4 == 3)))
        gain = scores[np.arange(len(path)), path] - scores[:, 0]
        for first in opens.tolist():
            label = int(path[first])
            last = first
            while (int(path[last]) - 1) % 4 in (0, 1):
                last += 1
            margin = float(gain[first : last + 1].sum())
            yield Span(int(token_of[first]), int(token_of[last]), self.types[(label - 1) // 4], margin)


class _Columns:
    """What the tagger keeps of a lexeme table: weights by distance, kind and flags of each lexeme."""

    def __init__(self, model: Model) -> None:
        self.size = 0
        self.rows = np.zeros((DISTANCES, 0, len(model.labels)), np.float32)
        self.kinds = np.zeros(0, np.int64)
        self.barrier = np.zeros(0, bool)
        self.blank = np.zeros(0, bool)
        self.edge = 0

    def extend(self, model: Model, table: LexemeTable) -> None:
        """Adds the lexemes that came since the last call; the edge takes the place behind the last."""
        begin, end = self.size, len(table.surfaces)
        width = DISTANCES * len(model.labels)
        vocabulary = model.vocabulary
        owners: list[int] = []
        found: list[int] = []
        kinds, barrier, blank = [], [], []
        words = zip(table.surfaces[begin:end], table.norms[begin:end], table.tags[begin:end], strict=True)
        for n, (surface, norm, tag) in enumerate(words):
            for feature in features(surface, norm, tag):
                known = vocabulary.get(feature)
                if known is not None:
                    owners.append(n)
                    found.append(known)
            kinds.append(model.kinds.get(kind(surface, tag), 0))
            barrier.append(is_barrier(surface))
            blank.append(surface.isspace())
        owners.append(end - begin)
        found.append(vocabulary[EDGE])
        index = np.asarray(found, np.int64)
        counts = model.indptr[index + 1] - model.indptr[index]
        # All weights of all features in one gather: the position within a feature's row, shifted to its beginning.
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        source = np.repeat(model.indptr[index], counts) + within
        cell = np.repeat(np.asarray(owners, np.int64), counts) * width + model.cells[source]
        new = np.bincount(cell, weights=model.weights[source], minlength=(end - begin + 1) * width)
        rows = new.astype(np.float32).reshape(-1, DISTANCES, len(model.labels)).transpose(1, 0, 2)
        if end >= len(self.kinds):
            self._grow(2 * (end + 1))
        self.rows[:, begin : end + 1] = rows
        self.kinds[begin : end + 1] = [*kinds, model.kinds[EDGE]]
        self.barrier[begin:end] = barrier
        self.blank[begin:end] = blank
        self.size = self.edge = end

    def _grow(self, room: int) -> None:
        """Makes room ahead, so that a document with a few new words does not copy the rows of all."""
        rows = np.zeros((DISTANCES, room, self.rows.shape[2]), np.float32)
        rows[:, : self.size] = self.rows[:, : self.size]
        self.rows = rows
        for name in ("kinds", "barrier", "blank"):
            old = getattr(self, name)
            new = np.zeros(room, old.dtype)
            new[: self.size] = old[: self.size]
            setattr(self, name, new)


def _columns(model: Model, table: LexemeTable) -> _Columns:
    columns = table.cache.get("tagger")
    if columns is None:
        columns = table.cache["tagger"] = _Columns(model)
    if columns.size < len(table.surfaces) or not len(columns.kinds):
        columns.extend(model, table)
    found: _Columns = columns
    return found


def is_barrier(surface: str) -> bool:
    """Whether no name may run over the token: line breaks, ends of sentences, gaps of several blanks."""
    return surface in _STOPS or (surface.isspace() and (len(surface) > 1 or surface == "\n" or surface == "\t"))


def sequences(barrier: npt.NDArray[np.bool_], blank: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """First and behind-last token of each stretch between barriers, without blanks at its edges.

    Args:
        barrier, blank: for each token of the text, whether it is a barrier, and whether it is blank.
    """
    gap = blank[:-1] & blank[1:]  # Sudachi may give a token to each blank
    barrier = barrier | np.concatenate((gap, [False])) | np.concatenate(([False], gap)) if len(blank) else barrier
    word = ~barrier
    padded = np.concatenate(([False], word, [False])).astype(np.int8)
    steps = np.diff(padded)
    firsts, lasts = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    if len(firsts):
        firsts = firsts + blank[firsts]
        lasts = lasts - ((lasts > firsts) & blank[lasts - 1])
    kept = lasts > firsts
    firsts, lasts = firsts[kept], lasts[kept]
    pieces = -(-(lasts - firsts) // _LONGEST)
    number = np.arange(int(pieces.sum())) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    firsts = np.repeat(firsts, pieces) + number * _LONGEST
    return firsts, np.minimum(firsts + _LONGEST, np.repeat(lasts, pieces))


def _ranges(begins: Ints, sizes: Ints) -> Ints:
    """The numbers of all ranges, one range behind the other."""
    numbers: Ints = np.arange(int(sizes.sum())) + np.repeat(begins - np.cumsum(sizes) + sizes, sizes)
    return numbers


def _unsure(scores: Floats, sequence_starts: Ints) -> tuple[Ints, Ints, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The runs of tokens that may be in a name: begins, sizes, and whether a sure ``O`` stands behind and before them.

    A token whose label is settled parts its sequence into two that do not depend on each other; most are settled.
    """
    unsure = scores[:, 1:].max(axis=1) > scores[:, 0] - _SURE
    first = np.zeros(len(unsure) + 1, bool)
    first[sequence_starts] = first[-1] = True
    starts = unsure & (first[:-1] | ~np.concatenate(([False], unsure[:-1])))
    ends = unsure & (first[1:] | ~np.concatenate((unsure[1:], [False])))
    begins, lasts = np.flatnonzero(starts), np.flatnonzero(ends)
    return begins, lasts - begins + 1, ~first[begins], ~first[lasts + 1]


def _blocks(firsts: Ints, lasts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Groups sequences to about ``_BLOCK`` tokens; a longer sequence is a block of its own."""
    if not len(firsts):
        return
    group = np.cumsum(lasts - firsts) // _BLOCK
    cuts = np.flatnonzero(np.diff(group)) + 1
    yield from zip(np.split(firsts, cuts), np.split(lasts, cuts), strict=True)


@cache
def model() -> Model:
    """The tagger of ``models/tagger``."""
    return Model.load(models_dir() / "tagger" / "tagger.npz")
