"""How much is tried: as a rule a part of all that could be, which takes a minute; all of it where there is time.

`pytest --hypothesis-profile=thorough` tries properties on all their examples. What is tried on all members of a product
has a test marked slow, and a usual one that tries each member of each factor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

T = TypeVar("T")
THOROUGH = "thorough"
PART = 4


def examples(most: int) -> int:
    """On how many of at most so many examples a property is tried now."""
    return most if settings.get_current_profile_name() == THOROUGH else -(-most // PART)


def every(step: int, number: int, among: Sequence[T]) -> list[T]:
    """Each `step`th of `among`, from another one on for each `number`: all of them over `step` numbers in a row."""
    return list(among[number % step :: step])
