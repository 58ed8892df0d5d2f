"""Officials as whole persons: value name/title/organisation, and which mentions are one person.

A title names its organisation itself (外務省北米局長), by の before it, by the block or heading it stands under, or
by its antecedent: the same person, or the body of that kind that was named last.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities import contacts, ministry_lexicon, names, place_codes, posts
from extractor.entities.candidates import Candidate
from extractor.text.page import Page

_TOP = re.compile(r"(?:.*?(?:省|庁|内閣府|委員会|人事院|会計検査院|内閣官房|宮内庁))")
_MUNICIPALITY = re.compile(
    r"^(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)?(?:[^市区町村]{1,4}郡)?(.+?[市区町村])(?:[^市区町村].*)?$"
)
_PREFECTURE = re.compile(r"^(?:北海道|東京都|京都府|大阪府|.{2,3}?県)")
_FOREIGN_TOWN = re.compile("(?:^|[州省県国])([^州省県国]+市)$")
_SESSION = re.compile("^第[0-9０-９一二三四五六七八九十百]+回")
_SAME = re.compile("同((?:事務|支|研究|保健|営業)所|[省庁局部課室署市県府町村区]|委員会|審議会|センター|機構)$")
_COUNTRY = re.compile("[A-Z]{2}")
_DIVISION = re.compile("(?:部|局|課|室|係|本部|センター)$")
_COMMISSION = re.compile(".+?委員会")
_OWN_DIVISION = re.compile("[課室](?:長|課長|室長)|審議官$|[局部]長$")
_DIVISION_BODY = re.compile("[課室]$")
_BUREAU = re.compile(".+(?:省|庁|局|部|官房)")
_TALKS_WITH = re.compile("日・?([ァ-ヴー・]{2,12}?)(?:首脳|外相|外務|防衛|大臣|経済|政策|共同|電話|・|$)")
_COURT = re.compile("裁判所|[地高家簡]裁|最高裁|法廷|支部")
_FORMAL = re.compile("(?:共和国|王国|公国|連邦|合衆国|多民族国|ブルネイ・ダルサラーム国)$")
_MISSION = re.compile("[在駐](?!日)([^在駐]+?)(?:日本国)?(?:大使館|特命全権大使|大使|臨時代理大使)")
_SECRETARIAT = re.compile(
    "(?:省|庁|府|院)(?:大臣官房|長官官房)?(?:(?<=官房)|秘書課|人事課|人事担当|広報課|広報室|秘書室)$"
)
_NOTICE = re.compile("\\((?:命|免)\\)|発令")
_SENTENCE_BREAK = re.compile("[。\n]")
_EQUAL_TITLES = {"総理": "大臣", "首相": "大臣", "総理大臣": "大臣"}


# How many earlier persons or offices a mention is compared with: what lies further back is another matter.
_MEMORY = 80
# How far into a text its title may stand.
_TITLE_REACH = 600


@dataclass(slots=True)
class _Person:
    """One person as far as the document has told."""

    key: str
    name: str
    titles: list[str] = field(default_factory=list)
    organization: str = ""
    foreign: bool = False
    label: str = "OFFICIAL"


@dataclass(slots=True)
class _State:
    """What was said before the mention at hand."""

    page: Page
    mentions: Sequence[Candidate]
    persons: list[_Person] = field(default_factory=list)
    by_initial: dict[str, list[_Person]] = field(default_factory=dict)  # first characters of names and name parts
    offices: list[tuple[str, str, bool]] = field(default_factory=list)  # (title, organisation, foreign) in order
    day: str = ""  # the date of the text
    contact_body: str = ""
    body: str = ""
    local: str = ""  # the local government whose text it is
    partner: str = ""  # the one foreign country that the title names
    notice_lines: frozenset[int] = frozenset()
    paths: tuple[str, ...] = ()  # the distinct values of ministries
    contact_lines: frozenset[int] = frozenset()

    def in_contact(self, offset: int) -> bool:
        """Whether ``offset`` lies in a contact block."""
        return self.page.line_index(offset) in self.contact_lines


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
    state = _State(
        page, mentions, notice_lines=frozenset(notices), paths=paths, contact_lines=contacts.contact_lines(page)
    )
    state.body, state.day = _first_body(mentions), published or ""
    state.local = _local_issuer(state)
    state.partner = _partner(state)
    for index, mention in enumerate(mentions):
        if mention.label in ("MINISTRY", "ORG"):
            if state.in_contact(mention.start):
                state.contact_body = _written_body(page, mention)
        elif mention.label in ("OFFICIAL", "PERSON") and isinstance(mention.data, posts.Post):
            _complete(state, index, mention, mention.data)
        elif mention.label == "PERSON":
            person = _person_for(state, _name_of(page, mention), "", "PERSON")
            mention.entity = person.key
    _complete_earlier(state)


def _complete_earlier(state: _State) -> None:
    """Gives a mention without organisation that of its person or local office, when the text tells it later."""
    told = {p.key: p.organization for p in state.persons if p.organization}
    for m in state.mentions:
        if m.label == "OFFICIAL" and m.attrs.get("name") and not m.attrs.get("organization"):
            organization = told.get(m.entity or "", "")
            if organization:
                m.attrs["organization"] = organization
                m.value = f"{m.attrs['name']}/{m.attrs['title']}/{organization}"


def _first_body(mentions: Sequence[Candidate]) -> str:
    return next((m.value for m in mentions if m.label == "MINISTRY" and m.value and _TOP.match(m.value)), "")


def _partner(state: _State) -> str:
    """The foreign country of a bilateral text, as its title or first bilateral meeting names it; empty for others."""
    page = state.page
    found: dict[str, str] = {}
    for m in state.mentions:
        if page.zone_at(m.start) != "title":
            if m.start - (state.mentions[0].start if state.mentions else 0) > _TITLE_REACH:
                break
            continue
        name = ""
        if m.label == "PLACE" and _COUNTRY.fullmatch(m.value):
            name = written(page, m.start, m.end)
        elif m.label == "CONFERENCE" and (talks := _TALKS_WITH.match(page.text, m.start, m.end)):
            name = talks[1]
        code = _country_code(name)
        if code and code != "JP":
            found.setdefault(code, name)
    return next(iter(found.values())) if len(found) == 1 else ""


def _local_issuer(state: _State) -> str:
    """The prefecture or municipality whose office is named before any ministry; empty for other texts."""
    for m in state.mentions:
        if m.label == "MINISTRY" and m.value and _TOP.match(m.value):
            return ""
        if m.label == "ORG" and m.rule == "organizations.local":
            surface = _written_body(state.page, m)
            if _DIVISION.search(surface):
                return _government(surface)
    return ""


def _first_government(state: _State) -> str:
    """The municipality or prefecture that the text names before everything else."""
    first = next((m for m in state.mentions if m.label != "DATE"), None)
    if first is None or first.label != "PLACE" or not first.value.startswith("JP-"):
        return ""
    return _government(written(state.page, first.start, first.end))


def _government(surface: str) -> str:
    """The municipality, else the prefecture, that a local name begins with."""
    match = _MUNICIPALITY.match(surface)
    if match:
        return match[1]
    match = _PREFECTURE.match(surface)
    return match[0] if match else ""


def _name_of(page: Page, mention: Candidate) -> str:
    return "".join(page.text[mention.start : mention.end].split())


def written(page: Page, start: int, end: int) -> str:
    """The source behind ``start:end`` of the analysis text, without blanks."""
    begin, stop = page.to_source(start, end)
    return "".join(page.source[begin:stop].split())


def _as_written(page: Page, mention: Candidate, part: str) -> str:
    """``part`` of a mention's analysis text as the source writes it."""
    at = page.text.find(part, mention.start, mention.end) if part else -1
    return written(page, at, at + len(part)) if at >= 0 else part


