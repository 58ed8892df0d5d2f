"""Reads and checks users' lexicons (``.tsv``) and rules (``.toml``); every fault is told with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.adaptation import lexicons, rules
from extractor.adaptation.model import Adaptation, OwnName, OwnTrigger
from extractor.records import ExtractorError

PathLike = str | Path


def read(*, lexicon: PathLike | Iterable[PathLike] = (), rules: PathLike | Iterable[PathLike] = ()) -> Adaptation:
    """The additions in a user's files.

    Args:
        lexicon: one or more tab-separated files with the columns ``label``, ``name`` and, if wanted, ``value``,
            ``aliases`` (parted by ``|``), ``example``, ``counter_example``.
        rules: one or more TOML files with ``[[trigger]]`` tables.

    Raises:
        ExtractorError: a file cannot be read, or holds a fault; the message names file and line.
    """
    names: list[OwnName] = []
    triggers: list[OwnTrigger] = []
    faults: list[str] = []
    for path in _paths(lexicon):
        found, wrong = _names(path)
        names += found
        faults += wrong
    for path in _paths(rules):
        rows, wrong = _triggers(path)
        triggers += rows
        faults += wrong
    faults += _doubles(names, triggers)
    if len(faults) > 1:
        raise ExtractorError(f"{faults[0]} ({len(faults) - 1} more; 'extractor lexicon check' lists them)")
    if faults:
        raise ExtractorError(faults[0])
    return Adaptation(tuple(names), tuple(triggers))


def problems(path: PathLike) -> tuple[Adaptation, list[str]]:
    """What is sound in one file, by its suffix a lexicon or rules, and every fault in words.

    Raises:
        ExtractorError: the file cannot be read, or its suffix is none of ``.tsv`` and ``.toml``.
    """
    match Path(path).suffix.lower():
        case ".tsv":
            names, faults = _names(path)
            return Adaptation(names=tuple(names)), [*faults, *_doubles(names, ())]
        case ".toml":
            triggers, faults = _triggers(path)
            return Adaptation(triggers=tuple(triggers)), [*faults, *_doubles((), triggers)]
    raise ExtractorError(f"{path}: a lexicon ends in .tsv, rules in .toml; rename it")


def _paths(given: PathLike | Iterable[PathLike]) -> list[PathLike]:
    return [given] if isinstance(given, str | Path) else list(given)


def _names(path: PathLike) -> tuple[list[OwnName], list[str]]:
    faults: list[str] = []
    return list(lexicons.parse(_text(path), name=str(path), faults=faults)), faults


def _triggers(path: PathLike) -> tuple[list[OwnTrigger], list[str]]:
    faults: list[str] = []
    return list(rules.parse(_text(path), name=str(path), faults=faults)), faults


def _text(path: PathLike) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExtractorError(f"{path}: is no UTF-8 ({error}); convert it") from error
    except OSError as error:
        raise ExtractorError(f"{path}: {error.strerror or error}; check the path and its permissions") from error


def _doubles(names: Iterable[OwnName], triggers: Iterable[OwnTrigger]) -> Iterator[str]:
    """The same name or rule told twice in different ways."""
    seen: dict[str, OwnName] = {}
    for entry in names:
        for name in entry.names:
            first = seen.setdefault(name, entry)
            if (first.label, first.value) != (entry.label, entry.value):
                yield f"{entry.where}: {name!r} stands in {first.where} with another label or value; keep one"
    ids: dict[str, str] = {}
    for row in triggers:
        if ids.setdefault(row.id, row.where) != row.where:
            yield f"{row.where}: the id {row.id!r} stands in {ids[row.id]}, too; give it another"
