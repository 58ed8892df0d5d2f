"""Writing of the tables under models/lexicon: one form for every build script."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1]
LEXICON = MODELS / "lexicon"
SOURCES = Path(__file__).resolve().parent / "sources"

sys.path.insert(0, str(MODELS.parent))

from extractor.text.folding import fold as fold_text  # noqa: E402


def fold(name: str) -> str:
    """``name`` as it looks in the analysis text of a page."""
    return fold_text(name).text.strip()


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, about: str) -> None:
    """Writes ``models/lexicon/<name>.tsv``, sorted, each row once.

    Args:
        name: file name without suffix.
        columns: the header.
        rows: cells in the order of ``columns``; no cell may hold a tab or a line break.
        about: what the table holds, written as a comment into its first line.
    """
    unique = sorted({tuple(row) for row in rows})
    for row in unique:
        if len(row) != len(columns) or any("\t" in cell or "\n" in cell for cell in row):
            raise ValueError(f"{name}: malformed row {row!r}")
    lines = [f"# {about}", "\t".join(columns), *("\t".join(row) for row in unique)]
    path = LEXICON / f"{name}.tsv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{path.relative_to(MODELS.parent)}: {len(unique)} rows")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a hand-kept table, by column name; ``#`` lines are comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]
