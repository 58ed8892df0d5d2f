"""Bodies that no list can hold: local offices, embassies, foreign ministries and forces, councils, divisions.

Every form is anchored at its last word, found in one pass; the noun chain in front of it is then read from the
tokens and judged by the form's own rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractor.entities.ministries.lexicon import Body, countries, longest_country
from extractor.entities.ministries.paths import SEGMENT
from extractor.resources import Matcher, rows
from extractor.text.page import Page

# How high a body stands: a path goes down these ranks.
RANK = {
    "cabinet": 0, "ministry": 0, "agency": 1, "commission": 1, "sdf": 1, "headquarters": 2, "council": 2, "regional": 2,
    "institute": 2, "bureau": 2, "department": 3, "office": 3, "embassy": 1, "foreign": 1, "government": 0, "unit": 4,
}  # fmt: skip


@dataclass(slots=True)
class Head:
    """The beginning of a path: one body, by name or by form.

    Args:
        start, end: offsets of the analysis text.
        kind: as in the lexicon, or ``office``, ``embassy``, ``foreign``, ``unit`` for bodies known by form only.
        body: the register's row, None for a body known by form only.
        country: ISO 3166 code.
    """

    start: int
    end: int
    kind: str
    body: Body | None = None
    country: str = "JP"


@dataclass(frozen=True, slots=True)
class Context:
    """What a form may look at.

    Args:
        page: the document.
        borders: ends of known dates and laws, where a noun chain begins anew, sorted.
        national: whether the document speaks for a national body.
        owners: ends of bodies already found (``厚労省の`` in front of a council tells whose it is).
        begun: beginnings of those bodies; a path that begins with one grows from it.
    """

    page: Page
    borders: Sequence[int]
    national: bool
    owners: frozenset[int]
    begun: frozenset[int]


_CHAIN = ("名詞", "接頭辞", "接尾辞", "形状詞-一般", "記号")
_NOT_CHAIN = ("名詞-普通名詞-副詞可能", "補助記号")
_LONGEST_CHAIN = 30
# Determiners that a chain may begin with but a name does not.
_DETERMINER = re.compile(
    r"(?:各|同|本|当|両|全|他|某|該|所轄|管轄|最寄り|元|前|現|新|旧|次|主|関係|担当|所管|都道府県|全国|[・=-].*)$"
)


def chain_start(page: Page, end: int, borders: Sequence[int]) -> int:
    """Where the noun chain that ends at ``end`` begins; determiners in front are cut off."""
    tokens, text = page.tokens, page.text
    at = tokens.index_at(end - 1)
    place = bisect_right(borders, end - 1)
    floor = max(borders[place - 1] if place else 0, end - _LONGEST_CHAIN)
    first = at
    while first > 0:
        start, stop, tag = tokens.starts[first - 1], tokens.ends[first - 1], tokens.tags[first - 1]
        if start < floor or text[start] in "\r\n ":
            break
        if text[start:stop] not in "・=-" and (not tag.startswith(_CHAIN) or tag.startswith(_NOT_CHAIN)):
            break
        first -= 1
    while first < at and _DETERMINER.match(text[tokens.starts[first] : tokens.ends[first]]):
        first += 1
    return max(tokens.starts[first], floor)


_GENERIC_OFFICE = re.compile(r"(?:各.{0,2}|地方|管区|国|県|全|道府県|都道府県|管内|地元|各地|所在地|区域|特別)?$")
_ONE_NAME = re.compile(r"[一-鿿々ヶケノァ-ヺーぁ-ん0-9・]{1,24}$")


def _office(context: Context, start: int, word: int, end: int) -> Head | None:
    """長野労働局, 諏訪労働基準監督署: a place name and what the office is."""
    stem = context.page.text[start:word]
    if _GENERIC_OFFICE.match(stem) or "・" in stem or not _ONE_NAME.match(stem):
        return None
    return Head(start, end, "office")


_MISSION = re.compile(r"(?:在|駐日|駐|在日)[一-鿿々ァ-ヺー・()A-Z]{1,24}$")


_ANY_MISSION = frozenset({"在京", "在日", "在外", "駐日", "各国"})


def _embassy(context: Context, start: int, word: int, end: int) -> Head | None:
    """在インド日本国大使館, 駐日米国大使館, 米国大使館."""
    text = context.page.text
    if text[max(0, word - 2) : word] in _ANY_MISSION:
        return None
    if mission := _MISSION.search(text, max(0, word - 28), word):
        return Head(mission.start(), end, "embassy")
    if country := country_at(text[start:word]):
        return Head(start, end, "embassy", country=country[1]) if len(country[0]) > 1 else None
    return Head(start, end, "embassy") if text[start:word].endswith("日本政府") else None


def country_at(chain: str) -> tuple[str, str] | None:
    """The longest country name that ``chain`` begins with, and its code."""
    names = countries()
    for size in range(min(len(chain), longest_country()), 0, -1):
        if (code := names.get(chain[:size])) is not None:
            return chain[:size], code
    return None


_FORMAL = (
    r"(?:王国|共和国|連邦|合衆国|人民共和国|民主共和国|社会主義共和国|民主人民共和国|連邦共和国|連邦民主共和国|国)?"
)
_FOREIGN = re.compile(
    _FORMAL
    # A stem in kana alone is a Vietnamese province (クアンニン省).
    + r"(?:(?:(?=[ァ-ヺー・]*[一-鿿])[一-鿿ァ-ヺー・]{2,}(?<![ァ-ヺー・])"
    r"|[一-鿿ァ-ヺー・]*(?:エネルギー|デジタル|スポーツ|インフラ|ジェンダー))省"
    r"|(?!各|関係)[一-鿿ァ-ヺー・]{2,}(?:庁|院|委員会|局|署|府|公安部|裁定所)"
    r"|(?:国|陸|海|空|国防|自衛|宇宙|統合|国家|連邦|政府|正規|人民解放|人民|インド太平洋|太平洋|中央|特殊作戦)*軍(?:[陸海空]軍|ロケット軍)?"
    r"|(?:第[0-9]+|太平洋|大西洋|黒海|北方|南海|東海|北海)艦隊|海兵隊|沿岸警備隊|国境警備隊|国家警備隊|国家警察|連邦警察|革命防衛隊|大統領府|首相府|税関|政府"
    r"|[一-鿿ァ-ヺー・]*コミッショナー(?:オフィス|事務局))$"
)
_DEPARTMENTAL = frozenset({"CN", "KR", "KP", "TW"})
_FOREIGN_DEPARTMENT = re.compile(_FORMAL + r"[一-鿿・]{1,12}(?<![東西南北中内外一全幹])部$")
_NOT_FOREIGN = re.compile(
    r"新聞|放送|電力|支社|支店|大学|病院|議院|議会|参議|衆議|元老院|下院|上院|学院|(?<!コミッショナー)事務局|観光局|最高裁|地方|管区|郵便局|薬局|教育院$|同[省庁]$"
)
# Chinese and Vietnamese provinces are 省 too.
_PROVINCE = re.compile(
    r"(?:山東|山西|広東|河北|河南|湖北|湖南|江蘇|江西|浙江|安徽|福建|四川|貴州|雲南|陝西|甘粛|青海|遼寧|吉林|黒竜江|黒龍江|海南|台湾)省$"
)


def _foreign(context: Context, start: int, word: int, end: int) -> Head | None:
    """タイ運輸省, 米海軍, 中国外交部, モーリシャス金融サービス委員会; also フランスの財務省 behind its の."""
    text = context.page.text
    chain = text[start:end]
    if _NOT_FOREIGN.search(chain) or _PROVINCE.search(chain):
        return None
    country, rest = country_at(chain), ""
    if country is None:
        country = _owner_country(text, start)
        if country is None or end - start < 3 or text[word:end] == "政府":
            return None
        rest = chain
    names = countries()
    for size in range(len(country[0]), 0, -1) if not rest else (0,):
        if size and chain[:size] not in names:
            continue
        tail = chain[size:]
        if size == 1 and len(tail) > 8 and not tail.endswith(("軍", "省", "庁", "局", "委員会", "隊")):
            continue
        pattern = _FOREIGN_DEPARTMENT if text[word:end] == "部" else _FOREIGN
        if pattern.match(tail) and (text[word:end] != "部" or country[1] in _DEPARTMENTAL):
            return Head(start, end, "government" if text[word:end] == "政府" else "foreign", country=country[1])
    return None


def _owner_country(text: str, start: int) -> tuple[str, str] | None:
    if start < 3 or text[start - 1] != "の":
        return None
    names = countries()
    for size in range(min(start - 1, longest_country()), 1, -1):
        name = text[start - 1 - size : start - 1]
        if (code := names.get(name)) is not None and code != "JP":
            return name, code
    return None


_ORDINAL = re.compile(r"第[0-9一二三四五六七八九十百]+回")
PRIVATE = re.compile(
    r"会社|大学|協会|連盟|連合|組合|議院|国会|国連|衆院|参院|党|財団|法人|銀行|商工会|実行|組織|教育委員|選挙管理|農業委員|公安委員"
    r"|オリンピック|準備委員|運営委員|政府間|合同|常任|特別委員会|学会|PTA|自治会|町内|[都道府県]警|警視庁|都庁|県庁|(?<!審)議会|欧州|世界|アジア|ASEAN|G7|G20|APEC|総会"
)
_SPECIAL = re.compile(r".{2}(?:監察|調査|検証|専門|有識者|評価|監視|選定|審査|小)委員会$")


def _council(context: Context, start: int, word: int, end: int) -> Head | None:
    """点検検証部会, 無痛分娩に係る検討会: councils of the state; others' are ORG, sessions are CONFERENCE."""
    text = context.page.text
    if (opened := _QUOTED.search(text, max(0, word - 50), word)) and text.startswith("」", end):
        start = opened.end()
    elif _STUDY.fullmatch(text, word, end):
        start = _topic_start(context, start)
    elif text.startswith("関係閣僚会議", start - 2):
        # 物価問題に関する関係閣僚会議; the ministers concerned alone are no body.
        start = _topic_start(context, start - 2)
        word -= 2 * (start < word)
    chain, suffix = text[start:end], text[word:end]
    owned = start > 1 and text[start - 1] == "の" and start - 1 in context.owners
    if word - start < 2 or _ORDINAL.search(chain) or PRIVATE.search(chain) or not (owned or context.national):
        return None
    if _OF_DIET.fullmatch(chain):
        return None
    if (
        before_session(text, start)
        or OTHERS.search(text, max(0, start - 3), start)
        or (not owned and _OWNED.search(text, max(0, start - 2), start))
        or (suffix == "委員会" and not owned and not _SPECIAL.search(chain))
    ):
        return None
    if not owned and _names_place(context.page, start, end) and "地方" not in chain and "を踏まえた" not in chain:
        return None
    return Head(start, end, "council")


