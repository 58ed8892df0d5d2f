"""FollowTheMoney entities as JSON lines, the form that Aleph, OpenSanctions and their tools load.

Officials become a Person, a Position and the Occupancy between them; a title without a name only a Position. Bodies
become PublicBody or Organization, places Address, laws and named papers Document, conferences and happenings Event.
Every text is a PlainText with its characters, and each thing's names in it are Mentions and Documentation of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from extractor.corpus.identity import stable_id
from extractor.output.rows import fillers
from extractor.output.things import Thing, Things, one_line
from extractor.records import ROLES, Document, Event

_ACTORS = frozenset({"PERSON", "OFFICIAL", "MINISTRY", "ORG"})  # what FollowTheMoney calls a LegalEntity
_SCHEMATA = {"PERSON": "Person", "OFFICIAL": "Person", "MINISTRY": "PublicBody", "ORG": "Organization"}

_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")  # controls, which FollowTheMoney refuses

Entity = dict[str, Any]


def write(documents: Iterable[Document], out: TextIO) -> None:
    """One entity a line; an entity that several documents hold comes once for each and is merged by its id."""
    for document in documents:
        for entity in entities(document):
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")


def entities(document: Document) -> Iterator[Entity]:
    """The entities of a document, the text first."""
    found = Things(document)
    document, text = found.document, found.id
    yield _entity(
        text,
        "PlainText",
        title=document.title,
        fileName=document.doc_id,
        bodyText=document.text,
        mimeType="text/plain",
        language="jpn",
        publishedAt=document.published,
    )
    for thing in found.unique():
        yield from _thing(thing, document)
        subject = _subject(thing)
        yield _entity(stable_id("documentation", text, subject), "Documentation", document=text, entity=subject)
        if thing.label in _ACTORS and subject == thing.id:
            names = dict.fromkeys(_name(m.text) for m in thing.mentions)
            yield _entity(
                stable_id("mention", text, thing.id),
                "Mention",
                document=text,
                resolved=thing.id,
                name=list(names),
                detectedSchema=_SCHEMATA[thing.label],
                contextCountry=_country(thing),
            )
    for event in document.events:
        yield _event(found, event)


def _thing(thing: Thing, document: Document) -> Iterator[Entity]:
    attrs, country = thing.best.attrs, _country(thing)
    names = list(dict.fromkeys(_name(m.text) for m in thing.mentions))
    match thing.label:
        case "OFFICIAL":
            yield from _official(thing, document)
        case "PERSON":
            yield _entity(thing.id, "Person", name=_name(thing.name), position=attrs.get("title"))
        case "MINISTRY" | "ORG":
            schema = _SCHEMATA[thing.label]
            yield _entity(thing.id, schema, name=_name(thing.name), alias=_others(names, thing), country=country)
        case "PLACE":
            yield _entity(thing.id, "Address", name=_name(thing.name), full=_name(thing.name), country=country)
        case "LAW":
            yield _entity(
                thing.id,
                "Document",
                fileName=thing.value or _name(thing.name),
                title=_name(thing.name),
                summary=attrs.get("number"),
                sourceUrl=attrs.get("url") if attrs.get("id_source") == "register" else None,
                country=country,
            )
        case "DOCUMENT":
            yield _entity(thing.id, "Document", fileName=_name(thing.name), title=_name(thing.name))
        case "CONFERENCE":
            yield _entity(thing.id, "Event", name=_name(thing.name), alias=_others(names, thing))


def _official(thing: Thing, document: Document) -> Iterator[Entity]:
    attrs = thing.best.attrs
    title, body = attrs.get("title"), attrs.get("organization")
    if _subject(thing) == thing.id:
        yield _entity(thing.id, "Person", name=_name(thing.name), position=title)
    if not title:
        return
    post, house = _post(thing), stable_id("body", body or "")
    yield _entity(post, "Position", name=_name(title), organization=house if body else None)
    if body:
        yield _entity(house, "PublicBody", name=_name(body))
    if _subject(thing) == thing.id:
        held = stable_id("occupancy", thing.id, post)
        yield _entity(held, "Occupancy", holder=thing.id, post=post, date=document.published)


def _post(thing: Thing) -> str:
    attrs = thing.best.attrs
    return stable_id("position", str(attrs.get("title", "")), str(attrs.get("organization", "")))


def _subject(thing: Thing) -> str:
    """The id of what a mention tells of: of a title without a name, the post."""
    if thing.label == "OFFICIAL" and not thing.best.attrs.get("name") and thing.best.attrs.get("title"):
        return _post(thing)
    return thing.id


def _event(found: Things, event: Event) -> Entity:
    properties: dict[str, list[str]] = {}

    def add(name: str, value: str) -> None:
        if value:
            properties.setdefault(name, []).append(value)

    for slot, mention in fillers(event):
        thing = found.by_mention[mention]
        if slot == "place" or (slot in ROLES and thing.label == "PLACE"):
            add("location" if slot == "place" else "namesMentioned", _name(thing.name))
            add("country", _country(thing) or "")
        elif slot in ROLES and thing.label in _ACTORS and _subject(thing) == thing.id:
            add("organizer" if slot == "chair" else "involved", thing.id)
        elif slot in ROLES:  # a post without a name is no LegalEntity
            add("namesMentioned", _name(thing.best.text))
        else:
            add("keywords", _name(thing.name))
    day, last = event.start, event.end
    return _entity(
        found.event_id(event),
        "Event",
        name=_name(found.headline(event)),
        description=found.sentence(event),
        summary=f"{event.type}, {event.status}",
        date=day if day == last else None,
        startDate=day if day != last else None,
        endDate=last if day != last else None,
        proof=found.id,
        recordId=event.id,
        **{name: list(dict.fromkeys(values)) for name, values in properties.items()},
    )


def _country(thing: Thing) -> str | None:
    return thing.country.lower() or None


def _others(names: list[str], thing: Thing) -> list[str]:
    return [name for name in names if name != _name(thing.name)]


def _name(text: str) -> str:
    return " ".join(one_line(text).split())


def _entity(key: str, schema: str, /, **properties: str | list[str] | None) -> Entity:
    known = {name: value if isinstance(value, list) else [value] for name, value in properties.items() if value}
    clean = {name: [_UNSAFE.sub("", value).strip() for value in values] for name, values in known.items()}
    return {"id": key, "schema": schema, "properties": clean}
