"""Holders of posts: OFFICIAL for public posts, PERSON where the words tell a private one.

The anchor is the end of a title (``lexicon/posts``). To its left stand title, organisation and name in one run
(:mod:`post_reader`), or the name over one space; to its right a bracketed portfolio and, over a space or の, the name.
Bare names of contact blocks and personnel notices come from :mod:`contacts` and :mod:`personnel`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass

from extractor.entities.candidates import Candidate, leftmost
from extractor.entities.officials import beside as name_beside
from extractor.entities.officials import contacts, names, personnel, post_reader, posts
from extractor.entities.organizations import lexicon as organization_lexicon
from extractor.text.page import Page

# How far a run may reach to the left of its head.
_REACH = 60
# How far before a chairman his council may be named.
_COUNCIL_NEAR = 200
_COUNCIL = re.compile("(?<![一-鿿])[一-鿿0-9・]{4,24}(?<!協議)(?:審議|審査|調査)会(?![長委一-鿿])")
_ROYAL = re.compile(
    r"天皇皇后両陛下|上皇上皇后両陛下|天皇陛下|皇后陛下|皇后さま|上皇陛下|上皇后陛下|天皇、皇后両陛下|"
    r"(?:秋篠宮|常陸宮|三笠宮|高円宮|寛仁|皇嗣|皇太子|同妃)[一-鿿]{0,6}(?:両)?殿下|"
    r"(?:皇太子|皇嗣|秋篠宮|常陸宮|高円宮|三笠宮)(?:ご夫妻|さま|様)|(?:愛子|佳子|悠仁|紀子|雅子|眞子|久子|承子)(?:さま|様)|"
    r"[一-鿿]{1,4}(?:内|女)?親王[一-鿿]{0,3}殿下"
)
_ADDRESSEE = re.compile(r"[ )、]*+(?:\([^)\n]*\))? *(?:殿|様|御中|宛て?)(?=[ \r\n]|$)")
# 各国の駐日大使: nobody in particular.
_EVERY = re.compile("(?:各国|関係国|各県|諸国)の$")
_ACTING = re.compile("(?:臨時)?代行|臨時代理|代理(?!店|人)|心得|事務取扱")
_ACRONYM = re.compile(r"\([A-Z][A-Za-z-]{1,9}\)$")
_PORTFOLIO = re.compile(r"\(([^()\n]{1,40})\)")
_PRIVATE_OF = re.compile(r"([^\s、。,「」・]{2,30})の$")
# Chairs of public bodies unless the words tell a private one.
_CHAIRS = frozenset({
    "委員長", "委員長代理", "議長", "副議長", "総裁", "副総裁", "部会長", "部会長代理", "分科会長", "分科会長代理",
})  # fmt: skip
_RUN_TAGS = ("名詞", "接頭辞", "接尾辞", "形状詞", "記号")
_KATAKANA = re.compile("[ァ-ヴー]+")
_TITLE_RUN = re.compile("[一-鿿々ァ-ヴー・]+")


@dataclass(slots=True)
class _Scan:
    """The page with what earlier finders proposed, in the forms that the parse needs."""

    page: Page
    barriers: dict[int, int]  # end -> begin of dates and laws: a run does not reach into them
    bodies: dict[int, int]  # end -> begin of ministries and organisations
    places: dict[int, int]  # end -> begin of places
    kinds: dict[int, str]  # end -> kind of a known organisation


def find(page: Page, known: Sequence[Candidate] = ()) -> list[Candidate]:
    """Proposes OFFICIAL mentions, and PERSON where a title in the same run is private.

    Args:
        known: what dates, laws, ministries and places proposed.
    """
    scan = _Scan(page, {}, {}, {}, {})
    for start, end, kind in organization_lexicon.find(page):
        scan.bodies[end] = start
        scan.kinds[end] = kind
    for c in known:
        table = {
            "DATE": scan.barriers,
            "LAW": scan.barriers,
            "MINISTRY": scan.bodies,
            "ORG": scan.bodies,
            "PLACE": scan.places,
        }
        if c.label in table:
            spans = table[c.label]
            spans[c.end] = min(c.start, spans.get(c.end, c.start))
    found: list[Candidate] = []
    taken = 0
    borders = page.borders
    heads = posts.heads()
    anchors = []
    for start, end, text in posts.matcher().find(page.text):
        if borders[end]:
            anchors.append((start, end, heads[text]))
        elif text.endswith("長") and page.text.startswith("官", end) and borders[end + 1]:
            # 最高裁判|所長|官: the match of 所長 hides 長官.
            anchors.append((end - 1, end + 1, heads["長官"]))
    for number, (start, end, head) in enumerate(anchors):
        if start < taken:
            continue
        if number + 1 < len(anchors) and _goes_on(page.text, end, head, *anchors[number + 1]):
            continue
        mention = _read(scan, start, end, head, taken)
        if mention is not None:
            if found and _of_the_same_company(page.text, found[-1], mention):
                mention.label = "PERSON"
            found.append(mention)
            taken = mention.end
    _same_holders(found)
    found = leftmost(found + _free(_surnames_again(page.text, found, anchors), found))
    found += [
        Candidate(m.start(), m.end(), "OFFICIAL", "officials.royal", data=posts.Post(kind="royal"))
        for m in _ROYAL.finditer(page.text)
    ]
    found = leftmost(found)
    found += _free(personnel.find(page, found), found)
    found = leftmost(found)
    return leftmost(found + _free(contacts.find(page, found), found))


def _of_the_same_company(text: str, before: Candidate, mention: Candidate) -> bool:
    """Whether ``mention``, without a body of its own, is joined to a private person: 元代表取締役X及び元経理部長Y."""
    post = mention.data
    return (
        before.label == "PERSON"
        and bool(post.name)
        and not post.organization
        and post.kind in ("unit", "mixed", "named")
        and re.fullmatch("(?:氏|さん)?(?:及び|並びに|、|・|と)", text[before.end : mention.start]) is not None
    )


def _goes_on(text: str, end: int, head: posts.Head, after: int, _end: int, following: posts.Head) -> bool:
    """Whether the title that ends at ``end`` runs on to the next head (監督|局長, 副首相兼|運輸大臣)."""
    if after - end > 12 or (following.kind == "private" and head.kind != "private"):
        return False
    between = text[end:after]
    if not between or between[0] == "兼":
        return True
    if between[0] == "・":
        # デジタル大臣・内閣府特命担当大臣 are one holder's posts; 坂口厚生労働大臣・武部農林水産大臣 are two people.
        return between[1:].startswith("内閣府特命担当") or between[1:] == ""
    return _TITLE_RUN.fullmatch(between) is not None and not any(
        names.quality(between[:n]) == names.FULL for n in range(2, len(between) + 1)
    )


def _surnames_again(text: str, found: list[Candidate], anchors: list[tuple[int, int, posts.Head]]) -> list[Candidate]:
    """Later uses of foreign names that are common words too, with the head of their title: カズン事務局長."""
    told: dict[tuple[str, str], Candidate] = {}
    for c in found:
        last = re.split("[・=＝]", c.data.name)[-1]
        if c.data.foreign and len(last) > 2 and _KATAKANA.fullmatch(last) and not names.quality(last):
            told.setdefault((last, c.data.title), c)
    if not told:
        return []
    out = []
    for start, end, head in anchors:
        run = re.compile("[ァ-ヴー]+$").search(text, max(0, start - 20), start)
        first = told.get((run[0], head.text)) if run else None
        if run and first is not None and run.start() > first.start and text[run.start() - 1 : run.start()] != "・":
            again = posts.Post(name=run[0], title=head.text, kind=head.kind, foreign=True, public=first.data.public)
            out.append(Candidate(run.start(), end, first.label, first.rule, data=again))
    return out


def _free(new: list[Candidate], old: list[Candidate]) -> list[Candidate]:
    starts = [c.start for c in old]
    out = []
    for c in new:
        at = bisect_left(starts, c.end)
        if at == 0 or old[at - 1].end <= c.start:
            out.append(c)
    return out


def _read(scan: _Scan, head_start: int, head_end: int, head: posts.Head, taken: int) -> Candidate | None:
    text = scan.page.text
    run_start, run = _run_before(scan, head_start, taken)
    if not run.text and (acronym := _ACRONYM.search(text, max(0, head_start - 12), head_start)):
        # ケマル・デルビシュ国連開発計画(UNDP)|総裁
        before, named_body = _run_before(scan, acronym.start(), taken)
        if len(named_body.text) in named_body.bodies:
            run_start, run = before, named_body
    offset, post, stands = post_reader.read(run, head)
    start, end = run_start + offset, _portfolio_end(text, head_end, head)
    if end == head_end and (acting := _ACTING.match(text, end)):
        end = acting.end()
    post.title += text[head_end:end]
    named = bool(post.name)
    if named and _is_rather_place(text, start, end, post):
        # 福島復興推進グループ長 湯本: the name stands behind, the run begins with a place.
        post = posts.title_of(run, offset, head)
        named = False
    if not named:
        named, start, end = _name_around(text, start, end, post, taken, head, scan.places)
    # A bracketed portfolio makes 総括審議官(国際担当) the title of one post; so does a cell of its own in a table.
    stands = stands or (end > head_end and post.title != text[head_start:end]) or _fills_cell(text, start, end, post)
    if not named and (not stands or _ADDRESSEE.match(text, end) or _EVERY.search(text, max(0, start - 4), start)):
        return None
    if end == head_end and (
        posts.part_of_other_word(text, head_end) or (head.kind == "private" and _word_goes_on(scan.page, head_end))
    ):
        return None
    label = _label(scan, start, end, post, head, named=named)
    if label is None:
        return None
    return Candidate(start, end, label, f"officials.{head.kind}", data=post)


def _fills_cell(text: str, start: int, end: int, post: posts.Post) -> bool:
    """Whether a title with its body is all that a cell of a table holds."""
    return (
        post.kind == "named"
        and bool(post.organization)
        and text[start - 1 : start] in ("\t", "")
        and (end == len(text) or text[end] in "\t\r\n")
    )


def _word_goes_on(page: Page, end: int) -> bool:
    """Whether a noun that is no honorific follows at ``end`` (監督|署, 社長|室)."""
    if end >= len(page.text):
        return False
    index = page.tokens.index_at(end)
    word = page.text[page.tokens.starts[index] : page.tokens.ends[index]]
    return (
        page.tokens.tags[index].startswith(("名詞-普通名詞", "接尾辞"))
        and word not in posts.listed("stop")
        and not word.isspace()
    )


def _is_rather_place(text: str, start: int, end: int, post: posts.Post) -> bool:
    return (
        text.startswith(post.name, start)
        and ("place" in names.kinds(post.name) or names.quality(post.name) == names.SURNAME)
        and text.startswith((" ", "の"), end)
        and (text[end] == " " or post.kind in ("private", "mixed"))
        and name_beside.behind(text, end, bare=False) is not None
    )


def _run_before(scan: _Scan, head_start: int, taken: int) -> tuple[int, posts.Run]:
    """The run of nouns that ends at ``head_start``."""
    tokens, text = scan.page.tokens, scan.page.text
    limit = max(taken, head_start - _REACH)
    index = tokens.index_at(head_start - 1) if head_start > 0 else -1
    first = index + 1
    start = head_start
    while index >= 0:
        begin, end, tag = tokens.starts[index], tokens.ends[index], tokens.tags[index]
        # The dictionary makes 韓(カン) one word; the name stands beside the run.
        if begin < limit or end in scan.barriers or text[end - 1] == ")":
            break
        word = text[begin : min(end, head_start)]
        if not tag.startswith(_RUN_TAGS) and not (
            (word > "ァ" and _KATAKANA.fullmatch(word))
            or word == "𠮷"
            or word in ("・", "=", "＝", "兼")
            or _hiragana_given(text, begin, end, tokens.tags[index - 1] if index else "")
        ):
            break
        if (word in posts.listed("stop") and tag.startswith(("接尾辞", "名詞-普通名詞"))) or word.isspace():
            break
        if tag == "名詞-普通名詞-副詞可能" and word not in ("前", "元", "次", "生涯"):
            break
        if tag == "形状詞-助動詞語幹":
            # 指定するよう|松野大臣に答申
            break
        if word == "・" and index and _two_people(text[tokens.starts[index - 1] : begin], text[start:head_start]):
            break
        start, first, index = begin, index, index - 1
    while first < len(tokens) and tokens.starts[first] < head_start and text[tokens.starts[first]] in "・=＝":
        first += 1
        start = tokens.starts[first]
    last = tokens.index_at(head_start - 1) if head_start > start else first - 1
    begins = [tokens.starts[i] - start for i in range(first, last + 1) if tokens.starts[i] < head_start]
    run = posts.Run(text[start:head_start], begins, tokens.tags[first : first + len(begins)])
    for offset in [*begins[1:], len(run.text)] if begins else []:
        at = start + offset
        if scan.bodies.get(at, -1) >= start:
            run.bodies.append(offset)
            run.body_begins.append(scan.bodies[at] - start)
            if at in scan.kinds:
                run.kinds[offset] = scan.kinds[at]
        if scan.places.get(at, -1) >= start:
            run.places.append((scan.places[at] - start, offset))
    # A municipality ends inside the head: 八丈|町長.
    begin = scan.places.get(head_start + 1, -1) - start
    if begin >= 0:
        run.places.append((begin, len(run.text)))
    return start, run


def _two_people(left: str, right: str) -> bool:
    """Whether ・ parts two persons (江田・早川|係長), not two portfolios or the parts of a foreign name."""
    return names.is_surname(left) and any(names.is_surname(right[:n]) for n in (1, 2, 3) if n <= len(right))


def _hiragana_given(text: str, begin: int, end: int, before: str) -> bool:
    return before.endswith("人名-姓") and names.is_given(text[begin:end]) and end - begin >= 2


def _portfolio_end(text: str, end: int, head: posts.Head) -> int:
    """The end of a bracketed portfolio right behind a title, else ``end``."""
    match = _PORTFOLIO.match(text, end)
    if match is None:
        return end
    inside = match[1]
    if head.text == "国務大臣" and inside.endswith(("大臣", "長官", "委員長")):
        return match.end()
    if head.text.endswith(("特命担当大臣", "特命全権大使")) or inside.endswith(("担当", "総括", "担当)", "付", "併任")):
        return match.end()
    if (
        head.text.endswith(("審議官", "参事官", "統括官", "主計官"))
        and not names.quality(inside)
        and re.fullmatch(r"[^\d:]{2,25}(?:関係|総括|政策|局|行政)", inside)
    ):
        return match.end()
    return end


def _name_around(
    text: str, start: int, end: int, post: posts.Post, taken: int, head: posts.Head, places: Container[int]
) -> tuple[bool, int, int]:
    """Finds the name of a title over a space, の, or nothing; writes it to ``post``.

    Args:
        places: ends of places.

    Returns:
        Whether there is one, and the span of title and name together.
    """
    line_start = max(text.rfind("\n", 0, start) + 1, taken)
    left = name_beside.before(text, line_start, start)
    if left is None and text[max(0, start - 2) : start] == ")同":
        # 小野和憲(おのかずのり)同部次長
        left = name_beside.before(text, line_start, start - 1)
        if left is not None:
            post.title, post.organization = text[start - 1 : end], ""
    if left is not None:
        begin, post.name = left
        # 尹炳世(ユン・ビョンセ): a reading in two parts is a foreigner's.
        reading = text[begin + len(post.name) : start]
        post.foreign = post.foreign or bool(names.FOREIGN.fullmatch(post.name)) or "・" in reading
        if post.foreign and post.organization in posts.portfolios().values():
            post.organization = ""
        return True, begin, end
    right = name_beside.behind(text, end, bare=post.title == head.text and not post.organization)
    if right is None:
        return False, start, end
    begin, stop = right
    post.name = text[begin:stop].replace(" ", "")
    post.foreign = post.foreign or bool(names.FOREIGN.fullmatch(post.name))
    if text[end:begin] == " ":
        path = name_beside.path_before(text, line_start, start)
        if path - 1 in places:
            # 八戸市 総合政策部 広報統計課: the path is a local government's, which is an organisation of its own.
            path = start
        if path < start and not post.organization:
            post.organization = text[path:start].replace(" ", "")
            start = path
    return True, start, stop


def _same_holders(found: list[Candidate]) -> None:
    """Gives a short mention whose title suits both sides the label of the full one before it."""
    public = {(part, c.data.title) for c in found if c.label == "OFFICIAL" for part in re.split("[・=＝]", c.data.name)}
    for c in found:
        if c.label == "PERSON" and c.data.kind == "mixed" and (c.data.name, c.data.title) in public:
            c.label = "OFFICIAL"


def _cell_end(text: str, start: int) -> int:
    """The end of the name in the cell before ``start``, its bracket left out; -1 where no blank parts them."""
    at = start
    while at and text[at - 1] in " \t":
        at -= 1
    if at == start:
        return -1
    return text.rfind("(", max(0, at - 30), at) if text[at - 1 : at] == ")" else at


def _after_council(scan: _Scan, start: int) -> bool:
    """Whether the council named last before a bare 会長 is a public one, with no company between."""
    text = scan.page.text
    last = next(reversed(list(_COUNCIL.finditer(text, max(0, start - _COUNCIL_NEAR), start))), None)
    return last is not None and last.end() not in scan.kinds and not posts.is_private(text[last.end() : start])


def _label(scan: _Scan, start: int, end: int, post: posts.Post, head: posts.Head, *, named: bool) -> str | None:
    """OFFICIAL, PERSON, or None for what is neither."""
    if post.public is True:
        return "OFFICIAL"
    if head.kind == "private":
        return "PERSON" if named else None
    of = _PRIVATE_OF.search(scan.page.text, max(0, start - 40), start)
    body = start - 1 in scan.bodies or start - 1 in scan.places
    # 株式会社X本部の and X電力Y発電所の: a company goes before what its part sounds like.
    company = of is not None and ("電力" in of[1] or (not body and "会社" in of[1]))
    if post.public is False or (
        of and (company or (not body and posts.is_private(of[1]) and not posts.is_public(of[1])))
    ):
        return "PERSON" if named else None
    if head.kind == "mixed" and named and scan.page.text.startswith("君", end):
        # Minutes of the Diet call only members so behind such a title.
        return "OFFICIAL"
    if head.kind == "mixed" and scan.kinds.get(_cell_end(scan.page.text, start)) in organization_lexicon.PUBLIC_KINDS:
        return "OFFICIAL" if named else None
    if head.kind == "mixed" and named and scan.page.text[start - 1 : start] == "(":
        # 文化審議会(佐伯真弓会長)
        council = scan.page.text[scan.bodies.get(start - 1, start) : start - 1]
        if posts.is_public(council) and not posts.is_private(council):
            return "OFFICIAL"
    if head.kind == "mixed":
        kind = scan.kinds.get(start - 1)
        private = kind not in organization_lexicon.PUBLIC_KINDS if kind else of is not None and posts.is_private(of[1])
        if of and private and not (start - 1 in scan.bodies and kind is None and posts.is_public(of[1])):
            return "PERSON" if named else None
        chair = head.text in ("会長", "副会長", "会長代理") and post.title == head.text
        if chair and not of and _after_council(scan, start):
            return "OFFICIAL" if named else None
        if (of and (body or posts.is_public(of[1]))) or (
            not of and head.text in _CHAIRS and not posts.is_private(post.title)
        ):
            return "OFFICIAL" if named else None
        return "PERSON" if named else None
    if head.kind == "unit" and named and scan.kinds.get(start - 1) == "agency":
        # JICAの森田ケニア事務所長 works for a corporation.
        return "PERSON"
    if posts.is_private_unit(post.title) or (
        post.organization and posts.is_private(post.organization) and not posts.is_public(post.organization)
    ):
        return "PERSON" if named else None
    return "OFFICIAL"
