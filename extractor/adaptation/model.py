"""The additions as one frozen value: equal content is equal, whatever files it came from, so caches go by it."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import dataclass, field
from functools import cached_property, lru_cache


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of a user's lexicon.

    Args:
        label: one of ``records.LABELS`` but DATE.
        names: the name and its aliases, folded as the texts are.
        value: the value of its mentions.
        where: ``file:line``.
        example, counter_example: texts that hold a mention of it and none; empty when not given.
    """

    label: str
    names: tuple[str, ...]
    value: str
    where: str
    example: str = ""
    counter_example: str = ""


@dataclass(frozen=True, slots=True)
class OwnTrigger:
    """A trigger of a user's rules; the fields are those of ``models/rules/triggers.tsv``.

    Args:
        id: name of the rule, in the records' ``attrs``.
        type: one of ``records.EVENT_TYPES``.
        stem: the words that do not change.
        kind: how they are inflected.
        before: regular expression that must match the words in front, empty for any; ``!`` in front: must not.
        roles: case particles (ga, wo, ni, to) and the role of whoever stands with each.
        status: status of its events; empty: told by tense and dates.
        where: ``file:line``.
        example, counter_example: texts that hold an event of the rule and none.
    """

    id: str
    type: str
    stem: str
    kind: str
    before: str
    roles: tuple[tuple[str, str], ...]
    status: str
    where: str
    example: str
    counter_example: str


@dataclass(frozen=True, eq=False)
class Adaptation:
    """Names and triggers of a user's own; they go before those of the program.

    Made by ``extractor.adapt``; two with the same content are equal.
    """

    names: tuple[OwnName, ...] = ()
    triggers: tuple[OwnTrigger, ...] = ()
    key: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        content = [
            [[n.label, n.names, n.value] for n in self.names],
            [[t.id, t.type, t.stem, t.kind, t.before, t.roles, t.status] for t in self.triggers],
        ]
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        object.__setattr__(self, "key", digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Adaptation) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    @cached_property
    def packed(self) -> bytes:
        """The whole as bytes, for other processes; made once."""
        return pickle.dumps((self.names, self.triggers))


@lru_cache(maxsize=4)
def unpacked(data: bytes) -> Adaptation:
    """What ``Adaptation.packed`` packed."""
    return Adaptation(*pickle.loads(data))


NONE = Adaptation()
