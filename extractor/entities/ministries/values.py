"""Values of MINISTRY mentions: the full name as of the text's date, and what 同省 refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.ministries.lexicon import Body, bodies, body_of, by_alias, countries
from extractor.text.page import Page

SAME = "ministry.same"
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\([^()]*\)$")
_LONGEST_ALIAS = 24
_AND = re.compile(r" ?(?:及び|並びに|および|ならびに|と) ?")
_COUNCILS = frozenset({"審議会", "調査会"})


def full_name(surface: str, day: str = "") -> tuple[str, Body | None]:
    """The full name of a path as of ``day``, and the register's row of its last known part.

    Args:
        surface: the mention without brackets that declare an alias.
        day: ISO date of the text, empty when unknown.
    """
    name = _SPACE.sub("", surface)
    if (body := body_of(name, day)) is not None:
        return (name if body.country != "JP" else body.name), body
    for size in range(min(len(name) - 1, _LONGEST_ALIAS), 1, -1):
        if name[:size] in by_alias() and (body := body_of(name[:size], day)) is not None and body.country == "JP":
            rest, last = full_name(name[size:], day)
            return body.name + rest, last or body
        if (body := body_of(name[:size], day)) is not None:
            return name[:size] + full_name(name[size:], day)[0], body_of(name[size:], day) or body
    if name.startswith("ハローワーク"):
        return name, None
    for short, long in (("区検", "区検察庁"), ("高検", "高等検察庁"), ("地検", "地方検察庁")):
        if name.endswith(short):
            return name.removesuffix(short) + long, None
    return name, None


def without_bracket(surface: str) -> str:
    """``surface`` without the acronym or alias declaration behind the name."""
    while (bracket := _BRACKET.search(surface)) and not surface.startswith("("):
        surface = surface[: bracket.start()]
    return surface


def describe(mention: Candidate, page: Page, day: str = "") -> None:
    """Sets value and attributes of a mention that names its body itself.

    The value is written as the text writes it (``証券監督第２課``), unless a short form was spelled out.
    """
    surface = without_bracket(page.text[mention.start : mention.end])
    start, end = page.to_source(mention.start, mention.start + len(surface))
    name, body = full_name(surface, day)
    mention.value = _SPACE.sub("", page.source[start:end]) if name == _SPACE.sub("", surface) else name
    mention.attrs["country"] = body.country if body else mention.attrs.get("country", "JP")
    if body is not None and body.kind != "government":
        parent = bodies().get(body.parent)
        if parent is not None and parent.exists_on(day):
            mention.attrs["parent"] = body.parent
        if any(body.valid):
            mention.attrs["valid"] = list(body.valid)


# How many names before an anaphor may be meant: what lies further back is another matter.
_MEMORY = 200


def resolve(mentions: Sequence[Candidate], page: Page, published: str | None) -> None:
    """Settles what the document decides: names as of its date, and 同省, 同庁, 同審議会.

    An anaphor takes the nearest name before it that ends in its own noun; nothing is guessed when there is none.

    Args:
        mentions: the chosen mentions of the page in text order.
        published: ISO date of the document.
    """
    names: list[tuple[str, str]] = []
    listed: set[int] = set()  # places in ``names`` of what stands side by side with another
    spelled: dict[str, str] = {}  # each name is looked for in the text once
    end = 0
    for mention in mentions:
        side_by_side = _AND.fullmatch(page.text, end, mention.start) is not None
        end = mention.end if mention.label in {"MINISTRY", "ORG"} else end
        surface = page.text[mention.start : mention.end]
        if mention.label == "MINISTRY":
            if mention.rule == SAME:
                noun = mention.data
                path = _SPACE.sub("", surface[1 + len(noun) :])
                recent = names[-_MEMORY:]
                if noun in _COUNCILS:
                    # X審議会及びYが…: 同審議会 is the one that acted alone before, if there is one.
                    first = len(names) - len(recent)
                    alone = [name for place, name in enumerate(recent, first) if place not in listed]
                    recent = alone if antecedent(noun, alone) else recent
                name = _owner(path, noun, recent) or antecedent(noun, recent)
                mention.value = name and name + path
            elif mention.rule.startswith("ministry."):
                describe(mention, page, published or "")
                if mention.attrs["country"] != "JP":
                    if mention.value not in spelled:
                        spelled[mention.value] = _spelled_out(mention.value, page.text)
                    mention.value = spelled[mention.value]
            if side_by_side and names:
                listed |= {len(names) - 1, len(names)}
            names.append((mention.label, mention.value))
        elif mention.label == "OFFICIAL":
            # 環境大臣 brings 環境省 into the text as well.
            names.append((mention.label, mention.value.rpartition("/")[2]))
        elif mention.label == "ORG":
            names.append((mention.label, surface))


def _spelled_out(name: str, text: str) -> str:
    """豪空軍 as オーストラリア空軍 where the text calls it so elsewhere; else the name as it is."""
    code = countries().get(name[:1])
    if code is None or not name.endswith(("軍", "隊", "省", "庁", "政府")):
        return name
    whole = (long + name[1:] for long, other in countries().items() if other == code and len(long) > 1)
    return next((long for long in whole if long in text), name)


def _owner(path: str, noun: str, names: Sequence[tuple[str, str]]) -> str:
    """The body that the register puts above ``path``, when the text has named it: 同省消費・安全局."""
    for size in range(len(path), 1, -1):
        if (body := body_of(path[:size])) is not None:
            named = body.parent.endswith(noun) and any(name.startswith(body.parent) for _, name in names)
            return body.parent if named else ""
    return ""


def antecedent(noun: str, names: Sequence[tuple[str, str]]) -> str:
    """The nearest name that is a ``noun`` (省, 庁, 審議会), empty when there is none.

    ``厚生労働省長野労働局`` is both a 局 and, through its first part, of a 省.

    Args:
        noun: what the anaphor says behind 同.
        names: labels and names of the mentions before it, in text order; 警視庁 (ORG) is what 同庁 may mean,
            but no body of the state.
    """
    for label, name in reversed(names):
        if name.endswith(noun):
            return "" if label == "ORG" else name
        if label != "ORG" and noun in {"省", "庁"}:
            top, found, _ = name.partition(noun)
            if top and found and body_of(top + noun) is not None:
                return top + noun
    return ""
