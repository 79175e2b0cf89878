"""The report in a browser: on three screens, in light and dark, without scripts, by keyboard, on paper."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from browser.looks import OPEN_ALL, PAPER, WIDTHS, faults, sheets, squeezed
from page_texts import forever, marked, page_with_texts
from pages import journal_entry, written
from pmladder import load_catalogue
from pmladder.render.report_page import report_page

pytestmark = pytest.mark.slow

JOURNAL = (
    journal_entry(1, "2025-11-03", {"vision-roadmapping": 2, "product-strategy": 1, "coaching": 1}),
    journal_entry(2, "2026-05-04", {"vision-roadmapping": 3, "product-strategy": 2}),
)
LONG = "A title without end " * 250
NAMES = ("full", "far", "years", "rated", "nothing", "begins", "top", "many", "nasty")


def rated_at(below: int) -> str:
    """The profile of a senior PM who holds every second skill so many levels below what the role asks."""
    catalogue = load_catalogue()
    asked = catalogue.roles_by_id["senior-pm"].skills
    levels = {
        skill.id: max(0, asked[skill.id].level - number % 2 * below) if skill.id in asked and below < 9 else 0
        for number, skill in enumerate(catalogue.skills)
    }
    return json.dumps({"role": "senior-pm", "years": 6, "people": 0, "goal": "head-of-product", "skills": levels})


MANY = """
scale: [one, two, three, four]
skills: [{id: a, name: Experience design and accessibility for everybody, close: {two: [x]}}, {id: b, name: B},
  {id: c, name: C}, {id: d, name: D}, {id: e, name: E}, {id: f, name: F}, {id: g, name: G}]
roles:
  - {id: one, title: A role with a title that is long, seniority: 1}
  - {id: two, title: Another role with a title that is long, seniority: 2, track: management,
     skills: {a: 3, b: 3, c: 3, d: 3, e: 3, f: 3, g: 3}, must_have: [a, b, c, d, e, f, g]}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of several kinds, by name."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "many.yaml").write_text(MANY, "utf-8")
    builtin = ("--catalogue", "builtin")
    texts = {
        "full": written(folder, *builtin, "group-pm", journal=JOURNAL),
        "far": written(folder, *builtin, journal=JOURNAL),
        "short": written(folder, *builtin, "--short"),
        "years": written(folder, *builtin, "--years", "6", "group-pm"),
        "rated": written(folder, profile=rated_at(1)),
        "nothing": written(folder, profile=rated_at(9)),
        "begins": written(folder, *builtin, "--years", "0"),
        "top": written(folder, *builtin, "--years", "15", "--role", "cpo"),
        "many": written(folder, "--catalogue", str(folder / "many.yaml"), profile="role: one\nskills: {a: 1, b: 3}\n"),
        "nasty": report_page(page_with_texts(marked(forever([LONG, "</svg><b>x", "x" * 900, "مدير المنتج"]))[0])),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture
def shown(visit: Any, pages: dict[str, Path]) -> Any:
    """Opens one of the pages by its name."""
    return lambda name, width, **options: visit(pages[name], width, **options)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sticks_out_and_axe_finds_nothing(shown: Any, axe: Any, name: str) -> None:
    page = shown(name, 1400)
    assert page.evaluate(OUT_OF_THEIR_BOXES) == []
    if name != "nasty":
        # The verdict and where the person is lie in the first screen.
        ends = page.evaluate(
            "['#verdict', '#here'].map((q) => document.querySelector(q)?.getBoundingClientRect().bottom ?? 0)"
        )
        assert 0 < ends[0] < 900
        assert ends[1] < 900
        assert name == "begins" or ends[1] > ends[0]
    page.evaluate(OPEN_ALL)
    assert [(width, fault) for width in WIDTHS for fault in faults(page, width)] == []
    if name in ("full", "top", "many", "nasty"):
        assert axe(page) == []


# Texts of pictures that lie outside of their boxes, or of the picture.
OUT_OF_THEIR_BOXES = """() => [...document.querySelectorAll("svg text")].filter((text) => {
  const rect = text.parentNode.querySelector(":scope > rect"), boxed = text.closest(".box");
  const frame = (boxed ? rect : text.ownerSVGElement).getBoundingClientRect(), t = text.getBoundingClientRect();
  return t.left < frame.left - 1 || t.right > frame.right + 1 || t.bottom > frame.bottom + 1;
}).map((text) => text.textContent)"""
# The contrast of text in pictures, which axe leaves to people: each text against the rectangle that it stands on.
CONTRASTS = """() => {
  const rgb = (c) => c.match(/[0-9.]+/g).slice(0, 3).map(Number);
  const light = (c) => { const [r, g, b] = rgb(c).map((v) => { v /= 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const low = [];
  for (const text of document.querySelectorAll("svg text")) {
    const box = text.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    let under = ground;
    for (const rect of text.ownerSVGElement.querySelectorAll("rect")) {
      const r = rect.getBoundingClientRect(), fill = getComputedStyle(rect).fill;
      const before = rect.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (before && fill.startsWith("rgb") && r.left <= x && x <= r.right && r.top <= y && y <= r.bottom) under = fill;
    }
    const [a, b] = [light(getComputedStyle(text).fill), light(under)].sort((p, q) => q - p);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push([text.textContent, (a + 0.05) / (b + 0.05)]);
  }
  return low;
}"""


def test_text_in_pictures_can_be_read(shown: Any) -> None:
    page = shown("full", 1400)
    assert page.evaluate("document.querySelectorAll('svg text').length") > 15
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(CONTRASTS) == []


def test_without_scripts_all_of_it_is_there(shown: Any) -> None:
    with_script = shown("full", 1400).inner_text("body")
    without = shown("full", 1400, java_script_enabled=False)
    assert without.inner_text("body") == with_script
    assert without.locator("details.card").count() >= 9
    # What is folded away opens without a script.
    without.locator("#next-5 summary").click()
    assert without.locator("#next-5 .rows").first.is_visible()


def test_the_keyboard_opens_a_card_and_ticks_a_box(shown: Any) -> None:
    page = shown("full", 1400)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".asked input:checked").count() == 1
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.parentNode.id") == "next-2":
            break
    page.keyboard.press("Enter")
    assert page.locator("#next-2").get_attribute("open") is not None


