"""Named plans, strategies, statements, reports, treaties and aid projects: DOCUMENT candidates.

A quoted name counts when it ends in a head (計画, 報告書), has one right behind the quote, or is adopted,
signed or issued. An unquoted one needs a proper modifier: 日豪円滑化協定, never 協定 or 業務改善計画.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractor.entities.borders import nominal_start, phrase_start
from extractor.entities.candidates import Candidate
from extractor.entities.spans import SpanIndex, longest
from extractor.resources import Matcher, rows
from extractor.text.page import Page
from extractor.text.scanning import Scanner

_QUOTED = re.compile(r"「((?:[^「」\n]|「[^「」\n]{1,40}」){2,160})」")
_YEAR_BEHIND = re.compile(r" ?20[0-9]{2}(?:[-~–]20[0-9]{2})?(?![0-9年])| ?\(20[0-9]{2}(?:[-~–]20[0-9]{2})?\)")
_BEHIND = re.compile(
    r" ?\((?:[A-Z][A-Za-z0-9.&+/-]{1,14}|(?:略称:? ?)?[^()、。\n]{2,24}(?:協定|条約|議定書)"
    r"|仮称|案|第[0-9一二三四五六七八九十]+[期次版]|以下[^()\n]{2,60})\)"
)
# What a document undergoes, behind its name; a date or a receiver may stand between.
_OBJECT = (
    r"」(?:\([^()\n]{0,60}\))?(?:の案)?(?:(?:及び|、|並びに)「[^」\n]*」(?:\([^()\n]{0,40}\))?){0,3}"
    r"(?:を|が|の|に(?!ついて|関|係|対|向))[^「」。、をが\n]{0,18}?、?"
)
# Only documents are adopted or signed; prizes, names and services too are published.
_ADOPTED_QUOTE = re.compile(
    rf"{_OBJECT}(?:閣議決定|策定|改定|改訂|採択|署名|締結|取りまとめ|とりまとめ|答申|批准|調印|発効|可決)"
)
_ISSUED = re.compile(
    rf"{_OBJECT}(?:決定|改正|公表|公開|発表|発出|まとめ|了承|承認|作成|提出|発行|刊行|承諾|合意|交換|英訳)"
)
_ADOPTED_BEFORE = re.compile(
    r"(?:決定|策定|改定|改訂|採択|署名|締結|取りまとめ|とりまとめ)(?:した|された|られた|た)「$|(?:答申|報告書|建議|提言)「$"
)
# The bracket behind a quotation tells when it was decided.
_DECIDED = re.compile(
    r"\([^()\n]{0,24}(?:閣議(?:決定|了解)|決定|策定|改定|改訂|公表|取りまとめ|とりまとめ|採択|署名|申合せ)\)"
)
# Money and works that are given under a name: 円借款「…計画」.
_AID = re.compile(
    r"(?:円借款|無償資金協力|無償|技術協力(?:プロジェクト)?|有償資金協力|補助事業|支援事業|委託事業|公募事業"
    r"|無償資金協力事業|事業名:?)$"
)
_SENTENCE = re.compile(r"。|(?:です|ます|ました|である|だ|た|ない|たい|よう|しろ)$|[!?！？]")
# A verb or an adjective at the end, not a noun that ends in kana (在り方, 手引き, まとめ, 見通し).
_SENTENCE_END = re.compile(r"[ぁ-ん]$(?<!について|に関して|に向けて)(?<!にあたって)(?<![りめき])(?<!通し|直し)")
# Papers that are published under a name.
_PAPER = re.compile(
    r"(?:について|に関して|に向けて|にあたって|のあり方|の在り方|集|書|表|案内|要覧|統計|推計|見通し|目標"
    r"|工程表|規約|規程|シナリオ|レポート|ペーパー|[0-9]月分|調査|速報|結果|確報|概況|月報|ブック|ノート"
    r"|チェックリスト|Q&A|リスト|課題|論点|方向性|総括|マップ|ガイド|リーフレット|パンフレット|シート"
    r"|メッセージ|教材|テキスト|要点|カレンダー|一覧|便覧|年鑑|指標)$|20[0-9]{2}$"
)
_NO_END = re.compile(
    r"[者室課係員案票表名的化性部]|推進室|策定|実施|書[のを]?$|担当|経済|産業省|ニング|ナー|署名式|締結式|締結国"
    r"|文化|主義|事務局|審査|開示|申請|受給|ケーション|外(?!務)|部会|委員|法|発出|関連"
)
# Bodies and posts are called after what they deal with: 教育振興基本計画部会.
_OF_BODY = re.compile("部会|分科会|審議会|委員会|推進本部|推進室|推進会議|検討会|策定会議|担当")
_TREATY_PHRASE = re.compile(
    r"(?:に関する|における|との間の|のための|に係る|についての|に関しての|の取扱いに関する|に対する)(?:[^、。「」]{0,30}?)$"
)
# Another treaty follows: …交換公文の署名及び日・タイ投資協定の発効.
_SECOND = re.compile(r"(?:及び|並びに|、|と|や)$")
# A name that tells its topic before its head: 脱炭素のための離島イニシアティブ.
_TOPIC = re.compile(r"(?:のため|に関する|に向けた|に係る|に資する|するため)の?$")
_TOPIC_HEADS = (
    "大綱",
    "基本計画",
    "行動計画",
    "重点計画",
    "基本方針",
    "総合戦略",
    "総合経済対策",
    "アクションプラン",
    "イニシアティブ",
    "イニシアチブ",
    "アジェンダ",
    "ロードマップ",
    "ガイドライン",
    "パッケージ",
    "宣言",
    "声明",
)
# An amount is told of money, not in the name of a treaty; 無償資金協力に係る交換公文 names no single one.
_NO_PHRASE = re.compile(
    r"^(?:[にをがはでとのも]|本件|当該)|[0-9](?:円|ドル)|限度|^(?:無償|有償|資金|協力|円借款|贈与|借款|技術)+(?:に関する|に係る|の)"
)
_QUOTED_TOPIC = re.compile(r"「[^「」\n]{2,30}(?<![画業])」に(?:関する|係る|向けた)$")
# What a quotation is, told in the bracket behind it: 「…を目指して」(答申).
_NATURE = re.compile(
    r"\((?:中間|第[0-9一二三四五]+次|最終)?(?:答申|報告書?|提言|意見書|建議|勧告|通知|とりまとめ|取りまとめ|まとめ)\)"
)
_INNER = re.compile(r"\(([^()]{4,20})\)$")
_PARTY = re.compile(
    r"^(?:第[0-9一二三四五六七八九十]+次)?(?:日(?![本程])[一-龥A-Zァ-ヶ・]|[A-Z]|[ァ-ヶー]{3,}|国連|国際連合"
    r"|欧州|世界|東京|大阪|広島|長崎|京都|奈良|仙台|札幌|新潟|名古屋)"
)
# Visions are named after the city where they were adopted.
_CITY = re.compile(r"(?:東京|大阪|広島|長崎|京都|奈良|仙台|札幌|新潟|名古屋|G7|G20|日米|日EU|ASEAN)(?![都府県市区電])")
# A plan whose modifier says little is a name when the text adopts it, follows it, numbers it, or gives it
# a line of its own.
_NUMBERED = re.compile(r"第[0-9一二三四五六七八九十]+[次期]|(?:20[0-9]{2}|令和|平成)")
_EDITION = re.compile(r"第[0-9一二三四五六七八九十]+[次期](?=.{5})")
_ADOPTED = re.compile(
    r"(?:20[0-9]{2})?(?:\([^()\n]{1,40}\))?[」』]?(?:(?:、|及び|並びに)[^、。\n]{3,25}?){0,2}(?:(?:を|が"
    r"|の)(?:[^、。をがの]{0,8}[、に])?(?:閣議決定|策定|改定|改訂|採択|公表|発表|決定|変更|取りまとめ|とりまとめ"
    r"|踏まえ|着実な|フォローアップ|見直し)"
    r"|に(?:基づ|位置付|位置づ|盛り込|沿っ|掲げ|示され|おいて)|(?:20[0-9]{2}|\(20[0-9]{2}))"
)
_ALONE = re.compile(r"(?:20[0-9]{2})? ?(?:\([^()\n]{1,20}\))?(?:[」』\n]|$|について)")
_KATAKANA = re.compile("[ァ-ヺー]")
_LEADING = re.compile(
    r"(?:(?:同|本|当該|上記|新たな|次期|改定|改訂|今回|今般|先般|本日|現行|標記|別添|別紙|添付)+"
    r"|[^、 ]{1,12}(?:省|庁|委員会|大臣|会議|会合|[0-9]日|[0-9]月)(?=.{6}))"
)
_FIRST = ("同", "本", "当", "該", "各", "両", "新", "旧", "次期", "現行")
_STATEMENTS = re.compile(
    r"^(?:[^、]{0,20})?(?:共同|閣僚|首脳|議長|外相|大臣|G7|G20)(?:共同)?(?:声明|コミュニケ|宣言|プレスリリース)$"
)


@cache
def _rules() -> tuple[Matcher, dict[str, str], re.Pattern[str], Scanner, re.Pattern[str], re.Pattern[str]]:
    """Heads with their kinds, and the patterns of heads at an end, names, generic compounds and things."""
    kinds: dict[str, str] = {}
    patterns: dict[str, list[str]] = {"name": [], "generic": [], "thing": []}
    for row in rows("rules/documents"):
        if row["kind"] in patterns:
            patterns[row["kind"]].append(row["pattern"])
        else:
            kinds[row["pattern"]] = row["kind"]
    ending = re.compile(rf"(?:{'|'.join(sorted(kinds, key=len, reverse=True))})$")
    name, generic, thing = ("|".join(f"(?:{p})" for p in patterns[k]) for k in ("name", "generic", "thing"))
    heads = Matcher(k for k, kind in kinds.items() if kind != "head")
    return heads, kinds, ending, Scanner(name), re.compile(generic), re.compile(thing)


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether the words name no single document, or only would in quotes: 事業計画, 管理基準."""
    _, kinds, ending, _, generic, _ = _rules()
    if generic.fullmatch(text, start, end):
        return True
    head = ending.search(text, start, end)
    return head is not None and kinds[head[0]] == "head" and text[start - 1 : start] not in ("「", "『")


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """The named documents of a page.

    Args:
        page: the page.
        known: candidates of earlier finders; what is a law or a meeting is no document.
    """
    text = page.text
    spans: list[tuple[int, int, str]] = []
    others = {(c.start, c.end) for c in known if c.label in ("LAW", "CONFERENCE", "ORG", "MINISTRY", "PLACE")}
    for m in _QUOTED.finditer(text):
        if (m.start(1), m.end(1)) not in others and _quoted(text, m):
            spans.append((m.start(1), m.end(1), "documents.quoted"))
    dates = SpanIndex((c.start, c.end) for c in known if c.label == "DATE")
    heads, kinds, _, names, _, _ = _rules()
    for begin, end, head in heads.find(text):
        start = _start(page, begin, end, kinds[head], dates)
        if start is not None:
            spans.append((start, _end(text, end), "documents.compound"))
    for m in names.finditer(text):
        if not _OF_BODY.match(text, m.end()):
            spans.append((m.start(), _end(text, m.end()), "documents.name"))
    return [Candidate(start, end, "DOCUMENT", rule) for start, end, rule in longest(spans)]


