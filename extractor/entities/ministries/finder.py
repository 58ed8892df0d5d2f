"""Finds MINISTRY mentions: bodies of national governments, with the path down to the division.

Heads of paths come from the register (``ministry_lexicon``) and from forms (``ministry_forms``); from a head the
path grows to the right over units that touch or follow one single space (``ministry_paths``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.ministries.forms import (
    LOCAL_FIRST,
    OTHERS,
    PRIVATE,
    RANK,
    Context,
    Head,
    before_session,
    chain_start,
    forces,
    heads,
    job_centres,
)
from extractor.entities.ministries.lexicon import COMMON_KINDS, Body, belongs_to, body_of, matcher
from extractor.entities.ministries.paths import SEGMENT, bracket_end, path_end
from extractor.entities.ministries.values import SAME, describe, resolve
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

__all__ = ["find", "organization_before", "resolve"]

_NAME_CHARACTER = re.compile(r"[一-鿿々ァ-ヺーA-Za-z0-9]")
# A name that goes on is another thing: 環境省令, 財務省告示, 総務省会見室, 自衛隊法, 内閣総理大臣.
_OTHER_THING = re.compile(
    r"(?:・[一-鿿]{2,7}[省府庁])*令(?!和)|告示(?:第|[0-9])|訓令|規則|規程|通達第|(?:記者)?会見室|第?[0-9一-十]*(?:共用|特別|大|中|小)?会議室|(?:大|中)?講堂|本館|別館|新館|旧館|庁舎|公館|飯倉"
    r"|(?:副|政務)?大臣|政務官|特命担当|長官(?!官房)|長(?![官野崎岡浜])|次長|事務次官|設置法|職員(?:録|数)|法(?=第|に|の)|(?:建物|構内|正門|前駅)"
)
# 法務省民二第372号: the mark and number of a notice.
_NOTICE_MARK = re.compile("[一-鿿]{1,5}第[0-9一二三四五六七八九十百千]+号")
_ASCII_WORD = re.compile(r"[A-Za-z0-9_/.@-]")
_NOT_AFTER = {
    "sdf": re.compile(r"[員法機司]|記念日|官(?!邸)|長|施設|基地|駐屯|側"),
    "government": re.compile(
        r"系|間|専用|開発|保証|調達|観光|代表部|機関|債|軍|公認|支出|承認|税制|税調|与党|安全|広報|統計|参照"
    ),
    "bureau": re.compile(r"[長員内面番]|次長|付(?!け)|所"),
    "department": re.compile(r"[長員会門品隊分数族]|次長|付(?!け)"),
    "council": re.compile(r"長(?!野)|員|委員|令(?!和)|事務室"),
    "regional": re.compile(r"長(?![野崎岡浜])|次長|前駅?|員"),
    "foreign": re.compile(r"長(?!野)|員|基地|艦(?!艇)|機(?!関)|司令|[陸海空]軍"),
}
_ROLE_NEXT = re.compile(r"審議官|参事官(?!室|付)|付|長|総括審議官|秘書課長")


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """Proposes MINISTRY mentions.

    Args:
        page: the document.
        known: what earlier finders proposed; names inside laws are theirs, dates are borders of names.
    """
    text = page.text
    laws = [(c.start, c.end) for c in known if c.label == "LAW"]
    borders = sorted({c.end for c in known if c.label in {"DATE", "LAW"}})
    listed = list(_listed(text))
    context = Context(
        page=page,
        borders=borders,
        national=_is_national(page, listed),
        owners=frozenset(h.end for h in listed),
        begun=frozenset(h.start for h in listed),
    )
    firsts = _merge([*listed, *heads(context), *forces(text), *job_centres(text), *_contact_units(context)])
    found = list(_paths(context, firsts, borders))
    found += _owned_units(context, found)
    same = list(_anaphora(text, found))
    covered = {offset for c in same for offset in range(c.start, c.end)}
    found = [c for c in found if c.start not in covered] + same
    lawful = bytearray(len(text))
    for start, end in laws:
        lawful[start:end] = b"\x01" * (end - start)
    return sorted((c for c in found if not any(lawful[c.start : c.end])), key=lambda c: c.start)


def _listed(text: str) -> Iterator[Head]:
    """Names of the register whose right border holds."""
    for start, end, name in matcher().find(text):
        body = body_of(name)
        if body is None:
            continue
        if name[0].isascii() and name[-1].isascii() and not _stands_alone(text, start, end):
            continue
        stop = _NOT_AFTER.get(body.kind)
        if stop is not None and stop.match(text, end):
            continue
        if _NOTICE_MARK.match(text, end):
            continue
        if name.endswith(("庁", "署", "局")) and text.startswith("舎", end):
            continue
        if name.endswith("委") and text.startswith("員", end):
            continue
        if name == "内閣" and _NAME_CHARACTER.match(text, end):
            continue
        if body.name in {"大臣官房", "長官官房"} and _ROLE_NEXT.match(text, end):
            continue
        if _OTHER_THING.match(text, end) and not SEGMENT.match(text, end):
            continue
        yield Head(start, end, body.kind, body, body.country)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether an acronym is no part of a longer word, address or number."""
    return not (_ASCII_WORD.match(text, start - 1) if start else None) and not _ASCII_WORD.match(text, end)


