"""Which officials of different documents are one person.

A person is a full name in one house (山田太郎 of 外務省). A surname (山田/大臣/外務省) is that person's when the house
had exactly one of that name in that post around that day; without a house (山田/大臣), when the corpus had exactly one.
Else it stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractor.corpus.identity import stable_id
from extractor.corpus.lineage import post, posts_agree

NEAR = 730  # days that a surname may stand from the full name: posts change hands after about two years
GAP = 15 * 365  # a name not told of for so long is another person's when it comes again
_PARTS = re.compile("[・=＝]")


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """An official as one document names it; ``day`` is the ordinal of a day of that month, 0 when unknown."""

    name: str
    title: str
    house: str
    day: int


@dataclass(slots=True)
class _Person:
    name: str
    houses: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    days: list[int] = field(default_factory=list)
    epoch: str = ""

    @property
    def id(self) -> str:
        house = min(self.houses - {""}, default="")
        return stable_id("OFFICIAL", self.name, house, *filter(None, (self.epoch,)))

    def near(self, day: int) -> bool:
        known = [d for d in self.days if d]
        return not day or not known or min(known) - NEAR <= day <= max(known) + NEAR


def resolve(sightings: Iterable[Sighting]) -> Iterator[tuple[Sighting, str]]:
    """Gives every sighting its id; the result does not depend on the order.

    Args:
        sightings: all officials of the corpus; each counts once, however many documents name it.
    """
    rows = sorted(set(sightings))
    persons: list[_Person] = []
    waiting: list[Sighting] = []
    for name, group in _by_name(rows):
        if not name:
            yield from ((s, stable_id("OFFICIAL", "", post(s.title), s.house)) for s in group)
        elif _can_be_full(name):
            for person, own in _persons(name, group):
                persons.append(person)
                waiting += own
        else:
            waiting += group
    by_name: dict[str, list[_Person]] = {}
    for person in persons:
        by_name.setdefault(person.name, []).append(person)
    longer = _Longer(persons)
    for s in waiting:
        # A text that does not tell the house leaves it to the post and the time.
        found = [p for p in longer.of(s.name) if (not s.house or s.house in p.houses) and p.near(s.day)]
        found = [p for p in found if any(posts_agree(s.title, t) for t in p.titles)]
        exact = [p for p in found if s.title in p.titles]
        chosen = exact if len(exact) == 1 else found
        if len(chosen) == 1:
            yield s, chosen[0].id
            continue
        own_person = next((p for p in by_name.get(s.name, ()) if s.house in p.houses and _holds(p, s)), None)
        yield s, own_person.id if own_person else stable_id("OFFICIAL", s.name, s.house, post(s.title))


def _by_name(rows: Sequence[Sighting]) -> Iterator[tuple[str, list[Sighting]]]:
    groups: dict[str, list[Sighting]] = {}
    for s in rows:
        groups.setdefault(s.name, []).append(s)
    yield from sorted(groups.items())


def _can_be_full(name: str) -> bool:
    """Three characters may be a surname (佐々木) or a whole name (林芳正)."""
    return len(name) > 2


def _persons(name: str, group: Sequence[Sighting]) -> Iterator[tuple[_Person, list[Sighting]]]:
    """The persons of one full name: one for each house, houses joined that share a telling title."""
    houses = sorted({s.house for s in group})
    parent = {h: h for h in houses}

    def root(h: str) -> str:
        while parent[h] != h:
            h = parent[h]
        return h

    by_title: dict[str, str] = {}
    for s in group:
        if len(s.title) > 3 and len(post(s.title)) > 1:
            first = by_title.setdefault(s.title, s.house)
            a, b = sorted((root(first), root(s.house)))
            parent[b] = a
    if "" in parent and len({root(h) for h in houses if h}) == 1:
        parent[root("")] = root(next(h for h in houses if h))
    for house in sorted({root(h) for h in houses}):
        own = sorted((s for s in group if root(s.house) == house), key=lambda s: (s.day, s))
        person = _Person(name)
        mine: list[Sighting] = []
        last = 0
        for s in own:
            if s.day and last and s.day - last > GAP:
                yield person, mine
                person, mine = _Person(name, epoch=str(date.fromordinal(s.day).year)), []
            last = s.day or last
            person.houses.add(s.house)
            person.titles.add(s.title)
            person.days.append(s.day)
            mine.append(s)
        yield person, mine


def _holds(person: _Person, s: Sighting) -> bool:
    return s.title in person.titles and (not s.day or s.day in person.days or person.near(s.day))


class _Longer:
    """Finds the persons whose name goes on behind a surname, or holds it as one of its parts."""

    def __init__(self, persons: Sequence[_Person]) -> None:
        self._by_part: dict[str, list[_Person]] = {}
        for person in persons:
            parts = _PARTS.split(person.name)
            # Japanese surnames have up to three characters, and a given name follows.
            keys = parts if len(parts) > 1 else [person.name[:n] for n in (1, 2, 3) if n < len(person.name)]
            for key in {*keys} - {person.name, ""}:
                self._by_part.setdefault(key, []).append(person)

    def of(self, name: str) -> list[_Person]:
        found = self._by_part.get(name, [])
        return [p for p in found if len(name) > 1 or len(p.name) < 4 or _PARTS.search(p.name)]
