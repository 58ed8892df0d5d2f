"""The command line. It holds no logic of its own: reading, pipeline and writers do the work."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from extractor.evaluation.scores import Scores
    from extractor.records import Document

app = typer.Typer(
    help="Structured event records from Japanese public-sector text.",
    epilog="Examples:\n\n"
    "  extractor extract samples/text -o events.jsonl\n\n"
    "  extractor show release.txt\n\n"
    "  curl -s https://example.jp/release.html | extractor extract - --format csv",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """Output formats of ``extract``."""

    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    parquet = "parquet"
    arrow = "arrow"


class Zones(StrEnum):
    """Zones that mentions and events are taken from."""

    facts = "facts"
    all = "all"


class Pipeline(StrEnum):
    """Who proposes mentions."""

    rules = "rules"
    ginza = "ginza"


Paths = Annotated[list[str], typer.Argument(help="Files, folders (read recursively), glob patterns, or - for stdin.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of all texts; inferred from each when not given.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="Encoding of all files, such as cp932; detected when not given.")
]
AllZones = Annotated[Zones, typer.Option("--zones", help="'all' also reads boilerplate and repeated text.")]
Proposers = Annotated[
    Pipeline, typer.Option("--pipeline", help="'ginza' also asks ja_ginza for names; some 20 times slower.")
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.command(
    epilog="Examples:\n\n"
    "  extractor extract release.txt\n\n"
    "  extractor extract releases/ 'news/*.html' -o out.jsonl --workers 2\n\n"
    "  extractor extract releases/ -o tables --format csv",
)
def extract(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write; for csv, parquet and arrow a folder, one table a file."),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is fixed by the output contract
        Format | None, typer.Option("--format", help="Output format; jsonl in a pipe or file.")
    ] = None,
    published: Published = None,
    zones: AllZones = Zones.facts,
    pipeline: Proposers = Pipeline.rules,
    encoding: Encoding = None,
    errors: Annotated[Path | None, typer.Option(help="Write documents that failed to this JSON lines file.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
) -> None:
    """Read texts and write their event records.

    On a terminal without -o a readable summary is printed. Exit code 1: some documents failed; 2: wrong usage.
    """
    from extractor.output import files
    from extractor.pipeline import extract_many

    sources = _sources(paths, encoding, published)
    failed: list[Document] = []
    kind = format or _format_of(output)
    folder = output if output and kind in files.FOLDERS and (output.is_dir() or not output.suffix) else None
    if kind not in files.FORMATS and folder is None:
        raise typer.BadParameter(
            f"{kind} is a folder of tables; name a folder without a suffix, as in -o tables --format {kind}",
            param_hint="--output",
        )
    found = extract_many(sources, workers=workers, all_zones=zones is Zones.all, pipeline=pipeline)
    documents = _with_progress(_good(found, failed, keep=folder is not None))
    if folder is not None:
        _write_folder(documents, folder, kind)
    elif output is not None:
        if not output.parent.is_dir():
            raise typer.BadParameter(f"folder {output.parent} does not exist; create it first")
        with files.atomic(output) as out:
            files.FORMATS[kind](documents, out)
    elif format is None and sys.stdout.isatty():
        console = _console()
        for document in documents:
            _print_summary(console, document)
    else:
        files.FORMATS[kind](documents, _lossless_stdout())
    for document in failed:
        typer.echo(f"error: {document.source or document.doc_id}: {document.error}", err=True)
    if errors is not None:
        with files.atomic(errors) as out:
            files.write_jsonl(failed, out)
    if failed:
        raise typer.Exit(1)


@app.command(epilog="Example:\n\n  extractor show samples/text/sample-01.txt")
def show(
    path: Annotated[str, typer.Argument(help="File to show, or - for stdin.")],
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule filled each slot, and where.")] = False,
    published: Published = None,
    zones: AllZones = Zones.facts,
    pipeline: Proposers = Pipeline.rules,
    encoding: Encoding = None,
) -> None:
    """Print a text with coloured mentions and its events below."""
    from extractor.pipeline import extract_many

    failed: list[Document] = []
    console = _console()
    sources = _sources([path], encoding, published)
    for document in _good(extract_many(sources, all_zones=zones is Zones.all, pipeline=pipeline), failed):
        _print_text(console, document)
        _print_summary(console, document, explain=explain)
    for document in failed:
        typer.echo(f"error: {document.source}: {document.error}", err=True)
    if failed:
        raise typer.Exit(1)


@app.command(epilog="Example:\n\n  extractor evaluate samples/gold --errors")
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of *.gold.txt files.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    pipeline: Proposers = Pipeline.rules,
) -> None:
    """Extract the texts of gold files and score the result."""
    from extractor.evaluation import gold, scores
    from extractor.pipeline import extract_many
    from extractor.records import InputError

    try:
        documents = gold.read_folder(gold_dir)
    except InputError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    found = extract_many(({"text": d.text, "doc_id": d.id} for d in documents), pipeline=pipeline)
    result = scores.score(documents, {d.doc_id: d for d in _with_progress(found)})
    if as_json:
        typer.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=1))
    else:
        _print_scores(result)
    if errors:
        typer.echo("\n".join(result.errors))


@app.command(
    epilog="Examples:\n\n"
    "  extractor link events.jsonl -o linked.jsonl\n\n"
    "  extractor extract releases/ | extractor link - -o linked.jsonl",
)
def link(
    path: Annotated[str, typer.Argument(metavar="IN.jsonl", help="Output of 'extractor extract', or - for stdin.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="File to write.")],
) -> None:
    """Join the records of a corpus: one id for each official, body, law, place, conference and happening.

    Writes JSON lines ('extractor schema --linked'): counts, entities, events with all their sources, and the documents
    that failed. Exit code 1: some lines are no documents; 2: wrong usage.
    """
    from extractor import corpus
    from extractor.output import files

    if path != "-" and not Path(path).is_file():
        raise typer.BadParameter(f"{path} is no file; write it with 'extractor extract ... -o {path}'")
    if not output.parent.is_dir():
        raise typer.BadParameter(f"folder {output.parent} does not exist; create it first")
    broken = 0
    counts: dict[str, object] = {}
    with (
        sys.stdin if path == "-" else Path(path).open(encoding="utf-8", errors="surrogateescape") as lines,
        files.atomic(output) as out,
    ):
        for row in corpus.link(_with_progress(lines), folder=output.parent, stage=_stage):
            counts = counts or row
            if row["record"] == "error" and row["line"] is not None:
                broken += 1
                if broken <= _SHOWN:
                    typer.echo(f"error: {path}:{row['line']}: {row['error']}", err=True)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    typer.echo(
        "{documents} documents, {linked_entities} entities, {events} event records in {linked_events} happenings, "
        "{errors} failed".format_map(counts),
        err=True,
    )
    if broken:
        raise typer.Exit(1)


def _stage(name: str) -> None:
    """Tells on the terminal's stderr what begins."""
    if sys.stderr.isatty():
        typer.echo(f"{name} ...", err=True)


