"""Careers of every shape that people keep them in come back with the same positions, from the bytes of a file."""

from __future__ import annotations

import calendar
import contextlib
import functools
import json
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.catalogue.models import Catalogue
from pmladder.errors import InputError
from pmladder.files.catalogue_file import read_catalogue
from pmladder.files.profile_source import read_source
from pmladder.imports.career.found import Imported
from pmladder.imports.career.profile import assemble
from pmladder.profile.checks import errors_in
from pmladder.profile.models import Profile
from pmladder.profile.standing import standing_of
from rows import each

TODAY = date(2026, 6, 15)
EXAMPLES = Path(__file__).parent.parent / "examples"


@functools.cache
def built_in() -> Catalogue:
    return read_catalogue("builtin").catalogue


def read(data: bytes | str, name: str, folder: Path) -> Imported:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    source = read_source(str(path), None)
    assert source.found is not None
    made = assemble(source.found, built_in(), TODAY)
    assert errors_in(Profile.model_validate(made.raw)) == []
    return made


def career(made: Imported) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """Title, company, start, end and what is unclear of each position."""
    return [
        (job["title"], job.get("company", {}).get("name"), job.get("start"), job.get("end"), job.get("unclear"))
        for job in made.raw.get("history", ())
    ]


class Position(NamedTuple):
    """A position that a generated file says; `end` is None where it is held."""

    title: str
    company: str
    start: tuple[int, int]
    end: tuple[int, int] | None


def written(month: tuple[int, int] | None) -> str | None:
    return None if month is None else f"{month[0]}-{month[1]:02}"


TITLES = (
    "Senior product manager",
    "Product manager",
    "Product owner",
    "Head of product",
    "Software engineer",
    "Group Product Manager",
    "Produktmanagerin",
    "Chef de produit",
    "Director of Product, Platform",
    "Business analyst",
    "高级产品经理",
    "Владелец продукта",
)
COMPANIES = ("Lanternfish", "Birch Ferry", "Kiosk & Sons", "Salt, Sand and Co", "Société du Port", "2nd Street")


