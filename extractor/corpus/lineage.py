"""The organisation that posts and bodies belong to: a ministry or agency, a country, or the body itself.

外務省北米局 and 外務省 have one lineage, タイ運輸省 and タイ王国 have the lineage TH.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractor.corpus.names import fold, organisation
from extractor.resources import rows

# Kinds of bodies that posts are counted by; smaller ones belong to the next of these above them.
_HOUSES = frozenset({"ministry", "agency", "cabinet", "government"})
# A title of these kinds names one post of its house; others (局長) need the name of their unit.
_SINGLE = frozenset({"minister", "chief"})
_PREMIER = re.compile(r"(?:内閣)?総理(?:大臣)?|首相")
_DEPUTY = re.compile(r"副$")
_FORMER = re.compile(r"^(?:前|元|次期|新)")


@cache
def _houses() -> dict[str, str]:
    """Lineage by the name or alias of a body."""
    table = {row["name"]: row for row in rows("lexicon/ministries")}

    def house(name: str) -> str:
        for _ in range(8):
            row = table.get(name)
            if row is None or not row["parent"] or row["kind"] in _HOUSES:
                break
            name = row["parent"]
        row = table.get(name)
        return row["country"] if row is not None and row["country"] not in ("", "JP") else name

    found: dict[str, str] = {}
    for row in table.values():
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            found.setdefault(fold(name), house(row["name"]))
    return found


@cache
def countries() -> dict[str, str]:
    """ISO codes by the folded names of countries, letters (米) among them."""
    return {fold(row["name"]): row["code"] for row in rows("lexicon/countries")}


@lru_cache(maxsize=1 << 16)
def lineage(body: str) -> str:
    """The house of a body or of an official's organisation, ``""`` for none.

    Args:
        body: its name as a record's value or attribute tells it.
    """
    name = fold(body)
    if not name:
        return ""
    if name in countries():
        return countries()[name]
    for size in range(len(name), 2, -1):  # a path begins with its highest body
        if house := _houses().get(name[:size]):
            return house
    for size in range(min(len(name) - 1, 12), 0, -1):
        if code := countries().get(name[:size]):
            return code if code != "JP" else organisation(name)
    return organisation(name)


@cache
def _heads() -> dict[str, str]:
    """Kind of post by the word that ends its title."""
    return {row["head"]: row["kind"] for row in rows("lexicon/posts") if row["kind"] not in ("portfolio", "fixed")}


@lru_cache(maxsize=1 << 16)
def post(title: str) -> str:
    """The post within its house: 大臣 for 外務大臣 and 外相, the whole title where a unit's name belongs to it."""
    name = _FORMER.sub("", re.sub(r"\(.*?\)", "", fold(title)))
    if _PREMIER.fullmatch(name):
        return "総理大臣"
    if name.endswith("相") and len(name) > 1:
        name = name[:-1] + "大臣"
    for size in range(min(len(name), 8), 0, -1):
        head = name[-size:]
        if head in _heads():
            deputy = _DEPUTY.search(name[:-size])
            if _heads()[head] not in _SINGLE:
                return name
            return "政務官" if head == "大臣政務官" else (deputy[0] if deputy else "") + head
    return name


def posts_agree(one: str, other: str) -> bool:
    """Whether two titles of one house can be one post's: 大臣 and 外務大臣, 課長 and 国際課長, an empty one and any."""
    short, long = sorted((post(one), post(other)), key=len)
    if not short or short == long:
        return True
    return long.endswith(short) and not _DEPUTY.search(long[: -len(short)])
