"""Rebuilds the tables under models/lexicon from their named sources: ``python models/build [laws] [places]``."""

from __future__ import annotations

import sys

import build_laws
import build_places

STEPS = {"laws": build_laws.build, "places": build_places.build}


def main(names: list[str]) -> None:
    """Runs the named steps, all when none is named."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.exit(f"unknown step {unknown[0]!r}; there are: {', '.join(STEPS)}")
    for name in names or STEPS:
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
