"""What holds for every test: the user's own files, settings and terminal play no part."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from amount import PART, THOROUGH

# No property is a matter of time, which a busy machine has little of.
settings.register_profile(THOROUGH, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("usual", settings.get_profile(THOROUGH), max_examples=100 // PART)
settings.load_profile("usual")

collect_ignore = (
    []
    if hasattr(os, "fork")
    else [
        "cli/test_assess_terminal.py",
        "cli/test_completion.py",
        "cli/test_hostile_files.py",
        "cli/test_profile_faults.py",
        "cli/test_profile_keep.py",
        "cli/test_surroundings.py",
        "files/test_saving.py",
    ]
)
"""What asks of the system what Windows has not: pseudo-terminals, shells, forks, limits, modes of files."""

TERMINAL = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "GITHUB_ACTIONS", "PY_COLORS")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program prints now as golden files")


LONGEST = {"slow": 300.0 if "CI" in os.environ else 1800.0, "release": 7200.0}
LONGEST_USUAL = 180.0
"""Seconds after which a test hangs, however busy the machine is."""


def pytest_collection_finish() -> None:
    """What is imported and collected stays to the end, so no search for garbage looks through it again and again."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """The tests of a file stay together as far as they can, and with them what its first test has prepared."""
    from xdist.scheduler import WorkStealingScheduling

    return WorkStealingScheduling(config, log) if config.getoption("dist") == "load" else None


class Hangs(BaseException):
    """A test takes too long; no row of a table, and nothing of the program, takes this for an error of its own."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """A test that hangs fails where it hangs, and is told from the others."""
    seconds = max((LONGEST[mark.name] for mark in item.iter_markers() if mark.name in LONGEST), default=LONGEST_USUAL)
    if not hasattr(signal, "setitimer"):
        return (yield)

    def late(*_: object) -> None:
        raise Hangs(f"{seconds:.0f} seconds are over")

    before = signal.signal(signal.SIGALRM, late)
    # Again and again: where Python drops what is raised, the next one is heard.
    signal.setitimer(signal.ITIMER_REAL, seconds, 5)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for all tests that do not look at it, so that the catalogue is parsed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def _remembered(shared_cache: Path) -> Iterator[None]:
    """A catalogue comes from the shared cache once, then from memory: nobody can change one. Other caches are read."""
    from pmladder.files import cache

    load, known = cache.load, {}

    def remembered(digest: str) -> Any:
        if os.environ.get("XDG_CACHE_HOME") != str(shared_cache):
            return load(digest)
        if digest not in known and (found := load(digest)) is not None:
            if len(known) == 8:
                known.pop(next(iter(known)))
            known[digest] = found
        return known.get(digest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "load", remembered)
        yield


class Homes:
    """Empty folders to be at home in: the same again as long as nobody leaves anything there."""

    def __init__(self, folder: Path) -> None:
        self._names = (str(folder / str(number)) for number in count())
        self._last = ""

    def empty(self) -> str:
        if not self._last or not os.path.isdir(self._last) or os.listdir(self._last):
            self._last = next(self._names)
            os.mkdir(self._last)
        return self._last


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Numbered by ourselves: far quicker than pytest's looking for a name."""
    return Homes(tmp_path_factory.mktemp("homes"))


@pytest.fixture(autouse=True)
def _surroundings(homes: Homes, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Homes of the test's own, and no variable that changes what the program does."""
    home = homes.empty()
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("USERPROFILE", home)
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", f"{home}/{name.lower()}")
    for name in [name for name in os.environ if name in TERMINAL or name.startswith("PMLADDER_")]:
        monkeypatch.delenv(name)


@pytest.fixture(params=[None, "", "relative"])
def homeless(request: pytest.FixtureRequest, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    """No home in the environment, or none that could be one, and none in the list of users either."""
    for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    if request.param is not None:
        monkeypatch.setenv("HOME", request.param)

    def nobody(*_: object) -> None:
        raise KeyError("nobody")

    if hasattr(os, "getuid"):
        monkeypatch.setattr("pwd.getpwuid", nobody)


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's own cache is, once something is in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pmladder"
