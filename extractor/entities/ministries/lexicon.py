"""The register of national bodies: names, aliases, validity, heads; and the names of foreign countries.

Source: ``models/lexicon/ministries.tsv``. Rows of kind ``government`` (``インド政府``) also give the country names
that foreign ministries and armed forces begin with.
"""

from __future__ import annotations

import re
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
    return next(iter(living or named), None)


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


# Heads said as one word with what the ministry does: 外相, 蔵相.
_SHORT_HEADS = {
    "外相": "外務省", "法相": "法務省", "農相": "農林水産省", "蔵相": "大蔵省", "文相": "文部省", "厚相": "厚生省",
    "労相": "労働省", "通産相": "通商産業省", "総務相": "総務省", "防衛相": "防衛省",
}  # fmt: skip
_DEPUTY = re.compile(r"(副大臣|大臣政務官|政務官|事務次官|大臣補佐官|大臣秘書官|審議官|報道官)$")


def head_title(body: Body) -> str:
    """What the head of ``body`` is called with its name: ``外務大臣``, ``金融庁長官``, ``北米局長``."""
    if not body.head:
        return ""
    if body.kind in {"ministry", "cabinet"} or _LONE_HEAD.fullmatch(body.head):
        return body.head
    # 北米局 + 局長 is 北米局長, 横須賀地方総監部 + 地方総監 is 横須賀地方総監.
    for name in (body.name, body.name.removesuffix("部")):
        for size in range(min(len(name), len(body.head)), 0, -1):
            if name.endswith(body.head[:size]):
                return name + body.head[size:]
    return body.name + body.head


# Heads whose title names the body already, or that no other body has.
_LONE_HEAD = re.compile(
    r"(?:復興|デジタル)大臣|検事総長|(?:統合|陸上|海上|航空)幕僚長|統合作戦司令官|内閣(?:情報|総務|広報|サイバー)官"
    r"|内閣官房副長官補|防衛監"
)


@cache
def heads() -> dict[str, tuple[Body, ...]]:
    """Full head titles with the bodies they lead: ``外務大臣`` -> 外務省, ``金融庁長官`` -> 金融庁."""
    table: dict[str, tuple[Body, ...]] = {}
    for body in bodies().values():
        if title := head_title(body):
            table[title] = (*table.get(title, ()), body)
    return table


def body_of_head(title: str, day: str = "") -> Body | None:
    """The body whose head, or a minister's deputy in it, bears ``title``: ``外務大臣``, ``経産相``, ``総務審議官``.

    Args:
        title: the whole title without a person's name.
        day: ISO date of the text, which chooses where names changed.
    """
    if title in _SHORT_HEADS:
        return bodies().get(_SHORT_HEADS[title])
    if title.endswith("相") and title != "首相":
        return body_of(f"{title[:-1]}省", day)
    led = heads().get(title, ())
    if not led and (deputy := _DEPUTY.search(title)):
        led = heads().get(f"{title[: deputy.start()]}大臣", ())
    living = [body for body in led if body.exists_on(day)]
    return next(iter(living or led), None)
