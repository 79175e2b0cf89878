"""What the page says where little is known: nothing that is not so, and what to find out first."""

from __future__ import annotations

import json
from pathlib import Path

from page_tree import tree
from pages import data, written
from pmladder.catalogue.role_parts import Pay
from pmladder.files.catalogue_file import load_catalogue
from pmladder.report.page_one import day_in_words, short_name
from pmladder.report.wording import pay_figures
from rows import each

_HALF = [pair for place, pair in enumerate(load_catalogue().roles_by_id["senior-pm"].skills.items()) if place % 2 == 0]
UNRATED = json.dumps({"goal": "cpo", "skills": {skill: asked.level for skill, asked in _HALF}})
"""Placed by half of a role's skills, so that nothing is presumed of the others."""
WITHOUT_YEARS = """
scale: [one, two]
roles:
  - {id: a, title: A, skills: {making: one}}
  - {id: b, title: B, seniority: 1, skills: {making: two}}
"""


def page(folder: Path, *arguments: str, profile: str) -> str:
    """The text of the page."""
    return tree(written(folder, *arguments, profile=profile)).text()


def test_levels_that_nobody_rated_are_to_show_at_most(tmp_path: Path) -> None:
    text = page(tmp_path, "--catalogue", "builtin", profile=UNRATED)
    levels = data(tmp_path, "--catalogue", "builtin", profile=UNRATED)["route"]["routes"][0]["levels"]
    assert f"{levels} levels to show, at most" in text


def test_must_haves_that_nobody_rated_are_named_and_not_red(tmp_path: Path) -> None:
    answer = data(tmp_path, "--catalogue", "builtin", profile=UNRATED)
    root = tree(written(tmp_path, "--catalogue", "builtin", profile=UNRATED))
    cards = {card.attributes["id"]: card for card in root.find("details")}
    seen = 0
    for rank, suggestion in enumerate(answer["next"]["suggestions"], 1):
        findings = suggestion["assessment"]["findings"]
        unknown = [f["name"] for f in findings if f["must_have"] and f["status"] == "unknown"]
        not_rated = [li for li in cards[f"next-{rank}"].find("ul", "rows")[:1] for li in li.find("li", "not-rated")]
        assert [li.find("span", "name")[0].text() for li in not_rated][: len(unknown)] == unknown
        assert not [mark for li in not_rated for mark in li.find("span", "to-show")]
        seen += len(unknown)
    assert seen
    assert "not rated yet" in root.find("p", "verdict")[0].text()


def test_a_person_new_in_the_role_is_told_to_settle_first(tmp_path: Path) -> None:
    profile = "name: Ada\nrole: senior-pm\nyears: 6\nyears_in_role: 0\ngoal: cpo\n"
    root, answer = tree(written(tmp_path, profile=profile)), data(tmp_path, profile=profile)
    [plan] = [part for part in root.find("details") if part.attributes["id"] == "plan"]
    assert "settling in" in plan.text()
    assert "Ada is new in the present role" in root.find("figure", "times")[0].text()
    assert "Grown into" not in plan.text()
    named = [th.text(without=("to-show",)).rstrip("*") for th in plan.find("table")[0].find("tbody")[0].find("th")]
    assert named == [item["name"] for item in answer["plan"]["case"]["items"] if item["must_have"]]


def test_years_that_pass_stand_on_a_line_of_their_own(tmp_path: Path) -> None:
    profile = "role: senior-pm\nyears: 3\nyears_of_work: 3\n"
    text = page(tmp_path, "director", profile=profile)
    [*waits] = data(tmp_path, "director", profile=profile)["plan"]["waits"]
    assert waits
    assert all(f"{wait['name']}, on {day_in_words(wait['day'])}" in text for wait in waits)
    assert "It is a sign, not a gate." in text


