"""Aliases that a text declares, and 同法: later words that stand for a name told before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extractor.entities.candidates import Candidate
from extractor.entities.laws.forms import is_law_name
from extractor.entities.laws.register import kind_of, register, url_of, western_year
from extractor.entities.spans import SpanIndex
from extractor.resources import occurrences
from extractor.text.page import Page

_TAIL = re.compile(r"[^」]{0,4}(?:と|に)(?:いう|いいます|する|総称|略|呼|表記|省略|記載|称)|」? ?\)|」?。|、")
_DECLARED = re.compile(
    r"(?:以下|以後)(?:において)?、?(?:単に|総称して|併せて|あわせて|これらを総称して|それぞれ"
    r"|同じく)?、? ?[「『]([^「」『』\n]{1,40})[」』]"
)
_UNQUOTED = re.compile(r"\((?:以下|以後)、? ?([^「」『』()\n、。]{2,20}?)(?:という|と(?:する|略す|表記)|\))")
_ACRONYM = re.compile(r"\(([A-Za-z][A-Za-z0-9&+./-]{1,14}(?: [A-Z0-9][A-Za-z0-9]*)?)\)$")
_SERIES = re.compile(r"([A-Z]{2,})([0-9]+)")
# Not names: 法 and what stands for the text's own subject (本計画, 当社, 両省);
# 審議会 and the like are names by declaration.
_NO_ALIAS = re.compile(r"(?:法|令|規則|条例|[本当同].+|両[省庁国県市町村者社]|甲|乙|丙|別紙.*|別表.*|[0-9]+)")
_LETTER = re.compile(r"[A-Za-z0-9]")
_KANA = re.compile(r"[ァ-ヺー]")
_HAN = re.compile(r"[一-鿿々]")
_BEFORE_HAN = re.compile(r"(?:各|本日|昨日|年|月|日|回)$")
_BEFORE_LAW = re.compile(r"(?:改正|旧|新)$")
_LAWLIKE = re.compile(r"[一-龥ァ-ヺーA-Za-z]{2,80}法(?![律令人務制的廷曹学科医王相事家理哲治話線文語名師定規])")
_UNDER = ("施行令", "施行規則", "施行細則")
# A declaration parted from the name by a quote mark or another bracket.
_BRACKET_BEHIND = re.compile(r"[」』]?(?: ?\([^()\n]{0,60}\))?[」』]? ?\(([^()\n]{0,80})\)")
# How many laws before an anaphor may be meant: what lies further back is another matter.
_MEMORY = 100
_UNREAD_REACH = 3000
_ORDERS = frozenset(("cabinet_order", "imperial_order", "ordinance", "rule"))


def declared_aliases(page: Page, mentions: Sequence[Candidate]) -> list[Candidate]:
    """The later uses of names that the text declares or abbreviates in brackets.

    ``X(以下「Y」という。)`` and ``X(ABC)`` make Y and ABC mentions with X's label, value and entity wherever they stand
    as whole words behind the declaration. A bare 法 and a declared 本X or 当X name nothing.

    Args:
        page: the page.
        mentions: the chosen mentions in text order; those that declare an alias get an ``entity`` key.
    """
    text = page.text
    found: list[Candidate] = []
    declared: dict[str, list[tuple[int, Candidate]]] = {}
    for m in mentions:
        for alias, at in _aliases(text, m):
            if len(alias) > 1 and not _NO_ALIAS.fullmatch(alias):
                declared.setdefault(alias, []).append((at, m))
    if not declared:
        return []
    orders = _orders(text, mentions)
    taken = SpanIndex((m.start, m.end) for m in mentions)
    at_span = {(m.start, m.end): m for m in mentions}
    # The longest alias first, so that 審議会 takes nothing of a declared 審議会部会.
    for alias, places in sorted(_places(text, declared).items(), key=lambda a: -len(a[0])):
        sources = declared[alias]
        for _, source in sources:
            source.entity = source.entity or f"{source.label}:{source.value or text[source.start : source.end]}"
        last = -1
        for place in places:
            # A name declared again means what was said last.
            while last + 1 < len(sources) and sources[last + 1][0] <= place:
                last += 1
            if last < 0:
                continue
            source, end = sources[last][1], place + len(alias)
            same = at_span.get((place, end))
            if same is not None and same.label == source.label:
                # A finder took the word for a name of its own; the declaration says whose it is.
                same.value, same.entity = source.value, source.entity
                same.attrs = {**same.attrs, **_shared(source)}
                if same.label == "MINISTRY":
                    same.rule = "anaphora.alias"
            elif _whole(text, place, end, source.label) and _is_open(taken, place, end):
                found.append(_use(source, place, end, source.entity))
                taken.add(place, end)
        found += _next_of_series(text, alias, sources[0][1], taken)
        for order in orders.get(alias, ()):
            if (law := next((s for _, s in sources if s.label == "LAW"), None)) is not None and not order.value:
                _give_order(order, law.attrs.get("title", ""), text[order.start : order.end].removeprefix(alias))
    return sorted(found, key=lambda c: c.start)


def _places(text: str, aliases: Iterable[str]) -> dict[str, list[int]]:
    """Where each alias stands."""
    places: dict[str, list[int]] = {alias: [] for alias in aliases}
    for start, _, alias in sorted(occurrences(places, text)):
        if not places[alias] or places[alias][-1] + len(alias) <= start:
            places[alias].append(start)
    return places


def _orders(text: str, mentions: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Orders without ID by what stands before 施行令 or 施行規則: 機構法施行令 by 機構法."""
    orders: dict[str, list[Candidate]] = {}
    for m in mentions:
        if m.label == "LAW" and not m.value:
            written = text[m.start : m.end]
            for kind in _UNDER:
                if written.endswith(kind):
                    orders.setdefault(written.removesuffix(kind), []).append(m)
    return orders


