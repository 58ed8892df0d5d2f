"""What frames lend to the events under them: meetings, journeys, headings, lists, tables, records, diaries."""

from __future__ import annotations

import pytest
from events_helper import check, read, told

# A text and, for each expected event in order, the slots that must be so (None: must be empty).
TEXTS: list[tuple[str, str, list[dict[str, object]]]] = [
    (
        "what a meeting adopts has its place, day and name",
        (
            "{O|柴局長}は、{D:2025-04-02/2025-04-04|2日から4日}まで{P:BE:ブリュッセル|ブリュッセル}で開かれた"
            "{C|第2回関税総会}に出席した。総会では「{T|行動計画}」が採択された。"
            "{D:2025-04-03|3日}、同局長は{O|ハンセン副大臣}と会談した。"
        ),
        [
            {"type": "meeting", "attendee": ["柴局長"], "places": ["ブリュッセル"]},
            {
                "type": "adoption",
                "date": "2025-04-02/2025-04-04",
                "places": ["ブリュッセル"],
                "conference": "第2回関税総会",
            },
            {"type": "talks", "date": "2025-04-03", "places": ["ブリュッセル"], "counterpart": ["ハンセン副大臣"]},
        ],
    ),
    (
        "talks by telephone on a journey are in no place",
        "{O|森大臣}は{D|4月1日}、{P:IT:ローマ|ローマ}を訪問した。{D|同日}、同大臣は{O|ベルク外相}と電話会談を行った。",
        [{"type": "visit", "places": ["ローマ"]}, {"type": "talks", "places": None}],
    ),
    (
        "a heading that is only a place",
        (
            "{O|森大臣}の訪問(結果)\n\n{O|森大臣}は、{D:2025-04-02/2025-04-04|4月2日から4日}まで{P:JO|ヨルダン}を訪問した。\n"
            "1 {P:JO|ヨルダン}({P:JO:アンマン|アンマン})\n(1)外相会談\n"
            "{D:2025-04-03|3日}、{O|ナーセル外相}と会談した。\n"
        ),
        [
            {"type": "visit", "agent": ["森大臣"]},
            {"type": "talks", "agent": ["森大臣"], "places": ["ヨルダン", "アンマン"], "counterpart": ["ナーセル外相"]},
        ],
    ),
    (
        "a sentence opened above its list",
        (
            "{D|本日}、{O|国土交通大臣}は、{G|青葉航空}に対し、\n"
            " ①事業改善命令({L|航空法}第112条)を発出するとともに、\n ②機長に対し、業務停止の処分を行いました。\n"
        ),
        [
            {
                "type": "enforcement",
                "status": "occurred",
                "date": "2025-04-01",
                "agent": ["国土交通大臣"],
                "target": ["青葉航空"],
                "laws": ["航空法"],
            },
            {"type": "enforcement", "agent": ["国土交通大臣"], "target": None},
        ],
    ),
    (
        "each item under 処分の内容 is a sanction",
        (
            "青葉汽船に対する命令等について\n\n{M|九州運輸局}は、{G|青葉汽船}に対し、{D|本日}付けで、"
            "{L|海上運送法}に基づく不利益処分2件を行いました。\n\n1 処分の内容\n"
            " ① 輸送の安全の確保に関する命令({L|海上運送法}第19条)\n   改善措置を講じること。\n"
            " ② 安全統括管理者の解任命令({L|海上運送法}第10条の3)\n"
        ),
        [
            {"type": "enforcement", "date": "2025-04-01", "agent": ["九州運輸局"], "target": ["青葉汽船"]},
            {"type": "enforcement", "date": "2025-04-01", "agent": ["九州運輸局"], "target": ["青葉汽船"]},
        ],
    ),
    (
        "an empty cell is no sanction",
        (
            "{M|公正取引委員会}は、入札参加業者らに対し、{D|本日}、{L|独占禁止法}に基づき、"
            "排除措置命令及び課徴金納付命令を行いました。\n\n1 違反事業者と命令の内容\n"
            " {G|緑建設}({P|松江市})  排除措置 ○ 課徴金 2430万円\n {G|石見舗道}({P|浜田市})  排除措置 ○ 課徴金 -\n"
        ),
        [
            {"type": "enforcement", "target": ["緑建設", "石見舗道"]},
            {"type": "enforcement", "target": ["緑建設"]},
        ],
    ),
    (
        "records of a table in one column",
        (
            "令和7年4月30日\n運輸局\n\n運送事業者に対する行政処分について\n\n"
            "{M|中部運輸局}は、下記の2者に対して行政処分を行いました。\n\n1 処分の内容\n番号\n処分年月日\n"
            "①\n{D:2025-04-06|R7.4.6}\n{G|緑バス}({P|関市})\n輸送施設の使用停止(90日車)\n"
            "②\n{D:2025-04-13|R7.4.13}\n{G|青葉交通}({P|四日市市})\n文書警告\n"
        ),
        [
            {"type": "enforcement", "date": "2025-04-06", "agent": ["中部運輸局"], "target": ["緑バス"]},
            {"type": "enforcement", "date": "2025-04-13", "agent": ["中部運輸局"], "target": ["青葉交通"]},
        ],
    ),
    (
        "labels fill a sanction",
        (
            "建設業者に対する監督処分について\n\n{M|関東地方整備局}は、下記の業者に対し、監督処分を行いました。\n"
            "1 商号又は名称 {G|青葉建設}\n2 代表者 代表取締役 {N|森一郎}\n3 処分年月日 {D|4月1日}\n"
            "4 根拠法令 {L|建設業法}第28条\n5 処分の内容 営業停止7日間\n"
        ),
        [
            {
                "type": "enforcement",
                "date": "2025-04-01",
                "agent": ["関東地方整備局"],
                "target": ["青葉建設"],
                "laws": ["建設業法"],
            }
        ],
    ),
    (
        "one predicate of two subjects",
        (
            "{M|大阪国税局}が{D:2025-04-07|7日}、{G|緑製缶}を{M|大阪地方検察庁}に、"
            "{M|名古屋国税局}が{D:2025-04-16|16日}、{G|尾東商事}を{M|名古屋地方検察庁}に、それぞれ告発した。"
        ),
        [
            {"type": "enforcement", "date": "2025-04-07", "agent": ["大阪国税局"], "target": ["緑製缶"]},
            {"type": "enforcement", "date": "2025-04-16", "agent": ["名古屋国税局"], "target": ["尾東商事"]},
        ],
    ),
    (
        "one predicate of two partners",
        (
            "{O|森大臣}は、{P|ワシントン}で{O|スミス長官}と、{D:2025-04-06|6日}には{P|ニューヨーク}で"
            "{O|ローウェル総裁}と会談した。"
        ),
        [
            {"type": "talks", "places": ["ワシントン"], "counterpart": ["スミス長官"]},
            {"type": "talks", "places": ["ニューヨーク"], "date": "2025-04-06", "counterpart": ["ローウェル総裁"]},
        ],
    ),
    (
        "each side's people attend",
        "{D|4月1日}、{O|森総理}は{O|ベルク首相}と会談した。会談には我が方から{O|菅長官}、{O|岸大臣}、先方から{O|ファビ外相}が同席した。",
        [{"type": "talks", "agent": ["森総理"], "attendee": ["菅長官", "岸大臣", "ファビ外相"]}],
    ),
    (
        "hosts and speakers are told after the meeting",
        (
            "{D|4月1日}、{P|大津市}で講習会を開きます。{G|緑協会}が共催し、{O|中須局長}も出席します。"
            "{O|三日月知事}が祝辞を述べます。"
        ),
        [{"type": "meeting", "places": ["大津市"], "chair": ["緑協会"], "attendee": ["中須局長", "三日月知事"]}],
    ),
    (
        "orders to evacuate by town",
        "災害について\n\n□避難\n市町\t区分\t対象\t発令\n{P|青葉町}\t指示\t120世帯\t{D|4月1日}\n",
        [{"type": "enforcement", "date": "2025-04-01", "agent": ["青葉町"], "places": ["青葉町"]}],
    ),
    (
        "a diary is of one person",
        (
            "{O|野原首相}の一日\n\n▽8時、{P|首相官邸}着。\n▽{D|9時}、{O|松川長官}と面会。\n"
            "▽{D|10時}、{O|ソパン副首相}が表敬。\n"
        ),
        [
            {"type": "talks", "agent": ["野原首相"], "counterpart": ["松川長官"], "places": ["首相官邸"]},
            {"type": "talks", "agent": ["ソパン副首相"], "counterpart": ["野原首相"]},
        ],
    ),
    (
        "a council replies to who asked it",
        "{O|森大臣}は{D|4月1日}、{M|中央審議会}に諮問した。答申は{D:2025-07-01/2025-07-10|7月上旬}に行われる見込みである。",
        [
            {"type": "consultation", "agent": ["森大臣"], "counterpart": ["中央審議会"]},
            {
                "type": "consultation",
                "status": "planned",
                "date": "2025-07-01/2025-07-10",
                "agent": ["中央審議会"],
                "counterpart": ["森大臣"],
            },
        ],
    ),
    (
        "a journey called off",
        "{O|住政務次官}の{P:US|米国}出張({D:2025-05-11/2025-05-16|5月11日から16日}まで)は取りやめる。",
        [{"type": "visit", "status": "cancelled", "agent": ["住政務次官"], "places": ["米国"]}],
    ),
    (
        "a town entered on a day told before its name",
        "{O|森副大臣}は、{D:2025-04-14|14日}に入った{P:UZ:サマルカンド|サマルカンド}では、{O|ラヒモフ知事}を表敬した。",
        [{"type": "talks", "date": "2025-04-14", "agent": ["森副大臣"], "places": ["サマルカンド"]}],
    ),
    (
        "papers and signers in rows",
        (
            "訪問の結果\n\n{D|4月1日}、{P|タシケント}で{C|第4回経済フォーラム}が開催されました。席上、以下の2件の覚書が取り交わされました。\n"
            "\n①\n{T|風力発電に関する覚書}\n{G|緑商事}\n{M|エネルギー省}\n②\n{T|医療機器に関する覚書}\n{G|青葉機構}\n{M|保健省}\n"
        ),
        [
            {"type": "meeting", "places": ["タシケント"]},
            {
                "type": "agreement",
                "agent": ["緑商事"],
                "counterpart": ["エネルギー省"],
                "documents": ["風力発電に関する覚書"],
                "conference": "第4回経済フォーラム",
            },
            {"type": "agreement", "agent": ["青葉機構"], "counterpart": ["保健省"]},
        ],
    ),
    (
        "a heading names the talks below it",
        (
            "{O|森大臣}の訪問(結果)\n\n1 {P:GE|ジョージア}\n(1)外相会談\n"
            "{D|4月1日}、{P:GE:トビリシ|トビリシ}において、{O|ベリゼ外相}との間で行われました。\n"
        ),
        [{"type": "talks", "date": "2025-04-01", "places": ["トビリシ"], "counterpart": ["ベリゼ外相"]}],
    ),
    (
        "harm is part of its incident",
        "{D|4月1日}、{P|青葉町}で屋根から2人が転落し、1人が死亡した。",
        [{"type": "incident", "date": "2025-04-01", "places": ["青葉町"]}],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_text(marked: str, expected: list[dict[str, object]]) -> None:
    check(marked, expected)


@pytest.mark.parametrize(
    "marked",
    [
        "{O|森大臣}の挨拶の後、会議について説明があった。",
        "{G|緑建設}と{G|青葉建設}の2社は、{D|4月1日}、受注予定者を決めていた。",
        "{O|森大臣}への表敬を受ける際は、事前に連絡する。",
        "答申を踏まえ、対策を進める。",
    ],
)
def test_gives_nothing(marked: str) -> None:
    drafts, names = read(marked)
    assert not drafts, [told(d, names) for d in drafts]
