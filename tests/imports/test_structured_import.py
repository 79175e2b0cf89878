"""Ladders in YAML or JSON of another make: levels, areas, and criteria that are each of an area and some levels."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.catalogue.models import Catalogue
from pmladder.cli.catalogue_exchange import checked_text
from pmladder.engine.suggest import moves_from
from pmladder.errors import InputError
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.formats.structured import parse_any
from pmladder.imports.ladder.importing import import_nested
from pmladder.imports.ladder.making import ImportedLadder
from rows import each

FORKED = """
name: Bakers
summary: Who bakes.
sheet: 17
levels:
  - {id: apprentice, name: Apprentice}
  - {id: baker, name: Baker, summary: Bakes alone.}
  - {id: lead-ic, name: Lead Baker (Individual Contributor)}
  - {id: lead-pm, name: Lead Baker (People Manager)}
  - {id: head, name: Head of Baking}
themes:
  - {id: dough, name: Dough, summary: What becomes bread.}
  - {id: crew, name: The crew}
competencies:
  - {id: 0d1f8a52-0f0e-4c53-8a35-4b0a4f3b7d01, level: apprentice, theme: dough, summary: Kneads.PROFICIENCY}
  - {id: 0d1f8a52-0f0e-4c53-8a35-4b0a4f3b7d02, level: baker, theme: dough, summary: Proves.PROFICIENCY}
  - {id: 0d1f8a52-0f0e-4c53-8a35-4b0a4f3b7d03, level: lead-ic, theme: dough, summary: Invents.PROFICIENCY}
  - {id: 0d1f8a52-0f0e-4c53-8a35-4b0a4f3b7d04, level: lead-pm, theme: crew, summary: Leads six.PROFICIENCY}
  - {id: 0d1f8a52-0f0e-4c53-8a35-4b0a4f3b7d05, level: head, theme: crew, summary: Leads sixty.PROFICIENCY}
