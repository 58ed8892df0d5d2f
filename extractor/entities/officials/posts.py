"""Titles of posts and what they are made of: heads, portfolios, bodies, and the public or private side they are on."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from extractor import resources
from extractor.entities.ministries import lexicon as ministry_lexicon
from extractor.entities.organizations import lexicon as organization_lexicon

COUNTRY_LETTERS = {
    "米": "米国", "英": "英国", "仏": "フランス", "独": "ドイツ", "伊": "イタリア", "豪": "オーストラリア",
    "加": "カナダ", "印": "インド", "露": "ロシア", "中": "中国", "韓": "韓国", "比": "フィリピン",
    "越": "ベトナム", "台": "台湾", "西": "スペイン", "蘭": "オランダ",
}  # fmt: skip
# A noun behind a title that makes it part of a longer word or name: no mention of the post holder.
_FOLLOWERS = re.compile(
    "会合|会議|会談|サミット|級|賞|杯|官房|室|会見室|公邸|官邸|府|選|職|制|名義|印|公室|部局|経験|候補|クラス|レベル|"
    "付(?!け)|チーム|館|国|会(?!談|見|議)|団(?!長)|秘書課|対談|対話|候補|補$|就任式|学|権|領|オフィス|事務局|区(?!長)|庁|省|令|格|代理店|さんま|士|展|戦"
)
TENSES = ("前", "元", "現", "次期", "新", "初代", "故", "旧")
_PRIVATE = re.compile(
    "会社|\\([株有]\\)|㈱|銀行|信用金庫|協会|連合会|組合|連盟|大学|学園|学院|財団|社団|法人|病院|新聞|放送|テレビ|電力|鉄道|"
    "ホールディングス|グループ|商工会|労組|連合|自治会|防災会(?!議)|振興会|協議会|連絡会$|実行委員会|クラブ|センター$|研究所|機構|党$|経団連|経済同友会|商会|工業$|産業$|製作所|自動車"
)
# The same inside a title, where 大学振興課長 and 自動車局長 are public.
_PRIVATE_UNIT = re.compile(
    "会社|協会(?!課)|連合会|連盟|労働組合|商工会|学園|新聞社|新聞(?=.*[部局])|経団連|ホールディングス|大学(?=$|院|病院|附属|[法理工医文経農教]学部|総長|学長|副学長|(?:名誉|特任|客員|准|助)?教授|講師|本部|事務局)|連合(?=$|会|事務局)|協議会"
)
_PUBLIC = re.compile(
    "省|庁|府|衆議院|参議院|議会|国会|審議会|委員会|最高裁|裁判所|検察|自衛|内閣|日本銀行|日銀|人事院|会計検査院|国連|国際連合|ユネスコ|"
    "ユニセフ|欧州|[A-Z]{3,}$|世界貿易機関|国際原子力機関|世界保健機関|国際通貨基金|アジア開発銀行|世界銀行|連邦準備|中央銀行|宮内庁|代表部|大使館|領事館|本部|会議$|部会$|分科会$|小委員会$"
)
BODY = re.compile(
    r".*(?:省|庁|府|院|大使館|銀行|委員会|審議会|議会|裁判所|検察庁|代表部|本部|センター|連合|議院|機構|機関|基金|県警|府警|道警|警視庁|最高裁|高裁|地裁|家裁|高検|地検)$"
)
# Heads of divisions: their unit is part of the title, never the organisation.
_DIVISION = ("課長", "室長", "班長", "部長", "次長", "課長代理", "部長代理", "局次長", "部次長", "分室長")
# Commands keep their unit in the title and belong to the service.
_COMMAND = re.compile("(?:司令官?|隊長|団長|艦長|総監|幕僚長|師団長|旅団長|幕僚副長)$")
_SERVICE = re.compile(
    r"(?:陸上|海上|航空)自衛隊|[陸海空]自|自衛隊|.*?[陸海空]軍|.*?国防軍|.*?国軍|[^第]{1,3}軍(?!司令)|.*?沿岸警備隊"
)
_FORCE = re.compile("(?:[陸海空]軍|海兵隊|国防軍|国軍|沿岸警備隊)(?!省|相|大臣|長官|次官)")
REGIONAL = re.compile(
    "労働局|東京航空局|大阪航空局|運輸支局|振興局|県民局|通商産業局|地方建設局|営林局|地方郵政局|陸運局|財務局|財務事務所|国税局|国税不服|税務署|地方法務局|法務局|地方整備局|経済産業局|農政局|運輸局|運輸監理|総合通信局|厚生局|地方気象台|管区気象台|気象台|"
    "警察|県警|府警|地方検察|高等検察|検察|地検|高検|地裁|高裁|家裁|簡裁|地方裁判|高等裁判|家庭裁判|簡易裁判|税関|海上保安|環境事務所|出入国|入国管理|防衛局|管区|県|"
    "公共職業安定所|労働基準監督署|森林管理|開発局|地方総監|保健所|検疫所|刑務所|拘置所|少年|保護観察|年金事務所|駐屯地|基地|空港|港湾|国道|河川|ダム|砂防|"
    "総合振興局|総合事務所|土木事務所|県税|児童相談|支庁|消防|大学|高校|商工|市|区|町|村"
)
_COUNCILLORS = ("県議", "市議", "都議", "府議", "道議", "区議", "町議", "村議")
_STATE_WORD = re.compile("国(?:務|防|会|家)")
_COUNTRY_TAIL = re.compile(
    "(?:民主|人民|連邦|社会主義|イスラム|アラブ|多民族|ボリバル)*"
    "(?:共和国|王国|公国|連邦|合衆国|諸島|首長国連邦|国(?![務防会家立際税土連]))|連合"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A row of ``lexicon/posts``."""

    text: str
    kind: str
    organization: str


