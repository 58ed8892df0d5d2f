"""A text with its mentions in colour, noise dimmed, and a legend that counts the labels."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from extractor.messages import say
from extractor.records import LABELS, NOISE_ZONES, Document
from extractor.terminal.console import fitted, harmless, width

# Underlines keep mentions visible where there are no colours.
STYLES = {
    "OFFICIAL": "bold underline magenta",
    "MINISTRY": "bold underline blue",
    "LAW": "bold underline red",
    "DATE": "bold underline green",
    "PLACE": "bold underline yellow",
    "PERSON": "underline magenta",
    "ORG": "underline blue",
    "CONFERENCE": "underline cyan",
    "DOCUMENT": "underline red",
}


def print_text(screen: Console, document: Document) -> None:
    """Prints the legend and the whole text.

    Args:
        screen: where to print.
        document: what to print.
    """
    text = Text(harmless(document.text))
    for zone in document.zones:
        if zone.kind in NOISE_ZONES:
            text.stylize("dim", zone.start, zone.end)
    for mention in document.entities:
        text.stylize(STYLES[mention.label], mention.start, mention.end)
    for line in (*fitted(_legend(document), width(screen)), Text(), *fitted(text, width(screen))):
        screen.print(line)


def _legend(document: Document) -> Text:
    counts = Counter(mention.label for mention in document.entities)
    entries = (Text.assemble((say(label), STYLES[label]), f"\xa0{counts[label]}") for label in LABELS if counts[label])
    return Text("  ").join(entries)
