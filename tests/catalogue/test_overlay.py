"""One catalogue laid over another: what merges, what is replaced, what is removed, and what is refused."""

from __future__ import annotations

from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.overlay import overlay
from pmladder.formats.structured import parse
from rows import each

BASE = """
scale: [basic, solid, master]
categories: [{id: hard, name: Hard}]
skills:
  - {id: craft, name: Craft, category: hard, levels: [Tries it., Does it., Teaches it.]}
  - {id: talk, name: Talk}
roles:
  - id: junior
    title: Junior
    aliases: [beginner]
    years: 1
    skills: {craft: basic, talk: {level: basic, entry: none, note: Much of it.}}
    must_have: [craft, talk]
  - {id: senior, title: Senior, years: {min: 3, typical: 5, note: Roughly.}, skills: {craft: solid}}
  - {id: lead, title: Lead, people: {min: 2, max: 4}}
transitions:
  - {from: junior, to: senior, years_in_from: [1, 3], common: usual}
  - {from: senior, to: lead}
effort: {focus: {basic: [1, 2], solid: 3}, skills: {talk: {master: [5, 6]}}}
company_ladders: [{size: small, name: Ours, ladder: [junior, lead]}, {size: large, name: Theirs, ladder: [lead]}]
"""


def laid(upper: str, base: str = BASE) -> Catalogue:
    from pmladder.catalogue.reading import catalogue_from

    merged, problems = overlay(parse(base, "base.yaml"), parse(upper, "upper.yaml"))
    assert problems == []
    made = catalogue_from(merged, 50)
    assert isinstance(made, Catalogue), made
    return made


def role(upper: str, name: str = "junior") -> Any:
    return laid(upper).roles_by_id[name]


def test_a_mapping_over_a_shorthand_and_a_shorthand_over_a_mapping() -> None:
    junior = role("roles: [{id: junior, skills: {craft: {level: 3}, talk: solid}}]")
    assert (junior.skills["craft"].level, junior.skills["craft"].must_have) == (3, True)
    assert (junior.skills["talk"].level, junior.skills["talk"].entry) == (2, None)
    senior = role("roles: [{id: senior, years: 6}]", "senior")
    assert (senior.years.min, senior.years.typical) == (6, 6)
    assert role("roles: [{id: junior, years: {typical: 2}}]").years.model_dump() == {
        **laid(BASE).roles_by_id["junior"].years.model_dump(),
        "typical": 2,
    }


CITED = """
roles:
  - id: pm
    title: PM
    years: {min: 2, typical: 4, sources: book, note: Of that book.}
    people: {min: 2, max: 4, text: A few., sources: book}
    pay: {low: 1, high: 2, currency: EUR, basis: base, date: "2020", sources: book, note: Of that book.}
    prior: {tracks: [individual], years: 3, editorial: true}
    education: {level: master, text: Any., sources: book}
    skills: {craft: {level: working, sources: [book, editorial], note: Of that book.}}
    sources: book
sources: [{id: book, title: Book}, {id: own, title: Own}]
"""


@each(
    ("upper", "field", "sources", "note"),
    [
        ("skills: {craft: expert}", "skills", (), None),
        ("skills: {craft: {level: 3}}", "skills", (), None),
        ("skills: {craft: {level: expert, sources: own}}", "skills", ("own",), None),
        ("skills: {craft: {level: expert, editorial: true}}", "skills", ("editorial",), None),
        ("skills: {craft: {level: expert, note: Ours.}}", "skills", (), "Ours."),
        ("skills: {craft: Working}", "skills", ("book", "editorial"), "Of that book."),
        ("skills: {craft: 2}", "skills", ("book", "editorial"), "Of that book."),
        ("skills: {craft: {optional: false}}", "skills", ("book", "editorial"), "Of that book."),
        ("skills: {craft: {optional: true}}", "skills", ("book", "editorial"), "Of that book."),
        ("skills: {craft: {note: Ours.}}", "skills", ("book", "editorial"), "Ours."),
        ("skills: {craft: {sources: own}}", "skills", ("own",), "Of that book."),
        ("skills: {talk: working}", "skills", ("book", "editorial"), "Of that book."),
        ("years: 5", "years", (), None),
        ("years: {typical: 5}", "years", (), None),
        ("years: {min: 2.0}", "years", ("book",), "Of that book."),
        ("years: {must_have: true}", "years", ("book",), "Of that book."),
        ("people: 3", "people", (), None),
        ("people: {max: 9, text: Many., sources: own}", "people", ("own",), None),
        ("pay: {high: 3}", "pay", (), None),
        ("prior: {years: 1}", "prior", (), None),
        ("prior: {must_have: true}", "prior", ("editorial",), None),
        ("education: {level: bachelor}", "education", (), None),
        ("education: Any.", "education", ("book",), None),
    ],
)
def test_another_figure_is_not_credited_to_the_sources_of_the_first(
    upper: str, field: str, sources: tuple[str, ...], note: str | None
) -> None:
    pm = laid(f"roles: [{{id: pm, {upper}}}]", CITED).roles[0]
    found = getattr(pm, field)
    entry = pm.skills["craft"] if field == "skills" else found[0] if field == "pay" else found
    assert (entry.sources, getattr(entry, "note", None)) == (sources, note)
    assert pm.sources == ("book",)