"""
STEPS = FORKED.replace("PROFICIENCY", "")


def imported(text: str, *scale: str) -> ImportedLadder:
    return import_nested(parse_any(text, "x.yaml"), scale or None, "x.yaml")


def made(text: str, *scale: str) -> Catalogue:
    return parse_catalogue(checked_text(imported(text, *scale).raw, "yaml", "x.yaml"), "made.yaml")


def asked(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    return {
        role.id: {skill: catalogue.level_name(asked.level) for skill, asked in role.skills.items()}
        for role in catalogue.roles
    }


def test_without_proficiencies_the_steps_of_the_ladder_are_the_scale() -> None:
    catalogue = made(STEPS)
    assert [level.name for level in catalogue.scale] == ["Apprentice", "Baker", "Lead Baker", "Head of Baking"]
    assert asked(catalogue) == {
        "apprentice": {"dough": "Apprentice"},
        "baker": {"dough": "Baker"},
        "lead-ic": {"dough": "Lead Baker"},
        # What only the other branch asks is not asked; what both have behind them is.
        "lead-pm": {"dough": "Baker", "crew": "Lead Baker"},
        "head": {"dough": "Baker", "crew": "Head of Baking"},
    }
    assert catalogue.skills_by_id["dough"].levels == {1: "Kneads.", 2: "Proves.", 3: "Invents."}
    assert (catalogue.catalogue.title, catalogue.catalogue.description) == ("Bakers", "Who bakes.")
    assert catalogue.roles_by_id["baker"].summary == "Bakes alone."


def test_proficiencies_are_the_levels_asked() -> None:
    words = iter(("Low", "Middle", "High", "Middle", "High"))
    first, *rest = FORKED.split("PROFICIENCY")
    text = first + "".join(f", proficiency: {next(words)}{part}" for part in rest)
    catalogue = made(text)
    assert [level.name for level in catalogue.scale] == ["Low", "Middle", "High"]
    assert asked(catalogue)["lead-ic"] == {"dough": "High"}
    assert asked(catalogue)["head"] == {"crew": "High"}
    assert catalogue.skills_by_id["crew"].levels == {2: "Leads six.", 3: "Leads sixty."}
    assert [level.name for level in made(text, "Low", "Middle", "High", "Highest").scale][-1] == "Highest"
    assert imported(text, "Low", "Middle").unread == [
        'competencies, number 3: unknown level "High"; the levels are 0 none, 1 Low, 2 Middle',
        'competencies, number 5: unknown level "High"; the levels are 0 none, 1 Low, 2 Middle',
    ]


def test_branches_of_one_rank_and_what_is_next() -> None:
    catalogue = made(STEPS)
    places = [(role.id, role.track, role.seniority) for role in catalogue.roles]
    assert places == [
        ("apprentice", "individual", 1),
        ("baker", "individual", 2),
        ("lead-ic", "individual", 3),
        ("lead-pm", "management", 3),
        ("head", "management", 4),
    ]
    moves = {
        role.id: [(move.to, move.kind) for move, derived in moves_from(catalogue, role) if derived]
        for role in catalogue.roles
    }
    assert moves == {
        "apprentice": [("baker", "promotion")],
        "baker": [("lead-ic", "promotion"), ("lead-pm", "fork")],
        "lead-ic": [("head", "fork")],
        "lead-pm": [("head", "promotion")],
        "head": [],
    }


@each(
    ("levels", "places"),
    [
        ("[A, B]", [(1, "individual"), (2, "individual")]),
        ("[{name: B, rank: 7}, {name: A, rank: 3}]", [(7, "individual"), (3, "individual")]),
        ("[{name: B, rank: 7}, {name: A, rank: high}]", [(1, "individual"), (2, "individual")]),
        ("[Lead - Manager, Lead - IC]", [(1, "management"), (1, "individual")]),
        ("['Lead, IC', 'Lead, people manager', Chief]", [(1, "individual"), (1, "management"), (2, "management")]),
        ("[{id: l-ic, name: Guru}, {id: l-pm, name: Boss}]", [(1, "individual"), (1, "management")]),
        # Alone, such an end of an id may mean anything.
        ("[{id: junior-pm, name: J}, {id: senior-pm, name: S}]", [(1, "individual"), (2, "individual")]),
        ("[{name: L, track: IC}, {name: L, track: manager}]", [(1, "individual"), (1, "management")]),
        ("[{name: L, track: IC}, {name: L, track: IC}]", [(1, "individual"), (2, "individual")]),
        ("[{name: A, grade: 4, track: Guild}, {name: B, grade: 4}]", [(4, "Guild"), (4, "individual")]),
        ("{a: {title: A}, b: {title: B}}", [(1, "individual"), (2, "individual")]),
        ("[Director, Head of all]", [(1, "individual"), (2, "individual")]),
    ],
)
def test_ranks_and_tracks(levels: str, places: list[tuple[int, str]]) -> None:
    text = f"levels: {levels}\nareas: [Craft]\n"
    first = parse_any(text, "x")["levels"]
    name = next(iter(first)) if isinstance(first, dict) else first[0]
    name = name if isinstance(name, str) else name.get("id") or name["name"]
    text += f"criteria: [{{level: {name!r}, area: Craft, text: Does it.}}]"
    assert [(role.seniority, role.track) for role in made(text).roles] == places


@each(
    "text",
    [
        "grades: [One, Two]\ndomains: [Talk]\n"
        "expectations: [{grade: One, domain: Talk, text: Listens.}, {grade: [Two], domain: Talk, text: Asks.}]",
        "roles: [One, Two]\nskills: [{name: Talk, levels: {One: Listens., Two: [Asks.]}}]",
        "roles: [One, Two]\n"
        "areas: [{title: Talk, criteria: [{role: One, text: Listens.}, {roles: [Two], text: Asks.}]}]",
        "levels:\n- {name: One, competencies: {Talk: Listens.}}\n- {name: Two, competencies: {Talk: [Asks.]}}",
        "levels:\n- {name: One, competencies: [{area: Talk, text: Listens.}]}\n- {name: Two, skills: {Talk: Asks.}}",
        "competencies: [{level: One, skill: Talk, text: Listens.}, {level: Two, skill: Talk, description: Asks.}]",
        "Competency Areas: [x]\nskills: [{Job Level: One, themeId: talk, text: Listens.}, "
        "{jobLevel: Two, theme_id: talk, text: Asks.}]\nlevels: [One, Two]\nthemes: {talk: {name: Talk}}",
        '{"levels": [{"id": 1, "name": "One"}, {"id": 2, "name": "Two"}], "areas": ["Talk"], "criteria": '
        '[{"level": 1, "area": "TALK", "text": "Listens."}, {"level": 2, "area": "talk", "text": "Asks."}]}',
    ],
)
def test_words_and_shapes_that_people_use(text: str) -> None:
    catalogue = made(text)
    assert [role.title for role in catalogue.roles] == ["One", "Two"]
    [skill] = [skill for skill in catalogue.skills if skill.levels]
    assert (skill.id, dict(skill.levels)) == ("talk", {1: "Listens.", 2: "Asks."})
    assert [level["talk"].level for level in (role.skills for role in catalogue.roles)] == [1, 2]


def test_names_examples_and_shared_criteria_are_in_the_description_of_a_level() -> None:
    text = """
