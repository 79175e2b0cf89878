"""Which settings file holds, and what its paths are relative to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pmladder.errors import InputError
from pmladder.files.settings import Settings, find_settings
from rows import each


def own_file() -> Path:
    """The settings in the user's configuration folder, ready to be written."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "pmladder"
    folder.mkdir(parents=True)
    return folder / "config.yaml"


def test_nothing_is_found_where_there_is_nothing(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == Settings()


def test_the_nearest_folder_wins_and_paths_are_beside_the_file(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pmladder.yaml").write_text("catalogue: roles.yaml\nprofile: ../me.yaml\nformat: json")
    found = find_settings(below)
    assert found.file == str(tmp_path / "pmladder.yaml")
    assert found.catalogue == str(tmp_path / "roles.yaml")
    assert found.profile == str(tmp_path.parent / "me.yaml")
    assert found.format == "json"
    (tmp_path / "a" / "pmladder.yaml").write_text("format: csv")
    assert find_settings(below).format == "csv"
    assert find_settings(below).catalogue is None


def test_a_folder_comes_before_the_user(tmp_path: Path) -> None:
    own_file().write_text("format: md")
    assert find_settings(tmp_path).format == "md"
    (tmp_path / "pmladder.yaml").write_text("catalogue: builtin")
    assert find_settings(tmp_path).format is None


@each("named", ["builtin", "-"])
def test_names_that_are_no_paths(named: str, tmp_path: Path) -> None:
    (tmp_path / "pmladder.yaml").write_text(f'catalogue: "{named}"')
    assert find_settings(tmp_path).catalogue == named


def test_absolute_paths_and_homes(tmp_path: Path) -> None:
    (tmp_path / "pmladder.yaml").write_text("catalogue: /a/../roles.yaml\nprofile: ~/me.yaml")
    found = find_settings(tmp_path)
    assert found.catalogue == "/roles.yaml"
    assert found.profile == f"{os.environ['HOME']}/me.yaml"


@each("text", ["", "# format: json\n", "---\n# later\n"])
def test_settings_that_are_commented_out_say_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "pmladder.yaml").write_text(text)
    assert find_settings(tmp_path) == Settings(file=str(tmp_path / "pmladder.yaml"))


@each(
    ("text", "said"),
    [
        ("catalog: x", 'pmladder.yaml:1:1: unknown key "catalog"; did you mean "catalogue"?'),
        ("format: 5", "pmladder.yaml:1:9: format: should be a text"),
        ("catalogue: [", "pmladder.yaml:1:13"),
        ("5", "pmladder.yaml:1:1: holds a single value"),
    ],
)
def test_wrong_settings(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "pmladder.yaml").write_text(text)
    with pytest.raises(InputError) as caught:
        find_settings(tmp_path)
    (line,) = caught.value.lines()
    assert line.startswith(f"{tmp_path}/{said}")


def test_a_folder_of_that_name_is_no_settings_file(tmp_path: Path) -> None:
    (tmp_path / "pmladder.yaml").mkdir()
    assert find_settings(tmp_path) == Settings()


def test_a_folder_above_that_cannot_be_searched_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.stat

    def stat(path: object, *arguments: object, **options: object) -> os.stat_result:
        if str(path).endswith("pmladder.yaml"):
            raise PermissionError("no")
        return real(path, *arguments, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(os, "stat", stat)
    assert find_settings(tmp_path) == Settings()


@pytest.mark.usefixtures("homeless")
def test_no_home_is_fine(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == Settings()
