"""A browser without a window: Debian's `chromium`, driven by playwright. Where either is missing, tests are skipped."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


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


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which finds what keeps people from reading a page."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no axe-core here; pip install -e '.[dev]'")
    from pathlib import Path

    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")
