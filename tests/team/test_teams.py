"""What holds of a team: coverage by brute force, order that plays no part, what-if, windows, and groups that hide."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from random import Random
from typing import get_args

import pytest

from engine.small import catalogue_of
from pmladder.catalogue.models import Catalogue
from pmladder.engine.journal_entry import entry_of
from pmladder.files.catalogue_file import BUILTIN, read_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from pmladder.render.as_csv import as_csv
from pmladder.render.as_json import as_json
from pmladder.render.as_table import as_table
from pmladder.render.screen import Screen
from pmladder.report.blocks import Table
from pmladder.report.ground import Ground
from pmladder.report.team.organisation import OrganisationQuestion, report
from pmladder.report.team.show import report as show_report
from pmladder.team.coverage import coverage, targets_of
from pmladder.team.organisation import LEAST_GROUP, organisation, share, shown_groups
from pmladder.team.overview import overview
from pmladder.team.people import Roster, RosterRow, Team, keys_of, team_of
from pmladder.team.risks import risks
from pmladder.team.successors import SuccessionWindow, succession
from pmladder.team.then import entry_on_day, profile_then
from pmladder.team.what_if import TeamChange, answers_of, changed, difference
from team.crowd import TODAY, roster

BUILT_IN = read_catalogue(BUILTIN, False).catalogue
LADDER = catalogue_of(
    """
skills: [{id: craft, name: Craft}, {id: talk, name: Talk}, {id: lead, name: Lead}]
effort: {focus: {one: [1, 2], two: [2, 4], three: [4, 9], four: [12, 20]}}
roles:
  - {id: junior, title: Junior, seniority: 1, skills: {craft: one, talk: one}, must_have: [craft]}
  - {id: senior, title: Senior, seniority: 2, skills: {craft: two, talk: two}, must_have: [craft]}
  - id: boss
    title: Boss
    track: management
    seniority: 3
    people: {entry: 2, min: 2, must_have: true}
    skills: {craft: two, lead: three}
    must_have: [lead]
