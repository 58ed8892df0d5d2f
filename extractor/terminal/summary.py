"""What was read out of a document, as a few lines an event."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from extractor.output.rows import fillers
from extractor.records import Document


def print_summary(console: Console, document: Document, *, explain: bool = False) -> None:
    """Title, counts and one entry an event: when, what and status on one line, the filled slots on the next.

    Args:
        console: where to print.
        document: what to print.
        explain: instead of the slots' line, a line for each slot with the rule that filled it and where it was read.
    """
    names = {m.id: m.text for m in document.entities}
    origin = document.source or document.doc_id
    console.print(Text(f"\n{document.title or document.doc_id}", style="bold"))
    console.print(
        Text(
            f"{origin} · published {document.published or 'unknown'} · "
            f"{len(document.entities)} mentions · {len(document.events)} events",
            style="dim",
        )
    )
    for event in document.events:
        day, kind = Text(event.date or "no date", style="green"), Text(event.type, style="bold")
        console.print(Text("  ").join((day, kind, Text(event.status), Text(event.trigger.text))))
        if explain:
            rule, form, sure = (event.attrs[key] for key in ("rule", "form", "confidence"))
            console.print(Text(f"    rule {rule}, {form}, confidence {sure:.2f}", style="dim"))
            for why in event.attrs["evidence"]:
                read = f"{why['rule']}, {why['start']}-{why['end']}"
                console.print(
                    Text.assemble("    ", (f"{why['slot']} ", "dim"), names[why["mention"]], (f"  {read}", "dim"))
                )
        elif slots := [Text.assemble((f"{slot} ", "dim"), names[i]) for slot, i in fillers(event)]:
            console.print(Text("    ") + Text(" · ").join(slots))