def _written_body(page: Page, mention: Candidate) -> str:
    """The name of a body that a mention stands for."""
    if mention.label == "MINISTRY" and mention.value:
        return mention.value
    # An acronym or alias in brackets belongs to the mention, not to the name.
    return re.sub(r"(?<=.)[(（].*$", "", written(page, mention.start, mention.end))


def _complete(state: _State, index: int, mention: Candidate, post: posts.Post) -> None:
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
    if state.in_contact(mention.start) and post.kind in ("staff", "named") and _TOP.match(organization):
        # 市町村課 係長 X、Y: the path told before the first name is the second one's too.
        state.contact_body = organization
    if state.in_contact(mention.start) and post.organization and post.kind == "unit":
        unit = title.removesuffix("長")
        body = organization + (unit if len(unit) > 1 else "")
        state.contact_body = body if len(unit) > 1 or not state.contact_body else state.contact_body + organization


def _name_of_known_head(state: _State, post: posts.Post) -> None:
    """Reads 熊谷市長 as the mayor 熊谷 whom the text has named, not as the head of the town 熊谷市."""
    surname = post.organization[:-1]
    person = _known_person(state, surname, post.title, "OFFICIAL") if len(surname) > 1 else None
    if person is not None and person.organization != post.organization and post.title in person.titles:
        post.name, post.organization = surname, ""


