"""What the place lexicons say of a name: its kind, its code, and which municipality an ambiguous name means.

Facts: models/lexicon/{prefectures,municipalities,city_shorts,towns,countries,cities,provinces,regions}.tsv.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.resources import Matcher, rows

_ORDER = {"city": 0, "ward": 1, "town": 2, "village": 3}
_COUNTRY_LETTERS = "letter"


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name.

    Args:
        kind: country, prefecture, municipality, city, province, region, sea, island, mountain, river or facility.
        value: the code that the mention carries; for a province the code of its country.
        prefix: county or designated city of a municipality.
        rank: 0 is the likeliest of several municipalities of one name.
        short: written without 県 or 市.
    """

    kind: str
    value: str
    prefix: str = ""
    rank: int = 0
    short: bool = False


@cache
def names() -> dict[str, tuple[Name, ...]]:
    """Every place name of the lexicons with its readings."""
    found: dict[str, list[Name]] = {}

    def add(name: str, reading: Name) -> None:
        if reading not in found.setdefault(name, []):
            found[name].append(reading)

    for row in rows("lexicon/prefectures"):
        add(row["name"], Name("prefecture", row["code"]))
        if row["short"] != row["name"]:
            add(row["short"], Name("prefecture", row["code"], short=True))
    for row in rows("lexicon/municipalities"):
        kind = row["kind"].removeprefix("former_")
        rank = _ORDER[kind] + 4 * (kind != row["kind"])
        reading = Name("municipality", f"JP-{row['code']}", row["prefix"], rank)
        add(row["name"], reading)
        if row["prefix"]:
            add(row["prefix"] + row["name"], reading)
    for row in rows("lexicon/city_shorts"):
        add(row["name"], Name("municipality", f"JP-{row['code']}", short=True))
    for row in rows("lexicon/countries"):
        if row["kind"] != _COUNTRY_LETTERS:
            add(row["name"], Name("country", row["code"]))
    for row in rows("lexicon/provinces"):
        for name in row["names"].split("|"):
            add(name, Name("province", row["code"]))
    for row in rows("lexicon/cities"):
        reading = Name("city", f"{row['code']}:{row['name'].removesuffix('市')}")
        add(row["name"], reading)
        add(row["name"].removesuffix("市") + "市", reading)
    for row in rows("lexicon/regions"):
        for name in row["names"].split("|"):
            if name not in found:
                add(name, Name(row["kind"], ""))
    return {name: tuple(readings) for name, readings in found.items()}


@cache
def matcher() -> Matcher:
    """Finds the names of ``names()``."""
    return Matcher(names())


@cache
def letters() -> dict[str, str]:
    """Kanji that stand for a country (米, 英) and its code."""
    return {row["name"]: row["code"] for row in rows("lexicon/countries") if row["kind"] == _COUNTRY_LETTERS}


@cache
def _town_table() -> dict[str, str]:
    return {row["code"]: row["names"] for row in rows("lexicon/towns")}


@cache
def _wards(city: str) -> tuple[str, ...]:
    """Codes of the wards of the designated city with code ``city``."""
    prefix = next((r["name"] for r in rows("lexicon/municipalities") if r["code"] == city and not r["prefix"]), "")
    return tuple(r["code"] for r in rows("lexicon/municipalities") if prefix and r["prefix"] == prefix)


@cache
def towns(value: str) -> frozenset[str]:
    """The town names (町, 大字) of the municipality ``value`` = ``JP-13101``; a designated city has its wards'."""
    code = value.removeprefix("JP-")
    return frozenset(name for c in (code, *_wards(code)) for name in _town_table().get(c, "").split("|") if name)


def town_at(text: str, start: int, value: str) -> int:
    """The end of the longest town name of municipality ``value`` that begins at ``start``, else ``start``."""
    known = towns(value)
    return next(
        (start + n for n in range(min(12, len(text) - start), 1, -1) if text[start : start + n] in known), start
    )


def choose(readings: Sequence[Name], near: Iterable[tuple[str, str]], *, prefecture: str = "") -> Name | None:
    """The municipality that an ambiguous name means, None for a ward whose city the text never tells.

    Args:
        readings: the municipalities of that name.
        near: (code, prefix) of the other places of the document, nearest first; a prefix is the name of a city.
        prefecture: code of the prefecture that stands right before the name.
    """
    if prefecture:
        readings = [r for r in readings if r.value.startswith(prefecture)]
    if not readings:
        return None
    current = [r for r in readings if r.rank < len(_ORDER)]
    if len(current) == 1 and (not current[0].prefix.endswith("市") or len(readings) == 1):
        return current[0]
    for code, name in near:
        inside = [r for r in readings if r.value[:5] == code[:5] and (not r.prefix.endswith("市") or r.prefix == name)]
        if inside:
            return min(inside, key=lambda r: (r.prefix != name, r.rank))
    free = [r for r in readings if not r.prefix.endswith("市")]
    return min(free, key=lambda r: (r.rank, r.value)) if free else None