def _shared(source: Candidate) -> dict[str, Any]:
    """What all mentions of one thing have in common."""
    return {k: v for k, v in source.attrs.items() if k not in ("provisions", "warning", "reason")}


def _use(source: Candidate, start: int, end: int, key: str) -> Candidate:
    return Candidate(start, end, source.label, "anaphora.alias", source.value, _shared(source), source.data, key)


def _aliases(text: str, m: Candidate) -> Iterator[tuple[str, int]]:
    """The aliases that belong to a mention, each with the offset from which it holds."""
    end = m.end
    inside = text[m.start : end]
    if m.label != "DATE" and (acronym := _ACRONYM.search(inside)):
        yield acronym[1], end
    bracket = inside.find("以下") if "以下" in inside else -1
    if bracket >= 0:
        declaration, after = inside[bracket:], end
    else:
        behind = _BRACKET_BEHIND.match(text, end)
        if behind is None or ("以下" not in behind[1] and "以後" not in behind[1]):
            return
        declaration, after = text[behind.start(1) - 1 : behind.end()], behind.end()
    for quoted in _DECLARED.finditer(declaration):
        yield quoted[1], after
    for bare in _UNQUOTED.finditer(declaration if declaration.startswith("(") else f"({declaration}"):
        yield bare[1], after


def _whole(text: str, start: int, end: int, label: str) -> bool:
    """Whether no longer word holds ``text[start:end]``."""
    before, first, last, after = text[start - 1 : start], text[start], text[end - 1], text[end : end + 1]
    for script in (_LETTER, _KANA):
        if (script.match(first) and script.match(before)) or (script.match(last) and script.match(after)):
            return False
    if not _HAN.match(first) and not _KANA.match(first):
        return True
    if before and (_HAN.match(before) or _KANA.match(before) or _LETTER.match(before)):
        run = text[max(0, start - 4) : start]
        return bool(_BEFORE_HAN.search(run) or (label == "LAW" and _BEFORE_LAW.search(run)))
    return True


def _is_open(taken: SpanIndex, start: int, end: int) -> bool:
    """Whether nothing but shorter mentions within it lies over the span."""
    return all(start <= a and b <= end and b - a < end - start for a, b in taken.near(start - 400, end) if b > start)


def _next_of_series(text: str, alias: str, source: Candidate, taken: SpanIndex) -> list[Candidate]:
    """TEMM27 behind a declared TEMM26 is the name of another meeting of the series."""
    series = _SERIES.fullmatch(alias)
    if series is None or source.label != "CONFERENCE":
        return []
    return [
        Candidate(m.start(), m.end(), source.label, "anaphora.series", entity=f"{source.label}:{m[0]}")
        for m in re.finditer(rf"(?<![A-Za-z]){series[1]}[0-9]+(?![0-9A-Za-z])", text)
        if m[0] != alias and _is_open(taken, m.start(), m.end())
    ]


