"""Reads a page sentence by sentence and puts the events together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.entities.candidates import Candidate
from extractor.events import (
    anaphors,
    arguments,
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
    status,
    tables,
    triggers,
)
from extractor.events.frames import Draft, EventDraft
from extractor.events.skeleton import Skeleton, build
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

# How far a lead reaches: the framing conference or journey is told in the first sentences.
_LEAD = 12
# Entries of a diary told in one line.
_DIARY = re.compile(r"(?<=[ぁ-ん一-龥)])[▽▼](?=[^▽▼]{4,80}[をにへで])")
_JOURNEY = re.compile(r"訪問|出張|視察|訪[日米英仏中韓独印豪欧]|来日")
# Longer stretches without a full stop are no sentences; reading them whole would cost the square of their length.
_LONGEST = 1500


def find(page: Page, mentions: Sequence[Candidate], published: str | None) -> list[EventDraft]:
    """The events of a page as ``gather`` reads them, with their evidence and confidence."""
    keys = merge.entity_keys(mentions)
    return [_freeze(draft, mentions, keys) for draft in gather(page, mentions, published)]


def gather(page: Page, mentions: Sequence[Candidate], published: str | None) -> list[Draft]:
    """Reads, merges and filters the events of a page.

    Args:
        page: the document.
        mentions: the chosen and resolved mentions in text order.
        published: ISO day of publication, to tell plans from reports; None when unknown.
    """
    memory = context.open_context(page, mentions)
    pointers = anaphors.find(page.text, mentions, memory.speaker)
    drafts: list[Draft] = []
    pointer = 0
    for number, (start, end) in enumerate(_sentences(page, mentions)):
        line = page.line_at(start)
        if line.zone in NOISE_ZONES or line.zone == "contact":
            continue
        first, last = _range(mentions, start, end)
        near = []
        while pointer < len(pointers) and pointers[pointer].start < end:
            if pointers[pointer].start >= start:
                near.append(pointers[pointer])
            pointer += 1
        skeleton = build(page.text, start, end, mentions, first, last, near)
        row = _is_row(page, start, end)
        context.enter(memory, skeleton)
        if line.kind == "item":
            memory.row_date = None
            if start == line.start:
                memory.topic = memory.lead.role("agent") if memory.lead is not None and memory.journey else []
        if line.kind in ("heading", "title") and row:
            context.new_section(memory, skeleton, level=line.level)
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
            )
        )
        if row:
            found = lists.personnel_rows(memory, skeleton, found)
        else:
            memory.notice = False
        if labelled or (row and not found):
            lists.fill_label(memory, skeleton)
            tables.open_header(memory, skeleton)
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
        drafts += found
    for draft in drafts:
        draft.status = status.status_of(draft, mentions, published)
    drafts = sanctions.expand(drafts, page, mentions)
    forms.footnotes(drafts, page, mentions)
    return [d for d in merge.merge(drafts, mentions) if _asserted(d)]


def _sentences(page: Page, mentions: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """The page's sentences; those that a mention or an open bracket crosses are joined."""
    crossing = {m.start: m.end for m in mentions}
    held: tuple[int, int] | None = None
    spans = iter(sorted(crossing.items()))
    upcoming = next(spans, None)
    for start, end in page.sentences:
        if held is not None:
            start = held[0]
        reach = 0
        while upcoming is not None and upcoming[0] < end:
            reach = max(reach, upcoming[1])
            upcoming = next(spans, None)
        text = page.text[start:end]
        if reach > end or (
            text.count("(") > text.count(")")
            and "\n" not in text.strip()
            and end - start < 600
            and page.line_at(start) == page.line_at(end)
        ):
            held = (start, end)
            continue
        held = None
        if text.strip():
            yield from _pieces(page.text, mentions, start, end)
    if held is not None:
        yield held


