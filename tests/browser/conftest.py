"""A browser without a window: Debian's `chromium`, driven by playwright. Where either is missing, tests are skipped.

Loading a page and looking for what keeps people from reading it take most of the time. So the tests share a browser
and, where nothing is kept between visits, a page. Width, theme and paper are emulated on the page that is there.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

PATIENCE = 120_000
"""Milliseconds to wait for a page, which a busy machine takes long to load."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The browser, started once."""
    if CHROMIUM is None:
        pytest.skip("no chromium here; apt-get install chromium")
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("no playwright here; pip install -e '.[dev]'")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # The sandbox needs rights that containers do not give; the pages are our own.
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Visits:
    """Pages that are opened, what they complained of, and what they asked for."""

    def __init__(self, browser: Any) -> None:
        self.complaints: list[str] = []
        self.own = {"data:,"}
        self._browser = browser
        self._shared: Any = None

    def open(self, file: Path, width: int, *, height: int = 900, scheme: str = "light") -> Any:
        """The shared page, as wide and high as this, on this file as it is when it is opened."""
        if self._shared is None:
            self._shared = self.listened(self._browser.new_context().new_page())
        page = self._shared
        page.goto("about:blank")
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="screen", color_scheme=scheme)
        return self.gone_to(page, file)

    def listened(self, page: Any) -> Any:
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.complaints.append(request.url))
        return page

    def gone_to(self, page: Any, file: Path) -> Any:
        self.own.add(file.as_uri())
        page.goto(file.as_uri())
        return page


@pytest.fixture(scope="session")
def visits(browser: Any) -> Visits:
    return Visits(browser)


@pytest.fixture
def visit(browser: Any, visits: Visits) -> Iterator[Any]:
    """Opens a file; at the end, nothing may have been complained of, and nothing been asked for.

    With options, or as another page of a `context`, it is a page that shares nothing with other tests.
    """
    contexts = []
    visits.complaints.clear()

    def open_page(
        file: Path, width: int, *, height: int = 900, scheme: str = "light", context: Any = None, **options: Any
    ) -> Any:
        if context is None and not options:
            return visits.open(file, width, height=height, scheme=scheme)
        if context is None:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, **options)
            contexts.append(context)
        return visits.gone_to(visits.listened(context.new_page()), file)

    yield open_page
    for context in contexts:
        context.close()
    left = [complaint for complaint in visits.complaints if complaint not in visits.own]
    assert [complaint for complaint in left if not complaint.startswith("blob:")] == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[Any]]:
    """Looks with axe-core for what keeps people from reading a page, on a desk in light and on a phone in the dark.

    What it finds depends on the theme or on the width, not on both.
    """
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no axe-core here; pip install -e '.[dev]'")
    script = (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")

    def look(page: Any) -> list[Any]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        found = []
        for scheme, width in (("light", 1400), ("dark", 360)):
            page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
            page.emulate_media(media="screen", color_scheme=scheme)
            done = page.evaluate("axe.run({resultTypes: ['violations']})")
            found += [(width, v["id"], [n["html"][:150] for n in v["nodes"][:3]]) for v in done["violations"]]
        return found

    return look
