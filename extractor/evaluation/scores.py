"""Precision, recall and F1 of documents against gold.

Mentions count when span and label are equal. Values are judged on strictly matched core mentions that have a gold
value. An event matches a gold event of its type when one of its mentions lies in a sentence that holds one of the
gold event's triggers; pairs are formed one to one, best argument overlap first. Arguments are the slot fillers:
those of unmatched events are all lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluation.gold import GoldDocument, same_name, slots
from extractor.records import CORE_LABELS, EVENT_TYPES, LABELS, Document, Event, InputError


@dataclass(slots=True)
class Tally:
    """Hits, false alarms and misses."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.spurious + other.spurious, self.missed + other.missed)

    def to_dict(self) -> dict[str, float]:
        found, gold = self.hits + self.spurious, self.hits + self.missed
        p = self.hits / found if found else 0.0
        r = self.hits / gold if gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4), "gold": gold, "pred": found}


@dataclass(slots=True)
class Scores:
    """All tallies of an evaluation; ``errors`` lists every difference in words."""

    documents: int = 0
    missing: list[str] = field(default_factory=list)
    mentions: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    overlap: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    values: defaultdict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    events: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    arguments: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    status: Counter[bool] = field(default_factory=Counter)
    published: Counter[bool] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    per_document: dict[str, Scores] = field(default_factory=dict)

    def add(self, name: str, one: Scores) -> None:
        """Adds the tallies of a document."""
        self.per_document[name] = one
        self.documents += one.documents
        for mine, its in (
            (self.mentions, one.mentions),
            (self.overlap, one.overlap),
            (self.events, one.events),
            (self.arguments, one.arguments),
        ):
            for key, tally in its.items():
                mine[key] = mine[key] + tally
        for label, counts in one.values.items():
            self.values[label] += counts
        self.status += one.status
        self.published += one.published
        self.missing += one.missing
        self.errors += one.errors

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {
            "documents": self.documents,
            "missing": self.missing,
            "entities": {label: self.mentions[label].to_dict() for label in LABELS},
            "core": _sum(self.mentions[label] for label in CORE_LABELS).to_dict(),
            "all": _sum(self.mentions[label] for label in LABELS).to_dict(),
            "core_partial": _sum(self.overlap[label] for label in CORE_LABELS).to_dict(),
            "values": {label: _share(self.values[label]) for label in CORE_LABELS},
            "values_core": _share(sum((self.values[label] for label in CORE_LABELS), Counter())),
            "events": {kind: self.events[kind].to_dict() for kind in EVENT_TYPES if kind in self.events},
            "event_f": _sum(self.events.values()).to_dict(),
            "arguments": {slot: self.arguments[slot].to_dict() for slot in sorted(self.arguments)},
            "argument_f": _sum(self.arguments.values()).to_dict(),
            "status": _share(self.status),
            "published": _share(self.published),
            "per_document": {name: one._overview() for name, one in self.per_document.items()},
        }

    def _overview(self) -> dict[str, Any]:
        core = _sum(self.mentions[label] for label in CORE_LABELS)
        wrong = sum(self.values[label][False] for label in CORE_LABELS)
        return {
            "core": core.to_dict(),
            # a mention with a wrong value is both spurious and missed
            "core_values": (core + Tally(-wrong, wrong, wrong)).to_dict(),
            "events": _sum(self.events.values()).to_dict(),
            "arguments": _sum(self.arguments.values()).to_dict(),
        }


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _share(counts: Counter[bool]) -> dict[str, float | int | None]:
    total = counts[True] + counts[False]
    return {"right": counts[True], "of": total, "share": round(counts[True] / total, 4) if total else None}


def score(gold: Sequence[GoldDocument], found: Mapping[str, Document]) -> Scores:
    """Compares documents with gold.

    Args:
        gold: the annotated documents.
        found: what was extracted, by document id; a missing document counts as empty.

    Raises:
        InputError: a document's offsets do not fit the gold text.
    """
    out = Scores()
    for want in gold:
        one = Scores(documents=1)
        have = found.get(want.id)
        if have is None:
            one.missing.append(want.id)
            have = Document(doc_id=want.id, text=want.text)
        if want.published:
            one.published[have.published == want.published] += 1
        _score_mentions(want, have, one)
        _score_events(want, have, one)
        out.add(want.id, one)
    return out


def _masked(gold: GoldDocument, offset: int) -> bool:
    return any(a <= offset < b for a, b in gold.masks)


