"""Where a name begins that no lexicon holds: left borders by grammar, for laws, documents and conferences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractor.entities.spans import Span
from extractor.text.page import Page

_LONGEST = 300
_LONGEST_COMPOUND = 80
# Nothing that names a law, document or meeting runs over these.
_SIGN = re.compile(
    r"[()]|[。「『【〔<《\[\t\r\n:;■□●○◆◇▽△▼▲★☆※→⇒]| {2,}|[⑴-⒇①-⑳]|(?<=[0-9])\.(?=\D)|』|」|】|>|》"
    r"|(?<=[律例令])案(?:、|及び|並びに|や)|議案第? ?[0-9]+号|第[0-9]+号議案"
)
# A law with its number bracket is read to its end and another name follows: A法(…第1号)及びB法,
# but A法(…第1号)の一部を改正する法律.
_NUMBERED_OFF = re.compile(r"\)(?:及び|並びに|又は|、|第)")
_SOFT = re.compile(
    r"並びに|ならびに|は|も|、|が|に|を|で|と|から|まで|へ|より|ます|た|る|中の|(?:改正|施行|公布|廃止)[前後]の"
)
# What follows a particle inside a name: …における…、…に関する…、国が行う…、…を図るための…
_NI_INSIDE = re.compile(
    r"に(?:関|対|係|伴|よる|基づく|おける|於ける|準|資する|応じ|ついての|向けた|際しての|当たっての|必要な|配慮"
    r"|該当|適した|規定する|掲げる|属する|つながる|寄与|よって生じた|従事)"
)
_GA_INSIDE = re.compile(
    r"が(?:行う|行なう|実施する|保有する|管理する|設置する|所有する|発行する|定める|講ずる|受ける|有する|設立した"
    r"|取り扱う|営む|安心)"
)
_WO_OUTSIDE = re.compile(
    r"を(?:、|経て|受け、|受けて|踏まえ|含む|はじめ|始め|めぐ|巡|通じ、|もって|閣議|公布|成立|可決|提出|公表"
    r"|採択|署名|策定|決定|盛り込ん|柱とする|内容とする|定めた|制定した|まとめた|求めた|目指し)"
)
_TO_INSIDE = re.compile(r"と(?:の間|の[一-龥]|する|なる|いう|、)")
# An attributive clause that tells of the name and is no part of it: 6月に成立した…法, 現在審議中の…法案
_ATTRIBUTIVE = re.compile(
    r"(?:成立|公布|施行|制定|提出|決定|可決|改正|廃止|策定|審議|検討|採択|署名|締結|批准|加盟|加入|発効|改定|発表|公表|承認"
    r"|了承|準備|予定|継続|開催|発足|新設|創設|適用|開始|合意|準拠|違反|所管|議論|導入|作成|主催|実施)"
    r"(?:を?(?:した|された|している|されている|する予定の|される予定の|予定の|中の|済みの|してきた|されてきた))$"
    r"|(?:施行|公布|制定|提出|決定|可決|策定|採択|署名|締結|発表|公表|審議)される$|(?:成立|発効)する$"
    r"|ました$|(?:開か|行わ|まとめら|定めら|設けら|結ば|出さ|作ら|交わさ)れ(?:た|る|ている)$"
)
_CLAUSE = re.compile(r"[一-龥]を[^、。をにがは]{1,8}[るた]$(?<!を改正する)(?<!を廃止する)")
_ACTOR = re.compile(
    r"(?:今回|先般|現行|次期|新たな|今国会提出|本年|昨年|今年|同年|我が国|わが国|政府|国会|国|当該|上記|下記|次"
    r"|以下|いわゆる|例の|両国|各国|関係|日本|[^、のに]{1,12}(?:省|庁|政府|委員会|県|都|府|市|町|村|区|党|大臣"
    r"|会議|国会)(?:所管)?)の(?!職員|所管|設置|組織|特例|行政|機関|自衛隊|援助|補助|負担)"
)
_CITED = re.compile(r"[条項号]の?[0-9一二三四五六七八九十]*$")
# Only what amends or follows several laws has them in its name: A法、B法及びC法の一部を改正する法律.
_AMENDS = re.compile("改正|廃止|整備|施行|特例|整理|措置")
_LIST_WORD = re.compile(r"及び|並びに|又は|若しくは|または|および|その他|等")
_LEADING = re.compile(r"(?:[ 、・)」』\]]|及び|並びに|又は|または|若しくは|および|かつ|なお|また、|さらに|特に|うち)*")
_NOUN = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号")
_JOINERS = "・ー&＝=-‐+×"

Spans = Sequence[Span]


def nominal_start(page: Page, end: int) -> int:
    """The beginning of the run of nouns, prefixes, suffixes and numbers that ends at ``end``."""
    tokens = page.tokens
    text = page.text
    i = tokens.index_at(end - 1)
    start = end
    while i >= 0 and end - tokens.starts[i] < _LONGEST_COMPOUND:
        tag = tokens.tags[i]
        if not tag.startswith(_NOUN) and not (
            tokens.ends[i] - tokens.starts[i] == 1 and text[tokens.starts[i]] in _JOINERS
        ):
            break
        start = tokens.starts[i]
        i -= 1
    while start < end and text[start] in _JOINERS:
        start += 1
    return min(start, end)


def nominal_end(page: Page, start: int) -> int:
    """The end of the run of nouns, prefixes, suffixes and numbers that begins at ``start``."""
    tokens = page.tokens
    text = page.text
    end = start
    i = tokens.index_at(start)
    if start >= len(text) or tokens.starts[i] != start:
        return start
    while i < len(tokens.ends) and end - start < _LONGEST_COMPOUND:
        one = tokens.ends[i] - tokens.starts[i] == 1 and text[tokens.starts[i]] in _JOINERS
        if not one and not tokens.tags[i].startswith(_NOUN):
            break
        end = tokens.ends[i]
        i += 1
    return end


def hard_border(page: Page, end: int) -> int:
    """The offset behind the nearest sign before ``end`` that no name crosses (balanced brackets are crossed)."""
    floor = max(page.sentence_at(end - 1)[0], page.line_at(end - 1).content, end - _LONGEST)
    text = page.text
    depth = 0
    for sign in reversed(list(_SIGN.finditer(text, floor, end))):
        i = sign.start()
        if sign[0] == ")":
            if depth == 0 and _NUMBERED_OFF.match(text, i) and "号" in text[max(0, i - 60) : i]:
                return i + 1
            depth += 1
        elif sign[0] == "(":
            if depth == 0:
                return i + 1
            depth -= 1
        elif depth == 0:
            return sign.end()
    return floor if depth == 0 else min(end, text.rfind(")", floor, end) + 1)


def phrase_start(page: Page, end: int, *, names: Spans = (), dates: Spans = ()) -> int:
    """The beginning of the phrase (…に関する, …を改正する) that ends at ``end``.

    Args:
        names: spans of names already read in this sentence; a border inside one, or between two of a list, is none.
        dates: spans of dates; a date in front of a name is outside unless a fiscal year of it.
    """
    text = page.text
    left = hard_border(page, end)
    start = left
    near = [(a, b) for a, b in names if a < end and b > left]
    for match in reversed(list(_SOFT.finditer(text, left, end))):
        if match[0].endswith("びに") or any(a < match.start() < b for a, b in near):
            continue
        test = _BORDERS.get(match[0], _always)
        if test(page, match, end, near):
            start = match.end()
            break
    for a, b in dates:
        if (
            (start <= a + 2 or a < start)
            and start < b < end
            and not text.startswith(("度", "分"), b)
            and text[b - 1] != "度"
        ):
            start = b
    start = _LEADING.match(text, start, end).end()  # type: ignore[union-attr]  # matches the empty string too
    actor = _ACTOR.match(text, start, end)
    while actor is not None and end - actor.end() > 3 and not any(a < actor.end() <= b for a, b in near):
        start = actor.end()
        actor = _ACTOR.match(text, start, end)
    return start


def _always(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    return True


def _particle(page: Page, match: re.Match[str]) -> bool:
    """Whether the word of ``match`` stands as a particle."""
    tokens = page.tokens
    i = tokens.index_at(match.start())
    return tokens.starts[i] == match.start() and tokens.ends[i] == match.end() and tokens.tags[i].startswith("助詞")


def _comma(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    text = page.text
    at = match.start()
    if _CITED.search(text, max(0, at - 12), at):
        return True
    if any(b == at for _, b in near):
        return not (_AMENDS.search(text, at, end) and _goes_on(text, near, match.end()))
    if any(a == match.end() for a, _ in near) or text.endswith(("協定", "条約", "議定書", "計画", "覚書"), 0, at):
        return True
    tokens = page.tokens
    i = tokens.index_at(at) - 1
    if i < 0 or not tokens.tags[i].startswith(("名詞", "接尾辞")) or "副詞可能" in tokens.tags[i]:
        return True
    if _LIST_WORD.match(text, match.end()):
        return True
    # A list inside a name is closed by 及び, 等, その他 before the name goes on.
    return _LIST_WORD.search(text, at, min(end, at + 60)) is None


def _goes_on(text: str, near: Spans, at: int) -> bool:
    """Whether a list of laws runs from ``at`` to a closing 及び or 等: A法、B法及びC法の一部を改正する法律."""
    ends = dict(near)
    while (end := ends.get(at)) is not None:
        if text.startswith(("及び", "並びに", "又は", "等の一部"), end):
            return True
        if not text.startswith("、", end):
            return False
        at = end + 1
    return False


def _unless(inside: re.Pattern[str]) -> Callable[[Page, re.Match[str], int, Spans], bool]:
    def test(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
        return _particle(page, match) and inside.match(page.text, match.start(), end) is None

    return test


def _with(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    if "との間" in page.text[match.start() : end]:
        return False
    return _unless(_TO_INSIDE)(page, match, end, near)


def _wo(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    return _particle(page, match) and _WO_OUTSIDE.match(page.text, match.start(), end) is not None


def _topic(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    return _particle(page, match)


def _pair(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    """から, まで, へ, より: inside when の follows (震災からの復興) or a range goes on to まで."""
    if not _particle(page, match) or page.text.startswith("の", match.end()):
        return False
    return not (match[0] == "から" and "まで" in page.text[match.end() : min(end, match.end() + 25)])


def _attribute(page: Page, match: re.Match[str], end: int, near: Spans) -> bool:
    before = max(0, match.end() - 14)
    if _ATTRIBUTIVE.search(page.text, before, match.end()) is not None:
        return True
    # 罰則を引き上げる種の保存法の…: a clause with an object in front of a name already read.
    return any(a == match.end() for a, _ in near) and _CLAUSE.search(page.text, before, match.end()) is not None


_BORDERS: dict[str, Callable[[Page, re.Match[str], int, Spans], bool]] = {
    "は": _topic,
    "も": _topic,
    "、": _comma,
    "が": _unless(_GA_INSIDE),
    "に": _unless(_NI_INSIDE),
    "を": _wo,
    "で": _unless(re.compile("で(?:定める|あつて|あって)")),
    "と": _with,
    "から": _pair,
    "まで": _pair,
    "へ": _pair,
    "より": _pair,
    "ます": _always,
    "た": _attribute,
    "る": _attribute,
    "中の": _attribute,
}
