"""Every file of models/ names its origin in SOURCES.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

MODELS = Path(__file__).parent.parent / "models"
TABLES = sorted(p.relative_to(MODELS).as_posix() for part in ("lexicon", "rules") for p in (MODELS / part).iterdir())


def named() -> set[str]:
    """Paths that SOURCES.md names, with ``{a,b}`` spelled out."""
    out = set()
    for path in re.findall(r"(?:lexicon|rules)/[\w{},]+\.tsv", (MODELS / "SOURCES.md").read_text("utf-8")):
        head, brace, rest = path.partition("{")
        words, _, tail = rest.partition("}")
        out |= {head + word + tail for word in words.split(",")} if brace else {path}
    return out


@pytest.mark.parametrize("table", TABLES)
def test_a_table_names_its_origin(table: str) -> None:
    assert table in named()


def test_no_origin_without_its_table() -> None:
    assert named() <= set(TABLES)
