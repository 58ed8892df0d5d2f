"""Documents as JSON: a line each, or one array."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from extractor.records import Document


def write(documents: Iterable[Document], out: TextIO) -> None:
    """One JSON object a line and document."""
    for document in documents:
        out.write(json.dumps(document.to_dict(), ensure_ascii=False) + "\n")


def write_array(documents: Iterable[Document], out: TextIO) -> None:
    """One JSON array, written as the documents come."""
    out.write("[")
    for n, document in enumerate(documents):
        out.write(",\n" if n else "\n")
        out.write(json.dumps(document.to_dict(), ensure_ascii=False, indent=1))
    out.write("\n]\n")
