"""Laws, orders, bills and ordinances in the text: LAW candidates with their e-Gov law ID.

A name is found by the register, by its number, or by its right-hand head (法律, 施行令, 条例案, ...) and a left border
by grammar. Whatever stands in the bracket right behind it (number, alias, 案) belongs to the mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.entities.borders import nominal_start, phrase_start
from extractor.entities.candidates import Candidate
from extractor.entities.laws import numbers as law_numbers
from extractor.entities.laws import provisions
from extractor.entities.laws.brackets import attached, behind_quote, closing, titled_end
from extractor.entities.laws.forms import is_generic, patterns
from extractor.entities.laws.numbers import LawNumber
from extractor.entities.laws.register import Register, kind_of, register, url_of, western_year
from extractor.entities.spans import Span, SpanIndex, longest
from extractor.text.page import Page
from extractor.text.scanning import Scanner

_HEAD = Scanner(
    r"法(?:律|施行(?:令|規則|細則|条例|規程|法))?|憲法|条例|(?:政|省|府|庁|命)令|規則|規程|(?:件|告示)(?=\()"
    r"|(?<=施行)令"
)
# Not the end of a law's name: 法人, 法務, 法制, 法的, 条例上の扱い is one, 規則的, 命令書, 省令案.
_NO_END = re.compile(
    r"[人務制的廷曹学科医王相事家理哲治話線文語名師主外度]|定(?!める)|令(?!和)|則|(?<=則)正|(?<=令)[書状系]"
    r"|(?<=憲法)(?:記念|審査|学)|規(?!定)|犯"
)
_DRAFT = re.compile(r"案(?!内|件|文|分)|等?改正(?:法)?案|(?:の一部)?改正(?:法)?案|\(案\)|\(仮称\)|\(素案\)|\(骨子案\)")
_CONNECTOR = re.compile(
    r"(?:に関する|に係る|に関し必要な事項を定める|[をの](?:[^、。]{0,12})?改正する(?:等の)?|を廃止する(?:等の)?"
    r"|を(?:[^、。]{0,8})?定める|のための|についての|を整備する|を整理する|に伴う|に対する|等に関し|を指定する"
    r"|のあり方に関する|における)$"
)
_REVISION = re.compile(r"(?:等)?(?:の一部|の全部)?を?(?:改正|廃止)する(?:等の)?$")
_OUTSIDE = re.compile(
    r"(?:.{2,20}君提出|改正|旧|新|現行|上記|前記|下記|いわゆる|特に|主に|第[0-9一二三四五六七八九十]+[に回]"
    r"|[0-9]{1,2}(?=[^0-9年月日度条]))+"
)
_BODY = re.compile(r"^.{0,30}(?:省|庁|局|署|委員会|[都道府県市町村区]|年|月|日|大臣)(?=[^省庁局署])")
_EVIDENCE = re.compile(
    r"」?(?:\((?:明治|大正|昭和|平成|令和|以下|[明昭平令][0-9元])|違反|第 ?[0-9一二三四五六七八九十百]+条|附則"
    r"|別表|上の|(?:の|に)規定|に基づ|に定め|により|(?:の|を)?(?:一部|全面|再)?改正|(?:の|が|を|は)?(?:全面"
    r"|一部)?(?:施行|公布|制定|廃止|成立|可決|適用))"
)
_ANAPHOR = re.compile(
    r"(?<![一-龥ァ-ヶA-Za-z0-9])同(法律?(?:施行(?:令|規則|細則|条例))?|施行令|施行規則|政令|令|条例"
    r"|規則)(?![人務制的廷曹学科医王相事家理哲治話線文語名師期案状書])"
)
_UNDER = re.compile("施行(?:規則|細則)")
_MEASURE = re.compile(
    r"(?:停止|禁止|措置|排除|改善|是正|退去|避難|撤去|中止|納付|除却|出動|派遣|支払|差押|解散|取消|変更|回収|制限|終了|廃止"
    r"|明渡|業務|送還|収用|勧告|指示|職務|発射|破壊|緊急|特定|当該)$"
)
_REVISING = re.compile(r"(?:改正|廃止|整備|整理)(?:等)?(?:する|に関する)(?:等の)?(?:法律|政令|[一-龥]{0,6}令|規則)$")
# Notices and instructions are called by what they set: 基準, 方法, 指針, 区域.
_NOTICE = re.compile(r"(?:告示|訓令|[省府庁]令|規程)$")
_NOTICE_END = re.compile(r"[一-龥](?<![条項号表則年月日条])(?<!別紙)$")
# 「X法案」等3法案, 関連5法: a count of laws.
_COUNTED = re.compile(r"(?:(?:など|等|関連|関係|ほか|外|以下)の?)+[0-9一二三四五六七八九十]*(?:法|条例|政令|省令)")
_NAME_LEAST = 3
# A phrase of this length is a name even where nothing around it says so.
_PHRASE_LEAST = 14
# No name is longer.
_WINDOW = 400
_SHORT_NAME = 4
_PRESS_NAME = 8
# A registered name longer than this is whole: no grammar lengthens it to the left.
_LONG_NAME = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A law's name as read: ``Candidate.data`` of a LAW.

    Args:
        start, end: the span of the name itself, without 案 in brackets and without its number bracket.
        number: the law number of the mention, in its own bracket or in one behind a quote.
        anaphor: 法, 法施行令, 令, ... when the mention is 同法, 同法施行令, 同令; else empty.
    """

    start: int
    end: int
    number: LawNumber | None = None
    anaphor: str = ""


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """The laws of a page.

    Args:
        page: the page.
        known: candidates of earlier finders; dates bound a name on the left.
    """
    text = page.text
    if not any(sign in text for sign in "法令則例号件程"):
        return []
    numbers = law_numbers.find(text)
    by_start = {n.start: n for n in numbers}
    found: list[Candidate] = []
    taken = SpanIndex()

    def take(c: Candidate) -> None:
        if taken.is_free(c.start, c.end):
            taken.add(c.start, c.end)
            found.append(c)

    # In text order: what the bracket of a name declares (以下「X法」という。) is no mention of its own.
    for start, end in _names(page, numbers, SpanIndex((c.start, c.end) for c in known if c.label == "DATE")):
        close, number = attached(text, end, by_start)
        if number is None and close == end:
            number = behind_quote(text, end, by_start)
        take(_candidate(text, Name(start, end, number), close))
    for m in _ANAPHOR.finditer(text):
        take(_anaphor(text, m, by_start))
    for number in numbers:
        if taken.is_free(number.start, number.end):
            end = titled_end(text, number)
            take(_candidate(text, Name(number.start, end, number), attached(text, end, {})[0]))
    found.sort(key=lambda c: c.start)
    _carry_ids(text, found)
    return found


