"""What stands around a sentence: speaker, issuer, running topic, framing event, the date of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.candidates import Candidate
from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton
from extractor.text.page import Page

_SPEECH = re.compile(r"[^。\n]{0,24}(?:会見|談話|挨拶|あいさつ|訓示|式辞|メッセージ|所信|ブリーフ|コメント)")
_LETTERHEAD = re.compile(r"[\s　]*(?:定例)?(?:記者|報道)?(?:発表|資料|公表|プレスリリース)?")
# Words that tell who came to a meeting, and not that it was held.
ATTENDING = frozenset({"出席", "参加", "参列", "列席", "臨席", "共催", "主催"})
# 副大臣は、以下の会談等を行いました: the items below are of the same topic.
_LISTED = re.compile(r"(?:以下|次|下記)の[^。]{0,24}(?:[たす]|とおり)。?$")
_QUESTION = re.compile(r"\s*(?:\((?:問|記者|質問)\)|(?:問|記者|Q\d*)[):：\s])")
_ANSWER = re.compile(r"\s*(?:\((?:答|大臣|長官|総理|知事|市長|副大臣|答弁)\)|(?:答|大臣|A\d*)[):：\s])")
NEXT_POINT = re.compile(
    r"[○●・\s]*(?:次に|それから|続いて|続きまして|最後に|もう[一1]点|[0-9一二三]点目|このほか|一方)"
)


@dataclass(slots=True)
class Context:
    """The reader's memory. ``speaker`` and ``issuer`` are indices of mentions; ``frame`` is the event of the lead.

    ``laws`` are the first mentions of laws by their names, collected when first asked for.
    """

    page: Page
    mentions: Sequence[Candidate]
    speaker: int | None = None
    issuer: int | None = None
    dateline: int | None = None
    topic: list[int] = field(default_factory=list)
    list_topic: list[int] = field(default_factory=list)
    topic_document: int | None = None
    topic_law: list[int] = field(default_factory=list)
    opener: Skeleton | None = None
    line_subject: tuple[int, list[int]] = (-1, [])
    heading_document: int | None = None
    asked: int | None = None
    asked_date: int | None = None
    questioned: bool = False
    answering: bool = False
    row_date: int | None = None
    line_date: tuple[int, int] = (-1, -1)
    ditto: int | None = None
    cabinet_day: int | None = None
    row_place: int | None = None
    heading_date: int | None = None
    heading_conference: int | None = None
    named_talks: int | None = None
    frame: Draft | None = None
    lead: Draft | None = None
    diarist: int | None = None
    diary: bool = False
    last: dict[str, Draft] = field(default_factory=dict)
    told: list[Draft] = field(default_factory=list)
    sentence_drafts: list[Draft] = field(default_factory=list)
    label: tuple[str, Draft] | None = None
    header: tuple[str, ...] = ()
    signing: Draft | None = None
    follows: int = -1
    notice: bool = False
    notice_date: int | None = None
    notice_leaving: bool = False
    section_actor: int | None = None
    row_actor: int | None = None
    journey: bool = False
    heading_incident: tuple[tuple[int, int], tuple[int, int]] | None = None
    heading_meeting: tuple[tuple[int, int], tuple[int, int]] | None = None
    heading_incident_day: bool = False
    minutes: bool = False
    section_law: int | None = None
    laws: dict[str, int] | None = None
    heading: str = ""
    heading_line: int = -1
    section_places: tuple[int, list[int]] = (0, [])
    opened: list[Draft] = field(default_factory=list)
    notice_span: tuple[int, int] | None = None
    notice_groups: dict[str, Draft] = field(default_factory=dict)


def open_context(page: Page, mentions: Sequence[Candidate]) -> Context:
    """Reads speaker and issuer from the head of the document."""
    context = Context(page, mentions)
    for i, m in enumerate(mentions):
        line = page.line_at(m.start)
        if line.zone in ("boilerplate", "duplicate"):
            continue
        rest = page.text[m.end : line.end]
        before = page.text[line.start : m.start].strip()
        number = page.line_index(m.start)
        if (
            m.label == "OFFICIAL"
            and context.speaker is None
            and number < 12
            and not before.rstrip("○◯■")
            and _SPEECH.match(rest)
        ):
            context.speaker = i
        if (
            m.label == "MINISTRY"
            and context.issuer is None
            and number < 14
            and not before
            and _LETTERHEAD.fullmatch(rest)
        ):
            context.issuer = i
        if m.label == "DATE" and context.dateline is None and number < 14 and line.zone == "dateline" and not before:
            context.dateline = i
        if m.start > 1200:
            break
    return context


def enter(context: Context, skeleton: Skeleton) -> None:
    """Notices, before a sentence is read, that a diary, a question or an answer begins."""
    text = skeleton.text
    diary = re.search(r"(Ⓞ)の(?:一日|動静|日程|動き|主な(?:日程|活動)|行動)", text)
    if diary:
        context.diarist = next(u.mentions[0] for u in skeleton.units if u.at == diary.start(1))
    context.diary = text.lstrip().startswith(("▽", "▼", "・", "○", "●", "【", "午前", "午後", "Ⓓ", "◇", "◆"))
    if text.lstrip().startswith(("【", "○Ⓞ", "(Ⓞ)")):
        _new_speaker(context, skeleton)
    if _QUESTION.match(text):
        context.asked = context.asked_date = None
        context.answering = False
        context.questioned = True
        context.topic = []
    if _ANSWER.match(text):
        context.answering = True
        context.topic = []


_SPEAKER = re.compile(r"\s*(?:【Ⓞ】|\(Ⓞ\)|○Ⓞ\s)")
_REPORTER = re.compile(r"\s*【[^】]*(?:記者|問|質問)[^】]*】")


def _new_speaker(context: Context, skeleton: Skeleton) -> None:
    """``【林外務大臣】`` before what he says, ``【青葉新聞 緑記者】`` before a question."""
    if _SPEAKER.match(skeleton.text):
        speaker = skeleton.units[0].mentions[0]
        title = context.mentions[speaker].value.split("/")
        told = any("報道官" in part for part in title[1:2])
        context.speaker, context.answering = (None if told else speaker), context.questioned
        context.topic = []
    elif _REPORTER.match(skeleton.text):
        context.speaker, context.questioned, context.answering, context.topic = None, True, False, []


def note(context: Context, skeleton: Skeleton, *, row: bool) -> None:
    """Remembers, after a sentence is read, its topic, the date of a row and what a question names."""
    text = skeleton.text
    units = [u for u in skeleton.units if not u.depth]
    if context.questioned and not context.answering and context.speaker is not None:
        for unit in units:
            if unit.letter in "ⓂⒼ":
                context.asked = unit.mentions[0]
            elif unit.letter == "Ⓓ":
                context.asked_date = unit.mentions[0]
    if NEXT_POINT.match(text):
        context.topic = []
    topics = [u for u in units if u.letter in ACTORS and u.case in ("topic", "subject")]
    if topics:
        first = topics[0]
        at = units.index(first)
        same = [first]
        while at and units[at - 1].join and units[at - 1].case == "topic":
            at -= 1
            same.insert(0, units[at])
        context.topic = [m for u in same for m in u.mentions]
        context.list_topic = context.topic if _LISTED.search(text) else context.list_topic
    elif re.match(r"[^、。Ⓐ-Ⓩ]{1,16}(?<!に)は(?!じめ)", text) and not _QUESTION.match(text):
        context.topic = []
    cabinet = re.search(r"(Ⓓ)の?(?:定例|臨時|持ち回り)?閣議", text)
    if cabinet:
        context.cabinet_day = next(u.mentions[0] for u in skeleton.units if u.at == cabinet.start(1))
    if units and units[0].letter == "Ⓓ" and skeleton.opening.startswith("Ⓓ"):
        context.line_date = (context.page.line_index(skeleton.start), units[0].mentions[0])
    subjects = [u for u in units if u.letter in "ⓄⓂ" and u.case == "ga" and not u.join]
    if subjects and not re.search(r"同行|同席|陪席|立ち?会", text):
        context.line_subject = (context.page.line_index(skeleton.start), list(subjects[0].mentions))
    named = re.search(r"(Ⓛ)[」』]*(?:\([^()]*\))?(?:で(?:す|あり|ござい)|の(?:関係|件)|について)[^Ⓐ-Ⓩ]*$", text)
    context.topic_law = [m for u in units if named and u.at == named.start(1) for m in u.mentions]
    documents = [u for u in units if u.letter == "Ⓣ" and u.case in ("topic", "about")]
    if documents:
        context.topic_document = documents[0].mentions[0]
    if row and re.fullmatch(r"[\s0-9()..、①-⑳アイウエオ○●・■-]*[ⒼⓃ]\s*(?:\([^()]*\))*\s*", text):
        context.row_actor = units[0].mentions[0]
    if row:
        if text.strip() == "同上":
            context.row_date = context.ditto
        context.ditto = context.row_date if context.row_date is not None else context.ditto
        first_unit = units[0] if units else None
        if first_unit and first_unit.letter == "Ⓓ" and not text[: first_unit.at].strip(" ・○●◯*-【[(<0123456789)"):
            context.row_date = first_unit.mentions[0]
    if row or context.diarist is not None:
        for unit in units:
            if unit.letter == "Ⓟ" and re.match(r"へ?(?:到着|着)|に(?:戻|帰)", text[unit.at + 1 : unit.at + 4]):
                context.row_place = unit.mentions[0]


def remember(context: Context, draft: Draft, *, early: bool) -> None:
    """Keeps the events that later ones lean on."""
    context.told.append(draft)
    if not (draft.type == "enforcement" and not draft.role("target")) and not (
        draft.type == "legislation" and not draft.laws
    ):
        context.last[draft.type] = draft
    if (
        early
        and context.frame is None
        and draft.type == "meeting"
        and draft.conference is not None
        and draft.places
        and not draft.relative
    ):
        context.frame = draft
    untold = context.lead is None or context.lead.heading
    if early and untold and draft.type == "visit" and draft.role("agent"):
        context.lead = draft
