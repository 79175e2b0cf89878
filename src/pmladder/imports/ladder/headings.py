"""Documents read by their headings: which of them are roles, which skills and which groups of skills.

The titles of roles, or of the steps of a skill, have a rank: a word for it, or a number. What stands under both is the
text of that step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from pmladder.formats.headed import HeadedDocument
from pmladder.imports.ladder import figures
from pmladder.imports.ladder.figures import is_track
from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headers import (
    IGNORE,
    ROLE_FIELDS,
    YEARS,
    NoLadderError,
    field_of_heading,
    folded_header,
    meaning,
    row_field,
)
from pmladder.imports.ladder.level_words import is_level_word
from pmladder.imports.ladder.making import LadderReading
from pmladder.imports.ladder.scale import is_figure
from pmladder.imports.ladder.titles import read_title
from pmladder.imports.ladder.understood import LINE, AskedPair, Place, Understood, family_id, one_line
from pmladder.text import first_quoted, folded, plural, repr_quoted, unsafe, without_unsafe

_NO_LADDER = (
    "holds no ladder that could be read: neither a table of levels, nor headings of roles with headings of skills "
    "under them, or the other way round"
)
_NO_RANKS = frozenset(
    (
        *("chapter", "week", "day", "part", "phase", "section", "version", "lesson", "sprint", "quarter", "month"),
        *("year", "release", "figure", "table", "appendix", "question", "article", "module", "unit", "v", "q"),
    )
)
"""Words beside a number that make a heading no rank."""
_LEVEL = re.compile(r"(?:level|l|lvl|grade|band|step|stage|tier|ic|e|p|m|t)[ -]?\d{1,2}\b", re.IGNORECASE)
_OUTLINE = re.compile(
    r"\A(?:(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)])\s+(?=\D)|(?:level|role|title):\s+(?=[^\W\d]{2}))", re.I
)
"""The number of a heading in the outline of its document, or a word before it for what it is."""
_BOX = re.compile(r"\A\[[ xX]\]\s+")
"""The box before an entry of a list that may be ticked."""
_GRADE = re.compile(r"(?:level|l|lvl|grade|band|ic|e|p|m)[ -]?\d{1,2}", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^:.;!?\n]{1,60}):\s+(?P<rest>.+)", re.DOTALL)
_LABEL_WORDS = 5
_ADVERTISES = re.compile(
    r"\b(?:we offer|how to apply|apply now|benefits|perks|about (?:us|our company|the company)|who we are|who you are|"
    r"equal opportunit\w+|your profile|what you will get|why (?:join )?us)\b"
)
"""What headings of an advertisement of a job say."""
_LINK = re.compile(r"\[([^]\n]{1,200})\]\([^)\n]{0,500}\)")
_PAGES = frozenset(("readme", "home", "back", "index", "back to top", "table of contents"))
"""What links to other pages are mostly called."""
_LISTS = frozenset(("levels", "roles", "grades", "ladder", "career ladder", "titles", "positions", "job levels"))
"""Headings that only say that roles follow."""
_SKILLS_OF_ALL = frozenset(("skill", "skills", "competency", "competencies", "expectations", "requirements"))
"""Words of a heading under which the skills of all roles are told, and so of no title."""
_MOST_WORDS_OF_SKILLS = 3
_ABOUT_THE_DOCUMENT = frozenset(
    (
        *("about", "note", "notes", "faq", "faqs", "frequently asked questions", "introduction", "intro", "overview"),
        *("background", "history", "glossary", "appendix", "references", "resources", "reading", "further reading"),
        *("links", "see also", "contents", "table of contents", "toc", "changelog", "change log", "usage", "license"),
        *("licence", "contributing", "contributors", "credits", "acknowledgements", "acknowledgments", "feedback"),
        *("contact", "getting started", "sources", "instructions", "disclaimer", "philosophy"),
    )
)
_BEGINS_ABOUT = re.compile(
    r"(?:how (?:to|we|this|these|it|do)|about (?:this|these|the (?:ladder|levels))|why|what is|using) "
)
"""What headings say that are neither of a role nor of a skill."""
_SUMMARIES = frozenset(("summary", "overview", "about", "about the role", "description", "role", "purpose"))


class PlacedPassage(NamedTuple):
    """A paragraph or an entry of a list, with what stands before it as its label, and where it is."""

    text: str
    label: str
    place: Place
    in_list: bool


class HeadedPart:
    """A heading, or a document, with what stands under it."""

    def __init__(self, title: str, place: Place, front: Mapping[str, str] | None = None) -> None:
        self.title, self.place = one_line(title), place
        self.front = front or {}
        self.passages: list[PlacedPassage] = []
        self.under: list[HeadedPart] = []
        self.tables: list[CellGrid] = []
        self.folder = ""
        """Where several folders hold the documents, that of this one."""

    def walk(self, above: tuple[HeadedPart, ...] = ()) -> Iterator[tuple[HeadedPart, ...]]:
        """Every heading from here on, each with those above it."""
        path = (*above, self)
        yield path
        for heading in self.under:
            yield from heading.walk(path)


def tables_of(documents: Sequence[HeadedPart]) -> list[CellGrid]:
    """The tables of the documents, each with the nearest heading that is not that of all, if there are several."""
    found = [
        ([part.title for part in path], grid)
        for document in documents
        for path in document.walk()
        for grid in path[-1].tables
    ]
    while (
        len(found) > 1 and len({titles[-1] for titles, _ in found}) == 1 and all(len(titles) > 1 for titles, _ in found)
    ):
        found = [(titles[:-1], grid) for titles, grid in found]
    jobs = _jobs_above([titles for titles, _ in found])
    return [
        grid._replace(
            heading=titles[-1] if len(found) > 1 or field_of_heading(grid.rows[0][1]) else "",
            above=titles[-2] if jobs else "",
        )
        for titles, grid in found
    ]


def _jobs_above(titles: Sequence[Sequence[str]]) -> bool:
    """Whether the same heading is above tables of different higher ones, which are jobs told in the same categories."""
    if len(titles) < 2 or not all(len(one) > 1 for one in titles):
        return False
    above: dict[str, set[str]] = {}
    for one in titles:
        above.setdefault(folded(one[-1]), set()).add(one[-2])
    return any(len(parents) > 1 for parents in above.values())


def read_headings(documents: Sequence[HeadedPart], found: Understood) -> LadderReading:
    """Read documents into `found` by their headings. Raises NoLadderError."""
    _leave_out_links(documents, found)
    for document in documents:
        _leave_out_notes(document, documents, found)
    kept = _of_the_ladder(documents, found)
    paths = [path for document in kept for path in document.walk()]
    filled = [path for path in paths if path[-1].passages and not path[-1].under]
    columns = _columns(filled, len(kept) > 1)
    if columns is None:
        raise NoLadderError(_NO_LADDER)
    role, skill = columns
    if role is not None and len({path[role].title for path in filled if len(path) > role}) == 1 and _advertises(paths):
        raise NoLadderError("holds the advertisement of one job, and no ladder")
    titles = _labels_of_roles(filled) if role is None else frozenset[str]()
    beside = _beside_the_roles(paths, role, skill) if role is not None else set()
    of_roles = [path for path in paths if role is None or len(path) <= role or path[role].title not in beside]
    reading = _Headings(found, role, skill, titles, of_roles)
    for path in paths:
        if role is not None and len(path) > role and path[role].title in beside:
            reading.leave(path[role], path[-1])
        else:
            reading.read(path)
    reading.tell_unused()
    if not found.asked or (len(found.skills) < 2 and len(found.roles) < 2):
        raise NoLadderError(_NO_LADDER)
    roles = "labels" if role is None else f"{repr_quoted(_example(filled, role, beside))} and the like"
    skills = (
        "labels" if skill is None or reading.lists_skills else f"{repr_quoted(_example(filled, skill))} and the like"
    )
    return LadderReading(
        f"{plural(len(kept), 'document')} by headings: roles from {roles}, skills from {skills}",
        expects_texts=True,
        several=True,
        one_step=True,
    )


def _beside_the_roles(paths: Sequence[tuple[HeadedPart, ...]], role: int, skill: int | None) -> set[str]:
    """The headings among the roles that are no titles: words about the ladder, or a list of the skills of all.

    Only where several others have a rank. A title in words of its own stays a role if it has a skill of theirs, or,
    below skills, if it comes again.
    """
    headings: dict[str, list[tuple[HeadedPart, ...]]] = {}
    for path in paths:
        if len(path) > role:
            headings.setdefault(path[role].title, []).append(path)
    ranked = {title for title, held in headings.items() if _has_rank(held[0][role])}
    if len(ranked) < 2:
        return set()
    jobs = {word for title in ranked for word in read_title(title).job}
    names = {
        title: {folded(part.title) for path in held for part in path[role + 1 :]} for title, held in headings.items()
    }
    shared = set().union(*(names[title] for title in ranked))

    def is_beside(title: str) -> bool:
        if read_title(title).is_person or jobs.intersection(read_title(title).job):
            return False
        if _is_about_the_document(title) or _SKILLS_OF_ALL & set(folded_header(title).split()):
            return True
        if skill is None:
            return not any(passage.label for path in headings[title] for passage in path[-1].passages)
        if skill > role:
            return not names[title] & shared
        return (
            len({path[skill].title for path in headings[title]})
            == 1
            < len({path[skill].title for path in paths if len(path) > skill})
        )

    return {title for title in headings if title not in ranked and is_beside(title)}


def _is_about_the_document(title: str) -> bool:
    name = folded_header(title)
    return name in _ABOUT_THE_DOCUMENT or _BEGINS_ABOUT.match(f"{name} ") is not None


def _are_skills(title: str) -> bool:
    """Whether a heading only says that skills follow."""
    words = set(folded_header(title).split())
    return bool(words & _SKILLS_OF_ALL) and len(words) <= _MOST_WORDS_OF_SKILLS


def _example(filled: Sequence[tuple[HeadedPart, ...]], depth: int, beside: Collection[str] = ()) -> str:
    return next(path[depth].title for path in filled if len(path) > depth and path[depth].title not in beside)


def _leave_out_links(documents: Sequence[HeadedPart], found: Understood) -> None:
    """Take out the passages that only name another of the documents, as the lists of links above a page do."""
    names = {_bare(name) for document in documents for name in (document.title, document.place.where)} | _PAGES
    count = 0
    for part in (path[-1] for document in documents for path in document.walk()):
        kept = [passage for passage in part.passages if passage.label or _bare(passage.text) not in names]
        count += len(part.passages) - len(kept)
        part.passages = kept
    if count and len(documents) > 1:
        found.unused.append(f"{plural(count, 'link')} from file to file: not used", count)


def _leave_out_notes(part: HeadedPart, documents: Sequence[HeadedPart], found: Understood) -> None:
    """Take out the headings about the document itself, with all that is under them; told by name.

    What stands under a title is of that role, and what has a rank under it may be a skill.
    """
    times = Counter(folded(path[-1].title) for document in documents for path in document.walk())
    kept = []
    for heading in part.under:
        inside = [path[-1] for path in heading.walk()]
        if (
            _is_about_the_document(heading.title)
            and times[folded(heading.title)] == 1
            and not any(map(_has_rank, inside))
        ):
            count = sum(len(one.passages) for one in inside)
            line = f"{heading.place}: {repr_quoted(heading.title)} is taken for words about the ladder"
            found.unused.append(f"{line}; not used, {plural(count, 'passage')}", count)
            continue
        kept.append(heading)
        if not _has_rank(heading):
            _leave_out_notes(heading, documents, found)
    part.under = kept


def _bare(text: str) -> str:
    """A text, or that of a link which was not written well enough to be one, without the end of a file's name."""
    link = _LINK.fullmatch(text)
    return (
        folded((link[1] if link else text).rpartition("/")[2]).removesuffix(".md").replace("-", " ").replace("_", " ")
    )


