"""Events of sentences and short documents: types, statuses, slots, roles; and what is no event."""

from __future__ import annotations

import pytest
from events_helper import read, told

SENTENCES = [
    # talks, visits, meetings
    (
        (
            "{D|4月1日}、{O:川上葉子//|川上外務大臣}は、"
            "訪問先の{P|ナイロビ}において、{O|ムダバディ筆頭閣僚}と会談を行いました。"
        ),
        [
            {
                "type": "talks",
                "status": "occurred",
                "date": "2025-04-01",
                "places": ["ナイロビ"],
                "agent": ["川上外務大臣"],
                "counterpart": ["ムダバディ筆頭閣僚"],
            }
        ],
    ),
    (
        "{O|アン大使}は{D|4月1日}、{O|山本大臣}を表敬しました。",
        [
            {
                "type": "talks",
                "status": "occurred",
                "date": "2025-04-01",
                "agent": ["アン大使"],
                "counterpart": ["山本大臣"],
            }
        ],
    ),
    (
        "{D|4月1日}、{O|山本大臣}は、{O|アン大使}による表敬を受けました。",
        [
            {
                "type": "talks",
                "status": "occurred",
                "date": "2025-04-01",
                "agent": ["アン大使"],
                "counterpart": ["山本大臣"],
            }
        ],
    ),
    (
        (
            "{O|古川副大臣}は、{D:2025-06-12/2025-06-16|6月12日から16日まで}の日程で"
            "{P:BR|ブラジル}及び{P:CL|チリ}を訪問する予定です。"
        ),
        [
            {
                "type": "visit",
                "status": "planned",
                "date": "2025-06-12/2025-06-16",
                "places": ["ブラジル", "チリ"],
                "agent": ["古川副大臣"],
            }
        ],
    ),
    (
        "{D:2025-05-14|14日}に予定していた{O|浜口大臣}の{P|青葉島}視察は、悪天候のため中止となりました。",
        [{"type": "visit", "status": "cancelled", "date": "2025-05-14", "places": ["青葉島"], "agent": ["浜口大臣"]}],
    ),
    (
        "{M|環境省}と{P:KR|韓国}の共催による説明会が、{D:2025-05-20|5月20日}、{P|ピア淡海}で開かれる。",
        [
            {
                "type": "meeting",
                "status": "planned",
                "date": "2025-05-20",
                "places": ["ピア淡海"],
                "chair": ["環境省", "韓国"],
            }
        ],
    ),
    (
        "{C|第5回防災会議}({D:2024-11-21|昨年11月21日}、{P|高松市})には、{O|国定政務官}が参加しました。",
        [
            {
                "type": "meeting",
                "status": "occurred",
                "date": "2024-11-21",
                "places": ["高松市"],
                "attendee": ["国定政務官"],
                "conference": "第5回防災会議",
            }
        ],
    ),
    (
        "{M|金融庁}は、説明会を{D:2025-05-15|5月15日}に{P|青葉合同庁舎}で開く予定でしたが、都合により中止します。",
        [
            {
                "type": "meeting",
                "status": "cancelled",
                "date": "2025-05-15",
                "places": ["青葉合同庁舎"],
                "chair": ["金融庁"],
            }
        ],
    ),
    # announcements
    (
        "{P:JP-13|東京都}の{O|小林知事}は{D|1日}、{D:2025-03-31|前日}に発生した火災が鎮火したと発表した。",
        [
            {"type": "incident", "status": "occurred", "date": "2025-03-31"},
            {"type": "announcement", "status": "occurred", "date": "2025-04-01", "agent": ["小林知事"]},
        ],
    ),
    (
        "{M|法務省}は、解説資料を{D:2025-22|今夏}に公表する予定です。",
        [{"type": "announcement", "status": "planned", "date": "2025-22", "agent": ["法務省"]}],
    ),
    # agreements and adoptions
    (
        (
            "{D|4月1日}、{O|大久保大使}と、{O|オウリ次官}(Mr. Ouri)との間で、"
            "「{T|保健協力}」に関する書簡の署名・交換が行われ、{O|ルト大統領}が立ち会いました。"
        ),
        [
            {
                "type": "agreement",
                "status": "occurred",
                "date": "2025-04-01",
                "documents": ["保健協力"],
                "agent": ["大久保大使"],
                "counterpart": ["オウリ次官"],
                "attendee": ["ルト大統領"],
            }
        ],
    ),
    (
        "{D:2024-01-06|昨年1月6日}に署名された{T|日加協定}が{D|4月1日}に発効した。",
        [
            {"type": "agreement", "status": "occurred", "date": "2024-01-06", "documents": ["日加協定"]},
            {"type": "agreement", "status": "occurred", "date": "2025-04-01", "documents": ["日加協定"]},
        ],
    ),
    (
        "{M|国家会議}が{D:2024-04-05|昨年4月5日}に決定した「{T|実施方針}」に基づく支援です。",
        [
            {
                "type": "adoption",
                "status": "occurred",
                "date": "2024-04-05",
                "documents": ["実施方針"],
                "agent": ["国家会議"],
            }
        ],
    ),
    (
        (
            "{P:JP-13|東京都}は、{P|八丈町}に対し、{D|1日}付けで{L|救助法}の適用を、"
            "{D:2025-04-03|3日}付けで{L|再建法}の適用をそれぞれ決定した。"
        ),
        [
            {
                "type": "adoption",
                "status": "occurred",
                "date": "2025-04-01",
                "places": ["八丈町"],
                "laws": ["救助法"],
                "agent": ["東京都"],
            },
            {
                "type": "adoption",
                "status": "occurred",
                "date": "2025-04-03",
                "places": ["八丈町"],
                "laws": ["再建法"],
                "agent": ["東京都"],
            },
        ],
    ),
    # legislation
    (
        (
            "{L|水道法改正法}は、{D:2024-06-19|昨年6月19日}に成立し、"
            "{D:2024-06-26|同月26日}に公布され、{D:2025-10-01|本年10月1日}から施行される。"
        ),
        [
            {"type": "legislation", "status": "occurred", "date": "2024-06-19", "laws": ["水道法改正法"]},
            {"type": "legislation", "status": "occurred", "date": "2024-06-26", "laws": ["水道法改正法"]},
            {"type": "legislation", "status": "planned", "date": "2025-10-01", "laws": ["水道法改正法"]},
        ],
    ),
    (
        "{D|4月1日} 「{L|水道法の一部を改正する法律案}」を閣議決定、{C|第217回国会}に提出",
        [
            {
                "type": "legislation",
                "status": "occurred",
                "date": "2025-04-01",
                "laws": ["水道法の一部を改正する法律案"],
            },
            {
                "type": "legislation",
                "status": "occurred",
                "date": "2025-04-01",
                "laws": ["水道法の一部を改正する法律案"],
                "conference": "第217回国会",
            },
        ],
    ),
    (
        "{D|15日}の{G|参議院本会議}で、{L|地方自治法改正案}が可決、成立した。",
        [{"type": "legislation", "status": "occurred", "date": "2025-04-01", "laws": ["地方自治法改正案"]}],
    ),
    # bodies and posts
    (
        "{P:JP-38201|緑市}は{D:2025-05-15|15日}付で{G|復興推進室}を新設し、室長に{O|越智課長}を起用する。",
        [
            {
                "type": "establishment",
                "status": "planned",
                "date": "2025-05-15",
                "agent": ["緑市"],
                "target": ["復興推進室"],
            },
            {
                "type": "appointment",
                "status": "planned",
                "date": "2025-05-15",
                "agent": ["緑市"],
                "target": ["越智課長"],
            },
        ],
    ),
    (
        "{O|山田大臣}は、{D:2025-02|2月}に就任した{O|金長官}と会談した。",
        [
            {"type": "appointment", "status": "occurred", "date": "2025-02", "target": ["金長官"]},
            {"type": "talks", "status": "occurred", "agent": ["山田大臣"], "counterpart": ["金長官"]},
        ],
    ),
    (
        "{O|野口市長}は{D|1日}、{D:2025-05-31|今月末}で辞職すると発表した。",
        [
            {"type": "appointment", "status": "planned", "date": "2025-05-31", "target": ["野口市長"]},
            {"type": "announcement", "status": "occurred", "date": "2025-04-01", "agent": ["野口市長"]},
        ],
    ),
    # awards, assistance
    (
        (
            "{D|4月1日}、{P|明治館}で{C|安全表彰式}を挙行し、"
            "優良賞を{G|青葉工場}に、功績賞を{N|伊東フサ江}さんに贈りました。"
        ),
        [
            {
                "type": "meeting",
                "status": "occurred",
                "date": "2025-04-01",
                "places": ["明治館"],
                "conference": "安全表彰式",
            },
            {
                "type": "award",
                "status": "occurred",
                "date": "2025-04-01",
                "places": ["明治館"],
                "target": ["青葉工場", "伊東フサ江"],
                "conference": "安全表彰式",
            },
        ],
    ),
    (
        "{M|消防庁}は{D|1日}、職員4人を{P|厚真町}に派遣いたしました。",
        [{"type": "assistance", "status": "occurred", "date": "2025-04-01", "places": ["厚真町"], "agent": ["消防庁"]}],
    ),
    (
        "{M|関東地方整備局}は{D|1日}から{P|八丈町}に{M|緊急災害対策派遣隊}を派遣中",
        [
            {
                "type": "assistance",
                "status": "ongoing",
                "date": "2025-04-01",
                "places": ["八丈町"],
                "agent": ["関東地方整備局"],
            }
        ],
    ),
    # enforcement, consultation
    (
        (
            "{M|公正取引委員会}は、{D|本日}、{G|東都建設}に対し、"
            "{L|独占禁止法}の規定に基づき、排除措置命令及び課徴金納付命令を行った。"
        ),
        [
            {
                "type": "enforcement",
                "status": "occurred",
                "date": "2025-04-01",
                "laws": ["独占禁止法"],
                "agent": ["公正取引委員会"],
                "target": ["東都建設"],
            }
        ]
        * 2,
    ),
    (
        (
            "{M|監督署}は{D|3日}、{D:2025-02|2月}に{P|茅野市}内の現場で起きた死亡災害に関し、"
            "{L|安衛法}違反の疑いで{G|小平建設}を{M|検察庁}に書類送検しました。"
        ),
        [
            {"type": "incident", "status": "occurred", "date": "2025-02", "places": ["茅野市"]},
            {
                "type": "enforcement",
                "status": "occurred",
                "date": "2025-04-01",
                "laws": ["安衛法"],
                "agent": ["監督署"],
                "target": ["小平建設"],
                "counterpart": ["検察庁"],
            },
        ],
    ),
    (
        "{M|金融審議会}は{D|1日}、{O|鈴木大臣}に対し、制度の見直しが適当である旨を答申しました。",
        [
            {
                "type": "consultation",
                "status": "occurred",
                "date": "2025-04-01",
                "agent": ["金融審議会"],
                "counterpart": ["鈴木大臣"],
            }
        ],
    ),
    (
        (
            "{M|総務省}は、「{L|電波法施行規則改正案}」を作成しましたので、"
            "{D:2025-05-02/2025-06-02|5月2日から6月2日まで}の間、意見を募集します。"
        ),
        [{"type": "consultation", "status": "planned", "date": "2025-05-02/2025-06-02", "agent": ["総務省"]}],
    ),
    # incidents
    (
        "{P:KP|北朝鮮}は、{D:2025-04-01T09:59~|1日9時59分頃}、弾道ミサイルを発射した。",
        [{"type": "incident", "status": "occurred", "date": "2025-04-01T09:59~", "agent": ["北朝鮮"]}],
    ),
    (
        "{P|八丈町}では{D|1日}、{P|末吉地区}で土砂崩れが発生し、{P|八重根漁港}では漁船2隻が転覆した。",
        [
            {"type": "incident", "status": "occurred", "date": "2025-04-01", "places": ["八丈町", "末吉地区"]},
            {"type": "incident", "status": "occurred", "date": "2025-04-01", "places": ["八丈町", "八重根漁港"]},
        ],
    ),
]


