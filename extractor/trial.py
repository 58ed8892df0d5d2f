"""Runs the examples that stand beside a user's names and triggers."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.adaptation import Adaptation
from extractor.pipeline import extract
from extractor.records import Document
from extractor.text.folding import fold

PUBLISHED = "2025-05-01"  # the day that examples are of


def examples(adaptation: Adaptation) -> int:
    """How many examples and counter-examples there are."""
    texts = [(n.example, n.counter_example) for n in adaptation.names]
    texts += [(t.example, t.counter_example) for t in adaptation.triggers]
    return sum(bool(text) for pair in texts for text in pair)


def failures(adaptation: Adaptation) -> Iterator[str]:
    """Yields every example that does not do what it should, with file and line."""

    def read(text: str) -> Document:
        return extract(text, published=PUBLISHED, adaptation=adaptation)

    for name in adaptation.names:
        for text, wanted in ((name.example, True), (name.counter_example, False)):
            mentions = [fold(m.text).text for m in read(text).entities if m.label == name.label] if text else []
            # An example may go on behind the name (青葉庁総務課); the name as a part of another is no counter-example.
            found = any(own in m if wanted else own == m for m in mentions for own in name.names)
            if text and found is not wanted:
                yield (
                    f"{name.where}: the example gives no {name.label} {name.names[0]!r}; change the name or the example"
                    if wanted
                    else f"{name.where}: the counter-example gives the {name.label} {name.names[0]!r}; name more of it"
                )
    for row in adaptation.triggers:
        for text, wanted in ((row.example, True), (row.counter_example, False)):
            events = read(text).events
            if any(v.attrs["rule"] == row.id for v in events) is not wanted:
                yield (
                    f"{row.where}: the example gives no {row.type} by {row.id!r}; change trigger, kind or the example"
                    if wanted
                    else f"{row.where}: the counter-example gives the {row.type} by {row.id!r}; say more in 'before'"
                )
