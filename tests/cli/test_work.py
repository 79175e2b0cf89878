"""How much work a file may cause: it grows with the file, not with its square, whatever the file is full of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from amount import every
from heavy_files import KINDS, Heavy, lay_out
from in_process import run_here

SMALL, LARGE = 20_000, 80_000
"""Bytes of the two files of a kind."""
MOST_GROWTH = 2.5
"""How much faster than the file the work may grow; what takes quadratic time grows four times as fast."""
UNMEASURED = 0.1
"""Seconds that are lost in what else the machine does, and in what a command begins with."""
TRIES = 3
"""How often a kind is measured at most: the machine may do something else meanwhile."""
SOME = {*{name.partition(":")[0]: name for name in KINDS}.values(), *every(5, 0, sorted(KINDS))}
"""Kinds that are tried at every change: one for each command, and some of the others."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SOME))
def test_work_grows_with_the_file(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    grows_with_the_file(KINDS[name], tmp_path, capfd)


@pytest.mark.release
@pytest.mark.parametrize("name", sorted(KINDS.keys() - SOME))
def test_work_grows_with_the_file_of_every_kind_many_times(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    grows_with_the_file(KINDS[name], tmp_path, capfd)


def grows_with_the_file(heavy: Heavy, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Run the command on a small and on a large file; the second time, all that it imports is there already."""
    worked(lay_out(folder / "first", heavy, SMALL // 4), folder / "first")
    for turn in range(TRIES):
        small, large = (
            worked(lay_out(folder / f"{size}-{turn}", heavy, size), folder / f"{size}-{turn}")
            for size in (SMALL, LARGE)
        )
        assert "No such" not in capfd.readouterr().err
        if large + UNMEASURED <= MOST_GROWTH * LARGE / SMALL * (small + UNMEASURED):
            return
    pytest.fail(f"{LARGE:,} bytes take {large:.2f} s, {SMALL:,} bytes {small:.2f} s")


def worked(arguments: Sequence[str], folder: Path) -> float:
    """Processor time of one command, which answers or refuses and never fails."""
    before, here = process_time(), os.getcwd()
    os.chdir(folder)
    try:
        assert run_here(arguments) in (0, 1, 2, 3)
    finally:
        os.chdir(here)
    return process_time() - before