def plain(event: dict[str, object]) -> dict[str, object]:
    """An event with its fillers in a fixed order."""
    return {k: sorted(v) if isinstance(v, list) else v for k, v in event.items()}


@pytest.mark.parametrize(("marked", "expected"), SENTENCES, ids=[s[0][:24] for s in SENTENCES])
def test_sentence(marked: str, expected: list[dict[str, object]]) -> None:
    drafts, names = read(marked)
    found = sorted((plain(told(d, names)) for d in drafts), key=repr)
    assert found == sorted(map(plain, expected), key=repr)


NOTHING = [
    "{O|山田大臣}は、協力を推進していくことで{O|スミス外相}と一致しました。",
    "{O|山田大臣}は、早期の協定締結に期待を示した。",
    "{M|環境省}は、企業による訪問を支援する取組を推進していく。",
    "会談を行う場合は、{M|外務省}に届け出ること。",
    "{M|厚生労働省}は、事業者に報告書の提出を求めることができる。",
    "{L|行政手続法}に定める意見公募手続は実施しておりません。",
    "{P|青葉市}への訪問を検討する必要がある。",
    "{O|山田大臣}は、被災地を訪問したいと述べた。",
    "{L|水道法}第5条の規定による命令に違反した者は、罰する。",
    "{M|環境省}は、締結に向けて努力する。",
    "{G|緑証券}は事実と異なる報告書を{D|4月1日}に提出した。",
    "地震が発生した場合は、{M|気象庁}の情報を確認すること。",
    "{M|総務省}は、{D|4月1日}に発生のおそれがあると説明した。",
    "受賞者の選考方法は、{M|経済産業省}が定める。",
    "任命権者は、{M|人事院}に協議しなければならない。",
    "{M|外務省}は訪問者の受付時間を見直す。",
    "{T|実施計画}の策定に当たっては、{M|国土交通省}と調整すること。",
    "{O|山田大臣}は、署名活動への協力を呼び掛けた。",
    "{P|青葉町}の復興を支援するため、寄附を募っていく。",
    "施行の日から起算して6か月を超えない範囲内で政令で定める。",
]


