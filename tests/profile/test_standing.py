"""A profile read against a catalogue."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import ReadProfile, Standing, level_to_write, misfits, standing_of
from pmladder.report.notes import remarks
from rows import each

TODAY = date(2026, 1, 1)
CATALOGUE = parse_catalogue(
    """
skills: [{id: metrics, name: Metrics}, {id: talks, name: Talks}]
roles:
- {id: pm, title: Product Manager, skills: {metrics: working}}
- {id: senior-pm, title: Senior Product Manager, skills: {metrics: expert, talks: 1}}
- {id: head, title: Head of Product, track: management}
- {id: analyst, title: Business Analyst, family: adjacent}
""",
    "c.yaml",
)


def profile(**fields: Any) -> Profile:
    return Profile.model_validate(fields)


def standing(as_of: date | None = TODAY, **fields: Any) -> Standing:
    return standing_of(profile(**fields), CATALOGUE, as_of)


def job(title: str, start: str | None = None, end: str | None = None) -> dict[str, str | None]:
    return {"title": title, "start": start, "end": end}


PM_THEN_SENIOR = [job("Product Manager", "2018-01", "2021-12"), job("Senior Product Manager", "2022-01")]


def test_nothing_known() -> None:
    found = standing()
    assert found._replace(read=ReadProfile()) == Standing(top_level=len(CATALOGUE.scale))
    assert found.years is None
    assert not found.history_is_known
    assert found.years_on_tracks(("individual",)) == 0


@each(
    ("history", "product", "work"),
    [
        (PM_THEN_SENIOR, 8.0, 8.0),
        ([*PM_THEN_SENIOR, job("Product Manager", "2019-01", "2023-12")], 8.0, 8.0),
        ([job("Business Analyst", "2010-01", "2011-12"), *PM_THEN_SENIOR], 8.0, 10.0),
        ([job("Juggler", "2010-01", "2011-12"), *PM_THEN_SENIOR], 8.0, None),
        ([job("Business Analyst", "2010-01", "2011-12")], None, 2.0),
        ([job("Juggler"), *PM_THEN_SENIOR], 8.0, None),
        ([job("Product Manager", "2020", "2022")], 2.0, 2.0),
        ([job("Product Manager")], None, None),
    ],
)
def test_years_from_history(history: list[Any], product: float | None, work: float | None) -> None:
    found = standing(history=history)
    assert found.years == product
    assert found.years_basis == ("history" if product is not None else None)
    assert found.years_of_work == work


def test_an_open_end_counts_no_time_without_a_day() -> None:
    found = standing(None, history=PM_THEN_SENIOR)
    assert found.years == 4.0
    assert found.years_of_work is None


def test_given_years_beat_history() -> None:
    found = standing(history=PM_THEN_SENIOR, years=3, years_of_work=20, years_in_role=0.5)
    assert (found.years, found.years_basis) == (3, "given")
    assert found.years_of_work == 20
    assert found.years_in_role == 0.5


def test_no_years_are_still_years() -> None:
    assert standing(years=0).years_basis == "given"


@each(
    ("fields", "role", "basis"),
    [
        ({"role": "pm"}, "pm", "given"),
        ({"role": "Product Manager"}, "pm", "title"),
        ({"role": "pm", "history": PM_THEN_SENIOR}, "pm", "given"),
        ({"history": PM_THEN_SENIOR}, "senior-pm", "history"),
        ({"history": [job("Product Manager", "2018-01", "2021-12")]}, "pm", "last-held"),
        ({"history": [job("Head of Product", "2019-01", "2025-12"), *PM_THEN_SENIOR[:1]]}, "head", "last-held"),
        ({"history": [*PM_THEN_SENIOR[:1], job("Juggler", "2022-01")]}, "pm", "earlier"),
        ({"history": [job("Head of Product", "2027-01", "2028-01")]}, None, None),
        ({"history": [job("Juggler", "2018-01", "2021-12")]}, None, None),
        ({"history": [job("Product Manager", "2018-01"), job("Head of Product", "2020-01")]}, "head", "history"),
        ({"history": [*PM_THEN_SENIOR, job("Head of Product", "2026-05")]}, "senior-pm", "history"),
        ({"history": [job("Product Manager", "2018-01", "2026-06")]}, "pm", "history"),
    ],
)
def test_the_role_held(fields: dict[str, Any], role: str | None, basis: str | None) -> None:
    found = standing(**fields)
    assert (found.role.id if found.role else None) == role
    assert found.role_basis == basis


def test_an_unknown_role_leaves_a_note_and_the_history_answers() -> None:
    found = standing(role="Juggler", history=PM_THEN_SENIOR)
    assert found.role is not None
    assert found.role.id == "senior-pm"
    assert len(list(remarks(found))) == 1
    assert len(list(remarks(standing(goal="Juggler")))) == 1


def test_years_in_role() -> None:
    assert standing(history=PM_THEN_SENIOR).years_in_role == 4.0
    assert standing(role="senior-pm", history=PM_THEN_SENIOR).years_in_role == 4.0
    assert standing(role="head", history=PM_THEN_SENIOR).years_in_role is None
    assert standing(role="pm").years_in_role is None


def test_years_on_tracks() -> None:
    history = [*PM_THEN_SENIOR[:1], job("Head of Product", "2022-01")]
    assert standing(history=history).years_on_tracks(("individual",)) == 4.0
    assert standing(history=history).years_on_tracks(("individual", "management")) == 8.0
    assert standing(history=history).years_on_tracks(("executive",)) == 0
    juggler = standing(history=[*history, job("Juggler", "2010", "2011")])
    assert juggler.years_on_tracks(("individual",)) == 4.0
    assert standing(history=history).history_is_known
    assert not juggler.history_is_known


def test_ratings() -> None:
    found = standing(skills={"metrics": "Working", "talks": {"evidence": ["a"]}})
    assert found.levels == {"metrics": 2}
    assert found.present == {"talks"}
    found = standing(skills={"metrics": {"not_applicable": "no data"}, "talks": "0"})
    assert found.levels == {"talks": 0}
    assert found.not_applicable == {"metrics": "no data"}


@each("level", [0, 4, "none", "Expert", "4", " working ", "AWARENESS"])
def test_levels_that_fit(level: int | str) -> None:
    assert misfits(profile(skills={"metrics": level}), CATALOGUE) == []


@each("level", [5, "5", "-1", "exprt", "2.5", "²", "9" * 200, " "])
def test_levels_that_do_not(level: int | str) -> None:
    (problem,) = misfits(profile(skills={"metrics": level}), CATALOGUE)
    assert problem.path == ("skills", "metrics")
    assert "is no level" in problem.what
    assert standing_of(profile(skills={"metrics": level}), CATALOGUE, None).levels == {}


def test_unknown_skills_do_not_fit() -> None:
    (problem,) = misfits(profile(skills={"metric": 1}), CATALOGUE)
    assert problem.on_key
    assert 'did you mean "metrics"' in problem.what


def test_misfits_end() -> None:
    assert len(misfits(profile(skills={f"s{n}": 1 for n in range(500)}), CATALOGUE)) == 50


@each("names", [["low", "high"], ["x" * 300, "y" * 200], ["1", "2"], [" a", "A b "], ["1e3", "true"]])
def test_a_level_that_is_written_is_read_as_itself(names: list[str]) -> None:
    roles = [{"id": "pm", "title": "PM", "skills": {"a": 1}}]
    catalogue = parse_catalogue(json.dumps({"scale": names, "roles": roles}), "x.json")
    for level in range(len(names) + 1):
        profile = Profile.model_validate({"skills": {"a": level_to_write(level, catalogue)}})
        assert standing_of(profile, catalogue, None).levels == {"a": level}
