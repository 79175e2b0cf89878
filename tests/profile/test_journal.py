"""The journal's entries: exact about what they hold, and what counts as the same state."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from pmladder.engine import findings
from pmladder.profile import journal
from pmladder.profile.journal import Entry, as_data, baseline_of, next_sequence, same_state

RAW = {
    "date": "2026-11-22",
    "catalogue": {"id": "small", "version": "1", "digest": "ab", "scale": ["basic", "solid"]},
    "levels": {"craft": 1},
    "asked": {
        "senior": {
            "title": "Senior",
            "why": ["next"],
            "verdict": "blocked",
            "skills": {"craft": 2},
            "blocking": ["craft"],
            "figures": [
                {
                    "rule": "years",
                    "subject": "years-in-product",
                    "need": 4,
                    "have": 2,
                    "status": "short",
                    "strength": "supporting",
                }
            ],
        }
    },
}


def changed(**said: object) -> Entry:
    return Entry.model_validate({**RAW, **said})


def test_the_words_are_those_of_the_engine() -> None:
    assert get_args(journal.Verdict) == get_args(findings.Verdict)
    assert get_args(journal.Status) == get_args(findings.Status)


def test_an_entry_survives_being_written_as_data() -> None:
    entry = changed(sequence=3, years=2.5, people=0)
    assert Entry.model_validate(as_data(entry)) == entry


def test_a_baseline_is_what_was_known_and_changed() -> None:
    first = changed(levels={"craft": 2})
    baseline = baseline_of(changed(), first)
    assert baseline is not None
    assert as_data(baseline) == {**as_data(changed()), "baseline": True}
    assert baseline_of(first, first) is None
    nothing: dict[str, object] = {"levels": {}, "asked": {}}
    assert baseline_of(changed(**nothing), first) is None
    for known in (
        {"years": 0.0},
        {"people": 0},
        {"role": "junior"},
        {"present": ["talk"]},
        {"not_applicable": ["talk"]},
    ):
        assert baseline_of(changed(**nothing, **known), first) is not None


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": "2026-11"},
        {"date": "2026-02-30"},
        {"date": 20261122},
        {"levels": {"craft": "solid"}},
        {"levels": {"craft": 1.0}},
        {"levels": {"craft": True}},
        {"levels": {"craft": -1}},
        {"years": "6"},
        {"people": -1},
        {"sequence": "1"},
        {"name": "Ada"},
        {"asked": {"senior": {"title": "Senior", "why": ["hope"], "verdict": "blocked"}}},
        {"asked": {"senior": {"title": "Senior", "why": [], "verdict": "ready"}}},
    ],
)
def test_what_is_no_entry_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        changed(**wrong)


def test_the_next_number() -> None:
    assert next_sequence(()) == 1
    assert next_sequence((changed(sequence=1), changed(sequence=7))) == 8


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ({"date": "2030-01-01", "sequence": 9, "years": 9.0}, True),
        ({"catalogue": {**RAW["catalogue"], "digest": "cd", "version": "2"}}, True),  # type: ignore[dict-item]
        ({"catalogue": {**RAW["catalogue"], "scale": ["basic", "able"]}}, False),  # type: ignore[dict-item]
        ({"levels": {"craft": 2}}, False),
        ({"present": ["talk"]}, False),
        ({"people": 3}, False),
        ({"goal": "cpo"}, False),
        ({"asked": {}}, False),
    ],
)
def test_the_same_state_whatever_the_day(said: dict[str, object], same: bool) -> None:
    assert same_state(changed(), changed(**said)) is same
