"""Officials: spans and values. Texts are invented; ``<M:X>`` and ``<P:code:X>`` mark what earlier finders know."""

from __future__ import annotations

import re
import time

import pytest

from extractor.entities import contacts, names, officials, organizations, post_reader, posts
from extractor.entities.candidates import Candidate
from extractor.entities.select import select
from extractor.linking import people
from extractor.text.layout import lay_out
from extractor.text.page import Page

_MARK = re.compile(r"<([MPO]):(?:([A-Z][^:>]*):)?([^>]*)>")
_LABELS = {"M": "MINISTRY", "P": "PLACE", "O": "ORG"}


def read(marked: str) -> tuple[Page, list[Candidate]]:
    """The page and the selected, resolved mentions of a marked text."""
    known, text, at = [], "", 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        known.append((len(text), match[3], _LABELS[match[1]], match[2] or ""))
        text += match[3]
        at = match.end()
    text += marked[at:]
    page = lay_out(text)
    found, floor = [], 0
    for _, surface, label, value in known:
        start = page.text.index(surface, floor)
        floor = start + len(surface)
        value = value or (surface.replace(" ", "") if label == "MINISTRY" else "")
        found.append(Candidate(start, floor, label, "test", value=value))
    found += officials.find(page, found)
    found += organizations.find(page, found)
    mentions = select(found)
    people.resolve(mentions, page, None)
    return page, mentions


def holders(marked: str, label: str = "OFFICIAL") -> list[tuple[str, str]]:
    """(mention, value) of each official."""
    page, mentions = read(marked)
    return [(page.text[c.start : c.end], c.value) for c in mentions if c.label == label]


