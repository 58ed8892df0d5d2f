"""Reads names out of a text with the weights of ``model.py``: the best path of the chain, over few of its tokens.

Most tokens are in no name, and many stand in mentions that the grammar has settled. A pass over whole columns finds
which tokens the best path may put into a name at all; a batched Viterbi then reads these runs alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import as_strided

from extractor.entities.statistical.model import SPAN, Columns, Floats, Ints, Model, columns_of, model
from extractor.text.tokens import Tokens

Bools = npt.NDArray[np.bool_]

_LONGEST = 400  # tokens; a longer stretch is cut, since steps of the Viterbi run one behind the other
_BLOCK = 16_000  # tokens decoded at once: bounds the memory, suits the processor's cache
_FORBIDDEN = np.float32(-1e9)
_BORDER = -1e4  # score of a name that runs over the border of a sequence
_ROUNDING = 1e-3  # of sums of scores
_NEAR = 3  # tokens: parts of one mention stand no farther from each other


class Span(NamedTuple):
    """A tagged stretch: tokens ``first``..``last``, and how much better it scores than no name at all."""

    first: int
    last: int
    label: str
    margin: float


class Decoder:
    """The transitions of a model, cut to the steps that the passes take."""

    def __init__(self, model: Model) -> None:
        size, steps = model.size, model.transitions
        self.model = model
        self.size = size
        # The closed states end a name or are outside, the opening ones begin one or are outside.
        self.inside, self.last, self.begin = slice(0, size), slice(size, 2 * size), slice(3 * size + 1, 4 * size + 1)
        self.unit, self.inner = slice(2 * size + 1, 3 * size + 1), slice(0, 2 * size)
        self.closed, self.opening = slice(size, 3 * size + 1), slice(2 * size, 4 * size + 1)
        self.outer = steps[self.closed, self.opening]
        each = np.arange(size)
        inside, last, begin = (each + group.start for group in (self.inside, self.last, self.begin))
        targets = np.stack((inside, last))
        self.inward = np.stack((steps[begin, targets], steps[inside, targets]))  # from, to, type
        allowed = np.zeros(steps.shape, bool)
        allowed[self.closed, self.opening] = True
        allowed[begin, targets] = allowed[inside, targets] = True
        self.into = np.ascontiguousarray(np.where(allowed, steps, _FORBIDDEN).T)  # rows: the state a step leads to
        # Against staying outside: what a step within a name, into one and out of one brings at most.
        stay = steps[model.outside, model.outside]
        (self.begin_inside, self.begin_last), (self.inside_inside, self.inside_last) = (
            self.inward[..., None].astype(np.float64) - stay
        )
        table = self.outer
        self.enter = np.maximum((table - table[:, [0]]).max(axis=0), 0)[:, None]  # states of ``opening``
        self.leave = np.maximum((table - table[[size]]).max(axis=1), 0)[:, None]  # states of ``closed``

    def decode(self, tokens: Tokens, owners: Ints | None = None) -> Iterator[Span]:
        """Yields the names of a text from left to right.

        Args:
            tokens: the text.
            owners: for each token the number of the settled mention that it is in, 0 for none. A name within one
                settled mention, with nothing open near it, is left out.
        """
        owners = np.zeros(len(tokens), np.int64) if owners is None else owners
        columns = columns_of(self.model, tokens.table)
        lexemes = np.asarray(tokens.lexemes, np.int64)
        firsts, lasts = sequences(columns.barrier.take(lexemes), columns.blank.take(lexemes))
        is_open = _open(owners, firsts, lasts)
        for block in _blocks(firsts[is_open], lasts[is_open]):
            yield from self._decode_block(columns, lexemes, owners, *block)

    def _decode_block(self, columns: Columns, lexemes: Ints, owners: Ints, firsts: Ints, lasts: Ints) -> Iterator[Span]:
        # The sequences in one line, with edges between them and at both ends.
        lengths = lasts - firsts
        at = _ranges(firsts, lengths)
        place = np.arange(len(at)) + SPAN * np.repeat(np.arange(len(lengths)), lengths)
        line = np.full(int(place[-1]) + 1 + 2 * SPAN, columns.edge, np.int64)
        line[place + SPAN] = lexemes[at]
        token_of = np.full(int(place[-1]) + 1, -1, np.int64)
        token_of[place] = at
        scores = self.model.emissions(columns, line)
        begins, ends = _runs(self._may_be_named(scores, token_of >= 0))
        kept = _open_runs(begins, ends, token_of, owners)
        begins, ends = begins[kept], ends[kept]
        if not len(begins):
            return
        yield from self._names(scores, token_of, begins, ends)

    def _names(self, scores: Floats, token_of: Ints, begins: Ints, ends: Ints) -> Iterator[Span]:
        """The names in the runs ``begins``..``ends`` of places."""
        outside, types = self.model.outside, self.model.types
        order = (begins - ends).argsort(kind="stable")  # longest first
        begins, sizes = begins[order], (ends - begins)[order]
        # The first places of all runs, then the second ones: a step of all runs is a stretch of neighbours.
        live = np.searchsorted(-sizes, -np.arange(int(sizes[0])), side="left")  # runs longer than t
        starts = live.cumsum() - live
        step = np.repeat(np.arange(len(live)), live)
        chosen = begins[np.arange(len(step)) - starts[step]] + step
        unsure = scores.take(chosen, axis=0)
        # A place that is surely outside names stands beside a run, or nothing at the border of a sequence.
        padded = np.concatenate(([-1], token_of, [-1]))
        unsure[: len(begins)][padded[begins] >= 0] += self.model.transitions[outside]
        lasts = starts[sizes - 1] + np.arange(len(begins))
        unsure[lasts[padded[begins + sizes + 1] >= 0]] += self.model.transitions[:, outside]
        path = np.full(len(token_of), outside)
        path[chosen] = self._viterbi(unsure, starts.tolist(), live.tolist(), lasts)
        firsts = (path > outside).nonzero()[0]
        gain = scores[np.arange(len(path)), path] - scores[:, outside]
        states, tokens = path.tolist(), token_of.tolist()
        for first in firsts.tolist():
            last = first
            while states[last] < self.size or states[last] >= self.begin.start:
                last += 1
            label = types[(states[first] - outside - 1) % self.size]
            yield Span(tokens[first], tokens[last], label, float(gain[first : last + 1].sum()))

    def _may_be_named(self, scores: Floats, word: Bools) -> Bools:
        """The places at which some name scores better than none, whatever names stand beside it.

        The best name of a type over a place is its best beginning up to there and its best end from there; both are
        running maxima of running sums, taken for all places at once.
        """
        rel = (scores - scores[:, [self.model.outside]]).T.astype(np.float64)
        rel[:, ~word] = _BORDER
        first = rel[self.begin] + self.enter[-self.size :]
        inside = rel[self.inside]
        last = rel[self.last] + self.leave[: self.size]
        unit = rel[self.unit] + self.enter[1 : self.size + 1] + self.leave[-self.size :]
        # Sums of steps inside; a name that is inside at a place came from a first word before it.
        sums = (inside + self.inside_inside).cumsum(axis=1)
        opened = np.full_like(inside, -np.inf)
        opened[:, 1:] = first[:, :-1] + inside[:, 1:] + self.begin_inside
        opened = sums + np.maximum.accumulate(opened - sums, axis=1)
        rest = np.full_like(inside, -np.inf)
        rest[:, :-1] = last[:, 1:] + self.inside_last
        rest = np.maximum.accumulate((rest + sums)[:, ::-1], axis=1)[:, ::-1] - sums
        best = np.maximum(unit, opened + rest)
        after = np.maximum(last[:, 1:] + self.begin_last, inside[:, 1:] + rest[:, 1:] + self.begin_inside)
        before = np.maximum(first[:, :-1] + self.begin_last, opened[:, :-1] + self.inside_last)
        best[:, :-1] = np.maximum(best[:, :-1], first[:, :-1] + after)
        best[:, 1:] = np.maximum(best[:, 1:], last[:, 1:] + before)
        named: Bools = best.max(axis=0) > -_ROUNDING
        return named

    def _viterbi(self, scores: Floats, starts: list[int], live: list[int], lasts: Ints) -> Ints:
        """The best state of each place, in the order of ``scores``, which it overwrites.

        Inside a name only its own type can follow, so that the full maximum goes over the states outside names alone.

        Args:
            scores: the places of step 0 of all runs, longest run first, then those of step 1, and so on.
            starts, live: where a step begins, and how many runs reach it.
            lasts: the last place of each run.
        """
        size = self.size
        scores[: live[0], self.inner] = _FORBIDDEN
        opening = scores[:, self.opening]
        inner = scores[:, self.inner].reshape(-1, 2, size)
        # Beginnings and insides as one axis; the insides stand 3 * size + 1 columns before the beginnings.
        row, column = scores.strides
        opened = as_strided(
            scores[:, self.begin], (len(scores), 2, 1, size), (row, -self.begin.start * column, 0, column)
        )
        maximum = np.maximum.reduce
        for t in range(1, len(live)):
            before, now = slice(starts[t - 1], starts[t - 1] + live[t]), slice(starts[t], starts[t] + live[t])
            closed = scores[before, self.closed].T.copy()  # the sum and the maximum are fast along the last axis
            opening[now] += maximum(closed[:, :, None] + self.outer[:, None], axis=0)
            inner[now] += maximum(opened[before] + self.inward, axis=1)
        # A run ends outside names; from there the way back is found again, since most states are on no way.
        path = np.empty(len(scores), np.int64)
        path[lasts] = size + scores[lasts, self.closed].argmax(axis=1)
        state = path[lasts]
        for t in range(len(live) - 2, -1, -1):
            behind, now = live[t + 1], slice(starts[t], starts[t] + live[t + 1])
            state[:behind] = path[now] = (scores[now] + self.into[state[:behind]]).argmax(axis=1)
        return path


def _runs(mask: Bools) -> tuple[Ints, Ints]:
    """Beginnings and ends of the stretches of true places."""
    steps = np.diff(np.concatenate(([False], mask, [False])).view(np.int8))
    return (steps == 1).nonzero()[0], (steps == -1).nonzero()[0]


def _open(owners: Ints, begins: Ints, ends: Ints) -> Bools:
    """Which of the non-empty stretches are not wholly within one settled mention."""
    if not len(begins):
        return np.zeros(0, bool)
    borders = np.concatenate(([0], np.cumsum(owners[1:] != owners[:-1])))
    found: Bools = (owners.take(begins) == 0) | (borders.take(begins) != borders.take(ends - 1))
    return found


def _open_runs(begins: Ints, ends: Ints, token_of: Ints, owners: Ints) -> Bools:
    """The runs that are not within one settled mention, and those so near to such a run that they may join it."""
    is_open = _open(np.concatenate(([0], owners))[token_of + 1], begins, ends)
    if not len(begins):
        return is_open
    # Of the first and the last run the neighbours are not known.
    is_open[0] = is_open[-1] = True
    apart = np.concatenate(([0], (token_of[begins[1:]] - token_of[ends[:-1] - 1] > _NEAR).nonzero()[0] + 1))
    sizes = np.diff(np.concatenate((apart, [len(begins)])))
    return np.repeat(np.logical_or.reduceat(is_open, apart), sizes)


def sequences(barrier: npt.NDArray[np.bool_], blank: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """First and behind-last token of each stretch between barriers, without blanks at its edges.

    Args:
        barrier, blank: for each token of the text, whether it is a barrier, and whether it is blank.
    """
    if blank.any():
        gap = blank[:-1] & blank[1:]  # Sudachi may give a token to each blank
        barrier = barrier | np.concatenate((gap, [False])) | np.concatenate(([False], gap))
    firsts, lasts = _runs(~barrier)
    if len(firsts):
        firsts = firsts + blank[firsts]
        lasts = lasts - ((lasts > firsts) & blank[lasts - 1])
    kept = lasts > firsts
    firsts, lasts = firsts[kept], lasts[kept]
    if not len(firsts) or (lasts - firsts).max() <= _LONGEST:
        return firsts, lasts
    pieces = -(-(lasts - firsts) // _LONGEST)
    number = np.arange(int(pieces.sum())) - np.repeat(pieces.cumsum() - pieces, pieces)
    firsts = np.repeat(firsts, pieces) + number * _LONGEST
    return firsts, np.minimum(firsts + _LONGEST, np.repeat(lasts, pieces))


def _ranges(begins: Ints, sizes: Ints) -> Ints:
    """The numbers of all ranges, one range behind the other."""
    numbers: Ints = np.arange(int(sizes.sum())) + np.repeat(begins - sizes.cumsum() + sizes, sizes)
    return numbers


def _blocks(firsts: Ints, lasts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Groups sequences to about ``_BLOCK`` tokens; a longer sequence is a block of its own."""
    if not len(firsts):
        return
    sizes = lasts - firsts
    if sizes.sum() <= _BLOCK:
        yield firsts, lasts
        return
    group = sizes.cumsum() // _BLOCK
    cuts = (np.diff(group)).nonzero()[0] + 1
    yield from zip(np.split(firsts, cuts), np.split(lasts, cuts), strict=True)


@cache
def decoder() -> Decoder:
    """The decoder of ``models/tagger``."""
    return Decoder(model())
