"""A skill under another name: understood wherever a person names one, and said where it was a machine's reading."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run, json_of
from pmladder.files.profile_file import read_profile
from rows import each

LADDER = """
skills:
- {id: discovery, name: User discovery, aliases: [User research, Shared]}
- {id: delivery, name: Delivery, aliases: [Shared]}
roles:
- {id: pm, title: PM, skills: {discovery: 2, delivery: 1}}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text("role: senior-pm\n", "utf-8")
    return path


@each("name", ["metrics-analytics", "Metrics & Analytics", "OKRs", "okr", "Key performance indicators"])
def test_a_skill_is_looked_up_by_any_name(pmladder: Run, name: str) -> None:
    skill = json_of(pmladder, "skill", name)["skill"]
    assert skill["id"] == "metrics-analytics"
    assert "OKRs" in skill["aliases"]


def test_aliases_are_shown(pmladder: Run) -> None:
    assert "Also called: " in pmladder("skill", "okrs").out
    assert "Also called" not in pmladder("skill", "product-strategy").out
    assert "A/B testing" in pmladder("skills", "--format", "csv").out


@each(
    "arguments",
    [
        ["gap", "senior-pm", "--role", "pm", "--skill", "%s=4"],
        ["next", "--role", "senior-pm", "--skill", "%s=4"],
        ["next", "--role", "senior-pm", "--if", "%s=4"],
        ["plan", "head-of-product", "--role", "senior-pm", "--focus", "%s", "--as-of", "2026-11-23"],
    ],
)
def test_an_alias_answers_as_the_id_does(pmladder: Run, arguments: list[str]) -> None:
    def answer(name: str) -> object:
        return json_of(pmladder, *(part.replace("%s", name) for part in arguments))

    assert answer("A/B testing") == answer("experimentation")


def test_what_is_saved_under_an_alias_is_the_skill(pmladder: Run, file: Path) -> None:
    ran = pmladder("profile", "set", "OKRs=3", "skills.user story=2", "focus=roadmapping, P&L", "--profile", file)
    assert ran.code == 0, ran.err
    profile = read_profile(str(file)).profile
    assert set(profile.skills) == {"metrics-analytics", "requirements"}
    assert profile.focus == ("vision-roadmapping", "business-finance")
    assert pmladder("profile", "set", "okr=", "--profile", file).code == 0
    assert set(read_profile(str(file)).profile.skills) == {"requirements"}


def test_one_skill_under_two_names_is_given_twice(pmladder: Run, file: Path) -> None:
    ran = pmladder("profile", "set", "OKRs=3", "KPIs=2", "--profile", file)
    assert (ran.code, "twice" in ran.err) == (2, True)


@each(
    ("name", "told"),
    [("OKRz", '"OKRs"'), ("user reserch", '"User research"'), ("project management", "unknown skill")],
)
def test_what_is_only_like_an_alias_is_a_question(pmladder: Run, name: str, told: str) -> None:
    ran = pmladder("skill", name)
    assert (ran.code, told in ran.err) == (2, True), ran.err


def test_an_alias_of_two_skills_means_neither(pmladder: Run, tmp_path: Path) -> None:
    ladder = tmp_path / "ladder.yaml"
    ladder.write_text(LADDER, "utf-8")
    ran = pmladder("skill", "shared", "--catalogue", ladder)
    assert ran.code == 2
    assert all(skill in ran.err for skill in ('"discovery"', '"delivery"'))
    found = pmladder("catalogue", "check", ladder)
    assert found.code == 0
    assert "contested-alias" in found.out + found.err
    resume = tmp_path / "resume.json"
    resume.write_text(json.dumps({"skills": [{"keywords": ["Shared", "User research"]}]}), "utf-8")
    data = json_of(pmladder, "profile", "import", resume, "--dry-run", "--catalogue", ladder)
    assert [(entry["skill"], entry["matched_by"]) for entry in data["skills"]] == [("discovery", "alias")]
    assert [entry["text"] for entry in data["not_understood"]] == ["Shared"]


def test_a_profile_that_names_an_alias_is_told_the_id(pmladder: Run, file: Path) -> None:
    file.write_text("skills: {okrs: 3, agil: 2}\n", "utf-8")
    ran = pmladder("gap", "pm", "--profile", file)
    assert ran.code == 0
    assert 'did you mean "metrics-analytics"?' in ran.err
    assert 'did you mean "agile-delivery"?' in ran.err
    file.write_text("role: pm\nfocus: [okrs]\n", "utf-8")
    assert "metrics-analytics" in pmladder("profile", "check", file).out


def test_an_import_says_by_what_a_skill_was_matched(pmladder: Run, tmp_path: Path) -> None:
    resume = tmp_path / "resume.json"
    keywords = ["OKRs", "Stakeholder management", "Vision", "SQL", "Project management"]
    resume.write_text(json.dumps({"skills": [{"keywords": keywords}]}), "utf-8")
    target = tmp_path / "me.yaml"
    data = json_of(pmladder, "profile", "import", resume, "-o", target)
    assert {entry["text"]: (entry["skill"], entry["matched_by"], entry["level"]) for entry in data["skills"]} == {
        "OKRs": ("metrics-analytics", "alias", None),
        "Stakeholder management": ("stakeholder-management", "name", None),
        "Vision": ("vision-roadmapping", "part", None),
    }
    assert [entry["text"] for entry in data["not_understood"]] == ["SQL", "Project management"]
    assert read_profile(str(target)).profile.skills["metrics-analytics"].level is None
    shown = " ".join(pmladder("profile", "import", resume, "-o", target, "--dry-run").out.split())
    assert '"OKRs", by an alias' in shown
    assert '"Vision", by a part of its name' in shown
