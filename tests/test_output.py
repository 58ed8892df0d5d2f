"""Tables, CSV, JSON and the schema agree with the records."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor import cli
from extractor.output import csv_tables, files, jsonl
from extractor.output.extras import needed
from extractor.output.formats import FORMATS, by_suffix
from extractor.output.rows import TABLES, tables
from extractor.output.schema import json_schema
from extractor.records import (
    SCHEMA_VERSION,
    Document,
    Event,
    ExtractorError,
    Mention,
    Participant,
    Span,
    Zone,
)

TEXT = "=8月4日、山田大臣が会談した。"
DOCUMENT = Document(
    doc_id="x",
    text=TEXT,
    source="x.txt",
    published="2025-08-07",
    title=None,
    zones=(Zone("body", 0, len(TEXT)),),
    entities=(
        Mention("e1", "DATE", "8月4日", 1, 5, "2025-08-04", entity="E1", attrs={"start": "2025-08-04"}),
        Mention("e2", "OFFICIAL", "山田大臣", 6, 10, "山田/大臣/", entity="E2"),
    ),
    events=(
        Event(
            id="v1",
            type="talks",
            status="occurred",
            trigger=Span(11, 13, "会談"),
            sentence=Span(0, len(TEXT)),
            date="2025-08-04",
            start="2025-08-04",
            end="2025-08-04",
            participants=(Participant("e2", "agent"),),
            mentions=(Span(11, 13),),
        ),
    ),
    warnings=("w",),
)
FAILED = Document(doc_id="y", source="y.txt", error="binary")


@pytest.mark.parametrize("document", [DOCUMENT, FAILED])
def test_json_and_back(document: Document) -> None:
    row = json.loads(json.dumps(document.to_dict(), ensure_ascii=False))
    again = Document.from_dict(row, text=document.text)
    assert again == document
    assert again.to_dict() == document.to_dict()


@pytest.mark.parametrize("document", [DOCUMENT, FAILED])
def test_output_fits_the_schema(document: Document) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(document.to_dict(), json_schema())


def test_every_field_says_what_it_holds() -> None:
    schema = json_schema()
    fields = {
        f"{name}.{field}": shape
        for name, record in {"Document": schema, **schema["$defs"]}.items()
        for field, shape in record["properties"].items()
    }
    assert [name for name, shape in fields.items() if not shape.get("description")] == ["Document.schema_version"]
    assert all(column.meaning for columns in TABLES.values() for column in columns)


def test_schema_refuses_an_unknown_label() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    row = DOCUMENT.to_dict()
    row["entities"][0]["label"] = "DAY"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, json_schema())


def test_rows_have_the_columns_of_their_table() -> None:
    rows = [*tables(DOCUMENT), *tables(FAILED)]
    names = ["documents", "mentions", "mentions", "entities", "entities", "events", "event_arguments", "errors"]
    assert [name for name, _ in rows] == names
    for name, row in rows:
        assert list(row) == [column.name for column in TABLES[name]]
        for column in TABLES[name]:
            assert isinstance(row[column.name], column.type) or (row[column.name] is None and column.optional)


@pytest.mark.parametrize(
    ("record", "table", "elsewhere"),
    [
        # Lists of records are tables of their own; retellings (Event.mentions) are spans without words.
        (Document, "documents", {"text", "zones", "entities", "error"}),
        (Mention, "mentions", set()),
        (Event, "events", {"participants", "mentions"}),
    ],
)
def test_every_field_of_a_record_has_a_column(record: Any, table: str, elsewhere: set[str]) -> None:
    columns = {column.name for column in TABLES[table]}
    for name in {field.name for field in dataclasses.fields(record)} - elsewhere:
        assert columns & {name, f"{table[:-1]}_{name}", f"{name}_id"}, name


def test_an_entity_is_named_by_its_fullest_mention() -> None:
    mentions = (
        Mention("e1", "MINISTRY", "同省というところ", 0, 8, "", entity="E1"),
        Mention("e2", "MINISTRY", "総務省", 9, 12, "総務省", entity="E1"),
        Mention("e3", "PLACE", "韓国", 13, 15, "KR", entity="E2"),
    )
    rows = [row for name, row in tables(Document("x", entities=mentions)) if name == "entities"]
    assert [(row["text"], row["mention_id"], row["mentions"]) for row in rows] == [
        ("総務省", "e2", 2),
        ("韓国", "e3", 1),
    ]


def test_csv_of_events_names_the_fillers_and_is_no_formula() -> None:
    out = io.StringIO()
    csv_tables.write([DOCUMENT, FAILED], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["agents"] == "山田大臣"
    assert row["date"] == "2025-08-04"
    assert row["sentence"] == "'" + TEXT


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_no_cell_of_any_table_is_a_formula(sign: str, tmp_path: Path) -> None:
    odd = sign + 'cmd|"/c calc"!A1'
    mention = Mention("e1", "ORG", odd, 0, len(odd), odd, entity=odd, attrs={"k": odd})
    event = dataclasses.replace(DOCUMENT.events[0], trigger=Span(0, 1, odd), conference="e1", participants=())
    good = Document(odd, text=odd, source=odd, title=odd, entities=(mention,), events=(event,), warnings=(odd,))
    save("csv", [good, Document(odd, source=odd, error=odd)], tmp_path)
    cells = 0
    for path in tmp_path.rglob("*.csv"):
        for row in csv.DictReader(path.open(encoding="utf-8-sig", newline="")):
            assert not any((value or "").startswith(sign) for value in row.values()), row
            cells += sum((value or "").startswith("'" + sign) for value in row.values())
    assert cells > 20


def save(kind: str, documents: Iterable[Document], folder: Path) -> None:
    files.write_folder(folder, lambda part: FORMATS[kind].write_part(documents, part, "part-00000"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_csv_folder_holds_every_table(tmp_path: Path) -> None:
    save("csv", [DOCUMENT, FAILED], tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(TABLES)
    rows = {
        table: list(csv.DictReader((tmp_path / "out" / table / "part-00000.csv").open(encoding="utf-8-sig")))
        for table in TABLES
    }
    assert [row["doc_id"] for row in rows["documents"]] == ["x"]
    assert rows["errors"] == [{"doc_id": "y", "source": "y.txt", "error": "binary"}]


def read_table(path: Path) -> Any:
    if path.suffix == ".parquet":
        return pytest.importorskip("pyarrow.parquet").read_table(path)
    pa = pytest.importorskip("pyarrow")
    with pa.ipc.open_file(path) as reader:
        return reader.read_all()


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_arrow_tables_hold_the_rows(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    save(kind, [DOCUMENT, FAILED], tmp_path / "out")
    expected: dict[str, list[object]] = {table: [] for table in TABLES}
    for document in (DOCUMENT, FAILED):
        for table, row in tables(document):
            expected[table].append(row)
    assert set(tree(tmp_path / "out")) == {f"{table}/part-00000.{kind}" for table in TABLES}
    for table in TABLES:
        found = read_table(tmp_path / "out" / table / f"part-00000.{kind}")
        assert found.to_pylist() == expected[table]
        assert found.schema.metadata[b"extractor.schema_version"] == SCHEMA_VERSION.encode()
        assert found.schema.metadata[b"extractor.table"] == table.encode()
        assert [field.nullable for field in found.schema] == [column.optional for column in TABLES[table]]


@pytest.mark.parametrize("kind", FORMATS)
def test_same_documents_same_bytes(kind: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(kind, [DOCUMENT, FAILED] * 3, tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two") != {}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_failed_run_leaves_the_old_files(kind: str, tmp_path: Path) -> None:
    save(kind, [DOCUMENT], tmp_path)
    before = tree(tmp_path)

    def broken() -> Iterator[Document]:
        yield DOCUMENT
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(kind, broken(), tmp_path)
    assert tree(tmp_path) == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("kind", [name for name, kind in FORMATS.items() if kind.write])
def test_one_file_or_stream(kind: str) -> None:
    """A format of one file writes to a pipe, leaves it open, and is the same a second time."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.data += bytes(data)
            return len(data)

    outs = [Pipe(), Pipe()]
    for out in outs:
        FORMATS[kind].write([DOCUMENT, DOCUMENT], out)  # type: ignore[misc, arg-type]
        assert not out.closed
    assert outs[0].data == outs[1].data != b""