def _of_the_ladder(documents: Sequence[HeadedPart], found: Understood) -> list[HeadedPart]:
    """The documents without those beside the ladder: with none of the headings that the others share, and no rank."""
    held = [{folded(path[-1].title) for path in document.walk()} for document in documents]
    times = Counter(title for titles in held for title in titles)
    shares = [any(times[title] > 1 for title in titles) for titles in held]
    kept = [
        document
        for document, is_shared in zip(documents, shares, strict=True)
        if is_shared or sum(shares) < 2 or _has_rank(document)
    ]
    for document in documents:
        if document not in kept:
            count = sum(len(path[-1].passages) for path in document.walk())
            reason = "has no heading in common with the other files"
            found.unused.append(f"{document.place}: {reason}; not used, {plural(count, 'passage')}", count)
    return kept


def _advertises(paths: Sequence[tuple[HeadedPart, ...]]) -> bool:
    return any(_ADVERTISES.search(folded_header(path[-1].title)) for path in paths)


def _columns(filled: Sequence[tuple[HeadedPart, ...]], several: bool) -> tuple[int | None, int | None] | None:
    """At which depth the roles are, and at which the skills; None, for one of them, for labels of passages."""
    if not filled:
        return None
    depths = Counter(map(len, filled))
    usual = max(depths, key=lambda depth: (depths[depth], depth))
    same = [path for path in filled if len(path) == usual]
    titles_at = {depth: [path[depth].title for path in same] for depth in range(usual)}
    ranked = {depth: _ranked([path[depth] for path in same]) for depth in range(usual)}
    likely = {depth: ranked[depth] + _alike(titles) for depth, titles in titles_at.items()}
    role = max(likely, key=lambda depth: (likely[depth], depth))
    labels = sorted(_labels_of_roles(same))
    if labels and sum(map(_is_rank, labels)) / len(labels) + _alike(labels) > likely[role]:
        return None, usual - 1
    if ranked[role] < 0.5:
        role = usual - 2
        if role < 0 or not _repeats(same, role):
            return None
    if role < usual - 1:
        return role, _depth_of_skills(same, role, usual)
    if others := [depth for depth in range(role) if len({path[depth].title for path in same}) > 1]:
        return role, (None if _are_groups_of_roles(same, role, max(others)) else max(others))
    titles = {path[role].title for path in same}
    if (
        role
        and len(titles) > 1
        and folded(same[0][role - 1].title) not in _LISTS
        and (several or role > 1 or all(map(_GRADE.fullmatch, titles)))
        and not _are_groups_of_roles(same, role, role - 1)
    ):
        return role, role - 1
    labelled = sum(bool(passage.label) for path in same for passage in path[-1].passages)
    total = sum(len(path[-1].passages) for path in same)
    return (role, None) if 2 * labelled > total else None


