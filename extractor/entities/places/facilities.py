"""Facilities by their grammar: a noun run that ends in a word for a building, station, harbour or room."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.resources import Matcher, rows
from extractor.text.page import Page
from extractor.text.scanning import Scanner

_LONGEST = 30
_JOINERS = "・-=ーヶケ"
_ROOM = re.compile(
    r" ?(?:第?[0-9一二三四五六七八九十]+号館)?(?:[本別新旧東西南北]館)?(?:地下|B)?[0-9一二三四五六七八九十]+(?:階|F)"
    r"(?: ?[第0-9A-Z一-龥ァ-ヴー・]{0,14}?(?:会議室|講堂|ホール|室|会見場|会場))?"
    r"|第?[0-9一二三四五六七八九十]+(?:号館|ターミナル|ビル)"
)
# Foreign landforms and territories: コスラエ州, タンジュンプリオク湾; 省 is left out (エネルギー省).
_LANDFORM = re.compile(
    r"(?:諸島|列島|群島|半島|海峡|環礁|山脈|高原|砂漠|州|県|郡|島|湾|川(?!柳)|海(?![軍外運洋産域])|渓谷)"
    r"(?![一-龥ァ-ヴー](?<![北南東西中沿沖付周近各])|[民軍庁省議知立長])"
)
_GLUED = re.compile(r"[一-龥A-Za-z]")
_COMMON_KATAKANA = re.compile(
    r".*(?:モデル|サービス|エリア|ゴミ|プラ|リゾート|テスト|スマート|シティ)|ダム|ビル|マス|アジア"
)
# 国道8号, 県道12号線
_ROAD = Scanner(
    r"(?:県道|府道|都道|道道|主要地方道|市道)[一-龥ヶケー・]{2,14}線(?![一-龥])"
    r"|(?:(?:一般)?国道|(?<=[都府県市])道|[都府県]道)[0-9]{1,3}号(?:線|バイパス)?(?![一-龥])"
)
_OPENING = re.compile(
    r"「([^「」()\n]{3,25}?)(?:\((?:愛称|通称)[:・ ]?「?([^()「」\n]{2,15})」?\))?」"
    r"(?:\((?:愛称|通称)[:・は ]?「?([^()「」\n]{2,15})」?\))?[がをの]"
    r"(?:[0-9]{1,2}月[0-9]{1,2}日(?:\([月火水木金土日祝・]+\))?に)?(?:\w{0,4}(?:オープン|開設|開館|開所|開園|開業|開院|グランドオープン))"
)
_NO_FACILITY = re.compile(
    r"サイト|ページ|窓口|ダイヤル|本部|口座|チャンネル|講座|展$|ショップ|会議$|協議会|ポータル|相談|デスク|アプリ"
    r"|コール|ネット|事務所|フェア"
)
_KATAKANA = re.compile(r"[ァ-ヴー]")
_KATAKANA_TAIL = re.compile(r"[ァ-ヴー・]{2,20}$")
_HOTEL = re.compile(r"ホテル[一-龥々ァ-ヶーA-Za-z0-9・]{2,16}")
_GROWTH = re.compile(
    r"長(?!期)|湾|伝|株式|会社|公社|公団|局|法|条例|整備(?!場)|事務所|管理|行政|施設(?!内)|建設|勤務|職員|使用|利用|関係|計画|事業|運営"
    r"|務|梁|頭|協会|連合|政策|警備隊|警察署|検疫所|税関|支署|出張所|派遣隊|地震|豪雨|自主防災|防災会|公民館|社会福祉|住民"
    r"|まちづくり|ビジョン|構想|ビルデ"
)
_WORD_BEFORE = re.compile(r"[一-龥ァ-ヴー]")
_PEAK = re.compile(
    r"(?<![一-龥々ァ-ヶー])(?![同各両本名高山])[一-龥々]{1,7}(?:(?<!山)岳|[ヶケ](?:岳|峰))(?![一-龥々ァ-ヶー]|(?:氏|さん|君))"
)
# 防衛省A棟
# 古座川が氾濫: what happens to rivers only.
_RIVER = re.compile(
    r"(?<![一-龥々])(?![同各両本]|河川|中小|大河川)([一-龥々]{1,5}川)(?:など|等)?[がはの]?(?:氾濫|はん濫|決壊|増水|越水|溢水|堤防|水位|流域|上流|下流|河口|支流|水系)"
)
# 奄美大島と横当島の間の海域, 仲ノ神島の北: what lies beside islands only.
_ISLAND = re.compile(
    r"(?<![一-龥々ァ-ヶー])(?!(?:諸|各|同|離|無人|半|列|群|当|本|両|全|小|大|有人|[1-9一二三四五六七八九]つ?の?)島)"
    r"([一-龥々][一-龥々ノ之ヶ]{1,4}島)(?=沖|近傍|近海|周辺海域|の?[東西南北]{1,3}(?:方|東|西)?(?:約|の|沖|[0-9])|の間の海域|と[^、。]{2,8}島の?間)"
    r"|(?<=島と)([一-龥々][一-龥々ノ之ヶ]{1,4}島)(?=の?間)"
)
_WING = re.compile(r"[省庁府](?:庁舎)?[A-Z東西南北本新旧別]棟(?![一-龥])")
# 「佐渡島の金山」の世界遺産登録
_HERITAGE = re.compile(r"「([^「」()\n]{4,40})」[のをがは](?:ユネスコの?)?世界(?:文化|自然|複合)?遺産")
_NO_HOTEL = re.compile(r"ホテル(?:業|等|旅館|事業|関係|内|側|代|客|税)")
_LABEL = re.compile(
    r"(?:^[^\n]{0,8}?|(?<= ))(?:(?:場 ?所|会 ?場|開催地|於|ところ)[\])】〕]? ?[: ] ?(?:於・)?|於・)"
    r"([^\n(、。]{2,40}(?:\([^()\n]{2,20}\)(?=地下|[0-9]+階)[^\n(、。]{2,30})?)",
    re.MULTILINE,
)
# 場所 as a heading, the place in the line below.
_LABEL_LINE = re.compile(
    r"^[■●○◆◇・* ]*(?:[0-9一二三四五六七八九十(]{1,2}[.) ] ?)?(?:(?:開催)?場 ?所|会 ?場|開催地) ?:? ?\n\s*"
    r"([^\n、。]{3,40})$",
    re.MULTILINE,
)
# The bracket with a venue's address or telephone number is no part of it.
_ADDRESSED = re.compile(r" ?\((?=[^)]*(?:[都道府県市区町村]|[0-9]-|〒|丁目|住所|電話))")
# A venue by its last words: ホール, 会館, ルポール麹町 「ロイヤルクリスタル」(2F).
_VENUE = re.compile(
    r"(?:ホール|ビル|会館|ホテル|センター|プラザ|会議室|講堂|会議所|公民館|体育館|庁舎|[0-9]階|F)(?![一-鿿])|「[^」]{2,20}」|室$|[0-9]F"
)
_ROOM_NAME = (
    r"(?:専用|共用|省議|特別|記者|大|中|小|[東西南北]|第?[0-9A-Z一二三四五六七八九十-])*(?:特別|共用|専用)?(?:大|中|小)?"
    r"(?:会議室|講堂|ホール|省議室|会見室)"
)
# 文部科学省 東館3階 講堂, 総務省 第1特別会議室: wing, floor and room behind a body or building, over single blanks.
_SUITE = re.compile(
    r"(?<=[省庁府館舎])()(?=[ 0-9本別新旧東西南北中地専共省大中小第])"
    r"(?: ?[本別新旧東西南北中]館)?(?: ?(?:地下|B)?[0-9]{1,2}(?:階|F))?"
    rf" ?{_ROOM_NAME}(?![一-鿿])"
)
# A body alone is no room; the finder of bodies takes it.
_BODY = re.compile(r"[省庁局府課部署市県町村]$")
_NO_PLACE_CELL = re.compile(
    r"オンライン|Web|ウェブ|電話|未定|調整中|Teams|Zoom|配信|各|http|書面|形式|及び|参照|[はがをでに]|から|  "
)
_OF_A_TOWN = re.compile(r"の([一-龥々ァ-ヴーA-Za-z0-9]{3,16})(?:において|にて|で(?=[一-龥、「(0-9]))")
_COMPANY = re.compile(
    r"株式会社|有限会社|法人|大学|病院|工場|支店|本社|事業所|会社|事務所|地区|地内|区域|地域|各地|現場|役所"
    r"|中心|市内|県内|一部|沖合|住宅|自宅|施設|避難所|方々|皆様"
)
_GENERIC_FIRST = re.compile(
    r"各|同|当|本(?![一-龥]{2})|全(?!国)|主要|近隣|周辺|国内|海外|地方|民間|関係|既存|複数|一部|新規|大規模|最寄|特定|対象|公共"
    r"|指定|重要|他|両|次|某|[県市町都道府]内|国際(?!.{0,2}(?:会館|会議場|劇場))|一般|臨時|仮設"
)
_GENERIC_WORD = re.compile(
    r"市|町|村|県|国|地区|地域|多目的|治水|農業|離島|産地|拠点|重要|避難|文化|市民|県民|福祉|勤労|副|前"
)
_NOMINAL = ("名詞", "接頭辞", "接尾辞", "形状詞")
_STOP_TAGS = ("副詞可能", "接続", "代名詞")


@cache
def _suffixes() -> tuple[Matcher, dict[str, str]]:
    """Matcher of the words that end a facility's name, and how much proof each needs."""
    table = {row["suffix"]: row["proof"] for row in rows("rules/facility_suffixes")}
    return Matcher(table), table


