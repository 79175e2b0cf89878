"""What a role asks, as a table: the entry and the level of every axis, at each company size."""

from __future__ import annotations

from engine.small import catalogue_of
from pmladder.catalogue.models import Catalogue
from pmladder.engine.assess import requirements_of, skills_asked, ways_to_close
from pmladder.engine.formula import Holding, Requirement, find
from pmladder.profile.terms import Axis
from rows import each

Asked = tuple[float | None, float, bool]


def ladder(role: str, head: str = "") -> Catalogue:
    return catalogue_of(f"{head}\nskills: [{{id: craft, name: Craft}}]\nroles: [{{id: r, title: R, {role}}}]")


def asked(role: str, axis: Axis, head: str = "", size: str | None = None) -> list[Asked]:
    catalogue = ladder(role, head)
    found = requirements_of(catalogue, catalogue.roles_by_id["r"], size)  # type: ignore[arg-type]
    return [(r.entry, r.level, r.must_have) for r in found if r.axis == axis]


HEAD = "entry: {must_have: 0, supporting: -1}"


@each(
    ("cell", "must_have", "head", "expected"),
    [
        # A catalogue without a rule asks the level itself.
        ("three", "", "", (3, 3, False)),
        ("three", "craft", "", (3, 3, True)),
        ("three", "", HEAD, (2, 3, False)),
        ("three", "craft", HEAD, (3, 3, True)),
        ("three", "craft", "entry: {must_have: -2, supporting: -1}", (1, 3, True)),
        # Never below the lowest level.
        ("one", "", HEAD, (1, 1, False)),
        ("two", "", "entry: {supporting: -3}", (1, 2, False)),
        # What a cell says itself goes before the rule.
        ("{level: four, entry: one}", "", HEAD, (1, 4, False)),
        ("{level: four, entry: four}", "", HEAD, (4, 4, False)),
        ("{level: four, entry: one}", "craft", HEAD, (1, 4, True)),
        ("{level: three, entry: none}", "", HEAD, (None, 3, False)),
        ("{level: three, entry: 0}", "craft", HEAD, (None, 3, True)),
    ],
)
def test_a_skill(cell: str, must_have: str, head: str, expected: Asked) -> None:
    assert asked(f"must_have: [{must_have}], skills: {{craft: {cell}}}", "skill", head) == [expected]


def test_a_skill_asked_at_no_level_is_not_asked() -> None:
    assert asked("skills: {craft: none}", "skill") == []


@each(
    ("years", "expected"),
    [
        ("{min: 2, typical: 4}", [(2, 4, False)]),
        ("{min: 2, typical: 4, must_have: true}", [(2, 4, True)]),
        ("{min: 2}", [(2, 2, False)]),
        ("{typical: 4}", [(4, 4, False)]),
        ("3", [(3, 3, False)]),
        # No floor: nothing is asked before, and time brings what is typical.
        ("{min: 0, typical: 4}", [(None, 4, False)]),
        ("{min: 0, typical: 0}", []),
        ("{min: 0}", []),
    ],
)
@each(("key", "axis"), [("years_in_product", "years-in-product"), ("years", "years-of-work")])
def test_years(key: str, axis: Axis, years: str, expected: list[Asked]) -> None:
    assert asked(f"{key}: {years}", axis) == expected


@each(
    ("people", "head", "expected"),
    [
        ("{entry: 1, min: 3}", HEAD, [(1, 3, False)]),
        ("{entry: 1, min: 3, must_have: true}", HEAD, [(1, 3, True)]),
        # Into a first management role nobody has led anyone before.
        ("{min: 3}", HEAD, [(None, 3, False)]),
        ("{entry: 0, min: 3}", HEAD, [(None, 3, False)]),
        # A catalogue that knows no entries asks what it says.
        ("{min: 3}", "", [(3, 3, False)]),
        ("3", "", [(3, 3, False)]),
        ("{min: 0}", HEAD, []),
        ("{max: 5}", HEAD, []),
    ],
)
def test_people_led(people: str, head: str, expected: list[Asked]) -> None:
    assert asked(f"people: {people}", "people", head) == expected


@each(
    ("reach", "expected"),
    [
        ("team", [(2, 2, False)]),
        ("{level: company, entry: team}", [(2, 3, False)]),
        ("{level: company, entry: none, must_have: true}", [(None, 3, True)]),
    ],
)
def test_reach(reach: str, expected: list[Asked]) -> None:
    assert asked(f"reach: {reach}", "reach", "reach: [task, team, company]") == expected


