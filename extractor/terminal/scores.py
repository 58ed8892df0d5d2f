"""The figures of an evaluation as a table."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from extractor.evaluation.changes import MEASURES, Change
from extractor.evaluation.scores import Scores
from extractor.messages import say
from extractor.terminal.width import pad

_NAME = 14
_HEADS = ("core", "values", "events", "slots")  # of the measures of changes


def print_scores(result: Scores) -> None:
    """Prints a line for each label, event type and slot: precision, recall, F1, number in gold and found."""
    figures = result.to_dict()

    def row(name: str, x: dict[str, float]) -> None:
        print(f"{pad(name, _NAME)}{x['p']:>8.3f}{x['r']:>8.3f}{x['f']:>8.3f}{x['gold']:>7}{x['pred']:>7}")

    def right(word: str, width: int) -> str:
        return " " * (width - cell_len(word)) + word

    print(say("{} documents", figures["documents"]))
    print(f"{'':<{_NAME}}{'P':>8}{'R':>8}{'F1':>8}{right(say('gold'), 7)}{right(say('pred'), 7)}")
    for label, x in figures["entities"].items():
        row(say(label), x)
    row(say("core strict"), figures["core"])
    row(say("core overlap"), figures["core_partial"])
    row(say("all strict"), figures["all"])
    shares = "  ".join(f"{say(label)} {v['right']}/{v['of']}" for label, v in figures["values"].items())
    total = figures["values_core"]
    print(f"{pad(say('values'), _NAME)}{shares}  {say('all')} {total['right']}/{total['of']}")
    for kind, x in figures["events"].items():
        row(say(kind), x)
    row(say("events"), figures["event_f"])
    for slot, x in figures["arguments"].items():
        row(f"  {say(slot)}", x)
    row(say("arguments"), figures["argument_f"])
    status, published = figures["status"], figures["published"]
    print(
        f"{say('status')} {status['right']}/{status['of']}   {say('published')} {published['right']}/{published['of']}"
    )


def print_changes(changes: Sequence[Change]) -> None:
    """Prints each document whose figures changed, and how many gained and lost.

    Args:
        changes: as ``evaluation.changes.compare`` gives them.
    """
    width = max((cell_len(c.document) for c in changes), default=0)
    heads = (" " * (8 - cell_len(say(m))) + say(m) + " " * 8 for m in _HEADS)
    print(("\n" + pad("", width) + "".join(heads)).rstrip())
    for c in changes:
        if c.before is None or any(c.now[m] != c.before[m] for m in MEASURES):
            cells = (f"{c.now[m]:>8.3f}{_moved(c, m):>8}" for m in MEASURES)
            print((pad(c.document, width) + "".join(cells)).rstrip())
    old = [c for c in changes if c.before is not None]
    gained, lost = sum(c.gain > 0 for c in old), sum(c.gain < 0 for c in old)
    told = (gained, lost, len(old) - gained - lost, len(changes) - len(old))
    print(say("{} documents gained, {} lost, {} as before, {} new", *told))


def _moved(change: Change, measure: str) -> str:
    if change.before is None:
        return ""
    by = change.now[measure] - change.before[measure]
    return f"{by:+.3f}" if by else "="
