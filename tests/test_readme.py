"""What the README says is true: its commands run and print what it shows, in both languages alike."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ja.md")
_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)


def blocks(readme: str, language: str) -> list[str]:
    return [body for kind, body in _BLOCK.findall((ROOT / readme).read_text("utf-8")) if kind == language]


def console_cases(readme: str) -> list[tuple[str, str]]:
    """(command, expected output) of every ``$`` line in the console blocks; make targets are run by CI itself."""
    cases = []
    for block in blocks(readme, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            if not command.startswith(("make", "git", "pip")):
                cases.append((command, expected))
    return cases


@pytest.mark.parametrize(
    ("command", "expected"), [case for readme in READMES for case in console_cases(readme)], ids=lambda x: x[:50]
)
def test_commands_print_what_is_shown(command: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if expected:
        assert doctest.OutputChecker().check_output(expected, done.stdout, doctest.ELLIPSIS), done.stdout


@pytest.mark.parametrize("readme", READMES)
def test_python_examples(readme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(blocks(readme, "python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, readme, readme, 0)
    assert test.examples
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.summarize(verbose=False).failed == 0


def test_both_languages_show_the_same_commands() -> None:
    english, japanese = (console_cases(readme) for readme in READMES)
    assert english == japanese


@pytest.mark.parametrize("readme", READMES)
def test_links_lead_to_files(readme: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / readme).read_text("utf-8")):
        assert (ROOT / target).exists(), target
