"""`plan` and `brief` on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from cli.conftest import Run, json_of
from cli.planned import AS_OF, PROFILE
from pmladder.engine.plan import PlanWish, plan
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.render.formats import FORMATS
from pmladder.render.screen import Screen
from pmladder.report.brief import brief_report
from pmladder.report.ground import Ground


def test_a_plan_is_the_same_in_every_format(pmladder: Run, profile: list[str]) -> None:
    said = json_of(pmladder, "plan", "head-of-product", *profile, *AS_OF)
    items = said["case"]["items"]
    assert items[0]["subject"] == "coaching"
    rows = list(csv.DictReader(io.StringIO(pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", "csv").out)))
    assert [row["start"] for row in rows if row["start"]] == [item["start"] for item in items]
    calendar = Calendar.from_ical(pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", "ics").out)
    dated = [item for item in items if item["end"]]
    events = calendar.walk("VEVENT")
    assert [(e["DTSTART"].dt.isoformat(), e["DTEND"].dt.isoformat()) for e in events] == [
        (item["start"], item["end"]) for item in dated
    ]
    for text in (pmladder("plan", "head-of-product", *profile, *AS_OF, "-f", kind).out for kind in ("table", "md")):
        assert all(item["name"].split()[0] in text for item in items)


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
    items = json_of(pmladder, "plan", "head-of-product", *profile, *AS_OF, "--by", "2028-01-01")["case"]["items"]
    assert {item["fits"] for item in items} == {True, False}
    assert all((item["end"] or "9") <= "2028-01-01" for item in items if item["fits"])


@pytest.mark.parametrize(
    "wrong",
    [
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
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 2)


def test_a_saved_plan_is_checked_against_the_profile_of_today(
    pmladder: Run, profile: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.json"
    assert pmladder("plan", "head-of-product", *profile, *AS_OF, "-o", file).code == 0
    fresh = json_of(pmladder, "plan", "--against", file, *profile, *AS_OF)
    assert {item["state"] for item in fresh["items"]} == {"open"}
    later = json_of(pmladder, "plan", "--against", file, *profile, "--skill", "coaching=3", "--as-of", "2028-06-01")
    states = {(item["subject"], item["to"]): item["state"] for item in later["items"]}
    assert states["coaching", 3] == "done"
    assert states["product-strategy", 4] == "open"
    assert states["people-management", 2] == "late"
    assert not (tmp_path / "plan.ics").exists()


def test_a_saved_plan_is_checked_by_the_standing_that_it_was_made_by(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    for who in (["--role", "senior-pm"], ["--years", 6], ["--role", "senior-pm", "--skill", "coaching=2"]):
        assert pmladder("plan", "head-of-product", *who, *AS_OF, "-o", file).code == 0
        checked = json_of(pmladder, "plan", "--against", file, *who, *AS_OF)
        assert checked["items"]
        assert {item["state"] for item in checked["items"]} == {"open"}
    assert pmladder("plan", "head-of-product", "--years", 6, *AS_OF, "-o", file).code == 0
    later = json_of(pmladder, "plan", "--against", file, "--years", 14, "--as-of", "2034-11-23")
    assert {item["basis"] for item in later["items"]} == {"presumed"}
    nobody = json_of(pmladder, "plan", "--against", file, *AS_OF)
    assert {item["state"] for item in nobody["items"]} == {"not known"}


def test_a_plan_that_was_saved_in_short_cannot_be_come_back_to(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    assert pmladder("plan", "cpo", "--years", 6, "--compact", "-o", file).code == 0
    ran = pmladder("plan", "--against", file, "--years", 6)
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "without that" in ran.err


def test_what_to_grow_into_is_held_against_today_in_every_format(pmladder: Run, tmp_path: Path) -> None:
    file, ladder = tmp_path / "plan.json", tmp_path / "ladder.yaml"
    who = ["--role", "senior-pm", "--years", 6]
    assert pmladder("plan", "head-of-product", *who, "--people", 0, *AS_OF, "-o", file).code == 0
    planned = json.loads(file.read_text())["grow"]
    ladder.write_text("extends: builtin\nroles:\n  - {id: head-of-product, skills: {communication: 3}}\n")
    now = [*who, "--people", 2, "--skill", "coaching=3", "--skill", "lifecycle=2", *AS_OF, "--catalogue", ladder]
    found = json_of(pmladder, "plan", "--against", file, *now)
    assert [(one["axis"], one["subject"]) for one in found["grow"]] == [(g["axis"], g["subject"]) for g in planned]
    became = {one["subject"]: (one["state"], one["lowered_by"]) for one in found["grow"]}
    assert became["people"] == ("reached", None)
    assert became["coaching"] == ("on the way", None)
    assert became["lifecycle"] == ("lowered", "you")
    assert became["communication"] == ("lowered", "ladder")
    assert became["reach"] == ("not begun", None)
    assert became["team-built"] == ("not known", None)
    counts = found["grow_counts"]
    assert (sum(counts.values()), counts["lowered"], counts["no longer asked"]) == (len(planned), 2, 0)
    for kind in ("table", "md"):
        text = " ".join(pmladder("plan", "--against", file, *now, "-f", kind).out.split())
        grow = text.partition("To grow into, in the role: 2 lowered, ")[2]
        assert grow.index("lowered by") < grow.index("1 of 2") < grow.index("People led")
        assert not re.search("20[0-9][0-9]-", grow)
    row = "lowered by the ladder** | Communication | practitioner → practitioner | expert, today practitioner |"
    assert row in text
    rows = list(csv.DictReader(io.StringIO(pmladder("plan", "--against", file, *now, "-f", "csv").out)))
    assert [row["subject"] for row in rows if row["part"] == "grow"] == [growth["subject"] for growth in planned]
    assert {row["end"] for row in rows if row["part"] == "grow"} == {""}
    assert len([row for row in rows if row["part"] == "case"]) == len(found["items"])


def test_what_a_saved_plan_says_beyond_the_scales_of_today_is_a_figure(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    plan = {"kind": "plan", "as_of": "2026-01-01", "catalogue": {"id": "x", "digest": "0"}, "role": "head-of-product"}
    about = {"name": "Name", "low": 60, "high": 70, "basis": "rated"}
    subjects = [("skill", "coaching"), ("reach", "reach"), ("education", "education")]
    items = [{"axis": axis, "subject": subject, "name": "Name", "to": 99} for axis, subject in subjects]
    grow = [{**about, "axis": axis, "subject": subject, "level": 99} for axis, subject in subjects]
    file.write_text(json.dumps({**plan, "case": {"items": items}, "grow": grow}))
    done = pmladder("plan", "--against", file, "--role", "pm", *AS_OF)
    assert done.code == 0, done.err
    assert "at least 60" in done.out
    found = json_of(pmladder, "plan", "--against", file, "--role", "pm", *AS_OF)
    assert {(item["to"], item["to_name"]) for item in found["items"]} == {(99, None)}
    assert {(one["level"], one["level_name"]) for one in found["grow"]} == {(99, None)}
    file.write_text(json.dumps({**plan, "case": {"items": []}, "grow": [{**about, "level": -1}]}))
    refused = pmladder("plan", "--against", file, "--role", "pm", *AS_OF)
    assert (refused.code, refused.out) == (3, "")
    assert all(key in refused.err for key in ("axis", "subject", "level"))


def test_a_plan_for_what_is_no_longer_asked(pmladder: Run, profile: list[str], tmp_path: Path) -> None:
    file, ladder = tmp_path / "plan.json", tmp_path / "ladder.yaml"
    assert pmladder("plan", "head-of-product", *profile, *AS_OF, "-o", file).code == 0
    ladder.write_text("extends: builtin\nroles:\n  - {id: head-of-product, skills: {coaching: 2}}\n")
    found = json_of(pmladder, "plan", "--against", file, *profile, *AS_OF, "--catalogue", ladder)
    states = {(item["subject"], item["to"]): item["state"] for item in found["items"]}
    assert (states["coaching", 3], states["product-strategy", 4]) == ("no longer asked", "open")
    assert not found["same_catalogue"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"kind": "next"}', "nonsense", '{"kind": "plan", "case": {"items": 3}}']
)
def test_what_is_no_plan_is_refused(pmladder: Run, profile: list[str], tmp_path: Path, text: str) -> None:
    file = tmp_path / "plan.json"
    file.write_text(text)
    done = pmladder("plan", "--against", file, *profile)
    assert (done.code, done.out) == (3, "")
    assert str(file) in done.err


def test_a_brief_is_one_page(pmladder: Run, profile: list[str]) -> None:
    for role in ("pm", "head-of-product", "principal-pm", "vp-product", "cpo", "cto"):
        done = pmladder("brief", role, *profile, *AS_OF, "-f", "md")
        assert done.code == 0
        assert done.out.startswith("## ")
        assert done.out.count("\n") <= 60
    said = json_of(pmladder, "brief", "head-of-product", *profile, *AS_OF)
    assert [area["skill"] for area in said["focus"]] == ["coaching", "product-strategy", "executive-leadership"]
    assert said["focus"][1]["evidence"] == ["Pricing test"]
    assert len(said["questions"]) == 3


def test_a_plan_says_when_the_move_is_usual(pmladder: Run) -> None:
    """The gaps of a whole role may take longer than people stay before they move."""
    usual = json_of(pmladder, "plan", "head-of-product", "--role", "senior-pm", "--years", 6)["usual"]
    out = pmladder("plan", "head-of-product", "--role", "senior-pm", "--years", 6, "--all").out
    assert f"after {usual['min']}-{usual['max']} years in the present role" in " ".join(out.split())
    assert json_of(pmladder, "plan", "cpo", "--role", "senior-pm", "--years", 6)["usual"] is None


def test_whoever_holds_the_role_asks_for_no_post_in_it(pmladder: Run) -> None:
    there = json_of(pmladder, "brief", "cpo", "--role", "cpo", "--years", 20)
    ahead = json_of(pmladder, "brief", "cpo", "--role", "vp-product", "--years", 20)
    assert len(there["questions"]) == len(ahead["questions"]) == 3
    assert not any("post" in question or "begin to lead" in question for question in there["questions"])
    assert pmladder("brief", "cpo", "--role", "cpo", "-f", "md").out.startswith("## Chief product officer\n")


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_a_brief_of_anybody_for_any_role_is_one_page(step: int) -> None:
    catalogue, longest = load_catalogue(), 0
    every = {skill.id: {"level": 1 + n % 4, "evidence": ["e"]} for n, skill in enumerate(catalogue.skills)}
    for number, role in enumerate(catalogue.roles):
        for rated in ({}, every, dict([*every.items()][::3])):
            fields = {"role": role.id, "years": 4, "skills": rated, "evidence": [{"id": "e", "title": "A launch"}]}
            standing = standing_of(Profile.model_validate(fields), catalogue, date(2026, 11, 23))
            found = next_moves(catalogue, standing)
            for goal in catalogue.roles[number % step :: step * (1 if rated is every else 3)]:
                made = plan(catalogue, found, goal, PlanWish(date(2026, 11, 23), date(2026, 11, 23)))
                page = FORMATS["md"](brief_report(Ground(catalogue, "", found.standing), found, made, None), Screen())
                longest = max(longest, page.count("\n"))
    assert 20 < longest <= 60


def test_a_brief_tells_what_changed_since_last_time(pmladder: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(PROFILE)
    for day, level in (("2026-01-10", 2), ("2026-06-10", 3)):
        done = pmladder("profile", "set", f"coaching={level}", "people-management=1", "--profile", file, "--as-of", day)
        assert done.code == 0, done.err
    since = json_of(pmladder, "brief", "head-of-product", "--profile", file, *AS_OF)["since"]
    assert since["then"] == "2026-06-10"
    assert since["levels"] == []
    file.write_text(file.read_text().replace("level: practitioner, rated", "level: expert, rated"))
    page = pmladder("brief", "head-of-product", "--profile", file, *AS_OF, "-f", "md").out
    assert "Coaching and mentoring: practitioner → expert" in page.partition("## Since last time")[2]


def test_a_plan_without_efforts_says_that_its_days_are_none(pmladder: Run, tmp_path: Path) -> None:
    ladder = tmp_path / "ladder.yaml"
    roles = [{"id": role, "title": role, "skills": {"craft": n, "care": n}} for n, role in enumerate("abc", 1)]
    ladder.write_text(json.dumps({"catalogue": {"id": "x", "title": "X"}, "roles": roles}))
    asked = ["plan", "c", "--role", "a", "--catalogue", ladder, *AS_OF]
    shown = " ".join(pmladder(*asked, "--all").out.split())
    assert "does not say how long a level takes" in shown
    assert "On the calendar" not in shown
    assert {item["end"] for item in json_of(pmladder, *asked)["case"]["items"]} == {None}
    assert Calendar.from_ical(pmladder(*asked, "-f", "ics").out).walk("VEVENT") == []
    assert "On the calendar" in pmladder("plan", "cpo", "--role", "pm", "--all").out


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("12", "12 hours a week: 3 focus areas at a time, about 4 hours each."),
        ("2", "1 focus area at a time; an area needs about 4, so everything takes 2 times as long."),
        ("6", "1 focus area at a time, about 4 hours; the hours beyond that are not planned."),
    ],
)
def test_a_plan_says_what_the_hours_mean(pmladder: Run, profile: list[str], hours: str, said: str) -> None:
    told = " ".join(pmladder("plan", "director", *profile, "--hours-per-week", hours, "--all").out.split())
    assert said in told
    assert "every 1 month" not in pmladder("plan", "lead-pm", *profile, "--period", "month").out


def test_only_a_plan_goes_into_a_calendar(pmladder: Run, profile: list[str]) -> None:
    for command in (["next"], ["gap", "cpo"], ["opens"], ["route", "cpo"], ["brief", "cpo"]):
        done = pmladder(*command, *profile, "-f", "ics")
        assert (done.code, done.out) == (2, "")


def test_dates_are_those_of_as_of(pmladder: Run, profile: list[str]) -> None:
    said = json_of(pmladder, "plan", "cpo", *profile, "--as-of", "2031-01-31")
    assert (
        min(item["start"] for item in said["case"]["items"] if item["start"])
        == date(2031, 1, 31).isoformat()
        == said["as_of"]
    )
