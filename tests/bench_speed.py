"""Speed against ja_ginza, cost by length, two workers, memory and start-up.

Times are those of the processor but for the workers, which are timed by the clock. What must not be disturbed by the
rest runs in a process of its own: ``python tests/bench_speed.py linearity`` prints the figures of one part as JSON.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from hostile import SAMPLES
from long_texts import documents, long_text

ROOT = Path(__file__).parent.parent
TURNS = 5
LENGTHS = {"1 KB": 1_000, "100 KB": 100_000, "10 MB": 10_000_000}
PIECES = 600_000  # bytes of the shorter documents of a turn
STREAM = 3000  # documents of the stream whose memory is measured


def cpu_seconds(action: Callable[[], object]) -> float:
    began = time.process_time()
    action()
    return time.process_time() - began


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def peak_mb() -> int:
    """Megabytes that this process has held at most."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def apart(part: str) -> dict[str, Any]:
    """The figures of a part, measured in a fresh process."""
    done = subprocess.run([sys.executable, __file__, part], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def against_ginza() -> dict[str, Any]:
    """Characters a second on one core, the extractor's turns between those of ja_ginza."""
    import spacy

    import extractor

    characters = sum(map(len, SAMPLES))
    repeat = 5  # ja_ginza reads the texts once a turn, the extractor five times: both turns last seconds
    ginza = spacy.load("ja_ginza")
    ginza(SAMPLES[0])
    cold = cpu_seconds(lambda: list(extractor.extract_many(SAMPLES)))
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(repeat * characters / cpu_seconds(lambda: list(extractor.extract_many(SAMPLES * repeat))))
        theirs.append(characters / cpu_seconds(lambda: list(ginza.pipe(SAMPLES))))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return {
        "characters": characters,
        "extractor_chars_per_second_cold": round(characters / cold),
        "extractor_chars_per_second": round(statistics.median(ours)),
        "ja_ginza_chars_per_second": round(statistics.median(theirs)),
        "ratio": round(statistics.median(ratios), 1),
        "ratio_range": [round(min(ratios), 1), round(max(ratios), 1)],
    }


def linearity() -> dict[str, Any]:
    """Microseconds a character by the length of a document: 10 MB at once, and pieces from all over the same text."""
    import extractor

    for sample in SAMPLES:
        extractor.extract(sample)
    whole = long_text(max(LENGTHS.values())).encode()

    def read(texts: list[str]) -> float:
        spent = cpu_seconds(lambda: [extractor.extract(text) for text in texts])
        return spent / sum(map(len, texts)) * 1e6

    cost: dict[str, float] = {}
    for name, size in LENGTHS.items():
        count = max(1, min(PIECES // size, len(whole) // size))
        texts = [
            whole[at : at + size].decode("utf-8", "ignore")
            for at in range(0, max(1, len(whole) - size + 1), len(whole) // count)
        ]
        cost[name] = round(statistics.median(read(texts) for _ in range(TURNS if len(texts) > 1 else 1)), 2)
    return {
        "microseconds_per_character": cost,
        "linearity": round(max(cost.values()) / min(cost.values()), 2),
        "peak_memory_10_mb_document": peak_mb(),
    }


def workers() -> dict[str, Any]:
    """How many times faster two workers read a stream than one, by the clock, once the processes have begun."""
    import extractor

    texts = list(islice(documents(), 1000))

    def read(count: int) -> float:
        began = 0.0
        for number, _ in enumerate(extractor.extract_many(texts, workers=count), 1):
            if number == len(texts) // 5:
                began = time.perf_counter()
        return time.perf_counter() - began

    return {
        "workers_2_speedup": round(statistics.median(read(1) / read(2) for _ in range(TURNS)), 2),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
    }


def stream() -> dict[str, Any]:
    """Peak megabytes of a process after a tenth of a long stream and at its end."""
    import extractor

    peak = 0
    for number, _ in enumerate(extractor.extract_many(islice(documents(), STREAM)), 1):
        if number == STREAM // 10:
            peak = peak_mb()
    return {"stream_documents": STREAM, "peak_memory_stream_tenth": peak, "peak_memory_stream": peak_mb()}


def startup() -> dict[str, Any]:
    """Seconds by the clock, and peak megabytes, of fresh ``extractor`` processes.

    Linux counts what the parent held at the fork into the child, so this runs in a small process.
    """
    command = str(Path(sys.executable).parent / "extractor")

    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([command, *arguments], check=True, capture_output=True, cwd=ROOT)

    first = ("extract", "samples/text/dev-a01.txt")
    return {
        "help_seconds": round(statistics.median(seconds(run("--help")) for _ in range(TURNS)), 2),
        "first_result_seconds": round(statistics.median(seconds(run(*first)) for _ in range(TURNS)), 2),
        "peak_memory_first_result": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }


PARTS = {"ginza": against_ginza, "linearity": linearity, "workers": workers, "stream": stream, "startup": startup}


if __name__ == "__main__":
    if sys.argv[1] != "workers" and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print(json.dumps(PARTS[sys.argv[1]]()))
