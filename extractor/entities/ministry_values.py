"""Values of MINISTRY mentions: the full name as of the text's date, and what 同省 refers to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.ministry_lexicon import Body, bodies, body_of, by_alias
from extractor.text.page import Page

SAME = "ministry.same"
_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\([^()]*\)$")
_LONGEST_ALIAS = 24


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


def resolve(mentions: Sequence[Candidate], page: Page, published: str | None) -> None:
    """Settles what the document decides: names as of its date, and 同省, 同庁, 同審議会.

    An anaphor takes the nearest mention before it whose value ends in its own noun; nothing is guessed when
    there is none.

    Args:
        mentions: the chosen mentions of the page in text order.
        published: ISO date of the document.
    """
    seen: list[Candidate] = []
    for mention in mentions:
        if mention.label == "OFFICIAL":
            seen.append(mention)
        if mention.label != "MINISTRY":
            continue
        surface = page.text[mention.start : mention.end]
        if mention.rule == SAME:
            mention.value = antecedent(surface.removeprefix("同"), seen)
        elif mention.rule.startswith("ministry."):
            describe(mention, page, published or "")
        if mention.value:
            seen.append(mention)


def antecedent(noun: str, seen: Sequence[Candidate]) -> str:
    """The value of the nearest mention that is a ``noun`` (省, 庁, 審議会), empty when there is none.

    ``厚生労働省長野労働局`` is both a 局 and, through its first part, of a 省; a 省 named by itself is preferred
    only by being nearer.
    """
    for mention in reversed(seen):
        value = mention.value
        if mention.label == "OFFICIAL":
            # 環境大臣 brings 環境省 into the text as well.
            value = value.split("/")[2] if value.count("/") == 2 else ""
            if noun not in {"省", "庁"}:
                continue
        if value.endswith(noun):
            return value
        if noun in {"省", "庁"} and (top := re.match(rf"[^{noun}]+{noun}", value)) and body_of(top[0]) is not None:
            return top[0]
    return ""
