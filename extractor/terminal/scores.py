"""The figures of an evaluation as a table."""

from __future__ import annotations

from extractor.evaluation.scores import Scores


def print_scores(result: Scores) -> None:
    figures = result.to_dict()

    def row(name: str, x: dict[str, float]) -> None:
        print(f"{name:<14}{x['p']:>8.3f}{x['r']:>8.3f}{x['f']:>8.3f}{x['gold']:>7}{x['pred']:>7}")

    print(f"{figures['documents']} documents")
    print(f"{'':<14}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'pred':>7}")
    for label, x in figures["entities"].items():
        row(label, x)
    row("core strict", figures["core"])
    row("core overlap", figures["core_partial"])
    row("all strict", figures["all"])
    shares = "  ".join(f"{label} {v['right']}/{v['of']}" for label, v in figures["values"].items())
    total = figures["values_core"]
    print(f"values        {shares}  all {total['right']}/{total['of']}")
    for kind, x in figures["events"].items():
        row(kind, x)
    row("events", figures["event_f"])
    for slot, x in figures["arguments"].items():
        row(f"  {slot}", x)
    row("arguments", figures["argument_f"])
    status, published = figures["status"], figures["published"]
    print(f"status {status['right']}/{status['of']}   published {published['right']}/{published['of']}")
