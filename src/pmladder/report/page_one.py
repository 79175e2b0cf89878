"""Page one of `report`: the whole message, as values. It speaks about the person, not to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple

from pmladder.catalogue.models import Role, Transition, YearsInFrom
from pmladder.engine.assess import Assessment, ways_to_close
from pmladder.engine.formula import Finding, Growth
from pmladder.engine.moves import moves_from
from pmladder.engine.placement import Placement
from pmladder.engine.plan import PERIODS
from pmladder.engine.schedule import add_days, add_months
from pmladder.profile.history import DAYS_A_YEAR
from pmladder.report import rules, wording
from pmladder.report.ground import Ground
from pmladder.report.next_roles import NextData
from pmladder.report.notes import others_with_years, remarks, size_words, years_limit
from pmladder.report.plan import PERIOD_WORDS, PlanData
from pmladder.report.route import RouteData
from pmladder.report.shapes import ROLE_NAME, YEARS_RANGE, Key, Shape
from pmladder.text import plural

MOST_ACTION = 100
"""The most characters of a next action."""
SHORT_ACTION = 65
"""An activity of at most so many characters goes before a longer one."""
MOST_NAMED = 4
"""The most skills that the verdict names. The others are counted."""
MOST_STEPS, MOST_IN_LANE, MOST_BESIDE = 3, 3, 2
_MAKES_A_CASE = "Meeting every must-have makes a case; it does not give the role."
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_BASES = {
    "years": "by years alone",
    "skills": "by rated skills",
    "history": "the position held now",
    "last-held": "the position held last",
    "earlier": "the latest position that this ladder has",
}

State = Literal["to-show", "not-rated", "met", "set-aside"]
STATES: dict[str, State] = {
    "short": "to-show",
    "unknown": "not-rated",
    "met": "met",
    "exceeded": "met",
    "not-applicable": "set-aside",
}
"""The state of a must-have, by the status of its finding."""


class Words(NamedTuple):
    """A piece of a sentence. `strong`: the subject of the sentence."""

    text: str
    strong: bool = False


class MustHave(NamedTuple):
    """A must-have of the role, and the next thing to do about it."""

    finding: Finding
    action: str

    @property
    def state(self) -> State:
        """Whether it is to show, not rated, met or set aside."""
        return STATES[self.finding.status]


class MapBox(NamedTuple):
    """A role on the map of the person's own moves: its unique title, and the words under it.

    `part` is its meaning for the person: held now, a step to the goal, the goal, another way, or later.
    """

    role: str
    title: str
    track: str
    seniority: int
    part: Literal["here", "step", "goal", "other", "later"]
    words: str


MAP_BOX = Shape(
    MapBox,
    "MapBox",
    "A role on the map of the person's own moves. `part` is its meaning for the person.",
    "role",
    Key("title", str, lambda box, ground: ground.catalogue.roles_by_id[box.role].title),
    "track",
    "seniority",
    "part",
    "words",
)


class MapArrow(NamedTuple):
    """A move from one box to another. `on_path`: it is on the way from here to the goal."""

    start: str
    end: str
    on_path: bool


class MoveMap(NamedTuple):
    """The person's own moves and route: at most six boxes, and the moves between them."""

    boxes: tuple[Annotated[MapBox, MAP_BOX], ...] = ()
    arrows: tuple[MapArrow, ...] = ()


class TimesData(NamedTuple):
    """The usual time and the plan's dates. Unknown values are null.

    `since` is the start of the present role, computed from the years in it. The move is `usual` after these years,
    which is from `usual_from` to `usual_to`. The must-haves with dates are closed between `ready_from` and `ready_to`;
    `undated` have no dates.
    """

    as_of: str
    since: str | None
    usual: Annotated[YearsInFrom, YEARS_RANGE] | None
    usual_from: str | None
    usual_to: str | None
    ready_from: str | None
    ready_to: str | None
    undated: tuple[str, ...]
    words: tuple[str, ...]


class Request(NamedTuple):
    """A request to the manager: in two words, and then in full."""

    lead: str
    text: str


