"""`catalogue import` and `catalogue export` through the real entry point."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from amount import examples
from cli.conftest import Run, json_of
from pmladder.cli.catalogue_exchange import checked_text
from pmladder.errors import InputError, UsageError
from pmladder.files.catalogue_file import builtin_path, load_catalogue, parse_catalogue
from pmladder.formats.spreadsheet import read_sheet
from pmladder.formats.structured import parse
from pmladder.imports.ladder.importing import import_table
from pmladder.text import safe
from rows import each

WIDE = """Our ladder 2026,,,
,,,
Capability,Area,Associate PM,PM,Head of Product
Research,Discovery,Low,High,High
Pricing,Business,,Low,Middle
Talking,People,-,Middle,
"""
LONG = """role,title,skill,skill_name,category,level,strength,years,track
guild/pm,🚀 PM,core/talk,Talk,core,2,required,2+,IC
guild/pm,🚀 PM,core/sell,Sell,core,1,optional,2+,IC
guild/lead,Lead PM,core/talk,Talk,core,3,required,4-6,manager
guild/chair,Chair,,,,,,,
"""
GOVERNMENT = """Role Family,Role,Role Description,Role Level,Role Level Description,Skill Name,Skill Description,\
Skill Level,Skill Level Description,Role Type
Data roles,Data keeper,Keeps data.,Data keeper,Keeps much.,Order,Keeping order.,Working,Keeps some order.,IC
Data roles,Data keeper,Keeps data.,Data keeper,Keeps much.,Care,Taking care.,Awareness,Knows care.,IC
Data roles,Data keeper,Keeps data.,Apprentice,Learns.,Order,Keeping order.,Awareness,Sees order.,IC
Other roles,Painter,Paints.,Apprentice,Mixes paint.,Care,Taking care.,Expert,Cares for all.,IC
"""

SLOW_OR_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture
def imported(pmladder: Run, tmp_path: Path) -> Any:
    """Imports a text and returns the run and, where it worked, the catalogue in its file's form."""

    def run(text: str | bytes, *arguments: str, code: int = 0) -> Any:
        path = tmp_path / "our ladder.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        ran = pmladder("catalogue", "import", path, "--format", "json", *arguments)
        assert ran.code == code, ran.err
        assert "Traceback" not in ran.err
        return ran, json.loads(ran.out) if ran.out else None

    return run


def test_skills_down_and_roles_across(imported: Any) -> None:
    ran, made = imported(WIDE, "--scale", "Low,Middle,High")
    assert made["catalogue"] == {"id": "our-ladder", "title": "our ladder"}
    assert made["scale"] == ["Low", "Middle", "High"]
    assert [(role["id"], role["seniority"]) for role in made["roles"]] == [
        ("associate-pm", 1),
        ("pm", 2),
        ("head-of-product", 3),
    ]
    assert made["roles"][1]["skills"] == {"research": "High", "pricing": "Low", "talking": "Middle"}
    assert made["roles"][0]["skills"] == {"research": "Low"}
    assert made["skills"][0] == {"id": "research", "name": "Research", "category": "discovery"}
    assert 'the header is row 3; above it stands "Our ladder 2026"' in ran.err
    assert "skills down, roles across: 3 roles, 3 skills, 6 levels" in ran.err
    assert ran.err.endswith("everything was read\n")


def test_levels_in_order_of_appearance_are_warned_of(imported: Any) -> None:
    ran, made = imported(WIDE.replace("Middle", "Loud"))
    assert made["scale"] == ["Low", "High", "Loud"]
    assert "warning: the levels are taken in the order in which they first appear" in ran.err


@each(
    ("levels", "scale"),
    [
        (("expert", "Working", "AWARENESS"), ["AWARENESS", "Working", "practitioner", "expert"]),
        (("3", "1.0", "2"), ["1", "2", "3"]),
        (("L3", "L1", "L2"), ["L1", "L2", "L3"]),
        (("2 - Does", "1 - Knows", "3 - Leads"), ["Knows", "Does", "Leads"]),
        (("L2", "Level 1", "level 2"), ["Level 1", "L2"]),
        (("●●○", "●●●", "●○○"), ["●○○", "●●○", "●●●"]),
        (("★", "★★★", ""), ["★", "★★★"]),
        (("○○", "●●", "●○"), ["●○", "●●"]),
        (("0 - none", "2 - Does", "1 - Knows"), ["Knows", "Does"]),
        (("✓", "", "✔️"), ["yes"]),
        (("x", "", "X"), ["yes"]),
        (("Yes", "no", "yes"), ["yes"]),
    ],
)
def test_levels_that_say_their_order(imported: Any, levels: tuple[str, ...], scale: list[str]) -> None:
    ran, made = imported(f"Skill,A,B,C\nCraft,{','.join(levels)}\n")
    assert made["scale"] == scale
    assert "warning" not in ran.err
    assert ran.err.endswith("everything was read\n")


