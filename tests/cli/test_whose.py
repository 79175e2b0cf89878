"""Every answer about a person says who it is, in JSON and CSV, with the verdict and its must-haves."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from cli.conftest import Run, json_of

PROFILE = "name: Ada\nrole: senior-pm\nyears: 6\ngoal: cpo\nskills: {coaching: working}\n"
ABOUT = ["next", "gap cpo", "opens", "route cpo", "plan cpo", "brief cpo"]


@pytest.mark.parametrize("command", ABOUT)
def test_an_answer_says_whose_it_is(pmladder: Run, tmp_path: Path, command: str) -> None:
    me = tmp_path / "me.yaml"
    me.write_text(PROFILE)
    words = [*command.split(), "--profile", str(me)]
    full = json_of(pmladder, *words)
    assert (full["name"], full["profile"]["source"] is not None) == ("Ada", True)
    rows = list(csv.DictReader(io.StringIO(pmladder(*words, "-f", "csv").out)))
    assert rows
    assert {row["person"] for row in rows} == {"Ada"}
    if command == "opens":
        return
    assert all(row["verdict"] for row in rows)
    assert any("product-strategy" in row["must_haves"] for row in rows)


def test_columns_are_the_same_whoever_it_is(pmladder: Run) -> None:
    for command in ABOUT:
        words = [*command.split(), "--role", "senior-pm", "--goal", "cpo", "-f", "csv"]
        rows = list(csv.DictReader(io.StringIO(pmladder(*words).out)))
        assert {row["person"] for row in rows} == {""}
    assert "person" not in pmladder("role", "cpo", "-f", "csv").out.splitlines()[0].split(",")
