"""Fills the open slots of an event from what was read before: running topic, speaker, issuer, row, heading."""

from __future__ import annotations

import re

from extractor.events.clauses import Clause
from extractor.events.context import ATTENDING, NEXT_POINT, Context
from extractor.events.frames import Draft
from extractor.events.skeleton import ACTORS, Skeleton, is_remote
from extractor.events.status import bounds
from extractor.events.triggers import Trigger

# Steps of a law that a sentence can tell without naming it again.
_NEXT_STEPS = frozenset({"閣議決定", "提出", "可決", "成立", "公布", "施行"})
# Acts of a document's issuer that are told without a subject.
_ISSUED = frozenset({"enforcement"})
# What rows under 消防庁の対応 tell of that body.
_OF_SECTION = frozenset({"assistance", "establishment", "announcement", "enforcement", "adoption"})
_OWN_ACTS = frozenset({"visit", "talks", "meeting", "agreement", "award"})
_JOINT = frozenset({"announcement", "adoption"})
_SANCTION = re.compile(r"(?:命令|命じ|処分|取消し|取り消|停止|勧告|警告|指導)$")
# A subject that no mention names: 国会は, 県警が.
_OTHER_SUBJECT = re.compile(
    r"(?:政府|国会|[県市町村府都庁省署警会団社隊側部課局党院民員者人士])が|(?:政府|国会|[県市町村府都庁省署警会団社隊側部課局党院]|当局|両国|各国)は|(?:我が国|わが国|当方|先方|有志|企業|団体|生徒|学生|児童|住民|遺族|選手)[がは]"
)


def carry(context: Context, draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton, *, row: bool) -> None:
    """Fills open slots from the memory."""
    _carry_subject(context, draft, trigger, clause, skeleton, row=row)
    _carry_day(context, draft, trigger, skeleton, row=row)
    _carry_place(context, draft, skeleton, row=row)
    _carry_law(context, draft, trigger, skeleton)
    _carry_document(context, draft, row=row)
    if row and draft.type in ("enforcement", "assistance") and not draft.role("agent"):
        _first_of_row(draft, skeleton)
    _carry_partner(context, draft, trigger, row=row)
    if (
        draft.type == "talks"
        and context.named_talks is not None
        and draft.stage in ("会談", "電話会談", "面会", "懇談", "協議")
    ):
        if draft.conference is None and not row:
            draft.conference = context.named_talks
            draft.fill("conference", "heading")
        context.named_talks = None  # a heading names the talks told first below it


def _carry_day(context: Context, draft: Draft, trigger: Trigger, skeleton: Skeleton, *, row: bool) -> None:
    """The day of the row, the heading, the cabinet's meeting, the line or the question."""
    if draft.date is None and not trigger.relative:
        if row and context.row_date is not None:
            draft.date = context.row_date
            draft.fill("date", "row")
        elif context.heading_date is not None and _of_heading_day(context, draft, row=row):
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
        draft.type == "announcement"
        and draft.stage in ("談話", "声明")
        and draft.date is None
        and context.dateline is not None
    ):
        draft.date = context.dateline  # a statement is of the day of its publication
        draft.fill("date", "dateline")


def _of_heading_day(context: Context, draft: Draft, *, row: bool) -> bool:
    """Whether the day of a heading is that of an event below it: rows, its incident, its meeting."""
    if draft.type == "meeting" and draft.conference is not None and draft.conference == context.heading_conference:
        return True
    stay = context.section_places[1] and draft.type in _OWN_ACTS and draft.conference is None and not draft.cancelled
    if stay and draft.own and context.heading_date is not None:
        start, end = bounds(context.mentions[context.heading_date])
        return start[:10] == end[:10]  # カザフスタン(4月30日、アスタナ)
    return bool(draft.own) and (row or (draft.type == "incident" and context.heading_incident_day))


def _carry_place(context: Context, draft: Draft, skeleton: Skeleton, *, row: bool) -> None:
    """The place of arrival that the rows of a programme, or a diary, told last."""
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


def _carry_law(context: Context, draft: Draft, trigger: Trigger, skeleton: Skeleton) -> None:
    """The law whose steps are told, or under which the section's sanctions are."""
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
    if (
        draft.type == "enforcement"
        and not draft.laws
        and context.section_law is not None
        and re.search(r"第[0-9一二三四五六七八九十百]+条", skeleton.text[: trigger.start])
    ):
        draft.laws = [context.section_law]
        draft.fill("law", "heading")


def _carry_document(context: Context, draft: Draft, *, row: bool) -> None:
    """The agreement that a heading or the running topic names."""
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


def _first_of_row(draft: Draft, skeleton: Skeleton) -> None:
    """``愛知県知事(18日) 回収を命令``: who acts opens the row, with the day in a bracket."""
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


def _carry_partner(context: Context, draft: Draft, trigger: Trigger, *, row: bool) -> None:
    """Who is called on, asked or sanctioned, from the diary, the row, or what was told before."""
    if (
        context.diarist is not None
        and context.diary
        and draft.type == "talks"
        and draft.role("agent")
        and not draft.role("counterpart")
        and draft.stage in ("表敬", "表敬訪問", "面会")
    ):
        draft.add(context.diarist, "counterpart", "diary")
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


def _carry_subject(
    context: Context, draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton, *, row: bool
) -> None:
    role = trigger.row.roles["ga"]
    if not role or draft.role(role) or trigger.passive or trigger.relative or trigger.reported or role == "target":
        return
    if role == "chair" and draft.role("attendee"):
        return
    if row is False and NEXT_POINT.match(context.page.text[draft.sentence[0] : draft.sentence[0] + 12]):
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
    if context.laws is None:
        laws = ((text[m.start : m.end].split("(")[0], i) for i, m in enumerate(context.mentions) if m.label == "LAW")
        context.laws = dict(reversed(list(laws)))  # of mentions of one name the first
    return context.laws.get(name.removesuffix("案"), bill)


def _topic_of(context: Context, draft: Draft) -> list[int]:
    """The running topic, where it is somebody who does such a thing."""
    labels = {context.mentions[m].label for m in context.topic}
    if draft.type == "consultation" and draft.stage not in ("諮問", "答申", "諮"):
        names = [context.page.text[context.mentions[m].start : context.mentions[m].end] for m in context.topic]
        if "OFFICIAL" in labels or any(name.endswith("会") for name in names):
            return []  # who was asked, or asked a council, before does not ask the public
    asked = context.last.get("consultation")
    if draft.stage == "答申" and asked is not None and set(asked.role("agent")) & set(context.topic):
        return []
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
