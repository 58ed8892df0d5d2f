"""Builds lexicon/laws.tsv: every law and order in force with e-Gov ID, number, title and registered abbreviations.

Source: ``src/law/lawList.json`` of the npm package ``lawtext`` (MIT), which holds the law list of e-Gov as of June
2024, and ``sources/laws_added.tsv``, kept by hand, for what was promulgated later.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

from tables import SOURCES, fold, read, write

PACKAGE = "lawtext@0.1.52"
MEMBER = "package/src/law/lawList.json"
# A law without a title of its own is registered as its number with a descriptive name in brackets, which people use.
UNNAMED = re.compile(r".+号\((.+(?:法律|命令|規則|勅令|法|令|罰則))\)")


def register() -> list[tuple[str, str, str, list[str]]]:
    """The rows (ID, number, title, abbreviations) of the packaged law list."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            member = tar.extractfile(MEMBER)
            if member is None:
                raise FileNotFoundError(f"{PACKAGE} holds no {MEMBER}")
            return [tuple(row) for row in json.load(member)]


def build() -> None:
    """Writes laws.tsv; a law that the register holds wins over the hand-kept addition."""
    laws: dict[str, tuple[str, str, str, str]] = {}
    for row in read(SOURCES / "laws_added.tsv"):
        laws[row["law_id"]] = (row["law_id"], row["number"], row["title"], row["abbreviations"])
    for law_id, number, title, short in register():
        # 抄 ("extract") is the editor's note on a printed text, not part of a name.
        names = dict.fromkeys(fold(name).removesuffix("抄").strip() for name in short)
        unnamed = UNNAMED.fullmatch(fold(title))
        if unnamed:
            names[unnamed[1]] = None
        names.pop(fold(title), None)
        laws[law_id] = (law_id, number, fold(title), "|".join(names))
    write(
        "laws",
        ("law_id", "number", "title", "abbreviations"),
        laws.values(),
        about="Laws and orders of Japan; built by models/build/build_laws.py, see SOURCES.md",
    )
