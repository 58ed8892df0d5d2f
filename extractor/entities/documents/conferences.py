"""Named meetings and ceremonies: CONFERENCE candidates.

A meeting is named by its ordinal (第8回太平洋・島サミット), its year (令和5年度安全衛生表彰式),
its parties (日豪外相会談) or a proper name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.entities.borders import nominal_end, nominal_start, phrase_start
from extractor.entities.candidates import Candidate
from extractor.entities.ministries.finder import organization_before
from extractor.entities.spans import SpanIndex, longest
from extractor.resources import Matcher, rows
from extractor.text.page import Page
from extractor.text.scanning import Scanner

_N = r"[0-9一二三四五六七八九十百]+"
_ORDINAL = re.compile(rf"第 ?{_N} ?回(?!目)|{_N}周年|(?:20[0-9]{{2}}|(?:令和|平成|昭和)(?:元|{_N}))年度?(?!分)")
_SESSION = re.compile(rf"第 ?{_N} ?回(?!目)")
_BEHIND = re.compile(
    r" ?\((?:[A-Z][A-Za-z0-9.&+-]{1,14}(?: ['’]?[A-Z0-9][A-Za-z0-9]*)?|「?2\+2」?"
    rf"|第 ?{_N} ?回(?:会合|会議)?|「?2\+2」?閣僚会合"
    r"|(?:(?:令和|平成|昭和)[^()]{1,3}年)?(?:常会|臨時会|特別会|通常国会|臨時国会)"
    r"|ダボス会議|シャングリラ会合|以下[^()\n]{2,60})\)"
)
_MOST_BEHIND = 4  # brackets and sessions behind a name; the first of an endless row does not read it all
_SESSION_AFTER = re.compile(rf"第{_N}回(?:会合|会議|総会)")
# An ordinal in front of a name with な or の in it: 第44回全国豊かな海づくり大会.
_LOOSE = re.compile(
    r"(?!の)[^、。「」()\n はがをにでとへも]{2,30}?"
    r"(?:大会|会議|会合|サミット|フォーラム|シンポジウム|セミナー|祭り?|まつり|展|の集い|の日"
    r"|作戦|マラソン|ウォーク|コンテスト|コンクール|フェスティバル|フェスタ|フェア|キャンペーン|デー|講座|教室|ツアー)"
    r"(?=[をがにはのでと、。」(\n]|$)"
)
# 第8回航空従事者の飲酒基準に関する検討会
_TOPICAL = re.compile(
    r"[^、。「」()\n はがを]{2,40}?(?:に(?:関する|係る|向けた|ついての|おける)|の(?:在り|あり)方)"
    r"[^、。「」()\n はがをで]{0,24}?(?:検討会(?:議)?|研究会|懇談会|会議|委員会|協議会|ワーキング・?グループ|部会"
    r"|分科会|審議会|タスクフォース|セミナー|シンポジウム|フォーラム)"
    r"(?=[をがにはのでと、。」(\n]|$)"
)
_SESSION_BEHIND = re.compile(rf" ?\(?第 ?{_N} ?回")
_YEAR_BEHIND = re.compile(
    r" ?20[0-9]{2}(?![0-9年])|二〇[〇一二三四五六七八九]{2}(?![〇一-九年])| in [A-Z][a-z]+"
    r"| ?第[0-9]+回(?:会合|会議|総会)|(?<=[会議])第[0-9]+回(?![一-鿿])"
)
# The head goes on to another word: 会議室, 大会議場, 国会議員, 委員会委員, 総会屋.
_NO_END = re.compile(
    r"[室場所屋録費員長者典団館]|記念(?!式|大会|シンポ|講演)|公園|議[員事長室場]|対策費|答弁|図書|事務局|委員"
    r"|構成員|選手|組織委|準備室|推進室|担当|誘致|ビル|本部|日程|議"
)
_PARTY = re.compile(
    r"(?:日(?=[^本程曜時付中])|日中|日本・?|[米中韓英仏独露豪印加伊朝]{2}|EU|ASEAN|アセアン|APEC|G[0-9]+"
    r"|OECD|WTO|WHO|IMF|IEA|IAEA|AZEC|NATO|TPP|CPTPP|IPEF|BRICS|GCC|QUAD|クアッド|国連|国際連合|世界|アジア"
    r"|アフリカ|欧州|太平洋|東アジア|北極|中央アジア|中東|ユネスコ|UNESCO|ILO|ICAO|IMO|FAO|国際)"
)
_BILATERAL = re.compile(
    r"^(?:第.{1,5}回)?(?:日本・|日[米中韓英仏独露豪印加伊蘭星泰越比馬尼西葡土墨伯智緬柬蒙台朝瑞波洪芬丁諾沙亜NEAGC・ァ-ヶ]"
    r"|米[中韓朝露ロ英仏独印日]|中[韓露ロ朝印日]|韓[日米中]|[露ロ][朝中]|独仏|英[仏独]|南北首脳|[ァ-ヶー]{2,8}・)"
)
_LEADING = re.compile(
    r"(?:(?:本日|昨日|今回|次回|前回|先般|今月|今年|来年|本年|昨年|毎年|午前|午後|当日|併せて|同日|標記|別紙"
    r"|政府主催|[0-9]+月|[0-9]+日|[0-9]{1,2}[.)])+|(?:[^、 ]{1,10}(?:大臣|政務官|総理|首相|市長"
    r"|知事)(?![・会共級杯旗])))(?=[^0-9]|第)"
)
# What may stand before an ordinal as part of the name (…対話・第6回, …条約第29回, WTO第13回, 令和7年第8回);
# 国土交通省第4回 is none.
_SERIES = re.compile(
    r"(?:[A-Za-z0-9]|条約|機関|連合|議会|協定|審議会|委員会|会議|分科会|部会|大会|・|年|年度|[一-鿿]{2}杯|旗争奪)$"
)
_QUOTED_SESSION = re.compile(rf"「([^「」\n]{{2,40}})」 ?(?:\(第 ?{_N} ?回(?:会合|会議)?\)|第 ?{_N} ?回(?:会合|会議)?)")
_SPACED_ORDINAL = re.compile(rf"第{_N}回 $")
_QUOTED_NAME = re.compile(r" ?「([^「」\n]{3,40})」")
_QUOTED_LEAD = re.compile(r"(?:対話|会合|首脳|外相|大臣|サミット|フォーラム|シンポジウム|国際|会議|第)")
_EVENT_BEFORE_QUOTE = re.compile(r"(?:訓練|演習|イベント|シンポジウム|フォーラム|博覧会|国際会議|セミナー|大会)$")
_QUOTED_EVENT = re.compile(r"「([^「」\n、。]{3,40})」")
_HELD = re.compile(
    r"」(?:\([^()\n]{0,30}\))?"
    r"(?:を(?:開催|開き|開く|中止|主催)|に(?:出席|出展|参加|参列)|[がの](?:開催|開か|中止)|で(?:は、|開))"
)
_TAIL = re.compile(r"(?: ?20[0-9]{2}| ?\([^()]*\)| in [A-Za-z]+|[0-9]{2})+$")
_SESSION_BRACKET = re.compile(rf"\(第 ?{_N} ?回[^()]*\)$")
_ENDING_YEAR = re.compile(r".*[^0-9](?:20[0-9]{2}|[0-9]{2})$")
# Ceremonies of every town: only an ordinal, a year or the whole country makes one of them known.
_YEARLY = frozenset(("大会", "祭", "式典", "開会式", "授与式", "贈呈式", "授賞式", "講習会"))
# Bodies of the Cabinet.
_CABINET = re.compile(r"(?:関係|推進|対策|戦略|実現|改革|再生)閣僚会議$")
# Heads that need an ordinal in running text, but name an event in quotes.
_QUOTED_HEADS = ("セミナー", "ワークショップ", "コンクール", "の集い")
_SESSIONS = ("定例会", "臨時会")
_YEAR = re.compile(r"(?:20[0-9]{2}|(?:令和|平成|昭和).{1,3})年度?")
_YEAR_MONTH = re.compile(r"(?:20[0-9]{2}|(?:令和|平成|昭和).{1,3})年(?:度|[0-9]{1,2}月)?")
_REJECT_FIRST = ("同", "本", "当", "各", "両", "該")


@cache
def _rules() -> tuple[Matcher, dict[str, str], Scanner, re.Pattern[str]]:
    """The heads with their kinds, the whole names and the generic compounds of rules/conferences.tsv."""
    kinds: dict[str, str] = {}
    names, generic = [], []
    for row in rows("rules/conferences"):
        if row["kind"] == "name":
            names.append(row["pattern"])
        elif row["kind"] == "generic":
            generic.append(row["pattern"])
        else:
            kinds[row["pattern"]] = row["kind"]
    return Matcher(kinds), kinds, Scanner("|".join(f"(?:{p})" for p in names)), re.compile("|".join(generic))


def is_generic(words: str) -> bool:
    """Whether the words name no single meeting: 対策本部会議, 4大臣会合."""
    return _rules()[3].fullmatch(words) is not None


@cache
def _event_heads() -> tuple[str, ...]:
    """The heads that make a quotation the name of an event."""
    kinds = _rules()[1].items()
    return tuple(h for h, kind in kinds if kind in ("summit", "ceremony", "event") or h in _QUOTED_HEADS)


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """The named meetings and ceremonies of a page.

    Args:
        page: the page.
        known: candidates of earlier finders; dates and quoted laws bound a name on the left.
    """
    text = page.text
    heads, kinds, names, _ = _rules()
    dates = SpanIndex((c.start, c.end) for c in known if c.label == "DATE")
    spans: list[tuple[int, int, str]] = []
    for _, end, head in heads.find(text):
        if (start := _start(page, end, head, kinds[head], dates)) is not None:
            spans.append((start, _end(text, end), "conferences.head"))
    for m in names.finditer(text):
        spans.append((m.start(), _end(text, m.end()), "conferences.name"))
    for m in _SESSION.finditer(text):
        if (ordinal_end := _ordinal_end(page, m.end())) is not None:
            spans.append((m.start(), _end(text, ordinal_end), "conferences.ordinal"))
    for m in _QUOTED_SESSION.finditer(text):
        if any(m[1].endswith(head) for head in kinds):
            # 金融審議会「…ワーキング・グループ」(第30回): a partial quote; else the quote parts name and bracket.
            begin = nominal_start(page, m.start()) if m.start() else 0
            span = (begin, m.end()) if begin < m.start() else m.span(1)
            spans.append((*span, "conferences.quoted"))
    for m in _QUOTED_EVENT.finditer(text):
        if _is_quoted_event(text, m):
            spans.append((*m.span(1), "conferences.quoted"))
    return [Candidate(start, end, "CONFERENCE", rule) for start, end, rule in _joined(text, longest(spans))]


def _is_quoted_event(text: str, m: re.Match[str]) -> bool:
    """Whether a quotation is the name of an event: 「全国消防団員交流会」, 「水産EXPO 2024」を開催."""
    name = m[1]
    if _EVENT_BEFORE_QUOTE.search(text[max(0, m.start() - 8) : m.start()]) and _ENDING_YEAR.match(name):
        return True
    if _ENDING_YEAR.match(name) and _HELD.match(text, m.end() - 1):
        return True
    bare = _TAIL.sub("", name)
    if not bare.endswith(_event_heads()) or name.startswith(_REJECT_FIRST):
        return False
    head = max((h for h in _event_heads() if bare.endswith(h)), key=len)
    return len(bare) >= len(head) + 4 and _rules()[3].fullmatch(bare) is None


def _joined(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Joins each session, in text order, to the meeting or the body that it belongs to."""
    out: list[tuple[int, int, str]] = []
    for start, end, rule in spans:
        if out and out[-1][1] == start and _SESSION.match(text, start):
            # アジア欧州会合(ASEM)第13回首脳会合
            start = out.pop()[0]
        elif text[start - 1 : start] == " " and _SESSION_BRACKET.search(text, start, end):
            # 総合資源エネルギー調査会 電力・ガス事業分科会(第50回)
            body = organization_before(text, start - 1)
            start -= len(body.name) + 1 if body and text.endswith(body.name, 0, start - 1) else 0
        out.append((start, end, rule))
    return out