def _new_person(state: _State, name: str, label: str) -> _Person:
    person = _Person(f"person{len(state.persons)}", name, label=label)
    state.persons.append(person)
    for initial in {part[0] for part in re.split("[・=＝]", name) if part}:
        state.by_initial.setdefault(initial, []).append(person)
    return person


def _person_for(state: _State, name: str, title: str, label: str) -> _Person:
    return _known_person(state, name, title, label) or _new_person(state, name, label)


def _known_person(state: _State, name: str, title: str, label: str) -> _Person | None:
    """The person named last whom ``name`` and ``title`` fit."""
    for person in reversed(state.by_initial.get(name[:1], [])[-_MEMORY:]):
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


def _organization(state: _State, index: int, mention: Candidate, post: posts.Post, person: _Person | None) -> str:
    """The organisation of an official, by the nearest authority that tells it."""
    page = state.page
    notice = page.line_index(mention.start) in state.notice_lines
    of = _before_no(state, index, mention, post)
    if of and post.kind == "foreign" and post.organization in posts.portfolios().values():
        # 韓国の尹外相: a foreign country before の goes before the Japanese ministry of the same portfolio.
        return of
    if post.organization:
        return _as_written(page, mention, post.organization)
    if of:
        return of
    if post.title.removeprefix("前").removeprefix("元") == "首相" and names.is_japanese(post.name):
        return "内閣"
    if post.kind == "contact" or (state.in_contact(mention.start) and state.contact_body):
        body = state.contact_body or _body_before(state, index)
        unit = post.title.removesuffix("長")
        # 国際課長 in the block of ...国際課 belongs to the body above it.
        return body.removesuffix(unit) if post.kind == "unit" and len(unit) > 1 else body
    if person is not None and post.title == "長官" and not person.organization.endswith("庁"):
        # A notice gave the name without its post: the agency is that of the office just told.
        same = _office_before(state, post)
        if same:
            return same
    if person is not None and person.organization:
        return person.organization
    if post.body and not (notice and not post.body.endswith("局")) and not post.title.startswith("大臣官房"):
        return _parent(state, post.body) or _as_written(page, mention, post.body)
    if post.kind == "bare" and index:
        # 防衛大臣に就任した北澤俊美: the office just told is the person's.
        before = state.mentions[index - 1]
        if before.label == "OFFICIAL" and not before.attrs.get("name") and 0 <= mention.start - before.end <= 14:
            return str(before.attrs.get("organization", ""))
    if notice:
        return state.local or _notice_body(state, index, post)
    country = _cell_before(state, index, mention)
    if country and (post.foreign or country not in ("日本", "日本国")):
        return country
    if post.title.startswith("大臣官房"):
        return _top(state.body)
    if "裁判" in post.title or post.title.endswith("判事"):
        return _court_before(state, index)
    if post.kind == "local":
        return _place_before(state, index, post.title)
    same = _office_before(state, post)
    abroad = post.foreign or post.kind == "foreign"
    # In a bilateral text a new name with the title of a third country's minister is the partner's minister.
    if same and post.kind != "unit" and not (abroad and state.partner and post.name):
        return same
    if abroad:
        return _country_before(state, index)
    if post.kind == "mixed" or post.title.endswith("委員長"):
        suffix = post.title.removeprefix("副").removesuffix("長").removesuffix("代理")
        floor = page.sentence_at(mention.start)[0]
        near = [m for m in _before(state, index) if m.label in ("MINISTRY", "ORG")]
        issuer = _COMMISSION.match(state.body) if suffix == "委員" else None
        if issuer and not any(m.start >= floor and _written_body(page, m).endswith("委員会") for m in near):
            return issuer[0]
        if suffix == "会":
            bodies = (
                _written_body(page, m) for m in _before(state, index) if m.label in ("MINISTRY", "ORG", "CONFERENCE")
            )
            return next((_SESSION.sub("", b) for b in bodies if b.endswith("会")), "") or _body_before(state, index)
        bodies = (_written_body(page, m) for m in near)
        return next((b for b in bodies if b.endswith(suffix + "会")), "") or _body_before(state, index)
    led = ministry_lexicon.body_of_head(post.title, state.day) if post.kind == "unit" else None
    if led is not None and led.parent and (not state.body or any(p.startswith(led.parent) for p in state.paths)):
        return led.parent
    return _issuing(_body_before(state, index)) or state.local or _first_government(state)


