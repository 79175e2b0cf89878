"""Every command on every kind of catalogue: generated ones, and the kinds that real ladders come in."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from catalogue.strategies import Raw, raw_catalogues, written
from cli.conftest import Run
from pmladder.files.catalogue_file import parse_catalogue

_RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


def every_command(file: str, role: str, title: str, skill: str | None, other: str | None) -> list[list[str]]:
    """Each command of the program, on one catalogue."""
    commands = [
        ["roles"],
        ["role", role],
        ["skills"],
        ["next", "--years", "6"],
        ["next", "--role", role],
        ["gap", role, "--role", role],
        ["catalogue", "show"],
        ["catalogue", "show", "--origin"],
    ]
    commands += [["skill", skill], ["next", "--role", role, "--skill", f"{skill}=1"]] if skill else []
    commands += [["compare", role, other]] if other else []
    chosen = [[*command, "--catalogue", file] for command in commands]
    chosen.append(["title", "--catalogue", file, "--", title])
    return [*chosen, ["catalogue", "diff", file, file, "--check"]]


def passes_every_command(pmladder: Run, raw: Raw) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "ladder.json")
        Path(file).write_text(written(raw), encoding="utf-8")
        names = [role["id"] for role in raw["roles"]]
        skills = parse_catalogue(written(raw), file).skills
        other = names[-1] if len(names) > 1 else None
        skill = skills[0].id if skills else None
        for command in every_command(file, names[0], raw["roles"][0]["title"], skill, other):
            for form in ("table", "json"):
                ran = pmladder(*in_format(command, form))
                # A title may be another role's id or alias; then the word is taken for that one, or refused.
                assert ran.code == 0 or (ran.code == 2 and "compare takes different roles" in ran.err), (command, ran)
                if form == "json" and ran.code == 0:
                    answer = json.loads(ran.out)
                    assert answer.get("changes", []) == []


@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_every_catalogue_passes_through_every_command(pmladder: Run, raw: Raw) -> None:
    passes_every_command(pmladder, raw)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, phases=[Phase.generate], suppress_health_check=_RELAXED)
@given(raw=raw_catalogues())
def test_every_catalogue_passes_through_every_command_many_times(pmladder: Run, raw: Raw) -> None:
    passes_every_command(pmladder, raw)


def in_format(command: list[str], form: str) -> list[str]:
    """The command with a format, said right behind its name."""
    name = 2 if command[0] == "catalogue" else 1
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
    "one-role": {"roles": [{"id": "only", "title": "Only"}]},
    "emoji": {"roles": [{"id": "産品/🚀"[:2], "title": "🚀 産品経理 👩‍💻"}, {"id": "ب", "title": "مدير المنتج"}]},
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_catalogue_passes_through_every_command(pmladder: Run, kind: str) -> None:
    passes_every_command(pmladder, KINDS[kind])


@pytest.mark.parametrize("kind", ["without-years", "five-levels", "two-roles-of-one-title", "a-hundred-skills"])
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
    answer = json.loads(pmladder("next", "--role", "middle", "--catalogue", file, "--json").out)
    assert [(s["role"], s["transition"]["derived"]) for s in answer["suggestions"]] == [("senior", True)]
    assert "as derived" in " ".join(pmladder("catalogue", "show", "--catalogue", file).out.split())
