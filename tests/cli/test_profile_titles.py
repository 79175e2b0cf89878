"""What a person says of themselves is kept in their words, and each answer reads it anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run, json_of
from cli.test_profile_keep import at_a_terminal, own, read
from rows import each

DAY = ("--as-of", "2026-11-23")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_titles_stay_in_the_words_they_were_given_in_and_the_size_is_asked_for(pmladder: Run, file: Path) -> None:
    ran = pmladder("profile", "set", "role=Product Lead", "goal=Director of Product", "--profile", file, *DAY)
    assert ran.code == 0, ran.err
    assert read(file) == {"role": "Product Lead", "goal": "Director of Product"}
    lines = [line for line in ran.err.splitlines() if "depends on the size" in line]
    assert [line.split('"')[1] for line in lines] == ["Product Lead", "Director of Product"]
    for part in ("small: head-of-product", "medium: lead-pm", "large: lead-pm", "company_size="):
        assert part in lines[0]


@pytest.mark.parametrize(("size", "role"), [("small", "head-of-product"), ("large", "lead-pm"), (None, "lead-pm")])
def test_a_title_is_read_with_the_size_on_every_run(size: str | None, role: str, pmladder: Run, file: Path) -> None:
    pmladder("profile", "new", "--role", "Product Lead", "--profile", file, *DAY)
    if size:
        assert "depends" not in pmladder("profile", "set", f"company_size={size}", "--profile", file, *DAY).err
        assert "depends" not in pmladder("profile", "set", "role=Product Lead", "--profile", file, *DAY).err
    assert read(file)["role"] == "Product Lead"
    assert json_of(pmladder, "profile", "show", "--profile", file, *DAY)["role"]["role"] == role


def test_a_known_size_and_a_title_that_means_one_thing_need_no_remark(pmladder: Run, file: Path) -> None:
    new = ("profile", "new", "--profile", file, *DAY)
    assert pmladder(*new, "--role", "senior-pm", "--goal", "Head of product").err == ""
    assert read(file) == {"role": "senior-pm", "goal": "Head of product"}
    other = (*new[:2], "--profile", file.with_name("other.yaml"), *DAY)
    assert "depends" not in pmladder(*other, "--role", "Product Lead", "--company-size", "small").err


def test_at_a_terminal_the_size_is_asked_where_it_decides() -> None:
    shown, ended = at_a_terminal(["Product Lead", "tiny", "small", "6", "", "cpo"])
    assert ended == 0, shown
    assert read(own()) == {"role": "Product Lead", "company": {"size": "small"}, "years": 6, "goal": "cpo"}


def test_assess_keeps_the_title_of_a_new_profile_as_it_was_given(pmladder: Run, file: Path) -> None:
    answers = file.with_name("answers.txt")
    answers.write_text("coaching=2\n")
    ran = pmladder("assess", "--answers", answers, "--role", "Product Lead", "--rater", "Kim", "--profile", file, *DAY)
    assert ran.code == 0, ran.err
    said = read(file)
    assert (said["role"], said["skills"]["coaching"]["rater"]) == ("Product Lead", "Kim")


def test_people_led_before_and_reach_are_kept_shown_and_beaten_by_options(pmladder: Run, file: Path) -> None:
    you = ("--profile", file, *DAY)
    assert pmladder("profile", "set", "people-led-before=4", "reach=Product line", "role=group-pm", *you).code == 0
    assert read(file) == {"role": "group-pm", "people_led_before": 4, "reach": "product line"}
    shown = json_of(pmladder, "profile", "show", *you)
    assert (shown["people_led_before"], shown["reach"]) == (4, "product line")
    options = ("--people-before", "6", "--reach", "company")
    shown = json_of(pmladder, "profile", "show", *you, *options)
    assert (shown["people_led_before"], shown["reach"]) == (6, "company")
    text = pmladder("profile", "show", *you, *options).out
    assert "People led before: 6" in text
    assert "Reach: company" in text
    held = {f["axis"]: f for f in json_of(pmladder, "gap", "cpo", *you, *options)["assessment"]["findings"]}
    assert (held["people"]["low"], held["people"]["basis"], held["reach"]["basis"]) == (6, "given", "given")


@each(
    "arguments",
    [
        ("next", "--role", "senior-pm", "--reach", "aera"),
        ("next", "--role", "senior-pm", "--people-before", "-1"),
        ("profile", "set", "reach=aera"),
        ("profile", "set", "people_led_before=many"),
    ],
)
def test_what_no_catalogue_knows_is_refused_in_one_line(arguments: tuple[str, ...], pmladder: Run) -> None:
    ran = pmladder(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 2)
    assert "aera" not in str(arguments) or 'did you mean "area"' in ran.err


def test_a_wrong_reach_in_a_file_has_its_place(pmladder: Run, file: Path) -> None:
    file.write_text("role: senior-pm\nreach: aera\n")
    ran = pmladder("next", "--profile", file)
    assert (ran.code, f"{file}:2:8: reach: is no reach" in ran.err) == (3, True)
    check = pmladder("profile", "check", file, "--json")
    assert [f["id"] for f in json.loads(check.out)["findings"]] == ["unknown-reach"]


def test_without_presumption_skills_that_nobody_rated_are_not_known(pmladder: Run) -> None:
    def found(*options: str) -> list[Any]:
        said = json_of(pmladder, "gap", "group-pm", "--role", "senior-pm", "--skill", "coaching=4", *options)
        return [f for f in said["assessment"]["findings"] if f["axis"] == "skill"]

    assert {f["basis"] for f in found()} == {"presumed", "rated"}
    without = found("--no-presume")
    assert {f["basis"] for f in without} == {"none", "rated"}
    assert [f["subject"] for f in without if f["status"] != "unknown"] == ["coaching"]


def test_an_unclear_position_is_told_of_by_show_check_and_next(pmladder: Run, file: Path) -> None:
    file.write_text(
        "history:\n"
        "- {title: Product manager, start: 2018-01, end: 2020-12}\n"
        "- {title: Senior product manager, start: 2021-01, unclear: no end}\n"
        "- {title: Beekeeper, start: 2012, end: 2013}\n"
    )
    shown = json_of(pmladder, "profile", "show", "--profile", file, *DAY)
    assert [p["title"] for p in shown["history"]] == ["Beekeeper", "Product manager", "Senior product manager"]
    second = shown["history"][2]
    assert (second["unclear"], second["held"], second["years"], second["counts"]) == ("no end", False, None, "nothing")
    moves = json_of(pmladder, "next", "--profile", file, *DAY)
    for notes in (shown["notes"], moves["notes"]):
        assert any("unclear: no end" in note for note in notes)
    check = json.loads(pmladder("profile", "check", file, "--json", *DAY).out)
    assert "unclear-position" in [f["id"] for f in check["findings"]]


def test_the_old_word_for_a_rater_is_remarked_on_until_the_next_save(pmladder: Run, file: Path) -> None:
    file.write_text("role: senior-pm\nskills:\n  coaching: {level: working, by: Kim}\n")
    assert "now `rater`" in pmladder("next", "--profile", file, *DAY).err
    assert "now `rater`" in pmladder("profile", "diff", file, file).err
    assert pmladder("profile", "set", "people=0", "--profile", file, *DAY).code == 0
    assert read(file)["skills"] == {"coaching": {"level": "working", "rater": "Kim"}}
    assert "rater" not in pmladder("next", "--profile", file, *DAY).err


def test_an_answer_that_changed_with_this_edition_is_told_until_the_next_save(pmladder: Run, file: Path) -> None:
    file.write_text("role: senior-pm\nyears: 6\n")
    pmladder("profile", "set", "coaching=2", "--profile", file, *DAY)
    journal = file.with_name("mine.journal.jsonl")
    (*before, last) = journal.read_text().splitlines()
    line = json.loads(last)
    (role, *others) = line["asked"]
    verdict = line["asked"][role]["verdict"]
    words = {"not-yet": "blocked", "cannot-say": "can't say yet", "within-reach": "within reach"}
    old = {key: value for key, value in line.items() if key not in ("profile", "held")}
    old["asked"] = {
        name: {"title": then["title"], "why": then["why"], "verdict": words.get(then["verdict"], "case to make")}
        for name, then in line["asked"].items()
    }

    def remarks(**asked: Any) -> list[str]:
        text = json.dumps({**old, "asked": {**old["asked"], **asked}})
        journal.write_text("\n".join([*before, text, ""]))
        return [line for line in pmladder("next", "--profile", file).err.splitlines() if "rules of pmladder" in line]

    assert remarks() == []
    other = "case to make" if verdict != "case-to-make" else "blocked"
    (told,) = remarks(**{role: {**old["asked"][role], "verdict": other}})
    assert old["asked"][role]["title"] in told
    assert others
    pmladder("profile", "set", "people=0", "--profile", file)
    assert "rules of pmladder" not in pmladder("next", "--profile", file).err
    for damaged in ("{\n", "3\n", "\n", "[]\n"):
        journal.write_text(damaged)
        ran = pmladder("next", "--profile", file)
        assert (ran.code, "rules of pmladder" in ran.err) == (0, False)