@st.composite
def careers(draw: st.DrawFn) -> list[Position]:
    """Some positions, one after the other, the latest first."""
    month = draw(st.integers(2003 * 12, 2010 * 12))
    positions = []
    for number in range(count := draw(st.integers(1, 4))):
        length, gap = draw(st.integers(1, 40)), draw(st.integers(1, 9))
        last = month + length
        end = None if number == count - 1 and draw(st.booleans()) else (last // 12, last % 12 + 1)
        start = (month // 12, month % 12 + 1)
        positions.append(Position(draw(st.sampled_from(TITLES)), draw(st.sampled_from(COMPANIES)), start, end))
        month = last + gap
    return positions[::-1]


Dates = Callable[[Position], dict[str, Any]]


def two_fields(start: str, end: str, form: Callable[[tuple[int, int]], Any], held: Any) -> Dates:
    def fields(job: Position) -> dict[str, Any]:
        last = held if job.end is None else form(job.end)
        return {start: form(job.start), **({} if last is None else {end: last})}

    return fields


def one_field(key: str, form: Callable[[tuple[int, int]], str], between: str, held: str) -> Dates:
    return lambda job: {key: f"{form(job.start)}{between}{held if job.end is None else form(job.end)}"}


def iso(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02}"


def figures(month: tuple[int, int]) -> str:
    return f"{month[1]:02}/{month[0]}"


def short(month: tuple[int, int]) -> str:
    return f"{calendar.month_abbr[month[1]]} {month[0]}"


def two_digits(month: tuple[int, int]) -> str:
    return f"{calendar.month_name[month[1]]} '{month[0] % 100:02}"


def parts(month: tuple[int, int]) -> dict[str, int]:
    return {"year": month[0], "month": month[1]}


def russian(month: tuple[int, int]) -> str:
    names = [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ]
    return f"{names[month[1] - 1]} {month[0]}"


def east_asian(month: tuple[int, int]) -> str:
    return f"{month[0]}年{month[1]}月"


DATES: tuple[Dates, ...] = (
    two_fields("startDate", "endDate", iso, None),
    two_fields("startDate", "endDate", iso, ""),
    two_fields("start_date", "end_date", iso, "present"),
    two_fields("start", "end", short, "Current (remote)"),
    two_fields("from", "to", figures, "9999-12-31"),
    two_fields("Start Date", "End Date", short, "now"),
    two_fields("since", "until", two_digits, "ongoing"),
    two_fields("startDate", "endDate", parts, None),
    two_fields("начало", "конец", russian, "по настоящее время"),
    two_fields("开始时间", "结束时间", east_asian, "至今"),
    one_field("date", figures, "-", "Present"),
    one_field("dates", short, " – ", "today"),
    one_field("period", iso, " - ", "heute"),
    one_field("duration", short, " to ", "Present (2 yrs)"),
    one_field("when", figures, " bis ", "heute"),
    one_field("timeframe", east_asian, " 至 ", "今"),
    lambda job: {"timePeriod": {"startDate": parts(job.start), **({"endDate": parts(job.end)} if job.end else {})}},
    lambda job: {"start": iso(job.start), "end": iso(job.end) if job.end else iso(job.start), "isCurrent": not job.end},
    lambda job: {"dates": [short(job.start), short(job.end) if job.end else "present"]},
    lambda job: {
        "startYear": job.start[0],
        "startMonth": job.start[1],
        **({"endYear": job.end[0], "endMonth": job.end[1]} if job.end else {}),
    },
)
TITLE_KEYS = ("position", "title", "role", "jobTitle", "job_title", "Job Title", "designation", "должность", "職位")
COMPANY_KEYS = ("company", "employer", "organization", "companyName", "Company Name", "firma", "компания")
PLACES: tuple[Callable[[Any], Any], ...] = (
    lambda entries: {"work": entries},
    lambda entries: {
        "name": "A",
        "experience": entries,
        "education": [{"degree": "BSc", "start": "1999", "end": "2002"}],
    },
    lambda entries: {"employment": {"history": entries}},
    lambda entries: {"positions": entries},
    lambda entries: {"roles": entries},
    lambda entries: {"sections": {"experience": {"items": entries}, "education": {"items": []}}},
    lambda entries: {"cv": {"name": "A", "sections": {"experience": entries}}, "design": {"theme": "x"}},
    lambda entries: {"content": {"work": entries}, "meta": {"version": 2}},
    lambda entries: {"experiences": entries},
    lambda entries: {"Work Experience": entries},
    lambda entries: {"workExperienceList": {"workExperience": entries}},
    lambda entries: {"sections": [{"title": "About"}, {"title": "Berufserfahrung", "entries": entries}]},
    lambda entries: {"career_log": entries},
    lambda entries: [{"basics": {"name": "A"}, "work": entries}],
    lambda entries: entries,
)


@st.composite
def shaped(draw: st.DrawFn) -> tuple[list[Position], Any]:
    """Some positions, and a file's value that says them."""
    jobs = draw(careers())
    title, company, dates = (draw(st.sampled_from(among)) for among in (TITLE_KEYS, COMPANY_KEYS, DATES))
    grouped = draw(st.sampled_from(("flat", "flat", "positions", "roles", "by company")))
    place = draw(st.sampled_from(PLACES[:-1] if grouped != "flat" else PLACES))
    extra = {"summary": "Grew it from 2 to 9 in 2015 - 2016.", "highlights": ["Led people", "Wrote plans"]}

    def entry(job: Position) -> dict[str, Any]:
        return {title: job.title, **dates(job), **extra}

    if grouped == "flat":
        return jobs, place([{company: job.company, **entry(job)} for job in jobs])
    if grouped == "by company":
        # One position a company, or the mapping would have a key twice.
        jobs = list({job.company: job for job in jobs}.values())
        return jobs, {"experience": {job.company: entry(job) for job in jobs}}
    return jobs, place([{company: job.company, grouped: [entry(job)]} for job in jobs])


FORMS: tuple[Callable[[Any], tuple[bytes, str]], ...] = (
    lambda value: (json.dumps(value).encode(), "cv.json"),
    lambda value: (json.dumps(value, ensure_ascii=False, indent=1).encode("utf-16"), "cv.json"),
    lambda value: (json.dumps(value, ensure_ascii=False).encode("utf-8-sig"), "cv.json"),
    lambda value: (json.dumps(value, ensure_ascii=False).encode("cp1252", "xmlcharrefreplace"), "cv.json"),
    lambda value: (f"// mine\n/* {{ */ {json.dumps(value, indent=1)} // end".encode(), "cv.json"),
    lambda value: (json.dumps(value, indent=1).replace("\n}", ",\n}").replace("\n]", ",\n]").encode(), "cv.json"),
    lambda value: (yaml.safe_dump(value, allow_unicode=True).encode(), "cv.yaml"),
    lambda value: (yaml.safe_dump(value, allow_unicode=True).encode("utf-16"), "cv.yaml"),
)


def said(jobs: list[Position]) -> list[tuple[str, str, str | None, str | None]]:
    return sorted((job.title, job.company, written(job.start), written(job.end)) for job in jobs)


@settings(deadline=None, max_examples=examples(400), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=shaped(), form=st.sampled_from(FORMS))
def test_a_career_of_any_shape_comes_back(
    made: tuple[list[Position], Any], form: Callable[[Any], tuple[bytes, str]], tmp_path: Path
) -> None:
    jobs, value = made
    data, name = form(value)
    if b"&#" in data:
        return
    found = read(data, name, tmp_path)
    assert sorted(entry[:4] for entry in career(found)) == said(jobs)
    assert [entry[4] for entry in career(found)] == [None] * len(jobs)
    assert found.keys


@each(
    ("value", "named"),
    [
        ({"work": [{"firm": "Lanternfish", "what": "Things"}]}, "work (1 entry: firm, what)"),
        ({"cv": {"experience": {"items": [{"a": 1}, {"b": 2}]}}}, "cv.experience.items (2 entries: a, b)"),
        ({"experience": ["Many years of it", 7]}, "experience (2 entries)"),
    ],
)
def test_entries_of_which_none_can_be_read_are_refused_by_name(value: Any, named: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no position could be read") as error:
        read(json.dumps(value), "cv.json", tmp_path)
    [line] = error.value.lines()
    assert named in line


def test_careers_of_several_people_are_refused(tmp_path: Path) -> None:
    one = {"basics": {}, "work": [{"position": "Product manager", "startDate": "2020"}]}
    with pytest.raises(InputError, match="careers of 2 people"):
        read(json.dumps([one, one]), "cv.json", tmp_path)


@each(
    ("entry", "expected"),
    [
        ({"position": ["Product manager", "Scrum Master"], "startDate": "2020"}, ["Product manager", "Scrum Master"]),
        ({"position": {"label": "Product manager", "code": "1234"}, "startDate": "2020"}, ["Product manager"]),
        ({"title": "Lanternfish", "role": "Product manager", "start": "2020"}, ["Product manager"]),
        ({"name": "Product manager", "company": "Lanternfish", "start": "2020"}, ["Product manager"]),
        ({"heading": "Product manager", "subheading": "Lanternfish", "start": "2020"}, ["Product manager"]),
        ({"position": "Product manager", "what": "Jan 2020 – Mar 2021"}, ["Product manager"]),
        ("Product manager, Lanternfish, Jan 2020 – Mar 2021", ["Product manager"]),
        ("Product manager at Lanternfish (2020 - 2021)", ["Product manager"]),
    ],
)
def test_a_title_is_found_where_people_write_it(entry: Any, expected: list[str], tmp_path: Path) -> None:
    made = read(json.dumps({"work": [entry]}), "cv.json", tmp_path)
    assert [(job[0], (job[2] or "")[:4]) for job in career(made)] == [(title, "2020") for title in expected]


HEADER = "Company Name,Title,Description,Location,Started On,Finished On\n"
LATER = "Birch Ferry,Product manager,,,Sep 2018,May 2021\n"


@each(
    "row",
    [
        'Lanternfish,Head of product,"Led it, grew it","Remote" ,Jun 2021,Present',
        "Lanternfish,Head of product,x,Lyon, France,Jun 2021,",
        "Lanternfish,Head of product,a, b, c,Lyon, France,Jun 2021,",
        'Lanternfish,Head of product,"Led it, grew it,Lyon,Jun 2021,',
        'Lanternfish,Head of product,Led it", grew it,Lyon,Jun 2021,',
        'Lanternfish,Head of product,"Led it\n\nand grew, a, b, c, d, e\nit","Lyon",Jun 2021,',
        'Lanternfish,Head of product,"He said ""go"" , and went",,Jun 2021,',
    ],
)
def test_slips_of_an_export_are_mended(row: str, tmp_path: Path) -> None:
    for rows in (f"{row}\n{LATER}", f"{LATER}{row}\n"):
        made = read(HEADER + rows, "Positions.csv", tmp_path)
        assert sorted(career(made)) == [
            ("Head of product", "Lanternfish", "2021-06", None, None),
            ("Product manager", "Birch Ferry", "2018-09", "2021-05", None),
        ]
        assert made.unread == ()


@each("row", ["Lanternfish, Inc,Head of product, Lead,x,Lyon,Jun 2021,", "a,b,c,d,e,f,g,h"])
def test_a_row_that_can_be_mended_in_two_ways_is_told(row: str, tmp_path: Path) -> None:
    made = read(f"{HEADER}{row}\n{LATER}", "Positions.csv", tmp_path)
    assert len(career(made)) == 1
    assert [entry.place for entry in made.unread] == ["Positions.csv line 2"]


# Damage


def seeds() -> Iterator[tuple[bytes, str]]:
    jobs = [Position("Product manager", "Lanternfish", (2020, 1), None)]
    value = {
        "basics": {"name": "A"},
        "work": [{"company": job.company, "title": job.title, **DATES[10](job)} for job in jobs],
    }
    for form in FORMS:
        yield form(value)
    yield (f'{HEADER}{LATER}Lanternfish,PM,"a\nb",,2020,\n'.encode(), "Positions.csv")
    yield (b"<?xml version='1.0'?><a><work><title>PM</title><from>2020</from></work></a>", "cv.xml")
    yield (b"Experience\n\nProduct manager, Lanternfish\nJan 2020 - May 2021\n", "cv.txt")
    for path in sorted((EXAMPLES / "documents").iterdir()):
        yield path.read_bytes(), path.name


def damaged(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(4):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at : at + chance.randrange(40)] = b""
            case 2:
                made[at:at] = made[chance.randrange(len(made) or 1) :][: chance.randrange(60)]
            case _:
                made[at:at] = chance.choice((b'"', b"\n", b"{", b"]", b"20", b"\x00", b" - ", "至".encode(), b"<!"))
    return bytes(made)


def try_damaged(count: int, folder: Path) -> None:
    chance = random.Random(count)
    among = list(seeds())
    for _ in range(count):
        data, name = chance.choice(among)
        path = folder / name
        path.write_bytes(damaged(data, chance))
        try:
            source = read_source(str(path), None)
            if source.found is not None:
                made = assemble(source.found, built_in(), TODAY)
                assert errors_in(Profile.model_validate(made.raw)) == []
        except InputError as error:
            lines = error.lines()
        else:
            lines = []
        assert all("\n" not in line for line in lines)


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    try_damaged(300, tmp_path)


@pytest.mark.release
def test_damaged_files_are_read_or_refused_many_times(tmp_path: Path) -> None:
    try_damaged(20_000, tmp_path)


MEGABYTE = 1024 * 1024
LARGE: dict[str, Callable[[], tuple[bytes, str]]] = {
    "positions": lambda: (
        json.dumps({"work": [{"title": "PM", "date": "06/2021 - 07/2021"}] * 20_000}).encode(),
        "cv.json",
    ),
    "no titles": lambda: (json.dumps({"work": [{"x": "June - y - z - 2020 to q"}] * 20_000}).encode(), "cv.json"),
    "lists": lambda: (json.dumps([[{"role": "a", "from": "b"}] * 5] * 5_000).encode(), "cv.json"),
    "keys": lambda: (json.dumps({f"work experience {n}": {"title": n} for n in range(20_000)}).encode(), "cv.json"),
    "commas": lambda: (b"{" + b",/*" * (MEGABYTE // 3), "cv.json"),
    "comments": lambda: (b"{" + b"/* x */ ,\n" * (MEGABYTE // 10), "cv.json"),
    "dates": lambda: (b"PM, Lanternfish, 2019 - 2020 to May - June\n" * (MEGABYTE // 43), "cv.txt"),
    "one line": lambda: (b"2019 - " * (MEGABYTE // 7), "cv.txt"),
    "quotes": lambda: (HEADER.encode() + b'A,"PM,,,2019,\n' * 15_000, "Positions.csv"),
    "xml": lambda: (b"<a>" + b"<work><title>PM</title><from>2020</from></work>" * 20_000 + b"</a>", "cv.xml"),
    "deep xml": lambda: (b"<a>" * (MEGABYTE // 3), "cv.xml"),
}


@pytest.mark.slow
@each("name", LARGE)
def test_a_large_file_takes_little_time_and_memory(name: str, tmp_path: Path) -> None:
    data, file = LARGE[name]()
    began = time.process_time()
    with contextlib.suppress(InputError):
        read(data, file, tmp_path)
    assert time.process_time() - began < 6, "twice what is promised, for a busy machine"


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    data, file = LARGE[name]()
    tracemalloc.start()
    with contextlib.suppress(InputError):
        read(data, file, tmp_path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 300 * MEGABYTE


def test_a_file_that_declares_a_document_type_is_not_read(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a><work>&c;</work></a>'
    with pytest.raises(InputError, match="document type"):
        read(bomb, "cv.xml", tmp_path)


def test_the_present_position_is_that_of_every_answer(tmp_path: Path) -> None:
    work = [
        {"position": "Head of product", "startDate": "2019-01"},
        {"position": "Product manager (freelance)", "startDate": "2024-01"},
    ]
    made = read(json.dumps({"work": work}), "cv.json", tmp_path)
    standing = standing_of(Profile.model_validate(made.raw), built_in(), TODAY)
    assert standing.role is not None
    assert made.role == standing.role.id == "head-of-product"


@each(
    ("name", "text"),
    [
        (
            "a.json",
            '{"experiences": [{"companyName": "Acme", "title": "Product manager", "jobStartedOn": "5-2019",'
            ' "jobEndedOn": null, "jobStillWorking": true}]}',
        ),
        (
            "a.json",
            '{"experiencia": [{"empresa": "Acme", "puesto": "Product manager", "desde": "mayo 2019", "hasta": "hoy"}]}',
        ),
        # The company stands below the title, with how one is employed; above it, the name of the part.
        (
            "a.yaml",
            "sections:\n- title: Experience\n  items:\n  - {title: Product manager, subtitle: Acme · Full-time,"
            " caption: May 2019 - Present · 3 yrs}\n",
        ),
        (
            "a.yaml",
            "- name: experience\n  entries: [{heading: Product manager, subheading: Acme, date: 05/2019 - today}]\n",
        ),
        ("a.yaml", "experience: [{when: 2019-05 -, what: Product manager, where: Acme}]"),
        # Positions below a company: as parts of an entry, or as texts.
        (
            "a.json",
            '{"experiences": [{"title": "Acme", "subtitle": "5 yrs 2 mos", "subComponents": ['
            '{"title": "Product manager", "caption": "May 2019 - now"}]}]}',
        ),
        ("a.yaml", "experience: [{company: Acme, roles: ['Product manager (May 2019 - present)']}]"),
        ("a.json", '{"experience": "Product manager at Acme (May 2019 - present)"}'),
        ("a.yaml", "cv: {sections: {experience: ['**Product manager**, Acme, May 2019 - present']}}"),
        (
            "a.json",
            '{"experience": [{"position_title": "Product manager", "institution_name": "Acme", "from_date": "May 2019",'
            ' "to_date": {"present": true}}]}',
        ),
        # An entry says of which part it is.
        (
            "a.json",
            '{"timeline": [{"type": "work", "title": "Product manager", "subtitle": "Acme", "start": "2019-05"},'
            ' {"type": "education", "title": "BSc Physics", "place": "Uni", "start": "2012", "end": "2016"}]}',
        ),
        ("a.json", '{"jobs": [{"what": "Product manager @ Acme", "when": "May 2019 - now"}]}'),
        (
            "a.xml",
            '<Candidate xmlns:h="urn:x"><CandidateProfile><EmploymentHistory><EmployerHistory>'
            "<h:OrganizationName>Acme</h:OrganizationName><PositionHistory><PositionTitle>Product manager"
            "</PositionTitle><EmploymentPeriod><h:StartDate><h:FormattedDateTime>2019-05</h:FormattedDateTime>"
            "</h:StartDate><h:CurrentIndicator>true</h:CurrentIndicator></EmploymentPeriod></PositionHistory>"
            "</EmployerHistory></EmploymentHistory></CandidateProfile></Candidate>",
        ),
    ],
)
def test_one_position_in_the_words_of_many_programs(name: str, text: str, tmp_path: Path) -> None:
    assert career(read(text, name, tmp_path)) == [("Product manager", "Acme", "2019-05", None, None)]


def test_an_end_in_unknown_words_leaves_the_start(tmp_path: Path) -> None:
    text = "experience: [{role: Product manager, company: Acme, time: 2019-05 - zzz}]"
    assert career(read(text, "a.yaml", tmp_path)) == [
        ("Product manager", "Acme", "2019-05", None, "its end could not be read")
    ]


def test_what_lies_below_a_company_and_is_not_used_is_told(tmp_path: Path) -> None:
    work = [{"company": "Acme", "positions": [{"title": "PM", "start": "2019", "hobby": "chess"}]}]
    made = read(json.dumps({"work": work}), "a.json", tmp_path)
    assert any("hobby" in line for line in made.remarks)