@each(
    ("cells", "asked", "unread"),
    [
        # A cross among ticks may be the one or the other.
        (("✓", "x", "✓", "✓"), [1, None, 1, 1], 'unknown level "x"; the levels are 0 none, 1 yes'),
        (("yes", "no", "yes", "yes"), [1, 0, 1, 1], None),
        (("1 - Knows", "3 - Leads", "maybe", "2 - Does"), [1, 3, None, 2], 'unknown level "maybe"'),
        (("L1", "L3", "L3+", "L2"), [1, 3, None, 2], 'unknown level "L3+"; did you mean "L3"?'),
        (("●○", "●●", "?", "○○"), [1, 2, None, 0], 'unknown level "?"'),
        # A few words among numbers are no levels.
        (("1", "3", "TBD", "2"), [1, 3, None, 2], 'unknown level "TBD"; the levels are 0 none, 1, 2, 3'),
        (("1", "1-2", "50%", "2"), [1, None, None, 2], '"1-2" is neither a whole number nor the name of a level'),
    ],
)
def test_a_cell_that_is_no_level_is_listed(
    imported: Any, cells: tuple[str, ...], asked: list[int | None], unread: str | None
) -> None:
    ran, _ = imported(f"Skill,A,B,C,D\nCraft,{','.join(cells)}\n")
    made = parse_catalogue(ran.out, "made.json")
    assert [role.skills["craft"].level if role.skills else None for role in made.roles] == asked
    assert (unread in ran.err) if unread else "everything was read" in ran.err


@each(
    ("levels", "scale"),
    [
        ("Guru,Expert,Working,Practitioner", ["Working", "Practitioner", "Expert", "Guru"]),
        ("Awareness,Basic,Practitioner,Expert", ["Awareness", "Basic", "Practitioner", "Expert"]),
        ("Expert,Low,Middle,Working", ["Expert", "Low", "Middle", "Working"]),
    ],
)
def test_words_of_the_builtin_scale_beside_others(imported: Any, levels: str, scale: list[str]) -> None:
    ran, made = imported(f"Skill,A,B,C,D\nCraft,{levels}\n")
    assert made["scale"] == scale
    assert "warning: the levels" in ran.err


def test_a_table_as_spreadsheets_in_other_places_write_it(imported: Any) -> None:
    text = "Kompetenzmodell;;;;\n;;;;\nSkill;Kategorie;Führung PM;;Größer\nGespräch;Mensch;1;;2\nPreis;;;9;3\n"
    ran, made = imported(text.encode("cp1252"), "--map", "Kategorie=category")
    assert [role["title"] for role in made["roles"]] == ["Führung PM", "Größer"]
    assert [role["skills"] for role in made["roles"]] == [{"gespräch": 1}, {"gespräch": 2, "preis": 3}]
    assert made["skills"][0]["category"] == "mensch"
    assert "Windows-1252" in ran.err
    assert "column 4 has no header; 1 cell not read" in ran.err
    assert ran.err.endswith("1 place could not be read\n")


def test_a_row_for_each_role_and_skill(imported: Any) -> None:
    ran, made = imported(LONG)
    pm, lead, chair = made["roles"]
    assert (pm["id"], pm["title"], pm["track"], pm["years"]) == ("guild/pm", "🚀 PM", "individual", {"min": 2})
    assert pm["must_have"] == ["core/talk"]
    assert pm["skills"] == {"core/talk": 2, "core/sell": {"level": 1, "optional": True}}
    assert (lead["track"], lead["years"]) == ("management", {"min": 4, "typical": 6})
    assert "skills" not in chair
    assert [skill["id"] for skill in made["skills"]] == ["core/talk", "core/sell"]
    assert "one row for each role and skill: 3 roles, 2 skills, 3 levels" in ran.err


