"""The weights of the statistical tagger, a linear-chain CRF over Sudachi tokens, and what words score by them.

Training (``models/build/train_tagger.py``) writes the weights; here a word's weights are summed up once and
kept with its lexeme, so that a token costs five row additions and a look-up for each pattern of neighbours.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extractor.entities.statistical.features import PATTERNS, features, kind
from extractor.records import ModelError
from extractor.resources import models_dir
from extractor.text.tokens import LexemeTable

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SPAN = 2  # the furthest neighbour that a feature looks at
DISTANCES = 2 * SPAN + 1
EDGE = "|"  # feature and kind of the places before and behind a sequence
_STOPS = frozenset("。！？!?")


class Model:
    """Exported weights, states in an order that makes those of one step neighbours.

    With ``n`` types the states are the insides of names (``n``), their last words (``n``), ``O``, names of one word
    (``n``) and first words (``n``): ``outside`` is the index of ``O``.

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
        self.types = [label[2:] for label in labels[1::4]]
        size = self.size = len(self.types)
        self.outside = 2 * size
        begin, inside, last, unit = (np.arange(size) * 4 + offset for offset in (1, 2, 3, 4))
        order = np.concatenate((inside, last, [0], unit, begin))
        self.vocabulary = vocabulary
        self.indptr, self.weights = indptr, weights
        self.cells = cells - cells % len(labels) + np.argsort(order)[cells % len(labels)]
        self.kinds = kinds
        self.pattern_rows = np.ascontiguousarray(pattern_rows[:, order])
        self.patterns = [_Pattern(number, len(kinds) + 1, codes) for number in range(len(PATTERNS))]
        # Every first word and inside is left by one inner step: what the best of these brings is counted at the word.
        self.bias = np.zeros(len(labels), np.float32)
        for state in (begin, inside):
            self.bias[state] = np.maximum(transitions[state, inside], transitions[state, last])
        transitions = transitions - self.bias[:, None]
        self.bias = self.bias[order]
        self.transitions = transitions[np.ix_(order, order)]

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

    def emissions(self, columns: Columns, line: Ints) -> Floats:
        """Scores (place, state) of the lexemes of ``line`` but for the ``SPAN`` at its ends, which are edges."""
        size = len(line) - 2 * SPAN
        scores: Floats = columns.rows[0].take(line[:size], axis=0)
        for n in range(1, DISTANCES):
            scores += columns.rows[n].take(line[n : n + size], axis=0)
        kinds = columns.kinds.take(line)
        for pattern in self.patterns:
            scores += self.pattern_rows.take(pattern.rows_of(kinds, size), axis=0)
        return scores


class _Pattern:
    """Which row of weights a pattern of neighbouring kinds has: tables in place of a search in the codes."""

    def __init__(self, number: int, wide: int, codes: Ints) -> None:
        self.distances = PATTERNS[number]
        self.wide = wide
        length = len(self.distances)
        within = np.flatnonzero(codes // wide**length == number)
        own = codes[within] - number * wide**length
        heads = own // wide ** (length - 2)
        # The first two kinds give the row, or for three kinds a block of rows that the third picks from.
        self.pairs = np.zeros(wide * wide, np.int64)
        self.thirds: Ints | None = None
        if length == 2:
            self.pairs[:] = len(codes)
            self.pairs[heads] = within
        else:
            known, block = np.unique(heads, return_inverse=True)
            self.pairs[known] = np.arange(1, len(known) + 1) * wide
            self.thirds = np.full((len(known) + 1) * wide, len(codes), np.int64)
            self.thirds[(block + 1) * wide + own % wide] = within

    def rows_of(self, kinds: Ints, size: int) -> Ints:
        """The row for each of the ``size`` places behind the first ``SPAN`` of ``kinds``."""
        parts = [kinds[SPAN + distance : SPAN + distance + size] for distance in self.distances]
        found: Ints = self.pairs.take(parts[0] * self.wide + parts[1])
        return found if self.thirds is None else self.thirds.take(found + parts[2])


class Columns:
    """What the tagger keeps of a lexeme table: weights by distance and state, kind and flags of each lexeme."""

    def __init__(self, states: int) -> None:
        self.size = 0
        self.rows = np.zeros((DISTANCES, 0, states), np.float32)
        self.kinds = np.zeros(0, np.int64)
        self.barrier = np.zeros(0, bool)
        self.blank = np.zeros(0, bool)
        self.edge = 0

    def extend(self, model: Model, table: LexemeTable) -> None:
        """Adds the lexemes that came since the last call; the edge takes the place behind the last."""
        begin, end = self.size, len(table.surfaces)
        states = len(model.transitions)
        width = DISTANCES * states
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
        rows = new.astype(np.float32).reshape(-1, DISTANCES, states).transpose(1, 0, 2)
        rows[SPAN] += model.bias
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


def columns_of(model: Model, table: LexemeTable) -> Columns:
    """The columns of a table for one model, brought up to its last word."""
    owner, columns = table.cache.get("tagger", (None, None))
    if owner is not model:
        columns = Columns(len(model.transitions))
        table.cache["tagger"] = model, columns
    if columns.size < len(table.surfaces) or not len(columns.kinds):
        columns.extend(model, table)
    found: Columns = columns
    return found


def is_barrier(surface: str) -> bool:
    """Whether no name may run over the token: line breaks, ends of sentences, gaps of several blanks."""
    return surface in _STOPS or (surface.isspace() and (len(surface) > 1 or surface == "\n" or surface == "\t"))


@cache
def model() -> Model:
    """The tagger of ``models/tagger``."""
    return Model.load(models_dir() / "tagger" / "tagger.npz")
