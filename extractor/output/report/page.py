"""Puts the page together: template, styles, scripts and the data of the documents in one file.

Nothing of a document stands in the markup: all of it is JSON in an element that no browser runs, and the scripts put
it on the page as text nodes. The content security policy allows these scripts and styles, by their digests, and
nothing else: no request leaves the page, whatever a document holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any, TextIO

from jinja2 import Environment, StrictUndefined

from extractor import __version__
from extractor.output.report.payload import payload
from extractor.records import Document

_FOLDER = files("extractor.output.report")
# In the order of the page: later scripts use earlier ones.
_SCRIPTS = (
    *("dom", "data", "words", "dates", "state", "search"),
    *("details", "cards", "reader", "paint", "browser", "timeline", "graph", "layout", "network", "controls"),
)
_STYLES = ("base", "frame", "reader", "events", "charts", "print")
# What may not stand in a script element, and what JSON allows but old scripts do not.
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def write(documents: Iterable[Document], out: TextIO, *, stage: Callable[[str], object] | None = None) -> None:
    """Writes the report of ``documents``; the same documents give the same bytes.

    Args:
        documents: those that failed are shown with their errors.
        out: where the page goes.
        stage: is told what begins, for a display of progress.
    """
    style = "\n".join(_read(f"styles/{name}.css") for name in _STYLES)
    parts = "\n".join(_read(f"scripts/{name}.js") for name in _SCRIPTS)
    script = f'"use strict";\n(() => {{\n{parts}\n}})();\n'
    named = words()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_read("page.html.j2")).stream(
        policy=_policy(script, style),
        style=style,
        script=script,
        title=named["page.title"][0],
        noscript=named["page.noscript"],
        words=_json(named),
        data=_json(payload(documents, stage=stage)),
        version=__version__,
    )
    out.writelines(page)


def words() -> dict[str, list[str]]:
    """Every word of the page in Japanese and English, by its key."""
    rows = (line.split("\t") for line in _read("words.tsv").splitlines() if line and not line.startswith("#"))
    return {key: [ja, en] for key, ja, en in rows}


def _policy(script: str, style: str) -> str:
    """The page's content security policy."""
    rules = {
        "default-src": "'none'",
        "script-src": _digest(script),
        "style-src": _digest(style),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _json(value: Any) -> str:
    """JSON that can stand in a script element: it holds no markup, whatever the texts hold."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")