# Standing committees of the Diet.
_OF_DIET = re.compile(
    r"(?:内閣|総務|法務|外務|外交防衛|財務金融|財政金融|文部科学|文教科学|厚生労働|農林水産|経済産業|国土交通|環境|安全保障"
    r"|国家基本政策|予算|決算|決算行政監視|行政監視|議院運営|懲罰)委員会"
)
_STUDY = re.compile(
    r"(?:検討|研究|懇談|懇話)会(?:議)?|検討委員会|(?:有識者|専門家)(?:検討)?会議?|ワーキング・?グループ"
)
_TOPIC = re.compile(
    r"(?:に(?:関する|係る|関わる|おける|向けた|ついての|対する)|の(?:あり|在り)方(?:等)?|のための|を踏まえた)(?:に関する|に係る)?$"
)
_JOINT = re.compile(r"(?:の|及び|並びに|や|と|等の|・)$")


# An owner that is none: 東京大学の審査委員会. What ends in 省, 庁, 会 may be an anaphor (同審議会の部会).
_OWNED = re.compile(r"[^省庁会局府院委]の$")
# Owners that are no national body: 自民党の税制調査会, 東京都の港湾局.
OTHERS = re.compile(r"(?:[党県市都社町村]|(?<![閣政])府|[衆参]院)の$")
_QUOTED = re.compile(r"「(?=[^「」。\n]*$)")


