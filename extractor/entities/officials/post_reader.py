"""Reading a run: which part of the nouns before a head is organisation, name and title.

A run is the unbroken stretch of nouns that ends in a head: ``浅尾慶一郎環境大臣``, ``外務省北米局長``.
Nothing here looks beyond the run.
"""

from __future__ import annotations

import re

from extractor.entities.ministries import lexicon as ministry_lexicon
from extractor.entities.officials import names, posts
from extractor.entities.organizations import lexicon as organization_lexicon
from extractor.entities.places import codes as place_codes

# Titles that need no more words, so that all that stands before them is a name.
_WHOLE_TITLES = frozenset({"総括審議官", "官房審議官", "官房副長官補", "国務大臣"})
# What many officials are by trade: only with their body is one meant.
_CAREERS = frozenset({"調査官", "検査官", "監督官", "専門官", "審査官", "監視官", "指導官"})
_HAN_NAME = re.compile("[一-鿿々]{2,5}")


def read(run: posts.Run, head: posts.Head) -> tuple[int, posts.Post, bool]:
    """Parts a run before ``head``.

    Returns:
        The offset in ``run.text`` where the mention begins, its parse, and whether it names somebody as it
        stands; if not, it needs a name beside it.
    """
    start = _skip_front(run, head)
    found = _find_name(run, start, head)
    if found is None:
        post = posts.title_of(run, start, head)
        return start, post, _stands_alone(run, start, head, post)
    begin, end = found
    name = run.text[begin:end].rstrip("・")
    post = posts.title_of(run, end + run.text.startswith("・", end), head)
    if begin > start:
        before = run.text[start:begin].rstrip("・")
        post.organization = posts.COUNTRY_LETTERS.get(before, before)
        post.public = posts.is_public(post.organization) or not posts.is_private(post.organization)
        if (kind := run.kinds.get(start + len(before))) is not None:
            post.public = kind in organization_lexicon.PUBLIC_KINDS
    post.name = name
    post.foreign = post.foreign or bool(names.FOREIGN.fullmatch(name))
    if post.foreign and (
        (post.organization == head.organization and head.kind == "fixed")
        or post.organization in posts.portfolios().values()
    ):
        post.organization = ""
    return start, post, True


def _skip_front(run: posts.Run, head: posts.Head) -> int:
    """The offset behind adverbs and separators that begin the run, and the trade before a suspect's name."""
    at = 0
    for word, tag in run.words(0, len(run.text)):
        if (
            word in ("冒頭", "席上")
            or (head.kind == "private" and word in posts.listed("trade"))
            or (tag.endswith("副詞可能") and word not in posts.TENSES)
            or word in "・=＝-故"
            or tag == "名詞-数詞"
        ):
            at += len(word)
        else:
            break
    return _last_country(run, at)


def _last_country(run: posts.Run, at: int) -> int:
    """Where the last of several countries before a title begins: フランス・ドイツ・イタリア外相 names one minister."""
    while (end := posts.country_at(run, at)) and run.text[end : end + 1] == "・" and posts.country_at(run, end + 1):
        at = end + 1
    return at


def _find_name(run: posts.Run, start: int, head: posts.Head) -> tuple[int, int] | None:
    """Begin and end of the name in the run; an organisation may stand before it."""
    text = run.text
    cuts = [c for c in run.begins if c > start] + [len(text)]
    if text[-1:] in posts.TENSES and cuts[-2:-1] != [len(text) - 1] and len(text) - 1 > start:
        # 元首|相 is one word to the dictionary, and a former 首相 here.
        cuts.insert(-1, len(text) - 1)
    country = posts.country_at(run, start)
    begins = [
        start,
        *(
            c
            for c in cuts[:-1]
            if c in run.bodies or any(c == e for _, e in run.places) or c == country or _ends_body(run, start, c)
        ),
    ]
    begins += [c + 1 for c in begins[1:] if text[c : c + 1] == "・"]
    for begin in begins:
        found = _name_at(run, begin, cuts, head)
        if found is not None:
            if begin == start and any(begin < c <= found and c in run.bodies for c in cuts):
                continue
            return begin, found
    if head.kind == "local" and _HAN_NAME.fullmatch(text, start) and not _governed(text[start:], head):
        words = run.words(start, len(text))
        if any("人名" in tag for _, tag in words) and not any(e > start for _, e in run.places):
            # 馳浩知事: a rare name is all that can stand before a title whose place is none.
            return start, len(text)
    if head.text in ("大臣", "副大臣", "大臣政務官") and _is_unknown_surname(text[start:]):
        return start, len(text)
    stop = _known_title(run, start, head)
    if stop > start:
        word = text[start:stop]
        surname = names.quality(word) == names.SURNAME and not names.kinds(word) & {"noun", "place"}
        if surname or names.quality(word) == names.FULL or _rare_name(run, start, stop):
            return start, stop
    return None