transitions: [{from: junior, to: senior}, {from: senior, to: boss, kind: fork}]
"""
)


def team(catalogue: Catalogue, *people: dict[str, object]) -> Team:
    rows = [
        RosterRow(Profile.model_validate({"name": f"Person {n:02}", **said}), "x.csv", f"p{n}", None, None, n + 1)
        for n, said in enumerate(people, 1)
    ]
    return team_of(catalogue, Roster(tuple(rows)), TODAY)


def brute(found: Team, skill: str, level: int) -> tuple[int, int, int, int]:
    """Rated, presumed, min and max, counted person by person from what each was given."""
    rated = presumed = most = 0
    for person in found.people:
        held = person.holdings.skill(skill)
        if held.not_applicable:
            continue
        rated += person.standing.levels.get(skill, -1) >= level or (
            skill in person.standing.present and held.basis == "named" and level <= 1
        )
        presumed += held.basis == "presumed" and held.low >= level
        most += held.high >= level
    return rated, presumed, rated + presumed, most


@pytest.mark.parametrize("number", [20, pytest.param(1_000, marks=pytest.mark.slow)])
def test_coverage_is_what_counting_person_by_person_gives(number: int) -> None:
    for seed in range(number):
        found = team_of(BUILT_IN, roster(BUILT_IN, 6, seed), TODAY)
        covered = coverage(found, targets_of(BUILT_IN, found))
        assert covered
        for entry in covered:
            assert (entry.rated, entry.presumed, entry.min, entry.max) == brute(found, entry.skill, entry.level)
            assert len(entry.holders) == entry.min


def test_what_is_not_rated_counts_from_none_to_all() -> None:
    """Nobody presumes anything of who has no role: their craft is anything."""
    unread = {"role": "Plumber", "skills": {"talk": 1}}
    found = team(LADDER, {"role": "senior"}, {"role": "junior", "skills": {"craft": 2}}, unread)
    assert [p.name for p in found.outside] == ["Person 03"]
    [craft] = [c for c in coverage(found, targets_of(LADDER, found)) if (c.skill, c.level) == ("craft", 2)]
    assert (craft.needed, craft.rated, craft.presumed, craft.min, craft.max) == (1, 1, 1, 2, 2)
    assert craft.holders == ("Person 01", "Person 02")


def test_people_with_the_same_facts_have_the_answers_of_each_alone() -> None:
    """Every second person is a copy of somebody, and a few differ from somebody in one fact alone."""
    people = roster(BUILT_IN, 30, 5)
    near = [row.profile.model_copy(update={"years": 9.0}) for row in people.rows[:10]]
    near += [row.profile.model_copy(update={"role": "Chief product officer"}) for row in people.rows[:10]]
    profiles = [*(row.profile for row in people.rows), *near]
    rows = tuple(RosterRow(p, "file", f"{n}-{copy}") for copy in "ab" for n, p in enumerate(profiles))
    together = team_of(BUILT_IN, Roster(rows), TODAY)
    for person in (*together.people, *together.outside):
        row = next(row for row in rows if row.id == person.id)
        alone = team_of(BUILT_IN, Roster((row,)), TODAY)
        [single] = (*alone.people, *alone.outside)
        assert person.answer == single.answer
        assert person.standing.read.profile is row.profile


def test_the_order_of_people_changes_nothing() -> None:
    people = roster(BUILT_IN, 12, 4)
    rows = list(people.rows)
    Random(1).shuffle(rows)
    assert answers_of(BUILT_IN, people, TODAY) == answers_of(BUILT_IN, people._replace(rows=tuple(rows)), TODAY)


@pytest.mark.parametrize("seed", range(5))
def test_a_change_gives_the_answer_on_the_changed_roster(seed: int) -> None:
    people, coming = roster(BUILT_IN, 10, seed), roster(BUILT_IN, 2, seed + 50)
    coming = coming._replace(
        rows=tuple(
            row._replace(id=f"new{n}", profile=row.profile.model_copy(update={"name": f"Newcomer {n}"}))
            for n, row in enumerate(coming.rows)
        )
    )
    boss = BUILT_IN.roles_by_id["group-pm"]
    change = TeamChange(("p1",), coming, {"p2": boss}, {"p3": "Team 9"})
    after = changed(people, [key for key, _ in keys_of(people.rows)], change)
    by_hand = [row for row in people.rows if row.id != "p1"]
    by_hand = [
        row._replace(profile=row.profile.model_copy(update={"role": "group-pm", "years_in_role": 0}))
        if row.id == "p2"
        else row._replace(team="Team 9")
        if row.id == "p3"
        else row
        for row in by_hand
    ]
    expected = answers_of(BUILT_IN, Roster((*by_hand, *coming.rows)), TODAY)
    assert answers_of(BUILT_IN, after, TODAY) == expected
    differs = difference(answers_of(BUILT_IN, people, TODAY), expected)
    assert differs.went == ("Person 01",)
    assert differs.came == ("Newcomer 0", "Newcomer 1")
    nothing = difference(expected, expected)
    assert not any((nothing.coverage, nothing.new_risks, nothing.gone_risks, nothing.successions))


@pytest.mark.parametrize(
    ("said", "window", "by"),
    [
        ({"people": 3, "skills": {"craft": 2, "lead": 3}}, "now", None),
        ({"people": 3, "skills": {"craft": 1, "lead": 3}}, "within-6-months", date(2027, 3, 27)),
        ({"people": 3, "skills": {"craft": 2, "lead": 2}}, "within-12-months", date(2027, 8, 27)),
        ({"people": 3, "skills": {"craft": 2, "lead": 1}}, "later", date(2027, 12, 27)),
        # A must-have without a date: nobody can say when somebody is given a team.
        ({"people": 0, "skills": {"craft": 2, "lead": 3}}, "later", None),
        ({"skills": {"craft": 2, "lead": 3}}, "cannot-say", None),
        # What is certain counts before what is not known.
        ({"skills": {"craft": 2, "lead": 1}}, "later", date(2027, 12, 27)),
    ],
)
def test_windows_of_a_succession(said: dict[str, object], window: SuccessionWindow, by: date | None) -> None:
    found = succession(LADDER, team(LADDER, {"role": "senior", **said}), LADDER.roles_by_id["boss"], TODAY)
    [person] = found.people
    assert (person.window, person.by) == (window, by)
    assert {held.subject for held in person.must_haves} == {"lead", "people"}


def test_successors_stand_by_name_and_the_incumbent_does_not() -> None:
    ready = {"role": "senior", "people": 3, "skills": {"craft": 2, "lead": 4}}
    found = succession(
        LADDER,
        team(LADDER, {**ready, "name": "Zoe"}, {**ready, "name": "abe"}, {"role": "boss"}),
        LADDER.roles_by_id["boss"],
        TODAY,
    )
    assert [person.name for person in found.people] == ["abe", "Zoe"]
    assert found.incumbents == ("Person 03",)


def test_risks_name_whom_and_why() -> None:
    found = team(
        LADDER, {"role": "boss", "skills": {"lead": 3, "craft": 1}}, {"role": "junior", "skills": {"craft": 1}}
    )
    every = risks(LADDER, found, coverage(found, targets_of(LADDER, found)), TODAY)
    said = {(risk.kind, risk.subject, risk.level): risk.people for risk in every}
    assert said["one-person", "lead", 3] == ("Person 01",)
    assert said["no-successor", "boss", None] == ("Person 01",)
    assert ("critical-gap", "lead", 3) not in said


def test_a_journal_tells_what_held_on_a_day() -> None:
    """The last entry until the day, a baseline for any day before it, and nothing where neither is there."""
    was = Profile.model_validate({"role": "junior", "people": 2, "skills": {"craft": 1, "talk": {}}})
    now = Profile.model_validate({"role": "senior", "people": 4, "skills": {"craft": 2, "talk": {"level": 2}}})
    first, second = (
        entry_of(LADDER, "", standing_of(profile, LADDER, day), day)
        for profile, day in ((was, date(2026, 3, 1)), (now, date(2026, 6, 1)))
    )
    assert entry_on_day([first, second], date(2026, 5, 31)) == first
    assert entry_on_day([first, second], date(2026, 6, 1)) == second
    assert entry_on_day([first, second], date(2026, 2, 1)) is None
    baseline = first.model_copy(update={"baseline": True})
    assert entry_on_day([baseline, second], date(2026, 2, 1)) == baseline
    assert profile_then(LADDER, now, first) == was
    other = first.model_copy(update={"catalogue": first.catalogue.model_copy(update={"scale": ("a", "b")})})
    with pytest.raises(ValueError, match="scale"):
        profile_then(LADDER, now, other)


def test_people_of_one_name_are_told_apart() -> None:
    rows = tuple(RosterRow(Profile(name="Person", role="junior"), "x.csv", None, None, None, n) for n in (2, 3))
    assert keys_of(rows) == [("Person (row 2)", "Person (row 2)"), ("Person (row 3)", "Person (row 3)")]
    with_ids = tuple(row._replace(id=f"p{row.number}") for row in rows)
    assert keys_of(with_ids) == [("p2", "Person (p2)"), ("p3", "Person (p3)")]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 5, "b": 6}, ["a", "b"]),
        ({"a": 4, "b": 6, "c": 9}, ["c"]),
        ({"a": 1, "b": 9}, []),
        ({"a": 4}, []),
        ({"a": 2, "b": 2, "c": 7, "d": 8}, ["d"]),
        ({"a": 3, "b": 4, "c": 7, "d": 8}, ["c", "d"]),
        ({"a": 1, "b": 1, "c": 1}, []),
        ({}, []),
    ],
)
def test_small_groups_and_the_next_smallest_are_hidden(sizes: dict[str, int], shown: list[str]) -> None:
    assert list(shown_groups(sizes, LEAST_GROUP)) == shown


def test_what_is_hidden_grows_with_the_least_size() -> None:
    """Whatever is shown with one least size, less what is shown with another, and what is hidden, is no few."""
    rnd = Random(8)
    for _ in range(300):
        sizes = {f"Team {n}": rnd.choice([1, 2, 3, 4, 5, 6, 8, 12, 20, 40]) for n in range(rnd.randint(1, 30))}
        before = set(sizes)
        for k in range(LEAST_GROUP, 25):
            shown = set(shown_groups(sizes, k))
            assert shown <= before
            assert all(sizes[name] >= k for name in shown)
            hidden = [size for name, size in sizes.items() if name not in shown]
            assert not hidden or not shown or (len(hidden) > 1 and sum(hidden) >= k)
            before = shown


@pytest.mark.parametrize(
    "number", [15, pytest.param(60, marks=pytest.mark.slow), pytest.param(10_000, marks=pytest.mark.release)]
)
@pytest.mark.parametrize(("teams", "least"), [((3, 8), range(5, 9)), ((3, 8), range(5, 21)), ((5, 30), range(5, 21))])
def test_no_two_whole_reports_differ_by_a_small_group(number: int, teams: tuple[int, int], least: range) -> None:
    """Any two answers about one roster: neither names a person, and they differ by nobody or by five and more.

    Most of the groups that are twice the least size are shown, also of few teams and with a large least size.
    """
    rnd = Random(11)
    people = team_of(BUILT_IN, roster(BUILT_IN, 60, 7), TODAY).people
    ground, large, large_shown = Ground(BUILT_IN, ""), 0, 0
    for _ in range(number):
        sizes = {f"Team {n}": min(80, 1 + int(rnd.expovariate(1 / 12))) for n in range(rnd.randint(*teams))}
        members = tuple(
            person._replace(id=f"id{n}", team=name, name=f"Somebody {n}")
            for n, (name, person) in enumerate(
                (name, rnd.choice(people)) for name, size in sizes.items() for _ in range(size)
            )
        )
        answers = [set(sizes)]
        for k in rnd.sample(least, 2):
            found = organisation(BUILT_IN, Team(members), k)
            made = report(ground, found, rnd.choice(get_args(OrganisationQuestion)), "2026-11-27")
            lines = [line for block in made.blocks() if isinstance(block, Table) for line in block.rows]
            said = as_json(made) + as_csv(made) + repr(lines)
            assert "Somebody" not in said
            assert not re.search(r"\bid\d", said)
            answers.append({name for name in sizes if re.search(rf"{name}\b", said)})
            assert all(sizes[name] >= k for name in answers[-1])
            big = [name for name, size in sizes.items() if size >= 2 * k]
            large, large_shown = large + len(big), large_shown + sum(name in answers[-1] for name in big)
        for one, other in product(answers, answers[1:]):
            apart = sum(sizes[name] for name in one - other)
            assert apart == 0 or apart >= LEAST_GROUP or not other
    assert large_shown >= 0.8 * large


@pytest.mark.parametrize("seed", range(3))
def test_twelve_people_are_on_the_first_screen(seed: int) -> None:
    found = team_of(BUILT_IN, roster(BUILT_IN, 12, seed), TODAY)
    covered = coverage(found, targets_of(BUILT_IN, found))
    made = show_report(Ground(BUILT_IN, ""), found, overview(BUILT_IN, found, covered, TODAY), (), "2026-11-27", False)
    lines = as_table(made.blocks(), Screen(80)).splitlines()
    assert len(lines) <= 24
    assert [line for line in lines if line.startswith("Person ")][1:] == [
        line for line in lines if re.match(r"Person \d\d ", line)
    ]


def test_an_organisation_is_told_in_words() -> None:
    assert [share(n, 6) for n in (0, 1, 3, 4, 6)] == ["none", "some", "some", "most", "most"]
    found = organisation(BUILT_IN, team_of(BUILT_IN, roster(BUILT_IN, 24, 3, teams=3), TODAY), LEAST_GROUP)
    assert [line.group for line in found.groups] == ["Team 1", "Team 2", "Team 3"]
    names = {f"Person {n:02}" for n in range(1, 25)}
    assert not any(name in repr(found) for name in names)
