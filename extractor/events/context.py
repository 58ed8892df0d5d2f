"""What stands around a sentence: speaker, issuer, running topic, framing event, the date of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.candidates import Candidate
from extractor.events.clauses import Clause
from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton
from extractor.events.status import bounds
from extractor.events.triggers import Trigger
from extractor.text.page import Page

_SPEECH = re.compile(r"[^。\n]{0,24}(?:会見|談話|挨拶|あいさつ|訓示|式辞|メッセージ|所信|ブリーフ|コメント)")
_LETTERHEAD = re.compile(r"[\s　]*(?:定例)?(?:記者|報道)?(?:発表|資料|公表|プレスリリース)?")
# Acts of a document's issuer that are told without a subject.
_ISSUED = frozenset({"enforcement"})
_OWN_ACTS = frozenset({"visit", "talks", "meeting", "agreement", "award"})
_SANCTION = re.compile(r"(?:命令|命じ|処分|取消し|取り消|停止|勧告|警告|指導)$")
_QUESTION = re.compile(r"\s*(?:\((?:問|記者|質問)\)|(?:問|記者|Q\d*)[):：\s])")
_ANSWER = re.compile(r"\s*(?:\((?:答|大臣|長官|総理|知事|市長|副大臣|答弁)\)|(?:答|大臣|A\d*)[):：\s])")
_OF_FRAME = re.compile(r"会合|会議|サミット|成果|式|大会|総会")
# A subject that no mention names: 国会は, 県警が.
_OTHER_SUBJECT = re.compile(
    r"(?:政府|国会|議会|[県市町村府都庁省署警会団社隊側])が|(?:政府|国会|議会|[県市町村府都庁省署警会団社隊側]|当局|両国|各国)は"
)
_NEXT_POINT = re.compile(
    r"[○●・\s]*(?:次に|それから|続いて|続きまして|最後に|もう[一1]点|[0-9一二三]点目|このほか|一方)"
)
_BESIDE = re.compile(
    r"[○●・\s]*(?:(?:署名|式|会議|会合|会談|これ|それ)[^、。]{0,4}に先立ち|その後、|引き続き|続いて、|(?:署名|式|会議|視察|訪問)の?(?:終了)?後、)"
)
_MARGIN = frozenset({"talks", "adoption", "award", "agreement"})


@dataclass(slots=True)
class Context:
    """The reader's memory. ``speaker`` and ``issuer`` are indices of mentions; ``frame`` is the event of the lead."""

    page: Page
    mentions: Sequence[Candidate]
    speaker: int | None = None
    issuer: int | None = None
    dateline: int | None = None
    topic: list[int] = field(default_factory=list)
    topic_document: int | None = None
    asked: int | None = None
    asked_date: int | None = None
    questioned: bool = False
    answering: bool = False
    row_date: int | None = None
    row_place: int | None = None
    heading_date: int | None = None
    heading_conference: int | None = None
    named_talks: int | None = None
    heading_places: list[int] = field(default_factory=list)
    frame: Draft | None = None
    lead: Draft | None = None
    last: dict[str, Draft] = field(default_factory=dict)
    told: list[Draft] = field(default_factory=list)
    label: tuple[str, Draft] | None = None
    notice: bool = False
    notice_date: int | None = None
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


def new_section(context: Context, skeleton: Skeleton) -> None:
    """A heading ends the running topic; a date or place in it rules what follows."""
    context.topic = []
    context.topic_document = None
    context.row_date = None
    context.heading_conference = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓒ"), None)
    context.named_talks = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓢ"), context.named_talks)
    dates = [u for u in skeleton.units if u.letter == "Ⓓ"]
    context.heading_date = dates[-1].mentions[0] if dates else None
    text = skeleton.text
    context.heading_places = [
        m for u in skeleton.units if u.letter == "Ⓟ" and re.search(r"於|場所|会場", text[: u.at]) for m in u.mentions
    ]


