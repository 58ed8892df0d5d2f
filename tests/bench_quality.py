"""What the extractor finds against gold, beside ja_ginza and ja-timex: the README's table.

``tables()`` measures, ``markdown()`` prints; ``make bench`` runs both. All readers get the same texts in the same run.
ja_ginza's labels are mapped by ``models/lexicon/ginza_labels.tsv``; it gives no values. ja-timex is told the day of
publication; its times and weekdays that touch a date are joined to it, and its durations are left out, as SPEC.md asks.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import extractor
from extractor.entities.statistical.ginza import labels
from extractor.evaluation import gold, scores
from extractor.records import Document, Mention

ROOT = Path(__file__).parent.parent
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
Row = dict[str, Any]
Reader = Callable[[gold.GoldDocument], Document]


def tables() -> dict[str, list[Row]]:
    """The rows of each gold folder."""
    readers = {
        "extractor": _extractor("rules"),
        "extractor --pipeline ginza": _extractor("ginza"),
        "ja_ginza": _ja_ginza(),
    }
    dates = {"extractor, dates only": readers["extractor"], "ja-timex, dates only": _ja_timex()}
    found = {}
    for folder in ("gold", "held-out"):
        documents = gold.read_folder(ROOT / "samples" / folder)
        found[f"samples/{folder}"] = [
            *(_row(name, reader, documents, dates_only=False) for name, reader in readers.items()),
            *(_row(name, reader, documents, dates_only=True) for name, reader in dates.items()),
        ]
    return found


def markdown(found: dict[str, list[Row]]) -> str:
    """The tables in Markdown."""
    lines = []
    for folder, table in found.items():
        lines += [f"| {folder} | P | R | F1 | values right | chars/s |", "|---|---|---|---|---|---|"]
        for row in table:
            share = "-" if row["values_right"] is None else f"{row['values_right']:.3f}"
            figures = " | ".join(f"{row[k]:.3f}" for k in ("p", "r", "f1"))
            lines.append(f"| {row['name']} | {figures} | {share} | {row['chars_per_second']:,} |")
        lines.append("")
    return "\n".join(lines)


def _row(name: str, reader: Reader, documents: Sequence[gold.GoldDocument], *, dates_only: bool) -> Row:
    reader(documents[0])  # what a first text loads is no part of the speed
    began = time.perf_counter()
    found = {d.id: reader(d) for d in documents}
    spent = time.perf_counter() - began
    result = scores.score(documents, found).to_dict()
    tally = result["entities"]["DATE"] if dates_only else result["core"]
    values = result["values"]["DATE"] if dates_only else result["values_core"]
    return {
        "name": name,
        "p": tally["p"],
        "r": tally["r"],
        "f1": tally["f"],
        "values_right": None if name == "ja_ginza" else values["share"],
        "documents": len(documents),
        "chars_per_second": round(sum(len(d.text) for d in documents) / spent),
    }


def _extractor(pipeline: str) -> Reader:
    return lambda d: extractor.extract(d.text, doc_id=d.id, pipeline=pipeline)


def _document(d: gold.GoldDocument, mentions: Iterator[tuple[int, int, str, str]]) -> Document:
    entities = tuple(
        Mention(id=f"e{n}", label=label, text=d.text[a:b], start=a, end=b, value=value)
        for n, (a, b, label, value) in enumerate(mentions, 1)
    )
    return Document(doc_id=d.id, text=d.text, entities=entities)


def _ja_ginza() -> Reader:
    import spacy

    nlp, ours = spacy.load("ja_ginza"), labels("label")

    def mentions(text: str) -> Iterator[tuple[int, int, str, str]]:
        for entity in nlp(text).ents:
            if entity.label_ in ours:
                yield entity.start_char, entity.end_char, ours[entity.label_], ""

    return lambda d: _document(d, mentions(d.text))


def _ja_timex() -> Reader:
    import pendulum
    from ja_timex import TimexParser
    from ja_timex.number_normalizer import NumberNormalizer

    def mentions(d: gold.GoldDocument) -> Iterator[tuple[int, int, str, str]]:
        reference = pendulum.parse(d.published) if d.published else None
        offset = 0
        # In ASCII digits and clause by clause, since its offsets drift behind other digits.
        for clause in re.findall(r"[^。、\n]*[。、\n]?", d.text.translate(_NARROW)):
            parser = TimexParser(number_normalizer=NumberNormalizer(), reference=reference)
            touching: list[Any] = []
            for timex in [t for t in parser.parse(clause) if t.type in ("DATE", "TIME")]:
                if touching and touching[-1].span[1] != timex.span[0]:
                    yield _joined(touching, offset, reference)
                    touching = []
                touching.append(timex)
            if touching:
                yield _joined(touching, offset, reference)
            offset += len(clause)

    return lambda d: _document(d, mentions(d))


def _joined(parts: Sequence[Any], offset: int, reference: Any) -> tuple[int, int, str, str]:
    """A mention of timexes that touch: the first one's day, and the hour where one is told."""
    first = parts[0]
    value = first.value
    if "XXXX" in value and reference is not None and first.type == "DATE":
        with contextlib.suppress(AttributeError, TypeError, ValueError):  # it knows no day for what it read
            value = f"{first.to_datetime():%Y-%m-%d}"
    value = value.removesuffix("-XX").removesuffix("-XX")
    clock = next((p.value for p in parts if p.type == "TIME"), "")
    if clock and clock != first.value:
        value += clock.removesuffix("-XX").replace("-", ":")
    return offset + first.span[0], offset + parts[-1].span[1], "DATE", value
