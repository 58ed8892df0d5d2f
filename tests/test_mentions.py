"""All finders, selection and linking together, on sentences of our own in the form of the gold files.

Each row is annotated whole: what bears no mark must give nothing. A value is checked where the mark has one.
"""

from __future__ import annotations

import pytest

import extractor
from extractor.evaluation.gold import parse

PUBLISHED = "2025-05-01"
ROWS = (
    # Titles and names: rare names before whole titles, letters set apart, former posts, pointing bodies.
    "{{OFFICIAL:太田充/理財局長/財務省|太田充理財局長}}が説明した。",
    "{{OFFICIAL:可部哲生/総括審議官/|可部哲生総括審議官}}が就いた。",
    "{{OFFICIAL:大林正典/長官/|大林正典長官}}は退任した。",
    "{{OFFICIAL:幡谷豪男/市長/堺市|幡谷豪男堺市長}}と面会した。",
    "{{OFFICIAL:/知事/鹿児島県|鹿児島県知事}}が要請した。",
    "{{OFFICIAL:兼原信克/前官房副長官補/内閣官房|兼原信克・前官房副長官補}}が述べた。",
    "指定するよう{{OFFICIAL|松野大臣}}に答申した。",
    "{{OFFICIAL:大野正彦/前長官/国税庁|大野正彦前国税庁長官}}の後任に{{OFFICIAL:藤井健志/同庁次長/国税庁|藤井健志同庁次長}}を充てた。",
    "{{MINISTRY|内閣府}}では{{OFFICIAL:山﨑重孝/事務次官/内閣府|山﨑重孝事務次官}}が留任した。",
    "出席者は{{OFFICIAL:野田聖子/国務大臣(総務大臣)/内閣|野 田 聖 子 国務大臣(総務大臣)}}である。",
    "来日中の{{OFFICIAL:ウイリアム・バーンズ/国務副長官/米国|ウイリアム・バーンズ米国務副長官}}と会談した。",
    "{{OFFICIAL:甘利明/経済再生担当大臣/内閣府|甘利明経済再生担当大臣}}を派遣する。",
    "{{OFFICIAL:/副大臣/内閣府|内閣府副大臣}}が現地調査を実施した。",
    "{{OFFICIAL:河村/生涯学習政策局長/文部科学省|河村生涯学習政策局長}}が{{MINISTRY|文部科学省}}で説明した。",
    "【{{PLACE|今治}}】{{OFFICIAL:浅野正富/市長/|浅野正富(あさのまさとみ)市長}}は発表した。",
    "{{OFFICIAL:/大臣官房サイバーセキュリティ・情報化審議官/|大臣官房サイバーセキュリティ・情報化審議官}}が出席した。",
    "{{MINISTRY|インド海軍}}の艦艇が寄港し、{{OFFICIAL:ラジェシュ・クマール/東部艦隊司令官/インド海軍|ラジェシュ・クマール東部艦隊司令官}}が訪れた。",
    "{{MINISTRY|中部運輸局}}が開き、{{OFFICIAL:中須賀/局長/中部運輸局|中須賀局長}}が出席する。",
    "{{OFFICIAL:/東牟婁振興局長/東牟婁振興局|東牟婁振興局長}}が設けた。",
    "・{{PERSON|津村 礼子 学校法人南紀学院理事長}}",
    "{{OFFICIAL:坂口/厚生労働大臣/厚生労働省|坂口厚生労働大臣}}・{{OFFICIAL:武部/農林水産大臣/農林水産省|武部農林水産大臣}}の会見",
    "{{OFFICIAL:/内閣総理大臣/内閣|内閣総理大臣}}・{{OFFICIAL:/長官/金融庁|金融庁長官}}に勧告する。",
    "{{OFFICIAL:住博司/厚生政務次官/厚生省|住博司厚生政務次官}}が出張する。",
    "{{OFFICIAL:/副市長/魚津市|魚津市副市長}}に{{OFFICIAL:谷口真理子/前次長/北陸農政局|谷口真理子前北陸農政局次長}}を選ぶ。",
    "{{PLACE|カナダ}}の{{OFFICIAL:フレミング/蔵相/カナダ|フレミング蔵相}}と会談した。",
    "▽{{OFFICIAL|国立水俣病総合研究センター所長 三宅豊}}",
    "{{MINISTRY|内閣府}}\t{{OFFICIAL|大林 英雄}}(衆)",
    "{{PERSON|米田酒造社長の黒田光夫}}氏を再任した。",
    "{{OFFICIAL|皇太子さま}}が出席された。",
    # Minutes of the Diet.
    "{{CONFERENCE|第176回国会}} {{ORG|参議院厚生労働委員会}}\n{{OFFICIAL|山本 博司}}君",
    # Careers are no posts.
    "航空事故調査官3名と労働基準監督官を送った。",
    # Personnel notices without marks: the name behind the old post.
    "{{OFFICIAL|財務省関税局調査課長}}({{OFFICIAL|東京税関総務部長}}) {{OFFICIAL:三浦玲子//財務省関税局|三浦玲子}}",
    # Laws: a clause or an owner in front of the name.
    "{{MINISTRY|厚生労働省}}所管の{{LAW|食品衛生法等の一部を改正する法律(平成15年法律第55号)}}が公布された。",
    "{{LAW|担保物権及び民事執行制度の改善のための民法等の一部を改正する法律}}の施行について通知した。",
    "法務省民二第372号の通知である。",
    "罰則を引き上げる{{LAW|種の保存法の一部を改正する法律(平成25年法律第37号)}}を説明した。",
    "{{LAW|国家戦略特別区域法 (平成二十五年法律第百七号)}}第十三条の規定による。",
    "審議会は{{LAW|賃金の支払の確保等に関する法律}}、{{LAW|労働安全衛生法}}及び{{LAW|作業環境測定法}}の施行を審議する。",
    "{{LAW|健康保険法等改正案}}を審議した。",
    # Organisations: a country in front, what others do for them behind.
    "{{PLACE|米国}}・{{ORG|シカゴ大学}}から招いた。",
    "{{ORG|財団法人東京都新都市建設公社}}発注の土木工事である。",
    "{{PLACE|青葉市立西笹川中学校}}を視察した。",
    # Places: rooms, roads, brackets opened before the label, nicknames.
    "{{PLACE|文部科学省大臣室}}で会談した。",
    "{{PLACE|総理大臣官邸閣議室}}で開いた。",
    "{{PLACE|文部科学省 東館3階 講堂}}で開いた。",
    "{{PLACE|経済産業省 別館11階 1111会議室}}にて開催する。",
    "{{PLACE|一般国道218号}}の区間である。",
    "{{PLACE|県道鳥取鹿野倉吉線}}を止めた。",
    "({{DATE|平成20年5月22日(木曜日)17時05分}} 於:{{PLACE|本省会見室}})",
    "「{{PLACE|青葉ものづくり交流館}}」(愛称「{{PLACE|かたるべ館}}」)を{{DATE|7月6日(土)}}にオープンします。",
    "{{PLACE|古座川}}が氾濫した。河川の増水に備える。",
    "{{PLACE:JP-44202|別府市大字北石垣無番地}}に建てる。",
    "場 所\t{{PLACE|滋賀県立県民交流センター}}",
    "下松小学校区の住民に知らせた。",
    # Meetings: an ordinal before a topic, a kanji year, a time in front.
    "{{CONFERENCE|第8回航空従事者の飲酒基準に関する検討会}}を開いた。",
    "{{CONFERENCE|薬物密輸撲滅キャンペーン二〇一二}}を行う。",
    "{{DATE|2月9日(水)16:00~16:40}} {{CONFERENCE|新燃岳の噴火に関する関係省庁連絡会議(第3回)}}を開催。",
    "{{CONFERENCE|中央教育審議会第97回}}を開いた。",
    "{{CONFERENCE|TICAD IV}}の成果を確認した。",
    "「{{CONFERENCE|ブルーカーボン国際セミナー}}」を開く。",
    "{{CONFERENCE|文化勲章親授式}}が行われた。",
    "{{CONFERENCE|政策委員会・金融政策決定会合}}が開かれた。",
    # A company's number begins no footer.
    "{{MINISTRY|消費者庁}}は公表した。\n名称 {{ORG|株式会社青葉}}(法人番号 8010001143005)\n{{PERSON|代表 小林 裕二}}氏",
    # Dates in columns, years of which the era is told above; the number of a section in front.
    "{{DATE:2005-11-29|平成17.11.29}}\t交渉\n{{DATE:2006-12-08|18.12. 8}}\t合意\n{{DATE:2006-12-20|12.20}}\t署名",
    "2.{{DATE|平成9年度}}の査察は{{DATE|前年度}}を下回った。",
    "第3章\n2.1.3\n概要",
    # Dates: a blank behind the slash.
    "{{DATE:2025-04-08|4/ 8(火)}}に審議した。",
    # Titles again: a unit that begins in katakana, speakers who name themselves, surnames that the dictionary lacks.
    "{{OFFICIAL:佐々江賢一郎/アジア大洋州局長/外務省|佐々江賢一郎 外務省アジア大洋州局長}}。",
    "私、{{OFFICIAL:今井/大臣官房総務課長補佐/環境省|環境省大臣官房総務課長補佐の今井}}と申します。",
    "{{OFFICIAL:中川/環境大臣/環境省|環境大臣の中川}}でございます。",
    "{{OFFICIAL:沓掛/副大臣/|沓掛副大臣}}は述べた。",
    "{{MINISTRY|財務省}}で{{OFFICIAL:山際大志郎/経済再生担当相/内閣府|山際大志郎経済再生担当相}}が述べた。",
    "町長        {{OFFICIAL:信貴康孝//|信 貴 康 孝}}\n副町長       {{OFFICIAL:中村繁男//|中村繁男}}",
    "社長    {{PERSON|山田太郎}}",
    "{{CONFERENCE|中央環境審議会第22回総会}}で{{OFFICIAL:佐久間総一郎/委員/中央環境審議会|佐久間総一郎委員}}が退任した。",
    "各国の駐日大使夫妻が出席した。",
    # Bills in lists and agenda; what bills there are.
    "「議案第30号 {{LAW|町税条例の一部を改正する条例}}の制定について」",
    "{{LAW|国と地方の協議の場に関する法律案}}、それから{{LAW|地方自治法の一部を改正する法律案}}、{{LAW|放送法等の一部を改正する法律案}}を決定した。",
    "所管法案の審議が進む。",
    # Forces and their days, ships and their classes, councils with a place in their topic.
    "{{MINISTRY|防衛省統合幕僚監部}}は{{MINISTRY|ロシア海軍}}艦艇の動向を公表した。",
    "{{MINISTRY|中国人民解放軍海軍}}の空母「遼寧」などとジャンカイ(江凱)II級フリゲートを確認した。",
    "自衛隊記念日のレセプションを開いた。",
    "{{MINISTRY|消防庁}}は{{MINISTRY|大分市大規模火災を踏まえた消防防災対策のあり方に関する検討会}}を設けた。",
    # Places: islands by what lies beside them, halls below their label.
    "{{PLACE|奄美大島}}と{{PLACE|横当島}}の間の海域を西進した。",
    "会場\n{{PLACE|フェニックス・プラザ 大ホール}}({{PLACE|福井市田原1-13-6}})\n",
    "場所\nオンライン開催\n",
    "{{ORG|日本空港ビルデング}}は調べた。",
    # What stands in front or beside: several countries, a word of order, every country's ministers.
    "{{PLACE|フランス}}・{{PLACE|ドイツ}}・{{OFFICIAL:/外相/イタリア|イタリア外相}}が出席した。",
    "冒頭{{OFFICIAL:岸田/大臣/|岸田大臣}}から説明した。",
    "G7各国外相が出席した。",
    "{{OFFICIAL:/外務・安全保障上級代表/EU|EU外務・安全保障上級代表}}が述べた。",
    "{{OFFICIAL:/会長/中央防災会議|中央防災会議会長}}は述べた。",
    "{{ORG|株式会社イズミ}}のGMS本部の{{PERSON|溝口晋本部長}}は話した。",
    "{{OFFICIAL:油井賢太郎/参議院議員/参議院|参議院議員油井賢太郎}}君提出設置法に依らざる審議会に関する質問",
    # What local governments form, committees of the old Diet, suspects, clubs.
    "{{ORG|千葉県町村会}}は{{ORG|特別区長会}}と協定を結んだ。",
    "{{CONFERENCE|第13回国会}} {{ORG|通商産業委員会}} 第9号",
    "被疑者{{ORG|株式会社キャンドール}}は、報告しなかった。",
    "{{ORG|ギラヴァンツ北九州}}の選手が訪れた。",
    "{{CONFERENCE|文部科学大臣杯第74回全日本大学選手権大会}}が開催された。",
    # Places: a country with 国, a museum of so many years; times and disasters that bear a place's name.
    "{{PLACE:BJ|ベナン国}}{{PLACE|コトヌ港}}に運ばれた。",
    "{{PLACE|帯広百年記念館}}で見学した。",
    "令和元年東日本台風では被害が生じた。",
    # An acronym between a body and its head's title; surnames that are words too; ministers of the partner again.
    "{{OFFICIAL:ケマル・デルビシュ/総裁/国連開発計画|ケマル・デルビシュ国連開発計画(UNDP)総裁}}は来日し、{{OFFICIAL:デルビシュ/総裁/国連開発計画|デルビシュ総裁}}は述べた。",
    "{{OFFICIAL:カズン/事務局長/国連世界食糧計画|カズン国連世界食糧計画事務局長}}は、カズンという本を読んだ。",
    "{{OFFICIAL:関水康司/事務局長/国際海事機関|関水康司・国際海事機関(IMO)事務局長}}が出席した。",
    "{{OFFICIAL:岩屋/外務大臣/外務省|岩屋外務大臣}}は{{PLACE|韓国}}の{{OFFICIAL:趙顕/外相/韓国|趙顕外相}}と会談した。{{OFFICIAL:趙顕/外相/韓国|趙顕外相}}は述べた。",
    "{{PLACE|東京電力柏崎刈羽原発}}の{{PERSON|稲垣武之所長}}は述べた。",
    "記者 {{ORG|読売新聞}}の{{PERSON|ミウラ}}といいます。",
    "{{ORG|共同通信}}の話です。",
    # Years of chronologies, times of diaries, days in a plan that is announced.
    "経緯\n{{DATE:2018|平成30年}}\n {{DATE:2018-04-01|4月1日}} 制度開始\n",
    "{{DATE:2007-04-10|平成19年4月10日(火)}}\n【午後】{{DATE:2007-04-10T12:03|12時3分}}、着。{{DATE:2007-04-10T14:00|2時}}、会議。",
    "{{DATE:2025-05-01T08:23|8時23分}}、公邸発。{{DATE:2025-05-01T08:24|同24分}}、公用車着。",
    "{{DATE:2025-05-20|20日}}に来訪すると発表した。",
    "{{DATE:2012-01-11|2012年1月11日}}、地震が発生した。{{DATE:2012-03-22|3月22日}}、区域を設定。",
    "{{DATE:2024-08|昨年8月}}の事故で、{{PERSON|青葉}}氏は{{DATE:2025-04-24|24日}}、述べた。",
    # The chairman in the bracket behind a council.
    "{{MINISTRY|文化審議会}}({{OFFICIAL:佐伯真弓/会長/文化審議会|佐伯真弓会長}})は答申した。",
    # No mentions.
    "関連で伺います。小泉内閣の時代の話です。",
)


@pytest.mark.parametrize("row", ROWS)
def test_row(row: str) -> None:
    gold = parse(f"id: row\n---\n{row}\n---\n")
    found = {(m.start, m.end): m for m in extractor.extract(gold.text, published=PUBLISHED).entities}
    assert [(m.text, m.label) for m in found.values()] == [(m.text, m.label) for m in gold.mentions]
    told = [m for m in gold.mentions if m.value]
    assert [(m.text, found[m.start, m.end].value) for m in told] == [(m.text, m.value) for m in told]
