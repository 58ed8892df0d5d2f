"""Fits and checks the confidence of event records: ``python models/build/event_confidence.py [--outcomes] [GOLD_DIR]``.

A record of a gold document is right when it matches a gold event of its type and no filled slot is wrong. Without
arguments: fits the weights for extractor/events/confidence.py on sources/event_outcomes.tsv (documents as the rules
first met them) and prints reliability tables of the weights in use and of weights fitted without the document they
judge. With a folder: the reliability of the present rules on it, with the weights in use; ``--outcomes`` prints its
records as rows of event_outcomes.tsv instead, to add documents before rules are repaired on them. Deterministic.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from extractor import pipeline
from extractor.evaluation import gold, scores
from extractor.events import confidence, reading
from extractor.linking.published import infer
from extractor.text.layout import lay_out

Row = tuple[str, tuple[float, ...], bool]
OUTCOMES = Path(__file__).parent / "sources" / "event_outcomes.tsv"
PENALTY = 1.0
STEPS = 25


def outcomes(documents: list[gold.GoldDocument]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Document, facts and outcome of every record that lies in an annotated zone."""
    for document in documents:
        page = lay_out(document.text)
        mentions = pipeline.find_mentions(page)
        reference = infer(page, [m for m in mentions if m.label == "DATE"])
        pipeline.link(mentions, page, reference)
        drafts = reading.gather(page, mentions, reference)
        found = pipeline.extract(document.text, doc_id=document.id)
        for draft, event in zip(drafts, found.events, strict=True):
            alone = scores.score([document], {document.id: replace(found, events=(event,))})
            tally = alone.events[event.type]
            if tally.hits + tally.spurious:
                wrong = sum(t.spurious for t in alone.arguments.values())
                yield document.id, confidence.facts(draft), tally.hits == 1 and not wrong


def recorded() -> list[Row]:
    """The rows of event_outcomes.tsv."""
    lines = (line for line in OUTCOMES.read_text("utf-8").splitlines() if not line.startswith("#"))
    rows = []
    for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        values = confidence.features(
            r["type"],
            r["form"],
            relative=r["relative"] == "1",
            undated=r["undated"] == "1",
            filled=int(r["filled"]),
            rules=r["rules"].split(","),
        )
        rows.append((r["document"], values, r["right"] == "1"))
    return rows


def fit(data: list[Row]) -> list[float]:
    """Weights of a logistic regression by Newton's method; the base is not penalised."""
    size = len(confidence.NAMES)
    weights = [0.0] * size
    for _ in range(STEPS):
        gradient = [0.0] * size
        hessian = [[0.0] * size for _ in range(size)]
        for _, x, right in data:
            p = confidence.probability(x, weights)
            for i in range(size):
                gradient[i] += (right - p) * x[i]
                for j in range(size):
                    hessian[i][j] += p * (1 - p) * x[i] * x[j]
        for i in range(size):
            gradient[i] -= PENALTY * weights[i] * (i > 0)
            hessian[i][i] += PENALTY if i else 1e-6
        weights = [w + d for w, d in zip(weights, solve(hessian, gradient), strict=True)]
    return weights


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination; the matrix is symmetric and positive definite."""
    size = len(vector)
    rest = [[*row, v] for row, v in zip(matrix, vector, strict=True)]
    for i in range(size):
        for j in range(i + 1, size):
            factor = rest[j][i] / rest[i][i]
            rest[j] = [a - factor * b for a, b in zip(rest[j], rest[i], strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        out[i] = (rest[i][size] - sum(rest[i][j] * out[j] for j in range(i + 1, size))) / rest[i][i]
    return out


def reliability(judged: list[tuple[float, bool]], bins: int = 5) -> list[tuple[int, float, float]]:
    """Records sorted by confidence in bins of equal size: count, mean confidence, share right."""
    ordered = sorted(judged)
    table = []
    for n in range(bins):
        part = ordered[n * len(ordered) // bins : (n + 1) * len(ordered) // bins]
        if part:
            table.append((len(part), sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)))
    return table


def show(title: str, judged: list[tuple[float, bool]]) -> None:
    """Prints a reliability table with its mean gap."""
    table = reliability(judged)
    total = sum(n for n, _, _ in table)
    print(f"{title}\n  records  confidence  right")
    for n, mean, share in table:
        print(f"  {n:>7}  {mean:>10.3f}  {share:>5.3f}")
    print(f"  mean gap {sum(n * abs(mean - share) for n, mean, share in table) / total:.3f}")


def main(arguments: list[str]) -> None:
    """Fits on the recorded outcomes, or reads the gold of a folder."""
    folders = [a for a in arguments if not a.startswith("-")]
    if folders:
        data = list(outcomes(gold.read_folder(Path(folders[0]))))
        if "--outcomes" in arguments:
            for name, fact, right in data:
                flags = (
                    int(fact["relative"]),
                    int(fact["undated"]),
                    fact["filled"],
                    ",".join(fact["rules"]),
                    int(right),
                )
                print(name, fact["kind"], fact["form"], *flags, sep="\t")
            return
        judged = [(confidence.probability(confidence.features(**fact)), right) for _, fact, right in data]
        show(f"weights in use, present rules on {folders[0]}", judged)
        return
    rows = recorded()
    for name, weight in zip(confidence.NAMES, fit(rows), strict=True):
        print(f"{name:<9}{weight:>7.2f}")
    show("weights in use", [(confidence.probability(x), right) for _, x, right in rows])
    apart = []
    for name in sorted({name for name, _, _ in rows}):
        weights = fit([row for row in rows if row[0] != name])
        apart += [(confidence.probability(x, weights), right) for owner, x, right in rows if owner == name]
    show("fitted without the document", apart)


if __name__ == "__main__":
    main(sys.argv[1:])
