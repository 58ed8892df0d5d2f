"""Each export is read back by the library of its own field, and says what the records say."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor
from extractor.evaluation import gold, scores
from extractor.output import brat, ftm, gold_drafts, jsonld
from extractor.output.formats import FORMATS
from extractor.output.things import Things, days, encodable
from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES, Document, Event, Mention, Participant, Span

SAMPLES = Path(__file__).parent.parent / "samples" / "text"
SPLIT = "8月4日、山田太\n郎外務大臣は会談した。\r\n昨日\x85今日\u2028明日は韓国\ud800で「声明\t文」を発表した。"


def mention(text: str, label: str, n: int, value: str = "", **attrs: str) -> Mention:
    start = SPLIT.index(text)
    return Mention(f"e{n}", label, text, start, start + len(text), value, entity=f"E{n}", attrs=attrs)


def planted(**changes: Any) -> Document:
    """A document with all that is awkward: line breaks in mentions, a lone surrogate, names that are paths."""
    entities = (
        mention("8月4日", "DATE", 1, "2025-08-04", start="2025-08-04", end="2025-08-04"),
        mention("山田太\n郎外務大臣", "OFFICIAL", 2, "山田太郎/外務大臣/外務省",
                name="山田太郎", title="外務大臣", organization="外務省"),
        mention("昨日\x85今日\u2028明日", "CONFERENCE", 3),
        mention("韓国\ud800", "PLACE", 4, "KR", kind="country"),
        mention("声明\t文", "DOCUMENT", 5),
    )  # fmt: skip
    at = SPLIT.index("会談")
    event = Event(
        id="v1", type="talks", status="occurred", trigger=Span(at, at + 2, "会談"), sentence=Span(0, 17),
        date="2025-08-04", start="2025-08-04", end="2025-08-04", places=("e4",), documents=("e5",), conference="e3",
        participants=(Participant("e2", "agent"),), mentions=(Span(at, at + 2),),
        attrs={"confidence": 0.5, "evidence": [{"slot": "date", "mention": "e1"}]},
    )  # fmt: skip
    fields = {"doc_id": "../../x\ty", "text": SPLIT, "source": "/etc/../x.txt", "published": "2025-08-07"}
    return Document(**(fields | {"entities": entities, "events": (event,)} | changes))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    texts = [{"text": path.read_text("utf-8"), "doc_id": path.stem} for path in sorted(SAMPLES.glob("*.txt"))]
    return [*extractor.extract_many(texts), planted()]


def written(name: str, documents: list[Document]) -> bytes:
    out = BytesIO()
    write = FORMATS[name].write
    assert write
    write(iter(documents), out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["jsonld", "ftm", "ics", "spacy"])
def test_the_same_documents_give_the_same_bytes(name: str, documents: list[Document]) -> None:
    assert written(name, documents[:3]) == written(name, documents[:3])


# JSON-LD, read by pyld


def no_network(url: str, *_: object, **__: object) -> Any:
    raise AssertionError(f"the file must be whole in itself, and asks for {url}")


@pytest.fixture(scope="module")
def graph(documents: list[Document]) -> dict[str, dict[str, Any]]:
    """Expanded nodes by id, those of one id merged."""
    jsonld_library = pytest.importorskip("pyld.jsonld")
    data = json.loads(written("jsonld", documents))
    flat = jsonld_library.flatten(data, options={"documentLoader": no_network})
    return {node["@id"]: node for node in flat}


def test_jsonld_holds_every_event_in_terms_of_schema_org(
    documents: list[Document], graph: dict[str, dict[str, Any]]
) -> None:
    events = [node for node in graph.values() if "urn:extractor:eventType" in node]
    assert len(events) == sum(len(d.events) for d in documents)
    kinds = Counter(node["urn:extractor:eventType"][0]["@id"].removeprefix("urn:extractor:") for node in events)
    assert kinds == Counter(v.type for d in documents for v in d.events)
    dated = [node for node in events if "https://schema.org/startDate" in node]
    assert len(dated) == sum(days(v) is not None for d in documents for v in d.events)
    for node in events:
        assert node["@type"] == ["https://schema.org/Event"]
        assert node["https://schema.org/name"][0]["@value"]


def test_jsonld_leads_nowhere_outside(graph: dict[str, dict[str, Any]]) -> None:
    codes = {f"urn:extractor:{code}" for code in (*LABELS, "EVENT", *EVENT_TYPES, *STATUSES)}
    for node in graph.values():
        for key, values in node.items():
            assert key.startswith(("@", "https://schema.org/", "urn:extractor:", "http://www.w3.org/")), key
            for value in values if isinstance(values, list) else []:
                if isinstance(value, dict) and value.get("@id", "").startswith(("urn:extractor:", "_:")):
                    assert value["@id"] in graph or value["@id"] in codes


def test_jsonld_mentions_are_web_annotations(documents: list[Document], graph: dict[str, dict[str, Any]]) -> None:
    oa = "http://www.w3.org/ns/oa#"
    by_text = {f"urn:extractor:{Things(d).id}": d for d in documents}
    annotations = [node for node in graph.values() if f"{oa}Annotation" in node.get("@type", ())]
    assert len(annotations) == sum(len(d.entities) + sum(len(v.mentions) for v in d.events) for d in documents)
    for node in annotations:
        target = graph[node[f"{oa}hasTarget"][0]["@id"]]
        text = by_text[target[f"{oa}hasSource"][0]["@id"]].text.replace("\ud800", "\ufffd")
        position, quote = (graph[s["@id"]] for s in target[f"{oa}hasSelector"])
        assert position["@type"] == [f"{oa}TextPositionSelector"]
        assert quote["@type"] == [f"{oa}TextQuoteSelector"]
        start, end = (int(position[f"{oa}{side}"][0]["@value"]) for side in ("start", "end"))
        exact, prefix, suffix = (quote[f"{oa}{part}"][0]["@value"] for part in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert text[:start].endswith(prefix)
        assert text[end:].startswith(suffix)
        assert len(prefix) == min(32, start)


def test_ids_are_the_same_in_every_document() -> None:
    one, two = (
        extractor.extract(text, published="2025-08-07")
        for text in (
            "厚生労働省は最低賃金法を改正した。",
            "8月1日、厚労省の担当者が最賃法（昭和34年法律第137号）を説明した。",
        )
    )
    first, second = ({n.get("name"): n for n in jsonld.nodes(d) if n["type"] != "Event"} for d in (one, two))
    assert first["厚生労働省"]["id"] == second["厚生労働省"]["id"]
    assert first["最低賃金法"]["id"] == second["最低賃金法"]["id"]
    assert first["最低賃金法"]["sameAs"].endswith("334AC0000000137")


def test_a_bare_name_is_not_joined_across_documents() -> None:
    ids = set()
    for text in ("佐藤花子氏が表彰された。", "佐藤花子氏が逮捕された。"):
        person = Mention("e1", "PERSON", "佐藤花子", 0, 4, "佐藤花子//", entity="E1", attrs={"name": "佐藤花子"})
        ids |= {n["id"] for n in jsonld.nodes(Document("x", text, entities=(person,))) if n["type"] == "Person"}
    assert len(ids) == 2


# FollowTheMoney, checked by its own model


def test_ftm_is_valid_and_whole(documents: list[Document]) -> None:
    model = pytest.importorskip("followthemoney").model
    proxies: dict[str, Any] = {}
    for line in written("ftm", documents).decode("utf-8").split("\n")[:-1]:
        row = json.loads(line)
        proxy = model.get_proxy(row, cleaned=False)
        assert proxy.schema.name == row["schema"]
        proxy.schema.validate({"properties": row["properties"]})
        for name, values in row["properties"].items():
            # what its own cleaning would refuse or write in another way is no value of it
            assert sorted(proxy.get(name)) == sorted(set(values)), (row["schema"], name, values)
        proxies[row["id"]] = proxies[row["id"]].merge(proxy) if row["id"] in proxies else proxy
    for proxy in proxies.values():
        for prop in proxy.iterprops():
            if prop.type.name == "entity":
                for other in proxy.get(prop):
                    assert proxies[other].schema.is_a(prop.range), (prop, other)
    counts = Counter(proxy.schema.name for proxy in proxies.values())
    assert counts["PlainText"] == len(documents)
    assert sum("recordId" in proxy.properties for proxy in proxies.values()) == sum(len(d.events) for d in documents)
    assert {"Person", "Position", "Occupancy", "PublicBody", "Organization", "Address", "Event"} <= counts.keys()


def test_ftm_of_an_official() -> None:
    entities = {e["schema"]: e["properties"] for e in ftm.entities(planted())}
    assert entities["Person"] == {"name": ["山田太郎"], "position": ["外務大臣"]}
    assert entities["Position"]["name"] == ["外務大臣"]
    assert entities["PublicBody"]["name"] == ["外務省"]
    assert entities["Occupancy"]["date"] == ["2025-08-07"]
    assert entities["Mention"]["name"] == ["山田太郎外務大臣"]
    assert entities["Event"]["date"] == ["2025-08-04"]


# iCalendar, read by icalendar

TOKYO = ZoneInfo("Asia/Tokyo")


def entries(*documents: Document) -> list[Any]:
    icalendar = pytest.importorskip("icalendar")
    return list(icalendar.Calendar.from_ical(written("ics", list(documents))).walk("VEVENT"))


def test_calendar_holds_every_event_with_a_day(documents: list[Document]) -> None:
    dated = [(d, v) for d in documents for v in d.events if days(v)]
    found = entries(*documents)
    assert len(found) == len(dated)
    assert len({str(entry["UID"]) for entry in found}) == len(found)
    for entry, (_, event) in zip(found, dated, strict=True):
        start = entry.decoded("DTSTART")
        assert f"{start:%Y-%m-%d}" == str(event.start)[:10]
        assert str(entry["STATUS"]) == {"planned": "TENTATIVE", "cancelled": "CANCELLED"}.get(event.status, "CONFIRMED")


@pytest.mark.parametrize(
    ("edtf", "start", "end", "place", "begins", "ends"),
    [
        ("2025-08-04", "2025-08-04", "2025-08-04", "JP", date(2025, 8, 4), None),
        ("2025-08-04/2025-08-06", "2025-08-04", "2025-08-06", "JP", date(2025, 8, 4), date(2025, 8, 7)),
        ("2025-08-04T14:00", "2025-08-04T14:00", "2025-08-04T14:00", "JP",
         datetime(2025, 8, 4, 14, tzinfo=TOKYO), None),
        ("2025-08-04T14:00/2025-08-04T15:30", "2025-08-04T14:00", "2025-08-04T15:30", "JP-13",
         datetime(2025, 8, 4, 14, tzinfo=TOKYO), datetime(2025, 8, 4, 15, 30, tzinfo=TOKYO)),
        ("2025-08-04T14:00", "2025-08-04T14:00", "2025-08-04T14:00", "KR", datetime(2025, 8, 4, 14), None),
        ("2025-08-04T22:00/2025-08-04T24:30", "2025-08-04T22:00", "2025-08-04T24:30", "JP", date(2025, 8, 4), None),
        ("2025-08-04T05:40~", "2025-08-04T05:40", "2025-08-04T05:40", "",
         datetime(2025, 8, 4, 5, 40, tzinfo=TOKYO), None),
    ],
)  # fmt: skip
def test_days_times_and_ranges(edtf: str, start: str, end: str, place: str, begins: date, ends: date | None) -> None:
    (event,) = planted().events
    changed = replace(event, date=edtf, start=start, end=end)
    entities = tuple(m if m.label != "PLACE" else mention("韓国\ud800", "PLACE", 4, place) for m in planted().entities)
    (entry,) = entries(planted(events=(changed,), entities=entities))
    assert entry.decoded("DTSTART") == begins
    assert getattr(entry.decoded("DTSTART"), "tzinfo", None) == getattr(begins, "tzinfo", None)
    assert (entry.decoded("DTEND") if "DTEND" in entry else None) == ends
    assert entry.decoded("DTSTAMP").utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "edtf", [None, "2025", "2025-08", "2025-22", "XXXX-08-04", "202X", "2007-01/2008-02", "T14:00/T16:00"]
)
def test_vague_dates_are_no_calendar_entries(edtf: str | None) -> None:
    (event,) = planted().events
    changed = replace(event, date=edtf)
    assert entries(planted(events=(changed,))) == []


# spaCy


def test_docbin_keeps_every_mention(documents: list[Document]) -> None:
    import spacy
    from spacy.tokens import DocBin

    docs = list(DocBin().from_bytes(written("spacy", documents)).get_docs(spacy.blank("ja").vocab))
    assert len(docs) == len(documents)
    for doc, document in zip(docs, documents, strict=True):
        assert doc.text == document.text.replace("\ud800", "\ufffd")
        got = [(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents]
        assert got == [(m.label, m.start, m.end) for m in document.entities]
        assert [v["trigger"]["start"] for v in doc._.events] == [v.trigger.start for v in document.events]
    assert {ent.label_ for doc in docs for ent in doc.ents} == set(LABELS)


def test_docbin_trains(documents: list[Document], tmp_path: Path) -> None:
    """spaCy's own reader takes the file and makes training examples whose entities all fit the tokens."""
    import spacy
    from spacy.training import Corpus

    path = tmp_path / "train.spacy"
    path.write_bytes(written("spacy", documents[:5]))
    examples = list(Corpus(path, gold_preproc=False)(spacy.blank("ja")))
    assert sum(len(e.reference.ents) for e in examples) == sum(len(d.entities) for d in documents[:5])


