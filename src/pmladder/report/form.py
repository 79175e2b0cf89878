"""The report of `assess --form`: the questions of a form for rating oneself, and the levels that its roles ask."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Role
from pmladder.engine.asking import Asked, Question
from pmladder.report.blocks import Block, paragraph
from pmladder.report.ground import Ground
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.shapes import CATALOGUE_REF, ROLE_NAME, Key, Shape, encoded, many
from pmladder.text import plural


class LevelText(NamedTuple):
    """A level of a skill: its number, its name and its description, if there is one."""

    level: int
    name: str
    text: str | None


class FormQuestion(NamedTuple):
    """One question: a skill, its levels, and what each role asks of it."""

    question: Question
    levels: tuple[LevelText, ...]


ROLE_ASKS = Shape(
    Asked,
    "FormAsks",
    "What one role of the form asks of a skill: the entry before the role, and the level in it.",
    Key("role", str, lambda asked, _: asked.role.id),
    Key("entry", int, lambda asked, _: int(asked.requirement.entry)),
    Key("level", int, lambda asked, _: int(asked.requirement.level)),
    Key("must_have", bool, lambda asked, _: asked.requirement.must_have),
)

QUESTION = Shape(
    FormQuestion,
    "FormQuestion",
    "One question of the form, for one skill.",
    Key("skill", str, lambda entry, _: entry.question.skill.id),
    Key("name", str, lambda entry, ground: ground.skill(entry.question.skill.id)),
    Key("category", str | None, lambda entry, ground: ground.category(entry.question.skill)),
    Key("description", str | None, lambda entry, _: entry.question.skill.description),
    Key("levels", tuple[LevelText, ...]),
    Key("asks", many(ROLE_ASKS), lambda entry, _: entry.question.asked),
)


class FormData(NamedTuple):
    """The JSON of `assess --form`.

    `form` identifies the form: it is a digest of the catalogue, the roles, the questions and the name. `present` is the
    person's present role, in their words.
    """

    schema_version: str
    kind: Literal["form"]
    catalogue: Annotated[Ground, CATALOGUE_REF]
    form: str
    name: str | None
    rater: str
    present: str | None
    company_size: str | None
    roles: tuple[Annotated[Role, ROLE_NAME], ...]
    questions: tuple[Annotated[FormQuestion, QUESTION], ...]


def form_report(
    ground: Ground, questions: Sequence[Question], name: str | None, rater: str, present: str | None
) -> Report:
    """A form with these questions, for the person with this name. `present` is their role, in their words."""
    entries = tuple(FormQuestion(question, _levels(question, ground)) for question in questions)
    roles = {asked.role.id: asked.role for question in questions for asked in question.asked}
    data = FormData(
        SCHEMA_VERSION,
        "form",
        ground,
        "",
        name,
        rater,
        present,
        ground.standing.company_size,
        tuple(roles.values()),
        entries,
    )
    data = data._replace(form=_identity(data, ground))
    return Report(data, lambda: _blocks(data), lambda: _rows(data, ground), ground=ground)


def _levels(question: Question, ground: Ground) -> tuple[LevelText, ...]:
    texts = question.skill.levels
    return tuple(
        LevelText(level, ground.catalogue.level_name(level), texts.get(level))
        for level in range(len(ground.catalogue.scale) + 1)
    )


def _identity(data: FormData, ground: Ground) -> str:
    """A digest of the catalogue, the roles, the questions and the name."""
    content = [
        ground.digest,
        data.name,
        data.rater,
        data.present,
        data.company_size,
        encoded(data.questions, ground, QUESTION),
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _blocks(data: FormData) -> tuple[Block, ...]:
    asked = plural(len(data.questions), "question")
    return (paragraph(f"A form of {asked} for {plural(len(data.roles), 'role')}."),)


def _rows(data: FormData, ground: Ground) -> list[list[str]]:
    names = [[entry.question.skill.id, ground.skill(entry.question.skill.id)] for entry in data.questions]
    return [["skill", "name"], *names]
