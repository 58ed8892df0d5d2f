"""The cost of a document grows with its length alone."""

from __future__ import annotations

import time

from long_texts import documents, long_text

import extractor


def _seconds(texts: list[str]) -> float:
    began = time.process_time()
    for text in texts:
        extractor.extract(text)
    return time.process_time() - began


def test_one_long_document_costs_what_its_parts_cost() -> None:
    whole, size = long_text(600_000), 20_000
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    _seconds(parts[:3])
    # A disturbed turn makes one side look slow: one quiet pair is enough.
    assert any(_seconds([whole]) < 1.5 * _seconds(parts) for _ in range(3))


def test_long_texts_repeat_nothing() -> None:
    document = extractor.extract(long_text(200_000))
    assert len(document.text.encode()) > 199_990
    assert {zone.kind for zone in document.zones} >= {"title", "body"}
    copied = sum(zone.end - zone.start for zone in document.zones if zone.kind == "duplicate")
    assert copied < len(document.text) / 20
    assert next(documents()) == next(documents(seed=2))
