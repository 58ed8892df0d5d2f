"""Every error is one line on stderr that says what to do next; the exit code says whose turn it is."""

from __future__ import annotations

import os
import sys

import typer

from extractor.messages import say, translated
from extractor.records import Document, ExtractorError, InputError

# Newer releases of Typer carry a click of their own; the classes are reached through Typer's names in both.
_CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]
_FAILED, _USAGE, _STOPPED = 1, 2, 130


def complain(message: str) -> None:
    """Prints an error as one line on stderr, in the user's language."""
    _print(translated(message))


def _print(message: str) -> None:
    print(f"{say('error')}: {' '.join(message.split())}", file=sys.stderr)


def complain_of(document: Document) -> None:
    """Prints why a document could not be read."""
    name = document.source or document.doc_id
    told = document.error or ""
    complain(told if told.startswith(name) else f"{name}: {told}")


def run(app: typer.Typer) -> int:
    """Runs a command line and returns its exit code.

    A fault of the program itself keeps its traceback: it is to be reported, and nothing else would help.
    """
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        complain("stopped")
        return _STOPPED
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILED
    except InputError as error:
        complain(str(error))
        return _FAILED
    except ExtractorError as error:
        complain(str(error))
        return _USAGE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        complain(f"{where}{error.strerror or error}; check the path, its permissions and the space left")
        return _FAILED
    except _CommandLineError as error:
        return _usage(error)
    return code if isinstance(code, int) else 0


def _usage(error: Exception) -> int:
    """Tells a wrong use of the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    message: str = error.format_message().replace("Value error, ", "")  # type: ignore[attr-defined]
    path = context.command_path if context else "extractor"
    _print(say("{}; see '{} --help'", translated(message.rstrip(". ")), path))
    return _USAGE