def _ordinal_end(page: Page, start: int) -> int | None:
    """The end of an event with an ordinal whose head no rule knows: 第50回…演奏会, 第7回「…協力対話」."""
    text = page.text
    if (quoted := _QUOTED_NAME.match(text, start)) and quoted[1].endswith(tuple(_rules()[1])):
        return quoted.end()
    end = nominal_end(page, start + (text[start : start + 1] == " "))
    if end - start > 3 and text[end - 1] in "会式祭展典":
        return end
    loose = _LOOSE.match(text, start) or _TOPICAL.match(text, start)
    return loose.end() if loose else None


def _end(text: str, end: int) -> int:
    """The end of the mention with a year and the brackets that belong to it."""
    if year := _YEAR_BEHIND.match(text, end):
        end = year.end()
    for _ in range(_MOST_BEHIND):
        if not (behind := _BEHIND.match(text, end) or _SESSION_AFTER.match(text, end)):
            break
        end = behind.end()
    return end


def _start(page: Page, end: int, head: str, kind: str, dates: SpanIndex) -> int | None:
    text = page.text
    if _NO_END.match(text, end) or (head in ("訓練", "演習") and text.startswith("「", end)):
        return None
    begin = nominal_start(page, end - len(head))
    begin = max(begin, *(text.rfind(c, begin, end) + 1 for c in "「『(」』)=\n"))
    if begin > end - len(head):
        return None
    begin = _after_date(text, begin, end, head, dates)
    if (lead := _LEADING.match(text, begin, end)) and end - lead.end() > len(head):
        begin = lead.end()
    if (session := _SESSION.search(text, begin, end)) and session.start() > begin:
        before = text[begin : session.start()]
        if not _SERIES.search(before):
            begin = session.start()
    begin = _over_bracket(page, begin, end)
    if not _named(text, text[begin:end], begin, end, head, kind):
        return None
    return _extended(page, begin, end, dates, named=kind in ("summit", "ceremony"))


