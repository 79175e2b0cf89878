"""Nasty texts of a catalogue and a profile, through every answer on what to do, in every format: nothing acts."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from functools import cache

import pytest
from icalendar import Calendar

from pmladder.catalogue.models import Catalogue
from pmladder.engine.ladder import ladder
from pmladder.engine.opens import openings
from pmladder.engine.plan import PlanWish, plan
from pmladder.engine.route import RouteWish, routes
from pmladder.engine.suggest import gap, next_moves
from pmladder.engine.what_if import Step, WhatIf, answer_after, changes
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.render.as_csv import as_csv
from pmladder.render.as_ics import as_ics
from pmladder.render.as_json import as_json
from pmladder.render.formats import FORMATS
from pmladder.render.screen import Screen
from pmladder.report.brief import brief_report
from pmladder.report.gap import GapDetail, gap_report
from pmladder.report.ground import Ground
from pmladder.report.next_roles import NextDetail, next_report
from pmladder.report.opens import opens_report
from pmladder.report.plan import plan_report
from pmladder.report.report import Report
from pmladder.report.route import RouteAsked, route_report
from pmladder.text import UNSAFE, safe
from render.test_nasty import ACTING, NASTY, markdown, some_texts
from rows import each

TODAY = date(2026, 1, 31)
TEXTS = [text for text in NASTY + ACTING if text != "\ud800"]
WORDS = {"heading_open", "paragraph_open", "inline", "text", "text_special", "bullet_list_open", "list_item_open"}
TABLES = {f"{part}_open" for part in ("table", "thead", "tbody", "tr", "th", "td")}
# What the program itself makes strong, and its charts.
OWN = {"strong_open", "code_block"}


def nasty_catalogue(text: str) -> Catalogue:
    """Three roles, everything in them called `text`: on one line where the model asks for one."""
    line = re.sub(r"[\n\t]", " ", text)
    skills = {"craft": {"level": 3}, "care": {"level": 1}, "wit": {"level": 2}}
    role = {"title": line, "skills": skills, "people": {"min": 2, "text": text}, "years_in_product": {"min": 8}}
    shown = [{"id": "shown", "text": text}]
    return Catalogue.model_validate(
        {
            "catalogue": {"id": "c", "title": line, "version": line},
            "scale": [{"name": f"{line[:4990]} {number}"} for number in range(4)],
            "categories": [{"id": "k", "name": line}],
            "skills": [
                {
                    "id": name,
                    "name": line,
                    "category": "k",
                    "levels": dict.fromkeys(range(1, 5), text),
                    "close": {n: [text, text] for n in range(1, 5)},
                    "reading": [{"title": line, "author": line}],
                }
                for name in ("craft", "care", "wit")
            ],
            "roles": [
                {"id": "a", "title": line, "track": "individual", "seniority": 1},
                {**role, "id": "b", "track": "individual", "seniority": 2, "evidence": shown},
                {**role, "id": "c", "track": "management", "seniority": 3, "family": "core"},
            ],
            "transitions": [
                {"from": "a", "to": "b", "years_in_from": {"min": 1, "max": 2}, "note": text},
                {"from": "b", "to": "c"},
            ],
            "effort": {"focus": {n: {"min": 2, "max": 9} for n in range(1, 5)}, "note": text},
        }
    )


@cache
def answers(text: str) -> list[tuple[str, Report]]:
    """Each answer on what to do, for somebody whose own texts are as nasty."""
    catalogue = nasty_catalogue(text)
    line = re.sub(r"[\n\t]", " ", text)
    profile = {
        "role": "a",
        "years": 3,
        "people": 0,
        "goal": "c",
        "skills": {"craft": {"level": 1, "evidence": ["shown"]}, "care": {"not_applicable": text}, "wit": 1},
        "evidence": [{"id": "shown", "title": line}],
    }
    standing = standing_of(Profile.model_validate(profile), catalogue, TODAY)
    answer = next_moves(catalogue, standing)
    goal = catalogue.roles_by_id["c"]
    step = Step("skill", "craft", 1, 2)
    what_if = WhatIf((step,), changes(answer, answer_after(catalogue, answer, [step])))
    way = routes(catalogue, standing, catalogue.roles_by_id["a"], goal)
    made = plan(catalogue, answer, goal, PlanWish(TODAY, TODAY, by=date(2027, 1, 1)))
    detail = NextDetail(every=True, why=True, map=ladder(catalogue, answer, way.found[0]))
    placement, presumed, assessment = gap(catalogue, standing, goal)
    ground, presuming = Ground(catalogue, "d", answer.standing), Ground(catalogue, "d", presumed)
    asked = RouteAsked(goal, RouteWish(), (step,), way)
    return [
        ("next", next_report(ground, answer, None, detail, what_if)),
        ("gap", gap_report(presuming, placement, assessment, None, GapDetail(why=True, chart=True))),
        ("opens", opens_report(ground, answer, openings(catalogue, answer), None, every=True)),
        ("route", route_report(ground, answer, asked, way, None)),
        ("plan", plan_report(ground, answer, made)),
        ("brief", brief_report(ground, answer, made, None)),
    ]


SCREENS = (Screen(80), Screen(40), Screen(7), Screen(80, "none", "ascii"))


@each("text", TEXTS)
def test_nothing_acts_in_any_answer(text: str) -> None:
    # Each answer on one screen, each text on all of them, each answer with some texts on all of them.
    for number, (name, report) in enumerate(answers(text), TEXTS.index(text)):
        acts(FORMATS["table"](report, SCREENS[number % len(SCREENS)]))
        acts(as_csv(report))
        acts(FORMATS["md"](report, Screen()))
        assert json.loads(as_json(report))["kind"] == name


@pytest.mark.slow
@each("text", TEXTS)
def test_nothing_acts_in_any_answer_on_any_screen(text: str) -> None:
    for _, report in answers(text):
        for screen in SCREENS:
            acts(FORMATS["table"](report, screen))


def acts(out: str) -> None:
    assert not UNSAFE.search(re.sub("\n|👩‍💻", "", out))


@each("text", TEXTS)
def test_spreadsheets_keep_their_rows_and_run_nothing(text: str) -> None:
    for name, report in answers(text):
        rows = list(csv.reader(io.StringIO(as_csv(report)), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}, name
        assert len(rows) == len(report.rows())
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for row in rows for cell in row), name


@pytest.mark.slow
@each("text", TEXTS)
def test_markdown_has_no_markup_but_its_own(text: str) -> None:
    for name, report in answers(text):
        tokens = list(markdown(FORMATS["md"](report, Screen())))
        kinds = {kind for kind, _ in tokens if not kind.endswith("_close")}
        assert kinds <= WORDS | TABLES | OWN, name
        assert not any("://" in content for kind, content in tokens if kind == "inline"), name


@each("text", [*TEXTS, *some_texts(20)])
def test_a_calendar_reads_back_entry_for_entry(text: str) -> None:
    report = dict(answers(text))["plan"]
    assert report.events is not None
    events = report.events()
    written = as_ics(report)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    calendar = Calendar.from_ical(written)
    read = list(calendar.walk("VEVENT"))
    assert len(read) == len(events) > 1
    assert len({str(event["UID"]) for event in read}) == len(events)
    for event, entry in zip(events, read, strict=True):
        assert str(entry["SUMMARY"]) == safe(event.title)
        assert str(entry["DESCRIPTION"]) == "\n".join(map(safe, event.text.split("\n")))
        assert entry.decoded("DTSTART").isoformat() == event.start
        assert entry.decoded("DTEND").isoformat() == event.end
        assert event.start < event.end
