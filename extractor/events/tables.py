"""Tables of the sanctioned, flattened to rows: who is the target of which sanction of the sentence above."""

from __future__ import annotations

import re

from extractor.events.context import Context
from extractor.events.frames import Draft
from extractor.events.skeleton import Skeleton, Unit

_HEADER = re.compile(r"(?:事業者|業者|会社|法人|企業)名|名宛人|商号")
_CELLS = re.compile(r"\s*[\t|│]\s*|\s{1,}")
_EMPTY = re.compile(r"(?:[-－―‐—ー×]|なし|無し?|対象外)$")
_GAP = re.compile(r"\s[-－―‐—ー×](?:\s|$)")
# 排除措置命令 is 排除措置 in a table, 課徴金納付命令 is 課徴金額.
_KIND = re.compile(r"(?:納付)?(?:命令|処分)$")


def open_header(memory: Context, skeleton: Skeleton) -> None:
    """``番号 事業者名 排除措置命令 課徴金額``: the rows below name the targets of the sanctions told above."""
    if skeleton.units or not _HEADER.search(skeleton.text):
        return
    cells = _CELLS.split(skeleton.text.strip())
    owner = next((d for d in reversed(memory.told) if d.type == "enforcement" and not d.weak), None)
    if len(cells) > 1 and owner is not None and not owner.role("target"):
        memory.label, memory.header = ("sanctioned", owner), tuple(cells)


def add_target(memory: Context, owner: Draft, unit: Unit, skeleton: Skeleton) -> None:
    """Makes a row's company the target of each sanction of the sentence whose cell is not empty."""
    for draft in memory.told:
        if draft.type != "enforcement" or draft.weak or draft.sentence != owner.sentence:
            continue
        if draft.role("target") and draft.evidence.get("target") != "table":
            continue
        if draft.stage.startswith("課徴金") and not re.search(r"[0-9]\s?[万億]?円|○", skeleton.text):
            continue
        cell = _cell(skeleton.text, _KIND.sub("", draft.stage), memory.header)
        if not _EMPTY.match(cell or ("-" if _GAP.search(skeleton.text) else "")):
            for m in unit.mentions:
                draft.add(m, "target", "table")


def _cell(row: str, kind: str, header: tuple[str, ...]) -> str:
    """What a row holds for a kind of sanction: behind its name, or below it, counted from the right."""
    inline = re.search(re.escape(kind) + r"(?:納付)?(?:命令|額|処分)?\s*[::]?\s*(\S+)", row)
    if inline:
        return inline[1]
    column = next((n for n, name in enumerate(reversed(header)) if name.startswith(kind)), None)
    cells = _CELLS.split(row.strip())
    return "" if column is None or column >= len(cells) else cells[-1 - column]