MUST_HAVE = Shape(
    MustHave,
    "MustHaveData",
    "A must-have of the role, its state, and the next thing to do about it.",
    Key("axis", str, lambda row, _: row.finding.axis),
    Key("subject", str, lambda row, _: row.finding.subject),
    Key("name", str, lambda row, _: row.finding.requirement.name),
    Key("state", State),
    Key("presumed", bool, lambda row, _: row.finding.presumed),
    "action",
)


class PageOne(NamedTuple):
    """The whole message.

    `who` is the person's name in sentences, null without a name. `about` is the role of the page: the `goal`, or the
    first step on the way to it; null if no move leads further. `is_aim`: the goal is the person's own. Otherwise it is
    the most usual next role.
    """

    who: str | None
    now: str
    now_words: str
    goal: Annotated[Role, ROLE_NAME] | None
    goal_words: str
    is_aim: bool
    about: Annotated[Role, ROLE_NAME] | None
    verdict: tuple[Words, ...]
    must_haves: tuple[Annotated[MustHave, MUST_HAVE], ...]
    map: MoveMap
    times: TimesData
    asked: tuple[Request, ...]
    foot: tuple[str, ...]
    rests_on: tuple[str, ...]


class PageOneParts(NamedTuple):
    """The parts of page one.

    `aim` is the role to reach in the end, `assessment` the one for the role of the page, `ladder` the name of the
    catalogue on the page.
    """

    name: str | None
    employer: str | None
    ladder: str
    next: NextData
    aim: Role | None
    assessment: Assessment | None
    route: RouteData | None
    plan: PlanData | None


def page_one(ground: Ground, parts: PageOneParts, as_of: date) -> PageOne:
    """Page one, on this day."""
    here, assessment = parts.next.placement, parts.assessment
    who = short_name(parts.name)
    about = assessment.role if assessment else None
    goal = parts.aim or about
    rows = tuple(_rows(assessment, ground)) if assessment else ()
    return PageOne(
        who=who,
        now=_now(here, ground),
        now_words=_now_words(here, parts.employer, ground),
        goal=goal,
        goal_words=_goal_words(parts, about, goal, ground),
        is_aim=parts.aim is not None,
        about=about,
        verdict=tuple(_verdict(who, assessment, about != goal, ground)),
        must_haves=rows,
        map=_map(parts, who, about, goal, ground),
        times=_times(parts, who, as_of, ground),
        asked=tuple(_requests(parts, rows, as_of, ground)),
        foot=tuple(_foot(parts.ladder, ground)),
        rests_on=tuple(_rests_on(parts, ground)),
    )


def short_name(name: str | None) -> str | None:
    """A person's name in sentences: the first word of a name of plain words, or else the whole name."""
    words = (name or "").split()
    if not words:
        return None
    is_plain = len(words) > 1 and all(word.replace("-", "").replace("'", "").isalpha() for word in words)
    return words[0] if is_plain and words[0].isascii() else " ".join(words)


def counted(number: int) -> str:
    """A number in words, such as `three`; from ten on in figures."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def listed(names: Sequence[str], most: int = MOST_NAMED) -> Iterator[Words]:
    """`A`, `A and B`, `A, B and 3 more`, the names strong."""
    shown = names if len(names) <= most else names[: most - 1]
    rest = len(names) - len(shown)
    for place, name in enumerate(shown):
        if place:
            yield Words(" and " if place == len(shown) - 1 and not rest else ", ")
        yield Words(name, strong=True)
    if rest:
        yield Words(f" and {counted(rest)} more")


def day_in_words(day: str) -> str:
    """`27 November 2026`."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {int(year)}"


def month_in_words(day: str) -> str:
    """`November 2026`."""
    year, month, _ = day.split("-")
    return f"{MONTHS[int(month) - 1]} {int(year)}"


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def years_of(years: wording.Range | None) -> str:
    """`2–4 years`, or nothing."""
    return wording.years_range(years).replace("-", "–")


