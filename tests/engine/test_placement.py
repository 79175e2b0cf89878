"""Where people are placed, and what that lets one presume of what they did not rate."""

from __future__ import annotations

from typing import Any

from engine.small import catalogue_of, person
from pmladder.catalogue.models import Catalogue
from pmladder.engine.placement import place, presume
from pmladder.profile.standing import Presumed
from pmladder.report.notes import remarks
from rows import each

LADDER = """
years_tell_until: 8
reach: [team, company]
skills: [{id: craft, name: Craft}, {id: talk, name: Talk}, {id: lead, name: Lead}]
roles:
  - id: junior
    title: Junior
    seniority: 1
    placed_from: 0
    years_in_role: {min: 1, typical: 2}
    reach: team
    skills: {craft: {level: two, entry: one}, talk: one}
  - id: maker
    title: Maker
    seniority: 2
    placed_from: 3
    years_in_role: {min: 2, typical: 4}
    reach: {level: company, entry: team}
    skills: {craft: {level: four, entry: three}, talk: {level: two, entry: none}, lead: {level: one, optional: true}}
    by_company: {small: {skills: {craft: {level: three, entry: two}}}}
  - {id: boss, title: Boss, track: management, seniority: 3, placed_from: 8, people: {min: 2}, years_in_product: 5}
  - {id: chief, title: Chief, track: executive, seniority: 4, placed_from: 8, people: {min: 9}, years_in_product: 9}
  - {id: seller, title: Seller, family: adjacent, seniority: 1, skills: {talk: four}}
"""
CATALOGUE = catalogue_of(LADDER)


def placed(catalogue: Catalogue = CATALOGUE, **profile: Any) -> tuple[str | None, str | None]:
    found = place(catalogue, person(catalogue, **profile))
    return found.role.id if found.role else None, found.basis


ENDED = {"title": "Maker", "start": "2015", "end": "2019-12"}


@each(
    ("profile", "role", "basis"),
    [
        ({}, None, None),
        ({"role": "maker"}, "maker", "given"),
        ({"role": "Maker", "years": 0}, "maker", "title"),
        ({"history": [{"title": "Maker", "start": "2020"}], "years": 0}, "maker", "history"),
        # Of several held now, the one begun last; a side job only where there is nothing else.
        ({"history": [{"title": "Maker", "start": "2015"}, {"title": "Junior", "start": "2020"}]}, "junior", "history"),
        (
            {
                "history": [
                    {"title": "Boss", "start": "2015"},
                    {"title": "Maker (freelance)", "role": "maker", "start": "2020"},
                ]
            },
            "boss",
            "history",
        ),
        ({"history": [{"title": "Maker, freelance", "role": "maker", "start": "2020"}]}, "maker", "history"),
        # A role of the catalogue goes before a position that is none.
        ({"history": [{"title": "Maker", "start": "2015"}, {"title": "Juggler", "start": "2020"}]}, "maker", "history"),
        # Between two positions it is the last one that counts, not what its years would suggest.
        ({"history": [ENDED]}, "maker", "last-held"),
        ({"history": [ENDED, {"title": "Junior", "start": "2010", "end": "2014"}]}, "maker", "last-held"),
        ({"history": [ENDED, {"title": "Boss", "start": "2027"}]}, "maker", "last-held"),
        ({"history": [ENDED, {"title": "Juggler", "start": "2020", "end": "2022"}]}, "maker", "earlier"),
        ({"history": [ENDED, {"title": "Juggler", "start": "2020"}]}, "maker", "earlier"),
        ({"history": [{"title": "Juggler", "start": "2005", "end": "2019-12"}]}, None, None),
        # What cannot be read as a role leaves the rest to place by.
        ({"role": "Juggler", "years": 4}, "maker", "years"),
        ({"role": "Juggler", "history": [ENDED]}, "maker", "last-held"),
        # Years before skills.
        ({"years": 4, "skills": {"craft": 2, "talk": 1}}, "maker", "years"),
        ({"skills": {"craft": 2, "talk": 1}}, "junior", "skills"),
        ({"skills": {"craft": 4, "talk": 2}}, "maker", "skills"),
        # Less than half of what a role asks is no picture of it.
        ({"skills": {"lead": 1}}, None, None),
    ],
)
def test_basis_of_the_placement(profile: dict[str, Any], role: str | None, basis: str | None) -> None:
    assert placed(**profile) == (role, basis)


