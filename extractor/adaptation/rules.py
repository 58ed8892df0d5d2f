"""Users' rules: a TOML file of ``[[trigger]]`` tables, each an event trigger with an example and a counter-example."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from extractor.adaptation.model import OwnTrigger
from extractor.records import EVENT_TYPES, ROLES, STATUSES
from extractor.text.folding import fold

# How a trigger is inflected; as in models/rules/triggers.tsv.
KINDS = {
    "suru": "開所 (する, を行う, 開所。)",
    "k5": "開 (く)",
    "s5": "催 (す)",
    "w5": "行 (う)",
    "r5": "贈 (る)",
    "b5": "結 (ぶ)",
    "m5": "営 (む)",
    "t5": "打 (つ)",
    "1": "設け (る)",
}
PARTICLES = ("ga", "wo", "ni", "to")
_ROLES = (*ROLES, "place")
_TEXTS = ("id", "type", "trigger", "kind", "before", "status", "example", "counter_example")
_NEEDED = ("type", "trigger", "example", "counter_example")
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*trigger[ \t]*\]\]", re.M)


def parse(text: str, *, name: str, faults: list[str]) -> Iterator[OwnTrigger]:
    """Yields the sound rules of a file; arguments as in ``lexicons.parse``."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = at[1] if at else str(text.count("\n") + 1)
        faults.append(f"{name}:{line}: is no TOML ({error}); quote texts and close brackets")
        return
    if extra := sorted(content.keys() - {"trigger"}):
        faults.append(f"{name}:{_line(text, 0, extra[0])}: {extra[0]!r} is unknown here; rules are [[trigger]] tables")
    rows = content.get("trigger")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        faults.append(f"{name}: holds no [[trigger]] table; write one for each rule")
        return
    starts = [m.start() for m in _TABLE.finditer(text)]
    for n, row in enumerate(rows):
        start = starts[n] if n < len(starts) else 0
        fault = _fault(row)
        if fault is not None:
            key, wrong = fault
            faults.append(f"{name}:{_line(text, start, key)}: {wrong}")
        else:
            yield _trigger(row, f"{name}:{_line(text, start, '')}")


def _line(text: str, start: int, key: str) -> int:
    """The line of a key in the table that begins at ``start``, or of the table itself."""
    end = _TABLE.search(text, start + 1)
    at = re.compile(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*=', re.M).search(text, start, end.start() if end else len(text))
    return text.count("\n", 0, at.end() if key and at else start) + 1


def _fault(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The key and what is wrong with it; None when all is well."""
    for key in row:
        if key not in (*_TEXTS, "roles"):
            return key, f"{key!r} is unknown; the keys are {', '.join((*_TEXTS, 'roles'))}"
        if key != "roles" and not isinstance(row[key], str):
            return key, f"{key} must be a text in quotes"
    for key in _NEEDED:
        if not row.get(key):
            return key, f"{key} is missing"
    for key, allowed in (("type", EVENT_TYPES), ("status", STATUSES), ("kind", tuple(KINDS))):
        if key in row and row[key] not in allowed:
            return key, f"{key} {row[key]!r} is none of {', '.join(allowed)}"
    roles = row.get("roles", {})
    if not isinstance(roles, dict) or not all(isinstance(role, str) for role in roles.values()):
        return "roles", 'roles must be a table such as { ga = "agent", wo = "target" }'
    for particle, role in roles.items():
        if particle not in PARTICLES:
            return "roles", f"particle {particle!r} is none of {', '.join(PARTICLES)}"
        if role not in _ROLES:
            return "roles", f"role {role!r} is none of {', '.join(_ROLES)}"
    try:
        re.compile(row.get("before", ""))
    except re.error as error:
        return "before", f"before is no regular expression ({error})"
    return None


def _trigger(row: Mapping[str, Any], where: str) -> OwnTrigger:
    roles = row.get("roles", {})
    return OwnTrigger(
        id=row.get("id") or f"own.{row['type']}.{row['trigger']}",
        type=row["type"],
        stem=fold(row["trigger"]).text,
        kind=row.get("kind", "suru"),
        before=row.get("before", ""),
        # 'place' is no participant: that slot is filled by places only
        roles=tuple((p, "|place" if roles.get(p) == "place" else roles.get(p, "")) for p in PARTICLES),
        status=row.get("status", ""),
        where=where,
        example=row["example"],
        counter_example=row["counter_example"],
    )
