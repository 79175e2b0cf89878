"""A plan that was saved as JSON, as far as it is needed to see what became of it.

A plan that the first edition saved is read in today's words (`profile/first_edition.py`).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, model_validator

from pmladder.catalogue.fields import Id, Line, Many, Model
from pmladder.profile.first_edition import plan_in_todays_words
from pmladder.profile.models import PartialDate
from pmladder.profile.terms import Axis


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
    to: float
    end: PartialDate | None = None


class SavedCase(Model):
    """The part of a plan that is to be shown before the role."""

    model_config = ConfigDict(extra="ignore")

    items: Many[SavedItem]


class SavedPlan(Model):
    """What `pmladder plan ROLE -o plan.json` wrote. What it has beyond this is not read."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plan"]
    as_of: PartialDate
    catalogue: SavedCatalogue
    role: Line
    case: SavedCase

    @model_validator(mode="before")
    @classmethod
    def _in_todays_words(cls, value: Any) -> Any:
        return plan_in_todays_words(value)