@each(
    ("years", "people", "role"),
    [
        (0, None, "junior"),
        (2.9, None, "junior"),
        (3, None, "maker"),
        # Years alone never make a manager or an executive.
        (30, None, "maker"),
        (30, 0, "maker"),
        (30, 1, "maker"),
        # People led do, with the years that the role asks for.
        (5, 2, "boss"),
        (4, 2, "maker"),
        (30, 2, "boss"),
        (30, 9, "chief"),
        (8, 9, "boss"),
    ],
)
def test_years_and_people_led(years: float, people: int | None, role: str) -> None:
    given: dict[str, Any] = {"years": years} if people is None else {"years": years, "people": people}
    assert placed(**given) == (role, "years")


@each(
    ("profile", "cannot_tell", "others"),
    [
        ({"years": 3}, False, ()),
        ({"years": 7.9}, False, ()),
        ({"years": 8}, True, ("boss", "chief")),
        ({"years": 8, "people": 0}, True, ()),
        ({"years": 8, "people": 2}, False, ("maker",)),
        ({"years": 8, "role": "maker"}, False, ("boss", "chief")),
    ],
)
def test_from_some_years_on_they_cannot_tell(
    profile: dict[str, Any], cannot_tell: bool, others: tuple[str, ...]
) -> None:
    found = place(CATALOGUE, person(CATALOGUE, **profile))
    assert (found.cannot_tell, tuple(role.id for role in found.others)) == (cannot_tell, others)


def test_a_ladder_that_says_nothing_of_placing_is_told_by_its_typical_years() -> None:
    roles = """
roles:
  - {id: a, title: A, seniority: 1, years_in_product: {min: 0, typical: 1}}
  - {id: b, title: B, seniority: 2, years_in_product: {min: 2}}
  - {id: c, title: C, seniority: 3, years_in_product: {min: 2, typical: 5}}
  - {id: m, title: M, seniority: 3, track: management, years_in_product: {min: 3, typical: 6}, people: 2}
"""
    ladder = catalogue_of(roles)
    for years, role in ((0, "a"), (1, "a"), (2, "b"), (4, "b"), (5, "c"), (9, "c")):
        assert placed(ladder, years=years) == (role, "years")
    assert placed(ladder, years=4, people=2) == ("m", "years")
    of_work = catalogue_of(roles.replace("years_in_product", "years"))
    assert placed(of_work, years=5) == ("c", "years")
    assert not place(of_work, person(of_work, years=5)).cannot_tell


BOTH = "years_in_product: {min: 1, typical: 6}, people: 2"
LEADS = "skills: {x: four}, people: 2"


def ladder_of(roles: list[str]) -> Catalogue:
    """Roles a, b, c of one rung unless they say otherwise."""
    written = []
    for name, fields in zip("abc", roles, strict=False):
        own = ", ".join(f"{k}: {v}" for k, v in (("id", name), ("seniority", 1)) if f"{k}: " not in fields)
        written.append(f"  - {{title: {name.upper()}, {fields}{own and ', '}{own}}}")
    skills = "skills: [{id: x, name: X}, {id: y, name: Y}, {id: z, name: Z}]"
    return catalogue_of("\n".join((skills, "roles:", *written)))


