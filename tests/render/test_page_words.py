"""What the page says where little is known: nothing that is not so, and what to find out first."""

from __future__ import annotations

import json
from pathlib import Path

from page_tree import tree
from pages import data, written
from pmladder.catalogue.role_parts import Pay
from pmladder.files.catalogue_file import load_catalogue
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
    assert f"up to {levels} levels to show" in text


def test_must_haves_that_nobody_rated_are_named_and_not_red(tmp_path: Path) -> None:
    answer = data(tmp_path, "--catalogue", "builtin", profile=UNRATED)
    root = tree(written(tmp_path, "--catalogue", "builtin", profile=UNRATED))
    cards = {card.attributes["id"]: card for card in root.find("article")}
    seen = 0
    for rank, suggestion in enumerate(answer["next"]["suggestions"], 1):
        findings = suggestion["assessment"]["findings"]
        unknown = [f["name"] for f in findings if f["must_have"] and f["status"] == "unknown"]
        listed = [li for ul in cards[f"next-{rank}"].find("ul", "to-show") for li in ul.find("li")]
        not_rated = [li for li in listed if "! must-have, not rated" in li.text()]
        assert [li.text().partition(":")[0] for li in not_rated] == unknown
        assert not [mark for li in not_rated for mark in li.find("span", "lacks")]
        seen += len(unknown)
    assert seen


def test_a_person_new_in_the_role_is_told_to_settle_first(tmp_path: Path) -> None:
    profile = "role: senior-pm\nyears: 6\nyears_in_role: 0\ngoal: cpo\n"
    root, answer = tree(written(tmp_path, profile=profile)), data(tmp_path, profile=profile)
    [plan] = [section for section in root.find("section") if section.attributes["id"] == "plan"]
    assert "settle in it first" in plan.text()
    assert "To grow into" not in plan.text()
    named = [th.text(without=("ref", "must-have")) for th in plan.find("table")[0].find("tbody")[0].find("th")]
    assert named == [item["name"] for item in answer["plan"]["case"]["items"] if item["must_have"]]


def test_years_that_pass_stand_on_a_line_of_their_own(tmp_path: Path) -> None:
    profile = "role: senior-pm\nyears: 3\nyears_of_work: 3\n"
    text = page(tmp_path, "director", profile=profile)
    [*waits] = data(tmp_path, "director", profile=profile)["plan"]["waits"]
    assert waits
    assert all(f"{wait['name']} on {wait['day']}" in text.replace(" ! must-have", "") for wait in waits)
    assert "It is a sign, not a gate." in text


def test_a_plan_without_dates_names_none_as_its_end(tmp_path: Path) -> None:
    catalogue = tmp_path / "plain.yaml"
    catalogue.write_text(WITHOUT_YEARS, "utf-8")
    profile = "role: a\nskills: {making: one}\n"
    text = page(tmp_path, "--catalogue", str(catalogue), "b", profile=profile)
    assert "Plan for B" in text
    assert "so there are no dates" in text
    assert "between" not in text


def test_a_plan_for_the_first_step_names_the_goal_that_it_leads_to(tmp_path: Path) -> None:
    far = page(tmp_path, "--role", "associate-pm", "--goal", "cpo", profile="years: 1\n")
    assert "The first step on the way to Chief product officer." in far
    near = page(tmp_path, "--role", "associate-pm", "--goal", "pm", profile="years: 1\n")
    assert "The first step on the way" not in near


def test_a_goal_that_no_move_leads_to_is_not_one_move_away(tmp_path: Path) -> None:
    root = tree(written(tmp_path, "--role", "cpo", "--goal", "pm", profile="years: 20\n"))
    assert root.find("h2")[0].text() == "Where I am"
    assert root.find("div", "glance") == []


@each(
    ("low", "high", "figures"),
    [(145_000, 200_000, "145-200k USD base"), (1_500, 2_400, "1,500-2,400 USD base"), (900, 950, "900-950 USD base")],
)
def test_pay_is_told_in_thousands_where_that_says_enough(low: int, high: int, figures: str) -> None:
    assert pay_figures(Pay(low=low, high=high, currency="USD", basis="base")) == figures
