"""The grammar of organisations' names: legal forms, head nouns, courts, councils and offices of local governments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor import resources
from extractor.entities.officials import names
from extractor.text.page import Page

Span = tuple[int, int, str]

_WIDE = ("日本", "全国", "全日本", "国際", "世界", "アジア", "東アジア", "太平洋", "中央", "欧州", "東日本", "西日本")
_JOIN = frozenset("・=＝-&－･./'’")
_NAME_TAGS = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号", "感動詞")
_PLACE_UNIT = re.compile(
    r"(?:(?!及び|並びに)(?:こども|子ども|[^\s、。「」『』()・,:;をはがもへで])){0,24}?(?:部|局|課|室|係|班|本部|委員会|警察署|署|センター|事務所|議会|隊|支所|公社|院)(?=[^一-鿿ァ-ヴー]|$|[はがをにのとへもで])"
)
# A part of a building is a place.
_ROOMS = re.compile("庁舎|[0-9]階|会議室|役所|役場|応接室|市長室|知事室|議場")
# Centres whose buildings others use: a place where something is held, an organisation elsewhere.
_BUILDINGS = ("保健センター", "福祉センター", "健康センター", "市民センター", "総合センター")
_VENUE = re.compile(r"(?:\([^()\n]{2,40}\))?(?:において|にて|で(?![はもすあ])|に(?:開設|設置|開所|集合))")
_UNIT_TAIL = re.compile("(?:課|室|係|班|部|局|センター|グループ|チーム|事務所|署)$")
# Heads that have branches: ボリビア赤十字社サカバ支部, ...リミテッド東京支店.
_BRANCHED = (
    "赤十字社",
    "赤新月社",
    "協会",
    "連盟",
    "連合会",
    "リミテッド",
    "銀行",
    "機構",
    "医師会",
    "弁護士会",
    "総連",
    "労働組合",
    "カンパニー",
)
_BRANCH = re.compile("[一-鿿ァ-ヴー]{1,10}?(?:支部|支店|支社|本部|事務所|病院)(?![一-鿿])")
_NO_TAIL = re.compile(r"(?:の([一-鿿ァ-ヴーぁ-ん]{1,4}))(?=[( \t\r\n」]|$)")
_FOUNDER = re.compile("[都道府県市区町村国]立|私立|組合立")
_AT = re.compile(
    "を(?:視察|見学)|で(?![はもすあ])|において|にて|体育館|の体育館|グラウンド|のグラウンド|校庭|に避難|へ避難"
)
_TITLES = ("知事", "長", "員", "官", "者", "氏", "さん", "年", "月", "日", "役", "士", "事")
_LOCAL_TAIL = re.compile("[都道府県市区町村]$")
_NO_UNIT = re.compile(
    "^(?:内|外|全|一|西|東|南|北|中|中心|沿岸|山間|沖|側|役場|庁舎|民|長|立|道|営|議会議|議会.{0,4}定例会|制|政|費|税|会場|有|産|域|境|街|下|上)[一-鿿]?(?:部|局|室)?$"
)


_COUNTRY_DOT = re.compile("(?!日本)([一-鿿ァ-ヴー]{2,12})・")
_UNITED_NATIONS = re.compile(
    r"(?:国連|国際連合)(?!の)[^\s、。()「」をがはにで]{2,28}?"
    r"(?:ミッション|統合事務所|派遣団|支援団|監視団|監視軍|待機軍|暫定軍|保護軍|平和維持軍|平和維持隊|兵力引き離し監視隊|事務所|特別調整官事務所)"
    r"(?![一-鿿])"
)
# What belongs to a court or chamber of the Diet behind its name.
# サッカー日本女子代表チーム
_TEAM = re.compile("日本(?:男子|女子)?代表(?:チーム|選手団)")
_SPORT = re.compile("(?:[ァ-ヴー]{3,10}|野球|水泳|体操|卓球|柔道|陸上)$")
_CHAMBER = re.compile(
    r"(?:最高裁判所|最高裁)(?:大法廷|第[一二三]小法廷)|"
    r"[一-鿿]{2,5}(?:地方裁判所|高等裁判所|家庭裁判所|地裁|高裁|家裁)[一-鿿]{2,4}支部|"
    r"(?:参議院|衆議院)(?=本会議)|"
    r"(?<![一-鿿])(?:内閣|総務|法務|外務|外交防衛|財務金融|財政金融|文部科学|文教科学|厚生労働|農林水産|経済産業|国土交通|環境"
    r"|安全保障|国家基本政策|予算|決算|決算行政監視|行政監視|議院運営|懲罰)委員会(?![室委令規])|"
    r"(?:参議院|衆議院|参院|衆院|参|衆)(?![選議])[一-鿿・]{2,16}?(?:委員会|調査会|審査会)(?!室)"
)


# 千葉県町村会, 群馬県市長会, 特別区長会: what local governments form; 第013回国会 通商産業委員会 of the Diet.
_OF_LOCALS = re.compile(
    r"(?:[一-鿿]{2,3}[都道府県](?:市町村|市|町村)(?:長会|会(?![議員館])|議会議長会)|特別区長会|[一-鿿]{2,3}(?:地方|ブロック)知事会)(?![館議])"
    r"|(?<=国会 )[一-鿿]{2,12}委員会(?![室委])"
)


def find(page: Page) -> Iterator[Span]:
    """Yields (start, end, rule) of names that their own words tell to be an organisation's."""
    yield from ((m.start(), m.end(), "organizations.united_nations") for m in _UNITED_NATIONS.finditer(page.text))
    yield from ((m.start(), m.end(), "organizations.chamber") for m in _CHAMBER.finditer(page.text))
    yield from ((m.start(), m.end(), "organizations.locals") for m in _OF_LOCALS.finditer(page.text))
    for team in _TEAM.finditer(page.text):
        sport = _SPORT.search(page.text, max(0, team.start() - 10), team.start())
        yield (sport or team).start(), team.end(), "organizations.team"
    yield from _legal(page)
    yield from _headed(page)
    yield from _local_offices(page)