def test_must_haves_are_in_the_comparison(imported: Any, pmladder: Run, tmp_path: Path) -> None:
    ladder = tmp_path / "made.json"
    ladder.write_text(imported(LONG)[0].out, "utf-8")
    answer = json_of(pmladder, "compare", "guild/pm", "guild/lead", "--catalogue", ladder)
    assert {row["skill"]: row["must_have"] for row in answer["rows"]} == {
        "core/talk": ["guild/pm", "guild/lead"],
        "core/sell": [],
    }


def test_the_capabilities_of_the_uk_government(imported: Any) -> None:
    ran, made = imported(GOVERNMENT)
    assert [(role["id"], role["title"], role["family"]) for role in made["roles"]] == [
        ("data-keeper", "Data keeper", "data-roles-data-keeper"),
        ("apprentice-data-keeper", "Apprentice Data keeper", "data-roles-data-keeper"),
        ("apprentice-painter", "Apprentice Painter", "other-roles-painter"),
    ]
    assert made["roles"][0]["summary"] == "Keeps much."
    assert made["roles"][0]["note"] == "Keeps data."
    assert made["skills"][0]["description"] == "Keeping order."
    assert made["skills"][0]["levels"] == {"Awareness": "Sees order.", "Working": "Keeps some order."}
    assert 'column "Role Type" is not used, 4 cells' in ran.err


def test_many_capabilities_of_several_families(imported: Any) -> None:
    """Titles that repeat across families, levels in no order, cells of two lines, and rows that are given again."""
    levels = ("Working", "Expert", "Awareness", "Practitioner")
    header = GOVERNMENT.partition("\n")[0]
    rows = [header]
    for family in ("Bread", "Sweets", "Service"):
        for trade in ("Maker", "Seller"):
            for rung, title in enumerate(("Apprentice", f"{trade} of {family.lower()}", "Head")):
                for number in range(8):
                    level = levels[(number + rung) % 4]
                    about = "" if number % 3 else f'"Skill {number} is this,\nand more"'
                    shown = f'"{number} at {level}:\ndone well"' if number % 5 else ""
                    rows.append(f"{family},{trade},,{title},,Skill {number},{about},{level},{shown},IC")
    rows += [rows[1], rows[2].replace(",Expert,", ",Awareness,"), "Bread,Maker,,,,Skill 1,,Expert,,"]
    ran, made = imported("\ufeff" + "\n".join(rows))
    catalogue = parse_catalogue(ran.out, "made.json")
    assert "18 roles, 8 skills, 144 levels" in ran.err
    assert made["scale"] == ["Awareness", "Working", "Practitioner", "Expert"]
    assert len({role.id for role in catalogue.roles}) == 18
    assert [role.seniority for role in catalogue.roles] == [1, 2, 3] * 6
    assert {role.family for role in catalogue.roles} >= {"Bread/Maker", "Service/Seller"}
    assert all(len(role.skills) == 8 for role in catalogue.roles)
    for number, skill in enumerate(catalogue.skills):
        assert (skill.description or "").count("\n") == (number % 3 == 0)
        assert bool(skill.levels) == bool(number % 5)
    told = [line.partition("our ladder.csv: ")[2].partition(":")[0] for line in ran.err.splitlines()]
    assert told[-3:-1] == ['row 148, column "Role Level"', 'row 147, column "Skill Level"']
    assert "row 146" in ran.err
    assert ran.err.endswith("2 places could not be read, 146 places not used\n")


def test_headers_that_are_told(imported: Any) -> None:
    text = "Post,Thing,How well\nPM,Craft,2\nPM,Talk,1\n"
    ran, made = imported(text, "--map", "Post=role", "--map", "thing=skill", "--map", "How well=level")
    assert made["roles"][0]["skills"] == {"craft": 2, "talk": 1}
    assert "warning" not in ran.err


@each(
    ("arguments", "words"),
    [
        (("--map", "Skill"), 'should be "Header=field"'),
        (("--map", "Skill=skil"), 'did you mean "skill"'),
        (("--map", "Skil=skill"), "there is no column"),
        (("--scale", "Low,,High"), "different names"),
        (("--scale", "Low,low"), "different names"),
        (("--scale", "2,1"), "level 1 cannot be called"),
        (("--scale", "None,Some"), "level 0"),
    ],
)
def test_wrong_usage(imported: Any, arguments: tuple[str, ...], words: str) -> None:
    ran, _ = imported("Skill,A\nCraft,1\n", *arguments, code=2)
    assert words in ran.err


