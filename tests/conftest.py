"""What holds for every test: the user's own files, settings and terminal play no part."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "GITHUB_ACTIONS", "PY_COLORS")


@pytest.fixture(autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Homes of the test's own, and no variable that changes what the program does."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [*TERMINAL, *(name for name in os.environ if name.startswith("PMLADDER_"))]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=[None, "", "relative"])
def homeless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """No home in the environment, or none that could be one, and none in the list of users either."""
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    if request.param is not None:
        monkeypatch.setenv("HOME", request.param)

    def nobody(*_: object) -> None:
        raise KeyError("nobody")

    monkeypatch.setattr("pwd.getpwuid", nobody)


@pytest.fixture
def cache_folder() -> Path:
    """Where this test's cache is, once something is in it."""
    return Path(os.environ["XDG_CACHE_HOME"]) / "pmladder"
