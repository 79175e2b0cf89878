"""What each field of a catalogue file means, for those who write one: an editor shows it beside the field."""

from __future__ import annotations

from collections.abc import Mapping

_ANYWHERE = {
    "id": "How other entries name this one: letters, digits and _ . / : + # & @ -, no spaces.",
    "name": "What people read.",
    "title": "What people read.",
    "note": "Anything that a reader should know; nothing is computed from it.",
    "sources": "Ids of the sources that this rests on. `editorial` says that nobody published it and you set it.",
    "editorial": "true: nobody published this and you set it. The same as `editorial` among the sources.",
    "strength": "How hard it binds: blocking, or supporting.",
    "company": "Only in companies of these sizes: small, medium, large.",
    "licence": "Under which terms it may be used.",
    "date": "When it was published, or holds for.",
    "remove": "true: take this entry of the catalogue that is extended away.",
    "min": "The lower figure.",
    "max": "The upper figure.",
    "text": "It in words.",
    "kind": "Of which kind it is.",
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    "Catalogue": {
        "extends": "builtin, or the path of a catalogue beside this one: write only what differs from it.",
        "catalogue": "What this catalogue is, its version, and whom it owes.",
        "scale": "The proficiency levels, lowest first; level 0 is always none.",
        "categories": "The headings that skills are shown under.",
        "skills": "What can be held at a level. Without this list, the skills are those that roles ask for.",
        "roles": "The positions, from the bottom of the ladder to the top.",
        "transitions": "The known moves from role to role. Without any, the next rung of the track is offered.",
        "effort": "How long it takes to climb one level.",
        "company_ladders": "Which of the roles companies of one size usually have.",
        "sources": "Where figures and wordings come from.",
        "silence": "Warnings of `pmladder catalogue check` that are not wanted, each with a reason.",
    },
    "About": {
        "version": "The version of this catalogue, a text.",
        "updated": "When it was last changed.",
        "description": "What it is, and for whom.",
        "attribution": "Whom it has to name.",
    },
    "ScaleLevel": {"name": "What the level is called.", "meaning": "How one can tell that somebody is at this level."},
    "Category": {},
    "Reading": {"author": "Who wrote it."},
    "Skill": {
        "aliases": "Other names of the skill, such as A/B testing; an import takes the skill, without a level.",
        "category": "The id of the heading that it is shown under.",
        "description": "What it is to have this skill.",
        "levels": "What each level looks like: a list, lowest first, or by the name or number of the level.",
        "close": "What leads to each level: a list, or by the name or number of the level.",
        "reading": "What is worth reading for it.",
    },
    "Alias": {"title": "The other title."},
    "YearsAsked": {
        "min": "The floor, in years.",
        "typical": "What people usually have when they come to the role, in years.",
    },
    "PeopleLed": {"min": "People led, at least.", "max": "People led, at most."},
    "Scope": {"products": "How many products, or which.", "teams": "How many teams, or which."},
    "ReportsTo": {"titles": "Titles that the role usually reports to."},
    "EducationAsked": {"level": "none, school, bachelor, master or doctorate; without it, it is only described."},
    "EvidenceAsked": {
        "kind": "Evidence of this kind shows it, such as launch or team.",
        "count": "How many times it is to be shown.",
    },
    "PriorRole": {"tracks": "Years in roles of these tracks count.", "years": "How many years, at least."},
    "Pay": {
        "low": "The lower end, for a year.",
        "high": "The upper end, for a year.",
        "currency": "Three capital letters, such as EUR.",
        "basis": "What it counts, such as base or total, and where.",
    },
    "SkillAsked": {
        "level": "The level asked, by its name or number.",
        "optional": "true: one can hold the role without it, so that nobody in the role is presumed to have it.",
    },
    "Role": {
        "aliases": "Other titles; one with a `company` means this role only in companies of these sizes.",
        "never_beside": "Words that make a title another job's: with one of them beside it, no alias means this role.",
        "family": "core, adjacent, or a family of your own.",
        "track": "individual, management, executive, or a track of your own.",
        "seniority": "The rung, a whole number; compares across tracks. Without any in the file, roles are in order.",
        "summary": "What the role is.",
        "years": "Years of all relevant work: a number, or min and typical.",
        "years_in_product": "Years in product roles: a number, or min and typical. `--years` is held against it.",
        "years_in_role": "How long people stay: a number, or min and typical.",
        "people": "People led: the least number, or min, max and text.",
        "scope": "What the role is responsible for.",
        "reports_to": "Whom the role usually reports to.",
        "education": "The education that it asks for.",
        "evidence": "What must be shown.",
        "prior": "Years to have spent before in roles of some tracks.",
        "pay": "Pay brackets for a year.",
        "skills": "The level asked of each skill, by the skill's id. A skill that is absent is not asked for.",
        "decisive": "Ids of the skills that block when they are short.",
        "exits": "What people leave the role for, beside the transitions.",
    },
    "YearsInFrom": {},
    "Transition": {
        "from": "The id of the role that is left.",
        "to": "The id of the role that the move leads to.",
        "kind": "promotion, fork (changes track), lateral, entry or exit.",
        "years_in_from": "Years that people usually were in the role they leave: [from, to], or a number.",
        "common": "How usual the move is: usual, often, sometimes or rare.",
    },
    "MonthsRange": {"min": "Months, at least.", "max": "Months, at most."},
    "Effort": {
        "unit": "What the figures count.",
        "default": "For each level, by name or number: how long from the one below, [from, to] or a number.",
        "skills": "The same for single skills that differ, by the skill's id.",
    },
    "CompanyLadder": {"size": "small, medium or large.", "ladder": "The ids of the roles, lowest first."},
    "Source": {
        "publisher": "Who published it.",
        "url": "Where it is.",
        "tier": "A primary, B a named practitioner, C weak.",
    },
    "Silence": {
        "check": "The id of the warning, as `pmladder catalogue check --list` names it.",
        "where": "Only for this entry, such as skills.metrics, roles.pm or transitions.pm.senior-pm.",
        "reason": "Why the warning does not apply here.",
    },
}


def described(model: str, field: str) -> str | None:
    """What a field of a model means."""
    return FIELDS.get(model, {}).get(field) or _ANYWHERE.get(field)