def test_a_format_that_no_catalogue_is_written_in(pmladder: Run) -> None:
    ran = pmladder("catalogue", "import", "a.csv", "--format", "xml")
    assert ran.code == 2
    assert "unknown format" in ran.err


def test_what_could_not_be_read_is_listed_row_by_row_and_counted(imported: Any) -> None:
    text = (
        "Role,Skill,Level,Strength,Seniority,Notes\n"
        "PM,Craft,1,required,1,hm\n"
        ",Craft,1,,,\n"
        "PM,,2,,,\n"
        "PM,Talk,,,,\n"
        "PM,Sell,1-2,,,\n"
        "PM,Craft,2,,,\n"
        "PM,Plan,2,perhaps,2,\n"
        "PM,Sum,=1+1,,,\n"
        "PM,Err,#REF!,,,\n"
        'PM,"bro"ken,1,,,\n'
    )
    ran, _ = imported(text, code=3)
    assert ran.err.endswith("more could not be read than was read; --partly keeps what was read\n")
    ran, made = imported(text, "--partly")
    assert made["roles"][0]["skills"] == {"craft": 1, "plan": 2}
    lines = [line.partition("our ladder.csv: ")[2] for line in ran.err.splitlines()]
    for expected in (
        'column "Notes" is not used, 1 cell; --map "Notes=FIELD" reads it',
        'row 3, column "Role": names no role; the row is not read',
        'row 4, column "Skill": has a level but no skill',
        'row 5, column "Level": has a skill but no level',
        'row 6, column "Level": "1-2" is neither a whole number nor the name of a level',
        'row 7, column "Level": asks "craft" of role "pm" again, another level, which is not taken; see row 2',
        'row 8, column "Strength": "perhaps" is no strength; supporting is taken',
        'row 8, column "Seniority": says something else of role "pm" than row 2, which counts',
        'row 9, column "Level": is a formula, and formulas are not computed; save the file with values',
        'row 10, column "Level": holds the error #REF! of a spreadsheet',
        "row 11 (line 11): a quote ends within a cell; write a quote inside of quotes twice; the line is not read",
    ):
        assert expected in lines
    assert lines[-1] == "10 places could not be read, 1 place not used"


@each(
    ("text", "words"),
    [
        ("", "no row can be a header"),
        ("just one column\nof words\n", "no row can be a header"),
        ("Skill,A\nCraft,\n", "no role asks for a skill"),
        ("Role,Required skills,Current,Training\nPM,Talk,Low,None\n", "no column says which level is asked"),
        ("Role,Skill,Level\n,x,1\n", "names no role"),
        ("Name,Dough,Oven\nAda,3,4\nBo,2,5\n", "no row can be a header"),
        ("Rung,Score,Max score,Pay range\n1: Aide,,28,40k\n2: Chef,,28,50k\n", "no row can be a header"),
        ("Skill,Level 1 description,Level 2 description\nDough,Weighs.,Mixes.\n", "has levels across and no roles"),
        ("Skill,A\n" + "".join(f"s{n},word {chr(97 + n)}\n" for n in range(25)), "too many different words"),
    ],
)
def test_nothing_that_could_be_read(imported: Any, text: str, words: str) -> None:
    ran, _ = imported(text, code=3)
    assert words in ran.err


def test_ids_are_never_used_twice(imported: Any) -> None:
    ran, made = imported("Skill,PM,PM,P.M.,🚀,🚀\nC++,1,1,1,1,1\nC,1,1,1,1,1\nc,1,1,1,1,1\n")
    assert [role["id"] for role in made["roles"]] == ["pm", "pm-2", "p-m", "role-2", "role-3"]
    assert [skill["id"] for skill in made["skills"]] == ["c", "c-2", "c-3"]
    assert 'role "PM" would have the id pm again; its id is pm-2' in ran.err


