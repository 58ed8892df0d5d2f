"""Users' own names and triggers: read strictly, used everywhere alike, and before the program's own."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import extractor
from extractor import messages, trial
from extractor.adaptation import NONE, problems
from extractor.adaptation.model import unpacked

COMMAND = str(Path(sys.executable).parent / "extractor")
LEXICON = """# my lexicon
label\tname\tvalue\taliases\texample\tcounter_example
MINISTRY\t情報通信庁\t\t情通庁|ＩＣＡ\t情通庁は会議を開いた。\t情報通信の会議を開いた。
LAW\t青葉保全法\t507AC0000000999\t青葉法
PLACE\t霧ヶ浜\tJP-13101
CONFERENCE\t未来円卓
ORG\tアオバ研究所
DOCUMENT\t緑の手引き
OFFICIAL\t黒木花子\t黒木花子/長官/情報通信庁
PERSON\t白石次郎
"""
RULES = """
[[trigger]]
type = "establishment"
trigger = "店開き"
roles = { ga = "agent", ni = "place" }
example = "総務省は4月1日、東京都に店開きしました。"
counter_example = "店開きの準備について説明する。"

[[trigger]]
id = "own.pledge"
type = "agreement"
trigger = "握手"
status = "planned"
roles = { ga = "agent", to = "counterpart" }
example = "環境省は4月1日、韓国と握手しました。"
counter_example = "握手の写真を載せる。"
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "my.tsv"
    path.write_text(LEXICON, "utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(RULES, "utf-8")
    return path


@pytest.fixture
def own(lexicon: Path, rules: Path) -> extractor.Adaptation:
    return extractor.adapt(lexicon=lexicon, rules=[rules])


def mentions(text: str, own: extractor.Adaptation) -> list[tuple[str, str, str]]:
    document = extractor.extract(text, published="2025-08-07", adaptation=own)
    assert all(document.text[m.start : m.end] == m.text for m in document.entities)
    return [(m.label, m.text, m.value) for m in document.entities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("情通庁は発表した。", ("MINISTRY", "情通庁", "情報通信庁")),
        ("ＩＣＡは発表した。", ("MINISTRY", "ＩＣＡ", "情報通信庁")),  # widths are folded on both sides
        ("ICAは発表した。", ("MINISTRY", "ICA", "情報通信庁")),
        ("青葉法を改正した。", ("LAW", "青葉法", "507AC0000000999")),
        ("霧ヶ浜を訪問した。", ("PLACE", "霧ヶ浜", "JP-13101")),
        ("未来円卓に出席した。", ("CONFERENCE", "未来円卓", "")),
        ("アオバ研究所と会談した。", ("ORG", "アオバ研究所", "")),
        ("緑の手引きを公表した。", ("DOCUMENT", "緑の手引き", "")),
        ("黒木花子氏は出席した。", ("OFFICIAL", "黒木花子", "黒木花子/長官/情報通信庁")),
        ("白石次郎氏は出席した。", ("PERSON", "白石次郎", "白石次郎//")),
        # what is built with a user's name
        ("情報通信庁長官は出席した。", ("OFFICIAL", "情報通信庁長官", "/長官/情報通信庁")),
        ("情報通信庁総務課の佐藤課長が出席した。", ("OFFICIAL", "佐藤課長", "佐藤/課長/情報通信庁総務課")),
        ("情報通信庁総務課は出席した。", ("MINISTRY", "情報通信庁総務課", "情報通信庁総務課")),
        ("情通庁は会議を開いた。同庁は発表した。", ("MINISTRY", "同庁", "情報通信庁")),
        ("青葉法を改正した。同法は4日に施行された。", ("LAW", "同法", "507AC0000000999")),
        # over a line break, as the program's own names
        ("緑の\n手引きを公表した。", None),
    ],
)
def test_own_names_are_found(text: str, expected: tuple[str, str, str] | None, own: extractor.Adaptation) -> None:
    assert (expected in mentions(text, own)) == (expected is not None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MICAは発表した。", "ICA"),
        ("アオバ研究所員は出席した。", "白石次郎"),
        ("シンアオバ研究所は出席した。", "アオバ研究所"),
    ],
)
def test_own_names_are_no_parts_of_words(text: str, name: str, own: extractor.Adaptation) -> None:
    assert name not in [words for _, words, _ in mentions(text, own)]


