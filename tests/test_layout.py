"""Zones, line kinds, wrapped lines and spaced names, on texts written for these tests."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import resources
from extractor.text import sentences, signs
from extractor.text.layout import heading_of, lay_out, title_of
from extractor.text.page import Page

ZONES = {"T": "title", "D": "dateline", "B": "body", "C": "contact", "N": "boilerplate", "U": "duplicate"}

# ruff: noqa: E501  (lines of documents stand as they are)

# Each line begins with the letter of its zone; a line without letter is blank.
PAGES = {
    "site name above the title": """
N|青葉市ホームページ　メニュー
N|くらし・手続き｜子育て・教育｜観光・文化｜しごと・産業
T|青葉大橋開通式の開催について（3月30日資料提供）

D|更新日：2026年3月30日
B|■1　開通式
B|　青葉市は、令和8年4月6日に青葉大橋の開通式を行います。
""",
    "menu between slashes": """
N|みどり日報WEB
N|ホーム / 社会 / 政治 / 経済 / スポーツ
T|離島航路が再開　知事「島民の足を守る」
D|2月7日(日) 18:45配信
B|　県は7日、離島航路を4か月ぶりに再開したと発表した。知事が同日の会見で明らかにした。
""",
    "trail of pages": """
N|知事室 ホームページ
N|知事
N|副知事
N|政策
N|トップ＞知事の一日＞令和6年＞青葉県・緑県知事会談等

T|青葉県・緑県知事会談等
D|更新日：令和6年8月9日
N|動画が再生できない方はこちら
N|署名式に臨む両知事１
N|署名式に臨む両知事２
B|　令和6年8月9日、知事は、県庁で緑県の知事と会談し、防災協定に署名しました。
N|関連リンク
N|県のホームページ
""",
    "paywall": """
N|ログイン
T|県が離島航路の条例案　9月議会に提出へ
D|2024年8月9日 10時30分
B|　青葉県は9日、離島航路を支える条例案を9月の県議会に提出すると発表した。知事が同日の会見で明らかにした。
N|会見する知事=2024年8月9日午前9時12分、青葉県庁、海野記者撮影
N|この記事は有料記事です。残り512文字
N|有料会員になると続きをお読みいただけます。
N|この記事を書いた人
N|海野太郎
N|港に新しい灯台
""",
    "menu at the foot": """
N|本文へスキップします。
N|文字サイズ変更 小 中 大
D|令和5年6月9日
T|「離島医療に関する方針」の変更について
B|　離島庁は、本日、「離島医療に関する方針」を変更しました。詳しい内容は、別紙を御覧ください。
C|【照会先】
C|離島庁医療課　電話：03-0000-1234
N|ページの先頭へ戻る
N|テーマ別に探す
N|離島の医療
N|離島の福祉
""",
    "news portal": """
N|みなとニュース
N|ログイン | 無料会員登録 | ヘルプ
N|トップ | 社会 | 政治 | 経済 | 地域 | 天気
N|アクセスランキング
N|1位 港の灯台に新しい展示室
N|2位 市バスの運賃を改定へ
T|海浜市が津波避難ビルを3棟追加指定　合計21棟に
D|6/3 (火) 14:05配信
N|指定された避難ビルの前で説明する職員（2日、海浜市）
N|1/3枚
N|シェアする　ポスト　LINEで送る

