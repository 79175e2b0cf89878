"""pmladder: which role is next for a product person, and which gaps stand between.

The public interface of the package; everything else may change without notice.

    from pmladder import Profile, load_catalogue, next_roles

    for suggestion in next_roles(load_catalogue(), Profile(years=6)).suggestions:
        print(suggestion.assessment.role.title, suggestion.assessment.verdict)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pmladder.api import Profile, assess, compare, load_catalogue, next_roles

__all__ = ["Profile", "assess", "compare", "load_catalogue", "next_roles"]


def __getattr__(name: str) -> Any:
    # The command line imports this package before anything else, and needs none of these.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pmladder import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return __all__
