"""Tables as spreadsheets show them: merged cells, headings, sums, notes, and rows about the roles."""

from __future__ import annotations

from typing import Any

import pytest

from pmladder.errors import InputError
from pmladder.imports.ladder.importing import import_table
from pmladder.imports.ladder.making import ImportedLadder
from rows import each


def imported(*lines: str) -> ImportedLadder:
    return import_table([(n, line.split(",")) for n, line in enumerate(lines, 1)], {}, None, "x.csv")


def asked(made: ImportedLadder) -> dict[str, Any]:
    return {role["title"]: role.get("skills", {}) for role in made.raw["roles"]}


def categories(made: ImportedLadder) -> list[str | None]:
    return [skill.get("category") for skill in made.raw["skills"]]


def said(made: ImportedLadder, words: str) -> bool:
    return any(words in line for line in (*made.remarks, *made.unused))


def test_merged_cells_hold_the_text_on_top_of_them() -> None:
    made = imported("Role,Skill,Level", "Baker,Dough,1", ",Crust,2", "Master,Dough,3", ",Crust,3")
    assert asked(made) == {"Baker": {"dough": 1, "crust": 2}, "Master": {"dough": 3, "crust": 3}}
    assert said(made, "column 1: 2 blank cells taken for merged")
    made = imported("Area,Skill,Baker,Master", "Craft,Dough,1,2", ",Crust,1,2", "Shop,Till,1,2")
    assert categories(made) == ["craft", "craft", "shop"]


def test_a_blank_among_cells_that_repeat_is_no_merged_one() -> None:
    made = imported("Role,Skill,Level", "Baker,Dough,1", "Baker,Crust,2", ",Till,2", "Master,Dough,3")
    assert made.unread == ['row 4, column "Role": names no role; the row is not read']
    made = imported("Area,Skill,Baker", "Craft,Dough,1", ",Till,1", "Craft,Crust,1")
    assert categories(made) == ["craft", None, "craft"]
    assert categories(imported("Area,Skill,Baker", ",Dough,1", "Shop,Till,1")) == [None, "shop"]


def test_a_row_about_a_role_alone_has_no_merged_skill() -> None:
    made = imported("Role,Skill,Level", "Baker,Dough,1", "Guest,,", "Master,Crust,3")
    assert asked(made) == {"Baker": {"dough": 1}, "Guest": {}, "Master": {"crust": 3}}
    assert not said(made, "merged")


@each(("idle", "told"), [("ABCDE", '"D", "E"'), ("ABCDEF", '"D", "E", ...')])
def test_the_first_of_many_roles_that_ask_for_nothing_are_named(idle: str, told: str) -> None:
    made = imported("Role,Skill,Level", "Baker,Dough,1", *(f"{role},," for role in idle))
    [line] = [remark for remark in made.remarks if "ask for no skill" in remark]
    assert line.endswith(f'"A", "B", "C", {told}')


def test_rows_that_stand_alone_are_headings() -> None:
    made = imported("Skill,Baker,Master", "Craft,,", "Dough,1,2", "Crust,1,2", "Shop,,", "Till,1,1", "By hand,,")
    assert categories(made) == ["craft", "craft", "shop", "shop"]
    assert said(made, '2 rows with no level taken for headings, and so for categories: "Craft", "Shop"')
    assert said(made, '1 skill is kept that no role asks for: "By hand"')


def test_a_row_that_stands_alone_further_down_is_a_skill() -> None:
    made = imported("Skill,Baker", "Dough,1", "Till,", "Crust,2")
    assert [skill["name"] for skill in made.raw["skills"]] == ["Dough", "Till", "Crust"]
    assert categories(made) == [None, None, None]


def test_sums_lines_of_dashes_and_notes_are_no_skills_and_no_roles() -> None:
    made = imported("Skill,Baker,Master,Notes", ":---,---:,:-:,---", "Dough,1,2,see wiki", "Crust,2,3,", "Total,3,5,")
    assert asked(made) == {"Baker": {"dough": 1, "crust": 2}, "Master": {"dough": 2, "crust": 3}}
    assert made.raw["scale"] == ["1", "2", "3"]
    for words in (
        "row 2: is a line of dashes",
        'row 5: "Total" is taken for a sum',
        'column "Notes" is not used, 1 cell',
    ):
        assert said(made, words)


