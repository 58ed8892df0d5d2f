"""The command line. It holds no logic of its own: reading, pipeline and writers do the work."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.terminal import progress
from extractor.terminal.console import console
from extractor.terminal.errors import complain, complain_of, run
from extractor.terminal.help import Command, Group

if TYPE_CHECKING:
    from extractor.adaptation import Adaptation
    from extractor.runs import Job, Read

app = typer.Typer(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Structured event records from Japanese public-sector text.",
    epilog="Examples:\n\n"
    "  extractor extract samples/text -o events.jsonl\n\n"
    "  extractor show release.txt\n\n"
    "  curl -s https://example.jp/release.html | extractor extract - --format csv",
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
    jsonld = "jsonld"
    ftm = "ftm"
    ics = "ics"
    spacy = "spacy"
    brat = "brat"
    gold = "gold"


class Zones(StrEnum):
    """Zones that mentions and events are taken from."""

    facts = "facts"
    all = "all"


class Pipeline(StrEnum):
    """Who proposes mentions."""

    rules = "rules"
    ginza = "ginza"


def _known_encoding(name: str | None) -> str | None:
    from extractor.records import InputError
    from extractor.text.encodings import codecs_for

    if name is not None:
        try:
            codecs_for(name)
        except InputError as error:
            raise typer.BadParameter(str(error)) from error
    return name


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH", help="Files, folders (read recursively), glob patterns, or - for stdin."),
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of all texts; inferred from each when not given.")
]
Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        callback=_known_encoding,
        help="Encoding of all files, such as cp932; detected when not given.",
    ),
]
AllZones = Annotated[Zones, typer.Option("--zones", help="'all' also reads boilerplate and repeated text.")]
Proposers = Annotated[
    Pipeline, typer.Option("--pipeline", help="'ginza' also asks ja_ginza for names; some 20 times slower.")
]

Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="FILE.tsv", help="Names of your own, which go first; may be given again."),
]
Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="FILE.toml", help="Triggers of your own, which go first; may be given again."),
]


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


@app.command(
    cls=Command,
    epilog="Examples:\n\n"
    "  extractor extract release.txt\n\n"
    "  extractor extract releases/ 'news/*.html' -o out.jsonl --workers 2\n\n"
    "  extractor extract releases/ -o tables --format csv",
)
def extract(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write, or (without a suffix) a folder; all tables then."),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is fixed by the output contract
        Format | None, typer.Option("--format", help="Output format; jsonl in a pipe or file.")
    ] = None,
    published: Published = None,
    zones: AllZones = Zones.facts,
    pipeline: Proposers = Pipeline.rules,
    encoding: Encoding = None,
    lexicon: Lexicons = None,
    rules: Rules = None,
    errors: Annotated[Path | None, typer.Option(help="Write documents that failed to this JSON lines file.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Time that one document may take; then it has failed.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where a run into the same output was interrupted or killed.")
    ] = False,
    part_size: Annotated[int, typer.Option(min=1, metavar="N", help="Documents in one part of a folder.")] = 1000,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress; failures are still named.")] = False,
) -> None:
    """Read texts and write their event records.

    Formats, named by --format or the suffix of -o:

    - jsonl, json: the records themselves; csv, parquet, arrow: tables.
    - jsonld: schema.org nodes, with a W3C Web Annotation for each mention.
    - ftm: FollowTheMoney entities, a JSON line each.
    - ics: a calendar of the events that have a day; Japan's time.
    - spacy: a DocBin to train with; events in user_data.
    - brat: standoff files; they need a folder.
    - gold: drafts of gold files, to correct and then to evaluate with; they need a folder.

    On a terminal without -o a readable summary is printed. Exit code 1: some documents failed; 2: wrong usage;
    130: interrupted, with what was done written.
    """
    from extractor import runs
    from extractor.output import files
    from extractor.output.formats import FORMATS
    from extractor.terminal import failures, interrupt

    name = format or _format_of(output)
    write = FORMATS[name].write
    folder = output if output and (output.is_dir() or not output.suffix) else None
    if write is None and folder is None:
        raise typer.BadParameter(
            f"{name} is several files; name a folder without a suffix, as in -o out --format {name}",
            param_hint="--output",
        )
    if resume and output is None:
        raise typer.BadParameter("it needs -o, the output to go on with", param_hint="--resume")
    for path in (output, errors):
        if path is not None:
            _need_folder_of(path)

    with interrupt.finishing() as stopped, failures.told(errors) as failed:
        job = _job(
            paths,
            encoding,
            published,
            zones,
            pipeline,
            adaptation=_own(lexicon, rules),
            workers=workers,
            timeout=timeout,
            stopped=stopped,
        )
        total = job.count() if sys.stderr.isatty() and not quiet else None

        def watch(reads: Iterable[Read], done: int = 0) -> Iterator[Read]:
            return iter(reads) if quiet else progress.counted(reads, total=total, done=done)

        if folder is not None:
            done = runs.into_folder(
                job, folder, name, resume=resume, part_size=part_size, failed=failed.tell, watch=watch
            )
        elif output is not None and resume:
            done = runs.into_file(job, output, name, part_size=part_size, failed=failed.tell, watch=watch)
        else:
            done = runs.Totals()
            documents = failed.apart(job.documents(done, watch))
            if output is not None and write is not None:
                with files.atomic_bytes(output) as out:
                    write(documents, out)
            elif write is None or (format is None and sys.stdout.isatty()):
                from extractor.terminal.summary import print_summary

                screen = console()
                for document in documents:
                    print_summary(screen, document)
            else:
                write(documents, sys.stdout.buffer)
    if not done.complete:
        kept = folder is not None or resume
        command = shlex.join(["extractor", *sys.argv[1:], *([] if resume else ["--resume"])])
        interrupt.tell(done.documents, command if kept else None)
        raise typer.Exit(130)
    if done.failed:
        raise typer.Exit(1)


@app.command(cls=Command, epilog="Example:\n\n  extractor show samples/text/sample-01.txt")
def show(
    path: Annotated[str, typer.Argument(metavar="FILE", help="File to show, or - for stdin.")],
    explain: Annotated[bool, typer.Option("--explain", help="Say which rule filled each slot, and where.")] = False,
    published: Published = None,
    zones: AllZones = Zones.facts,
    pipeline: Proposers = Pipeline.rules,
    encoding: Encoding = None,
    lexicon: Lexicons = None,
    rules: Rules = None,
) -> None:
    """Print a text with coloured mentions and its events below."""
    from extractor.terminal import failures
    from extractor.terminal.show import print_text
    from extractor.terminal.summary import print_summary

    screen = console()
    job = _job([path], encoding, published, zones, pipeline, adaptation=_own(lexicon, rules))
    with failures.told(None) as failed:
        for document in failed.apart(job.documents()):
            print_text(screen, document)
            print_summary(screen, document, explain=explain)
    if failed.count:
        raise typer.Exit(1)


@app.command(cls=Command, epilog="Example:\n\n  extractor report releases/ -o report.html")
def report(
    paths: Paths,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.html", help="File to write.")],
    published: Published = None,
    zones: AllZones = Zones.facts,
    pipeline: Proposers = Pipeline.rules,
    encoding: Encoding = None,
    lexicon: Lexicons = None,
    rules: Rules = None,
    workers: Annotated[int, typer.Option(min=1, help="Number of processes.")] = 1,
) -> None:
    """Read texts and write one HTML page: texts, events, a timeline and a network, to search, filter and print.

    The page needs nothing but a browser and sends nothing. Exit code 1: some documents failed, the page tells which;
    2: wrong usage.
    """
    from extractor.output import files
    from extractor.output import report as page

    if records := [path for path in paths if path.removesuffix(".gz").endswith(".jsonl")]:
        raise typer.BadParameter(f"{records[0]} holds records without their texts; name the texts they were read from")
    _need_folder_of(output)
    job = _job(paths, encoding, published, zones, pipeline, adaptation=_own(lexicon, rules), workers=workers)
    documents = list(progress.counted(job.documents()))
    with files.atomic(output) as out:
        page.write(documents, out, stage=progress.stage)
    failed = [document for document in documents if document.error is not None]
    for document in failed:
        complain_of(document)
    if failed:
        raise typer.Exit(1)


@app.command(cls=Command, epilog="Example:\n\n  extractor evaluate samples/gold --errors")
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of *.gold.txt files.")],
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="EARLIER.json", help="Figures of an earlier --json; each document's gains and losses."),
    ] = None,
    pipeline: Proposers = Pipeline.rules,
    lexicon: Lexicons = None,
    rules: Rules = None,
) -> None:
    """Extract the texts of gold files and score the result."""
    from extractor.evaluation import changes, gold, scores
    from extractor.streams import extract_many
    from extractor.terminal.scores import print_changes, print_scores

    documents = gold.read_folder(gold_dir)
    earlier = None if baseline is None else changes.read(baseline)
    found = extract_many(
        ({"text": d.text, "doc_id": d.id} for d in documents), pipeline=pipeline, adaptation=_own(lexicon, rules)
    )
    result = scores.score(documents, {d.doc_id: d for d in progress.counted(found)})
    if as_json:
        typer.echo(json.dumps(result.to_dict(), ensure_ascii=False, indent=1))
    else:
        print_scores(result)
    if earlier is not None:
        print_changes(changes.compare(result.to_dict(), earlier))
    if errors:
        typer.echo("\n".join(result.errors))


@app.command(
    cls=Command,
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
    _need_folder_of(output)
    broken = 0
    counts: dict[str, object] = {}
    with (
        sys.stdin if path == "-" else Path(path).open(encoding="utf-8", errors="surrogateescape") as lines,
        files.atomic(output) as out,
    ):
        for row in corpus.link(progress.counted(lines), folder=output.parent, stage=progress.stage):
            counts = counts or row
            if row["record"] == "error" and row["line"] is not None:
                broken += 1
                if broken <= _SHOWN:
                    complain(f"{path}:{row['line']}: {row['error']}")
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    progress.linked(counts)
    if broken:
        raise typer.Exit(1)


_SHOWN = 10  # broken lines that are told one by one; all of them stand in the output


own = typer.Typer(cls=Group, help="Lexicons and rules of your own.", rich_markup_mode=None)
app.add_typer(own, name="lexicon")


@own.command(cls=Command, epilog="Example:\n\n  extractor lexicon check my.tsv my.toml")
def check(
    paths: Annotated[list[str], typer.Argument(metavar="FILE", help="Lexicons (.tsv) and rules (.toml).")],
) -> None:
    """Check lexicons and rules line by line, and run their examples.

    Exit code 1: something is wrong, told with file and line.
    """
    from extractor import trial
    from extractor.adaptation import problems
    from extractor.messages import say

    wrong = 0
    for path in paths:
        adaptation, faults = problems(path)
        faults += trial.failures(adaptation)
        for fault in faults:
            complain(fault)
        wrong += len(faults)
        counts = len(adaptation.names), len(adaptation.triggers), trial.examples(adaptation), len(faults)
        typer.echo(say("{}: {} names, {} triggers, {} examples run, {} faults", path, *counts))
    if wrong:
        raise typer.Exit(1)


@app.command(cls=Command, epilog="Examples:\n\n  extractor schema\n\n  extractor schema --linked")
def schema(
    linked: Annotated[bool, typer.Option("--linked", help="The schema of 'extractor link' instead.")] = False,
) -> None:
    """Print the JSON Schema of the output."""
    from extractor.output.schema import json_schema, linked_schema

    typer.echo(json.dumps(linked_schema() if linked else json_schema(), ensure_ascii=False, indent=1))


@app.command(cls=Command)
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


def _need_folder_of(path: Path) -> None:
    """Refuses a file to write whose folder is missing."""
    if not path.parent.is_dir():
        raise typer.BadParameter(f"folder {path.parent} does not exist; create it first")


def main() -> None:
    """Entry point of the ``extractor`` command."""
    sys.exit(run(app))


def _own(lexicon: list[str] | None, rules: list[str] | None) -> Adaptation:
    from extractor.adaptation import read

    return read(lexicon=lexicon or (), rules=rules or ())


def _job(
    paths: list[str], encoding: str | None, published: str | None, zones: Zones, pipeline: Pipeline, **how: Any
) -> Job:
    from extractor.pipeline import iso_date
    from extractor.records import InputError
    from extractor.runs import Job

    try:
        day = published and iso_date(published)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
    return Job(
        paths=tuple(paths),
        encoding=encoding,
        published=day,
        all_zones=zones is Zones.all,
        pipeline=str(pipeline),
        **how,
    )


def _format_of(output: Path | None) -> Format:
    from extractor.output.formats import by_suffix

    return Format((output and by_suffix(output.suffix)) or Format.jsonl)