_SHOWN = 10  # broken lines that are told one by one; all of them stand in the output


@app.command(epilog="Examples:\n\n  extractor schema\n\n  extractor schema --linked")
def schema(
    linked: Annotated[bool, typer.Option("--linked", help="The schema of 'extractor link' instead.")] = False,
) -> None:
    """Print the JSON Schema of the output."""
    from extractor.output.schema import json_schema, linked_schema

    typer.echo(json.dumps(linked_schema() if linked else json_schema(), ensure_ascii=False, indent=1))


@app.command()
def info() -> None:
    """Print versions, models and licences."""
    from importlib import metadata

    from extractor import __version__, resources

    typer.echo(f"extractor        {__version__} (MIT)")
    typer.echo(f"python           {sys.version.split()[0]}")
    for package in ("sudachipy", "sudachidict-core", "spacy", "ginza", "ja-ginza"):
        about = metadata.metadata(package).json
        licence = str(about.get("license_expression") or about.get("license") or "see its own page").split("\n")[0]
        typer.echo(f"{package:<17}{about['version']} ({licence})")
    folder = resources.models_dir()
    typer.echo(f"models           {folder}")
    for path in sorted([*folder.glob("lexicon/*.tsv"), *folder.glob("rules/*.tsv")]):
        name = path.relative_to(folder).with_suffix("").as_posix()
        typer.echo(f"  {name:<27}{len(resources.rows(name)):>7} rows")
    typer.echo(f"origins and licences of the data: {folder / 'SOURCES.md'}")


