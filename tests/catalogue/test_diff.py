"""What differs between two catalogues, in which words, and in which order."""

from __future__ import annotations

from pmladder.catalogue.diff import CatalogueChange, diff
from pmladder.files.catalogue_file import parse_catalogue
from rows import each

OLD = """
scale: [basic, solid, master]
skills: [{id: craft, name: Craft}, {id: talk, name: Talk}]
roles:
  - {id: a, title: Aa, track: individual, seniority: 1, people: {min: 0, max: 2},
     years: {min: 1, typical: 2}, skills: {craft: basic, talk: solid},
     pay: {low: 10, high: 20, currency: EUR, basis: base}}
  - {id: b, title: Bb, seniority: 2, summary: One thing.}
transitions: [{from: a, to: b, common: usual, years_in_from: [1, 2]}]
"""


def changes(old: str, new: str) -> list[tuple[object, ...]]:
    return [tuple(change) for change in diff(parse_catalogue(old, "old"), parse_catalogue(new, "new"))]


@each(
    ("written", "instead", "change"),
    [
        ("craft: basic", "craft: solid", ("raised", "role", "a", "skills.craft", "basic", "solid")),
        ("talk: solid", "talk: basic", ("lowered", "role", "a", "skills.talk", "solid", "basic")),
        (", talk: solid", "", ("removed", "role", "a", "skills.talk", "solid", None)),
        (
            "talk: solid",
            "talk: {level: 2, entry: 1}",
            ("added", "role", "a", "skills.talk.entry", None, "basic"),
        ),
        ("min: 1,", "min: 0,", ("lowered", "role", "a", "years.min", 1, 0)),
        ("years: {min: 1, typical: 2}, ", "", ("removed", "role", "a", "years", "min 1.0, typical 2.0", None)),
        ("high: 20", "high: 30", ("raised", "role", "a", "pay.EUR base.high", 20, 30)),
        ("max: 2}", "max: 3}", ("raised", "role", "a", "people.max", 2, 3)),
        ("title: Aa", "title: Ab", ("reworded", "role", "a", "title", "Aa", "Ab")),
        ("track: individual", "track: other", ("changed", "role", "a", "track", "individual", "other")),
        ("seniority: 2", "seniority: 3", ("raised", "role", "b", "seniority", 2, 3)),
        (", summary: One thing.", "", ("removed", "role", "b", "summary", "One thing.", None)),
        ("common: usual", "common: rare", ("changed", "transition", "a -> b", "common", "usual", "rare")),
        ("[1, 2]", "[1, 3]", ("raised", "transition", "a -> b", "years_in_from.max", 2, 3)),
        ("name: Talk", "name: Speech", ("reworded", "skill", "talk", "name", "Talk", "Speech")),
        ("name: Talk", "name: Talk, aliases: [Speech]", ("added", "skill", "talk", "aliases", None, "Speech")),
    ],
)
def test_each_kind_of_change(written: str, instead: str, change: tuple[object, ...]) -> None:
    new = OLD.replace(written, instead)
    assert new != OLD
    assert changes(OLD, new) == [change]


def test_entries_come_in_the_order_of_the_new_catalogue_and_what_is_gone_last() -> None:
    old = "roles: [{id: x, title: X}, {id: y, title: Y}, {id: z, title: Z}]"
    new = "roles: [{id: n, title: N}, {id: z, title: Zz, seniority: 3}, {id: y, title: Yy, seniority: 2}]"
    found = diff(parse_catalogue(old, "old"), parse_catalogue(new, "new"))
    whole = [(change.kind, change.where) for change in found if change.what in ("", "title")]
    assert whole == [("added", "n"), ("reworded", "z"), ("reworded", "y"), ("removed", "x")]
    assert found[-1] == CatalogueChange("changed", "role", "", "order", "y, z", "z, y")


def test_a_new_rung_of_the_scale_raises_nobody() -> None:
    found = changes(OLD, OLD.replace("[basic,", "[trainee, basic,"))
    assert found == [("added", "level", "trainee", "", None, "trainee")]


def test_what_decides_is_told_once() -> None:
    found = changes(OLD, OLD.replace("track: individual", "track: individual, must_have: [craft]"))
    assert found == [("added", "role", "a", "must_have", None, "craft")]


