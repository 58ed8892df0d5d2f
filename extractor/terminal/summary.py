"""What was read out of a document, in columns: when, what, status and words of each event, its slots below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extractor.messages import say
from extractor.output.rows import fillers
from extractor.records import EVENT_TYPES, ROLES, STATUSES, Document, Event, Mention
from extractor.terminal.console import fitted, harmless, width
from extractor.terminal.show import STYLES

_STATUS_STYLES = {"occurred": "green", "ongoing": "cyan", "planned": "yellow", "cancelled": "red"}
_SLOTS = (*ROLES, "place", "law", "document", "conference")
_DATE = 21  # cells of the longest date that has its column to itself: a range of days
_GAP = 2

Cell = tuple[Text, int | None]  # what stands in a column, and the cells it may take (None: as many as it needs)


def print_summary(screen: Console, document: Document, *, explain: bool = False) -> None:
    """Prints a blank line, title, counts and the events.

    Args:
        screen: where to print.
        document: what to print.
        explain: also tell for each event its rule and confidence, and for each slot the rule and where it was read.
    """
    cells = width(screen)
    counts = (say("{} mentions", len(document.entities)), say("{} events", len(document.events)))
    published = say("published {}", document.published) if document.published else say("publication date unknown")
    origin = document.source or document.doc_id
    title = document.title or document.doc_id
    screen.print()
    for text, style in ((title, "bold"), (" · ".join((origin, published, *counts)), "dim")):
        for line in fitted(Text(harmless(text), style=style), cells):
            screen.print(line)
    if document.events:
        screen.print()
    mentions = {m.id: m for m in document.entities}
    columns = _widths(document)
    for event in document.events:
        for row in _event(event, mentions, columns, cells, explain=explain):
            for line in _laid_out(row):
                screen.print(line)


def _widths(document: Document) -> tuple[int, int, int]:
    """Cells of the columns of date, type or slot, and status: the same for every document but for long dates."""
    dates = [cell_len(part) for event in document.events for part in _date(event).plain.split("\n")]
    kinds, statuses = (max(cell_len(say(name)) for name in names) for names in ((*EVENT_TYPES, *_SLOTS), STATUSES))
    return min(max(dates, default=0), _DATE), kinds, statuses


def _event(
    event: Event, mentions: Mapping[str, Mention], columns: tuple[int, int, int], cells: int | None, *, explain: bool
) -> Iterator[list[Cell]]:
    date, kind, status = columns
    after_kind = None if cells is None else cells - date - kind - 2 * _GAP
    after_status = None if after_kind is None else after_kind - status - _GAP
    yield [
        (_date(event), date),
        (Text(say(event.type), "bold"), kind),
        (Text(say(event.status), _STATUS_STYLES[event.status]), status),
        (Text(harmless(event.trigger.text)), after_status),
    ]
    if explain:
        rule, form, sure = (event.attrs[key] for key in ("rule", "form", "confidence"))
        told = say("rule {}, {}, confidence {}", rule, form, f"{sure:.2f}")
        yield [(Text(), date), (Text(), kind), (Text(told, "dim"), after_kind)]
        for why in event.attrs["evidence"]:
            read = (f"  {why['rule']}, {why['start']}-{why['end']}", "dim")
            filler = Text.assemble(_name(mentions[why["mention"]]), read)
            yield [(Text(), date), (Text(say(why["slot"]), "dim"), kind), (filler, after_kind)]
    else:
        for slot, filled in groupby(fillers(event), lambda entry: entry[0]):
            names = Text(" · ").join(_name(mentions[i]) for _, i in filled)
            yield [(Text(), date), (Text(say(slot), "dim"), kind), (names, after_kind)]


def _date(event: Event) -> Text:
    """The date as in the record; one that is too long for its column has its end on a second line."""
    date = event.date or say("no date")
    if cell_len(date) > _DATE:
        date = date.replace("/", "/\n", 1)
    return Text(date, "cyan" if event.date else "dim")


def _name(mention: Mention) -> Text:
    """A filler on one line, whatever its line breaks in the text were."""
    return Text("".join(harmless(mention.text).split("\n")), STYLES[mention.label].replace("underline ", ""))


def _laid_out(row: list[Cell]) -> Iterator[Text]:
    """The lines of a row of columns."""
    columns = [fitted(text, cells) for text, cells in row]
    for parts in zip_longest(*columns, fillvalue=Text()):
        line = Text()
        for part, (_, cells) in zip(parts[:-1], row, strict=False):
            line.append_text(part).append(" " * ((cells or 0) - cell_len(part.plain) + _GAP))
        line.append_text(parts[-1])
        line.rstrip()
        yield line
