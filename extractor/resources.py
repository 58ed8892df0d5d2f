"""Finds, checks and caches the files of ``models/``, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import daachorse

from extractor.records import ModelError

# Characters to search; for fewer an automaton takes longer to build than the names one by one take to find.
_WORTH_BUILDING = 100_000


@cache
def models_dir() -> Path:
    """The folder that holds lexicons, rules and the tagger."""
    package = Path(__file__).resolve().parent
    for folder in (package / "models", package.parent / "models"):
        if (folder / "SOURCES.md").is_file():
            return folder
    raise ModelError(f"no models/ folder beside {package}; install the package again or run 'make models'")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``models/<name>.tsv`` as dictionaries by column name.

    Lines that begin with ``#`` are comments; the first other line names the columns.

    Args:
        name: path below ``models/`` without suffix, as ``lexicon/laws``.

    Raises:
        ModelError: the file is missing or a row has another number of columns than the header.
    """
    path = models_dir() / f"{name}.tsv"
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error}; run 'make models'") from error
    table = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    if not table:
        raise ModelError(f"{path} is empty; run 'make models'")
    header = table[0][1]
    for n, cells in table[1:]:
        if len(cells) != len(header):
            raise ModelError(f"{path}:{n} has {len(cells)} columns, the header {len(header)}")
    return tuple(dict(zip(header, cells, strict=True)) for _, cells in table[1:])


class Matcher:
    """Finds every name of a list in a text in one pass (Aho-Corasick, leftmost-longest).

    Args:
        names: the names; those that are blank are refused, a repeated one keeps its first index.
        overlapping: also yield the names that overlap others.
    """

    def __init__(self, names: Iterable[str], *, overlapping: bool = False) -> None:
        self.names = list(dict.fromkeys(names))
        if not all(self.names):
            raise ModelError("a lexicon has a blank name")
        kind = daachorse.MATCH_KIND_STANDARD if overlapping else daachorse.MATCH_KIND_LEFTMOST_LONGEST
        self._find: Callable[[str], Iterable[tuple[int, int, int]]] = lambda _: ()
        if self.names:
            automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self.names, kind)
            self._find = automaton.find_overlapping if overlapping else automaton.find

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yields (start, end, name) from left to right (by their ends when they may overlap)."""
        for start, end, index in self._find(text):
            yield start, end, self.names[index]


def find_names(names: Iterable[str], text: str) -> list[tuple[int, int, str]]:
    """Where names that only this text declares stand: the leftmost, then the longest of those that overlap."""
    found: list[tuple[int, int, str]] = []
    for start, end, name in sorted(occurrences(names, text), key=lambda o: (o[0], -o[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end, name))
    return found


def occurrences(names: Iterable[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Every place (start, end, name) of names that only this text declares, in no order."""
    names = list(dict.fromkeys(names))
    if len(names) * len(text) > _WORTH_BUILDING:
        yield from Matcher(names, overlapping=True).find(text)
        return
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name), name
            start = text.find(name, start + 1)
