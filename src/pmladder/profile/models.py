"""The model of a profile: what one person says about themselves. Every field is optional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field, PlainValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from pmladder.catalogue.fields import MOST_LISTED, CompanySize, Count, Education, Id, Line, Many, Model, Text, Years
from pmladder.profile.first_edition import RATER as FIRST_RATER


def _year_as_text(value: Any) -> Any:
    """A bare year is read as a number."""
    return f"{value:04}" if type(value) is int and 0 <= value <= 9999 else value


LONGEST_LEVEL = 200
"""The most characters in the name of a level."""


def _level(value: Any) -> int | str | None:
    """A level by number or name. The catalogue decides which levels exist."""
    if type(value) is int and 0 <= value <= 100:
        return value
    if isinstance(value, str) and 0 < len(value) <= LONGEST_LEVEL and "\n" not in value:
        return value
    raise PydanticCustomError("level", "should be a level: a whole number from 0, or a name of the scale")


PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    BeforeValidator(_year_as_text),
]
"""A date as a year, a month or a day: `2023`, `2023-07`, `2023-07-01`."""


class Company(Model):
    """The company that the person works in. Its size can change the meaning of a title."""

    name: Line | None = None
    size: CompanySize | None = None


class Job(Model):
    """One position. Without an `end` it is still held. Without a `start` it counts no time.

    `unclear` names what an import could not read, such as the end. The duration of such a position is unknown, and one
    with a start but no end does not count as still held.
    """

    title: Line
    role: Line | None = None
    company: Company | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    unclear: Line | None = None


class Rating(Model):
    """The rating of a skill: a level by number or name, or why the skill does not apply.

    A rating without a level means that the person has the skill at an unknown level. `rater` is who gave the rating.
    """

    level: Annotated[int | str | None, PlainValidator(_level, json_schema_input_type=int | str)] = None
    evidence: Many[Id] = ()
    rated: PartialDate | None = None
    rater: Annotated[Line | None, Field(validation_alias=AliasChoices("rater", FIRST_RATER))] = None
    not_applicable: Text | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_level(cls, value: Any) -> Any:
        """A bare level is short for a rating with that level. An empty reason is an error."""
        if isinstance(value, Mapping) and value.get("not_applicable", "") is None:
            raise PydanticCustomError("why", "not_applicable should say why")
        return {"level": value} if value is None or isinstance(value, (int, float, str)) else value


class Evidence(Model):
    """Evidence for a rated skill or for a requirement. `shows` names the skills and requirements."""

    id: Id
    kind: Id | None = None
    title: Line | None = None
    date: PartialDate | None = None
    url: Line | None = None
    shows: Many[Id] = ()


MOST_POSITIONS = 1_000
"""The most positions of one person, as matching their titles takes time."""


class Profile(Model):
    """One person: role, history, years, rated skills, evidence, goal.

    `years` is years in product, `years_of_work` all relevant work. `role` and `goal` are an id, a title or an alias,
    in the person's words. `people` is how many people the person leads, `people_led_before` the most that they led in
    an earlier job. `reach` is how far their decisions carry, by a name of the catalogue. `skills` maps skill ids to
    ratings. A missing skill is unrated, never zero.
    """

    name: Line | None = None
    role: Line | None = None
    company: Company | None = None
    years: Years | None = None
    years_of_work: Years | None = None
    years_in_role: Years | None = None
    history: Annotated[Many[Job], Field(max_length=MOST_POSITIONS)] = ()
    people: Count | None = None
    people_led_before: Count | None = None
    reach: Line | None = None
    education: Education | None = None
    skills: Mapping[Id, Rating] = Field(default_factory=dict, max_length=MOST_LISTED)
    evidence: Many[Evidence] = ()
    goal: Line | None = None
    focus: Many[Id] = ()
