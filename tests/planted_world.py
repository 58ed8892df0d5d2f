"""People, bodies and places of an invented government, for the planted corpus."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

_ROWS = [line.split("\t") for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines()]


def _names(kind: str) -> list[str]:
    return [row[1] for row in _ROWS if row[0] == kind]


def _table(kind: str, column: int = 2) -> dict[str, str]:
    return {row[1]: row[column] for row in _ROWS if row[0] == kind}


SURNAMES, GIVEN, TOPICS, COMPANIES = map(_names, ("surname", "given", "topic", "company"))
FOREIGN_GIVEN, FOREIGN_SURNAMES = map(_names, ("foreign_given", "foreign_surname"))
MINISTRIES = _table("ministry")
SHORT_MINISTRIES = {name: short for name, short in _table("ministry", 3).items() if short}
SHORT_MINISTERS = _table("minister")
COUNTRIES = _table("country")
CAPITALS = {COUNTRIES[name]: capital for name, capital in _table("country", 3).items()}
TOWNS = [(row[1], row[2], row[3]) for row in _ROWS if row[0] == "town"]
LAWS = list(_table("law").items())
SERIES = list(_table("series").items())


@dataclass(frozen=True)
class Person:
    """A holder of a post; ``body`` is a ministry or a country."""

    name: str
    title: str
    body: str

    @property
    def surname(self) -> str:
        if "・" in self.name:
            return self.name.split("・")[-1]
        return max((s for s in SURNAMES if self.name.startswith(s)), key=len)


@dataclass
class World:
    """Who holds which post in which half-year."""

    random: random.Random
    years: range
    _cabinets: dict[tuple[int, str], tuple[Person, Person]] = field(default_factory=dict)
    _abroad: dict[tuple[int, str], Person] = field(default_factory=dict)

    def cabinet(self, year: int, ministry: str) -> tuple[Person, Person]:
        """Minister and vice-minister; one year in five the two have one surname."""
        key = (year // 2, ministry)
        if key not in self._cabinets:
            portfolio = MINISTRIES[ministry]
            first = self.random.choice(SURNAMES)
            second = first if self.random.random() < 0.2 else self.random.choice(SURNAMES)
            one, two = self.random.sample(GIVEN, 2)
            self._cabinets[key] = (
                Person(first + one, f"{portfolio}大臣", ministry),
                Person(second + two, f"{portfolio}副大臣", ministry),
            )
        return self._cabinets[key]

    def abroad(self, year: int, country: str, portfolio: str) -> Person:
        """A foreign minister of that portfolio."""
        key = (year // 3, country + portfolio)
        if key not in self._abroad:
            name = f"{self.random.choice(FOREIGN_GIVEN)}・{self.random.choice(FOREIGN_SURNAMES)}"
            self._abroad[key] = Person(name, f"{portfolio}大臣", country)
        return self._abroad[key]
