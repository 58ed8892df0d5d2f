"""A Polars column of texts in, data frames of records out. Needs the extra ``polars``.

>>> import polars as pl
>>> from extractor.connect import polars
>>> releases = pl.DataFrame({
...     "body": ["4日、環境大臣は仁川を訪問しました。", "昨日、総務省は報告書を公表した。"],
...     "day": ["2025-08-07", "2024-05-09"],
... })
>>> events = polars.extract(releases, text_col="body", published_col="day", table="events")
>>> events.select("type", "date").rows()
[('visit', '2025-08-04'), ('announcement', '2024-05-08')]
"""

from __future__ import annotations

from typing import overload

from extractor.connect.arrow import extract_tables, known
from extractor.output.extras import needed
from extractor.records import InputError

with needed("polars"):
    import polars as pl


@overload
def extract(
    frame: pl.DataFrame,
    *,
    text_col: str,
    published_col: str | None = ...,
    doc_id_col: str | None = ...,
    table: None = ...,
    workers: int = ...,
) -> dict[str, pl.DataFrame]: ...


@overload
def extract(
    frame: pl.DataFrame,
    *,
    text_col: str,
    published_col: str | None = ...,
    doc_id_col: str | None = ...,
    table: str,
    workers: int = ...,
) -> pl.DataFrame: ...


def extract(
    frame: pl.DataFrame,
    *,
    text_col: str,
    published_col: str | None = None,
    doc_id_col: str | None = None,
    table: str | None = None,
    workers: int = 1,
) -> dict[str, pl.DataFrame] | pl.DataFrame:
    """Reads the texts of a column; a lazy frame is collected by the caller.

    Args:
        frame: one row a text.
        text_col: the column of texts.
        published_col: the column of publication dates: ISO strings, dates or datetimes; inferred when None or null.
        doc_id_col: the column of names that go into the records; a hash of the text when None or null.
        table: the table that is wanted; all of them by name when None. Texts that cannot be read are in ``errors``.
        workers: number of processes; 1 reads in this one.

    Raises:
        InputError: there is no such column or table.
    """
    if table is not None:
        known(table)
    wanted = {c for c in (text_col, published_col, doc_id_col) if c is not None}
    if missing := wanted - set(frame.columns):
        raise InputError(f"no column {min(missing)!r}; the columns are {', '.join(frame.columns)}")
    found = extract_tables(
        frame.select(sorted(wanted)).to_arrow(),
        text=text_col,
        published=published_col,
        doc_id=doc_id_col,
        workers=workers,
    )
    frames = {name: pl.DataFrame(rows) for name, rows in found.items() if table in (None, name)}
    return frames if table is None else frames[table]
