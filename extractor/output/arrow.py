"""The tables in Arrow's form: schemas, record batches, Parquet and Arrow files. Needs the extra ``arrow``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

from extractor.output.extras import needed
from extractor.output.files import atomic_path
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


def write_folder(documents: Iterable[Document], folder: Path, kind: str) -> None:
    """Every table as ``<folder>/<table>.<kind>``, written batch by batch.

    Args:
        documents: what to write.
        folder: made when it is not there.
        kind: ``parquet`` or ``arrow``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            part = stack.enter_context(atomic_path(folder / f"{table}.{kind}"))
            if kind == "parquet":
                writer = pq.ParquetWriter(part, schema(table), compression="zstd")
            else:
                writer = pa.ipc.new_file(part, schema(table))
            writers[table] = stack.enter_context(writer)
        for table, batch in batches(documents):
            writers[table].write_batch(batch)


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
