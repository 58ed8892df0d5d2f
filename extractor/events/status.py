"""Status of an event from tense, modality and the date of the text."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence

from extractor.entities.candidates import Candidate
from extractor.events.frames import Draft

# Verbs whose ている tells a result (締結しています), not something under way.
_RESULT = frozenset(
    {
        "agreement",
        "adoption",
        "legislation",
        "appointment",
        "award",
        "incident",
        "announcement",
        "establishment",
        "enforcement",
    }
)
# Help whose ている tells that it was given, unless since a day (15日から派遣しています).
_HANDED = frozenset(
    {
        "派遣",
        "拠出",
        "供与",
        "引渡し",
        "引き渡",
        "提供",
        "交付",
        "寄贈",
        "寄附",
        "寄付",
        "贈",
        "支給",
        "貸与",
        "送",
        "届け",
    }
)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def bounds(mention: Candidate) -> tuple[str, str]:
    """First and last day or minute of a DATE mention, empty when unknown."""
    start, end = mention.attrs.get("start"), mention.attrs.get("end")
    if isinstance(start, str) and isinstance(end, str):
        return start, end
    value = mention.value.replace("~", "").replace("?", "")
    first, _, last = value.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(value: str, *, last: bool) -> str:
    """A date of any precision as a day or minute."""
    if not re.match(r"\d{4}(?:-|$)", value):
        return ""
    if len(value) == 4:
        return value + ("-12-31" if last else "-01-01")
    if len(value) == 7:
        year, month = value[:4], int(value[5:])
        if month > 12:
            first, final = {21: ("03", "05"), 22: ("06", "08"), 23: ("09", "11"), 24: ("12", "02")}.get(
                month, ("01", "12")
            )
            if not last:
                return f"{year}-{first}-01"
            year = str(int(year) + 1) if month == 24 else year
            return f"{year}-{final}-28"
        return f"{value}-{monthrange(int(year), month)[1]:02d}" if last else f"{value}-01"
    return value


def status_of(draft: Draft, mentions: Sequence[Candidate], published: str | None) -> str:
    """occurred, ongoing, planned or cancelled, seen from the day of publication."""
    if draft.cancelled:
        return "cancelled"
    start, end = bounds(mentions[draft.date]) if draft.date is not None else ("", "")
    start, end = start[:10], end[:10]
    future = bool(published and start and start > published)
    past = bool(published and end and end < published)
    due = bool(published and end and end <= published)
    if draft.form == "progressive":
        if future and not (draft.type == "consultation" and start == end):  # 月末まで募集している
            return "planned"
        if draft.stage in _HANDED and past and draft.evidence.get("date") != "from" and not draft.relative:
            return "occurred"
        # ongoing only while the period runs; a punctual verb's ている is a result
        return (
            "occurred"
            if draft.type in _RESULT or draft.stage in ("諮問", "答申") or (past and draft.type in ("talks", "visit"))
            else "ongoing"
        )
    if draft.form == "past":
        return "planned" if future and draft.type != "announcement" else "occurred"
    if draft.planned:
        # 公布され、来年施行される予定: the first is told as done when its day is over
        return "occurred" if draft.chained and (past or due) else "planned"
    if draft.form == "nonpast":
        if future:
            return "planned"
        if past or (due and draft.chained):
            return "occurred"
        if published and start and start <= published <= end and start != end and draft.type == "consultation":
            return "ongoing"
        return "planned"
    # Clipped forms, titles and nominal uses tell no tense: the date decides.
    if (
        published
        and start
        and start <= published <= end
        and start != end
        and draft.type in ("consultation", "assistance")
    ):
        return "ongoing"
    return "planned" if future else "occurred"
