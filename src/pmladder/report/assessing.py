"""What is said while somebody rates skills: a question, and what an answer changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmladder.catalogue.models import Catalogue, Skill
from pmladder.engine.asking import Asked, Outlook, Question
from pmladder.profile.models import Rating
from pmladder.report import words
from pmladder.report.blocks import Block, Cell, Heading, paragraph, table
from pmladder.text import plural

_ROLES_NAMED = 3
_VERDICTS_NAMED = 3


def question_blocks(
    catalogue: Catalogue, question: Question, rating: Rating | None, number: int, every: bool = False
) -> Iterator[Block]:
    """One question: the skill, who asks for it, the rating so far, what its levels look like; `every` shows them all.

    `rating` is the profile's, and says when and by whom the skill was rated before.
    """
    skill, top = question.skill, len(catalogue.scale)
    yield Heading(f"{number}. {catalogue.skill_labels[skill.id]}")
    if skill.description:
        yield paragraph(skill.description)
    yield paragraph(Cell("Asked: ", "muted"), f"{_asked(question.asked, catalogue)}.")
    yield paragraph(Cell("So far: ", "muted"), f"{_so_far(question, rating, catalogue)}.")
    shown = range(top + 1) if every else levels_shown(question, top)
    asked = {int(asked.requirement.level) for asked in question.asked}
    yield table(
        ["", ""],
        [
            (Cell(_level(level, catalogue), "strong" if level in asked else None), _looks(level, skill, catalogue))
            for level in shown
        ],
    )
    if hidden := [_level(level, catalogue) for level in range(top + 1) if level not in shown]:
        yield paragraph(Cell(f"Not shown: {', '.join(hidden)}.", "muted"))


def levels_shown(question: Question, top: int) -> Sequence[int]:
    """The levels around what is held and what is asked, lowest first."""
    marks = {int(asked.requirement.level) for asked in question.asked}
    if question.level is not None:
        marks.add(question.level)
    return [level for level in range(top + 1) if any(abs(level - mark) <= 1 for mark in marks)]


def changed(catalogue: Catalogue, before: Outlook, after: Outlook) -> str:
    """What an answer changed, in one line: the verdicts that are others now, and how much is unknown still."""
    was = {target.role.id: target.verdict for target in before.targets}
    moved = [
        f"{catalogue.role_labels[target.role.id]}: "
        f"{words.VERDICT_WORDS[was[target.role.id]]} {words.ARROW} {words.VERDICT_WORDS[target.verdict]}"
        for target in after.targets
        if was.get(target.role.id, target.verdict) != target.verdict
    ]
    if len(moved) > _VERDICTS_NAMED:
        others = plural(len(moved) - _VERDICTS_NAMED + 1, "more verdict")
        moved = [*moved[: _VERDICTS_NAMED - 1], f"{others} changed"]
    text = "; ".join([*_moved_to(catalogue, before, after), *moved, unrated_left(after)])
    return text[:1].upper() + text[1:]


def unrated_left(outlook: Outlook) -> str:
    """`7 skills not rated`, of those that the targets ask for."""
    count = len(outlook.unrated)
    return f"{plural(count, 'skill')} not rated yet" if count else "every skill is rated"


def opening_blocks(catalogue: Catalogue, outlook: Outlook, path: str, is_new: bool, replies: str) -> Iterator[Block]:
    """What the questions are for, where answers go, and what one may reply."""
    titles = [catalogue.role_labels[target.role.id] for target in outlook.targets]
    if outlook.placement.role is None and len(titles) > 1:
        whole = "No role to start from, so the questions are for the whole ladder."
        yield paragraph(whole + " --role TITLE, --years N or a ROLE would narrow them.")
    else:
        yield paragraph(f"The questions are for {_listed(titles, len(titles))}.")
    kept = f"The first answer starts a profile in {path}." if is_new else f"Each answer is saved in {path} at once."
    yield paragraph(f"{kept} {unrated_left(outlook).capitalize()}.")
    yield paragraph(Cell(f"You may answer: {replies}.", "muted"))


def saved_line(answers: int, path: str, again: str) -> str:
    """How many answers are kept, where, and how to go on."""
    if not answers:
        return f"No answer was given, and nothing was changed; to go on: {again}"
    return f"{plural(answers, 'answer')} saved in {path}; to go on: {again}"


def _moved_to(catalogue: Catalogue, before: Outlook, after: Outlook) -> Iterator[str]:
    was, now, labels = before.placement.role, after.placement.role, catalogue.role_labels
    if now is not None and (was is None or was.id != now.id):
        yield f"your ratings now look like {labels[now.id]}"
        if [target.role.id for target in before.targets] != [target.role.id for target in after.targets]:
            yield f"the questions are now for {_listed([labels[t.role.id] for t in after.targets], _ROLES_NAMED)}"


def _asked(asked: Sequence[Asked], catalogue: Catalogue) -> str:
    """`expert by Director (must-have); practitioner by Lead product manager`, highest level first."""
    parts, labels = [], catalogue.role_labels
    for level in sorted({int(one.requirement.level) for one in asked}, reverse=True):
        here = [one for one in asked if one.requirement.level == level]
        here.sort(key=lambda one: not one.requirement.must_have)
        names = [labels[one.role.id] + (" (must-have)" if one.requirement.must_have else "") for one in here]
        parts.append(f"{catalogue.level_name(level)} by {_listed(names, _ROLES_NAMED)}")
    return "; ".join(parts)


def _so_far(question: Question, rating: Rating | None, catalogue: Catalogue) -> str:
    if question.not_applicable is not None:
        said = f"set aside as not applicable ({question.not_applicable})"
    elif question.level is not None:
        said = catalogue.level_name(question.level)
    else:
        said = "held, at a level nobody gave" if question.present else "not rated"
    when = f"rated {rating.rated}" if rating and rating.rated else ""
    who = f"by {rating.rater}" if rating and rating.rater else ""
    return ", ".join([said, *filter(None, [" ".join(filter(None, [when, who]))])])


def _level(level: int, catalogue: Catalogue) -> str:
    return f"{level} {catalogue.level_name(level)}"


def _looks(level: int, skill: Skill, catalogue: Catalogue) -> str:
    """What a level of a skill looks like; where the catalogue does not say, what the level means in general."""
    if level == 0:
        return skill.levels.get(0, "Not held.")
    return skill.levels.get(level) or catalogue.scale[level - 1].meaning or ""


def _listed(names: Sequence[str], most: int) -> str:
    """`A, B and C`; of many, the first and how many more."""
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