def test_the_words_and_the_date_of_a_figure_go_with_it() -> None:
    pm = laid("roles: [{id: pm, people: 3, pay: {low: 2}}]", CITED).roles[0]
    assert pm.people is not None
    assert (pm.people.min, pm.people.max, pm.people.text, pm.pay[0].date) == (3, 4, None, None)


def test_what_decides_is_said_by_the_list_alone() -> None:
    assert not role("roles: [{id: junior, must_have: []}]").skills["craft"].must_have
    assert role("roles: [{id: junior, must_have: [talk]}]").skills["talk"].must_have


SIZED = """
reach: [task, team]
roles:
  - id: a
    title: A
    people: {entry: 1, min: 2, max: 4}
    reach: {level: team, entry: task}
    skills: {craft: {level: 3, entry: 1}, talk: 2}
    must_have: [craft]
    by_company:
      small: {skills: {craft: 1, talk: 1}, must_have: [talk], people: 1}
      large: {skills: {craft: {level: 4, entry: 4}}}
"""


@each(
    ("upper", "small", "large"),
    [
        ("skills: {craft: 2}", {"craft": (2, None), "talk": (1, None)}, {"craft": (2, None), "talk": (2, None)}),
        ("skills: {craft: {entry: 2}}", {"craft": (3, 2), "talk": (1, None)}, {"craft": (3, 2), "talk": (2, None)}),
        ("skills: {craft: null}", {"talk": (1, None)}, {"talk": (2, None)}),
        (
            "by_company: {small: {skills: {craft: {entry: 1}}}}",
            {"craft": (1, 1), "talk": (1, None)},
            {"craft": (4, 4), "talk": (2, None)},
        ),
        (
            "by_company: {small: {skills: {craft: null}}}",
            {"craft": (3, 1), "talk": (1, None)},
            {"craft": (4, 4), "talk": (2, None)},
        ),
    ],
)
def test_a_cell_that_is_written_replaces_its_entry_and_what_it_is_by_size(
    upper: str, small: dict[str, Any], large: dict[str, Any]
) -> None:
    a = laid(f"roles: [{{id: a, {upper}}}]", SIZED).roles[0]
    for size, expected in (("small", small), ("large", large)):
        assert {skill: (asked.level, asked.entry) for skill, asked in a.sized(size).skills.items()} == expected


def test_other_figures_replace_their_entry_and_what_they_are_by_size() -> None:
    a = laid("roles: [{id: a, people: 3, reach: task, must_have: []}]", SIZED).roles[0]
    for here in (a, a.sized("small")):
        assert here.people is not None
        assert here.reach is not None
        assert (here.people.entry, here.people.min, here.people.max) == (None, 3, 4)
        assert (here.reach.level, here.reach.entry, here.must_have) == (1, None, ())


def test_the_head_is_inherited_unless_it_is_said() -> None:
    base = "entry: {supporting: -1}\nyears_tell_until: 8\n" + SIZED
    assert laid("catalogue: {id: x}", base).entry.supporting == -1
    made = laid("entry: {must_have: -1}\nyears_tell_until: 6\nreach: [day, task, team]", base)
    assert (made.entry.must_have, made.entry.supporting, made.years_tell_until) == (-1, -1, 6)
    assert made.roles[0].reach is not None
    assert (made.roles[0].reach.level, made.roles[0].reach.entry) == (3, 2)


def test_lists_are_replaced_whole_and_null_takes_away() -> None:
    junior = role("roles: [{id: junior, aliases: [rookie], years: null}]")
    assert [alias.title for alias in junior.aliases] == ["rookie"]
    assert junior.years is None


@each(("written", "aliases"), [("[tidings, news]", ("tidings", "news")), ("[]", ())])
def test_the_aliases_of_a_skill_are_replaced_whole(written: str, aliases: tuple[str, ...]) -> None:
    made = laid(f"skills: [{{id: talk, aliases: {written}}}, {{id: craft, aliases: making}}]")
    assert made.skills_by_id["talk"].aliases == aliases
    assert made.skills_by_id["craft"].aliases == ("making",)


@each("written", ["null", "{remove: true}"])
def test_a_skill_leaves_a_role(written: str) -> None:
    junior = role(f"roles: [{{id: junior, skills: {{craft: {written}}}}}]")
    assert list(junior.skills) == ["talk"]
    assert junior.must_have == ("talk",)


