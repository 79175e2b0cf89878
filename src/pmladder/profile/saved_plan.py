"""A plan that was saved as JSON, as far as it is needed to see what became of it.

A plan that the first edition saved is read in today's words (`profile/first_edition.py`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from pmladder.catalogue.fields import Id, Line, Many, Model
from pmladder.profile.first_edition import plan_in_todays_words
from pmladder.profile.models import PartialDate
from pmladder.profile.terms import Axis, Basis

Amount = Annotated[float, Field(ge=0)]
"""So much on an axis: a level, years, people, or a place in the order of reaches or degrees."""


class SavedCatalogue(Model):
    """The catalogue that a plan was made with."""

    model_config = ConfigDict(extra="ignore")

    id: Line
    digest: Line


class SavedItem(Model):
    """One gap that was planned: on which axis, up to what, until when."""

    model_config = ConfigDict(extra="ignore")

    axis: Axis
    subject: Id
    name: Line
    to: Amount
    end: PartialDate | None = None


class SavedCase(Model):
    """The part of a plan that is to be shown before the role."""

    model_config = ConfigDict(extra="ignore")

    items: Many[SavedItem]


class SavedGrowth(Model):
    """One thing to grow into in the role: up to what level, and what was held of it then."""

    model_config = ConfigDict(extra="ignore")

    axis: Axis
    subject: Line
    name: Line
    level: Amount
    low: Amount
    high: Amount | None = None
    basis: Basis


class SavedPlan(Model):
    """What `pmladder plan ROLE -o plan.json` wrote. What it has beyond this is not read.

    A plan of the first edition has nothing to `grow` into.
    """

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plan"]
    as_of: PartialDate
    catalogue: SavedCatalogue
    role: Line
    case: SavedCase
    grow: Many[SavedGrowth] = ()

    @model_validator(mode="before")
    @classmethod
    def _in_todays_words(cls, value: Any) -> Any:
        return plan_in_todays_words(value)
