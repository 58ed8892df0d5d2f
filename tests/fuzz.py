"""Fuzzes each stage for a time: ``python tests/fuzz.py [minutes]``; prints inputs tried and failures by target.

Inputs are the mutated samples of ``hostile.py``; a failure is printed with the seed that makes it again.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from hostile import check, mutate

from extractor import extract_many
from extractor.entities.candidates import Candidate
from extractor.entities.dates import finder as dates
from extractor.entities.laws import finder as laws
from extractor.entities.ministries import finder as ministries
from extractor.entities.officials import finder as officials
from extractor.entities.places import finder as places
from extractor.records import InputError
from extractor.text.layout import lay_out
from extractor.text.markup import to_text
from extractor.text.page import Page
from extractor.text.reading import read_bytes
from extractor.text.tokens import tokenize

SLOW = 5.0  # seconds for one input that count as a failure


def whole(text: str) -> None:
    check(text, next(extract_many([text])))


def layout(text: str) -> None:
    page = lay_out(text)
    for a, b in page.sentences:
        start, end = page.to_source(a, b)
        assert 0 <= start < end <= len(text)


def tokens(text: str) -> None:
    found = tokenize(text)
    assert found.starts == [0, *found.ends[:-1]][: len(found)]
    assert not text or found.ends[-1] == len(text)


def finder(find: Callable[[Page, Sequence[Candidate]], list[Candidate]]) -> Callable[[str], None]:
    def target(text: str) -> None:
        page = lay_out(text)
        found = sorted(find(page, []), key=lambda c: c.start)
        assert all(0 <= c.start < c.end <= len(page.text) for c in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))

    return target


def markup(text: str) -> None:
    shown, noise = to_text(f"<body><p>{text}<div><table><tr><td>{text[:40]}")
    assert all(0 <= a <= b <= len(shown) for a, b in noise)


def reader(text: str) -> None:
    """Bytes of any kind are a text or an ``InputError``."""
    data = text.encode(("utf-8", "utf-16", "cp932", "euc_jp")[len(text) % 4], "replace")
    for start in (0, 1):
        with contextlib.suppress(InputError):
            read_bytes(data[start:], name="x.txt")


TARGETS: dict[str, Callable[[str], None]] = {
    "whole": whole,
    "layout": layout,
    "tokens": tokens,
    "markup": markup,
    "reader": reader,
    **{
        module.__name__.rpartition(".")[2]: finder(module.find)
        for module in (dates, laws, ministries, places, officials)
    },
}


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    first = int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns() % 10**9
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    ends = time.monotonic() + 60 * minutes
    seed = first
    while time.monotonic() < ends:
        text = mutate(Random(seed))
        for name, target in TARGETS.items():
            tried[name] += 1
            began = time.process_time()
            try:
                target(text)
                assert time.process_time() - began < SLOW, "too slow"
            except Exception as failure:  # every kind is a finding
                failed[name] += 1
                print(f"{name} {seed}: {type(failure).__name__}: {str(failure)[:200]}", flush=True)
        seed += 1
    for name in TARGETS:
        print(f"{name:12}{tried[name]:8} inputs{failed[name]:6} failures")
    print(f"{minutes} minutes, seeds {first} to {seed - 1}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