def _anaphor(text: str, m: re.Match[str], numbers: dict[int, LawNumber]) -> Candidate:
    close, number = attached(text, m.end(), numbers)
    name = Name(m.start(), m.end(), number, m[1])
    c = _candidate(text, name, close) if number else Candidate(m.start(), close, "LAW", "laws.anaphor", data=name)
    c.rule = "laws.anaphor"
    _cite(text, c)
    return c


def _names(page: Page, numbers: Sequence[LawNumber], dates: SpanIndex) -> list[Span]:
    """The spans of names (without brackets), longest first where two overlap."""
    text = page.text
    known = _registered(page)
    # What has been read so far bounds and builds the names to come (A法及びB法の一部を改正する法律).
    numbered = SpanIndex((n.start, titled_end(text, n)) for n in numbers)
    read = SpanIndex([*known, *numbered.spans])
    spans = known.copy()
    at = 0
    for head in _HEAD.finditer(text):
        end = head.end()
        if not numbered.is_free(head.start(), end):
            continue
        while at < len(known) and known[at][1] < end:
            at += 1
        if head[0] == "条例" and (under := _UNDER.match(text, end)):
            end = under.end()
        draft = _DRAFT.match(text, end)
        if at < len(known) and known[at][0] <= head.start():
            longer = end < known[at][1]
            whole = end - known[at][0] > _LONG_NAME and not _REVISING.search(text, known[at][0], end)
            if longer or (draft is None and whole):
                continue
        if draft is None and _NO_END.match(text, end):
            continue
        begun = known[at][0] if at < len(known) and known[at][1] == end else end
        if draft is not None and end - begun > _LONG_NAME and not _REVISING.search(text, begun, end):
            # 国と地方の協議の場に関する法律|案: the bill has the name of the law that it became.
            spans.append((begun, draft.end()))
            continue
        near = read.near(end - _WINDOW, end)
        # A measure against somebody is no order: 業務停止命令, 課徴金納付命令.
        if head[0] == "命令" and _MEASURE.search(text, max(0, head.start() - 8), head.start()):
            continue
        start = _start(page, head, draft, near, dates)
        if start is None:
            continue
        span = (start, draft.end() if draft else end)
        spans.append(span)
        read.add(*span)
    for number in numbers:
        if (named := _notice(page, number, read, dates)) is not None:
            spans.append(named)
    return [(a, b) for a, b, _ in longest((a, b, "") for a, b in spans)]


