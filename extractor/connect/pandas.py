"""A pandas column of texts in, data frames of records out. Needs the extra ``pandas``.

>>> import pandas as pd
>>> from extractor.connect import pandas
>>> releases = pd.DataFrame({
...     "body": ["4日、環境大臣は仁川を訪問しました。", "昨日、総務省は報告書を公表した。"],
...     "day": pd.to_datetime(["2025-08-07", "2024-05-09"]),
... })
>>> events = pandas.extract(releases, text_col="body", published_col="day", table="events")
>>> list(events["type"]), list(events["date"])
(['visit', 'announcement'], ['2025-08-04', '2024-05-08'])
>>> sorted(pandas.extract(releases, text_col="body"))
['documents', 'entities', 'errors', 'event_arguments', 'events', 'mentions']
"""

from __future__ import annotations

import re
from typing import overload

from extractor.connect.arrow import extract_tables, known
from extractor.output.extras import needed
from extractor.records import InputError

with needed("pandas"):
    import pandas as pd
    import pyarrow as pa

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@overload
def extract(
    frame: pd.DataFrame,
    *,
    text_col: str,
    published_col: str | None = ...,
    doc_id_col: str | None = ...,
    table: None = ...,
    workers: int = ...,
) -> dict[str, pd.DataFrame]: ...


@overload
def extract(
    frame: pd.DataFrame,
    *,
    text_col: str,
    published_col: str | None = ...,
    doc_id_col: str | None = ...,
    table: str,
    workers: int = ...,
) -> pd.DataFrame: ...


def extract(
    frame: pd.DataFrame,
    *,
    text_col: str,
    published_col: str | None = None,
    doc_id_col: str | None = None,
    table: str | None = None,
    workers: int = 1,
) -> dict[str, pd.DataFrame] | pd.DataFrame:
    """Reads the texts of a column.

    Args:
        frame: one row a text.
        text_col: the column of texts.
        published_col: the column of publication dates: ISO strings, dates or timestamps; inferred when None or missing.
        doc_id_col: the column of names that go into the records; a hash of the text when None or missing.
        table: the table that is wanted; all of them by name when None. Texts that cannot be read are in ``errors``.
        workers: number of processes; 1 reads in this one.

    Raises:
        InputError: there is no such column or table.
    """
    if table is not None:
        known(table)
    columns = {"text": text_col, "published": published_col, "doc_id": doc_id_col}
    arrays = {field: _column(frame, column) for field, column in columns.items() if column is not None}
    found = extract_tables(
        pa.table(arrays),
        published="published" if published_col is not None else None,
        doc_id="doc_id" if doc_id_col is not None else None,
        workers=workers,
    )
    frames = {name: rows.to_pandas() for name, rows in found.items() if table in (None, name)}
    return frames if table is None else frames[table]


def _column(frame: pd.DataFrame, column: str) -> pa.Array:
    if column not in frame:
        raise InputError(f"no column {column!r}; the columns are {', '.join(map(str, frame.columns))}")
    try:
        return pa.Array.from_pandas(frame[column])
    except (UnicodeEncodeError, pa.ArrowException):
        # Python's strings hold more than Arrow's: lone surrogates become U+FFFD, so that offsets stay. A column of
        # several types is taken as text.
        return pa.array([None if pd.isna(v) else _LONE_SURROGATE.sub("\ufffd", str(v)) for v in frame[column]])
