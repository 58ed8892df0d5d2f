"""Whether a place name stands for the place, or is part of a word, a person's name, a title or an organisation."""

from __future__ import annotations

import re

from extractor.entities.place_codes import Name
from extractor.text.page import Page

_KATAKANA = re.compile(r"[ァ-ヴー]")
# Names that begin like a place's but are another's: 在フィジー大使館, 駐日, 新大阪, 全日本.
_BEFORE = re.compile(r"(?:在|駐|訪|来|新|全|大|元々|[A-Za-z])$")
_RUN = re.compile(r"(?:[一-龥々ァ-ヴーA-Za-z0-9]|(?<=.)・(?=[一-龥ァ-ヴー])){1,30}")
# What may follow a place's name at once.
_LOOSE = re.compile(
    r"側|内|産|国内|国民|企業|市場|出身|訪問|出張|視察|滞在|発(?!電|表|明|展)|着(?!任|工)|行き|付近|周辺|近郊|沖|全域|全土|各地|東部|西部|南部|北部|中部|東方|西方|南方|北方"
    r"|沿岸|沿海|山間|向け|籍|船籍|間|以外|以南|以北|等|両|各|など|及び|並びに|又は|入り|経由|上空|国境|側|外|初|首脳(?!会)|代表(?!部)|在住|本土|首都|名物|時間|会場|地域"
    r"|支援(?!法|室|局|課|センター|機構|協会|会議|団体|事業|計画|プラン)|南西|南東|北西|北東|近海|領海|領空|領|国旗|原産|由来"
)
_WORD_AFTER = re.compile(r"人(?![道工材権員])|語|円|酒|食|料理|一(?![一-龥])|史|学|系|式|憲法|国憲法|国籍|国旅券|茶|脳炎|画|犬|髪|刀")
_NOT_PLACE = re.compile(
    r"銀行|電力|ガス(?!田)|新聞|大学|高校|学校|学院|学園|協会|機構|連合|連盟|会議所|組合|公庫|公団|公社|財団|学会|信用金庫|放送|テレビ|鉄道|製鉄|製作所|工業|製薬|証券|生命|損保|保険|会社|航空"
    r"|郵便|通信|[省庁局署軍隊党](?![一-龥ァ-ヴー])|省|庁|局|本部|委員会|審議会|協議会|議会|裁判所|地裁|高裁|家裁|検察|地検|高検|法人|病院|研究所|センター|大使|領事|労組|県警|府警|道警|警察|条約|協定|憲章|宣言"
    r"|条例|五輪|オリンピック|パラリンピック|万博|博覧会|サミット|会談|会合|会議|フォーラム|マラソン|計画|戦略|ビジョン|構想|プロジェクト|議定書|声明|大会|政府|艦|海軍|空軍|陸軍|国防|外相|首相|大統領|国王|皇太子"
    r"|国会|内閣|外務|基金|クラブ|連絡会|対話|イニシアティブ|ファンド|グループ|支店|支社|本社|工場|事務所|出張所|管区|財務|法務|税関|国税|運輸|整備|厚生|農政|森林管理|経済産業|気象|行政|復興推進室|課|室|係"
)
_TITLE_AFTER = re.compile(
    r"[一-龥々ァ-ヴー・]{0,12}?(?:大臣|長官|審議官|[局課室部署所社会院校区市町村団隊議座学総組班]長|知事|次官|参事官|企画官|補佐|係|主査|主任|調査官|事務官|政務官|専門官|書記官|委員|議員|教授|記者|理事|監督|選手|総裁|頭取|弁護士|判事"
    r"|検事|司令|幕僚|総理|首相|外相|大統領|公使|総監|[1-3一二三]?佐|[1-3一二三]?尉|[1-3一二三]?曹|海将|陸将|空将|氏|さん|君|様|殿|担当官)(?![一-龥])"
)
_HONORIFIC = re.compile(r"氏|さん|君(?![一-龥])|様|殿|ら(?![れし])|選手")
_PERSON_AFTER = re.compile(r" ?[一-龥]{1,3}(?= ?[氏、(（\n]|$)|[ 　][一-龥ぁ-んァ-ヴー]")
_PERSON_BEFORE = re.compile(r"(?:担当|担当者|課長|補佐|係長|室長|局長|部長|次長|主査|専門官|調整官|企画官|参事官|審議官|[長官佐員])(?:[:： 、]+|\()$")
_LIST_OR_PARTICLE = re.compile(
    r"[、・及並又や,]|など|等|各県|両県|両|[0-9一二三四五六七八九]+(?:都|道|府|県)|で|に(?!お[かけ]る)|へ|から|まで|の|は|が|を|と|も|側|内|県|発|着|付近|周辺|沖|市内|間|より|\)|」|$|\n|。| |行|会場|出身|訪問|出張|視察|入り|土産|\("
)


def is_place_word(page: Page, start: int, end: int, name: Name) -> bool:
    """Whether ``start:end`` is a word of its own and not part of a longer one or a person's name."""
    text = page.text
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if _KATAKANA.match(text, start) and before and (_KATAKANA.match(before) or before.isalpha() and before.isascii()):
        return False
    if _KATAKANA.match(text, end - 1) and after and _KATAKANA.match(after):
        return False
    if text[start].isascii():
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    if _KATAKANA.match(text, start):
        return True
    tokens = page.tokens
    index = tokens.index_at(start)
    if tokens.starts[index] != start:
        return False
    if not (name.short or (end - start == 2 and name.kind in ("city", "island", "river", "mountain", "region"))):
        return True
    # Short forms are surnames too (千葉, 福島, 山口): what Sudachi reads in the sentence and what follows decide.
    if tokens.ends[tokens.index_at(end - 1)] != end or "人名" in tokens.tags[index]:
        return False
    return not (
        _HONORIFIC.match(text, end)
        or _PERSON_AFTER.match(text, end)
        or _PERSON_BEFORE.search(text, max(0, start - 8), start)
        or page.zone_at(start) == "contact"
    )


def free_before(text: str, start: int) -> bool:
    """Whether nothing right before ``start`` makes the name a part of a longer word."""
    return not _BEFORE.search(text, max(0, start - 2), start)


def free_after(page: Page, start: int, end: int, kind: str) -> bool:
    """Whether what follows ``end`` leaves the name a place: no organisation, meeting, title or word grows from it."""
    text = page.text
    if _HONORIFIC.match(text, end):
        return False
    match = _RUN.match(text, end)
    if match is None:
        return True
    if _LOOSE.match(text, end):
        return True
    if kind in ("country", "region") and _WORD_AFTER.match(text, end):
        return False
    return not (_NOT_PLACE.search(match[0]) or _TITLE_AFTER.match(match[0]))