def test_a_plan_without_dates_names_none(tmp_path: Path) -> None:
    catalogue = tmp_path / "plain.yaml"
    catalogue.write_text(WITHOUT_YEARS, "utf-8")
    profile = "role: a\nskills: {making: one}\n"
    root = tree(written(tmp_path, "--catalogue", str(catalogue), "b", profile=profile))
    [plan] = [part for part in root.find("details") if part.attributes["id"] == "plan"]
    assert plan.find("h3")[0].text() == "Plan for B"
    assert [td.text() for td in plan.find("table")[0].find("td")][1:3] == ["no date", "no date"]
    assert root.find("figure", "times")[0].find("svg") == []


def test_page_one_is_about_the_first_step_on_the_way_to_a_far_goal(tmp_path: Path) -> None:
    far = tree(written(tmp_path, "--role", "associate-pm", "--goal", "cpo", profile="name: Ada\nyears: 1\n"))
    verdict = far.find("p", "verdict")[0].text()
    assert verdict.startswith("For the first step, ")
    assert "moves away; the first is to" in far.find("dl", "ends")[0].text()
    assert {"here", "step", "goal"} <= {kind for box in far.find("g", "box") for kind in box.classes}
    near = page(tmp_path, "--role", "associate-pm", "--goal", "pm", profile="years: 1\n")
    assert "For the first step" not in near


def test_a_goal_that_no_move_leads_to_has_no_line_to_it(tmp_path: Path) -> None:
    root = tree(written(tmp_path, "--role", "cpo", "--goal", "pm", profile="years: 20\n"))
    assert "no known move leads there" in root.find("dl", "ends")[0].text()
    assert root.find("g", "path") == []


def test_at_the_top_of_the_ladder_it_says_so(tmp_path: Path) -> None:
    catalogue = tmp_path / "plain.yaml"
    catalogue.write_text(WITHOUT_YEARS, "utf-8")
    text = page(tmp_path, "--catalogue", str(catalogue), profile="name: Ada\nrole: b\n")
    assert "Ada is at the top of the ladder" in text
    assert "Goal" not in text


@each(
    ("name", "who"),
    [
        ("Ada Example", "Ada"),
        ("Ada", "Ada"),
        ("Jean-Luc O'Neil", "Jean-Luc"),
        ("Dr. Ada Example", "Dr. Ada Example"),
        ("王 小明", "王 小明"),
        ("<b>x</b> y", "<b>x</b> y"),
        ("", None),
        (None, None),
    ],
)
def test_a_person_is_called_by_the_first_word_of_a_plain_name(name: str | None, who: str | None) -> None:
    assert short_name(name) == who


def test_of_many_must_haves_those_to_show_come_first_and_the_rest_is_counted(tmp_path: Path) -> None:
    skills = "".join(f"  - {{id: s{n}, name: Skill number {n}}}\n" for n in range(12))
    asked = "{" + ", ".join(f"s{n}: 2" for n in range(12)) + "}"
    must = "[" + ", ".join(f"s{n}" for n in range(12)) + "]"
    catalogue = tmp_path / "many.yaml"
    catalogue.write_text(
        f"scale: [one, two]\nskills:\n{skills}roles:\n  - {{id: a, title: A}}\n"
        f"  - {{id: b, title: B, seniority: 1, skills: {asked}, must_have: {must}}}\n"
    )
    rated = ", ".join(f"s{n}: {2 if n % 2 else 1}" for n in range(12))
    root = tree(written(tmp_path, "--catalogue", str(catalogue), profile=f"role: a\nskills: {{{rated}}}\n"))
    rows = root.find("ul", "must-haves")[0].find("li")
    assert [row.text() for row in rows if "rest" in row.classes] == [
        "Met: Skill number 1, Skill number 3, Skill number 5, Skill number 7, Skill number 9 and Skill number 11",
        "And 2 more, in the appendix.",
    ]
    assert sum("to-show" in row.classes for row in rows) == 4


@each(
    ("low", "high", "figures"),
    [(145_000, 200_000, "145-200k USD base"), (1_500, 2_400, "1,500-2,400 USD base"), (900, 950, "900-950 USD base")],
)
def test_pay_is_told_in_thousands_where_that_says_enough(low: int, high: int, figures: str) -> None:
    assert pay_figures(Pay(low=low, high=high, currency="USD", basis="base")) == figures