def _are_groups_of_roles(paths: Sequence[tuple[HeadedPart, ...]], role: int, above: int) -> bool:
    """Whether headings above roles are no skills: each role stands under one alone, and labels name what it asks."""
    groups_of: dict[str, set[str]] = {}
    roles_of: dict[str, set[str]] = {}
    labelled = total = 0
    for path in paths:
        groups_of.setdefault(path[role].title, set()).add(path[above].title)
        total += len(path[-1].passages)
        for passage in path[-1].passages:
            if passage.label:
                labelled += 1
                roles_of.setdefault(folded(passage.label), set()).add(path[role].title)
    shared = sum(len(roles) > 1 for roles in roles_of.values())
    groups = set().union(*groups_of.values())
    is_once = all(len(above_one) == 1 for above_one in groups_of.values())
    return is_once and len(groups_of) > len(groups) and 2 * labelled > total and 2 * shared >= len(roles_of)


def _groups_above(
    paths: Sequence[tuple[HeadedPart, ...]], role: int | None, skill: int | None
) -> Literal["tracks", "families", "none"]:
    """What the headings above the roles tell apart: tracks by their names; or jobs; or nothing.

    Those of jobs hold roles of the same titles that ask the same skills, or begin lower again. Others may be of skills.
    """
    if not role or (skill is not None and skill < role):
        return "none"
    rungs: dict[str, list[float]] = {}
    asked: dict[tuple[str, str], set[str]] = {}
    groups_of: dict[str, set[str]] = {}
    for path in paths:
        if len(path) > role and path[-1].passages:
            group, title = path[role - 1].title, folded(path[role].title)
            rungs.setdefault(group, []).append(read_title(title).rung)
            groups_of.setdefault(title, set()).add(group)
            named = [path[skill].title] if skill and len(path) > skill else [one.label for one in path[-1].passages]
            for name in map(folded, filter(None, named)):
                asked.setdefault((title, name), set()).add(group)
    if len(rungs) < 2:
        return "none"
    if any(map(is_track, rungs)):
        return "tracks"
    begins_lower = any(min(after) <= min(before) for before, after in pairwise(rungs.values()))
    is_once = all(len(groups) == 1 for groups in groups_of.values())
    clash = any(len(groups) > 1 for groups in asked.values())
    return "families" if clash or (is_once and begins_lower) else "none"


