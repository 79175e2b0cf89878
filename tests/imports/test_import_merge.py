"""What an import means for a profile that is there; after a merge, the same import means nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmladder.formats.editing import Edit, applied
from pmladder.formats.profile_writer import edited_profile
from pmladder.formats.structured import read_mapping
from pmladder.imports.career.merge import ImportDifference, difference
from pmladder.profile.models import Profile
from rows import each

JOB = {"title": "Product manager", "company": {"name": "Lanternfish"}, "start": "2020-03", "end": "2023-06"}


def merged(old: dict[str, Any], new: dict[str, Any]) -> tuple[dict[str, Any], ImportDifference]:
    made = difference(old, new)
    return applied(old, [Edit(*step) for step in made.steps]), made


@each(
    ("old", "new", "expected"),
    [
        pytest.param({}, {"name": "A"}, {"name": "A"}, id="what is missing is added"),
        pytest.param({"name": "A"}, {"name": "B"}, {"name": "A"}, id="what is there stays"),
        pytest.param({"skills": {"coaching": 2}}, {"skills": {"coaching": "expert"}}, None, id="a level stays"),
        pytest.param({"skills": {"coaching": 0}}, {"skills": {"coaching": "expert"}}, None, id="level 0 stays"),
        pytest.param({"skills": {"coaching": 2}}, {"skills": {"coaching": {}}}, None, id="a level stays a level"),
        pytest.param(
            {"skills": {"coaching": {"not_applicable": "alone"}}},
            {"skills": {"coaching": 3}},
            None,
            id="not applicable stays",
        ),
        pytest.param(
            {"skills": {"coaching": {"note": "n"}}},
            {"skills": {"coaching": 3, "lifecycle": {}}},
            {"skills": {"coaching": {"note": "n", "level": 3}, "lifecycle": {}}},
            id="a level that nobody knew is filled in",
        ),
        pytest.param(
            {"skills": {"coaching": {"note": "n"}, "lifecycle": {}}},
            {
                "skills": {
                    "coaching": {"level": 3, "rater": "B", "note": "m"},
                    "lifecycle": {"level": 1, "rater": "B"},
                }
            },
            {
                "skills": {
                    "coaching": {"note": "n", "level": 3, "rater": "B"},
                    "lifecycle": {"level": 1, "rater": "B"},
                }
            },
            id="a level comes with who gave it",
        ),
        pytest.param(
            {"skills": {"coaching": {}, "lifecycle": 2}},
            {"skills": {"coaching": {"not_applicable": "alone"}, "lifecycle": {"not_applicable": "alone"}}},
            {"skills": {"coaching": {"not_applicable": "alone"}, "lifecycle": 2}},
            id="not applicable fills in what nobody knew, and no level",
        ),
        pytest.param(
            {"evidence": [{"id": "a", "title": "One"}, {"id": "b", "title": "Two"}]},
            {
                "evidence": [{"id": "x", "title": "one"}, {"id": "a", "title": "Three"}],
                "skills": {"coaching": {"level": 3, "evidence": ["x", "a", "gone"]}},
            },
            {
                "evidence": [
                    {"id": "a", "title": "One"},
                    {"id": "b", "title": "Two"},
                    {"id": "a-2", "title": "Three"},
                ],
                "skills": {"coaching": {"level": 3, "evidence": ["a", "a-2", "gone"]}},
            },
            id="a rating cites the evidence that it cited",
        ),
        pytest.param(
            {"history": [{"title": "product  MANAGER", "start": "2020"}]},
            {"history": [JOB]},
            {
                "history": [
                    {"title": "product  MANAGER", "start": "2020", "company": {"name": "Lanternfish"}, "end": "2023-06"}
                ]
            },
            id="a position is filled up",
        ),
        pytest.param({"history": [JOB]}, {"history": [{**JOB, "end": "2024"}]}, None, id="an end stays"),
        pytest.param(
            {"history": [JOB]},
            {"history": [{**JOB, "start": "2019"}]},
            {"history": [JOB, {**JOB, "start": "2019"}]},
            id="another start is another position",
        ),
        pytest.param(
            {"history": [JOB]},
            {"history": [{**JOB, "company": {"name": "Other"}}]},
            {"history": [JOB, {**JOB, "company": {"name": "Other"}}]},
            id="another company is another position",
        ),
        pytest.param(
            {"evidence": [{"id": "a", "title": "One"}]},
            {"evidence": [{"id": "x", "title": "one"}, {"id": "a", "title": "Two"}]},
            {"evidence": [{"id": "a", "title": "One"}, {"id": "a-2", "title": "Two"}]},
            id="evidence keeps its ids",
        ),
        pytest.param(
            {"company": {"size": "small"}},
            {"company": {"name": "A", "size": "large"}},
            {"company": {"size": "small", "name": "A"}},
            id="the company is filled up",
        ),
    ],
)
def test_a_merge_adds_and_never_overwrites(
    old: dict[str, Any], new: dict[str, Any], expected: dict[str, Any] | None
) -> None:
    after, _ = merged(old, new)
    assert after == (old if expected is None else expected)


def test_what_differs_and_what_only_the_old_has_is_listed() -> None:
    old = {"name": "A", "people": 3, "skills": {"coaching": 2, "lifecycle": {}}, "history": [JOB]}
    new = {"name": "B", "skills": {"coaching": 3}, "history": [{"title": "Cook"}]}
    made = difference(old, new)
    assert [line.where for line in made.added] == ["history"]
    assert [line.where for line in made.differing] == ["name", "skills.coaching"]
    assert [line.where for line in made.only_old] == ["people", "history", "skills.lifecycle"]


@each(("end", "told"), [("2024", 1), ("2023", 0), ("2023-06-30", 0), ("2023-07", 1)])
def test_an_end_that_cannot_be_the_same_is_told_to_differ(end: str, told: int) -> None:
    made = difference({"history": [JOB]}, {"history": [{**JOB, "end": end}]})
    assert len(made.differing) == told
    assert made.steps == ()


def test_a_skill_set_aside_by_one_of_two_is_told_to_differ() -> None:
    made = difference({"skills": {"coaching": 2}}, {"skills": {"coaching": {"not_applicable": "alone"}}})
    assert [line.what for line in made.differing] == ["2, in the import not applicable"]
    assert made.steps == ()


def test_equal_profiles_do_not_differ() -> None:
    old = {"name": "A", "skills": {"coaching": 2, "lifecycle": {}}, "history": [JOB], "evidence": [{"id": "a"}]}
    assert difference(old, old).is_empty


TEXT = st.sampled_from(["A", "B", "a"])
DAY = st.sampled_from(["2019", "2020", "2020-03", "2021-01-01"])
RATING = st.one_of(
    st.integers(0, 4),
    st.sampled_from(["expert"]),
    st.builds(dict),
    st.builds(dict, note=TEXT),
    st.builds(dict, not_applicable=TEXT),
    st.builds(dict, level=st.integers(0, 4), by=TEXT),
)
POSITION = st.fixed_dictionaries(
    {"title": TEXT}, optional={"start": DAY, "end": DAY, "company": st.fixed_dictionaries({"name": TEXT})}
)
PROFILE = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT,
        "people": st.integers(0, 3),
        "skills": st.dictionaries(TEXT, RATING, min_size=1, max_size=3),
        "history": st.lists(POSITION, min_size=1, max_size=3),
        "evidence": st.lists(
            st.fixed_dictionaries({"id": TEXT, "title": TEXT}), min_size=1, max_size=3, unique_by=lambda e: e["id"]
        ),
    },
)


@settings(deadline=None)
@given(old=PROFILE, new=PROFILE)
def test_after_a_merge_there_is_nothing_to_add(old: dict[str, Any], new: dict[str, Any]) -> None:
    after, made = merged(old, new)
    Profile.model_validate(after)
    for skill, rating in old.get("skills", {}).items():
        kept = after["skills"][skill]
        is_open = isinstance(rating, dict) and rating.keys().isdisjoint(("level", "not_applicable"))
        assert kept == rating or (is_open and (not rating or rating.items() <= kept.items()))
    for job in old.get("history", []):
        assert any(job.items() <= there.items() for there in after["history"])
    again = difference(after, new)
    assert not [line for line in again.added if line.where != "history"]
    assert all(path[0] in ("history",) for path, *_ in again.steps)
    assert made.steps or after == old


def position(start: str | None, title: str = "Product manager") -> dict[str, Any]:
    return {"title": title, **({"start": start} if start else {})}


@pytest.mark.parametrize(
    ("old", "new", "merged_starts"),
    [
        (["2023", "2019"], ["2021-04"], ["2023", "2021-04", "2019"]),
        (["2019", "2023"], ["2021-04"], ["2019", "2021-04", "2023"]),
        (["2019"], ["2021", "2017"], ["2021", "2019", "2017"]),
        (["2019", None, "2023"], ["2025", "2015"], ["2015", "2019", None, "2023", "2025"]),
        # What is there stays as it is, whatever its order.
        (["2019", "2023", "2021"], ["2022"], ["2022", "2019", "2023", "2021"]),
        (["2019"], [None], ["2019", None]),
        ([], ["2019", "2017"], ["2019", "2017"]),
    ],
)
def test_a_new_position_comes_where_its_time_has_its_place(
    old: list[str | None], new: list[str | None], merged_starts: list[str | None]
) -> None:
    there = {"history": [position(start, f"Baker {number}") for number, start in enumerate(old)]}
    made, _ = merged(there, {"history": [position(start) for start in new]})
    assert [job.get("start") for job in made["history"]] == merged_starts
    assert [job for job in made["history"] if job["title"] != "Product manager"] == there["history"]


def test_a_merge_leaves_each_comment_beside_its_position() -> None:
    text = (
        "history:\n  # now\n  - {title: Head of product, start: 2023}  # mine\n"
        "  # first\n  - {title: Product owner, start: 2017}\n"
    )
    new = [position("2020"), {"title": "Product owner", "start": "2017", "end": "2019"}, position("2015", "Baker")]
    document = read_mapping(text, "me.yaml")
    old = Profile.model_validate(document.value)
    steps = difference(old.model_dump(exclude_none=True, exclude_defaults=True), {"history": new}).steps
    assert edited_profile(document, [Edit(*step) for step in steps]).text == (
        "history:\n  # now\n  - {title: Head of product, start: 2023}  # mine\n"
        '  - {title: Product manager, start: "2020"}\n'
        '  # first\n  - {title: Product owner, start: 2017, end: "2019"}\n'
        '  - {title: Baker, start: "2015"}\n'
    )
