"""Small catalogues, people and dates that the tests of the engine share."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmladder.catalogue.models import Catalogue
from pmladder.files.catalogue_file import parse_catalogue
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing, standing_of

TODAY = date(2026, 1, 31)


def catalogue_of(text: str) -> Catalogue:
    """The catalogue of a text; four levels named one to four unless it says otherwise."""
    return parse_catalogue(text if "scale:" in text else f"scale: [one, two, three, four]\n{text}", "x.yaml")


def person(catalogue: Catalogue, **profile: Any) -> Standing:
    """Somebody as the fields of a profile say."""
    presumes = profile.pop("presumes", True)
    return standing_of(Profile.model_validate(profile), catalogue, TODAY, presumes)
