"""The tables in Arrow's form: schemas, record batches, Parquet and Arrow files. Needs the extra ``arrow``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from extractor.output.extras import needed
from extractor.output.rows import TABLES, Row, tables
from extractor.records import SCHEMA_VERSION, Document

with needed("arrow"):
    import pyarrow as pa
    import pyarrow.parquet as pq

_TYPES = {str: pa.string(), int: pa.int64()}
# Rows of a batch, which is also a row group of Parquet: large enough to compress well, small enough to hold six of.
_ROWS = 2**14


def schema(table: str) -> pa.Schema:
    """The columns of a table, with its name and the version of the records in the metadata."""
    return pa.schema(
        [pa.field(column.name, _TYPES[column.type], nullable=column.optional) for column in TABLES[table]],
        metadata={"extractor.table": table, "extractor.schema_version": SCHEMA_VERSION},
    )


def batches(documents: Iterable[Document], names: Iterable[str] = TABLES) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Yields (table, batch) as the documents come; the rows of a table keep their order.

    Args:
        documents: what to turn into rows.
        names: the tables that are wanted.
    """
    waiting: dict[str, list[Row]] = {name: [] for name in names}
    for document in documents:
        for table, row in tables(document):
            if table in waiting:
                waiting[table].append(row)
                if len(waiting[table]) == _ROWS:
                    yield table, _batch(table, waiting[table])
                    waiting[table].clear()
    for table, rows in waiting.items():
        if rows:
            yield table, _batch(table, rows)


def write(documents: Iterable[Document], out: BinaryIO, kind: str) -> None:
    """The table of events as one file, written batch by batch.

    Args:
        documents: what to write.
        out: where to.
        kind: ``parquet`` or ``arrow`` (Arrow's file format).
    """
    with _writer("events", out, kind) as writer:
        for _, batch in batches(documents, ("events",)):
            writer.write_batch(batch)


def write_tables(documents: Iterable[Document], folder: Path, part: str, kind: str) -> None:
    """Every table as ``<folder>/<table>/<part>.<kind>``, written batch by batch."""
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            (folder / table).mkdir()
            out = stack.enter_context((folder / table / f"{part}.{kind}").open("xb"))
            writers[table] = stack.enter_context(_writer(table, out, kind))
        for table, batch in batches(documents):
            writers[table].write_batch(batch)


def _writer(table: str, out: BinaryIO, kind: str) -> Any:
    if kind == "parquet":
        return pq.ParquetWriter(out, schema(table), compression="zstd")
    return pa.ipc.new_file(out, schema(table))


def _batch(table: str, rows: list[Row]) -> pa.RecordBatch:
    columns = TABLES[table]
    arrays = [_array([row[column.name] for row in rows], _TYPES[column.type]) for column in columns]
    return pa.RecordBatch.from_arrays(arrays, schema=schema(table))


def _array(values: list[object], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # lone surrogates of damaged input become their escapes, as in the other formats
        return pa.array([_escaped(value) if isinstance(value, str) else value for value in values], kind)


def _escaped(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
