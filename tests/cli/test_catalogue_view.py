"""`catalogue show`, `catalogue diff` and `extends` as people use them, and the examples that come with pmladder."""

from __future__ import annotations

import csv
import io
import itertools
import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.conftest import Run, json_of
from pmladder import load_catalogue
from rows import each

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
UPPER = """extends: base.yaml
roles:
  - {id: a, title: Alpha}
  - {id: n, title: New}
  - {id: c, remove: true}
transitions: [{from: a, to: n}]
"""
BASE = """roles:
  - {id: a, title: A, skills: {x: expert}}
  - {id: b, title: B}
  - {id: c, title: C}
transitions: [{from: a, to: b}, {from: b, to: c}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "upper.yaml").write_text(UPPER)
    (tmp_path / "base.yaml").write_text(BASE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(pmladder: Run, file: object) -> list[str]:
    ran = pmladder("roles", "--catalogue", file)
    assert (ran.code, ran.out) == (3, "")
    return ran.err.splitlines()


def test_show_draws_a_tree_in_80_columns(pmladder: Run) -> None:
    ran = pmladder("catalogue", "show")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "│  ├─ 4  Senior product manager (senior-pm): 2, usually 4 years in product\n" in ran.out
    assert "fork to management → Group product manager" in ran.out
    assert "  - individual track\n" in pmladder("catalogue", "show", "-f", "md").out


def test_show_in_ascii(pmladder: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    ran = pmladder("catalogue", "show")
    assert ran.out.isascii()
    assert "|  |- 4  Senior product manager" in ran.out


@each("command", [["show"], ["show", "--origin"], ["diff", "builtin", "builtin"]])
def test_json_keeps_to_its_schema_and_csv_to_its_columns(pmladder: Run, command: list[str]) -> None:
    schema = json.loads(pmladder("catalogue", *command, "--output-schema").out)
    answer = json_of(pmladder, "catalogue", *command)
    Draft202012Validator(schema).validate(answer)
    assert answer["kind"] == f"catalogue-{command[0]}"
    rows = list(csv.reader(io.StringIO(pmladder("catalogue", *command, "-f", "csv").out), strict=True))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.usefixtures("folder")
def test_origin_tells_who_wrote_what(pmladder: Run) -> None:
    answer = json_of(pmladder, "catalogue", "show", "--origin", "--catalogue", "upper.yaml")
    assert answer["files"] == ["upper.yaml", "base.yaml"]
    found = {(e["entry"], e["id"]): (e["file"], e["changed"], e["removed"]) for e in answer["origins"]}
    assert found == {
        ("role", "a"): ("base.yaml", ["upper.yaml"], None),
        ("role", "b"): ("base.yaml", [], None),
        ("role", "c"): ("base.yaml", [], "upper.yaml"),
        ("role", "n"): ("upper.yaml", [], None),
        ("transition", "a -> b"): ("base.yaml", [], None),
        ("transition", "b -> c"): ("base.yaml", [], "upper.yaml"),
        ("transition", "a -> n"): ("upper.yaml", [], None),
    }
    shown = pmladder("catalogue", "show", "--origin", "--catalogue", "upper.yaml").out
    assert "Alpha (a) [base.yaml, changed by upper.yaml]" in shown
    assert "New (n) [added by upper.yaml]" in shown
    assert "role c: removed by upper.yaml" in shown


@pytest.mark.usefixtures("folder")
def test_an_overlay_from_standard_input_is_relative_to_the_working_folder(pmladder: Run) -> None:
    for command in (["roles"], ["catalogue", "show", "--origin"]):
        ran = pmladder(*command, "--catalogue", "-", "-f", "csv", stdin=UPPER.encode())
        assert ran.code == 0, ran.err
        assert "Alpha" in ran.out


def test_the_digest_covers_every_file(pmladder: Run, folder: Path) -> None:
    def seen() -> tuple[str, str]:
        answer = json_of(pmladder, "roles", "--catalogue", "upper.yaml")
        return answer["catalogue"]["digest"], answer["roles"][1]["title"]

    first = seen()
    assert seen() == first
    (folder / "base.yaml").write_text(BASE.replace("title: B", "title: Beta"))
    assert seen()[0] != first[0]
    assert seen()[1] == "Beta"


def test_a_problem_is_told_where_it_was_written(pmladder: Run, folder: Path) -> None:
    (folder / "base.yaml").write_text(BASE.replace("x: expert", "x: 9"))
    assert [line.split(": ")[0] for line in refused(pmladder, "upper.yaml")] == ["base.yaml:2:35"]
    (folder / "upper.yaml").write_text(UPPER + "x: 1\n")
    lines = refused(pmladder, "upper.yaml")
    assert any(line.startswith("upper.yaml:7:1: ") for line in lines)
    (folder / "upper.yaml").write_text("extends: base.yaml\nroles:\n  - {id: b, skills: {x: 7}}\n")
    places = [line.split(": ")[0] for line in refused(pmladder, "upper.yaml")]
    assert places == ["upper.yaml:3:25", "base.yaml:2:35"]


def test_circles_long_chains_and_missing_files(pmladder: Run, folder: Path) -> None:
    (folder / "base.yaml").write_text("extends: upper.yaml\n")
    assert refused(pmladder, "upper.yaml") == [
        'base.yaml:1:10: extends: the files extend each other in a circle: "upper.yaml" extends "base.yaml" extends '
        '"upper.yaml"; remove one `extends`'
    ]
    for number in range(9):
        (folder / f"{number}.yaml").write_text(f"extends: {number + 1}.yaml\n")
    (folder / "9.yaml").write_text(BASE)
    assert "at most 8 files" in refused(pmladder, "0.yaml")[0]
    assert pmladder("roles", "--catalogue", "2.yaml").code == 0
    for named, what in (("missing.yaml", "no such file"), ("'-'", "should be"), ("[]", "should be"), (".", "folder")):
        (folder / "upper.yaml").write_text(f"roles: []\nextends: {named}\n")
        (line,) = refused(pmladder, "upper.yaml")
        assert line.startswith("upper.yaml:2:10: extends: ")
        assert what in line


@pytest.mark.usefixtures("folder")
def test_diff_in_every_format_and_check(pmladder: Run) -> None:
    ran = pmladder("catalogue", "diff", "base.yaml", "upper.yaml", "--check")
    assert ran.code == 1
    assert "├─" in ran.out or "└─" in ran.out
    for line in ("role a (Alpha)", "└─ reworded title: A → Alpha", "added role n (New)", "removed role c (C)"):
        assert line in ran.out
    assert pmladder("catalogue", "diff", "base.yaml", "base.yaml", "--check").code == 0
    assert pmladder("catalogue", "diff", "base.yaml", "upper.yaml").code == 0
    rows = list(csv.DictReader(io.StringIO(pmladder("catalogue", "diff", "base.yaml", "upper.yaml", "-f", "csv").out)))
    changes = json_of(pmladder, "catalogue", "diff", "base.yaml", "upper.yaml")["changes"]
    assert [row["change"] for row in rows] == [change["change"] for change in changes]
    ran = pmladder(
        "catalogue", "diff", "-", "base.yaml", "-f", "md", stdin=BASE.replace("title: B", "title: X").encode()
    )
    assert "reworded title: X → B" in ran.out
    assert pmladder("catalogue", "diff", "-", "-").code == 2
    assert pmladder("catalogue", "diff", "base.yaml", "upper.yaml", "--catalogue", "builtin").code == 2


@pytest.mark.slow
def test_five_thousand_roles(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    roles = [{"id": f"r{n}", "title": f"Role {n}", "skills": {"x": 1, "y": 2}} for n in range(5000)]
    file.write_text(
        json.dumps({"roles": roles, "transitions": [{"from": f"r{n}", "to": f"r{n + 1}"} for n in range(4999)]})
    )
    assert pmladder("roles", "--catalogue", file).code == 0
    begun = time.process_time()
    assert pmladder("catalogue", "show", "--catalogue", file).code == 0
    assert pmladder("catalogue", "diff", "builtin", file).code == 0
    assert time.process_time() - begun < 60


@each(("example", "verdict"), [("govuk-2025", "within-reach"), ("small-company", "not-yet")])
def test_an_example_works_with_every_command(pmladder: Run, example: str, verdict: str) -> None:
    file = EXAMPLES / f"{example}.yaml"
    chosen = ["--catalogue", file]
    for command in (
        ["roles"],
        ["skills"],
        ["catalogue", "show", "--origin"],
        ["compare", "product manager", "head of product"],
        ["gap", "head of product", "--role", "product manager"],
    ):
        assert pmladder(*command, *chosen).code == 0
    answer = json_of(pmladder, "next", "--role", "product manager", *chosen)
    assert [suggestion["assessment"]["verdict"] for suggestion in answer["suggestions"]] == [verdict]


def test_the_government_ladder_has_no_years_and_no_must_haves(pmladder: Run) -> None:
    file = EXAMPLES / "govuk-2025.yaml"
    ran = pmladder("next", "--years", 6, "--catalogue", file)
    assert ran.code == 0
    assert "no years" in ran.out
    answer = json.loads(pmladder("role", "lead-product-manager", "--catalogue", file, "--json").out)
    assert [s["must_have"] for s in answer["skills"]] == [False] * 9


def test_the_government_ladder_rises_as_it_was_published() -> None:
    roles = load_catalogue(EXAMPLES / "govuk-2025.yaml").roles_by_id
    asked = {role.id: {skill: cell.level for skill, cell in role.skills.items()} for role in roles.values()}

    def change(below: str, above: str) -> tuple[int, int, int]:
        """How many skills rise, how many are new, and how many levels that is in all."""
        old, new = asked[below], asked[above]
        rises = [skill for skill in new if skill in old and new[skill] > old[skill]]
        levels = sum(max(0, level - old.get(skill, 0)) for skill, level in new.items())
        return len(rises), len(new.keys() - old.keys()), levels

    ladder = ["associate-product-manager", "product-manager", "senior-product-manager", "lead-product-manager"]
    steps = itertools.pairwise([*ladder, "head-of-product"])
    assert [change(*step) for step in steps] == [(9, 0, 9), (6, 0, 6), (5, 0, 5), (3, 0, 3)]
    assert change("lead-product-manager", "service-owner") == (0, 5, 20)
    assert change("head-of-portfolio", "head-of-product") == (0, 8, 32)


def test_the_small_company_places_six_years(pmladder: Run) -> None:
    chosen = ["--catalogue", EXAMPLES / "small-company.yaml"]
    answer = json_of(pmladder, "next", "--years", 6, *chosen)
    assert answer["placement"]["role"] == "pm"
    assert [suggestion["role"] for suggestion in answer["suggestions"]] == ["head-of-product"]
    roles = json_of(pmladder, "roles", *chosen)["roles"]
    assert [role["title"] for role in roles] == ["Product associate", "Product manager", "Head of product"]