@each(
    ("old", "new", "change"),
    [
        ("skills: {x: {level: 3, entry: 1}}", "skills: {x: {level: 3, entry: 2}}", ("raised", "skills.x.entry", 1, 2)),
        ("reach: team", "reach: task", ("lowered", "reach", 2, 1)),
        ("reach: {level: team, entry: none}", "reach: {level: team, entry: 1}", ("raised", "reach.entry", 0, 1)),
        (
            "by_company: {small: {skills: {x: 1}}}",
            "by_company: {small: {skills: {x: 2}}}",
            ("raised", "by_company.small.skills.x", 1, 2),
        ),
        ("by_company: {}", "by_company: {small: {people: 2}}", ("added", "by_company.small", None, "people min 2")),
        ("placed_from: 2", "placed_from: 3", ("raised", "placed_from", 2, 3)),
        (
            "by_company: {small: {}}",
            "by_company: {small: {evidence: []}}",
            ("added", "by_company.small.evidence", None, ""),
        ),
        (
            "by_company: {small: {must_have: []}}",
            "by_company: {small: {}}",
            ("removed", "by_company.small.must_have", "", None),
        ),
    ],
)
def test_what_is_new_in_a_role_is_compared(old: str, new: str, change: tuple[object, ...]) -> None:
    head = "reach: [task, team]\nskills: [{id: x, name: X}]\nroles: [{id: a, title: A, "
    names = {"reach": ("none", "task", "team")}.get(str(change[1]).split(".")[0], ("none", "awareness", "working"))
    shown = [names[level] if change[1] != "placed_from" and isinstance(level, int) else level for level in change[2:]]
    assert changes(f"{head}{old}}}]", f"{head}{new}}}]") == [(change[0], "role", "a", change[1], *shown)]


def test_another_order_of_reach_lowers_nobody() -> None:
    old = "reach: [task, team]\nroles: [{id: a, title: A, reach: team}]"
    assert [change[:4] for change in changes(old, old.replace("[task, team]", "[day, task, team]"))] == [
        ("changed", "reach", "", "")
    ]


def test_a_level_put_into_the_scale_hides_no_lowered_requirement() -> None:
    old = "scale: [aware, advanced, expert]\nroles: [{id: a, title: A, skills: {dough: expert, oven: advanced}}]"
    new = old.replace("aware,", "aware, practised,").replace("dough: expert", "dough: advanced")
    assert changes(old, new) == [
        ("added", "level", "practised", "", None, "practised"),
        ("lowered", "role", "a", "skills.dough", "expert", "advanced"),
    ]


RENAMED = """
skills: [{id: oven-keeping, name: Oven keeping}, {id: till, name: Till}]
roles: [{id: a, title: A, must_have: [oven-keeping], skills: {oven-keeping: 1, till: 1}}]
"""


@each(
    ("new", "kinds"),
    [
        (RENAMED.replace("oven-keeping", "oven-care").replace("Oven keeping", "Oven care"), ["renamed"]),
        # Another name without a word of the old one, or another level, is another skill.
        (RENAMED.replace("oven-keeping", "heat").replace("Oven keeping", "Heat"), ["added", "removed"]),
        (
            RENAMED.replace("oven-keeping: 1", "oven-care: 2")
            .replace("oven-keeping", "oven-care")
            .replace("Oven keeping", "Oven care"),
            ["added", "removed"],
        ),
    ],
)
def test_a_skill_that_is_asked_as_before_under_a_like_name_is_renamed(new: str, kinds: list[str]) -> None:
    found = changes(RENAMED, new)
    assert [kind for kind, part, *_ in found if part == "skill"] == kinds
    assert (len(found) == 1) == (kinds == ["renamed"])


def test_a_role_that_came_raises_nobody_and_a_level_of_nothing_is_none() -> None:
    old = "roles: [{id: b, title: B, seniority: 1, skills: {x: 1}}, {id: c, title: C, seniority: 2, skills: {x: 2}}]"
    new = (
        "roles: [{id: a, title: A, seniority: 1}, {id: b, title: B, seniority: 2, skills: {x: 1, y: 0}}, "
        "{id: c, title: C, seniority: 3, skills: {x: 2}}]\nskills: [{id: x, name: x}]"
    )
    assert [change[:3] for change in changes(old + "\nskills: [{id: x, name: x}]", new.replace(", y: 0", ""))] == [
        ("added", "role", "a")
    ]
    asked = "skills: [{id: x, name: X}]\nroles: [{id: a, title: A, skills: {}}]"
    assert changes(asked, asked.replace("{}", "{x: 0}")) == []


def test_a_name_that_is_that_of_a_file_is_no_difference() -> None:
    named = "catalogue: {id: our-2025, title: our 2025}\nroles: [{id: a, title: A}]"
    assert changes(named, named.replace("2025", "2026")) == []
