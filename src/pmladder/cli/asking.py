"""Putting questions one after another, and taking each answer before the next."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pmladder.catalogue.models import Catalogue
from pmladder.cli.asking_terminal import Asker, EndOfInputError
from pmladder.cli.rating import Keeper
from pmladder.engine.asking import Question, asked_again
from pmladder.report.assess import Answered, changed, question_blocks

Step = Literal["on", "back", "quit"]


class Limits(NamedTuple):
    """Which questions to put, and how many answers to take; None is no limit."""

    only_unrated: bool = False
    answers: int | None = None


def ask(catalogue: Catalogue, keeper: Keeper, asker: Asker, limits: Limits) -> None:
    """Put questions until there are none, enough are answered, or somebody quits or goes away.

    `back` leads to the questions before, one by one; from there they come again in their order.
    """
    trail: list[Question] = []
    at = 0
    while True:
        if at == len(trail):
            following = _following(keeper, trail, limits)
            if following is None:
                return
            trail.append(following)
            keeper.asked.append(following.skill.id)
        question = asked_again(trail[at], keeper.now.standing)
        try:
            step = _put(catalogue, keeper, asker, question, at + 1)
        except EndOfInputError:
            return
        if step == "quit":
            return
        if step == "back" and at == 0:
            asker.page.say("This is the first question.")
        at = max(0, at - 1) if step == "back" else at + 1


def _following(keeper: Keeper, trail: list[Question], limits: Limits) -> Question | None:
    """The question that matters most now, among those that were not put yet."""
    if limits.answers is not None and len(keeper.saved) >= limits.answers:
        return None
    put = {question.skill.id for question in trail}
    return next((q for q in keeper.questions(limits.only_unrated) if q.skill.id not in put), None)


def _put(catalogue: Catalogue, keeper: Keeper, asker: Asker, question: Question, number: int) -> Step:
    """Put one question until it is answered, skipped or left. Raises EndOfInputError."""
    skill = question.skill.id
    asker.page.show(question_blocks(catalogue, question, keeper.rating(skill), number))
    while True:
        reply = asker.reply(question)
        match reply.kind:
            case "levels":
                asker.page.show(question_blocks(catalogue, question, keeper.rating(skill), number, every=True))
                continue
            case "skip":
                return "on"
            case "back" | "quit":
                return reply.kind
            case "not-applicable":
                reason = asker.reason()
                if reason is None:
                    continue
                answer = Answered(skill, None, reason)
            case "level":
                answer = Answered(skill, reply.level)
        before = keeper.save(answer)
        asker.page.say(f"Saved. {changed(catalogue, before, keeper.now)}.")
        return "on"
