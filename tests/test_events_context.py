"""Events over several sentences or lines: what is carried over, joins or stays apart, and why slots are filled."""

from __future__ import annotations

import pytest
from events_helper import check, read, told

# A text and, for each expected event in order, the slots that must be so (None: must be empty).
TEXTS: list[tuple[str, str, list[dict[str, object]]]] = [
    (
        "a described plan fills its head",
        "{O|内閣総理大臣}を本部長として設置予定の{M|AI推進本部}の下、取組を進める。",
        [{"type": "establishment", "status": "planned", "target": ["AI推進本部"], "chair": ["内閣総理大臣"]}],
    ),
    (
        "the visit of a party is an event and lends its place",
        "{D|4月1日}、{P|ドイツ}・{P|ミュンスター}を訪問中の{O|森大臣}は{O|ベルク外相}と会談しました。",
        [
            {"type": "visit", "agent": ["森大臣"], "places": ["ドイツ", "ミュンスター"], "counterpart": None},
            {"type": "talks", "agent": ["森大臣"], "counterpart": ["ベルク外相"], "places": ["ドイツ", "ミュンスター"]},
        ],
    ),
    (
        "an order's period is not its day",
        (
            "{M|消費者庁}は、{D|本日}、{G|緑通販}に対し、{D:2025-05-02/2025-08-01|5月2日から8月1日まで}、"
            "業務を停止するよう命じました。"
        ),
        [{"type": "enforcement", "status": "occurred", "date": "2025-04-01", "target": ["緑通販"]}],
    ),
    (
        "a bill's steps are told without its name",
        (
            "「{L|海岸法の一部を改正する法律案}」が{D:2025-04-24|4月24日}、可決、成立いたしました。"
            "{D:2025-02-07|2月7日}に閣議決定して{C|第217回国会}に提出したものでございます。"
        ),
        [
            {"type": "legislation", "date": "2025-04-24"},
            {"type": "legislation", "date": "2025-02-07", "laws": ["海岸法の一部を改正する法律案"]},
            {"type": "legislation", "laws": ["海岸法の一部を改正する法律案"], "conference": "第217回国会"},
        ],
    ),
    (
        "who attended is told after",
        (
            "{M|環境省}は{D|4月1日}、{P|津市}で{C|海ごみ会議}を開催しました。"
            "会議には、{O|木下政務官}が出席しました。{O|原三重県知事}が議長を務めました。"
        ),
        [{"type": "meeting", "chair": ["環境省", "原三重県知事"], "attendee": ["木下政務官"], "places": ["津市"]}],
    ),
    (
        "witnesses in a sentence of their own",
        (
            "{D|4月1日}、{O|林大使}と、{P|ペルー}の{O|ロペス外相}は「{T|水道計画}」に関する交換公文に署名しました。"
            "{O|ディアス知事}がこれに立ち会いました。"
        ),
        [
            {
                "type": "agreement",
                "agent": ["林大使"],
                "counterpart": ["ロペス外相"],
                "attendee": ["ディアス知事"],
                "documents": ["水道計画"],
            }
        ],
    ),
    (
        "a ceremony lends its day and place",
        (
            "{D|4月1日}、{P|緑会館}で{C|青葉市文化表彰式}が行われました。"
            "式では、{O|森市長}より{N|川口花}さんに表彰状が授与されました。"
        ),
        [
            {"type": "meeting", "conference": "青葉市文化表彰式"},
            {
                "type": "award",
                "date": "2025-04-01",
                "places": ["緑会館"],
                "agent": ["森市長"],
                "target": ["川口花"],
                "conference": "青葉市文化表彰式",
            },
        ],
    ),
    (
        "a planned meeting is called off",
        "{D:2025-05-10|5月10日}に{P|津市}で開く予定だった「{C|第3回海の祭典}」は、荒天のため中止します。",
        [{"type": "meeting", "status": "cancelled", "conference": "第3回海の祭典", "places": ["津市"]}],
    ),
    (
        "a visit that is not made",
        "{D:2025-05-10|5月10日}の{P|津市}への訪問は行わないこととなりました。",
        [{"type": "visit", "status": "cancelled", "places": ["津市"]}],
    ),
    (
        "a speaker in brackets acts in the first person",
        "【{O|森外務大臣}】{D:2025-05-03|明後日}、{P|タイ}を訪問いたします。",
        [{"type": "visit", "status": "planned", "agent": ["森外務大臣"]}],
    ),
    (
        "a bare post points back",
        "{O:森一//|森副大臣}は{D|4月1日}、{P|津市}を訪れました。副大臣は{P|緑資料館}も視察しました。",
        [
            {"type": "visit", "agent": ["森副大臣"], "places": ["津市"]},
            {"type": "visit", "agent": ["森副大臣"], "places": ["緑資料館"]},
        ],
    ),
    (
        "both parties are those of one sentence",
        (
            "{O|森大臣}は{D|4月1日}、{O|ベルク外相}と会談し、{O|岡次官}が同席しました。"
            "両大臣は{D:2025-04-02|2日}、「{T|水素共同声明}」を発出しました。"
        ),
        [
            {"type": "talks", "agent": ["森大臣"], "counterpart": ["ベルク外相"]},
            {"type": "announcement", "documents": ["水素共同声明"]},
        ],
    ),
    (
        "a quoted speech holds no events and no subjects",
        "{O|森官房長官}は{D|4月1日}、「{P|北朝鮮}が条約に違反して発射したことは断じて容認できない」とする談話を発表した。",
        [{"type": "announcement", "agent": ["森官房長官"], "date": "2025-04-01"}],
    ),
    (
        "an older comma parts clauses",
        "{D|4月1日}，{O|森大臣}は，{P|タイ}を訪問し，{O|チャイ外相}と会談しました。",
        [{"type": "visit", "places": ["タイ"]}, {"type": "talks", "agent": ["森大臣"], "counterpart": ["チャイ外相"]}],
    ),
    (
        "an office is a place where things are held",
        "{D|4月1日}、契約の署名式が{M|在ケニア日本国大使館}において行われました。",
        [{"type": "meeting", "places": ["在ケニア日本国大使館"]}],
    ),
    (
        "a polite passive is active",
        "{D|4月1日}、{N|川口花}さんが瑞宝双光章を受章されました。",
        [{"type": "award", "target": ["川口花"]}],
    ),
    (
        "a quake by its epicentre",
        "{D|4月1日}、{P|能登}を震源とする地震がありました。",
        [{"type": "incident", "places": ["能登"], "date": "2025-04-01"}],
    ),
    (
        "where a news item was written is no place of what it tells",
        "【{P|那覇}】{P|北朝鮮}は{D|4月1日}、{P|東倉里}からミサイルを発射した。",
        [{"type": "incident", "agent": ["北朝鮮"], "places": ["東倉里"]}],
    ),
    (
        "the day of a period in a name is no day",
        "{D:2025-04-01|4月1日}、{M|外務省}は、{D:2025-04-01/2026-03-31|令和7年度}大臣表彰の受賞者を決定しました。",
        [{"type": "award", "date": "2025-04-01", "agent": ["外務省"]}],
    ),
    (
        "a courtesy of many is no visit",
        "{D|4月}から多くの要人が来日されています。",
        [],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_text(marked: str, expected: list[dict[str, object]]) -> None:
    check(marked, expected)


def test_rows_under_a_body_that_responds() -> None:
    marked = (
        "青葉地震について\n\n{M|消防庁}の対応\n{D:2025-04-01T09:42|4月1日9時42分}　"
        "{M|災害対策本部}(本部長:{O|消防庁長官})を設置\n"
        "{D:2025-04-01T10:35|10時35分}　職員2名を{P|青葉県庁}に派遣\n"
    )
    drafts, names = read(marked)
    first, second = [told(d, names) for d in drafts]
    assert (first["agent"], first["target"], first["chair"]) == (["消防庁"], ["災害対策本部"], ["消防庁長官"])
    assert (second["agent"], second["places"]) == (["消防庁"], ["青葉県庁"])


def test_heading_names_the_meeting_of_its_lines() -> None:
    marked = (
        "お知らせ\n\n■1　協定締結式\n{P|青葉市}は、{G|緑電力}と「{T|連携協定}」を締結します。\n"
        "　日時　{D:2025-05-20|5月20日}\n　場所　{P|青葉会館}\n　出席者　{O|森市長}\n"
    )
    drafts, names = read(marked)
    found = {e["type"]: e for e in (told(d, names) for d in drafts)}
    assert found["meeting"]["places"] == ["青葉会館"]
    assert found["meeting"]["attendee"] == ["森市長"]
    assert found["agreement"]["date"] == found["meeting"]["date"] == "2025-05-20"


def test_confidence_falls_for_what_is_carried_over() -> None:
    whole, _ = read("{O|森大臣}は{D|4月1日}、{P|東京}で{O|ベルク外相}と会談しました。")
    carried, _ = read("{O|森大臣}は前向きでした。{O|ベルク外相}と会談しました。")
    assert whole[0].attrs["confidence"] > carried[0].attrs["confidence"]
    rules = {e["slot"]: e["rule"] for e in carried[0].attrs["evidence"]}
    assert rules["agent"] == "running topic"
