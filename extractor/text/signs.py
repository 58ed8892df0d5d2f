"""What a single line looks like: page furniture, dateline, contact heading, title.

The patterns are rows of ``models/rules/zones``, the words of buttons and menus of ``models/lexicon/page_furniture``.
Each predicate looks at one folded, trimmed line and costs a constant.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractor.resources import rows

_LONGEST = 160  # letters; a longer line is prose whatever it holds

_SHELL = re.compile(r"^[\[【(<■▶▲△▼›»・•●◀←→↑↓|\s]+|[\]】)>■▶▲△▼›»|\s↑]+$")
_BULLETS = re.compile(r"^[■▶▲△▼•●◀←→↑↓|\s]+|^・\s*")
_BREADCRUMB = re.compile(
    r"(?:.{0,6}(?:現在地|現在位置)[: >›][^。]*$|(?:ホーム|home|トップ|top|[^ ]{1,12}トップ)[^。]{0,12} ?[>›»])"
    r"|[^。>›»]{1,40} [>›»] [^。>›»]{1,40} [>›»] |[>›»] [^。>›»]{1,40} [>›»] ",
    re.I,
)
_PAYWALL = re.compile(r"残り:? ?[0-9,]+ ?文字")
_TRAIL = re.compile(r" *[>›»≫] *")
_TOP_BUTTON = re.compile(
    r"[▲△↑^ ]*(?:この)?(?:ページ|画面)?の?(?:先頭|トップ|上部|一番上|最初)(?:へ|に)?(?:戻る|もどる|移動する?)?$"
    r"|page ?top$|top ?へ(?:戻る)?$",
    re.I,
)
_MENU_BORDER = re.compile(r" ?[|｜│] ?|\] ?\[| ?› ?| ?» ?| / ")
_CELLS = re.compile(r"[ |｜]+")
_NUMBER = re.compile(r"[0-9]{1,3}$")
_PICTURE = re.compile(
    r"(?:[0-9]{1,3} ?/ ?[0-9]{1,3}枚?|\(?全?[0-9]{1,3}枚\)?|(?:画像|写真)を?(?:拡大|一覧).{0,8}|拡大する)$"
)
_CAPTION = re.compile(r"\([^()]*(?:日|撮影|提供|写真)[^()]*\)$")
_LONGEST_CAPTION = 60
_SENTENCE = re.compile(r"。|[ぁ-ん](?:ました|します|です|ます|である)$")
_PROSE = 45

_DIGIT = "[0-9〇一二三四五六七八九十]"
_ERA = r"(?:令和|平成|昭和|[RHS]\.?)"
_WEEKDAY = r"\(?[月火水木金土日](?:・[祝休])?(?:曜日?)?\)?"
_DATE = "|".join(
    (
        rf"{_ERA} ?(?:{_DIGIT}{{1,3}}|元) ?[年.] ?{_DIGIT}{{1,3}} ?[月.] ?{_DIGIT}{{1,3}} ?日?",
        rf"[0-9]{{4}} ?年 ?\({_ERA}(?:[0-9]{{1,2}}|元)年\) ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日",
        rf"{_ERA}(?:[0-9]{{1,2}}|元) ?\([0-9]{{4}}\) ?年 ?[0-9]{{1,2}} ?月 ?[0-9]{{1,2}} ?日",
        r"[0-9]{4} ?[年./-] ?[0-9]{1,2} ?[月./-] ?[0-9]{1,2} ?日?",
        rf"(?:{_ERA}(?:{_DIGIT}{{1,3}}|元)|[0-9]{{4}})年{_DIGIT}{{1,3}}月",
        r"[0-9]{1,2}[./][0-9]{1,2}",
        r"[0-9]{1,2}月[0-9]{1,2}日",
    )
)
_DATELINE = re.compile(
    r"(?:(?:報道|記者|プレス)?(?:掲載|公開|更新|発表|配信|公表|作成|投稿|登録|発行|会見)?(?:年月)?日?時?[:/]? ?)?"
    rf"[(\[]?(?:{_DATE})[)\]]?(?:[ ,、]*{_WEEKDAY})?(?P<rest>.{{0,40}})$"
)
_AFTER_DATE = re.compile(
    r"(?:[0-9]{1,2}[:時][^、]*|現在|付け?|配信|公開|掲載|更新|発表|午[前後][^、]*|於.*|[~-] ?[0-9].*|\(.{1,12}\).{0,20}"
    r"|[^ 。、]{0,20}(?:省|庁|府|院|局|部|課|会|館|室|市|県|都|町|区|村|記者|新聞))$"
)
_CONTACT_FACT = re.compile(
    r"(?<![a-z])(?:tel|fax|e-?mail)(?![a-z])|(?:電話|直通|代表|メール|ファックス|ファクス) ?[:(]|直通|内線|☎"
    r"|[0-9]{2,5}-[0-9]{1,4}-[0-9]{4}|\([0-9]{2,5}\) ?[0-9]{1,4}-[0-9]{4}|〒 ?[0-9]|@|★|https?://",
    re.I,
)
_OFFICE = re.compile(
    r"(?:省|庁|府|局|部|課|室|係|班|官|署|所|館|センター|機構|担当|主査|補佐|職員|事務局|委員会|グループ|チーム|付|長)"
    r"(?: |$|\(|:|、)"
)
_COMMENT_NEAR = re.compile(r"おすすめ順|新着順|ログイン|投稿|\*\*\*|返信|コメントを書")

_BEFORE_HEADING = r"[【\[<〈《≪(■□◆◇●○◎▼▽・▶★☆※〔# ]*"
_AFTER_HEADING = r"[ ]*(?:(?:[】\]>〉》≫)〕:]|一覧|はこちら|▽|▼|\([^()]*\))[ ]*)*$"
_CONTACT_LEAD = (
    r"(?:[0-9一二三四五六七八九十]{1,2}[. 、]{1,2})?"
    r"(?:(?:本件|本発表|この件|(?:この|当|本)(?:ページ|記事|お知らせ|情報)|本資料|報道|取材|内容|記事|本公募|一般|制度|事務局|報道機関|報道発表)(?:資料)?"
    r"(?:の内容)?(?:に(?:関する|係る|対する|ついての?))?の?)?"
)
_CONTACT_TAIL = r"(?:\([^()]{0,12}\))?(?:[】\]>〉》≫)〕]|:| |$)"


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    """All rules of a kind as one pattern."""
    alternatives = "|".join(f"(?:{row['pattern']})" for row in rows("rules/zones") if row["kind"] == kind)
    if kind == "contact":
        alternatives = f"{_BEFORE_HEADING}{_CONTACT_LEAD}(?:{alternatives}){_CONTACT_TAIL}"
    elif kind in {"ranking", "comments", "links", "sure_links"}:
        alternatives = f"{_BEFORE_HEADING}(?:{alternatives}){_AFTER_HEADING}"
    return re.compile(alternatives, re.I)


@cache
def _furniture() -> frozenset[str]:
    return frozenset(row["words"].lower() for row in rows("lexicon/page_furniture"))


@lru_cache(4096)  # the menus and headings of a site stand on each of its pages
def is_furniture(words: str, *, menus: bool = False) -> bool:
    """Whether the line by itself is page furniture: a menu, a button, a caption, a copyright notice.

    Args:
        words: the line.
        menus: whether any row of short cells is a menu; within the body it may be a table.
    """
    if len(words) > _LONGEST:
        return False
    core = _SHELL.sub("", words)
    if core.replace(" ", "").lower() in _furniture() or _NUMBER.match(words) or _BREADCRUMB.match(words):
        return True
    if "。" not in words[:-1]:
        if menus and is_menu(words):
            return True
        cells = [cell for cell in _CELLS.split(words) if cell]
        if len(cells) >= 2:
            known = sum(_SHELL.sub("", cell).lower() in _furniture() for cell in cells)
            if known * 3 >= len(cells) * 2:
                return True
    return _patterns("chrome").match(_BULLETS.sub("", words)) is not None


def is_menu(words: str) -> bool:
    """Whether the line is a row of three or more short cells between bars or brackets."""
    if not _MENU_BORDER.search(words):
        return False
    parts = [part for part in _MENU_BORDER.split(words) if part.strip("[] ")]
    return len(parts) >= 3 and max(map(len, parts)) <= 16 and not words.startswith("|")


def heads_page(words: str) -> bool:
    """Whether the line belongs to the top of a web page: breadcrumb, menu, ranking."""
    return bool(_BREADCRUMB.match(words)) or is_menu(words) or opens("ranking", words)


def trail_end(words: str) -> str:
    """The page at which a trail of pages (``トップ > 会見 > 会見の概要``) ends, empty when the line is none."""
    if len(words) > _LONGEST or "。" in words:
        return ""
    pages = _TRAIL.split(words)
    return pages[-1] if len(pages) > 1 else ""


def is_paywall(words: str) -> bool:
    """Whether an article breaks off at the line; nothing of it follows."""
    return len(words) <= 60 and _PAYWALL.search(words) is not None


def is_top_button(words: str) -> bool:
    """Whether the line leads back to the top of the page."""
    return len(words) <= 20 and _TOP_BUTTON.match(words) is not None


def is_footer(words: str) -> bool:
    """Whether the line is of a site's footer: rights and policies."""
    return len(words) <= _LONGEST and _patterns("footer").match(words) is not None


