"""The grammar of paths: units inside a body (局 部 課 室 班), their borders, and brackets that belong to a name."""

from __future__ import annotations

import re

# Characters of a unit's own name. Hiragana only in the words that units are really named with.
_WORD = (
    r"(?:[一-鿿々〇ァ-ヺーA-Za-z0-9・]|子ども・子育て|こども|子ども|子育て|いじめ|まちづくり|ものづくり|づくり|がん|くらし"
    r"|暮らし|向け|たばこ|みどり|ふるさと|まち|ひと|しごと|働き方|受入れ|見守り|みらい|いのち)"
)
# 部, 室, 局 that end an everyday word and no unit.
_DEPARTMENT = r"(?<!(?<!第)一)(?<![内外全幹南北東西上下大細中腹頭患学])部(?![会長員品門隊屋数族位内外材署局活分])"
_BUREAU = r"(?<![部当結薬医外])局(?![長員面地所番内])"
_DIVISION = r"(?<![日賦])課(?![長題税程金員す徴させし])"
_ROOM = (
    r"(?<!会議)(?<!会見)(?<!特別)(?<!講義)(?<!待合)(?<!研究)(?<!面会)(?<!応接)(?<!展示)(?<!図書)(?<!更衣)(?<!大臣)(?<!閣議)(?<!執務)(?<!貴賓)"
    r"(?<![教病客控温皇居寝浴茶])室(?![長内員温])"
)
_TEAM = r"(?:班(?![長員])|(?<!関)係(?![長員争留数る]))"
_OFFICE = (
    r"(?:分科会|小委員会|部会|ワーキング・?グループ|ワーキング・?チーム|タスクフォース|プロジェクトチーム|推進チーム"
    r"|(?:審議|調査|検討|研究|懇談|協議)会|(?:検討|評価|専門家|有識者|推進)会議(?![室場])|委員会|事務局|事務総局"
    r"|国道事務所|河川事務所|事務所|出張所|支局|支署|保安部|保安署|気象台|測候所|管理所|監視署|監督署|税務署|支所|拠点"
    r"|対策本部|推進本部|警戒本部|幕僚監部|研究所|センター|大学校|グループ|検察庁|支部)(?!長|員)"
)
# 政策統括官(防災担当)付参事官(総括担当)付, 総括審議官室: sections named by the officer they serve.
_OFFICER = (
    r"[一-鿿ァ-ヺー・]{0,20}?(?:統括官|審議官|参事官|企画官|調査官|管理官|監理官|調整官|対策官|報道官|副長官補)"
    r"(?:\([^()\n]{1,24}\))?"
)
_STAFF = rf"{_OFFICER}(?:付{_OFFICER}(?:付|室)|付(?![けき])|室)(?![一-鿿])"
_UNIT = rf"(?:{_OFFICE}|{_DEPARTMENT}|{_BUREAU}|{_DIVISION}|{_ROOM}|{_TEAM})"
_NOT_UNIT = (
    r"(?!各|両|等|他|令和|平成|昭和|当該|関係|同[一-鿿]|本省|主催|所管|所属|担当[課部局室]|主管"
    r"|幹部|職員[のがはに、]|指定|認定|登録|連結)"
)
_ROLE = r"(?!次長|補佐|付|主査|主任|専門官|係長|課長|室長|総括[補課])"
SEGMENT = re.compile(rf"{_NOT_UNIT}(?:{_STAFF}|(?!・){_WORD}{{1,26}}?{_UNIT}){_ROLE}")
# What may stand behind a unit that is parted from its body by a space.
_CLOSED = re.compile(r"[\s()\[\]<>「」『』【】、。,:;/=~-]|[はがをにでとのへもや及並又]|$")
# 第1中隊, 施設学校, 東部方面航空隊 behind 自衛隊 or a unit of it.
FORCE = re.compile(
    r"(?:[第0-9一-鿿ァ-ヺーA-Z・]{1,20}?(?:師団|旅団|連隊|大隊|中隊|護衛隊群|航空群|航空団|方面総監部|地方総監部|総監部"
    r"|幕僚監部|方面隊|地方隊|飛行隊|護衛隊|潜水隊|掃海隊|航空隊|音楽隊|輸送隊|警備隊|防護隊|部隊|隊群|団|群|隊"
    r"|学校|病院|補給処|基地隊|総隊|集団|艦隊|空軍|太平洋軍|司令部|本部))(?![長員法機群団部司])"
)
_ACRONYM = re.compile(
    r"\((?:[A-Z][A-Za-z0-9&./+-]{1,14}"
    r"|(?:通称|略称|呼称)[::]?[^()\n]{1,30}"
    r"|(?:[^()\n]{1,24}[。、])?以下[、,]?(?:単に|これを)?[「『]?[^()「」『』\n]{1,40}[」』]?(?:と(?:い|呼|略|称|す|総称)[^()\n]{0,12})?)\)"
)


def path_end(text: str, end: int, *, force: bool = False, stop: int | None = None) -> int:
    """Where the path that has reached ``end`` is over: units that touch, or follow one single space.

    Args:
        force: the path is one of 自衛隊, whose units have names of their own.
        stop: offset that no unit may cross, where another body begins.
    """
    while True:
        reached = _next_unit(text, end, force)
        if reached is None or (stop is not None and reached > stop):
            return end
        end = reached


def _next_unit(text: str, end: int, force: bool) -> int | None:
    patterns = (FORCE, SEGMENT) if force else (SEGMENT,)
    for pattern in patterns:
        if unit := pattern.match(text, end):
            return unit.end()
    if end + 1 < len(text) and text[end] in " \t" and text[end + 1] not in " \t\r\n":
        for pattern in patterns:
            unit = pattern.match(text, end + 1)
            if unit and (_CLOSED.match(text, unit.end()) or _next_unit(text, unit.end(), force) is not None):
                return unit.end()
    return None


def bracket_end(text: str, end: int) -> int:
    """Behind the acronyms and alias declarations that belong to the name: ``(FSC)``, ``(以下「審議会」という。)``."""
    while end < len(text) and text[end] == "(" and (bracket := _ACRONYM.match(text, end)):
        end = bracket.end()
    return end
