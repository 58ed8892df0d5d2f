"""Persons without a public post: full names, names before 氏, さん and です, and later uses of both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor import resources
from extractor.entities.candidates import Candidate
from extractor.entities.officials import names, posts
from extractor.entities.places import codes
from extractor.text.page import Page

_HONORIFIC = re.compile(r" ?(?:氏|さん|君|女史|選手|ちゃん)(?![一-鿿])")
_NAME_BEFORE = re.compile(
    r"(?:[一-鿿々ヶ]{1,4}(?: ?[一-鿿々ぁ-んァ-ヴー]{1,4})?|[ァ-ヴー]{2,}(?:[・=＝][ァ-ヴーA-Z.]+)*)$"
)
_SPEAKER = re.compile(r"の([一-鿿々]{1,4}|[ァ-ヴー]{2,6})(?=です|でございます|と申します|と(?:い|言)います)")
_POST_BEFORE = re.compile(r"(?:に(?:は|、|就任(?:いたし|し)まし?た|就任した)?|として|へ|を)[、 ]?$")
_ELECTED = re.compile("選出の$")
# Minutes of the Diet and of councils: members and ministers speak (○国務大臣(松本剛明君)), experts do not hold posts.
# The Diet lists its members so.
_MINUTES = re.compile(
    "第[0-9百十一二三四五六七八九]{1,4}回国会[ \n]?[^\n]{0,12}(?:委員会|本会議|会議録)"
    "|(?:参議院|衆議院)[^\n]{0,4}(?:会議録|委員会)"
)
_HOUSE = re.compile(r" ?\([衆参][)、]")
_HOUSED = re.compile(
    r"(?<![一-鿿々])([一-鿿々ヶ]{1,4}(?: [一-鿿々ぁ-んァ-ヴ]{1,4}|[一-鿿々ぁ-ん]{1,4})) ?\([衆参][)、]"
)
_MEMBER = re.compile(r"(?:^|\n|\r)[ ]*○(?:(?!参考人|公述人|証人)[^\s()]{1,9}\()?$")
# A ship or aeroplane named after somebody: 空母「セオドア・ルーズベルト」.
_SHIP = re.compile("[艦母船機号]「$")
# Only from the beginning of a run, so that a long one does not cost the square of its length.
_FOREIGN_FULL = re.compile(r"(?<![ァ-ヴー])[ァ-ヴー]{2,}+(?:[・=＝][ァ-ヴーA-Z.]+)+")


def find(page: Page, known: Sequence[Candidate]) -> list[Candidate]:
    """Proposes PERSON mentions, and OFFICIAL for a bare name whose post the text tells.

    Args:
        known: what earlier finders proposed; their words are left alone.
    """
    text = page.text
    covered = bytearray(len(text) + 1)
    for c in known:
        if c.label != "PLACE":
            covered[c.start : c.end] = b"\x01" * (c.end - c.start)
    people = {c.data.name: c for c in known if isinstance(c.data, posts.Post) and c.data.name}
    surnames = {_surname(name): c for name, c in people.items()}
    post_ends = {c.end for c in known if c.label == "OFFICIAL"}
    out: list[Candidate] = []
    for start, end in sorted(
        {
            *_full_names(page),
            *_honoured(text),
            *_speakers(text, {c.end for c in known if c.label == "ORG"}),
            *_foreign(text),
            *_housed(text),
        },
        key=lambda s: (s[0], -s[1]),
    ):
        if covered.find(1, start, end) >= 0 or (out and start < out[-1].end):
            continue
        name = "".join(text[start:end].split())
        person = _candidate(text, start, end, name, people, surnames, post_ends)
        people.setdefault(name, person)
        surnames[_surname(name)] = person
        out.append(person)
    known_names = {c.data.name for c in out} | set(people)
    out += _later(page, {n for n in known_names if names.quality(n) == names.FULL}, covered, out, people)
    return out


def _candidate(
    text: str,
    start: int,
    end: int,
    name: str,
    people: dict[str, Candidate],
    surnames: dict[str, Candidate],
    post_ends: set[int],
) -> Candidate:
    """A bare name: OFFICIAL when a public post was just told or the same person has one, else PERSON."""
    holder = people.get(name) or surnames.get(name)
    label = holder.label if holder is not None else "PERSON"
    if holder is None:
        if _MEMBER.search(text, max(0, start - 12), start) and text.startswith("君", end):
            return Candidate(start, end, "OFFICIAL", "persons.member", data=posts.Post(name=name, kind="bare"))
        link = _POST_BEFORE.search(text, max(0, start - 12), start)
        if (link and link.start() in post_ends) or _ELECTED.search(text, max(0, start - 4), start):
            label = "OFFICIAL"
        if _HOUSE.match(text, end):
            # 大林英雄(衆): a list of members of the Diet
            label = "OFFICIAL"
        if text.startswith("君", end) and _MINUTES.search(text):
            label = "OFFICIAL"
    return Candidate(start, end, label, "persons.name", data=posts.Post(name=name, kind="bare"))


def _surname(name: str) -> str:
    return (names.split(name) or (name,))[0]


def _full_names(page: Page) -> list[tuple[int, int]]:
    """Surname and given name by their tags, with nothing on either side that would make them part of a longer word."""
    tokens, text = page.tokens, page.text
    tags, starts, ends = tokens.tags, tokens.starts, tokens.ends
    found: list[tuple[int, int]] = []
    index = -1
    surname = "名詞-固有名詞-人名-姓"
    while True:
        try:
            index = tags.index(surname, index + 1)
        except ValueError:
            return found
        after = index + 1
        if after < len(tags) and text[starts[after]] == " " and ends[after] - starts[after] == 1:
            after += 1
        if after >= len(tags) or tags[after] != "名詞-固有名詞-人名-名":
            continue
        last = after
        while last + 1 < len(tags) and tags[last + 1] == "名詞-固有名詞-人名-名":
            last += 1
        if (
            index
            and tags[index - 1].startswith(("名詞", "接頭辞", "記号"))
            and text[starts[index - 1]] not in "者"
            and not tags[index - 1].endswith("副詞可能")
        ):
            continue
        behind = tags[last + 1] if last + 1 < len(tags) else ""
        if (
            behind.startswith(("名詞", "接尾辞"))
            and not _HONORIFIC.match(text, ends[last])
            and text[ends[last]] not in "らほ"
        ):
            continue
        if ends[last] - starts[index] >= 3:
            found.append((starts[index], ends[last]))


def _honoured(text: str) -> list[tuple[int, int]]:
    """Names right before an honorific."""
    found = []
    for match in _HONORIFIC.finditer(text):
        before = _NAME_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
        if before is None:
            continue
        word = before[0]
        while word and not (names.quality(word.replace(" ", "")) or _with_kana(word)):
            word = word[1:]
        word = word.strip()
        if word and (len(word) > 1 or match[0].strip() == "氏"):
            found.append((match.start() - len(word), match.start()))
    return found


def _with_kana(word: str) -> bool:
    """Whether a known surname and a given name in kana are a full name: 河本ユリ."""
    return any(
        names.is_pair(word[:n], word[n:].lstrip()) and "surname" in names.kinds(word[:n])
        for n in (2, 3)
        if n < len(word)
    )


def _speakers(text: str, organizations: set[int]) -> list[tuple[int, int]]:
    """Reporters who name themselves: 新聞の和田です."""
    return [
        m.span(1)
        for m in _SPEAKER.finditer(text)
        if (m.start() in organizations and ("ァ" <= m[1][0] <= "ー" or names.quality(m[1])))
        or (names.quality(m[1]) and not names.kinds(m[1]) & {"noun"} and not "ァ" <= m[1][0] <= "ー")
    ]


def _housed(text: str) -> list[tuple[int, int]]:
    """Members of the Diet in lists: 大林 英雄(衆)."""
    found = []
    for member in _HOUSED.finditer(text):
        parts = member[1].split(" ")
        if names.quality("".join(parts)) == names.FULL or (len(parts) == 2 and names.is_pair(*parts)):
            found.append(member.span(1))
    return found


def _foreign(text: str) -> list[tuple[int, int]]:
    """Foreign names of several parts of which one at least is known as a person's name."""
    found = []
    for match in _FOREIGN_FULL.finditer(text):
        if _SHIP.search(text, max(0, match.start() - 2), match.start()) or match[0] in codes.names():
            continue
        parts = re.split("[・=＝]", match[0])
        known = [names.kinds(p) for p in parts]
        if (
            names.quality(match[0]) == names.FULL
            and any("person" in k and not k & {"noun", "place", "country"} for k in known)
            and not any("noun" in k and "person" not in k for k in known)
        ):
            behind = text[match.end() : match.end() + 1]
            if not ("一" <= behind <= "鿿") or _HONORIFIC.match(text, match.end()):
                found.append(match.span())
    return found


def _later(
    page: Page, full: set[str], covered: bytearray, out: list[Candidate], people: dict[str, Candidate]
) -> list[Candidate]:
    """Further places of the full names that the text introduced."""
    if not full:
        return []
    for c in out:
        covered[c.start : c.end] = b"\x01" * (c.end - c.start)
    label = {c.data.name: c.label for c in out} | {n: c.label for n, c in people.items()}
    return [
        Candidate(start, end, label[name], "persons.later", data=posts.Post(name=name, kind="bare"))
        for start, end, name in resources.find_names(sorted(full), page.text)
        if covered.find(1, start, end) < 0
    ]
