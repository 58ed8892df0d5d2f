"""Coverage-guided fuzzing: ``make fuzz``, or ``python tests/fuzz.py [minutes a target] [targets]``. Needs atheris.

Inputs grow out of cuts of the samples: a mutation is either libFuzzer's on the bytes or one of ``hostile.edit`` on the
text, and what reaches new code is kept. A failure does not end a target: it is told once for each place it comes from,
with the input, which is written to ``fuzz-failures/``. The figures go to ``fuzz.json``.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import atheris

with atheris.instrument_imports(include=["extractor"], enable_loader_override=False):
    from hostile import check, cut, edit

    from extractor.entities.candidates import Candidate
    from extractor.entities.dates import finder as dates
    from extractor.entities.laws import finder as laws
    from extractor.pipeline import extract, find_mentions
    from extractor.records import InputError
    from extractor.streams import extract_many
    from extractor.text.layout import lay_out
    from extractor.text.page import Page
    from extractor.text.reading import read_bytes
    from extractor.text.tokens import tokenize

SLOW = 5.0  # seconds of the processor for one input that count as a failure
LONGEST = 4000  # bytes
FAILURES = Path("fuzz-failures")


def reader(data: bytes) -> None:
    """Bytes of any kind, under any name, are a text or an ``InputError``."""
    name = ("x.txt", "x.html", "x.txt.gz", "-")[len(data) % 4]
    with contextlib.suppress(InputError):
        source = read_bytes(data, name=name)
        assert all(0 <= a <= b <= len(source.text) for a, b in source.noise)


def layout(text: str) -> None:
    page = lay_out(text)
    assert [line.end for line in page.lines] == sorted(line.end for line in page.lines)
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


def mentions(text: str) -> None:
    page = lay_out(text)
    found = find_mentions(page, all_zones=True)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def events(text: str) -> None:
    """The whole extraction, events among it."""
    check(text, next(extract_many([text])))


def dated(text: str) -> None:
    """The whole extraction with everything read and a date of publication."""
    check(text, extract(text, published="2025-08-07", all_zones=True))


TARGETS: dict[str, Callable[[Any], None]] = {
    "reader": reader,
    "layout": layout,
    "tokens": tokens,
    "dates": finder(dates.find),
    "laws": finder(laws.find),
    "mentions": mentions,
    "events": events,
    "dated": dated,
}


def text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    random = Random(seed)
    if random.random() < 0.3:
        return bytes(atheris.Mutate(data, longest))
    text = text_of(data) if data else cut(random)
    for _ in range(random.choice((1, 1, 2, 5))):
        text = edit(text, random)
    return text.encode("utf-8", "surrogatepass")[:longest]


def fuzz(name: str, seconds: float, figures: Path) -> None:
    """Fuzzes one target; ends the process. ``figures`` is rewritten as it goes."""
    target = TARGETS[name]
    found: dict[str, str] = {}
    tried = 0
    began = told = time.monotonic()

    def one(data: bytes) -> None:
        nonlocal tried, told
        tried += 1
        clock = time.process_time()
        try:
            target(data if target is reader else text_of(data))
            if (spent := time.process_time() - clock) > SLOW:
                raise TimeoutError(f"took {spent:.1f} seconds")
        except Exception as failure:  # every kind is a finding
            frame = traceback.extract_tb(failure.__traceback__)[-1]
            place = f"{type(failure).__name__} at {Path(frame.filename).name}:{frame.lineno}"
            if place not in found:
                FAILURES.mkdir(exist_ok=True)
                path = FAILURES / f"{name}-{len(found)}"
                path.write_bytes(data)
                found[place] = str(path)
                print(f"{name}: {place}: {str(failure)[:300]}: {path}", flush=True)
        if time.monotonic() - told > 1:
            told = time.monotonic()
            figures.write_text(json.dumps({"inputs": tried, "minutes": (told - began) / 60, "failures": found}))

    with tempfile.TemporaryDirectory() as corpus:
        random = Random(0)
        for n in range(200):
            (Path(corpus) / str(n)).write_bytes(cut(random).encode("utf-8", "surrogatepass"))
        options = [f"-max_total_time={seconds:.0f}", f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=4000"]
        atheris.Setup([sys.argv[0], corpus, *options, "-verbosity=0"], one, custom_mutator=mutated)
        atheris.Fuzz()


def main() -> None:
    if sys.argv[1:2] == ["--target"]:
        fuzz(sys.argv[2], float(sys.argv[3]), Path(sys.argv[4]))
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    result: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[2:] or TARGETS:
            figures = Path(folder) / name
            command = [sys.executable, __file__, "--target", name, str(60 * minutes), str(figures)]
            # libFuzzer's own words are many and say little.
            done = subprocess.run(command, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": folder}, check=False)
            result[name] = json.loads(figures.read_text())
            if (
                code := done.returncode
            ):  # a hang or too much memory ends libFuzzer, which then writes the input where it runs
                result[name]["failures"][f"exit code {code}"] = "see the last crash-*, timeout-* or oom-* file"
            print(
                f"{name:<10}{result[name]['inputs']:>9} inputs{result[name]['minutes']:>7.1f} minutes"
                f"{len(result[name]['failures']):>4} failures",
                flush=True,
            )
    Path("fuzz.json").write_text(json.dumps(result, indent=1) + "\n")
    sys.exit(any(row["failures"] for row in result.values()))


if __name__ == "__main__":
    main()
