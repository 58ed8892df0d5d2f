"""Expressions that point back to mentions: 同局長, 両大臣, 当社, 同会合, 私, 県は."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from extractor.entities.candidates import Candidate
from extractor.text.scanning import Scanner

_ANAPHOR = Scanner(
    r"同(?:総領事|公使|局長|知事|市長|区長|町長|村長|大臣|長官|大使|総理|首相|大統領|国王|委員長|次官|副大臣|政務官|審議官|総裁|部長|課長|議長|会長|参事官|国務長官|氏"
    r"|社|法人|機構|銀行|組合|大学|団体|市|区|町|村|県|府|都|国|部隊|艦|協定|条約|覚書|計画|指針|ガイドライン|方針|戦略|宣言|声明|報告書?|報告|白書|議定書|書簡|大綱|基準|プラン"
    r"|会合|会議|会談|サミット|総会|式典?|大会|演習|訓練|検討会|研究会|協議会|審議会|委員会|本部|庁|省|局|署)"
    r"|(?:副大臣|大臣|政務官|長官|知事|市長|町長|村長|区長|総理|首相|大統領|局長|次官|審議官|大使)(?:ら)?(?=は|が|も|から|と|に(?!よ|つ|関|任|就|なる))"
    r"|両(?:大臣|首脳|外相|長官|国|市|町|村|県|者|氏|省|庁|社|政府)|双方|[2-9](?=社)|この(?:法律案?|政令|省令|条例案?|規則)(?=[はがをの])|本改正案?(?=は|に)|標記の?(?:会議|会合|総会|式典|フォーラム|シンポジウム|大会|研修会?|協定|条約|計画|覚書)"
    r"|[当本](?:省|庁|局|委員会|府|署|院|税関|検疫所|事務所)(?:で)?(?=[はがもでにのを、])"
    r"|(?:会合|会議|大会|式典?|総会|説明会|サミット|演習|訓練)(?=で(?:は|の|採|決|合)|に(?:は|も)|において)|本件(?=は|に)|本(?:協定|条約|覚書|計画|指針|ガイドライン|方針|戦略|宣言|声明|報告書|白書|議定書|大綱|基準|プラン)(?=[はがをの])|(?:本|同)(?:改正)?(?:法律?案|条例案|改正案|政令案?)|法(?=[はがの]|第)|[本当][市町村県区](?=[はがでにとへをの、])|当社|被処分者|当該事業者|本会合|本会議|本サミット|本演習|先方|相手方|私|[県市町村都府道区](?=[はがで]|に対|によると)"
)
_BEFORE = re.compile(r"[0-9数一-龥ァ-ヶー々Ⓐ-Ⓩ私当]$")
# The label and the last characters of what each class of expression may point to.
_MUNICIPAL = {"市": "市", "町": "町", "村": "村", "区": "区"}
_PREFECTURAL = frozenset("県都府道")
_DOCUMENTS = (
    "協定",
    "条約",
    "覚書",
    "計画",
    "指針",
    "ガイドライン",
    "方針",
    "戦略",
    "宣言",
    "声明",
    "報告",
    "報告書",
    "白書",
    "議定書",
    "大綱",
    "基準",
    "プラン",
)
_MEETINGS = (
    "会合",
    "会議",
    "会談",
    "サミット",
    "総会",
    "式",
    "式典",
    "大会",
    "演習",
    "訓練",
    "検討会",
    "研究会",
    "協議会",
)
# Who 両首脳, 両大臣, 両外相 are, by the title.
_RANKS = {
    "首脳": re.compile(r"/[^/]*(?:総理|首相|大統領|国王|主席|首席|大公|宰相|国家評議会議長)[^/]*/"),
    "大臣": re.compile(r"/[^/]*(?:大臣|相|長官|部長|総理)(?!補佐|秘書|政務)[^/]*/"),
    "外相": re.compile(r"/[^/]*(?:外務|外相|国務長官|外交|外務・)[^/]*/"),
}
# What a body calls itself by: 当省, 本局.
_OWN = frozenset({"省", "庁", "局", "委員会", "府", "署", "院", "税関", "検疫所", "事務所"})
_FIRM = re.compile(r"会社|法人|組合|\([株有同]\)")
_BODIES = ("審議会", "委員会", "本部", "庁", "省", "局", "署", "部隊", "艦")
_COMPANIES = ("社", "法人", "機構", "銀行", "組合", "大学", "団体")


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A stretch of the text that stands for ``mentions`` (indices)."""

    start: int
    end: int
    mentions: tuple[int, ...]


