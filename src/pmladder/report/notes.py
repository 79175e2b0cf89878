"""Notes that a reader needs to understand an answer about a person. All reports about a person share them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pmladder.engine.assess import Assessment
from pmladder.engine.placement import Placement
from pmladder.engine.suggest import at_other_sizes
from pmladder.names.resolve import TitleMatch
from pmladder.profile.history import UNCLEAR
from pmladder.profile.models import Profile
from pmladder.profile.standing import Standing
from pmladder.report import wording
from pmladder.report.blocks import Block, Cell, Column, paragraph, table
from pmladder.report.ground import Ground
from pmladder.text import plural, repr_quoted

_FIRST_NOTES = 2
_MOST_TO_TYPE = 480
"""Characters of the commands to go on with: six lines of a small screen."""
NOT_A_PROMISE = "Closing every gap makes a case for the role; it does not give it to you."


def where_blocks(placement: Placement, ground: Ground, notes: Iterable[str]) -> Iterator[Block]:
    """The beginning of an answer about a person: the profile that was found, their role, and the notes."""
    yield from source_blocks(ground)
    yield paragraph(Cell(f"{wording.where_you_are(placement, ground)}.", "strong"))
    for note in notes:
        yield paragraph(Cell(note, "muted"))


def first_notes(placement: Placement, ground: Ground, notes: Iterable[str]) -> Iterator[Block]:
    """The notes of a first screen: two of them, and the number of the others. Presumption is named elsewhere on it."""
    presumed = _presumed(ground.standing, placement) if ground.standing.presumed else None
    listed = [note for note in notes if note != presumed]
    for note in listed[:_FIRST_NOTES]:
        yield paragraph(Cell(f"{note[:1].upper()}{note[1:]}", "muted"))
    if len(listed) > _FIRST_NOTES:
        yield paragraph(Cell(f"{plural(len(listed) - _FIRST_NOTES, 'more remark')} with --all.", "muted"))


def first_where(placement: Placement, ground: Ground, notes: Iterable[str]) -> Iterator[Block]:
    """The beginning of a first screen about a person: the profile that was found, their role, and the notes."""
    yield from source_blocks(ground)
    role, why = wording.role_and_why(placement, ground)
    basis = "; ".join(filter(None, (why, rated_words(ground.standing))))
    yield paragraph(Cell(role, "strong"), Cell(f"   {basis}" if basis else "", "muted"))
    yield from first_notes(placement, ground, notes)


def rated_words(standing: Standing) -> str:
    """How many skills are rated, if the others are presumed from a role."""
    if standing.presumed is None:
        return ""
    return f"{plural(len(standing.levels), 'skill')} rated" if standing.levels else "no skill rated"


def next_commands(*commands: tuple[Cell, str]) -> Block:
    """The next commands, the most useful one last. If the commands are long, only that one is left.

    Their explanations are left out if there is no room.
    """
    if sum(len(command.text) for command, _ in commands) > _MOST_TO_TYPE:
        commands = commands[-1:]
    rows = [[command, Cell(what, "muted", ("",))] for command, what in commands]
    return table([Column(""), Column("")], rows)


def source_blocks(ground: Ground) -> Iterator[Block]:
    """The profile that was used, if the command line did not name it."""
    if ground.is_found and ground.source:
        yield paragraph(Cell(f"Profile: {ground.source}.", "muted"))


def notes_on(ground: Ground, placement: Placement) -> Iterator[str]:
    """Assumptions, texts that were not understood, and doubts about the placement."""
    standing = ground.standing
    yield from remarks(standing)
    if standing.presumed is not None:
        yield _presumed(standing, placement)
    if not placement.has_years and standing.years is not None:
        hint = "" if placement.basis not in ("skills", None) else "; add --role TITLE"
        yield f"This catalogue has no years, so years can't place anyone on it{hint}."
    if placement.cannot_tell:
        others = ", ".join(ground.role(role) for role in placement.others)
        also = others_with_years(others) if others else ""
        yield " ".join(filter(None, (years_limit(ground), also, "Add --role TITLE or --people N.")))
    elif placement.basis == "years" and placement.others:
        others = " or ".join(f"{ground.role(role)} ({role.track})" for role in placement.others)
        yield others_with_years(others)


def years_limit(ground: Ground) -> str:
    """Up to how many years in product the years alone tell a role."""
    return f"Years alone tell a role only up to {ground.catalogue.years_tell_until:g} years."


def others_with_years(roles: str) -> str:
    """The other roles that people with the same years hold."""
    return f"People with as many years also work as {roles}."


def remarks(standing: Standing) -> Iterator[str]:
    """Remarks about titles, positions, dates and years of the profile that the reader may want to correct."""
    read = standing.read
    if read.withheld is not None:
        if (count := read.withheld) > 0:
            yield f"Left out: {plural(count, 'remark that quotes', 'remarks that quote')} the profile."
        return
    if (role := read.role) is not None and role.role is None:
        yield f"the role {repr_quoted(role.text)} is no role of this catalogue{_nearest(role)}"
    elif role is not None and role.matched_by == "words":
        yield f"{repr_quoted(role.text)} is read as {role.role}: {role.why}"
    if (held := standing.position) is not None and held.beside:
        others = ", ".join(repr_quoted(position.title) for position in held.beside)
        title = repr_quoted(held.position.title)
        yield f"the main position is {title} ({held.reason}); also held: {others}"
    if held is not None and held.latest is not None:
        yield f"{repr_quoted(held.latest.title)}, the latest position, is no role of this catalogue"
    if read.goal is not None and read.goal.role is None:
        yield f"the goal {repr_quoted(read.goal.text)} is no role of this catalogue{_nearest(read.goal)}"
    if read.profile is not None:
        yield from _unclear(read.profile)
        yield from _doubts(read.profile, standing, read.as_of)


def _nearest(match: TitleMatch) -> str:
    return f"; nearest: {', '.join(match.nearest)}" if match.nearest else ""


def _unclear(profile: Profile) -> Iterator[str]:
    for number, job in enumerate(profile.history, 1):
        if job.unclear is not None:
            yield f"Position number {number}, {repr_quoted(job.title)}, is unclear: {job.unclear}. {UNCLEAR}."


def _doubts(profile: Profile, standing: Standing, as_of: date | None) -> Iterator[str]:
    """Doubtful dates and years."""
    dated = profile.history or profile.evidence or any(rating.rated for rating in profile.skills.values())
    if not dated and profile.years_of_work is None and profile.years_in_role is None:
        return
    # The most common question has only years, which give no doubts, so this is imported late.
    from pmladder.profile.doubts import doubts_in_time

    for doubt in doubts_in_time(profile, standing, as_of):
        # A position is named by its title, as its number is not visible everywhere.
        index = doubt.path[1] if doubt.path[0] == "history" else None
        title = f" ({repr_quoted(profile.history[index].title)})" if isinstance(index, int) else ""
        yield f"{doubt.where[:1].upper()}{doubt.where[1:]}{title}: {doubt.what}."


def at_sizes(ground: Ground, placement: Placement, assessments: Iterable[Assessment]) -> Iterator[str]:
    """What another company size would change, if the size is not known."""
    for assessment in assessments:
        if words := size_words(ground, placement, assessment):
            yield f"{words}. Add --company-size."


def size_words(ground: Ground, placement: Placement, assessment: Assessment) -> str:
    """The verdict on a role at companies of other sizes; empty if it is the same."""
    others = at_other_sizes(ground.catalogue, placement, ground.standing, assessment)
    verdicts = "; ".join(f"in a {size} company, {wording.verdict_line(other)}" for size, other in others.items())
    return f"{ground.role(assessment.role)} {verdicts}" if verdicts else ""


def _presumed(standing: Standing, placement: Placement) -> str:
    which = "Skills that you did not rate are" if standing.levels else "You have not rated any skill: each is"
    others_unknown = standing.presumed is not None and standing.presumed.others_unknown
    rest = "; skills that it does not ask for are unknown" if others_unknown else ""
    source = "that role" if placement.basis == "years" else "the roles you hold or held"
    return f"{which} presumed from {source}{rest}."