def _pieces(text: str, mentions: Sequence[Candidate], start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence of sane length as it is; flattened tables and lists without full stops in stretches."""
    if _DIARY.search(text, start + 1, end):
        borders = [start, *(m.start() for m in _DIARY.finditer(text, start + 1, end)), end]
        taken = [(m.start, m.end) for m in mentions[_range(mentions, start, end)[0] :] if m.start < end]
        borders = [b for b in borders if not any(a < b < z for a, z in taken)]
        for first, second in pairwise(borders[:-1]):
            yield first, second
        start = borders[-2]
    while end - start > _LONGEST:
        border = re.compile(r"[▽▼◇◆○●■、\s]").search(text, start + _LONGEST // 2, start + _LONGEST)
        at = border.start() + 1 if border else start + _LONGEST
        n = bisect_left(mentions, at, key=lambda m: m.start) - 1
        if n >= 0 and mentions[n].end > at:
            at = min(mentions[n].end, end)
        yield start, at
        start = at
    if start < end:
        yield start, end


def _range(mentions: Sequence[Candidate], start: int, end: int) -> tuple[int, int]:
    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return first, last


def _is_row(page: Page, start: int, end: int) -> bool:
    """A heading, a list item or a table row: no full stop ends it."""
    return not page.text[start:end].rstrip().rstrip(")）」").endswith(("。", ":", "："))


def _read(skeleton: Skeleton, memory: context.Context, *, row: bool, heading: bool, number: int) -> list[Draft]:
    found = [t for t in triggers.find(skeleton, heading=row) if t.asserted and not skeleton.quoted(t.start)]
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
        clause.own = [
            u
            for u in clause.own
            if u.case in ("topic", "ga") or (u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、")
        ]
    arguments.fill(draft, trigger, clause, skeleton)
    if draft.stage == "提出" and not forms.is_bill(draft, memory, skeleton, trigger):
        return []
    if trigger.form == "title" or trigger.weak:
        return [draft]
    arguments.inherit(draft, trigger, clause, skeleton)
    if trigger.relative and draft.date is None and len(found) == 1:
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
    context.carry(memory, draft, trigger, clause, skeleton, row=row)
    framing.frame(memory, draft, trigger, skeleton)
    if row:
        forms.evacuation_row(draft, memory, skeleton)
    told = draft.own - len(draft.laws) if draft.type == "enforcement" and draft.date is None else draft.own
    if not told and row and trigger.form == "clipped" and (draft.date is None or draft.type == "enforcement"):
        draft.weak = True  # an agenda item: it only points to what is told below
        return [draft]
    if framing.joins(memory, draft, trigger, skeleton) or not _specific(draft, trigger, skeleton):
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


_LIST_FOLLOWS = re.compile(r"(?:次|以下|下記)(?:の(?:とおり|通り|方々?|[0-9]*[名者団])|により)")


def _specific(draft: Draft, trigger: triggers.Trigger, skeleton: Skeleton) -> bool:
    """Whether the words tell one happening: something of its own must be named."""
    if draft.type in ("meeting", "award") and _LIST_FOLLOWS.search(skeleton.text) and not trigger.relative:
        return True  # 標記会議を下記のとおり開催します: the lines below fill it
    if not draft.own:
        if draft.type == "legislation" and draft.laws:
            return trigger.form in ("past", "continued", "clipped", "nonpast")
        if draft.type == "talks" and not draft.role("counterpart"):
            return trigger.cancelled  # 要人と会談する: only announces the talks told below
        told = len(draft.participants) + (draft.date is not None) + bool(draft.documents)
        if draft.type == "incident" and draft.date is not None and draft.places:
            return trigger.form in ("past", "clipped", "continued")
        return trigger.cancelled or (
            (told > 1 or (draft.type == "announcement" and draft.evidence.get("agent") == "subject of the sentence"))
            and bool(draft.participants)
            and (draft.planned or trigger.form in ("past", "clipped", "continued"))
        )
    actors = [m for m, _ in draft.participants]
    things = draft.laws or draft.documents or draft.conference is not None
    if draft.stage == "会見" and not draft.role("counterpart"):
        return False  # a press conference
    if draft.stage in ("談話", "声明"):
        return bool(actors)
    if draft.type == "legislation":
        return bool(draft.laws or draft.date is not None)
    if trigger.relative and draft.date is None:
        if draft.form == "nonpast":
            return (draft.conference is not None and draft.type == "meeting") or bool(
                draft.planned and draft.type == "establishment" and draft.role("target")
            )
        if draft.form in ("past", "progressive"):
            if actors and draft.type in ("incident", "visit"):
                return True
            if draft.type == "adoption" and draft.documents and draft.conference is not None:
                return True  # 宣言を採択した会議
            return bool(
                draft.places or (actors and (things or draft.type in ("announcement", "appointment", "consultation")))
            )
        return False
    if draft.type == "meeting" and draft.conference is not None and not trigger.relative:
        return True
    if draft.form == "nonpast" and draft.date is None and not draft.planned and not draft.cancelled:
        return bool(actors and (things or draft.places or draft.role("counterpart", "target")))
    if draft.type == "visit" and not actors and not draft.places and not draft.cancelled:
        return False  # 多くの要人が来日
    if (
        draft.stage == "決定"
        and not (draft.laws or draft.documents or draft.conference is not None)
        and re.search(r"[^ⓄⓂⒼⓅⓃ]が$", skeleton.text[: trigger.start])
    ):
        return False  # 登録が決定
    if draft.stage == "確認" and draft.date is None and re.search(r"被害を[^。]{0,6}$", skeleton.text[: trigger.start]):
        return False  # 被害を確認したと聞いている
    firms = {m for u in skeleton.units if u.letter in "ⒼⓃ" for m in u.mentions}
    if draft.stage in ("決め", "決定") and not things and actors and firms.issuperset(actors):
        return False  # 3社は受注予定者を決めていた
    if draft.type == "incident":
        return draft.date is not None or bool(draft.places) or bool(actors)
    if draft.date is None and trigger.form in ("clipped", "nominal"):
        return len(actors) > 1 or bool(things) or bool(draft.places) or bool(draft.role("counterpart", "target"))
    return draft.date is not None or bool(actors or things or draft.places)


def _asserted(draft: Draft) -> bool:
    """Titles that found no event of their own count only when they say who or what."""
    if draft.rule == "title":
        return draft.date is not None or bool(draft.participants)
    if draft.heading and draft.type == "incident":
        return draft.date is not None and bool(draft.places)
    if draft.heading:
        return (
            bool(draft.own)
            and bool(draft.participants or draft.documents or draft.laws or draft.conference is not None)
            and (draft.own > 1 or draft.date is not None or bool(draft.places) or draft.stage in ("談話", "声明"))
        )
    return True


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
