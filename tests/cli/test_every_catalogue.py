"""Every command on every kind of catalogue: generated ones, and the kinds that real ladders come in."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from amount import examples
from catalogue.strategies import Raw, raw_catalogues, written
from cli.conftest import Run, json_of
from pmladder.files.catalogue_file import parse_catalogue
from rows import each

_RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


class Ladder(NamedTuple):
    """A catalogue in a folder of its own, and the names in it that commands are given."""

    folder: Path
    role: str
    title: str
    other: str | None
    skill: str | None

    @property
    def file(self) -> str:
        return str(self.folder / "ladder.json")

    def keep(self, name: str, content: Any) -> str:
        """A file beside the catalogue."""
        file = self.folder / name
        file.write_text(json.dumps(content), encoding="utf-8")
        return str(file)


def every_command(ladder: Ladder) -> list[list[str]]:
    """Each command of the program, on one catalogue."""
    role, other, skill = ladder.role, ladder.other, ladder.skill
    goal = other or role
    rated = {skill: 1} if skill else {}
    profile = ladder.keep("me.json", {"role": role, "years": 6, "goal": goal, "focus": [*rated], "skills": rated})
    shelf = ladder.keep("kept.json", {"role": role, "years": 6})
    commands = [
        ["roles"],
        ["role", role],
        ["skills"],
        ["next", "--years", "6"],
        ["next", "--role", role, "--goal", goal, "--map", "--all", "--why", "--if", "years=3"],
        ["gap", role, "--role", role, "--chart"],
        ["opens", "--years", "6"],
        ["opens", "--role", role, "--goal", goal, "--all"],
        ["route", goal, "--role", role],
        ["route", goal, "--profile", profile, "--fewest-gaps", "--if", "people=4"],
        ["plan", goal, "--role", role, "--people", "0"],
        ["plan", goal, "--years", "6", "--hours-per-week", "0.5", "--period", "month", "--by", "2100-01-01"],
        ["brief", goal, "--years", "6"],
        ["brief", goal, "--profile", profile],
        ["report", "--profile", profile, "--output", "-"],
        ["profile", "show", "--profile", profile],
        ["profile", "check", profile],
        ["assess", "--answers", ladder.keep("answers.json", rated), "--profile", shelf, goal],
        ["progress", "--profile", shelf, goal],
        ["catalogue", "show", "--role", role],
        ["catalogue", "show", "--origin"],
    ]
    if skill:
        commands += [
            ["skill", skill],
            ["next", "--role", role, "--skill", f"{skill}=1"],
            ["gap", goal, "--profile", profile, "--chart", "--if", f"{skill}=0"],
            ["plan", goal, "--role", role, "--skill", f"{skill}=0", "--focus", skill],
        ]
    commands += [["compare", role, other]] if other else []
    chosen = [[*command, "--catalogue", ladder.file] for command in commands]
    chosen.append(["title", "--catalogue", ladder.file, "--", ladder.title])
    return [*chosen, ["catalogue", "diff", ladder.file, ladder.file, "--check"]]


def passes_every_command(pmladder: Run, raw: Raw, turn: int | None = None) -> None:
    """Every command on a catalogue, for people and as JSON; given a `turn`, most of them in one of these only."""
    with tempfile.TemporaryDirectory() as folder:
        names = [role["id"] for role in raw["roles"]]
        skills = parse_catalogue(written(raw), "ladder.json").skills
        ladder = Ladder(
            folder=Path(folder),
            role=names[0],
            title=raw["roles"][0]["title"],
            other=names[-1] if len(names) > 1 else None,
            skill=skills[0].id if skills else None,
        )
        Path(ladder.file).write_text(written(raw), encoding="utf-8")
        for number, command in enumerate(every_command(ladder), turn or 0):
            read = command[0] == "plan" or command[:2] == ["catalogue", "diff"]
            for form in ("table", "json") if turn is None or read else (("table", "json")[number % 2],):
                ran = pmladder(*in_format(command, form))
                # A title may be another role's id or alias; then the word is taken for that one, or refused.
                assert ran.code == 0 or (ran.code == 2 and "compare takes different roles" in ran.err), (command, ran)
                if form == "json" and ran.code == 0:
                    answer = json.loads(ran.out)
                    if command[:2] == ["catalogue", "diff"]:
                        assert answer["changes"] == []
                    if command[0] == "plan":
                        plan_of(ladder, command, ran.out, pmladder)


def plan_of(ladder: Ladder, command: list[str], saved: str, pmladder: Run) -> None:
    """A plan can be held against the same profile, and put into a calendar."""
    file = ladder.folder / "plan.json"
    file.write_text(saved, encoding="utf-8")
    ran = pmladder("plan", "--against", file, "--role", ladder.role, "--catalogue", ladder.file, "--json")
    assert ran.code == 0, (command, ran)
    planned = json.loads(saved)["case"]["items"]
    assert len(json.loads(ran.out)["items"]) == len(planned)
    calendar = pmladder(*in_format(command, "ics"))
    assert calendar.code == 0
    assert calendar.out.count("BEGIN:VEVENT") == sum(item["end"] is not None for item in planned)


@settings(max_examples=examples(8), deadline=None, phases=[Phase.generate], suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_every_catalogue_passes_through_every_command(pmladder: Run, raw: Raw) -> None:
    passes_every_command(pmladder, raw, turn=len(raw["roles"]))


@pytest.mark.release
@settings(max_examples=100, deadline=None, phases=[Phase.generate], suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_every_catalogue_passes_through_every_command_many_times(pmladder: Run, raw: Raw) -> None:
    passes_every_command(pmladder, raw)


def in_format(command: list[str], form: str) -> list[str]:
    """The command with a format, said right behind its name; a page for people is one of HTML."""
    if command[0] == "report" and form == "table":
        form = "html"
    name = 2 if command[0] in ("catalogue", "profile") else 1
    return [*command[:name], "--format", form, *command[name:]]


def few_roles(**of_each: Any) -> list[Raw]:
    """Four rungs of one track."""
    names = ("junior", "middle", "senior", "lead")
    return [{"id": name, "title": name.title(), **of_each} for name in names]


def levels(count: int) -> Raw:
    """A ladder on a scale of so many named levels."""
    scale = ["one", "two", "three", "four", "five", "six", "seven"][:count]
    rungs = [role | {"skills": {"craft": scale[min(n, count - 1)]}} for n, role in enumerate(few_roles())]
    return {"scale": scale, "roles": rungs, "skills": [{"id": "craft", "name": "Craft"}]}


SKILLS = [f"skill/{number}" for number in range(100)]
KINDS: dict[str, Raw] = {
    "without-years": {"roles": few_roles(skills={"craft": "working"})},
    "without-transitions": {"roles": few_roles(years=2)},
    "without-descriptions": {"roles": few_roles(), "skills": [{"id": "craft", "name": "Craft"}]},
    "three-levels": levels(3),
    "five-levels": levels(5),
    "seven-levels": levels(7),
    "one-level": levels(1),
    "two-roles-of-one-title": {"roles": [{"id": "a/1", "title": "PM"}, {"id": "a/2", "title": "PM"}]},
    "a-hundred-skills": {"roles": few_roles(skills=dict.fromkeys(SKILLS, "expert"))},
    "short-of-years": {"roles": [role | {"years_in_product": 60 + 5 * n} for n, role in enumerate(few_roles())]},
    "efforts": {
        "effort": {"focus": {1: {"min": 0, "max": 0}, 2: {"min": 3, "max": 40.5}}},
        "roles": [
            {"id": "maker", "title": "Maker"},
            {
                "id": "leader",
                "title": "Leader",
                "skills": {"people": "working", "craft": "expert"},
                "people": {"min": 2, "must_have": True},
                "education": {"text": "A degree", "level": "master"},
                "prior": {"tracks": ["individual"], "years": 3},
            },
        ],
    },
    "one-role": {"roles": [{"id": "only", "title": "Only"}]},
    "emoji": {"roles": [{"id": "産品/🚀"[:2], "title": "🚀 産品経理 👩‍💻"}, {"id": "ب", "title": "مدير المنتج"}]},
}


@pytest.mark.slow
@each("kind", ["without-years", "two-roles-of-one-title", "efforts"])
def test_every_kind_of_catalogue_passes_through_every_command(pmladder: Run, kind: str) -> None:
    passes_every_command(pmladder, KINDS[kind], turn=list(KINDS).index(kind))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_catalogue_passes_through_every_command_in_both_formats(pmladder: Run, kind: str) -> None:
    passes_every_command(pmladder, KINDS[kind])


@each("kind", ["without-years", "five-levels", "two-roles-of-one-title", "a-hundred-skills"])
def test_a_catalogue_without_years_says_so(pmladder: Run, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "ladder.json"
    file.write_text(written(KINDS[kind]))
    ran = pmladder("next", "--years", 6, "--catalogue", file)
    assert ran.code == 0
    assert "has no years" in ran.out
    assert "Next role" not in ran.out


def test_without_transitions_the_next_rung_is_derived(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "ladder.json"
    file.write_text(written(KINDS["five-levels"]))
    answer = json_of(pmladder, "next", "--role", "middle", "--catalogue", file)
    assert [(s["role"], s["transition"]["derived"]) for s in answer["suggestions"]] == [("senior", True)]
    assert "as derived" in " ".join(pmladder("catalogue", "show", "--catalogue", file).out.split())
