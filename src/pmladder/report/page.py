"""The report of `report`: page one, and an appendix with the values of the other commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue, Role, Source, Transition
from pmladder.engine.assess import Assessment
from pmladder.profile.models import Profile
from pmladder.profile.standing import ReadProfile, Standing
from pmladder.report.compare_roles import CompareData
from pmladder.report.drawings import CategoryData, categories_of
from pmladder.report.gap import GapData
from pmladder.report.ground import Ground
from pmladder.report.next_roles import NextData
from pmladder.report.notes import remarks
from pmladder.report.page_one import PageOne, PageOneParts, page_one
from pmladder.report.plan import PlanData, items_named, reading
from pmladder.report.progress import ProgressData
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.route import RouteData
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape, pay_of

_SET_ASIDE = "set aside by the person"


class PersonData(NamedTuple):
    """The person of the page, from the profile; empty on an anonymous page."""

    name: str | None
    employer: str | None


class AboutData(NamedTuple):
    """The catalogue's data about itself."""

    title: str | None
    updated: str | None
    licence: str | None
    attribution: str | None


SOURCE = Shape(
    Source,
    "SourceData",
    "A source of something on the page.",
    "id",
    "title",
    Key("publisher", str | None),
    Key("url", str | None),
    Key("date", str | None),
    Key("tier", str | None),
    Key("note", str | None),
)

LEVEL = Shape(
    int,
    "LevelName",
    "A level of the scale, by number.",
    Key("level", int, lambda level, _: level),
    Key("name", str, lambda level, ground: ground.level(level)),
    Key("meaning", str | None, lambda level, ground: ground.catalogue.scale[level - 1].meaning),
)


class PageData(NamedTuple):
    """The JSON of `report`. `page_one` is the message; the other parts are those of the commands of the same names.

    A `short` page ends after page one. `target` is the gap for the role of the page, if it is not one of the
    suggestions. `comparisons` compare the present role with each suggestion, in their order, and last with the target.
    `plan` and `route` exist if there is a role to reach, `progress` if there is a journal.
    """

    schema_version: str
    kind: Literal["report"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    about: AboutData
    anonymous: bool
    short: bool
    person: PersonData
    page_one: PageOne
    scale: tuple[Annotated[int, LEVEL], ...]
    categories: tuple[CategoryData, ...]
    next: NextData
    target: GapData | None
    comparisons: tuple[CompareData, ...]
    route: RouteData | None
    plan: PlanData | None
    progress: ProgressData | None
    sources: tuple[Annotated[Source, SOURCE], ...]
    editorial: bool


class PageParts(NamedTuple):
    """The parts of the page: its person, and the values of the other commands.

    `aim` is the role to reach in the end. `about` is the role of page one: the aim, or the first step on the way to it.
    """

    profile: Profile
    next: NextData
    aim: Role | None = None
    about: Role | None = None
    target: GapData | None = None
    comparisons: tuple[CompareData, ...] = ()
    route: RouteData | None = None
    plan: PlanData | None = None
    progress: ProgressData | None = None

    @property
    def assessment(self) -> Assessment | None:
        """The assessment for the role of page one."""
        found = [suggestion.assessment for suggestion in self.next.suggestions]
        found += [self.target.assessment] if self.target else []
        return next((one for one in found if self.about is not None and one.role.id == self.about.id), None)


def anonymous(standing: Standing) -> Standing:
    """The same standing without the person's own words: titles, reasons, and remarks that quote a profile."""
    count = sum(1 for _ in remarks(standing))
    return standing._replace(
        not_applicable=dict.fromkeys(standing.not_applicable, _SET_ASIDE),
        position=None,
        read=ReadProfile(withheld=count),
    )


def page_report(ground: Ground, parts: PageParts, as_of: date, without_name: bool, short: bool) -> Report:
    """The report. It is for a browser and for scripts; other formats are made by the single commands."""
    catalogue, company = ground.catalogue, parts.profile.company
    name = None if without_name else parts.profile.name
    about = _about(catalogue, parts.profile, without_name)
    employer = company.name if company and not without_name else None
    ladder = about.title or catalogue.catalogue.id
    one = PageOneParts(name, employer, ladder, parts.next, parts.aim, parts.assessment, parts.route, parts.plan)
    cited = list(dict.fromkeys(_cited(parts, ground)))
    data = PageData(
        schema_version=SCHEMA_VERSION,
        kind="report",
        as_of=as_of.isoformat(),
        catalogue=ground,
        about=about,
        anonymous=without_name,
        short=short,
        person=PersonData(name, employer),
        page_one=page_one(ground, one, as_of),
        scale=tuple(range(1, len(catalogue.scale) + 1)),
        categories=tuple(categories_of(catalogue)),
        next=parts.next,
        target=parts.target,
        comparisons=parts.comparisons,
        route=parts.route,
        plan=parts.plan,
        progress=parts.progress,
        sources=sources_of(cited, catalogue),
        editorial=EDITORIAL in cited,
    )
    return Report(data, tuple, list, ground=ground)


def sources_of(cited: Iterable[str], catalogue: Catalogue) -> tuple[Source, ...]:
    """The sources with these ids, each once, in this order. Unknown ids are skipped."""
    known = {source.id: source for source in catalogue.sources}
    return tuple(known[name] for name in dict.fromkeys(cited) if name in known)


def cited_for(assessment: Assessment, transition: Transition | None) -> Iterator[str]:
    """The ids of the sources for the statements about a role."""
    if transition is not None:
        yield from transition.sources
    for finding in assessment.findings:
        yield from finding.requirement.sources
    for growth in assessment.in_role:
        yield from growth.requirement.sources
    if (pay := pay_of(assessment.role)) is not None:
        yield from pay.sources


def cited_by_plan(plan: PlanData, ground: Ground) -> Iterator[str]:
    """The ids of the sources of a plan and of its reading."""
    for item in items_named(plan):
        yield from item.finding.requirement.sources
        for book in reading(item, ground)[:1]:
            yield from book.sources


def cited_by_route(route: RouteData) -> Iterator[str]:
    """The ids of the sources of the moves of all routes."""
    for way in (*route.routes, *route.others):
        for step in way.steps:
            yield from step.transition.sources


def _cited(parts: PageParts, ground: Ground) -> Iterator[str]:
    for suggestion in parts.next.suggestions:
        yield from cited_for(suggestion.assessment, suggestion.transition)
    if parts.target is not None:
        yield from cited_for(parts.target.assessment, None)
    if parts.route is not None:
        yield from cited_by_route(parts.route)
    if parts.plan is not None:
        yield from cited_by_plan(parts.plan, ground)


def _about(catalogue: Catalogue, profile: Profile, without_name: bool) -> AboutData:
    """The catalogue's data about itself; on an anonymous page, without texts that name an employer of the person."""
    about = catalogue.catalogue
    companies = [profile.company, *(job.company for job in profile.history)]
    names = [company.name.casefold() for company in companies if company and company.name] if without_name else []
    texts = (about.title, about.updated, about.licence, about.attribution)
    return AboutData(*(None if text and any(name in text.casefold() for name in names) else text for text in texts))
