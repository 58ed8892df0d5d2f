"""Structured event records from Japanese public-sector text.

>>> import extractor
>>> document = extractor.extract("8月4日、経済産業省は声明を発表しました。", published="2025-08-07")
>>> [mention.value for mention in document.entities]
['2025-08-04', '経済産業省']
"""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractor.adaptation.model import Adaptation
    from extractor.adaptation.reading import read as adapt
    from extractor.pipeline import extract
    from extractor.records import Document, ExtractorError, InputError, ModelError
    from extractor.spacy_components import load
    from extractor.streams import extract_many

__all__ = [
    "Adaptation",
    "Document",
    "ExtractorError",
    "InputError",
    "ModelError",
    "__version__",
    "adapt",
    "extract",
    "extract_many",
    "load",
]

# Where each name lives, and what it is called there when that differs.
_HOME = {
    "adapt": "extractor.adaptation.reading:read",
    "extract": "extractor.pipeline",
    "extract_many": "extractor.streams",
    "load": "extractor.spacy_components",
    "Adaptation": "extractor.adaptation.model",
    "Document": "extractor.records",
    "ExtractorError": "extractor.records",
    "InputError": "extractor.records",
    "ModelError": "extractor.records",
}


def __getattr__(name: str) -> Any:
    """Imports the engine on first use, so that ``extractor --help`` answers at once."""
    if name == "__version__":
        return metadata.version("ja-event-extractor")
    if name not in _HOME:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from importlib import import_module

    module, _, own = _HOME[name].partition(":")
    return getattr(import_module(module), own or name)
