"""`profile show`, `profile check` and `profile diff`: the file that a person keeps, read and not written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from cli.conftest import Run, json_of
from rows import each

FULL = """\
name: Ada
role: Sr. Product Manager
years: 3
people: 0
history:
  - {title: Product manager, start: 2018-01, end: 2023-06, company: {name: Acme}}
  - {title: Senior product manager, start: 2023-07}
  - {title: Baker, start: 2010-07, end: 2015-01}
skills:
  vision-roadmapping: {level: practitioner, rater: self, rated: 2026-03}
  experimentation: {level: 2, evidence: [pricing-test], rater: self}
  quality-operations: {not_applicable: no operations here}
  coaching: {}
evidence:
  - {id: pricing-test, kind: launch, title: A pricing test, date: 2026-04, shows: [area-grown]}
goal: cpo
focus: [product-strategy]
"""
DAY = ("--as-of", "2026-11-22")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(FULL)
    return path


def data_of(run: Run, *arguments: object) -> Any:
    ran = run(*arguments, "--json", *DAY)
    assert ran.err == ""
    return json.loads(ran.out)


def write(folder: Path, text: str, name: str = "p.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


class TestShow:
    def test_titles_years_and_history_as_they_are_read(self, pmladder: Run, full: Path) -> None:
        data = data_of(pmladder, "profile", "show", "--profile", full)
        assert (data["kind"], data["name"], data["placement"]["role"]) == ("profile-show", "Ada", "senior-pm")
        assert data["role"]["matched_by"] == "normalised"
        assert (data["placement"]["years"], data["placement"]["years_basis"]) == (3, "given")
        assert data["years_of_history"] == 8.9
        counted = [(position["role"], position["counts"]) for position in data["history"]]
        assert [counts for _, counts in counted] == ["nothing", "product", "product"]
        assert (counted[2][0], counted[0][0]) == ("senior-pm", None)

    def test_skills_by_category_and_how_many_are_unknown(self, pmladder: Run, full: Path) -> None:
        data = data_of(pmladder, "profile", "show", "--profile", full)
        states = {skill["skill"]: skill["state"] for skill in data["skills"]}
        assert states["vision-roadmapping"] == "rated"
        assert (states["coaching"], states["quality-operations"]) == ("named", "not-applicable")
        asked = {skill["skill"] for skill in data["skills"] if skill["asked"] is not None}
        open_ = {skill for skill, state in states.items() if state in ("not-rated", "named")}
        assert (data["unknown"], "coaching" in asked) == (len(asked & open_), True)
        assert len(asked & open_) > 6
        # What is left to rate is what `assess` says, for the same role.
        none = write(full.parent, "{}", "answers.yaml")
        said = json_of(pmladder, "assess", "--profile", full, "senior-pm", "--answers", none)
        assert len(said["unrated_left"]) == data["unknown"]
        assert data["evidence"][0]["cited_by"] == ["experimentation"]

    def test_what_disagrees_is_said(self, pmladder: Run, full: Path) -> None:
        data = data_of(pmladder, "profile", "show", "--profile", full)
        assert any("history" in note for note in data["notes"])

    @pytest.mark.parametrize("columns", ["20", "40", "80", "120"])
    def test_a_screen_of_any_width(
        self, pmladder: Run, full: Path, columns: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        ran = pmladder("profile", "show", "--profile", full, *DAY)
        assert ran.code == 0
        words = " ".join(ran.out.split())
        assert "Ada" in words
        assert "no operations here" in words
        assert "practitioner" in words

    def test_single_options_beat_the_file(self, pmladder: Run, full: Path) -> None:
        data = data_of(pmladder, "profile", "show", "--profile", full, "--people", "4")
        assert data["placement"]["people"] == 4

    def test_markdown_and_csv(self, pmladder: Run, full: Path) -> None:
        assert "## Skills" in pmladder("profile", "show", "--profile", full, "--format", "md", *DAY).out
        out = pmladder("profile", "show", "--profile", full, "--format", "csv", *DAY).out
        assert {row["part"] for row in csv.DictReader(io.StringIO(out))} == {"fact", "position", "skill", "evidence"}

    def test_nothing_to_show(self, pmladder: Run) -> None:
        assert pmladder("profile", "show").code == 2


CLEAN = "role: senior-pm\nskills:\n  coaching: {level: working, rater: self}\n"
# What stands in a profile, and the check that says so, with its line.
ODD = {
    "history:\n  - {title: Product manager, start: 2027-01}\n": ("future-date", 2),
    "skills:\n  coaching: {level: 2, rater: me, rated: 2027-01}\n": ("future-date", 2),
    "evidence:\n  - {id: a, date: 2027-01}\n": ("future-date", 2),
    "history:\n  - {title: Product manager, start: 2020-05, end: 2020}\n": ("no-time", 2),
    "years: 1\nhistory:\n  - {title: Product manager, start: 2015-01, end: 2020-01}\n": ("years-disagree", 1),
    "years: 20\nhistory:\n  - {title: Product manager, start: 2015-01, end: 2020-01}\n": ("years-disagree", 1),
    "years: 6\nyears_of_work: 5\n": ("years-disagree", 2),
    "years: 2\nyears_in_role: 3\n": ("years-disagree", 2),
    "history:\n  - {title: Baker, start: 2015-01, end: 2020-01}\n": ("unknown-position", 2),
    "history:\n  - {title: Product manager}\n": ("no-start", 2),
    "skills:\n  coaching: {level: 2, rater: me, evidence: [launhc]}\nevidence:\n  - {id: launch}\n": (
        "missing-evidence",
        2,
    ),
    "evidence:\n  - {id: a}\n  - {id: a}\n": ("evidence-twice", 3),
    "evidence:\n  - {id: a, shows: [nothing-such]}\n": ("shows-nothing", 2),
    "focus: [coachin]\n": ("unknown-focus", 1),
    "goal: astronaut\n": ("unknown-goal", 1),
    "role: astronaut\n": ("unknown-role", 1),
    "skills:\n  coaching: 2\n": ("rated-by-nobody", 2),
}
WRONG = {
    "role: 3\nyers: 6\n": [("malformed-entry", 1), ("malformed-entry", 2)],
    "history:\n  - {title: Product manager, start: 2020-05, end: 2019-05}\n": [("impossible-date", 2)],
    "history:\n  - {title: Product manager, start: 0000}\n": [("impossible-date", 2)],
    "skills:\n  coachin: 2\n  metrics-analytics: 9\n": [("unknown-skill", 2), ("unknown-level", 3)],
    "skills:\n  coaching: {not_applicable: }\n": [("malformed-entry", 2)],
    # One round tells all of it: what has no right form hides nothing of the rest.
    """company: {size: tiny}
