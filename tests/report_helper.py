"""Documents for the tests of the report: the samples, and one that attacks the page with every field."""

from __future__ import annotations

from pathlib import Path

from extractor.records import Document, Event, Mention, Participant, Span, Zone
from extractor.streams import extract_many
from extractor.text.reading import iter_sources

SAMPLES = Path(__file__).parent.parent / "samples" / "text"
ATTACKS = (
    "<script>window.attacked=1</script>",
    "</script><script>window.attacked=1</script>",
    "<!--<script>",
    '"><img src=x onerror=window.attacked=1>',
    "' autofocus onfocus='window.attacked=1",
    "javascript:window.attacked=1",
    "{{ 7*7 }}{% raw %}${7*7}",
    "\u202eدمر\u2066abc",
    "\0\x0b\u2028\u2029\ufeff\\u003cscript\\u003e",
    "__proto__",
)


def documents() -> list[Document]:
    """The sample texts as the command reads them."""
    rows = ({"doc_id": s.doc_id, "source": s.source, "text": s.text, "noise": s.noise} for s in iter_sources([SAMPLES]))
    return list(extract_many(rows))


def hostile() -> list[Document]:
    """A document for each attack, which stands in every field that can hold words, and one that failed."""
    return [*map(_attacked, ATTACKS), Document(ATTACKS[0], source=ATTACKS[1], error=ATTACKS[3])]


def _attacked(attack: str) -> Document:
    text = f"{attack}\n本日、{attack}は、{attack}を発表した。\n"
    size = len(attack)
    first, second = (0, size), (size + 4, 2 * size + 4)
    attrs = {"name": attack, "title": attack, "organization": attack, "url": f"javascript:{attack}", attack: attack}
    mentions = (
        Mention("e1", "OFFICIAL", attack, *first, attack, "title", attack, attrs),
        Mention("e2", "LAW", attack, *second, attack, "body", "E2", attrs | {"provisions": [{attack: attack}]}),
    )
    at = text.rindex("発表した")
    trigger = Span(at, at + 4, "発表した")
    evidence = [{"slot": "agent", "mention": "e1", "rule": attack, "start": 0, "end": size}]
    event = Event(
        id=attack,
        type="announcement",
        status="occurred",
        trigger=trigger,
        sentence=Span(size + 1, len(text)),
        date=attack,
        start=attack,
        end=attack,
        participants=(Participant("e1", "agent"),),
        laws=("e2",),
        mentions=(Span(at, at + 4),),
        attrs={"rule": attack, "evidence": evidence, "confidence": 0.5},
    )
    return Document(
        doc_id=attack,
        text=text,
        source=attack,
        published=attack,
        title=attack,
        zones=(Zone("title", 0, size), Zone("body", size + 1, len(text))),
        entities=mentions,
        events=(event,),
        warnings=(attack,),
    )
