"""Users' lexicons: tab-separated lines, the first of which names the columns; ``#`` begins a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.adaptation.model import OwnName
from extractor.records import LABELS
from extractor.text.folding import fold

OWN_LABELS = tuple(label for label in LABELS if label != "DATE")
_NEEDED = ("label", "name")
_COLUMNS = (*_NEEDED, "value", "aliases", "example", "counter_example")
# The forms of values, as the data dictionary has them.
_VALUES = {
    "LAW": (re.compile(r"[0-9]{3}[A-Z]{2}[0-9A-Z]{10}"), "an e-Gov law ID such as 325AC0000000131"),
    "PLACE": (re.compile(r"[A-Z]{2}(?::.+)?|JP-[0-9]{2}(?:[0-9]{3})?"), "KR, KR:仁川, JP-13 or JP-13101"),
    "OFFICIAL": (re.compile(r"[^/]*/[^/]*/[^/]*"), "name/title/organisation"),
    "PERSON": (re.compile(r"[^/]*/[^/]*/[^/]*"), "name/title/organisation"),
}
_SHORTEST = 2  # characters; a name of one would be found inside other words


def parse(text: str, *, name: str, faults: list[str]) -> Iterator[OwnName]:
    """Yields the sound entries of a lexicon.

    Args:
        text: the file's content.
        name: its name, for the messages.
        faults: takes what is wrong, with file and line.
    """
    header: list[str] = []
    for n, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            missing = [column for column in _NEEDED if column not in header]
            unknown = [column for column in header if column not in _COLUMNS]
            if missing or unknown:
                wrong = f"has no column {missing[0]}" if missing else f"has an unknown column {unknown[0]!r}"
                faults.append(f"{name}:{n}: the header {wrong}; the columns are {', '.join(_COLUMNS)}")
                return
            continue
        if len(cells) > len(header):
            faults.append(f"{name}:{n}: {len(cells)} cells, the header has {len(header)}; part them by single tabs")
            continue
        row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
        entry = _entry(row, f"{name}:{n}", faults)
        if entry is not None:
            yield entry
    if not header:
        faults.append(f"{name}: is empty; the first line names the columns {', '.join(_COLUMNS)}")


def _entry(row: dict[str, str], where: str, faults: list[str]) -> OwnName | None:
    label, value = row["label"], row.get("value", "")
    if label not in OWN_LABELS:
        faults.append(f"{where}: label {label!r} is none of {', '.join(OWN_LABELS)}")
        return None
    names = tuple(dict.fromkeys(fold(part.strip()).text for part in (row["name"], *row.get("aliases", "").split("|"))))
    names = tuple(part for part in names if part)
    if not fold(row["name"]).text:
        faults.append(f"{where}: the name is blank")
        return None
    for part in names:
        if len(part) < _SHORTEST:
            faults.append(f"{where}: {part!r} is too short; it would be found inside other words")
            return None
    if value and label in _VALUES and not _VALUES[label][0].fullmatch(value):
        faults.append(f"{where}: the value {value!r} of label {label} must be {_VALUES[label][1]}, or blank")
        return None
    if not value:
        # Bodies are their own names, people their names without a post; the others have no value then.
        value = {"MINISTRY": row["name"], "OFFICIAL": f"{row['name']}//", "PERSON": f"{row['name']}//"}.get(label, "")
    return OwnName(label, names, value, where, row.get("example", ""), row.get("counter_example", ""))