def _topic_start(context: Context, start: int) -> int:
    """Where a name such as ``X及びYの在り方に関する検討会`` begins, whose last noun chain begins at ``start``."""
    text, page = context.page.text, context.page
    pattern = _TOPIC
    for _ in range(8):
        joint = pattern.search(text, max(0, start - 12), start)
        if joint is None or joint.start() in context.owners:
            return start
        first = chain_start(page, joint.start(), context.borders) if joint.start() else 0
        if first >= joint.start() or not _NOUN_END.match(text, joint.start() - 1):
            return start
        start = next((end for end in range(joint.start() - 1, first, -1) if end in context.owners), first)
        pattern = re.compile(f"{_TOPIC.pattern}|{_JOINT.pattern}")
    return start


_NOUN_END = re.compile(r"[一-鿿ァ-ヺー々A-Za-z0-9りみえけ)]")


_BEFORE_SESSION = re.compile(r"(?:第[0-9一二三四五六七八九十百]+回|[0-9]回目の)[ 「『]?$")


def before_session(text: str, start: int) -> bool:
    """Whether an ordinal in front makes the name that of a session (``第5回`` 金融審議会)."""
    return bool(_BEFORE_SESSION.search(text, max(0, start - 9), start))


_LOCAL_WORD = re.compile(
    r"(?:県|[^都]市|町|村|区|[^東]京都|都|府|道)(?:長|議会|災害|対策|新型|感染|警戒|復興|民|立|庁)|警察|捜査|消防本部|現地$"
)
_LOCAL_OWNER = re.compile(
    r"(?:[一-龥]{2,3}県|東京都|北海道|京都府|大阪府|[一-龥ぁ-んァ-ヶ]{1,5}(?:市|町|村)(?![民街場町]))"
)
# Named after the place of a disaster, but set up by the Cabinet.
_NATIONAL_HEADQUARTERS = re.compile(r"(?:非常|特定|緊急)災害(?:現地)?対策本部$")
_PLAIN_HEADQUARTERS = re.compile(
    r"(?:災害|現地|合同|現地災害|事故|警戒|緊急|危機管理|災害現地|水防|特別)?(?:対策|対処|警戒|推進|戦略)?本部$"
)


