"""Candidate pairs by an index of shared names and days, and clusters of records that tell one happening."""

from __future__ import annotations

import heapq
from array import array
from collections import OrderedDict
from collections.abc import Iterator

from extractor.corpus.happenings import Happening
from extractor.corpus.likeness import THRESHOLD, conflict, score
from extractor.corpus.store import Store

_SCAN = 200  # records looked at for a key: a name told of more often in those days tells little
_BEST = 40  # pairs kept for a record
_HELD = 20_000  # records held in memory
_TIE = 0.25  # scores nearer than this do not choose between two happenings
_WITNESSES = 24  # records of a cluster that a further one must agree with
_EVER = 1 << 40
_LOOK = "SELECT n FROM block WHERE key = ? AND (start, n) > (?, ?) AND start <= ? ORDER BY start, n LIMIT ?"


class Records:
    """The happenings of the store, the last used of them in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: OrderedDict[int, Happening] = OrderedDict()

    def __getitem__(self, n: int) -> Happening:
        found = self._held.get(n)
        if found is None:
            found = Happening.load(self._store.row("SELECT happening FROM event WHERE n = ?", n)[0])
            self._held[n] = found
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(n)
        return found


def index(store: Store) -> None:
    """Fills the index of the store: every event under each of its keys."""
    store.add(
        "block",
        (
            (key, happening.start, n)
            for n, text in store.rows("SELECT n, happening FROM event ORDER BY n")
            for happening in (Happening.load(text),)
            for key in happening.keys()  # noqa: SIM118 - no mapping
        ),
        once=True,
    )


def pair(store: Store, records: Records) -> None:
    """Writes the pairs of records that are likely one happening, with their scores."""
    store.add("edge", _pairs(store, records))


def _pairs(store: Store, records: Records) -> Iterator[tuple[int, int, float]]:
    (count,) = store.row("SELECT COUNT(*) FROM event")
    for n in range(count):
        mine = records[n]
        found = []
        for other in sorted(_candidates(store, mine, n)):
            theirs = records[other]
            if theirs.document == mine.document or conflict(mine, theirs):
                continue
            value = score(mine, theirs)
            if value >= THRESHOLD:
                found.append((-round(value, 3), other))
        yield from ((min(n, k), max(n, k), -value) for value, k in heapq.nsmallest(_BEST, found))


def _candidates(store: Store, mine: Happening, n: int) -> set[int]:
    """The records that share a key with a record and begin within its days; those before it find it themselves."""
    end = mine.end if mine.start else _EVER
    found: set[int] = set()
    for key in mine.keys():  # noqa: SIM118 - no mapping
        found.update(k for (k,) in store.rows(_LOOK, key, mine.start, n, end, _SCAN))
    return found


def cluster(store: Store, records: Records) -> array[int]:
    """The happening of each event, named by its first record's number.

    Pairs are taken in the order of their scores. Two clusters become one only when none of their records speaks
    against it; a record that fits two happenings equally well, which exclude each other, joins neither by that pair.
    """
    (count,) = store.row("SELECT COUNT(*) FROM event")
    parent = array("q", range(count))
    members: dict[int, list[int]] = {}
    documents: dict[int, set[int]] = {}
    store.do("CREATE INDEX edge_b ON edge (b)")

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b, value in store.rows("SELECT a, b, score FROM edge ORDER BY score DESC, a, b"):
        x, y = sorted((root(a), root(b)))
        if x == y:
            continue
        one, other = (members.get(r, [r]) for r in (x, y))
        told = [documents.get(r) or {records[r].document} for r in (x, y)]
        if not told[0].isdisjoint(told[1]):
            continue
        if any(conflict(records[i], records[j]) for i in one[:_WITNESSES] for j in other[:_WITNESSES]):
            continue
        if _undecided(store, records, a, b, value) or _undecided(store, records, b, a, value):
            continue
        parent[y] = x
        # The smaller list goes into the larger one, so that what thousands of texts tell costs no more than its length.
        small, large = sorted((one, other), key=len)
        large += small
        few, many = sorted(told, key=len)
        many |= few
        members.pop(y, None)
        documents.pop(y, None)
        members[x], documents[x] = large, many
    return array("q", map(root, range(count)))


def _undecided(store: Store, records: Records, a: int, b: int, value: float) -> bool:
    """Whether ``a`` fits another record as well as ``b``, and the two cannot be one happening."""
    near = store.rows(
        "SELECT b FROM edge WHERE a = ? AND score > ? UNION SELECT a FROM edge WHERE b = ? AND score > ?",
        a,
        value - _TIE,
        a,
        value - _TIE,
    )
    return any(n != b and conflict(records[n], records[b]) for (n,) in near)
