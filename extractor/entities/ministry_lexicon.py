"""The register of national bodies: names, aliases, validity, heads; and the names of foreign countries.

Source: ``models/lexicon/ministries.tsv``. Rows of kind ``government`` (``インド政府``) also give the country names
that foreign ministries and armed forces begin with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractor.resources import Matcher, rows

GOVERNMENT = "政府"
# Kinds whose names are also everyday names of departments elsewhere (港湾局 of a port city, 安全部 of a company).
COMMON_KINDS = frozenset({"bureau", "department"})


@dataclass(frozen=True, slots=True)
class Body:
    """One body of a national government.

    Args:
        name: the full name.
        aliases: other names and short forms.
        parent: the full name of the body it belongs to, empty at the top.
        valid: first and last day of its existence under this name (ISO), empty where open.
        head: title of its head, as ``外務大臣`` or ``局長``.
        country: ISO 3166 code.
        kind: ministry, agency, bureau, regional, council, ... as in the lexicon.
    """

    name: str
    aliases: tuple[str, ...]
    parent: str
    valid: tuple[str, str]
    head: str
    country: str
    kind: str

    def exists_on(self, day: str) -> bool:
        """Whether the body bore this name on ``day`` (ISO); an empty day is every day."""
        first, last = self.valid
        return not day or ((not first or first <= day) and (not last or day <= last))


@cache
def bodies() -> dict[str, Body]:
    """Every body by its full name."""
    return {
        row["name"]: Body(
            name=row["name"],
            aliases=tuple(filter(None, row["aliases"].split("|"))),
            parent=row["parent"],
            valid=(row["valid_from"], row["valid_to"]),
            head=row["head"],
            country=row["country"],
            kind=row["kind"],
        )
        for row in rows("lexicon/ministries")
    }


@cache
def by_alias() -> dict[str, tuple[Body, ...]]:
    """The bodies that a short form may mean."""
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        for alias in body.aliases:
            table[alias] = (*table.get(alias, ()), body)
    return table


@cache
def matcher() -> Matcher:
    """Finds every name and alias."""
    return Matcher([*bodies(), *by_alias()])


def body_of(surface: str, day: str = "") -> Body | None:
    """The body that ``surface`` names; of several that share a short form, the one that existed on ``day``."""
    if (body := bodies().get(surface)) is not None:
        return body
    named = by_alias().get(surface, ())
    living = [body for body in named if body.exists_on(day)]
    return (living or list(named) or [None])[0]


def belongs_to(body: Body, ancestor: str) -> bool:
    """Whether ``ancestor`` is above ``body`` in the register."""
    seen = 0
    while body.parent and seen < 8:
        if body.parent == ancestor:
            return True
        parent = bodies().get(body.parent)
        if parent is None:
            return False
        body, seen = parent, seen + 1
    return False


@cache
def countries() -> dict[str, str]:
    """Country names as foreign bodies begin with them (``米``, ``タイ``), with their ISO 3166 codes."""
    return {
        name.removesuffix(GOVERNMENT): body.country
        for body in bodies().values()
        if body.kind == "government"
        for name in (body.name, *body.aliases)
    }


@cache
def longest_country() -> int:
    """Length of the longest country name."""
    return max(map(len, countries()), default=0)


# Titles that tell the body only together with its name (``消費者庁`` + ``長官``).
_GENERIC_HEADS = frozenset("大臣 長官 委員長 会長 議長 座長 局長 部長 室長 所長 院長 総裁 本部長 台長 校長 支局長".split())


@cache
def heads() -> dict[str, tuple[Body, ...]]:
    """Full head titles with the bodies they lead: ``外務大臣`` -> 外務省, ``金融庁長官`` -> 金融庁."""
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        if not body.head or body.kind == "government":
            continue
        title = body.head
        if title in _GENERIC_HEADS or not title.startswith(body.name[:2]):
            # 北米局 + 局長 is said 北米局長.
            title = body.name + (title[1:] if body.name[-1] == title[0] else title)
        table[title] = (*table.get(title, ()), body)
        if title != body.head and body.head not in _GENERIC_HEADS and len(body.head) > 3:
            table[body.head] = (*table.get(body.head, ()), body)
    return table


def body_of_head(title: str, day: str = "") -> Body | None:
    """The body whose head bears ``title`` (``外務大臣`` -> 外務省); the one of ``day`` where names changed."""
    if title.endswith("相") and title != "首相" and (ministry := body_of(f"{title[:-1]}省", day)) is not None:
        return ministry
    led = heads().get(title, ())
    living = [body for body in led if body.exists_on(day)]
    return (living or list(led) or [None])[0]
