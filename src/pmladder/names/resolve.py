"""Which role of a catalogue a job title means, how that was found out, or which roles are near."""

from __future__ import annotations

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue
from pmladder.names.match import MatchedBy, TitleMatch
from pmladder.text import repr_quoted

__all__ = ["MatchedBy", "TitleMatch", "resolve_title"]


def resolve_title(text: str, catalogue: Catalogue, company_size: CompanySize | None = None) -> TitleMatch:
    """The role that `text` names in `catalogue`. In a company of known size, what the title means there counts."""
    if text.strip() in catalogue.roles_by_id:
        # An id needs no index of the titles, which takes a while in a large catalogue.
        return TitleMatch(text, text.strip(), "id", f"{repr_quoted(text.strip())} is the id of a role.", ())
    from pmladder.names.meaning import meaning_of  # Many languages, which an id does without.

    return meaning_of(text, catalogue, company_size)