SLOTS = (*ROLES, "place", "law", "document", "conference")

# brat, read by a strict reader of its own

_LINE = {
    "T": re.compile(r"T(\d+)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)"),
    "E": re.compile(r"E(\d+)\t(\w+):T(\d+)((?: \w+:T\d+)*)"),
    "A": re.compile(r"A(\d+)\tStatus E(\d+) (\w+)"),
    "#": re.compile(r"#(\d+)\tAnnotatorNotes T(\d+)\t(.+)"),
    "*": re.compile(r"\*\tEquiv( T\d+){2,}"),
}


def read_brat(folder: Path, number: str) -> tuple[str, dict[str, tuple[str, list[tuple[int, int]]]], list[Any]]:
    """Text, text-bound annotations and events of a document; anything unlike brat's format is a failure."""
    text = (folder / f"{number}.txt").read_bytes().decode("utf-8")
    bound: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events = []
    content = (folder / f"{number}.ann").read_bytes().decode("utf-8")
    assert len(content.splitlines()) == content.count("\n")  # no sign that some readers take for a line's end
    for line in content.splitlines():
        match = _LINE[line[0]].fullmatch(line)
        assert match, line
        if line[0] == "T":
            spans = [(int(a), int(b)) for a, b in (pair.split() for pair in match[3].split(";"))]
            assert " ".join(text[a:b] for a, b in spans) == match[4]
            assert all(a < b for a, b in spans)
            assert not any(set(text[a:b]) & set("\r\n\t") for a, b in spans)
            bound[f"T{match[1]}"] = (match[2], spans)
        elif line[0] == "E":
            arguments = [part.split(":") for part in match[4].split()]
            assert len({role for role, _ in arguments}) == len(arguments)
            events.append((match[2], f"T{match[3]}", arguments))
            assert bound[f"T{match[3]}"][0] == match[2]
        for name in re.findall(r"T\d+", line if line[0] in "E*" else ""):
            assert name in bound
    return text, bound, events