def move_words(transition: Transition, role: Role) -> str:
    """The kind of a move and its usual time: `promotion, 2–4 years`."""
    return ", ".join(filter(None, [wording.kind_of_move(transition, role.track), years_of(transition.years_in_from)]))


def next_action(finding: Finding, ground: Ground) -> str:
    """The next thing to do about a requirement, in at most 100 characters."""
    match finding.status:
        case "met" | "exceeded":
            level = wording.level_asked(finding, ground)
            return f"Nothing before the role; {level} in it." if finding.growth else "Nothing to do."
        case "not-applicable":
            return "Set aside: it does not apply here."
        case "unknown" if finding.axis == "evidence":
            return "Choose one piece of work that shows it."
        case "unknown" if finding.is_skill:
            return "Ask somebody who sees the work to rate it."
        case "unknown":
            return "Not known yet: add it to the profile."
    following = ground.catalogue.skills_by_id[finding.subject].close if finding.is_skill else {}
    activities = following.get(int(finding.holding.high) + 1, ()) or ways_to_close(finding, ground.catalogue)
    fitting = [way for way in activities if len(way) <= SHORT_ACTION]
    way = (*fitting, *activities, rules.start(finding))[0]
    if not way:
        way = "Show one piece of work at this level." if finding.is_skill else f"{rules.ONLY_TIME}."
    return shortened(way)


