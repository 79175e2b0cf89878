"""From the bytes of a spreadsheet to rows: encodings, delimiters, broken rows, workbooks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from heavy_files import TABLE_ROWS, workbook_of
from pmladder.errors import InputError
from pmladder.formats.spreadsheet import COLUMNS, ROWS, Sheet, read_sheet
from rows import each

TABLE = [["Skill", "Junior", "Sénior"], ["Craft", "1", "2"], ["Talk, and more", "1", "3"]]


def read(folder: Path, data: bytes, name: str = "ladder.csv", sheet: str | None = None) -> Sheet:
    return read_sheet(data, str(folder / name), sheet)


def cells(sheet: Sheet) -> list[list[str]]:
    return [row.cells for row in sheet.rows]


def written(delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) + "\r\n" for row in TABLE)


@each(
    ("encoding", "words"),
    [
        ("utf-8", "UTF-8,"),
        ("utf-8-sig", "UTF-8 with a byte order mark,"),
        ("utf-16", "UTF-16,"),
        ("utf-16-le", "UTF-16,"),
        ("utf-16-be", "UTF-16,"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, encoding: str, words: str) -> None:
    sheet = read(tmp_path, written(",").encode(encoding))
    assert cells(sheet) == TABLE
    assert sheet.how.startswith(f"CSV in {words}")


@each(("delimiter", "words"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")])
def test_the_delimiter_is_found_and_said(tmp_path: Path, delimiter: str, words: str) -> None:
    sheet = read(tmp_path, written(delimiter).encode())
    assert cells(sheet) == TABLE
    assert sheet.how.endswith(f"separated by {words}")


def test_a_delimiter_that_the_file_names_is_taken(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"sep=;\r\na,b;c\r\n1,5;2\r\n")
    assert cells(sheet) == [["a,b", "c"], ["1,5", "2"]]
    assert [row.number for row in sheet.rows] == [2, 3]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'a,b\n\n,,\n"two\nlines",c\nd,e\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ["a", "b"]),
        (4, ["two\nlines", "c"]),
        (5, ["d", "e"]),
    ]


@each(
    ("cell", "meant"),
    [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'-", "-"), ("'tis", "'tis"), ("'", "'"), ("-1", "-1"), ("'@x", "@x")],
)
def test_the_apostrophe_before_a_formula_is_taken_off(tmp_path: Path, cell: str, meant: str) -> None:
    assert cells(read(tmp_path, f"a,b\n{cell},x\n".encode()))[1][0] == meant


def test_a_row_that_is_no_csv_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'a,b\n1,"open\n2,x\n3,"y"z\n4,w\n')
    assert cells(sheet) == [["a", "b"], ["2", "x"], ["4", "w"]]
    assert sheet.broken == [
        "row 2 (line 2): a quote ends within a cell; write a quote inside of quotes twice; the line is not read",
        "row 4 (line 4): a quote ends within a cell; write a quote inside of quotes twice; the line is not read",
    ]


def test_a_quote_that_never_closes_is_told(tmp_path: Path) -> None:
    sheet = read(tmp_path, b'a,b\n1,"open\n2,x\n')
    assert cells(sheet) == [["a", "b"], ["2", "x"]]
    assert sheet.broken == ["row 2 (line 2): a quote is opened and never closed; the line is not read"]


def test_a_cell_that_is_too_long_is_told(tmp_path: Path) -> None:
    sheet = read(tmp_path, b"a,b\n1," + b"x" * 140_000 + b"\n2,y\n")
    assert cells(sheet) == [["a", "b"], ["2", "y"]]
    assert "131,072 characters" in sheet.broken[0]


@each(
    ("data", "name", "words"),
    [
        (b"a: 1", "x.yaml", "is YAML, not a spreadsheet"),
        (b"{}", "x.json", "is JSON, not a spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "x.xls", "old Excel workbook"),
        (b"%PDF-1.7", "x.csv", "PDF"),
        (b"a,b\n\x1b[31m,1\n", "x.csv", "\\x1b"),
        (b"\x81\x8d,\x90", "x.csv", "no text in UTF-8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "x.csv", "UTF-32"),
        (b'"a\n' * 60, "x.csv", "too many rows are not CSV"),
        (b"PK\x03\x04" + b"\x00" * 200, "x.xlsx", "no Excel workbook that can be read"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_words(tmp_path: Path, data: bytes, name: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, data, name)
    assert any(words in line for line in raised.value.lines())


def test_a_sheet_of_text_cannot_be_chosen(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no sheets") as raised:
        read(tmp_path, b"a,b\n", sheet="One")
    assert "has no sheets" in raised.value.lines()[0]


def workbook(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_by_its_values(tmp_path: Path) -> None:
    data = workbook(One=[["Skill", "Junior"], [], ["Craft", 2.0], ["Talk", "=1+1"]], Two=[["x", "y"]])
    sheet = read(tmp_path, data, "ladder.xlsx")
    assert sheet.how == 'an Excel workbook, sheet "One"; not read: 1 sheet, "Two" (--sheet NAME reads another)'
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ["Skill", "Junior"]),
        (3, ["Craft", "2"]),
        (4, ["Talk", ""]),
    ]
    assert sheet.broken == ["row 4, column 2: is a formula without a saved value; open the workbook and save it"]
    assert cells(read(tmp_path, data, "ladder.xlsx", "Two")) == [["x", "y"]]
    with pytest.raises(InputError) as raised:
        read(tmp_path, data, "ladder.xlsx", "Tow")
    assert 'did you mean "Two"?' in raised.value.lines()[0]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    data = workbook_of(**{"more.xml": " " * (17 * 1024 * 1024)})
    assert len(data) < 30_000
    assert "unpacks to more than 16 MiB" in refused(tmp_path, data)


@each(
    ("rows", "words"),
    [
        ('<row r="3"><c r="A3"><v>1</v></c></row>' * 2, "has repeated or unordered rows after row 3; a part of it"),
        ('<row r="3"/><row r="2"><c r="A2"><v>1</v></c></row>', "has repeated or unordered rows after row 3"),
        ('<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row>', "has repeated or unordered cells in row 3"),
        ('<row r="999999999999"><c r="A2"><v>1</v></c></row>', "has repeated or unordered rows after row 2"),
        ('<row r="3"><c r="ZZZZZ3"><v>1</v></c></row>', "has repeated or unordered cells in row 3"),
    ],
)
def test_a_workbook_of_which_cells_would_be_lost_is_refused(tmp_path: Path, rows: str, words: str) -> None:
    assert words in refused(tmp_path, workbook_of(TABLE_ROWS + rows))


@pytest.mark.slow
@each(
    "parts",
    [
        {"rows": "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 170_000))},
        {"rows": "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 100))},
        {"strings": "<si><t>a</t></si>" * 130_000},
        {"styles": "<cellXfs>" + "<xf/>" * 60_000 + "</cellXfs>"},
        {"styles": f'<numFmts><numFmt numFmtId="170" formatCode="{"[" * 1_000_000}"/></numFmts>'},
    ],
    ids=["cells", "empty cells", "texts", "formats", "a format"],
)
def test_a_workbook_that_is_much_work_is_refused_before_it_is_done(tmp_path: Path, parts: dict[str, str]) -> None:
    told = refused(tmp_path, workbook_of(**parts))
    assert re.search("too large a workbook|more than 100,000 rows, 16,384 columns or 1,000,000 cells", told)


@pytest.mark.slow
@each(
    "data",
    [b"a,b\n" * (ROWS + 1), b"a" + b"," * COLUMNS, (b"," * 10_999 + b"\n") * 100],
    ids=["rows", "columns", "cells"],
)
def test_a_table_of_too_many_rows_columns_or_cells_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, data)
    assert "more than 100,000 rows, 16,384 columns or 1,000,000 cells; split it" in raised.value.lines()[0]


@pytest.mark.slow
def test_a_sheet_that_many_names_lead_to_is_not_read_for_each(tmp_path: Path) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n + 2}" r:id="rId1"/>' for n in range(90))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 5_000))
    whole = read(tmp_path, workbook_of(rows), "ladder.xlsx")
    assert len(whole.rows) == 4_999
    assert "too large a workbook" in refused(tmp_path, workbook_of(rows, sheets=names))


def test_entities_of_a_workbook_are_not_written_out(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><styleSheet>&b;</styleSheet>'
    assert "no Excel workbook that can be read" in refused(tmp_path, workbook_of(**{"xl/styles.xml": bomb}))


def refused(folder: Path, data: bytes) -> str:
    """The one line that a workbook is refused with."""
    with pytest.raises(InputError) as raised:
        read(folder, data, "ladder.xlsx")
    (line,) = raised.value.lines()
    return line
