"""The form in a browser: filled in by mouse, keyboard and touch, closed half way, given back, printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser.looks import PAPER, WIDTHS, faults, sheets, squeezed
from in_process import run_here

pytestmark = pytest.mark.slow

NASTY = """
catalogue: {id: nasty, title: "</script><script>alert(1)</script>"}
scale: ["<b>low</b>", "</script>", "a: b # c", "'\\"top\\""]
skills:
  - {id: one, name: "<img src=x onerror=alert(1)>", description: "</textarea><script>alert(2)</script>",
     levels: ["<i>x</i>", "&amp;", "{{ 7 * 7 }}", "y"]}
  - {id: two, name: "'+alert(3)+'", category: c}
categories: [{id: c, name: "<h1>category</h1>"}]
roles:
  - {id: a, title: "<u>Role A</u>", seniority: 1, skills: {one: 1}}
  - {id: b, title: "Role \\"B\\" </title>", seniority: 2, skills: {one: 3, two: 2}, must_have: [one]}
"""


def form(folder: Path, *arguments: str) -> Path:
    path = folder / "rate.html"
    assert run_here(["assess", "--form", *arguments, "-o", str(path)]) == 0
    return path


@pytest.fixture
def rate(tmp_path: Path) -> Path:
    return form(tmp_path, "--role", "senior-pm", "group-pm", "--for", "Ada")


def fill_with_keys(page: Any, levels: list[int]) -> None:
    for level in levels:
        page.keyboard.press(str(level))
        page.keyboard.press("Enter")


def fill_with_mouse(page: Any, levels: list[int]) -> None:
    for level in levels:
        page.locator(".question.now .options label").nth(level).click()
        page.get_by_role("button", name="Next").click()


def fill_with_thumbs(page: Any, levels: list[int]) -> None:
    for level in levels:
        page.locator(".question.now .options label").nth(level).tap()
        page.get_by_role("button", name="Next").tap()


def given_back(page: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download answers").click()
    path = folder / "answers.yaml"
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize(
    ("fill", "options"),
    [(fill_with_keys, {}), (fill_with_mouse, {}), (fill_with_thumbs, {"has_touch": True, "is_mobile": True})],
)
def test_what_is_answered_is_what_the_program_reads(
    visit: Any, rate: Path, tmp_path: Path, capfd: Any, fill: Any, options: dict[str, bool]
) -> None:
    page = visit(rate, 360, height=740, accept_downloads=True, **options)
    count = page.locator(".question").count()
    levels = [number * 7 % 5 for number in range(count)]
    fill(page, levels)
    answers = given_back(page, tmp_path)
    skills = yaml.safe_load(answers.read_text("utf-8"))["skills"]
    assert [skill["level"] for skill in skills.values()] == [
        ("none", "awareness", "working", "practitioner", "expert")[level] for level in levels
    ]
    shown = page.locator("#results").inner_text()
    by_form, by_assess = tmp_path / "form.yaml", tmp_path / "assess.yaml"
    assert run_here(["profile", "import", str(answers), "--profile", str(by_form)]) == 0
    lines = "".join(f"{skill}={level}\n" for skill, level in zip(skills, levels, strict=True))
    (tmp_path / "levels.txt").write_text(lines, "utf-8")
    given = ["--answers", str(tmp_path / "levels.txt"), "--role", "senior-pm", "group-pm"]
    assert run_here(["assess", *given, "--profile", str(by_assess)]) == 0
    one, other = (yaml.safe_load(path.read_text("utf-8")) for path in (by_form, by_assess))
    assert one.pop("name") == "Ada"
    assert one.pop("role") == other.pop("role") == "senior-pm"
    for profile in (one, other):
        for rating in profile["skills"].values():
            rating.pop("rated"), rating.pop("rater")
    assert one == other
    capfd.readouterr()
    assert run_here(["gap", "group-pm", "--profile", str(by_form), "--json"]) == 0
    to_show = re.search(r"you have (\d+) must-have", shown)
    answer = json.loads(capfd.readouterr().out)
    findings = answer["assessment"]["findings"]
    short = [f for f in findings if f["axis"] == "skill" and f["must_have"] and f["status"] == "short"]
    assert int(to_show[1] if to_show else 0) == len(short)


def test_a_form_that_is_closed_half_way_goes_on_where_it_was(visit: Any, rate: Path) -> None:
    page = visit(rate, 800, accept_downloads=True)
    fill_with_keys(page, [1, 2, 3])
    page.keyboard.press("n")
    again = visit(rate, 800, context=page.context)
    assert again.locator("#count").inner_text() == "4 of " + str(again.locator(".question").count())
    assert again.locator(".question.now .apart input").is_checked()
    again.keyboard.press("ArrowLeft")
    assert again.locator(".question.now input:checked").get_attribute("value") == "3"


def test_skip_does_not_apply_and_delete(visit: Any, rate: Path, tmp_path: Path) -> None:
    page = visit(rate, 800, accept_downloads=True)
    count = page.locator(".question").count()
    page.keyboard.press("s")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    fill_with_keys(page, [2] * (count - 2))
    assert page.locator("#category").inner_text() == f"{count - 2} of {count} rated, 1 skipped, 1 does not apply"
    answers = yaml.safe_load(given_back(page, tmp_path).read_text("utf-8"))
    assert len(answers["skills"]) == count - 1
    assert sum("not_applicable" in rating for rating in answers["skills"].values()) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete my answers").click()
    assert page.evaluate("Object.keys(localStorage).length") in (0, 1)
    assert page.locator("#count").inner_text() == f"1 of {count}"
    assert page.locator("input:checked").count() == 0
    assert "level" not in page.evaluate("written()")


def test_texts_of_a_catalogue_stay_texts(visit: Any, tmp_path: Path) -> None:
    catalogue = tmp_path / "nasty.yaml"
    catalogue.write_text(NASTY, "utf-8")
    name = "</script><b>O'Neil"
    path = form(tmp_path, "--catalogue", str(catalogue), "--role", "a", "--for", name, "--rater", "x\\'\"{}")
    page = visit(path, 360, accept_downloads=True)
    fill_with_keys(page, [1, 2])
    assert page.locator("script").count() == 2
    assert page.locator("img, u, i:not(.bar i), h1 > b").count() == 0
    assert page.locator("#thanks").inner_text() == f"Thank you, {name}"
    answers = given_back(page, tmp_path)
    read = yaml.safe_load(answers.read_text("utf-8"))
    assert read["name"] == name
    assert read["skills"]["one"]["rater"] == "x\\'\"{}"
    kept = tmp_path / "kept.yaml"
    assert run_here(["profile", "import", str(answers), "--catalogue", str(catalogue), "--profile", str(kept)]) == 0


def test_nothing_sticks_out_and_axe_finds_nothing(visit: Any, axe: Any, rate: Path) -> None:
    page = visit(rate, 360, height=740, accept_downloads=True)
    count = page.locator(".question").count()

    def look(where: str) -> None:
        assert [(where, width, fault) for width in WIDTHS for fault in faults(page, width)] == []
        assert [(where, *found) for found in axe(page)] == []

    look("a question")
    page.get_by_role("button", name="All questions").click()
    look("all questions")
    page.locator("#overview-list button").nth(count - 1).click()
    fill_with_keys(page, [3])
    look("the end")


def test_a_question_and_the_end_are_worked_with_the_keyboard_alone(visit: Any, rate: Path) -> None:
    page = visit(rate, 1400, accept_downloads=True)
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.name"))
    assert {"overview-open", "a1", "n1", "skip", "following"} <= reached


def test_without_its_script_and_on_paper_it_is_a_form_on_paper(visit: Any, rate: Path, tmp_path: Path) -> None:
    page = visit(rate, 800, java_script_enabled=False)
    assert page.locator(".question:visible").count() == page.locator(".question").count()
    printed = visit(rate, 800, accept_downloads=True)
    for paper in PAPER:
        text = "".join(sheets(printed, tmp_path / "form.pdf", paper))
        assert text.count(squeezed("Does not apply to my work")) == page.locator(".question").count()
        assert squeezed("Ada: rate your skills") in text
        assert squeezed("Download answers") not in text


def test_the_same_input_gives_the_same_bytes_and_another_name_another_form(tmp_path: Path) -> None:
    one, same = (form(tmp_path, "--role", "senior-pm").read_bytes() for _ in range(2))
    other = form(tmp_path, "--role", "senior-pm", "--for", "Ada").read_bytes()
    kept = [re.search(rb'"form":"(\w+)"', text) for text in (one, other)]
    assert one == same
    assert kept[0]
    assert kept[1]
    assert kept[0][1] != kept[1][1]
