"""The public functions: load a catalogue, make a profile, and ask questions about the two."""

from __future__ import annotations

from datetime import date

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role
from pmladder.engine.assess import Assessment
from pmladder.engine.compare import Row
from pmladder.engine.compare import compare as _compare
from pmladder.engine.suggest import Answer, gap, next_moves
from pmladder.errors import InputError, UsageError
from pmladder.files.catalogue_file import load_catalogue
from pmladder.names.resolve import resolve_title
from pmladder.profile.checks import errors_in
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing, misfits, standing_of
from pmladder.text import did_you_mean, repr_quoted

__all__ = ["Profile", "assess", "compare", "load_catalogue", "next_roles"]


def next_roles(catalogue: Catalogue, profile: Profile, as_of: date | None = None) -> Answer:
    """Where `profile` stands and the roles one transition away, in order.

    `as_of` is the day that open positions of the history count to; without it they count no time.
    Raises InputError when the profile names skills or levels that the catalogue does not have.
    """
    return next_moves(catalogue, _standing(catalogue, profile, as_of))


def assess(catalogue: Catalogue, profile: Profile, role: str, as_of: date | None = None) -> Assessment:
    """Every requirement of `role` (an id, a title or an alias) compared with `profile`, and the verdict.

    Raises UsageError for a role that the catalogue does not have, InputError as `next_roles` does.
    """
    standing = _standing(catalogue, profile, as_of)
    return gap(catalogue, standing, _role(catalogue, role, standing.company_size))[2]


def compare(catalogue: Catalogue, *roles: str) -> tuple[Row, ...]:
    """A row for each skill that any of `roles` asks for: its level in each, and the changes between neighbours."""
    return _compare(catalogue, [_role(catalogue, role) for role in roles])


def _standing(catalogue: Catalogue, profile: Profile, as_of: date | None) -> Standing:
    if problems := errors_in(profile) or misfits(profile, catalogue):
        raise InputError("profile", problems)
    return standing_of(profile, catalogue, as_of)


def _role(catalogue: Catalogue, text: str, size: CompanySize | None = None) -> Role:
    match = resolve_title(text, catalogue, size)
    if match.role is None:
        raise UsageError(f"unknown role {repr_quoted(text)}{did_you_mean(text, tuple(catalogue.roles_by_id))}")
    return catalogue.roles_by_id[match.role]