def test_headings_run_in_order(shown: Any) -> None:
    page = shown("full", 1400)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((h) => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


# Sheets hold so much between their margins.
MARGINS = (32, 24)
KEPT_WHOLE = ".rows li, tbody tr, .facts div, .way li, .must-haves > li, .asked"


@pytest.mark.parametrize("name", [*NAMES, "short"])
def test_on_paper_page_one_is_one_page_all_is_open_and_no_block_is_cut(shown: Any, name: str, tmp_path: Path) -> None:
    page = shown(name, 1400, scheme="dark")
    foot = squeezed(page.inner_text(".page-one > footer"))
    for paper, (width, height) in PAPER.items():
        printed = sheets(page, tmp_path / "page.pdf", paper)
        first, *rest = printed
        # A text without end may leave no room for all of the foot.
        assert (foot if name != "nasty" else foot[-20:]) in first
        assert not rest if name == "short" else rest[0].startswith("Appendix")
        page.emulate_media(media="print", color_scheme="dark")
        colours = "[document.documentElement, document.body].map((e) => getComputedStyle(e))"
        ground, ink = page.evaluate(f"{colours}.map((style, n) => n ? style.color : style.backgroundColor)")
        assert (ground, ink) == ("rgb(255, 255, 255)", "rgb(28, 32, 36)")
        if name not in ("full", "far", "years", "rated", "nothing"):
            continue
        assert len(printed) <= (18 if name in ("full", "far", "years") else 34)
        assert page.locator("details[open]").count() == 1
        room = [(whole - margin) * 96 / 25.4 for whole, margin in zip((width, height), MARGINS, strict=True)]
        page.set_viewport_size({"width": int(room[0]), "height": 900})
        was_open = page.evaluate("[...document.querySelectorAll('details')].map((d) => d.open)")
        page.evaluate(OPEN_ALL)
        blocks = page.evaluate(
            """(whole) => [...document.querySelectorAll(whole)].map(
                 (e) => [e.innerText, getComputedStyle(e).breakInside, e.getBoundingClientRect().height])""",
            KEPT_WHOLE,
        )
        assert len(blocks) > 50
        assert {kept for _, kept, _ in blocks} == {"avoid"}
        assert [text for text, _, high in blocks if high > room[1]] == []
        words = {text: {squeezed(word) for word in text.split()} for text, _, _ in blocks}
        lost = [text for text, parts in words.items() if not any(all(p in sheet for p in parts) for sheet in printed)]
        assert lost == []
        assert [fault for fault in faults(page) if not fault.startswith("<")] == []
        page.evaluate("(was) => document.querySelectorAll('details').forEach((d, n) => { d.open = was[n]; })", was_open)