def _issuing(body: str) -> str:
    """``body``, or its ministry where it is the division that only issues the text."""
    return _top(body) if _SECRETARIAT.search(body) else body


def _office_before(state: _State, post: posts.Post) -> str:
    """The organisation of the last office of this title, or of one that ends in it, on the same side of the border."""
    title = post.title
    recent = reversed(state.offices[-_MEMORY:])
    return next(
        (o for t, o, f in recent if (t == title or (len(title) > 1 and t.endswith(title))) and f == post.foreign), ""
    )


def _court_before(state: _State, index: int) -> str:
    """The court that was named last."""
    bodies = (_written_body(state.page, m) for m in _before(state, index) if m.label == "ORG")
    return next((b for b in bodies if _COURT.search(b)), "")


def _before(state: _State, index: int) -> list[Candidate]:
    return list(reversed(state.mentions[max(0, index - 60) : index]))


def _before_no(state: _State, index: int, mention: Candidate, post: posts.Post) -> str:
    """The body or place that stands before ``mention`` with の."""
    at = mention.start - 1
    if index == 0 or at < 0 or state.page.text[at] != "の":
        return ""
    before = state.mentions[index - 1]
    if before.end != at:
        return _antecedent(state, index, at)
    if before.label == "PLACE":
        surface = written(state.page, before.start, before.end)
        if post.title.endswith("知事"):
            match = _PREFECTURE.match(surface)
            return match[0] if match else surface
        match = _MUNICIPALITY.match(surface) if before.value.startswith("JP-") else _FOREIGN_TOWN.search(surface)
        return match[1] if match and (before.value.startswith("JP-") or post.kind == "local") else surface
    if before.label in ("MINISTRY", "ORG", "CONFERENCE"):
        return _written_body(state.page, before)
    return ""


def _antecedent(state: _State, index: int, end: int) -> str:
    """The body that 同事務所 or 同市, ending at ``end``, stands for: the last of that kind."""
    same = _SAME.search(state.page.text, max(0, end - 8), end)
    if same is None:
        return ""
    for m in _before(state, index):
        if m.label in ("MINISTRY", "ORG"):
            body = _written_body(state.page, m)
        elif m.label == "PLACE" and m.value.startswith("JP-"):
            body = _government(written(state.page, m.start, m.end))
        else:
            continue
        if body.endswith(same[1]):
            return body
    return ""


def _cell_before(state: _State, index: int, mention: Candidate) -> str:
    """The country, or the body over a tab, that stands in the cell before ``mention``."""
    if index == 0:
        return ""
    before = state.mentions[index - 1]
    between = state.page.text[before.end : mention.start]
    apart = between and not between.strip(" :\t・")
    if between == "(" and before.label in ("ORG", "MINISTRY"):
        return _written_body(state.page, before)
    if apart and before.label in ("ORG", "MINISTRY") and "\t" in between:
        return _written_body(state.page, before)
    if apart and before.label == "PLACE" and _COUNTRY.fullmatch(before.value):
        return written(state.page, before.start, before.end)
    return ""


