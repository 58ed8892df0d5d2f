"""Declared aliases and 同法 on sentences written for this test."""

from __future__ import annotations

import pytest
from marked_names import mark, read, unmark

from extractor.entities.candidates import Candidate
from extractor.entities.laws import finder as laws
from extractor.linking.anaphora import declared_aliases, resolve
from extractor.text.layout import lay_out

LAWS = (
    "⟦独立行政法人農畜産業振興機構法(平成14年法律第126号。以下「機構法」という。)|414AC0000000126⟧に基づく。⟦機構法|414AC0000000126⟧第10条。⟦機構法施行令|419CO0000000065⟧。",
    "⟦離島の医療に関する法律(令和8年法律第900号。以下「法」という。)|508AC0000000900⟧を施行する。法第3条。法施行令。",
    "⟦電波法施行規則等の一部を改正する省令(令和7年総務省令第955号。以下「整備省令」という。)⟧を公布した。⟦整備省令⟧の施行。",
    "⟦商業登記法(以下「新法」という。)|338AC0000000125⟧を定めた。⟦新法|338AC0000000125⟧第2条。旧法。最新法令。",
    "⟦電波法|325AC0000000131⟧に基づく。⟦同法|325AC0000000131⟧第3条及び⟦同法施行令|413CO0000000245⟧第2条。⟦同令|413CO0000000245⟧第5条。",
    "⟦電波法|325AC0000000131⟧に基づく。米国の通信規制法に倣う。⟦同法⟧第3条。",
    "「⟦青葉市みどり条例⟧」を制定した。⟦同条例⟧は7月に施行する。",
    "⟦消費税法|363AC0000000108⟧及び⟦地方税法|325AC0000000226⟧。⟦同法|325AC0000000226⟧の規定。",
    "⟦金融商品取引法施行令|340CO0000000321⟧を改正した。⟦同法|323AC0000000025⟧に基づく。",
    "⟦森林法|326AC1000000249⟧を改めた。⟦電波法施行令|413CO0000000245⟧も改める。⟦同法施行令|326CO0000000276⟧は年内に公布する。",
    "⟦森林法|326AC1000000249⟧の下で⟦森林法施行令|326CO0000000276⟧を定めた。⟦同法|326AC1000000249⟧は古い。",
    "⟦介護基盤強化法案⟧を提出した。⟦同法⟧は成立した。",
    "⟦同法⟧の規定による。",
    "同法人、同法務局、同令状、同規則的、協同法、同法案",
)


@pytest.mark.parametrize("text", LAWS)
def test_laws(text: str) -> None:
    assert mark(unmark(text), "LAW", values=True) == text


def _aliases(text: str, name: str, label: str, value: str = "V") -> list[str]:
    """The aliases found in ``text`` when its part ``name`` is a mention."""
    page = lay_out(text)
    start = page.text.index(name)
    source = Candidate(start, start + len(name), label, "test", value)
    found = declared_aliases(page, [source])
    assert all((c.label, c.value, c.entity) == (label, value, source.entity) for c in found)
    return [page.text[c.start : c.end] for c in found]


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        (
            "離島医療機構(以下「機構」という。)は、機構の長を置く。",
            "離島医療機構(以下「機構」という。)",
            "ORG",
            ["機構"],
        ),
        ("離島医療機構(以下、「機構」という。)と機構。", "離島医療機構(以下、「機構」という。)", "ORG", ["機構"]),
        ("離島医療機構(以下単に「機構」という。)と機構。", "離島医療機構(以下単に「機構」という。)", "ORG", ["機構"]),
        (
            "青葉県及び緑県(以下「両県連合」と総称する。)。両県連合は",
            "緑県(以下「両県連合」と総称する。)",
            "PLACE",
            ["両県連合"],
        ),
        ("離島医療機構(以下「機構」)。新機構、機構と離島機構。", "離島医療機構(以下「機構」)", "ORG", ["機構"]),
        ("離島医療機構(RMO)。RMOとRMOS、JRMO、rmo、RMO2。", "離島医療機構(RMO)", "ORG", ["RMO"]),
        (
            "水質審議会(以下「審議会」という。)。金融審議会と審議会、審議会委員。",
            "水質審議会(以下「審議会」という。)",
            "MINISTRY",
            ["審議会", "審議会"],
        ),
        ("「離島医療計画」(以下「医療計画」という。)。医療計画に沿う。", "離島医療計画", "DOCUMENT", ["医療計画"]),
        (
            "離島医療計画(以下「本計画」という。)。本計画に沿う。",
            "離島医療計画(以下「本計画」という。)",
            "DOCUMENT",
            [],
        ),
        ("株式会社離島(以下「当社」という。)。当社は", "株式会社離島(以下「当社」という。)", "ORG", []),
        ("離島法(以下「法」という。)。法は", "離島法(以下「法」という。)", "LAW", []),
        ("離島機構(正式名称)。正式名称は", "離島機構", "ORG", []),
        (
            "アイランド社(以下「アイ」という。)。アイとアイス、マイアイ。",
            "アイランド社(以下「アイ」という。)",
            "ORG",
            ["アイ"],
        ),
        ("機構の話。離島医療機構(以下「機構」という。)。", "離島医療機構(以下「機構」という。)", "ORG", []),
    ],
)
def test_declared(text: str, name: str, label: str, expected: list[str]) -> None:
    assert _aliases(text, name, label) == expected


