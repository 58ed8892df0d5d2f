"""The bodies that officials belong to, as the text before them tells: by の, a cell, a country, a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.candidates import Candidate
from extractor.entities.officials import posts
from extractor.entities.places import codes as place_codes
from extractor.text.page import Page

TOP = re.compile(r"(?:.*?(?:省|庁|内閣府|委員会|人事院|会計検査院|内閣官房|宮内庁))")
_MUNICIPALITY = re.compile(
    r"^(?:北海道|東京都|(?:京都|大阪)府|.{2,3}県)?(?:[^市区町村]{1,4}郡)?(.+?[市区町村])(?:[^市区町村].*)?$"
)
_PREFECTURE = re.compile(r"^(?:北海道|東京都|京都府|大阪府|.{2,3}?県)")
_FOREIGN_TOWN = re.compile("(?:^|[州省県国])([^州省県国]+市)$")
_SAME = re.compile("同((?:事務|支|研究|保健|営業)所|[省庁局部課室署市県府町村区]|委員会|審議会|センター|機構)$")
COUNTRY = re.compile("[A-Z]{2}")
_OWN_DIVISION = re.compile("[課室](?:長|課長|室長)|審議官$|[局部]長$")
_DIVISION_BODY = re.compile("[課室]$")
_BUREAU = re.compile(".+(?:省|庁|局|部|官房)")
TALKS_WITH = re.compile("日・?([ァ-ヴー・]{2,12}?)(?:首脳|外相|外務|防衛|大臣|経済|政策|共同|電話|・|$)")
_COURT = re.compile("裁判所|[地高家簡]裁|最高裁|法廷|支部")
_FORMAL = re.compile("(?:共和国|王国|公国|連邦|合衆国|多民族国|ブルネイ・ダルサラーム国)$")
_MISSION = re.compile("[在駐](?!日)([^在駐]+?)(?:日本国)?(?:大使館|特命全権大使|大使|臨時代理大使)")
_SECRETARIAT = re.compile(
    "(?:省|庁|府|院)(?:大臣官房|長官官房)?(?:(?<=官房)|秘書課|人事課|人事担当|広報課|広報室|秘書室)$"
)
# How many earlier persons or offices a mention is compared with: what lies further back is another matter.
MEMORY = 80


@dataclass(slots=True)
class Person:
    """One person as far as the document has told."""

    key: str
    name: str
    titles: list[str] = field(default_factory=list)
    organization: str = ""
    foreign: bool = False
    label: str = "OFFICIAL"


@dataclass(slots=True)
class State:
    """What was said before the mention at hand."""

    page: Page
    mentions: Sequence[Candidate]
    persons: list[Person] = field(default_factory=list)
    by_initial: dict[str, list[Person]] = field(default_factory=dict)  # first characters of names and name parts
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


def government(surface: str) -> str:
    """The municipality, else the prefecture, that a local name begins with."""
    match = _MUNICIPALITY.match(surface)
    if match:
        return match[1]
    match = _PREFECTURE.match(surface)
    return match[0] if match else ""


def written(page: Page, start: int, end: int) -> str:
    """The source behind ``start:end`` of the analysis text, without blanks."""
    begin, stop = page.to_source(start, end)
    return "".join(page.source[begin:stop].split())


def written_body(page: Page, mention: Candidate) -> str:
    """The name of a body that a mention stands for."""
    if mention.label == "MINISTRY" and mention.value:
        return mention.value
    # An acronym or alias in brackets belongs to the mention, not to the name.
    return re.sub(r"(?<=.)[(（].*$", "", written(page, mention.start, mention.end))


def issuing(body: str) -> str:
    """``body``, or its ministry where it is the division that only issues the text."""
    return top(body) if _SECRETARIAT.search(body) else body


def office_before(state: State, post: posts.Post) -> str:
    """The organisation of the last office of this title, or of one that ends in it, on the same side of the border."""
    title = post.title
    recent = reversed(state.offices[-MEMORY:])
    return next(
        (o for t, o, f in recent if (t == title or (len(title) > 1 and t.endswith(title))) and f == post.foreign), ""
    )


def court_before(state: State, index: int) -> str:
    """The court that was named last."""
    bodies = (written_body(state.page, m) for m in preceding(state, index) if m.label == "ORG")
    return next((b for b in bodies if _COURT.search(b)), "")


def preceding(state: State, index: int) -> list[Candidate]:
    return list(reversed(state.mentions[max(0, index - 60) : index]))


def before_no(state: State, index: int, mention: Candidate, post: posts.Post) -> str:
    """The body or place that stands before ``mention`` with の."""
    at = mention.start - 1
    if index == 0 or at < 0 or state.page.text[at] != "の":
        return ""
    before = state.mentions[index - 1]
    if before.end != at:
        return antecedent(state, index, at)
    if before.label == "PLACE":
        surface = written(state.page, before.start, before.end)
        if post.title.endswith("知事"):
            match = _PREFECTURE.match(surface)
            return match[0] if match else surface
        match = _MUNICIPALITY.match(surface) if before.value.startswith("JP-") else _FOREIGN_TOWN.search(surface)
        return match[1] if match and (before.value.startswith("JP-") or post.kind == "local") else surface
    if before.label in ("MINISTRY", "ORG", "CONFERENCE"):
        return written_body(state.page, before)
    return ""


def antecedent(state: State, index: int, end: int) -> str:
    """The body that 同事務所 or 同市, ending at ``end``, stands for: the last of that kind."""
    same = _SAME.search(state.page.text, max(0, end - 8), end)
    if same is None:
        return ""
    for m in preceding(state, index):
        if m.label in ("MINISTRY", "ORG"):
            body = written_body(state.page, m)
        elif m.label == "PLACE" and m.value.startswith("JP-"):
            body = government(written(state.page, m.start, m.end))
        else:
            continue
        if body.endswith(same[1]):
            return body
    return ""


def cell_before(state: State, index: int, mention: Candidate) -> str:
    """The country, or the body over a tab, that stands in the cell before ``mention``."""
    if index == 0:
        return ""
    before = state.mentions[index - 1]
    between = state.page.text[before.end : mention.start]
    apart = between and not between.strip(" :\t・")
    if between == "(" and before.label in ("ORG", "MINISTRY"):
        return written_body(state.page, before)
    if apart and before.label in ("ORG", "MINISTRY") and "\t" in between:
        return written_body(state.page, before)
    if apart and before.label == "PLACE" and COUNTRY.fullmatch(before.value):
        return written(state.page, before.start, before.end)
    return ""


def country_before(state: State, index: int) -> str:
    """The foreign country that was named last: by a place, a mission, a bilateral meeting or another official.

    The formal name goes before the short one where the text has introduced it.
    """
    text = state.page.text
    floor = state.page.sentence_at(state.mentions[index].start)[0]
    for at, m in zip(range(index - 1, -1, -1), preceding(state, index), strict=False):
        if state.partner and m.start < floor:
            # Other countries told in passing do not change whom the text is about.
            return formal(state, index, state.partner)
        name = ""
        if m.label == "PLACE" and COUNTRY.fullmatch(m.value) and m.value != "JP":
            name = written(state.page, m.start, m.end)
        elif m.label in ("MINISTRY", "OFFICIAL") and (mission := _MISSION.search(text, m.start, m.end)):
            name = mission[1]
        elif m.label == "CONFERENCE" and (talks := TALKS_WITH.match(text, m.start, m.end)):
            name = talks[1] if country_code(talks[1]) else ""
        elif m.label == "OFFICIAL" and isinstance(m.data, posts.Post) and m.data.foreign:
            name = str(m.attrs.get("organization", ""))
            name = name if country_code(name) else ""
        if name:
            return formal(state, at, name)
    return ""


def country_code(name: str) -> str:
    return next((r.value for r in place_codes.names().get(name, ()) if r.kind == "country"), "")


def formal(state: State, index: int, name: str) -> str:
    """The formal name of the country ``name`` where a mention up to ``index`` has it, else ``name``."""
    code = country_code(name)
    if not code or _FORMAL.search(name):
        return name
    for m in state.mentions[max(0, index - 60) : index + 1]:
        if m.label == "PLACE" and m.value == code:
            surface = written(state.page, m.start, m.end)
        elif m.label == "OFFICIAL":
            surface = str(m.attrs.get("organization", ""))
        else:
            continue
        if _FORMAL.search(surface) and country_code(surface) == code:
            return surface
    return name


def place_before(state: State, index: int, title: str) -> str:
    """The municipality or prefecture that a bare 市長 or 知事 heads."""
    suffix = title.removeprefix("前").removeprefix("元").removeprefix("副").removesuffix("長")
    for m in preceding(state, index):
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


def body_before(state: State, index: int) -> str:
    """The body that the sentence, else the text, named last; local bodies stand for their municipality."""
    mention = state.mentions[index]
    floor = state.page.sentence_at(mention.start)[0]
    own_division = _OWN_DIVISION.search(mention.data.title) is not None
    for m in preceding(state, index):
        if m.label == "MINISTRY" and m.attrs.get("country", "JP") == "JP":
            body = written_body(state.page, m)
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
    recent = reversed(state.offices[-MEMORY:])
    return state.body or next((o for _, o, _ in recent if o.endswith(("省", "庁", "府"))), "")


def notice_body(state: State, index: int, post: posts.Post) -> str:
    """The body under whose heading a personnel notice stands."""
    name = next((body for m in preceding(state, index) if (body := _issuer_of(state, m))), "") or state.body
    if post.title.startswith("大臣官房"):
        return parent(state, name) or top(name) or top(state.body)
    return issuing(name)


def _issuer_of(state: State, mention: Candidate) -> str:
    """The body that issues a notice below ``mention``: a ministry, or that of the minister who appoints."""
    if mention.label == "OFFICIAL" and mention.attrs.get("name") and str(mention.attrs["title"]).endswith("大臣"):
        return str(mention.attrs["organization"])
    return written_body(state.page, mention) if mention.label == "MINISTRY" else ""


def top(body: str) -> str:
    """The ministry or agency that a path begins with."""
    match = TOP.match(body)
    return match[0] if match else body


def parent(state: State, body: str) -> str:
    """What stands before ``body`` in a path somewhere in the text."""
    return next((p.removesuffix(body) for p in state.paths if p.endswith(body) and len(p) > len(body)), "")
