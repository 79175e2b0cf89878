"""Matches a job title to a role of a catalogue, with an explanation, or finds the nearest roles."""

from __future__ import annotations

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue
from pmladder.names.match import MatchedBy, TitleMatch
from pmladder.text import repr_quoted

__all__ = ["MatchedBy", "TitleMatch", "resolve_title"]


def resolve_title(text: str, catalogue: Catalogue, company_size: CompanySize | None = None) -> TitleMatch:
    """The role that `text` names in `catalogue`. If the company's size is known, the meaning in such companies wins."""
    if text.strip() in catalogue.roles_by_id:
        # An id is looked up without the index of titles, which is slow to build for a large catalogue.
        return TitleMatch(text, text.strip(), "id", f"{repr_quoted(text.strip())} is the id of a role.", ())
    from pmladder.names.meaning import meaning_of  # This import loads many languages, which an id does not need.

    return meaning_of(text, catalogue, company_size)
