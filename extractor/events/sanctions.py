"""Lists of sanctions: each item below the sentence that announces them is an event of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.events.frames import Draft
from extractor.events.stretches import mentions_in
from extractor.text.page import Page

_GENERIC = frozenset({"行政処分", "処分", "懲戒処分"})
_ANNOUNCED = _GENERIC | {"命令", "措置命令", "勧告"}
# Headings over the sanctions of a sentence above.
_CONTENT = re.compile(r"(?:処分|命令|措置)(?:等)?の?(?:内容|概要|種類)\s*$")
_FOLLOWS = re.compile(r"(?:下記|以下|次)の(?:とおり|通り|[^、。]{0,6}(?:処分|命令|措置|勧告)|[0-9一二三四五])")
# How many lines below its announcement a list of sanctions may reach.
_BELOW, _UNDER_HEADING = 12, 40


def expand(drafts: list[Draft], page: Page, mentions: Sequence[Candidate]) -> list[Draft]:
    """``下記の行政処分を行いました`` before a list of sanctions: each item is the event, the sentence its mention."""
    announced = [d for d in drafts if d.type == "enforcement" and d.stage in _ANNOUNCED and not d.weak]
    lists: dict[int, tuple[Draft, list[Draft]]] = {}
    for draft in drafts:
        if draft.type == "enforcement" and draft.form in ("clipped", "continued"):
            parent = _parent(draft, announced, page)
            if parent is not None:
                lists.setdefault(id(parent), (parent, []))[1].append(draft)
    gone: set[int] = set()
    for parent, items in lists.values():
        if len(items) == 1 and not _FOLLOWS.search(page.text, *parent.sentence):
            continue
        titles = [d for d in announced if d.form == "title" and d is not parent]
        gone |= {id(d) for d in (parent, *titles)}
        for item in items:
            _complete(item, parent, mentions)
            for title in titles:
                item.mentions += title.mentions
    return [d for d in drafts if id(d) not in gone]


def _parent(draft: Draft, announced: Sequence[Draft], page: Page) -> Draft | None:
    """The announcement above a sanction that is an item of its list."""
    above = [
        d
        for d in announced
        if d is not draft and draft.line - d.line > 0 and d.form in ("past", "nonpast", "continued")
    ]
    nearest = above[-1] if above and draft.line - above[-1].line <= _BELOW else None
    if nearest is not None and draft.stage not in _GENERIC and _FOLLOWS.search(page.text, *nearest.sentence):
        return nearest
    if draft.evidence.get("target") == draft.evidence.get("date") == "row":
        listed = [d for d in above if _FOLLOWS.search(page.text, *d.sentence)]
        return listed[-1] if listed else None
    if not _under_heading(draft, page):
        return None
    whole = [d for d in above if d.stage in _GENERIC and draft.line - d.line <= _UNDER_HEADING]
    return whole[-1] if whole else None


def _under_heading(draft: Draft, page: Page) -> bool:
    """Whether a draft is an item, with its own number, below ``処分の内容``."""
    line = page.lines[draft.line]
    if not line.level or page.text[draft.sentence[0] : draft.sentence[1]].rstrip().endswith("。"):
        return False
    for index in range(draft.line - 1, max(-1, draft.line - 400), -1):
        above = page.lines[index]
        if above.kind == "heading" and above.level < line.level:
            return bool(_CONTENT.search(page.text, above.start, above.end))
    return False


def _complete(item: Draft, parent: Draft, mentions: Sequence[Candidate]) -> None:
    """Gives an item what its announcement tells."""
    item.weak = item.heading = False
    item.listed = True
    item.mentions += parent.mentions
    for m, role in parent.participants:
        if role != "target" or not item.role("target"):
            item.add(m, role, "list owner")
    acting = parent.role("agent")
    item.participants = [(m, r) for m, r in item.participants if r != "agent" or m in acting or not acting]
    if item.date is None:
        item.date = parent.date
    inside = range(*mentions_in(mentions, item.trigger[1], item.sentence[1]))
    bracketed = [i for i in inside if mentions[i].label == "LAW"]
    item.laws = list(dict.fromkeys([*parent.laws, *item.laws] if item.laws or not bracketed else bracketed))
    item.form, item.status = parent.form, parent.status
    item.own += parent.own
