"""Reads a page sentence by sentence and puts the events together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.adaptation.model import NONE, Adaptation
from extractor.entities.candidates import Candidate
from extractor.events import (
    anaphors,
    arguments,
    asserting,
    attendance,
    carrying,
    clauses,
    confidence,
    context,
    forms,
    framing,
    gaps,
    lists,
    merge,
    openers,
    sanctions,
    sections,
    status,
    stretches,
    tables,
    triggers,
)
from extractor.events.frames import Draft, EventDraft
from extractor.events.skeleton import ACTORS, Skeleton, build
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

# How far a lead reaches: the framing conference or journey is told in the first sentences.
_LEAD = 12
_OF_WHICH = re.compile(r"[^、。はがをⒶ-Ⓩ]{1,14}(?:で(?:あり|す|ござい)|につ[いき]|に関|に係)")
_JOURNEY = re.compile(r"訪問|出張|視察|訪[日米英仏中韓独印豪欧]|来日")


def find(
    page: Page, mentions: Sequence[Candidate], published: str | None, adaptation: Adaptation = NONE
) -> list[EventDraft]:
    """The events of a page as ``gather`` reads them, with their evidence and confidence."""
    keys = merge.entity_keys(mentions)
    return [_freeze(draft, mentions, keys) for draft in gather(page, mentions, published, adaptation)]


def gather(
    page: Page, mentions: Sequence[Candidate], published: str | None, adaptation: Adaptation = NONE
) -> list[Draft]:
    """Reads, merges and filters the events of a page.

    Args:
        page: the document.
        mentions: the chosen and resolved mentions in text order.
        published: ISO day of publication, to tell plans from reports; None when unknown.
        adaptation: triggers of the user's own.
    """
    memory = context.open_context(page, mentions)
    pointers = anaphors.find(page.text, mentions, memory.speaker)
    drafts: list[Draft] = []
    pointer = 0
    for number, (start, end) in enumerate(stretches.sentences(page, mentions)):
        line = page.line_at(start)
        if line.zone in NOISE_ZONES or line.zone == "contact":
            continue
        first, last = stretches.mentions_in(mentions, start, end)
        near = []
        while pointer < len(pointers) and pointers[pointer].start < end:
            if pointers[pointer].start >= start:
                near.append(pointers[pointer])
            pointer += 1
        skeleton = build(page.text, start, end, mentions, first, last, near)
        row = stretches.is_row(page, start, end)
        context.enter(memory, skeleton)
        if line.kind == "item":
            memory.row_date = None
            if start == line.start:
                memory.topic = memory.lead.role("agent") if memory.lead is not None and memory.journey else []
                memory.topic = memory.list_topic or memory.topic
        if line.kind in ("heading", "title") and row:
            sections.new_section(memory, skeleton, level=line.level)
        if row:
            lists.open_notice(memory, skeleton)
        labelled = row and lists.open_label(memory, skeleton)
        drafts += memory.opened
        memory.opened = []
        if line.kind == "title":
            memory.journey = memory.journey or bool(_JOURNEY.search(skeleton.text))
            drafts += forms.titled(skeleton, memory)
        found = (
            []
            if labelled
            else _read(
                skeleton,
                memory,
                row=row,
                heading=row and line.kind in ("title", "heading"),
                number=page.line_index(start),
                adaptation=adaptation,
            )
        )
        if row:
            found = lists.personnel_rows(memory, skeleton, found)
        else:
            memory.notice = False
        if labelled or (row and not found):
            lists.fill_label(memory, skeleton)
            tables.open_header(memory, skeleton)
            tables.signed(memory, skeleton)
        elif memory.follows != page.line_index(start):
            memory.label = None
        if line.kind != "item" and not (line.kind == "heading" and line.level > 1):
            openers.open_list(memory, skeleton)
        forms.witnesses(found, memory, skeleton)
        context.note(memory, skeleton, row=row and line.zone == "body" and line.kind != "title" and not labelled)
        for draft in found:
            context.remember(memory, draft, early=number < _LEAD)
        if not labelled:
            lists.as_follows(memory, skeleton)
        if not row:
            tables.open_signing(memory, skeleton, found)
        drafts += found
    told = {row.id: row.status for row in adaptation.triggers}
    for draft in drafts:
        draft.status = told.get(draft.rule) or status.status_of(draft, mentions, published)
    drafts = sanctions.expand(drafts, page, mentions)
    forms.footnotes(drafts, page, mentions)
    return [d for d in merge.merge(drafts, mentions) if asserting.asserted(d)]


def _read(
    skeleton: Skeleton, memory: context.Context, *, row: bool, heading: bool, number: int, adaptation: Adaptation
) -> list[Draft]:
    found = [t for t in triggers.find(skeleton, adaptation, heading=row) if t.asserted and not skeleton.quoted(t.start)]
    if not found and number - memory.heading_line in (1, 2):
        named = triggers.of_heading(skeleton, memory.heading, adaptation)
        found = [named] if named is not None else []
    if not found:
        return []
    sentence = clauses.parse(skeleton, found)
    drafts: list[Draft] = []
    bracketed = {t.row.type for t in found if skeleton.bracket_of(t.start)}
    for n, trigger in enumerate(found):
        if trigger.row.type == "agreement" and "agreement" in bracketed and not skeleton.bracket_of(trigger.start):
            continue  # Xと(3月1日署名)書簡を交わしている: the brackets tell the events
        several = gaps.parts(trigger, clauses.clause_of(sentence, trigger), skeleton)
        for clause in several:
            draft = _open(skeleton, found, n, heading=heading, number=number)
            draft.listed = len(several) > 1
            memory.sentence_drafts = drafts
            drafts += _tell(draft, found, n, clause, skeleton, memory, row=row)
    return drafts


def _open(skeleton: Skeleton, found: list[triggers.Trigger], n: int, *, heading: bool, number: int) -> Draft:
    """The draft of the ``n``-th trigger of a sentence, without its slots."""
    trigger = found[n]
    draft = Draft(
        type=trigger.row.type,
        stage=trigger.row.stem,
        rule=trigger.row.id,
        form=trigger.form,
        trigger=skeleton.span(trigger.start, trigger.end),
        sentence=(skeleton.start, skeleton.end),
        weak=trigger.weak,
        heading=trigger.form == "title" or heading,
        planned=trigger.planned,
        cancelled=trigger.cancelled,
        passive=trigger.passive,
        relative=trigger.relative,
        line=number,
    )
    draft.mentions = [draft.trigger]
    if trigger.form == "continued" and not trigger.relative and not trigger.planned:
        later = [t for t in found[n + 1 :] if not t.relative and t.form not in ("nominal", "clipped")]
        draft.chained = True
        draft.form, draft.planned = _continued(skeleton, trigger, later)
    if draft.type == "adoption" and re.match(r"ことを?(?:決め|決定)", skeleton.text[trigger.end : trigger.end + 6]):
        draft.planned, draft.form = False, "past"
    if draft.planned and triggers.cancelled_later(skeleton.text, trigger.end):
        draft.cancelled = True
    if re.match(
        r"こと(?:を|に|と)[^。]{0,8}(?:中止|見送|延期|取りやめ)", skeleton.text[trigger.end : trigger.end + 16]
    ):
        draft.cancelled = True
    return draft


def _tell(
    draft: Draft,
    found: list[triggers.Trigger],
    n: int,
    clause: clauses.Clause,
    skeleton: Skeleton,
    memory: context.Context,
    *,
    row: bool,
) -> list[Draft]:
    """Fills a draft from its clause and from what stands around; the events that its words tell."""
    trigger = found[n]
    if n and found[n - 1].reported and skeleton.text[found[n - 1].end : trigger.start] == "と":
        # Xは10日、月末で辞職すると発表した: only the topic and a day with a comma belong to the telling
        topical = any(u.case == "topic" and u.letter in ACTORS for u in clause.own)
        clause.own = [
            u
            for u in clause.own
            if u.case == "topic"
            or (u.case == "ga" and not topical)
            or (u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、")
        ]
    arguments.fill(draft, trigger, clause, skeleton)
    if draft.stage == "提出" and not forms.is_bill(draft, memory, skeleton, trigger):
        return []
    if trigger.form == "title" or trigger.weak:
        return [draft]
    arguments.inherit(draft, trigger, clause, skeleton)
    subject = _OF_WHICH.match(skeleton.text, trigger.end)  # 昨日、江府町で発生した土砂崩れですが
    if trigger.relative and draft.date is None and (len(found) == 1 or subject):
        # 昨日、Xが発射した…について: with no other predicate the day in front is the clause's own
        before = [
            u
            for u in skeleton.between(0, clause.start)
            if u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、"
        ]
        draft.date = before[-1].mentions[0] if before else None
    if not skeleton.bracket_of(trigger.start):
        forms.retype(draft, memory, skeleton)
    forms.joint_exercise(draft, memory, skeleton)
    forms.evacuation(draft, memory, skeleton)
    openers.complete(memory, draft, trigger, skeleton)
    carrying.carry(memory, draft, trigger, clause, skeleton, row=row)
    framing.frame(memory, draft, trigger, skeleton)
    if row:
        forms.evacuation_row(draft, memory, skeleton)
    told = draft.own - len(draft.laws) if draft.type == "enforcement" and draft.date is None else draft.own
    if not told and row and trigger.form == "clipped" and (draft.date is None or draft.type == "enforcement"):
        draft.weak = True  # an agenda item: it only points to what is told below
        return [draft]
    if attendance.joins(memory, draft, trigger, skeleton) or not asserting.specific(draft, trigger, skeleton):
        return []
    return forms.distribute(draft, trigger, clause, skeleton)


def _continued(skeleton: Skeleton, trigger: triggers.Trigger, later: list[triggers.Trigger]) -> tuple[str, bool]:
    """Tense of a clause that leaves it to what follows: the next finite predicate of the sentence."""
    rest = skeleton.text[trigger.end :]
    for other in later:
        own_subject = any(u.case == "ga" and not u.depth for u in skeleton.between(trigger.end, other.start))
        if (
            own_subject
            and other.form == "nonpast"
            and re.search(r"[がは]", skeleton.text[: trigger.start])
            and other.row.type != trigger.row.type
        ):
            return "past", False  # Xが受章し、8日に式が行われます: two facts of their own
        if other.form in ("past", "nonpast", "progressive"):
            return ("past" if other.form == "progressive" else other.form), other.planned
    m = re.search(
        r"(?:(ました|ていた|った|した|れた|いた|えた|めた|きた|んだ)|(ています|ている|ております)|(予定|見込み|運び|する|ます|れる|いく|える))(?:[^ぁ-ん]{0,3}|ところ.{0,8}|です|である|こと.{0,10})(?:。|$|」)",
        rest,
    )
    if m and m[3]:
        return "nonpast", "予定" in m[3]
    return "past", False


def _freeze(draft: Draft, mentions: Sequence[Candidate], keys: Sequence[str]) -> EventDraft:
    merge.distinct(draft, mentions, keys)
    value, start, end = None, None, None
    if draft.date is not None:
        mention = mentions[draft.date]
        value = mention.value or None
        first, last = status.bounds(mention)
        if draft.day_only and value and "T" in value and first[:10] == last[:10]:
            value, first, last = first[:10], first[:10], last[:10]
        start, end = first or None, last or None
    return EventDraft(
        type=draft.type,
        status=draft.status,
        trigger=draft.trigger,
        sentence=draft.sentence,
        date=value,
        start=start,
        end=end,
        places=tuple(draft.places),
        participants=tuple(draft.participants),
        laws=tuple(draft.laws),
        documents=tuple(draft.documents),
        conference=draft.conference,
        mentions=tuple(sorted(set(draft.mentions))),
        attrs={
            "rule": draft.rule,
            "form": draft.form,
            "evidence": confidence.evidence(draft, mentions),
            "confidence": confidence.of(draft),
        },
    )