def _end(text: str, end: int) -> int:
    if year := _YEAR_BEHIND.match(text, end):
        end = year.end()
    while behind := _BEHIND.match(text, end):
        end = behind.end()
    return end


def _quoted(text: str, m: re.Match[str]) -> bool:
    """Whether a quotation is the name of a document."""
    _, kinds, ending, names, generic, thing = _rules()
    content = m[1]
    bare = re.sub(
        r"(?:\s?\([^()]*\))+$| ?20[0-9]{2}(?:[-~–]20[0-9]{2})?(?:年度?版?)?$| ?[Vv]er(?:sion)?\.? ?[0-9.]+$|[0-9]+$"
        r"|(?:の)?(?:概要|骨子|改訂版|改定版|暫定版"
        r"|第[0-9]+版|(?<!試)案)$",
        "",
        content,
    )
    if _SENTENCE.search(bare) or (content.startswith(("(", "第1", "第2")) and not ending.search(bare)):
        return False
    if names.pattern.fullmatch(bare) or ((inner := _INNER.search(content)) and ending.search(inner[1])):
        return True
    if ending.search(bare):
        return len(bare) > 4 and bool(_NUMBERED.match(bare) or not generic.fullmatch(bare))
    if _NATURE.match(text, m.end()) or (len(bare) >= 4 and _DECIDED.match(text, m.end())):
        return True
    behind = next((head for head in kinds if text.startswith(head, m.end()) and len(head) > 1), "")
    if behind and not thing.search(bare[-5:]) and len(bare) > 3:
        return behind not in ("事業", "プロジェクト", "対策", "通知", "基準") or len(bare) > 8
    if thing.search(bare) and thing.search(bare).end() == len(bare):  # type: ignore[union-attr]
        return False
    if _AID.search(text[max(0, m.start() - 12) : m.start()]):
        return len(bare) > 5
    if _SENTENCE_END.search(bare):
        return False
    if _ADOPTED_QUOTE.match(text, m.end() - 1) or _ADOPTED_BEFORE.search(text, max(0, m.start() - 8), m.start() + 1):
        return len(bare) >= 6
    return len(bare) >= 8 and _ISSUED.match(text, m.end() - 1) is not None and _PAPER.search(content) is not None


