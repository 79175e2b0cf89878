"""`opens`, `route`, `plan`, `brief` and `--if` on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

PROFILE = """
role: senior-pm
years: 6
people: 0
skills:
  product-strategy: {level: practitioner, evidence: [pricing]}
  coaching: working
  people-management: awareness
evidence: [{id: pricing, title: Pricing test}]
focus: [coaching]
goal: cpo
"""
AS_OF = ["--as-of", "2026-11-23"]
Run = Callable[..., Any]


@pytest.fixture
def profile(tmp_path: Path) -> list[str]:
    file = tmp_path / "me.yaml"
    file.write_text(PROFILE)
    return ["--profile", str(file)]


def answer(run: Run, *arguments: object) -> Any:
    done = run(*arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


@pytest.mark.parametrize(
    "change", ["coaching=+1", "coaching=expert", "years=+2", "people=4", "evidence=flows-shipped"]
)
def test_if_leaves_the_present_answer_as_it_is(pmladder: Run, profile: list[str], change: str) -> None:
    for command in (["next"], ["gap", "head-of-product"]):
        plain, changed = (answer(pmladder, *command, *profile, *more) for more in ([], ["--if", change]))
        assert plain["what_if"] is None
        assert changed.pop("what_if")["steps"][0]["to"]
        plain.pop("what_if")
        assert plain == changed


def test_if_goes_on_from_the_step_before(pmladder: Run, profile: list[str]) -> None:
    said = answer(pmladder, "gap", "head-of-product", *profile, "--if", "coaching=+1", "--if", "coaching=+1")["what_if"]
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
        "customer-research=+1",
        "years=900",
    ],
)
def test_if_that_cannot_be_is_wrong_usage(pmladder: Run, profile: list[str], wrong: str) -> None:
    for command in (["next"], ["gap", "cpo"], ["route", "cpo"]):
        done = pmladder(*command, *profile, "--if", wrong)
        assert (done.code, done.out) == (2, "")
        assert done.err.count("\n") == 1


def test_opens_ranks_and_sorts(pmladder: Run) -> None:
    found = answer(pmladder, "opens", "--years", 6)
    ranks = [(-len(step["leaves_blocked"]), -step["blockers_removed"]) for step in found["steps"]]
    assert ranks == sorted(ranks)
    assert all(step["effort"]["editorial"] for step in found["steps"] if step["step"]["kind"] == "skill")
    levels = [
        s["step"]["from"]
        for s in answer(pmladder, "opens", "--years", 6, "--sort", "level")["steps"]
        if s["step"]["kind"] == "skill"
    ]
    assert levels == sorted(levels)
    assert pmladder("opens", "--years", 6, "--sort", "ease").code == 2


def test_route_shows_ways_side_by_side(pmladder: Run) -> None:
    found = answer(pmladder, "route", "cpo", "--role", "senior-pm")
    assert len(found["routes"]) == 3
    assert {"individual", "management"} <= {route["way"] for route in (*found["routes"], *found["others"])}
    assert answer(pmladder, "route", "cpo", "--role", "senior-pm", "--routes", 1)["routes"] == found["routes"][:1]


def test_a_route_that_is_not_there_says_why(pmladder: Run) -> None:
    found = answer(pmladder, "route", "pm-intern", "--role", "cpo")
    assert (found["routes"], len(found["notes"]) > 1) == ([], True)
    assert answer(pmladder, "route", "cpo", "--role", "cpo")["routes"] == []
    cut = answer(pmladder, "route", "lead-pm", "--role", "senior-pm", "--avoid", "staff-pm", "--via", "cpo")
    assert cut["routes"] == []


@pytest.mark.parametrize(
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


def test_a_plan_is_the_same_in_every_format(pmladder: Run, profile: list[str]) -> None:
    said = answer(pmladder, "plan", "head-of-product", *profile, *AS_OF)
    assert said["items"][0]["subject"] == "coaching"
    rows = list(csv.DictReader(io.StringIO(pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", "csv").out)))
    assert [row["start"] for row in rows] == [item["start"] for item in said["items"]]
    calendar = Calendar.from_ical(pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", "ics").out)
    dated = [item for item in said["items"] if item["end"]]
    events = calendar.walk("VEVENT")
    assert [(e["DTSTART"].dt.isoformat(), e["DTEND"].dt.isoformat()) for e in events] == [
        (item["start"], item["end"]) for item in dated
    ]
    for text in (pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", kind).out for kind in ("table", "md")):
        assert all(item["name"].split()[0] in text for item in said["items"])


def test_importing_a_later_plan_updates_the_entries(pmladder: Run, profile: list[str]) -> None:
    def events(day: str) -> dict[str, Any]:
        out = pmladder("plan", "head-of-product", *profile, "--as-of", day, "-f", "ics").out
        return {event["UID"]: event for event in Calendar.from_ical(out).walk("VEVENT")}

    now, later = events("2026-11-23"), events("2027-03-01")
    assert now.keys() == later.keys()
    for uid, event in now.items():
        assert later[uid]["SEQUENCE"] > event["SEQUENCE"]
        assert later[uid]["DTSTART"].dt - event["DTSTART"].dt > timedelta(days=60)
    assert all(len(line) <= 75 for line in pmladder("plan", "cpo", *profile, "-f", "ics").out.encode().split(b"\r\n"))


def test_what_does_not_fit_is_said(pmladder: Run, profile: list[str]) -> None:
    said = answer(pmladder, "plan", "head-of-product", *profile, *AS_OF, "--by", "2028-01-01")
    assert {item["fits"] for item in said["items"]} == {True, False}
    assert all((item["end"] or "9") <= "2028-01-01" for item in said["items"] if item["fits"])


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["head-of-produt"],
        ["cpo", "--by", "2020-01-01"],
        ["cpo", "--by", "soon"],
        ["cpo", "--period", "year"],
        ["cpo", "--hours-per-week", "0"],
        ["cpo", "--focus", "juggling"],
    ],
)
def test_a_plan_asked_for_wrongly(pmladder: Run, profile: list[str], wrong: list[str]) -> None:
    done = pmladder("plan", *wrong, *profile, *AS_OF)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_saved_plan_is_checked_against_the_profile_of_today(
    pmladder: Run, profile: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"
    assert pmladder("plan", "head-of-product", *profile, *AS_OF, "-o", file).code == 0
    fresh = answer(pmladder, "plan", "--check", file, *profile, *AS_OF)
    assert {item["state"] for item in fresh["items"]} == {"open"}
    later = answer(pmladder, "plan", "--check", file, *profile, "--skill", "coaching=3", "--as-of", "2028-06-01")
    states = {(item["subject"], item["to"]): item["state"] for item in later["items"]}
    assert states["coaching", 3] == "done"
    assert states["coaching", 4] == "open"
    assert states["people-management", 2] == "late"
    assert not (tmp_path / "plan.ics").exists()


def test_a_plan_for_what_is_no_longer_asked(pmladder: Run, profile: list[str], tmp_path: Path) -> None:
    file, ladder = tmp_path / "plan.json", tmp_path / "ladder.yaml"
    assert pmladder("plan", "head-of-product", *profile, *AS_OF, "-o", file).code == 0
    ladder.write_text("extends: builtin\nroles:\n  - {id: head-of-product, skills: {coaching: 3}}\n")
    found = answer(pmladder, "plan", "--check", file, *profile, *AS_OF, "--catalogue", ladder)
    states = {(item["subject"], item["to"]): item["state"] for item in found["items"]}
    assert (states["coaching", 3], states["coaching", 4]) == ("open", "no longer asked")
    assert not found["same_catalogue"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "next"}', "nonsense", '{"kind": "plan", "items": 3}'])
def test_what_is_no_plan_is_refused(pmladder: Run, profile: list[str], tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)
    done = pmladder("plan", "--check", file, *profile)
    assert (done.code, done.out) == (3, "")
    assert str(file) in done.err


def test_a_brief_is_one_page(pmladder: Run, profile: list[str]) -> None:
    for role in ("pm", "head-of-product", "principal-pm", "vp-product", "cpo", "cto"):
        done = pmladder("brief", role, *profile, *AS_OF)
        assert done.code == 0
        assert done.out.startswith("## ")
        assert done.out.count("\n") <= 60
    said = answer(pmladder, "brief", "head-of-product", *profile, *AS_OF)
    assert [area["skill"] for area in said["focus"]] == ["coaching", "product-strategy", "people-management"]
    assert said["focus"][1]["evidence"] == ["Pricing test"]
    assert len(said["questions"]) == 3


def test_only_a_plan_goes_into_a_calendar(pmladder: Run, profile: list[str]) -> None:
    for command in (["next"], ["gap", "cpo"], ["opens"], ["route", "cpo"], ["brief", "cpo"]):
        done = pmladder(*command, *profile, "-f", "ics")
        assert (done.code, done.out) == (2, "")


def test_nothing_here_promises_a_promotion(pmladder: Run, profile: list[str]) -> None:
    for command in (["opens"], ["route", "cpo"], ["plan", "cpo"], ["brief", "cpo"]):
        assert "does not give it to you" in " ".join(pmladder(*command, *profile).out.split())


def test_dates_are_those_of_as_of(pmladder: Run, profile: list[str]) -> None:
    said = answer(pmladder, "plan", "cpo", *profile, "--as-of", "2031-01-31")
    assert min(item["start"] for item in said["items"]) == date(2031, 1, 31).isoformat() == said["as_of"]
