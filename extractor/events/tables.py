"""Tables flattened to rows: who is the target of which sanction, who signed which of the papers told above."""

from __future__ import annotations

import re
from dataclasses import replace

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


_PAPERS = re.compile(r"(?:以下|次|下記)の(?:[0-9]+件の)?[^、。Ⓐ-Ⓩ]{0,6}(?:覚書|文書|協定|契約|書簡)")


def open_signing(memory: Context, skeleton: Skeleton, found: list[Draft]) -> None:
    """``以下の3件の覚書が取り交わされました``: the rows below name each paper and its signers."""
    signing = [d for d in found if d.type == "agreement" and not d.documents]
    if signing and _PAPERS.search(skeleton.text):
        memory.signing = signing[-1]
    elif skeleton.text.rstrip().endswith("。"):
        memory.signing = None


def signed(memory: Context, skeleton: Skeleton) -> None:
    """A row of a list of signed papers: the paper, or one of its signers."""
    parent = memory.signing
    if parent is None:
        return
    papers = [u for u in skeleton.units if u.letter == "Ⓣ" and not u.depth]
    if papers:
        one = replace(
            parent,
            documents=list(papers[0].mentions),
            participants=[p for p in parent.participants if p[1] == "attendee"],
            places=list(parent.places),
            laws=list(parent.laws),
            mentions=list(parent.mentions),
            evidence=parent.evidence | {"document": "list"},
            reasons=dict(parent.reasons),
            weak=False,
            listed=True,
        )
        parent.weak = True
        memory.opened.append(one)
        memory.told.append(one)
        return
    last = memory.told[-1] if memory.told else None
    if last is None or not last.listed or last.type != "agreement":
        return
    for unit in skeleton.units:
        if unit.letter in "ⓄⓂⒼⓃ" and not unit.depth and len(last.role("agent", "counterpart")) < 2:
            for m in unit.mentions:
                last.add(m, "counterpart" if last.role("agent") else "agent", "list")