years: six
history:
  - {title: Product manager, start: 2020-13, end: 2019}
  - {title: Product manager, start: 2020-05, end: 2019-05}
  - {titel: Product manager, start: 0000}
  - Product manager
people: -3
skills:
  coachin: 2
  metrics-analytics: {level: 9, rater: [me]}
  a skill: 2
evidence:
  - {title: A launch, date: 2020-02-30}
focus: [a skill]
salary: 1
""": [
        *[("malformed-entry", line) for line in (1, 2, 4)],
        ("impossible-date", 5),
        *[("malformed-entry", 6), ("malformed-entry", 6), ("impossible-date", 6), ("malformed-entry", 7)],
        *[("malformed-entry", 8), ("unknown-skill", 10), ("unknown-level", 11), ("malformed-entry", 11)],
        *[("malformed-entry", 12), ("malformed-entry", 14), ("impossible-date", 14)],
        *[("malformed-entry", 15), ("malformed-entry", 16)],
    ],
}


class TestCheck:
    def test_a_sound_profile(self, pmladder: Run, tmp_path: Path) -> None:
        ran = pmladder("profile", "check", write(tmp_path, CLEAN), *DAY)
        assert (ran.code, ran.err) == (0, "")
        assert "no errors, no warnings" in " ".join(ran.out.split())

    @each(("text", "expected"), ODD.items(), ids=[check for check, _ in ODD.values()])
    def test_what_is_odd_is_said_and_does_not_fail(
        self, pmladder: Run, tmp_path: Path, text: str, expected: tuple[str, int]
    ) -> None:
        path = write(tmp_path, text)
        data = data_of(pmladder, "profile", "check", path)
        assert data["ok"]
        assert [(one["id"], one["line"], one["kind"]) for one in data["findings"]] == [(*expected, "warning")]
        assert pmladder("profile", "check", path, "--strict", *DAY).code == 1

    @each(("text", "expected"), WRONG.items())
    def test_what_is_wrong_fails_with_every_place(
        self, pmladder: Run, tmp_path: Path, text: str, expected: list[tuple[str, int]]
    ) -> None:
        ran = pmladder("profile", "check", write(tmp_path, text), "--json", *DAY)
        assert ran.code == 1
        findings = json.loads(ran.out)["findings"]
        assert [(one["id"], one["line"]) for one in findings] == expected
        assert all(one["column"] for one in findings)

    def test_several_files_and_one_that_is_missing(self, pmladder: Run, tmp_path: Path) -> None:
        wrong = write(tmp_path, "yers: 6\n", "wrong.yaml")
        ran = pmladder("profile", "check", write(tmp_path, CLEAN), wrong, tmp_path / "gone.yaml", *DAY)
        assert ran.code == 3
        assert f"{wrong}:1:1" in "".join(ran.out.split())
        assert "gone.yaml: there is no such file" in ran.err

    def test_github(self, pmladder: Run, tmp_path: Path) -> None:
        ran = pmladder("profile", "check", write(tmp_path, "goal: astronaut\n"), "--format", "github", *DAY)
        assert ran.out.startswith("::warning file=")
        assert "line=1,col=7,title=unknown-goal" in ran.out

    def test_skills_are_those_of_the_chosen_catalogue(self, pmladder: Run, tmp_path: Path) -> None:
        ladder = write(tmp_path, "scale: [a, b]\nroles: [{id: pm, title: PM, skills: {craft: a}}]\n", "ladder.yaml")
        profile = write(tmp_path, "skills: {craft: {level: b, rater: self}}\n")
        assert pmladder("profile", "check", profile, *DAY).code == 1
        assert pmladder("profile", "check", profile, "--catalogue", ladder, *DAY).code == 0

    def test_no_message_says_what_is_private(self, pmladder: Run, tmp_path: Path) -> None:
        text = FULL.replace("practitioner", "secretlevel").replace("name: Ada", "name: [Grace]")
        ran = pmladder("profile", "check", write(tmp_path, text), *DAY)
        assert "secretlevel" not in ran.out + ran.err
        assert "Grace" not in ran.out + ran.err

    def test_no_file_is_a_usage_error(self, pmladder: Run) -> None:
        assert pmladder("profile", "check").code == 2


OWN = """\
role: senior-pm
years: 6
skills:
  coaching: {level: expert, rater: self}
  experimentation: {level: working, rater: self}
  communication: practitioner
  lifecycle: {level: 2, rater: self}
