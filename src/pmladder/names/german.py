"""German words of job titles, each under its English counterpart; see `words`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

SAME_WORD = {
    "manager": "managerin",
    "director": "direktor direktorin",
    "lead": "lider",
    "head": "leiter leiterin leitung",
    "assistant": "assistent assistentin",
    "intern": "praktikant praktikantin praktikum werkstudent werkstudentin werkstudium",
    "trainee": "volontar volontarin",
    "apprentice": "auszubildender auszubildende azubi",
    "deputy": "stellv stv vize stellvertreter stellvertreterin",
    "vp": "vizeprasident vizeprasidentin",
    "owner": "ownerin",
    "founder": "grunder grunderin mitgrunder mitgrunderin unternehmer unternehmerin",
    "product": "produkt produkte produkten",
    "project": "projekt projekte",
    "program": "programm programme",
    "development": "entwicklung",
    "sales": "vertrieb",
    "production": "produktion",
    "analyst": "analystin",
    "designer": "designerin",
    "engineer": "ingenieur ingenieurin",
    "developer": "entwickler entwicklerin",
    "consultant": "berater beraterin",
    "coordinator": "koordinator koordinatorin",
    "specialist": "spezialist spezialistin referent referentin",
    "personal-assistant": "assistenz",
    "member": "mitarbeiter mitarbeiterin sachbearbeiter sachbearbeiterin",
    "managing-director": "geschaftsfuhrer geschaftsfuhrerin",
    "responsable": "verantwortlicher verantwortliche",
}

ADJECTIVES = {
    "technical": "technisch",
    "digital": "digital",
    "deputy": "stellvertretend",
    "leading": "leitend",
    "freelance": "freiberuflich selbstandig selbststandig",
    "interim": "kommissarisch",
    "mid": "erfahren",
    "former": "ehemalig",
    "future": "angehend zukunftig",
}
"""Stems, which end in -e, -er, -es, -en or -em."""

NOT_HELD = "ehemals vormals fruher"
WORK_HOW = "teilzeit vollzeit befristet unbefristet hauptberuflich nebenberuflich"
CUTS = "bei fur im"

_FIELDS = {
    "produkt": "product",
    "projekt": "project",
    "programm": "program",
    "product": "product",
    "project": "project",
}
_STARTS = tuple(_FIELDS)
_KINDS = {
    "manager": "manager",
    "linienmanager": "line manager",
    "portfoliomanager": "portfolio manager",
    "management": "management",
    "lead": "lead",
    "owner": "owner",
    "eigner": "owner",
    "inhaber": "owner",
    "direktor": "director",
    "marketing": "marketing",
    "marketingmanager": "marketing manager",
    "design": "design",
    "designer": "designer",
    "entwicklung": "development",
    "entwickler": "developer",
    "analyst": "analyst",
    "spezialist": "specialist",
    "referent": "specialist",
    "assistent": "assistant",
    "koordinator": "coordinator",
    "leiter": "leiter",
    "leitung": "leiter",
    "verantwortliche": "responsable",
    "verantwortlicher": "responsable",
}
_ENDINGS = ("e", "er", "es", "en", "em")


def in_english(token: str) -> str | None:
    """The English words of a German compound, or None: "produktmanagerin", "abteilungsleiter"."""
    if token.startswith(_STARTS) and (compound := _compound().fullmatch(token)):
        field, kind = _FIELDS[compound.group(1)], _KINDS[compound.group(2)]
        # One who leads a project is its manager; who leads a product may be its manager or the managers' head.
        return f"{field} {'manager' if kind == 'leiter' and field != 'product' else kind}"
    if token.endswith(("praktikum", "praktikant", "praktikantin")):
        return "intern"
    if token.endswith(("leiter", "leiterin", "leitung")):
        before = token[: token.rindex("leit")]
        of_team = before.endswith(("team", "gruppen"))
        return "head" if before.endswith(("bereichs", "abteilungs")) else "team-lead" if of_team else "leiter"
    return None


@cache
def _compound() -> re.Pattern[str]:
    kinds = sorted(_KINDS, key=len, reverse=True)
    return re.compile(rf"({'|'.join(_FIELDS)})s?({'|'.join(kinds)})(?:in|s)?")


def inflected(stems: Mapping[str, str]) -> dict[str, str]:
    """Every form of adjectives, with its counterpart: `{"technischer": "technical"}`."""
    return {stem + end: word for word, many in stems.items() for stem in many.split() for end in _ENDINGS}
