"""JSON-LD: events and things in the terms of schema.org, mentions as W3C Web Annotations.

The context stands in the file itself, so nothing is fetched to read it. What schema.org has no word for (the codes of
event types, statuses and roles, EDTF dates) stands under ``x:``, which is ``urn:extractor:``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from extractor.output.rows import fillers
from extractor.output.things import Thing, Things, days
from extractor.records import Document, Event

_QUOTE = 32  # characters of context in front of and behind a quotation
_LINKS = (
    "about",
    "attendee",
    "eventStatus",
    "location",
    "mentions",
    "organizer",
    "parentOrganization",
    "sameAs",
    "superEvent",
    "worksFor",
    "x:agent",
    "x:counterpart",
    "x:target",
)

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "x": "urn:extractor:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    **{name: {"@type": "@id"} for name in _LINKS},
    **{name: {"@type": "@vocab"} for name in ("x:eventType", "x:status", "x:label")},
    "datePublished": {"@type": "xsd:date"},
    # Web Annotation, under the keys of its own JSON form
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "value": "rdf:value",
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "identifying": "oa:identifying",
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix")},
}
_TYPES = {
    "OFFICIAL": "Person",
    "PERSON": "Person",
    "MINISTRY": "GovernmentOrganization",
    "ORG": "Organization",
    "LAW": "Legislation",
    "CONFERENCE": "Event",
    "DOCUMENT": "CreativeWork",
    "PLACE": "Place",
}
_PLACES = {
    "country": "Country",
    "city": "City",
    "prefecture": "AdministrativeArea",
    "municipality": "AdministrativeArea",
}
_SLOTS = {
    "agent": "x:agent",
    "counterpart": "x:counterpart",
    "target": "x:target",
    "attendee": "attendee",
    "chair": "organizer",
    "place": "location",
    "law": "about",
    "document": "about",
    "conference": "superEvent",
}

Node = dict[str, Any]


def write(documents: Iterable[Document], out: TextIO) -> None:
    """One JSON-LD document with a graph of everything, written as the documents come."""
    out.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [')
    comma = "\n"
    for document in documents:
        for node in nodes(document):
            out.write(comma + json.dumps(node, ensure_ascii=False))
            comma = ",\n"
    out.write("\n]}\n")


def nodes(document: Document) -> Iterator[Node]:
    """The nodes of a document: the text, its events, its things, its mentions."""
    found = Things(document)
    document, text = found.document, f"x:{found.id}"
    things = found.unique()
    yield _plain(
        {
            "id": text,
            "type": "DigitalDocument",
            "identifier": document.doc_id,
            "name": document.title,
            "datePublished": document.published,
            "inLanguage": "ja",
            "about": [f"x:{found.event_id(event)}" for event in document.events],
            "mentions": [f"x:{thing.id}" for thing in things],
        }
    )
    bodies = {thing.name: f"x:{thing.id}" for thing in things if thing.label in ("MINISTRY", "ORG")}
    for event in document.events:
        yield _event(found, event)
    for thing in things:
        yield _thing(thing, bodies)
    for m in document.entities:
        if m.label == "DATE":
            body: str | Node = _plain({"type": "TextualBody", "value": m.value, "format": "EDTF"})
        else:
            body = f"x:{found.by_mention[m.id].id}"
        yield _annotation(document, text, m.id, m.start, m.end, body, {"x:label": f"x:{m.label}"})
    for event in document.events:
        for n, span in enumerate(event.mentions, 1):
            name, body = f"{event.id}.{n}", f"x:{found.event_id(event)}"
            yield _annotation(document, text, name, span.start, span.end, body, {"x:label": "x:EVENT"})


def _event(found: Things, event: Event) -> Node:
    node: Node = {
        "id": f"x:{found.event_id(event)}",
        "type": "Event",
        "name": found.headline(event),
        "description": found.sentence(event),
        "x:eventType": f"x:{event.type}",
        "x:status": f"x:{event.status}",
        "x:edtf": event.date,
        "x:confidence": event.attrs.get("confidence"),
    }
    if event.status in ("planned", "cancelled"):
        node["eventStatus"] = "EventScheduled" if event.status == "planned" else "EventCancelled"
        node["eventStatus"] = f"https://schema.org/{node['eventStatus']}"
    if days(event):
        node |= {"startDate": event.start, "endDate": event.end}
    for slot, mention in fillers(event):
        node.setdefault(_SLOTS[slot], []).append(f"x:{found.by_mention[mention].id}")
    return _plain(node)


def _thing(thing: Thing, bodies: Mapping[str, str]) -> Node:
    attrs = thing.best.attrs
    node: Node = {"id": f"x:{thing.id}", "type": _TYPES[thing.label], "name": thing.name}
    if thing.label == "OFFICIAL":
        node |= {"name": attrs.get("name") or None, "jobTitle": attrs.get("title") or None}
        if body := attrs.get("organization"):
            node["worksFor"] = bodies.get(body) or {"type": "Organization", "name": body}
    elif thing.label == "MINISTRY" and attrs.get("parent"):
        parent = attrs["parent"]
        node["parentOrganization"] = bodies.get(parent) or {"type": "GovernmentOrganization", "name": parent}
    elif thing.label == "LAW":
        node |= {"legislationIdentifier": thing.value, "alternateName": attrs.get("number")}
        node["sameAs"] = attrs.get("url") if attrs.get("id_source") == "register" else None
    elif thing.label == "PLACE":
        node |= {"type": _PLACES.get(attrs.get("kind", ""), "Place"), "identifier": thing.value}
    return _plain(node)


def _annotation(document: Document, text: str, name: str, start: int, end: int, body: str | Node, more: Node) -> Node:
    """A mention as a Web Annotation; offsets count code points."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": document.text[start:end],
        "prefix": document.text[max(0, start - _QUOTE) : start],
        "suffix": document.text[end : end + _QUOTE],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "id": f"{text}.{name}",
        "type": "Annotation",
        "motivation": "identifying",
        **more,
        "body": body,
        "target": {"source": text, "selector": [position, quote]},
    }


def _plain(node: Node) -> Node:
    """The node without what is unknown."""
    return {key: value for key, value in node.items() if value not in (None, "", [])}
