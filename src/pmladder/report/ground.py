"""What an answer rests on: a catalogue and, where it is about a person, what that person holds."""

from __future__ import annotations

from typing import NamedTuple

from pmladder.catalogue.models import Catalogue, Role, Skill
from pmladder.engine.findings import Finding
from pmladder.profile.standing import Standing


class Ground(NamedTuple):
    """What is needed beside an engine's value to write it down: whoever encodes or draws an answer gets one.

    `digest` is the SHA-256 of the catalogue's text.
    """

    catalogue: Catalogue
    digest: str
    standing: Standing = Standing()

    def role(self, role: Role | str) -> str:
        """What people read a role, or that of an id, as: its title, with the id where it could be read as another."""
        return self.catalogue.role_labels[role if isinstance(role, str) else role.id]

    def skill(self, skill: str) -> str:
        """What people read the skill of this id as."""
        return self.catalogue.skill_labels[skill]

    def category(self, skill: Skill) -> str | None:
        """The name of the category that a skill stands under."""
        return next((c.name for c in self.catalogue.categories if c.id == skill.category), None)

    def requirement(self, finding: Finding) -> str:
        """What people read a requirement as: for a skill its label, else its name."""
        return self.skill(finding.subject) if finding.rule == "skill-level" else finding.name

    def level(self, level: float | int | str | None, rule: str = "skill-level") -> str | None:
        """The name of a level that a rule speaks of; None for what is no number, for none, and for other rules."""
        is_level = rule == "skill-level" and isinstance(level, (int, float))
        return self.catalogue.level_name(int(level)) if is_level and level is not None else None
