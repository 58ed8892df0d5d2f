"""Officials as whole persons: value name/title/organisation, and which mentions are one person.

A title names its organisation itself (外務省北米局長), by の before it, by the block or heading it stands under, or
by its antecedent: the same person, or the body of that kind that was named last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.entities.ministries import lexicon as ministry_lexicon
from extractor.entities.officials import contacts, names, posts
from extractor.linking.people_bodies import (
    COUNTRY,
    MEMORY,
    TALKS_WITH,
    TOP,
    Person,
    State,
    before_no,
    body_before,
    cell_before,
    country_before,
    country_code,
    court_before,
    government,
    issuing,
    notice_body,
    office_before,
    parent,
    place_before,
    preceding,
    top,
    written,
    written_body,
)
from extractor.text.page import Page

# 中央環境審議会第22回総会, 中央環境審議会総会: the council whose members sit there.
_COUNCIL = re.compile(r"(?:第[0-9０-９一二三四五六七八九十百]+回)?(.{2,30}?(?:審議会|調査会|審査会|懇談会|検討会))")
_SESSION = re.compile("^第[0-9０-９一二三四五六七八九十百]+回")
_DIVISION = re.compile("(?:部|局|課|室|係|本部|センター)$")
_COMMISSION = re.compile(".+?委員会")
_NOTICE = re.compile("\\((?:命|免)\\)|発令")
_SAME_BODY = re.compile("同(省|庁|府|院|局|部|課|室|署|所|委員会|本部)")
# Titles that are the last word of a body and 長, and what the body ends with.
_HEADED = {f"{kind}長": (kind,) for kind in ("局", "部", "課", "室", "所", "署", "支局", "事務所")} | {
    "総裁": ("銀行", "日銀", "公庫", "公団", "人事院"),
}
_COMMANDER = re.compile("(?:司令官?|艦長|参謀長|隊長|総監|総司令)$")
_EQUAL_TITLES = {"総理": "大臣", "首相": "大臣", "総理大臣": "大臣"}


# How far into a text its title may stand.
_TITLE_REACH = 600


def resolve(mentions: Sequence[Candidate], page: Page, published: str | None) -> None:
    """Completes values, attributes and entity keys of OFFICIAL mentions, and the entity keys of PERSON mentions.

    Args:
        mentions: the selected mentions of all labels in text order; those of officials are changed in place.
        published: reference date of the text (it chooses between bodies that had a head of the same title).
    """
    notices = {
        page.line_index(m.start) for m in mentions if isinstance(m.data, posts.Post) and m.data.kind == "personnel"
    } | {number for number, line in enumerate(page.lines) if _NOTICE.search(page.text, line.start, line.end)}
    paths = tuple(dict.fromkeys(m.value for m in mentions if m.label == "MINISTRY" and m.value))
    state = State(
        page, mentions, notice_lines=frozenset(notices), paths=paths, contact_lines=contacts.contact_lines(page)
    )
    state.body, state.day = _first_body(mentions), published or ""
    state.local = _local_issuer(state)
    state.partner = _partner(state)
    for index, mention in enumerate(mentions):
        if mention.label in ("MINISTRY", "ORG"):
            if state.in_contact(mention.start):
                state.contact_body = written_body(page, mention)
        elif mention.label in ("OFFICIAL", "PERSON") and isinstance(mention.data, posts.Post):
            _complete(state, index, mention, mention.data)
        elif mention.label == "PERSON":
            person = _person_for(state, _name_of(page, mention), "", "PERSON")
            mention.entity = person.key
    _complete_earlier(state)


def _complete_earlier(state: State) -> None:
    """Gives a mention without organisation that of its person or local office, when the text tells it later."""
    told = {p.key: p.organization for p in state.persons if p.organization}
    for m in state.mentions:
        if m.label == "OFFICIAL" and m.attrs.get("name") and not m.attrs.get("organization"):
            organization = told.get(m.entity or "", "")
            if organization:
                m.attrs["organization"] = organization
                m.value = f"{m.attrs['name']}/{m.attrs['title']}/{organization}"


def _first_body(mentions: Sequence[Candidate]) -> str:
    return next((m.value for m in mentions if m.label == "MINISTRY" and m.value and TOP.match(m.value)), "")


def _partner(state: State) -> str:
    """The foreign country of a bilateral text, as its title or first bilateral meeting names it; empty for others."""
    page = state.page
    found: dict[str, str] = {}
    for m in state.mentions:
        if page.zone_at(m.start) != "title":
            if m.start - (state.mentions[0].start if state.mentions else 0) > _TITLE_REACH:
                break
            continue
        name = ""
        if m.label == "PLACE" and COUNTRY.fullmatch(m.value):
            name = written(page, m.start, m.end)
        elif m.label == "CONFERENCE" and (talks := TALKS_WITH.match(page.text, m.start, m.end)):
            name = talks[1]
        code = country_code(name)
        if code and code != "JP":
            found.setdefault(code, name)
    return next(iter(found.values())) if len(found) == 1 else ""


def _local_issuer(state: State) -> str:
    """The prefecture or municipality whose office is named before any ministry; empty for other texts."""
    for m in state.mentions:
        if m.label == "MINISTRY" and m.value and TOP.match(m.value):
            return ""
        if m.label == "ORG" and m.rule == "organizations.local":
            surface = written_body(state.page, m)
            if _DIVISION.search(surface):
                return government(surface)
    return ""


def _first_government(state: State) -> str:
    """The municipality or prefecture that the text names before everything else."""
    first = next((m for m in state.mentions if m.label != "DATE"), None)
    if first is None or first.label != "PLACE" or not first.value.startswith("JP-"):
        return ""
    return government(written(state.page, first.start, first.end))


def _name_of(page: Page, mention: Candidate) -> str:
    return "".join(page.text[mention.start : mention.end].split())


def _as_written(page: Page, mention: Candidate, part: str) -> str:
    """``part`` of a mention's analysis text as the source writes it."""
    at = page.text.find(part, mention.start, mention.end) if part else -1
    return written(page, at, at + len(part)) if at >= 0 else part