def _notice(page: Page, number: LawNumber, read: SpanIndex, dates: SpanIndex) -> Span | None:
    """The name of a notice, whatever its last word, by the number in the bracket behind it: 離島の基準(…告示第1号)."""
    text = page.text
    end = number.start - 1
    if text[end : end + 1] != "(" or not _NOTICE.search(number.kind):
        return None
    if not _NOTICE_END.search(text, max(0, end - 3), end):
        return None
    near = [(a, b) for a, b in read.near(end - _WINDOW, end) if b <= end]
    if any(b == end for _, b in near):
        return None
    start = phrase_start(page, nominal_start(page, end), names=near, dates=dates.near(end - _WINDOW, end))
    return (start, end) if end - start >= _SHORT_NAME else None


def _registered(page: Page) -> list[Span]:
    """Where a name of the register stands as a whole."""
    text = page.text
    found = []
    for start, end, name in register().matcher.find(text):
        if _NO_END.match(text, end) and not _DRAFT.match(text, end):
            continue
        before = text[start - 1 : start]
        # Inside a longer word: 公民法, 遠隔医療法; a long title may well follow another word directly.
        if _joins(before, name[0]) and len(name) <= _SHORT_NAME and not _free(page, start):
            continue
        if len(name) <= _PRESS_NAME and patterns()["foreign"].search(text[max(0, start - 12) : start]):
            continue
        found.append((start, end))
    return found


def _joins(before: str, first: str) -> bool:
    if not before or not (before.isalnum() or before == "ー"):
        return False
    if before.isascii():
        return first.isascii()
    return not "ぁ" <= before <= "ん"


def _free(page: Page, start: int) -> bool:
    """Whether a name may begin at ``start`` although a letter stands before it: 改正民法, 6月民法."""
    run = page.text[max(0, start - 8) : start]
    return bool(re.search(r"(?:改正|旧|新|現行|年|月|日|省|庁|局|署|委員会)$", run))


def _start(
    page: Page,
    head: re.Match[str],
    draft: re.Match[str] | None,
    spans: Sequence[Span],
    dates: SpanIndex,
) -> int | None:
    """Where the name with this head begins, None when it names no law."""
    text = page.text
    end = head.end()
    for a, b in reversed(spans):
        if b == head.start() and a < b and head[0].startswith(("施行", "令", "規則")):
            return a
    begin = nominal_start(page, end)
    begin = _inside_quote(text, begin, end)
    if begin > head.start():
        return None
    if head[0] == "法" and (begin, end) in spans:
        # A whole name of the register: 令和6年度における|独占禁止法.
        return begin
    if begin < head.start() or head[0] in (
        "法律",
        "政令",
        "省令",
        "府令",
        "命令",
        "規則",
        "条例",
        "件",
        "告示",
        "庁令",
        "法施行令",
    ):
        tail = text[max(0, begin - 40) : begin]
        if _CONNECTOR.search(tail):
            return _phrase(page, begin, end, draft, spans, dates)
    return _compound(page, begin, head, draft, spans)


