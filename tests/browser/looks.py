"""What is wrong with how a page lies on a screen, and what stands on its sheets of paper."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

WIDTHS = (360, 800, 1400)
PAPER = {"A4": (210, 297), "Letter": (215.9, 279.4)}
"""Widths and heights of sheets, in millimetres."""
OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
_FAULTS = """() => {
  const html = (found) => found.map((e) => e.outerHTML.slice(0, 120)), width = document.documentElement.clientWidth;
  const drawn = [...document.querySelectorAll("body *")]
    .filter((e) => e.getClientRects().length && !e.closest(".skip"));
  // What is there to be heard alone is one pixel wide and high.
  const unseen = drawn.filter((e) => e.offsetWidth === 1 && e.offsetHeight === 1);
  const every = drawn.filter((e) => !unseen.some((one) => one.contains(e)));
  // What sticks out of the window, but for what lies in a frame of its own that scrolls.
  const out = every.filter((e) => e.getBoundingClientRect().right > width + 1
    && !(e.parentElement && e.parentElement.closest(".scroll")));
  // What holds text wider than itself, which then runs over its neighbours.
  const over = every.filter((e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1
    && !e.matches("svg *, .scroll") && getComputedStyle(e).display !== "inline"
    && !e.closest(".bar") && !e.querySelector(".scroll"));
  // Words in the heads of tables that run over more than one line, but for where they have a hyphen.
  const split = every.filter((e) => e.matches("thead th")).flatMap((th) => {
    const walker = document.createTreeWalker(th, NodeFilter.SHOW_TEXT), found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const word of node.textContent.matchAll(/[^\\s-]+-?/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) found.push(word[0]);
      }
    return found;
  });
  const scrolls = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
  return [...scrolls, ...html(out), ...html(over), ...split];
}"""


def faults(page: Any, width: int | None = None) -> list[str]:
    """What lies badly on a screen of this width, or on the one there is: nothing, it is hoped."""
    if width is not None:
        page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
    found: list[str] = page.evaluate(_FAULTS)
    return found


def sheets(page: Any, path: Path, paper: str) -> list[str]:
    """The text of each sheet that a page prints on, without its spaces."""
    # A page that is told to be on a screen would be printed as it is there.
    page.emulate_media(media="print")
    page.pdf(path=path, format=paper, print_background=True)
    page.emulate_media(media="screen")
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return [squeezed(sheet.get_textpage().get_text_range()) for sheet in document]


def squeezed(text: str) -> str:
    """Without spaces and hyphens, which a printed page has where lines end, and without ligatures."""
    return re.sub("[\\s\\-\x02\ufffe]", "", unicodedata.normalize("NFKC", text))
