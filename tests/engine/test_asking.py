"""What is asked next: the order of questions over the built-in catalogue, against a plain simulation of answers."""

from __future__ import annotations

import random

import pytest

from engine.small import small
from pmladder.catalogue.models import Catalogue
from pmladder.engine.asking import Outlook, asked_again, outlook_of, questions
from pmladder.engine.assess import assess, skills_asked
from pmladder.files.catalogue_file import read_catalogue
from pmladder.profile.standing import Standing
from rows import each


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue("builtin").catalogue


def somebody(catalogue: Catalogue, role: str | None, seed: int = 0, share: float = 0) -> Standing:
    """A person in a role, with a share of all skills rated by chance, some held at no known level, some set aside."""
    chance = random.Random(seed)
    skills = [skill for skill in catalogue.skills_by_id if chance.random() < share]
    kinds = {skill: chance.random() for skill in skills}
    return Standing(
        role=catalogue.roles_by_id[role] if role else None,
        role_basis="given" if role else None,
        top_level=len(catalogue.scale),
        people=chance.choice([None, 0, 4]),
        levels={skill: chance.randint(0, len(catalogue.scale)) for skill in skills if kinds[skill] < 0.7},
        present=frozenset(skill for skill in skills if 0.7 <= kinds[skill] < 0.85),
        not_applicable={skill: "not here" for skill in skills if kinds[skill] >= 0.85},
    )


PEOPLE = [
    ("associate-pm", 1, 0.3),
    ("senior-pm", 0, 0.0),
    ("senior-pm", 2, 0.7),
    ("group-pm", 3, 0.5),
    ("cpo", 1, 0.5),
    (None, 1, 0.3),
]


def could_change_by_trying(catalogue: Catalogue, outlook: Outlook, skill: str) -> int:
    """How many verdicts differ for some answer, each answer given to a person and each target assessed anew."""
    standing = outlook.standing
    changed = 0
    for target in outlook.targets:
        if skill not in target.role.skills:
            continue
        lowest = 1 if skill in standing.present else 0
        for level in range(lowest, len(catalogue.scale) + 1):
            answered = standing._replace(
                levels={**standing.levels, skill: level},
                present=standing.present - {skill},
                not_applicable={name: why for name, why in standing.not_applicable.items() if name != skill},
            )
            if assess(catalogue, answered, target.role).verdict != target.verdict:
                changed += 1
                break
    return changed


@each(("role", "seed", "share"), PEOPLE)
def test_the_order_is_by_what_an_answer_could_change(
    catalogue: Catalogue, role: str | None, seed: int, share: float
) -> None:
    outlook = outlook_of(catalogue, somebody(catalogue, role, seed, share))
    asked = questions(catalogue, outlook, {})
    for question in asked:
        assert -question.key.verdicts == could_change_by_trying(catalogue, outlook, question.skill.id)
    unknown = [question for question in asked if not question.review]
    assert {question.skill.id for question in unknown} == outlook.unrated
    assert outlook.unrated.isdisjoint([*outlook.standing.levels, *outlook.standing.not_applicable])
    assert asked[: len(unknown)] == tuple(unknown)
    # What can change something is asked before what can change nothing, and more before less.
    assert [q.key.verdicts for q in unknown] == sorted(q.key.verdicts for q in unknown)
    assert len({question.skill.id for question in asked}) == len(asked)


def test_the_order_is_the_same_however_the_ratings_are_listed(catalogue: Catalogue) -> None:
    standing = somebody(catalogue, "senior-pm", 5, 0.6)
    turned = standing._replace(
        levels=dict(reversed(standing.levels.items())), not_applicable=dict(reversed(standing.not_applicable.items()))
    )
    orders = [[q.skill.id for q in questions(catalogue, outlook_of(catalogue, one), {})] for one in (standing, turned)]
    assert orders[0] == orders[1]


@each("role", ["senior-pm", "pm", "director"])
def test_with_each_answer_less_is_unrated(catalogue: Catalogue, role: str) -> None:
    standing = somebody(catalogue, role)._replace(people=3)
    chance = random.Random(role)
    counts = []
    while True:
        outlook = outlook_of(catalogue, standing)
        counts.append(len(outlook.unrated))
        asked = questions(catalogue, outlook, {}, only_unrated=True)
        if not asked:
            break
        standing = standing._replace(levels={**standing.levels, asked[0].skill.id: chance.randint(0, 4)})
    assert counts == list(range(counts[0], -1, -1))
    assert not any(f.presumed or f.status == "unknown" for t in outlook.targets for f in t.findings if f.is_skill)


