"""Arrow, pandas, Polars and DuckDB see the records that ``extract_many`` gives."""

from __future__ import annotations

import datetime
import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from extractor.output.rows import TABLES, tables
from extractor.records import InputError
from extractor.streams import extract_many

pa = pytest.importorskip("pyarrow")
arrow = import_module("extractor.connect.arrow")

SAMPLES = sorted((Path(__file__).parent.parent / "samples" / "text").glob("*.txt"))[:6]
TEXTS = [path.read_text("utf-8") for path in SAMPLES]
NAMES = [path.stem for path in SAMPLES]
ROWS = {"text": [*TEXTS, None], "published": ["2025-08-07", None, ""] + [None] * 4, "doc_id": [*NAMES, "none"]}
ITEMS = [
    {"text": text, "published": day or None, "doc_id": name} for text, day, name in zip(*ROWS.values(), strict=True)
]


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Any]]:
    """All tables of the samples, by way of the plain function."""
    found: dict[str, list[Any]] = {table: [] for table in TABLES}
    for document in extract_many(ITEMS):
        for table, row in tables(document):
            found[table].append(row)
    assert [len(found[table]) for table in ("documents", "errors")] == [6, 1]
    return found


@pytest.mark.parametrize("name", ["arrow", "pandas", "polars"])
def test_examples(name: str) -> None:
    pytest.importorskip({"arrow": "pyarrow"}.get(name, name))
    result = doctest.testmod(import_module(f"extractor.connect.{name}"))
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("table", TABLES)
def test_batches_are_the_records(table: str, expected: dict[str, list[Any]]) -> None:
    batches = pa.table(ROWS).to_batches(max_chunksize=2)
    found = list(arrow.extract_batches(iter(batches), published="published", doc_id="doc_id", table=table))
    assert pa.Table.from_batches(found, arrow.schema(table)).to_pylist() == expected[table]


def test_workers_give_the_same_batches(expected: dict[str, list[Any]]) -> None:
    batches = pa.table(ROWS).to_batches()
    found = arrow.extract_batches(batches, published="published", doc_id="doc_id", workers=2)
    assert [row for batch in found for row in batch.to_pylist()] == expected["events"]


