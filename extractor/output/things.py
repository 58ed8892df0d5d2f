"""What the exports share: the real things behind mentions with ids that are the same in every run, headlines, dates.

An id is a hash of what makes the thing the same thing: a law's number, a registered body's name, an official's name,
title and body. What only its own document can tell apart (a person's bare name, ``共同声明``) carries that text's hash.
``extractor link`` judges more carefully across documents; its ids are formed alike.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date

from extractor.corpus.identity import Identity, identity, stable_id
from extractor.output.rows import fillers
from extractor.records import Document, Event, Mention

_LONE = re.compile("[\ud800-\udfff]")  # surrogates of damaged input, which UTF-8 does not hold
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?~?")


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of a document.

    Args:
        id: stable id, as ``law-0123456789abcdef``.
        label: its label.
        name: the name to show.
        value: the value of the record, empty when unknown.
        country: ISO 3166 code in capitals, empty when unknown.
        mentions: its mentions in text order; the first of them that tells most is ``best``.
        best: the mention whose attributes describe it.
    """

    id: str
    label: str
    name: str
    value: str
    country: str
    mentions: tuple[Mention, ...]
    best: Mention


class Things:
    """The things of a document, and what is told of its events; made once a document.

    ``document`` is the one that was given, fit for UTF-8: U+FFFD stands for each lone surrogate, offsets stay.
    ``id`` is a hash of its text; ``by_mention`` holds the thing behind every mention but dates, by the mention's id.
    """

    def __init__(self, document: Document) -> None:
        self.document = encodable(document)
        self.id = stable_id("text", self.document.text or self.document.doc_id)
        self._mentions = {m.id: m for m in self.document.entities}
        groups: dict[str, list[Mention]] = {}
        for m in self.document.entities:
            if m.label != "DATE":
                groups.setdefault(m.entity or m.id, []).append(m)
        found = [_thing(mentions, self.id) for mentions in groups.values()]
        self.by_mention = {m.id: thing for thing in found for m in thing.mentions}

    def unique(self) -> list[Thing]:
        """Each thing once, in the order of first mention."""
        return list({thing.id: thing for thing in self.by_mention.values()}.values())

    def event_id(self, event: Event) -> str:
        """A stable id of an event as its document tells it.

        One word may tell several events, as the heading of a list does: then what fills them tells them apart.
        """
        slots = (f"{slot}:{self._mentions[mention].start}" for slot, mention in fillers(event))
        return stable_id("event", self.id, event.type, str(event.trigger.start), str(event.date), *slots)

    def headline(self, event: Event) -> str:
        """Who and what, in words of the text: ``中野洋昌国土交通大臣・スリヤ大臣: 会談``."""
        slots: dict[str, list[str]] = {}
        for slot, mention in fillers(event):
            slots.setdefault(slot, []).append(one_line(self._mentions[mention].text))
        people = [*slots.get("agent", ()), *slots.get("chair", ()), *slots.get("counterpart", ())]
        people = people or slots.get("target") or slots.get("attendee") or []
        what = next((slots[slot] for slot in ("conference", "document", "law") if slot in slots), [])
        if not people and not what:
            people = slots.get("place", [])
        said = " ".join((*what[:1], one_line(event.trigger.text)))
        return f"{'・'.join(dict.fromkeys(people))}: {said}" if people else said

    def sentence(self, event: Event) -> str:
        """The sentence that tells an event."""
        return self.document.text[event.sentence.start : event.sentence.end].strip()


def encodable(document: Document) -> Document:
    """The document with U+FFFD for each lone surrogate; offsets stay."""
    if not _LONE.search(document.text):
        return document
    row = json.loads(_LONE.sub("\ufffd", json.dumps(document.to_dict(), ensure_ascii=False)))
    return Document.from_dict(row, text=_LONE.sub("\ufffd", document.text))


def _thing(mentions: list[Mention], text: str) -> Thing:
    who = identity(mentions)
    best = max(mentions, key=lambda m: (bool(m.value), len(str(m.attrs.get("name", ""))), len(m.text)))
    scope = () if _known_everywhere(who, best) else (text,)
    return Thing(
        id=stable_id(who.label, who.key, *scope),
        label=who.label,
        name=_name(best),
        value=best.value,
        country=_country(best),
        mentions=tuple(mentions),
        best=best,
    )


def _known_everywhere(who: Identity, best: Mention) -> bool:
    """Whether its name is enough to be the same thing in another document."""
    match who.label:
        case "OFFICIAL":
            return bool(who.name and who.title and who.house)
        case "MINISTRY":
            return "valid" in best.attrs  # it stands in the register
        case "PLACE":
            return bool(who.value) and best.attrs.get("kind") not in ("address", "facility")
        case "LAW":
            return bool(who.value)
        case "CONFERENCE":
            return not who.key.endswith("#")  # it has an ordinal
        case "ORG":
            return True
    return False


def _name(m: Mention) -> str:
    if m.label in ("OFFICIAL", "PERSON") and m.attrs.get("name"):
        return str(m.attrs["name"])
    if m.label == "LAW" and m.attrs.get("title"):
        return str(m.attrs["title"])
    return (m.value if m.label == "MINISTRY" else "") or one_line(m.text)


def _country(m: Mention) -> str:
    if m.label == "PLACE":
        return m.value[:2]
    return str(m.attrs.get("country", "")) if m.label == "MINISTRY" else ("JP" if m.label == "LAW" else "")


def one_line(text: str) -> str:
    """A name that runs over a line break, on one line."""
    return " ".join(text.split()) if text.isascii() else "".join(text.split("\n")).strip()


def days(event: Event) -> tuple[date, date] | None:
    """First and last day of an event whose date names days or minutes, not only a month, a season or a year."""
    sides = (event.date or "").split("/")
    if len(sides) > 2 or not all(_DAY.fullmatch(side) for side in sides) or not event.start or not event.end:
        return None
    try:
        return date.fromisoformat(event.start[:10]), date.fromisoformat(event.end[:10])
    except ValueError:
        return None
