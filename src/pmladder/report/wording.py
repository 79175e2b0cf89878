"""The words for figures, levels and verdicts, the same in every report."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from pmladder.catalogue.fields import EDITORIAL
from pmladder.catalogue.models import Transition
from pmladder.catalogue.role_parts import Pay, PeopleLed, YearsAsked
from pmladder.engine.assess import Assessment
from pmladder.engine.formula import Finding, Holding
from pmladder.engine.placement import Placement
from pmladder.engine.schedule import Months
from pmladder.profile.terms import Axis, Verdict
from pmladder.report.blocks import Cell, Tone, shown
from pmladder.report.ground import Ground
from pmladder.text import plural


class Range(Protocol):
    """A range of figures."""

    @property
    def min(self) -> float: ...

    @property
    def max(self) -> float: ...


ARROW = "→"
VERDICT_TONES: dict[Verdict, Tone] = {
    "not-yet": "bad",
    "cannot-say": "open",
    "within-reach": "strong",
    "case-to-make": "good",
}
VERDICT_WORDS: dict[Verdict, str] = {
    "not-yet": "not yet",
    "cannot-say": "can't say yet",
    "within-reach": "within reach",
    "case-to-make": "case to make",
}


def years_range(years: Range | None) -> str:
    """`2-4 years`, or an empty text."""
    if years is None:
        return ""
    return f"{years.min:g}-{years.max:g} years" if years.min != years.max else plural_years(years.min)


def years_asked(years: YearsAsked | None) -> str:
    """`5, usually 6`, or a dash if the catalogue has no figure."""
    if years is None or (years.min is None and years.typical is None):
        return "-"
    if years.min is None or years.min == years.typical:
        return f"usually {years.typical:g}"
    return f"{years.min:g}" if years.typical is None else f"{years.min:g}, usually {years.typical:g}"


def people_led(people: PeopleLed | None) -> str:
    """`2-5`, `4 or more`, `none`, or a dash if the catalogue has no figure."""
    if people is None or (people.min is None and people.max is None):
        return "-"
    low, high = people.min or 0, people.max
    if high is None:
        return f"{low} or more" if low else "none"
    if high == 0:
        return "none"
    return f"{low}-{high}" if low != high else str(low)


def pay_bracket(pay: Pay | None) -> str:
    """`USD 145,000-200,000, base`, or a dash."""
    if pay is None:
        return "-"
    return f"{pay.currency} {pay.low:,}-{pay.high:,}, {pay.basis}" + (
        " (editorial)" if EDITORIAL in pay.sources else ""
    )


def pay_short(pay: Pay | None) -> str:
    """`145-200k USD base`, or a dash."""
    if pay is None:
        return "-"
    return pay_figures(pay) + (" (editorial)" if EDITORIAL in pay.sources else "")


def pay_figures(pay: Pay) -> str:
    """`145-200k USD base`; in full if thousands would be too coarse."""
    figures = f"{pay.low:,}-{pay.high:,}" if pay.low < 10_000 else f"{pay.low / 1000:.0f}-{pay.high / 1000:.0f}k"
    return f"{figures} {pay.currency} {pay.basis}"


def verdict_line(assessment: Assessment) -> str:
    """The verdict with how many requirements made it: `2 must-haves to show`.

    "Case to make" also says how much is unrated or does not apply, as it may have little basis.
    """
    counts, words = assessment.counts, VERDICT_WORDS[assessment.verdict]
    match assessment.verdict:
        case "not-yet":
            unsaid = f", {counts.must_haves_unknown} more not rated" if counts.must_haves_unknown else ""
            return f"{plural(counts.must_haves_short, 'must-have')} to show{unsaid}"
        case "cannot-say":
            return f"{words}, {plural(counts.must_haves_unknown, 'must-have')} not rated"
        case "within-reach":
            unsaid = f", {counts.unknown} not rated" if counts.unknown else ""
            return f"{words}, {plural(counts.short, 'gap')} but no must-have{unsaid}"
        case _:
            unsaid = f", {counts.unknown} not rated" if counts.unknown else ""
            aside = f", {counts.not_applicable} set aside" if counts.not_applicable else ""
            return f"{words}{unsaid}{aside}"


def what_decides(assessment: Assessment, ground: Ground) -> str:
    """What decides when no must-have is left to show.

    These are supporting gaps, the reach and the people of the role, and a free post.
    """
    open_still, gaps = assessment.with_status("short", "unknown"), len(assessment.with_status("short"))
    comes = [g.requirement for g in assessment.growth if g.requirement.axis in ("reach", "people")]
    named = [plural(gaps, "supporting gap")] if gaps else []
    named += [f"{asked.name.lower()} ({amount(asked.level, asked.axis, ground)})" for asked in comes]
    left = "No must-have is left to show" if open_still else "Nothing is left to show"
    first = f"{', '.join(named)} and " if named else ""
    return f"{left}. What decides: {first}a free post."


def verdicts(before: Verdict, after: Verdict) -> str:
    """`not yet → within reach`."""
    return f"{VERDICT_WORDS[before]} {ARROW} {VERDICT_WORDS[after]}"


def must_haves(assessment: Assessment, ground: Ground, most: int = 3) -> str:
    """The names of the must-haves to show; unrated ones have a question mark. `none` if there are none."""
    to_show = assessment.must_haves_to_show
    named = [ground.requirement(f) + ("?" if f.status == "unknown" else "") for f in to_show[:most]]
    more = f" and {len(to_show) - most} more" if len(to_show) > most else ""
    return ", ".join(named) + more if named else "none"


def held(value: float | int | str | None, name: str | None) -> str:
    """An amount as text: a level's name, a figure, a word; `?` if unknown."""
    return "?" if value is None else name or shown(value)


