"""How sure a record is, and why each of its slots is filled.

``confidence`` is the calibrated probability that a record is right as a whole: it matches a gold event of its type
and no filled slot is wrong. A logistic model over facts about a draft. The weights were fitted by
``python models/build/event_confidence.py`` (L2 penalty 1, Newton's method from zero: the same outcomes give the same
weights) on ``models/build/sources/event_outcomes.tsv``: records of documents as the rules first met them, since records
that rules were repaired on would make it too sure. The script also prints the reliability table.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

from extractor.entities.candidates import Candidate
from extractor.events.frames import Draft

# Reasons that take a filler from elsewhere than the predicate's own clause.
_CARRIED = frozenset(
    {
        "running topic",
        "speaker",
        "main actor",
        "issuer",
        "question",
        "row",
        "heading",
        "title",
        "list owner",
        "dateline",
        "framing conference",
        "ceremony",
        "talks before",
        "event beside it",
        "act before",
        "scene",
        "visit under way",
        "law told before",
        "day of the act",
        "main party",
        "journey of the lead",
        "journey",
        "day of the line",
        "day of the cabinet",
        "day of arrival",
        "subject of the line",
        "diary",
        "open sentence",
        "asked council",
        "attendance told after",
        "town of the agent",
    }
)
_SENTENCE = frozenset(
    {
        "subject of the sentence",
        "date of the sentence",
        "place of the sentence",
        "partner of the sentence",
        "addressee of the sentence",
        "law of the sentence",
        "document of the sentence",
        "conference of the sentence",
    }
)
# Types whose records are wrong more often than others: more predicates, and more who may have done it.
_HARD = frozenset({"talks", "adoption", "assistance", "enforcement", "establishment", "incident", "visit"})
NAMES = ("base", "finite", "nominal", "relative", "undated", "slots", "carried", "sentence", "hard")
WEIGHTS = (3.25, -0.02, 0.02, 0.66, -0.94, -0.52, -0.29, -0.06, -1.05)


def features(
    kind: str, form: str, *, relative: bool, undated: bool, filled: int, rules: Collection[str]
) -> tuple[float, ...]:
    """The facts in the order of ``NAMES``.

    Args:
        kind: the event's type.
        form: the trigger's form.
        relative: the trigger describes a noun.
        undated: no date is filled.
        filled: number of fillers, the date and the conference aside.
        rules: the reasons of the filled slots.
    """
    return (
        1.0,
        float(form in ("past", "progressive", "nonpast")),
        float(form in ("title", "nominal", "clipped")),
        float(relative),
        float(undated),
        float(min(6, filled)),
        float(min(3, sum(rule in _CARRIED for rule in rules))),
        float(min(3, sum(rule in _SENTENCE for rule in rules))),
        float(kind in _HARD),
    )


def probability(values: Sequence[float], weights: Sequence[float] = WEIGHTS) -> float:
    """The logistic of the weighted sum, kept off 0 and 1."""
    score = sum(x * w for x, w in zip(values, weights, strict=True))
    return min(0.99, max(0.01, 1 / (1 + math.exp(-score))))


def facts(draft: Draft) -> dict[str, Any]:
    """What ``features`` needs to know of a draft."""
    return {
        "kind": draft.type,
        "form": draft.form,
        "relative": draft.relative,
        "undated": draft.date is None,
        "filled": len(draft.participants) + len(draft.places) + len(draft.laws) + len(draft.documents),
        "rules": sorted(set(draft.evidence.values())),
    }


def of(draft: Draft) -> float:
    """The confidence of a draft."""
    return round(probability(features(**facts(draft))), 2)


def evidence(draft: Draft, mentions: Sequence[Candidate]) -> list[dict[str, Any]]:
    """One entry a filler: slot, index of the mention, the rule that filled it, the mention's span in ``Page.text``."""
    fillers = [("date", draft.date)] if draft.date is not None else []
    fillers += [("place", i) for i in draft.places] + [(role, i) for i, role in draft.participants]
    fillers += [("law", i) for i in draft.laws] + [("document", i) for i in draft.documents]
    fillers += [("conference", draft.conference)] if draft.conference is not None else []
    return [
        {
            "slot": slot,
            "mention": i,
            "rule": draft.reasons.get((slot, i)) or draft.evidence.get(slot) or "merged",
            "start": mentions[i].start,
            "end": mentions[i].end,
        }
        for slot, i in fillers
    ]
