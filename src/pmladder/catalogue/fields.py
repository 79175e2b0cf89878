"""The field types of catalogue entries (ids, lines, texts, figures, fixed words) and the base of their models."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pmladder.catalogue.notation import Notation, Was

Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_./:+#&@-]*$"),
]
"""How an entry is named by others: letters, digits and `_ . / : + # & @ -`, no spaces."""

MOST_LISTED = 10_000
"""The most roles of a catalogue, the most skills of one, and the most that a person has rated."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=5_000, pattern=r"^[^\n\t]*$")]
"""A text of one line, such as a title."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""A text that may run over lines."""

Prose = Annotated[Text, Notation.PROSE]
"""A text in the words of whoever wrote the catalogue."""

Years = Annotated[float, Field(ge=0, le=80)]
Months = Annotated[float, Field(ge=0, le=960)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Level = Annotated[int, Field(ge=0, le=100), Notation.LEVEL]
"""A proficiency level: 0 is none, 1 the lowest name of the catalogue's scale."""

Reach = Annotated[int, Field(ge=0, le=100), Notation.REACH]
"""How far decisions carry: 1 is the first name of `reach` of the catalogue, the nearest."""

Strength = Literal["must-have", "supporting"]
MoveKind = Literal["promotion", "fork", "lateral", "step-down", "entry", "exit"]
Common = Literal["usual", "often", "sometimes", "rare"]
CompanySize = Literal["small", "medium", "large"]
Education = Literal["none", "school", "bachelor", "master", "doctorate"]

NONE = "none"
"""How level 0 is written: the skill is not held."""

EDITORIAL = "editorial"
"""In a list of sources: nobody published this figure, the catalogue's editors set it."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""Several values in order. A model accepts a list and keeps a tuple."""


Key = Annotated[
    Id, Notation.NAMES, "How other entries name this one: letters, digits and _ . / : + # & @ -, no spaces."
]
Name = Annotated[Line, Notation.PROSE, "What people read."]
Note = Annotated[Prose | None, "Anything that a reader should know; nothing is computed from it."]
InWords = Annotated[Prose, "The same in words."]
Companies = Annotated[Many[CompanySize], Notation.ALONE, "Only in companies of these sizes: small, medium, large."]
Sources = Annotated[
    Many[Id],
    Notation.ALONE,
    "Ids of the sources that this rests on. `editorial` says that nobody published it and you set it.",
]
FigureNote = Annotated[Note, Notation.CREDIT]
FigureSources = Annotated[Sources, Notation.CREDIT]
"""The note and the sources of one figure. They do not carry over to a figure that replaces it."""
MustHave = Annotated[
    bool, Notation.BINDS, Was("strength"), "true: who lacks this is not ready yet. Without `true`, it only supports."
]


class Model(BaseModel):
    """The base of all models: frozen, strict about types, and without values in its errors, as a profile is private."""

    in_short: ClassVar[str] = ""
    """How an entry may be written if it is not a mapping. The message about a wrong value says this."""

    # Schemas are built at the first validation, as a catalogue from the cache needs none.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
    )
