"""Gold files: annotation inside the text, events as JSON lines below it.

::

    id: sample-001
    published: 2025-08-07
    ---
    {{DATE:2025-08-04|8月4日}}、{{MINISTRY:経済産業省|経産省}}は…
    ---
    {"type": "talks", "status": "occurred", "triggers": ["会談"], ...}

``<<boilerplate>>`` and ``<<duplicate>>`` with their closing marks, each on its own line, enclose zones
without annotation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.records import EVENT_TYPES, LABELS, ROLES, STATUSES, InputError

_MARK = re.compile(
    r"\{\{(?P<label>[A-Z]+)(?::(?P<value>[^|{}]*))?\|(?P<surface>[^{}]*)\}\}|^<<(?P<close>/?)(?P<zone>boilerplate|duplicate)>>\n?",
    re.M,
)
_EVENT_FIELDS = frozenset(
    {"type", "status", "triggers", "date", "places", "participants", "laws", "documents", "conference"}
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An annotated mention; offsets count code points of ``GoldDocument.text``."""

    label: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its annotation; ``masks`` are the zones without annotation."""

    id: str
    published: str
    text: str
    mentions: tuple[GoldMention, ...]
    events: tuple[Mapping[str, Any], ...]
    masks: tuple[tuple[int, int], ...]


def read_folder(folder: Path) -> list[GoldDocument]:
    """All ``*.gold.txt`` of a folder, by file name.

    Raises:
        InputError: there is none, or one is malformed.
    """
    documents = [read(path) for path in sorted(folder.glob("*.gold.txt"))]
    if not documents:
        raise InputError(f"no *.gold.txt in {folder}; name a folder that holds gold files, such as samples/gold")
    return documents


def read(path: Path) -> GoldDocument:
    """One gold file.

    Raises:
        InputError: it is malformed; the message names the file and the fault.
    """
    try:
        source = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is no UTF-8 ({error}); convert it") from error
    document = parse(source, name=str(path))
    faults = list(check(document))
    if faults:
        raise InputError(f"{path}: " + "; ".join(faults))
    return document


def parse(source: str, *, name: str = "gold") -> GoldDocument:
    """A gold file's content, without the checks of ``check``.

    Raises:
        InputError: header, separators, zone marks or event lines are malformed.
    """
    parts = re.split(r"^---\n", source, maxsplit=2, flags=re.M)
    if len(parts) != 3:
        raise InputError(f"{name}: expected header, text and events parted by two '---' lines")
    head, body, tail = parts
    header = {}
    for line in head.strip().splitlines():
        key, colon, value = line.partition(":")
        if not colon:
            raise InputError(f"{name}: header line without a colon: {line!r}")
        header[key.strip()] = value.strip()
    if "id" not in header:
        raise InputError(f"{name}: the header has no id")
    text, mentions, masks = _parse_body(body.removesuffix("\n"), name)
    events = []
    for line in filter(None, map(str.strip, tail.split("\n"))):
        try:
            events.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise InputError(f"{name}: event line is no JSON ({error}): {line[:60]}") from error
    return GoldDocument(header["id"], header.get("published", ""), text, tuple(mentions), tuple(events), tuple(masks))


def _parse_body(body: str, name: str) -> tuple[str, list[GoldMention], list[tuple[int, int]]]:
    pieces: list[str] = []
    length = at = 0
    mentions, masks = [], []
    opened: tuple[str, int] | None = None
    for mark in _MARK.finditer(body):
        pieces.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark["label"]:
            surface = mark["surface"]
            mentions.append(GoldMention(mark["label"], mark["value"] or "", surface, length, length + len(surface)))
            pieces.append(surface)
            length += len(surface)
        elif not mark["close"]:
            if opened:
                raise InputError(f"{name}: <<{mark['zone']}>> inside <<{opened[0]}>>")
            opened = (mark["zone"], length)
        else:
            if not opened or opened[0] != mark["zone"]:
                raise InputError(f"{name}: <</{mark['zone']}>> closes nothing")
            masks.append((opened[1], length))
            opened = None
    if opened:
        raise InputError(f"{name}: <<{opened[0]}>> is not closed")
    return "".join(pieces) + body[at:], mentions, masks


def check(document: GoldDocument) -> Iterator[str]:
    """The faults of a gold document, in words."""
    if left := re.search(r"\{\{|\}\}|<<", document.text):
        yield f"markup left in the text: {document.text[max(0, left.start() - 10) :][:40]!r}"
    for m in document.mentions:
        if m.label not in LABELS:
            yield f"unknown label {m.label}"
        if not m.text or m.text != m.text.strip():
            yield f"blank at the edge of {m.text!r}"
        if any(a <= m.start < b for a, b in document.masks):
            yield f"mention in a zone without annotation: {m.text!r}"
    for event in document.events:
        yield from _check_event(document, event)


def _check_event(document: GoldDocument, event: Mapping[str, Any]) -> Iterator[str]:
    if event.keys() != _EVENT_FIELDS:
        yield f"event fields differ from the form: {sorted(event.keys() ^ _EVENT_FIELDS)}"
        return
    if event["type"] not in EVENT_TYPES or event["status"] not in STATUSES:
        yield f"event type or status unknown: {event['type']}/{event['status']}"
    for trigger in event["triggers"] or [""]:
        if not trigger or trigger not in document.text:
            yield f"trigger not in the text: {trigger!r}"
    for participant in event["participants"]:
        if len(participant) != 2 or participant[1] not in ROLES:
            yield f"participant must be [mention, role]: {participant!r}"
    for slot, filler in slots(event):
        if slot != "date" and not any(same_name(filler, m.text) for m in document.mentions):
            yield f"{slot} filler is no mention of the text: {filler!r}"


def slots(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The filled slots of a gold event; a participant's slot is its role."""
    out = [("date", event["date"])] if event["date"] else []
    out += [("place", place) for place in event["places"]]
    out += [(role, who) for who, role in event["participants"]]
    out += [("law", law) for law in event["laws"]]
    out += [("document", document) for document in event["documents"]]
    return out + ([("conference", event["conference"])] if event["conference"] else [])


_IGNORED = re.compile(r"[\s「」『』]|株式会社|有限会社|合同会社|\((?:株|有|同)\)")


def plain_name(name: str) -> str:
    """A name as fillers are compared: width, spaces, quotes and company forms do not count."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name))


def same_name(a: str, b: str) -> bool:
    """Whether two names are equal or the longer one holds the shorter one of at least two characters."""
    a, b = plain_name(a), plain_name(b)
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 2 and (a in b or b in a)))
