"""Writers: JSON lines, JSON, tables. A file appears whole or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from extractor.output.rows import TABLES, tables
from extractor.records import Document

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(documents: Iterable[Document], out: TextIO) -> None:
    """One JSON object a line and document."""
    for document in documents:
        out.write(json.dumps(document.to_dict(), ensure_ascii=False) + "\n")


def write_json(documents: Iterable[Document], out: TextIO) -> None:
    """One JSON array, written as the documents come."""
    out.write("[")
    for n, document in enumerate(documents):
        out.write(",\n" if n else "\n")
        out.write(json.dumps(document.to_dict(), ensure_ascii=False, indent=1))
    out.write("\n]\n")


def write_csv(documents: Iterable[Document], out: TextIO) -> None:
    """The table of events, names of several fillers joined by `` | ``."""
    writer = _csv_writer(out, "events")
    for document in documents:
        for table, row in tables(document):
            if table == "events":
                writer(row)


def write_csv_folder(documents: Iterable[Document], folder: Path) -> None:
    """Every table as ``<folder>/<table>.csv``."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {
            table: _csv_writer(stack.enter_context(atomic(folder / f"{table}.csv", bom=True)), table)
            for table in TABLES
        }
        for document in documents:
            for table, row in tables(document):
                writers[table](row)


def write_parquet_folder(documents: Iterable[Document], folder: Path) -> None:
    """Every table as ``<folder>/<table>.parquet``."""
    from extractor.output import arrow  # pyarrow is an extra

    arrow.write_folder(documents, folder, "parquet")


def write_arrow_folder(documents: Iterable[Document], folder: Path) -> None:
    """Every table as ``<folder>/<table>.arrow``, in Arrow's file format."""
    from extractor.output import arrow

    arrow.write_folder(documents, folder, "arrow")


# Formats of one stream or file, and formats of a folder of tables.
FORMATS: dict[str, Callable[[Iterable[Document], TextIO], None]] = {
    "jsonl": write_jsonl,
    "json": write_json,
    "csv": write_csv,
}
FOLDERS: dict[str, Callable[[Iterable[Document], Path], None]] = {
    "csv": write_csv_folder,
    "parquet": write_parquet_folder,
    "arrow": write_arrow_folder,
}


def _csv_writer(out: TextIO, table: str) -> Callable[[dict[str, object]], object]:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in TABLES[table]])
    return lambda row: writer.writerow(map(_cell, row.values()))


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


@contextmanager
def atomic(path: Path, *, bom: bool = False) -> Iterator[TextIO]:
    """Opens a temporary text file beside ``path`` that takes its name when the block ends without an error.

    Args:
        path: the file to write; its folder must exist.
        bom: begin with a byte order mark, so that spreadsheets read UTF-8.
    """
    # Lone surrogates of damaged input must not end a run: they are written as their escapes.
    with (
        atomic_path(path) as part,
        part.open("x", encoding="utf-8-sig" if bom else "utf-8", errors="backslashreplace", newline="") as out,
    ):
        yield out


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path``; what is written there takes its name when the block ends without an error."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