def find(text: str, mentions: Sequence[Candidate], speaker: int | None) -> list[Anaphor]:
    """The resolved anaphors of a text, in order. ``mentions`` are in text order; ``speaker`` is who 私 is."""
    found = []
    homes: dict[str, tuple[int, ...]] = {}
    aliases = _aliases(text, mentions)
    last = 0
    for m in _ANAPHOR.finditer(text):
        while last < len(mentions) and mentions[last].end <= m.start():
            last += 1
        if last < len(mentions) and mentions[last].start < m.end():
            continue  # part of a mention
        if m[0][0] not in "同両当先相" and m.start() and _BEFORE.match(text[m.start() - 1]):
            continue
        if m[0] == "私" and text[m.end() : m.end() + 1] not in "はがもかと、(":
            continue
        home = m[0].lstrip("本当") if len(m[0]) < 3 else ""
        if home and home in "県市町村都府道区":
            which = homes.setdefault(home, _home(home, text, mentions)) if home not in homes else homes[home]
        else:
            which = _resolve(m[0], last, text, mentions, speaker, aliases)
        if which:
            found.append(Anaphor(m.start(), m.end() + m[0].isdigit(), which))
    return found


def _aliases(text: str, mentions: Sequence[Candidate]) -> dict[str, int]:
    """Names declared by ``以下「X」という`` outside a mention: what they stand for."""
    aliases: dict[str, int] = {}
    for m in re.finditer(r"以下、?「([^」]{1,12})」と(?:いう|いいます)", text):
        opening = _outer_bracket(text, m.start())
        at = bisect_right(mentions, m.start(), key=lambda o: o.start) - 1
        if at >= 0 and m.start() < mentions[at].end:
            aliases.setdefault(m[1], at)
            continue
        last = bisect_right(mentions, opening, key=lambda o: o.start) - 1
        owner = next(
            (i for i in range(last, -1, -1) if mentions[i].end <= opening and mentions[i].label != "DATE"), None
        )
        if owner is not None:
            aliases.setdefault(m[1], owner)
    return aliases


def _outer_bracket(text: str, at: int) -> int:
    """The offset of the bracket that opens the run of brackets around or before ``at``."""
    depth = 0
    for i in range(at, max(-1, at - 200), -1):
        if text[i] == ")":
            depth += 1
        elif text[i] == "(":
            depth -= 1
            if depth < 0:
                before = text[:i].rstrip()
                return i if not before.endswith(")") else _outer_bracket(text, len(before) - 2)
    return at


