"""Every file under `examples` is read: those in `valid` are accepted, those in `invalid` give what they announce.

An invalid file begins with a line `# expect: LINE:COLUMN WHERE | WHAT` for each problem: its place, and words that its
message holds. Adding a case is adding a file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError
from pmladder.files.catalogue_file import load_catalogue, parse_catalogue
from pmladder.files.profile_file import read_profile
from pmladder.profile.standing import misfits, standing_of
from pmladder.text import safe
from rows import each

EXAMPLES = Path(__file__).parent / "examples"
EXPECTED = re.compile(r"# expect: (\d+):(\d+) (.*?) ?\| (.*)")

Expected = tuple[int, int, str, str]


def files(kind: str) -> list[Path]:
    found = sorted(path for path in (EXAMPLES / kind).iterdir() if path.suffix in (".yaml", ".json"))
    assert found
    return found


def name(path: Path) -> str:
    return path.stem


def expected_in(path: Path) -> list[Expected]:
    lines = path.read_text(encoding="utf-8").splitlines()
    matches = [EXPECTED.fullmatch(line) for line in lines if line.startswith("# expect")]
    assert matches, "the file says nothing of what is expected"
    assert all(matches), "an expectation is malformed"
    return [(int(m[1]), int(m[2]), m[3], m[4]) for m in matches if m]


def check(error: InputError, expected: list[Expected]) -> None:
    for line in error.lines():
        assert line == safe(line)
        assert len(line) < 1000
    found = [(problem.line, problem.column) for problem in error.problems]
    assert found == [(line, column) for line, column, _, _ in expected], error.lines()
    for problem, (_, _, where, what) in zip(error.problems, expected, strict=True):
        assert where in problem.where.lower()
        assert what in problem.what.lower()


@each("path", files("catalogues/valid"), ids=name)
def test_valid_catalogue(path: Path) -> None:
    first = load_catalogue(str(path))
    assert isinstance(first, Catalogue)
    assert load_catalogue(str(path)) == first


@each("path", files("catalogues/invalid"), ids=name)
def test_invalid_catalogue(path: Path) -> None:
    with pytest.raises(InputError) as caught:
        parse_catalogue(path.read_text(encoding="utf-8"), path.name)
    check(caught.value, expected_in(path))


@pytest.fixture(scope="module")
def builtin() -> Catalogue:
    file = Path(__file__).parent.parent / "data" / "roles.yaml"
    return parse_catalogue(file.read_text(encoding="utf-8"), file.name)


@each("path", files("profiles/valid"), ids=name)
def test_valid_profile(path: Path, builtin: Catalogue) -> None:
    profile = read_profile(str(path)).fit(builtin)
    assert misfits(profile, builtin) == []
    standing_of(profile, builtin, None)


@each("path", files("profiles/invalid"), ids=name)
def test_invalid_profile(path: Path, builtin: Catalogue) -> None:
    with pytest.raises(InputError) as caught:
        read_profile(str(path)).fit(builtin)
    check(caught.value, expected_in(path))