B|　海浜市は3日、津波避難ビルとして民間の集合住宅など3棟を追加指定したと発表した。指定は昨年9月以来となる。
B|　市によると、指定したのは南浜町の集合住宅と同町の立体駐車場など。南浜小学校の児童約120人も避難先として使う。
N|【関連記事】
N|・防潮堤の完成式に知事ら80人
N|・海浜市、避難タワーの設計を公募
B|　佐久間市長は「高い場所を一つでも増やしたい」と話した。市は7月から現地で避難訓練を行い、9月には住民への説明会を開く予定だ。
N|最終更新：6/3 (火) 15:40
U|海浜市が津波避難ビルを3棟追加指定　合計21棟に
U|　海浜市は3日、津波避難ビルとして民間の集合住宅など3棟を追加指定したと発表した。
U|指定は昨年9月以来となる。
N|みんなのコメント 31件
N|並び替え おすすめ順
N|umi***　6/3 16:10　うちの近くにもほしいです。
N|コメントを書く
N|おすすめ記事
N|2025年度の海開きは7月5日
N|会社概要　利用規約　プライバシーポリシー
N|© Minato News
""",
    "ministry page": """
N|本文へ
N|English
N|文字サイズ　標準　大
N|ホーム > 会見・報道・お知らせ > 報道発表
D|令和6年10月8日
T|「水辺の再生に関する検討会」（第4回）の開催について

B|水資源局では、水辺の再生に向けた方策を検討するため、「水辺の再生に関する検討会」の第4回会合を下記のとおり開催します。

B|1．日時
B|令和6年10月21日（月）13:30～15:30
B|2．場所
B|中央合同庁舎第9号館　共用会議室
B|3．参考
B|　前回の会合は令和6年7月に開かれ、中間整理が取りまとめられました。

N|関連リンク
N|・検討会のページ（外部リンク）
N|添付資料
N|・議事次第（PDF形式：120KB）
N|・委員名簿（PDF形式：88KB）

C|お問い合わせ先
C|水資源局　河川再生課
C|担当者：松井、遠山
C|代表：03-0000-1111（内線234）

N|PDFファイルをご覧いただくためには、Adobe Readerが必要です。
N|このページの先頭へ
N|サイトマップ | プライバシーポリシー | アクセシビリティ
N|水資源省（法人番号9999999999999）
N|Copyright (C) Ministry of Water. All Rights Reserved.
""",
    "contact box above the title": """
D|Press Release
D|報道関係者各位
D|令和5年2月14日（火）
C|【照会先】
C|雇用環境局　両立支援課
C|課長　谷村
C|（代表電話）03-0000-5555

T|令和5年度「両立支援表彰」の受賞企業を決定しました
B|　雇用環境省は、仕事と育児の両立に取り組む企業を表彰する「両立支援表彰」の受賞企業12社を決定しましたので、公表します。
B|　表彰式は、3月10日に都内で行います。
N|【添付資料】
N|別紙1　受賞企業一覧
N|別紙2　選考委員名簿
""",
    "letter": """
D|防対発第45号
D|令和4年6月1日
D|各都道府県防災主管部長　殿
D|　　　　　　　　　　　　防災庁　対策課長
T|避難所の運営に関する留意事項について（通知）
B|　標記について、下記のとおり定めたので、貴管内の市町村に周知願います。
B|記
B|第一　趣旨
B|　避難所における良好な生活環境を確保するため、災害対策基本法第86条の6の規定に基づき必要な措置を講ずるものである。
B|別紙
B|　避難所の運営に当たっては、以下の事項に留意すること。
B|参考資料
B|　令和3年5月に閣議決定された基本方針では、要配慮者への支援が定められている。
""",
    "sanctions with the same wording are no copies": """
T|家庭教師の訪問販売業者2社に対する業務停止命令について
D|令和3年9月2日
B|　消費者庁は、次の2社に対し、特定商取引に関する法律の規定に基づき、業務の一部の停止を命じました。
B|1　株式会社甲野教育
B|　対象となる行為は、契約の締結について勧誘すること及び契約の申込みを受けることである。
B|　停止の期間は、令和3年9月2日から令和4年3月1日までの6か月間である。
B|2　株式会社乙川学習
B|　対象となる行為は、契約の締結について勧誘すること及び契約の申込みを受けることである。
B|　停止の期間は、令和3年9月2日から令和4年3月1日までの6か月間である。
""",
    "list of topics repeated as headings": """
