"""From a JSON Resume to a profile: what is taken, what is told, and that nothing is guessed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.catalogue.models import Catalogue
from pmladder.files.catalogue_file import read_catalogue
from pmladder.imports.career.found import Imported
from pmladder.imports.career.profile import MOST, assemble
from pmladder.imports.career.shapes import is_career, read_values
from pmladder.profile.checks import errors_in
from pmladder.profile.models import Profile
from pmladder.profile.standing import misfits, standing_of
from pmladder.text import unsafe
from rows import each

RESUMES = Path(__file__).parent.parent / "examples" / "resumes"
TODAY = date(2026, 6, 15)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue("builtin").catalogue


def imported(raw: dict[str, Any], catalogue: Catalogue) -> Imported:
    made = assemble(read_values(raw), catalogue, TODAY)
    profile = Profile.model_validate(made.raw)
    assert errors_in(profile) == []
    assert misfits(profile, catalogue) == []
    return made


def work(catalogue: Catalogue, *entries: dict[str, Any]) -> Imported:
    return imported({"work": list(entries)}, catalogue)


def job(start: Any = None, end: Any = None, **more: Any) -> dict[str, Any]:
    return {"name": "Lanternfish", "position": "Product manager", "startDate": start, "endDate": end, **more}


def unread(made: Imported) -> list[str]:
    return [entry.place for entry in made.unread]


def test_a_resume_becomes_a_profile_that_answers(catalogue: Catalogue) -> None:
    made = imported(json.loads((RESUMES / "product-person.json").read_text("utf-8")), catalogue)
    standing = standing_of(Profile.model_validate(made.raw), catalogue, TODAY)
    assert standing.role is not None
    assert (standing.role.id, standing.role_basis) == ("senior-pm", "history")
    assert (standing.years, standing.years_basis) == (6.3, "history")
    assert standing.levels == {"product-strategy": 3}
    assert standing.present == {"vision-roadmapping", "metrics-analytics", "stakeholder-management", "go-to-market"}
    assert standing.education == "bachelor"
    assert [(entry.id, entry.kind) for entry in standing.evidence] == [
        ("tutor-reading-room", "volunteering"),
        ("agile-practice-level-one", "certificate"),
        ("open-invoice-format", "project"),
    ]
    assert [(entry.match.role, entry.match.matched_by) for entry in made.titles] == [
        ("senior-pm", "normalised"),
        ("pm", "normalised"),
        ("business-analyst", "title"),
        (None, None),
    ]


@each("path", sorted(RESUMES.glob("*.json")), ids=lambda path: path.stem)
def test_every_version_is_told_from_a_profile(path: Path, catalogue: Catalogue) -> None:
    raw = json.loads(path.read_text("utf-8"))
    assert is_career(raw)
    imported(raw, catalogue)


def test_the_first_version_had_other_keys(catalogue: Catalogue) -> None:
    made = imported(json.loads((RESUMES / "first-version.json").read_text("utf-8")), catalogue)
    assert made.raw == {
        "name": "Tove Lindqvist",
        "history": [{"title": "Product Owner", "company": {"name": "Birch Ferry"}, "start": "2019-11-01"}],
        "education": "master",
        "skills": {"prioritisation": {}, "agile-delivery": {}},
    }


@each(
    ("raw", "is_one"),
    [
        ({"basics": {}}, True),
        ({"meta": {}}, True),
        ({"skills": []}, True),
        ({"work": None}, True),
        ({}, False),
        ({"name": "x", "history": []}, False),
        ({"skills": {}, "education": "master"}, False),
    ],
)
def test_a_resume_has_other_keys_than_a_profile(raw: dict[str, Any], is_one: bool) -> None:
    assert is_career(raw) is is_one


@each(
    ("start", "end", "history", "told"),
    [
        ("2020-01", "2021-01", {"start": "2020-01", "end": "2021-01"}, []),
        ("2020", None, {"start": "2020"}, []),
        ("2020", "Present", {"start": "2020"}, []),
        ("2020", "", {"start": "2020"}, []),
        (None, "2021", {"end": "2021"}, []),
        ("2020", "2021-02-30", {"start": "2020", "end": "2021-02"}, []),
        ("2020", "9999-12-31", {"start": "2020"}, []),
        # What lies ahead is kept as it is said.
        ("2020", "2031", {"start": "2020", "end": "2031"}, []),
        ("2027-01", None, {"start": "2027-01"}, []),
        # Doubt about one field costs that field only.
        ("once", "2021", {"end": "2021", "unclear": "its start could not be read"}, ["work[0].startDate"]),
        ("Present", "2021", {"end": "2021", "unclear": "its start could not be read"}, ["work[0].startDate"]),
        ("2020", "soon", {"start": "2020", "unclear": "its end could not be read"}, ["work[0].endDate"]),
        ("2020", 0, {"start": "2020", "unclear": "its end could not be read"}, ["work[0].endDate"]),
        ("2022", "2020", {"start": "2022", "unclear": "its end is said to be before its start"}, ["work[0].endDate"]),
        (
            "once",
            "soon",
            {"unclear": "its start and its end could not be read"},
            ["work[0].startDate", "work[0].endDate"],
        ),
    ],
)
def test_dates_are_kept_or_told(
    start: Any, end: Any, history: dict[str, str] | None, told: list[str], catalogue: Catalogue
) -> None:
    made = work(catalogue, job(start, end))
    expected = [{"title": "Product manager", "company": {"name": "Lanternfish"}, **history}] if history else []
    assert made.raw.get("history", []) == expected
    assert unread(made) == told


def test_a_position_without_dates_is_held_and_that_is_said(catalogue: Catalogue) -> None:
    made = work(catalogue, job())
    assert made.titles[0].held
    assert any("work[0] has no dates" in remark for remark in made.remarks)


def test_the_same_position_twice_is_taken_once(catalogue: Catalogue) -> None:
    made = work(catalogue, job("2020", "2021"), job("2020", "2021", position="PRODUCT MANAGER", summary="again"))
    assert len(made.raw["history"]) == 1
    assert any("work[1] is the same position as work[0]" in remark for remark in made.remarks)


def test_positions_at_the_same_time_count_once(catalogue: Catalogue) -> None:
    made = work(catalogue, job("2020-01", "2021-12"), job("2020-06", "2022-05", name="Other"))
    standing = standing_of(Profile.model_validate(made.raw), catalogue, TODAY)
    assert standing.years == 2.4


@each(
    ("raw", "role"),
    [
        ({"basics": {"label": "Senior product manager"}}, "Senior product manager"),
        ({"basics": {"label": "Senior product manager"}, "work": [job("2020")]}, None),
        ({"basics": {"label": "Astronaut"}}, None),
    ],
)
def test_the_label_is_the_role_only_without_positions(
    raw: dict[str, Any], role: str | None, catalogue: Catalogue
) -> None:
    assert imported(raw, catalogue).raw.get("role") == role


@each(
    ("skill", "skills"),
    [
        ({"name": "Product strategy", "level": "Expert"}, {"product-strategy": "expert"}),
        ({"name": "product-strategy", "level": "WORKING"}, {"product-strategy": "working"}),
        ({"name": "Product Strategy", "level": "Master"}, {"product-strategy": {}}),
        ({"name": "Product strategy", "level": "3"}, {"product-strategy": {}}),
        ({"name": "Product strategy", "level": 3}, {"product-strategy": {}}),
        ({"name": "Product strategy", "level": ""}, {"product-strategy": {}}),
        ({"name": "Product strategy", "level": {"a": 1}}, {"product-strategy": {}}),
        ({"name": "Prioritization"}, {"prioritisation": {}}),
        ({"name": "Metrics & Analytics"}, {"metrics-analytics": {}}),
        ({"name": "Communication Skills"}, {"communication": {}}),
        ({"name": "Go-to-Market Strategy"}, {"go-to-market": {}}),
        ({"name": "Agile Methodologies"}, {"agile-delivery": {}}),
        ({"name": "Cross-functional Team Leadership"}, {"team-leadership": {}}),
        # A part of a skill's name shows that the skill is there, and not how far the whole of it goes.
        ({"name": "Pricing", "level": "Expert"}, {"go-to-market": {}}),
        # The level is that of the group, not of each word in it.
        ({"name": "Product", "level": "Expert", "keywords": ["Coaching"]}, {"coaching": {}}),
        # So does an alias: who tests at an expert's level may know little of growth.
        ({"name": "A/B Testing", "level": "Expert"}, {"experimentation": {}}),
        ({"name": "User Experience (UX)"}, {"experience-design": {}}),
        ({"name": "OKRs (Objectives and Key Results)"}, {"metrics-analytics": {}}),
        ({"name": "Agile/Scrum"}, {"agile-delivery": {}}),
        ({"name": "A/B testing and experimentation"}, {"experimentation": {}}),
        ({"name": "Product Road Mapping"}, {"vision-roadmapping": {}}),
        ({"name": "User Research Methods"}, {"customer-research": {}}),
        ({"name": "Agile and SQL"}, {}),
        ({"name": "Agile, " * 30 + "SQL"}, {}),
        ({"name": "User research and OKRs"}, {}),
        ({"name": "Agile coach"}, {}),
        ({"name": "Agile project management"}, {}),
        ({"name": "()"}, {}),
        ({"name": "Product management"}, {}),
        ({"name": "Project management"}, {}),
        ({"name": "Strategy"}, {}),
        ({"name": "Leadership"}, {}),
        ({"name": "Coachin"}, {}),
        ("Coaching", {"coaching": {}}),
        ({"keywords": "SQL, Coaching"}, {"coaching": {}}),
    ],
)
def test_a_skill_is_matched_by_clear_words_only(skill: Any, skills: dict[str, Any], catalogue: Catalogue) -> None:
    made = imported({"skills": [skill]}, catalogue)
    assert made.raw.get("skills", {}) == skills
    if not skills:
        assert unread(made) == ["skills[0].name"]


@each(
    ("text", "by"),
    [
        ("product-strategy", "name"),
        ("vision-roadmapping", "id"),
        ("Vision & Roadmapping", "name"),
        ("Roadmap", "alias"),
        ("Vision", "part"),
        ("Agile methodologies", "alias"),
        ("Coaching/mentorship", "alias"),
        ("Iterative delivery (agile)", "part"),
    ],
)
def test_by_what_a_skill_was_matched_is_told(text: str, by: str, catalogue: Catalogue) -> None:
    [read] = imported({"skills": [text]}, catalogue).skills
    assert read.matched_by == by


def test_two_levels_of_one_skill_are_none(catalogue: Catalogue) -> None:
    made = imported({"skills": [{"name": "Coaching", "level": level} for level in ("Expert", "Working")]}, catalogue)
    assert made.raw["skills"] == {"coaching": {}}
    assert any("coaching" in remark for remark in made.remarks)


@each(
    ("study", "level"),
    [
        ({"studyType": "Master", "endDate": "2015"}, "master"),
        ({"studyType": "Master"}, None),
        ({"studyType": "Master", "endDate": "2028"}, None),
        ({"studyType": "Something", "endDate": "2015"}, None),
    ],
)
def test_education_counts_where_it_is_finished(study: dict[str, str], level: str | None, catalogue: Catalogue) -> None:
    made = imported({"education": [study]}, catalogue)
    assert made.raw.get("education") == level
    assert bool(made.unread) == (level is None)


def test_the_highest_degree_counts(catalogue: Catalogue) -> None:
    studies = [{"studyType": name, "endDate": "2015"} for name in ("BSc", "PhD", "Master")]
    assert imported({"education": studies}, catalogue).raw == {"education": "doctorate"}


def test_what_a_profile_has_no_place_for_is_named(catalogue: Catalogue) -> None:
    made = imported({"basics": {"phone": "1"}, "awards": [{"title": "x"}, {}], "x-mine": 1}, catalogue)
    [remark] = made.remarks
    for name in ("phone", "awards (2 entries)", '"x-mine"'):
        assert name in remark


def test_what_acts_on_a_screen_is_taken_out(catalogue: Catalogue) -> None:
    made = work(catalogue, job("2020", None, position="Product\u2028manager\x1b[31m\u202e", name="a\x00\ud800b"))
    assert made.raw["history"][0]["title"] == "Product manager[31m"
    assert made.raw["history"][0]["company"] == {"name": "ab"}


def test_endless_lists_are_cut_and_that_is_said(catalogue: Catalogue) -> None:
    made = imported({"skills": ["x"] * (MOST + 1)}, catalogue)
    assert len(made.unread) == MOST + 1


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates().map(str)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=8), inner, max_size=4)),
    max_leaves=8,
)
FIELDS = [
    "name",
    "label",
    "position",
    "company",
    "startDate",
    "endDate",
    "date",
    "level",
    "keywords",
    "studyType",
    "url",
    "title",
    "positions",
    "roles",
    "items",
    "history",
    "period",
    "dates",
    "start",
    "startYear",
    "startMonth",
    "current",
]
ENTRY = st.one_of(JSON, st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=6))
PARTS = ["basics", "bio", "work", "skills", "certificates", "projects", "volunteer", "education", "awards", "meta"]
PARTS += ["experience", "employment", "sections", "cv", "roles", "history"]
RESUME = st.dictionaries(
    st.one_of(st.sampled_from(PARTS), st.text(max_size=8)), st.one_of(ENTRY, st.lists(ENTRY, max_size=4)), max_size=6
)


@settings(deadline=None, max_examples=examples(80))
@given(raw=RESUME)
def test_any_document_is_a_profile_or_told(catalogue: Catalogue, raw: dict[str, Any]) -> None:
    made = imported(raw, catalogue)
    assert json.loads(json.dumps(made.raw)) == made.raw
    texts = [entry.what for entry in made.unread] + list(made.remarks)
    assert not any(unsafe(text) for text in texts)


SPAN = {"startDate": "2020-01", "endDate": "2021-01"}
HELD, OPEN = "held", None


@each(
    ("entry", "jobs"),
    [
        ([{"Acme": {"position": "PM", **SPAN}}], [("PM", "Acme", "2020-01", "2021-01")]),
        ({"Product manager": {"company": "Acme", **SPAN}}, [("Product manager", "Acme", "2020-01", "2021-01")]),
        (
            [
                {
                    "company": "Acme",
                    "positions": [{"title": "PM", "startDate": "2020"}, {"title": "CPO", "startDate": "2021"}],
                }
            ],
            [("PM", "Acme", "2020", OPEN), ("CPO", "Acme", "2021", OPEN)],
        ),
        ([{"position": "PM at Acme", **SPAN}], [("PM", "Acme", "2020-01", "2021-01")]),
        ([{"position": ["PM", "Baker"], **SPAN}], [(title, None, "2020-01", "2021-01") for title in ("PM", "Baker")]),
        (
            [{"position": "PM", "startYear": 2020, "startMonth": 3, "endYear": 2021, "endMonth": 4}],
            [("PM", None, "2020-03", "2021-04")],
        ),
        ([{"position": "PM", "dates": {"start": "2020-01", "end": "2021-01"}}], [("PM", None, "2020-01", "2021-01")]),
        ([{"position": "PM", "dates": {"start": "2020-01", "current": True}}], [("PM", None, "2020-01", HELD)]),
        ([{"position": "PM", "dates": {"year": 2020, "month": 1}}], [("PM", None, "2020-01", "is not said")]),
        ([{"position": "PM", "dates": ["2020-01", "2021-01"]}], [("PM", None, "2020-01", "2021-01")]),
        ([{"position": "PM", "current": "yes", **SPAN}], [("PM", None, "2020-01", HELD)]),
        (
            [{"position": "PM", "startDate": "2020-01", "isCurrent": "no"}],
            [("PM", None, "2020-01", "is missing, and the position is not held now")],
        ),
        ([{"position": "PM", "startDate": "Jan 2020 - Mar 2021"}], [("PM", None, "2020-01", "2021-03")]),
        ([{"position": "PM", "note": "01/2020 - 03/2021"}], [("PM", None, "2020-01", "2021-03")]),
        ([{"x": "Product manager", **SPAN}], [("Product manager", None, "2020-01", "2021-01")]),
        (["Senior product manager, Acme, 2018 - 2021"], [("Senior product manager", "Acme", "2018", "2021")]),
    ],
)
def test_a_position_is_told_by_its_shape(entry: Any, jobs: list[tuple[Any, ...]]) -> None:
    found = read_values({"work": entry})
    made = [
        (job.title, job.company, job.start.value, HELD if job.end.open else job.end.value or job.end.wrong)
        for job in found.jobs
    ]
    assert [tuple(None if part is None else str(part) for part in one) for one in made] == jobs
    assert found.unread == ()


@each(
    ("raw", "skills", "unread", "unused"),
    [
        (
            {"work": ["nothing at all", 7, {"position": "P" * 500, **SPAN}, {"position": "PM", "company": "C" * 500}]},
            [],
            ["work[0]", "work[1]", "work[2].position", "work[3].company"],
            ("work (company)",),
        ),
        (
            {"work": 7, "skills": "a, b", "hobbies": ["x"], "zzz": [1], "basics": "x"},
            [],
            ["work", "skills", "basics"],
            ("hobbies (1 entry)", "zzz (1 entry)"),
        ),
        (
            {"skills": {"Tools": ["SQL", {"name": "Excel", "level": "good"}], "Python": "expert", "more": {"Go": 3}}},
            [("SQL", None), ("Excel", "good"), ("Python", "expert"), ("Go", "3")],
            [],
            (),
        ),
        (
            {"skills": [{"keywords": "a, b"}, {"keywords": 3}, ["x"], None, {"name": "SQL", "keywords": {"x": 1}}]},
            [("a", None), ("b", None), ("SQL", None), ("x", "1")],
            ["skills[1].keywords", "skills[2]"],
            (),
        ),
    ],
)
def test_what_is_not_taken_of_a_resume_is_told(
    raw: Any, skills: list[tuple[str, Any]], unread: list[str], unused: tuple[str, ...]
) -> None:
    found = read_values(raw)
    assert [(skill.text, skill.level) for skill in found.skills] == skills
    assert [entry.place for entry in found.unread] == unread
    assert found.unused == unused
