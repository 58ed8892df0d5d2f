"""One happening out of the records that tell it: the finest date and place, the fullest participants, the status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from extractor.corpus.happenings import Happening
from extractor.corpus.identity import stable_id
from extractor.corpus.records import EventSource, Filler, LinkedEvent, LinkedParticipant
from extractor.corpus.times import stretch
from extractor.records import ROLES, Span

# Of these a range of days tells more than one of its days.
_LONG = frozenset({"meeting", "visit", "consultation"})


def tell(members: Sequence[tuple[Any, Happening]], names: dict[str, str]) -> LinkedEvent:
    """The joined event.

    Args:
        members: the event rows with their sources, as ``join`` stores them, and what they tell.
        names: the name of each entity by its id.
    """
    rows = [row for row, _ in members]
    known = [happening for _, happening in members]
    dated = _date(rows)
    fineness = {p.id: len(p.code) for h in known for p in h.places}
    places = sorted(fineness, key=lambda i: (-fineness[i], i))
    laws, documents = (sorted({n.id for h in known for n in getattr(h, slot)}) for slot in ("laws", "documents"))
    conference = _most([h.conference.id for h in known if h.conference])
    participants = _participants(known)
    first = known[0]
    anchor = [conference] if conference else [*laws, *documents] or sorted({i for i, _ in participants}) or places
    return LinkedEvent(
        id=stable_id("event", first.type, _most([h.step for h in known if h.step]), dated["start"] or "", *anchor),
        type=first.type,
        status=_status(rows),
        date=dated["date"],
        start=dated["start"],
        end=dated["end"],
        places=tuple(Filler(i, names[i]) for i in places),
        participants=tuple(LinkedParticipant(i, role, names[i]) for i, role in participants),
        laws=tuple(Filler(i, names[i]) for i in laws),
        documents=tuple(Filler(i, names[i]) for i in documents),
        conference=Filler(conference, names[conference]) if conference else None,
        sources=tuple(sorted(map(_source, rows), key=lambda s: (s.doc_id, s.source, s.event))),
    )


def _source(row: Any) -> EventSource:
    return EventSource(
        doc_id=row["doc_id"],
        source=row["source"],
        published=row["published"],
        event=row["event"],
        status=row["status"],
        date=row["date"],
        trigger=Span(*row["trigger"]),
        sentence=Span(*row["sentence"]),
        mentions=tuple(Span(*s) for s in row["mentions"]),
    )


def _most(values: Sequence[str]) -> str:
    """The value told most often, the smallest of several."""
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v), default="")


def _date(rows: Sequence[Any]) -> dict[str, str | None]:
    """The finest date; of equally fine ones that told most often."""
    told = Counter((row["date"], row["start"], row["end"]) for row in rows if row["date"])
    if not told:
        return {"date": None, "start": None, "end": None}
    long = rows[0]["type"] in _LONG

    def rank(item: tuple[tuple[str, str, str], int]) -> tuple[Any, ...]:
        (date, start, end), count = item
        known = stretch(date)
        if known is None:
            return -1, 0, count, 0, date
        # A clock time counts as finer only where it leaves the day as it is.
        wide = min(known.days, 10)
        return min(known.precision, 2), wide if long else -wide, known.precision, count, date, start or "", end or ""

    (date, start, end), _ = max(told.items(), key=rank)
    return {"date": date, "start": start, "end": end}


def _status(rows: Sequence[Any]) -> str:
    """What the last text says; that it took place stays said."""
    if any(row["status"] == "occurred" for row in rows):
        return "occurred"
    return str(max(rows, key=lambda r: (r["published"] or "", r["status"] == "cancelled", r["status"]))["status"])


def _participants(known: Sequence[Happening]) -> list[tuple[str, str]]:
    """Every participant once, in the role told most often, in the order of roles."""
    roles: dict[str, Counter[str]] = {}
    for happening in known:
        for actor in happening.actors:
            roles.setdefault(actor.id, Counter())[actor.role] += 1
    chosen = {i: min(c, key=lambda r: (-c[r], ROLES.index(r))) for i, c in roles.items()}
    return sorted(chosen.items(), key=lambda item: (ROLES.index(item[1]), item[0]))
