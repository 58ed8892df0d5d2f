"""Reads a page sentence by sentence and puts the events together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.entities.candidates import Candidate
from extractor.events import anaphors, arguments, clauses, context, lists, merge, status, triggers
from extractor.events.frames import Draft, EventDraft
from extractor.events.skeleton import Skeleton, build
from extractor.records import NOISE_ZONES
from extractor.text.page import Page

# How far a lead reaches: the framing conference or journey is told in the first sentences.
_LEAD = 12


def find(page: Page, mentions: Sequence[Candidate], published: str | None) -> list[EventDraft]:
    """The events of a page.

    Args:
        page: the document.
        mentions: the chosen and resolved mentions in text order.
        published: ISO day of publication, to tell plans from reports; None when unknown.
    """
    memory = context.open_context(page, mentions)
    pointers = anaphors.find(page.text, mentions, memory.speaker)
    drafts: list[Draft] = []
    for number, (start, end) in enumerate(_sentences(page, mentions)):
        line = page.line_at(start)
        if line.zone in NOISE_ZONES or line.zone == "contact":
            continue
        first, last = _range(mentions, start, end)
        near = [a for a in pointers if start <= a.start < end]
        skeleton = build(page.text, start, end, mentions, first, last, near)
        row = _is_row(page, start, end)
        context.enter(memory, skeleton)
        if line.kind == "item":
            memory.row_date = None
        if line.kind in ("heading", "title") and row:
            context.new_section(memory, skeleton)
        if row:
            lists.open_notice(memory, skeleton)
        labelled = row and lists.open_label(memory, skeleton)
        if line.kind == "title":
            drafts += _titled(skeleton, memory)
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
        else:
            memory.label = None
        context.note(memory, skeleton, row=row and line.zone == "body" and line.kind != "title" and not labelled)
        for draft in found:
            context.remember(memory, draft, early=number < _LEAD)
        if not labelled:
            lists.as_follows(memory, skeleton)
        drafts += found
    for draft in drafts:
        draft.status = status.status_of(draft, mentions, published)
    drafts = _expand_lists(drafts, page)
    _footnotes(drafts, page, mentions)
    merged = merge.merge(drafts, mentions)
    return [_freeze(d, mentions) for d in merged if _asserted(d)]


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
            yield start, end
    if held is not None:
        yield held


def _range(mentions: Sequence[Candidate], start: int, end: int) -> tuple[int, int]:
    from bisect import bisect_left

    first = bisect_left(mentions, start, key=lambda m: m.start)
    last = bisect_left(mentions, end, lo=first, key=lambda m: m.start)
    return first, last


def _is_row(page: Page, start: int, end: int) -> bool:
    """A heading, a list item or a table row: no full stop ends it."""
    return not page.text[start:end].rstrip().rstrip(")）」").endswith(("。", ":", "："))


def _read(skeleton: Skeleton, memory: context.Context, *, row: bool, heading: bool, number: int) -> list[Draft]:
    found = [t for t in triggers.find(skeleton, heading=row) if t.asserted]
    if not found:
        return []
    sentence = clauses.parse(skeleton, found)
    drafts: list[Draft] = []
    bracketed = {t.row.type for t in found if skeleton.bracket_of(t.start)}
    for n, trigger in enumerate(found):
        if trigger.row.type == "agreement" and "agreement" in bracketed and not skeleton.bracket_of(trigger.start):
            continue  # Xと(3月1日署名)書簡を交わしている: the brackets tell the events
        clause = clauses.clause_of(sentence, trigger)
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
        if n and found[n - 1].reported and skeleton.text[found[n - 1].end : trigger.start] == "と":
            # Xは10日、月末で辞職すると発表した: only the topic and a day with a comma belong to the telling
            clause.own = [
                u
                for u in clause.own
                if u.case in ("topic", "ga") or (u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、")
            ]
        arguments.fill(draft, trigger, clause, skeleton)
        if draft.stage == "提出" and not _is_bill(draft, memory, skeleton, trigger):
            continue
        if trigger.form == "title" or trigger.weak:
            drafts.append(draft)
            continue
        arguments.inherit(draft, trigger, clause, skeleton)
        if trigger.relative and draft.date is None and len(found) == 1:
            # 昨日、Xが発射した…について: with no other predicate the day in front is the clause's own
            before = [
                u
                for u in skeleton.between(0, clause.start)
                if u.letter == "Ⓓ" and skeleton.text[u.tail : u.tail + 1] == "、"
            ]
            draft.date = before[-1].mentions[0] if before else None
        _retype(draft)
        _joint_exercise(draft, memory, skeleton)
        context.carry(memory, draft, trigger, clause, skeleton, row=row)
        if not draft.own and row and trigger.form == "clipped" and (draft.date is None or draft.type == "enforcement"):
            draft.weak = True  # an agenda item: it only points to what is told below
            drafts.append(draft)
        elif _specific(draft, trigger):
            drafts += _distribute(draft, trigger, clause, skeleton)
    _witnesses(drafts, skeleton)
    return drafts


def _titled(skeleton: Skeleton, memory: context.Context) -> list[Draft]:
    """``第5回X会議の結果概要`` as a title: the meeting whose day and place the lines below name."""
    for unit in skeleton.units:
        word = re.compile(r"[」』]?の?((?:開催|議事|審議)?(?:結果|概要|要旨|報告)+)").match(skeleton.text, unit.at + 1)
        if unit.letter == "Ⓒ" and not unit.depth and word:
            draft = Draft(
                "meeting", "開催", "title", "title", skeleton.span(*word.span(1)), (skeleton.start, skeleton.end)
            )
            draft.conference, draft.own, draft.heading = unit.mentions[0], 1, True
            draft.mentions = [draft.trigger]
            draft.fill("conference", "title")
            memory.told.append(draft)
            return [draft]
    return []


def _witnesses(drafts: list[Draft], skeleton: Skeleton) -> None:
    """``Xが立ち会いました``: X attended what the sentence tells."""
    for unit in skeleton.units:
        if unit.depth or unit.case not in ("ga", "topic", "also") or unit.letter not in "ⓄⓂⓃⒼ":
            continue
        if re.match(r"[^、。]{0,6}(?:立ち会|立会|同席|陪席|見届け)", skeleton.text[unit.tail : unit.tail + 12]):
            for draft in drafts:
                if draft.type in ("agreement", "talks", "meeting"):
                    for m in unit.mentions:
                        draft.participants = [p for p in draft.participants if p[0] != m]
                        draft.add(m, "attendee", "witness")
                    break


def _is_bill(draft: Draft, memory: context.Context, skeleton: Skeleton, trigger: triggers.Trigger) -> bool:
    """Bills are submitted; reports by a law's order are no legislation."""
    named = [memory.page.text[memory.mentions[i].start : memory.mentions[i].end] for i in draft.laws]
    return (
        any("案" in name for name in named)
        or bool(re.search(r"法律?案|条例案|議案|予算案", skeleton.text[: trigger.start]))
        or (not draft.laws and "legislation" in memory.last and trigger.form == "clipped")
        or (not draft.laws and "Ⓒに" in skeleton.text)
    )


