"""Forms of telling that change what a predicate's event is: distribution, lists, footnotes, witnesses, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.entities.candidates import Candidate
from extractor.events import clauses, context, triggers
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton
from extractor.text.page import Page


def titled(skeleton: Skeleton, memory: context.Context) -> list[Draft]:
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


_WITNESS = re.compile(r"(?:、|これに|[^、。Ⓐ-Ⓩ]{0,12}に)?(?:も)?(?:立ち?会[いうっ]|立会|同席|陪席|見届け)")
_SPEAKS = re.compile(
    r"[^、。Ⓐ-Ⓩ]{0,14}(?:挨拶|あいさつ|式辞|祝辞|来賓|講演|基調|スピーチ|演説|テープカット|除幕|献花|支綱|開会を宣)[^。Ⓐ-Ⓩ]{0,12}(?:[をし]|述べ|行|切断|読み上げ)"
)
_LOOKS_ON = re.compile(r"に(?:それぞれ)?(?:立ち?会いま|立ち?会っ|立会い|同席し|陪席し)[^、。]{0,8}。?$")
# The head of a body that the sentence before sets up: 本部長は菅大臣。
_HEADED = re.compile(
    r"[\s(・]*(?:本部長|チーム長|室長|議長|座長|委員長|会長|隊長|団長|所長|センター長)(?:に?は|:|=|は、)[^。]{0,24}?([ⓄⓃⓂ])(?=[^、Ⓐ-Ⓩ]{0,12}$)"
)
_CHAIRED = re.compile(r"(?:が|は)(?:共同)?(?:議長|座長)(?:を務|として|とし)")


def witnesses(drafts: list[Draft], memory: context.Context, skeleton: Skeleton) -> None:
    """``Xが立ち会いました``, ``Yが議長を務めました``: who saw or chaired what this sentence or the one before tells."""
    units = skeleton.units
    headed = None if drafts else _HEADED.match(skeleton.text)
    owner = memory.told[-1] if memory.told else None
    if headed and owner is not None and owner.type in ("establishment", "meeting"):
        for m in next(u.mentions for u in units if u.at == headed.start(1)):
            owner.add(m, "chair", "chair")
        return
    for n, unit in enumerate(units):
        if unit.depth or unit.letter not in "ⓄⓂⓃⒼⓅ" or unit.case not in ("ga", "topic", "also", "chair"):
            continue
        chaired = unit.case == "chair" or _CHAIRED.match(skeleton.text, unit.tail - 1)
        looks_on = unit.case == "topic" and _LOOKS_ON.search(skeleton.text, unit.tail)
        speaks = unit.letter in "ⓄⓃ" and unit.case != "topic" and _SPEAKS.match(skeleton.text, unit.tail)
        seen = unit.letter != "Ⓟ" and _WITNESS.match(skeleton.text, unit.tail)
        along = unit.letter != "Ⓟ" and re.match(r"(?:も)?同行", skeleton.text[unit.tail :])
        if not (chaired or looks_on or seen or speaks or along):
            continue
        types = {"meeting", "establishment"} if chaired else {"agreement", "talks", "meeting", "award"}
        types = {"meeting"} if speaks else {"visit"} if along else types
        beside = re.match(r"[^Ⓐ-Ⓩ]{0,4}(?:同席|陪席)", skeleton.text[unit.tail :])
        if beside and not drafts:  # who sat beside at the talks, and not at the signing that followed
            types = {"talks"} if any(d.type == "talks" for d in memory.told[-3:]) else types
        owner = next((d for d in drafts if d.type in types), None)
        if owner is None:
            owner = next((d for d in reversed(memory.told[-3:]) if d.type in types and not d.relative), None)
        if owner is None:
            continue
        same = [unit]
        for before in reversed(units[:n]):
            if before.join and before.case == unit.case:
                same.insert(0, before)
            elif not (before.pointer and before.case == "from"):  # 日本側からX、先方からY
                break
        for m in (m for u in same for m in u.mentions):
            owner.participants = [p for p in owner.participants if p[0] != m]
            owner.add(m, "chair" if chaired else "attendee", "chair" if chaired else "witness")
        if not drafts:
            owner.mentions.append(skeleton.span(unit.tail, min(unit.tail + 4, len(skeleton.text))))


def is_bill(draft: Draft, memory: context.Context, skeleton: Skeleton, trigger: triggers.Trigger) -> bool:
    """Bills are submitted; reports by a law's order are no legislation."""
    named = [memory.page.text[memory.mentions[i].start : memory.mentions[i].end] for i in draft.laws]
    return (
        any("案" in name for name in named)
        or bool(re.search(r"法律?案|条例案|議案|予算案", skeleton.text[: trigger.start]))
        or (not draft.laws and "legislation" in memory.last and trigger.form == "clipped")
        or (not draft.laws and "Ⓒに" in skeleton.text)
    )


