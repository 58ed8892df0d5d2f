"""Trains the statistical tagger: ``python models/build/train_tagger.py [corpora] [--gold FOLDER]...``.

Reads the corpora (default ``../shared/corpora`` beside the repository; ``none``: does without), the gold documents of
``samples/gold`` and of the named folders, and made-up press sentences; writes ``models/tagger/tagger.npz``. Equal input
gives equal bytes. Takes about five minutes.
``--evaluate`` prints held-out scores instead and writes nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pycrfsuite
from press_sentences import sentences
from tagger_data import TYPES, Sample, corpus, gold

from extractor.entities.statistical.decoding import Decoder, sequences
from extractor.entities.statistical.features import PATTERNS, REACH, features, kind
from extractor.entities.statistical.model import EDGE, SPAN, Model, is_barrier
from extractor.text.folding import fold
from extractor.text.tokens import Tokens, tokenize

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
TAGGER = ROOT / "models" / "tagger" / "tagger.npz"
LABELS = ["O", *(f"{place}-{kind_}" for kind_ in TYPES for place in "BILU")]
SEED = 20250807
PRESS_SENTENCES = 4000
GOLD_COPIES = 4  # the gold is small, and the only text whose borders are this project's throughout
PARAMETERS = {
    "c1": 0.05,
    "c2": 0.01,
    "max_iterations": 80,
    "feature.minfreq": 2,
    "feature.possible_transitions": False,
}
# Features that the Wikipedia set, whose borders and types differ most, has once more for itself, so that its habits of
# annotation are not learned. Words among them would keep there what should be learned (gsd-dev overlap .69 instead of
# .73), and copies for every corpus do so too (.73 instead of .76).
_OWN_DOMAIN, _OWN = "W", {"t": (0,), "k": (0,)}

Items = list[list[str]]


def samples(corpora: Path | None, own: Sequence[Path] = ()) -> dict[str, list[Sample]]:
    """All training texts by source; ends the program when one is missing.

    Args:
        corpora: the folder of the corpora; None does without.
        own: folders of gold files beside ``samples/gold``.
    """
    for name in ("wikipedia-ner.jsonl", "gsd-train.jsonl"):
        if corpora is not None and not (corpora / name).is_file():
            sys.exit(
                f"no {name} in {corpora}; name the folder of the training texts by CORPORA=... or as the argument, or"
                " 'none' (models/tagger/README.md says what they are)"
            )
    for folder in own:
        if not any(folder.rglob("*.gold.txt")):
            sys.exit(f"no *.gold.txt in {folder}; 'extractor extract ... --format gold -o {folder}' writes drafts")
    made = []
    for n, (text, spans) in enumerate(sentences(PRESS_SENTENCES, seed=SEED)):
        folded = fold(text)
        if len(folded.text) != len(text):
            raise ValueError(f"template changes its length when folded: {text!r}")
        made.append(Sample(f"press-{n}", "P", folded.text, tuple(spans)))
    return {
        "wikipedia": list(corpus(corpora / "wikipedia-ner.jsonl", "W")) if corpora else [],
        "gsd": list(corpus(corpora / "gsd-train.jsonl", "G")) if corpora else [],
        "press": made,
        "gold": [s for folder in (ROOT / "samples" / "gold", *own) for s in gold(folder)],  # never samples/held-out
    }


def encode(sample: Sample) -> Iterator[tuple[Items, list[str]]]:
    """Yields (features of each token, BILOU labels) of each sequence that has no name across token borders."""
    tokens = tokenize(sample.text)
    labels, broken = bilou(tokens, sample.spans)
    words = [tokens.table.surfaces[n] for n in tokens.lexemes]
    barrier, blank = np.array([is_barrier(w) for w in words], bool), np.array([w.isspace() for w in words], bool)
    for first, last in zip(*(array.tolist() for array in sequences(barrier, blank)), strict=True):
        if not broken.isdisjoint(range(first, last)):
            continue
        yield items(tokens, first, last, sample.domain), labels[first:last]


def bilou(tokens: Tokens, spans: Iterable[tuple[int, int, str]]) -> tuple[list[str], set[int]]:
    """Labels of the tokens, and the tokens of names that begin or end inside a token."""
    labels, broken = ["O"] * len(tokens), set[int]()
    starts = {start: n for n, start in enumerate(tokens.starts)}
    ends = {end: n for n, end in enumerate(tokens.ends)}
    for start, end, label in spans:
        if start not in starts or end not in ends:
            broken.update(range(tokens.index_at(start), tokens.index_at(end - 1) + 1))
            continue
        first, last = starts[start], ends[end]
        labels[first : last + 1] = [f"I-{label}"] * (last + 1 - first)
        labels[first], labels[last] = f"B-{label}", f"L-{label}"
        if first == last:
            labels[first] = f"U-{label}"
    return labels, broken


def items(tokens: Tokens, first: int, last: int, domain: str = "") -> Items:
    """crfsuite features of the tokens ``first``..``last``."""
    table = tokens.table
    words = []
    for n in tokens.lexemes[first:last]:
        words.append(
            (features(table.surfaces[n], table.norms[n], table.tags[n]), kind(table.surfaces[n], table.tags[n]))
        )
    padded = [([EDGE], EDGE)] * SPAN + words + [([EDGE], EDGE)] * SPAN
    out = []
    for at in range(SPAN, SPAN + len(words)):
        item = []
        for distance in range(-SPAN, SPAN + 1):
            for feature in padded[at + distance][0]:
                if distance in REACH.get(feature[0], range(-SPAN, SPAN + 1)):
                    item.append(f"{distance + SPAN}{feature}")
                    if domain == _OWN_DOMAIN and distance in _OWN.get(feature[0], ()):
                        item.append(f"{distance + SPAN}{domain}{feature}")
        for number, pattern in enumerate(PATTERNS):
            item.append("\t".join((f"@{number}", *(padded[at + distance][1] for distance in pattern))))
        out.append(item)
    return out


def train(data: Iterable[Sample], path: Path, **changes: float) -> pycrfsuite.Tagger:
    """Fits a CRF; returns it as a crfsuite tagger, which reads the file that is written at ``path``."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**PARAMETERS, **changes})
    for sample in data:
        for xs, ys in encode(sample):
            trainer.append(xs, ys)
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def arrays(tagger: pycrfsuite.Tagger) -> dict[str, np.ndarray]:
    """The weights that the product needs, as ``Model.load`` reads them."""
    info = tagger.info()
    number = {label: n for n, label in enumerate(LABELS)}
    words: dict[str, Counter[int]] = defaultdict(Counter)
    patterns: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    for (feature, label), weight in info.state_features.items():
        if feature[0] == "@":
            patterns[tuple(feature[1:].split("\t"))][number[label]] += weight
        elif feature[0] in "01234":
            name = feature[1:]
            if name[0] != _OWN_DOMAIN:  # its habits are left behind
                words[name][int(feature[0]) * len(LABELS) + number[label]] += weight
    kinds = sorted({EDGE, *(word for pattern in patterns for word in pattern[1:])})
    code_of = {word: n for n, word in enumerate(kinds, 1)}
    coded = {}
    for (pattern, *around), row in patterns.items():
        code = int(pattern)
        for word in around:
            code = code * (len(kinds) + 1) + code_of[word]
        coded[code] = row
    transitions = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[number[before], number[after]] = weight
    words.setdefault(EDGE, Counter())
    return {
        "labels": _text(LABELS),
        "features": _text(sorted(words)),
        **_sparse("", [words[word] for word in sorted(words)], np.uint8),
        "kinds": _text(kinds),
        "codes": np.diff(np.asarray(sorted(coded), np.int64), prepend=0),
        **_sparse("pattern_", [coded[code] for code in sorted(coded)], np.uint8),
        "transitions": transitions,
    }