def skill_state(state: str, unknown: str = "?") -> str:
    """The state of a skill without a level: `held, level unknown`, `not applicable`, or unknown."""
    return {"named": "held, level unknown", "not-applicable": "not applicable"}.get(state, unknown)


def amount(value: float | None, axis: Axis, ground: Ground) -> str:
    """An amount on an axis: `expert`, `5`, `bachelor`."""
    return held(value, ground.amount_name(value, axis))


def asked(finding: Finding, ground: Ground) -> str:
    """What a requirement asks for before the role: `expert`, `5`."""
    return amount(finding.entry, finding.axis, ground)


def level_asked(finding: Finding, ground: Ground) -> str:
    """What a requirement asks for in the role."""
    return amount(finding.requirement.level, finding.axis, ground)


def holding_words(holding: Holding, axis: Axis, ground: Ground) -> str:
    """A holding as text: `practitioner`, `3`, `?`, `at least 3`."""
    if holding.is_known:
        return amount(holding.low, axis, ground)
    return f"at least {amount(holding.low, axis, ground)}" if holding.low and axis != "evidence" else "?"


def from_to(finding: Finding, ground: Ground) -> str:
    """`practitioner → expert`."""
    return f"{holding_words(finding.holding, finding.axis, ground)} {ARROW} {asked(finding, ground)}"


def kind_of_move(transition: Transition, track: str) -> str:
    """The kind of a move to a role of `track`: `promotion`, `switch to management`."""
    return f"switch to {track}" if transition.kind == "fork" else transition.kind.replace("-", " ")


def move(transition: Transition, track: str, ground: Ground) -> str:
    """The kind of a move, and whether it was derived."""
    words = kind_of_move(transition, track)
    # A catalogue without transitions has moves derived from seniority.
    return words if ground.catalogue.transitions else f"{words} (derived)"


def companies(transition: Transition) -> str:
    """The companies of a move: `In small or medium companies`; empty for all companies."""
    return f"In {' or '.join(transition.company)} companies" if transition.company else ""


def where_you_are(placement: Placement, ground: Ground) -> str:
    """The role that the person is placed on, and on what basis: `Closest role: PM (from 2 years in product)`."""
    role, why = role_and_why(placement, ground)
    return f"{role} ({why})" if why else role


def role_and_why(placement: Placement, ground: Ground) -> tuple[str, str]:
    """The role that the person is placed on, and the reason for it."""
    standing = ground.standing
    years = "" if standing.years is None else f"{plural_years(standing.years)} in product"
    if standing.years_basis == "history":
        years += " by your history"
    if placement.role is None or placement.basis is None:
        return ("Not in product yet", "") if standing.years == 0 else ("Your role is not known", years)
    role = ground.role(placement.role)
    if placement.cannot_tell:
        return "Your role is not known", f"{years}: years alone cannot tell it; the moves are those from {role}"
    basis = {
        "years": f"from {years}" + (" and the people you lead" if standing.people else ""),
        "skills": "from your rated skills",
        "history": "the position you hold now",
        "last-held": "the position you held last",
        "earlier": "the latest of your positions that this catalogue has",
        "given": "",
        "title": "",
    }[placement.basis]
    if placement.basis == "years":
        return f"Closest role: {role}", basis
    found = f"Closest role: {role}" if placement.basis == "skills" else role
    return found, ", ".join(filter(None, (basis, years)))


