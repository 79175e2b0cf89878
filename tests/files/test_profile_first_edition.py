"""A profile that says who rated in the word of the first edition: read with a remark, written anew at a save."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pmladder.api import load_catalogue
from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError
from pmladder.files.profile_file import check_profile
from pmladder.formats.editing import Edit
from pmladder.formats.profile_reader import read_profile_text
from pmladder.formats.profile_writer import edited_profile
from pmladder.formats.structured import read_mapping

OLD = """\
skills:
  coaching: {level: 3, by: self}   # by: me
  lifecycle:
    by: Bo   # who else
    level: 2
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def edited_text(text: str, changes: Sequence[Edit]) -> str:
    return edited_profile(read_mapping(text, "me.yaml"), changes).text


def test_it_is_read_with_one_remark() -> None:
    read = read_profile_text(OLD, "mine.yaml")
    assert [rating.rater for rating in read.profile.skills.values()] == ["self", "Bo"]
    (remark,) = read.remarks
    assert remark.startswith("mine.yaml: `by`")
    assert "`rater`" in remark
    assert (
        read_profile_text(OLD.replace(" by: self", " rater: self").replace(" by: Bo", " rater: Bo"), "x").remarks == ()
    )


def test_a_save_changes_the_word_and_nothing_else_and_what_changes_nothing_leaves_it() -> None:
    today = OLD.replace("3, by:", "3, rater:").replace("    by:", "    rater:")
    assert edited_text(OLD, [Edit(("people",), 2)]) == today + "people: 2\n"
    assert edited_text(OLD, [Edit(("skills", "lifecycle", "rater"), "Kim")]) == today.replace("Bo", "Kim")
    assert edited_text(OLD, [Edit(("skills", "lifecycle", "rater"), "Bo")]) == OLD
    json = '{"skills": {"coaching": {"level": 3, "by": "self"}}}'
    assert edited_text(json, [Edit(("skills", "coaching", "level"), 4)]) == json.replace("3", "4").replace(
        "by", "rater"
    )


def test_both_words_at_once_are_refused_and_a_wrong_one_has_its_place() -> None:
    for text, place in (("a: {by: x, rater: y}", "1:14"), ("a: {by: [x]}", "1:18")):
        with pytest.raises(InputError, match=f"^mine.yaml:{place}"):
            read_profile_text(f"skills: {{{text}}}", "mine.yaml")


def test_the_check_names_each_place(tmp_path: Path, catalogue: Catalogue) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(OLD)
    found = [caught.problem for caught in check_profile(str(file), catalogue, date(2026, 11, 1)).warnings]
    assert [(problem.line, problem.column) for problem in found if problem.check == "old-word"] == [(2, 24), (4, 5)]


def test_an_unclear_position_stays_unclear_when_the_file_is_saved() -> None:
    text = "history:\n  - {title: PM, start: 2020, unclear: 'the end, 20x3'}\n"
    after = edited_text(text, [Edit(("history", 0, "start"), "2021"), Edit(("people",), 1)])
    (job,) = read_profile_text(after, "x").profile.history
    assert (job.start, job.end, job.unclear) == ("2021", None, "the end, 20x3")