def evacuation(draft: Draft, memory: context.Context, skeleton: Skeleton) -> None:
    """A town that orders or advises its people to leave is where they leave from."""
    if draft.type != "enforcement" or "避難" not in skeleton.text[:400] or draft.stage not in _EVACUATE:
        return
    town = [m for m in draft.role("agent") if memory.mentions[m].label == "PLACE"]
    if town and not draft.places:
        draft.places = town[:1]
        draft.fill("place", "town of the agent")


def evacuation_row(draft: Draft, memory: context.Context, skeleton: Skeleton) -> None:
    """A row of a table of evacuation orders: the town, the kind of order, its day."""
    if draft.stage not in (*_EVACUATE, "発令") or "避難" not in memory.heading:
        return
    towns = [u for u in skeleton.units if u.letter == "Ⓟ"]
    days = [u for u in skeleton.units if u.letter == "Ⓓ"]
    if towns and days:
        draft.type, draft.places = "enforcement", list(towns[0].mentions)
        draft.participants = [(m, "agent") for m in towns[0].mentions]
        draft.date = days[0].mentions[0]
        draft.fill("date", "row")
        draft.fill("place", "row")
        draft.fill("agent", "row")
        draft.own, draft.listed = 3, True


_EVACUATE = frozenset({"避難指示", "避難勧告", "高齢者等避難", "勧告", "指示", "命令"})


def joint_exercise(draft: Draft, memory: context.Context, skeleton: Skeleton) -> None:
    """Those who hold a joint exercise together all are its agents."""
    if draft.type != "meeting" or not draft.role("chair"):
        return
    name = (
        ""
        if draft.conference is None
        else memory.page.text[slice(memory.mentions[draft.conference].start, memory.mentions[draft.conference].end)]
    )
    beside = any(u.case in ("to", "with") and m in u.mentions for u in skeleton.units for m in draft.role("chair"))
    exercise = re.search(r"(?:共同|合同|二国間|多国間)[^、。]{0,8}(?:訓練|演習)", skeleton.text + name)
    if exercise or (beside and re.search(r"訓練|演習", skeleton.text)):
        draft.participants = [(m, "agent") for m, _ in draft.participants]


def retype(draft: Draft, memory: context.Context, skeleton: Skeleton) -> None:
    """閣議決定 of a bill or an order is legislation, of a plan or a policy adoption."""
    if draft.stage not in ("閣議決定", "決定"):
        return
    before = memory.told[-1] if memory.told else None
    if draft.stage == "閣議決定" and not draft.laws and not draft.documents and before and before.type == "legislation":
        draft.type, draft.participants = "legislation", []
        return  # 3月10日に閣議決定して: the bill of the sentence before
    if (
        draft.type == "legislation"
        and not draft.heading
        and re.search(r"[^Ⓛ法案令条例正]を[^、。]{0,6}(?:閣議決定|決定)", skeleton.text)
        and not re.search(r"Ⓛ[」』]*(?:等|の?案)*を", skeleton.text)
    ):
        draft.type = "adoption"  # 法律に基づく措置を閣議決定する
        return
    if (
        draft.type == "adoption"
        and draft.laws
        and not draft.documents
        and draft.evidence.get("law") not in ("no", "under which it is done")
    ):
        draft.type = "legislation"
        draft.participants = []
    elif draft.type == "legislation" and draft.documents and not draft.laws:
        draft.type = "adoption"


def distribute(draft: Draft, trigger: triggers.Trigger, clause: clauses.Clause, skeleton: Skeleton) -> list[Draft]:
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


def footnotes(drafts: list[Draft], page: Page, mentions: Sequence[Candidate]) -> None:
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
