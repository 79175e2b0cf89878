"""What holds for every test: the user's own files, settings and terminal play no part."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "GITHUB_ACTIONS", "PY_COLORS")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program prints now as golden files")


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests that do not look at it, so that the catalogue is parsed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Empty folders, one after another: numbering them ourselves is far quicker than pytest's looking for a name."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _surroundings(homes: Iterator[Path], shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Homes of the test's own, and no variable that changes what the program does."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in [*TERMINAL, *(name for name in os.environ if name.startswith("PMLADDER_"))]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=[None, "", "relative"])
def homeless(request: pytest.FixtureRequest, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """No home in the environment, or none that could be one, and none in the list of users either."""
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    if request.param is not None:
        monkeypatch.setenv("HOME", request.param)

    def nobody(*_: object) -> None:
        raise KeyError("nobody")

    monkeypatch.setattr("pwd.getpwuid", nobody)


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's own cache is, once something is in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pmladder"
