"""Scores the extractor on a general corpus: ``python models/build/score_corpus.py CORPUS.jsonl``.

The corpus holds ``{"text", "entities": [[start, end, label]]}`` a line with OntoNotes-like labels (UD_Japanese-GSD).
Its borders differ from SPEC.md (titles, weekday brackets, addresses), so that sharing a character counts: precision is
the share of our mentions that overlap a name of the same class, recall the share of names that one of ours overlaps.

======  ==============================  ===========================================
class   labels of the corpus            our labels
======  ==============================  ===========================================
PERSON  PERSON                          PERSON, OFFICIAL that holds a person's name
ORG     ORG                             ORG, MINISTRY
PLACE   GPE, LOC, FAC                   PLACE
DATE    DATE, TIME                      DATE
======  ==============================  ===========================================

Posts without a name are titles there and no names; laws, meetings and documents are left aside.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from extractor.records import Document
from extractor.streams import extract_many

CLASSES = ("PERSON", "ORG", "PLACE", "DATE")
_THEIRS = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "DATE": "DATE",
    "TIME": "DATE",
}
_OURS = {"PERSON": "PERSON", "OFFICIAL": "PERSON", "ORG": "ORG", "MINISTRY": "ORG", "PLACE": "PLACE", "DATE": "DATE"}

Name = tuple[int, int, str]


def ours(document: Document) -> list[Name]:
    """The mentions that have a class."""
    return [
        (m.start, m.end, _OURS[m.label])
        for m in document.entities
        if m.label in _OURS and (m.label != "OFFICIAL" or m.attrs.get("name"))
    ]


def count(wanted: Iterable[Name], found: Iterable[Name], counts: dict[str, Counter[str]]) -> list[tuple[str, Name]]:
    """Adds the overlaps of one text to ``counts``; returns what is missed and what is spurious."""
    wanted, found = list(wanted), list(found)
    errors = []
    for kind, names, others in (("gold", wanted, found), ("pred", found, wanted)):
        for a, b, label in names:
            hit = any(label == x[2] and x[0] < b and a < x[1] for x in others)
            for row in (label, "all"):
                counts[row][kind] += 1
                counts[row][f"hit_{kind}"] += hit
            if not hit:
                errors.append(("MISS" if kind == "gold" else "SPURIOUS", (a, b, label)))
    return errors


def figures(counter: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    precision = counter["hit_pred"] / max(1, counter["pred"])
    recall = counter["hit_gold"] / max(1, counter["gold"])
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Reads the command line and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pipeline", choices=("rules", "ginza"), default="rules")
    parser.add_argument("--errors", action="store_true", help="list what is missed and what is spurious")
    options = parser.parse_args()
    lines = [json.loads(line) for line in options.corpus.read_text("utf-8").splitlines()]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    documents = extract_many((line["text"] for line in lines), pipeline=options.pipeline)
    for line, document in zip(lines, documents, strict=True):
        if document.error is not None:
            sys.exit(f"extraction failed: {document.error}")
        wanted = [(a, b, _THEIRS[label]) for a, b, label in line["entities"] if label in _THEIRS]
        for kind, (a, b, label) in count(wanted, ours(document), counts):
            if options.errors:
                text = line["text"]
                near = [f"{m.label}:{m.text}" for m in document.entities if m.start < b and a < m.end]
                context = f"{text[max(0, a - 12) : a]}[{text[a:b]}]{text[b : b + 12]}"
                print(kind, label, context.replace("\n", "/"), *near)
    print(f"{'':8}{'P':>8}{'R':>8}{'F1':>8}{'wanted':>8}{'found':>8}")
    for label in (*CLASSES, "all"):
        p, r, f = figures(counts[label])
        print(f"{label:8}{p:8.3f}{r:8.3f}{f:8.3f}{counts[label]['gold']:8}{counts[label]['pred']:8}")


if __name__ == "__main__":
    main()