def _headquarters(context: Context, start: int, word: int, end: int) -> Head | None:
    """阪神・淡路復興対策本部, 令和6年能登半島地震非常災害対策本部; a prefecture's or a plain one is none."""
    chain = context.page.text[start:end]
    if not context.national or word - start < 2 or _PLAIN_HEADQUARTERS.match(chain) or PRIVATE.search(chain):
        return None
    if _LOCAL_WORD.search(chain) or (_LOCAL_OWNER.match(chain) and not _NATIONAL_HEADQUARTERS.search(chain)):
        return None
    return Head(start, end, "headquarters")


def _names_place(page: Page, start: int, end: int) -> bool:
    tokens = page.tokens
    return any(
        tokens.tags[i] == "名詞-固有名詞-地名-一般" for i in range(tokens.index_at(start), tokens.index_at(end - 1) + 1)
    )


# 県危機管理課, 市総務課; but 都市計画課, 市場課.
LOCAL_FIRST = re.compile(r"県|府(?!省)|道(?![路徳])|市(?![場街])|町(?!並)|村|区(?![画域分])|都(?![市心])")
_TOO_PLAIN = re.compile(
    r"(?:当|本|各|担当|所管|主管|関係|同|両|会議|会見|特別会議|第[0-9]+会議|第[0-9]会議|控|待合|放|温|教|研究|職員|管理|和|洋|個|暗|地下"
    r"|事務|図書|展示|資料|相談|保健|医務|分娩|病|調理|宿直|更衣|多目的|応接|秘書|書斎|役員|校長|町長|知事|市長|社長)[課室]$"
)