ONE = [
    # Ministers and their deputies.
    ("石破内閣総理大臣は述べた。", "石破内閣総理大臣", "石破/内閣総理大臣/内閣"),
    ("岩屋外務大臣が訪れた。", "岩屋外務大臣", "岩屋/外務大臣/外務省"),
    ("武藤容治経済産業大臣は会談した。", "武藤容治経済産業大臣", "武藤容治/経済産業大臣/経済産業省"),
    ("福岡厚生労働大臣は視察した。", "福岡厚生労働大臣", "福岡/厚生労働大臣/厚生労働省"),
    ("牧島かれんデジタル大臣が出席", "牧島かれんデジタル大臣", "牧島かれん/デジタル大臣/デジタル庁"),
    ("辻清人外務副大臣が出席", "辻清人外務副大臣", "辻清人/外務副大臣/外務省"),
    ("今井絵理子内閣府大臣政務官が出席", "今井絵理子内閣府大臣政務官", "今井絵理子/内閣府大臣政務官/内閣府"),
    ("坂井内閣府特命担当大臣(防災)が指示", "坂井内閣府特命担当大臣(防災)", "坂井/内閣府特命担当大臣(防災)/内閣府"),
    (
        "加藤勝信財務大臣兼内閣府特命担当大臣(金融)は",
        "加藤勝信財務大臣兼内閣府特命担当大臣(金融)",
        "加藤勝信/財務大臣兼内閣府特命担当大臣(金融)/財務省",
    ),
    ("橋本龍太郎通商産業大臣が渡米", "橋本龍太郎通商産業大臣", "橋本龍太郎/通商産業大臣/通商産業省"),
    ("鈴木元財務大臣とともに", "鈴木元財務大臣", "鈴木/元財務大臣/財務省"),
    ("門川大作前環境大臣は", "門川大作前環境大臣", "門川大作/前環境大臣/環境省"),
    ("元法務大臣の言葉", "元法務大臣", "/元法務大臣/法務省"),
    ("経済産業大臣の山田太郎です", "経済産業大臣の山田太郎", "山田太郎/経済産業大臣/経済産業省"),
    ("経済産業大臣認定を受けた", "経済産業大臣", "/経済産業大臣/経済産業省"),
    ("外務大臣表彰を行う", "外務大臣", "/外務大臣/外務省"),
    ("環境大臣談話を出した", "環境大臣", "/環境大臣/環境省"),
    ("内閣総理大臣 石破 茂", "内閣総理大臣 石破 茂", "石破茂/内閣総理大臣/内閣"),
    ("林官房長官は会見した。", "林官房長官", "林/官房長官/内閣官房"),
    ("内閣官房副長官が説明", "内閣官房副長官", "/内閣官房副長官/内閣官房"),
    ("村井首相補佐官が", "村井首相補佐官", "村井/首相補佐官/内閣官房"),
    # Agencies, bureaus, divisions.
    ("消費者庁長官に報告", "消費者庁長官", "/長官/消費者庁"),
    ("黒田武一郎消防庁長官は", "黒田武一郎消防庁長官", "黒田武一郎/長官/消防庁"),
    ("外務省北米局長と協議", "外務省北米局長", "/北米局長/外務省"),
    ("九州経済産業局長が訪れた", "九州経済産業局長", "/九州経済産業局長/九州経済産業局"),
    ("埼玉労働局総務課長", "埼玉労働局総務課長", "/総務課長/埼玉労働局"),
    ("水管理・国土保全局治水課長", "水管理・国土保全局治水課長", "/治水課長/水管理・国土保全局"),
    ("厚生労働省医政局長通知", "厚生労働省医政局長", "/医政局長/厚生労働省"),
    ("仙台国税局長の田中太郎氏", "仙台国税局長の田中太郎", "田中太郎/仙台国税局長/仙台国税局"),
    ("国税庁次長が答弁", "国税庁次長", "/次長/国税庁"),
    ("赤堀毅外務審議官は", "赤堀毅外務審議官", "赤堀毅/外務審議官/外務省"),
    (
        "農林水産省大臣官房参事官(環境・国際担当)",
        "農林水産省大臣官房参事官(環境・国際担当)",
        "/大臣官房参事官(環境・国際担当)/農林水産省",
    ),
    ("内閣府政策統括官(防災担当)", "内閣府政策統括官(防災担当)", "/政策統括官(防災担当)/内閣府"),
    ("海上保安庁第五管区海上保安本部長", "海上保安庁第五管区海上保安本部長", "/第五管区海上保安本部長/海上保安庁"),
    ("警察庁長官の露木康浩氏", "警察庁長官の露木康浩", "露木康浩/長官/警察庁"),
    ("警視庁公安部長", "警視庁公安部長", "/公安部長/警視庁"),
    ("奈良県警察本部長が陳謝", "奈良県警察本部長", "/奈良県警察本部長/奈良県警察本部"),
    ("国家公安委員長に報告", "国家公安委員長", "/国家公安委員長/国家公安委員会"),
    ("会計検査院長に提出", "会計検査院長", "/会計検査院長/会計検査院"),
    ("人事院総裁が勧告", "人事院総裁", "/総裁/人事院"),
    ("日本銀行総裁が会見", "日本銀行総裁", "/総裁/日本銀行"),
    # Courts, prosecution, Diet, councils.
    ("最高裁判所長官が就任", "最高裁判所長官", "/長官/最高裁判所"),
    ("長崎地方検察庁検事正", "長崎地方検察庁検事正", "/検事正/長崎地方検察庁"),
    ("福岡高等検察庁検事長", "福岡高等検察庁検事長", "/検事長/福岡高等検察庁"),
    ("検事総長が訓示", "検事総長", "/検事総長/最高検察庁"),
    ("浅野衆議院議員が質問", "浅野衆議院議員", "浅野/衆議院議員/衆議院"),
    ("佐藤花子参議院議員が質問", "佐藤花子参議院議員", "佐藤花子/参議院議員/参議院"),
    ("参議院議長に手渡した", "参議院議長", "/議長/参議院"),
    ("大阪府議会議長が応対", "大阪府議会議長", "/議長/大阪府議会"),
    # Forces.
    ("吉田圭秀統合幕僚長が", "吉田圭秀統合幕僚長", "吉田圭秀/統合幕僚長/統合幕僚監部"),
    ("陸上自衛隊第10師団長に要請", "陸上自衛隊第10師団長", "/第10師団長/陸上自衛隊"),
    ("航空自衛隊航空総隊司令官が", "航空自衛隊航空総隊司令官", "/航空総隊司令官/航空自衛隊"),
    # Local government.
    ("福岡県知事が発表", "福岡県知事", "/知事/福岡県"),
    ("小池百合子東京都知事が発表", "小池百合子東京都知事", "小池百合子/知事/東京都"),
    ("横浜市長が発表", "横浜市長", "/市長/横浜市"),
    ("伊澤史朗双葉町長が", "伊澤史朗双葉町長", "伊澤史朗/町長/双葉町"),
    ("渋谷区長の長谷部健氏", "渋谷区長の長谷部健", "長谷部健/区長/渋谷区"),
    ("札幌市教育委員会教育長", "札幌市教育委員会教育長", "/教育長/札幌市教育委員会"),
    # Other countries, royals, international bodies.
    ("トランプ米国大統領と", "トランプ米国大統領", "トランプ/大統領/米国"),
    ("レックス・ティラソン米国務長官と", "レックス・ティラソン米国務長官", "レックス・ティラソン/国務長官/米国"),
    ("ラヴロフ露外相と", "ラヴロフ露外相", "ラヴロフ/外相/ロシア"),
    ("タヤーニ伊副首相と", "タヤーニ伊副首相", "タヤーニ/副首相/イタリア"),
    ("カマラ・ハリス米副大統領が", "カマラ・ハリス米副大統領", "カマラ・ハリス/副大統領/米国"),
    (
        "ルイス・モンテネグロ・ポルトガル共和国首相が",
        "ルイス・モンテネグロ・ポルトガル共和国首相",
        "ルイス・モンテネグロ/首相/ポルトガル共和国",
    ),
    (
        "ファム・ミン・チン・ベトナム社会主義共和国首相と",
        "ファム・ミン・チン・ベトナム社会主義共和国首相",
        "ファム・ミン・チン/首相/ベトナム社会主義共和国",
    ),
    (
        "インドネシア共和国プラボウォ・スビアント大統領",
        "インドネシア共和国プラボウォ・スビアント大統領",
        "プラボウォ・スビアント/大統領/インドネシア共和国",
    ),
    (
        "モハメッド・アル・ファルシ・オマーン外務省次官と",
        "モハメッド・アル・ファルシ・オマーン外務省次官",
        "モハメッド・アル・ファルシ/次官/オマーン外務省",
    ),
    ("アントニー・ブリンケン国務長官と", "アントニー・ブリンケン国務長官", "アントニー・ブリンケン/国務長官/米国"),
    ("趙兌烈韓国外交部長官と", "趙兌烈韓国外交部長官", "趙兌烈/外交部長官/韓国"),
    ("エマニュエル駐日米国大使が", "エマニュエル駐日米国大使", "エマニュエル/駐日米国大使/米国"),
    (
        "小野日子駐ハンガリー日本国特命全権大使は",
        "小野日子駐ハンガリー日本国特命全権大使",
        "小野日子/駐ハンガリー日本国特命全権大使/外務省",
    ),
    ("アンリ・ルクセンブルク大公殿下が", "アンリ・ルクセンブルク大公殿下", "アンリ/大公殿下/ルクセンブルク"),
    (
        "フォン・デア・ライエン欧州委員長が",
        "フォン・デア・ライエン欧州委員長",
        "フォン・デア・ライエン/欧州委員長/欧州委員会",
    ),
    ("天皇皇后両陛下が御臨席", "天皇皇后両陛下", ""),
    ("愛子内親王殿下が御出席", "愛子内親王殿下", ""),
    # The organisation comes from の, a path, the line, or the text.
    ("<M:総務省>の竹内芳明総務審議官は", "竹内芳明総務審議官", "竹内芳明/総務審議官/総務省"),
    ("<M:気象庁>の森隆志長官は", "森隆志長官", "森隆志/長官/気象庁"),
    ("<M:公正取引委員会>の古谷一之委員長", "古谷一之委員長", "古谷一之/委員長/公正取引委員会"),
    ("<P:VN:ベトナム>のファム・ミン・チン首相", "ファム・ミン・チン首相", "ファム・ミン・チン/首相/ベトナム"),
    (
        "<P:OM:オマーン国>のバドル・アル・ブサイディ外務大臣",
        "バドル・アル・ブサイディ外務大臣",
        "バドル・アル・ブサイディ/外務大臣/オマーン国",
    ),
    ("<P:KR:韓国>の趙兌烈(チョ・テヨル)外交部長官", "趙兌烈(チョ・テヨル)外交部長官", "趙兌烈/外交部長官/韓国"),
    ("<P:JP-38202:愛媛県今治市>の徳永市長が", "徳永市長", "徳永/市長/今治市"),
    ("<P:JP-07:福島県>の内堀雅雄知事", "内堀雅雄知事", "内堀雅雄/知事/福島県"),
    ("<M:在上海日本国総領事館>の岡田勝総領事", "岡田勝総領事", "岡田勝/総領事/在上海日本国総領事館"),
    ("国連のグテーレス事務総長が", "グテーレス事務総長", "グテーレス/事務総長/国連"),
    ("WTOのオコンジョ=イウェアラ事務局長が", "オコンジョ=イウェアラ事務局長", "オコンジョ=イウェアラ/事務局長/WTO"),
    ("日本銀行の植田和男総裁は", "植田和男総裁", "植田和男/総裁/日本銀行"),
    # Over single spaces.
    ("日本 大島 健二 国土交通大臣", "大島 健二 国土交通大臣", "大島健二/国土交通大臣/国土交通省"),
    (
        "<P:CN:中国> 王 大偉(ワン・ダーウェイ) 商務部副部長",
        "王 大偉(ワン・ダーウェイ) 商務部副部長",
        "王大偉/副部長/商務部",
    ),
    ("産業政策局 国際課長 佐藤", "産業政策局 国際課長 佐藤", "佐藤/国際課長/産業政策局"),
    (
        "国土交通省九州地方整備局長 垣下禎裕",
        "国土交通省九州地方整備局長 垣下禎裕",
        "垣下禎裕/九州地方整備局長/国土交通省",
    ),
]


