"""`opens`, `route` and `--if` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run, json_of
from rows import each


@pytest.mark.parametrize("change", ["coaching=+1", "coaching=expert", "years=+2", "people=4", "evidence=flows-shipped"])
def test_if_leaves_the_present_answer_as_it_is(pmladder: Run, profile: list[str], change: str) -> None:
    for command in (["next"], ["gap", "head-of-product"]):
        plain, changed = (json_of(pmladder, *command, *profile, *more) for more in ([], ["--if", change]))
        assert plain["what_if"] is None
        assert changed.pop("what_if")["steps"][0]["to"]
        plain.pop("what_if")
        assert plain == changed


def test_if_goes_on_from_the_step_before(pmladder: Run, profile: list[str]) -> None:
    twice = ["--if", "coaching=+1", "--if", "coaching=+1"]
    said = json_of(pmladder, "gap", "head-of-product", *profile, *twice)["what_if"]
    assert [(step["from"], step["to"]) for step in said["steps"]] == [(2, 3), (3, 4)]
    assert said["roles"][0]["gaps_closed"] == ["coaching"]


@pytest.mark.parametrize(
    "wrong",
    [
        "coaching",
        "coaching=",
        "=3",
        "coachign=+1",
        "coaching=+9",
        "coaching=guru",
        "years=-2",
        "years=+x",
        "people=2.5",
        "evidence=nothing",
        "discovery=+1",
        "years=900",
    ],
)
def test_if_that_cannot_be_is_wrong_usage(pmladder: Run, profile: list[str], wrong: str) -> None:
    for command in (["next"], ["gap", "cpo"], ["route", "cpo"]):
        done = pmladder(*command, *profile, "--if", wrong)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 2


def test_opens_ranks_and_sorts(pmladder: Run) -> None:
    found = json_of(pmladder, "opens", "--years", 6)
    ranks = [(-len(step["leaves_not_yet"]), -step["must_haves_closed"]) for step in found["steps"]]
    assert ranks == sorted(ranks)
    assert all(step["months"]["min"] <= step["months"]["max"] for s in found["steps"] if (step := s)["months"])
    levels = [
        s["step"]["from"]
        for s in json_of(pmladder, "opens", "--years", 6, "--sort", "level")["steps"]
        if s["step"]["kind"] == "skill"
    ]
    assert levels == sorted(levels)
    assert pmladder("opens", "--years", 6, "--sort", "ease").code == 2


def test_route_shows_ways_side_by_side(pmladder: Run) -> None:
    found = json_of(pmladder, "route", "cpo", "--role", "senior-pm")
    assert len(found["routes"]) == 3
    assert {"individual", "management"} <= {route["way"] for route in (*found["routes"], *found["others"])}
    assert json_of(pmladder, "route", "cpo", "--role", "senior-pm", "--routes", 1)["routes"] == found["routes"][:1]


def test_a_route_that_is_not_there_says_why(pmladder: Run) -> None:
    found = json_of(pmladder, "route", "pm-intern", "--role", "cpo")
    assert (found["routes"], len(found["notes"]) > 1) == ([], True)
    assert json_of(pmladder, "route", "cpo", "--role", "cpo")["routes"] == []
    cut = json_of(pmladder, "route", "lead-pm", "--role", "senior-pm", "--avoid", "staff-pm", "--via", "cpo")
    assert cut["routes"] == []
    assert cut["nearest"][0] == "lead-pm"
    assert cut["notes"][-1].endswith("through Chief product officer; without --via there is one.")


LADDER = """
scale: [basic, solid]
skills: [{id: craft, name: Craft}]
roles:
  - {id: low, title: Low, seniority: 1}
  - {id: goal, title: Goal, seniority: 2}
  - {id: mid, title: Mid, seniority: 2}
  - {id: top, title: Top, seniority: 3}
transitions:
  - {from: low, to: mid, kind: promotion, years_in_from: {min: 4, max: 4}}
  - {from: mid, to: goal, kind: lateral, years_in_from: {min: 4, max: 4}}
  - {from: low, to: top, kind: promotion, years_in_from: {min: 1, max: 1}}
  - {from: top, to: goal, kind: lateral, years_in_from: {min: 1, max: 1}}
"""


@each(
    ("options", "way", "told"),
    [
        ((), ["mid", "goal"], False),
        (("--fastest", "--routes", "1"), ["top", "goal"], False),
        (("--via", "top"), ["top", "goal"], False),
        (("--avoid", "mid"), ["top", "goal"], True),
    ],
)
def test_that_every_way_leads_higher_is_said_only_where_it_is_so(
    options: tuple[str, ...], way: list[str], told: bool, pmladder: Run, tmp_path: Path
) -> None:
    ladder = tmp_path / "ladder.yaml"
    ladder.write_text(LADDER)
    found = json_of(pmladder, "route", "goal", "--role", "low", "--catalogue", ladder, *options)
    assert [step["role"] for step in found["routes"][0]["steps"]] == way
    notes = [note for note in found["notes"] if "down again" in note]
    assert (len(notes), all("--avoid" in note for note in notes)) == (told, True)
    ladder.write_text(LADDER.replace("from: low, to: mid", "from: mid, to: low"))
    past = json_of(pmladder, "route", "goal", "--role", "low", "--catalogue", ladder)
    assert past["notes"][-1] == "Every known route to Goal first leads higher and then down again."


def test_a_route_says_what_is_taken_off_its_years_and_what_is_not_counted(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "held.yaml"
    file.write_text("role: senior-pm\nyears: 6\nyears_in_role: 1\n")
    [route] = json_of(pmladder, "route", "lead-pm", "--profile", file)["routes"]
    [note] = [
        note
        for note in json_of(pmladder, "route", "lead-pm", "--profile", file)["notes"]
        if "before the first move" in note
    ]
    assert (route["years"], "(1 year)" in note) == ({"min": 1, "max": 3}, True)
    assert "1 year at best, 3 typically," in " ".join(
        pmladder("route", "lead-pm", "--profile", file, "--all").out.split()
    )
    fresh = json_of(pmladder, "route", "lead-pm", "--role", "senior-pm")
    assert not any("taken off" in note for note in fresh["notes"])
    unsaid = " ".join(
        pmladder("route", "product-marketing-manager", "--role", "pm", "--routes", 1, "--all").out.split()
    )
    assert "2 years at best, 3 typically, not counting 1 move of unknown length" in unsaid


def test_if_on_a_route_tells_years_that_change(pmladder: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    file = tmp_path / "held.yaml"
    file.write_text("role: senior-pm\nyears: 6\nyears_in_role: 1\n")
    told = " ".join(pmladder("route", "lead-pm", "--profile", file, "--if", "years=+1").out.split())
    assert "1 year at best, 3 typically → no wait at best, 2 years typically" in told
    same = pmladder("route", "head-of-product", "--profile", file, "--if", "people=4").out
    assert "no verdict, no level" in same


@each(
    "wrong",
    [
        ["--via", "nothing"],
        ["--avoid", "cpo"],
        ["--avoid", "senior-pm"],
        ["--fastest", "--fewest-gaps"],
        ["--routes", "0"],
    ],
)
def test_a_route_asked_for_wrongly(pmladder: Run, wrong: list[str]) -> None:
    assert pmladder("route", "cpo", "--role", "senior-pm", *wrong).code == 2


def test_nothing_here_promises_a_promotion(pmladder: Run, profile: list[str]) -> None:
    for command in (["opens"], ["route", "cpo"], ["plan", "cpo"], ["brief", "cpo"]):
        assert "does not give it to you" in " ".join(pmladder(*command, *profile).out.split())
