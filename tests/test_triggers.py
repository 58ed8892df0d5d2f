"""Every trigger row finds its example and stays silent on its counter-example."""

from __future__ import annotations

import re

import pytest
from events_helper import read

from extractor.events import triggers
from extractor.records import EVENT_TYPES, ROLES
from extractor.resources import rows

TABLE = rows("rules/triggers")


@pytest.mark.parametrize("row", TABLE, ids=lambda r: r["id"])
def test_row(row: dict[str, str]) -> None:
    found, _ = read(row["example"])
    assert any(d.type == row["type"] for d in found) or not row["example"], found
    found, _ = read(row["counter_example"])
    assert not any(d.type == row["type"] for d in found), found


def test_table_is_clean() -> None:
    assert len({r["id"] for r in TABLE}) == len(TABLE)
    for row in TABLE:
        assert row["type"] in EVENT_TYPES
        assert row["stem"] == row["stem"].strip()
        assert row["stem"]
        assert row["counter_example"]
        re.compile(row["object"].removeprefix("!"))
        for case in ("ga", "wo", "ni", "to"):
            for role in row[case].split("|"):
                assert role in (*ROLES, "place", "with", ""), row


def test_stems_of_one_type_come_in_file_order() -> None:
    assert [r.id for r in triggers.table()["派遣"]] == ["m.delegate", "v.envoy", "x.dispatch"]