def _depth_of_skills(paths: Sequence[tuple[HeadedPart, ...]], role: int, usual: int) -> int:
    """The depth below the roles at which most headings come again in other roles; the deepest where they are even."""
    deepest = usual - 1
    shared: dict[int, float] = {}
    for depth in range(role + 1, usual):
        roles_of: dict[str, set[str]] = {}
        for path in paths:
            roles_of.setdefault(folded(path[depth].title), set()).add(path[role].title)
        shared[depth] = sum(len(roles) > 1 for roles in roles_of.values()) / len(roles_of)
    best = max(shared, key=lambda depth: (shared[depth], depth))
    below: dict[tuple[str, str], set[str]] = {}
    for path in paths:
        below.setdefault((path[role].title, path[best].title), set()).add(path[deepest].title)
    # A stage of a skill is the only heading below it; a group of skills has several.
    is_stage = all(len(titles) == 1 for titles in below.values())
    return best if is_stage and shared[best] >= shared[deepest] + 0.5 else deepest


def _labels_of_roles(paths: Sequence[tuple[HeadedPart, ...]]) -> frozenset[str]:
    """The labels that most passages begin with, the same ones under several headings, where these are titles."""
    labels = [passage.label for path in paths for passage in path[-1].passages]
    times = Counter(filter(None, labels))
    titles = frozenset(title for title, count in times.items() if count > 1 or _is_rank(title))
    if len(paths) < 2 or len(titles) < 2 or 2 * times.total() <= len(labels) or 2 * len(titles) > times.total():
        return frozenset()
    return titles if 2 * sum(map(_is_rank, titles)) >= len(titles) else frozenset()


