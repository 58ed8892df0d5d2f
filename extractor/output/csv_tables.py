"""The tables as comma-separated values that are safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from extractor.output.files import text_over
from extractor.output.rows import TABLES, tables
from extractor.records import Document

# A spreadsheet takes a cell that begins so for a formula; in East Asian locales the wide signs too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def write(documents: Iterable[Document], out: TextIO) -> None:
    """The table of events, names of several fillers joined by `` | ``."""
    writer = _writer(out, "events")
    for document in documents:
        for table, row in tables(document):
            if table == "events":
                writer(row)


def write_tables(documents: Iterable[Document], folder: Path, part: str) -> None:
    """Every table as ``<folder>/<table>/<part>.csv``, with a byte order mark."""
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            (folder / table).mkdir()
            out = stack.enter_context((folder / table / f"{part}.csv").open("xb"))
            writers[table] = _writer(stack.enter_context(text_over(out, bom=True)), table)
        for document in documents:
            for table, row in tables(document):
                writers[table](row)


def _writer(out: TextIO, table: str) -> Callable[[dict[str, object]], object]:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in TABLES[table]])
    return lambda row: writer.writerow(map(_cell, row.values()))


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
