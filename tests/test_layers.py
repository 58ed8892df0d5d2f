"""The stages import only what comes before them (DESIGN: read, entities, linking, events, output)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extractor"

# Each layer may import itself and what is listed; records and resources are open to all.
ALLOWED = {
    "records": set(),
    "resources": {"records"},
    "text": {"records", "resources"},
    "adaptation": {"records", "text"},
    "entities": {"adaptation", "records", "resources", "text"},
    "linking": {"records", "resources", "text", "entities"},
    "events": {"adaptation", "records", "resources", "text", "entities", "linking"},
    "corpus": {"records", "resources"},
    "output": {"records", "resources", "corpus", "text", "spacy_components"},
    "evaluation": {"records", "resources"},
    "pipeline": {"adaptation", "records", "resources", "text", "entities", "linking", "events"},
    "workers": {"records"},
    "streams": {"adaptation", "records", "pipeline", "workers"},
    "trial": {"records", "text", "adaptation", "pipeline"},
    "runs": {"adaptation", "records", "text", "pipeline", "streams", "output"},
    "spacy_components": {"adaptation", "records", "resources", "text", "pipeline"},
    "connect": {"records", "resources", "streams", "output"},
    "messages": set(),
    "terminal": {"records", "messages", "output", "evaluation"},
    "cli": {
        "adaptation",
        "trial",
        "messages",
        "records",
        "resources",
        "text",
        "pipeline",
        "streams",
        "runs",
        "output",
        "evaluation",
        "corpus",
        "terminal",
    },
    "__init__": {"adaptation", "records", "pipeline", "streams", "spacy_components"},
}


def imported_layers(path: Path) -> set[str]:
    """The layers of ``extractor`` that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "extractor" and len(parts) > 1 and not parts[1].startswith("__"):
                found.add(parts[1])
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_only_earlier_stages(path: Path) -> None:
    relative = path.relative_to(PACKAGE)
    layer = relative.parts[0].removesuffix(".py")
    assert imported_layers(path) - {layer} <= ALLOWED[layer]


def test_every_layer_has_a_rule() -> None:
    layers = {
        p.name.removesuffix(".py") for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()
    }
    assert layers == set(ALLOWED)