def configuration(folder: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in (folder / "annotation.conf").read_text("utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = current = []
        elif line:
            current.append(line)
    return sections


def test_brat_says_what_the_records_say(documents: list[Document], tmp_path: Path) -> None:
    failed = Document("bad", error="binary")
    FORMATS["brat"].write_part([documents[0], failed, *documents[1:]], tmp_path, "part-00000")
    (folder,) = tmp_path.iterdir()
    index = [line.split("\t") for line in (folder / "documents.tsv").read_text("utf-8").splitlines()]
    assert index[0] == ["number", "doc_id", "source"]
    assert len(index) == len(documents) + 1
    declared = configuration(folder)
    assert declared["entities"] == list(LABELS)
    for (number, *_), document in zip(index[1:], documents, strict=True):
        text, bound, events = read_brat(folder, number)
        assert text == document.text.replace("\ud800", "\ufffd")
        for n, m in enumerate(document.entities, 1):
            label, spans = bound[f"T{n}"]
            assert (label, spans[0][0], spans[-1][1]) == (m.label, m.start, m.end)
        assert [kind for kind, _, _ in events] == [v.type for v in document.events]
        for _, _, arguments in events:
            assert {re.sub(r"\d+$", "", role) for role, _ in arguments} <= {"date", *SLOTS}
    assert {path.stem for path in folder.glob("*.txt")} == {f"{n:06}" for n in range(1, len(index))}


def test_brat_parts_a_mention_at_a_line_break() -> None:
    lines = list(brat.lines(planted()))
    assert "T2\tOFFICIAL 5 8;9 14\t山田太 郎外務大臣" in lines
    assert "T5\tDOCUMENT" in next(line for line in lines if line.startswith("T5"))[:11]
    assert "E1\ttalks:T6 date:T1 agent:T2 place:T4 document:T5 conference:T3" in lines


def test_names_from_content_are_no_paths(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    FORMATS["brat"].write_part([planted()], tmp_path / "out", "part-00000")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert "../../x y" in (tmp_path / "out" / "part-00000" / "documents.tsv").read_text("utf-8")


# Gold drafts, read by the strict reader of this project


def test_gold_drafts_are_what_was_extracted(documents: list[Document], tmp_path: Path) -> None:
    # Gold files have Unix line breaks: a text with others gives a draft of the same words, but not of the same offsets.
    kept = [d for d in documents if "\r" not in d.text]
    FORMATS["gold"].write_part(kept, tmp_path, "part-00000")
    read = gold.read_folder(tmp_path / "part-00000")
    assert [d.id for d in read] == [" ".join(d.doc_id.split()) for d in kept]
    for draft, document in zip(read, kept, strict=True):
        assert draft.text.removesuffix("\n") == document.text.removesuffix("\n")
    found = {d.doc_id: d for d in kept}
    figures = scores.score(read, found).to_dict()
    assert figures["all"]["f"] == figures["event_f"]["f"] == figures["argument_f"]["f"] == 1.0
    assert figures["values_core"]["share"] == figures["status"]["share"] == 1.0


WORDS = "8月4日 午後2時から4時 経済産業省 山田太郎外務大臣 韓国 電波法 第3回水会議 会談した 。 、 は で と を"
PIECES = st.sampled_from([*WORDS.split(), "\n", "\r\n"])


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_can_be_exported(text: str) -> None:
    document = extractor.extract(text, published="2025-08-07")
    for name in ("jsonld", "ftm", "ics", "spacy"):
        written(name, [document]).decode("utf-8" if name != "spacy" else "latin-1")
    sound = encodable(document)
    for content in (*brat.lines(sound), gold_drafts.draft(sound)):
        content.encode("utf-8")


def test_failed_documents_are_passed_over(tmp_path: Path) -> None:
    for name in ("jsonld", "ftm", "ics", "spacy"):
        folder = tmp_path / name
        folder.mkdir()
        FORMATS[name].write_part([planted(), Document("bad", error="binary")], folder, "part-00000")
        assert [path.name for path in folder.iterdir()] == [f"part-00000{FORMATS[name].suffix}"]