# 愛媛県県民環境部, 今治市役所; and a local government that stands alone on its line, as who issues the text.
_LOCAL_UNIT = re.compile(
    r"(?:^|[\s(])(?:[一-鿿]{2,3}[都道府県])?[一-鿿ぁ-んァ-ヺ]{1,6}[都道府県市区町村]"
    r"(?:役所|役場|庁|長室|[一-鿿ァ-ヺー・]{2,16}[部局課室係](?![長一-鿿]))",
    re.M,
)
_LOCAL_LINE = re.compile(
    r"\s*(?:[一-鿿]{2,3}[都道府県])?[一-鿿ぁ-んァ-ヺ]{1,6}[都道府県市区町村](?:教育委員会)?"
    r"(?:(?:記者|報道)?(?:発表|提供)資料|記者発表|報道発表|プレスリリース|からのお知らせ)?\s*$"
)


def _is_national(page: Page, listed: Sequence[Head]) -> bool:
    """Whether the page speaks for a national body, so that a division without owner is one of its own."""
    own = [
        h.start
        for h in listed
        if h.country == "JP" and h.kind not in COMMON_KINDS and h.kind not in {"sdf", "council", "government"}
    ]
    framed = {page.line_index(start) for start in own}
    local = issued = False
    for index, line in enumerate(page.lines):
        if line.zone not in {"title", "dateline", "contact"}:
            continue
        if index in framed:
            issued = True
        elif line.zone == "contact" and _LOCAL_UNIT.search(page.text, line.start, line.end):
            return False
        elif _LOCAL_LINE.match(page.text, line.start, line.end):
            local = True
    return (issued or not local) and any(page.zone_at(start) not in NOISE_ZONES for start in own)


def _merge(firsts: list[Head]) -> list[Head]:
    """Heads in text order without overlaps: the longer wins, of equals the register's."""
    chosen: list[Head] = []
    for head in sorted(firsts, key=lambda h: (h.start, -h.end, h.body is None)):
        while chosen and head.start < chosen[-1].end:
            last = chosen[-1]
            if head.end - head.start > last.end - last.start and head.end > last.end:
                chosen.pop()
                continue
            break
        else:
            chosen.append(head)
    return chosen


def _paths(context: Context, firsts: Sequence[Head], borders: Sequence[int]) -> Iterator[Candidate]:
    text = context.page.text
    ends = set(borders)
    at, used = 0, 0
    while at < len(firsts):
        head = firsts[at]
        at += 1
        if head.start < used:
            continue
        last, end, depth = head, head.end, 1
        while True:
            if at < len(firsts) and firsts[at].start < end:
                at += 1
                continue
            follower = firsts[at] if at < len(firsts) else None
            if follower is not None and _joins(text, head, last, end, follower):
                last, end, at, depth = follower, follower.end, at + 1, depth + 1
                continue
            reached = _grow(text, last, end, follower)
            if reached == end:
                break
            end, depth = reached, depth + 1
            last = Head(head.start, end, "unit", None, head.country)
        start = head.start
        if not _stands(context, head, ends, depth) or _is_session(text, head, start, end):
            continue
        if head.body is not None and depth == 1 and _OTHER_THING.match(text, end):
            continue
        end = bracket_end(text, end)
        used = end
        mention = Candidate(start, end, "MINISTRY", f"ministry.{head.kind}", attrs={"country": head.country})
        describe(mention, context.page)
        yield mention