@cache
def _listed(kind: str) -> dict[str, None]:
    """The words of a kind, in the order of ``lexicon/organization_words``."""
    return {row["word"]: None for row in resources.rows("lexicon/organization_words") if row["kind"] == kind}


@cache
def _legal_matcher() -> resources.Matcher:
    return resources.Matcher(_listed("legal"))


@cache
def _head_matcher() -> resources.Matcher:
    return resources.Matcher([*_listed("head"), *_listed("industry"), *_listed("part")])


def _legal(page: Page) -> Iterator[Span]:
    """Names with a legal form before or behind them."""
    text = page.text
    at = 0
    for start, end, form in _legal_matcher().find(text):
        if start < at:
            continue
        left = _left(page, start, at)
        company = (
            form.endswith(("会社", "投資法人", "組合"))
            or form in ("(株)", "(有)", "(同)", "㈱", "㈲")
            or (form.endswith("監査法人") and left < start)
        )
        right = _right(page, end)
        if left < start and text[start - 1] == " " and right > end and text[end] != " ":
            # 25日 有限会社X: the form belongs to the name that touches it.
            left = start
        if form == "(同)" and (text[left:start].endswith(_TITLES) or text[left - 2 : left] == ")、"):
            # 知事(同) repeats what the bracket before it says.
            continue
        if form.endswith("監査法人") and right > end and text[start - 1 : start] == "・":
            # 公認会計士・監査法人X
            company = False
        if company and left < start and (right == end or not _prefers_right(text, left, start)):
            # A place of business behind the name belongs to it: ...株式会社岡谷工場.
            tail = re.compile(
                "[一-鿿ァ-ヴー0-9]{0,10}(?:工場|支店|支社|本店|営業所|事業所|研究所|製造所|製作所|製鉄所|発電所|本社)"
            ).match(text, end)
            at = tail.end() if tail and tail.end() <= right else end
            yield left, at, "organizations.legal"
        elif right > end:
            at = right
            yield start, right, "organizations.legal"


def _prefers_right(text: str, left: int, start: int) -> bool:
    """Whether the words before a legal form are no name, so that the name follows it."""
    return text[left:start] in _listed("generic") or (len(text[left:start]) <= 1)


