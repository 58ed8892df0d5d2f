"""What the event stage returns, and what it holds while it reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event in offsets of ``Page.text``; slots hold indices of mentions, ``date`` the value of a DATE mention."""

    type: str
    status: str
    trigger: tuple[int, int]
    sentence: tuple[int, int]
    date: str | None = None
    start: str | None = None
    end: str | None = None
    places: tuple[int, ...] = ()
    participants: tuple[tuple[int, str], ...] = ()
    laws: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    conference: int | None = None
    mentions: tuple[tuple[int, int], ...] = ()
    attrs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """An event while it is being put together. ``stage`` parts events of a type that are never one (公布, 施行).

    ``listed`` is an item of a list, each of which is an event. ``own`` counts the slots filled from the trigger's own
    clause; ``evidence`` names the rule of each slot, ``reasons`` that of each participant.
    """

    type: str
    stage: str
    rule: str
    form: str
    trigger: tuple[int, int]
    sentence: tuple[int, int]
    status: str = "occurred"
    date: int | None = None
    day_only: bool = False
    places: list[int] = field(default_factory=list)
    participants: list[tuple[int, str]] = field(default_factory=list)
    laws: list[int] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)
    conference: int | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)
    evidence: dict[str, str] = field(default_factory=dict)
    reasons: dict[tuple[str, int], str] = field(default_factory=dict)
    own: int = 0
    weak: bool = False
    heading: bool = False
    chained: bool = False
    planned: bool = False
    cancelled: bool = False
    passive: bool = False
    relative: bool = False
    line: int = 0
    listed: bool = False

    def fill(self, slot: str, rule: str) -> None:
        """Notes why a slot is filled; the first reason stays."""
        self.evidence.setdefault(slot, rule)

    def add(self, mention: int, role: str, rule: str) -> None:
        """Adds a participant once."""
        if all(m != mention for m, _ in self.participants):
            self.participants.append((mention, role))
            self.reasons[role, mention] = rule
            self.fill(role, rule)

    def role(self, *roles: str) -> list[int]:
        """The participants in any of the roles."""
        return [m for m, r in self.participants if r in roles]


def add(slot: list[int], mentions: Iterable[int]) -> None:
    """Adds mentions to a slot once."""
    slot += [m for m in dict.fromkeys(mentions) if m not in slot]
