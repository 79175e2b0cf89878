"""The journal's entries: exact about what they hold, and what counts as the same state."""

from __future__ import annotations

import contextlib
from typing import get_args

import pytest
from pydantic import ValidationError

from pmladder.profile.first_edition import VERDICTS
from pmladder.profile.journal import Entry, SkillThen, as_data, baseline_of, next_sequence, same_state
from pmladder.profile.terms import Verdict
from rows import each

RAW = {
    "date": "2026-11-22",
    "catalogue": {"id": "small", "version": "1", "digest": "ab", "scale": ["basic", "solid"]},
    "levels": {"craft": 1},
    "presumed": {"talk": 1},
    "others_presumed_none": True,
    "held": [{"axis": "years-in-product", "subject": "years-in-product", "low": 2.0, "high": 2.0, "basis": "given"}],
    "asked": {
        "senior": {
            "title": "Senior",
            "why": ["next"],
            "verdict": "not-yet",
            "skills": {"craft": {"entry": 2, "level": 2}, "talk": {"level": 1}},
            "must_have": ["craft"],
            "others": [{"axis": "years-in-product", "subject": "years-in-product", "entry": 4.0, "level": 6.0}],
        }
    },
}
FIRST_EDITION = {
    "date": "2026-11-22",
    "catalogue": RAW["catalogue"],
    "levels": {"craft": 1},
    "years": 2.0,
    "people": 3,
    "asked": {
        "senior": {
            "title": "Senior",
            "why": ["next"],
            "verdict": "can't say yet",
            "skills": {"craft": 2},
            "blocking": ["craft"],
            "figures": [
                {"rule": rule, "subject": subject, "need": need, "have": have, "status": "met", "strength": strength}
                for rule, subject, need, have, strength in (
                    ("years", "years-in-product", 4, 2, "supporting"),
                    ("years", "years-of-work", 6, None, "supporting"),
                    ("people-led", "people", 2, 3, "blocking"),
                    ("education", "education", "bachelor", "master", "supporting"),
                    ("evidence", "launch", 2, 1, "supporting"),
                    ("prior-role", "individual", 2, None, "supporting"),
                )
            ],
        }
    },
}


def changed(**said: object) -> Entry:
    return Entry.model_validate({**RAW, **said})


def test_a_line_of_the_first_edition_is_read_in_todays_words() -> None:
    entry = Entry.model_validate(FIRST_EDITION)
    role = entry.asked["senior"]
    assert (role.verdict, role.must_have, dict(role.skills)) == (
        "cannot-say",
        ("craft",),
        {"craft": SkillThen(entry=2, level=2)},
    )
    assert {(one.axis, one.subject, one.entry, one.level, one.must_have) for one in role.others} == {
        ("years-in-product", "years-in-product", 4, 4, False),
        ("years-of-work", "years-of-work", 6, 6, False),
        ("people", "people", 2, 2, True),
        ("education", "education", 2, 2, False),
        ("evidence", "launch", 2, 2, False),
        ("time-on-track", "individual", 2, 2, False),
    }
    assert {(one.axis, one.low, one.high, one.basis) for one in entry.held} == {
        ("years-in-product", 2, 2, "given"),
        ("years-of-work", 0, None, "none"),
        ("people", 3, 3, "given"),
        ("education", 3, 3, "given"),
        ("evidence", 1, None, "given"),
        ("time-on-track", 0, None, "none"),
    }
    assert (dict(entry.levels), dict(entry.presumed), entry.others_presumed_none) == ({"craft": 1}, {}, False)
    assert Entry.model_validate(as_data(entry)) == entry


@each(("old", "new"), VERDICTS.items())
def test_each_verdict_of_the_first_edition_has_its_word(old: str, new: str) -> None:
    raw = {**FIRST_EDITION, "asked": {"senior": {**FIRST_EDITION["asked"]["senior"], "verdict": old}}}  # type: ignore[index]
    assert Entry.model_validate(raw).asked["senior"].verdict == new
    assert new in get_args(Verdict)


@each(
    "broken",
    [
        {"asked": []},
        {"asked": {"senior": "x"}},
        {"asked": {"senior": {**FIRST_EDITION["asked"]["senior"], "figures": 3}}},  # type: ignore[index]
        {"asked": {"senior": {**FIRST_EDITION["asked"]["senior"], "figures": [3, {"rule": ["x"]}], "skills": 1}}},  # type: ignore[index]
        {"asked": {"senior": {**FIRST_EDITION["asked"]["senior"], "verdict": ["x"]}}},  # type: ignore[index]
        {"years": "many"},
        {"people": {}},
    ],
)
def test_a_damaged_line_of_the_first_edition_is_refused_like_any_other(broken: dict[str, object]) -> None:
    with contextlib.suppress(ValidationError):
        Entry.model_validate({**FIRST_EDITION, **broken})


def test_an_entry_survives_being_written_as_data() -> None:
    entry = changed(sequence=3, role="junior", goal="senior")
    assert Entry.model_validate(as_data(entry)) == entry


def test_a_baseline_is_what_was_known_and_changed() -> None:
    first = changed(levels={"craft": 2})
    baseline = baseline_of(changed(), first)
    assert baseline is not None
    assert as_data(baseline) == {**as_data(changed()), "baseline": True}
    assert baseline_of(first, first) is None
    nothing: dict[str, object] = {"levels": {}, "presumed": {}, "held": [], "asked": {}}
    assert baseline_of(changed(**nothing), first) is None
    for known in (
        {"held": [{"axis": "people", "subject": "people", "low": 0, "high": 0, "basis": "given"}]},
        {"role": "junior"},
        {"present": ["talk"]},
        {"not_applicable": ["talk"]},
    ):
        assert baseline_of(changed(**{**nothing, **known}), first) is not None


@each(
    "wrong",
    [
        {"date": "2026-11"},
        {"date": "2026-02-30"},
        {"date": 20261122},
        {"levels": {"craft": "solid"}},
        {"levels": {"craft": 1.0}},
        {"levels": {"craft": True}},
        {"levels": {"craft": -1}},
        {"held": [{"axis": "hope", "subject": "x", "low": 0}]},
        {"held": [{"axis": "people", "subject": "people", "low": -1}]},
        {"sequence": "1"},
        {"name": "Ada"},
        {"asked": {"senior": {"title": "Senior", "why": ["hope"], "verdict": "not-yet"}}},
        {"asked": {"senior": {"title": "Senior", "why": [], "verdict": "ready"}}},
    ],
)
def test_what_is_no_entry_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        changed(**wrong)


def test_the_next_number() -> None:
    assert next_sequence(()) == 1
    assert next_sequence((changed(sequence=1), changed(sequence=7))) == 8


@each(
    ("said", "same"),
    [
        ({"date": "2030-01-01", "sequence": 9, "held": [{**RAW["held"][0], "low": 3, "high": 3}]}, True),  # type: ignore[dict-item]
        ({"catalogue": {**RAW["catalogue"], "digest": "cd", "version": "2"}}, True),  # type: ignore[dict-item]
        ({"catalogue": {**RAW["catalogue"], "scale": ["basic", "able"]}}, False),  # type: ignore[dict-item]
        ({"levels": {"craft": 2}}, False),
        ({"present": ["talk"]}, False),
        ({"held": [{"axis": "people", "subject": "people", "low": 3, "high": 3, "basis": "given"}]}, False),
        ({"goal": "cpo"}, False),
        ({"asked": {}}, False),
    ],
)
def test_the_same_state_whatever_the_day(said: dict[str, object], same: bool) -> None:
    assert same_state(changed(), changed(**said)) is same
