"""What stands around a sentence: speaker, issuer, running topic, framing event, the date of a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.entities.candidates import Candidate
from extractor.events.clauses import Clause
from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton, is_remote
from extractor.events.triggers import Trigger
from extractor.text.page import Page

_SPEECH = re.compile(r"[^。\n]{0,24}(?:会見|談話|挨拶|あいさつ|訓示|式辞|メッセージ|所信|ブリーフ|コメント)")
_LETTERHEAD = re.compile(r"[\s　]*(?:定例)?(?:記者|報道)?(?:発表|資料|公表|プレスリリース)?")
# Steps of a law that a sentence can tell without naming it again.
_NEXT_STEPS = frozenset({"閣議決定", "提出", "可決", "成立", "公布", "施行"})
# Acts of a document's issuer that are told without a subject.
_ISSUED = frozenset({"enforcement"})
# What rows under 消防庁の対応 tell of that body.
_OF_SECTION = frozenset({"assistance", "establishment", "announcement", "enforcement", "adoption"})
_OWN_ACTS = frozenset({"visit", "talks", "meeting", "agreement", "award"})
_JOINT = frozenset({"announcement", "adoption"})
# Words that tell who came to a meeting, and not that it was held.
ATTENDING = frozenset({"出席", "参加", "参列", "列席", "臨席", "共催", "主催"})
_SANCTION = re.compile(r"(?:命令|命じ|処分|取消し|取り消|停止|勧告|警告|指導)$")
_QUESTION = re.compile(r"\s*(?:\((?:問|記者|質問)\)|(?:問|記者|Q\d*)[):：\s])")
_ANSWER = re.compile(r"\s*(?:\((?:答|大臣|長官|総理|知事|市長|副大臣|答弁)\)|(?:答|大臣|A\d*)[):：\s])")
# A subject that no mention names: 国会は, 県警が.
_OTHER_SUBJECT = re.compile(
    r"(?:政府|国会|[県市町村府都庁省署警会団社隊側部課局党院民員者人士])が|(?:政府|国会|[県市町村府都庁省署警会団社隊側部課局党院]|当局|両国|各国)は|(?:我が国|わが国|当方|先方|有志|企業|団体|生徒|学生|児童|住民|遺族|選手)[がは]"
)
_CEREMONY = re.compile(
    r"([^\s、。Ⓐ-Ⓩ]{0,4}(?:式典?|説明会|講演会|講習会|研修会|会議|会合|フォーラム|シンポジウム|セミナー|訓練|大会))(?:について|の開催)?\s*$"
)
_BEFALLEN = re.compile(
    r"(地震|火災|事故|災害|噴火|豪雨|台風|土砂崩れ|事案)(?:等)?(?:の(?:概要|概況|発生|状況)|による|に(?:係る|よる|関する|ついて))"
)
_MINUTES = re.compile(r"議事|議題|審議|(?:会議|会合)?の?(?:結果|概要|成果|内容)[^Ⓐ-Ⓩ]{0,4}$")
# 1 ヨルダン(アンマン、3~4日); 2 サイドイベント(会場:ドバイ国際会議センター)
_PLACES_ONLY = re.compile(
    r"[\s0-9.()①-⑳○●◯■□◆◇・]*Ⓟ(?:[\s、・(]*(?:[ⓅⒹ]|[0-9]+[~〜日・、]+)\s*)*[)\s]*(?:での?(?:日程|活動|主な日程))?\s*"
)
_HELD_AT = re.compile(r"\((?:会場|場所|於|開催地|開催場所)[::・]?Ⓟ[^()]*\)\s*$")
_DAY_OF = re.compile(r"Ⓓ[^Ⓐ-Ⓩ、。]{0,3}の?(?:大雨|豪雨|大雪|台風|地震|津波|噴火|火災|事故)")
_NEXT_POINT = re.compile(
    r"[○●・\s]*(?:次に|それから|続いて|続きまして|最後に|もう[一1]点|[0-9一二三]点目|このほか|一方)"
)


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
    heading: str = ""
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


def new_section(context: Context, skeleton: Skeleton, *, level: int) -> None:
    """A heading ends the running topic; a date or place in it rules what follows, down to the next of its level."""
    if level <= context.section_places[0] or not context.section_places[1]:
        held = _HELD_AT.search(skeleton.text)
        places = [u for u in skeleton.units if u.letter == "Ⓟ" and (not held or u.at >= held.start())]
        named = held or _PLACES_ONLY.fullmatch(skeleton.text)
        context.section_places = (level, [m for u in places for m in u.mentions] if named else [])
    context.topic = []
    context.topic_document = None
    context.row_date = None
    context.heading_conference = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓒ"), None)
    named = re.fullmatch(r"[^Ⓐ-Ⓩ]{0,12}[「『]?Ⓣ[」』]?(?:について|の概要)?\s*", skeleton.text)
    context.heading_document = skeleton.units[0].mentions[0] if named else None
    context.named_talks = next((u.mentions[0] for u in skeleton.units if u.letter == "Ⓢ"), context.named_talks)
    dates = [u for u in skeleton.units if u.letter == "Ⓓ"]
    context.heading_date = dates[-1].mentions[0] if dates else None
    text = skeleton.text
    laws = [u for u in skeleton.units if u.letter == "Ⓛ"]
    if level <= 1 or laws:
        context.section_law = laws[-1].mentions[0] if laws else None
    context.heading = text
    context.minutes = bool(_MINUTES.search(text))
    context.heading_incident_day = bool(_DAY_OF.search(text))
    if not re.fullmatch(r"[\s0-9()○●・]*Ⓓ\s*", text):
        answer = re.search(r"([ⓂⒼⓅ])の(?:主な)?(?:対応|取組|活動|措置)", text)
        context.section_actor = (
            next(u.mentions[0] for u in skeleton.units if u.at == answer.start()) if answer else None
        )
    ceremony = _CEREMONY.search(text)
    context.heading_meeting = (
        (skeleton.span(ceremony.start(1), ceremony.end(1)), (skeleton.start, skeleton.end)) if ceremony else None
    )
    befallen = _BEFALLEN.search(text)
    context.heading_incident = (
        (skeleton.span(*befallen.span(1)), (skeleton.start, skeleton.end)) if befallen else context.heading_incident
    )


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
    cabinet = re.search(r"(Ⓓ)の?(?:定例|臨時|持ち回り)?閣議", text)
    if cabinet:
        context.cabinet_day = next(u.mentions[0] for u in skeleton.units if u.at == cabinet.start(1))
    if units and units[0].letter == "Ⓓ" and skeleton.opening.startswith("Ⓓ"):
        context.line_date = (context.page.line_index(skeleton.start), units[0].mentions[0])
    subjects = [u for u in units if u.letter in "ⓄⓂ" and u.case == "ga" and not u.join]
    if subjects:
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


def carry(context: Context, draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton, *, row: bool) -> None:
    """Fills open slots from the memory."""
    _carry_subject(context, draft, trigger, clause, skeleton, row=row)
    if draft.date is None and not trigger.relative:
        if row and context.row_date is not None:
            draft.date = context.row_date
            draft.fill("date", "row")
        elif (row or (draft.type == "incident" and context.heading_incident_day)) and (
            context.heading_date is not None and draft.own
        ):
            draft.date = context.heading_date
            draft.fill("date", "heading")
        elif context.cabinet_day is not None and draft.stage in ("閣議決定", "閣議了解") and trigger.form != "nonpast":
            draft.date = context.cabinet_day
            draft.fill("date", "day of the cabinet")
        elif (
            context.line_date[0] == context.page.line_index(skeleton.start)
            and draft.type in _OWN_ACTS
            and draft.own
            and not draft.cancelled
            and draft.stage not in ATTENDING
            and trigger.form in ("past", "continued", "clipped")
        ):
            draft.date, draft.day_only = context.line_date[1], True
            draft.fill("date", "day of the line")
        elif (
            context.answering
            and context.asked_date is not None
            and draft.type in ("meeting", "award", "visit", "talks", "incident")
            and trigger.form in ("past", "continued", "nonpast")
        ):
            draft.date = context.asked_date
            draft.fill("date", "question")
    if (
        (row or (context.diary and context.diarist is not None))
        and not draft.places
        and not (draft.type == "talks" and is_remote(skeleton))
        and context.row_place is not None
        and draft.type in ("talks", "agreement", "meeting", "award")
        and draft.stage not in ("出席", "参加")
    ):
        draft.places.append(context.row_place)
        draft.fill("place", "row")
    if (
        draft.type == "legislation"
        and not draft.laws
        and "legislation" in context.last
        and not trigger.relative
        and (draft.form == "clipped" or (context.told[-1].type == "legislation" and draft.stage in _NEXT_STEPS))
        and not re.search(r"(?:告示|[政省府]令|条例|規則|通達)[をはが]", skeleton.text)
    ):
        laws = context.topic_law or context.last["legislation"].laws
        draft.laws = [_passed(context, m) if draft.stage in ("成立", "公布", "施行") else m for m in laws]
        draft.fill("law", "law told before")
    if draft.type == "agreement" and not draft.documents and not row:
        told = context.topic_document if context.topic_document is not None else context.heading_document
        if told is not None:
            draft.documents = [told]
            draft.fill("document", "running topic" if told == context.topic_document else "heading")
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
    if (
        context.diarist is not None
        and context.diary
        and draft.type == "talks"
        and draft.role("agent")
        and not draft.role("counterpart")
        and draft.stage in ("表敬", "表敬訪問", "面会")
    ):
        draft.add(context.diarist, "counterpart", "diary")
    if (
        draft.type == "enforcement"
        and not draft.laws
        and context.section_law is not None
        and re.search(r"第[0-9一二三四五六七八九十百]+条", skeleton.text[: trigger.start])
    ):
        draft.laws = [context.section_law]
        draft.fill("law", "heading")
    if row and draft.type in ("enforcement", "assistance") and not draft.role("agent"):
        first = re.match(r"[ⓂⓄⓅⒼ](?:及び[ⓂⓄⓅⒼ])?\((Ⓓ)\)", skeleton.opening)
        if first:
            start = len(skeleton.text) - len(skeleton.opening)
            for unit in skeleton.between(start, start + first.end()):
                if unit.letter == "Ⓓ":
                    draft.date = draft.date if draft.date is not None else unit.mentions[0]
                    draft.fill("date", "row")
                else:
                    draft.participants = [p for p in draft.participants if p[0] not in unit.mentions]
                    for m in unit.mentions:
                        draft.add(m, "agent", "row")
            draft.own += 2
    if row and draft.type == "enforcement" and not draft.role("target") and context.row_actor is not None:
        draft.add(context.row_actor, "target", "row")
    if draft.stage in ("諮問", "答申") and trigger.form != "title":
        _other_side(context, draft)
    if (
        draft.type == "enforcement"
        and not draft.role("target", "counterpart")
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
        if u.letter in ACTORS
        and u.case in ("ga", "topic", "subject", "rep", "from", "by", *(() if role == "attendee" else ("host",)))
    ]
    chosen: list[int] = []
    rule = "running topic"
    if _OTHER_SUBJECT.search(skeleton.text[clause.start : trigger.start]):
        return
    if draft.type not in ("incident",) and not named and not row and context.topic and trigger.form != "title":
        chosen = _topic_of(context, draft)
        if draft.type == "enforcement" and any(context.mentions[m].label in ("ORG", "PERSON") for m in chosen):
            chosen = []
    line, subject = context.line_subject
    if (
        not chosen
        and not named
        and line == context.page.line_index(skeleton.start)
        and draft.type in ("visit", "talks")
        and trigger.form != "title"
    ):
        chosen, rule = subject, "subject of the line"
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
    if (
        not chosen
        and not row
        and not named
        and context.journey
        and not context.topic
        and context.lead is not None
        and context.speaker is None
        and (draft.type in _OWN_ACTS or (draft.type in _JOINT and draft.role("counterpart")))
        and role in ("agent", "attendee")
    ):
        chosen, rule = context.lead.role("agent"), "main actor"
    own = draft.type in _OWN_ACTS and role in ("agent", "attendee") and not trigger.passive
    if not chosen and not named and context.diarist is not None and context.diary and own:
        chosen, rule = [context.diarist], "diary"
    if not chosen and row and context.section_actor is not None and not named and draft.type in _OF_SECTION:
        chosen, rule = [context.section_actor], "heading"
    told = context.last.get("enforcement")
    if not chosen and draft.type in _ISSUED and told is not None and not named and told.form != "title":
        chosen, rule = told.role("agent"), "act before"  # the sanctions of a release are of one authority
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


def _passed(context: Context, bill: int) -> int:
    """The law that a bill became, when the text names it: 景観法 for 景観法案."""
    text = context.page.text
    name = text[context.mentions[bill].start : context.mentions[bill].end].split("(")[0]
    if not name.endswith("案"):
        return bill
    for i, m in enumerate(context.mentions):
        if m.label == "LAW" and text[m.start : m.end].split("(")[0] == name.removesuffix("案"):
            return i
    return bill


def _topic_of(context: Context, draft: Draft) -> list[int]:
    """The running topic, where it is somebody who does such a thing."""
    labels = {context.mentions[m].label for m in context.topic}
    if draft.type == "consultation" and draft.stage not in ("諮問", "答申", "諮"):
        names = [context.page.text[context.mentions[m].start : context.mentions[m].end] for m in context.topic]
        if "OFFICIAL" in labels or any(name.endswith("会") for name in names):
            return []  # who was asked, or asked a council, before does not ask the public
    if draft.type == "establishment" and "OFFICIAL" in labels:
        return []
    return context.topic


def _other_side(context: Context, draft: Draft) -> None:
    """The council that answers is the one that was asked, and it answers who asked."""
    here = [d for d in context.sentence_drafts if d.type == "consultation" and d is not draft]
    reply = here[-1] if here else context.last.get("consultation")
    if reply is not None and {reply.stage, draft.stage} == {"諮問", "答申"}:
        for m in reply.role("agent") if not draft.role("counterpart") else ():
            if all(m != p for p, _ in draft.participants):
                draft.add(m, "counterpart", "asked council")
        if not draft.role("agent"):
            for m in reply.role("counterpart"):
                draft.add(m, "agent", "asked council")


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