def is_caption(words: str) -> bool:
    """Whether the line ends with the day or maker of a picture in brackets (… (3月2日、海浜市))."""
    return len(words) <= _LONGEST_CAPTION and "。" not in words and _CAPTION.search(words) is not None


def is_picture_count(words: str) -> bool:
    """Whether the line counts or enlarges pictures (1/4枚)."""
    return len(words) <= 20 and _PICTURE.match(words) is not None


def is_dateline(words: str) -> bool:
    """Whether the line tells a date or time, and at most who or where."""
    match = _DATELINE.match(words) if len(words) <= 100 and "。" not in words else None
    if match is None:
        return False
    rest = match["rest"].strip(" )]、,")
    return not rest or _AFTER_DATE.match(rest) is not None


def is_formal(words: str) -> bool:
    """Whether letters and releases begin with such a line: number, addressee, issuer, kind of paper."""
    return len(words) <= 50 and _patterns("formal").match(words) is not None


def is_prose(words: str) -> bool:
    """Whether the line is a paragraph of text."""
    return len(words) >= _PROSE and "。" in words


def is_sentence(words: str) -> bool:
    """Whether the line holds or is a sentence."""
    return _SENTENCE.search(words) is not None


def opens(kind: str, words: str) -> bool:
    """Whether the line is the heading of a block: ``ranking``, ``comments``, ``links``, ``sure_links``, ``contact``."""
    if kind == "contact":
        return len(words) <= 80 and "。" not in words and _patterns(kind).match(words) is not None
    return len(words) <= 40 and _patterns(kind).match(words) is not None


def tells_comment(words: str) -> bool:
    """Whether the line is of a comment box: order of sorting, login, masked user name."""
    return _COMMENT_NEAR.search(words) is not None


def is_linked(words: str) -> bool:
    """Whether the line names a file to load or an address."""
    return _patterns("linked").search(words) is not None


def tells_contact(words: str) -> bool:
    """Whether the line gives a telephone number, an address or the like."""
    return len(words) <= _LONGEST and _CONTACT_FACT.search(words) is not None


def names_office(words: str) -> bool:
    """Whether the line names an office or the people in it."""
    return _OFFICE.search(words) is not None


def ends_like_title(words: str) -> bool:
    """Whether the line ends as titles do (…について, …の開催)."""
    return _patterns("title_end").search(words[-60:]) is not None