def main() -> None:
    """Entry point of the ``extractor`` command."""
    app()


def _sources(paths: list[str], encoding: str | None, published: str | None) -> Iterator[dict[str, object]]:
    from extractor.pipeline import iso_date
    from extractor.records import InputError
    from extractor.text.reading import iter_sources

    try:
        day = published and iso_date(published)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    for source in iter_sources(paths, encoding=encoding):
        yield {
            "doc_id": source.doc_id,
            "source": source.source,
            "text": source.text,
            "noise": source.noise,
            "error": source.error,
            "published": day,
        }


def _good(documents: Iterable[Document], failed: list[Document], *, keep: bool = False) -> Iterator[Document]:
    """The documents that could be read; the others are put aside, and passed on too when ``keep``."""
    for document in documents:
        if document.error is not None:
            failed.append(document)
        if document.error is None or keep:
            yield document


def _write_folder(documents: Iterable[Document], folder: Path, kind: Format) -> None:
    from extractor.output import files
    from extractor.records import ExtractorError

    try:
        files.FOLDERS[kind](documents, folder)
    except ExtractorError as error:  # the library of the format is not installed
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error


def _format_of(output: Path | None) -> Format:
    suffix = output.suffix.removeprefix(".") if output else ""
    return Format(suffix) if suffix in Format.__members__ else Format.jsonl


def _lossless_stdout() -> TextIO:
    """Standard output that writes any text: lone surrogates as their escapes, which JSON reads back."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


_T = TypeVar("_T")


def _with_progress(items: Iterable[_T]) -> Iterator[_T]:
    """Counts finished documents on the terminal's stderr once the work has lasted a second."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    began = time.monotonic()
    columns = (SpinnerColumn(), MofNCompleteColumn(), "documents", TimeElapsedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    task = progress.add_task("", total=None)
    try:
        for item in items:
            if time.monotonic() - began > 1:
                progress.start()
            progress.advance(task)
            yield item
    finally:
        progress.stop()


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


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)


def _print_text(console: Console, document: Document) -> None:
    from rich.text import Text

    text = Text(document.text)
    for mention in document.entities:
        text.stylize(_COLOURS[mention.label], mention.start, mention.end)
    legend = Text(" ").join(Text(label, style=style) for label, style in _COLOURS.items())
    console.print(legend, text, sep="\n\n")


def _print_summary(console: Console, document: Document, *, explain: bool = False) -> None:
    """Title, counts and one entry an event: when, what and status on one line, the filled slots on the next.

    Args:
        console: where to print.
        document: what to print.
        explain: instead of the slots' line, a line for each slot with the rule that filled it and where it was read.
    """
    from rich.text import Text

    from extractor.output.rows import fillers

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


def _print_scores(result: Scores) -> None:
    figures = result.to_dict()

    def row(name: str, x: dict[str, float]) -> None:
        typer.echo(f"{name:<14}{x['p']:>8.3f}{x['r']:>8.3f}{x['f']:>8.3f}{x['gold']:>7}{x['pred']:>7}")

    typer.echo(f"{figures['documents']} documents")
    typer.echo(f"{'':<14}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'pred':>7}")
    for label, x in figures["entities"].items():
        row(label, x)
    row("core strict", figures["core"])
    row("core overlap", figures["core_partial"])
    row("all strict", figures["all"])
    shares = "  ".join(f"{label} {v['right']}/{v['of']}" for label, v in figures["values"].items())
    total = figures["values_core"]
    typer.echo(f"values        {shares}  all {total['right']}/{total['of']}")
    for kind, x in figures["events"].items():
        row(kind, x)
    row("events", figures["event_f"])
    for slot, x in figures["arguments"].items():
        row(f"  {slot}", x)
    row("arguments", figures["argument_f"])
    status, published = figures["status"], figures["published"]
    typer.echo(f"status {status['right']}/{status['of']}   published {published['right']}/{published['of']}")
