"""What a reader must know to read an answer about a person right. Shared by all that speak of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmladder.engine.assess import Assessment
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import at_other_sizes
from pmladder.profile.standing import Standing
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, paragraph
from pmladder.report.ground import Ground

NOT_A_PROMISE = "Closing every gap makes a case for the role; it does not give it to you."


def where_blocks(placement: Placement, ground: Ground, notes: Iterable[str]) -> Iterator[Block]:
    """What an answer about a person begins with: a profile that was found, where they are, and the notes."""
    yield from source_blocks(ground)
    yield paragraph(Cell(f"{words.where_you_are(placement, ground)}.", "strong"))
    for note in notes:
        yield paragraph(Cell(note, "muted"))


def source_blocks(ground: Ground) -> Iterator[Block]:
    """The profile that an answer rests on, where the command line did not name it."""
    if ground.is_found and ground.source:
        yield paragraph(Cell(f"Profile: {ground.source}.", "muted"))


def notes_on(ground: Ground, placement: Placement) -> Iterator[str]:
    """What was taken for granted, what was not understood, and where the placement is open."""
    standing = ground.standing
    yield from standing.notes
    if standing.presumed is not None:
        yield _presumed(standing, placement)
    if not placement.has_years and standing.years is not None:
        known = "" if placement.basis not in ("skills", None) else "; say which role you hold"
        yield f"This catalogue has no years, so years can't place anyone on it{known}."
    if placement.cannot_tell:
        others = ", ".join(ground.role(role) for role in placement.others)
        held = f" People with so many years hold {others} as well." if others else ""
        until = f"Years tell a role only up to {ground.catalogue.years_tell_until:g}."
        yield f"{until}{held} Say --role TITLE or --people N."
    elif placement.basis == "years" and placement.others:
        others = " or ".join(f"{ground.role(role)} ({role.track})" for role in placement.others)
        yield f"People with so many years hold {others} as well."


def at_sizes(ground: Ground, placement: Placement, assessments: Iterable[Assessment]) -> Iterator[str]:
    """What another company size would change, for somebody whose size is not known."""
    for assessment in assessments:
        others = at_other_sizes(ground.catalogue, placement, ground.standing, assessment)
        if others:
            said = "; ".join(f"in a {size} company, {words.verdict_line(other)}" for size, other in others.items())
            yield f"{ground.role(assessment.role)} {said}. Say --company-size."


def _presumed(standing: Standing, placement: Placement) -> str:
    which = "Skills that you did not rate are" if standing.levels else "No skill is rated: each is"
    rest = "; what it does not ask for is unknown" if standing.presumed and standing.presumed.others_unknown else ""
    by = "that role" if placement.basis == "years" else "the roles you hold or held"
    return f"{which} presumed by {by}{rest}."
