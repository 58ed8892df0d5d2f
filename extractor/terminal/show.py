"""A text with its mentions in colour."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from extractor.records import Document

_COLOURS = {
    "OFFICIAL": "bold magenta",
    "MINISTRY": "bold blue",
    "LAW": "bold red",
    "DATE": "bold green",
    "PLACE": "bold yellow",
    "PERSON": "magenta",
    "ORG": "blue",
    "CONFERENCE": "cyan",
    "DOCUMENT": "red",
}


def print_text(console: Console, document: Document) -> None:
    text = Text(document.text)
    for mention in document.entities:
        text.stylize(_COLOURS[mention.label], mention.start, mention.end)
    legend = Text(" ").join(Text(label, style=style) for label, style in _COLOURS.items())
    console.print(legend, text, sep="\n\n")