def facilities(
    page: Page, places: Sequence[tuple[int, int, str]], barriers: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """Facilities as (start, end, rule).

    Args:
        page: the page.
        places: (start, end, kind) of the lexicon names; they prove a name and bound it.
        barriers: ends of dates, where no facility's name begins before.
    """
    text = page.text
    matcher, proofs = _suffixes()
    starts = {start for start, _, _ in places}
    countries = {end: start for start, end, kind in places if kind == "country"}
    towns = frozenset(end for _, end, kind in places if kind in ("prefecture", "municipality", "address", "city"))
    stops = sorted(barriers)
    for start, end, suffix in matcher.find(text):
        if _grows(text, end, suffix):
            continue
        left = _left(page, start, stops, countries, towns)
        if _KATAKANA.match(suffix) and _inside_word(page, start, suffix):
            continue
        room = _ROOM.match(text, end)
        numbered = left == start and suffix == "合同庁舎" and room is not None
        branch = end if room else _branch_end(page, end, suffix)
        if numbered or (left < start and (branch > end or _proved(page, left, start, proofs[suffix], starts))):
            yield left, room.end() if room else branch, "facility"
    yield from ((match.start(), match.end(), "road") for match in _ROAD.finditer(text))
    yield from _opened(text)
    yield from _landforms(text, countries)
    yield from _hotels(page)
    yield from _peaks(page)
    yield from ((m.start(1), m.end(1), "heritage") for m in _HERITAGE.finditer(text))
    for match in _WING.finditer(text):
        left = _left(page, match.start() + 1, stops, countries, towns)
        room = _ROOM.match(text, match.end())
        yield left, room.end() if room else match.end(), "facility"
    for match in _SUITE.finditer(text):
        left = _left(page, match.start(1), stops, countries, towns)
        if left < match.start(1):
            yield left, match.end(), "facility"
    yield from ((*m.span(m.lastindex or 0), "landform") for m in _ISLAND.finditer(text))
    yield from ((m.start(1), m.end(1), "river") for m in _RIVER.finditer(text))
    yield from _cells(page)
    yield from _of_towns(page, places)


def _branch_end(page: Page, end: int, suffix: str) -> int:
    """The end of the place that a katakana head takes behind it: ロームシアター京都, リーガロイヤルホテル小倉."""
    tokens, text = page.tokens, page.text
    if not _KATAKANA.match(suffix[-1]) or end >= len(text) or text[end].isspace():
        return end
    index = tokens.index_at(end)
    last = tokens.ends[index]
    if tokens.starts[index] != end or "地名" not in tokens.tags[index] or _WORD_BEFORE.match(text[last : last + 1]):
        return end
    return last


def _opened(text: str) -> Iterator[tuple[int, int, str]]:
    """A facility in quotes that opens, and its nickname: 「みらい館(愛称:みらっと)」がオープン."""
    for match in _OPENING.finditer(text):
        if _NO_FACILITY.search(match[1]):
            continue
        yield *match.span(1), "opened"
        if nick := match[2] or match[3]:
            for nickname in re.finditer(re.escape(nick), text):
                yield *nickname.span(), "nickname"


def _grows(text: str, end: int, suffix: str) -> bool:
    """Whether the word goes on and means something else: 空港会社, 港湾, 駅伝, 橋梁, 会館長."""
    following = text[end : end + 1]
    if _KATAKANA.match(following) and _KATAKANA.match(suffix[-1]):
        return True
    return _GROWTH.match(text, end) is not None


def _inside_word(page: Page, start: int, suffix: str) -> bool:
    """Whether a katakana suffix is the tail of a word or of a foreign name: オーバーホール, ジョン・ホール."""
    before = page.text[start - 1 : start]
    if before == "・":
        return suffix != "ホテル"
    return _KATAKANA.match(before) is not None and page.tokens.starts[page.tokens.index_at(start)] != start


def _left(page: Page, end: int, stops: Sequence[int], countries: dict[int, int], towns: frozenset[int]) -> int:
    """Where the noun run before ``end`` begins: not beyond a date, a break, or a country with a name behind it.

    ``end`` may lie inside a word (羽田空港 as one, 総務|省庁|舎).
    """
    text = page.text
    tokens = page.tokens
    at = bisect_right(stops, end)
    floor = max(end - _LONGEST, stops[at - 1] if at else 0)
    i = tokens.index_at(end - 1)
    left = end
    while i >= 0 and tokens.starts[i] >= floor:
        surface = text[tokens.starts[i] : tokens.ends[i]]
        tag = tokens.tags[i]
        joiner = len(surface) == 1 and surface in _JOINERS
        if surface == "=" and not _KATAKANA.match(text[tokens.starts[i] - 1 : tokens.starts[i]]):
            # 会見する森市長=四日市市役所
            break
        if (surface == "年" and not text.endswith(("十", "百", "千"), 0, tokens.starts[i])) or surface == "会社":
            break
        if not (joiner or tag.startswith(_NOMINAL)) or any(t in tag for t in _STOP_TAGS):
            break
        if tokens.ends[i] in towns and left < end and text[tokens.ends[i]] == "・":
            # 霧島市・国分駐屯地: town and facility are two names.
            break
        if surface == "於":
            break
        if tokens.ends[i] in countries and left < end and re.match(r"[・ァ-ヴー]|国[ァ-ヴー]", text[tokens.ends[i] :]):
            left += text[left] == "国"
            break
        left = tokens.starts[i]
        i -= 1
    while left < end and text[left] in _JOINERS:
        left += 1
    return left


def _proved(page: Page, left: int, start: int, proof: str, places: set[int]) -> bool:
    """Whether the words before the suffix name one thing: a place, a proper noun, a katakana name or a ministry.

    Args:
        proof: ``place`` asks for a place or proper noun; ``name`` takes a katakana name too; ``open`` any
            words that are not general; ``room`` takes the
            building or body that the room belongs to.
    """
    text = page.text
    words = text[left:start]
    if _GENERIC_FIRST.match(words) or (len(words) < 2 and proof != "place"):
        return False
    tokens = page.tokens
    first, last = tokens.index_at(left), tokens.index_at(start - 1)
    proper = any(at in places for at in range(left, start)) or any(
        "固有名詞" in tokens.tags[i] and "人名-名" not in tokens.tags[i] for i in range(first, last + 1)
    )
    if proof == "room":
        return proper or bool(re.search(r"省|庁|館|ホテル|官邸|府|市役所|大学", words))
    if proof == "open":
        unmarked = len(words) <= 8 and all("サ変" not in tokens.tags[i] for i in range(first, last + 1))
        return proper or words.endswith(("省", "庁")) or (unmarked and not _GENERIC_WORD.search(words))
    if proof == "name":
        return proper or bool(re.search(r"[ァ-ヴー]{3,}", words)) or words.startswith(("国立", "県立", "市立", "都立"))
    return proper


def _landforms(text: str, countries: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Territories and landforms whose katakana name no lexicon holds."""
    ends = set(countries)
    for match in _LANDFORM.finditer(text):
        name = _KATAKANA_TAIL.search(text, max(0, match.start() - 20), match.start())
        if name is None or (
            name.start() not in ends and _GLUED.match(text, name.start() - 1) and text[name.start() - 1] != "部"
        ):
            continue
        # コンゴ民主共和国・北キブ州 and タイ・チェンマイ県: the country is its own mention.
        borders = (at for at in range(match.start() - 1, name.start() - 1, -1) if at in ends)
        start = next(borders, name.start())
        start += text[start] == "・"
        if match.start() - start >= 2 and not _COMMON_KATAKANA.fullmatch(text, start, match.start()):
            yield start, match.end(), "region" if match[0] in ("州", "県", "郡") else "landform"


def _hotels(page: Page) -> Iterator[tuple[int, int, str]]:
    """ホテルX, where X is a name."""
    text = page.text
    at = text.find("ホテル")
    while at >= 0:
        match = _HOTEL.match(text, at)
        before = text[at - 1 : at]
        if match and not _WORD_BEFORE.match(before) and not _NO_HOTEL.match(match[0]):
            yield at, match.end(), "hotel"
        at = text.find("ホテル", at + 3)


def _peaks(page: Page) -> Iterator[tuple[int, int, str]]:
    """Mountains and volcanoes by their last word, unless a person has the name."""
    tokens, text = page.tokens, page.text
    for match in _PEAK.finditer(text):
        if not any(
            "人名" in tokens.tags[i] for i in range(tokens.index_at(match.start()), tokens.index_at(match.end() - 1))
        ):
            yield *match.span(), "landform"


def _cells(page: Page) -> Iterator[tuple[int, int, str]]:
    """What a labelled line gives as the place: 場所:総務省第1特別会議室."""
    for match in _LABEL_LINE.finditer(page.text):
        cell = _ADDRESSED.split(match[1])[0].rstrip()
        if _VENUE.search(cell) and not (_NO_PLACE_CELL.search(cell) or _BODY.search(cell)):
            yield match.start(1), match.start(1) + len(cell), "cell"
    for match in _LABEL.finditer(page.text):
        cell = match[1].rstrip()
        if cell.endswith(")") and "(" not in cell:
            # (16時30分 於:本省会見室): the bracket was opened before the label.
            cell = cell[:-1].rstrip()
        if not (_NO_PLACE_CELL.search(cell) or _BODY.search(cell)):
            yield match.start(1), match.start(1) + len(cell), "cell"


def _of_towns(page: Page, places: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """A name behind a town's, where something is held: 大津市のピアザ淡海において."""
    text = page.text
    tokens = page.tokens
    for _, end, kind in places:
        if kind not in ("municipality", "address", "city"):
            continue
        match = _OF_A_TOWN.match(text, end)
        if match and not _COMPANY.search(match[1]) and not _GENERIC_FIRST.match(match[1]):
            inside = range(tokens.index_at(match.start(1)), tokens.index_at(match.end(1) - 1) + 1)
            katakana = re.search(r"[ァ-ヴー]{3,}", match[1]) is not None and len(inside) > 1
            if katakana or any("地名" in tokens.tags[i] for i in inside):
                yield match.start(1), match.end(1), "venue"