def test_rows_about_the_roles_are_no_skills() -> None:
    made = imported("Skill,Baker,Master", "Grade,B1,B2", "Years of experience,0-2,5+", "Dough,1,2")
    assert asked(made) == {"Baker": {"dough": 1}, "Master": {"dough": 2}}
    assert [role["years"] for role in made.raw["roles"]] == [{"min": 0, "typical": 2}, {"min": 5}]
    assert said(made, 'row 2: "Grade" is about the roles, not a skill; 2 cells not used')
    made = imported("Skill,Baker,Master", "Level,3,7", "Dough,1,2")
    assert [role["seniority"] for role in made.raw["roles"]] == [3, 7]
    # Without the word, it is a skill like any other.
    assert "experience" in asked(imported("Skill,Baker", "Experience,2"))["Baker"]


@each(
    "lines",
    [
        (",Specialist,,Manager", "Skill,Baker,Master,Chef", "Dough,1,2,1", "Crew,1,1,3"),
        ("Skill,IC track,IC track,Manager track", ",Baker,Master,Chef", "Dough,1,2,1", "Crew,1,1,3"),
        ("Skill,IC,,Manager", ",Baker,Master,Chef", "Dough,1,2,1", "Crew,1,1,3"),
    ],
)
def test_a_header_of_two_rows(lines: tuple[str, ...]) -> None:
    made = imported(*lines)
    assert list(asked(made)) == ["Baker", "Master", "Chef"]
    assert asked(made)["Chef"] == {"dough": 1, "crew": 3}
    told = said(made, "row 1: is read as the tracks of the roles")
    assert told == ("IC" in lines[0])
    if told:
        assert [role["track"] for role in made.raw["roles"]] == ["individual", "individual", "management"]


def test_tracks_above_titles_that_are_all_too_long_are_of_no_role() -> None:
    titles = ["x" * 5_001, "y" * 5_001]
    with pytest.raises(InputError):
        imported("IC,IC,IC", f"Skill,{','.join(titles)}", "Dough,1,2")


def test_spellings_of_one_name_are_one() -> None:
    made = imported("Role,Skill,Level", "Baker,Dough,1", "baker,Crust,2", "Master,DOUGH,3", "Master,dough,3")
    assert asked(made) == {"Baker": {"dough": 1, "crust": 2}, "Master": {"dough": 3}}
    assert said(made, 'role "baker" is taken for "Baker"')
    assert said(made, 'skill "DOUGH" is taken for "Dough"')
    assert made.unread == []


def test_a_list_of_what_skills_are_has_no_roles() -> None:
    with pytest.raises(InputError, match="has levels across and no roles"):
        imported(
            "Skill Name,Skill Description,Awareness,Working,Practitioner,Expert", "Dough,Flour.,Sees,Does,Knows,Leads"
        )


def test_levels_of_usual_names_are_in_their_usual_order() -> None:
    made = imported("Skill,Baker,Master", "Dough,Expert,Basic", "Crust,Intermediate,Expert")
    assert made.raw["scale"] == ["Basic", "Intermediate", "Expert"]
    assert said(made, "as these words are mostly meant")


def test_another_table_below_is_read_too() -> None:
    made = imported("Skill,Baker,Master", "Dough,1,2", "skill,Miller,Old Miller", "Stones,1,2")
    assert asked(made) == {
        "Baker": {"dough": 1},
        "Master": {"dough": 2},
        "Miller": {"stones": 1},
        "Old Miller": {"stones": 2},
    }
    assert made.unread == []


def test_a_column_before_the_skills_is_no_role() -> None:
    made = imported("No.,Required skills,Baker,Description", "1,Dough,1,From flour.", "2,Crust,2,")
    assert asked(made) == {"Baker": {"dough": 1, "crust": 2}}
    assert made.raw["skills"][0]["description"] == "From flour."
    assert said(made, 'column "No." is not used, 2 cells')


def test_headers_in_other_words_for_skills_and_what_is_asked() -> None:
    made = imported("Department,Job Title,Capability,Target Capability Level", "Bread,Baker,Dough,2")
    assert (asked(made), made.raw["roles"][0]["family"]) == ({"Baker": {"dough": 2}}, "Bread")