def _complete(state: State, index: int, mention: Candidate, post: posts.Post) -> None:
    page = state.page
    if post.kind == "royal":
        return
    if post.kind == "local" and not post.name:
        _name_of_known_head(state, post)
    title = _as_written(page, mention, post.title)
    name = _as_written(page, mention, post.name)
    person = _known_person(state, post.name, post.title, mention.label) if post.name else None
    if mention.label == "PERSON":
        person = person or _new_person(state, post.name, "PERSON")
        person.titles.append(post.title)
        mention.entity = person.key
        mention.attrs.update(name=name, title=title, organization=_as_written(page, mention, post.organization))
        return
    organization = _organization(state, index, mention, post, person)
    mention.attrs.update(name=name, title=title, organization=organization)
    mention.value = f"{name}/{title}/{organization}" if name or title else ""
    if post.title:
        state.offices.append((post.title, organization, post.foreign))
    if post.name:
        person = person or _new_person(state, post.name, "OFFICIAL")
        if len(post.name) > len(person.name):
            person.name = post.name
        person.titles.append(post.title)
        person.organization = person.organization or organization
        person.foreign = person.foreign or post.foreign
        mention.entity = person.key
    if state.in_contact(mention.start) and post.kind in ("staff", "named") and TOP.match(organization):
        # 市町村課 係長 X、Y: the path told before the first name is the second one's too.
        state.contact_body = organization
    if state.in_contact(mention.start) and post.organization and post.kind == "unit":
        unit = title.removesuffix("長")
        body = organization + (unit if len(unit) > 1 else "")
        state.contact_body = body if len(unit) > 1 or not state.contact_body else state.contact_body + organization


def _name_of_known_head(state: State, post: posts.Post) -> None:
    """Reads 熊谷市長 as the mayor 熊谷 whom the text has named, not as the head of the town 熊谷市."""
    surname = post.organization[:-1]
    person = _known_person(state, surname, post.title, "OFFICIAL") if len(surname) > 1 else None
    if person is not None and person.organization != post.organization and post.title in person.titles:
        post.name, post.organization = surname, ""


def _new_person(state: State, name: str, label: str) -> Person:
    person = Person(f"person{len(state.persons)}", name, label=label)
    state.persons.append(person)
    for initial in {part[0] for part in re.split("[・=＝]", name) if part}:
        state.by_initial.setdefault(initial, []).append(person)
    return person