def _right(page: Page, start: int) -> int:
    """The end of the name that begins at ``start`` behind a legal form."""
    tokens, text = page.tokens, page.text
    at = start + (1 if text[start : start + 1] == " " and text[start + 1 : start + 2] not in " \n" else 0)
    index = tokens.index_at(at)
    end = start
    while index < len(tokens) and tokens.starts[index] < start + 45:
        begin, stop, tag = tokens.starts[index], tokens.ends[index], tokens.tags[index]
        word = text[begin:stop]
        if begin < at:
            index += 1
            continue
        if word in _listed("stop") and end > start:
            break
        if word in _JOIN:
            following = text[stop : stop + 1]
            if end == start or not following or following in " \n、。(「":
                break
        elif not tag.startswith(_NAME_TAGS) and not (
            end == start and not tag.startswith(("助詞", "助動詞", "補助記号", "空白"))
        ):
            break
        if word.isspace() or (tag == "名詞-普通名詞-副詞可能" and end > start):
            break
        end = stop
        index += 1
    while end > start and text[end - 1] in _JOIN:
        end -= 1
    if end > at:
        # 農事組合法人みどりの里(富山県...): a の inside a name that fills its cell.
        tail = _NO_TAIL.match(text, end)
        if tail and tail[1] not in _listed("stop") and not tail[1].endswith(_TITLES):
            end = tail.end()
    return end if end > at else start


def _left(page: Page, end: int, floor: int) -> int:
    """The begin of the name that ends at ``end`` before a legal form or head."""
    tokens, text = page.tokens, page.text
    if end == 0:
        return end
    stop = end - 1 if text[end - 1] == " " and text[end - 2 : end - 1] not in (" ", "\n", "") else end
    index = tokens.index_at(stop - 1)
    start = end
    while index >= 0 and tokens.starts[index] >= max(floor, end - 45):
        begin, tag = tokens.starts[index], tokens.tags[index]
        word = text[begin : tokens.ends[index]]
        if word == "会社" and start < end:
            break
        if (
            word in _listed("stop")
            and start < end
            and tag.startswith(("接尾辞", "名詞", "助詞"))
            and word not in ("代表", "協力", "産", "外", "研究者", "学生", "職員")
        ):
            break
        if word in _JOIN and word not in "./'’":
            if begin == 0 or text[begin - 1] in " \n、。)":
                break
        elif (
            not tag.startswith(_NAME_TAGS)
            or word.isspace()
            or (tag == "名詞-普通名詞-副詞可能" and word not in ("中央", "第一"))
        ):
            break
        start = begin
        index -= 1
    while start < end and text[start] in _JOIN:
        start += 1
    return _strip_front(page, start, end)


def _strip_front(page: Page, start: int, end: int) -> int:
    """``start`` behind words that stand before a name without belonging to it."""
    tokens, text = page.tokens, page.text
    if country := _COUNTRY_DOT.match(text, start, end):
        # 米国・シカゴ大学: the country is a mention of its own.
        start = country.end() if country[1] in _countries() else start
    while start < end:
        index = tokens.index_at(start)
        word, tag = text[start : min(tokens.ends[index], end)], tokens.tags[index]
        if (
            word in _listed("generic")
            and word not in ("国立", "県立", "市立", "公立", "私立", "法人", "新", "前", "元", "本", "旧")
        ) or (tag == "名詞-数詞" and text[tokens.ends[index] : tokens.ends[index] + 1] in "社団者名人つ日月年"):
            start = tokens.ends[index]
        else:
            break
    return min(start, end)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"] for row in resources.rows("lexicon/countries") if row["kind"] != "letter")


def _headed(page: Page) -> Iterator[Span]:
    """Names that end in a head noun and hold something proper."""
    text, borders = page.text, page.borders
    floor, begun = 0, 0
    for start, end, head in _head_matcher().find(text):
        if head == "会議所" and text.startswith("共用", start - 2):
            continue
        if not borders[end] or (
            not borders[start] and head not in _listed("part") and not _founded_school(text, start, head)
        ):
            continue
        left = _left(page, start, max(0, begun if start == floor else 0))
        if left >= start or not _specific(page, left, start, head):
            continue
        tail = _BRANCH.match(text, end)
        if tail and head in _BRANCHED and borders[tail.end()]:
            end = tail.end()
        floor, begun = end, left
        yield left, end, "organizations.head"


