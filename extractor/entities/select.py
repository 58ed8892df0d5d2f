"""The one overlap policy: which of the proposed mentions stand."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.entities.candidates import Candidate

# What wins among proposals of equal length: the more specific reading of the same words.
_RANK = {
    label: rank
    for rank, label in enumerate(
        ("LAW", "DATE", "OFFICIAL", "CONFERENCE", "MINISTRY", "DOCUMENT", "PERSON", "ORG", "PLACE")
    )
}
STATISTICAL, SECOND_OPINION = "tagger", "ginza"
# Rules whose proposals only fill the gaps that those before them leave; all others are grammar and lexicons.
_GAP_FILLERS = {STATISTICAL: 1, SECOND_OPINION: 2}


def select(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Chooses mentions that do not overlap, in text order.

    Grammar and lexicons go before the statistical tagger and this before the second opinion, which only fill the
    gaps that are left; within a rank the longest proposal wins, since a longer name holds the shorter one as a part.
    """

    ordered = sorted(candidates, key=lambda c: (_GAP_FILLERS.get(c.rule, 0), c.start - c.end, _RANK[c.label], c.start))
    taken = bytearray(max((c.end for c in ordered), default=0))
    chosen = []
    for c in ordered:
        if taken.find(1, c.start, c.end) < 0:
            taken[c.start : c.end] = b"\x01" * (c.end - c.start)
            chosen.append(c)
    return sorted(chosen, key=lambda c: c.start)
