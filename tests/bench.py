"""Speed, memory, what is found, and linking of a corpus; writes benchmarks.json and prints the tables.

Run it with ``make bench``, which sets one thread for the numerical libraries. Medians of five turns are reported.
"""

from __future__ import annotations

import json
import platform
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import bench_link
import bench_quality
import bench_speed

ROOT = Path(__file__).parent.parent


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main() -> None:
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip()
    figures: dict[str, Any] = {
        "commit": commit,
        "cpu": processor(),
        "python": platform.python_version(),
        "versions": {p: metadata.version(p) for p in ("sudachipy", "sudachidict-core", "spacy", "ginza", "ja-ginza")},
        "turns": bench_speed.TURNS,
    }
    for part in bench_speed.PARTS:
        figures |= bench_speed.apart(part)
    figures |= bench_link.figures()
    print("| figure | value |\n|---|---|")
    for name, value in figures.items():
        print(f"| {name.replace('_', ' ')} | {value} |")
    tables = bench_quality.tables()
    print("\n" + bench_quality.markdown(tables))
    figures["quality"] = tables
    (ROOT / "benchmarks.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
