"""The rungs and families of a table that says neither: found in titles and in what roles ask for, and told."""

from __future__ import annotations

from typing import Any

from pmladder.imports.ladder.importing import import_table
from pmladder.imports.ladder.making import ImportedLadder
from pmladder.imports.ladder.titles import read_title
from rows import each

GRADES = ("Junior ", "Mid-level ", "Senior ", "Lead ")


def imported(rows: list[list[str]]) -> ImportedLadder:
    return import_table(list(enumerate(rows, 1)), {}, None, "x.csv")


def asking(roles: dict[str, dict[str, int]], header: tuple[str, ...] = ("Role", "Skill", "Level")) -> ImportedLadder:
    """A table with a row for each role and skill."""
    rows = [[role, skill, str(level)] for role, asked in roles.items() for skill, level in asked.items()]
    return imported([list(header), *rows])


def ladders(made: ImportedLadder) -> dict[str, list[str]]:
    """The titles of each family, lowest first."""
    found: dict[str, list[str]] = {}
    for role in sorted(made.raw["roles"], key=lambda role: role["seniority"]):
        found.setdefault(role.get("family", ""), []).append(role["title"])
    return found


def said(made: ImportedLadder, words: str) -> bool:
    return any(words in remark for remark in made.remarks)


@each(
    "titles",
    [
        # Of the alphabet, as exports are sorted.
        ("Associate baker", "Baker", "Head of baking", "Lead baker", "Senior baker"),
        # Highest first.
        ("Head of baking", "Lead baker", "Senior baker", "Baker", "Associate baker"),
        ("Associate baker", "Baker", "Senior baker", "Lead baker", "Head of baking"),
    ],
)
def test_roles_that_are_sorted_or_turned_are_put_in_order(titles: tuple[str, ...]) -> None:
    order = ["Associate baker", "Baker", "Senior baker", "Lead baker", "Head of baking"]
    made = asking({title: {"Dough": order.index(title) + 1, "Crust": 1 + order.index(title) // 2} for title in titles})
    assert ladders(made) == {"": order}
    assert said(made, "is no ladder") == (list(titles) != order)
    assert said(made, "the order of the roles is taken") == (list(titles) == order)


@each(
    ("titles", "levels"),
    [
        # Nothing in the words, and the levels climb.
        (("L1", "L2", "L3", "L4"), (1, 2, 3, 4)),
        (("Apprentice", "Journeyman", "Master", "Warden"), (1, 2, 3, 3)),
        # No ladder that words could tell, and few roles.
        (("Lead Designer", "Product Manager"), (2, 2)),
        # Somebody thought of this order, and it only climbs.
        (("Baker", "Head of ovens", "Senior miller", "Warden"), (1, 2, 3, 4)),
    ],
)
def test_an_order_that_may_be_meant_stays(titles: tuple[str, ...], levels: tuple[int, ...]) -> None:
    made = asking({title: {"Dough": level} for title, level in zip(titles, levels, strict=True)})
    assert ladders(made) == {"": list(titles)}


def test_titles_without_words_of_rank_that_only_ask_for_less_are_turned() -> None:
    made = asking({"Warden": {"Dough": 4}, "Fellow": {"Dough": 3}, "Novice": {"Dough": 1}})
    assert ladders(made) == {"": ["Novice", "Fellow", "Warden"]}
    assert said(made, "1 Novice, 2 Fellow, 3 Warden")


def test_the_governments_list_is_sorted_and_some_of_it_has_no_levels() -> None:
    header = [
        *("Role Family", "Role", "Role Description", "Role Level", "Role Level Description"),
        *("Skill Name", "Skill Description", "Skill Level", "Skill Level Description", "Role Type"),
    ]
    rows = [header]
    for level, asked in {"Head of baking": "Expert", "Junior baker": "Awareness", "Senior baker": "Working"}.items():
        rows.append(["Fresh bread", "Baker", "Bakes.", level, "At it.", "Dough", "MISSING", asked, "Kneads.", ""])
    rows.append(rows[1])
    for skill in ("Vision", "Money"):
        nothing = "NOT IN USE"
        rows.append(["Chiefs", "Chief baker", "Leads.", nothing, nothing, skill, "Sees.", nothing, nothing, "Top"])
    made = imported(rows)
    assert ladders(made) == {
        "fresh-bread-baker": ["Junior baker", "Senior baker", "Head of baking"],
        "chiefs-chief-baker": ["Chief baker"],
    }
    assert made.raw["scale"] == ["Awareness", "Working", "practitioner", "Expert"]
    dough, *others = made.raw["skills"]
    assert "description" not in dough
    assert [skill["description"] for skill in others] == ["Sees.", "Sees."]
    assert "summary" not in made.raw["roles"][-1]
    assert said(made, 'column "Skill Level": 2 rows, the first is row 6, hold "NOT IN USE"')
    assert said(made, '1 role asks for no skill: "Chief baker"')
    assert said(made, "again, the same; see row 2")
    assert made.unread == []


def test_jobs_in_several_grades_are_families() -> None:
    roles: dict[str, dict[str, int]] = {}
    for job in ("🥖 Baker", "🎂 Pastry Cook", "Miller"):
        for level, grade in enumerate(GRADES, 1):
            roles[f"{grade}{job}"] = {"Care": level, f"Being {job}": level}
    roles |= {
        "Shop Owner": {"Care": 2},
        "Bookkeeper": {"Care": 3},
        "Head of Shop": {"Care": 4},
        "1st Hand": {"Care": 1},
    }
    roles |= {"2nd Hand": {"Care": 2}}
    made = asking(roles)
    assert ladders(made) == {
        "baker": [f"{grade}🥖 Baker" for grade in GRADES],
        "pastry-cook": [f"{grade}🎂 Pastry Cook" for grade in GRADES],
        "miller": [f"{grade}Miller" for grade in GRADES],
        "shop": ["Shop Owner", "Head of Shop"],
        "bookkeeper": ["Bookkeeper"],
        "hand": ["1st Hand", "2nd Hand"],
    }
    assert said(made, "the roles are of 6: baker 4, pastry-cook 4, miller 4, shop 2")


def test_a_family_is_called_neither_core_nor_as_another() -> None:
    roles = {f"{grade}{job}": {"Care": n} for job in ("Core", "C-ore") for n, grade in enumerate(GRADES, 1)}
    assert list(ladders(asking(roles))) == ["core-2", "c-ore"]


@each(
    "roles",
    [
        # One ladder, from bakers to their managers.
        {
            "Engineer": (1, 1),
            "Senior Engineer": (3, 2),
            "Engineering Manager": (2, 3),
            "Senior Engineering Manager": (2, 4),
        },
        # It climbs all the way.
        {"Baker": (1, 1), "Senior Baker": (2, 2), "Miller": (3, 2), "Senior Miller": (4, 2)},
        # One job in several grades and one in a single one.
        {"Baker": (2, 2), "Senior Baker": (3, 3), "Cleaner": (1, 1)},
    ],
)
def test_one_ladder_stays_one(roles: dict[str, tuple[int, int]]) -> None:
    made = asking({title: {"Craft": craft, "People": people} for title, (craft, people) in roles.items()})
    assert list(ladders(made)) == [""]
    assert not said(made, "families")


def test_what_the_table_says_of_families_and_seniority_counts() -> None:
    rows = [["Family", "Role", "Skill", "Level"]]
    rows += [
        ["shop", f"{grade}{job}", "Care", str(n)] for job in ("Baker", "Cook") for n, grade in enumerate(GRADES, 1)
    ]
    assert list(ladders(imported(rows))) == ["shop/baker", "shop/cook"]
    rows = [["Role", "Skill", "Level", "Seniority"]]
    rows += [[f"{grade}{job}", "Care", str(n), "7"] for job in ("Baker", "Cook") for n, grade in enumerate(GRADES, 1)]
    assert {role["seniority"] for role in imported(rows).raw["roles"]} == {7}


def test_the_words_of_titles_say_how_high_they_are() -> None:
    order = [
        *("Intern", "Junior Baker", "Baker", "Baker II", "Senior Baker", "Lead Baker", "Principal Baker"),
        *("Associate Director of Bread", "Director of Bread", "Senior Director", "VP Bread", "Chief Bread Officer"),
    ]
    assert sorted(order, key=lambda title: read_title(title).rung) == order
    titles: list[Any] = ["👩‍🍳 Sr. Baker", "baker 2", "The Baker"]
    assert {read_title(title).job for title in titles} == {("baker",)}