def _text(words: Sequence[str]) -> np.ndarray:
    return np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)


def _sparse(prefix: str, table: Sequence[Mapping[int, float]], dtype: type) -> dict[str, np.ndarray]:
    cells = [cell for row in table for cell in sorted(row)]
    return {
        f"{prefix}counts": np.asarray([len(row) for row in table], np.uint16),
        f"{prefix}cells": np.asarray(cells, dtype),
        f"{prefix}weights": np.asarray([row[cell] for row in table for cell in sorted(row)], np.float16),
    }


def write(tagger: pycrfsuite.Tagger, path: Path) -> None:
    """Writes the weights; equal weights give equal bytes."""
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays(tagger))


def score(model: Model, data: Iterable[Sample]) -> dict[str, Counter[str]]:
    """Counts of right, proposed and wanted names by type, over tokens that training would use."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    decoder = Decoder(model)
    for sample in data:
        tokens = tokenize(sample.text)
        wanted = set(sample.spans)
        found = {(tokens.starts[s.first], tokens.ends[s.last], s.label) for s in decoder.decode(tokens)}
        for name, spans in (("gold", wanted), ("pred", found), ("hit", wanted & found)):
            for *_, label in spans:
                counts[label][name] += 1
                if label != "OTHER":
                    counts["all"][name] += 1
        for a, b, label in wanted:
            if label in ("PERSON", "ORG", "PLACE", "MINISTRY"):
                counts["overlap"]["gold"] += 1
                counts["overlap"]["hit_gold"] += any(_same(label, x[2]) and x[0] < b and a < x[1] for x in found)
        for a, b, label in found:
            if label in ("PERSON", "ORG", "PLACE", "MINISTRY"):
                counts["overlap"]["pred"] += 1
                counts["overlap"]["hit"] += any(_same(label, x[2]) and x[0] < b and a < x[1] for x in wanted)
    return counts


def _same(a: str, b: str) -> bool:
    bodies = ("ORG", "MINISTRY")
    return a == b or (a in bodies and b in bodies)


def report(title: str, counts: Mapping[str, Counter[str]]) -> None:
    """Prints a table of scores."""
    print(f"\n{title}")
    for label in (*TYPES, "all", "overlap"):
        c = counts.get(label)
        if c:
            precision = c["hit"] / c["pred"] if c["pred"] else 0.0
            recall = c["hit_gold" if label == "overlap" else "hit"] / c["gold"] if c["gold"] else 0.0
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            print(f"  {label:11} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({c['gold']} wanted)", flush=True)


def evaluate(data: Mapping[str, list[Sample]], corpora: Path, folds: int, **changes: float) -> None:
    """Prints held-out scores: a tenth of the Wikipedia set, gsd-dev, and the gold documents in ``folds`` parts."""
    shuffled = random.Random(SEED).sample(data["wikipedia"], len(data["wikipedia"]))
    tenth = len(shuffled) // 10
    gold_counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fold_number in range(folds):
        held = data["gold"][fold_number::folds]
        kept = [sample for sample in data["gold"] if sample not in held]
        texts = [*shuffled[tenth:], *data["gsd"], *data["press"], *kept * GOLD_COPIES]
        with tempfile.TemporaryDirectory() as folder:
            write(train(texts, Path(folder, "crf"), **changes), Path(folder, "tagger.npz"))
            model = Model.load(Path(folder, "tagger.npz"))
        for label, counter in score(model, held).items():
            gold_counts[label] += counter
        if fold_number == 0:
            report("Wikipedia, held-out tenth", score(model, shuffled[:tenth]))
            report("gsd-dev", score(model, corpus(corpora / "gsd-dev.jsonl", "G")))
    report(f"gold documents, {folds} folds", gold_counts)


def build(corpora: Path | None, own: Sequence[Path] = (), path: Path = TAGGER, **changes: float) -> None:
    """Trains on everything and writes the tagger; arguments as for ``samples``."""
    data = samples(corpora, own)
    texts = [*data["wikipedia"], *data["gsd"], *data["press"], *data["gold"] * GOLD_COPIES]
    with tempfile.TemporaryDirectory() as folder:
        write(train(texts, Path(folder, "crf"), **changes), path)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="?", type=Path, default=CORPORA)
    parser.add_argument("--gold", type=Path, metavar="FOLDER", action="append", default=[])
    parser.add_argument("--evaluate", type=int, metavar="FOLDS", default=0)
    parser.add_argument("--iterations", type=int, default=PARAMETERS["max_iterations"])
    options = parser.parse_args()
    changes = {"max_iterations": options.iterations}
    corpora = None if str(options.corpora) == "none" else options.corpora
    if not options.evaluate:
        build(corpora, options.gold, **changes)
    elif corpora is None:
        parser.error("--evaluate needs the corpora")
    else:
        evaluate(samples(corpora, options.gold), corpora, options.evaluate, **changes)


if __name__ == "__main__":
    main()
