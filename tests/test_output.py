"""Tables, CSV, JSON and the schema agree with the records."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from extractor.output import files
from extractor.output.rows import COLUMNS, tables
from extractor.output.schema import json_schema
from extractor.records import Document, Event, Mention, Participant, Span, Zone

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


def test_schema_refuses_an_unknown_label() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    row = DOCUMENT.to_dict()
    row["entities"][0]["label"] = "DAY"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, json_schema())


def test_rows_have_the_columns_of_their_table() -> None:
    rows = list(tables(DOCUMENT))
    assert [name for name, _ in rows] == ["documents", "mentions", "mentions", "events", "event_arguments"]
    for name, row in rows:
        assert tuple(row) == COLUMNS[name]


def test_csv_of_events_names_the_fillers_and_is_no_formula() -> None:
    out = io.StringIO()
    files.write_csv([DOCUMENT, FAILED], out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["agents"] == "山田大臣"
    assert row["date"] == "2025-08-04"
    assert row["sentence"] == "'" + TEXT


def test_csv_folder_holds_every_table(tmp_path: Path) -> None:
    files.write_csv_folder([DOCUMENT, FAILED], tmp_path / "out")
    assert sorted(p.stem for p in (tmp_path / "out").iterdir()) == sorted(COLUMNS)
    rows = list(csv.DictReader((tmp_path / "out" / "documents.csv").open(encoding="utf-8-sig")))
    assert [row["error"] for row in rows] == ["", "binary"]


def test_json_is_one_array() -> None:
    out = io.StringIO()
    files.write_json([DOCUMENT, FAILED], out)
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
        files.write_jsonl([document], out)
    assert json.loads(path.read_text("utf-8"))["entities"][0]["text"] == "\udc80"