def _founded_school(text: str, start: int, head: str) -> bool:
    """Whether a founder stands before a school, so that 市立川西小学校 is one however its words are cut."""
    return head.endswith("学校") and _FOUNDER.search(text, max(0, start - 12), start) is not None


def _specific(page: Page, start: int, end: int, head: str) -> bool:
    """Whether the words before a head make it one organisation's name."""
    text, tokens = page.text, page.tokens
    words = text[start:end]
    first = tokens.index_at(start)
    last = tokens.index_at(end - 1)
    front = text[tokens.starts[first] : tokens.ends[first]]
    if front in _listed("generic") and front not in ("国立", "県立", "市立", "新", "元", "本", "前", "旧"):
        return False
    if head in _listed("part"):
        return any(
            h in words
            for h in (
                "大学",
                "協会",
                "連合会",
                "会社",
                "組合",
                "銀行",
                "金庫",
                "機構",
                "連盟",
                "総連",
                "法人",
                "財団",
                "党",
            )
        )
    if head in ("県議会", "市議会", "町議会", "村議会", "区議会", "府議会", "都議会", "道議会", "議会"):
        return any(
            "地名" in tokens.tags[i] or "人名" in tokens.tags[i] or _coined(words) for i in range(first, last + 1)
        ) or bool(_LOCAL_TAIL.search(words) and len(words) > 1)
    proper = [
        i
        for i in range(first, last + 1)
        if "固有名詞" in tokens.tags[i] or _coined(text[max(start, tokens.starts[i]) : min(end, tokens.ends[i])])
    ]
    founded = _FOUNDER.search(words) and len(words) > 2
    if founded and head.endswith(("学校", "高校", "幼稚園", "保育園", "病院", "大学")):
        # What takes place at a school is told of a place: X市立Y小学校で.
        return not _AT.match(text, end + len(head))
    if head in _listed("industry"):
        proper = [i for i in proper if not tokens.tags[i].endswith("地名-国")]
        return bool(proper) and len(words) <= 14
    return bool(proper) or (words.startswith(_WIDE) and words not in ("国際", "世界", "全国", "中央", "アジア"))


def _coined(word: str) -> bool:
    """Whether a word is in katakana or Latin letters and no common noun."""
    if word.isascii():
        return len(word) > 1 and word.isalpha()
    return len(word) > 1 and all("ァ" <= c <= "ー" for c in word) and "noun" not in names.kinds(word)


def _has_particle(page: Page, start: int, end: int) -> bool:
    tokens = page.tokens
    return any(
        tokens.tags[i].startswith(("助詞", "助動詞", "動詞-非自立"))
        for i in range(tokens.index_at(start), tokens.index_at(end - 1) + 1)
    )


@cache
def _governments() -> resources.Matcher:
    """Names of prefectures and municipalities."""
    towns = [row["name"] for row in resources.rows("lexicon/municipalities") if len(row["name"]) > 2]
    return resources.Matcher([*(row["name"] for row in resources.rows("lexicon/prefectures")), *towns])


def _local_offices(page: Page) -> Iterator[Span]:
    """Offices of prefectures and municipalities: the place, then a path of units; blanks may part its steps."""
    text, borders = page.text, page.borders
    before = (0, 0)
    for start, end, _ in _governments().find(text):
        begin = before[0] if before[1] == start else start
        before = (begin, end)
        at = end
        while True:
            blank = text.startswith(" ", at) and (at > end or page.zone_at(at) == "contact")
            step = _PLACE_UNIT.match(text, at + blank, min(len(text), at + 40))
            if (
                step is None
                or not borders[step.end()]
                or len(step[0]) < 2
                or _has_particle(page, at + blank, step.end())
            ):
                break
            if _ROOMS.search(step[0]) or step[0].startswith("立"):
                break
            if (at == end and _NO_UNIT.match(step[0])) or (blank and not _UNIT_TAIL.search(step[0])):
                break
            at = step.end()
        if at > end and not (text.endswith(_BUILDINGS, end, at) and _VENUE.match(text, at)):
            yield begin, at, "organizations.local"