def _score_mentions(gold: GoldDocument, found: Document, out: Scores) -> None:
    have = [m for m in found.entities if not _masked(gold, m.start)]
    for m in have:
        if gold.text[m.start : m.end] != m.text:
            raise InputError(f"{gold.id}: offsets do not fit the gold text at {m.start}-{m.end}: {m.text!r}")
    wanted = {(m.start, m.end, m.label): m for m in gold.mentions}
    got = {(m.start, m.end, m.label): m for m in have}
    for key in sorted(wanted.keys() | got.keys()):
        tally = out.mentions[key[2]]
        if key in wanted and key in got:
            tally.hits += 1
            want, value = wanted[key], got[key].value
            if want.value:
                out.values[key[2]][want.value == value] += 1
                if want.value != value:
                    out.errors.append(f"{gold.id} VALUE {key[2]} {want.text!r}: want {want.value!r}, got {value!r}")
        elif key in wanted:
            tally.missed += 1
            near = [f"{m.label}:{m.text}" for m in have if m.start < key[1] and key[0] < m.end]
            out.errors.append(
                f"{gold.id} MISS {key[2]} {wanted[key].text!r}" + (f" (found {', '.join(near)})" if near else "")
            )
        else:
            tally.spurious += 1
            if not any(m.start < key[1] and key[0] < m.end for m in gold.mentions):
                out.errors.append(f"{gold.id} SPURIOUS {key[2]} {got[key].text!r}")
    used: set[int] = set()
    for want in gold.mentions:
        for i, m in enumerate(have):
            if i not in used and m.label == want.label and m.start < want.end and want.start < m.end:
                used.add(i)
                out.overlap[want.label].hits += 1
                break
        else:
            out.overlap[want.label].missed += 1
    for i, m in enumerate(have):
        if i not in used:
            out.overlap[m.label].spurious += 1


# A slot of an extracted event: its name and all names of the filler's entity, any of which may match.
Filler = tuple[str, tuple[str, ...]]


def _fillers(event: Event, names: Mapping[str, tuple[str, ...]]) -> list[Filler]:
    out: list[Filler] = [("date", (event.date,))] if event.date else []
    out += [("place", names[i]) for i in event.places]
    out += [(p.role, names[p.mention]) for p in event.participants]
    out += [("law", names[i]) for i in event.laws] + [("document", names[i]) for i in event.documents]
    return out + ([("conference", names[event.conference])] if event.conference else [])


def _names(found: Document) -> dict[str, tuple[str, ...]]:
    """Mention id to all names of its entity."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for m in found.entities:
        texts[m.entity or m.id].add(m.text)
    return {m.id: tuple(sorted(texts[m.entity or m.id])) for m in found.entities}


def _fits(want: tuple[str, str], have: Filler) -> bool:
    if want[0] != have[0]:
        return False
    if want[0] == "date":
        return want[1] == have[1][0]
    return any(same_name(want[1], name) for name in have[1])


def _pair_fillers(
    wanted: Sequence[tuple[str, str]], have: Sequence[Filler]
) -> tuple[list[tuple[str, str]], list[Filler], int]:
    """What is missed, what is left over, and the number of hits."""
    left, missed = list(have), []
    for want in wanted:
        hit = next((h for h in left if _fits(want, h)), None)
        if hit is None:
            missed.append(want)
        else:
            left.remove(hit)
    return missed, left, len(wanted) - len(missed)


_BREAK = re.compile(r"[。!?！？]|\n")


def _score_events(gold: GoldDocument, found: Document, out: Scores) -> None:
    starts = [0, *(m.end() for m in _BREAK.finditer(gold.text))]

    def sentence(offset: int) -> int:
        return bisect_right(starts, offset) - 1

    names = _names(found)
    have = [v for v in found.events if not _masked(gold, v.trigger.start)]
    fillers = [_fillers(v, names) for v in have]
    wanted = [slots(event) for event in gold.events]
    pairs = []
    for g, event in enumerate(gold.events):
        anchors = {
            sentence(m.start())
            for trigger in event["triggers"]
            for m in re.finditer(re.escape(trigger), gold.text)
            if not _masked(gold, m.start())
        }
        for h, v in enumerate(have):
            if v.type == event["type"] and any(sentence(s.start) in anchors for s in (v.trigger, *v.mentions)):
                pairs.append((_pair_fillers(wanted[g], fillers[h])[2], -g, -h))
    matched: dict[int, int] = {}
    for _, minus_g, minus_h in sorted(pairs, reverse=True):
        if -minus_g not in matched and -minus_h not in matched.values():
            matched[-minus_g] = -minus_h
    for g, event in enumerate(gold.events):
        kind = event["type"]
        if g not in matched:
            out.events[kind].missed += 1
            out.errors.append(f"{gold.id} EVENT MISS {kind} {event['triggers']}")
            for slot, _ in wanted[g]:
                out.arguments[slot].missed += 1
            continue
        v = have[matched[g]]
        out.events[kind].hits += 1
        out.status[event["status"] == v.status] += 1
        if event["status"] != v.status:
            out.errors.append(f"{gold.id} STATUS {kind} {event['triggers']}: want {event['status']}, got {v.status}")
        missed, left, _ = _pair_fillers(wanted[g], fillers[matched[g]])
        for slot, _ in wanted[g]:
            out.arguments[slot].hits += 1
        for slot, name in missed:
            out.arguments[slot].hits -= 1
            out.arguments[slot].missed += 1
            near = [" = ".join(n) for s, n in left if s == slot]
            out.errors.append(f"{gold.id} ARG {kind} {event['triggers'][0]!r} {slot}: want {name!r}, got {near}")
        for slot, several in left:
            out.arguments[slot].spurious += 1
            out.errors.append(f"{gold.id} ARG+ {kind} {event['triggers'][0]!r} {slot}: {' = '.join(several)}")
    for h, v in enumerate(have):
        if h not in matched.values():
            out.events[v.type].spurious += 1
            out.errors.append(f"{gold.id} EVENT SPURIOUS {v.type} {v.trigger.text!r}")
            for slot, _ in fillers[h]:
                out.arguments[slot].spurious += 1
