"""The ground of an answer: the catalogue and, if it is about a person, the person's standing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pmladder.catalogue.fields import NONE
from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.engine.assess import EDUCATION_ORDER
from pmladder.engine.formula import Finding, Holding, Requirement
from pmladder.profile.standing import Standing
from pmladder.profile.terms import Axis


class Ground(NamedTuple):
    """The values that are needed to write an answer, beside the engine's result.

    `digest` is the SHA-256 of the catalogue's text. `name` is the person's name, if known. `source` is the file of the
    profile, with ~ for the home folder. `is_found`: the command line did not name that file. `options` are those of
    the command line about the catalogue and the person, to be repeated in the next command.
    """

    catalogue: Catalogue
    digest: str
    standing: Standing = Standing()
    name: str | None = None
    source: str | None = None
    is_found: bool = False
    options: tuple[str, ...] = ()

    def role(self, role: Role | str) -> str:
        """The label of a role, or of the role with an id: its title, with the id if another title looks the same."""
        return self.catalogue.role_labels[role if isinstance(role, str) else role.id]

    def skill(self, skill: str) -> str:
        """The label of the skill with this id."""
        return self.catalogue.skill_labels[skill]

    def short(self, of: Finding | Requirement) -> str:
        """The same as `requirement` in a word or two, if the catalogue has a short name."""
        asked = of.requirement if isinstance(of, Finding) else of
        return self.catalogue.short_labels[asked.subject] if asked.axis == "skill" else asked.name

    def category(self, skill: Skill) -> str | None:
        """The name of a skill's category."""
        return next((c.name for c in self.catalogue.categories if c.id == skill.category), None)

    def requirement(self, of: Finding | Requirement) -> str:
        """The label of a requirement: the label of a skill, or else the name."""
        asked = of.requirement if isinstance(of, Finding) else of
        return self.skill(asked.subject) if asked.axis == "skill" else asked.name

    def level(self, level: float | None) -> str | None:
        """The name of a level of a skill; None for none."""
        return None if level is None else self.catalogue.level_name(int(level))

    def amount_name(self, amount: float | None, axis: Axis) -> str | None:
        """The name of an amount on an axis: of a level, a reach or a degree.

        None for figures, for none, and for a place of a saved plan that today's order does not have.
        """
        names: Sequence[str] = ()
        match axis:
            case "skill":
                names = (NONE, *(level.name for level in self.catalogue.scale))
            case "reach":
                names = (NONE, *self.catalogue.reach)
            case "education":
                names = EDUCATION_ORDER
        return names[int(amount)] if amount is not None and amount < len(names) else None

    def held_name(self, holding: Holding, axis: Axis) -> str | None:
        """The name of the amount that a person holds, if it is known."""
        return self.amount_name(holding.low, axis) if holding.is_known else None