def _ranked(headings: Sequence[HeadedPart]) -> float:
    titles = {heading.title: heading for heading in headings}
    return sum(map(_has_rank, titles.values())) / len(titles)


def _alike(titles: Sequence[str]) -> float:
    """How much these are titles of one job, up to 1: alike but for their ranks, and with a word for a person."""
    read = [read_title(title) for title in dict.fromkeys(titles)]
    most = max(Counter(title.job for title in read).values())
    return ((most if most > 1 else 0) + sum(title.is_person for title in read)) / (2 * len(read))


def _has_rank(heading: HeadedPart) -> bool:
    return not heading.front.keys().isdisjoint(("level", "rank", "grade")) or _is_rank(heading.title)


def _is_rank(title: str) -> bool:
    words = folded_header(title).split()
    if not any(map(str.isalpha, title)) or title.endswith("?") or _NO_RANKS & set(words) or len(words) > 8:
        return False
    return bool(_LEVEL.match(title)) or read_title(title).ranked


def _repeats(paths: Sequence[tuple[HeadedPart, ...]], role: int) -> bool:
    """Whether different headings hold mostly the same headings, as roles do that are told by the same skills."""
    held: dict[str, set[str]] = {}
    for path in paths:
        held.setdefault(path[role].title, set()).add(folded(path[-1].title))
    times = Counter(title for titles in held.values() for title in titles)
    people = sum(read_title(title).is_person for title in held)
    return (
        len(held) > 1
        and len(times) > 1
        and 2 * people >= len(held)
        and 2 * sum(n > 1 for n in times.values()) >= len(times)
    )


