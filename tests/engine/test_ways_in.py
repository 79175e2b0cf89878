"""How people get into the ladder who hold no role of it: where they begin, and what their years of work tell."""

from __future__ import annotations

from typing import Any

from engine.small import catalogue_of, person
from pmladder.catalogue.models import Transition
from pmladder.engine.moves import is_off_rung, moves_in, usual_rung, ways_in
from pmladder.engine.suggest import next_moves
from pmladder.files.catalogue_file import load_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from rows import each

LADDER = catalogue_of("""
skills: [{id: craft, name: Craft}]
roles:
  - {id: low, title: Low, seniority: 1, years: {min: 0, typical: 1}, must_have: [craft], skills: {craft: one}}
  - {id: mid, title: Mid, seniority: 2, years: {min: 2, typical: 3}, placed_from: 0, must_have: [craft],
     skills: {craft: two}}
  - {id: high, title: High, seniority: 3, years: {min: 5, typical: 6}, years_in_product: {min: 2},
     must_have: [craft], skills: {craft: three}}
  - {id: seller, title: Seller, family: adjacent, seniority: 1, skills: {craft: one}}
  - {id: maker, title: Maker, family: adjacent, seniority: 2, skills: {craft: two}}
  - {id: pupil, title: Pupil, family: adjacent, seniority: 1}
transitions:
  - {from: low, to: mid, common: usual}
  - {from: seller, to: low, kind: entry, common: often}
  - {from: seller, to: mid, kind: entry, common: sometimes}
  - {from: maker, to: low, kind: entry, common: sometimes}
  - {from: maker, to: mid, kind: entry, common: usual}
  - {from: maker, to: high, kind: entry, common: often}
  - {from: pupil, to: mid, kind: entry, common: often}
""")
BUILTIN = load_catalogue()


def first_roles(**profile: Any) -> list[str]:
    return [suggestion.role.id for suggestion in next_moves(LADDER, person(LADDER, **profile)).suggestions]


def test_ways_in_are_the_entry_moves_from_outside_and_most_of_them_lead_to_the_usual_rung() -> None:
    assert {way.role.id: [move.to for move in way.moves] for way in ways_in(LADDER)} == {
        "seller": ["low", "mid"],
        "maker": ["mid", "high", "low"],
        "pupil": ["mid"],
    }
    usual = usual_rung(LADDER)
    assert usual is not None
    assert (usual.role.id, usual.from_years) == ("mid", 3)


@each("profile", [{"years": 0}, {"role": "Juggler"}, {"years_of_work": 1}, {}])
def test_who_is_on_no_rung_is_told_the_rungs_that_ask_for_no_years_in_product(profile: dict[str, Any]) -> None:
    answer = next_moves(LADDER, person(LADDER, **profile))
    assert answer.placement.role is None
    assert [suggestion.role.id for suggestion in answer.suggestions] == ["mid", "low"]
    assert {suggestion.transition.kind for suggestion in answer.suggestions} == {"entry"}


@each(
    ("work", "order"),
    [
        (None, ["mid", "high", "low"]),
        (1, ["mid", "low", "high"]),
        (2.9, ["mid", "low", "high"]),
        (3, ["mid", "high", "low"]),
        (5, ["mid", "high", "low"]),
    ],
)
def test_years_of_work_tell_on_which_rung_people_begin(work: float | None, order: list[str]) -> None:
    given = {} if work is None else {"years_of_work": work}
    assert first_roles(role="maker", **given) == order
    off = {s.role.id for s in next_moves(LADDER, person(LADDER, role="maker", **given)).suggestions if s.key.off_rung}
    assert off == {
        role
        for role, is_off in (("low", work is not None and work >= 3), ("high", work is not None and work < 5))
        if is_off
    }


def test_a_ladder_without_ways_in_places_beginners_on_its_first_rung() -> None:
    bare = catalogue_of("roles: [{id: a, title: A, years_in_product: 0}, {id: b, title: B, years_in_product: 2}]")
    placement = next_moves(bare, person(bare, years=0)).placement
    assert placement.role is not None
    assert placement.role.id == "a"


FUNCTIONS = {
    "engineering": ("Software Engineer", "Backend Developer", "Engineering Manager"),
    "analysis": ("Business Analyst", "Financial Analyst", "Investment Analyst"),
    "consulting": ("Consultant", "Management Consultant", "Strategy Consultant"),
    "design": ("UX Designer", "Product Designer", "UX Researcher"),
    "operations": ("Operations Manager", "Business Operations Manager", "Operations Associate"),
    "programme": ("Project Manager", "Program Manager", "Technical Program Manager"),
    "sales and customer success": ("Account Executive", "Customer Success Manager", "Sales Engineer"),
    "data": ("Data Analyst", "Data Scientist", "Data Engineer"),
    "marketing": ("Marketing Manager", "Product Marketing Manager", "Digital Marketing Manager"),
    "study": ("Student", "Recent graduate", "MBA student"),
}