def _over_bracket(page: Page, begin: int, end: int) -> int:
    """Over a bracket inside the name: 第3回…共同体(AZEC)首脳会合, 第5回「水素の日」実行委員会."""
    text = page.text
    if text[begin - 1 : begin] == " " and (spaced := _SPACED_ORDINAL.search(text, max(0, begin - 9), begin)):
        return spaced.start()
    if text[begin - 1 : begin] not in (")", "」"):
        return begin
    opening = text.rfind("(" if text[begin - 1] == ")" else "「", max(0, begin - 22), begin)
    if opening <= 0 or "\n" in text[opening:begin]:
        return begin
    start = nominal_start(page, opening)
    session = _SESSION.search(text, start, opening)
    if session:
        return session.start()
    own = _SESSION.match(text, begin)
    if own and not _SERIES.search(text[start:opening]):
        return begin
    rest = own.end() if own else begin
    joined = text[begin - 1] == ")" and opening - start > 3 and _rules()[3].fullmatch(text, rest, end)
    return start if joined else begin


def _after_date(text: str, begin: int, end: int, head: str, dates: SpanIndex) -> int:
    """Behind a date in front; a year stays with what it names (令和5年度…表彰式, 2025年日本国際博覧会).

    A session of an assembly is named by its month as well (令和6年9月青葉市議会定例会).
    """
    own = _YEAR_MONTH if head in _SESSIONS else _YEAR
    for a, b in dates.near(begin - 40, begin + 1):
        if begin < b < end and not own.fullmatch(text, a, b):
            begin = b
    return begin