def shortened(text: str) -> str:
    """A text of at most 100 characters. A longer one is cut, after a whole word if possible, and gets an ellipsis."""
    if len(text) <= MOST_ACTION:
        return text
    cut = text[: MOST_ACTION - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:") + "…"


def _now(here: Placement, ground: Ground) -> str:
    if here.role is not None:
        return ground.role(here.role)
    return "Not in product yet" if ground.standing.years == 0 else "Role not known"


def _now_words(here: Placement, employer: str | None, ground: Ground) -> str:
    years = ground.standing.years
    basis = "years alone cannot tell the role" if here.cannot_tell else _BASES.get(here.basis or "", "")
    time = f"{wording.plural_years(years)} in product" if years is not None else ""
    return ", ".join(filter(None, [time, basis, f"at {employer}" if employer else ""]))


def _goal_words(parts: PageOneParts, about: Role | None, goal: Role | None, ground: Ground) -> str:
    if goal is None or about is None:
        return ""
    if about != goal and parts.route is not None:
        return f"{plural(len(parts.route.routes[0].steps), 'move')} away; the first is to {ground.role(about)}"
    move = _move_to(parts.next, about)
    if move is not None:
        return wording.kind_of_move(move, about.track)
    if parts.route is not None and parts.route.routes:
        return f"{plural(len(parts.route.routes[0].steps), 'move')} away"
    return "no known move leads there"


def _move_to(following: NextData, role: Role) -> Transition | None:
    return next((s.transition for s in following.suggestions if s.role.id == role.id), None)


def _rows(assessment: Assessment, ground: Ground) -> Iterator[MustHave]:
    """The must-haves that are short, then those not rated, then the others, in the order of the role."""
    rest = (finding for finding in assessment.findings if finding.must_have)
    found = dict.fromkeys((*assessment.must_haves_to_show, *rest))
    yield from (MustHave(finding, next_action(finding, ground)) for finding in found)


def _verdict(who: str | None, assessment: Assessment | None, is_step: bool, ground: Ground) -> Iterator[Words]:
    if assessment is None:
        yield Words(
            f"No known move leads further from here: {f'{who} is' if who else 'this is'} at the top of the ladder."
            if ground.standing.role
            else "Too little is known yet to name a next role."
        )
        return
    if is_step:
        yield Words(f"For the first step, {ground.role(assessment.role)}: ")
    must_haves = [finding for finding in assessment.findings if finding.must_have]
    short = [ground.requirement(f) for f in must_haves if f.status == "short"]
    unknown = [ground.requirement(f) for f in must_haves if f.status == "unknown"]
    met = [ground.requirement(f) for f in must_haves if f.status in ("met", "exceeded")]
    aside = len(must_haves) - len(short) - len(unknown) - len(met)
    if short:
        things = f"{counted(len(short))} {'thing' if len(short) == 1 else 'things'} to show: "
        yield Words(f"{who} has {things}" if who else things[:1].upper() + things[1:])
        yield from listed(short)
        yield Words(".")
    if unknown:
        more = f"{counted(len(unknown))} {'more ' if short else ''}{'must-have' if len(unknown) == 1 else 'must-haves'}"
        verb = "is" if len(unknown) == 1 else "are"
        yield Words(f"{' ' if short else ''}{more[:1].upper()}{more[1:]} {verb} not rated yet: ")
        yield from listed(unknown)
        yield Words(".")
    if short or unknown:
        yield from _met(met, len(must_haves))
    elif met:
        every = "the one must-have" if len(met) == 1 else f"all {counted(len(met))} must-haves"
        yield Words(f"{who} meets {every}: " if who else f"{every[:1].upper()}{every[1:]} met: ")
        yield from listed(met)
        yield Words(f". {_supporting(assessment)}")
    else:
        yield Words(f"{ground.role(assessment.role)} names no must-have. {_supporting(assessment)}")
    if aside:
        yield Words(f" {counted(aside)[:1].upper()}{counted(aside)[1:]} {'is' if aside == 1 else 'are'} set aside.")


def _met(met: Sequence[str], total: int) -> Iterator[Words]:
    if len(met) == 1:
        place = _ORDINALS[total] if total < len(_ORDINALS) else "other"
        yield Words(f" The {place} must-have, {met[0]}, is met.")
    elif met:
        yield Words(f" The other {counted(len(met))} must-haves are met.")


def _supporting(assessment: Assessment) -> str:
    """The open requirements beside the must-haves."""
    counts = assessment.counts
    parts = [f"{plural(counts.short, 'supporting gap')}" if counts.short else ""]
    parts += [f"{counts.unknown} not rated" if counts.unknown else ""]
    left = " and ".join(filter(None, parts))
    return f"Also open: {left}." if left else "Nothing else is short."


def _map(parts: PageOneParts, who: str | None, about: Role | None, goal: Role | None, ground: Ground) -> MoveMap:
    here = parts.next.placement.role
    is_here = f"{who} is here" if who else "here now"
    boxes = [_box(here, "here", is_here, ground)] if here else []
    way = _way(parts, about, goal)
    for number, role in enumerate(way, 1):
        if here is None or role.id != here.id:
            boxes.append(_box(role, "goal" if role == goal else "step", _step_words(parts, role, number, way), ground))
    chain = [here, *way] if here and way and _is_reached(parts, way[0]) else way
    arrows = [MapArrow(start.id, end.id, on_path=True) for start, end in pairwise(chain)]
    taken = {box.role for box in boxes}
    lanes = [box.track for box in boxes if box.part != "here"]
    for suggestion in parts.next.suggestions:
        role = suggestion.role
        if sum(box.part == "other" for box in boxes) == MOST_BESIDE:
            break
        if role.id in taken or suggestion.key.out_or_down or not _has_room(lanes, role.track, here):
            continue
        transition = suggestion.transition
        kind = "switch" if transition.kind == "fork" else wording.kind_of_move(transition, role.track)
        words = ", ".join(filter(None, [kind, years_of(transition.years_in_from)]))
        boxes.append(_box(role, "other", words, ground))
        arrows += [MapArrow(here.id, role.id, on_path=False)] if here else []
        taken.add(role.id)
        lanes.append(role.track)
    last = way[-1] if way else None
    for transition, _ in moves_from(ground.catalogue, last) if last else ():
        role = ground.catalogue.roles_by_id[transition.to]
        if len(boxes) == 6 or sum(box.part == "later" for box in boxes) == MOST_BESIDE:
            break
        is_up = transition.kind in ("promotion", "fork") and last is not None and role.seniority > last.seniority
        if role.id not in taken and is_up and _has_room(lanes, role.track, here):
            years = years_of(transition.years_in_from)
            boxes.append(_box(role, "later", f"later, {years}" if years else "later", ground))
            arrows.append(MapArrow(transition.from_role, role.id, on_path=False))
            taken.add(role.id)
            lanes.append(role.track)
    return MoveMap(tuple(boxes), tuple(arrows))


def _has_room(lanes: Sequence[str], track: str, here: Role | None) -> bool:
    """Whether a lane of the map has room: the lane of the person's own track, or the lane of all other tracks."""
    own_track = here.track if here else None
    return sum((lane == own_track) == (track == own_track) for lane in lanes) < MOST_IN_LANE


def _way(parts: PageOneParts, about: Role | None, goal: Role | None) -> list[Role]:
    """The first steps on the way, and the goal."""
    if about is None or goal is None:
        return []
    if parts.route is None or not parts.route.routes:
        return [about]
    steps = [step.role for step in parts.route.routes[0].steps]
    return steps if len(steps) <= MOST_STEPS else [*steps[: MOST_STEPS - 1], steps[-1]]


def _is_reached(parts: PageOneParts, first: Role) -> bool:
    return bool(parts.route and parts.route.routes) or _move_to(parts.next, first) is not None


def _step_words(parts: PageOneParts, role: Role, number: int, way: Sequence[Role]) -> str:
    is_last = number == len(way)
    called_as = "Goal" if is_last and parts.aim is not None else "Next" if number == 1 else f"step {number}"
    if parts.route and parts.route.routes:
        steps = parts.route.routes[0].steps
        if is_last and len(steps) > len(way):
            return f"{called_as}, in {len(steps)} moves"
        step = next(step for step in steps if step.role.id == role.id)
        years = years_of(step.transition.years_in_from)
    else:
        move = _move_to(parts.next, role)
        years = years_of(move.years_in_from) if move else ""
    return f"{called_as}, after {years}" if years else called_as


def _box(role: Role, part: Literal["here", "step", "goal", "other", "later"], words: str, ground: Ground) -> MapBox:
    return MapBox(role.id, ground.role(role), role.track, role.seniority, part, words)


def _times(parts: PageOneParts, who: str | None, as_of: date, ground: Ground) -> TimesData:
    plan, assessment = parts.plan, parts.assessment
    years = ground.standing.years_in_role
    since = _before(as_of, years) if years is not None and parts.next.placement.role else None
    usual = plan.usual if plan else None
    dated = _dated(plan) if plan else {}
    to_show = assessment.must_haves_to_show if assessment else ()
    undated = tuple(ground.requirement(f) for f in to_show if f.subject not in dated)
    days = [dated[f.subject] for f in to_show if f.subject in dated]
    return TimesData(
        as_of=as_of.isoformat(),
        since=since.isoformat() if since else None,
        usual=usual,
        usual_from=add_days(since, usual.min * DAYS_A_YEAR).isoformat() if since and usual else None,
        usual_to=add_days(since, usual.max * DAYS_A_YEAR).isoformat() if since and usual else None,
        ready_from=max(first for first, _ in days).isoformat() if days else None,
        ready_to=max(last for _, last in days).isoformat() if days else None,
        undated=undated,
        words=tuple(_time_words(parts, who, usual if since is None else None, undated)),
    )


def _before(day: date, years: float) -> date:
    """The day this many years earlier, or the first day of the calendar."""
    return day - timedelta(days=min(int(years * DAYS_A_YEAR), (day - date.min).days))


def _dated(plan: PlanData) -> dict[str, tuple[date, date]]:
    """The days on which each gap with dates is closed, at the fast and at the slow pace."""
    found = {i.finding.subject: (i.earliest, i.end) for i in plan.case.items if i.earliest and i.end}
    return {**found, **{wait.finding.subject: (wait.day, wait.day) for wait in plan.waits}}


def _time_words(
    parts: PageOneParts, who: str | None, usual: YearsInFrom | None, undated: Sequence[str]
) -> Iterator[str]:
    plan = parts.plan
    if usual is not None:
        yield f"People usually move after {years_of(usual)} in the present role."
    if plan is None:
        return
    if plan.settle_first:
        yield f"{who or 'This person'} is new in the present role: settling in comes first."
    if plan.case.items:
        hours = f"{plan.capacity.hours:g} {'hour' if plan.capacity.hours == 1 else 'hours'}"
        yield f"Calculated for {hours} a week beside the job."
    if undated:
        yield f"No date can be given for {counted(len(undated))} of the must-haves."
    growing = len([growth for growth in plan.grow if growth.requirement.axis == "skill"])
    if growing:
        more = f"{counted(growing)} {'skill grows' if growing == 1 else 'skills grow'}"
        yield f"{more[:1].upper()}{more[1:]} in the role and {'has' if growing == 1 else 'have'} no date."


def _requests(parts: PageOneParts, rows: Sequence[MustHave], as_of: date, ground: Ground) -> Iterator[Request]:
    """Three requests: a view, a chance and a date."""
    plan, about = parts.plan, parts.assessment.role if parts.assessment else None
    to_show = [row.finding for row in rows if row.state in ("to-show", "not-rated")]
    unrated = sum(finding.presumed or finding.status == "unknown" for finding in to_show)
    if to_show:
        things = f"the {counted(len(to_show))} things" if len(to_show) > 1 else "what there is"
        which = f"in particular the {counted(unrated)} that" if unrated < len(to_show) else "which"
        rest = f", {which} nobody has rated" if unrated else ""
        yield Request("A view", f"on {things} to show{rest}.")
        yield Request("A chance", f"to practise {ground.requirement(to_show[0])} at work in the next {_period(plan)}.")
    else:
        yield Request("A view", "on these levels: would others who see the work say the same?")
        if about is not None:
            yield Request("A post", f"as {ground.role(about)}: is there one, and who decides on it?")
        else:
            yield Request("A chance", "to do more of what the role is for, and less of the rest.")
    yield Request("A second look", f"at this page on {day_in_words(look_again(plan, as_of))}.")


def look_again(plan: PlanData | None, as_of: date) -> str:
    """The day to talk again: the first review of the plan, else a quarter from now."""
    return add_months(as_of, PERIODS[plan.capacity.period] if plan else PERIODS["quarter"]).isoformat()


def _period(plan: PlanData | None) -> str:
    return PERIOD_WORDS[plan.capacity.period if plan else "quarter"]


def _foot(ladder: str, ground: Ground) -> Iterator[str]:
    scale = ground.catalogue.scale
    if len(scale) <= 7:
        yield f"Levels: {', '.join(f'{number} {level.name}' for number, level in enumerate(scale, 1))}."
    yield _MAKES_A_CASE
    size = ground.standing.company_size
    read = f", read for a {size} company" if size else ""
    yield f"Ladder: {ladder}, {ground.catalogue.catalogue.version}{read}."


def _rests_on(parts: PageOneParts, ground: Ground) -> Iterator[str]:
    """Assumptions, texts that were not understood, and doubts about the placement."""
    standing, here = ground.standing, parts.next.placement
    yield from remarks(standing)
    if standing.presumed is not None:
        yield "Skills with an asterisk were not rated: their levels are taken from the roles held."
        if standing.presumed.others_unknown:
            yield "Skills that those roles do not ask for are unknown."
    others = " or ".join(ground.role(role) for role in here.others)
    if here.cannot_tell:
        yield years_limit(ground)
    if others and (here.cannot_tell or here.basis == "years"):
        yield others_with_years(others)
    if parts.assessment is not None and (at_sizes := size_words(ground, here, parts.assessment)):
        yield f"{at_sizes}."


def grown_words(growth: Growth, ground: Ground) -> str:
    """Something that grows in the role: `Reach (company)`."""
    asked = growth.requirement
    name = ground.requirement(asked).rstrip(".")
    return name if asked.axis == "evidence" else f"{name} ({wording.amount(asked.level, asked.axis, ground)})"
