"""The order of the stages: one document, or a stream of documents over processes.

This is the one place that knows the order, and the one place where offsets of the analysis text become offsets
of the source.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Any

from extractor import events
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

# Each finder sees what the earlier ones proposed.
FINDERS = (
    dates.find,
    laws.find,
    ministries.find,
    places.find,
    officials.find,
    organizations.find,
    conferences.find,
    documents.find,
    statistical.find,
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

    Raises:
        InputError: ``published`` is no ISO date, or ``pipeline`` none of ``PIPELINES``.
    """
    if pipeline not in PIPELINES:
        raise InputError(f"pipeline must be one of {', '.join(PIPELINES)}, not {pipeline!r}")
    if published is not None:
        published = iso_date(published)
    page = lay_out(text, noise=noise)
    mentions = find_mentions(page, all_zones=all_zones, pipeline=pipeline)
    reference = published or infer(page, [m for m in mentions if m.label == "DATE"])
    link(mentions, page, reference)
    drafts = events.find(page, mentions, reference)
    return _records(page, mentions, drafts, doc_id=doc_id or content_id(text), source=source, reference=reference)


def find_mentions(page: Page, *, all_zones: bool = False, pipeline: str = RULES) -> list[Candidate]:
    """The chosen mentions of a page in text order, not yet linked."""

    def readable(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        if all_zones:
            return candidates
        return [c for c in candidates if page.zone_at(c.start) not in NOISE_ZONES]

    known: list[Candidate] = []
    for find in FINDERS:
        known += find(page, known)
    if pipeline == GINZA:
        from extractor.entities.statistical import ginza as ginza_ner  # loads spaCy, which the rules do without

        known += ginza_ner.find(page, known)
    chosen = select(readable(known))
    return select([*chosen, *readable(anaphora.declared_aliases(page, chosen))])


def link(mentions: list[Candidate], page: Page, reference: str | None) -> None:
    """Fills values that need the document, and joins the mentions of one thing."""
    chronology.resolve([m for m in mentions if m.label == "DATE"], page, reference)
    anaphora.resolve(mentions, page, reference)
    ministries.resolve(mentions, page, reference)
    people.resolve(mentions, page, reference)
    clusters.join(mentions, page)


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
    def span(start: int, end: int) -> Span:
        a, b = page.to_source(start, end)
        return Span(start=a, end=b, text=page.source[a:b])

    entities = []
    for n, m in enumerate(mentions, 1):
        at = span(m.start, m.end)
        entities.append(
            Mention(
                id=f"e{n}",
                label=m.label,
                text=at.text,
                start=at.start,
                end=at.end,
                value=m.value,
                zone=page.zone_at(m.start),
                entity=m.entity,
                attrs=m.attrs,
            )
        )
    named = clusters.fullest(mentions)

    def ids(indices: Iterable[int]) -> tuple[str, ...]:
        return tuple(entities[named[i]].id for i in indices)

    def event(n: int, d: events.EventDraft) -> Event:
        sentence = span(*d.sentence)
        participants = sorted(d.participants, key=lambda p: (ROLES.index(p[1]), p[0]))
        return Event(
            id=f"v{n}",
            type=d.type,
            status=d.status,
            trigger=span(*d.trigger),
            sentence=Span(sentence.start, sentence.end),
            date=d.date,
            start=d.start,
            end=d.end,
            places=ids(d.places),
            participants=tuple(Participant(entities[named[i]].id, role) for i, role in participants),
            laws=ids(d.laws),
            documents=ids(d.documents),
            conference=None if d.conference is None else entities[named[d.conference]].id,
            mentions=tuple(Span(s.start, s.end) for s in (span(*at) for at in d.mentions)),
            attrs={**d.attrs, "evidence": [reason(entry) for entry in d.attrs["evidence"]]},
        )

    def reason(entry: Mapping[str, Any]) -> dict[str, Any]:
        """Why a slot is filled: the filler's id as in the slot, and where it was read."""
        read = span(entry["start"], entry["end"])
        return {**entry, "mention": entities[named[entry["mention"]]].id, "start": read.start, "end": read.end}

    title = title_of(page)
    warnings = [f"{e.text}: {e.attrs['warning']}" for e in entities if "warning" in e.attrs]
    return Document(
        doc_id=doc_id,
        text=page.source,
        source=source,
        published=reference,
        title=span(*title).text if title else None,
        zones=_zones(page),
        entities=tuple(entities),
        events=tuple(event(n, d) for n, d in enumerate(drafts, 1)),
        warnings=tuple(warnings),
    )


def _zones(page: Page) -> tuple[Zone, ...]:
    """Neighbouring lines of one zone as one span of the source."""
    zones: list[Zone] = []
    for line in page.lines:
        if line.start == line.end:
            continue
        start, end = page.to_source(line.start, line.end)
        if zones and zones[-1].kind == line.zone:
            start = zones.pop().start
        zones.append(Zone(line.zone, start, end))
    return tuple(zones)


Item = str | Mapping[str, object]


def extract_many(
    items: Iterable[Item], *, workers: int = 1, all_zones: bool = False, pipeline: str = RULES
) -> Iterator[Document]:
    """Reads a stream of texts; yields one ``Document`` for each, in order.

    A text that cannot be read gives a ``Document`` whose ``error`` says why; the stream goes on.

    Args:
        items: texts, or mappings with ``text`` and any of ``published``, ``doc_id``, ``source``, ``noise``;
            a mapping with ``error`` passes through as a failed document.
        workers: number of processes; 1 reads in this one.
        all_zones, pipeline: as in ``extract``.
    """
    if workers <= 1:
        for item in items:
            yield _extract_item(item, all_zones, pipeline)
        return
    stream = iter(items)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        # A bounded window of batches keeps the order and holds back a fast producer.
        window: deque[Future[list[Document]]] = deque()
        while True:
            while len(window) < 3 * workers and (batch := list(islice(stream, _BATCH))):
                window.append(pool.submit(_extract_batch, batch, all_zones, pipeline))
            if not window:
                return
            yield from window.popleft().result()


_BATCH = 16


def _extract_batch(items: Sequence[Item], all_zones: bool, pipeline: str) -> list[Document]:
    return [_extract_item(item, all_zones, pipeline) for item in items]


def _extract_item(item: Item, all_zones: bool, pipeline: str) -> Document:
    fields: dict[str, object] = {"text": item} if isinstance(item, str) else dict(item)
    text = fields.get("text")
    doc_id, source = str(fields.get("doc_id") or ""), str(fields.get("source") or "")
    error = fields.get("error")
    if error is None and not isinstance(text, str):
        error = f"text must be a string, not {type(text).__name__}"
    if error is not None or not isinstance(text, str):
        return Document(doc_id=doc_id, source=source, error=str(error))
    day = fields.get("published")
    noise = fields.get("noise") or ()
    try:
        return extract(
            text,
            published=None if day is None else str(day),
            doc_id=doc_id,
            source=source,
            noise=noise if isinstance(noise, tuple | list) else (),
            all_zones=all_zones,
            pipeline=pipeline,
        )
    except Exception as failure:  # one bad text must not end the stream; the reason goes into its record
        reason = f"{type(failure).__name__}: {failure}"
        return Document(doc_id=doc_id or content_id(text), text=text, source=source, error=reason)
