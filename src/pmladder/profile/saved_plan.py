"""A plan that was saved as JSON: the parts that are needed to check its progress.

A plan of the first edition is translated when it is read (`profile/first_edition.py`).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from pmladder.catalogue.fields import Id, Line, Many, Model, Text
from pmladder.profile.first_edition import plan_in_todays_words
from pmladder.profile.models import PartialDate
from pmladder.profile.terms import Axis, Basis

Amount = Annotated[float, Field(ge=0)]
"""An amount on an axis: a level, years, people, or the place of a reach or a degree in its order."""


class SavedCatalogue(Model):
    """The catalogue that the plan was made with."""

    model_config = ConfigDict(extra="ignore")

    id: Line
    digest: Line


class SavedItem(Model):
    """One planned gap: its axis, its target and its date."""

    model_config = ConfigDict(extra="ignore")

    axis: Axis
    subject: Id
    name: Text
    to: Amount
    end: PartialDate | None = None


class SavedCase(Model):
    """The part of a plan that comes before the role."""

    model_config = ConfigDict(extra="ignore")

    items: Many[SavedItem]


class SavedGrowth(Model):
    """One thing that grows in the role: its target level, and what the person had when the plan was made."""

    model_config = ConfigDict(extra="ignore")

    axis: Axis
    subject: Line
    name: Text
    level: Amount
    low: Amount
    high: Amount | None = None
    basis: Basis


class SavedPlan(Model):
    """The file that `pmladder plan ROLE -o plan.json` wrote. Other keys are not read.

    A plan of the first edition has no `grow`.
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