@each(("function", "title"), [(f, title) for f, titles in FUNCTIONS.items() for title in titles])
def test_the_functions_that_people_come_from_lead_to_a_role_of_the_ladder(function: str, title: str) -> None:
    answer = next_moves(BUILTIN, standing_of(Profile(role=title), BUILTIN, None))
    assert answer.placement.role is not None, (function, title)
    assert any(suggestion.role.family == "core" for suggestion in answer.suggestions)


ENTRIES = catalogue_of("""
roles:
  - {id: z, title: Z, seniority: 1}
  - {id: y, title: Y, seniority: 1}
  - {id: a, title: A, seniority: 2}
  - {id: b, title: B, seniority: 3, years_in_product: {min: 1}}
  - {id: c, title: C, seniority: 3}
  - {id: seller, title: Seller, family: adjacent, seniority: 1}
  - {id: maker, title: Maker, family: adjacent, seniority: 1}
  - {id: judge, title: Judge, family: adjacent, seniority: 1}
transitions:
  - {from: z, to: a, kind: entry}
  - {from: seller, to: z, kind: entry}
  - {from: maker, to: z, kind: entry}
  - {from: seller, to: y, kind: entry}
  - {from: maker, to: y, kind: entry}
  - {from: seller, to: a, kind: entry}
  - {from: maker, to: a, kind: entry}
  - {from: seller, to: b, kind: entry}
  - {from: maker, to: b, kind: entry}
  - {from: maker, to: c, kind: entry}
""")


def test_a_way_in_begins_outside_and_of_rungs_with_as_many_the_lowest_and_first_is_usual() -> None:
    assert [way.role.id for way in ways_in(ENTRIES)] == ["seller", "maker"]
    usual = usual_rung(ENTRIES)
    assert usual is not None
    assert usual.role.id == "y"


def test_beginners_are_told_no_rung_of_one_way_in_and_none_that_asks_for_years_before() -> None:
    assert {move.to for move in moves_in(ENTRIES)} == {"a", "y", "z"}
    begin = next_moves(ENTRIES, person(ENTRIES, years=0, goal="z")).suggestions
    assert not any(suggestion.derived or suggestion.key.off_route for suggestion in begin)
    assert {(suggestion.role.id, suggestion.on_route) for suggestion in begin} == {
        ("a", False),
        ("y", False),
        ("z", False),
    }


RUNGS = """
roles:
  - {{id: low, title: Low, seniority: 1}}
  - {{id: mid, title: Mid, seniority: 2{usual}}}
  - {{id: high, title: High, seniority: 3{above}}}
  - {{id: seller, title: Seller, family: adjacent, seniority: 1}}
  - {{id: maker, title: Maker, family: adjacent, seniority: 1}}
transitions:
  - {{from: seller, to: mid, kind: entry}}
  - {{from: maker, to: mid, kind: entry}}
"""


@each(
    ("usual", "above", "to", "kind", "expected"),
    [
        # Below the usual rung, who has the years that are typical for it; above, who has fewer than are asked there.
        ("{typical: 3}", "{min: 5}", "low", "entry", True),
        ("{typical: 5}", "{min: 5}", "low", "entry", False),
        ("{typical: 3}", "{min: 5}", "mid", "entry", False),
        ("{typical: 3}", "{min: 5}", "high", "entry", True),
        ("{typical: 3}", "{min: 4}", "high", "entry", False),
        # What does not say its years is open to all.
        ("", "{min: 5}", "low", "entry", False),
        ("{min: 3}", "{min: 5}", "low", "entry", False),
        ("{typical: 3}", "", "high", "entry", False),
        ("{typical: 3}", "{typical: 9}", "high", "entry", False),
        # Only of ways into the ladder is there a usual rung.
        ("{typical: 3}", "{min: 5}", "low", "lateral", False),
        ("{typical: 3}", "{min: 5}", "maker", "entry", False),
    ],
)
def test_on_which_rung_people_with_four_years_of_work_usually_begin(
    usual: str, above: str, to: str, kind: Any, expected: bool
) -> None:
    said = {"usual": f", years: {usual}" if usual else "", "above": f", years: {above}" if above else ""}
    ladder = catalogue_of(RUNGS.format(**said))
    move = Transition.model_construct(from_role="seller", to=to, kind=kind)
    assert is_off_rung(ladder, person(ladder, role="seller", years_of_work=4), move) is expected