def _person_for(state: State, name: str, title: str, label: str) -> Person:
    return _known_person(state, name, title, label) or _new_person(state, name, label)


def _known_person(state: State, name: str, title: str, label: str) -> Person | None:
    """The person named last whom ``name`` and ``title`` fit."""
    for person in reversed(state.by_initial.get(name[:1], [])[-MEMORY:]):
        if (
            person.label == label
            and _same_name(person.name, name)
            and any(_titles_agree(t, title) for t in person.titles or [""])
        ):
            return person
    return None


def _same_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: equal, or the one is the surname of the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if names.FOREIGN.fullmatch(long):
        return short in re.split("[・=＝]", long) or long.endswith("・" + short)
    parts = names.split(long)
    return (parts is not None and parts[0] == short) or (len(short) == 1 and long.startswith(short))


def _titles_agree(one: str, other: str) -> bool:
    """Whether two titles can be one post's: equal, one the end of the other, or one of them empty."""
    one, other = (re.sub(r"\(.*?\)$", "", t) for t in (one, other))
    short, long = sorted((one, other), key=len)
    if not short or long.endswith(short):
        return True
    if short.endswith("相") and long.endswith("大臣") and short[0] == long[0]:
        return True
    tail = _EQUAL_TITLES.get(short)
    return tail is not None and "総理" in long + short and long.endswith((tail, "首相"))


def _new_post_before(state: State, index: int) -> str:
    """The body of the new post in 新職(旧職) 氏名, empty where the notice is written otherwise."""
    if index < 2:
        return ""
    new, old = state.mentions[index - 2 : index]
    text = state.page.text
    if not (
        new.label == old.label == "OFFICIAL" and text[new.end : old.start] == "(" and text.startswith(")", old.end)
    ):
        return ""
    # A post at the minister's secretariat is the way out of the body whose notice it is.
    body = str(new.attrs.get("organization", ""))
    return "" if new.data.title.startswith(("大臣官房", body)) else body


def _same_body(state: State, index: int, noun: str) -> str:
    """The body that 同庁 in a title (同庁次長) stands for: that of the office, else the body, named last."""
    told = (o for _, o, _ in reversed(state.offices[-MEMORY:]) if o.endswith(noun))
    bodies = (written_body(state.page, m) for m in preceding(state, index) if m.label in ("MINISTRY", "ORG"))
    return next(told, "") or next((b for b in bodies if b.endswith(noun)), "")


def _council_before(state: State, index: int) -> str:
    """The council named last before a member of it."""
    for m in preceding(state, index):
        if m.label in ("MINISTRY", "CONFERENCE", "ORG") and (council := _COUNCIL.match(written_body(state.page, m))):
            return council[1]
    return ""


def _force_before(state: State, index: int, post: posts.Post) -> str:
    """The foreign force that the sentence has named, for its commander."""
    if not _COMMANDER.search(post.title):
        return ""
    floor = state.page.sentence_at(state.mentions[index].start)[0]
    near = (m for m in preceding(state, index) if m.label == "MINISTRY" and m.start >= floor)
    return next((m.value for m in near if m.attrs.get("country", "JP") != "JP"), "")


def _unit_head(state: State, index: int, post: posts.Post) -> str:
    """The body of its kind that was named last, for a head told by his kind alone (中須賀局長, 沢田課長, 深沢総裁)."""
    kinds = _HEADED.get(post.title)
    if kinds is None or not post.name or post.foreign:
        return ""
    near = (m for m in preceding(state, index) if m.label in ("MINISTRY", "ORG"))
    return next((body for m in near if (body := written_body(state.page, m)).endswith(kinds)), "")


def _ministry_in_sentence(state: State, index: int) -> str:
    """The ministry that the sentence has named last before the mention."""
    floor = state.page.sentence_at(state.mentions[index].start)[0]
    near = (m for m in preceding(state, index) if m.label == "MINISTRY" and m.start >= floor)
    return next((m.value for m in near if TOP.fullmatch(m.value)), "")


