"""What a résumé in running text says, line by line: a time, and the title and the company that stand around it.

A document has no fields, so all of this is a guess that somebody has to look at. Headings tell which lines are about
work; LinkedIn's own PDF has the same order of lines everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pmladder.imports.career.dates import NOTHING, DateRead, read_date, read_span
from pmladder.imports.career.degrees import level_of_degree
from pmladder.imports.career.found import Found, FoundJob, FoundSkill, FoundStudy, ImportedPlace, KeyRead, Unread
from pmladder.imports.career.keys import Part, part_named
from pmladder.imports.career.lines import is_too_long, line_of
from pmladder.imports.career.title_like import is_title_like
from pmladder.text import plural

_LONGEST_LINE = 240
_LONGEST_NAME = 80
_MOST_LIKELY = 1_200
"""Lines that may have a time that are looked at: twice what the longest résumé has."""
_LIKELY = re.compile(r"\d\d")
_LINES_BEFORE, _LINES_BEHIND = 3, 2

_YEAR = r"(?:(?:19|20)\d\d(?:[-./]\d{1,2}){0,2}(?:\s?[年년](?:\s?\d{1,2}\s?[月월])?)?|['’]\d\d\b|(?<=\d[/.])\d\d\b)"
_DATE = rf"(?:\d{{1,2}}[./]\s?|\d{{1,2}}\s|Q[1-4]\s)?(?:[^\W\d_]{{3,12}}\.?,?\s?)?(?:\d{{1,2}},\s)?(?:[./]\s?)?{_YEAR}"
_START_ALONE = r"[^\W\d_]{3,12}\.?"
_BETWEEN = r"\s*(?:[–—―−→~～〜-]|->|\b(?:to|until|bis|à|au|al|hasta|até|tot|по)\b|至|到)\s*"
_SPAN = re.compile(rf"({_DATE}|{_START_ALONE}){_BETWEEN}({_DATE}|[^\W\d_][^\d()·|,;]{{0,24}})", re.IGNORECASE)
_SINCE = re.compile(rf"(?:since|seit|depuis|desde|dal|sinds|sedan|siden|с)\s+({_DATE})", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙*►➢·-]|\d{1,2}[.)])\s+")
_HEADING_MARKS = re.compile(r"^[#*_=\s]+|[#*_=:\s]+$")
_PIECES = re.compile(r"\s*(?:\||·|•|—|–|\t|\s{2,}|\s@\s|\bat\b|\bbei\b|\bchez\b|\ben\b(?=\s[A-Z])|\s-\s)\s*")
_COMMA = re.compile(r"\s*,\s*")
_AROUND = " \t,;:|·•–—-()[]*_#"
_DURATION = re.compile(
    r"\(?(?:(\d{1,2}) (?:years?|yrs?|Jahre?|ans?|años?|anni|anos?))?\s*"
    r"(?:(\d{1,2}) (?:months?|mos?|Monate?|mois|mes(?:es)?|mesi))?\)?",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|^\s*#+\s|\b_|_\b|`")
_SPACED = re.compile(r"(?:\w\s+){4,}\w")
"""A heading with a blank behind every letter."""
_PAGE = re.compile(r"\s*\w+ \d{1,2} \w+ \d{1,2}\s*")
"""The foot of a page, in any language: "Page 1 of 3"."""


class _Line(NamedTuple):
    """A line of a document: its number, from 1, its text, whether it is a point of a list, the part that it is in."""

    number: int
    text: str
    is_point: bool
    part: Part | None


class _Dated(NamedTuple):
    """A line with a time: start and end, and what stands before and behind them."""

    start: DateRead
    end: DateRead
    before: str
    behind: str


def read_document(texts: Sequence[str]) -> Found:
    """What the lines of a document, from top to bottom, say."""
    is_linkedin = any("(LinkedIn)" in text for text in texts) and any(map(_PAGE.fullmatch, texts))
    lines = list(_in_parts(texts, is_linkedin))
    has_work = any(line.part == "work" for line in lines)
    about_work = [line for line in lines if (line.part == "work" if has_work else line.part is None)]
    unread: list[Unread] = []
    jobs = list(_jobs(about_work, is_linkedin, unread))
    skills = [skill for line in lines if line.part == "skills" for skill in _skills(line)]
    studies = list(_studies([line for line in lines if line.part == "education"]))
    keys = [KeyRead("lines with a time", "positions", len(jobs), "titles and companies from the lines around")]
    looked = plural(len([line for line in lines if line.text]), "line")
    nothing = f"the document ({looked}, none with a title beside a time such as 2019 - 2021)"
    return Found(
        name=None if is_linkedin else _name(lines),
        jobs=tuple(jobs),
        skills=tuple(skills),
        studies=tuple(studies),
        keys=tuple(keys if jobs else ()),
        unread=tuple(unread),
        unread_entries=() if jobs else (nothing,),
    )


def position_in_line(text: str, place: ImportedPlace) -> FoundJob | None:
    """The position that one line names, with its time: `Senior product manager, Acme, 2018 - 2021`."""
    dated = _dated(text)
    if dated is None:
        return None
    for rest in (dated.before, dated.behind):
        title, company = _title_and_company(rest)
        if title:
            return FoundJob(place, title, company, dated.start, dated.end)
    return None


def _in_parts(texts: Sequence[str], is_linkedin: bool) -> Iterator[_Line]:
    """The lines, each with the part of the résumé that it is in; headings and marks of pages are left out.

    In LinkedIn's PDF the skills stand at the end of the column beside, which ends with a blank line.
    """
    part: Part | None = None
    for number, text in enumerate(texts, 1):
        if _PAGE.fullmatch(text):
            continue
        if is_linkedin and part == "skills" and not text.strip():
            part = None
        text = _EMPHASIS.sub("", text)
        bare = _HEADING_MARKS.sub("", text[:_LONGEST_LINE])
        if _SPACED.fullmatch(bare):
            bare = "".join(bare.split())
        heading = part_named(bare) if 0 < len(bare) <= 40 and not any(map(str.isdigit, bare)) else None
        if heading:
            part = heading
            continue
        listed, colon, rest = bare.partition(":")
        if colon and rest.strip() and part_named(listed) == "skills":
            yield _Line(number, rest.strip(), False, "skills")
            continue
        point = _BULLET.match(text)
        yield _Line(number, text[point.end() if point else 0 :].strip(), point is not None, part)


def _dated(text: str) -> _Dated | None:
    """The first time in a line, if there is one."""
    if len(text) > _LONGEST_LINE:
        return None
    for found in list(_SPAN.finditer(text))[:3]:
        first, last = found[1], found[2].rstrip()
        firsts = [(first, found.start(1)), *((first[cut:], found.start(1) + cut) for cut in _word_ends(first))]
        # The shortest that says an end: what follows may be the title.
        lasts = [*(last[: at.start()] for at in re.finditer(r"\s", last)), last]
        for start_text, at in firsts:
            for end_text in lasts[:6]:
                span = read_span(f"{start_text} – {end_text}")
                if span and span[1] != NOTHING and not span[0].doubt and not span[1].doubt:
                    return _Dated(*span, text[:at], text[found.start(2) + len(end_text) :])
    since = _SINCE.search(text)
    span = read_span(since[0]) if since else None
    if since and span and not span[0].doubt:
        return _Dated(*span, text[: since.start()], text[since.end() :])
    return None


def _word_ends(text: str) -> list[int]:
    return [found.end() for found in re.finditer(r"\s", text)][:2]


def _jobs(lines: Sequence[_Line], is_linkedin: bool, unread: list[Unread]) -> Iterator[FoundJob]:
    likely = [at for at, line in enumerate(lines) if not line.is_point and _LIKELY.search(line.text)][:_MOST_LIKELY]
    dated = {at: found for at in likely if (found := _dated(lines[at].text))}
    if is_linkedin:
        dated = {
            at: found
            for at, found in dated.items()
            if (not found.before and not found.behind.strip(_AROUND)) or _months(found.behind)
        }
    jobs = _of_linkedin(lines, dated) if is_linkedin else _of_any(lines, dated)
    for at, title, company in sorted(jobs, key=lambda job: job[0]):
        place = ImportedPlace(f"line {lines[at].number}", ", ")
        title, company = line_of(title), line_of(company)
        if title is None or is_too_long(title):
            if not is_linkedin and _rest(dated[at]):
                continue  # A sentence with two years in it is no position.
            unread.append(Unread(place.entry, "has a time, and no title beside it", lines[at].text[:_LONGEST_NAME]))
            continue
        name = company if company and len(company) <= _LONGEST_NAME else None
        yield FoundJob(place, title, name, dated[at].start, dated[at].end)


_Named = tuple[int, str | None, str | None]
"""The place of a line with a time, and the title and the company that belong to it."""


def _of_linkedin(lines: Sequence[_Line], dated: Mapping[int, _Dated]) -> Iterator[_Named]:
    """Company, title, time; a company with several positions has the length of all of them between, once."""
    company: str | None = None
    months_left = 0
    for at, found in dated.items():
        before = [lines[place].text for place in _block(lines, at, -1, _LINES_BEFORE, dated)]
        total = _months(before[1]) if len(before) > 1 else 0
        if total and len(before) > 2:
            company, months_left = before[2], total
        elif months_left <= 0:
            company = before[1] if len(before) > 1 else None
        # The month in which one position ends and the next begins is counted with both.
        months_left = max(0, months_left - _months(found.behind) - 1)
        yield at, before[0] if before else None, company


def _of_any(lines: Sequence[_Line], dated: Mapping[int, _Dated]) -> Iterator[_Named]:
    """A title on the line of its time, else before it, else behind it. Each line tells of one position alone.

    Times that stand alone, or beside a title, come first: a sentence with a time must not take the title of another.
    """
    claimed: set[int] = set()

    def comes_late(at: int) -> bool:
        rest = _rest(dated[at])
        return bool(rest) and not any(_title_and_company(text)[0] for text in rest)

    for at in sorted(dated, key=lambda at: (comes_late(at), at)):
        before = [place for place in _block(lines, at, -1, _LINES_BEFORE, dated) if place not in claimed]
        behind = [place for place in _block(lines, at, 1, _LINES_BEHIND, dated) if place not in claimed]
        in_line = _rest(dated[at])
        texts = [*in_line, *(lines[place].text for place in (*before, *behind))]
        titled = next((place for place, text in enumerate(texts) if _title_and_company(text)[0]), None)
        if titled is None:
            yield at, None, None
            continue
        title, company = _title_and_company(texts[titled])
        is_before = titled < len(in_line) + len(before)
        claimed.update(before if is_before else [*before, *behind])
        if company is None or _COMMA.search(texts[titled]):
            near = [*before[:2], *behind[:1]] if is_before else [*before, *behind]
            beside = [(None, text) for text in in_line] + [(place, lines[place].text) for place in near]
            names = ((place, _first_part(text)) for place, text in beside if text != texts[titled])
            place, company = next((named for named in names if _is_name(named[1])), (None, company))
            claimed.update([place] if place is not None else ())
        yield at, title, company


def _first_part(text: str) -> str:
    return _COMMA.split(_PIECES.split(text)[0])[0].strip(_AROUND)


def _rest(found: _Dated) -> list[str]:
    """What stands on the line of a time beside it, but for its length."""
    rest = (found.before.strip(_AROUND), found.behind.strip(_AROUND))
    return [text for text in rest if text and not _months(text)]


def _block(lines: Sequence[_Line], at: int, step: int, most: int, dated: Mapping[int, _Dated]) -> list[int]:
    """The lines next to one, before it or behind it, up to a gap, a point of a list or another time; nearest first."""
    places: list[int] = []
    place = at + step
    while 0 <= place < len(lines) and len(places) < most:
        line = lines[place]
        if abs(line.number - lines[place - step].number) > 2 or line.is_point or place in dated:
            break
        if line.text and len(line.text) <= _LONGEST_LINE:
            places.append(place)
        elif places or step > 0:
            break
        place += step
    return places


def _is_name(text: str) -> bool:
    """Whether some words can be the name of a company: few, and no sentence and no title."""
    return (
        1 < len(text) <= _LONGEST_NAME and len(text.split()) <= 7 and text[-1] not in ".:;" and not is_title_like(text)
    )


def _title_and_company(text: str) -> tuple[str | None, str | None]:
    """The title in a line, and what stands beside it."""
    pieces = [piece.strip(_AROUND) for piece in _PIECES.split(text.strip(_AROUND)) if piece.strip(_AROUND)]
    title = next((piece for piece in pieces if is_title_like(piece)), None)
    if title is None:
        return None, None
    company = next((piece for piece in pieces if piece != title and _is_name(piece)), None)
    parts = _COMMA.split(title)
    if company is None and len(parts) > 1:
        # "Senior product manager, Acme": the part that is no title may be the company.
        named = [part for part in parts if is_title_like(part)]
        rest = [part for part in parts if part not in named]
        if named and rest:
            return named[0], rest[0] if _is_name(rest[0]) else None
    return title, company


def _months(text: str) -> int:
    """The months of a length of time such as `(2 years 3 months)`; 0 where `text` is none."""
    found = _DURATION.fullmatch(text.strip(" ·"))
    return int(found[1] or 0) * 12 + int(found[2] or 0) if found else 0


def _name(lines: Sequence[_Line]) -> str | None:
    """The first line, where it is a few words without a digit: the name of the person stands on top."""
    first = next((line for line in lines if line.text), None)
    if first is None or first.part is not None or first.is_point:
        return None
    text = _HEADING_MARKS.sub("", first.text)
    is_name = 2 <= len(text.split()) <= 4 and len(text) <= 60 and re.fullmatch(r"[^\d@:/|,]+", text)
    return line_of(text) if is_name and not is_title_like(text) else None


def _skills(line: _Line) -> Iterator[FoundSkill]:
    for text in re.split(r"[,;|•·\t]|\s{2,}", line.text.partition(":")[2] or line.text):
        word = line_of(text.strip(_AROUND))
        if word and len(word.split()) <= 6:
            yield FoundSkill(f"line {line.number}", word)


def _studies(lines: Sequence[_Line]) -> Iterator[FoundStudy]:
    """The lines that name a degree, with the last year on them or on the lines next to them."""
    for at, line in enumerate(lines):
        degree = next((piece for piece in re.split(r"[,·|(–—]", line.text) if level_of_degree(piece)), None)
        if degree is None or len(line.text) > _LONGEST_LINE:
            continue
        years = (year for near in lines[at : at + 3] for year in reversed(re.findall(r"(?:19|20)\d\d", near.text)))
        end = read_date(next(years, None))
        yield FoundStudy(ImportedPlace(f"line {line.number}", ", "), degree.strip(), "", end, "")