def test_a_removed_role_takes_its_moves_and_its_place_in_ladders_along() -> None:
    made = laid("roles: [{id: lead, remove: true}]\ntransitions: [{from: senior, to: lead, remove: true}]")
    assert [role.id for role in made.roles] == ["junior", "senior"]
    assert [(move.from_role, move.to) for move in made.transitions] == [("junior", "senior")]
    assert [ladder.ladder for ladder in made.company_ladders] == [("junior",)]


def test_a_removed_skill_leaves_roles_and_effort() -> None:
    made = laid("skills: [{id: talk, remove: true}, {id: craft, remove: true}]\ncategories: [{id: hard, remove: true}]")
    assert made.skills == ()
    assert not any(role.skills or role.must_have for role in made.roles)
    assert made.effort is not None
    assert made.effort.skills == {}


def test_entries_are_changed_key_by_key_and_added_at_the_end() -> None:
    made = laid(
        "roles: [{id: chief, title: Chief}, {id: senior, title: Sr.}]\n"
        "transitions: [{from: junior, to: senior, common: rare}, {from: lead, to: chief}]\n"
        "scale: [{name: solid, meaning: Alone.}, guru]\n"
        'effort: {focus: {"2": [4, 5]}}\nskills: [{id: craft, levels: {master: Is asked.}}]\n'
    )
    assert [(role.id, role.title) for role in made.roles] == [
        ("junior", "Junior"),
        ("senior", "Sr."),
        ("lead", "Lead"),
        ("chief", "Chief"),
    ]
    first = made.transitions[0]
    assert (first.common, first.years_in_from and first.years_in_from.max) == ("rare", 3)
    assert [(level.name, level.meaning) for level in made.scale][1::2] == [("solid", "Alone."), ("guru", None)]
    assert made.effort is not None
    assert made.effort.focus[2].max == 5
    assert made.skills[0].levels == {1: "Tries it.", 2: "Does it.", 3: "Is asked."}


def test_what_the_base_leaves_unsaid_stays_as_it_was() -> None:
    base = "roles: [{id: a, title: A, skills: {x: expert}}, {id: b, title: B}]"
    made = laid("roles: [{id: c, title: C, seniority: 9}]\nskills: [{id: y, name: Y}]\nscale: [guru]", base)
    assert [role.seniority for role in made.roles] == [1, 2, 9]
    assert [skill.id for skill in made.skills] == ["x", "y"]
    assert len(made.scale) == 5
    assert made.roles[0].skills["x"].level == 4


def test_a_new_list_of_sources_takes_the_place_of_editorial() -> None:
    base = "roles: [{id: a, title: A, editorial: true}]\nsources: [{id: book, title: Book}]"
    assert laid("roles: [{id: a, sources: book}]", base).roles[0].sources == ("book",)


@each(
    ("upper", "path", "what"),
    [
        ("roles: [{id: leed, remove: true}]", ("roles", 0), 'no such role to remove; did you mean "lead"'),
        ("roles: [{id: leed, years: 3}]", ("roles", 0, "id"), 'no such role to change; did you mean "lead"'),
        ("roles: [{id: xyz, years: 3}]", ("roles", 0, "id"), "a new one needs a title"),
        ("skills: [{id: crafft, remove: true}]", ("skills", 0), 'did you mean "craft"'),
        ("roles: [{id: lead}, {id: lead}]", ("roles", 1), "twice"),
        ("roles: [{id: lead, remove: maybe}]", ("roles", 0, "remove"), "true or false"),
        ("transitions: [{from: a, to: b, remove: true}]", ("transitions", 0), "no such transition to remove"),
        ("roles: [{id: junior, skills: {crafft: null}}]", ("roles", 0, "skills", "crafft"), 'did you mean "craft"'),
        ("roles: [{id: new, title: N, skills: {x: {remove: true}}}]", ("roles", 0, "skills", "x"), "no skill"),
        ("scale: [{name: guru, remove: true}]", ("scale", 0), "no such level to remove"),
    ],
)
def test_what_cannot_be_laid_over_is_told(upper: str, path: tuple[object, ...], what: str) -> None:
    _, problems = overlay(parse(BASE, "base.yaml"), parse(upper, "upper.yaml"))
    assert [problem.path for problem in problems] == [path]
    assert what in problems[0].what


def test_neither_side_is_changed() -> None:
    base, upper = parse(BASE, "b"), parse("roles: [{id: junior, skills: {craft: null}}, {id: lead, remove: true}]", "u")
    overlay(base, upper)
    assert base == parse(BASE, "b")
    assert upper["roles"][1] == {"id": "lead", "remove": True}


@each("junk", ["1", "[]", "[1, [2], null]", "{a: 1}", "null", "text", "[{id: 5}, {id: [x]}]"])
@each("part", ["roles", "skills", "scale", "transitions", "effort", "company_ladders", "catalogue"])
def test_whatever_is_written_merging_never_fails(part: str, junk: str) -> None:
    overlay(parse(f"{part}: {junk}", "b"), parse(BASE, "u"))
    overlay(parse(BASE, "b"), parse(f"{part}: {junk}", "u"))