@each(
    ("roles", "profile", "role"),
    [
        # The years that place come first, then the rung, then the years asked at least, then the id.
        (["placed_from: 0, seniority: 5", "placed_from: 3, seniority: 1"], {"years": 4}, "b"),
        (
            ["placed_from: 3, seniority: 1, years_in_product: {min: 2}", "placed_from: 3, seniority: 2"],
            {"years": 4},
            "b",
        ),
        (["placed_from: 3", "placed_from: 3, years_in_product: {min: 2}"], {"years": 4}, "b"),
        (["placed_from: 3, id: z", "placed_from: 3"], {"years": 4}, "b"),
        # Who has too few years for any role is on the first.
        (["placed_from: 3, seniority: 1", "placed_from: 2, seniority: 2"], {"years": 1}, "b"),
        (["placed_from: 2, seniority: 2", "placed_from: 2, seniority: 1"], {"years": 1}, "b"),
        (["placed_from: 2, id: z", "placed_from: 2"], {"years": 1}, "b"),
        # Without an individual track, years place on the roles that lead nobody; beside one, on no other.
        (["placed_from: 0, track: own", "placed_from: 3, track: own, people: 2"], {"years": 4}, "a"),
        (["placed_from: 0", "placed_from: 3, track: own"], {"years": 4}, "a"),
        # One role with years in product, and all years tell nothing.
        (["years_in_product: 1", "years: 3"], {"years": 4}, "a"),
        # A role that says no years is open to who leads so many.
        (["placed_from: 0", "placed_from: 8, people: 2"], {"years": 0.5, "people": 2}, "b"),
        (["placed_from: 0", "placed_from: 8, people: 2, track: own"], {"years": 30, "people": 1}, "a"),
        # One person led is enough for a role that leads one; nobody, or who does not say, leads none.
        (["placed_from: 0", "placed_from: 8, people: 1, track: own"], {"years": 4, "people": 1}, "b"),
        (["placed_from: 0", "placed_from: 8, people: 1, track: own"], {"years": 4, "people": 0}, "a"),
        (["placed_from: 0", "placed_from: 8, people: 1, track: own"], {"years": 4}, "a"),
        # Only who leads is placed from the usual years.
        (["placed_from: 0", "placed_from: 5, years_in_product: {min: 1, typical: 3}"], {"years": 4, "people": 0}, "a"),
        # A role without `placed_from`, in a ladder that has it, is nobody's by years.
        (["placed_from: 0", "years_in_product: 2"], {"years": 4}, "a"),
        # Of the roles that lead so many, the one whose usual years are reached, or else the first.
        (["years_in_product: {min: 1, typical: 3}, people: 2", BOTH], {"years": 6, "people": 2}, "b"),
        (["years_in_product: {min: 1, typical: 3}, people: 2", BOTH], {"years": 5.9, "people": 2}, "a"),
        (["years_in_product: {min: 1, typical: 8}, people: 2", BOTH], {"years": 2, "people": 2}, "b"),
        (["years_in_product: {min: 1, typical: 3}, people: 2", BOTH], {"years": 1, "people": 2}, "a"),
    ],
)
def test_ties_and_bounds_of_years(roles: list[str], profile: dict[str, Any], role: str) -> None:
    assert placed(ladder_of(roles), **profile) == (role, "years")


def test_who_has_no_years_may_hold_what_begins_at_none() -> None:
    ladder = ladder_of(["placed_from: 0", "placed_from: 0, track: own", "placed_from: 1, track: own"])
    found = place(ladder, person(ladder, years=0))
    assert (found.role, [role.id for role in found.others]) == (ladder.roles_by_id["a"], ["b"])


@each(
    ("roles", "profile", "role"),
    [
        # A role that leads more people than the person does is not theirs; at as many it is, and where nobody knows.
        (["skills: {x: two}", LEADS], {"x": 4}, "b"),
        (["skills: {x: two}", LEADS], {"x": 4, "people": 0}, "a"),
        (["skills: {x: two}", LEADS], {"x": 4, "people": 1}, "a"),
        (["skills: {x: two}", LEADS], {"x": 4, "people": 2}, "b"),
        (["skills: {x: two}", LEADS], {"x": 4, "people": 3}, "b"),
        # It is passed over wherever it stands.
        ([LEADS, "skills: {x: two}"], {"x": 4, "people": 0}, "b"),
        ([LEADS], {"x": 4, "people": 0}, None),
        # Half of what is asked is enough, less is not; what asks for nothing looks like nobody.
        (["skills: {x: two, y: two}"], {"x": 2}, "a"),
        (["skills: {x: two, y: two, z: two}"], {"x": 2}, None),
        (["skills: {x: two, y: two, z: two}", "skills: {x: one}"], {"x": 2}, "b"),
        (["people: 2"], {"x": 2, "people": 2}, None),
        # What is held beyond the list of a role sets it apart by its level, and only that.
        (["skills: {x: two}", "skills: {x: three, y: three}"], {"x": 2, "y": 4}, "b"),
        (["skills: {x: two}", "skills: {x: three, y: three}"], {"x": 2, "y": 1}, "a"),
        # As near, the lower rung; on one rung, the id.
        (["skills: {x: three}, seniority: 2", "skills: {x: one}, seniority: 1"], {"x": 2}, "b"),
        (["skills: {x: three}, id: z", "skills: {x: one}"], {"x": 2}, "b"),
    ],
)
def test_ties_and_bounds_of_skills(roles: list[str], profile: dict[str, int], role: str | None) -> None:
    ladder = ladder_of(roles)
    people = {"people": profile["people"]} if "people" in profile else {}
    skills = {skill: level for skill, level in profile.items() if skill != "people"}
    assert placed(ladder, skills=skills, **people) == (role, role and "skills")