@dataclass(slots=True)
class Post:
    """What a mention says of a person; the parse that linking completes.

    Args:
        kind: the kind of its head, empty for a bare name.
        body: the body that a title without organisation heads by its own words (九州経済産業局長 -> 九州経済産業局).
        foreign: the holder serves another country, as a katakana name or a country before the title says.
        public: True or False where the words themselves tell a public from a private post, else None.
    """

    name: str = ""
    title: str = ""
    organization: str = ""
    kind: str = ""
    body: str = ""
    foreign: bool = False
    public: bool | None = None


@dataclass(slots=True)
class Run:
    """The words before a head: ``text`` and, for each token, its begin in ``text`` and tag.

    ``bodies`` are the ends of what earlier finders know as a ministry, ``body_begins`` its begins, ``places`` the spans
    of places;
    ``kinds`` tells for the end of an organisation of the lexicon its kind there.
    """

    text: str
    begins: list[int]
    tags: list[str]
    bodies: list[int] = field(default_factory=list)
    body_begins: list[int] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)

    def words(self, start: int, end: int) -> list[tuple[str, str]]:
        """(text, tag) of the tokens in ``start:end``; a token that a border cuts gives its part inside."""
        text, begins = self.text, self.begins
        first, last = bisect_right(begins, start, 1) - 1, bisect_left(begins, end)
        ends = begins[first + 1 : last + 1]
        if last == len(begins):
            ends.append(len(text))
        return [
            (text[max(b, start) : e], t)
            for b, e, t in zip(begins[first:last], ends, self.tags[first:last], strict=False)
            if start < e
        ]


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a kind in ``lexicon/post_words``."""
    return frozenset(row["word"] for row in resources.rows("lexicon/post_words") if row["kind"] == kind)


@cache
def heads() -> dict[str, Head]:
    """Every title end but the portfolios; a fixed title goes before a general one."""
    rows = [Head(r["head"], r["kind"], r["organization"]) for r in resources.rows("lexicon/posts")]
    table: dict[str, Head] = {}
    for head in sorted(rows, key=lambda h: h.kind != "fixed"):
        if head.kind != "portfolio":
            table.setdefault(head.text, head)
    return table


@cache
def portfolios() -> dict[str, str]:
    """What stands before 大臣 or is the title itself (外相) -> the ministry."""
    return {r["head"]: r["organization"] for r in resources.rows("lexicon/posts") if r["kind"] == "portfolio"}


@cache
def matcher() -> resources.Matcher:
    """Finds the heads."""
    return resources.Matcher(heads())


def part_of_other_word(text: str, end: int) -> bool:
    """Whether the words behind a title that ends at ``end`` make it part of another name (大臣会合, 首相官邸)."""
    return _FOLLOWERS.match(text, end) is not None


def is_private(words: str) -> bool:
    """Whether an organisation with these words is no public body."""
    return _PRIVATE.search(words) is not None and not words.startswith("日本銀行")


def is_private_unit(words: str) -> bool:
    """Whether the words before a head of a unit name an organisation that is no public body."""
    return _PRIVATE_UNIT.search(words) is not None


def is_public(words: str) -> bool:
    """Whether an organisation with these words is a public body, national or international."""
    return _PUBLIC.search(words) is not None


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Names of countries by their first character, the longest first."""
    table: dict[str, list[str]] = {}
    for row in resources.rows("lexicon/countries"):
        if row["kind"] != "letter":
            table.setdefault(row["name"][0], []).append(row["name"])
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


