"""Profiles from YAML and JSON, and how they fit a catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from pmladder.errors import InputError
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.files.profile_file import read_profile
from pmladder.formats.profile_reader import ProfileText
from rows import each

CATALOGUE = parse_catalogue("roles: [{id: pm, title: PM, skills: {metrics: working, talks: 1}}]", "c.yaml")


def read(tmp_path: Path, text: str, name: str = "me.yaml") -> ProfileText:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_profile(str(tmp_path / name))


def lines(tmp_path: Path, text: str, name: str = "me.yaml") -> list[str]:
    """What is said of a profile, each line without the folder."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name).fit(CATALOGUE)
    return [line.removeprefix(f"{tmp_path}/") for line in caught.value.lines()]


def test_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    yaml = read(
        tmp_path, "years: 6\nhistory: [{title: PM, start: 2020}]\nskills: {metrics: working, talks: {level: 1}}"
    )
    json = read(
        tmp_path,
        '{"years": 6, "history": [{"title": "PM", "start": "2020"}], "skills": {"metrics": "working", "talks": 1}}',
        "me.json",
    )
    assert yaml.profile == json.profile
    assert yaml.fit(CATALOGUE) is yaml.profile


def test_a_bare_year_is_a_date(tmp_path: Path) -> None:
    job = read(tmp_path, "history: [{title: PM, start: 2020, end: 2023}]").profile.history[0]
    assert (job.start, job.end) == ("2020", "2023")


@each("name", ["me.yaml", "me.json"])
def test_places_in_yaml_and_json(name: str, tmp_path: Path) -> None:
    text = '{"years": "6",\n "skills": {"metrics": 9,\n  "metric": 1}}'
    assert lines(tmp_path, text, name)[0].startswith(f"{name}:1:11: years: should be a number")
    found = lines(tmp_path, text.replace('"6"', "6"), name)
    assert [line.split(": ")[0] for line in found] == [f"{name}:2:24", f"{name}:3:3"]


@each(
    ("written", "said"),
    [
        ("start: 2023-02-30", "is no date that exists"),
        ("start: 2023-13", "should be a date"),
        ("start: 2023-6", "should be a date"),
        ("start: 9999", "is no date that exists"),
        ("start: 1899", "is before 1900"),
        ("start: 99999", "should be a text"),
        ("start: 2023.5", "should be a text"),
        ("start: 2023-07, end: 2023-06", "ends before it starts"),
        ("start: 2023-07-02, end: 2023-07-01", "ends before it starts"),
        ("start: 2024, end: 2023", "ends before it starts"),
    ],
)
def test_dates_that_are_refused(written: str, said: str, tmp_path: Path) -> None:
    (line,) = lines(tmp_path, f"history: [{{title: PM, {written}}}]")
    assert said in line
    assert "PM" not in line


@each(
    "written",
    [
        "start: 1900",
        "start: 2024-02-29, end: 2024-02-29",
        "start: 2023, end: 2023",
        "start: 2023-12-31, end: 2023",
        "start: 2023-07, end: 2023-07",
        "end: 2023",
        "start: '2020'",
    ],
)
def test_dates_that_are_fine(written: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"history: [{{title: PM, {written}}}]").fit(CATALOGUE).history


def test_misfits_are_told_all_at_once_and_not_without_end(tmp_path: Path) -> None:
    many = "skills:\n" + "".join(f"  s{n}: 1\n" for n in range(5_000))
    assert len(lines(tmp_path, many)) == 50
    several = lines(tmp_path, "skills:\n  metric: 1\n  talks: wroking\n")
    assert several[0] == 'me.yaml:2:3: skills: unknown skill "metric"; did you mean "metrics"?'
    assert several[1] == 'me.yaml:3:10: skills, "talks": is no level of this catalogue; did you mean "working"?'


def test_what_stands_in_for_a_wrong_entry_is_not_shown(tmp_path: Path) -> None:
    found = lines(tmp_path, "history: [{start: 0000}]\nevidence: [{date: 2020-02-30}]\n")
    assert [line.split(": ")[1] for line in found] == [
        "position number 1",
        "position number 1, start",
        "evidence number 1",
        "evidence number 1, date",
    ]


def test_what_has_no_right_form_hides_no_impossible_date(tmp_path: Path) -> None:
    found = lines(tmp_path, "years: six\nhistory: [{titel: PM, start: 2021, end: 2020}, {title: PM, start: 1700}]\n")
    assert [line.split(": ")[0] for line in found] == [
        f"me.yaml:{at}" for at in ("1:8", "2:11", "2:12", "2:41", "2:67")
    ]


@each("field", ["name: 12345", "people: 12345.5", "years: '12345'", "skills: {talks: {rater: 12345}}", "name: 0x12345"])
@each("entry", ["", "evidence: [{title: 12345th launch, date: 1}]"])
def test_a_value_of_another_type_is_explained_and_not_shown(field: str, entry: str, tmp_path: Path) -> None:
    assert "12345" not in "".join(lines(tmp_path, f"{field}\n{entry}\n"))


@each("text", ["", "# nothing\n", "[]", "5", "a: [", "\x00"])
def test_what_is_no_profile(text: str, tmp_path: Path) -> None:
    assert len(lines(tmp_path, text)) == 1


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_profile(str(tmp_path / "none.yaml"))


def test_a_skill_without_a_level_is_there_at_an_unknown_one(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("skills:\n  communication: {rater: self}\n  discovery: {}\n")
    assert {rating.level for rating in read_profile(str(file)).profile.skills.values()} == {None}
