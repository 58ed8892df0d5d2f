"""The report as a file: its data are the records, nothing of a document is markup, and it asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import html.parser
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from report_helper import documents, hostile

from extractor.messages import JAPANESE
from extractor.output import report
from extractor.output.report import page, payload
from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES, ZONES, Document, Mention

FOLDER = Path(report.__file__).parent
COMMAND = str(Path(sys.executable).parent / "extractor")


class Reader(html.parser.HTMLParser):
    """The elements of a page: (tag, attributes), and the content of scripts and styles by their order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.contents: list[str] = []
        self.inside = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.contents.append("")
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.contents[-1] += data

    def of(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        found = zip(self.elements, self.contents, strict=True)
        return [(attrs, content) for (name, attrs), content in found if name == tag]


def write(items: list[Document]) -> str:
    out = io.StringIO()
    report.write(items, out)
    return out.getvalue()


def data(text: str) -> Any:
    (content,) = (c for attrs, c in Reader(text).of("script") if attrs.get("id") == "data")
    return json.loads(content)


@pytest.fixture(scope="module")
def samples() -> tuple[list[Document], str]:
    found = documents()
    return found, write(found)


def test_the_page_holds_every_record(samples: tuple[list[Document], str]) -> None:
    found, text = samples
    rows = data(text)
    assert len(rows["documents"]) == len(found)
    for document, row in zip(found, rows["documents"], strict=True):
        assert (row["id"], row["text"], row["title"]) == (document.doc_id, document.text, document.title)
        mentions = [(rows["labels"][m[0]], row["text"][m[1] : m[2]], m[3], m[5]) for m in row["mentions"]]
        assert mentions == [(m.label, m.text, m.value, m.entity) for m in document.entities]
        for event, told in zip(document.events, row["events"], strict=True):
            assert (rows["types"][told["type"]], rows["statuses"][told["status"]]) == (event.type, event.status)
            assert row["text"][slice(*told["trigger"])] == event.trigger.text
            slots = [(slot, document.entities[i].id) for slot, i in told["slots"]]
            assert slots[: len(event.participants)] == [(p.role, p.mention) for p in event.participants]
            assert {i for slot, i in slots if slot == "place"} == set(event.places)
            assert len(told["evidence"]) == len(event.attrs["evidence"])


def test_offsets_count_utf_16_units() -> None:
    text = "𠮷野家の𠮷田は"
    mention = Mention("e1", "PERSON", "𠮷田", 4, 6, entity="E1")
    (row,) = payload.payload([Document("x", text=text, entities=(mention,))])["documents"]
    _, start, end, *_ = row["mentions"][0]
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "𠮷田"


def test_one_official_of_two_documents_is_one_thing() -> None:
    official = {"name": "山田太郎", "title": "外務大臣", "organization": "外務省"}
    items = [
        Document(
            "x",  # the same name twice: documents are told apart by their place
            text="山田太郎外務大臣",
            published="2025-08-07",
            entities=(
                Mention("e1", "OFFICIAL", "山田太郎外務大臣", 0, 8, "山田太郎/外務大臣/外務省", "body", "E1", official),
            ),
        )
        for _ in range(2)
    ]
    found = payload.payload(items)
    assert [row["mentions"][0][6] for row in found["documents"]] == [0, 0]
    assert found["things"] == [["OFFICIAL", "山田太郎 外務大臣", "山田太郎/外務大臣/外務省", -1, 2]]


def test_a_failed_document_is_told() -> None:
    (row,) = payload.payload([Document("bad", source="bad.txt", error="bad.txt: is binary")])["documents"]
    assert row["error"] == "bad.txt: is binary"
    assert row["mentions"] == row["events"] == []


def test_the_same_documents_give_the_same_bytes(samples: tuple[list[Document], str]) -> None:
    found, text = samples
    assert write(found) == text


def test_scripts_and_styles_are_those_of_the_policy(samples: tuple[list[Document], str]) -> None:
    reader = Reader(samples[1])
    (policy,) = (a["content"] for a, _ in reader.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    ((_, style),) = reader.of("style")
    (script,) = (c for attrs, c in reader.of("script") if attrs.get("type") != "application/json")
    for rule, content in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"


def test_nothing_is_asked_for_elsewhere(samples: tuple[list[Document], str]) -> None:
    reader = Reader(samples[1])
    for tag, attrs in reader.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form", "audio", "video"}
        assert not {"src", "srcset", "action", "style"} & set(attrs)
        assert not any(name.startswith("on") for name in attrs)
        assert str(attrs.get("href", "#")).startswith("#")
    own = "".join(p.read_text("utf-8") for p in FOLDER.rglob("*") if p.suffix in {".css", ".js", ".j2"})
    assert not re.search(
        r"url\(|@import|fetch\(|XMLHttpRequest|WebSocket|sendBeacon|innerHTML|eval\(|new Function", own
    )
    assert set(re.findall(r"https?://[^/`\"]+", own)) == {"https://laws.e-gov.go.jp", "http://www.w3.org"}


def test_hostile_content_is_no_markup() -> None:
    plain, attacked = Reader(write([])), Reader(write(hostile()))
    # The very same elements, whatever the documents hold.
    assert attacked.elements == plain.elements
    text = write(hostile())
    (row, *_) = data(text)["documents"]
    assert row["id"] == hostile()[0].doc_id
    assert row["text"] == hostile()[0].text


def test_lone_surrogates_are_written_and_read_back(tmp_path: Path) -> None:
    from extractor.output.files import atomic

    with atomic(tmp_path / "r.html") as out:
        report.write([Document("x", text="a\udc80b\ud800c")], out)
    content = (tmp_path / "r.html").read_text("utf-8")
    assert data(content)["documents"][0]["text"] == "a\udc80b\ud800c"


def luminance(colour: str) -> float:
    """WCAG's relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(theme: int) -> None:
    style = (FOLDER / "styles" / "base.css").read_text("utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style)
    colours = {name: values[theme] for name, *values in pairs}
    inks = ["ink", "ink-2", "ink-3", "accent", *(name for name in colours if name.startswith("hue-"))]
    assert len(inks) == 4 + len(LABELS)
    for ground in ("paper", "surface", "raised", "wash"):
        for ink in inks:
            if (ground, ink) != ("wash", "ink-3"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["ink"], colours["found"]) >= 4.5


def test_every_word_stands_in_both_languages() -> None:
    words = page.words()
    assert all(ja.strip() and en.strip() for ja, en in words.values())
    content = "".join(p.read_text("utf-8") for p in FOLDER.rglob("*") if p.suffix in {".js", ".j2", ".py"})
    named = set(re.findall(r'["`]([a-z_]+(?:\.\w+)+)["`]', content))
    built = {
        prefix for pair in re.findall(r"`([a-z_.]+\.)\$\{|\"([a-z_.]+\.)\{\{", content) for prefix in pair if prefix
    }
    assert set(re.findall(r'\bt\("([\w.]+)"', content)) <= set(words)
    # None is left over: each is named, or built of a prefix and a name of the records.
    assert [key for key in words if key not in named and not key.startswith((*built, "kind.", "id_source."))] == []
    names = {"label": LABELS, "tag": LABELS, "type": EVENT_TYPES, "status": STATUSES, "zone": ZONES, "slot": ROLES}
    for kind, members in names.items():
        assert {f"{kind}.{name}" for name in members} <= set(words)
    for ja, en in words.values():
        assert set(re.findall(r"\{\w+\}", ja)) >= set(re.findall(r"\{\w+\}", en))


def test_the_page_and_the_command_speak_alike() -> None:
    words = page.words()
    names = {"label": LABELS, "type": EVENT_TYPES, "status": STATUSES, "slot": ROLES}
    for kind, members in names.items():
        for name in members:
            assert words[f"{kind}.{name}"][0] == JAPANESE[name]


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    (tmp_path / "release.txt").write_text("令和7年8月7日\n経済産業省\n\n4日、山田審議官は韓国を訪問した。\n", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [COMMAND, "report", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert run("release.txt", "-o", "one.html").returncode == 0
    done = run("bad.txt", "release.txt", "-o", "two.html")
    assert done.returncode == 1
    assert "bad.txt" in done.stderr
    rows = data((tmp_path / "two.html").read_text("utf-8"))["documents"]
    assert [bool(row.get("error")) for row in rows] == [True, False]
    assert "name the texts" in run("events.jsonl", "-o", "three.html").stderr
    assert "does not exist" in run("release.txt", "-o", "none/three.html").stderr
