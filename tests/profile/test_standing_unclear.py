"""Positions of which something could not be read, people led before, and how far decisions carry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pmladder.api import load_catalogue
from pmladder.catalogue.models import Catalogue
from pmladder.engine.placement import place, presume
from pmladder.profile.diff import Side, diff, rated
from pmladder.profile.doubts import doubts
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing, misfits, standing_of
from pmladder.report.notes import remarks
from rows import each

TODAY = date(2026, 11, 1)
BEFORE = {"title": "Product manager", "start": "2015-11", "end": "2018-10"}
NO_END = {"title": "Senior product manager", "start": "2019-01", "unclear": "the end, 20x3, is no date"}
NO_START = {"title": "Senior product manager", "unclear": "the start, spring, is no date"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def read(catalogue: Catalogue, **fields: Any) -> Standing:
    return standing_of(Profile(**fields), catalogue, TODAY)


def test_an_unclear_end_counts_no_time_and_holds_nobody_still(catalogue: Catalogue) -> None:
    found = read(catalogue, history=[BEFORE, NO_END])
    assert (found.years, found.years_of_work, found.history_is_open, found.history_is_known) == (3.0, None, True, False)
    assert found.role is not None
    assert (found.role.id, found.role_basis, found.years_in_role) == ("senior-pm", "last-held", None)
    assert [position.held for position in found.history] == [False, False]


def test_an_unclear_start_leaves_the_position_held(catalogue: Catalogue) -> None:
    found = read(catalogue, history=[BEFORE, NO_START])
    assert found.role is not None
    assert (found.role.id, found.role_basis, found.history_is_open) == ("senior-pm", "history", True)


def test_an_unclear_position_with_both_dates_keeps_them_and_its_time_is_open(catalogue: Catalogue) -> None:
    found = read(catalogue, history=[{**BEFORE, "unclear": "the company"}])
    assert (found.years, found.history_is_open, found.history_is_known, found.years_in_role) == (3.0, True, False, None)


def test_other_work_that_is_unclear_leaves_years_in_product_alone(catalogue: Catalogue) -> None:
    work = {"title": "Software engineer", "start": "2010", "unclear": "the end"}
    assert not read(catalogue, history=[BEFORE, work]).history_is_open


def test_who_held_a_role_for_an_unclear_time_is_presumed_to_be_settled_in_it(catalogue: Catalogue) -> None:
    def presumed(position: dict[str, str]) -> Any:
        standing = read(catalogue, role="product-manager", history=[position])
        after = presume(catalogue, standing, place(catalogue, standing)).presumed
        return after.levels if after else None

    short = {**NO_END, "end": "2019-02"}
    clear = {key: value for key, value in short.items() if key != "unclear"}
    assert presumed(short) == presumed({"title": "Senior product manager", "start": "2015", "end": "2025"})
    assert presumed(short) != presumed(clear)


def test_notes_and_checks_repeat_what_is_unclear_and_where(catalogue: Catalogue) -> None:
    profile = Profile(history=[BEFORE, NO_END])  # type: ignore[arg-type]
    standing = standing_of(profile, catalogue, TODAY)
    (note,) = [note for note in remarks(standing) if "unclear" in note]
    assert "Senior product manager" in note
    assert "20x3" in note
    (doubt,) = [doubt for doubt in doubts(profile, catalogue, standing, TODAY) if doubt.check == "unclear-position"]
    assert doubt.path == ("history", 1, "unclear")
    # What a person wrote is not repeated where others may read it.
    assert "20x3" not in doubt.what


@each(("written", "fits"), [("product line", True), ("Market", True), ("aera", False)])
def test_a_reach_is_one_of_the_catalogue(written: str, fits: bool, catalogue: Catalogue) -> None:
    problems = misfits(Profile(reach=written), catalogue)
    assert [problem.path for problem in problems] == ([] if fits else [("reach",)])
    assert not misfits(Profile(reach=written), catalogue.model_copy(update={"reach": ()}))
    assert (read(catalogue, reach=written).reach is not None) == fits


def test_profiles_differ_in_people_led_before_and_reach(catalogue: Catalogue) -> None:
    one, other = Profile(people_led_before=3, reach="team"), Profile(reach="Team")
    sides = [Side(profile, standing_of(profile, catalogue, TODAY)) for profile in (one, other)]
    assert [tuple(entry) for entry in diff(*sides, catalogue).others] == [("people_led_before", 3, None)]


def test_what_two_profiles_say_of_a_skill_is_in_the_words_of_the_formula(catalogue: Catalogue) -> None:
    ratings = {"coaching": 2, "lifecycle": {}, "go-to-market": {"not_applicable": "no market"}}
    profile = Profile(skills=ratings)  # type: ignore[arg-type]
    side = Side(profile, standing_of(profile, catalogue, TODAY))
    states = [rated(side, skill).state for skill in (*ratings, "communication")]
    assert states == ["rated", "named", "not-applicable", "not-rated"]
