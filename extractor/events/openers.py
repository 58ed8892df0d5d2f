"""A sentence whose predicates stand in the list below it: ``大臣は、A社に対し、`` and then ``①改善命令を発出し、``."""

from __future__ import annotations

import re

from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.roles import SUBJECT, may_act, plain
from extractor.events.skeleton import ACTORS, Skeleton
from extractor.events.triggers import Trigger

_OPEN = re.compile(r"(?:[、は]|に対し(?:て)?、?|において、?)\s*$")

_ADDRESSED = frozenset({"target", "counterpart"})


def open_list(context: Context, skeleton: Skeleton) -> None:
    """Remembers the line when it leaves its sentence open."""
    context.opener = skeleton if skeleton.units and _OPEN.search(skeleton.text) else None


def complete(context: Context, draft: Draft, trigger: Trigger, skeleton: Skeleton) -> None:
    """Fills what is open in an item's event from the line that opened the sentence."""
    opener = context.opener
    if opener is None or trigger.relative or opener.start >= skeleton.start:
        return
    draft.listed = draft.type == "enforcement"
    if draft.form == "nonpast" and skeleton.text.rstrip().endswith("とともに、"):
        draft.form = "past"
    roles = trigger.row.roles
    for unit in opener.units:
        if unit.depth:
            continue
        if unit.letter == "Ⓓ" and draft.date is None and unit.case not in ("no", "attr", "skip"):
            draft.date = unit.mentions[0]
            draft.fill("date", "open sentence")
        elif unit.letter == "Ⓟ" and unit.case == "de" and not draft.places:
            draft.places = list(unit.mentions)
            draft.fill("place", "open sentence")
        elif unit.letter in ACTORS and unit.case in SUBJECT:
            role = roles["ga"]
            if role and not trigger.passive and not draft.role(role) and may_act(unit, draft.type, role):
                for m in unit.mentions:
                    draft.add(m, role, "open sentence")
        elif unit.letter in "ⒼⓃⓄⓂ" and unit.case == "ni" and plain(roles["ni"]) in _ADDRESSED:
            other = "に対し" in skeleton.text[: trigger.start]  # ②機長に対し、…
            if not other and not draft.role("target", "counterpart"):
                for m in unit.mentions:
                    draft.add(m, plain(roles["ni"]), "open sentence")
