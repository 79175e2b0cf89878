"""Dates as résumés and exports write them, and degrees as schools call them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmladder.imports.career.dates import NOTHING, OPEN, read_date, read_span
from pmladder.imports.career.degrees import level_of_degree
from pmladder.profile.history import day_after, first_day
from rows import each


@each(
    ("written", "value"),
    [
        ("2014-06-29", "2014-06-29"),
        ("2013-12", "2013-12"),
        ("2012", "2012"),
        (2012, "2012"),
        (" 2012 ", "2012"),
        ("2020-1", "2020-01"),
        ("2020/01/05", "2020-01-05"),
        ("2014-06-29T00:00:00Z", "2014-06-29"),
        ("2014-06-29T10:20:30+02:00", "2014-06-29"),
        ("Jan 2020", "2020-01"),
        ("January 2020", "2020-01"),
        ("Sept. 2019", "2019-09"),
        ("15 Jan 2020", "2020-01-15"),
        ("Jan 15, 2020", "2020-01-15"),
        ("Mar-2020", "2020-03"),
        ("01/2020", "2020-01"),
        ("13/04/2020", "2020-04-13"),
        ("04/13/2020", "2020-04-13"),
        ("05/05/2020", "2020-05-05"),
        ("janv. 2020", "2020-01"),
        ("août 2019", "2019-08"),
        ("juil. 2019", "2019-07"),
        ("15. März 2021", "2021-03-15"),
        ("Mrz 2021", "2021-03"),
        ("Dez. 2018", "2018-12"),
        ("mrt 2020", "2020-03"),
        ("ene 2020", "2020-01"),
        ("set de 2020", "2020-09"),
        ("gennaio 2017", "2017-01"),
        ("março 2019", "2019-03"),
        ("2020年1月", "2020-01"),
        ("2019년 3월", "2019-03"),
        ("2020. 1. 5.", "2020-01-05"),
        ("20200102", "2020-01-02"),
        (202106, "2021-06"),
        ("01.09.2018", "2018-09-01"),
        ("июнь 2021", "2021-06"),
        ("mayıs 2020", "2020-05"),
        ("listopada 2019", "2019-11"),
        ("kesäkuu 2019", "2019-06"),
        # Years of two digits.
        ("Jan 20", "2020-01"),
        ("Jun '21", "2021-06"),
        ("06/21", "2021-06"),
        ("15 Jan 98", "1998-01-15"),
        # A part of a year is its first month; the winter of a year may be at either end of it.
        ("Summer 2020", "2020-06"),
        ("Herbst 2019", "2019-09"),
        ("Winter 2020", "2020"),
        ("Winter 2019/20", "2019-12"),
        ("Q3 2019", "2019-07"),
        ("2019 Q3", "2019-07"),
        ("3rd quarter 2019", "2019-07"),
        ("H2 2018", "2018-07"),
        ({"year": 2012}, "2012"),
        ([2012], "2012"),
        (1622505600, "2021-06-01"),
        (1622505600000, "2021-06-01"),
        ({"year": "2021", "month": "--06"}, "2021-06"),
        ({"year": 2021, "month": "June", "day": 3}, "2021-06-03"),
        ({"date": {"iso": "2021-06"}}, "2021-06"),
        ("soon", None),
        ("summer and fall 2020", None),
        ("2019 - 2020", None),
        ("2013-12-021", None),
        ("1899", None),
        ("9999-12-31", None),
        ("2100", None),
        (0, None),
        (True, None),
        (2012.5, None),
        ([2012, 2013], None),
        ({"year": True}, None),
        (10**4000, None),
    ],
)
def test_a_date_is_read_or_told(written: Any, value: str | None) -> None:
    read = read_date(written)
    assert (read.value, read.open, read.doubt) == (value, False, None)
    assert (read.wrong is None) == (value is not None)


@each(
    ("written", "value"),
    [
        ("31 September 2020", "2020-09"),
        ("2012-02-30", "2012-02"),
        ("2021-13", "2021"),
        ("2021-00", "2021"),
        ("03/04/2020", "2020"),
        ("12/11/2020", "2020"),
        ("jui 2020", "2020"),
        ("Someday 2020", "2020"),
    ],
)
def test_what_of_a_date_is_certain_is_kept_and_the_rest_is_told(written: str, value: str) -> None:
    read = read_date(written)
    assert (read.value, read.wrong) == (value, None)
    assert read.doubt is not None


@each(("written", "value"), [("Summer 2020", "2020-08"), ("Q4 2020", "2020-12"), ("2020", "2020")])
def test_a_part_of_a_year_ends_with_its_last_month(written: str, value: str) -> None:
    assert read_date(written, is_end=True).value == value


PRESENT = (
    "Present|present |CURRENT|now|heute|bis heute|Présent|À ce jour|aujourd'hui|actualidad|oggi|o momento|heden|idag|"
    "nykyinen|obecnie|по настоящее время|н.в.|в настоящее время|halen|至今|现在|現在|현재|-|—|Current (remote)|"
    "Present · 5 yrs 2 mos|Present - remote|until now|to the present|current role"
)


@each("written", PRESENT.split("|"))
def test_what_is_not_over_is_open(written: str) -> None:
    assert read_date(written, is_end=True) == OPEN


@each("written", ["9999-12-31", "9999", "31.12.9999", "2999-01"])
def test_an_end_that_programs_write_for_never_is_open(written: str) -> None:
    assert read_date(written, is_end=True) == OPEN
    assert not read_date(written).open


@each("written", [None, "", "  ", {}, "null", "N/A", "0000-00-00"])
def test_nothing_is_nothing(written: Any) -> None:
    assert read_date(written) == NOTHING


@each(
    ("written", "start", "end"),
    [
        ("06/2021-Present", "2021-06", "now"),
        ("June 2021 to Present", "2021-06", "now"),
        ("September 2018 - May 2021", "2018-09", "2021-05"),
        ("2018-2021", "2018", "2021"),
        ("2018-21", "2018", "2021"),
        ("2018-09 - 2021-05", "2018-09", "2021-05"),
        ("2018-09–2021-05", "2018-09", "2021-05"),
        ("2018-09-01/2021-05-31", "2018-09-01", "2021-05-31"),
        ("01.09.2018 - 31.05.2021", "2018-09-01", "2021-05-31"),
        ("Jan - Mar 2020", "2020-01", "2020-03"),
        ("Sep '18 – May '21", "2018-09", "2021-05"),
        ("Q1 2019 - Q4 2020", "2019-01", "2020-12"),
        ("Summer 2019 – today", "2019-06", "now"),
        ("June 2021 - Present (5 years 6 months)", "2021-06", "now"),
        ("Since 2021", "2021", "now"),
        ("seit Juni 2019", "2019-06", "now"),
        ("2021 -", "2021", "now"),
        ("2019 à 2021", "2019", "2021"),
        ("с июня 2019 по настоящее время", "2019-06", "now"),
        ("2018年9月至2021年5月", "2018-09", "2021-05"),
        ("2018年9月 至今", "2018-09", "now"),
        ("2019.4 - 현재", "2019-04", "now"),
        ("2018-09", "2018-09", None),
        ("Summer 2019", "2019-06", None),
    ],
)
def test_a_stretch_of_time_is_a_start_and_an_end(written: str, start: str, end: str | None) -> None:
    span = read_span(written)
    assert span is not None
    assert (span[0].value, "now" if span[1].open else span[1].value) == (start, end)


@each("written", ["", "2 years", "soon", "once - now", "2019 - later", "5 yrs 2 mos"])
def test_what_is_no_stretch_of_time_is_none(written: str) -> None:
    assert read_span(written) is None


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.from_regex(r"\w{0,9}[ ./-]?\d{1,4}[ ./-]\d{1,4}", fullmatch=True)
    )
)
def test_a_date_that_is_read_exists(written: Any) -> None:
    span = read_span(written) if isinstance(written, str) else None
    for value in (read_date(written).value, *((read.value for read in span) if span else ())):
        _exists(value)


def _exists(value: str | None) -> None:
    if value is not None:
        assert first_day(value) < day_after(value)


@each(
    ("degree", "level"),
    [
        ("Bachelor", "bachelor"),
        ("Bachelor's degree", "bachelor"),
        ("BSc, Mathematics", "bachelor"),
        ("B.Sc. (Hons)", "bachelor"),
        ("Bachelor of Arts - BA", "bachelor"),
        ("Master of Science (MSc)", "master"),
        ("M.A.", "master"),
        ("Executive MBA", "master"),
        ("Ph.D.", "doctorate"),
        ("Doctor of Philosophy - PhD", "doctorate"),
        ("High School Diploma", "school"),
        ("Abitur", "school"),
        ("BA & MA", None),
        ("PhD candidate", None),
        ("Professional Scrum Master", None),
        ("Master class", None),
        ("Diploma", None),
        ("Associate degree", None),
        ("Licenciatura", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_degree_counts_where_it_is_clear(degree: str, level: str | None) -> None:
    assert level_of_degree(degree) == level
