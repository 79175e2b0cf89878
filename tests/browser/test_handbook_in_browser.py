"""The ladder as a handbook, and roles side by side, in a browser: search, filters, roles, comparison, print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from in_process import run_here
from pmladder import load_catalogue

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


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("handbook") / "ladder.html"
    assert run_here(["catalogue", "page", "--catalogue", "builtin", "-o", str(path)]) == 0
    return path


def test_the_built_in_ladder_is_a_page_of_less_than_600_kb(handbook: Path, tmp_path: Path) -> None:
    assert handbook.stat().st_size < 600_000
    again = tmp_path / "ladder.html"
    assert run_here(["catalogue", "page", "--catalogue", "builtin", "-o", str(again)]) == 0
    assert again.read_bytes() == handbook.read_bytes()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (800, "dark"), (1400, "dark")])
def test_nothing_sticks_out_and_axe_finds_nothing(
    visit: Any, axe: str, handbook: Path, width: int, scheme: str
) -> None:
    page = visit(handbook, width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate(axe)
    for place in ("roles", "role-group-pm", "compare", "skill-coaching", "sources"):
        page.evaluate(f"location.hash = {json.dumps(place)}")
        page.wait_for_selector(f"#{place}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        found = page.evaluate("axe.run({resultTypes: ['violations']})")
        assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == []


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
    for shown in (page.locator("#compared"), visit(own, 800).locator("main")):
        text = shown.inner_text()
        assert "What rises" in text
        assert all(name in text for name in rising)
        assert f"({sum(r['levels']['group-pm'] == r['levels']['senior-pm'] for r in rows)})" in text


def test_without_its_script_everything_is_there_and_leads_somewhere(visit: Any, handbook: Path) -> None:
    page = visit(handbook, 800, java_script_enabled=False)
    catalogue = load_catalogue()
    assert page.locator("article:visible").count() == len(catalogue.roles) + len(catalogue.skills)
    targets = [link.get_attribute("href") for link in page.locator("a[href^='#']").all()]
    missing = [target for target in set(targets) if page.locator(f"[id='{str(target)[1:]}']").count() != 1]
    assert missing == []


def test_the_keyboard_reaches_a_role_and_comes_back(visit: Any, handbook: Path) -> None:
    page = visit(handbook, 1400)
    page.locator("#roles .role a").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("article:visible h1").inner_text() == "Chief product officer"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.go_back()
    assert page.locator("#roles").is_visible()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_whole_ladder_prints(visit: Any, handbook: Path, tmp_path: Path, paper: str) -> None:
    page = visit(handbook, 1400)
    page.pdf(path=tmp_path / "ladder.pdf", format=paper)
    text = " ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "ladder.pdf").pages)
    assert all(role.title in text for role in load_catalogue().roles)
    page.evaluate("location.hash = '#role-group-pm'")
    page.wait_for_selector("#role-group-pm")
    page.pdf(path=tmp_path / "role.pdf", format=paper)
    assert len(PdfReader(tmp_path / "role.pdf").pages) <= 3


def test_texts_of_a_catalogue_stay_texts_and_ids_stay_apart(visit: Any, tmp_path: Path) -> None:
    catalogue, path = tmp_path / "nasty.yaml", tmp_path / "ladder.html"
    catalogue.write_text(NASTY, "utf-8")
    assert run_here(["catalogue", "page", "--catalogue", str(catalogue), "-o", str(path)]) == 0
    page = visit(path, 800)
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
    catalogue, path = tmp_path / "large.yaml", tmp_path / "large.html"
    catalogue.write_text(f"skills:\n{skills}roles:\n{roles}", "utf-8")
    assert run_here(["catalogue", "page", "--catalogue", str(catalogue), "-o", str(path)]) == 0
    assert path.stat().st_size < 3_000_000
    page = visit(path, 1400)
    page.select_option("#family", "family-3")
    assert page.locator("#roles .role:visible").count() == 5
    page.fill("#find", "role 17")
    assert page.locator("#roles .role:visible").all_inner_texts()[0].startswith("Role 17")
