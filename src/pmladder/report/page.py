"""The report of `report`: all data of the page, from the values of the other commands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Annotated, Any, Literal, NamedTuple

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Catalogue, Source
from pmladder.engine.ladder import Ladder, LadderLine, Lane, Stop
from pmladder.profile.models import Profile
from pmladder.profile.standing import ReadProfile, Standing
from pmladder.report.compare_roles import CompareData
from pmladder.report.drawings import CategoryData, categories_of
from pmladder.report.gap import GapData
from pmladder.report.ground import Ground
from pmladder.report.next_roles import NextData
from pmladder.report.notes import remarks
from pmladder.report.plan import ITEM, PlanData, begun, items_named
from pmladder.report.progress import ProgressData
from pmladder.report.report import SCHEMA_VERSION, Report
from pmladder.report.route import RouteData
from pmladder.report.shapes import CATALOGUE_REF, Key, Shape, encoded, many

_SET_ASIDE = "set aside by the person"


STOP = Shape(
    Stop,
    "StopData",
    """A role on the map. `years` are usual ones, counted in product or of all `work`; null where nobody says.

`next` is the rank of the suggestion, `on_route` which step of the route leads here, both from 1.""",
    *(Key("title", str, lambda stop, ground: _title(stop, ground)) if key == "title" else key for key in Stop._fields),
)

LANE = Shape(
    Lane,
    "LaneData",
    "The core roles of one track, or all roles of another family, which has no track; lowest first.",
    "track",
    "family",
    Key("stops", many(STOP)),
)

LINE = Shape(
    LadderLine,
    "LineData",
    "A known move, or one derived from seniority in a catalogue that lists none.",
    Key("from", str, lambda line, _: line.start),
    Key("to", str, lambda line, _: line.end),
    Key("kind", str),
    Key("common", str | None),
    "derived",
    "on_route",
)

LADDER = Shape(
    Ladder,
    "LadderData",
    "The whole map; `rungs` are the seniorities that occur, lowest first.",
    Key("lanes", many(LANE)),
    Key("lines", many(LINE)),
    "rungs",
)


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


class Cited(NamedTuple):
    """A source that something on the page rests on, under the number that it is cited by."""

    number: int
    source: Source


SOURCE = Shape(
    Cited,
    "SourceData",
    "A source that something on the page rests on, under the number that it is cited by.",
    "number",
    Key("id", str, lambda cited, _: cited.source.id),
    Key("title", str, lambda cited, _: cited.source.title),
    Key("publisher", str | None, lambda cited, _: cited.source.publisher),
    Key("url", str | None, lambda cited, _: cited.source.url),
    Key("date", str | None, lambda cited, _: cited.source.date),
    Key("tier", str | None, lambda cited, _: cited.source.tier),
    Key("note", str | None, lambda cited, _: cited.source.note),
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
    """The JSON of `report`. The parts are those of the commands of the same names.

    `target` is the gap for a role that was asked for and is no suggestion. `comparisons` hold the present role
    against each suggestion, in their order, and against the target last. `present` are skills that are held at
    a level nobody gave. `plan` and `route` are there when there is a role to reach, `progress` when there is
    a journal.
    """

    schema_version: str
    kind: Literal["report"]
    as_of: str
    catalogue: Annotated[Ground, CATALOGUE_REF]
    about: AboutData
    anonymous: bool
    person: PersonData
    scale: tuple[Annotated[int, LEVEL], ...]
    categories: tuple[CategoryData, ...]
    present: tuple[str, ...]
    next: NextData
    target: GapData | None
    comparisons: tuple[CompareData, ...]
    ladder: Annotated[Ladder, LADDER]
    route: RouteData | None
    plan: PlanData | None
    progress: ProgressData | None
    sources: tuple[Annotated[Cited, SOURCE], ...]
    editorial: bool


class PageParts(NamedTuple):
    """What the page is gathered from: whom it is about, and the values of the other commands."""

    profile: Profile
    present: frozenset[str]
    next: NextData
    ladder: Ladder
    target: GapData | None = None
    comparisons: tuple[CompareData, ...] = ()
    route: RouteData | None = None
    plan: PlanData | None = None
    progress: ProgressData | None = None


def anonymous(standing: Standing) -> Standing:
    """The standing without the person's own words: without reasons, and without remarks that quote the profile."""
    count = sum(1 for _ in remarks(standing))
    return standing._replace(
        not_applicable=dict.fromkeys(standing.not_applicable, _SET_ASIDE),
        read=ReadProfile(withheld=count),
    )


def page_report(ground: Ground, parts: PageParts, as_of: str, without_name: bool) -> Report:
    """The page, for browsers and scripts. Other formats have its parts as separate commands."""
    catalogue, company = ground.catalogue, parts.profile.company
    shown = encoded((parts.next, parts.target, parts.ladder, parts.route), ground)
    cited = list(dict.fromkeys(_cited([*shown, *_items_shown(parts.plan, ground)])))
    data = PageData(
        schema_version=SCHEMA_VERSION,
        kind="report",
        as_of=as_of,
        catalogue=ground,
        about=_about(catalogue, parts.profile, without_name),
        anonymous=without_name,
        person=PersonData(None, None)
        if without_name
        else PersonData(parts.profile.name, company.name if company else None),
        scale=tuple(range(1, len(catalogue.scale) + 1)),
        categories=tuple(categories_of(catalogue)),
        present=tuple(skill for skill in catalogue.skills_by_id if skill in parts.present),
        next=parts.next,
        target=parts.target,
        comparisons=parts.comparisons,
        ladder=parts.ladder,
        route=parts.route,
        plan=parts.plan,
        progress=parts.progress,
        sources=tuple(_sources(catalogue, cited)),
        editorial=EDITORIAL in cited,
    )
    return Report(data, tuple, list, ground=ground)


def _title(stop: Stop, ground: Ground) -> str:
    return ground.catalogue.roles_by_id[stop.role].title


def is_editorial(source: str) -> bool:
    """Whether this is the mark for figures without a source, which the catalogue's editors set."""
    return source == EDITORIAL


def _about(catalogue: Catalogue, profile: Profile, without_name: bool) -> AboutData:
    """The catalogue's data about itself; on an anonymous page, without texts that name an employer of the person."""
    about = catalogue.catalogue
    companies = [profile.company, *(job.company for job in profile.history)]
    names = [company.name.casefold() for company in companies if company and company.name] if without_name else []
    texts = (about.title, about.updated, about.licence, about.attribution)
    return AboutData(*(None if text and any(name in text.casefold() for name in names) else text for text in texts))


def _items_shown(plan: PlanData | None, ground: Ground) -> Iterator[dict[str, Any]]:
    """The items of a plan with what is shown of them: something to read only where it is to be read now."""
    if plan is None:
        return
    now = begun(items_named(plan))
    for item in items_named(plan):
        shown: dict[str, Any] = encoded(item, ground, ITEM)
        yield {**shown, "reading": shown["reading"][:1] if item in now else []}


def _cited(value: Any) -> Iterator[str]:
    """The ids under every `sources` in a value, in order of appearance."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from entry if name == "sources" else _cited(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _cited(entry)


def _sources(catalogue: Catalogue, cited: list[str]) -> Iterator[Cited]:
    known = {source.id: source for source in catalogue.sources}
    yield from map(Cited, count(1), (known[name] for name in cited if name in known))
