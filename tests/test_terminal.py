"""What people see: widths, wrapping, colours, plain pipes, one-line errors, both languages."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import unicodedata
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

import extractor
from extractor.terminal.console import harmless
from extractor.terminal.show import print_text
from extractor.terminal.summary import print_summary
from extractor.terminal.width import breaks, wrap

COMMAND = str(Path(sys.executable).parent / "extractor")
SAMPLES = Path(__file__).parent.parent / "samples"
RELEASE = SAMPLES / "text" / "dev-a02.txt"
TEXT = "令和7年8月7日\n経済産業省\n\n8月4日、経済産業省の山田審議官は、マレーシアのクアラルンプールを訪問しました。\n"


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [COMMAND, *map(str, arguments)], env=env | environment, capture_output=True, text=True, check=False
    )


def on_terminal(*arguments: str | Path, columns: int = 80, **environment: str) -> str:
    """What a terminal of so many columns receives on its standard output."""
    ours, theirs = pty.openpty()
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": str(columns), **environment}
    env |= {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    with subprocess.Popen([COMMAND, *map(str, arguments)], stdout=theirs, stderr=subprocess.DEVNULL, env=env) as child:
        os.close(theirs)
        received = b""
        while True:
            try:
                part = os.read(ours, 2**16)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            received += part
    os.close(ours)
    assert child.returncode == 0
    return received.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("経済産業省", 10, ["経済産業省"]),
        ("経済産業省", 9, ["経済産業", "省"]),
        ("訪問した。", 8, ["訪問し", "た。"]),  # 。 does not begin a line
        ("外務省「声明」", 8, ["外務省", "「声明」"]),  # 「 does not end a line
        ("read the text", 8, ["read the", "text"]),
        ("ODA事業のODA", 6, ["ODA事", "業の", "ODA"]),  # words of narrow letters stay whole
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("が" * 3, 4, ["が" * 2, "が"]),  # combining marks stay with their letter
        ("ﾊﾝｶｸ", 3, ["ﾊﾝｶ", "ｸ"]),
        ("", 10, [""]),
    ],
)
def test_lines_are_parted_where_a_reader_expects(text: str, width: int, expected: list[str]) -> None:
    assert wrap(text, width) == expected


@given(
    st.text(alphabet=st.characters(exclude_characters="\n\r\t", exclude_categories=("Cc", "Cs"))), st.integers(4, 90)
)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    edges = [0, *breaks(text, width), len(text)]
    assert edges == sorted(edges)
    lines = [text[a:b] for a, b in pairwise(edges)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip()) <= width for line in lines)


@given(st.text(alphabet=st.characters()))
def test_nothing_in_a_text_steers_the_terminal(text: str) -> None:
    shown = harmless(text)
    assert len(shown) == len(text)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign in "\n\t" for sign in shown)


def test_escapes_of_a_hostile_text_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text("\x1b]0;title\x07\x1b[2J" + TEXT + "\u202e\x9b1m", "utf-8")
    shown = plain(on_terminal("show", path))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "経済産業省の山田審議官" in shown


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("locale", ["C.UTF-8", "ja_JP.UTF-8"])
def test_every_line_fits_the_terminal(columns: int, locale: str) -> None:
    for arguments in (("show", RELEASE), ("show", "--explain", RELEASE), ("extract", RELEASE)):
        lines = plain(on_terminal(*arguments, columns=columns, LANG=locale)).splitlines()
        assert max(map(cell_len, lines)) <= columns
        assert max(map(cell_len, lines)) > columns - 6


def rendered(*, width: int = 80) -> tuple[list[str], extractor.Document]:
    document = extractor.extract(RELEASE.read_text("utf-8"))
    screen = Console(file=StringIO(), width=width, force_terminal=True, highlight=False, soft_wrap=True, no_color=True)
    print_text(screen, document)
    print_summary(screen, document)
    assert isinstance(screen.file, StringIO)
    return plain(screen.file.getvalue()).splitlines(), document


def test_events_stand_in_columns() -> None:
    lines, document = rendered()
    heads = [(line, f"  {v.type} ") for v in document.events for line in lines if line.endswith(v.trigger.text)]
    kinds = {line.index(kind) for line, kind in heads if kind in line}
    assert len(kinds) == 1
    slots = {line.index("agent") for line in lines if line.lstrip().startswith("agent")}
    assert slots == {kinds.pop() + 2}


def test_the_legend_counts_what_is_coloured() -> None:
    lines, document = rendered()
    for label in {m.label for m in document.entities}:
        count = sum(m.label == label for m in document.entities)
        assert any(f"{label}\xa0{count}" in line for line in lines[:3])


def test_the_whole_text_is_shown() -> None:
    lines, document = rendered()
    assert "".join(document.text.split()) in "".join("".join(lines).split())


def test_colours_on_a_terminal_only() -> None:
    assert "\x1b[" in on_terminal("show", RELEASE)
    coloured = re.compile(r"\x1b\[[0-9;]*3[0-7]")
    assert coloured.search(on_terminal("show", RELEASE))
    without = on_terminal("show", RELEASE, NO_COLOR="1")
    assert not coloured.search(without)
    assert "\x1b[1;4m" in without  # mentions can still be seen
    piped = run("show", RELEASE)
    assert "\x1b" not in piped.stdout
    assert piped.stderr == ""


def test_a_pipe_gets_unbroken_lines() -> None:
    lines = set(run("show", RELEASE).stdout.splitlines())
    assert set(RELEASE.read_text("utf-8").splitlines()) <= lines


def test_japanese_when_the_locale_is() -> None:
    shown = run("show", RELEASE, LANG="ja_JP.UTF-8").stdout
    assert "会談" in shown
    assert "公表 2025-04-25" in shown
    assert "agent" not in shown
    assert "使い方:" in run("extract", "--help", LC_ALL="ja_JP.UTF-8").stdout
    assert "Usage:" in run("extract", "--help", LC_ALL="C", LANG="ja_JP.UTF-8").stdout


@pytest.mark.parametrize("locale", ["C.UTF-8", "ja_JP.UTF-8"])
@pytest.mark.parametrize("command", [[], ["extract"], ["show"], ["evaluate"], ["link"], ["schema"], ["info"]])
def test_help_fits_80_columns(command: list[str], locale: str) -> None:
    done = run(*command, "--help", LANG=locale, COLUMNS="80")
    assert done.returncode == 0
    page = done.stdout.splitlines()
    examples = next((n for n, line in enumerate(page) if line.startswith(("Example", "例"))), len(page))
    assert all(cell_len(line) <= 80 for line in page[:examples])


# What goes wrong, what the one line must hold, and the exit code.
WRONG = [
    (("show", "none.txt"), "none.txt: no such file or folder; check the path", 1),
    (("extract", "{tmp}"), "no .txt, .md, .html or .htm file", 1),
    (("extract", "{tmp}/*.html"), "no file matches this pattern", 1),
    (("extract", "{text}", "--encoding", "klingon"), "encoding 'klingon' is unknown; use utf-8", 2),
    (("extract", "{text}", "--published", "yesterday"), "2025-08-07", 2),
    (("extract", "{text}", "--workers", "0"), "'--workers'", 2),
    (("extract", "{text}", "--wrkers", "1"), "--workers", 2),
    (("extract", "{text}", "-o", "{tmp}/no/out.jsonl"), "create it first", 2),
    (("extract",), "see 'extractor extract --help'", 2),
    (("extrct",), "extract", 2),
    (("evaluate", "{tmp}"), "no *.gold.txt", 1),
    (("evaluate", "{bad}"), "expected header, text and events", 1),
    (("evaluate", "{broken}"), "is no UTF-8", 1),
    (("lexicon",), "see 'extractor lexicon --help'", 2),
    (("extract", "{text}", "--workers", "two"), "integer", 2),
    (("extract", "{text}", "--timeout", "soon"), "see 'extractor extract --help'", 2),
    (("extract", "{text}", "--format", "brat"), "name a folder without a suffix", 2),
    (("show", "{text}", "--lexicon", "{tmp}/none.tsv"), "none.tsv: No such file", 2),
    (("link", "{tmp}/none.jsonl", "-o", "{tmp}/out.jsonl"), "extractor extract", 2),
]


@pytest.mark.parametrize(
    ("arguments", "told", "code"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, tuple) else ""
)
def test_an_error_is_one_line_that_says_what_to_do(
    arguments: tuple[str, ...], told: str, code: int, tmp_path: Path
) -> None:
    places = {"tmp": tmp_path / "empty", "text": tmp_path / "a.txt", "bad": tmp_path / "bad", "broken": tmp_path / "x"}
    for name in ("tmp", "bad", "broken"):
        places[name].mkdir()
    places["text"].write_text(TEXT, "utf-8")
    (places["bad"] / "a.gold.txt").write_text("no header", "utf-8")
    (places["broken"] / "a.gold.txt").write_bytes("id: 会談".encode("cp932"))
    command = [part.format_map(places) for part in arguments]
    english, japanese = run(*command), run(*command, LANG="ja_JP.UTF-8")
    for done, begin in ((english, "error: "), (japanese, "エラー: ")):
        assert done.returncode == code
        assert done.stderr.startswith(begin)
        assert done.stderr.count("\n") == 1, done.stderr
    assert told in english.stderr
    assert english.stderr.endswith(" --help'\n") == japanese.stderr.endswith(" --help' を参照\n")
    assert japanese.stderr.removeprefix("エラー: ") != english.stderr.removeprefix("error: ")


def test_the_bare_command_shows_its_help() -> None:
    done = run(COLUMNS="80")
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == run("--help", COLUMNS="80").stdout


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"{COMMAND} show {RELEASE} | head -1; {COMMAND} info | true"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_completion_is_there() -> None:
    done = run(_EXTRACTOR_COMPLETE="complete_bash", COMP_WORDS="extractor ex", COMP_CWORD="1")
    assert done.stdout.split() == ["extract"]
    assert "--install-completion" in run("--help").stdout
