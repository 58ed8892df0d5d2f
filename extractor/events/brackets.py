"""What brackets and the last cell of a row add to an event: chair, place, day."""

from __future__ import annotations

import re

from extractor.events.clauses import Clause
from extractor.events.frames import Draft, add
from extractor.events.skeleton import Skeleton, Unit
from extractor.events.triggers import Trigger

_ON_SITE = re.compile(r"立入検査|監査|捜索|強制調査|強制捜査")
_HEADED = re.compile(r"(?:本部長|議長|座長|委員長|会長|室長|団長|主宰)[::は=]?\s*$")
_LAST_CELL = re.compile(r"(?:\([^()]*\))?(?:\t| {2,})(Ⓟ)\s*$")
_HELD_IN = re.compile(
    r"(?:会|式典?|大会|会議|サミット|訓練|祭|教室|講座|展|[フラ]ム)[」』]?\(((?:於|会場|場所)?[::・]?[ⓅⒹ](?:、[ⓅⒹ])?)\)"
)


def behind(draft: Draft, trigger: Trigger, clause: Clause, skeleton: Skeleton) -> None:
    """``開催(議長:X)``, ``出席(市民会館)``, ``総会(千代田区)に出席``: what a bracket adds to a meeting."""
    if draft.type not in ("meeting", "establishment", "talks", "visit", "agreement"):
        return
    behind = re.compile(r"[」』]?\([^()]*\)").match(skeleton.text, trigger.end)
    for unit in skeleton.between(trigger.end, behind.end()) if behind else ():
        if unit.letter in "ⓄⓃⓂ" and _HEADED.search(skeleton.text, 0, unit.at):
            for m in unit.mentions:
                draft.add(m, "chair", "bracket")
        elif unit.letter == "Ⓟ" and not draft.places and skeleton.text[unit.at - 1] in "(:於・":
            add(draft.places, unit.mentions)
            draft.fill("place", "bracket")
    cell = _LAST_CELL.match(skeleton.text, trigger.end)
    for unit in skeleton.units:
        if cell and unit.at == cell.start(1) and not draft.places:
            add(draft.places, unit.mentions)
            draft.fill("place", "cell")
    held = _HELD_IN.search(skeleton.text, clause.start, trigger.start)
    if draft.type != "meeting" or not held:
        return
    for unit in skeleton.between(held.start(1), held.end(1)):
        if unit.letter == "Ⓟ" and not draft.places:
            add(draft.places, unit.mentions)
            draft.fill("place", "bracket")
        elif unit.letter == "Ⓓ" and draft.date is None:
            draft.date = unit.mentions[0]
            draft.fill("date", "bracket")


def behind_name(draft: Draft, unit: Unit, skeleton: Skeleton) -> None:
    """A bracket behind a place gives its town; behind a conference its day and place."""
    owner = skeleton.units[unit.owner]
    if unit.letter == "Ⓟ" and owner.letter == "Ⓟ" and any(m in draft.places for m in owner.mentions):
        add(draft.places, unit.mentions)
    elif unit.letter == "Ⓟ" and owner.letter in "ⒼⓃ" and draft.type == "enforcement" and _ON_SITE.search(draft.stage):
        add(draft.places, unit.mentions)
        draft.fill("place", "bracket")
    elif unit.letter == "Ⓟ" and owner.letter in "ⒼⓂ" and draft.type == "visit":
        if any(m in draft.role("counterpart") for m in owner.mentions):
            add(draft.places, unit.mentions)
            draft.fill("place", "bracket")
    elif (
        unit.letter in "ⓄⓃⓂ"
        and draft.type in ("establishment", "meeting")
        and _HEADED.search(skeleton.text[max(0, unit.at - 8) : unit.at])
        and (draft.type == "meeting" or any(m in draft.role("target") for m in owner.mentions))
    ):
        for m in unit.mentions:
            draft.add(m, "chair", "bracket")
    elif owner.letter == "Ⓒ" and draft.conference in owner.mentions and draft.type == "meeting":
        if unit.letter == "Ⓓ" and draft.date is None:
            draft.date = unit.mentions[0]
            draft.fill("date", "bracket")
        elif unit.letter == "Ⓟ":
            add(draft.places, unit.mentions)
            draft.fill("place", "bracket")
    elif unit.letter == "Ⓓ" and draft.date is None and draft.type == "legislation":
        draft.date = unit.mentions[0]
        draft.fill("date", "bracket")