def test_a_format_is_named_by_its_suffix() -> None:
    assert [by_suffix(kind.suffix) for kind in FORMATS.values()] == list(FORMATS)
    assert by_suffix(".xyz") is None
    assert [str(name) for name in cli.Format] == list(FORMATS)


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_one_file_of_a_table_format_holds_the_events(kind: str, tmp_path: Path) -> None:
    with (tmp_path / f"x.{kind}").open("wb") as out:
        FORMATS[kind].write([DOCUMENT], out)  # type: ignore[misc]
    save(kind, [DOCUMENT], tmp_path)
    assert (tmp_path / f"x.{kind}").read_bytes() == (tmp_path / "events" / f"part-00000.{kind}").read_bytes()


def test_row_groups_are_written_as_they_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    from extractor.output import arrow

    monkeypatch.setattr(arrow, "_ROWS", 10)
    save("parquet", [DOCUMENT] * 12, tmp_path)
    about = pq.ParquetFile(tmp_path / "mentions" / "part-00000.parquet").metadata
    assert [about.row_group(n).num_rows for n in range(about.num_row_groups)] == [10, 10, 4]


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_lone_surrogates_survive_tables(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    document = Document(doc_id="s", text="\udc80", entities=(Mention("e1", "ORG", "\udc80", 0, 1),))
    save(kind, [document], tmp_path)
    assert read_table(tmp_path / "mentions" / f"part-00000.{kind}").column("text").to_pylist() == ["\\udc80"]


def test_a_missing_library_names_its_extra() -> None:
    with pytest.raises(ExtractorError, match=r"ja-event-extractor\[arrow\]"), needed("arrow"):
        import nothing_of_this_name  # type: ignore[import-not-found]  # noqa: F401


def test_the_command_writes_tables(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    command = str(Path(sys.executable).parent / "extractor")
    (tmp_path / "a.txt").write_text("8月4日、山田審議官はマレーシアを訪問しました。", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, "extract", str(tmp_path), *options], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert run("-o", "out", "--format", "parquet").returncode == 1
    assert read_table(tmp_path / "out" / "events" / "part-00000.parquet").column("type").to_pylist() == ["visit"]
    assert read_table(tmp_path / "out" / "errors" / "part-00000.parquet").column("doc_id").to_pylist() == ["b"]
    assert run("-o", "out.arrow").returncode == 1
    assert read_table(tmp_path / "out.arrow").column("type").to_pylist() == ["visit"]


def test_json_is_one_array() -> None:
    out = io.StringIO()
    jsonl.write_array([DOCUMENT, FAILED], out)
    assert [row["doc_id"] for row in json.loads(out.getvalue())] == ["x", "y"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", "utf-8")

    def fail() -> None:
        with files.atomic(path) as out:
            out.write("new")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_lone_surrogates_survive_json(tmp_path: Path) -> None:
    document = Document(doc_id="s", text="\udc80", entities=(Mention("e1", "ORG", "\udc80", 0, 1),))
    path = tmp_path / "out.jsonl"
    with files.atomic(path) as out:
        jsonl.write([document], out)
    assert json.loads(path.read_text("utf-8"))["entities"][0]["text"] == "\udc80"
