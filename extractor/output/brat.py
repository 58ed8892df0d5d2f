"""brat standoff: a numbered .txt and .ann for each document, with an annotation.conf, ready to be looked at and mended.

``documents.tsv`` says which number is which document: no path is taken from content. A mention over a line break
becomes fragments, as brat wants it. Values stand in notes, mentions of one thing are joined by ``Equiv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.output.rows import fillers
from extractor.output.things import encodable
from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES, Document

_SLOTS = (*ROLES, "date", "place", "law", "document", "conference")
# Where brat's reader sees the end of a line or of a field.
_BREAK = re.compile("[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+")

CONFIGURATION = "\n".join(
    (
        "[entities]",
        *LABELS,
        "[relations]",
        "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive",
        "[events]",
        *(f"{kind}\t" + ", ".join(f"{slot}*:<ENTITY>" for slot in _SLOTS) for kind in EVENT_TYPES),
        "[attributes]",
        f"Status\tArg:<EVENT>, Value:{'|'.join(STATUSES)}",
        "",
    )
)


def write_parts(documents: Iterable[Document], folder: Path, part: str) -> None:
    """A folder ``<part>`` that brat opens as a collection.

    Args:
        documents: those that failed are passed over.
        folder: where the collection's folder is made.
        part: its name.
    """
    collection = folder / part
    collection.mkdir()
    _save(collection / "annotation.conf", CONFIGURATION)
    index = ["number\tdoc_id\tsource\n"]
    for n, document in enumerate((encodable(d) for d in documents if d.error is None), 1):
        name = f"{n:06}"
        _save(collection / f"{name}.txt", document.text)
        _save(collection / f"{name}.ann", "".join(f"{line}\n" for line in lines(document)))
        index.append("\t".join((name, *(_BREAK.sub(" ", cell) for cell in (document.doc_id, document.source)))) + "\n")
    _save(collection / "documents.tsv", "".join(index))


def lines(document: Document) -> Iterator[str]:
    """The lines of the .ann file."""
    numbers = {m.id: n for n, m in enumerate(document.entities, 1)}
    for m in document.entities:
        yield _text_bound(numbers[m.id], m.label, document.text, m.start, m.end)
    notes = 0
    for m in document.entities:
        if m.value:
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{numbers[m.id]}\t{_BREAK.sub(' ', m.value)}"
    groups: dict[str, list[str]] = {}
    for m in document.entities:
        groups.setdefault(m.entity or m.id, []).append(f"T{numbers[m.id]}")
    for group in groups.values():
        if len(group) > 1:
            yield f"*\tEquiv {' '.join(group)}"
    for n, event in enumerate(document.events, 1):
        trigger = len(numbers) + n
        yield _text_bound(trigger, event.type, document.text, event.trigger.start, event.trigger.end)
        days = [("date", why["mention"]) for why in event.attrs.get("evidence", ()) if why["slot"] == "date"]
        slots: dict[str, int] = {}
        arguments = [f"{event.type}:T{trigger}"]
        for slot, mention in (*days, *fillers(event)):
            slots[slot] = slots.get(slot, 0) + 1
            arguments.append(f"{slot}{slots[slot] if slots[slot] > 1 else ''}:T{numbers[mention]}")
        yield f"E{n}\t{' '.join(arguments)}"
        yield f"A{n}\tStatus E{n} {event.status}"


def _text_bound(number: int, label: str, text: str, start: int, end: int) -> str:
    """A line for a stretch of the text, in fragments where it runs over line breaks."""
    edges = [start]
    for gap in _BREAK.finditer(text, start, end):
        edges += gap.span()
    edges.append(end)
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    offsets = ";".join(f"{a} {b}" for a, b in spans)
    return f"T{number}\t{label} {offsets}\t{' '.join(text[a:b] for a, b in spans)}"


def _save(path: Path, text: str) -> None:
    """UTF-8, line breaks as they are."""
    path.write_bytes(text.encode("utf-8"))
