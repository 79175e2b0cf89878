"""What entries of a catalogue are made of: ids, lines, texts, figures, words with a fixed meaning, and their base."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_./:+#&@-]*$"),
]
"""How an entry is named by others: letters, digits and `_ . / : + # & @ -`, no spaces."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=5_000, pattern=r"^[^\n\t]*$")]
"""A text of one line, such as a title."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
"""A text that may run over lines."""

Years = Annotated[float, Field(ge=0, le=80)]
Months = Annotated[float, Field(ge=0, le=960)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Level = Annotated[int, Field(ge=0, le=100)]
"""A proficiency level: 0 is none, 1 the lowest name of the catalogue's scale."""

Strength = Literal["blocking", "supporting"]
Kind = Literal["promotion", "fork", "lateral", "step-down", "entry", "exit"]
Common = Literal["usual", "often", "sometimes", "rare"]
CompanySize = Literal["small", "medium", "large"]
Education = Literal["none", "school", "bachelor", "master", "doctorate"]

NONE = "none"
"""How level 0 is written: the skill is not held."""

EDITORIAL = "editorial"
"""In a list of sources: nobody published this figure, the catalogue's editors set it."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""Several of something, in order. A list will do where a model is made; a tuple is kept."""


class Model(BaseModel):
    """Frozen, exact about types, and silent about values in its errors (a profile is private)."""

    # Schemas are built at first validation: a catalogue that comes from the cache needs none of them.
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
    )
