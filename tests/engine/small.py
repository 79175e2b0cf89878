"""Small catalogues, people and dates to try rules on; one ladder has two rungs, a fork, a way in and a way out."""

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


TEXT = """
scale: [basic, solid, master]
skills:
  - {id: craft, name: Craft, close: {basic: Try it., solid: [Do it alone., Do it twice.], master: Teach it.}}
  - {id: people, name: People}
  - {id: talk, name: Talk}
roles:
  - id: junior
    title: Junior
    years_in_product: {min: 0, typical: 1}
    seniority: 1
    skills: {craft: basic, talk: basic}
  - id: senior
    title: Senior
    years_in_product: {min: 2, typical: 4}
    years: {min: 3, typical: 6}
    seniority: 2
    skills: {craft: solid, talk: solid}
    must_have: [craft]
  - id: lead
    title: Lead
    track: management
    seniority: 3
    years_in_product: {min: 4, typical: 6}
    people: {entry: 2, min: 2, max: 5, must_have: true}
    education: {text: A degree is usual., level: bachelor}
    evidence: [{id: launch, text: Two launches, kind: launch, count: 2}]
    prior: {tracks: [individual], years: 2}
    skills: {craft: basic, people: {level: master, sources: [book]}}
    must_have: [people]
  - id: seller
    title: Seller
    family: adjacent
    seniority: 2
    skills: {talk: master}
transitions:
  - {from: junior, to: senior, common: usual, years_in_from: [1, 3]}
  - {from: senior, to: lead, kind: fork, common: often, company: small}
  - {from: senior, to: seller, kind: exit, common: rare}
  - {from: seller, to: junior, kind: entry}
sources: [{id: book, title: A book}]
"""


def small() -> Catalogue:
    """The small ladder."""
    return parse_catalogue(TEXT, "small.yaml")
