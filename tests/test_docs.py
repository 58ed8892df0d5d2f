"""What README and docs say is true: their commands run and print what they show, in both languages alike."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ja.md")
# docs/spark.md runs with the Spark tests; the reference is Typer's own.
DOCS = sorted(
    f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md") if page.name not in ("spark.md", "cli-reference.md")
)
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)


def blocks(page: str, language: str) -> list[str]:
    return [body for kind, body in _BLOCK.findall((ROOT / page).read_text("utf-8")) if kind == language]


def console_cases(page: str) -> list[tuple[str, str]]:
    """(command, expected output) of every ``$`` line in the console blocks; make targets are run by CI itself."""
    cases = []
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            if not command.startswith(("make", "git", "pip")):
                cases.append((command, expected))
    return cases


def python_examples(page: str) -> doctest.DocTest:
    return doctest.DocTestParser().get_doctest("\n".join(blocks(page, "python")), {}, page, page, 0)


def run_examples(test: doctest.DocTest) -> None:
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


@pytest.mark.parametrize("page", [page for page in (READMES[0], *DOCS) if console_cases(page)])
def test_commands_print_what_is_shown(page: str, tmp_path: Path) -> None:
    """The commands of a page in their order, in one folder that holds ``samples``."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    for command, expected in console_cases(page):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "COLUMNS": "100", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        if expected:
            assert doctest.OutputChecker().check_output(expected, done.stdout, doctest.ELLIPSIS), (
                f"$ {command}\n{done.stdout}"
            )


@pytest.mark.parametrize("page", [page for page in (*READMES, *DOCS) if python_examples(page).examples])
def test_python_examples(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run_examples(python_examples(page))


def test_both_languages_show_the_same_commands() -> None:
    english, japanese = (console_cases(readme) for readme in READMES)
    assert english == japanese


@pytest.mark.parametrize("page", [*READMES, *DOCS])
def test_links_lead_to_files(page: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target


def test_data_dictionary_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == generate.data_dictionary(), "run 'make docs'"
