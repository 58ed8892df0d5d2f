"""What an event record tells, in the form that two records are compared by."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractor.corpus.identity import stable_id
from extractor.corpus.times import stretch
from extractor.resources import rows

# How far from its publication an undated happening lies, in days: before it when past, behind it when planned.
_BEFORE, _BEHIND = 45, 60


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant: who, of which house, in which part."""

    id: str
    label: str
    name: str
    title: str
    house: str
    role: str

    @property
    def person(self) -> bool:
        """Whether somebody is named, not an office or a body."""
        return bool(self.name) and self.label in ("OFFICIAL", "PERSON")


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its code (``JP-13101``, ``KR:仁川``) or, without one, its name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """A law, document or conference; ``key`` is its normal form, ``ordinal`` that of a conference."""

    id: str
    key: str
    ordinal: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """The comparable form of one event record.

    Args:
        document: number of its document; two records of one document are never one happening.
        step: what part of a longer course is told (署名, 発効), empty when the trigger does not tell.
        start: first day as an ordinal, 0 when nothing is known.
        minutes: first and last minute of the day, when told.
        told: the date is the event's own, not guessed from the publication.
        precision: 0 year, 1 month, 2 day, 3 minute.
        text: title and day of its text, which copies of one release share; empty without a telling title.
        trigger: the words of its trigger, folded.
    """

    document: int
    type: str
    step: str
    status: str
    start: int
    end: int
    minutes: tuple[int, int] | None
    told: bool
    precision: int
    text: str
    trigger: str
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    laws: tuple[Named, ...]
    documents: tuple[Named, ...]
    conference: Named | None

    def dump(self) -> str:
        """As text for the store."""
        lists = [[[getattr(x, f) for f in x.__slots__] for x in xs] for xs in (self.actors, self.places)]
        names = [[[n.id, n.key, n.ordinal] for n in xs] for xs in (self.laws, self.documents)]
        c = self.conference
        fixed = [self.document, self.type, self.step, self.status, self.start, self.end, self.minutes, self.told]
        return json.dumps(
            [*fixed, self.precision, self.text, self.trigger, *lists, *names, c and [c.id, c.key, c.ordinal]],
            ensure_ascii=False,
        )

    @classmethod
    def load(cls, text: str) -> Happening:
        """What ``dump`` wrote."""
        row = json.loads(text)
        document, type_, step, status, start, end, minutes, told, precision, copy, trigger = row[:11]
        actors, places, laws, documents, conference = row[11:]
        return cls(
            document,
            type_,
            step,
            status,
            start,
            end,
            minutes and (minutes[0], minutes[1]),
            told,
            precision,
            copy,
            trigger,
            tuple(Actor(*a) for a in actors),
            tuple(Place(*p) for p in places),
            tuple(Named(*n) for n in laws),
            tuple(Named(*n) for n in documents),
            conference and Named(*conference),
        )

    def entities(self) -> list[str]:
        """The ids of all its slots."""
        named = (*self.laws, *self.documents, *filter(None, (self.conference,)))
        return [*(a.id for a in self.actors), *(p.id for p in self.places), *(n.id for n in named)]

    def keys(self) -> Iterator[int]:
        """Numbers that two records of one happening share at least one of."""
        names = {a.id for a in self.actors} | {a.house for a in self.actors if a.house}
        names |= {n.id for n in (*self.laws, *self.documents)}
        names |= {p.code.split(":")[0][:5] or p.name for p in self.places}
        if self.conference:
            names |= {self.conference.id, self.conference.key}
        if self.text:
            names.add(self.text)
        for name in sorted(names):
            yield int(stable_id("key", self.type, name)[4:], 16) >> 1  # SQLite's integers have 63 bits and a sign


def span_of(date: str | None, status: str, published: str | None) -> tuple[int, int, tuple[int, int] | None, bool, int]:
    """First and last day, minutes, whether the date is told, and its precision."""
    known = stretch(date)
    if known:
        return known.start, known.end, known.minutes, True, known.precision
    text = stretch(published)
    if text is None:
        return 0, 0, None, False, 0
    if status == "planned":
        return text.start, text.end + _BEHIND, None, False, 0
    return text.start - _BEFORE, text.end, None, False, 0


@cache
def _steps() -> dict[str, tuple[tuple[str, str], ...]]:
    """Words of triggers with the step they tell, by event type, in the order of the table."""
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows("rules/steps"):
        words = tuple((word, row["step"]) for word in row["words"].split("|"))
        table[row["type"]] = (*table.get(row["type"], ()), *words)
    return table


def step_of(type_: str, trigger: str) -> str:
    """The step of an event type that a trigger tells: ``代替措置を公布`` of legislation is ``promulgation``."""
    return next((step for word, step in _steps().get(type_, ()) if word in trigger), "")
