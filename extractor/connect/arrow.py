"""Record batches of texts in, record batches of records out: the kernel of every other connector.

Needs the extra ``arrow``.

>>> import pyarrow as pa
>>> from extractor.connect import arrow
>>> texts = pa.table({
...     "body": ["4日、環境大臣は仁川を訪問しました。", "昨日、総務省は報告書を公表した。"],
...     "day": ["2025-08-07", "2024-05-09"],
... })
>>> batches = arrow.extract_batches(texts.to_batches(), text="body", published="day")
>>> events = pa.Table.from_batches(batches, arrow.schema("events"))
>>> events.select(["type", "date", "agents", "places"]).to_pylist() == [
...     {"type": "visit", "date": "2025-08-04", "agents": "環境大臣", "places": "仁川"},
...     {"type": "announcement", "date": "2024-05-08", "agents": "総務省", "places": ""},
... ]
True

Ray Data takes the same kernel: ``dataset.map_batches(f, batch_format="pyarrow")`` with ``f`` a function that turns its
table into batches, gives them to ``extract_batches`` and returns the table of the result.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from extractor.output import arrow as output
from extractor.output.extras import needed
from extractor.output.rows import TABLES
from extractor.records import InputError
from extractor.streams import extract_many

with needed("arrow"):
    import pyarrow as pa


def schema(table: str = "events") -> pa.Schema:
    """The columns of a table that ``extract_batches`` returns.

    Raises:
        InputError: there is no such table.
    """
    return output.schema(known(table))


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    text: str = "text",
    published: str | None = None,
    doc_id: str | None = None,
    table: str = "events",
    workers: int = 1,
    timeout: float | None = None,
) -> Iterator[pa.RecordBatch]:
    """Reads a stream of texts; yields one of its tables, in order and batch by batch.

    A text that cannot be read gives a row of the table ``errors``; the stream goes on.

    Args:
        batches: the texts, any number of rows a batch.
        text: the column of texts.
        published: the column of publication dates: ISO strings, dates or timestamps (the day in their own time zone).
            Null or blank: inferred from the text. No column when None.
        doc_id: the column of names that go into the records; a hash of the text when None or null.
        table: one of ``extractor.output.rows.TABLES``.
        workers, timeout: as in ``extractor.extract_many``.

    Raises:
        InputError: there is no such table, or (while reading) no such column.
    """
    known(table)
    documents = extract_many(_items(batches, text, published, doc_id), workers=workers, timeout=timeout)
    return (batch for _, batch in output.batches(documents, (table,)))


def extract_tables(
    source: pa.Table,
    *,
    text: str = "text",
    published: str | None = None,
    doc_id: str | None = None,
    workers: int = 1,
) -> dict[str, pa.Table]:
    """All tables of the texts of one table, read in one pass; the arguments are those of ``extract_batches``."""
    documents = extract_many(_items(source.to_batches(), text, published, doc_id), workers=workers)
    found: dict[str, list[pa.RecordBatch]] = {table: [] for table in TABLES}
    for table, batch in output.batches(documents):
        found[table].append(batch)
    return {table: pa.Table.from_batches(parts, output.schema(table)) for table, parts in found.items()}


def known(table: str) -> str:
    """``table`` when there is one of that name.

    Raises:
        InputError: there is none.
    """
    if table not in TABLES:
        raise InputError(f"table must be one of {', '.join(TABLES)}, not {table!r}")
    return table


def _items(
    batches: Iterable[pa.RecordBatch], text: str, published: str | None, doc_id: str | None
) -> Iterator[dict[str, object]]:
    fields = {"text": text, "published": published, "doc_id": doc_id}
    wanted = {field: column for field, column in fields.items() if column is not None}
    for batch in batches:
        for column in wanted.values():
            if batch.schema.get_field_index(column) < 0:
                raise InputError(f"no column {column!r}; the columns are {', '.join(batch.schema.names)}")
        columns = [batch.column(column).to_pylist() for column in wanted.values()]
        for values in zip(*columns, strict=True):
            item = dict(zip(wanted, values, strict=True))
            if "published" in item:
                item["published"] = _day(item["published"])
            if item.get("doc_id") is not None:
                item["doc_id"] = str(item["doc_id"])
            yield item


def _day(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value or None
