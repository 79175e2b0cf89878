"""The ladder as a handbook, and roles side by side, in a browser: search, filters, roles, comparison, print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from browser.looks import OPEN_ALL, PAPER, WIDTHS, faults, sheets, squeezed
from in_process import run_here
from pmladder import load_catalogue
from pmladder.catalogue.export import to_plain
from pmladder.catalogue.models import Catalogue

pytestmark = pytest.mark.slow

NASTY = """
catalogue: {id: nasty, title: "</title><script>alert(1)</script>"}
skills:
  - {id: roles, name: "<img src=x onerror=alert(1)>", description: "</article><script>alert(2)</script>",
     levels: ["<i>x</i>", "&amp;"]}
categories: [{id: c, name: "<h1>category</h1>"}]
sources: [{id: s, title: "<b>bold</b>", url: "https://example.org/?a=1&b=2"}]
roles:
  - {id: compare, title: "<u>Role A</u>", seniority: 1, skills: {roles: 1}, aliases: ['"><s>'], sources: s}
  - {id: sources, title: "Role B", seniority: 2, skills: {roles: 2}, must_have: [roles], summary: "<s>"}
"""


PLACES = ("roles", "role-group-pm", "compare", "skills", "skill-coaching", "sources")


def page_of(folder: Path, catalogue: str) -> Path:
    """The handbook of a catalogue."""
    path = folder / "ladder.html"
    assert run_here(["catalogue", "page", "--catalogue", catalogue, "-o", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(tmp_path_factory.mktemp("handbook"), "builtin")


def some_of(catalogue: Catalogue) -> dict[str, Any]:
    """A part of the built-in catalogue that has something of each kind that a handbook shows."""
    plain = to_plain(catalogue)
    roles = [role for role in plain["roles"] if role["id"] in ("pm", "senior-pm", "group-pm", "cpo", "ux-designer")]
    kept = {skill["id"] for skill in plain["skills"][::4]} | {"coaching", "people-management"}
    for role in roles:
        role["skills"] = {skill: cell for skill, cell in role["skills"].items() if skill in kept}
        role["must_have"] = [skill for skill in role.get("must_have", ()) if skill in kept]
        for key in ("reports_to", "by_company", "placed_from", "prior"):
            role.pop(key, None)
    ids = {role["id"] for role in roles}
    moves = [move for move in plain["transitions"] if {move.get("from"), move.get("to")} <= {*ids, None}]
    skills = [skill for skill in plain["skills"] if skill["id"] in kept]
    heads = ("catalogue", "scale", "entry", "reach", "categories", "sources")
    return {**{key: plain[key] for key in heads}, "skills": skills, "roles": roles, "transitions": moves}


@pytest.fixture(scope="module")
def short_handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("short")
    (folder / "some.yaml").write_text(yaml.safe_dump(some_of(load_catalogue()), allow_unicode=True), "utf-8")
    return page_of(folder, str(folder / "some.yaml"))


def test_the_built_in_ladder_is_a_page_of_less_than_600_kb(handbook: Path, tmp_path: Path) -> None:
    assert handbook.stat().st_size < 600_000
    assert page_of(tmp_path, "builtin").read_bytes() == handbook.read_bytes()


def places(page: Any) -> Any:
    """Goes to one place of a handbook after the other."""
    page.evaluate(OPEN_ALL)
    for place in PLACES:
        page.evaluate(f"location.hash = {json.dumps(place)}")
        page.wait_for_selector(f"#{place}")
        yield place


def test_nothing_sticks_out_and_axe_finds_nothing(visit: Any, axe: Any, short_handbook: Path) -> None:
    page = visit(short_handbook, 360)
    for place in places(page):
        assert [(place, width, fault) for width in WIDTHS for fault in faults(page, width)] == []
        assert [(place, *found) for found in axe(page)] == []


def test_the_built_in_ladder_lies_as_well(visit: Any, axe: Any, handbook: Path) -> None:
    page = visit(handbook, 1400)
    assert axe(page) == []
    for place in places(page):
        assert [(place, width, fault) for width in WIDTHS for fault in faults(page, width)] == []


def test_search_and_filters_find_roles_and_skills(visit: Any, handbook: Path) -> None:
    page = visit(handbook, 1400)

    def seen() -> list[str]:
        return [title.strip() for title in page.locator("#roles .role:visible a").all_inner_texts()]

    everything = seen()
    assert len(everything) == len(load_catalogue().roles)
    page.fill("#find", "gpm")
    assert seen() == ["Group product manager"]
    page.fill("#find", "okrs")
    assert seen() == []
    assert page.locator("#hits a:visible").count() >= 1
    page.fill("#find", "")
    page.get_by_role("button", name="Executive").click()
    assert set(seen()) == {
        role.title for role in load_catalogue().roles if role.track == "executive" and role.is_product
    }
    page.get_by_role("button", name="All").click()
    assert seen() == everything


def test_a_role_says_what_the_json_says(visit: Any, handbook: Path, tmp_path: Path) -> None:
    answer = tmp_path / "role.json"
    assert run_here(["role", "group-pm", "--catalogue", "builtin", "-o", str(answer)]) == 0
    asked = json.loads(answer.read_text("utf-8"))["skills"]
    page = visit(handbook, 1400)
    page.evaluate("location.hash = '#role-group-pm'")
    rows = {row.get_attribute("data-skill"): row for row in page.locator("#role-group-pm [data-skill]").all()}
    assert rows.keys() == {entry["skill"] for entry in asked}
    for entry in asked:
        row = rows[entry["skill"]]
        assert row.get_attribute("data-levels") == f"{entry['entry'] or 0} {entry['level']}"
        assert entry["level_name"] in row.locator(".words").inner_text()
        assert (row.get_attribute("data-must") is not None) is entry["must_have"]


def test_two_roles_compared_say_what_compare_says(visit: Any, handbook: Path, tmp_path: Path) -> None:
    answer, own = tmp_path / "compare.json", tmp_path / "compare.html"
    for output in (answer, own):
        assert run_here(["compare", "senior-pm", "group-pm", "--catalogue", "builtin", "-o", str(output)]) == 0
    rows = json.loads(answer.read_text("utf-8"))["rows"]
    rising = [r["name"] for r in rows if (r["levels"]["group-pm"] or 0) > (r["levels"]["senior-pm"] or 0)]
    page = visit(handbook, 1400)
    page.evaluate("location.hash = '#compare'")
    page.select_option("#one", "senior-pm")
    page.select_option("#other", "group-pm")
    for place in ("#compared", "main"):
        if place == "main":
            page = visit(own, 800)
            assert [(width, fault) for width in WIDTHS for fault in faults(page, width)] == []
        text = page.locator(place).inner_text()
        assert "What rises" in text
        assert all(name in text for name in rising)
        assert f"({sum(r['levels']['group-pm'] == r['levels']['senior-pm'] for r in rows)})" in text


def test_without_its_script_everything_is_there_and_leads_somewhere(visit: Any, handbook: Path) -> None:
    page = visit(handbook, 800, java_script_enabled=False)
    catalogue = load_catalogue()
    seen = "[...document.querySelectorAll('article')].filter((e) => e.getClientRects().length).length"
    assert page.evaluate(seen) == len(catalogue.roles) + len(catalogue.skills)
    lost = """[...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href").slice(1))
      .filter((id) => document.querySelectorAll(`[id='${CSS.escape(id)}']`).length !== 1)"""
    assert page.evaluate(lost) == []


def test_the_keyboard_reaches_a_role_and_comes_back(visit: Any, handbook: Path) -> None:
    page = visit(handbook, 1400)
    page.locator("#roles .role a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article:visible h1").inner_text() == "Chief product officer"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    assert page.locator("#roles").is_visible()


def test_the_whole_ladder_prints(visit: Any, handbook: Path, tmp_path: Path) -> None:
    page = visit(handbook, 1400)
    whole = "".join(sheets(page, tmp_path / "ladder.pdf", "A4"))
    assert [role.title for role in load_catalogue().roles if squeezed(role.title) not in whole] == []
    page.evaluate("location.hash = '#role-group-pm'")
    page.wait_for_selector("#role-group-pm")
    for paper in PAPER:
        assert len(sheets(page, tmp_path / "role.pdf", paper)) <= 3


def test_texts_of_a_catalogue_stay_texts_and_ids_stay_apart(visit: Any, tmp_path: Path) -> None:
    (tmp_path / "nasty.yaml").write_text(NASTY, "utf-8")
    page = visit(page_of(tmp_path, str(tmp_path / "nasty.yaml")), 800)
    assert page.locator("script").count() == 1
    assert page.locator("img, u, s, article h1 h1").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    page.locator("#roles .role a").first.click()
    assert page.locator("article:visible h1").inner_text() == "Role B"


def test_a_ladder_of_200_roles_is_usable(visit: Any, tmp_path: Path) -> None:
    levels = json.dumps(
        [f"What somebody at level {number} does, in a sentence as long as most." for number in range(4)]
    )
    skills = "".join(f"  - {{id: s{n}, name: Skill {n}, levels: {levels}}}\n" for n in range(25))
    asked = f"skills: {{{', '.join(f's{n}: {n % 4 + 1}' for n in range(25))}}}, must_have: [s1, s2, s3, s4]"
    roles = "".join(f"  - {{id: r{n}, title: Role {n}, family: family-{n // 5}, {asked}}}\n" for n in range(200))
    (tmp_path / "large.yaml").write_text(f"skills:\n{skills}roles:\n{roles}", "utf-8")
    path = page_of(tmp_path, str(tmp_path / "large.yaml"))
    assert path.stat().st_size < 3_000_000
    page = visit(path, 1400)
    page.select_option("#family", "family-3")
    assert page.locator("#roles .role:visible").count() == 5
    page.fill("#find", "role 17")
    assert page.locator("#roles .role:visible").all_inner_texts()[0].startswith("Role 17")