def country_at(run: Run, start: int) -> int:
    """The end of the country that begins at ``start``, or 0."""
    text = run.text
    for name in _countries().get(text[start : start + 1], ()):
        end = start + len(name)
        if name.endswith("国") and _STATE_WORD.match(text, end - 1):
            # 米|国務副長官, not 米国|務副長官.
            continue
        # チャド・グリーン大使 has no country in his name.
        if text.startswith(name, start) and not ("ァ" <= text[end - 1] <= "ー" and "ァ" <= text[end : end + 1] <= "ー"):
            tail = _COUNTRY_TAIL.match(text, end)
            return tail.end() if tail else end
    for word, tag in run.words(start, start + 1):
        end = start + len(word)
        if word.endswith("国") and len(word) == 2 and _STATE_WORD.match(text, end - 1):
            return end - 1
        if tag.endswith("地名-国") or word in ("欧州", "米国", "英国", "台湾", "韓国", "中国", "北朝鮮"):
            tail = _COUNTRY_TAIL.match(text, end)
            return tail.end() if tail else end
        if len(word) == 1 and word in COUNTRY_LETTERS:
            return end + (text[end : end + 1] == "国" and not _STATE_WORD.match(text, end))
    behind_name = start > 0 and "ァ" <= text[start - 1] <= "ー"
    if (
        start < len(text)
        and text[start] in COUNTRY_LETTERS
        and (start + 1 == len(text) or start + 1 in run.begins or behind_name)
    ):
        return start + 1
    return 0


def is_body(run: Run, start: int, words: str) -> bool:
    return start + len(words) in run.bodies or bool(BODY.match(words) or _SERVICE.fullmatch(words))


def tense_of(words: str) -> str:
    return next((t for t in TENSES if words.startswith(t)), "")


def title_of(run: Run, start: int, head: Head) -> Post:
    """Organisation and title in ``run.text[start:]`` + head."""
    rest = run.text[start:]
    first = next(iter(run.words(start, start + 1)), ("", ""))[0]
    if first in TENSES and first != rest:
        post = title_of(run, start + len(first), head)
        post.title = first + post.title
        return post
    post = Post(title=rest + head.text, kind=head.kind)
    if head.kind == "fixed":
        post.organization, post.public = head.organization, True
        country = country_at(run, start)
        if country and head.organization != "内閣府":
            _take(post, run.text[start:country], run.text[country:] + head.text, foreign=True)
        elif rest and rest not in TENSES and is_body(run, start, rest):
            _take(post, rest, head.text, foreign=False)
        return post
    if head.text in _COUNCILLORS:
        post.public = True
        post.organization = rest.removeprefix(tense_of(rest)) + head.text + "会" if rest else ""
        return post
    if head.kind == "named" and head.organization:
        post.organization, post.public = head.organization, True
        return post
    tense = tense_of(rest)
    if rest[len(tense) :] == "内閣府" and head.text in ("副大臣", "大臣政務官", "政務官"):
        _take(post, "内閣府", tense + head.text, foreign=False)
        post.public = True
        return post
    if rest[len(tense) :] in portfolios() and (head.kind == "minister" or head.text.endswith("次官")):
        post.organization, post.public = portfolios()[rest[len(tense) :]], True
        return post
    if head.kind == "foreign" and not rest and (head.organization or head.text in portfolios()):
        post.organization = head.organization or portfolios()[head.text]
        post.foreign = bool(head.organization)
        return post
    if head.text == "事務次官" and rest.endswith(("省", "庁", "府")):
        _take(post, rest[len(tense) :], tense + head.text, foreign=False)
        return post
    if rest.startswith(("駐", "在")):
        inner = re.match("駐日(.+)", rest)
        post.organization = (
            ""
            if rest == "駐日"
            else (
                inner[1].removesuffix("特命全権").removesuffix("臨時代理")
                if inner and head.kind != "minister"
                else "外務省"
            )
        )
        post.foreign, post.public = bool(inner) or rest == "駐日", True
        mission = re.match("在.+?(?:大使館|総領事館|代表部)", rest)
        if mission:
            _take(post, mission[0], rest[mission.end() :] + head.text, foreign=False)
        return post
    if "大臣" in rest and "大臣官房" not in rest:
        # Two posts in one title: デジタル大臣・内閣府特命担当大臣.
        first = rest[len(tense) : rest.index("大臣")]
        post.organization, post.public = portfolios().get(first, ""), True
        if post.organization:
            return post
    if head.text in ("担当大臣", "担当相") and rest and not country_at(run, start + len(tense)):
        # 経済再生担当大臣: a task of the Cabinet Office where no ministry has it.
        post.organization, post.public = "内閣府", True
        return post
    if head.text == "上級代表" and (union := re.match("EU|欧州連合", rest)) and rest != union[0]:
        _take(post, union[0], rest[union.end() :] + head.text, foreign=True)
        return post
    if head.text == "警察本部長" and rest:
        post.body, post.public = rest + "警察本部", True
        return post
    if head.text == "局次長" and _is_regional(rest[len(tense) :] + "局"):
        _take(post, rest[len(tense) :] + "局", tense + "次長", foreign=False)
        return post
    cut = _body_end(run, start, head)
    country = country_at(run, start + len(tense))
    if (
        country
        and cut <= country
        and (
            head.kind in ("foreign", "minister", "diplomat", "staff", "chief", "mixed")
            or run.text[country : country + 1] > "ア"
        )
        and country - start < len(post.title)
    ):
        force = _FORCE.match(run.text, country)
        if force:
            # オーストラリア陸軍本部長 heads the army, not the country.
            country = force.end()
        _take(post, run.text[start + len(tense) : country], tense + run.text[country:] + head.text, foreign=True)
        return post
    if head.kind == "local":
        match = re.fullmatch("(前|元)?(.*)", rest)
        suffix = head.text.removeprefix("副").removesuffix("長") if head.text.endswith("長") else ""
        if rest and match and suffix:
            place = match[2].removesuffix("・")
            # 堺|市長 and 魚津市|副市長
            post.organization = place + suffix * (not place.endswith(suffix)) if place else ""
            post.title = (match[1] or "") + head.text
        elif rest and match and match[2]:
            post.organization, post.title = match[2], (match[1] or "") + head.text
        post.public = True
        return post
    if cut:
        _take(post, run.text[start:cut], run.text[cut:] + head.text, foreign=False)
        if cut in run.kinds:
            post.public = run.kinds[cut] in organization_lexicon.PUBLIC_KINDS
    elif (
        rest
        and head.kind == "unit"
        and head.text.endswith("長")
        and head.text not in _DIVISION
        and REGIONAL.search(rest + head.text)
        and not any(body.kind == "bureau" for body in ministry_lexicon.heads().get(rest + head.text, ()))
    ):
        post.body = rest + head.text.removesuffix("長")
    if (
        head.kind == "unit"
        and cut
        and not run.text[cut:]
        and head.text not in ("次長", "官房長", "官房付", "副本部長", "所長")
    ):
        post.title = run.text[cut:] + head.text
    if (
        post.public is None
        and head.kind == "mixed"
        and (rest.endswith(("国家公安", "原子力規制", "公正取引")) or is_public(rest))
    ):
        post.public = not is_private(rest) or is_public(rest.removesuffix("連合"))
    return post