def _country_before(state: _State, index: int) -> str:
    """The foreign country that was named last: by a place, a mission, a bilateral meeting or another official.

    The formal name goes before the short one where the text has introduced it.
    """
    text = state.page.text
    floor = state.page.sentence_at(state.mentions[index].start)[0]
    for at, m in zip(range(index - 1, -1, -1), _before(state, index), strict=False):
        if state.partner and m.start < floor:
            # Other countries told in passing do not change whom the text is about.
            return _formal(state, index, state.partner)
        name = ""
        if m.label == "PLACE" and _COUNTRY.fullmatch(m.value) and m.value != "JP":
            name = written(state.page, m.start, m.end)
        elif m.label in ("MINISTRY", "OFFICIAL") and (mission := _MISSION.search(text, m.start, m.end)):
            name = mission[1]
        elif m.label == "CONFERENCE" and (talks := _TALKS_WITH.match(text, m.start, m.end)):
            name = talks[1] if _country_code(talks[1]) else ""
        elif m.label == "OFFICIAL" and isinstance(m.data, posts.Post) and m.data.foreign:
            name = str(m.attrs.get("organization", ""))
            name = name if _country_code(name) else ""
        if name:
            return _formal(state, at, name)
    return ""


def _country_code(name: str) -> str:
    return next((r.value for r in place_codes.names().get(name, ()) if r.kind == "country"), "")


def _formal(state: _State, index: int, name: str) -> str:
    """The formal name of the country ``name`` where a mention up to ``index`` has it, else ``name``."""
    code = _country_code(name)
    if not code or _FORMAL.search(name):
        return name
    for m in state.mentions[max(0, index - 60) : index + 1]:
        if m.label == "PLACE" and m.value == code:
            surface = written(state.page, m.start, m.end)
        elif m.label == "OFFICIAL":
            surface = str(m.attrs.get("organization", ""))
        else:
            continue
        if _FORMAL.search(surface) and _country_code(surface) == code:
            return surface
    return name


def _place_before(state: _State, index: int, title: str) -> str:
    """The municipality or prefecture that a bare 市長 or 知事 heads."""
    suffix = title.removeprefix("前").removeprefix("元").removeprefix("副").removesuffix("長")
    for m in _before(state, index):
        if not (m.label == "ORG" or (m.label == "PLACE" and m.value.startswith("JP-"))):
            continue
        surface = written(state.page, m.start, m.end)
        if title.endswith("知事"):
            match = _PREFECTURE.match(surface)
            if match:
                return match[0]
        else:
            match = _MUNICIPALITY.match(surface)
            if match and match[1].endswith(suffix):
                return match[1]
    return ""


def _body_before(state: _State, index: int) -> str:
    """The body that the sentence, else the text, named last; local bodies stand for their municipality."""
    mention = state.mentions[index]
    floor = state.page.sentence_at(mention.start)[0]
    own_division = _OWN_DIVISION.search(mention.data.title) is not None
    for m in _before(state, index):
        if m.label == "MINISTRY":
            body = _written_body(state.page, m)
            if not own_division or not _DIVISION_BODY.search(body):
                return body
            # The head of a division is not under another division, but under the bureau above both.
            above = _BUREAU.match(body)
            if above:
                return above[0]
        if m.label in ("ORG", "PLACE") and m.start >= floor:
            surface = written(state.page, m.start, m.end)
            match = _MUNICIPALITY.match(surface) or _PREFECTURE.match(surface)
            if match and (m.label == "ORG" or m.value.startswith("JP-")):
                return match[1] if match.re is _MUNICIPALITY else match[0]
        if m.start < floor - 1500:
            break
    recent = reversed(state.offices[-_MEMORY:])
    return state.body or next((o for _, o, _ in recent if o.endswith(("省", "庁", "府"))), "")


def _notice_body(state: _State, index: int, post: posts.Post) -> str:
    """The body under whose heading a personnel notice stands."""
    body = next((m for m in _before(state, index) if m.label == "MINISTRY"), None)
    name = _written_body(state.page, body) if body is not None else state.body
    if post.title.startswith("大臣官房"):
        return _parent(state, name) or _top(name) or _top(state.body)
    return _issuing(name)


def _top(body: str) -> str:
    """The ministry or agency that a path begins with."""
    match = _TOP.match(body)
    return match[0] if match else body


def _parent(state: _State, body: str) -> str:
    """What stands before ``body`` in a path somewhere in the text."""
    return next((p.removesuffix(body) for p in state.paths if p.endswith(body) and len(p) > len(body)), "")