def resolve(mentions: Sequence[Candidate], page: Page, reference: str | None = None) -> None:
    """Gives 同法, 同法施行令, 同令, 同条例 the law that they stand for, with ``attrs.reason``.

    The antecedent is the nearest law of the right kind in front. Across a law that could not be read nothing
    is guessed. A name does not stand for a law that was made after the text.

    Args:
        mentions: the chosen mentions in text order.
        page: the page.
        reference: ISO date of publication.
    """
    laws = [m for m in mentions if m.label == "LAW"]
    if reference:
        _drop_later(laws, int(reference[:4]))
    for i, m in enumerate(laws):
        anaphor = getattr(m.data, "anaphor", "")
        if not anaphor or m.rule != "laws.anaphor" or m.value:
            continue
        source = _antecedent(laws[max(0, i - _MEMORY) : i], anaphor)
        if source is None:
            m.attrs["reason"] = "no law in front that it could stand for"
        elif unread := _unread(page.text, source, m, laws[max(0, i - _MEMORY) : i]):
            m.attrs["reason"] = f"an unread law stands between: {unread}"
        else:
            _stand_for(m, source, anaphor)


def _drop_later(laws: Sequence[Candidate], year: int) -> None:
    """Takes the ID from names whose law of today is younger than the text: an older one of that name was meant."""
    for m in laws:
        if m.value and m.attrs.get("id_source") == "register" and getattr(m.data, "number", None) is None:
            made = western_year(m.value)
            if made > year:
                m.attrs["reason"] = f"the law of this name was made in {made}"
                m.value = m.entity = ""
                m.attrs.pop("url", None)


def _antecedent(laws: Sequence[Candidate], anaphor: str) -> Candidate | None:
    """The nearest law in front that the anaphor suits; X法施行令 in front tells of X法 too."""
    for c in reversed(laws):
        if _suits(c, anaphor):
            return c
        name = c.attrs.get("title", "")
        order = anaphor.removeprefix("法")
        # X法施行令 would be taken up by 同令: 同法施行令 is of another law.
        if order and name.endswith(order):
            continue
        if anaphor.startswith("法") and name.endswith(_UNDER) and c.rule != "laws.anaphor":
            return _law_above(c, re.sub("施行(?:令|規則|細則)$", "", name), laws)
    return None


def _law_above(order: Candidate, title: str, laws: Sequence[Candidate]) -> Candidate:
    """The law of an order: a mention of it when there is one, else one made up from the register."""
    for c in laws:
        if c.attrs.get("title") == title and c.attrs.get("kind") == "law":
            return c
    ids = register().by_name(title)
    law = Candidate(
        order.start, order.end, "LAW", "laws.implied", attrs={"title": title, "kind": "law"}, data=order.data
    )
    if len(ids) == 1:
        law.value = ids[0]
        law.attrs |= {"id_source": "register", "url": url_of(ids[0])}
    return law


def _suits(c: Candidate, anaphor: str) -> bool:
    kind: str = c.attrs.get("kind", "")
    resolved = getattr(c.data, "anaphor", "") == "" or "antecedent" in c.attrs
    if not resolved:
        return False
    if anaphor.startswith("法"):
        return kind in ("law", "bill", "constitution")
    if anaphor in ("条例",):
        return kind == "local"
    if anaphor in ("施行規則", "規則"):
        return kind in ("ordinance", "rule")
    return kind in _ORDERS or kind == "draft"


def _unread(text: str, source: Candidate, m: Candidate, laws: Sequence[Candidate]) -> str:
    """A word between the two that looks like a law and is no mention."""
    if not m.data.anaphor.startswith("法"):
        return ""
    for word in _LAWLIKE.finditer(text, max(source.end, m.start - _UNREAD_REACH), m.start):
        if not any(c.start < word.end() and word.start() < c.end for c in laws) and is_law_name(word[0]):
            return word[0]
    return ""


def _stand_for(m: Candidate, source: Candidate, anaphor: str) -> None:
    title = source.attrs.get("title", "")
    m.attrs |= {"antecedent": title, "reason": "nearest law of its kind in front"}
    order = re.sub("^法律?", "", anaphor)
    if anaphor.startswith("法") and order:
        _give_order(m, title, order)
        return
    key = source.entity or f"LAW:{source.value or title}"
    source.entity = m.entity = key
    m.value = source.value
    m.attrs = {**_shared(source), **m.attrs}


def _give_order(m: Candidate, law: str, order: str) -> None:
    """Makes the mention the 施行令 or 施行規則 of the law with this title."""
    title = law + order
    m.attrs |= {"title": title, "kind": "cabinet_order" if order == "施行令" else "ordinance"}
    m.entity = f"LAW:{title}"
    ids = register().by_name(title)
    if len(ids) == 1:
        m.value = ids[0]
        m.attrs |= {"kind": kind_of(ids[0]), "id_source": "register", "url": url_of(ids[0])}
        m.entity = f"LAW:{ids[0]}"
