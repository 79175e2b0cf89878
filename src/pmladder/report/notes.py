"""What a reader must know to read an answer about a person right. Shared by all that speak of a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pmladder.engine.placement import Placement
from pmladder.profile.standing import Standing
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, paragraph
from pmladder.report.ground import Ground

NOT_A_PROMISE = "Closing every gap makes a case for the role; it does not give it to you."


def where_blocks(placement: Placement, ground: Ground, notes: Iterable[str]) -> Iterator[Block]:
    """What an answer about a person begins with: where they are, and the notes."""
    yield paragraph(Cell(f"{words.where_you_are(placement, ground)}.", "strong"))
    for note in notes:
        yield paragraph(Cell(note, "muted"))


def notes_on(ground: Ground, placement: Placement) -> Iterator[str]:
    """What was taken for granted, what was not understood, and where the placement is open."""
    standing = ground.standing
    yield from standing.notes
    if standing.presumed:
        yield _presumed(placement, standing)
    if not placement.has_years and standing.years is not None:
        known = "" if placement.basis in ("given", "title", "history", "last-held") else "; say which role you hold"
        yield f"This catalogue has no years, so years can't place anyone on it{known}."
    if placement.conflict and placement.by_years and placement.by_skills:
        yield (
            f"Years and skills disagree: the years are usual for {ground.role(placement.by_years)}, "
            f"the rated skills look like {ground.role(placement.by_skills)}."
        )
    if placement.alternatives:
        others = " or ".join(f"{ground.role(role)} ({role.track})" for role in placement.alternatives)
        yield f"The same years are usual for {others} as well; years alone can't tell."


def _presumed(placement: Placement, standing: Standing) -> str:
    which = "Skills that you did not rate are" if standing.levels else "No skill is rated: each is"
    asked = {skill: a.level for skill, a in placement.role.skills.items()} if placement.role else {}
    kept = any(level > asked.get(skill, 0) for skill, level in standing.presumed.items())
    whose = "your present role, or one below it, asks" if kept else "your present role asks"
    return f"{which} presumed at what {whose}, so gaps are those between roles."
