"""What a title was taken to mean."""

from __future__ import annotations

from typing import Literal, NamedTuple

MatchedBy = Literal["id", "title", "alias", "normalised", "words"]


class TitleMatch(NamedTuple):
    """What a title was taken to mean.

    `role` is a role id, or None when the title is unknown; `why` is one sentence for a reader. `nearest` holds
    role ids, best first: suggestions for an unknown title, other readings of a known one. `also` holds the ids of
    the other roles that a title of several positions names ("Product Manager / Project Manager").
    """

    text: str
    role: str | None
    matched_by: MatchedBy | None
    why: str
    nearest: tuple[str, ...]
    also: tuple[str, ...] = ()
