"""The register of output formats: what ``--format`` and the suffix of ``-o`` name.

A format is a row of ``FORMATS`` and one or two functions in a module of its own, imported when it is asked for:

``write(documents, out)`` writes one file or stream. It is given the documents that could be read, and may be told to
stop between two of them; it writes as they come and holds no more than it must. A text format is written as
``write(documents, out: TextIO)`` and wrapped by ``files.text``.

``write_parts(documents, folder, part)`` is for formats of several files. ``folder`` is empty and private to the call,
and what lies in it afterwards is moved to its place as a whole; ``part`` (``part-00000``) is the name to give: a file
``<table>/<part>.csv``, or a folder ``<part>`` with a file for each document, numbered, since names never come from
content. It is given the documents that failed (``document.error``), too: for a table of errors, or to pass over.

Both must give equal bytes for equal documents. Where a format has no ``write_parts``, a folder of it holds files
``<part><suffix>`` made by ``write``; one without ``write`` needs a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from extractor.output import brat, csv_tables, ftm, gold_drafts, jsonl, jsonld
from extractor.output.files import Writer, text
from extractor.records import Document

PartsWriter = Callable[[Iterable[Document], Path, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How documents become files.

    Args:
        suffix: of its files, with the dot; as the suffix of ``-o`` it names the format.
        write: writes one file or stream; None when the format needs a folder.
        write_parts: writes the files of one part of a folder; None when ``write`` does.
    """

    suffix: str
    write: Writer | None = None
    write_parts: PartsWriter | None = None

    def write_part(self, documents: Iterable[Document], folder: Path, part: str) -> None:
        """Writes one part of a folder, by either function.

        Args:
            documents: those that failed are among them.
            folder: an empty folder.
            part: the name of the part.
        """
        if self.write_parts is not None:
            self.write_parts(documents, folder, part)
        elif self.write is not None:
            with (folder / f"{part}{self.suffix}").open("xb") as out:
                self.write((d for d in documents if d.error is None), out)


def _parquet(documents: Iterable[Document], out: BinaryIO) -> None:
    from extractor.output import arrow  # pyarrow is an extra

    arrow.write(documents, out, "parquet")


def _parquet_tables(documents: Iterable[Document], folder: Path, part: str) -> None:
    from extractor.output import arrow

    arrow.write_tables(documents, folder, part, "parquet")


def _arrow(documents: Iterable[Document], out: BinaryIO) -> None:
    from extractor.output import arrow

    arrow.write(documents, out, "arrow")


def _arrow_tables(documents: Iterable[Document], folder: Path, part: str) -> None:
    from extractor.output import arrow

    arrow.write_tables(documents, folder, part, "arrow")


def _calendar(documents: Iterable[Document], out: BinaryIO) -> None:
    from extractor.output import calendar  # icalendar is an extra

    calendar.write(documents, out)


def _docbin(documents: Iterable[Document], out: BinaryIO) -> None:
    from extractor.output import spacy_docbin  # loads spaCy

    spacy_docbin.write(documents, out)


FORMATS = {
    "jsonl": Format(suffix=".jsonl", write=text(jsonl.write)),
    "json": Format(suffix=".json", write=text(jsonl.write_array)),
    "csv": Format(suffix=".csv", write=text(csv_tables.write), write_parts=csv_tables.write_tables),
    "parquet": Format(suffix=".parquet", write=_parquet, write_parts=_parquet_tables),
    "arrow": Format(suffix=".arrow", write=_arrow, write_parts=_arrow_tables),
    "jsonld": Format(suffix=".jsonld", write=text(jsonld.write)),
    "ftm": Format(suffix=".ftm", write=text(ftm.write)),
    "ics": Format(suffix=".ics", write=_calendar),
    "spacy": Format(suffix=".spacy", write=_docbin),
    "brat": Format(suffix=".ann", write_parts=brat.write_parts),
    "gold": Format(suffix=".gold.txt", write_parts=gold_drafts.write_parts),
}


def by_suffix(suffix: str) -> str | None:
    """The name of the format whose files end so; None when there is none."""
    return next((name for name, row in FORMATS.items() if row.suffix == suffix), None)