def test_declaration_without_a_mention_gives_nothing() -> None:
    page = lay_out("事業者(以下「対象者」という。)。対象者は申請する。")
    assert declared_aliases(page, []) == []


def test_longest_alias_wins() -> None:
    text = "水質審議会(以下「審議会」という。)と水質審議会総会(以下「審議会総会」という。)。審議会総会を開く。審議会。"
    page = lay_out(text)
    names = ("水質審議会(以下「審議会」という。)", "水質審議会総会(以下「審議会総会」という。)")
    sources = [Candidate(text.index(n), text.index(n) + len(n), "MINISTRY", "test", n) for n in names]
    found = declared_aliases(page, sources)
    assert [(text[c.start : c.end], c.value) for c in found] == [("審議会総会", names[1]), ("審議会", names[0])]


def test_alias_fills_a_mention_that_a_finder_left_open() -> None:
    text = "離島医療機構(以下「医療機構」という。)。医療機構は"
    page = lay_out(text)
    source = Candidate(0, text.index("。医"), "ORG", "test", "V")
    again = Candidate(text.rindex("医療機構"), text.rindex("は"), "ORG", "test")
    assert declared_aliases(page, [source, again]) == []
    assert (again.value, again.entity) == ("V", source.entity)


def test_next_meeting_of_a_series() -> None:
    text = "⟦第4回世界水素会議(WHC4)⟧を開く。次回(⟦WHC5⟧)は来年。⟦WHC4⟧の成果。AWHC4X。"
    assert mark(unmark(text), "CONFERENCE", values=False) == text
    _, mentions = read(unmark(text))
    first, second, third = (m.entity for m in mentions if m.label == "CONFERENCE")
    assert first == third != second


def test_reasons() -> None:
    page, mentions = read("同法を見る。電波法に基づく。同法第3条。欧州の通信規制法に倣う。同法。")
    del page
    reasons = [m.attrs.get("reason", "") for m in mentions if m.label == "LAW"]
    assert reasons == [
        "no law in front that it could stand for",
        "",
        "nearest law of its kind in front",
        "an unread law stands between: 通信規制法",
    ]


def test_resolve_leaves_other_labels_alone() -> None:
    page = lay_out("離島省は同省の職員を派遣した。")
    mention = Candidate(4, 6, "MINISTRY", "test")
    resolve([mention], page)
    assert (mention.value, mention.attrs) == ("", {})


def test_a_law_younger_than_the_text_is_not_meant() -> None:
    page = lay_out("行政不服審査法に基づき、行政手続法の改正を検討する。")
    mentions = laws.find(page, [])
    resolve(mentions, page, "2010-04-01")
    assert [m.value for m in mentions] == ["", "405AC0000000088"]
