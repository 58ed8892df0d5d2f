"""Rebuilds what is under models/ from its named sources: ``python models/build [laws] [places] [tagger]``.

The tagger's training texts lie in the folder that the environment variable ``CORPORA`` names, by default
``../shared/corpora`` beside the checkout.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import build_laws
import build_places
import train_tagger


def _tagger() -> None:
    train_tagger.build(Path(os.environ.get("CORPORA") or train_tagger.CORPORA))


STEPS = {"laws": build_laws.build, "places": build_places.build, "tagger": _tagger}


def main(names: list[str]) -> None:
    """Runs the named steps, all when none is named."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        sys.exit(f"unknown step {unknown[0]!r}; there are: {', '.join(STEPS)}")
    for name in names or STEPS:
        STEPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