def _joins(text: str, head: Head, last: Head, end: int, follower: Head) -> bool:
    """Whether ``follower`` goes on with the path that has reached ``end``."""
    gap = follower.start - end
    if gap not in (0, 1) or (gap and text[end] not in " \t"):
        return False
    # Over a space only the part just before counts: 総務省大臣官房秘書課 消防庁総務課 are two.
    above = (last,) if gap else (last, head)
    if follower.body is not None and any(h.body and belongs_to(follower.body, h.body.name) for h in above):
        return True
    if gap == 0 and head.kind == "ministry" and follower.kind == "agency":
        return True  # whichever ministry an agency belonged to then: 自治省消防庁, 大蔵省国税庁
    if follower.country != head.country or follower.kind in {"government", "embassy", "foreign"}:
        return False
    if follower.kind == "sdf":
        return last.kind == "sdf" and gap == 0
    if gap and follower.body is not None and follower.kind in _OWN_PARENT:
        return False
    if gap and last.kind in _LISTED_KINDS and follower.kind in _LISTED_KINDS:
        return False
    depth, above_depth = RANK[follower.kind], RANK[last.kind]
    return depth >= 2 and (depth > above_depth or {last.kind, follower.kind} <= COMMON_KINDS)


# Kinds whose parent the register tells: behind a space, under another body, they begin a new name.
_OWN_PARENT = frozenset({"regional", "headquarters", "institute"})
# Kinds that stand side by side in lists more often than one under the other.
_LISTED_KINDS = frozenset({"council", "headquarters", "office", "regional"})


def _grow(text: str, last: Head, end: int, follower: Head | None) -> int:
    """Where the units behind ``end`` are over; they do not run into a body of its own."""
    if last.kind == "government" or (last.body is not None and last.body.name == "内閣"):
        return end
    force = last.kind == "sdf" or (last.kind == "foreign" and text[end - 1] in "軍隊")
    alone = follower is not None and follower.body is not None and follower.kind not in COMMON_KINDS | {"council"}
    return path_end(text, end, force=force, stop=follower.start if follower is not None and alone else len(text))


def _stands(context: Context, head: Head, ends: set[int], depth: int) -> bool:
    """Whether the left border of a register name holds."""
    text, start = context.page.text, head.start
    if head.body is None:
        return True
    common = head.kind in COMMON_KINDS and head.end - start <= 6 and head.body.name not in _UNMISTAKABLE
    if common and (depth == 1 or head.end - start <= _EVERY_CITY) and not context.national:
        return False
    if head.kind in COMMON_KINDS | {"council"} and OTHERS.search(text, max(0, start - 3), start):
        return False
    if start == 0 or start in ends or not _NAME_CHARACTER.match(text, start - 1):
        return True
    if text[start - 1] in "各両":
        return False
    tokens = context.page.tokens
    word = tokens.index_at(start)
    if tokens.starts[word] != start and head.end - start <= 3:
        return False
    first = chain_start(context.page, head.end, context.borders)
    if first >= start:
        return True
    prefix = text[first:start]
    if head.kind in {"ministry", "agency", "commission", "cabinet"}:
        # 東京消防庁 and 欧州特許庁 are no national bodies; 石破内閣 is a cabinet, not the Cabinet.
        return head.body.name not in {"内閣", "検察庁"} and not tokens.tags[tokens.index_at(start - 1)].startswith(
            "名詞-固有名詞-地名"
        )
    if head.kind in {"foreign", "government"}:
        return len(head.body.name) > 3 and not prefix.endswith(("日", "両"))
    return prefix.endswith(("旧", "新", "同日", "本日", "現")) or (head.kind == "sdf" and prefix.endswith(("は", "と")))


# Letters of bureaus that a city has too: 経済局, 港湾局, 環境局; a path below them proves nothing.
_EVERY_CITY = 3
# Bureaus that no city or company has.
_UNMISTAKABLE = frozenset(
    [
        "北米局", "主計局", "主税局", "理財局", "中南米局", "欧州局", "中東アフリカ局", "内閣人事局",
        "自治財政局", "自治行政局", "自治税務局", "関税局", "国際法局", "領事局", "年金局", "老健局",
        "職業安定局", "民事局", "刑事局", "矯正局", "人権擁護局", "高等教育局", "研究振興局", "研究開発局",
        "農産局", "製造産業局", "通商政策局", "地球環境局", "自然環境局", "防衛政策局", "整備計画局", "地方協力局",
    ]
)  # fmt: skip