def _take(post: Post, organization: str, title: str, *, foreign: bool) -> None:
    post.organization, post.title = COUNTRY_LETTERS.get(organization, organization), title.removeprefix("・")
    post.foreign = foreign
    if foreign:
        post.public = None if is_private_unit(title) else True
    elif organization.startswith("国立") and not organization.startswith("国立大学") and title.endswith("長"):
        post.public = True
    elif is_private(organization) and not organization.endswith(("代表部", "大使館", "領事館", "委員会", "省", "庁")):
        post.public = False
    elif is_public(organization):
        post.public = True


def _is_regional(name: str) -> bool:
    """Whether the register has ``name`` as an office of a region (北陸農政局 before 次長)."""
    body = ministry_lexicon.body_of(name) if name.endswith("局") else None
    return body is not None and body.kind == "regional"


def _body_end(run: Run, start: int, head: Head) -> int:
    """The end of the longest prefix of ``run.text[start:]`` that is a body of its own, or 0."""
    if _COMMAND.search(head.text):
        service = _SERVICE.match(run.text, start)
        return service.end() if service else 0
    best = 0
    # 副大統領兼環境庁長官 is one title: a body behind 兼 is that of the second post alone.
    joined = run.text.find("兼", start)
    limit = joined if joined > start else len(run.text)
    for cut in sorted({*(b for b in run.begins if b > start), len(run.text)} - {start}):
        if cut > limit:
            break
        word, _ = run.words(start, cut)[-1]
        prefix = run.text[start:cut]
        if head.text[0] in "課室局部" and head.text[0] == prefix[-1]:
            # 住民制度課|課長補佐: the deputy's own unit is part of the title.
            continue
        if (
            (word in listed("suffix") and len(prefix) > len(word))
            or cut in run.bodies
            or (BODY.match(prefix) and len(prefix) > 2)
            or _is_regional(prefix)
            or re.fullmatch("[A-Z]{3,}", prefix)
        ):
            best = cut
    if run.text[start:best].endswith("大臣官房"):
        best -= len("大臣官房")
    return best if best > start else 0