T|花岡農林大臣記者会見概要
D|令和2年11月6日（金曜日）10時02分～10時15分　於：本省会見室
B|主な質疑事項
B|・鳥インフルエンザの発生に伴う防疫措置の実施について
B|・地域農業の担い手の確保に関する基本方針の見直しについて
B|・鳥インフルエンザの発生に伴う防疫措置の実施について
B|記者
B|　昨日、県内の養鶏場で確認された事例について、対応を伺います。
B|大臣
B|　昨日のうちに職員を派遣し、防疫措置に入りました。
B|・地域農業の担い手の確保に関する基本方針の見直しについて
B|記者
B|　基本方針の見直しの時期はいつになりますか。
""",
    "comment of a minister, tables, captions": """
T|第5回スポーツ功労賞の受賞者決定
D|2023年12月1日　スポーツ振興庁
B|　スポーツ振興庁は、本日、第5回スポーツ功労賞の受賞者を決定しました。贈呈式は来年1月20日に行います。
B|氏名 | 所属 | 種目
B|川端美緒 | 青葉大学 | 水泳
B|野口健 | 北星製作所 | 陸上
B|コメント
B|　森下長官は「受賞者の努力に敬意を表します」とのコメントを発表しました。
N|（写真）受賞者と懇談する森下長官
N|写真2
B|資料
B|　選考の経過は次のとおりです。10月3日に選考委員会を開催し、候補者20名から選びました。
N|この記事をシェア
N|前の記事　次の記事
""",
    "menu line by line and long footer": """
N|海外交流省
N|English
N|検索
N|会談・出張
N|国と地域
N|アジア
N|大洋州
T|日・サンプラ外相会談
D|令和6年7月26日
N|English (英語)
N|ツイート
N|会談に臨む両大臣　（写真提供：海外交流省）
B|　現地時間7月26日午前11時10分から約25分間、国際会議に出席するためラオスを訪問中の山川大臣は、サンプラ共和国の外務大臣と会談を行いました。
B|1　冒頭、山川大臣から、外交関係樹立40周年の節目に協力を進めたい旨述べました。
N|このページのトップへ戻る
C|このページに関するお問い合わせ
C|海外交流省　大洋州課
C|Tel：03-0000-7777
N|アクセシビリティについて
N|個人情報保護方針について
N|法的事項
N|〒100-0000　東京都千代田区霞が関0-0-0　Tel：03-0000-1111（代表）
N|Copyright © Ministry of Exchange
""",
    "short statement, menu at the foot": """
T|内閣官房長官談話
D|令和6年9月3日
B|１．本日、弾道ミサイルが発射された。政府は直ちに情報を収集した。
B|（参考）
B|　別添１　発射の概要
B|（以上）
N|ツイート
N|トップページ
N|総理大臣
N|官房長官
N|記者会見
N|政策
N|ご意見・ご感想
N|Copyright © Cabinet Secretariat
""",
    "markdown": """