def test_batches_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch of records comes before the stream of texts has ended."""
    monkeypatch.setattr("extractor.output.arrow._ROWS", 1)
    read = 0

    def endless() -> Iterator[Any]:
        nonlocal read
        while True:
            read += 1
            yield pa.RecordBatch.from_pydict({"text": ["8月4日、環境大臣は仁川を訪問しました。"]})

    found = arrow.extract_batches(endless())
    assert [next(found).num_rows for _ in range(3)] == [1, 1, 1]
    assert read <= 4


@pytest.mark.parametrize(
    "days",
    [
        pa.array(["2025-08-07"]),
        pa.array(["2025-08-07"]).dictionary_encode(),
        pa.array([datetime.date(2025, 8, 7)]),
        pa.array([datetime.datetime(2025, 8, 7, 23, 59)]),
        pa.array([datetime.datetime(2025, 8, 6, 15)], pa.timestamp("us", "Asia/Tokyo")).cast(
            pa.timestamp("s", "Asia/Tokyo")
        ),
        # 15:00 UTC is the next day in Tokyo, and the column says Tokyo.
        pa.array([datetime.datetime(2025, 8, 6, 15, tzinfo=datetime.UTC)], pa.timestamp("ns", "Asia/Tokyo")),
    ],
    ids=lambda days: str(days.type),
)
def test_any_type_of_date(days: Any) -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(["4日に訪問した。"]), days], names=["t", "p"])
    (found,) = arrow.extract_batches([batch], text="t", published="p", table="documents")
    assert found.column("published").to_pylist() == ["2025-08-07"]


TEXT = ["4日に訪問した。"]


@pytest.mark.parametrize(
    "texts",
    [
        pa.array(TEXT),
        pa.array(TEXT, pa.large_string()),
        pa.array(TEXT, pa.string_view()),
        pa.array(TEXT).dictionary_encode(),
    ],
    ids=lambda texts: str(texts.type),
)
def test_any_type_of_text_and_of_id(texts: Any) -> None:
    batch = pa.RecordBatch.from_arrays([texts, pa.array([0])], names=["t", "n"])
    (found,) = arrow.extract_batches([batch], text="t", doc_id="n", table="documents")
    assert found.column("doc_id").to_pylist() == ["0"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"text": None}, "text must be a string"),
        ({"text": 5}, "text must be a string"),
        ({"text": b"\xff"}, "text must be a string"),
        ({"text": "本日、公表した。", "published": "yesterday"}, "published must be a date"),
    ],
)
def test_a_bad_row_is_an_error_row(row: dict[str, object], reason: str) -> None:
    batch = pa.RecordBatch.from_pylist([{"doc_id": "a", **row}])
    day = "published" if "published" in row else None
    (found,) = arrow.extract_batches([batch], published=day, doc_id="doc_id", table="errors")
    (error,) = found.to_pylist()
    assert error["doc_id"] == "a"
    assert reason in error["error"]


def test_wrong_names_are_told() -> None:
    batch = pa.RecordBatch.from_pydict({"body": ["x"]})
    with pytest.raises(InputError, match="the columns are body"):
        next(arrow.extract_batches([batch]))
    with pytest.raises(InputError, match="table must be one of documents"):
        arrow.extract_batches([batch], table="event")


def test_no_texts_give_empty_tables() -> None:
    found = arrow.extract_tables(pa.table({"text": pa.array([], pa.string())}))
    assert {table: rows.num_rows for table, rows in found.items()} == dict.fromkeys(TABLES, 0)


def test_pandas(expected: dict[str, list[Any]]) -> None:
    pd = pytest.importorskip("pandas")
    pandas = import_module("extractor.connect.pandas")
    frame = pd.DataFrame(ROWS, index=range(7, 14))
    columns = {"text_col": "text", "published_col": "published", "doc_id_col": "doc_id"}
    frames = pandas.extract(frame, **columns)
    for table in TABLES:
        found = frames[table]
        assert list(found.columns) == [column.name for column in TABLES[table]]
        assert found.astype(object).where(found.notna(), None).to_dict("records") == expected[table]
    assert pandas.extract(frame, **columns, table="events").equals(frames["events"])
    with pytest.raises(InputError, match="no column 'body'"):
        pandas.extract(frame, text_col="body")


def test_pandas_cells_that_are_odd() -> None:
    pd = pytest.importorskip("pandas")
    pandas = import_module("extractor.connect.pandas")
    text = "\udc80 8月4日、総務省は公表した。"
    frame = pd.DataFrame({"text": [text, None, float("nan")], "n": ["a", 2, datetime.date(2025, 1, 1)]}, dtype=object)
    found = pandas.extract(frame, text_col="text", doc_id_col="n")
    for row in found["mentions"].to_dict("records"):
        assert text[row["start"] : row["end"]] == row["text"]
    assert set(found["mentions"]["value"]) == {"XXXX-08-04", "総務省"}
    assert list(found["errors"]["doc_id"]) == ["2", "2025-01-01"]


def test_polars(expected: dict[str, list[Any]]) -> None:
    pl = pytest.importorskip("polars")
    polars = import_module("extractor.connect.polars")
    columns = {"text_col": "text", "published_col": "published", "doc_id_col": "doc_id"}
    frames = polars.extract(pl.DataFrame(ROWS), **columns)
    assert {table: frame.to_dicts() for table, frame in frames.items()} == expected
    assert polars.extract(pl.DataFrame(ROWS), **columns, table="events").equals(frames["events"])
    with pytest.raises(InputError, match="no column 'body'"):
        polars.extract(pl.DataFrame(ROWS), text_col="body")


def test_duckdb_reads_the_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected: dict[str, list[Any]]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    from extractor.output.arrow import write_tables

    monkeypatch.chdir(tmp_path)
    Path("tables").mkdir()
    write_tables(extract_many(ITEMS), Path("tables"), "part-00000", "parquet")
    query = """
        SELECT e.doc_id, e.date, a.value AS ministry
        FROM 'tables/events/*.parquet' e JOIN 'tables/event_arguments/*.parquet' a USING (doc_id, event_id)
        WHERE a.label = 'MINISTRY' AND a.slot = 'agent' AND e.date >= '2025'
    """
    dates = {(row["doc_id"], row["event_id"]): row["date"] for row in expected["events"]}
    wanted = [
        (row["doc_id"], dates[row["doc_id"], row["event_id"]], row["value"])
        for row in expected["event_arguments"]
        if row["label"] == "MINISTRY" and row["slot"] == "agent"
    ]
    assert sorted(duckdb.sql(query).fetchall()) == sorted(row for row in wanted if row[1] and row[1] >= "2025")