def _is_unknown_surname(word: str) -> bool:
    """Whether two kanji before a minister's title are a surname that the dictionary lacks: 沓掛副大臣."""
    two = len(word) == 2 and _HAN_NAME.fullmatch(word) is not None
    return two and word not in posts.portfolios() and names.kinds(word) <= {"place"}


def _known_title(run: posts.Run, start: int, head: posts.Head) -> int:
    """Where a portfolio, a municipality or a known body that a title takes before it begins, else ``start``."""
    text = run.text
    if head.kind == "minister" or head.text.endswith("次官"):
        return len(text) - (_portfolio_length(text) or len(text) - start)
    if head.kind in ("unit", "chief", "fixed", "staff"):
        led = ministry_lexicon.heads()
        titles = ((b, text[b:] + head.text) for b in range(start, len(text) + 1))
        return next((b for b, title in titles if title in led or title in _WHOLE_TITLES), start)
    if head.kind == "local" and head.text.endswith("知事"):
        known = place_codes.names()
        prefectures = (b for b in range(start + 2, len(text)) if text[b:] in known)
        return next((b for b in prefectures if known[text[b:]][0].kind == "prefecture"), start)
    if head.kind == "local" and head.text.endswith("長"):
        suffix = head.text.removeprefix("副").removesuffix("長")
        known = place_codes.names()
        return next((b for b in run.begins if b > start and text[b:] + suffix in known), start)
    return start


def _rare_name(run: posts.Run, start: int, stop: int) -> bool:
    """Whether a surname that the dictionary has as another word, or not at all, and a given name stand there."""
    word = run.text[start:stop]
    if not 3 <= len(word) <= 5 or not _HAN_NAME.fullmatch(word):
        return False
    tags = [tag for _, tag in run.words(start, stop)]
    if tags[-1].endswith("人名-名") and len(tags) > 1 and not posts.BODY.match(word):
        # 住|博司 before 厚生政務次官
        return True
    return any(
        _HAN_NAME.fullmatch(word[:n])
        and "given" in names.kinds(word[n:])
        and (len(word) - n > 1 or names.kinds(word[:n]) <= {"place"})
        and not names.kinds(word[n:]) & {"place", "surname", "country"}
        for n in (2, 3)
        if n < len(word)
    )


def _ends_body(run: posts.Run, start: int, cut: int) -> bool:
    word, tag = run.words(0, cut)[-1]
    return (
        word in posts.listed("suffix")
        or tag.endswith("地名-国")
        or bool(posts.BODY.match(run.text[start:cut]))
        or _letter(run, start, cut)
    )


def _letter(run: posts.Run, start: int, cut: int) -> bool:
    return cut - start == 1 and run.text[start] in posts.COUNTRY_LETTERS and run.text[cut : cut + 1] > "ァ"


def _name_at(run: posts.Run, begin: int, cuts: list[int], head: posts.Head) -> int | None:
    """The end of the name that begins at ``begin``, or None."""
    text = run.text
    best: tuple[float, int] | None = None
    foreign = names.FOREIGN.match(text, begin)
    if foreign and text[begin:] + head.text in ministry_lexicon.heads():
        # アジア大洋州局長: the unit begins with a word in katakana.
        return None
    ends = {c for c in cuts if begin < c <= begin + 9}
    latest = len(text)
    if head.kind == "minister" and (length := _portfolio_length(text)):
        latest -= length
        if begin < latest <= begin + 9:
            # The words of 𠮷田農林水産大臣 are torn elsewhere.
            ends.add(latest)
    if foreign:
        ends |= {c for c in cuts if begin < c <= foreign.end()} | {foreign.end()}
    for end in sorted(ends):
        if end > latest:
            break
        word = text[begin:end].rstrip("・")
        score = float(names.quality(word))
        if (
            not score
            and text[end : end + 1] == "駐"
            and 2 < len(word) < 7
            and any(names.is_surname(word[:n]) for n in (1, 2, 3))
        ):
            # Before 駐 stands nothing but the ambassador's name.
            score = float(names.FULL)
        if (
            not score
            and foreign
            and end == foreign.end()
            and head.kind in ("foreign", "minister", "fixed")
            and len(word) > 2
        ):
            # フレミング蔵相: nothing but a name can stand there.
            known = place_codes.names().get(word) or names.is_listed_word(word) or posts.country_at(run, begin)
            score = 0.0 if known else float(names.SURNAME)
        if not score and foreign and end == foreign.end() and end in run.body_begins:
            # カズン|国連世界食糧計画事務局長
            score = float(names.SURNAME)
        if not score and _title_quality(run, end, head) and _noun_given(run, begin, end, head):
            score = float(names.FULL)
        if not score or (score == names.SURNAME and "会社" in text[end:] and not foreign):
            # 豊島製鋼株式会社取締役: the company has a family's name.
            continue
        title = _title_quality(run, end, head)
        if (
            foreign
            and end <= foreign.end()
            and (_splits_country(run, begin, end) or _leads_country(run, begin, end, head))
        ):
            continue
        if not title or (score == names.SURNAME and not _trusted(run, begin, end, head)):
            continue
        parts = names.split(word)
        # 寺脇一峰・仙台高検検事長: the dot tells where the name ends.
        score += (text[end : end + 1] == "・" and not foreign) * 2
        score += title + (end - begin) / 100 + (parts is not None and "given" in names.kinds(parts[1])) / 2
        if best is None or score > best[0]:
            best = score, end
    return best[1] if best else None


