"""Dates as résumés and exports write them, and degrees as schools call them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pmladder.imports.career.dates import read_date
from pmladder.imports.career.education import level_of_degree
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
        # Which of two it is, nobody can tell.
        ("03/04/2020", None),
        ("12/11/2020", None),
        ("jui 2020", None),
        ("Summer 2020", None),
        ("Jan 20", None),
        ("2019 - 2020", None),
        ("2013-12-021", None),
        ("2012-02-30", None),
        ("2021-13", None),
        ("2021-00", None),
        ("20200102", None),
        ("0000", None),
        ("1899", None),
        ("9999", None),
        (0, None),
        (True, None),
        (2012.5, None),
        ([2012], None),
        ({"year": 2012}, None),
        (10**4000, None),
    ],
)
def test_a_date_is_read_or_told(written: Any, value: str | None) -> None:
    read = read_date(written)
    assert (read.value, read.open) == (value, False)
    assert (read.wrong is None) == (value is not None)


@each("written", ["Present", "present ", "CURRENT", "now", "heute", "Présent", "À ce jour", "-", "—"])
def test_what_is_not_over_is_open(written: str) -> None:
    assert read_date(written) == (None, True, None)


@each("written", [None, "", "  "])
def test_nothing_is_nothing(written: str | None) -> None:
    assert read_date(written) == (None, False, None)


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.from_regex(r"\w{0,9}[ ./-]?\d{1,4}[ ./-]\d{1,4}", fullmatch=True)
    )
)
def test_a_date_that_is_read_exists(written: Any) -> None:
    value = read_date(written).value
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
