"""A plan that was saved as JSON, as far as it is needed to see what became of it."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from pmladder.catalogue.fields import Id, Line, Many, Model
from pmladder.profile.models import PartialDate


class SavedCatalogue(Model):
    """The catalogue that a plan was made with."""

    model_config = ConfigDict(extra="ignore")

    id: Line
    digest: Line


class SavedItem(Model):
    """One thing that was planned: which requirement, up to what, until when."""

    model_config = ConfigDict(extra="ignore")

    rule: Line
    subject: Id
    name: Line
    to: float | Line
    end: PartialDate | None = None


class SavedPlan(Model):
    """What `pmladder plan ROLE -o plan.json` wrote. What it has beyond this is not read."""

    model_config = ConfigDict(extra="ignore")

    kind: Literal["plan"]
    as_of: PartialDate
    catalogue: SavedCatalogue
    role: Line
    items: Many[SavedItem]