def _noun_given(run: posts.Run, begin: int, end: int, head: posts.Head) -> bool:
    """Whether a surname and a common noun before a title that needs no more words are a full name (翁長雄志|知事)."""
    words = run.words(begin, end)
    rest = run.text[end:]
    return (
        len(words) == 2
        and "surname" in names.kinds(words[0][0])
        and len(words[1][0]) == 2
        and words[1][1].startswith("名詞-普通名詞")
        and words[1][0] not in posts.portfolios()
        and names.kinds(words[1][0]) <= {"noun"}
        and (
            (head.kind == "local" and not _governed(run.text[begin:end], head))
            or (head.kind == "chief" and not rest and words[1][0] not in posts.TENSES)
            or (head.kind == "minister" and rest in posts.portfolios())
        )
    )


def _splits_country(run: posts.Run, begin: int, end: int) -> bool:
    """Whether a foreign name up to ``end`` would take in the country behind it (…・タイ|王国副首相)."""
    word = run.text[begin:end].rstrip("・")
    if any(posts.country_at(run, at + 1) > end for at in range(begin + 1, end) if run.text[at] == "・"):
        # …・イラン・イスラム|共和国外務大臣
        return True
    last = re.split("[・=＝]", word)[-1]
    return run.text[end : end + 1] != "・" and end > begin + len(last) + 1 and "country" in names.kinds(last)


def _leads_country(run: posts.Run, begin: int, end: int, head: posts.Head) -> bool:
    """Whether a foreign name up to ``end`` would begin with a country (ブルネイ・ボルキア国王)."""
    country = posts.country_at(run, begin)
    return (
        country > begin
        and end > country
        and head.kind == "foreign"
        and run.text[country : country + 1] == "・"
        and not names.kinds(run.text[begin:country]) & {"person", "given", "surname"}
    )


def _portfolio_length(text: str) -> int:
    """The length of the longest portfolio that ``text`` ends in (厚生労働, not 労働)."""
    return max((n for n in range(2, min(9, len(text)) + 1) if text[-n:] in posts.portfolios()), default=0)


def _trusted(run: posts.Run, begin: int, end: int, head: posts.Head) -> bool:
    """Whether a surname alone before a title is one, and not the place or word it also is."""
    text, word = run.text, run.text[begin:end]
    rest = text[end:]
    tag = next((t for w, t in run.words(begin, end)), "")
    if head.kind == "local" and rest[len(posts.tense_of(rest)) :] == "":
        # 広田市長 is somebody of that name where no 広田市 is; 平井知事 too.
        return not _governed(word, head) and not any(b == begin and e > end for b, e in run.places)
    if any(b == begin and (e > end or (e == end and head.kind == "local")) for b, e in run.places):
        return False
    if "place" in names.kinds(word) and posts.REGIONAL.match(rest + head.text) and head.kind != "local":
        return False
    if "人名" in tag or end in run.body_begins:
        return True
    if names.FOREIGN.fullmatch(word):
        return "国" not in tag.rsplit("-", 1)[-1]
    whole = word + rest + head.text
    if whole in posts.heads() and posts.heads()[whole].kind == "fixed":
        return False
    fixed = head.kind == "fixed" or rest + head.text in posts.heads() or rest in posts.portfolios()
    if "地名" in tag:
        return (fixed and head.kind != "local") or (rest == "" and head.kind != "local") or bool(rest)
    following = next(iter(run.words(end, end + 1)), ("", ""))[1]
    if head.kind == "local" and "地名" in following:
        return True
    # A common noun by its tag: only before a title that stands on its own.
    return (
        fixed
        or (rest == "" and head.kind not in ("unit", "chief", "local", "mixed"))
        or (rest == "" and len(word) == 1)
    )