levels: [One, Two, Three]
areas: [Talk]
criteria:
  - {level: [One, Two], area: Talk, name: Hears, text: Listens., examples: [At work, At home], proficiency: Low}
  - {level: Two, area: Talk, text: Asks., proficiency: Low}
  - {level: Three, area: Talk, text: Asks., proficiency: Low}
"""
    [skill] = made(text).skills
    assert skill.levels[1] == (
        "One: Hears: Listens.\n- At work\n- At home\n\n"
        "Two: Hears: Listens.\n- At work\n- At home\nAsks.\n\n"
        "Three: Asks."
    )


def test_an_id_that_a_machine_made_gives_way_to_the_name() -> None:
    one, two = "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e04f8911d39a0c0305e82c3302"
    text = (
        f"levels: [{{id: {one}, name: Senior Baker}}]\nareas: [{{id: '{two}', name: Dough}}]\n"
        f"criteria: [{{level: {one}, area: '{two}', text: Kneads.}}]"
    )
    assert asked(made(text)) == {"senior-baker": {"dough": "Senior Baker"}}


def test_what_is_not_understood_is_listed_with_its_place() -> None:
    text = """
owner: someone
levels: [One, {name: Two, colour: red}, {colour: red}, [7]]
areas: [Talk, Write, {name: [Deep]}]
criteria:
  - {level: One, area: Talk, text: Listens., links: [a, b]}
  - {level: Tow, area: Talk, text: x}
  - {area: Talk, text: x}
  - {level: One, text: x}
  - {level: One, area: Tlak, text: x}
  - [1, 2]
  - {level: One, area: Talk, text: {deep: 1}}
  - {level: [One, Three], area: Talk, text: Nods.}
  - {level: One, area: Talk, text: Sits., proficiency: Low}
