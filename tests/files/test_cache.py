"""The cache is a help and never a condition: what is not whole and one's own in it is as if it were not there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from pmladder.catalogue.models import Catalogue
from pmladder.files import cache, catalogue_file
from pmladder.files.catalogue_file import read_catalogue
from pmladder.formats import structured
from pmladder.formats.document import Document

TEXT = """
scale: [low, high]
entry: {must_have: 0, supporting: -1}
reach: [near, all]
years_tell_until: 8
skills: [{id: m, name: M, aliases: [N, O], levels: [A, B], close: {low: Do}, reading: [Book], sources: s}]
roles:
- {id: a, title: "É 🚀", aliases: [B], years: 2, people: 0, pay: {low: 1, high: 2, currency: EUR, basis: b},
   skills: {m: 1}, must_have: [m], reach: {level: all, entry: near},
   by_company: {small: {skills: {m: {level: 2, entry: none}}, people: {entry: none, min: 1}, must_have: []}}}
- {id: b, title: B, prior: {tracks: [individual], years: 1.5}, placed_from: 2.5,
   evidence: [{id: e, text: E, entry: none}]}
transitions: [{from: a, to: b, years_in_from: [1, 2]}]
effort: {focus: {low: 2}, skills: {m: {high: [1, 2]}}}
sources: [{id: s, title: S}]
"""

pytestmark = pytest.mark.usefixtures("cache_folder")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "roles.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, one entry for each time."""
    parsed: list[str] = []
    real = structured.read_mapping

    def parse(text: str, file: str) -> Document:
        parsed.append(file)
        return real(text, file)

    monkeypatch.setattr(structured, "read_mapping", parse)
    return parsed