class _Headings:
    """Reads headings, each for what its depth says that it is; without a depth, labels say the roles or the skills."""

    def __init__(
        self,
        found: Understood,
        role: int | None,
        skill: int | None,
        titles: frozenset[str],
        paths: Sequence[tuple[HeadedPart, ...]],
    ) -> None:
        self.found, self.role_depth, self.skill_depth, self.titles = found, role, skill, titles
        self.deepest = max(role or 0, skill or 0)
        self.groups = _groups_above(paths, role, skill)
        self.above = {path[role - 1].title for path in paths if role and len(path) > role}
        """The headings right above those of the roles: one alone is no category of skills."""
        below = skill if role is not None and skill is not None and skill > role else None
        lists = [path[-1] for path in paths if below and len(path) == below + 1 and _are_skills(path[-1].title)]
        self.lists_skills = bool(lists) and all(
            2 * sum(bool(passage.label) for passage in part.passages) > len(part.passages) > 0 for part in lists
        )
        """Whether the skills of each role are the labels under one heading, which only says that skills follow."""
        self.shared = Counter(
            folded(path[-1].title)
            for path in paths
            if below and role is not None and role + 1 < len(path) <= below and not path[-1].under
        )
        """How many headings of a name stand under roles, higher than the skills do, and with none below."""
        self.unused: dict[str, int] = {}
        """How many passages are under each heading of no role and no skill."""

    def read(self, path: tuple[HeadedPart, ...]) -> None:
        """Read what stands under one heading itself."""
        heading = path[-1]
        has_role = self.role_depth is not None and len(path) > self.role_depth
        above = path[self.role_depth - 1].title if has_role and self.role_depth and self.groups != "none" else ""
        role = self._role(path[self.role_depth or 0], path[0].folder, above) if has_role else None
        if len(path) <= self.deepest:
            self._about(path, role)
        elif self.skill_depth is None:
            for passage in heading.passages:
                if passage.label and not self._is_field_of_role(role, passage):
                    self._ask(role, self._skill(passage.label, path), passage)
                elif not passage.label:
                    self._text_of_role(role, passage)
        elif self.role_depth is None:
            self._read_steps(path)
        elif role is not None and self.lists_skills:
            self._under_list_of_skills(path, role)
        elif heading.passages and (role is None or not self._is_field(role, path[self.skill_depth], heading)):
            skill = self._skill(path[self.skill_depth].title, path)
            deeper = ": ".join(part.title for part in path[self.deepest + 1 :])
            for passage in heading.passages:
                self._ask(role, skill, passage, deeper)

    def _under_list_of_skills(self, path: tuple[HeadedPart, ...], role: Hashable) -> None:
        """What stands under a role beside and below a heading that only says that skills follow: labels are those."""
        heading = path[-1]
        if not _are_skills(path[self.skill_depth or 0].title):
            self._about_role(role, path[self.skill_depth or 0], heading)
            return
        skill = None
        for passage in heading.passages:
            skill = self._skill(passage.label, path) if passage.label else skill
            if skill:
                self._ask(role, skill, passage)
            else:
                self._text_of_role(role, passage)

    def _about_role(self, role: Hashable, titled: HeadedPart, heading: HeadedPart) -> None:
        """A heading under a role that is of no skill: a field of the role, or a note under its name."""
        if heading.passages and not self._is_field(role, titled, heading):
            text = "\n".join(passage.text for passage in heading.passages)
            if self.found.fits(text, heading.place, line=False):
                self.found.field(role, "note", f"{titled.title}: {text}", heading.place)

    def _read_steps(self, path: tuple[HeadedPart, ...]) -> None:
        """The steps of the skill of a heading, each a passage whose label is the role; others say what the skill is."""
        skill = self._skill(path[self.skill_depth or 0].title, path)
        label = ""
        for passage in path[-1].passages:
            label = passage.label or label
            if label in self.titles:
                role = self._role(HeadedPart(label, passage.place))
                self._ask(role, skill, passage._replace(label=""))
            elif skill and self.found.fits(passage.text, passage.place, line=False):
                before = self.found.skills[skill].get("description")
                text = f"{passage.label}: {passage.text}" if passage.label else passage.text
                self.found.skills[skill]["description"] = f"{before}\n\n{text}" if before else text

    def leave(self, heading: HeadedPart, held: HeadedPart | None) -> None:
        """Leave aside what a part holds, or one passage, since its heading is of no role and no skill."""
        count = 1 if held is None else len(held.passages)
        if count:
            self.unused[heading.title] = self.unused.get(heading.title, 0) + count

    def tell_unused(self) -> None:
        """Say how much stands where it is of no role and no skill."""
        if total := sum(self.unused.values()):
            line = f"{plural(total, 'passage')} under headings of no role and no skill"
            self.found.unused.append(f"{line}: {first_quoted(list(self.unused))}; not used", total)

    def _about(self, path: tuple[HeadedPart, ...], role: Hashable | None) -> None:
        """What stands above the texts of steps: about a role, a skill, or the whole."""
        heading = path[-1]
        if role is not None and len(path) - 1 == self.role_depth:
            for passage in heading.passages:
                self._text_of_role(role, passage)
        elif self.skill_depth is not None and len(path) - 1 == self.skill_depth and heading.under:
            skill = self._skill(heading.title, path)
            text = "\n\n".join(passage.text for passage in heading.passages)
            if skill and text and self.found.fits(text, heading.place, line=False):
                self.found.skills[skill].setdefault("description", text)
        elif role is not None and folded(heading.title) in self.shared:
            self._leaf_above_skills(path, role)
        else:
            self.leave(heading, heading)

    def _leaf_above_skills(self, path: tuple[HeadedPart, ...], role: Hashable) -> None:
        """A heading under a role, higher than its skills and with none below: about the role, or a skill as well."""
        heading, above = path[-1], path[-2]
        if any(_are_skills(part.title) for part in above.under):
            self._about_role(role, heading, heading)
        elif heading.passages and not self._is_field(role, heading, heading):
            if self.shared[folded(heading.title)] > 1 and not _is_about_the_document(heading.title):
                skill = self._skill(heading.title, path[:-1])
                for passage in heading.passages:
                    self._ask(role, skill, passage)
            else:
                self.leave(heading, heading)

    def _role(self, heading: HeadedPart, folder: str = "", above: str = "") -> Hashable | None:
        """The role of a heading. Its family is what the folder of its document says, or the heading above it.

        That heading may say its track instead.
        """
        if not heading.title or not self.found.fits(heading.title, heading.place):
            return None
        named = folder if self.role_depth == 0 else above if self.groups == "families" else ""
        family = family_id(named) if named else None
        key = (folded(heading.title), family)
        if key not in self.found.roles:
            made = self.found.role(key, heading.title)
            if family:
                made["family"] = family
                self.found.families.setdefault(family, named[:LINE])
            if self.groups == "tracks" and is_track(above):
                self.found.field(key, "track", above, heading.place)
            for name, text in heading.front.items():
                field = meaning(name) or ""
                if name in ("level", "rank", "order", "weight") and text.isdecimal():
                    field = "seniority"
                if field in (*ROLE_FIELDS, "family", "summary"):
                    self.found.field(key, field, text, Place(heading.place.where, name))
                elif name not in ("title", "name", "role", "level", "id"):
                    self.found.unused.append(f"{heading.place}: key {repr_quoted(name)} is not used")
        return key

    def _skill(self, title: str, path: tuple[HeadedPart, ...]) -> str | None:
        name = one_line(title)
        if not name or not self.found.fits(name, path[-1].place):
            return None
        key = folded(name)
        self.found.skill(key, name)
        depth = self.skill_depth if self.skill_depth is not None else len(path)
        are_categories = self.groups == "none" and len(self.above) > 1
        begin = 1 if self.role_depth is None or self.role_depth > depth or are_categories else self.role_depth
        above = [one for place, one in enumerate(path[:depth]) if place != self.role_depth and place >= begin]
        above = [one for one in above if not _are_skills(one.title)]
        if above and above[-1].title and "category" not in self.found.skills[key]:
            self.found.skills[key]["category"] = self.found.category(above[-1].title[:LINE])
        elif path[0].folder and self.role_depth != 0:
            self.found.skills[key].setdefault("category", self.found.category(path[0].folder[:LINE]))
        return key

    def _ask(self, role: Hashable | None, skill: str | None, passage: PlacedPassage, deeper: str = "") -> None:
        if role is None or skill is None:
            self.found.unread.append(f"{passage.place}: is under no role or no skill")
            return
        text = passage.text
        bare = text.rstrip(".")
        level = bare if is_figure(bare) or is_level_word(bare) else ""
        named = self.found.skills[skill]["name"]
        if not level and passage.label and folded(passage.label) != folded(named):
            text = f"{passage.label}: {text}"
        text = f"{deeper}: {text}" if deeper else text
        if level or self.found.fits(text, passage.place, line=False):
            self.found.asked.append(AskedPair(role, skill, level, passage.place, "" if level else text))

    def _is_field(self, role: Hashable, titled: HeadedPart, heading: HeadedPart) -> bool:
        """Whether a heading under a role is of a field of it, such as its years; read if so."""
        text = "\n".join(passage.text for passage in heading.passages)
        if folded_header(titled.title) in _SUMMARIES:
            self._summary(role, text, heading.place)
            return True
        return bool(text) and self._is_field_of_role(role, PlacedPassage(text, titled.title, heading.place, False))

    def _text_of_role(self, role: Hashable | None, passage: PlacedPassage) -> None:
        if role is None:
            self.leave(HeadedPart("", passage.place), None)
            return
        if not self._is_field_of_role(role, passage):
            self._summary(role, f"{passage.label}: {passage.text}" if passage.label else passage.text, passage.place)

    def _is_field_of_role(self, role: Hashable | None, passage: PlacedPassage) -> bool:
        """Whether a passage is of a field of its role by its label, such as its scope; read if so."""
        field = row_field(passage.label, [passage.text]) if passage.label else None
        if role is not None and field == IGNORE:
            if folded_header(passage.label) in ("note", "notes"):
                self.found.field(role, "note", passage.text, passage.place)
            else:
                self.found.unused.append(f"{passage.place}: {repr_quoted(passage.label)} is not used")
            return True
        if role is None or field not in ROLE_FIELDS or len(passage.text) > LINE:
            return False
        if figures.role_field(field, passage.text) is None and not (field in YEARS and figures.years(passage.text)):
            self.found.field(role, "note", f"{passage.label}: {passage.text}", passage.place)
        else:
            self.found.field(role, field, one_line(passage.text), passage.place)
        return True

    def _summary(self, role: Hashable, text: str, place: Place) -> None:
        before = self.found.roles[role].get("summary")
        whole = f"{before}\n\n{text}" if before else text
        if text and self.found.fits(whole, place, line=False):
            self.found.roles[role]["summary"] = whole


