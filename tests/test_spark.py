"""A local Spark gives the records of ``extract_many``. Run by ``make test-spark``, not by the default run."""

from __future__ import annotations

import datetime
import doctest
import os
import shutil
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.output.rows import TABLES, tables
from extractor.records import InputError
from extractor.streams import extract_many

pytestmark = [
    pytest.mark.spark,
    # Of pyspark's own test helper, and of the probe below.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
]
if shutil.which("java") is None:
    pytest.skip("no Java", allow_module_level=True)
pytest.importorskip("pyspark")

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "text").glob("*.txt"))
DOCUMENTS = 20_000


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.session.timeZone", "Asia/Tokyo").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Any]]:
    """The rows of every table for one copy of the samples and a text that is missing."""
    found: dict[str, list[Any]] = {table: [] for table in TABLES}
    items: list[dict[str, object]] = [{"text": path.read_text("utf-8"), "doc_id": path.stem} for path in SAMPLES]
    for document in extract_many([*items, {"text": None, "doc_id": "none"}]):
        for table, row in tables(document):
            found[table].append(row)
    return found


def frame(session: Any, copies: int, *, partitions: int) -> Any:
    """The samples again and again, each copy under a name of its own, and one text that is missing."""
    texts = [(path.stem, path.read_text("utf-8")) for path in SAMPLES]
    rows = [(f"{name}/{n}", text) for n in range(copies) for name, text in texts] + [("none/0", None)]
    return session.createDataFrame(rows, "`the id` string, `a.text` string").repartition(partitions)


def collected(df: Any) -> list[dict[str, Any]]:
    return [row.asDict() for row in df.collect()]


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [str(value) for value in row.values()])


def test_example(session: Any) -> None:
    from extractor.connect import spark

    result = doctest.testmod(spark)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_that_of_extract_many(table: str, session: Any, expected: dict[str, list[Any]]) -> None:
    from extractor.connect import spark

    df = frame(session, 1, partitions=3)
    found = collected(spark.extract(df, text_col="a.text", doc_id_col="the id", table=table))
    for row in found:
        row["doc_id"] = row["doc_id"].removesuffix("/0")
    assert in_order(found) == in_order(expected[table])


def test_twenty_thousand_documents(session: Any, expected: dict[str, list[Any]], tmp_path: Path) -> None:
    """Every event of every copy of the samples, each read by Spark, is that of ``extract_many``."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from extractor.connect import arrow, spark

    copies = -(-DOCUMENTS // len(SAMPLES))
    samples = session.createDataFrame([(path.stem, path.read_text("utf-8")) for path in SAMPLES], ["name", "text"])
    numbers = session.range(copies, numPartitions=16).withColumnRenamed("id", "copy")
    df = numbers.crossJoin(samples).selectExpr("name || '/' || copy AS id", "text")
    # By way of files: so many rows do not fit into the driver.
    spark.extract(df, text_col="text", doc_id_col="id").write.parquet(str(tmp_path / "events"))
    once = pa.Table.from_pylist(expected["events"], arrow.schema("events"))
    at = once.schema.get_field_index("doc_id")

    def copy(n: int) -> pa.Table:
        names = pa.array([f"{name}/{n}" for name in once["doc_id"].to_pylist()], pa.string())
        return once.set_column(at, once.schema.field(at), names)

    wanted = pa.concat_tables([copy(n) for n in range(copies)])
    found = pq.read_table(tmp_path / "events").select(wanted.column_names).cast(wanted.schema)
    order = [("doc_id", "ascending"), ("trigger_start", "ascending"), ("event_id", "ascending")]
    assert found.num_rows == wanted.num_rows > DOCUMENTS
    assert found.sort_by(order).equals(wanted.sort_by(order))


def test_a_text_that_takes_too_long_is_an_error(session: Any) -> None:
    from extractor.connect import spark

    df = session.createDataFrame([("a", "4日に訪問した。"), ("b", "8月4日、外務省は会談した。" * 40_000)], ["n", "t"])
    found = collected(spark.extract(df, text_col="t", doc_id_col="n", table="errors", timeout=1))
    assert [(row["doc_id"], row["error"][:28]) for row in found] == [("b", "took longer than 1 seconds; ")]


def test_a_worker_loads_the_models_once(session: Any) -> None:
    """Later jobs find the lexicons of earlier ones: no worker that has read texts reads a lexicon file again."""
    from extractor.connect import spark

    def loads() -> dict[int, int]:
        def probe(batches: Iterator[Any]) -> Iterator[Any]:
            import pyarrow as pa

            from extractor import resources

            list(batches)
            loaded = resources.rows.cache_info().misses
            yield pa.RecordBatch.from_pydict({"worker": [os.getpid()], "loads": [loaded]})

        empty = session.range(4, numPartitions=4).mapInArrow(probe, "worker long, loads long")
        return {row["worker"]: row["loads"] for row in empty.collect()}

    df = frame(session, 2, partitions=4)
    counts = []
    for _ in range(3):
        assert spark.extract(df, text_col="a.text").count()
        counts.append(loads())
    same = counts[0].keys() & counts[1].keys() & counts[2].keys()
    assert same
    for worker in same:
        assert 0 < counts[0][worker] == counts[1][worker] == counts[2][worker]


@pytest.mark.parametrize(
    "day",
    ["2025-08-07", datetime.date(2025, 8, 7), datetime.datetime(2025, 8, 7, 0, 30)],
    ids=lambda d: type(d).__name__,
)
def test_any_type_of_date(day: object, session: Any) -> None:
    from extractor.connect import spark

    if isinstance(day, datetime.datetime):
        # Half past midnight in Tokyo is the day before in UTC; the session's time zone decides.
        df = session.sql("SELECT '4日に訪問した。' AS t, timestamp'2025-08-07 00:30:00' AS p")
    else:
        df = session.createDataFrame([("4日に訪問した。", day)], ["t", "p"])
    (row,) = collected(spark.extract(df, text_col="t", published_col="p", table="documents"))
    assert row["published"] == "2025-08-07"


def test_failures_are_rows_of_errors(session: Any) -> None:
    from extractor.connect import spark

    df = session.createDataFrame(
        [("a", None, None), ("b", "本日、公表した。", "soon")], "id string, t string, p string"
    )
    found = collected(spark.extract(df, text_col="t", published_col="p", doc_id_col="id", table="errors"))
    assert {row["doc_id"]: row["error"].split(",")[0] for row in found} == {
        "a": "text must be a string",
        "b": "InputError: published must be a date such as 2025-08-07",
    }


def test_nothing_warns(session: Any) -> None:
    from extractor.connect import spark

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        spark.extract(session.createDataFrame([("x",)], ["t"]), text_col="t")


def test_wrong_names_are_told_at_once(session: Any) -> None:
    from extractor.connect import spark

    df = session.createDataFrame([("x",)], ["t"])
    with pytest.raises(InputError, match="the columns are t"):
        spark.extract(df, text_col="text")
    with pytest.raises(InputError, match="table must be one of"):
        spark.extract(df, text_col="t", table="event")
