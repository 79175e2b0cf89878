"""The report in a browser: on three screens, in light and dark, without scripts, by keyboard, on paper."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from page_texts import forever, marked, page_with_texts
from pages import journal_entry, written
from pmladder import load_catalogue
from pmladder.render.report_page import report_page

pytestmark = pytest.mark.slow

WIDTHS = (360, 800, 1400)
JOURNAL = (
    journal_entry(1, "2025-11-03", {"vision-roadmapping": 2, "product-strategy": 1, "coaching": 1}),
    journal_entry(2, "2026-05-04", {"vision-roadmapping": 3, "product-strategy": 2}),
)
LONG = "A title without end " * 250
NAMES = ("full", "far", "years", "rated", "nothing", "begins", "top", "many", "nasty")

# Everything that sticks out of the window, but for what lies in a frame of its own that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest(".skip") && !(e.parentElement && e.parentElement.closest(".scroll")))
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""
# Elements that hold text wider than themselves, which then runs over their neighbours.
RUNNING_OVER = """() => [...document.querySelectorAll("body *:not(svg *):not(.scroll)")]
  .filter((e) => e.clientWidth > 0 && getComputedStyle(e).display !== "inline" && !e.closest(".skip, .bar"))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && !e.querySelector(".scroll"))
  .map((e) => e.outerHTML.slice(0, 120))"""
# Words in the heads of tables that run over more than one line.
SPLIT_WORDS = """() => [...document.querySelectorAll("thead th")].flatMap((th) => {
  const walker = document.createTreeWalker(th, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const word of node.textContent.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) found.push(word[0]);
    }
  return found;
})"""
OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


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
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out_and_no_word_of_a_head_is_split(shown: Any, name: str, width: int) -> None:
    page = shown(name, width)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate(RUNNING_OVER) == []
    assert name == "nasty" or page.evaluate(SPLIT_WORDS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "width"), [("full", 360), ("full", 800), ("full", 1400), ("top", 360), ("many", 800), ("nasty", 800)]
)
def test_axe_finds_nothing_in_the_way(shown: Any, axe: str, name: str, width: int, scheme: str) -> None:
    page = shown(name, width, color_scheme=scheme)
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == []


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_in_pictures_can_be_read(shown: Any, scheme: str) -> None:
    page = shown("full", 1400, color_scheme=scheme)
    assert page.evaluate("document.querySelectorAll('svg text').length") > 15
    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("name", NAMES)
def test_texts_stay_in_their_boxes_and_pictures(shown: Any, name: str) -> None:
    page = shown(name, 1400)
    over = """() => [...document.querySelectorAll("svg text")].filter((text) => {
      const rect = text.parentNode.querySelector(":scope > rect"), boxed = text.closest(".box");
      const frame = (boxed ? rect : text.ownerSVGElement).getBoundingClientRect(), t = text.getBoundingClientRect();
      return t.left < frame.left - 1 || t.right > frame.right + 1 || t.bottom > frame.bottom + 1;
    }).map((text) => text.textContent)"""
    assert page.evaluate(over) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name != "nasty"])
def test_the_first_screen_has_the_verdict_and_where_the_person_is(shown: Any, name: str) -> None:
    page = shown(name, 1400, height=900)
    ends = page.evaluate(
        "['#verdict', '#here'].map((q) => document.querySelector(q)?.getBoundingClientRect().bottom ?? 0)"
    )
    assert 0 < ends[0] < 900
    assert ends[1] < 900
    assert name == "begins" or ends[1] > ends[0]


def test_without_scripts_all_of_it_is_there(shown: Any) -> None:
    with_script, without = shown("full", 1400), shown("full", 1400, java_script_enabled=False)
    assert without.inner_text("body") == with_script.inner_text("body")
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


# Paper: what is on which page is asked of the browser by the places of elements, page by page.
PAPER = {"A4": (210, 297), "Letter": (215.9, 279.4)}


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("name", [*NAMES, "short"])
def test_page_one_is_one_page(shown: Any, name: str, paper: str, tmp_path: Path) -> None:
    page = shown(name, 1400, color_scheme="dark")
    foot = squeezed(page.inner_text(".page-one > footer"))
    page.pdf(path=tmp_path / "page.pdf", format=paper, print_background=True, page_ranges="1-2")
    first, *rest = [squeezed(sheet.extract_text()) for sheet in PdfReader(tmp_path / "page.pdf").pages]
    assert name == "nasty" or foot in first
    assert name != "nasty" or foot[-20:] in first
    assert not rest if name == "short" else rest[0].startswith("Appendix")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(28, 32, 36)"]


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("name", ["full", "far", "years", "rated", "nothing"])
def test_on_paper_all_is_open_and_no_block_is_cut(shown: Any, name: str, paper: str, tmp_path: Path) -> None:
    page = shown(name, 1400)
    page.pdf(path=tmp_path / "page.pdf", format=paper)
    sheets = [squeezed(sheet.extract_text()) for sheet in PdfReader(tmp_path / "page.pdf").pages]
    assert len(sheets) <= (18 if name in ("full", "far", "years") else 34)
    assert page.locator("details[open]").count() == 1
    width, height = (
        (millimetres - margins) * 96 / 25.4 for millimetres, margins in zip(PAPER[paper], (32, 24), strict=True)
    )
    page.set_viewport_size({"width": int(width), "height": 900})
    page.emulate_media(media="print")
    page.evaluate(OPEN_ALL)
    blocks = page.evaluate(
        """(whole) => [...document.querySelectorAll(whole)].map(
             (e) => [e.innerText, getComputedStyle(e).breakInside, e.getBoundingClientRect().height])""",
        ".rows li, tbody tr, .facts div, .way li, .must-haves > li, .asked",
    )
    assert len(blocks) > 50
    assert {kept for _, kept, _ in blocks} == {"avoid"}
    assert [text for text, _, high in blocks if high > height] == []
    lost = [
        text for text, _, _ in blocks if not any(all(squeezed(t) in sheet for t in text.split()) for sheet in sheets)
    ]
    assert lost == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(SPLIT_WORDS) == []


def squeezed(text: str) -> str:
    """Without the spaces, which a printed page has where the lines end, and without ligatures."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