def _title_quality(run: posts.Run, start: int, head: posts.Head) -> int:
    """3 for a title known as a whole, 2 for a noun phrase, 0 for what is no title."""
    rest = run.text[start:]
    if not rest:
        return 0 if head.text == "地方総監" else 2
    if rest in posts.portfolios() and head.kind == "minister":
        return 3
    if _letter_behind_name(run, start) and len(rest) > 1:
        # オリベロ伊農林政策副大臣: 伊農 is no word here.
        return 2
    if head.kind == "fixed":
        if rest in posts.TENSES:
            return 3
        if head.text == "国務大臣":
            return 2
        at = start + rest.startswith("・")
        body = at > start and posts.is_body(run, at, run.text[at:])
        return 1 if body or posts.country_at(run, start) else 0
    if head.kind == "local" and not _governed(rest[len(posts.tense_of(rest)) :], head) and not _is_place(run, start):
        return 2 if rest in posts.TENSES else 0
    if start not in run.begins and not names.FOREIGN.match(run.text[:start][-1:] * 2):
        return 0
    governed = head.text.endswith("長") and head.kind == "local" and _governed(rest, head)
    if (
        len(rest) == 1
        and not governed
        and rest not in posts.TENSES
        and rest not in posts.COUNTRY_LETTERS
        and rest not in "副総主次筆"
    ):
        return 0
    words = run.words(start, len(run.text))
    if any(tag.endswith("人名-名") and "noun" not in names.kinds(word) for word, tag in words):
        return 0
    if words and "人名" in words[0][1] and not names.kinds(words[0][0]) & {"place", "noun"}:
        return 0
    return 2


def _letter_behind_name(run: posts.Run, start: int) -> bool:
    return start > 0 and run.text[start] in posts.COUNTRY_LETTERS and "ァ" <= run.text[start - 1] <= "ー"


def _stands_alone(run: posts.Run, start: int, head: posts.Head, post: posts.Post) -> bool:
    """Whether a title without a name is that of one post."""
    modifier = run.text[start:]
    words = run.words(start, len(run.text))
    if head.kind in ("named", "private"):
        return False
    if "各国" in modifier:
        return False
    if words and (
        words[0][0] in posts.listed("generic")
        or words[0][1] == "連体詞"
        or words[-1][0] in ("関係", "担当", "各", "両")
    ):
        return False
    tense = posts.tense_of(modifier)
    if not modifier[len(tense) :]:
        return head.kind == "fixed"
    if head.kind == "fixed":
        return post.foreign or modifier == tense or posts.is_body(run, start, modifier)
    if head.text == "特使" and not post.foreign:
        # 総理特使として: an errand, no post.
        return False
    if head.kind in ("foreign", "diplomat"):
        return post.foreign or bool(re.search("駐|在|国", modifier))
    if head.kind == "local":
        return bool(post.organization) and _is_place(run, start)
    if head.kind == "mixed":
        return post.public is True
    if posts.is_private_unit(modifier) and not post.public:
        return False
    if modifier in posts.listed("unit"):
        return False
    if head.kind == "chief":
        return bool(post.organization)
    if head.kind == "minister":
        return head.text != "政務官" and not modifier.endswith("・")
    if head.text in ("参与", "主任"):
        return bool(post.organization)
    if head.text in _CAREERS:
        return bool(post.organization)
    return head.kind != "staff" or len(modifier) > 1


def _is_place(run: posts.Run, start: int) -> bool:
    return any(e > start for _, e in run.places) or any(
        "地名" in tag or "人名-姓" in tag for _, tag in run.words(start, len(run.text))
    )


def _governed(words: str, head: posts.Head) -> bool:
    """Whether ``words`` end in the name of what a local head governs (鳥取県倉吉 before 市長, 沖縄 before 知事)."""
    known = place_codes.names()
    if head.text.endswith("知事"):
        return words.endswith(("州", "県", "府", "都", "道", "省")) or any(
            reading.kind in ("prefecture", "province") for reading in known.get(words, ())
        )
    suffix = head.text.removeprefix("副").removesuffix("長")
    return (names.FOREIGN.fullmatch(words) is not None and (words in known or words + suffix in known)) or any(
        words[i:] + suffix in known for i in range(max(len(words) - 1, 1))
    )