def _inside_quote(text: str, begin: int, end: int) -> int:
    cut = max(text.rfind(c, begin, end) for c in "「『(")
    return max(begin, cut + 1)


def _phrase(
    page: Page,
    begin: int,
    end: int,
    draft: re.Match[str] | None,
    spans: Sequence[Span],
    dates: SpanIndex,
) -> int | None:
    text = page.text
    near = [(a, b) for a, b in spans if b <= begin]
    start = phrase_start(page, begin, names=near, dates=dates.near(begin - _WINDOW, begin))
    for a, b in near:
        # The border never parts a name already read.
        if a < start < b:
            start = a
    if text.startswith(("改正", "現行", "いわゆる"), start):
        start = _strip(text, start, begin)
    size = end - start
    proper = (
        any(a >= start for a, b in near)
        or draft is not None
        or text[start - 1 : start] in ("「", "『")
        or _EVIDENCE.match(text, end) is not None
    )
    if size < 8 or (size < _PHRASE_LEAST and not proper):
        return None
    if re.search(r"(?:この|その|こうした|これらの|新しい|必要な|厳しい)", text[start : start + 5]):
        return None
    # Clubs and companies too have 規程 and 規則 that set something.
    return start if proper or text[end - 2 : end] not in ("規則", "規程", "命令") else None


def _strip(text: str, start: int, end: int) -> int:
    outside = _OUTSIDE.match(text, start, end)
    return outside.end() if outside and end - outside.end() >= _NAME_LEAST - 1 else start


def _compound(
    page: Page,
    begin: int,
    head: re.Match[str],
    draft: re.Match[str] | None,
    spans: Sequence[Span],
) -> int | None:
    """A name of nouns alone: 今治市森林再生基金条例案, こども性暴力防止法, 電気通信事業法改正案."""
    text = page.text
    end = head.end()
    begin = _strip(text, begin, end)
    name = text[begin:end]
    if _COUNTED.match(name):
        return None
    kind = head[0]
    rules = patterns()
    law = next(((a, b) for a, b in spans if begin <= a and b == end), None)
    if rules["foreign"].search(text[max(0, begin - 12) : begin]) or rules["foreign"].match(name):
        return None
    if law is not None and draft is not None and draft[0][0] != "(":
        return law[0]
    if kind.endswith("条例"):
        full = name + ("案" if draft else "")
        return None if is_generic(full) or name.startswith("同") or len(name) < 5 else begin
    if kind == "憲法":
        return begin if name == "憲法" else None
    if kind.startswith("法"):
        base = name[: len(name) - len(kind)] + "法"
        if draft is not None and kind in ("法", "法律"):
            return None if is_generic(name + "案") or len(name) < _NAME_LEAST else begin
        if kind == "法律" or len(base) < _NAME_LEAST or name.startswith(("同", "本")):
            return None
        if law is not None and law[0] > begin:
            cut = _BODY.match(text[begin : law[0]] + "X")
            if cut or not rules["ending"].search(base):
                return None
        if is_generic(base):
            return None
        if rules["ending"].search(base) and not rules["technique"].search(base):
            return begin
        quoted = text[begin - 1 : begin] in ("「", "『") and text[end : end + 1] in ("」", "』")
        proof = _EVIDENCE.match(text, end) is not None or (quoted and kind != "法") or kind != "法"
        if proof and not rules["technique"].search(base):
            return begin
        return None
    # Orders and rules without a register entry need their number or a draft mark behind them.
    if re.match(r"\((?:案\)|明治|大正|昭和|平成|令和)", text[end : end + 4]) and len(name) > _SHORT_NAME:
        return begin
    return None


