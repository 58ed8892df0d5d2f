"""Speed of the extractor against ja_ginza, what they find, and linking of a corpus; writes benchmarks.json.

Run it with ``make bench``, which sets one thread for the numerical libraries. Everything runs on one core; the turns of
the speed comparison are interleaved, medians are reported.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import bench_link
import bench_quality

ROOT = Path(__file__).parent.parent
TURNS = 3


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def startup(*arguments: str) -> float:
    """Median seconds of a fresh ``extractor`` process."""
    command = [str(Path(sys.executable).parent / "extractor"), *arguments]
    return statistics.median(
        seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)) for _ in range(3)
    )


def peak_memory(*arguments: str) -> int:
    """Megabytes that a fresh ``extractor`` process takes at its peak.

    Linux counts what the parent held at the fork into it, so this must run before the parent grows.
    """
    command = [str(Path(sys.executable).parent / "extractor"), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    return round(usage.ru_maxrss / 1024)


def main() -> None:
    memory = peak_memory("extract", "samples/text")
    linking = bench_link.figures()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = [path.read_bytes().decode("utf-8") for path in sorted((ROOT / "samples" / "text").glob("*.txt"))]
    characters = sum(map(len, texts))

    import spacy

    import extractor

    ginza = spacy.load("ja_ginza")
    repeat = 5  # ja_ginza reads the texts once a turn, the extractor five times: both turns last seconds

    def run_extractor() -> None:
        for _ in extractor.extract_many(texts * repeat):
            pass

    def run_ginza() -> None:
        for _ in ginza.pipe(texts):
            pass

    first = seconds(lambda: list(extractor.extract_many(texts)))
    ginza(texts[0])
    ours, theirs = [], []
    for _ in range(TURNS):
        ours.append(repeat * characters / seconds(run_extractor))
        theirs.append(characters / seconds(run_ginza))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip()
    figures = {
        "commit": commit,
        "cpu": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        "versions": {p: metadata.version(p) for p in ("sudachipy", "sudachidict-core", "spacy", "ginza", "ja-ginza")},
        "characters": characters,
        "turns": TURNS,
        "extractor_chars_per_second_cold": round(characters / first),
        "extractor_chars_per_second": round(statistics.median(ours)),
        "ja_ginza_chars_per_second": round(statistics.median(theirs)),
        "ratio": round(statistics.median(ratios), 1),
        "ratio_range": [round(min(ratios), 1), round(max(ratios), 1)],
        "help_seconds": round(startup("--help"), 2),
        "first_result_seconds": round(startup("extract", "samples/text/dev-a01.txt"), 2),
        "peak_memory_mb": memory,
        **linking,
    }
    for name, value in figures.items():
        print(f"{name:<34}{value}")
    tables = bench_quality.tables()
    print("\n" + bench_quality.markdown(tables))
    figures["quality"] = tables
    (ROOT / "benchmarks.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