@each(
    ("education", "expected"),
    [
        ("{text: A degree, level: bachelor}", [(2, 2, False)]),
        ("{text: A degree, level: master, must_have: true}", [(3, 3, True)]),
        ("{text: None, level: none}", []),
        ("A degree is usual", []),
    ],
)
def test_education(education: str, expected: list[Asked]) -> None:
    assert asked(f"education: {education}", "education") == expected


@each(
    ("evidence", "expected"),
    [
        ("{id: a, text: A, count: 2}", (2, 2, False)),
        ("{id: a, text: A, must_have: true}", (1, 1, True)),
        ("{id: a, text: A, entry: none}", (None, 1, False)),
    ],
)
def test_evidence(evidence: str, expected: Asked) -> None:
    assert asked(f"evidence: [{evidence}]", "evidence") == [expected]


def test_time_on_a_track() -> None:
    assert asked("prior: {tracks: [individual], years: 2}", "time-on-track") == [(2, 2, False)]
    assert asked("prior: {tracks: [individual], years: 2, must_have: true}", "time-on-track") == [(2, 2, True)]
    assert asked("prior: {tracks: [individual], years: 0}", "time-on-track") == []


SIZES = (
    "skills: {craft: two}, years: 2, people: {entry: 2, min: 4}, "
    "by_company: {small: {skills: {craft: four}, must_have: [craft], years: 5}, large: {people: {entry: 1, min: 9}}}"
)


@each(
    ("size", "craft", "years", "people"),
    [
        (None, (2, 2, False), 2, (2, 4, False)),
        ("medium", (2, 2, False), 2, (2, 4, False)),
        ("small", (4, 4, True), 5, (2, 4, False)),
        ("large", (2, 2, False), 2, (1, 9, False)),
    ],
)
def test_sizes_change_what_they_name_alone(size: str | None, craft: Asked, years: float, people: Asked) -> None:
    assert asked(SIZES, "skill", size=size) == [craft]
    assert asked(SIZES, "years-of-work", size=size) == [(years, years, False)]
    assert asked(SIZES, "people", size=size) == [people]


def test_an_empty_list_of_must_haves_at_one_size_takes_them_away() -> None:
    role = "must_have: [craft], skills: {craft: two}, by_company: {small: {must_have: []}}"
    assert asked(role, "skill", size="small") == [(2, 2, False)]
    assert asked(role, "skill", size="large") == [(2, 2, True)]


def test_the_table_is_worked_out_once_for_each_size_that_differs() -> None:
    catalogue = ladder(SIZES)
    role = catalogue.roles_by_id["r"]
    assert requirements_of(catalogue, role) is requirements_of(catalogue, role, "medium")
    assert requirements_of(catalogue, role, "small") is requirements_of(catalogue, role, "small")
    assert skills_asked(catalogue, role, "small")["craft"].level == 4
    assert skills_asked(catalogue, role)["craft"].level == 2


CLOSING = catalogue_of("""
skills: [{id: craft, name: Craft, close: {one: Try it., two: [Do it alone., Do it twice.], three: Teach it.}}]
roles: [{id: r, title: R}]
""")


@each(
    ("low", "high", "entry", "expected"),
    [
        # All levels above the one held, up to the entry.
        (0, 0, 1, ("Try it.",)),
        (0, 0, 2, ("Try it.", "Do it alone.", "Do it twice.")),
        (1, 1, 3, ("Do it alone.", "Do it twice.", "Teach it.")),
        (2, 2, 3, ("Teach it.",)),
        # Nobody knows an activity for the highest level.
        (3, 3, 4, ()),
        # What is met needs none, and what nobody rated wants rating first.
        (2, 2, 2, ()),
        (0, 4, 2, ()),
    ],
)
def test_ways_to_close_a_gap(low: float, high: float, entry: int, expected: tuple[str, ...]) -> None:
    craft = Requirement("skill", "craft", "Craft", entry, entry)
    assert ways_to_close(find(craft, Holding(low, high, "rated")), CLOSING) == expected


def test_only_a_skill_has_ways_to_close() -> None:
    people = Requirement("people", "people", "People", 3, 3)
    assert ways_to_close(find(people, Holding(1, 1, "given")), CLOSING) == ()