def entry(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def load(file: Path) -> Catalogue:
    return read_catalogue(str(file)).catalogue


def test_a_catalogue_is_parsed_once(file: Path, parses: list[str]) -> None:
    first = load(file)
    assert load(file) == first
    assert len(parses) == 1
    file.write_text(TEXT + "# changed\n", encoding="utf-8")
    assert load(file) == first
    assert len(parses) == 2


def test_what_comes_back_is_the_same_to_the_last_type(file: Path) -> None:
    first, again = load(file), load(file)
    assert again == first
    assert repr(again) == repr(first)
    assert again.model_dump() == first.model_dump()
    assert again.model_dump_json() == first.model_dump_json()
    assert again.roles_by_id["a"].skills["m"].level == 1
    assert again.model_copy(update={"roles": ()}).roles == ()
    with pytest.raises(ValueError, match="frozen"):
        again.roles[0].title = "X"


def test_what_two_roles_ask_alike_is_one_value_before_and_after(file: Path) -> None:
    file.write_text("roles: [{id: a, title: A, skills: {x: 1, y: 2}}, {id: b, title: B, skills: {y: 1}}]")
    for catalogue in (load(file), load(file)):
        first, second = (role.skills for role in catalogue.roles)
        assert [entry.level for entry in (*first.values(), *second.values())] == [1, 2, 1]
        assert first["x"] is second["y"]


def test_the_built_in_catalogue_comes_back_the_same() -> None:
    assert read_catalogue().catalogue == read_catalogue().catalogue


def test_a_wrong_catalogue_is_not_kept(tmp_path: Path, cache_folder: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("roles: []", encoding="utf-8")
    with pytest.raises(catalogue_file.InputError):
        load(wrong)
    assert not cache_folder.exists()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def change_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)


def rewrite(old: bytes, new: bytes) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        data = path.read_bytes()
        assert old in data
        path.write_bytes(data.replace(old, new, 1))

    return change


def link_to_a_copy(path: Path) -> None:
    copy = path.with_name("copy")
    path.rename(copy)
    path.symlink_to(copy)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": cut,
    "changed": change_a_byte,
    "binary": lambda path: path.write_bytes(os.urandom(5_000)),
    "other program": rewrite(b"pmladder-catalogue", b"pmladder-profile"),
    "other version": rewrite(cache.VERSION.encode(), b"0.0.0"),
    "other shape": rewrite(cache._shape(), b"0" * 16),
    "writable by all": lambda path: path.chmod(0o666),
    "writable by the group": lambda path: path.chmod(0o620),
    "link": link_to_a_copy,
    "dangling link": lambda path: (path.unlink(), path.symlink_to("nowhere")),
    "pipe": lambda path: (path.unlink(), os.mkfifo(path)),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_entry_is_ignored_and_written_anew(
    damage: Callable[[Path], object], file: Path, parses: list[str], cache_folder: Path
) -> None:
    first = load(file)
    path = entry(cache_folder)
    damage(path)
    assert load(file) == first
    assert len(parses) == 2
    assert stat.S_ISREG(path.lstat().st_mode)
    assert load(file) == first
    assert len(parses) == 2


def test_an_entry_of_another_user_is_ignored(file: Path, parses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    load(file)
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    load(file)
    assert len(parses) == 2


@pytest.mark.parametrize("body", [b"5", b"[]", b"{}", b"null", b"[1,2,3,4,5,6,7,8,9]", b"[" * 100_000, b"x"])
def test_a_body_that_is_no_catalogue_is_ignored(body: bytes, file: Path, parses: list[str], cache_folder: Path) -> None:
    digest = read_catalogue(str(file)).digest
    entry(cache_folder).write_bytes(cache._head(digest, body) + b"\n" + body)
    load(file)
    assert len(parses) == 2


def test_a_folder_in_place_of_the_entry_is_ignored(file: Path, parses: list[str], cache_folder: Path) -> None:
    first = load(file)
    path = entry(cache_folder)
    path.unlink()
    path.mkdir()
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert load(file) == first
    assert len(parses) == 2
    assert list(cache_folder.iterdir()) == [path]
    if before:
        assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize(
    "variables",
    [
        {"XDG_CACHE_HOME": "relative"},
        {"XDG_CACHE_HOME": "/dev/null"},
        {"XDG_CACHE_HOME": "/proc/nowhere"},
        {"XDG_CACHE_HOME": "", "HOME": "/dev/null"},
    ],
)
def test_no_place_for_a_cache_is_fine(
    variables: dict[str, str], file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert load(file) == load(file)
    assert [path.name for path in tmp_path.iterdir()] == ["roles.yaml"]


@pytest.mark.usefixtures("homeless")
def test_no_home_at_all_is_fine(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(file) == load(file)
    assert [path.name for path in tmp_path.iterdir()] == ["roles.yaml"]


def test_a_cache_that_cannot_be_written_is_fine(
    file: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no")

    monkeypatch.setattr(os, "replace", refuse)
    assert load(file) == load(file)
    assert list(cache_folder.iterdir()) == []


def test_a_temporary_file_left_behind_is_no_obstacle_for_long(
    file: Path, parses: list[str], cache_folder: Path
) -> None:
    load(file)
    path = entry(cache_folder)
    path.rename(path.with_name(f"{path.name}.{os.getpid()}.tmp"))
    for _ in range(3):
        load(file)
    assert len(parses) == 3
    assert entry(cache_folder) == path


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_only_the_user_can_read_it(umask: int, file: Path, cache_folder: Path) -> None:
    before = os.umask(umask)
    try:
        load(file)
    finally:
        os.umask(before)
    assert stat.S_IMODE(entry(cache_folder).stat().st_mode) == 0o600
    assert stat.S_IMODE(cache_folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cache_folder.parent.stat().st_mode) == 0o700


def test_the_newest_sixteen_are_kept(file: Path, cache_folder: Path) -> None:
    for number in range(20):
        file.write_text(f"{TEXT}# {number}\n", encoding="utf-8")
        load(file)
        for path in cache_folder.iterdir():
            status = path.stat()
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 10**9))
    assert len(list(cache_folder.iterdir())) == 16
    newest = cache.load(read_catalogue(str(file)).digest)
    assert newest is not None
    (cache_folder / "mine.txt").touch()
    (cache_folder / "catalogue-folder").mkdir()
    os.utime(cache_folder / "catalogue-folder", (0, 0))
    file.write_text(f"{TEXT}# another\n", encoding="utf-8")
    load(file)
    names = {path.name for path in cache_folder.iterdir()}
    assert {"mine.txt", "catalogue-folder"} < names