_COUNCIL_END = re.compile(r"(?:会|会議|ワーキング・?グループ|チーム|タスクフォース)$")
_SESSION_NEXT = re.compile(
    r"[ 」』]?\(?(?:(?:令和|平成|20)[0-9]+年度?)?(?:第[0-9]+四半期)?第[0-9一二三四五六七八九十百]+回"
)


def _is_session(text: str, head: Head, start: int, end: int) -> bool:
    """第5回金融審議会, 金融審議会(第52回): a session is a CONFERENCE."""
    if not _COUNCIL_END.search(text, max(start, end - 12), end):
        return False
    return before_session(text, start) or bool(_SESSION_NEXT.match(text, end))


_CONTACT = re.compile(r"(?<![一-鿿ァ-ヺー0-9A-Za-z・の])(?=[一-鿿ァ-ヺこ子いまものがく0-9A-Za-z])")


def _contact_units(context: Context) -> Iterator[Head]:
    """Units that stand alone in contact lines: ``労働基準部 賃金室``, ``政務・経済班``."""
    if not context.national:
        return
    text = context.page.text
    for line in context.page.lines:
        if line.zone != "contact" or line.end - line.start > 200:
            continue
        at = line.start
        while at < line.end and (place := _CONTACT.search(text, at, line.end)):
            unit = SEGMENT.match(text, place.start())
            if (
                unit
                and unit.end() <= line.end
                and _closes(text, unit.end())
                and not _PLAIN_UNIT.match(unit[0])
                and not PRIVATE.search(unit[0])
                and not LOCAL_FIRST.match(unit[0])
            ):
                yield Head(unit.start(), unit.end(), "unit")
                at = unit.end()
            else:
                at = place.start() + 1


_PLAIN_UNIT = re.compile(
    r"(?:担当|主管|所管|連絡|当|本|照会|問い?合わ?せ|事務)[課係室部局班]$|[一-鿿]?事務局$|[一-鿿]{1,4}[県市区町村][一-鿿]{2,}"
)
_AFTER_UNIT = re.compile(r"[一-鿿ァ-ヺー]")


def _closes(text: str, end: int) -> bool:
    return not _AFTER_UNIT.match(text, end) or SEGMENT.match(text, end) is not None


_OWNED = re.compile(r".*(?:[局部課室班係]|対策本部)$")


def _owned_units(context: Context, found: Sequence[Candidate]) -> list[Candidate]:
    """Units behind the の of their body: ``国家安全保障局の経済班``."""
    text = context.page.text
    taken = {c.start for c in found}
    units = []
    for owner in found:
        start = owner.end + 1
        if not text.startswith("の", owner.end) or start in taken:
            continue
        unit = SEGMENT.match(text, start)
        if unit and _OWNED.match(unit[0]) and _closes(text, unit.end()) and not _PLAIN_UNIT.match(unit[0]):
            end = path_end(text, unit.end())
            if not any(start < other.end and other.start < end for other in found):
                units.append(Candidate(start, end, "MINISTRY", "ministry.unit", attrs=dict(owner.attrs)))
                describe(units[-1], context.page)
    return units


_SAME = re.compile(
    r"(?<![共合協一大混賛異不帯])同(?:省|庁|審議会|調査会|委員会|本部|局|監督署|税務署|大使館|会議|部会)(?![令長舎員議題面]|委員|次長|所|令)"
)
_FREE = frozenset({"省", "庁", "審議会"})


def _anaphora(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """同省, 同庁, 同審議会 with the path behind them; other nouns (同局, 同委員会) only behind a body that is one."""
    first: dict[str, int] = {}
    for same in _SAME.finditer(text):
        noun = same[0][1:]
        if noun not in first:
            first[noun] = min((c.end for c in found if c.value.endswith(noun)), default=len(text))
        if noun in _FREE or first[noun] <= same.start():
            yield Candidate(same.start(), path_end(text, same.end()), "MINISTRY", SAME, data=noun)


def organization_before(text: str, offset: int) -> Body | None:
    """The register's body whose name ends right at ``offset``, the longest one; None when there is none."""
    for start in range(max(0, offset - 30), offset - 1):
        if (body := body_of(text[start:offset])) is not None:
            return body
    return None
