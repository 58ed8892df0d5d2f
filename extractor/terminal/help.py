"""Help pages in the user's language, in columns that fit Japanese too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

from extractor.messages import say, translated

_WIDEST = 80
_MARGIN = 2
_LEFT = 26  # cells of the column of names; a longer name has a line of its own


class Command(TyperCommand):
    """A command whose help is laid out here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(_page(self, ctx))


class Group(TyperGroup):
    """The command with its subcommands; its help is laid out here."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Writes the help page."""
        formatter.write(_page(self, ctx))


def _page(command: Any, ctx: Any) -> str:
    from extractor.terminal.width import wrap

    width = min(shutil.get_terminal_size().columns, _WIDEST)
    pieces = " ".join(command.collect_usage_pieces(ctx)).translate({ord("{"): None, ord("}"): None})
    usage = f"{say('Usage:')} {ctx.command_path} {pieces}"
    lines = [usage]
    for paragraph in paragraphs(command.help):
        item = paragraph.startswith("- ")
        first, *more = wrap(translated(paragraph), width - _MARGIN - 2 * item)
        lines += [*([] if item else [""]), " " * _MARGIN + first, *(" " * (_MARGIN + 2 * item) + line for line in more)]
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for param in command.get_params(ctx):
        if record := param.get_help_record(ctx):
            row = (record[0], _described(record[1], getattr(param, "help", None) or ""))
            (options if param.param_type_name == "option" else arguments).append(row)
    commands = [(name, _first(command.get_command(ctx, name))) for name in getattr(command, "commands", ())]
    for heading, rows in ((say("Commands:"), commands), (say("Arguments:"), arguments), (say("Options:"), options)):
        if rows:
            lines += ["", heading, *_columns(rows, width)]
    for n, paragraph in enumerate(paragraphs(command.epilog)):
        lines += [*([""] if n == 0 else []), translated(paragraph) if n == 0 else f"  {paragraph}"]
    return "\n".join(lines) + "\n"


def paragraphs(text: str | None) -> list[str]:
    """Paragraphs and items of lists, each on one line."""
    parts = re.split(r"\n\s*\n|\n\s*(?=- )", text or "")
    return [" ".join(part.split()) for part in parts if part.strip()]


def _first(command: Any) -> str:
    return translated(paragraphs(command.help)[0])


def _described(text: str, own: str) -> str:
    """What stands beside an option: its help, and Typer's notes on it in brackets."""
    notes = text.removeprefix(own).strip().strip("[]\\")  # older releases escape the bracket
    if not notes:
        return translated(own)
    return f"{translated(own)}  [{'; '.join(translated(note) for note in notes.split('; '))}]".strip()


def _columns(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    from rich.cells import cell_len

    from extractor.terminal.width import pad, wrap

    left = min(max(cell_len(name) for name, _ in rows), _LEFT)
    indent = _MARGIN + left + 2
    for name, text in rows:
        first, *more = wrap(text, width - indent)
        if cell_len(name) > left:
            yield f"{' ' * _MARGIN}{name}"
            yield f"{' ' * indent}{first}"
        else:
            yield f"{' ' * _MARGIN}{pad(name, left)}  {first}".rstrip()
        for line in more:
            yield " " * indent + line
