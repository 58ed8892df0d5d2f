"""A Spark column of texts in, data frames of records out, over any number of machines.

Needs the extra ``spark``, on the workers too; ``PYSPARK_PYTHON`` names the Python that has it. Each Python worker loads
the models once and reads partition after partition (``spark.python.worker.reuse``, on by default).

>>> from pyspark.sql import SparkSession
>>> from extractor.connect import spark
>>> session = SparkSession.builder.master("local[1]").getOrCreate()
>>> releases = session.createDataFrame(
...     [
...         ("a", "4日、環境大臣は仁川を訪問しました。", "2025-08-07"),
...         ("b", "昨日、総務省は報告書を公表した。", "2024-05-09"),
...     ],
...     ["name", "body", "day"],
... )
>>> events = spark.extract(releases, text_col="body", published_col="day", doc_id_col="name")
>>> [tuple(row) for row in events.select("doc_id", "type", "date").orderBy("doc_id").collect()]
[('a', 'visit', '2025-08-04'), ('b', 'announcement', '2024-05-08')]

The result is an ordinary data frame: ``events.write.parquet(...)`` makes the same table as
``extractor extract --format parquet``. Each table is a job of its own; texts that cannot be read are rows of
``table="errors"``. The other connectors' ``workers`` is Spark's number of executor cores.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator

from extractor.connect.arrow import extract_batches, known
from extractor.output.extras import needed
from extractor.output.rows import TABLES
from extractor.records import InputError

with needed("spark"):
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import LongType, StringType, StructField, StructType

_TYPES = {str: StringType(), int: LongType()}


def extract(
    df: DataFrame,
    *,
    text_col: str,
    published_col: str | None = None,
    doc_id_col: str | None = None,
    table: str = "events",
    timeout: float | None = None,
) -> DataFrame:
    """The records of the texts of a column, as a lazy data frame.

    Args:
        df: one row a text.
        text_col: the column of texts.
        published_col: the column of publication dates: ISO strings, dates or timestamps (the day in the session's
            time zone); inferred when None or null.
        doc_id_col: the column of names that go into the records; a hash of the text when None or null.
        table: one of ``extractor.output.rows.TABLES``.
        timeout: seconds that one text may take, so that none can hold up the job; no limit when None.

    Raises:
        InputError: there is no such column or table.
    """
    fields = {"text": text_col, "published": published_col, "doc_id": doc_id_col}
    wanted = {field: column for field, column in fields.items() if column is not None}
    for column in wanted.values():
        if column not in df.columns:
            raise InputError(f"no column {column!r}; the columns are {', '.join(df.columns)}")
    # Backticks: a dot in the name of a column is no path.
    texts = df.select(*(df[f"`{column}`"].alias(field) for field, column in wanted.items()))
    published, doc_id = ("published" if published_col else None), ("doc_id" if doc_id_col else None)

    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return extract_batches(batches, published=published, doc_id=doc_id, table=table, timeout=timeout)

    with warnings.catch_warnings():
        # Spark looks at pandas before it hands Arrow batches over, and warns of new ones; nothing here goes by pandas.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        return texts.mapInArrow(read, schema(table))


def schema(table: str = "events") -> StructType:
    """The columns of a table that ``extract`` returns.

    Raises:
        InputError: there is no such table.
    """
    return StructType([StructField(c.name, _TYPES[c.type], c.optional) for c in TABLES[known(table)]])
