"""What a shell offers while one types: roles and skills with their names, levels, formats.

Whatever goes wrong here stays silent: a shell that completes is no place for messages. What is offered
is text from a file that a shell will read, so only harmless characters of it are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import typer

from pmladder.catalogue.models import Catalogue

_HARMLESS_ID = re.compile(r"[\w./+#@-]+")
_HARMFUL = re.compile(r"[^\w .,/&+-]")


def roles(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of roles that begin with `incomplete`, with their titles."""
    catalogue = _catalogue(ctx)
    return _offers(((role.id, role.title) for role in catalogue.roles) if catalogue else (), incomplete)


def skills(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of skills that begin with `incomplete`, with their names."""
    catalogue = _catalogue(ctx)
    return _offers(((skill.id, skill.name) for skill in catalogue.skills) if catalogue else (), incomplete)


def reaches(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of reaches, from the nearest to the farthest."""
    catalogue = _catalogue(ctx)
    return [name for name in (catalogue.reach if catalogue else ()) if name.startswith(incomplete) and _is_line(name)]


def kept(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """What `profile set` takes: a skill and its level, a reach."""
    field, equals, begun = incomplete.partition("=")
    if equals and field == "reach":
        return [(f"reach={name}", "") for name in reaches(ctx, begun)]
    offers = rated_skills(ctx, incomplete)
    return [*offers, ("reach=", "how far your decisions carry")] if "reach=".startswith(incomplete) else offers


def rated_skills(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of skills, and behind the `=` the names of levels."""
    catalogue = _catalogue(ctx)
    if catalogue is None:
        return []
    skill, equals, _ = incomplete.partition("=")
    if not equals:
        return [(f"{name}=", words) for name, words in skills(ctx, incomplete)]
    levels = ((f"{skill}={level.name}", level.meaning or "") for level in catalogue.scale)
    return [(value, _harmless(words)) for value, words in levels if value.startswith(incomplete) and _is_plain(value)]


def changes(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """What `--if` takes: a skill one level up, years, people."""
    others = [("years=+1", "a year more"), ("people=", "so many people led"), ("evidence=", "something to show")]
    ups = [(f"{name}=+1", f"{words}, one level up") for name, words in skills(ctx, incomplete.partition("=")[0])]
    return [(value, words) for value, words in [*ups, *others] if value.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """The names of formats."""
    from pmladder.render.formats import FORMATS

    return [name for name in FORMATS if name.startswith(incomplete)]


def _catalogue(ctx: typer.Context) -> Catalogue | None:
    from pmladder.cli.surroundings import choose_catalogue
    from pmladder.errors import PmladderError

    chosen = ctx.params.get("catalogue")
    if chosen == "-":
        return None
    try:
        return choose_catalogue(chosen).catalogue
    except (PmladderError, OSError):
        return None


def _offers(entries: Iterable[tuple[str, str]], incomplete: str) -> list[tuple[str, str]]:
    return [
        (name, _harmless(words))
        for name, words in entries
        if name.startswith(incomplete) and _HARMLESS_ID.fullmatch(name)
    ]


def _is_line(name: str) -> bool:
    return _HARMFUL.search(name) is None


def _is_plain(value: str) -> bool:
    return _HARMLESS_ID.fullmatch(value.replace("=", "", 1)) is not None


def _harmless(words: str) -> str:
    return _HARMFUL.sub(" ", words)[:80].strip()