def _resolve(
    word: str, last: int, text: str, mentions: Sequence[Candidate], speaker: int | None, aliases: dict[str, int]
) -> tuple[int, ...]:
    def back(labels: tuple[str, ...], *ends: str) -> list[int]:
        """Mentions before the word, nearest first, one for each entity."""
        seen: dict[str, int] = {}
        for i in range(last - 1, max(-1, last - 60), -1):
            m = mentions[i]
            name = re.sub(r"\([^()]*\)", "", text[m.start : m.end])
            if m.label in labels and (not ends or name.endswith(ends)) and text[m.start - 1 : m.start] != "(":
                seen.setdefault(m.entity or str(i), i)
        return list(seen.values())

    def one(found: list[int]) -> tuple[int, ...]:
        return tuple(found[:1])

    if word in aliases:
        return (aliases[word],)
    if word.startswith("標記"):
        what = word.removeprefix("標記").removeprefix("の")
        if what in _DOCUMENTS:
            return one(back(("DOCUMENT",), what))
        title = next((i for i, m in enumerate(mentions) if m.label == "CONFERENCE"), None)
        return () if title is None or title >= last else (title,)
    if word[0] in "当本" and word[1:].removesuffix("で") in _OWN:
        what = word[1:].removesuffix("で")
        head = takewhile(lambda i: mentions[i].start < 600, range(len(mentions)))
        return one([i for i in head if mentions[i].label == "MINISTRY" and text.endswith(what, 0, mentions[i].end)])
    if word.isdigit():
        firms = [i for i in back(("ORG",)) if _FIRM.search(text, mentions[i].start, mentions[i].end)]
        return tuple(sorted(firms)) if len(firms) == int(word) else ()
    if word == "私":
        return () if speaker is None else (speaker,)
    if word in ("当社", "被処分者", "当該事業者"):
        return one(back(("ORG",)))
    if word in ("先方", "相手方"):
        found = back(("OFFICIAL",))
        return tuple(found[1:2]) if len(found) > 1 else ()
    if word == "法":
        return ()
    if word.startswith(("この", "本改正")):
        return one(back(("LAW",)))
    if word.endswith(("法案", "律案", "例案", "正案", "政令", "令案")):
        return one(back(("LAW",), "案", "案」") or back(("LAW",)))
    if word == "本件":
        title = next((i for i, m in enumerate(mentions) if m.label == "DOCUMENT"), None)
        return () if title is None or mentions[title].start > 400 else (title,)
    if word in _MEETINGS:
        return one(
            back(("CONFERENCE",), word, word + "典")
            or (back(("CONFERENCE",)) if word in ("会合", "会議", "式", "式典") else [])
        )
    if word.startswith("本") and word[1:] in _DOCUMENTS:
        return one(back(("DOCUMENT",), word[1:]))
    if word.startswith("本"):
        return one(back(("CONFERENCE",)))
    if word.startswith(("両", "双方")):
        what = word[1:]
        if what in _MUNICIPAL or what in _PREFECTURAL:
            found = back(("PLACE",), what)
        elif what == "国":
            found = [i for i in back(("PLACE",)) if len(mentions[i].value) == 2]
        elif what in ("省", "庁", "政府"):
            found = back(("MINISTRY",))
        elif what == "社":
            found = back(("ORG",))
        else:
            found = back(("OFFICIAL",))
            of_rank = [i for i in found if _RANKS[what].search(mentions[i].value)] if what in _RANKS else []
            found = of_rank if len(of_rank) > 1 else found
        return _pair(found, text, mentions)
    what = word.removeprefix("同").removesuffix("ら")
    if what == word and speaker is not None and text[: mentions[speaker].end].endswith(what):
        return (speaker,)
    if what in _MUNICIPAL or what in _PREFECTURAL:
        return one(back(("PLACE",), what))
    if what == "国":
        return one([i for i in back(("PLACE",)) if len(mentions[i].value) == 2])
    if what in _DOCUMENTS:
        return one(back(("DOCUMENT",), what))
    if what in _MEETINGS:
        bodies = back(("MINISTRY", "ORG"), what) if what.endswith("会") and what not in ("総会", "大会") else []
        return one(back(("CONFERENCE",), what) or bodies or back(("CONFERENCE",)))
    if what in ("部隊", "艦"):
        return one(back(("MINISTRY",)))
    if what in _BODIES:
        return one(back(("MINISTRY", "ORG"), what))
    if what in _COMPANIES:
        return one(back(("ORG",)))
    if what == "氏":
        return one(back(("OFFICIAL", "PERSON")))
    return one(back(("OFFICIAL",), what))


def _pair(found: list[int], text: str, mentions: Sequence[Candidate]) -> tuple[int, ...]:
    """The two that 両 means: those of the nearest sentence that names two, else the nearest two."""
    for first, second in pairwise(found):
        if not re.search(r"[。\n]", text[mentions[second].end : mentions[first].start]):
            return (second, first)
    return tuple(sorted(found[:2])) if len(found) > 1 else ()


def _home(word: str, text: str, mentions: Sequence[Candidate]) -> tuple[int, ...]:
    """The municipality or prefecture that a bare 市 or 県 names: the one that the document names most, else first."""
    places = [(i, m) for i, m in enumerate(mentions) if m.label == "PLACE" and m.value.startswith("JP-")]
    towns = Counter(
        m.value for _, m in places if len(m.value) == 8 and (word in text[m.start : m.end] or word in _PREFECTURAL)
    )
    if word in _PREFECTURAL:
        named = Counter(m.value for _, m in places if len(m.value) == 5 and text[m.end - 1] == word)
        home = (towns.most_common(1) or named.most_common(1) or [("", 0)])[0][0][:5]
        return tuple([i for i, m in places if m.value == home][:1])
    home = (towns.most_common(1) or [("", 0)])[0][0]
    same = [i for i, m in places if m.value == home]
    exact = [i for i in same if text[mentions[i].end - 1] == word]
    return tuple((exact or same)[:1])
