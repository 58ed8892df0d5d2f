"""What a change did to each document: figures of now against those of an earlier run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.records import ExtractorError

MEASURES = ("core", "core_values", "events", "arguments")


@dataclass(frozen=True, slots=True)
class Change:
    """A document's F1 by measure: before and now; before is None for a document that the earlier run did not have."""

    document: str
    before: Mapping[str, float] | None
    now: Mapping[str, float]

    @property
    def gain(self) -> float:
        """The sum of all measures' changes."""
        return sum(self.now[m] - self.before[m] for m in MEASURES) if self.before else 0.0


def read(path: Path) -> Mapping[str, Any]:
    """The figures that ``extractor evaluate --json`` wrote.

    Raises:
        ExtractorError: the file holds none.
    """
    try:
        figures = json.loads(path.read_text("utf-8"))
        for row in figures["per_document"].values():
            _measures(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExtractorError(f"{path} holds no figures; write them with 'extractor evaluate ... --json'") from error
    return figures  # type: ignore[no-any-return]


def compare(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Change]:
    """The change of every document of the run, the greatest gain first."""
    earlier = before["per_document"]
    changes = [
        Change(name, _measures(earlier[name]) if name in earlier else None, _measures(row))
        for name, row in now["per_document"].items()
    ]
    return sorted(changes, key=lambda c: (-round(c.gain, 6), c.document))


def _measures(row: Mapping[str, Any]) -> dict[str, float]:
    return {m: float(row[m]["f"]) for m in MEASURES}