def _joint_exercise(draft: Draft, memory: context.Context, skeleton: Skeleton) -> None:
    """Those who hold a joint exercise together all are its agents."""
    if draft.type != "meeting" or not draft.role("chair"):
        return
    name = (
        ""
        if draft.conference is None
        else memory.page.text[slice(memory.mentions[draft.conference].start, memory.mentions[draft.conference].end)]
    )
    if re.search(r"(?:共同|合同|二国間|多国間)[^、。]{0,8}(?:訓練|演習)", skeleton.text + name):
        draft.participants = [(m, "agent") for m, _ in draft.participants]


def _retype(draft: Draft) -> None:
    """閣議決定 of a bill or an order is legislation, of a plan adoption."""
    if draft.stage not in ("閣議決定", "決定"):
        return
    if draft.type == "adoption" and draft.laws and not draft.documents and draft.evidence.get("law") != "no":
        draft.type = "legislation"
        draft.participants = []
    elif draft.type == "legislation" and draft.documents and not draft.laws:
        draft.type = "adoption"


def _distribute(draft: Draft, trigger: triggers.Trigger, clause: clauses.Clause, skeleton: Skeleton) -> list[Draft]:
    """``9日にXを、12日にYをそれぞれ決定``: an event for each pair."""
    dates = [u.mentions[0] for u in clause.own if u.letter == "Ⓓ"]
    if "それぞれ" not in skeleton.text[clause.start : trigger.end] or len(dates) < 2:
        return [draft]
    for slot in ("laws", "documents", "places"):
        things = getattr(draft, slot)
        if len(things) == len(dates):
            parts = []
            for date, thing in zip(dates, things, strict=True):
                part = replace(
                    draft,
                    date=date,
                    participants=list(draft.participants),
                    mentions=list(draft.mentions),
                    evidence=dict(draft.evidence),
                )
                part.places, part.laws, part.documents = list(draft.places), list(draft.laws), list(draft.documents)
                setattr(part, slot, [thing])
                parts.append(part)
            return parts
    return [draft]


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


def _specific(draft: Draft, trigger: triggers.Trigger) -> bool:
    """Whether the words tell one happening: something of its own must be named."""
    if not draft.own:
        if draft.type == "legislation" and draft.laws:
            return trigger.form in ("past", "continued", "clipped", "nonpast")
        if draft.type == "talks" and not draft.role("counterpart"):
            return trigger.cancelled  # 要人と会談する: only announces the talks told below
        told = len(draft.participants) + (draft.date is not None) + bool(draft.documents)
        return trigger.cancelled or (
            told > 1
            and bool(draft.participants)
            and (draft.planned or trigger.form in ("past", "clipped", "continued"))
        )
    actors = [m for m, _ in draft.participants]
    things = draft.laws or draft.documents or draft.conference is not None
    if draft.type == "legislation":
        return bool(draft.laws or draft.date is not None)
    if trigger.relative and draft.date is None:
        if draft.form == "nonpast":
            return draft.conference is not None and draft.type == "meeting"
        if draft.form in ("past", "progressive"):
            if actors and draft.type in ("incident", "visit"):
                return True
            return bool(
                draft.places or (actors and (things or draft.type in ("announcement", "appointment", "consultation")))
            )
        return False
    if draft.type == "meeting" and draft.conference is not None and not trigger.relative:
        return True
    if draft.form == "nonpast" and draft.date is None and not draft.planned and not draft.cancelled:
        return bool(actors and (things or draft.places or draft.role("counterpart", "target")))
    if draft.type == "incident":
        return draft.date is not None or bool(draft.places) or bool(actors)
    if draft.date is None and trigger.form in ("clipped", "nominal"):
        return len(actors) > 1 or bool(things) or bool(draft.places) or bool(draft.role("counterpart", "target"))
    return draft.date is not None or bool(actors or things or draft.places)


