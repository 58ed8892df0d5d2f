"""The confidence of event records: weights as the build script fits them, and their reliability."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from extractor.events import confidence

SCRIPT = Path(__file__).parent.parent / "models" / "build" / "event_confidence.py"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("event_confidence", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_weights_are_those_of_the_recorded_outcomes(build: ModuleType) -> None:
    assert tuple(round(w, 2) for w in build.fit(build.recorded())) == confidence.WEIGHTS


def test_what_is_sure_is_right(build: ModuleType) -> None:
    judged = [(confidence.probability(x), right) for _, x, right in build.recorded()]
    table = build.reliability(judged)
    assert all(abs(mean - share) < 0.1 for _, mean, share in table), table
    assert table[-1][2] - table[0][2] > 0.2, table


@pytest.mark.parametrize(
    ("kind", "rules", "more", "less"),
    [
        ("meeting", ["topic"], {"filled": 1}, {"filled": 5}),
        ("talks", ["topic"], {"undated": False}, {"undated": True}),
    ],
)
def test_more_that_may_be_wrong_makes_it_less_sure(
    kind: str, rules: list[str], more: dict[str, int], less: dict[str, int]
) -> None:
    def sure(changed: dict[str, int]) -> float:
        known = {"relative": False, "undated": False, "filled": 2, **changed}
        return confidence.probability(confidence.features(kind, "past", rules=rules, **known))  # type: ignore[arg-type]

    assert sure(more) > sure(less)