def test_hostile_cells_come_out_harmless(imported: Any, pmladder: Run, tmp_path: Path) -> None:
    cells = ["=cmd|' /C calc'!A0", "<b>x</b>", "[link](http://x)", "a: b # c", "‮abc", "{{x}}", "zero​width", "- x"]
    text = "Skill,Role A\n" + "".join(f'"{cell}",1\n' for cell in cells)
    ran, made = imported(text)
    assert [skill["name"] for skill in made["skills"]] == [*cells[:4], "abc", "{{x}}", "zerowidth", "- x"]
    assert "the invisible \\u202e is left out" in ran.err
    assert safe(ran.err.replace("\n", "")) == ran.err.replace("\n", "")
    ladder = tmp_path / "made.json"
    ladder.write_text(ran.out, "utf-8")
    out = pmladder("catalogue", "export", "--catalogue", ladder, "--format", "csv").out
    assert "'=cmd" in out
    assert "<b>" not in pmladder("catalogue", "export", "--catalogue", ladder, "--format", "md").out
    back, again = imported(out)
    assert (again["roles"], again["skills"]) == (made["roles"], made["skills"])
    assert "everything was read" in back.err


@each("name", ["yaml", "json"])
def test_the_builtin_catalogue_is_exported_whole(pmladder: Run, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out.{name}"
    assert pmladder("catalogue", "export", "-o", out).code == 0
    assert parse_catalogue(out.read_text("utf-8"), str(out)) == load_catalogue()
    assert out.read_text("utf-8") == pmladder("catalogue", "export", "--format", name).out


def test_export_then_import_of_csv(pmladder: Run, tmp_path: Path) -> None:
    table, ladder = tmp_path / "out.csv", tmp_path / "back.yaml"
    assert pmladder("catalogue", "export", "-o", table, "--catalogue", builtin_path()).code == 0
    assert pmladder("catalogue", "import", table, "-o", ladder).code == 0
    before, after = load_catalogue(), load_catalogue(str(ladder))
    assert [role.id for role in after.roles] == [role.id for role in before.roles]
    for role in before.roles:
        asked = {skill: (asked.level, asked.must_have) for skill, asked in role.skills.items()}
        there = after.roles_by_id[role.id].skills
        assert {skill: (there[skill].level, there[skill].must_have) for skill in there} == asked


def test_markdown_has_every_role(pmladder: Run) -> None:
    out = pmladder("catalogue", "export", "--format", "md").out
    assert all(f"## {role.title}\n" in out for role in load_catalogue().roles)


@each("command", ["import", "export"])
@each("suffix", ["html", "xlsx", "jsonl"])
def test_an_output_that_promises_another_format_is_refused(
    pmladder: Run, tmp_path: Path, command: str, suffix: str
) -> None:
    table, out = tmp_path / "in.csv", tmp_path / f"out.{suffix}"
    table.write_text("Skill,A\nCraft,1\n", "utf-8")
    file = (table,) if command == "import" else ()
    ran = pmladder("catalogue", command, *file, "-o", out)
    assert (ran.code, ran.out, out.exists()) == (2, "", False)
    assert f'".{suffix}" is no format that this command writes' in ran.err
    ran = pmladder("catalogue", command, *file, "-o", out, "--format", "json")
    assert (ran.code, out.exists()) == (2, False)
    assert "ask for two formats" in ran.err


def test_a_csv_is_no_output_of_import(pmladder: Run, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("Skill,A\nCraft,1\n", "utf-8")
    assert pmladder("catalogue", "import", table, "-o", tmp_path / "out.csv").code == 2
    assert pmladder("catalogue", "import", table, "-o", tmp_path / "out.txt").code == 2
    assert pmladder("catalogue", "import", table, "-o", tmp_path / "out").code == 0


STRUCTURED = """
name: Bakers
levels: [{id: baker, name: Baker}, {id: lead-ic, name: Lead (IC)}, {id: lead-pm, name: Lead (People Manager)}]
themes: [{id: dough, name: Dough}, {id: crew, name: Crew}]
competencies:
  - {id: 1, level: baker, theme: dough, summary: Kneads.​}
  - {id: 2, level: lead-ic, theme: dough, summary: Invents.}
  - {id: 3, level: lead-pm, theme: crew, summary: Leads., colour: red}
  - {id: 4, level: boss, theme: crew, summary: Leads.}
"""


@each("suffix", ["yaml", "yml", "json"])
def test_a_ladder_of_levels_themes_and_competencies(pmladder: Run, tmp_path: Path, suffix: str) -> None:
    source, ladder = tmp_path / f"ours.{suffix}", tmp_path / "made.yaml"
    plain = parse(STRUCTURED.replace("​", ""), "x")
    source.write_text(STRUCTURED if suffix != "json" else json.dumps(plain), "utf-8")
    ran = pmladder("catalogue", "import", source, "-o", ladder)
    assert ran.code == 0
    for expected in (
        'competencies, number 4: unknown level "boss"',
        'competencies: key "colour" is not used, 1 entry',
        "the ids of 4 criteria are not kept",
        "3 roles, 2 skills, 4 levels",
        "1 place could not be read",
        *(["line 6: the invisible \\u200b is left out"] if suffix != "json" else []),
    ):
        assert expected in ran.err
    assert pmladder("catalogue", "check", ladder).code == 0
    answer = json_of(pmladder, "next", "--role", "baker", "--catalogue", ladder)
    moves = {move["role"]: (move["track"], move["transition"]["derived"]) for move in answer["suggestions"]}
    assert moves == {"lead-ic": ("individual", True), "lead-pm": ("management", True)}


@each(
    ("arguments", "code", "words"),
    [
        (("--map", "level=role"), 2, "--map is for tables"),
        (("--sheet", "One"), 2, "--sheet is for spreadsheets"),
        (("--scale", "Low,High"), 3, "leave --scale out"),
    ],
)
def test_options_that_a_structured_ladder_has_no_use_for(
    pmladder: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    source = tmp_path / "ours.yaml"
    source.write_text(STRUCTURED, "utf-8")
    ran = pmladder("catalogue", "import", source, *arguments)
    assert (ran.code, words in ran.err) == (code, True)


def test_what_is_optional_stays_so_and_is_not_presumed(imported: Any, pmladder: Run, tmp_path: Path) -> None:
    text = (
        "role,skill,level,strength\n"
        "a,craft,1,required\na,sums,2,optional\na,talk,1,supporting\n"
        "b,craft,2,required\nb,sums,2,required\nb,talk,1,nice to have\n"
    )
    ladder = tmp_path / "made.json"
    ladder.write_text(imported(text)[0].out, "utf-8")
    answer = json_of(pmladder, "gap", "b", "--role", "a", "--catalogue", ladder)["assessment"]
    held = {
        finding["subject"]: (finding["low"], finding["level"], finding["must_have"]) for finding in answer["findings"]
    }
    assert held == {"craft": (1, 2, True), "sums": (0, 2, True), "talk": (1, 1, False)}
    assert answer["counts"]["levels_best"] == 3
    table = pmladder("catalogue", "export", "--catalogue", ladder, "--format", "csv").out
    assert imported(table)[1]["roles"] == json.loads(ladder.read_text("utf-8"))["roles"]


def test_an_unknown_format_is_refused(pmladder: Run) -> None:
    ran = pmladder("catalogue", "export", "--format", "table")
    assert (ran.code, "yaml, json, csv, md" in ran.err) == (2, True)


def outcome(data: bytes, folder: Path) -> list[str]:
    """The lines that `catalogue import` ends with on `data`; none when it makes a catalogue, which is read back."""
    path = folder / "x.csv"
    path.write_bytes(data)
    try:
        sheet = read_sheet(data, str(path))
        text = checked_text(import_table(sheet.rows, {}, None, "x.csv", sheet.broken).raw, "yaml", "x.csv")
    except (InputError, UsageError) as error:
        return error.lines()
    parse_catalogue(text, "x.yaml")
    return []


_WORDS = (
    "Skill,Role,Level,Title,Years,Strength,Category,Seniority,Track,Family,PM,1,2,3,Working,expert,none,0,101,2.5,'=x,-,"
    '🚀,a/b,, ,",\x1b,x\ny,a\tb,²,٣'
)
_words = st.sampled_from(_WORDS.split(",")) | st.text(max_size=6)
_tables = st.lists(st.lists(_words, max_size=6).map(",".join), max_size=8).map(lambda rows: "\n".join(rows).encode())
_long = st.lists(st.lists(_words, min_size=6, max_size=6).map(",".join), max_size=8).map(
    lambda rows: "\n".join(["Role,Skill,Level,Years,Seniority,Track", *rows]).encode()
)


@pytest.mark.slow
@settings(max_examples=examples(300), deadline=None, suppress_health_check=SLOW_OR_SHARED)
@given(st.binary(max_size=200) | _tables | _long)
@example(",A\n,²".encode())
def test_any_bytes_are_a_catalogue_or_clear_lines(tmp_path: Path, data: bytes) -> None:
    lines = outcome(data, tmp_path)
    # What the importer lets through is never refused by the checks behind it.
    assert not any(not line or "cannot be imported" in line for line in lines)


@pytest.mark.slow
@settings(max_examples=1_500, deadline=None, suppress_health_check=SLOW_OR_SHARED)
@given(st.binary(max_size=300) | _tables | _long)
def test_many_bytes_are_a_catalogue_or_clear_lines(tmp_path: Path, data: bytes) -> None:
    lines = outcome(data, tmp_path)
    # What the importer lets through is never refused by the checks behind it.
    assert not any(not line or "cannot be imported" in line for line in lines)


def test_what_was_understood_is_listed_and_nothing_is_written(pmladder: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "ours.md", tmp_path / "made.yaml"
    source.write_text("# Ours\n\n| Skill | PM | Lead PM |\n|---|---|---|\n| **Talk** | 1 | 2 |\n", "utf-8")
    ran = pmladder("catalogue", "import", source, "-o", out, "--dry-run")
    assert (ran.code, out.exists()) == (0, False)
    assert ran.out == (
        "levels, lowest first: 1, 2\nrole PM (rung 1)\n  Talk: 1\nrole Lead PM (rung 2)\n  Talk: 2\nskill Talk\n"
    )
    assert ran.err.endswith("everything was read\n")


def test_more_unread_than_read_is_refused_unless_part_will_do(imported: Any) -> None:
    text = "Skill,A,B,C\nTalk,1,2,=1\nSell,=A1,=B1,#REF!\n"
    ran, _ = imported(text, code=3)
    for line in ("understood: skills down, roles across: 3 roles, 2 skills, 2 levels", "--partly keeps what was read"):
        assert line in ran.err
    ran, made = imported(text, "--partly")
    assert [role.get("skills", {}) for role in made["roles"]] == [{"talk": 1}, {"talk": 2}, {}]
    assert ran.err.endswith("4 places could not be read\n")


def test_the_files_of_a_folder_are_one_ladder(pmladder: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "ladder", tmp_path / "made.yaml"
    folder.mkdir()
    (folder / "a.md").write_text("---\ntitle: Baker\nlevel: 1\n---\n## Dough\n- Weighs.\n", "utf-8")
    (folder / "b.md").write_text("---\ntitle: Master\nlevel: 2\n---\n## Dough\n- Invents.\n", "utf-8")
    (folder / ".hidden.md").write_text("# No\n", "utf-8")
    (folder / "x.csv").write_text("a,b\n", "utf-8")
    ran = pmladder("catalogue", "import", folder, "-o", out)
    assert ran.code == 0, ran.err
    assert "read as a folder of 2 files, Markdown" in ran.err
    assert '1 file of another kind: "x.csv"' in ran.err
    made = load_catalogue(str(out))
    assert [(role.title, role.seniority, role.skills["dough"].level) for role in made.roles] == [
        ("Baker", 1, 1),
        ("Master", 2, 2),
    ]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert pmladder("catalogue", "import", empty).code == 3


def test_a_renamed_skill_is_a_rename_and_the_hint_for_a_profile_with_the_old_name(
    pmladder: Run, tmp_path: Path
) -> None:
    files = {}
    for name in ("Oven keeping", "Oven care"):
        table = tmp_path / f"{name}.csv"
        table.write_text(f"Skill,Baker,Head baker\nDough,1,3\n{name},2,2\n")
        files[name] = tmp_path / f"{name}.yaml"
        assert pmladder("catalogue", "import", table, "-o", files[name]).code == 0
    ran = pmladder("catalogue", "diff", *files.values())
    assert "1 renamed" in ran.out
    assert "renamed Oven keeping → Oven care" in ran.out
    profile = tmp_path / "me.yaml"
    profile.write_text("role: baker\nskills: {dough: 1, oven-keeping: 2}\n")
    assert pmladder("gap", "head-baker", "--catalogue", files["Oven keeping"], "--profile", profile).code == 0
    ran = pmladder("gap", "head-baker", "--catalogue", files["Oven care"], "--profile", profile)
    assert ran.code == 0
    assert 'unknown skill "oven-keeping"; did you mean "oven-care"?; this answer leaves it out' in ran.err