def test_an_answer_that_says_what_was_presumed_changes_nothing_but_that(catalogue: Catalogue) -> None:
    standing = somebody(catalogue, "senior-pm")._replace(people=3)
    before = outlook_of(catalogue, standing)
    for question in questions(catalogue, before, {}):
        skill = question.skill.id
        assert before.standing.presumed is not None
        level = before.standing.presumed.levels.get(skill, 0)
        after = outlook_of(catalogue, standing._replace(levels={skill: level}))
        assert [t.verdict for t in after.targets] == [t.verdict for t in before.targets]
        for one, other in zip(before.targets, after.targets, strict=True):
            assert one.counts._replace(presumed=0) == other.counts._replace(presumed=0)


def test_what_is_presumed_is_asked_about(catalogue: Catalogue) -> None:
    for standing in (somebody(catalogue, "senior-pm"), Standing(years=6, top_level=4)):
        outlook = outlook_of(catalogue, standing)
        assert outlook.placement.role is not None
        assert outlook.unrated
        assert outlook.standing.presumed


def test_a_role_that_is_named_is_the_only_target(catalogue: Catalogue) -> None:
    to = catalogue.roles_by_id["cpo"]
    outlook = outlook_of(catalogue, somebody(catalogue, "senior-pm"), to)
    assert [target.role.id for target in outlook.targets] == ["cpo"]
    asked = questions(catalogue, outlook, {})
    assert {question.skill.id for question in asked} == set(skills_asked(catalogue, to))
    assert {one.role.id for question in asked for one in question.asked} == {"cpo"}
    # Of those that could change the verdict as much, must-haves are asked first.
    keys = [(question.key.verdicts, not question.asked[0].requirement.must_have) for question in asked]
    assert keys == sorted(keys)


def test_at_the_top_and_without_a_place_there_is_something_to_ask(catalogue: Catalogue) -> None:
    assert [target.role.id for target in outlook_of(catalogue, somebody(catalogue, "cpo")).targets] == ["cpo"]
    whole = outlook_of(catalogue, Standing(top_level=4))
    assert whole.placement.role is None
    assert {target.role.family for target in whole.targets} == {"core"}


def test_what_is_rated_comes_last_the_longest_ago_first(catalogue: Catalogue) -> None:
    levels = dict.fromkeys(catalogue.skills_by_id, 2)
    del levels["product-strategy"]
    standing = somebody(catalogue, "senior-pm")._replace(levels=levels)
    dates = {"coaching": "2024", "requirements": "2023-05-01", "lifecycle": "2025-01"}
    outlook = outlook_of(catalogue, standing)
    asked = [question.skill.id for question in questions(catalogue, outlook, dates)]
    assert asked[0] == "product-strategy"
    # Nobody knows how old a rating without a date is, so those come before any that has one.
    assert asked[-3:] == ["requirements", "coaching", "lifecycle"]
    assert [q.skill.id for q in questions(catalogue, outlook, dates, only_unrated=True)] == ["product-strategy"]


def test_an_answer_that_can_change_nothing_is_asked_last() -> None:
    catalogue = small()
    standing = Standing(
        role=catalogue.roles_by_id["junior"], role_basis="given", years=3, years_of_work=3, top_level=3, presumes=False
    )
    outlook = outlook_of(catalogue, standing)
    [craft, talk] = questions(catalogue, outlook, {})
    # `craft` is a must-have of the senior; while it is unknown, nothing about `talk` changes the verdict.
    assert (craft.skill.id, craft.key.verdicts, talk.skill.id, talk.key.verdicts) == ("craft", -1, "talk", 0)
    after = outlook_of(catalogue, standing._replace(levels={"craft": 2}))
    [talk, review] = questions(catalogue, after, {})
    assert (talk.skill.id, talk.key.verdicts, review.skill.id, review.review) == ("talk", -1, "craft", True)


def test_a_question_asked_again_knows_the_answer() -> None:
    catalogue = small()
    standing = Standing(
        role=catalogue.roles_by_id["junior"], role_basis="given", present=frozenset({"craft"}), top_level=3
    )
    question = questions(catalogue, outlook_of(catalogue, standing), {})[0]
    assert (question.skill.id, question.level, question.present) == ("craft", None, True)
    rated = asked_again(question, standing._replace(levels={"craft": 1}, present=frozenset()))
    assert (rated.level, rated.present, rated.not_applicable) == (1, False, None)
    aside = asked_again(question, standing._replace(not_applicable={"craft": "no"}, present=frozenset()))
    assert (aside.level, aside.not_applicable) == (None, "no")
    assert rated.key == aside.key == question.key