def command(ground: Ground, *words: str) -> Cell:
    """A command to type, with the options about the person."""
    named = [word for word in words if not word.startswith("-")]
    options = [word for word in words if word.startswith("-")]
    return Cell(" ".join(("pmladder", *named, *ground.options, *options)), "command")


def plural_years(years: float) -> str:
    """`1 year`, `6 years`, `2.5 years`."""
    return f"{years:g} {'year' if years == 1 else 'years'}"


def months(months: Months) -> str:
    """`6-12 months`, in whole months."""
    low, high = (math.ceil(round(end, 6)) for end in months)
    return plural(low, "month") if low == high else f"{low}-{high} months"


def hours(hours: Months) -> str:
    """`209-417 hours`, in whole hours."""
    low, high = (round(end) for end in hours)
    return plural(low, "hour") if low == high else f"{low}-{high} hours"


def between(earliest: str, latest: str) -> str:
    """The dates on which something planned is done, at the fast and at the slow pace."""
    if earliest == latest:
        return f"by {latest}"
    return f"between {earliest} (fast) and {latest} (slow)"


def usual_time(years: Range) -> str:
    """When a move is usual: `People usually move after 2-4 years in the present role`."""
    return f"People usually move after {years_range(years)} in the present role"


def pace(hours: float, an_area: float, at_once: int) -> str:
    """The pace of a plan: the hours a week, and the number of focus areas at a time.

    `12 hours a week: 3 focus areas at a time, about 4 hours each`.
    """
    week = f"{shown(hours)} {'hour' if hours == 1 else 'hours'} a week: {plural(at_once, 'focus area')} at a time"
    if hours < an_area:
        longer = f"{an_area / hours:.1f}".removesuffix(".0")
        return f"{week}; an area needs about {shown(an_area)}, so everything takes {longer} times as long"
    each = f"about {shown(an_area)} hours{' each' if at_once > 1 else ''}"
    more = "; the hours beyond that are not planned" if hours > an_area * at_once else ""
    return f"{week}, {each}{more}"


def route_years(years: Range, steps: Sequence[Range | None]) -> str:
    """The duration of a route: `2 years at best, 4 typically`, and what it does not include."""
    unsaid = sum(step is None for step in steps)
    if unsaid == len(steps):
        return "years not known"
    if years.min == years.max:
        span = plural_years(years.min)
    elif years.min == 0:
        span = f"no wait at best, {plural_years(years.max)} typically"
    else:
        span = f"{plural_years(years.min)} at best, {years.max:g} typically"
    return span + (f", not counting {plural(unsaid, 'move')} of unknown length" if unsaid else "")


def must_haves_cell(assessment: Assessment, ground: Ground) -> Cell:
    """The must-haves to show in one cell: by name, by short name, or the first ones and the number of the others."""
    to_show = assessment.must_haves_to_show
    if not to_show:
        return Cell("none")
    doubts = ["?" if finding.status == "unknown" else "" for finding in to_show]
    full = [f"{ground.requirement(finding)}{doubt}" for finding, doubt in zip(to_show, doubts, strict=True)]
    names = [f"{ground.short(finding)}{doubt}" for finding, doubt in zip(to_show, doubts, strict=True)]
    return Cell(", ".join(full), shorter=tuple(_first_and_more(names, most) for most in range(len(names), 0, -1)))


def _first_and_more(names: Sequence[str], most: int) -> str:
    """`A, B +2`."""
    return ", ".join(names[:most]) + (f" +{len(names) - most}" if len(names) > most else "")


def first_three(names: Sequence[str]) -> str:
    """`A, B, C and more`."""
    return ", ".join(names[:3]) + (" and more" if len(names) > 3 else "")


def unknown_names(assessment: Assessment, ground: Ground) -> str:
    """The names of unknown requirements; evidence is listed separately."""
    unknown = assessment.with_status("unknown")
    to_say = [ground.requirement(finding) for finding in unknown if finding.axis != "evidence"]
    to_show = [finding.requirement.name for finding in unknown if finding.axis == "evidence"]
    parts = [", ".join(to_say)] if to_say else []
    if to_show:
        parts.append("evidence of " + "; ".join(_lowered(text) for text in to_show))
    return "; ".join(parts)


def _lowered(text: str) -> str:
    """A sentence as part of another one: first letter in lower case (except acronyms), no full stop."""
    head = text[:1].lower() if text[1:2].islower() or text[1:2] == " " else text[:1]
    return (head + text[1:]).rstrip(".")
