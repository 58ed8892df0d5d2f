"""How sure a record is, and why each of its slots is filled.

``confidence`` is the calibrated probability that a record is right as a whole: it matches a gold event of its type
and no filled slot is wrong. A logistic model over seven facts about a draft. The weights were fitted by
``python models/build/event_confidence.py`` (L2 penalty 1, Newton's method from zero: the same gold gives the same
weights) on the 188 records of sample-13 to sample-24, which hardly any rule had been repaired on;
samples that rules were repaired on would make it too sure. The script also prints the reliability table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
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
NAMES = ("base", "finite", "nominal", "relative", "undated", "slots", "carried", "sentence")
WEIGHTS = (2.02, 0.12, -0.12, -0.42, 0.15, -0.2, -2.03, 0.0)


def features(draft: Draft) -> tuple[float, ...]:
    """The facts in the order of ``NAMES``."""
    rules = list(draft.evidence.values())
    filled = len(draft.participants) + len(draft.places) + len(draft.laws) + len(draft.documents)
    return (
        1.0,
        float(draft.form in ("past", "progressive", "nonpast")),
        float(draft.form in ("title", "nominal", "clipped")),
        float(draft.relative),
        float(draft.date is None),
        float(min(6, filled)),
        float(min(3, sum(rule in _CARRIED for rule in rules))),
        float(min(3, sum(rule in _SENTENCE for rule in rules))),
    )


def probability(values: Sequence[float], weights: Sequence[float] = WEIGHTS) -> float:
    """The logistic of the weighted sum, kept off 0 and 1."""
    score = sum(x * w for x, w in zip(values, weights, strict=True))
    return min(0.99, max(0.01, 1 / (1 + math.exp(-score))))


def of(draft: Draft) -> float:
    """The confidence of a draft."""
    return round(probability(features(draft)), 2)


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