def test_own_names_win(tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("label\tname\tvalue\nORG\t環境省\nMINISTRY\t東京\t東京\nDOCUMENT\t経済産業省\n", "utf-8")
    own = extractor.adapt(lexicon=path)
    text = "環境省は東京で経済産業省と会談した。"
    assert mentions(text, own) == [("ORG", "環境省", ""), ("MINISTRY", "東京", "東京"), ("DOCUMENT", "経済産業省", "")]
    assert [label for label, *_ in mentions(text, NONE)] == ["MINISTRY", "PLACE", "MINISTRY"]


def test_own_triggers_make_events(own: extractor.Adaptation) -> None:
    text = "総務省は4月1日、東京都に店開きしました。環境省は4月1日、韓国と握手しました。"
    assert extractor.extract(text, published="2025-05-01").events == ()
    document = extractor.extract(text, published="2025-05-01", adaptation=own)
    names = {m.id: m.text for m in document.entities}
    one, two = document.events
    assert (one.type, one.status, one.date) == ("establishment", "occurred", "2025-04-01")
    assert [(names[p.mention], p.role) for p in one.participants] == [("総務省", "agent")]
    assert [names[i] for i in one.places] == ["東京都"]
    assert (two.type, two.status, two.date) == ("agreement", "planned", "2025-04-01")
    assert [(names[p.mention], p.role) for p in two.participants] == [("環境省", "agent"), ("韓国", "counterpart")]
    assert [v.attrs["rule"] for v in document.events] == ["own.establishment.店開き", "own.pledge"]


def test_own_triggers_win(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    rule = TRIGGER.replace("贈呈", "会談") + 'roles = {{ ga = "agent" }}\nbefore = "{}"\n'
    text = "環境大臣は4月1日、韓国と会談しました。"
    for before, expected in (("", "award"), ("韓国と$", "talks"), ("Ⓟと$", "award"), ("!Ⓟと$", "talks")):
        path.write_text(rule.format(before), "utf-8")
        document = extractor.extract(text, published="2025-05-01", adaptation=extractor.adapt(rules=path))
        assert [v.type for v in document.events] == [expected], before


def test_equal_content_is_equal(own: extractor.Adaptation, lexicon: Path, rules: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("﻿" + LEXICON.replace("# my lexicon\n", "").replace("\n", "\r\n"), "utf-8")
    again = extractor.adapt(lexicon=[other], rules=rules)
    assert again == own
    assert hash(again) == hash(own)
    assert again != extractor.adapt(lexicon=lexicon)
    assert extractor.Adaptation() == NONE
    assert unpacked(own.packed) == own
    assert pickle.loads(pickle.dumps(own)) == own


def test_processes_know_it(own: extractor.Adaptation) -> None:
    texts = [f"{day}日、情通庁は緑の手引きを公表した。" for day in range(1, 9)]
    alone = [d.to_dict() for d in extractor.extract_many(texts, adaptation=own)]
    assert alone == [d.to_dict() for d in extractor.extract_many(texts, adaptation=own, workers=2)]
    assert alone[0]["entities"][1]["value"] == "情報通信庁"


def test_nothing_stays_behind(own: extractor.Adaptation) -> None:
    text = "情通庁は緑の手引きを公表した。韓国と握手した。"
    before = extractor.extract(text)
    assert extractor.extract(text, adaptation=own) != before
    assert extractor.extract(text) == before


def test_a_spacy_component_takes_the_files(lexicon: Path, rules: Path) -> None:
    import spacy

    nlp = spacy.blank("ja")
    nlp.add_pipe("extractor", config={"lexicon": [str(lexicon)], "rules": [str(rules)], "published": "2025-05-01"})
    doc = nlp("情通庁は4月1日、韓国と握手しました。")
    assert (doc.ents[0].text, doc.ents[0]._.value) == ("情通庁", "情報通信庁")
    assert [v["attrs"]["rule"] for v in doc._.events] == ["own.pledge"]
    assert "my.tsv" in json.dumps(nlp.config, default=str)


HEAD = "label\tname\tvalue\n"
TRIGGER = '[[trigger]]\ntype = "award"\ntrigger = "贈呈"\nexample = "a"\ncounter_example = "b"\n'
# A file, its content, and what the fault says.
FAULTS = [
    ("a.tsv", "", "a.tsv: is empty"),
    ("a.tsv", "name\tvalue\n", "a.tsv:1: the header has no column label"),
    ("a.tsv", "label\tname\tcolour\n", "a.tsv:1: the header has an unknown column 'colour'"),
    ("a.tsv", HEAD + "\nMINSTRY\t青葉省\t\n", "a.tsv:3: label 'MINSTRY' is none of OFFICIAL"),
    ("a.tsv", HEAD + "DATE\t憲法の日\t\n", "a.tsv:2: label 'DATE' is none of"),
    ("a.tsv", HEAD + "# note\nORG\t\t\n", "a.tsv:3: the name is blank"),
    ("a.tsv", HEAD + "ORG\t市\t\n", "a.tsv:2: '市' is too short"),
    ("a.tsv", HEAD + "ORG\t青葉会\t\tx\n", "a.tsv:2: 4 cells, the header has 3"),
    ("a.tsv", HEAD + "LAW\t青葉法\t令和7年\n", "a.tsv:2: the value '令和7年' of label LAW must be an e-Gov law ID"),
    ("a.tsv", HEAD + "PLACE\t青葉\tJapan\n", "a.tsv:2: the value 'Japan' of label PLACE must be KR"),
    ("a.tsv", HEAD + "OFFICIAL\t青葉\t青葉\n", "a.tsv:2: the value '青葉' of label OFFICIAL must be name/title"),
    ("a.tsv", HEAD + "ORG\t青葉会\t\nPLACE\t青葉会\t\n", "a.tsv:3: '青葉会' stands in "),
    ("a.toml", "", "a.toml: holds no [[trigger]] table"),
    ("a.toml", "x = 1\n" + TRIGGER, "a.toml:1: 'x' is unknown here"),
    ("a.toml", "[[trigger]]\ntype = award\n", "a.toml:2: is no TOML"),
    ("a.toml", TRIGGER + "\n" + TRIGGER.replace("award", "prize"), "a.toml:8: type 'prize' is none of meeting"),
    ("a.toml", TRIGGER.replace('example = "a"\n', ""), "a.toml:1: example is missing"),
    ("a.toml", TRIGGER + 'colour = "red"\n', "a.toml:6: 'colour' is unknown; the keys are"),
    ("a.toml", TRIGGER + "status = 1\n", "a.toml:6: status must be a text in quotes"),
    ("a.toml", TRIGGER + 'status = "done"\n', "a.toml:6: status 'done' is none of occurred"),
    ("a.toml", TRIGGER + 'kind = "5k"\n', "a.toml:6: kind '5k' is none of suru"),
    ("a.toml", TRIGGER + 'roles = "agent"\n', "a.toml:6: roles must be a table"),
    ("a.toml", TRIGGER + 'roles = { de = "agent" }\n', "a.toml:6: particle 'de' is none of ga, wo, ni, to"),
    ("a.toml", TRIGGER + 'roles = { ga = "boss" }\n', "a.toml:6: role 'boss' is none of agent"),
    ("a.toml", TRIGGER + 'before = "("\n', "a.toml:6: before is no regular expression"),
    ("a.toml", TRIGGER + TRIGGER, "a.toml:6: the id 'own.award.贈呈' stands in "),
]


@pytest.mark.parametrize(("name", "content", "told"), FAULTS, ids=lambda x: x[:40])
def test_faults_are_told_with_file_and_line(name: str, content: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    _, faults = problems(path)
    assert [fault.removeprefix(f"{tmp_path}/").startswith(told) for fault in faults] == [True], faults
    kind = "lexicon" if name.endswith("tsv") else "rules"
    with pytest.raises(extractor.ExtractorError) as error:
        extractor.adapt(**{kind: path})
    assert str(error.value) == faults[0]


@pytest.mark.parametrize(("name", "content", "told"), FAULTS, ids=lambda x: x[:40])
def test_faults_are_told_in_japanese(
    name: str, content: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    path = tmp_path / name
    path.write_text(content, "utf-8")
    (fault,) = problems(path)[1]
    japanese = messages.translated(fault)
    assert japanese.partition(": ")[0] == fault.partition(": ")[0]
    assert re.search("[ぁ-ん]", japanese)


def test_all_faults_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(HEAD + "X\ta\nY\tb\nZ\tc\n", "utf-8")
    with pytest.raises(extractor.ExtractorError, match=r"a.tsv:2: .* \(2 more; 'extractor lexicon check' lists them\)"):
        extractor.adapt(lexicon=path)
    assert len(problems(path)[1]) == 3


@pytest.mark.parametrize(("content", "told"), [(None, "No such file"), (b"\x93\xfa", "is no UTF-8")])
def test_files_that_cannot_be_read(content: bytes | None, told: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    if content:
        path.write_bytes(content)
    with pytest.raises(extractor.ExtractorError, match=told):
        extractor.adapt(lexicon=path)
    with pytest.raises(extractor.ExtractorError, match=r"ends in \.tsv"):
        problems(tmp_path / "a.csv")


def test_examples_are_run(own: extractor.Adaptation, tmp_path: Path) -> None:
    assert trial.examples(own) == 6
    assert list(trial.failures(own)) == []
    path = tmp_path / "a.tsv"
    path.write_text(
        "label\tname\texample\tcounter_example\nORG\t青葉会\t緑会は出席した。\t青葉会は出席した。\n", "utf-8"
    )
    told = [fault.partition(": ")[2] for fault in trial.failures(extractor.adapt(lexicon=path))]
    assert [words.split(" gives ")[0] for words in told] == ["the example", "the counter-example"]
    path = tmp_path / "a.toml"
    swapped = RULES.split("\n\n")[0].replace("counter_example", "x").replace("example", "counter_example")
    path.write_text(swapped.replace("\nx", "\nexample"), "utf-8")
    told = [fault.partition(": ")[2] for fault in trial.failures(extractor.adapt(rules=path))]
    assert [words.split(" gives ")[0] for words in told] == ["the example", "the counter-example"]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_the_command_takes_them(lexicon: Path, rules: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("2025年4月2日\n\n情通庁は4月1日、韓国と握手しました。\n", "utf-8")
    row = json.loads(run("extract", text, "--lexicon", lexicon, "--rules", rules).stdout)
    assert [v["attrs"]["rule"] for v in row["events"]] == ["own.pledge"]
    assert "情報通信庁" in [m["value"] for m in row["entities"]]
    assert "握手" in run("show", text, "--lexicon", lexicon, "--rules", rules).stdout


def test_the_command_checks_them(lexicon: Path, rules: Path, tmp_path: Path) -> None:
    good = run("lexicon", "check", lexicon, rules)
    assert (good.returncode, good.stderr) == (0, "")
    assert "my.tsv: 8 names, 0 triggers, 2 examples run, 0 faults" in good.stdout
    path = tmp_path / "bad.tsv"
    path.write_text(HEAD + "X\ta\nY\tb\n", "utf-8")
    bad = run("lexicon", "check", path)
    assert bad.returncode == 1
    assert len(bad.stderr.splitlines()) == 2
    assert run("extract", path, "--lexicon", path).returncode == 2


def test_a_run_with_other_names_is_not_resumed(lexicon: Path, tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("情通庁は発表した。\n", "utf-8")
    out = tmp_path / "out"
    assert run("extract", text, "-o", out, "--lexicon", lexicon).returncode == 0
    assert run("extract", text, "-o", out, "--lexicon", lexicon, "--resume").returncode == 0
    other = run("extract", text, "-o", out, "--resume")
    assert other.returncode == 2, other.stderr


def test_evaluate_compares_with_an_earlier_run(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    body = "{{PLACE:JP-13|未来円卓}}を訪問した。"
    for name in ("one", "two"):
        (gold / f"{name}.gold.txt").write_text(f"id: {name}\npublished: 2025-08-07\n---\n{body}\n---\n", "utf-8")
    (gold / "two.gold.txt").write_text("id: two\n---\n何もない。\n---\n", "utf-8")
    lexicon = tmp_path / "my.tsv"
    lexicon.write_text("label\tname\tvalue\nPLACE\t未来円卓\tJP-13\n", "utf-8")
    earlier = tmp_path / "earlier.json"
    earlier.write_text(run("evaluate", gold, "--json").stdout, "utf-8")
    told = run("evaluate", gold, "--baseline", earlier, "--lexicon", lexicon).stdout
    assert "one" in told
    assert "1 documents gained, 0 lost, 1 as before, 0 new" in told
    assert "0 documents gained, 0 lost, 2 as before, 0 new" in run("evaluate", gold, "--baseline", earlier).stdout
    earlier.write_text("[]", "utf-8")
    wrong = run("evaluate", gold, "--baseline", earlier)
    assert wrong.returncode == 2
    assert "holds no figures" in wrong.stderr
