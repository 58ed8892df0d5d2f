"""One predicate told of several: ``XがAを、YがBを、それぞれ告発した``; ``東京でXと、6日にはソウルでYと会談する``."""

from __future__ import annotations

from dataclasses import replace

from extractor.events.clauses import Clause
from extractor.events.skeleton import ACTORS, Skeleton, Unit
from extractor.events.triggers import Trigger

# The case that closes a conjunct.
_CLOSING = {"talks": ("to", "wo"), "enforcement": ("ni",), "agreement": ("to",)}


def parts(trigger: Trigger, clause: Clause, skeleton: Skeleton) -> list[Clause]:
    """The clause of each conjunct that shares the trigger; the clause itself when there is one."""
    own = [u for u in clause.own if not u.depth]
    subjects = [u for u in own if u.letter in ACTORS and u.case == "ga" and not u.join]
    if len(subjects) > 1 and "それぞれ" in skeleton.text[clause.start : trigger.end]:
        return _split(clause, [u.at for u in subjects])
    days = [u for u in own if u.letter == "Ⓓ" and u.case == "ni"]
    if trigger.row.type == "meeting" and len(days) > 1 and own[:1] and not trigger.relative:
        # 14日に東京、18日に大阪で開催する
        last = [*(u.at for u in days[1:]), trigger.start]
        if all(any(u.letter == "Ⓟ" and a.at < u.at < b for u in own) for a, b in zip(days, last, strict=True)):
            own = [replace(u, case="de") if u.letter == "Ⓟ" and u.case in ("", "coord") else u for u in clause.own]
            return _split(replace(clause, own=own), [u.at for u in days])
    cases = _CLOSING.get(trigger.row.type, ())
    if not cases or trigger.relative:
        return [clause]
    ends = [
        u
        for u in own
        if u.letter in "ⓄⓂⒼⓃ" and u.case in cases and skeleton.text[u.tail : u.tail + 1] == "、" and not u.join
    ]
    borders = []
    for unit in ends:
        behind = [u for u in own if u.at > unit.at]
        closed = any(u.case in cases and u.letter in "ⓄⓂⒼⓃ" for u in behind)
        if closed and behind and (behind[0].letter == "Ⓓ" or behind[0].case == "de"):
            borders.append(behind[0].at)
    return _split(clause, borders) if borders else [clause]


def _split(clause: Clause, borders: list[int]) -> list[Clause]:
    """The clause cut at the borders; what stands before the first conjunct's own names is shared by all."""
    first = [u for u in clause.own if u.at < borders[0]]
    shared = [u for u in first if u.case == "topic" or u.letter == "Ⓛ"]
    pieces: list[list[Unit]] = [first] if first and not _only(first, shared) else []
    for n, start in enumerate(borders):
        end = borders[n + 1] if n + 1 < len(borders) else 10**9
        pieces.append([u for u in clause.own if start <= u.at < end])
    return [replace(clause, own=[*(u for u in shared if u not in piece), *piece]) for piece in pieces]


def _only(units: list[Unit], shared: list[Unit]) -> bool:
    """Whether the units before the first conjunct are a topic, a law or a day for all."""
    return all(u in shared or u.letter == "Ⓓ" for u in units)