"""
MANAGER = """\
role: senior-pm
years: 6
people: 2
skills:
  coaching: {level: working, rater: Grace}
  experimentation: {level: practitioner, rater: Grace}
  communication: practitioner
  go-to-market: {level: 1, rater: Grace}
"""


class TestDiff:
    def test_disagreements_by_size_and_who_said_what(self, pmladder: Run, tmp_path: Path) -> None:
        a, b = write(tmp_path, OWN, "own.yaml"), write(tmp_path, MANAGER, "manager.yaml")
        data = data_of(pmladder, "profile", "diff", a, b)
        assert (data["kind"], data["same"], data["agreed"]) == ("profile-diff", False, 1)
        told = [(s["skill"], s["kind"], s["apart"], s["first"]["rater"], s["second"]["rater"]) for s in data["skills"]]
        assert told == [
            ("coaching", "disagree", -2, "self", "Grace"),
            ("experimentation", "disagree", 1, "self", "Grace"),
            ("lifecycle", "only first", None, "self", None),
            ("go-to-market", "only second", None, None, "Grace"),
        ]
        assert data["others"] == [{"field": "people", "first": None, "second": 2}]

    def test_two_names_are_told_and_one_alone_is_not(self, pmladder: Run, tmp_path: Path) -> None:
        a, b = write(tmp_path, "name: Ada\n", "a.yaml"), write(tmp_path, "name: Bo\n", "b.yaml")
        data = data_of(pmladder, "profile", "diff", a, b)
        assert (data["same"], data["others"]) == (False, [{"field": "name", "first": "Ada", "second": "Bo"}])
        assert "Name  Ada  Bo" in pmladder("profile", "diff", a, b).out
        assert data_of(pmladder, "profile", "diff", a, write(tmp_path, "{}", "c.yaml"))["same"] is True

    def test_every_format(self, pmladder: Run, tmp_path: Path) -> None:
        a, b = write(tmp_path, OWN, "own.yaml"), write(tmp_path, MANAGER, "manager.yaml")
        table = pmladder("profile", "diff", a, b).out
        assert "expert, by self" in table
        assert "working, by Grace" in table
        assert "-2" in pmladder("profile", "diff", a, b, "--format", "md").out
        rows = list(csv.DictReader(io.StringIO(pmladder("profile", "diff", a, b, "--format", "csv").out)))
        assert [(row["subject"], row["first"], row["second"]) for row in rows][-1] == ("people", "", "2")

    def test_a_profile_and_itself(self, pmladder: Run, full: Path) -> None:
        data = data_of(pmladder, "profile", "diff", full, full)
        assert (data["same"], data["skills"], data["others"]) == (True, [], [])
        assert pmladder("profile", "diff", full, full).code == 0

    def test_standard_input_is_named_in_words(self, pmladder: Run, full: Path) -> None:
        ran = pmladder("profile", "diff", "-", full, "--json", *DAY, stdin=MANAGER.encode())
        assert json.loads(ran.out)["first"] == "standard input"

    def test_a_file_that_is_wrong(self, pmladder: Run, full: Path, tmp_path: Path) -> None:
        ran = pmladder("profile", "diff", full, write(tmp_path, "yers: 1\n"))
        assert (ran.code, ran.out) == (3, "")
        assert pmladder("profile", "diff", "-", "-").code == 2


def test_nothing_is_written(pmladder: Run, full: Path) -> None:
    for command in (("show", "--profile", full), ("check", full), ("diff", full, full)):
        pmladder("profile", *command, *DAY)
    assert list(full.parent.iterdir()) == [full]
    assert full.read_text() == FULL


@each("command", [("next",), ("gap", "lead-pm")])
def test_dates_that_can_hardly_be_meant_are_said_by_every_command(
    pmladder: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    text = "years: 1\nrole: senior-pm\nhistory:\n  - {title: Product manager, start: 2015-01, end: 2020}\n"
    path = write(tmp_path, text + "  - {title: Senior product manager, start: 2027-01}\n")
    notes = json_of(pmladder, *command, "--profile", path, *DAY)["notes"]
    assert any('Position number 2, start ("Senior product manager"): is after 2026-11-22' in note for note in notes)
    assert any("history" in note for note in notes)


@pytest.mark.parametrize("command", ["show", "check", "diff"])
def test_the_json_is_what_its_schema_says(pmladder: Run, full: Path, command: str) -> None:
    files = {"show": ["--profile", full], "check": [full], "diff": [full, full.with_name("own.yaml")]}[command]
    write(full.parent, OWN, "own.yaml")
    schema = json.loads(pmladder("profile", command, *files, "--output-schema").out)
    validate(data_of(pmladder, "profile", command, *files), schema)


def test_check_without_a_file_takes_the_profile_that_is_kept(
    pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("role: senior-pm\nskills: {coachin: 2}\n")
    monkeypatch.setenv("PMLADDER_PROFILE", str(file))
    done = pmladder("profile", "check")
    assert done.code == 1
    assert "coaching" in done.out
    monkeypatch.delenv("PMLADDER_PROFILE")
    assert pmladder("profile", "check").code == 2