def _candidate(text: str, name: Name, close: int) -> Candidate:
    laws = register()
    written = text[name.start : name.end]
    c = Candidate(name.start, close, "LAW", "laws.name", data=name)
    draft = re.search(r"案(?:\)|$)|仮称\)$", text[name.start : name.end]) or "(案)" in text[name.end : close]
    if name.number is not None:
        c.attrs["number"] = name.number.written()
    if draft:
        c.attrs["kind"] = "bill" if re.search("法律?案|改正案", written) else "local" if "条例" in written else "draft"
    elif name.number is not None:
        _give_id(c, _id_of_number(name.number, laws), laws)
        c.attrs.setdefault("kind", _kind_of_words(written, name.number.kind))
    else:
        ids = laws.by_name("日本国憲法" if written == "憲法" else written)
        if ids and _REVISING.search(written) and not any(_tells_year(text, i) for i in ids):
            # Many laws of one title revise a law; the register's is meant only where the text tells its year.
            ids = ()
        _give_id(c, (ids, "register") if ids else ((), ""), laws)
        c.attrs.setdefault("kind", _kind_of_words(written, ""))
    c.attrs.setdefault("title", written)
    _cite(text, c)
    return c


def _tells_year(text: str, law_id: str) -> bool:
    """Whether the year of the law stands somewhere in the text: 令和6年, 令和六年, 2024年."""
    era, year = law_numbers.era_of(law_id), int(law_id[1:3])
    writings = [f"{era}{year}年", f"{era}{law_numbers.kanji_year(year)}年", f"{western_year(law_id)}年"]
    return any(w in text for w in writings)


def _id_of_number(number: LawNumber, laws: Register) -> tuple[tuple[str, ...], str]:
    held = laws.by_number(number)
    if held:
        return (held,), "register"
    return tuple(number.candidates()), "derived"


def _give_id(c: Candidate, found: tuple[tuple[str, ...], str], laws: Register) -> None:
    ids, source = found
    if not ids:
        return
    if source == "register" and len(ids) > 1:
        c.attrs["candidates"] = list(ids)
        return
    c.value = ids[0]
    c.attrs |= {"id_source": source, "kind": kind_of(ids[0]), "url": url_of(ids[0])}
    if len(ids) > 1:
        c.attrs["candidates"] = list(ids)
    if ids[0] in laws.titles:
        c.attrs["title"] = laws.titles[ids[0]]
        c.attrs.setdefault("number", laws.written[ids[0]])


def _kind_of_words(name: str, number_kind: str) -> str:
    words = number_kind or name
    for ending, kind in (
        ("条例", "local"),
        ("告示", "notice"),
        ("政令", "cabinet_order"),
        ("法施行令", "cabinet_order"),
        ("令", "ordinance"),
        ("規則", "ordinance"),
        ("件", "notice"),
    ):
        if words.endswith(ending):
            return kind
    return "law"


def _cite(text: str, c: Candidate) -> None:
    """Notes the articles cited right behind a mention."""
    at = c.end
    if text.startswith(("」", "』"), at):
        at += 1
        if text.startswith("(", at) and (close := closing(text, at)) is not None:
            at = close + 1
    if text.startswith("の", at):
        at += 1
    if cited := provisions.parse(text, at):
        c.attrs["provisions"] = cited


def _carry_ids(text: str, found: Sequence[Candidate]) -> None:
    """Gives a name without ID the one that its number tells elsewhere in the text."""
    numbered: dict[str, Candidate] = {}
    for c in found:
        if c.value and c.data.number is not None and c.data.number.start != c.data.start:
            numbered.setdefault(text[c.data.start : c.data.end], c)
    for c in found:
        source = numbered.get(text[c.data.start : c.data.end])
        if source is not None and c is not source and c.data.number is None and c.attrs.get("kind") != "bill":
            c.value = source.value
            c.attrs |= {k: v for k, v in source.attrs.items() if k != "provisions"}