_SANCTIONS = frozenset({"行政処分", "処分", "命令", "措置命令", "勧告"})


def _expand_lists(drafts: list[Draft], page: Page) -> list[Draft]:
    """``下記の行政処分を行いました`` before a list of sanctions: each item is the event, the sentence its mention."""
    result: list[Draft] = []
    parents = [d for d in drafts if d.type == "enforcement" and d.stage in _SANCTIONS and not d.weak]
    gone: set[int] = set()
    for draft in drafts:
        if draft.type != "enforcement" or draft.form != "clipped" or draft.stage in ("行政処分", "処分"):
            continue
        parent = next(
            (
                p
                for p in reversed(parents)
                if p is not draft and 0 < draft.line - p.line <= 12 and p.form in ("past", "nonpast", "continued")
            ),
            None,
        )
        if parent is None or not re.search(r"(?:下記|以下|次)の", page.text[parent.sentence[0] : parent.sentence[1]]):
            continue
        gone.add(id(parent))
        draft.weak = False
        draft.mentions += parent.mentions
        for m, role in parent.participants:
            draft.add(m, role, "list owner")
        draft.participants = [
            (m, r)
            for m, r in draft.participants
            if r != "agent" or m in parent.role("agent") or not parent.role("agent")
        ]
        if draft.date is None:
            draft.date = parent.date
        draft.laws = list(dict.fromkeys([*parent.laws, *draft.laws]))
        draft.form = parent.form
        draft.status = parent.status
        draft.heading = False
        draft.own += parent.own
        for title in parents:
            if title.form == "title" and id(title) != id(parent):
                draft.mentions += title.mentions
                gone.add(id(title))
    result = [d for d in drafts if id(d) not in gone]
    return result


def _footnotes(drafts: list[Draft], page: Page, mentions: Sequence[Candidate]) -> None:
    """``署名式(※1)`` … ``※1 「X協定」``: the note names the document."""
    for draft in drafts:
        if draft.type not in ("agreement", "adoption", "announcement") or draft.documents:
            continue
        mark = re.match(r"\s?\(?((?:※|注)[0-9]{0,2})\)?", page.text[draft.trigger[1] : draft.trigger[1] + 8])
        if not mark:
            continue
        behind = draft.trigger[1] + mark.end()
        note = re.search(rf"\n\s*\(?{re.escape(mark[1])}\)?(?![0-9])[^\n]*", page.text[behind:])
        if note:
            start, end = behind + note.start(), behind + note.end()
            draft.documents = [i for i, m in enumerate(mentions) if m.label == "DOCUMENT" and start <= m.start < end][
                :1
            ]
            draft.fill("document", "footnote")


def _asserted(draft: Draft) -> bool:
    """Titles that found no event of their own count only when they say who or what."""
    if draft.rule == "title":
        return draft.date is not None or bool(draft.participants)
    if draft.heading:
        return (
            bool(draft.own)
            and bool(draft.participants or draft.documents or draft.laws or draft.conference is not None)
            and (draft.own > 1 or draft.date is not None or draft.stage in ("談話", "声明"))
        )
    return True


def _freeze(draft: Draft, mentions: Sequence[Candidate]) -> EventDraft:
    keys = [m.entity or f"#{i}" for i, m in enumerate(mentions)]
    merge.distinct(draft, mentions, keys)
    value, start, end = None, None, None
    if draft.date is not None:
        mention = mentions[draft.date]
        value = mention.value or None
        first, last = status.bounds(mention)
        if draft.day_only and value and "T" in value and first[:10] == last[:10]:
            value, first, last = first[:10], first[:10], last[:10]
        start, end = first or None, last or None
    evidence = dict(sorted(draft.evidence.items()))
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
        attrs={"rule": draft.rule, "evidence": evidence, "confidence": _confidence(draft)},
    )


def _confidence(draft: Draft) -> float:
    """Grows with the slots that the clause itself fills, falls for what is only carried over or told in a title."""
    score = 0.55 + 0.09 * min(draft.own, 4)
    if draft.form in ("past", "progressive"):
        score += 0.06
    if draft.date is None:
        score -= 0.08
    if draft.relative or draft.form in ("title", "nominal"):
        score -= 0.1
    return round(max(0.05, min(0.97, score)), 2)
