"""The page in a browser: on three screens, in light and dark, without scripts, for a screen reader, on paper."""

from __future__ import annotations

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pmladder.render.as_html import as_html
from pypdf import PdfReader

from page_texts import forever, marked, page_with_texts
from pages import journal_entry, written
from pmladder import load_catalogue

pytestmark = pytest.mark.slow

WIDTHS = (360, 800, 1400)
JOURNAL = (
    journal_entry(1, "2025-11-03", {"vision-roadmapping": 2, "product-strategy": 1, "coaching": 1}),
    journal_entry(2, "2026-05-04", {"vision-roadmapping": 3, "product-strategy": 2}),
)
LONG = "A title without end " * 250

# Everything that sticks out of the window, but for what lies in a frame of its own that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest(".patterns, .skip") && !(e.parentElement && e.parentElement.closest(".scroll")))
  .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((e) => e.outerHTML.slice(0, 120))"""
# Elements that hold text wider than themselves, which then runs over their neighbours.
RUNNING_OVER = """() => [...document.querySelectorAll("body *:not(svg *):not(.scroll)")]
  .filter((e) => e.clientWidth > 0 && getComputedStyle(e).display !== "inline" && !e.closest(".patterns, .skip"))
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && !e.querySelector(".scroll"))
  .map((e) => e.outerHTML.slice(0, 120))"""


def rated_at(below: int) -> str:
    """The profile of a senior PM who holds every second skill so many levels below what the role asks."""
    catalogue = load_catalogue()
    asked = catalogue.roles_by_id["senior-pm"].skills
    levels = {
        skill.id: max(0, asked[skill.id].level - number % 2 * below) if skill.id in asked and below < 9 else 0
        for number, skill in enumerate(catalogue.skills)
    }
    return json.dumps({"role": "senior-pm", "years": 6, "people": 0, "goal": "head-of-product", "skills": levels})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of several kinds, by name."""
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "full": written(folder, "--catalogue", "builtin", journal=JOURNAL),
        "years": written(folder, "--catalogue", "builtin", "--years", "6", "group-pm"),
        "rated": written(folder, profile=rated_at(1)),
        "nothing": written(folder, profile=rated_at(9)),
        "top": written(folder, "--catalogue", "builtin", "--years", "15", "--role", "cpo"),
        "nasty": as_html(page_with_texts(marked(forever([LONG, "</svg><b>x", "x" * 900, "مدير المنتج"]))[0])),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in texts}


@pytest.fixture
def shown(visit: Any, pages: dict[str, Path]) -> Any:
    """Opens one of the pages by its name."""
    return lambda name, width, **options: visit(pages[name], width, **options)