def _organization(state: State, index: int, mention: Candidate, post: posts.Post, person: Person | None) -> str:
    """The organisation of an official, by the nearest authority that tells it."""
    page = state.page
    notice = page.line_index(mention.start) in state.notice_lines
    of = before_no(state, index, mention, post)
    if of and post.kind == "foreign" and post.organization in posts.portfolios().values():
        # 韓国の尹外相: a foreign country before の goes before the Japanese ministry of the same portfolio.
        post.foreign = True
        return of
    if person is not None and person.foreign and post.organization in posts.portfolios().values():
        post.foreign = True
        return person.organization
    if post.organization:
        return _as_written(page, mention, post.organization)
    if of:
        return of
    if post.title.removeprefix("前").removeprefix("元") == "首相" and names.is_japanese(post.name):
        return "内閣"
    if post.kind == "contact" or (state.in_contact(mention.start) and state.contact_body):
        body = state.contact_body or body_before(state, index)
        unit = post.title.removesuffix("長")
        # 国際課長 in the block of ...国際課 belongs to the body above it.
        return body.removesuffix(unit) if post.kind == "unit" and len(unit) > 1 else body
    if person is not None and post.title == "長官" and not person.organization.endswith("庁"):
        # A notice gave the name without its post: the agency is that of the office just told.
        same = office_before(state, post)
        if same:
            return same
    if person is not None and person.organization:
        return person.organization
    if post.body and not (notice and not post.body.endswith("局")) and not post.title.startswith("大臣官房"):
        return parent(state, post.body) or _as_written(page, mention, post.body)
    if post.kind == "personnel" and (moved := _new_post_before(state, index)):
        return moved
    if pointing := _SAME_BODY.match(post.title):
        return _same_body(state, index, pointing[1])
    if post.kind == "bare" and index:
        # 防衛大臣に就任した北澤俊美: the office just told is the person's.
        before = state.mentions[index - 1]
        if before.label == "OFFICIAL" and not before.attrs.get("name") and 0 <= mention.start - before.end <= 14:
            return str(before.attrs.get("organization", ""))
    if notice:
        return state.local or notice_body(state, index, post)
    if of_kind := _unit_head(state, index, post):
        return of_kind
    if post.title == "事務次官" and (ministry := _ministry_in_sentence(state, index)):
        return ministry
    country = cell_before(state, index, mention)
    if country and (post.foreign or country not in ("日本", "日本国")):
        return country
    if post.title.startswith("大臣官房"):
        return top(state.body)
    if "裁判" in post.title or post.title.endswith("判事"):
        return court_before(state, index)
    if post.kind == "local":
        return place_before(state, index, post.title)
    same = office_before(state, post)
    abroad = post.foreign or post.kind == "foreign"
    # In a bilateral text a new name with the title of a third country's minister is the partner's minister.
    if same and post.kind != "unit" and not (abroad and state.partner and post.name):
        return same
    if abroad:
        return _force_before(state, index, post) or country_before(state, index)
    if post.kind == "mixed" or post.title.endswith(("委員長", "委員")):
        suffix = post.title.removeprefix("副").removesuffix("長").removesuffix("代理")
        floor = page.sentence_at(mention.start)[0]
        near = [m for m in preceding(state, index) if m.label in ("MINISTRY", "ORG")]
        issuer = _COMMISSION.match(state.body) if suffix == "委員" else None
        told = (m for m in near if m.start >= floor and m.attrs.get("country", "JP") == "JP")
        if issuer and not any(written_body(page, m).endswith("委員会") for m in told):
            return issuer[0]
        if suffix == "会":
            met = (m for m in preceding(state, index) if m.label in ("MINISTRY", "ORG", "CONFERENCE"))
            chaired = (_SESSION.sub("", written_body(page, m)) for m in met)
            return next((b for b in chaired if b.endswith("会")), "") or body_before(state, index)
        bodies = [written_body(page, m) for m in near]
        if of_kind := next((b for b in bodies if b.endswith(suffix + "会")), ""):
            return of_kind
        council = _council_before(state, index) if suffix == "委員" else ""
        return council or body_before(state, index)
    led = ministry_lexicon.body_of_head(post.title, state.day) if post.kind == "unit" else None
    if led is not None and led.parent and (not state.body or any(p.startswith(led.parent) for p in state.paths)):
        return led.parent
    return issuing(body_before(state, index)) or state.local or _first_government(state)