def _with_lead(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What follows a meeting of the lead (会談後, あわせて) is of the same day and place."""
    text = skeleton.text
    if draft.type in ("talks", "agreement", "adoption", "award") and re.match(
        r"[^。]{0,8}(?:会談|会合|懇談|協議|面会)(?:後|の後|終了後|に引き続|に続|の機会|に先立)", text
    ):
        lead = context.last.get("talks")
        if lead is not None and lead is not draft:
            if draft.date is None and lead.date is not None:
                draft.date, draft.day_only = lead.date, True
                draft.fill("date", "talks before")
            if not draft.places:
                draft.places = list(lead.places)
    if (
        draft.type in ("talks", "agreement", "visit", "meeting")
        and draft.form != "title"
        and _BESIDE.match(text)
        and context.told
    ):
        beside = context.told[-1]
        if draft.date is None and beside.date is not None and beside.type in ("talks", "agreement", "visit", "meeting"):
            draft.date, draft.day_only = beside.date, True
            draft.fill("date", "event beside it")
            if not draft.places and draft.type in ("talks", "agreement"):
                draft.places = list(beside.places)
    if (
        draft.type == "visit"
        and not draft.places
        and "incident" in context.last
        and re.search(r"現地|現場|被災地", text)
    ):
        draft.places = list(context.last["incident"].places)
        draft.fill("place", "scene")
    if draft.date is None and re.match(r"[○●・※\s]*(?:あわせて|併せて|同時に|(?:また|さらに|加えて)、)", text):
        before = context.last.get(draft.type)
        if (
            before is not None
            and before.date is not None
            and (draft.type == "enforcement" or not text.lstrip("○●・※ ").startswith(("また", "さらに")))
        ):
            draft.date, draft.day_only = before.date, True
            draft.fill("date", "act before")


def enter(context: Context, skeleton: Skeleton) -> None:
    """Notices, before a sentence is read, that a question or an answer begins."""
    text = skeleton.text
    if _QUESTION.match(text):
        context.asked = context.asked_date = None
        context.answering = False
        context.questioned = True
        context.topic = []
    if _ANSWER.match(text):
        context.answering = True
        context.topic = []


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
    if _NEXT_POINT.match(text):
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
    elif re.match(r"[^、。Ⓐ-Ⓩ]{1,16}は(?!じめ)", text) and not _QUESTION.match(text):
        context.topic = []
    documents = [u for u in units if u.letter == "Ⓣ" and u.case in ("topic", "about")]
    if documents:
        context.topic_document = documents[0].mentions[0]
    if row:
        first_unit = units[0] if units else None
        if first_unit and first_unit.letter == "Ⓓ" and not text[: first_unit.at].strip(" ・○●◯*-【[(<0123456789)"):
            context.row_date = first_unit.mentions[0]
        for unit in units:
            if unit.letter == "Ⓟ" and re.match(r"(?:へ)?(?:到着|着)", text[unit.at + 1 : unit.at + 4]):
                context.row_place = unit.mentions[0]


def carry(context: Context, draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton, *, row: bool) -> None:
    """Fills open slots from the memory."""
    _carry_subject(context, draft, trigger, clause, skeleton, row=row)
    if draft.date is None and not trigger.relative:
        if row and context.row_date is not None:
            draft.date = context.row_date
            draft.fill("date", "row")
        elif row and context.heading_date is not None and draft.own:
            draft.date = context.heading_date
            draft.fill("date", "heading")
        elif (
            context.answering
            and context.asked_date is not None
            and draft.type in ("meeting", "award", "visit", "talks", "incident")
            and trigger.form in ("past", "continued", "nonpast")
        ):
            draft.date = context.asked_date
            draft.fill("date", "question")
    if (
        row
        and not draft.places
        and context.row_place is not None
        and draft.type in ("talks", "agreement", "meeting", "award")
    ):
        draft.places.append(context.row_place)
        draft.fill("place", "row")
    if draft.type == "legislation" and not draft.laws and draft.form == "clipped" and "legislation" in context.last:
        draft.laws = list(context.last["legislation"].laws)
        draft.fill("law", "row")
    if draft.type == "agreement" and not draft.documents and context.topic_document is not None and not row:
        draft.documents = [context.topic_document]
        draft.fill("document", "topic")
    if (
        draft.type == "agreement"
        and not draft.documents
        and row
        and draft.form == "clipped"
        and "agreement" in context.last
    ):
        draft.documents = list(context.last["agreement"].documents)
        draft.fill("document", "row")
    if (
        draft.type == "announcement"
        and draft.stage in ("談話", "声明")
        and draft.date is None
        and context.dateline is not None
    ):
        draft.date = context.dateline  # a statement is of the day of its publication
        draft.fill("date", "dateline")
    if draft.type == "consultation" and not draft.role("counterpart") and draft.stage in ("諮問", "答申"):
        _other_side(context, draft)
    if (
        draft.type == "enforcement"
        and not draft.role("target")
        and "enforcement" in context.last
        and draft.own
        and _SANCTION.search(draft.stage)
    ):
        for m in context.last["enforcement"].role("target"):
            draft.add(m, "target", "title")
    if (
        draft.type == "talks"
        and context.named_talks is not None
        and draft.stage in ("会談", "電話会談", "面会", "懇談", "協議")
    ):
        if draft.conference is None and not row:
            draft.conference = context.named_talks
            draft.fill("conference", "heading")
        context.named_talks = None  # a heading names the talks told first below it
    _from_frame(context, draft, skeleton)
    _with_lead(context, draft, skeleton)


def _carry_subject(
    context: Context, draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton, *, row: bool
) -> None:
    role = trigger.row.roles["ga"]
    if not role or draft.role(role) or trigger.passive or trigger.relative or trigger.reported or role == "target":
        return
    if role == "chair" and draft.role("attendee"):
        return
    if row is False and _NEXT_POINT.match(context.page.text[draft.sentence[0] : draft.sentence[0] + 12]):
        context.topic = []
    named = [
        u
        for u in (*clause.own, *clause.earlier)
        if u.letter in ACTORS and u.case in ("ga", "topic", "subject", "rep", "host", "from", "by")
    ]
    chosen: list[int] = []
    rule = "topic"
    if _OTHER_SUBJECT.search(skeleton.text[clause.start : trigger.start]):
        return
    if draft.type not in ("incident",) and not named and not row and context.topic and trigger.form != "title":
        chosen = context.topic
        if draft.type == "enforcement" and any(context.mentions[m].label in ("ORG", "PERSON") for m in chosen):
            chosen = []
    if (
        not chosen
        and not named
        and context.answering
        and draft.type in ("assistance", "establishment", "announcement", "enforcement")
        and context.asked is not None
    ):
        chosen, rule = [context.asked], "question"
    if (
        not chosen
        and not named
        and context.speaker is not None
        and draft.type in _OWN_ACTS
        and trigger.form != "title"
        and role != "chair"
    ):
        chosen, rule = [context.speaker], "speaker"
    if (
        not chosen
        and row
        and context.lead is not None
        and draft.type in _OWN_ACTS
        and role in ("agent", "attendee")
        and not named
    ):
        chosen, rule = context.lead.role("agent"), "main actor"
    if not chosen and draft.type in _ISSUED and context.issuer is not None and not named:
        chosen, rule = [context.issuer], "issuer"
    if draft.type == "legislation":
        chosen = [
            m for m in chosen if context.mentions[m].label in ("PLACE", "ORG", "MINISTRY") and draft.stage == "提出"
        ]
    taken = {context.mentions[m].entity for m, _ in draft.participants}
    for m in chosen:
        if context.mentions[m].entity and context.mentions[m].entity in taken:
            continue
        draft.add(m, role, rule)


def _other_side(context: Context, draft: Draft) -> None:
    """The council that answers is the one that was asked, and it answers who asked."""
    reply = context.last.get("consultation")
    if reply is not None and {reply.stage, draft.stage} == {"諮問", "答申"}:
        for m in reply.role("agent"):
            if all(m != p for p, _ in draft.participants):
                draft.add(m, "counterpart", "asked council")


def _from_frame(context: Context, draft: Draft, skeleton: Skeleton) -> None:
    """What happens at a conference or on its margins takes its place, and its day where it belongs to it."""
    frame = context.frame
    if frame is None or draft.type not in _MARGIN or draft.relative:
        return

    def same(a: int | None, b: int | None) -> bool:
        if a is None or b is None:
            return False
        return a == b or bool(context.mentions[a].entity and context.mentions[a].entity == context.mentions[b].entity)

    at_it = (
        same(draft.conference, frame.conference)
        if draft.conference is not None
        else (
            bool(_OF_FRAME.search(skeleton.text))
            or (draft.type in ("award", "adoption") and same(context.heading_conference, frame.conference))
        )
    )
    if draft.conference is not None and draft.type != "talks" and not at_it:
        return
    if (
        draft.date is not None
        and frame.date is not None
        and not _meets(context.mentions[draft.date], context.mentions[frame.date])
    ):
        return
    if not draft.places and draft.type != "agreement":
        draft.places = list(frame.places)
        draft.fill("place", "framing conference")
    if draft.date is None and frame.date is not None:
        start, end = bounds(context.mentions[frame.date])
        if (draft.type in ("adoption", "award") and at_it) or (draft.type == "talks" and start[:10] == end[:10]):
            draft.date = frame.date
            draft.day_only = True
            draft.fill("date", "framing conference")
    if (
        draft.type in ("adoption", "award")
        and draft.conference is None
        and at_it
        and (re.search(r"会合|会議|成果", skeleton.text) or same(context.heading_conference, frame.conference))
    ):
        draft.conference = frame.conference


def _meets(a: Candidate, b: Candidate) -> bool:
    """Whether two dates share a day; an unknown one meets all."""
    start_a, end_a = bounds(a)
    start_b, end_b = bounds(b)
    return not (start_a and start_b) or (start_a[:10] <= end_b[:10] and start_b[:10] <= end_a[:10])


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
    if early and context.lead is None and draft.type == "visit" and draft.role("agent"):
        context.lead = draft