def _start(page: Page, head: int, end: int, kind: str, dates: SpanIndex) -> int | None:
    """Where an unquoted name begins, None when the compound names no document."""
    text = page.text
    if _NO_END.match(text, end):
        return None
    begin = nominal_start(page, end)
    begin = max(begin, *(text.rfind(c, begin, end) + 1 for c in "「『(」』)\n"))
    if begin > head or _splits_word(text, head, end):
        return None
    for a, b in dates.near(begin - 40, begin + 1):
        if begin < b < end and not text[a:b].endswith(("年", "年度")):
            begin = b
    if (lead := _LEADING.match(text, begin, head)) and not _PARTY.match(text[lead.end() : end]):
        begin = lead.end()
    name = text[begin:end]
    second = _PARTY.match(name) and _SECOND.search(text, max(0, begin - 3), begin)
    if kind == "treaty" and not second and _TREATY_PHRASE.search(text[max(0, begin - 40) : begin]):
        phrase = phrase_start(page, begin, dates=dates.near(begin - 300, begin))
        if end - phrase > 10:
            return None if _NO_PHRASE.search(text[phrase:end]) else phrase
    if text[head:end] in _TOPIC_HEADS and (topic := _topic_start(page, begin, end, dates)) is not None:
        return topic
    if kind == "topic":
        return None
    if kind != "treaty" and (quoted := _QUOTED_TOPIC.search(text, max(0, begin - 45), begin)):
        # 「ビジネスと人権」に関する行動計画: a partial quote that belongs to the name.
        return quoted.start()
    if _STATEMENTS.match(name):
        return begin
    if name.startswith(_FIRST) or (_rules()[4].fullmatch(name) and not _EDITION.match(name)):
        return None
    size = end - head
    if kind == "treaty":
        return (
            begin
            if len(name) > size + 1
            and (
                _PARTY.match(name)
                or (name.endswith("条約") and len(name) > 6)
                or re.match(r" ?\([A-Z]{2,}", text[end : end + 5])
            )
            else None
        )
    if name.endswith(("宣言", "声明")):
        return (
            begin
            if _PARTY.match(name)
            or re.search(r"首脳|閣僚|大臣|共同|議長|サミット|会議|会合", name)
            or _ADOPTED.match(text, end)
            else None
        )
    if name.endswith(("補助金", "交付金", "給付金")):
        return begin if len(name) >= 6 else None
    if kind == "weak" and not (
        _NUMBERED.match(name)
        or _ADOPTED.match(text, end)
        or (len(name) >= size + 4 and (_ALONE.match(text, end) or _CITY.match(name)))
    ):
        return None
    return begin if len(name) >= size + 2 else None


def _topic_start(page: Page, begin: int, end: int, dates: SpanIndex) -> int | None:
    """Where the topic of an adopted or abbreviated name begins, None when none is told."""
    text = page.text
    if not _TOPIC.search(text, max(0, begin - 6), begin):
        return None
    if "以下" not in text[end : end + 3] and not _ADOPTED.match(text, end):
        return None
    start = phrase_start(page, begin, dates=dates.near(begin - 300, begin))
    return start if begin - start > 5 and not _NO_PHRASE.search(text[start:end]) else None


def _splits_word(text: str, head: int, end: int) -> bool:
    """Whether the head is a piece of a katakana word: テレビジョン, コミュニケーション."""
    first, last = text[head], text[end - 1]
    return bool(
        (_KATAKANA.match(first) and _KATAKANA.match(text[head - 1 : head]))
        or (_KATAKANA.match(last) and _KATAKANA.match(text[end : end + 1]))
    )