@pytest.mark.parametrize(("text", "mention", "value"), ONE, ids=[row[1] for row in ONE])
def test_one(text: str, mention: str, value: str) -> None:
    assert (mention, value) in holders(text)


NOTHING = [
    "各大臣、両大臣、同大臣、関係閣僚、担当者、議長、本部長は出席しない。",
    "大臣会合、閣僚会議、首相官邸、大統領府、大使館を訪れた。",
    "市長会、知事会、総務大臣賞、内閣総理大臣杯、知事選挙について",
    "課長級会合と局長級協議、部長職、次官級協議、首脳会談、外相会談",
    "各都道府県知事 殿",
    "東京都知事 殿",
    "関係市町村長、都道府県知事、市区町村長、指定都市市長に通知した。",
    "同局長、同氏、同課長、当該部長、上司の課長が述べた。",
    "事業者の代表者、取締役、社長、工場長、校長、教授が集まった。",
    "成長、延長、船長、身長、社会部、幹部、全部、一部について",
    "林業、森林、岡山県、福島県沖、高知県の地震",
    "観光大使、親善大使、一日警察署長に任命",
    "電子署名、署名式、監督指導、監督官庁",
    "大臣官房総務課に置く。",
    "全国知事会議の開催",
    "議長国として、議長声明を採択した。",
    "局長が説明し、課長が答えた。",
    "統合幕僚監部参事官付が担当する。",
    "長官官房、総裁室、知事部局、市長公室",
    "生活環境、国際協力、事務局を担う",
    "担当 総務課広報係",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_official(text: str) -> None:
    assert holders(text) == []


def test_official_or_person() -> None:
    people_of = lambda text: holders(text, "PERSON")  # noqa: E731
    assert [m for m, _ in people_of("トヨタ自動車渉外部長の山本太郎氏")] == ["トヨタ自動車渉外部長の山本太郎"]
    assert [m for m, _ in people_of("国際協力機構の田中明彦理事長")] == ["田中明彦理事長"]
    assert [m for m, _ in people_of("東京大学の藤井輝夫総長")] == ["藤井輝夫総長"]
    assert holders("高等教育局大学振興課長、銀行第一課長、物流・自動車局長、産業部長")[-1][0] == "産業部長"


def test_appointment() -> None:
    text = "<M:外務省>は外務審議官に小野啓一氏を起用する。小野氏は経済局長を務めた。後任の国際法局長の鯰博行氏"
    assert [m for m, _ in holders(text)] == ["外務審議官", "小野啓一", "小野", "経済局長", "国際法局長の鯰博行"]


def test_later_mentions_join() -> None:
    page, mentions = read(
        "<M:経済産業省>の大野大臣官房審議官(通商担当)は、<P:CN:中国>の王 大偉(ワン・ダーウェイ) 商務部長と会談した。"
        "大野審議官は謝意を述べ、王部長は歓迎した。ペレス・チリ財務大臣も出席し、ペレス大臣は賛同した。"
    )
    found = {page.text[c.start : c.end]: c for c in mentions if c.label == "OFFICIAL"}
    assert found["大野大臣官房審議官(通商担当)"].value == "大野/大臣官房審議官(通商担当)/経済産業省"
    assert found["大野審議官"].value == "大野/審議官/経済産業省"
    assert found["大野審議官"].entity == found["大野大臣官房審議官(通商担当)"].entity
    assert found["王部長"].value == "王/部長/中国"
    assert found["ペレス大臣"].value == "ペレス/大臣/チリ"
    assert len({c.entity for c in found.values()}) == 3


def test_titles_in_conflict_do_not_join() -> None:
    _, mentions = read("佐藤一郎総務大臣と佐藤二郎財務大臣が協議し、佐藤財務大臣が発表した。")
    entities = [c.entity for c in mentions if c.label == "OFFICIAL"]
    assert entities[0] != entities[1] == entities[2]


CONTACTS = [
    ("問い合わせ先\n<M:国土交通省道路局企画課>\n課長補佐 村上、係長 大野\n電話 03-1234-5678\n",
     ["村上/課長補佐/国土交通省道路局企画課", "大野/係長/国土交通省道路局企画課"]),
    ("お問い合わせ先\n<M:産業技術局研究開発課>\n担当者:坂上、青木\n電話:03-1234-5678\n",
     ["坂上//産業技術局研究開発課", "青木//産業技術局研究開発課"]),
    ("連絡先:<M:経済局国際貿易課>(担当:小林首席事務官)\n", ["小林/首席事務官/経済局国際貿易課"]),
    ("本件連絡先\n<M:東海財務局理財部金融課>(小野・蛭川)\n", ["小野//東海財務局理財部金融課", "蛭川//東海財務局理財部金融課"]),
    ("照会先\n<M:健康局予防課>\n課長 堀 裕行(内線2090)\n", ["堀裕行/課長/健康局予防課"]),
    ("【連絡先】\n<M:在リトアニア日本国大使館>\n二等書記官 大田、中原\nTel 1234\n",
     ["大田/二等書記官/在リトアニア日本国大使館", "中原//在リトアニア日本国大使館"]),
    ("担当\n\n貿易政策局 国際室長 猪野\n担当者:坂口、青田\n電話:03-1234-5678\n",
     ["猪野/国際室長/貿易政策局", "坂口//貿易政策局国際室", "青田//貿易政策局国際室"]),
    ("(問い合わせ先)\n<O:長野県健康福祉部健康増進課>\n(課長)西垣 明子 (担当)山口、髙橋\n電話:026-235-7116\n",
     ["西垣明子//長野県健康福祉部健康増進課", "山口//長野県健康福祉部健康増進課", "髙橋//長野県健康福祉部健康増進課"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), CONTACTS)
def test_contacts(text: str, values: list[str]) -> None:
    assert [value for _, value in holders(text)] == values


def test_contact_lines() -> None:
    page = lay_out("本文です。\n問い合わせ先\n総務課\n電話 1234\n")
    assert {1, 2, 3} <= contacts.contact_lines(page)


NOTICES = [
    ("◇<M:岐阜労働局>(8日付発令)労働基準部長(<M:三重労働局>監督課長)島田郁夫▽辞職(大垣公共職業安定所長)百田秀一",
     ["島田郁夫", "百田秀一"]),
    ("▽総務審議官(自治行政局長)原邦彰▽自治行政局長(大臣官房総括審議官)阿部知明", ["原邦彰", "阿部知明"]),
    ("▽大臣官房審議官=山田次郎(財務省主計局主計官)", ["山田次郎"]),
    ("厚生労働事務次官\t大島一博\t社会・援護局長", ["大島一博"]),
    ("大臣官房付      佐藤 一郎   老健局総務課長", ["佐藤 一郎"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bare"), NOTICES)
def test_personnel(text: str, bare: list[str]) -> None:
    page, mentions = read(text)
    found = [page.text[c.start : c.end] for c in mentions if c.label == "OFFICIAL" and c.data.kind == "personnel"]
    assert found == bare


def test_minutes() -> None:
    found = holders(
        "○国務大臣(松本剛明君) お答えいたします。\n○参考人(大野一郎君) お答えします。\n○小沢雅仁君 質問します。"
    )
    assert [m for m, _ in found] == ["国務大臣", "松本剛明", "小沢雅仁"]


@pytest.mark.parametrize("word", ["渋谷", "坂本", "青山", "川又", "猪飼", "トランプ", "林", "髙橋", "蛭田", "柳瀬"])
def test_surname(word: str) -> None:
    assert names.quality(word) == names.SURNAME


@pytest.mark.parametrize(
    "word",
    [
        "浅尾慶一郎",
        "黄川田仁志",
        "上條まゆみ",
        "伊東フサ江",
        "黒沢真二郎",
        "中谷元",
        "李在明",
        "あかま二郎",
        "マイケル・J・ハリス",
        "金星煥",
    ],
)
def test_full_name(word: str) -> None:
    assert names.quality(word) == names.FULL


@pytest.mark.parametrize(
    "word", ["総務", "北米", "環境", "港湾", "デジタル", "デジタル・AI", "東京", "労働基準", "防災危機", "中", "鈴木元"]
)
def test_no_name(word: str) -> None:
    assert names.quality(word) == 0


def test_lexicon_heads_are_titles() -> None:
    """Every head of the lexicon can be read; a fixed one names its post by itself."""
    for head in posts.heads().values():
        run = posts.Run("", [], [])
        _, post, stands = post_reader.read(run, head)
        assert post.title.endswith(head.text)
        assert stands == (head.kind == "fixed")


def test_linear_time() -> None:
    """A long run without borders and a long list of officials take no more than linear time."""
    begin = time.perf_counter()
    holders("大臣" * 4000)
    holders("、".join(["山田太郎外務大臣"] * 2000))
    holders("ア・" * 5000 + "大臣")
    assert time.perf_counter() - begin < 6
