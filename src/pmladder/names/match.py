"""What a title was taken to mean."""

from __future__ import annotations

from typing import Literal, NamedTuple

MatchedBy = Literal["id", "title", "alias", "normalised", "words"]


class TitleMatch(NamedTuple):
    """The role that a title was matched to.

    `role` is a role id, or None when the title is unknown. `why` explains the match in one sentence. `nearest` holds
    role ids, best first: suggestions for an unknown title, other possible meanings of a known one. `also` holds the ids
    of the other roles in a title with several positions ("Product Manager / Project Manager").
    """

    text: str
    role: str | None
    matched_by: MatchedBy | None
    why: str
    nearest: tuple[str, ...]
    also: tuple[str, ...] = ()
