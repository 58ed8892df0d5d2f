"""Linking of a corpus: identities, what joins and what stays apart, and properties that hold for every corpus."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bench_link
import planted_corpus
import pytest

from extractor.corpus import link, names, people
from extractor.corpus.happenings import step_of
from extractor.corpus.lineage import lineage, post, posts_agree
from extractor.corpus.times import stretch
from extractor.output.schema import linked_schema
from extractor.records import Document, Event, Mention, Participant, Span
from extractor.resources import rows

Row = dict[str, Any]
PLACES = {
    "仁川": "KR:仁川", "韓国": "KR", "釜山": "KR:釜山", "石川県": "JP-17", "輪島市": "JP-17204", "金沢市": "JP-17201",
}  # fmt: skip
LAWS = {"電波法": "325AC0000000131", "著作権法": "345AC0000000048"}


def told(
    doc_id: str,
    type_: str,
    day: str | None,
    *,
    who: tuple[str, ...] = (),
    where: str = "",
    law: str = "",
    document: str = "",
    conference: str = "",
    status: str = "occurred",
    trigger: str = "実施",
    published: str | None = "2025-08-07",
) -> Document:
    """A document of one event.

    Args:
        who: participants as ``role:name/title/organisation`` or ``role:LABEL:name``.
    """
    mentions: list[Mention] = []

    def name(label: str, text: str, value: str = "", **attrs: str) -> str:
        i = f"e{len(mentions) + 1}"
        mentions.append(Mention(i, label, text, 0, len(text), value, entity=i, attrs=attrs))
        return i

    actors = []
    for words in who:
        role, filler = words.split(":", 1)
        if filler.count("/") == 2:
            person, title, body = filler.split("/")
            i = name("OFFICIAL", person + title, filler, name=person, title=title, organization=body)
        else:
            label, text = filler.split(":")
            i = name(label, text, text if label == "MINISTRY" else PLACES.get(text, ""))
        actors.append(Participant(i, role))
    event = Event(
        id="v1",
        type=type_,
        status=status,
        trigger=Span(0, len(trigger), trigger),
        sentence=Span(0, 20),
        date=day,
        start=day and day.split("/")[0],
        end=day and day.split("/")[-1],
        places=(name("PLACE", where, PLACES.get(where, "")),) if where else (),
        laws=(name("LAW", law, LAWS.get(law, "")),) if law else (),
        documents=(name("DOCUMENT", document),) if document else (),
        conference=name("CONFERENCE", conference) if conference else None,
        participants=tuple(actors),
        mentions=(Span(0, len(trigger)),),
    )
    return Document(doc_id, source=f"{doc_id}.txt", published=published, entities=tuple(mentions), events=(event,))


def lines(*documents: Document) -> list[str]:
    return [json.dumps(d.to_dict(), ensure_ascii=False) for d in documents]


def joined(*documents: Document) -> list[Row]:
    return [row for row in link(lines(*documents)) if row["record"] == "event"]


def planted(size: int, **options: int) -> tuple[list[str], dict[str, int]]:
    corpus = list(planted_corpus.corpus(size, **options))
    truth = {f"{p.document.doc_id}/{event}": n for p in corpus for event, n in p.truth.items()}
    return lines(*(p.document for p in corpus)), truth


# --- names, houses, posts, dates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社福井銀行", "福井銀行"),
        ("独立行政法人国際協力機構(以下「JICA」という。)", "国際協力機構（JICA）"),
        ("髙橋", "高橋"),
    ],
)
def test_one_organisation(one: str, other: str) -> None:
    assert names.organisation(one) == names.organisation(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第8回太平洋・島サミット（PALM8）", ("太平洋島サミット", "8")),
        ("太平洋・島サミット第八回会合", ("太平洋島サミット会合", "8")),
        ("第百二十回定例会", ("定例会", "120")),
        ("PALM8", ("PALM", "8")),
        ("日豪外相会談", ("日豪外相会談", "")),
    ],
)
def test_conference_names(text: str, expected: tuple[str, str]) -> None:
    assert names.conference(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("水素分野の覚書", "水素分野における協力に関する覚書", True),
        ("日中韓環境大臣会合", "日中韓三カ国環境大臣会合", True),
        ("防災分野の覚書", "水素分野における協力に関する覚書", False),
        ("農業戦略", "漁業戦略", False),
    ],
)
def test_short_names_of_documents(one: str, other: str, expected: bool) -> None:
    assert names.abbreviates(one, other) is expected


@pytest.mark.parametrize(
    ("body", "house"),
    [
        ("外務省北米局", "外務省"),
        ("経産省", "経済産業省"),
        ("タイ運輸省", "TH"),
        ("タイ王国", "TH"),
        ("米国", "US"),
        ("福岡県", "福岡県"),
        ("", ""),
    ],
)
def test_houses(body: str, house: str) -> None:
    assert lineage(body) == house


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("大臣", "外務大臣", True),
        ("外相", "外務大臣", True),
        ("首相", "内閣総理大臣", True),
        ("課長", "国際課長", True),
        ("長官", "国務長官", True),
        ("官房長官", "官房副長官", False),
        ("局長", "副局長", False),
        ("", "局長", True),
        ("外務大臣", "外務副大臣", False),
        ("外務大臣政務官", "外務大臣", False),
        ("北米局長", "領事局長", False),
    ],
)
def test_posts(one: str, other: str, expected: bool) -> None:
    assert posts_agree(one, other) is posts_agree(other, one) is expected


def test_a_unit_keeps_its_name_in_its_post() -> None:
    assert post("北米局長") == "北米局長"
    assert post("外務大臣") == "大臣"


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2025-08-04", "2025-08-04", "2025-08-04", 2),
        ("2025-08", "2025-08-01", "2025-08-31", 1),
        ("2025", "2025-01-01", "2025-12-31", 0),
        ("2025-24", "2025-12-01", "2026-02-28", 0),
        ("2025-08-04T10:00~/2025-08-04T11:00", "2025-08-04", "2025-08-04", 3),
        ("2019-06-27/2019-06-29", "2019-06-27", "2019-06-29", 2),
    ],
)
def test_stretches(value: str, first: str, last: str, precision: int) -> None:
    found = stretch(value)
    assert found is not None
    assert (date.fromordinal(found.start), date.fromordinal(found.end)) == tuple(map(date.fromisoformat, (first, last)))
    assert found.precision == precision


@pytest.mark.parametrize(
    "value", ["", "XXXX-08-04", "T14:00", "203X", "2025-02-30", "2025-13", "2025-08-04/2025-08-01"]
)
def test_no_stretch(value: str) -> None:
    assert stretch(value) is None


@pytest.mark.parametrize("row", rows("rules/steps"), ids=lambda r: f"{r['type']}-{r['step']}")
def test_steps_by_their_examples(row: dict[str, str]) -> None:
    assert step_of(row["type"], row["example"]) == row["step"]
    assert step_of(row["type"], row["counter_example"]) != row["step"]


# --- officials

FULL = people.Sighting("山田太郎", "外務大臣", "外務省", 736_000)


def same_person(*others: people.Sighting) -> list[bool]:
    ids = dict(people.resolve([FULL, *others]))
    return [ids[s] == ids[FULL] for s in others]


def test_a_surname_in_the_same_post_and_time_is_the_person() -> None:
    assert same_person(people.Sighting("山田", "大臣", "外務省", 736_300)) == [True]
    assert same_person(people.Sighting("山田", "外相", "外務省", 0)) == [True]
    assert same_person(people.Sighting("山田", "大臣", "", 736_300)) == [True]


@pytest.mark.parametrize(
    "other",
    [
        people.Sighting("山田", "大臣", "環境省", 736_000),
        people.Sighting("山田", "副大臣", "外務省", 736_000),
        people.Sighting("山田", "大臣", "外務省", 740_000),
        people.Sighting("山", "大臣", "外務省", 736_000),
        people.Sighting("太郎", "大臣", "外務省", 736_000),
        people.Sighting("山田太郎", "局長", "環境省", 736_000),
        people.Sighting("", "外務大臣", "外務省", 736_000),
    ],
)
def test_another_house_post_or_time_is_another_person(other: people.Sighting) -> None:
    assert same_person(other) == [False]


def test_two_of_one_surname_leave_it_open() -> None:
    brother = people.Sighting("山田次郎", "外務大臣", "外務省", 736_200)
    assert same_person(brother, people.Sighting("山田", "大臣", "外務省", 736_100)) == [False, False]


def test_two_of_one_surname_and_post_leave_a_missing_house_open() -> None:
    other = people.Sighting("山田花子", "環境大臣", "環境省", 736_200)
    assert same_person(other, people.Sighting("山田", "大臣", "", 736_100)) == [False, False]


def test_a_foreign_name_by_its_last_part() -> None:
    full = people.Sighting("ジョン・ケリー", "国務長官", "US", 736_000)
    short = people.Sighting("ケリー", "長官", "US", 736_000)
    ids = dict(people.resolve([full, short]))
    assert ids[full] == ids[short]


def test_a_promoted_official_stays_one_person() -> None:
    assert same_person(people.Sighting("山田太郎", "外務審議官", "外務省", 734_000)) == [True]


# --- what joins and what stays apart

MINISTER, SHORT, OFFICE = "agent:山田太郎/外務大臣/外務省", "agent:山田/外相/外務省", "agent:/外務大臣/外務省"
GUEST, GUEST_SHORT = "counterpart:金星煥/環境部長官/韓国", "counterpart:金/長官/韓国"
DAY, MONTH = "2025-08-04", "2025-08"

JOINED = {
    "names long and short": (
        told("a", "talks", DAY, who=(MINISTER, GUEST), where="仁川"),
        told("b", "talks", DAY, who=(SHORT, GUEST_SHORT), where="韓国"),
    ),
    "told from the other side, the month only": (
        told("a", "talks", DAY, who=(MINISTER, GUEST), where="仁川"),
        told("b", "talks", MONTH, who=("agent:金星煥/環境部長官/韓国", "counterpart:山田太郎/外務大臣/外務省")),
    ),
    "an announced and a held meeting": (
        told("a", "meeting", DAY, conference="第3回水循環会議", status="planned", published="2025-08-01"),
        told("b", "meeting", DAY, conference="第三回水循環会議（WCC3）", where="金沢市"),
    ),
    "a law by its short name": (
        told("a", "legislation", DAY, law="電波法", trigger="公布された"),
        told("b", "legislation", DAY, law="電波法", trigger="公布しました"),
    ),
    "city and prefecture": (
        told("a", "incident", DAY, where="輪島市", trigger="発生した"),
        told("b", "incident", DAY, where="石川県", trigger="起きた"),
    ),
    "office and its holder": (
        told("a", "visit", DAY, who=(MINISTER,), where="輪島市"),
        told("b", "visit", DAY, who=(OFFICE,), where="石川県"),
    ),
}
APART = {
    "the same pair a month later": (
        told("a", "talks", DAY, who=(MINISTER, GUEST)),
        told("b", "talks", "2025-09-04", who=(MINISTER, GUEST)),
    ),
    "another guest on that day": (
        told("a", "talks", DAY, who=(MINISTER, GUEST)),
        told("b", "talks", DAY, who=(MINISTER, "counterpart:ジョン・ケリー/国務長官/米国")),
    ),
    "the next ordinal": (
        told("a", "meeting", DAY, conference="第3回水循環会議", where="金沢市"),
        told("b", "meeting", DAY, conference="第4回水循環会議", where="金沢市"),
    ),
    "another hour": (
        told("a", "talks", "2025-08-04T09:00", who=(MINISTER, GUEST)),
        told("b", "talks", "2025-08-04T15:00", who=(MINISTER, GUEST)),
    ),
    "another town": (
        told("a", "incident", DAY, where="輪島市", trigger="発生"),
        told("b", "incident", DAY, where="金沢市", trigger="発生"),
    ),
    "another step": (
        told("a", "legislation", DAY, law="電波法", trigger="公布された"),
        told("b", "legislation", DAY, law="電波法", trigger="施行された"),
    ),
    "another law": (
        told("a", "legislation", DAY, law="電波法", trigger="公布"),
        told("b", "legislation", DAY, law="著作権法", trigger="公布"),
    ),
    "called off and held": (
        told("a", "meeting", DAY, conference="第3回水循環会議", status="cancelled"),
        told("b", "meeting", DAY, conference="第3回水循環会議"),
    ),
    "a body publishes twice a day": (
        told("a", "announcement", DAY, who=("agent:MINISTRY:環境省",)),
        told("b", "announcement", DAY, who=("agent:MINISTRY:環境省",)),
    ),
    "two documents": (
        told("a", "adoption", DAY, who=("agent:MINISTRY:環境省",), document="水素戦略"),
        told("b", "adoption", DAY, who=("agent:MINISTRY:環境省",), document="森林戦略"),
    ),
    "nothing told": (told("a", "meeting", None, published=None), told("b", "meeting", None, published=None)),
}


@pytest.mark.parametrize("documents", JOINED.values(), ids=JOINED)
def test_one_happening(documents: tuple[Document, ...]) -> None:
    assert len(joined(*documents)) == 1


@pytest.mark.parametrize("documents", APART.values(), ids=APART)
def test_two_happenings(documents: tuple[Document, ...]) -> None:
    rows = joined(*documents)
    assert len(rows) == 2
    assert len({row["id"] for row in rows}) == 2


def test_a_record_that_fits_two_happenings_joins_neither() -> None:
    nine, three = (told(d, "talks", f"{DAY}T{h}:00", who=(MINISTER, GUEST)) for d, h in (("a", "09"), ("b", "15")))
    rows = joined(nine, three, told("c", "talks", DAY, who=(SHORT, GUEST)))
    assert [len(row["sources"]) for row in rows] == [1, 1, 1]


def test_copies_of_one_release_join_even_where_they_tell_little() -> None:
    text = told("a", "announcement", None, who=("agent:MINISTRY:環境省",))
    copies = [replace(text, doc_id=d, title="環境大臣の談話について") for d in "ab"]
    assert len(joined(*copies)) == 1
    next_week = replace(copies[1], published="2025-08-14")
    assert len(joined(copies[0], next_week)) == 2


def test_the_joined_event_tells_most() -> None:
    (row,) = joined(
        told("a", "meeting", MONTH, conference="第3回水循環会議", status="planned", published="2025-07-01"),
        told("b", "meeting", DAY, conference="第3回水循環会議", where="石川県", who=("attendee:山田/外相/外務省",)),
        told(
            "c",
            "meeting",
            DAY,
            conference="第3回水循環会議",
            where="輪島市",
            who=("attendee:山田太郎/外務大臣/外務省",),
        ),
        told("d", "meeting", DAY, conference="第3回水循環会議", who=("chair:MINISTRY:環境省",)),
    )
    assert (row["date"], row["status"]) == (DAY, "occurred")
    assert [place["name"] for place in row["places"]] == ["輪島市", "石川県"]
    assert [(p["role"], p["name"]) for p in row["participants"]] == [
        ("attendee", "山田太郎 外務大臣"),
        ("chair", "環境省"),
    ]
    assert [s["doc_id"] for s in row["sources"]] == ["a", "b", "c", "d"]
    assert row["sources"][0]["status"] == "planned"


def test_a_conference_and_its_acronym_are_one_entity() -> None:
    rows = list(
        link(
            lines(
                told("a", "meeting", DAY, conference="第8回太平洋・島サミット（PALM8）"),
                told("b", "meeting", DAY, conference="PALM8"),
                told("c", "meeting", DAY, conference="PALM9"),
            )
        )
    )
    conferences = [row for row in rows if row["record"] == "entity" and row["label"] == "CONFERENCE"]
    assert sorted(len(row["sources"]) for row in conferences) == [1, 2]


# --- properties of every corpus


def test_the_order_of_lines_does_not_matter_and_twice_gives_the_same() -> None:
    corpus, _ = planted(120, years=1)
    first = list(link(corpus))
    assert list(link(corpus)) == first
    random.Random(3).shuffle(corpus)
    assert list(link(corpus)) == first


def test_every_record_stands_in_exactly_one_happening() -> None:
    corpus, truth = planted(200, years=1)
    rows = list(link(corpus))
    told_of = [(s["doc_id"], s["event"]) for row in rows if row["record"] == "event" for s in row["sources"]]
    assert sorted(f"{d}/{e}" for d, e in told_of) == sorted(truth)
    for row in rows:
        if row["record"] == "event":
            documents = [s["doc_id"] for s in row["sources"]]
            assert len(set(documents)) == len(documents), "two records of one document are never one happening"
    ids = [row["id"] for row in rows if "id" in row]
    assert len(set(ids)) == len(ids)
    assert rows[0]["events"] == len(truth)
    assert rows[0]["linked_events"] == sum(row["record"] == "event" for row in rows)


def test_every_slot_names_an_entity_of_the_output() -> None:
    rows = list(link(planted(60, years=1)[0]))
    known = {row["id"] for row in rows if row["record"] == "entity"}
    for row in rows:
        if row["record"] == "event":
            fillers = [*row["places"], *row["participants"], *row["laws"], *row["documents"]]
            fillers += [row["conference"]] if row["conference"] else []
            assert {f["entity"] for f in fillers} <= known


def test_ids_do_not_depend_on_what_else_is_in_the_corpus() -> None:
    corpus, _ = planted(150, years=1)
    small = {row["id"]: row for row in link(corpus[:30]) if row["record"] == "entity"}
    large = {row["id"] for row in link(corpus) if row["record"] == "entity"}
    # A surname or acronym may find its full name among the further documents.
    fixed = [i for i, row in small.items() if row["label"] in ("LAW", "MINISTRY", "PLACE")]
    assert set(fixed) <= large
    assert len(small.keys() & large) >= 0.9 * len(small)


def test_the_same_document_twice_keeps_both_sources() -> None:
    rows = joined(*[told("a", "talks", DAY, who=(MINISTER, GUEST))] * 2)
    assert [len(row["sources"]) for row in rows] == [2]


def test_rows_fit_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(linked_schema())
    failed = Document("x", source="x.pdf", error="binary")
    for row in link([*planted(30, years=1)[0], *lines(failed), "{"]):
        validator.validate(row)


# --- input and command


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON"),
        ("[]", "an object is needed"),
        ('{"doc_id": "x"}', "field 'source' is missing"),
        ('{"record": "corpus"}', "output of 'extractor link'"),
        ('{"schema_version": "2.0"}', "schema_version 2.0"),
        (lines(told("a", "talks", DAY))[0].replace('"talks"', '"talk"'), "type of v1 is 'talk'"),
        (lines(told("a", "talks", DAY, who=(MINISTER,)))[0].replace('"mention": "e1"', '"mention": "e9"'), "'e9'"),
        (lines(told("a", "talks", DAY))[0].replace('"title": null', '"title": 1'), "title must be"),
        (lines(told("a", "talks", DAY))[0].replace('"date": "2025-08-04"', '"date": 2025'), "date of v1"),
    ],
)
def test_a_broken_line_is_told_with_its_number(line: str, message: str) -> None:
    counts, *rest = link(["", line, *lines(told("b", "talks", DAY))])
    (failure,) = (row for row in rest if row["record"] == "error")
    assert failure["line"] == 2
    assert message in failure["error"]
    assert (counts["errors"], counts["documents"]) == (1, 1)


def test_failed_documents_pass_through() -> None:
    *_, row = link(lines(told("a", "talks", DAY), Document("x", source="x.pdf", error="binary")))
    assert row == {"record": "error", "doc_id": "x", "source": "x.pdf", "line": None, "error": "binary"}


def test_the_command(tmp_path: Path) -> None:
    command = str(Path(sys.executable).parent / "extractor")
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([*planted(10, years=1)[0], "{"]), "utf-8")
    done = subprocess.run([command, "link", source, "-o", target], capture_output=True, check=False)
    assert done.returncode == 1
    assert f"{source}:" in done.stderr.decode()
    assert "happenings" in done.stderr.decode()
    assert json.loads(target.read_text("utf-8").splitlines()[0])["record"] == "corpus"
    again = subprocess.run(
        [command, "link", "-", "-o", tmp_path / "two.jsonl"],
        input=source.read_bytes(),
        capture_output=True,
        check=False,
    )
    assert again.returncode == 1
    assert (tmp_path / "two.jsonl").read_bytes() == target.read_bytes()
    assert sorted(tmp_path.iterdir()) == sorted([source, target, tmp_path / "two.jsonl"])
    missing = subprocess.run([command, "link", tmp_path / "no", "-o", target], capture_output=True, check=False)
    assert missing.returncode == 2
    schema = subprocess.run([command, "schema", "--linked"], capture_output=True, check=True).stdout
    assert json.loads(schema) == linked_schema()


# --- quality


def test_planted_duplicates_are_found() -> None:
    corpus, truth = planted(500, seed=7, years=1)
    found = bench_link.scores(truth, bench_link.clusters(link(corpus)))
    assert found["f1"] >= 0.93, found
    assert found["b3_f1"] >= 0.95, found


def test_planted_duplicates_are_found_in_texts() -> None:
    found, _ = bench_link.linked_texts(40, seed=9)
    assert found["f1"] >= 0.80, found


def test_scores_by_hand() -> None:
    found = bench_link.scores({"a": 1, "b": 1, "c": 1, "d": 2}, {"a": "x", "b": "x", "c": "y", "d": "y"})
    assert (found["precision"], found["recall"]) == (1 / 2, 1 / 3)
    assert found["b3_precision"] == pytest.approx(3 / 4)
    assert found["b3_recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