"""
    with pytest.raises(InputError, match="--partly keeps what was read"):
        imported(text)
    read = import_nested(parse_any(text, "x.yaml"), None, "x.yaml", partly=True)
    assert set(read.unread) == {
        "levels, number 3: has neither a name nor an id",
        "levels, number 4: is neither a text nor a mapping of keys to values",
        "areas, number 3: has neither a name nor an id",
        'criteria, number 2: unknown level "Tow"; did you mean "two"?',
        "criteria, number 3: names no level",
        "criteria, number 4: names no area",
        'criteria, number 5: unknown area "Tlak"; did you mean "talk"?',
        "criteria, number 6: is neither a text nor a mapping of keys to values",
        "criteria, number 7, text: is neither a text nor a whole number",
        'criteria, number 8: unknown level "Three"',
        "criteria, number 9: its level is not read; most of the ladder names none",
    }
    for remark in (
        'levels: key "colour" is not used, 1 entry',
        'criteria: key "links" is not used, 1 entry',
        'key "owner" is not used, 1 entry',
    ):
        assert remark in read.unused
    assert '1 skill is kept that no role asks for: "Write"' in read.remarks
    talk = next(skill for skill in read.raw["skills"] if skill["id"] == "talk")
    assert talk["levels"] == {"1": "Listens.\nNods.\nSits."}


@each(
    ("text", "words"),
    [
        ("a: 1", "holds no ladder that could be read"),
        ("levels: [One]\nareas: [Talk]", "holds no ladder that could be read"),
        ("scale: [low]\nroles: [{id: a, title: A}]", "is a catalogue already"),
        ("roles: [{id: a, title: A, skills: {talk: 2}}]", "is a catalogue already"),
        ("extends: builtin", "is a catalogue already"),
        ("levels: [One]\nareas: [Talk]\ncriteria: [{level: Two, area: Talk}]", 'unknown level "Two"'),
        (f"levels: [{', '.join(f'l{n}' for n in range(101))}]\ncriteria: [{{level: l1, area: a}}]", "101 steps"),
        (
            f"levels: [{', '.join(f'l{n}' for n in range(500))}]\nareas: [{', '.join(f'a{n}' for n in range(500))}]\n"
            "criteria: [{level: l1, area: a1}]",
            "more than a ladder has",
        ),
    ],
)
def test_what_is_no_such_ladder(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        imported(text)
    assert any(words in line for line in caught.value.lines())


def test_a_scale_is_for_files_with_proficiencies() -> None:
    with pytest.raises(InputError, match="leave --scale out"):
        imported(STEPS, "Low", "High")


_words = st.sampled_from((
    "One", "one", "Two", "Talk", "talk", "", "Low", "High", "Lead (IC)", "Lead (People Manager)", "lead-ic", "lead-pm",
    "none", "2", "🚀", "a\nb", "x" * 300, "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
))  # fmt: skip
_values: Any = st.recursive(
    _words | st.integers(-1, 10**9) | st.none() | st.booleans() | st.floats(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3),
    max_leaves=5,
)
_entries = st.lists(
    st.dictionaries(
        st.sampled_from(("id", "name", "level", "levels", "theme", "area", "summary", "track", "rank", "proficiency",
                         "criteria", "family", "category", "examples", "odd")),
        _values,
        max_size=6,
    ) | _values,
    max_size=5,
)  # fmt: skip
_ladders = st.dictionaries(
    st.sampled_from(("name", "levels", "roles", "themes", "skills", "competencies", "criteria", "version", "odd")),
    _entries | _values,
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ladders)
def test_any_data_is_a_catalogue_or_clear_lines(raw: dict[str, Any]) -> None:
    lines: list[str] = []
    try:
        text = checked_text(import_nested(raw, None, "x.yaml").raw, "yaml", "x.yaml")
        parse_catalogue(text, "made.yaml")
    except InputError as error:
        lines = error.lines()
    # What the importer lets through is never refused by the checks behind it.
    assert not any(not line or "cannot be imported" in line or "made.yaml" in line for line in lines)


def test_who_leads_above_a_manager_manages_without_a_rank_of_two_tracks() -> None:
    text = STEPS.replace("Lead Baker (People Manager)", "Shop Manager (People Manager)")
    read = imported(text)
    assert [(role["id"], role["seniority"], role.get("track", "individual")) for role in read.raw["roles"]] == [
        ("apprentice", 1, "individual"),
        ("baker", 2, "individual"),
        ("lead-ic", 3, "individual"),
        ("lead-pm", 4, "management"),
        ("head", 5, "management"),
    ]
    assert any('"Head of Baking" says no track; its title is taken for management' in line for line in read.remarks)


@each(
    "text",
    [
        '[{"level": "apprentice", "area": "dough", "summary": "Kneads"}, {"level": "baker", "area": "dough"}]',
        "- {level: apprentice, area: dough, summary: Kneads}\n- {level: baker, area: dough}\n",
    ],
)
def test_a_list_of_criteria_alone_is_a_ladder(text: str) -> None:
    read = import_nested(parse_any(text, "x.yaml"), None, "x.yaml")
    assert [role["id"] for role in read.raw["roles"]] == ["apprentice", "baker"]