@pytest.mark.parametrize("name", ["full", "years", "nasty"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out(shown: Any, name: str, width: int) -> None:
    page = shown(name, width)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate(RUNNING_OVER) == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [("full", 1400, "light"), ("full", 1400, "dark"), ("top", 360, "light"), ("nasty", 800, "dark")],
)
def test_axe_finds_nothing_in_the_way(shown: Any, axe: str, name: str, width: int, scheme: str) -> None:
    page = shown(name, width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
    assert [(v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in found["violations"]] == []
    if width == 1400:
        # On narrow screens, axe can't judge what lies outside of a frame that scrolls.
        unsure = [i for i in found["incomplete"] if i["id"] == "color-contrast"]
        assert [n["html"][:150] for i in unsure for n in i["nodes"] if "<text" not in n["html"]] == []


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
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert page.evaluate("document.querySelectorAll('svg text').length") > 100
    assert page.evaluate(CONTRASTS) == []


def test_texts_of_a_stop_stay_in_it(shown: Any) -> None:
    page = shown("full", 1400)
    assert (
        page.evaluate(
            """() => [...document.querySelectorAll(".stop")].filter((stop) => {
                 const box = stop.querySelector("rect").getBoundingClientRect();
                 return [...stop.querySelectorAll("text:not(.badge-text)")].some((text) => {
                   const t = text.getBoundingClientRect();
                   return t.left < box.left || t.right > box.right || t.bottom > box.bottom + 1;
                 });
               }).map((stop) => stop.textContent)"""
        )
        == []
    )


def test_without_scripts_all_of_it_is_there(shown: Any) -> None:
    with_script, without = shown("full", 1400), shown("full", 1400, java_script_enabled=False)
    assert re.sub(r"\s+", " ", without.inner_text("main")) == re.sub(r"\s+", " ", with_script.inner_text("main"))
    assert without.locator("table.side button").count() == 0
    assert without.locator("article.card").count() == with_script.locator("article.card").count() >= 7
    # What is folded away opens without a script.
    without.locator("#next-5 details").first.locator("summary").click()
    assert without.locator("#next-5 .bars").is_visible()


def test_the_table_sorts_by_keyboard(shown: Any) -> None:
    page = shown("full", 1400)
    names = "table.side tbody:first-of-type th"
    before = page.locator(names).all_inner_texts()
    page.locator("table.side thead button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(names).all_inner_texts() == sorted(before, key=str.casefold)
    assert page.locator("table.side thead th").first.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Enter")
    assert page.locator(names).all_inner_texts() == sorted(before, key=str.casefold, reverse=True)


def test_headings_run_in_order_and_keys_reach_every_link(shown: Any) -> None:
    page = shown("full", 1400)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((h) => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"


# Paper: what is on which page is asked of the browser by the places of elements, page by page.
PAPER = {"A4": (210, 297), "Letter": (215.9, 279.4)}


@pytest.mark.parametrize("paper", PAPER)
def test_print_fits_the_paper_with_a_light_ground(shown: Any, paper: str, tmp_path: Path) -> None:
    page = shown("full", 1400, color_scheme="dark")
    path = tmp_path / "page.pdf"
    page.pdf(path=path, format=paper, print_background=True)
    pdf = path.read_bytes()
    pages = [int(count) for count in re.findall(rb"/Type\s*/Pages[^>]*?/Count\s+(\d+)", pdf)]
    assert 7 <= max(pages) <= 16
    page.emulate_media(media="print", color_scheme="dark")
    ground, text = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert ground == "rgb(255, 255, 255)"
    assert text == "rgb(27, 30, 35)"


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("name", ["full", "years", "rated", "nothing"])
def test_what_belongs_together_stays_on_one_page(shown: Any, name: str, paper: str) -> None:
    width, height = ((millimetres - 22) * 96 / 25.4 for millimetres in PAPER[paper])
    page = shown(name, int(width))
    page.emulate_media(media="print")
    whole = (
        ".face, .steps, #side, #route, "
        ".card header, .facts, .bars li, .radar, .gaps li, .map, .timeline, .now > li, tr, .route"
    )
    high = page.evaluate(
        """(whole) => [...document.querySelectorAll(whole)].filter((e) => !e.closest("details:not([open])")).map(
             (e) => [e.className || e.tagName, getComputedStyle(e).breakInside, e.getBoundingClientRect().height])""",
        whole,
    )
    assert len(high) > 50
    assert {kept for _, kept, _ in high} == {"avoid"}
    assert [entry for entry in high if entry[2] > height] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("paper", PAPER)
@pytest.mark.parametrize("name", ["full", "years", "rated", "nothing"])
def test_no_card_is_cut(shown: Any, name: str, paper: str, tmp_path: Path) -> None:
    page = shown(name, 1400)
    page.pdf(path=tmp_path / "page.pdf", format=paper)
    sheets = [squeezed(sheet.extract_text()) for sheet in PdfReader(tmp_path / "page.pdf").pages]
    page.emulate_media(media="print")
    cards = page.evaluate(
        """() => [...document.querySelectorAll(".card")].map((card) => [...card.children].map((part) =>
             [...part.querySelectorAll("h3, h4, h5, .skill, .gaps li, .face > .muted")]
               .filter((e) => !e.closest("details:not([open])"))
               .map((e) => e.querySelector(".rank") ? e.lastChild.textContent : e.innerText)))"""
    )
    assert sum(map(len, cards)) >= 7
    for parts in cards:
        where = [{n for n, sheet in enumerate(sheets) if all(squeezed(t) in sheet for t in part)} for part in parts]
        assert all(where), "a part goes over the end of a page"
        # Only where nothing at all is held are there more gaps than one page takes beside the chart.
        assert name == "nothing" or set.intersection(*where), "the gaps are on another page"


def squeezed(text: str) -> str:
    """Without the spaces, which a printed page has where the lines end, and without ligatures."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