@pytest.mark.parametrize("marked", NOTHING)
def test_nothing(marked: str) -> None:
    drafts, _ = read(marked)
    assert drafts == []


def test_headline_lead_and_programme_are_one_event() -> None:
    marked = (
        "{O:中野//|中野国土交通大臣}が{P:TH|タイ}を訪問します\n\n{D:2025-04-25|令和7年4月25日}\n\n"
        "　{O:中野//|中野国土交通大臣}は、{D:2025-04-28/2025-05-02|4月28日から5月2日まで}の日程で、"
        "{P:TH|タイ王国}に出張し、政府の要人と会談する予定です。\n\n"
        "<主な日程>\n{D:2025-04-28|4/28(月)}　{P|羽田空港}発、{P:TH:バンコク|バンコク}着\n"
        "{D:2025-04-29|29(火)}　{O|スリヤ運輸大臣}との会談\n　　　　{P|レムチャバン港}視察\n"
    )
    drafts, names = read(marked, "2025-04-25")
    events = [told(d, names) for d in drafts]
    assert [e["type"] for e in events] == ["visit", "talks", "visit"]
    assert events[0]["date"] == "2025-04-28/2025-05-02"
    assert len(drafts[0].mentions) == 2
    assert events[1] == {
        "type": "talks",
        "status": "planned",
        "date": "2025-04-29",
        "places": ["バンコク"],
        "counterpart": ["スリヤ運輸大臣"],
        "agent": ["中野国土交通大臣"],
    }
    assert events[2]["date"] == "2025-04-29"