def _named(text: str, name: str, begin: int, end: int, head: str, kind: str) -> bool:
    """Whether the compound names one meeting."""
    generic = _rules()[3]
    ordinal = _SESSION.search(name) or (_SESSION_BEHIND.match(text, end) if len(name) > len(head) + 1 else None)
    if name.startswith(_REJECT_FIRST) and not name.startswith("本州"):
        return False
    if ordinal:
        return True
    if head == "国会":
        return False
    if head in _SESSIONS:
        return "議会" in name
    if head in ("信任状捧呈式", "即位の礼"):
        return True
    year = _ORDINAL.search(name) or (_YEAR_BEHIND.match(text, end) if kind != "head" else None)
    if year and year.string is text:
        return generic.fullmatch(name) is None and len(name) > len(head) + 1
    long = year is not None and "年度" in year[0] and len(name) - len(year[0]) >= len(head) + 5
    if year and (kind != "head" or head in ("演習", "訓練") or long):
        return generic.fullmatch(name[year.end() :]) is None or "周年" in year[0] or "年度" in year[0]
    bare = name[year.end() :] if year and year.start() == 0 else name
    if generic.fullmatch(bare):
        return False
    if kind == "summit":
        return _CABINET.search(name) is None
    if head in _YEARLY:
        return name.startswith("全国") and len(name) > len(head) + 4
    if kind == "event":
        return False
    if kind == "ceremony":
        return len(bare) >= len(head) + 3
    acronym = re.match(r" ?\([A-Z][A-Za-z0-9.&-]{1,12}\)", text[end : end + 18])
    if head in ("会談", "協議", "対話", "交渉"):
        return _BILATERAL.match(bare) is not None
    if head in ("会合", "会議", "総会", "本部会合", "演習", "締約国会議"):
        return bool(
            _BILATERAL.match(bare)
            or (_PARTY.match(bare) and len(bare) >= len(head) + 3)
            or (acronym and head == "会合")
            or (head == "会議" and bare.startswith("全国") and len(bare) >= len("全国知事会議"))
        )
    return False


def _extended(page: Page, begin: int, end: int, dates: SpanIndex, *, named: bool) -> int:
    """Over what belongs to the name on the left: a partial quote, or …に関する before an ordinal."""
    text = page.text
    if text[begin - 1 : begin] == "」" and (named or _QUOTED_LEAD.match(text, begin)):
        opening = text.rfind("「", max(0, begin - 30), begin)
        if opening >= 0 and "\n" not in text[opening:begin]:
            return opening
    if (_SESSION.match(text, begin) or _SESSION_BEHIND.match(text, end)) and re.search(
        r"(?:に関する|に係る|のための)$", text[max(0, begin - 5) : begin]
    ):
        return phrase_start(page, begin, dates=dates.near(begin - 300, begin))
    return begin