def test_a_catalogue_without_years_places_nobody_by_them() -> None:
    bare = catalogue_of("roles: [{id: a, title: A}, {id: b, title: B}]")
    found = place(bare, person(bare, years=6))
    assert (found.role, found.has_years) == (None, False)


def presumed(**profile: Any) -> Presumed | None:
    standing = person(CATALOGUE, **profile)
    return presume(CATALOGUE, standing, place(CATALOGUE, standing)).presumed


JUNIOR = {"title": "Junior", "start": "2015-01", "end": "2019-12"}


@each(
    ("profile", "expected"),
    [
        # By the role's level, when it is held as long as is usual or nobody knows how long.
        ({"role": "maker"}, Presumed({"craft": 4, "talk": 2}, 2)),
        ({"role": "maker", "years_in_role": 2}, Presumed({"craft": 4, "talk": 2}, 2)),
        # By its entry before; what it asks for nothing before is presumed not to be there.
        ({"role": "maker", "years_in_role": 1.9}, Presumed({"craft": 3, "talk": 0}, 1)),
        # At the size of the company.
        ({"role": "maker", "company": {"size": "small"}}, Presumed({"craft": 3, "talk": 2}, 2)),
        ({"role": "maker", "company": {"size": "small"}, "years_in_role": 1}, Presumed({"craft": 2, "talk": 0}, 1)),
        # A rating changes what is presumed of no other skill.
        ({"role": "maker", "skills": {"craft": 1}}, Presumed({"craft": 4, "talk": 2}, 2)),
        # Past roles count too, each at its own size and time.
        ({"role": "junior", "history": [ENDED]}, Presumed({"craft": 4, "talk": 2}, 1)),
        (
            {"role": "junior", "history": [{**ENDED, "company": {"size": "small"}}]},
            Presumed({"craft": 3, "talk": 2}, 1),
        ),
        (
            {"role": "junior", "history": [{"title": "Maker", "start": "2015-01", "end": "2015-12"}]},
            Presumed({"craft": 3, "talk": 1}, 1),
        ),
        (
            {"role": "junior", "history": [{"title": "Seller", "start": "2010", "end": "2014"}]},
            Presumed({"craft": 2, "talk": 4}, 1),
        ),
        # By years alone it is the level of the role, and of no role below it.
        ({"years": 3}, Presumed({"craft": 4, "talk": 2}, 2)),
        ({"years": 3, "years_in_role": 0.5}, Presumed({"craft": 4, "talk": 2}, 2)),
        # Placed by skills, and on one's wish, nothing.
        ({"skills": {"craft": 2, "talk": 1}}, None),
        ({"role": "maker", "presumes": False}, None),
        ({}, None),
        # A role that could not be read may have asked for anything.
        ({"role": "Juggler", "history": [ENDED]}, Presumed({"craft": 4, "talk": 2}, 2, True)),
        ({"history": [ENDED, {"title": "Juggler", "start": "2020"}]}, Presumed({"craft": 4, "talk": 2}, 2, True)),
        ({"role": "Juggler", "years": 0}, Presumed({"craft": 2, "talk": 1}, 1, True)),
    ],
)
def test_what_is_presumed(profile: dict[str, Any], expected: Presumed | None) -> None:
    assert presumed(**profile) == expected


def test_who_holds_several_positions_is_told_which_counts_and_why() -> None:
    jobs = [{"title": "Boss", "start": "2019"}, {"title": "Maker, freelance", "role": "maker", "start": "2024"}]
    position = person(CATALOGUE, history=jobs).position
    assert position is not None
    assert (position.position.title, position.reason) == ("Boss", "the others are side jobs")
    assert [one.title for one in position.beside] == ["Maker, freelance"]
    [note] = remarks(person(CATALOGUE, history=jobs))
    assert "Boss" in note
    assert "Maker, freelance" in note
