"""What `profile import` is given, told apart by its content; exports as zip, folder and table; hostile ones."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amount import examples
from pmladder.errors import InputError, SurroundingsError
from pmladder.files.catalogue_file import read_catalogue
from pmladder.files.linkedin_export import read_table, read_zip
from pmladder.files.profile_source import ProfileSource, read_source
from pmladder.formats.foreign_text import cleaned_json
from pmladder.imports.career.found import Imported
from pmladder.imports.career.profile import assemble
from pmladder.profile.models import Profile
from rows import each

EXAMPLES = Path(__file__).parent.parent / "examples"
EXPORT = EXAMPLES / "linkedin-export"
TODAY = date(2026, 6, 15)
HEADER = "Company Name,Title,Description,Location,Started On,Finished On\r\n"


def zipped(files: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def export() -> dict[str, bytes | str]:
    return {path.name: path.read_bytes() for path in sorted(EXPORT.iterdir())}


def imported(source: ProfileSource) -> Imported:
    assert source.found is not None
    made = assemble(source.found, read_catalogue("builtin").catalogue, TODAY)
    Profile.model_validate(made.raw)
    return made


def positions(text: str | bytes, tmp_path: Path) -> Imported:
    path = tmp_path / "Positions.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return imported(read_source(str(path), None))


@pytest.fixture(params=["folder", "zip", "zip in a folder"])
def linkedin(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return str(EXPORT)
    inside = "" if request.param == "zip" else "Basic_LinkedInDataExport/"
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({inside + name.upper(): data for name, data in export().items()}))
    return str(path)


def test_an_export_is_the_same_as_zip_and_as_folder(linkedin: str) -> None:
    source = read_source(linkedin, None)
    assert source.kind == "linkedin"
    made = imported(source)
    assert made.raw == {
        "name": "Ines Cardoso",
        "history": [
            {"title": "Senior Product Manager", "company": {"name": "Quillfeather, Inc."}, "start": "2022-01"},
            {
                "title": "Product Manager",
                "company": {"name": "Quillfeather, Inc."},
                "start": "2019-03",
                "end": "2021-12",
            },
            {
                "title": "Associate Product Manager",
                "company": {"name": "Tidepool Maps"},
                "start": "2017",
                "end": "2019-02",
            },
            {
                "title": "Intern",
                "company": {"name": "Tidepool Maps"},
                "start": "2016-06",
                "unclear": "its end could not be read",
            },
            {
                "title": "Cook",
                "company": {"name": "Night Market"},
                "start": "2014",
                "unclear": "its end is said to be before its start",
            },
        ],
        "education": "bachelor",
        "skills": {"agile-delivery": {}, "stakeholder-management": {}, "go-to-market": {}, "prioritisation": {}},
        "evidence": [
            {
                "id": "facilitation-basics",
                "kind": "certificate",
                "title": "Facilitation basics",
                "date": "2020-05",
                "url": "https://certs.example.org/9",
            }
        ],
    }
    assert [entry.place for entry in made.unread] == [
        "Positions.csv line 11, Finished On",
        "Positions.csv line 12, Finished On",
        "Skills.csv line 2",
        "Skills.csv line 5",
        "Education.csv line 3",
    ]
    assert any("Positions.csv line 9 is the same position as" in remark for remark in made.remarks)


@each(
    ("name", "kind"),
    [
        ("linkedin-export/Positions.csv", "linkedin"),
        ("linkedin-export/Skills.csv", "linkedin"),
        ("resumes/product-person.json", "resume"),
        ("resumes/first-version.json", "resume"),
        ("resumes/only-meta.json", "resume"),
        ("resumes/in-yaml.yaml", "resume"),
        ("profiles/valid/from-the-manual.yaml", "profile"),
        ("profiles/valid/from-the-manual-in-json.json", "profile"),
    ],
)
def test_the_content_says_what_a_file_is(name: str, kind: str, tmp_path: Path) -> None:
    assert read_source(str(EXAMPLES / name), None).kind == kind
    renamed = tmp_path / "download"
    renamed.write_bytes((EXAMPLES / name).read_bytes())
    assert read_source(str(renamed), None).kind == kind


def document(**members: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


@each(
    ("name", "data", "told"),
    [
        ("cv.rtf", b"{\\rtf1 Ada}", "is a document in RTF; save it as PDF or DOCX"),
        ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office document; save it as PDF or DOCX"),
        ("cv.odt", document(**{"mimetype": "", "META-INF/manifest.xml": ""}), "save it as PDF or DOCX"),
        ("cv.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a damaged PDF; save it again"),
        ("cv.docx", document(**{"[Content_Types].xml": "", "word/document.xml": ""}), "is a damaged Word document"),
        ("cv.txt", b"Ada\n\nSenior product manager\n- did: this: that\n", "no position could be read: the document"),
        ("cv.html", b"<html><body>Ada<br></body></html>", "is a web page; save it as PDF or DOCX"),
        ("cv", b"# Ada\n\n**PM** at Acme\n", "pmladder reads a résumé in JSON, YAML, Europass XML, PDF or DOCX"),
        ("cv", bytes(range(256)), "is no text in UTF-8, UTF-16 or Windows-1252"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_what_to_do(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_source(str(path), None)
    assert told in "\n".join(refused.value.lines())
    assert "Ada" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "name_of_person"), [("with-a-side-column.pdf", None), ("dates-at-the-right.pdf", "Ada Example")]
)
def test_a_pdf_is_read_in_the_order_that_a_reader_sees(name: str, name_of_person: str | None) -> None:
    source = read_source(str(EXAMPLES / "documents" / name), None)
    assert (source.kind, source.is_guessed) == ("document", True)
    assert source.found is not None
    jobs = [(job.title, job.company, job.start.value, job.end.value) for job in source.found.jobs]
    assert jobs[:1] == [("Senior Product Manager", "Acme", "2021-06", None)]
    assert jobs[1][0] == "Product Manager"
    assert jobs[1][2:] == ("2018-09", "2021-05")
    assert source.found.name == name_of_person
    assert [study.degree for study in source.found.studies] != []


def test_positions_at_one_company_are_read_over_a_break_of_pages() -> None:
    found = read_source(str(EXAMPLES / "documents" / "on-two-pages.pdf"), None).found
    assert found is not None
    assert [(job.title, job.company, job.start.value) for job in found.jobs] == [
        ("Senior Product Manager", "Acme", "2021-06"),
        ("Product Manager", "Beta GmbH", "2020-05"),
        ("Associate Product Manager", "Beta GmbH", "2018-05"),
    ]
    assert [skill.text for skill in found.skills] == ["Product Strategy", "Roadmapping"]


def test_a_word_document_is_read_with_its_tables(tmp_path: Path) -> None:
    from docx import Document

    made = Document()
    made.add_heading("Experience", 1)
    made.add_paragraph("Senior product manager\tJune 2021 – Present")
    made.add_paragraph("Lanternfish, Lyon")
    made.add_paragraph("Grew it 2021 - 2022", style="List Bullet")
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "2018-09 – 2021-05"
    table.cell(0, 1).text = "Product manager\nBirch Ferry"
    made.save(str(tmp_path / "cv.docx"))
    found = read_source(str(tmp_path / "cv.docx"), None).found
    assert found is not None
    assert [(job.title, job.company, job.start.value, job.end.value) for job in found.jobs] == [
        ("Senior product manager", "Lanternfish", "2021-06", None),
        ("Product manager", "Birch Ferry", "2018-09", "2021-05"),
    ]


@pytest.mark.parametrize("package", ["pypdfium2", "docx"])
def test_without_the_extra_a_command_is_named_that_installs_it_here(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    path = tmp_path / "cv.docx"
    path.write_bytes(document(**{"word/document.xml": "x"}))
    source = path if package == "docx" else EXAMPLES / "documents" / "dates-at-the-right.pdf"
    with pytest.raises(SurroundingsError) as refused:
        read_source(str(source), None)
    said = str(refused.value)
    assert sys.executable in said
    assert "pypdfium2>=" in said
    assert "python-docx>=" in said


def test_a_mistake_in_yaml_is_told_alone(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("role: pm\n- skills: x\n", "utf-8")
    with pytest.raises(InputError) as refused:
        read_source(str(path), None)
    assert [problem.line for problem in refused.value.problems] == [2]


def test_a_word_document_beside_the_tables_of_an_export_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(document(**{"Rich/[Content_Types].xml": "", "Skills.csv": "Name\nRoadmap\n"}))
    assert read_source(str(path), None).kind == "linkedin"


@each(
    ("name", "wanted"),
    [
        ("resumes/product-person.json", "profile"),
        ("resumes/product-person.json", "linkedin"),
        ("linkedin-export", "profile"),
        ("linkedin-export/Skills.csv", "resume"),
    ],
)
def test_what_is_asked_for_is_not_guessed_otherwise(name: str, wanted: Any) -> None:
    with pytest.raises(InputError):
        read_source(str(EXAMPLES / name), wanted)


@each(
    "text",
    [
        HEADER + "A,PM,,,Jan 2020,\n",
        "\ufeff" + HEADER + "A,PM,,,Jan 2020,\n",
        "Notes:\n\n" + HEADER + "A,PM,,,Jan 2020,\n",
        HEADER.replace(",", ";") + "A;PM;;;Jan 2020;\n",
        HEADER.upper() + "A,PM,,,Jan 2020,\n",
        "Title,Company Name,Started On\nPM,A,Jan 2020\n",
        HEADER + 'A,PM,"one,\ntwo ""three""\u200b\u2028",,Jan 2020,\n',
        HEADER.replace("\r\n", "\r") + "A,PM,,,Jan 2020,\r",
        (HEADER + "A,PM,,,Jan 2020,\n").encode("utf-16"),
    ],
)
def test_tables_are_read_as_people_have_them(text: str | bytes, tmp_path: Path) -> None:
    made = positions(text, tmp_path)
    assert made.raw["history"] == [{"title": "PM", "company": {"name": "A"}, "start": "2020-01"}]
    assert made.unread == ()


@each(
    ("row", "place"),
    [
        ("A,,,,Jan 2020,", "Positions.csv line 2"),
        ("A,PM,,,Jan 2020,,,more", "Positions.csv line 2"),
        ('A,"PM, b, c",,,Jan 2020,,,"x', "Positions.csv line 2"),
        ("A,PM,,,whenever,Feb 2020", "Positions.csv line 2, Started On"),
        (f"A,{'x' * 400},,,2020,", "Positions.csv line 2"),
    ],
)
def test_rows_that_are_not_understood_are_told(row: str, place: str, tmp_path: Path) -> None:
    made = positions(HEADER + row + "\nB,Product owner,,,2019,2020\n", tmp_path)
    assert [entry.place for entry in made.unread] == [place]
    assert {"title": "Product owner", "company": {"name": "B"}, "start": "2019", "end": "2020"} in made.raw["history"]


def locked(data: bytes) -> bytes:
    """A zip whose members are said to be encrypted."""
    return data.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


GOOD = zipped({"Skills.csv": "Name\nCoaching\n"})
STORED = zipped({"Skills.csv": "Name\nCoaching\n"}, zipfile.ZIP_STORED)


@each(
    ("data", "what"),
    [
        pytest.param(zipped({"Positions.csv": b"x" * (5 << 20)}), "has more than 1 MiB", id="bomb"),
        pytest.param(zipped({"Skills.csv": "x\n" * 50_000}), "20,000 lines", id="many lines"),
        pytest.param(zipped({"a.csv": "x"}), "holds none of", id="other files"),
        pytest.param(zipped({}), "holds none of", id="empty"),
        pytest.param(zipped({"inner.zip": zipped({"Skills.csv": "Name\n"})}), "in a zip within it", id="zip in zip"),
        pytest.param(GOOD[:-30], "is a damaged zip", id="cut"),
        pytest.param(STORED.replace(b"Coaching", b"Roasting"), "is a damaged zip", id="wrong sum"),
        pytest.param(GOOD[:40] + b"\xff\xff" + GOOD[42:], "is a damaged zip", id="wrong data"),
        pytest.param(locked(GOOD), "is locked with a password", id="locked"),
        pytest.param(zipped({"Skills.csv": "x"}, zipfile.ZIP_LZMA), "is packed in an unusual way", id="lzma"),
        pytest.param(b"PK\x03\x04" + bytes(100), "is a damaged zip", id="no zip"),
        pytest.param(b"PK\x03\x04" + b"PK\x01\x02" * 10_001, "more than 10,000 files", id="many files"),
    ],
)
def test_a_hostile_zip_is_refused(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        read_source(str(path), None)
    assert what in str(refused.value)
    assert os.listdir(tmp_path) == ["export.zip"]


def test_names_in_a_zip_are_data_and_the_highest_counts(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(
        zipped({"../../x/Skills.csv": "Name\nLifecycle\n", "a/Skills.csv": "Name\nCoaching\n", "c:\\x\\y.csv": "z"})
    )
    assert imported(read_source(str(path), None)).raw == {"skills": {"coaching": {}}}
    assert os.listdir(tmp_path) == ["export.zip"]


def test_a_zip_that_is_too_large_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with path.open("wb") as file:
        file.truncate(9 << 20)
    with pytest.raises(InputError, match="unpack it, and name the folder"):
        read_source(str(path), None)


def test_a_folder_with_a_pipe_in_it_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "Skills.csv")
    with pytest.raises(InputError, match="named pipe"):
        read_source(str(tmp_path), None)


@each(
    ("text", "clean"),
    [
        (r'"a\u001bb"', '"ab"'),
        (r'"a\ud83d\ude00b"', '"a😀b"'),
        (r'"\ud83d\udc69\u200d\ud83d\udcbb\u202e"', '"👩‍💻"'),
        (r'"a\u200db\udb40\udc41"', '"ab"'),
        (r'"a\ud83db"', '"ab"'),
        (r'"a\\u001bb"', r'"a\\u001bb"'),
        (r'"a\r\nb\t\"c\u00e9"', r'"a\n\nb\t\"c\u00e9"'),
        ('"a\u202eb\u2028c\ufeff"', '"ab c"'),
    ],
)
def test_what_may_not_be_shown_is_taken_out_of_json(text: str, clean: str) -> None:
    assert cleaned_json(text) == clean


@settings(deadline=None, max_examples=examples(100))
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEADER + text).encode())))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    for read in (lambda: read_table(data, "Positions.csv"), lambda: read_zip(b"PK\x03\x04" + data, "x.zip")):
        try:
            read()
        except InputError:
            continue
