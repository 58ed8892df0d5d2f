"""PLACE: names, values, addresses, facilities, and what must give nothing."""

from __future__ import annotations

import itertools
import time

import pytest

from extractor.entities import places
from extractor.resources import rows
from extractor.text.layout import lay_out


def found(text: str) -> list[tuple[str, str]]:
    page = lay_out(text)
    return [(page.text[c.start : c.end], c.value) for c in places.find(page, [])]


def kinds(text: str) -> list[str]:
    return [c.attrs["kind"] for c in places.find(lay_out(text), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Countries, formal names, letters.
        ("外務大臣はケニア共和国とウガンダを訪れた。", [("ケニア共和国", "KE"), ("ウガンダ", "UG")]),
        ("グレートブリテン及び北アイルランド連合王国の要請", [("グレートブリテン及び北アイルランド連合王国", "GB")]),
        ("アラブ首長国連邦(UAE)に到着", [("アラブ首長国連邦(UAE)", "AE")]),
        ("スワジランドからの留学生", [("スワジランド", "SZ")]),
        ("日本産のりんごを台湾に輸出", [("日本", "JP"), ("台湾", "TW")]),
        ("日本国内での流通", [("日本", "JP")]),
        ("米側は提案を示した。", [("米", "US")]),
        ("米・英両国が共同で行った。", [("米", "US"), ("英", "GB")]),
        ("米シカゴで会見した。", [("米", "US"), ("シカゴ", "US:シカゴ")]),
        ("コンゴ民主共和国に無償資金協力", [("コンゴ民主共和国", "CD")]),
        ("タイ及びラオスを経由", [("タイ", "TH"), ("ラオス", "LA")]),
        ("韓国籍の貨物船", [("韓国", "KR")]),
        # Foreign cities.
        ("ベトナム(ハノイ)で開催", [("ベトナム", "VN"), ("ハノイ", "VN:ハノイ")]),
        ("中国・青島市で", [("中国", "CN"), ("青島市", "CN:青島")]),
        ("中国遼寧省大連市において", [("中国遼寧省大連市", "CN:大連")]),
        ("江蘇省蘇州市の工業団地", [("江蘇省蘇州市", "CN:蘇州")]),
        ("カナダの首都オタワにて", [("カナダ", "CA"), ("オタワ", "CA:オタワ")]),
        ("マダガスカルの首都フォルドーファンで", [("マダガスカル", "MG"), ("フォルドーファン", "MG:フォルドーファン")]),
        (
            "エジプトのシャルム・エル・シェイクで",
            [("エジプト", "EG"), ("シャルム・エル・シェイク", "EG:シャルム・エル・シェイク")],
        ),
        ("テキサス州ヒューストン市を視察", [("テキサス州ヒューストン市", "US:ヒューストン")]),
        ("新疆ウイグル自治区の情勢", [("新疆ウイグル自治区", "")]),
        ("ホーチミン市の港湾", [("ホーチミン市", "VN:ホーチミン")]),
        # Prefectures and municipalities.
        ("青森県八戸市で行われた。", [("青森県八戸市", "JP-02203")]),
        ("熊本県上益城郡益城町の庁舎", [("熊本県上益城郡益城町", "JP-43443")]),
        ("徳島、高知など各県の部隊", [("徳島", "JP-36"), ("高知", "JP-39")]),
        ("三重、岐阜両県に注意報", [("三重", "JP-24"), ("岐阜", "JP-21")]),
        ("長崎県対馬市と同県壱岐市", [("長崎県対馬市", "JP-42209"), ("壱岐市", "JP-42210")]),
        ("堺市北区の工場", [("堺市北区", "JP-27146")]),
        ("静岡県浜松市浜名区で", [("静岡県浜松市浜名区", "JP-22139")]),
        ("旧大宮市の区域", [("大宮市", "JP-11100")]),
        ("茅野市内の工事現場", [("茅野市", "JP-20214")]),
        ("東京都と大阪府", [("東京都", "JP-13"), ("大阪府", "JP-27")]),
        ("東京で第3回会合", [("東京", "JP-13")]),
        ("石川県珠洲市に入った。珠洲では断水が続く。", [("石川県珠洲市", "JP-17205"), ("珠洲", "JP-17205")]),
        ("北海道では、伊達市が避難所を開いた。", [("北海道", "JP-01"), ("伊達市", "JP-01233")]),
        ("福島県によると、伊達市が避難所を開いた。", [("福島県", "JP-07"), ("伊達市", "JP-07213")]),
        ("札幌市は、中央区で窓口を開く。", [("札幌市", "JP-01100"), ("中央区", "JP-01101")]),
        # Addresses.
        ("所在地 東京都港区虎ノ門2-9-1", [("東京都港区虎ノ門2-9-1", "JP-13103")]),
        ("〒460-0001 名古屋市中区三の丸2丁目2番1号", [("名古屋市中区三の丸2丁目2番1号", "JP-23106")]),
        ("高松市番町四丁目1-10", [("高松市番町四丁目1-10", "JP-37201")]),
        ("北海道札幌市北区北8条西2丁目", [("北海道札幌市北区北8条西2丁目", "JP-01102")]),
        (
            "東京都千代田区霞が関3-1-1 中央合同庁舎第4号館12階",
            [("東京都千代田区霞が関3-1-1 中央合同庁舎第4号館12階", "JP-13101")],
        ),
        ("新居浜市別子地区の住民", [("新居浜市別子地区", "JP-38205")]),
        ("東京都千代田区霞が関3丁目2番1号で開く", [("東京都千代田区霞が関3丁目2番1号", "JP-13101")]),
        # Facilities, seas, islands, regions.
        ("関西国際空港と神戸港", [("関西国際空港", ""), ("神戸港", "")]),
        ("厚生労働省12階専用第14会議室で開く", [("厚生労働省12階専用第14会議室", "")]),
        ("場所:中央合同庁舎第8号館1階講堂", [("中央合同庁舎第8号館1階講堂", "")]),
        ("陸上自衛隊の朝霞駐屯地を視察", [("朝霞駐屯地", "")]),
        ("首相官邸で面会した。", [("首相官邸", "")]),
        ("高松市のサンライズ屋島で開会式", [("高松市", "JP-37201"), ("サンライズ屋島", "")]),
        ("ホテル白鳥(前橋市大手町1-1-1)で", [("ホテル白鳥", ""), ("前橋市大手町1-1-1", "JP-10201")]),
        ("日本海と東シナ海で操業", [("日本海", ""), ("東シナ海", "")]),
        ("尖閣諸島魚釣島の周辺", [("尖閣諸島魚釣島", "")]),
        ("八丈島の南約20kmで", [("八丈島", "")]),
        ("中国地方の梅雨入り", [("中国地方", "")]),
        ("茨城県沖を震源とする地震", [("茨城県沖", "")]),
        ("大分県中部と種子島沖", [("大分県", "JP-44"), ("種子島", "")]),
        ("熊本県阿蘇地方で震度5強", [("熊本県阿蘇地方", "")]),
        ("パラオのコロール州で", [("パラオ", "PW"), ("コロール州", "")]),
        ("欧州と中央アジアの関係", [("欧州", ""), ("中央アジア", "")]),
        (
            "福島第一原子力発電所(以下「1F」という。)を視察した。1Fでは",
            [("福島第一原子力発電所(以下「1F」という。)", ""), ("1F", "")],
        ),
    ],
)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我が国と両国は、国内、海外及び現地の情勢を議論した。",
        "日米韓の連携と訪日外国人",
        "日韓外相会談が行われた。",
        "在フィジー日本国大使館",
        "駐ケニア日本国特命全権大使",
        "日本銀行と日本赤十字社",
        "東京大学、大阪大学及び京都大学",
        "中国電力と中国財務局",
        "福岡県知事が述べた。",
        "千葉課長と石川氏",
        "山口大臣政務官が出席",
        "担当:宮崎、長崎",
        "大分よくなってきた。",
        "日本語と英語、フランス語",
        "韓国人の観光客",
        "インド政府とタイ運輸省",
        "東日本大震災と能登半島地震",
        "東京五輪と大阪・関西万博",
        "タイミングとマリーナ",
        "東アジア首脳会議",
        "アジア開発銀行",
        "空港区域を拡張する。",
        "各空港と主要な港",
        "最寄り駅から徒歩5分",
        "開催場所:オンライン",
        "第1号様式と第2号",
        "米の作付け",
        "京都議定書とパリ協定",
        "同市と同県",
    ],
)
def test_nothing(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("オランダで", "country"),
        ("滋賀県で", "prefecture"),
        ("草津市で", "municipality"),
        ("草津市草津三丁目13番30号", "address"),
        ("ロンドンで", "city"),
        ("東南アジアで", "region"),
        ("オホーツク海で", "sea"),
        ("父島で", "island"),
        ("成田空港で", "facility"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize("row", rows("rules/facility_suffixes"), ids=lambda row: row["suffix"])
def test_facility_rows(row: dict[str, str]) -> None:
    assert any(surface.endswith(row["suffix"]) for surface, _ in found(row["example"]))
    assert not any(surface.endswith(row["suffix"]) for surface, _ in found(row["counter_example"]))


@pytest.mark.parametrize("row", rows("rules/place_context"), ids=lambda row: row["example"])
def test_context_rows(row: dict[str, str]) -> None:
    kept = row["class"] == "loose"
    assert bool(found(row["example"])) is kept
    assert bool(found(row["counter_example"])) is not kept


def test_candidates_do_not_overlap_and_hold_their_offsets() -> None:
    text = "東京都千代田区霞が関1-3-1の経済産業省本館17階第1会議室で、中国山東省煙台市とタイ・バンコクの代表が会った。"
    spans = [(c.start, c.end) for c in places.find(lay_out(text), [])]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["1-", "東京都", "中央区", "・ア", "米、", "ホテル", "場所 ", "港", "霞が関", "首都ア", "市の"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    page = lay_out("千代田区" + unit * (20_000 // len(unit)))
    begun = time.perf_counter()
    places.find(page, [])
    assert time.perf_counter() - begun < 3
