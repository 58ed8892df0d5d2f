"""The order of the stages for one document; ``streams`` reads many.

This is the one place that knows the order, and the one place where offsets of the analysis text become offsets
of the source.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor import events
from extractor.adaptation.model import NONE, Adaptation
from extractor.entities import own
from extractor.entities.candidates import Candidate
from extractor.entities.dates import finder as dates
from extractor.entities.documents import conferences
from extractor.entities.documents import finder as documents
from extractor.entities.laws import finder as laws
from extractor.entities.ministries import finder as ministries
from extractor.entities.officials import finder as officials
from extractor.entities.organizations import finder as organizations
from extractor.entities.places import finder as places
from extractor.entities.select import select
from extractor.entities.statistical import finder as statistical
from extractor.linking import anaphora, chronology, clusters, people
from extractor.linking.published import infer
from extractor.records import NOISE_ZONES, ROLES, Document, Event, InputError, Mention, Participant, Span, Zone
from extractor.text.layout import lay_out, title_of
from extractor.text.page import Page

# Each finder sees what the earlier ones proposed; the tagger fills the gaps that all of them leave.
FINDERS = (
    dates.find,
    laws.find,
    ministries.find,
    places.find,
    officials.find,
    organizations.find,
    conferences.find,
    documents.find,
)
RULES, GINZA = "rules", "ginza"
PIPELINES = (RULES, GINZA)


def extract(
    text: str,
    *,
    published: str | None = None,
    doc_id: str = "",
    source: str = "",
    noise: Sequence[tuple[int, int]] = (),
    all_zones: bool = False,
    pipeline: str = RULES,
    adaptation: Adaptation = NONE,
) -> Document:
    """Reads one text.

    Args:
        text: the document as decoded; offsets of the result count its code points.
        published: ISO date that relative expressions refer to; inferred from the text when None.
        doc_id: name of the document in the output; a hash of the text when empty.
        source: path or address, repeated in the output.
        noise: spans of ``text`` that are known to be boilerplate (from HTML).
        all_zones: also take mentions and events from boilerplate and duplicates.
        pipeline: ``rules``, or ``ginza`` for ja_ginza as a second opinion on names (some 20 times slower).
        adaptation: names and triggers of the caller's own, from ``extractor.adapt``.

    Raises:
        InputError: ``published`` is no ISO date, or ``pipeline`` none of ``PIPELINES``.
    """
    check_pipeline(pipeline)
    if published is not None:
        published = iso_date(published)
    page = lay_out(text, noise=noise)
    mentions = find_mentions(page, all_zones=all_zones, pipeline=pipeline, adaptation=adaptation)
    reference = published or infer(page, [m for m in mentions if m.label == "DATE"])
    link(mentions, page, reference)
    drafts = events.find(page, mentions, reference, adaptation)
    return _records(page, mentions, drafts, doc_id=doc_id or content_id(text), source=source, reference=reference)


def find_mentions(
    page: Page, *, all_zones: bool = False, pipeline: str = RULES, adaptation: Adaptation = NONE
) -> list[Candidate]:
    """The chosen mentions of a page in text order, not yet linked."""

    def readable(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        if all_zones:
            return candidates
        return [c for c in candidates if page.zone_at(c.start) not in NOISE_ZONES]

    known = own.find(page, adaptation)
    for find in FINDERS:
        known += find(page, known)
    known = own.prevail(known)
    settled = [(c.start, c.end) for c in select(readable(known))]
    if not all_zones:
        settled += [(line.start, line.end) for line in page.lines if line.zone in NOISE_ZONES]
    known += statistical.find(page, known, settled=settled)
    if pipeline == GINZA:
        from extractor.entities.statistical import ginza as ginza_ner  # loads spaCy, which the rules do without

        known += ginza_ner.find(page, known)
    chosen = select(readable(own.prevail(known)))
    return select([*chosen, *readable(anaphora.declared_aliases(page, chosen))])


def link(mentions: list[Candidate], page: Page, reference: str | None) -> None:
    """Fills values that need the document, and joins the mentions of one thing."""
    chronology.resolve([m for m in mentions if m.label == "DATE"], page, reference)
    anaphora.resolve(mentions, page, reference)
    ministries.resolve(mentions, page, reference)
    people.resolve(mentions, page, reference)
    own.settle(mentions)
    clusters.join(mentions, page)


def check_pipeline(name: str) -> None:
    """Does nothing when there is a pipeline of that name.

    Raises:
        InputError: there is none.
    """
    if name not in PIPELINES:
        raise InputError(f"pipeline must be one of {', '.join(PIPELINES)}, not {name!r}")


def iso_date(text: str) -> str:
    """``text`` when it is an ISO calendar date.

    Raises:
        InputError: it is none.
    """
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise InputError(f"published must be a date such as 2025-08-07, not {text!r}") from error


def content_id(text: str) -> str:
    """A stable name for a text that has none."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _records(
    page: Page,
    mentions: Sequence[Candidate],
    drafts: Sequence[events.EventDraft],
    *,
    doc_id: str,
    source: str,
    reference: str | None,
) -> Document:
    text, to_source = page.source, page.to_source

    entities = []
    for n, m in enumerate(mentions, 1):
        start, end = to_source(m.start, m.end)
        zone = page.zone_at(m.start)
        entities.append(Mention(f"e{n}", m.label, text[start:end], start, end, m.value, zone, m.entity, m.attrs))
    # The id of the fullest mention of each one's entity.
    named = [entities[i].id for i in clusters.fullest(mentions)]

    def ids(indices: Iterable[int]) -> tuple[str, ...]:
        return tuple([named[i] for i in indices])

    def event(n: int, d: events.EventDraft) -> Event:
        start, end = to_source(*d.trigger)
        participants = sorted(d.participants, key=lambda p: (ROLES.index(p[1]), p[0]))
        return Event(
            id=f"v{n}",
            type=d.type,
            status=d.status,
            trigger=Span(start, end, text[start:end]),
            sentence=Span(*to_source(*d.sentence)),
            date=d.date,
            start=d.start,
            end=d.end,
            places=ids(d.places),
            participants=tuple([Participant(named[i], role) for i, role in participants]),
            laws=ids(d.laws),
            documents=ids(d.documents),
            conference=None if d.conference is None else named[d.conference],
            mentions=tuple([Span(*to_source(*at)) for at in d.mentions]),
            attrs={**d.attrs, "evidence": [reason(entry) for entry in d.attrs["evidence"]]},
        )

    def reason(entry: Mapping[str, Any]) -> dict[str, Any]:
        """Why a slot is filled: the filler's id as in the slot, and where it was read."""
        start, end = to_source(entry["start"], entry["end"])
        return {**entry, "mention": named[entry["mention"]], "start": start, "end": end}

    title = title_of(page)
    warnings = [f"{e.text}: {e.attrs['warning']}" for e in entities if "warning" in e.attrs]
    return Document(
        doc_id=doc_id,
        text=page.source,
        source=source,
        published=reference,
        title=text[slice(*to_source(*title))] if title else None,
        zones=_zones(page),
        entities=tuple(entities),
        events=tuple(event(n, d) for n, d in enumerate(drafts, 1)),
        warnings=tuple(warnings),
    )


def _zones(page: Page) -> tuple[Zone, ...]:
    """Neighbouring lines of one zone as one span of the source."""
    zones: list[tuple[str, int, int]] = []
    for line in page.lines:
        if line.start == line.end:
            continue
        start, end = page.to_source(line.start, line.end)
        if zones and zones[-1][0] == line.zone:
            start = zones.pop()[1]
        zones.append((line.zone, start, end))
    return tuple([Zone(*zone) for zone in zones])
