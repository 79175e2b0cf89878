"""What people call a skill: its id, its name and its aliases, in any spelling, and nothing that is only like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.strategies import catalogues
from pmladder.catalogue.models import Catalogue
from pmladder.catalogue.spelling import singular, words_of
from pmladder.files.catalogue_file import parse_catalogue, read_catalogue
from pmladder.imports.career.found import FoundSkill
from pmladder.imports.career.skills import read_skills
from pmladder.names.resolve import resolve_title
from pmladder.names.skills import SkillNames
from rows import each

BUILTIN = read_catalogue("builtin").catalogue
NAMES = SkillNames(BUILTIN)
ALIASES = [(skill.id, alias) for skill in BUILTIN.skills for alias in skill.aliases]

MEANS = """
metrics-analytics | metrics-analytics | id
metrics & analytics | metrics-analytics | name
OKRs | metrics-analytics | alias
okr | metrics-analytics | alias
KPI | metrics-analytics | alias
Key Performance Indicator | metrics-analytics | alias
A/B testing | experimentation | alias
a/b-testing | experimentation | alias
AB Testing | experimentation | alias
A / B testing | experimentation | alias
Conversion Rate Optimization | experimentation | alias
User story | requirements | alias
PRD | requirements | alias
P&L | business-finance | alias
P & L Management | business-finance | alias
financial modeling | business-finance | alias
road-mapping | vision-roadmapping | alias
roadmap | vision-roadmapping | alias
prioritization | prioritisation | id
"""

MEANS_NONE = """
project management
product management
product
management
leadership
strategy
business strategy
product marketing manager
agile coach
agile project management
scrum master
SQL
Jira
Figma
Google Analytics
data science
software development
team management
a testing
AB
okrz
test
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@each("line", lines(MEANS))
def test_a_name_means_its_skill(line: str) -> None:
    text, skill, by = line.split(" | ")
    naming = NAMES.of(words_of(text))
    assert naming is not None
    assert (naming.skills, naming.by) == ((skill,), by)


@each("text", lines(MEANS_NONE))
def test_what_is_only_like_a_name_means_none(text: str) -> None:
    assert NAMES.of(words_of(text)) is None


def imported(text: str, catalogue: Catalogue) -> list[str]:
    return [skill.skill for skill in read_skills([FoundSkill("here", text)], catalogue)[1]]


@pytest.mark.slow
@each(("skill", "alias"), ALIASES, ids=[alias for _, alias in ALIASES])
def test_every_alias_means_its_own_skill_and_no_role(skill: str, alias: str) -> None:
    for spelling in (alias, alias.upper(), alias.replace(" ", "-"), f"  {alias}. "):
        naming = NAMES.of(words_of(spelling))
        assert naming is not None
        assert naming.skills == (skill,)
        assert imported(spelling, BUILTIN) == [skill]
    # As a job title it may be read for its words, as any text is; it is the name of none.
    assert resolve_title(alias, BUILTIN).matched_by in (None, "words")


def test_a_plural_makes_no_difference_where_it_means_the_same() -> None:
    pairs = ("OKRs OKR", "stories story", "analyses analyse", "KPIs KPI", "business business", "UX UX")
    for plural, one in map(str.split, pairs):
        assert singular(words_of(plural)) == words_of(one) == singular(words_of(one))
    assert SkillNames(CLAIMED).of(words_of("F")) is None
    # Communications are a trade of their own.
    assert NAMES.of(words_of("communications")) is None


CLAIMED = parse_catalogue(
    """
skills:
- {id: a, name: Metric, aliases: [b, Shared, Only A, metrics]}
- {id: b, name: Metrics, aliases: [metric, shareds, Share d]}
- {id: c, name: Own, aliases: [SHARED]}
- {id: d, name: D, aliases: [F++]}
- {id: e, name: E, aliases: ["F#"]}
roles: [{id: r, title: R}]
""",
    "claimed.yaml",
)


@each(
    ("text", "skills"),
    [
        ("Metric", ("a",)),
        ("Metrics", ("b",)),
        ("b", ("b",)),
        ("shared", ("a", "c")),
        ("shareds", ("b",)),
        ("share d", ("b",)),
        ("only a", ("a",)),
        ("f++", ("d",)),
        ("F#", ("e",)),
    ],
)
def test_names_come_before_aliases_and_the_same_before_another_plural(text: str, skills: tuple[str, ...]) -> None:
    naming = SkillNames(CLAIMED).of(words_of(text))
    assert naming is not None
    assert naming.skills == skills
    assert imported(text, CLAIMED) == (list(skills) if len(skills) == 1 else [])


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(catalogue=catalogues())
def test_in_any_catalogue_a_name_means_its_skills_and_each_alias_one_that_claims_it(catalogue: Catalogue) -> None:
    names = SkillNames(catalogue)
    for skill in catalogue.skills:
        for own in filter(words_of, (skill.id, skill.name)):
            naming = names.of(words_of(own))
            assert naming is not None
            assert skill.id in naming.skills
        for alias in filter(words_of, skill.aliases):
            naming = names.of(words_of(alias))
            assert naming is not None
            assert skill.id in naming.skills or naming.by != "alias"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20))
def test_any_text_has_words_that_stay_as_they_are(text: str) -> None:
    words = words_of(text)
    assert all(words)
    assert singular(words_of(" ".join(words))) == singular(words) or any(len(word) == 1 for word in words)
