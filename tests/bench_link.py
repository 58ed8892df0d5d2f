"""Linking of the planted corpus: pairwise F1, B-cubed, time and memory, on records and on texts.

``figures()`` gives the numbers as a dictionary, ``main()`` prints them; ``make bench`` runs it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import planted_corpus

from extractor.corpus import link

HAPPENINGS = 33_400  # three records each: 100,000 records


def scores(truth: Mapping[str, int], found: Mapping[str, str]) -> dict[str, float]:
    """Pairwise and B-cubed precision, recall and F1.

    Args:
        truth: the happening of each record.
        found: the linked event of each record.
    """
    both = Counter((truth[r], found[r]) for r in truth)
    gold, linked = Counter(truth.values()), Counter(found[r] for r in truth)
    right = sum(n * (n - 1) // 2 for n in both.values())
    asked = sum(n * (n - 1) // 2 for n in gold.values())
    given = sum(n * (n - 1) // 2 for n in linked.values())
    precision, recall = right / max(given, 1), right / max(asked, 1)
    b_precision = sum(n * n / linked[f] for (_, f), n in both.items()) / max(len(truth), 1)
    b_recall = sum(n * n / gold[t] for (t, _), n in both.items()) / max(len(truth), 1)
    return {
        "precision": precision,
        "recall": recall,
        "f1": _f1(precision, recall),
        "b3_precision": b_precision,
        "b3_recall": b_recall,
        "b3_f1": _f1(b_precision, b_recall),
    }


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def clusters(rows: Iterable[Mapping[str, object]]) -> dict[str, str]:
    """The linked event of each record ``doc_id/event``."""
    found: dict[str, str] = {}
    for row in rows:
        if row["record"] == "event":
            for source in row["sources"]:  # type: ignore[attr-defined]
                found[f"{source['doc_id']}/{source['event']}"] = str(row["id"])
    return found


def linked_texts(size: int = 120, *, seed: int = 5) -> tuple[dict[str, float], int]:
    """Scores of happenings told in texts that the extractor itself reads, and how many planted records it found.

    A record belongs to a planted one when it has its type and its trigger stands in that sentence; others are no part
    of the score.
    """
    import extractor

    lines, truth = [], {}
    wanted = 0
    for planted in planted_corpus.corpus(size, seed=seed, per_document=1, years=1):
        document = extractor.extract(
            planted.document.text, published=planted.document.published, doc_id=planted.document.doc_id
        )
        lines.append(json.dumps(document.to_dict(), ensure_ascii=False))
        for gold in planted.document.events:
            wanted += 1
            told = [
                v
                for v in document.events
                if v.type == gold.type and gold.sentence.start <= v.trigger.start < gold.sentence.end
            ]
            truth |= {f"{document.doc_id}/{v.id}": planted.truth[gold.id] for v in told[:1]}
    return scores(truth, clusters(link(lines))), wanted


def figures(size: int = HAPPENINGS) -> dict[str, float]:
    """All figures of linking; the run on records is a process of its own, so that its memory is measured alone."""
    result: dict[str, float] = {}
    command = str(Path(sys.executable).parent / "extractor")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        truth: dict[str, int] = {}
        with source.open("w", encoding="utf-8") as out:
            for planted in planted_corpus.corpus(size):
                out.write(json.dumps(planted.document.to_dict(), ensure_ascii=False) + "\n")
                truth |= {f"{planted.document.doc_id}/{event}": n for event, n in planted.truth.items()}
        began = time.perf_counter()
        process = subprocess.Popen([command, "link", str(source), "-o", str(target)])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"extractor link ended with {status}")
        result["link_records"] = len(truth)
        result["link_seconds"] = round(time.perf_counter() - began, 1)
        result["link_peak_memory_mb"] = round(usage.ru_maxrss / 1024)
        with target.open(encoding="utf-8") as rows:
            found = clusters(map(json.loads, rows))
    result |= {f"link_{name}": round(value, 3) for name, value in scores(truth, found).items()}
    text_scores, wanted = linked_texts()
    result["link_texts_records"] = wanted
    return result | {f"link_texts_{name}": round(value, 3) for name, value in text_scores.items()}


def main() -> None:
    for name, value in figures().items():
        print(f"{name:<34}{value}")


if __name__ == "__main__":
    main()