def _division(context: Context, start: int, word: int, end: int) -> Head | None:
    """国際課, 賃金室 standing alone in the text of a national body."""
    chain = context.page.text[start:end]
    if (
        not context.national
        or end - start < 3
        or start in context.begun
        or LOCAL_FIRST.match(chain)
        or _TOO_PLAIN.match(chain)
        or PRIVATE.search(_REGION.sub("", chain))
    ):
        return None
    if (unit := SEGMENT.match(context.page.text, start)) is None or (
        _names_place(context.page, start, end) and (_LOCAL_OWNER.match(chain) or not _TASK_UNIT.search(chain))
    ):
        return None
    while unit is not None and unit.end() < end:
        unit = SEGMENT.match(context.page.text, unit.end())
    return Head(start, end, "unit") if unit is not None and unit.end() == end else None


# 中央アジア協力室, ASEAN協力課: regions that divisions deal with.
_REGION = re.compile(r"欧州|世界|アジア|ASEAN|G7|G20|APEC")
# Units for one matter may be named after a region: 北極航路対策室.
_TASK_UNIT = re.compile(r".{4}(?:対策|準備|推進|連絡|企画|調整|支援|交渉)室$")

Form = Callable[[Context, int, int, int], Head | None]


@cache
def _forms() -> tuple[Matcher, dict[str, tuple[Form, ...]]]:
    forms: dict[str, Form] = {
        "office": _office,
        "embassy": _embassy,
        "foreign": _foreign,
        "council": _council,
        "headquarters": _headquarters,
        "division": _division,
    }
    table: dict[str, tuple[Form, ...]] = {}
    for row in rows("rules/ministry_forms"):
        table[row["word"]] = (*table.get(row["word"], ()), forms[row["form"]])
    return Matcher(table), table


# A last word that goes on is another word: 部長, 省令, 課題, 軍事, 局面.
_GOES_ON = re.compile(
    r"(?:長(?![野崎岡浜])|次長|員|令(?!和)|内|事(?!務)|題|税|程|金|面|品|門|分|下|隊|族|人|側|属|名|活|位|材|数|屋|署|舎|用|温|備|艦(?!艇)|縮|需|拡|曹|楽|属|服|中央|配|社)"
)


def heads(context: Context) -> Iterator[Head]:
    """Every body that a form tells, in text order of the last words; they may overlap."""
    matcher, table = _forms()
    text = context.page.text
    for word, end, name in matcher.find(text):
        if _GOES_ON.match(text, end) or word == 0:
            continue
        start = chain_start(context.page, end, context.borders)
        if start >= word and text[word - 1] not in "館":
            start = min(start, word)
        for form in table[name]:
            if (head := form(context, start, word, end)) is not None:
                yield head
                break


_FORCE_UNIT = re.compile(
    r"(?:(?:北部|東北|東部|中部|西部)方面[一-鿿]{1,5}(?:隊|団|処)(?![長員])|第[0-9一二三四五六七八九十]{1,3}[一-鿿ァ-ヺー]{0,9}?(?:師団|旅団|連隊|大隊|護衛隊群|護衛隊|航空群|航空団|ヘリコプター団|空挺団|特科団"
    r"|特科群|施設団|施設群|飛行隊|航空隊|潜水隊群|潜水隊|掃海隊群|掃海隊|輸送隊|音楽隊|高射群|高射特科団|教育団|通信団|整備補給群|ミサイル艇隊|後方支援隊|偵察戦闘大隊)"
    r"(?!長|司令|群|員))"
)


def forces(text: str) -> Iterator[Head]:
    """Numbered units of 自衛隊: 第14旅団, 第1ヘリコプター団."""
    for unit in _FORCE_UNIT.finditer(text):
        yield Head(unit.start(), unit.end(), "sdf")


_JOB_CENTRE = re.compile(r"ハローワーク(?:プラザ)?[一-鿿ァ-ヺー]{1,6}(?:(?<!求人)(?<!利用))(?![一-鿿ァ-ヺー])")


def job_centres(text: str) -> Iterator[Head]:
    """ハローワーク新宿: the everyday name of a 公共職業安定所."""
    if "ハローワーク" in text:
        for centre in _JOB_CENTRE.finditer(text):
            yield Head(centre.start(), centre.end(), "office")
