"""What the report's scripts read: every document once, and what the documents tell of in common.

Lists stand for objects where there are many of them: ``_mention``, ``_event`` and ``_Corpus`` tell the order. The page
counts as browsers do, in UTF-16 code units; ``_Units`` takes offsets there.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from extractor.corpus import link
from extractor.corpus.lineage import lineage
from extractor.output.rows import fillers
from extractor.records import EVENT_TYPES, LABELS, STATUSES, ZONES, Document, Event, Mention

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Parts of a release that name its issuer.
_ISSUER_ZONES = frozenset({"title", "dateline", "contact"})


def payload(documents: Iterable[Document], *, stage: Callable[[str], object] | None = None) -> dict[str, Any]:
    """Everything that the page shows of ``documents``, as plain data.

    ``things`` are the entities of the corpus, ``houses`` the ministries, agencies and countries that its bodies and
    officials belong to; other parts name both by their place in these lists.

    Args:
        documents: as the pipeline gives them.
        stage: is told what begins, for a display of progress.
    """
    read = list(documents)
    corpus = _Corpus(read, stage)
    rows = [_document(n, d, corpus) for n, d in enumerate(read)]
    return {
        "labels": LABELS,
        "types": EVENT_TYPES,
        "statuses": STATUSES,
        "zones": ZONES,
        "things": corpus.things,
        "houses": list(corpus.houses),
        "documents": rows,
    }


class _Corpus:
    """What ``extractor link`` joins over the documents, which are known by their place in the list.

    A thing is ``[label, name, value, house or -1, number of documents]``.
    """

    def __init__(self, documents: Sequence[Document], stage: Callable[[str], object] | None) -> None:
        self.things: list[list[Any]] = []
        self.houses: dict[str, int] = {}
        self._thing: dict[tuple[int, str], int] = {}
        self._told: dict[tuple[int, str], list[tuple[int, str]]] = {}
        lines = (
            json.dumps(replace(d, doc_id=str(n), source="").to_dict()) for n, d in enumerate(documents) if not d.error
        )
        for row in link(lines, stage=stage):
            if row["record"] == "entity":
                of = {(int(s["doc_id"]), s["entity"]) for s in row["sources"]}
                self._thing.update(dict.fromkeys(of, len(self.things)))
                self.things.append([row["label"], row["name"], row["value"], -1, len({n for n, _ in of})])
            elif row["record"] == "event":
                tellers = [(int(s["doc_id"]), s["event"]) for s in row["sources"]]
                self._told.update(dict.fromkeys(tellers, tellers))

    def thing(self, n: int, mention: Mention) -> int:
        """The thing that a mention of document ``n`` names, -1 for a date."""
        return self._thing.get((n, mention.entity), -1)

    def tellers(self, n: int, event: Event) -> list[tuple[int, str]]:
        """The records of other documents that tell of the same happening: (document, event id)."""
        return [(other, i) for other, i in self._told.get((n, event.id), ()) if other != n]

    def house(self, n: int, mention: Mention) -> int:
        """The house of a body or official of document ``n``, -1 for none."""
        name = _house(mention)
        if not name:
            return -1
        house = self.houses.setdefault(name, len(self.houses))
        if (thing := self.thing(n, mention)) >= 0:
            self.things[thing][3] = house
        return house


def _house(mention: Mention) -> str:
    if mention.label == "MINISTRY":
        return lineage(mention.value or mention.text)
    return lineage(str(mention.attrs.get("organization", ""))) if mention.label == "OFFICIAL" else ""


class _Units:
    """Offsets of a text in UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)


def _document(n: int, document: Document, corpus: _Corpus) -> dict[str, Any]:
    units = _Units(document.text)
    index = {m.id: i for i, m in enumerate(document.entities)}
    issuers = {corpus.house(n, m) for m in document.entities if m.label == "MINISTRY" and m.zone in _ISSUER_ZONES}
    row = {
        "id": document.doc_id,
        "source": document.source,
        "published": document.published,
        "title": document.title,
        "text": document.text,
        "zones": [[ZONES.index(z.kind), units(z.start), units(z.end)] for z in document.zones],
        "mentions": [_mention(m, corpus.thing(n, m), units) for m in document.entities],
        "events": [_event(n, v, document, corpus, index, units) for v in document.events],
        "issuers": sorted(issuers - {-1}),
    }
    optional = {"warnings": list(document.warnings), "error": document.error}
    return row | {key: value for key, value in optional.items() if value}


def _mention(m: Mention, thing: int, units: _Units) -> list[Any]:
    """``[label, start, end, value, zone, entity, thing or -1, attrs]``."""
    return [
        *(LABELS.index(m.label), units(m.start), units(m.end)),
        *(m.value, ZONES.index(m.zone), m.entity, thing, dict(m.attrs)),
    ]


def _event(
    n: int, v: Event, document: Document, corpus: _Corpus, index: dict[str, int], units: _Units
) -> dict[str, Any]:
    """An event; ``slots`` are ``[slot, mention]``, ``evidence`` ``[slot, mention, rule, start, end]``."""
    slots = [(slot, index[i]) for slot, i in fillers(v)]
    houses = {corpus.house(n, document.entities[i]) for _, i in slots} - {-1}
    evidence = [
        [why["slot"], index[why["mention"]], why["rule"], units(why["start"]), units(why["end"])]
        for why in v.attrs.get("evidence", ())
    ]
    row = {
        "id": v.id,
        "type": EVENT_TYPES.index(v.type),
        "status": STATUSES.index(v.status),
        "date": v.date,
        "start": v.start,
        "end": v.end,
        "slots": slots,
        "trigger": [units(v.trigger.start), units(v.trigger.end)],
        "sentence": [units(v.sentence.start), units(v.sentence.end)],
        "triggers": [[units(s.start), units(s.end)] for s in v.mentions],
        "evidence": evidence,
        "houses": sorted(houses),
        "rule": v.attrs.get("rule", ""),
        "confidence": v.attrs.get("confidence"),
    }
    tellers = corpus.tellers(n, v)
    return row | {"tellers": tellers} if tellers else row