D|[みどり市] 報道資料
T|市税条例の改正について
D|公開日：2025年3月5日
B|　市は、3月定例会に市税条例の一部を改正する条例案を提出しました。
B|| 区分 | 改正前 | 改正後 |
B|| 税率 | 6.0% | 5.8% |
N|#### 関連情報
N|- [議案書（PDF：220KB）](https://example.jp/a.pdf)
B|## 今後の予定
B|- 3月19日　議決
C|問い合わせ先：財政課　電話048-000-0000
""",
    "comment counter above the article, comments at its foot": """
D|速報
N|ログイン
T|知事が防災相に要望書　復旧の支援拡大求める
D|5/10(土) 12:30配信
N|3
N|コメント3件
B|大浜県の高山一夫知事は10日、赤井大輔防災担当大臣に支援の拡大を求める要望書を手渡した。
B|高山知事は「生活再建を急ぎたい」と述べた。
N|【関連記事】
N|豪雨から半年　仮設住宅の入居者は今
N|あなたにおすすめの記事
N|県内の新規感染者12人　3日ぶりに増加
N|コメント 3件
N|※このコメントは投稿者の個人的な見解です。
N|user1234
N|国がもっと支援すべきだ。被災地の現状を見ると、県だけでは対応できないことが明らかで、国会でも議論してほしい。
N|返信0件
N|雑誌アクセスランキング
N|首相がインドネシアを訪問へ
N|© Ohama TV
""",
    "related articles within the article": """
T|市が復興推進室を新設
D|2024年6月3日 10:00
B|　東浜市は3日、台風被害からの復興を進めるため復興推進室を新設すると発表した。職員12人を配置し、7月1日に業務を始める。
N|【あわせて読みたい】
N|・台風8号、東浜市で床上浸水120棟
N|・災害ごみの仮置き場を増設
B|▽市は室長に防災危機管理課の大江俊介課長を起用し、県からも職員2人の派遣を受ける。任期は2年間の予定だ。
B|▽仮設住宅は8月に完成する。
""",
    "newspaper": """
D|政治
T|首相が被災地を視察　仮設住宅の整備急ぐ
D|2024年2月24日 18時40分
N|[有料会員記事]
N|写真・図版
N|視察する首相＝2024年2月24日、大浜市、代表撮影
B|　岸川文夫首相は24日、地震で被災した大浜市を訪れ、仮設住宅の建設状況などを視察した。訪問は1月14日以来2回目となる。
B|　政府は同日、第8回復旧支援本部を開き、支援策を決定した。
N|この記事は有料記事です。残り512文字
N|岸川文夫に関する最新ニュース
N|大浜市で余震　震度4
""",
    "copy in one piece and cut off": """
T|山手県と南野県が広域観光の協定を締結
D|2024.5.20 11:00
B|　山手県と南野県は20日、広域観光の推進に関する協定を締結した。両県の知事が山手県庁で署名した。
B|　協定には、周遊パスの発行や多言語案内の共通化が盛り込まれた。期間は3年間で、更新もできる。
N|動画を見る
U|山手県と南野県が広域観光の協定を締結
U|　山手県と南野県は20日、広域観光の推進に関する協定を締結した。両県の知事が山手県庁で署名した。　協定には、周遊パスの発行や多言語案内の…
N|もっと見る
N|トップページへ戻る
""",
}


def _planted(marked: str) -> tuple[str, list[tuple[str, str]]]:
    rows = [(line[:1], line[2:]) if line[1:2] == "|" else ("", line) for line in marked.strip("\n").split("\n")]
    return "\n".join(words for _, words in rows), [(ZONES[zone], words) for zone, words in rows if zone]


def _zone_of(page: Page, source_offset: int) -> str:
    for line in page.lines:
        if line.start < line.end:
            start, end = page.to_source(line.start, line.end)
            if start <= source_offset < end:
                return line.zone
    raise AssertionError(f"no line holds offset {source_offset}")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_zones(name: str, line_break: str) -> None:
    text, expected = _planted(PAGES[name])
    text = text.replace("\n", line_break)
    page = lay_out(text)
    at = 0
    wrong = []
    for zone, words in expected:
        at = text.index(words, at)
        found = _zone_of(page, at + len(words) - 1)
        if found != zone:
            wrong.append(f"{zone} read as {found}: {words}")
        at += len(words)
    assert not wrong


RULES = resources.rows("rules/zones")


def _applies(row: dict[str, str], words: str) -> bool:
    kind = row["kind"]
    if kind in {"linked", "title_end"}:
        return signs.is_linked(words) if kind == "linked" else signs.ends_like_title(words)
    if kind in {"chrome", "footer"}:
        return signs.is_furniture(words) if kind == "chrome" else signs.is_footer(words)
    return signs.is_formal(words) if kind == "formal" else signs.opens(kind, words)


@pytest.mark.parametrize("row", RULES, ids=[row["id"] for row in RULES])
def test_rule_examples(row: dict[str, str]) -> None:
    assert re.compile(row["pattern"], re.I)
    assert _applies(row, row["example"])
    assert not _applies(row, row["counter_example"])


DATELINES = (
    "令和7年4月25日",
    "Ｒ７．１２．５",
    "8.7 (木) 01:00",
    "4/14 (月) 17:20配信",
    "２０２４年（令和６年）３月１日（金）",
    "令和6(2024)年1月17日",
    "令和七年十二月二十五日",
    "平成３１年３月８日（金） ８時４７分～９時０５分  於：会見室",
    "令和7年10月13日(月)12時00分現在",
    "発表日：2025年1月6日",
    "2023年12月1日　スポーツ振興庁",
    "平成元年5月",
)
NO_DATELINES = (
    "2019年4月1日現在の世帯数は次のとおり",
    "4月27日16時頃、職員が現地に入った",
    "9月18日-新庁舎の落成",
    "4月28日に大臣が訪問します",
    "4/28(月)　羽田空港発、バンコク着",
    "令和7年度の予算について",
    "12時",
    "8.7億円",
    "2025",
)


@pytest.mark.parametrize("words", DATELINES)
def test_dateline(words: str) -> None:
    assert signs.is_dateline(lay_out(words).text)


@pytest.mark.parametrize("words", NO_DATELINES)
def test_no_dateline(words: str) -> None:
    assert not signs.is_dateline(lay_out(words).text)


# --- analysis text ----------------------------------------------------------------------------------------------

CLOSED_UP = (
    ("本日、\n防　衛　省\nより", "本日、\n防衛省\nより"),
    ("　　内 閣 府　　令和6年", "  内閣府  令和6年"),
    ("総　　務　　省", "総務省"),
    ("日 月 火 水", "日 月 火 水"),
    ("山 田", "山 田"),
    ("一 二 三", "一 二 三"),
    ("大臣 長官 次官", "大臣 長官 次官"),
)


@pytest.mark.parametrize(("source", "text"), CLOSED_UP)
def test_spaced_names(source: str, text: str) -> None:
    assert lay_out(source).text == text


JOINED = (
    "　審議会は本日、委員の意見を取りまとめ、知事に対し、\n地域の防災計画を見直すことが適当である旨を答申した。",
    "　港湾における脱炭素化の推進に関する基本的な方針の策定及び関係機関との\n　連携の強化に関する検討の開始について",
    "　　　当社は、顧客から集めた資金の一部を社員の給与に充てており、その額は約\n　　　３億円に上っていた。",
    "○ 県は、避難指示の対象となった地区の住民に対し、指定避難所のほか、\n   ホテルや旅館を二次避難先として提供した。",
    "本調査は、行政手続の運用に関する法律（平成 5 年法律第 88 号。以下「法」という。\n）に基づく意見公募の状況を調べたものである。",
    "本日、経済安全保障担当の職員が出席した会議（令和６年度第２回関係省庁\n連絡会議）において、次の方針を確認した。",
)
NOT_JOINED = (
    "審議会の委員の任命について。\n（注）敬称略",
    "海浜市の津波避難ビルが21棟に　3棟を追加指定へ\n6/3 (火) 14:05配信",
    "市の防災会議が避難計画の見直しを決定　来年度から実施に\n市は3日、防災会議を開いた。",
    "出席者\n山田太郎\n鈴木花子",
    "令和６年度補正予算に関する説明会の開催についてのお知らせ\n国土整備局は、次のとおり説明会を開催します。",
    "１　会議を開催することとした理由と今後の進め方の概要\n２　出席者は次のとおりである。",
    "　各都道府県知事\n　各指定都市市長　　殿",
    "大臣は会議に出席し、冒頭で挨拶を行いました。\n会議では、次の議題が取り上げられました。",
    "4/28(月)　羽田空港発、バンコク着、現地の大使館で打合せ\n29(火)　副首相との会談",
    "　また、審議会の委員には次の者を任命した。\n　　会長　　　　　　　　佐々木一郎（北野大学教授）",
    "都道府県\t件数\t前年の同じ月と比べた増減の割合と\n北海道\t12\t3",
)


@pytest.mark.parametrize("source", JOINED)
def test_joined(source: str) -> None:
    for text in (source, source.replace("\n", "\r\n")):
        assert len([line for line in lay_out(text).lines if line.kind != "blank"]) == 1


@pytest.mark.parametrize("source", NOT_JOINED)
def test_not_joined(source: str) -> None:
    assert len(lay_out(source).lines) == source.count("\n") + 1


def test_join_keeps_the_blank_between_latin_words() -> None:
    source = "本件は、世界保健機関による国際的な枠組みであるInternational Health\nRegulations（国際保健規則）に基づくものである。"
    assert "Health Regulations" in lay_out(source).text


# --- lines ------------------------------------------------------------------------------------------------------


def test_levels_and_headings() -> None:
    page = lay_out(
        "検討会の結果について\n\n第1 経緯\n 1 背景\n  (1) 法の施行\n   ・令和5年に施行された。\n 2 課題\n   費用が増えている。\n第2 今後\n   来年度に見直す。"
    )
    levels = {page.text[line.content : line.end]: line.level for line in page.lines if line.level}
    assert levels == {"経緯": 1, "背景": 2, "法の施行": 3, "令和5年に施行された。": 4, "課題": 2, "今後": 1}
    for words, heading in (("費用が", "課題"), ("来年度に", "今後"), ("課題", "経緯"), ("令和5年", "法の施行")):
        owner = heading_of(page, page.line_index(page.text.index(words)))
        assert owner is not None
        assert page.text[page.lines[owner].content : page.lines[owner].end] == heading
    assert heading_of(page, 0) is None


MARKERS = (
    ("１．概要", "1.", "概要"),
    ("1．12月18日（月）、会談した。", "1.", "12月18日(月)、会談した。"),
    ("２ 施行期日", "2", "施行期日"),
    ("第２　派遣の状況", "第2", "派遣の状況"),
    ("一　趣旨", "一", "趣旨"),
    ("（３）会談", "(3)", "会談"),
    ("(二)経緯", "(二)", "経緯"),
    ("②業務改善命令", "②", "業務改善命令"),
    ("ⅱ．報告", "ⅱ.", "報告"),
    ("ア　対象", "ア", "対象"),
    ("▽市は新設する。", "▽", "市は新設する。"),
    ("■今後", "■", "今後"),
    ("※1　調整中", "※1", "調整中"),
    ("（問）いつですか。", "(問)", "いつですか。"),
    ("担当者：坂井、青木", "担当者", "坂井、青木"),
    ("日　時：5月1日", "日 時", "5月1日"),
    ("【冒頭発言】", "【冒頭発言】", "冒頭発言】"),
    ("【問合せ先】総務課", "問合せ先", "総務課"),
    ("第26回会合を開いた。", "", "第26回会合を開いた。"),
    ("1.5倍に増えた。", "", "1.5倍に増えた。"),
    ("8.7 (木) の会談", "", "8.7 (木) の会談"),
    ("10:00　開会", "", "10:00 開会"),
    ("二十一日に開く。", "", "二十一日に開く。"),
    ("## 経緯", "##", "経緯"),
    ("https://example.jp/", "", "https://example.jp/"),
    ("5 月 8 日に", "", "5 月 8 日に"),
)


@pytest.mark.parametrize(("words", "marker", "content"), MARKERS)
def test_markers(words: str, marker: str, content: str) -> None:
    page = lay_out("前の行。\n" + words)
    line = page.lines[-1]
    assert (line.marker, page.text[line.content : line.end]) == (marker, content)


def test_title() -> None:
    page = lay_out("令和6年1月9日\n防災庁\n\n冬季の避難訓練の実施について\n\n　防災庁は、2月1日に訓練を行います。")
    span = title_of(page)
    assert span is not None
    assert page.text[slice(*span)] == "冬季の避難訓練の実施について"
    assert title_of(lay_out("")) is None


def test_noise_spans_become_boilerplate() -> None:
    text = "総務課のお知らせと行事\n\n　市は10日、総合防災訓練を実施した。参加者は約300人だった。"
    page = lay_out(text, noise=((0, 11),))
    assert [line.zone for line in page.lines if line.kind != "blank"] == ["boilerplate", "body"]


# --- sentences --------------------------------------------------------------------------------------------------

SENTENCES = (
    ("大臣が出席した。会談を行った。", ["大臣が出席した。", "会談を行った。"]),
    ("市長は「来てほしい。待っている。」と述べた。以上。", ["市長は「来てほしい。待っている。」と述べた。", "以上。"]),
    ("法（以下「甲法」という。）を改正した。次に", ["法(以下「甲法」という。)を改正した。", "次に"]),
    ("括弧が（閉じない。次の文。", ["括弧が(閉じない。", "次の文。"]),
    ("本当か！？　そうだ。", ["本当か!?", "そうだ。"]),
    ("長い「" + "あ" * 500 + "。い」。次。", ["長い「" + "あ" * 500 + "。", "い」。", "次。"]),
    ("である．次は1.5倍．", ["である.", "次は1.5倍."]),
    ("句点のない行\n次の行", ["句点のない行", "次の行"]),
    ("", []),
)


@pytest.mark.parametrize(("source", "expected"), SENTENCES)
def test_sentences(source: str, expected: list[str]) -> None:
    page = lay_out(source)
    assert [page.text[start:end] for start, end in page.sentences] == expected


# --- properties -------------------------------------------------------------------------------------------------

_ALPHABET = st.sampled_from(
    list("防衛省総務会あいのをにと、。（）「」 　\n\r\t１2-ー～㈪㍻ｶﾞ｡か\u3099\u200b第条①・○■:A\ud800【】>|…")
)


@settings(max_examples=300, deadline=None)
@given(st.text(_ALPHABET, max_size=200))
def test_page_is_consistent(source: str) -> None:
    page = lay_out(source)
    assert page.lines[0].start == 0
    before = 0
    for line, following in zip(page.lines, [*page.lines, None][1:], strict=True):
        assert line.start <= line.content <= line.end
        assert line.start >= before
        assert following is None or line.end <= following.start
        assert "\n" not in page.text[line.start : line.end]
        before = line.end
    for (start, end), after in zip(page.sentences, [*page.sentences, (len(page.text), 0)][1:], strict=True):
        assert start < end <= after[0]
        assert page.text[start:end] == page.text[start:end].strip()
        assert page.line_at(start) == page.line_at(end - 1)
    position = 0
    for offset in range(len(page.text)):
        start, end = page.to_source(offset, offset + 1)
        assert position <= start < end <= len(source)
        position = start
    words = re.sub(r"\s", "", page.text)
    assert words == re.sub(r"\s", "", lay_out(page.text).text)


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 400_000,
        "(" * 400_000,
        "」" * 400_000,
        "「」" * 200_000,
        "会議を開いた。" * 60_000,
        "防 " * 200_000,
        " " * 400_000,
        "1. " * 140_000,
    ],
    ids=["blank lines", "openers", "closers", "pairs", "one line", "spaced", "blanks", "numbers"],
)
def test_linear(text: str) -> None:
    began = time.process_time()
    lay_out(text)
    assert time.process_time() - began < 3


def test_sentences_of_given_lines() -> None:
    assert sentences.split("甲。乙。\n丙", [(0, 4), (5, 6)]) == ((0, 2), (2, 4), (5, 6))
