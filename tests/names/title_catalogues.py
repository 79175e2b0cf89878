"""A small catalogue with the titles that product people have, for tests of what titles mean."""

from __future__ import annotations

from typing import Any

from pmladder.catalogue.fields import CompanySize
from pmladder.catalogue.models import Catalogue, Role, ScaleLevel
from pmladder.catalogue.role_parts import Alias

_CORE = """
pm-intern | Product management intern | individual | 1 | PM intern, APM intern, product intern
associate-pm | Associate product manager | individual | 2 | APM, associate PM, rotational product manager, RPM,\
 graduate product manager, trainee product manager, product associate
junior-pm | Junior product manager | individual | 2 | junior PM, product manager I, PM I, assistant product manager
pm | Product manager | individual | 3 | PM, product manager II, mid-level product manager, digital product manager,\
 technical product manager, growth product manager, platform product manager
senior-pm | Senior product manager | individual | 4 | senior PM, SPM, Sr PM, product manager III
lead-pm | Lead product manager | individual | 5 | lead PM, product lead (large firms), senior lead product manager
staff-pm | Staff product manager | individual | 5 | staff PM
principal-pm | Principal product manager | individual | 6 | principal PM, senior principal product manager,\
 distinguished product manager
group-pm | Group product manager | management | 6 | GPM, group manager of product, manager of product management,\
 senior manager of product management
director | Director of product management | management | 7 | product director, director of product management,\
 head of an area, lead product manager (UK government)
senior-director | Senior director of product management | management | 8 |
head-of-product | Head of product management | management | 8 | head of product management
vp-product | VP of product | executive | 9 | vice president of product, VP product management
svp-product | SVP of product | executive | 9 | senior vice president of product, EVP of product
cpo | Chief product officer | executive | 10 | CPO, chief of product, chief product and technology officer
"""
_ADJACENT = """
product-owner | Product owner | individual | 3 | PO, scrum product owner, agile product owner
product-analyst | Product analyst | individual | 3 |
product-marketing-manager | Product marketing manager | individual | 3 | PMM, product marketer
program-manager | Program or project manager | individual | 3 | technical program manager, TPM, project manager,\
 delivery manager, programme manager
business-analyst | Business analyst | individual | 3 | BA, business systems analyst, systems analyst
ux-designer | UX or product designer | individual | 3 | UX designer, product designer, interaction designer,\
 service designer
engineering-manager | Engineering manager | management | 6 | EM, software engineering manager, development manager
cto | Chief technology officer | executive | 10 | CTO
managing-partner | Managing partner or principal | executive | 10 | managing principal, partner
"""
_BY_SIZE: dict[str, list[tuple[str, CompanySize]]] = {
    "head-of-product": [
        ("VP of product", "small"),
        ("director of product", "small"),
        ("chief product officer", "small"),
        ("product lead", "small"),
    ],
    "vp-product": [("head of product", "medium")],
}


def product_catalogue() -> Catalogue:
    """The roles of product people and of those they work with."""
    return Catalogue(scale=_SCALE, roles=[*_roles(_CORE, "core"), *_roles(_ADJACENT, "adjacent")])


def engineering_catalogue() -> Catalogue:
    """A ladder of another craft, with two titles that differ in a bracket only."""
    titles = {
        "junior": "Junior engineer",
        "engineer": "Engineer",
        "senior-1": "Senior engineer 1",
        "senior-2-ic": "Senior engineer 2 (individual contributor)",
        "senior-2-lead": "Senior engineer 2 (people manager)",
        "software": "👷 Software engineer",
        "senior-software": "Senior software engineer",
        "manager": "Engineering manager",
        "director": "Technology director",
        "em/analyst": "Engineering-metrics analyst",
    }
    roles = [_role(role, title, seniority=rung) for rung, (role, title) in enumerate(titles.items())]
    return Catalogue(scale=_SCALE, roles=roles)


_SCALE = [ScaleLevel(name="awareness")]


def _role(role: str, title: str, **rest: Any) -> Role:
    return Role(id=role, title=title, **rest)


def _roles(table: str, family: str) -> list[Role]:
    roles = []
    for line in table.strip().splitlines():
        role, title, track, seniority, aliases = (cell.strip() for cell in line.split("|"))
        names = [Alias(title=alias.strip()) for alias in aliases.split(",") if alias.strip()]
        names += [Alias(title=alias, company=(size,)) for alias, size in _BY_SIZE.get(role, [])]
        roles.append(_role(role, title, aliases=names, family=family, track=track, seniority=int(seniority)))
    return roles