def told_apart(fronts: Sequence[dict[str, str]], found: Understood) -> list[dict[str, str]]:
    """The front matters of several files, with another key as the title where that one is the same in all of them."""
    titles = {front.get("title") for front in fronts}
    if len(fronts) < 2 or len(titles) > 1 or None in titles:
        return list(fronts)
    line = f'key "title" says {repr_quoted(titles.pop() or "")} in all files, so that it is the title of none'
    found.unused.append(f"{line}: not used", len(fronts))
    others = [key for key in fronts[0] if key.endswith(("title", "name", "role")) and key != "title"]
    apart = next((key for key in others if len({front.get(key) for front in fronts} - {None}) == len(fronts)), None)
    shared = [{key: text for key, text in front.items() if key not in ("title", apart)} for front in fronts]
    return [{**rest, **({"title": front[apart]} if apart else {})} for rest, front in zip(shared, fronts, strict=True)]


def document_of(document: HeadedDocument, name: str, front: Mapping[str, str], found: Understood) -> HeadedPart:
    """The headings of one document below one of its own: its title, its only first heading, or its file's name."""
    sections = document.sections
    highest = min((section.depth for section in sections[1:]), default=1)
    tops = [section for section in sections if section.depth == highest]
    title = front.get("title") or front.get("name") or front.get("role") or ""
    only = tops[0] if len(tops) == 1 and sections[1:2] == tops and (not title or len(sections) > 2) else None
    only = only if only and (not title or only.depth == 1) else None
    title = title or (only.title if only else "") or _title_of_file(name)
    root = HeadedPart(_plain(title, found), Place(name), front)
    open_headings = [(0, root)]
    for section in sections:
        heading, where = root, f"{name}, line {section.line}"
        if section.depth and section is not only:
            while open_headings[-1][0] >= section.depth:
                open_headings.pop()
            heading = HeadedPart(_OUTLINE.sub("", _plain(section.title, found)), Place(where))
            open_headings[-1][1].under.append(heading)
            open_headings.append((section.depth, heading))
        for line, text, label, in_list in section.passages:
            shown = labelled(_BOX.sub("", _plain(text, found)), _plain(label, found))
            heading.passages.append(PlacedPassage(shown[1], shown[0], Place(f"{name}, line {line}"), in_list))
        for table in section.tables:
            heading.tables.append(CellGrid(list(table), heading.title, "line"))
    return root


def _title_of_file(name: str) -> str:
    text = name.rpartition("/")[2].replace("-", " ").replace("_", " ").strip()
    return text[:1].upper() + text[1:]


def _plain(text: str, found: Understood) -> str:
    if unsafe(text):
        found.remarks.append(f"{repr_quoted(text)}: invisible characters are left out")
    return without_unsafe(text).strip()


def labelled(text: str, label: str) -> tuple[str, str]:
    """A passage as its label and the rest: what stands in bold before it, or a few words before a colon."""
    match = None if label else _LABELLED.fullmatch(text)
    if match and len(match["label"].split()) <= _LABEL_WORDS:
        return one_line(match["label"]), match["rest"]
    return one_line(label), text
