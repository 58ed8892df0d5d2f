"""Personnel notices: who takes which post, told in rows rather than sentences."""

from __future__ import annotations

import re

from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton

_NOTICE = re.compile(r"発令|(?:人事異動|任免|辞令)")
_LEAVING = re.compile(r"(?:^|[▽◇◆○●・。、\s\n)])(?:辞職|退職|定年退職|免官|依願退職|勇退)")
_ENTRY = re.compile(r"[▽▼◇◆○●\n]|\s{3,}")


def is_notice(skeleton: Skeleton) -> bool:
    """Whether a line lists appointments by a date of issue."""
    return bool(_NOTICE.search(skeleton.text)) and sum(u.letter in "ⓄⓃ" for u in skeleton.units) >= 2


def read(skeleton: Skeleton, memory: Context, found: list[Draft]) -> list[Draft]:
    """One 発令 with all who are appointed, one 辞職 with all who leave."""
    text = skeleton.text
    dates = [u for u in skeleton.units if u.letter == "Ⓓ"]
    kept = [d for d in found if d.type != "appointment"]
    at = _NOTICE.search(text)
    if at is None:
        return found
    borders = [0, *(m.start() for m in _ENTRY.finditer(text)), len(text)]
    groups: dict[str, list[int]] = {"発令": [], "辞職": []}
    leaving_at: tuple[int, int] | None = None
    for start, end in zip(borders, borders[1:], strict=False):
        leaving = _LEAVING.search(text, start, end)
        if leaving and leaving_at is None:
            leaving_at = leaving.span()
        for unit in skeleton.between(start, end):
            if unit.depth == 0 and unit.letter in "ⓄⓃ" and _named(memory, unit.mentions[0]):
                groups["辞職" if leaving else "発令"].append(unit.mentions[0])
    spans = {"発令": at.span(), "辞職": leaving_at}
    for stage, people in groups.items():
        span = spans[stage]
        if not people or span is None:
            continue
        draft = Draft(
            type="appointment",
            stage=stage,
            rule="personnel",
            form="clipped",
            trigger=skeleton.span(*span),
            sentence=(skeleton.start, skeleton.end),
        )
        draft.mentions = [draft.trigger]
        draft.date = dates[0].mentions[0] if dates else memory.heading_date
        draft.fill("date", "date of issue")
        for m in people:
            draft.add(m, "target", "row")
        draft.own = len(people) + 1
        kept.append(draft)
    return kept


def _named(memory: Context, mention: int) -> bool:
    """Whether a mention names a person, not only a post."""
    m = memory.mentions[mention]
    return m.label == "PERSON" or bool(m.value.split("/")[0]) or bool(m.attrs.get("name"))