def test_two_meetings_on_one_day_stay_two() -> None:
    marked = (
        "{O|山田大臣}は{D|4月1日}、{O|スミス外相}と会談しました。"
        "また、{O|山田大臣}は{D|同日}、{O|ロッシ外相}と会談しました。"
    )
    drafts, names = read(marked)
    assert [told(d, names)["counterpart"] for d in drafts] == [["スミス外相"], ["ロッシ外相"]]


def test_list_of_sanctions() -> None:
    marked = (
        "{G|緑証券株式会社}に対する行政処分について\n\n{D|4月1日}\n{M|金融庁}\n\n"
        "1．このため、{D|本日}、{G|緑証券株式会社}に対し、{L|金融商品取引法}に基づき、下記の行政処分を行いました。\n"
        "　①登録取消し({L|同法}第52条)\n　②業務改善命令({L|同法}第51条)\n"
    )
    drafts, names = read(marked)
    events = [told(d, names) for d in drafts]
    assert [e["type"] for e in events] == ["enforcement", "enforcement"]
    for event, draft in zip(events, drafts, strict=True):
        assert event["agent"] == ["金融庁"]
        assert event["target"] == ["緑証券株式会社"]
        assert event["date"] == "2025-04-01"
        assert len(draft.mentions) == 3


def test_labels_fill_the_event_told_before() -> None:
    marked = (
        "{C|第60回車座集会}を開催します\n\n{D|令和7年4月1日}\n\n{P:JP-14130|川崎市}では、"
        "「{C|第60回車座集会}」を開催します。\n"
        "1 日時　{D:2025-06-22T10:00/2025-06-22T12:00|6月22日(日)午前10時から正午まで}\n"
        "2 場所　{P|高津市民館}\n3 出席者　{O|福山市長}、"
        "{O|鈴木区長}\n"
    )
    drafts, names = read(marked)
    assert [told(d, names) for d in drafts] == [
        {
            "type": "meeting",
            "status": "planned",
            "date": "2025-06-22T10:00/2025-06-22T12:00",
            "places": ["高津市民館"],
            "chair": ["川崎市"],
            "attendee": ["福山市長", "鈴木区長"],
            "conference": "第60回車座集会",
        }
    ]


def test_personnel_notice() -> None:
    marked = (
        "人事異動(令和7年{D:2025-05-05|5月5日}付)\n{M|環境省}\n{O:/官房長/|官房長}　"
        "{O:大森恵子//|大森恵子}({O:/統括官/|統括官})\n"
        "{O:/局長/|局長}　{O:土居健//|土居健}\n辞職　{O:松沢裕//|松沢裕}({O:/局長/|局長})\n"
    )
    drafts, names = read(marked)
    assert [told(d, names).get("target") for d in drafts] == [["大森恵子", "土居健"], ["松沢裕"]]
    assert {d.status for d in drafts} == {"planned"}


def test_every_slot_has_its_reason() -> None:
    drafts, _ = read("{O|山田大臣}は{D|4月1日}、{P|東京}で{O|スミス外相}と会談しました。")
    assert [e["slot"] for e in drafts[0].attrs["evidence"]] == ["date", "place", "agent", "counterpart"]
    assert all(e["rule"] and e["start"] < e["end"] for e in drafts[0].attrs["evidence"])
    assert 0 < drafts[0].attrs["confidence"] < 1
