"""What a title was taken to mean, and the title taken apart on the way there."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.names.index import Name, TitleIndex
from pmladder.names.phrase import Phrase, PhraseReading
from pmladder.names.reading import readings
from pmladder.names.text import Segment, segments, spelled

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


class Title(NamedTuple):
    """A title taken apart, with the names of the catalogue that it is looked up in."""

    text: str
    names: TitleIndex
    spelled: Phrase
    segments: tuple[Segment, ...]
    readings: tuple[PhraseReading, ...]

    @classmethod
    def of(cls, text: str, names: TitleIndex) -> Title:
        """`text` taken apart."""
        cut = segments(text, names.abbreviations)
        return cls(text, names, spelled(text), cut, readings(cut))

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return tuple(phrase for segment in self.segments for phrase in segment)

    @property
    def written(self) -> str:
        return self.text.strip()

    def unknown(self, why: str, nearest: tuple[str, ...]) -> TitleMatch:
        """The match of a title that fits no role."""
        return TitleMatch(self.text, None, None, why, nearest)


def first_claims(names: list[Name]) -> list[str]:
    """The roles that names of one kind mean in companies of any size: those with such a title, else alias."""
    for kind in ("title", "alias"):
        claims = dict.fromkeys(name.role for name in names if name.kind == kind and not name.sizes)
        if claims:
            return list(claims)
    return []
