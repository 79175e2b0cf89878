"""Each example of the page about careers is read as the page says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pmladder.files.catalogue_file import read_catalogue
from pmladder.files.profile_source import read_source
from pmladder.imports.career.profile import assemble
from rows import each

PAGE = Path(__file__).parents[2] / "docs" / "profiles.md"
NAMES = {"json": "cv.json", "yaml": "cv.yaml", "csv": "Positions.csv", "xml": "cv.xml", "text": "cv.txt"}
SECTION = PAGE.read_text("utf-8").partition("## Careers that are read\n")[2].partition("\n## ")[0]
EXAMPLES = re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.MULTILINE | re.DOTALL)


def test_the_page_has_an_example_of_each_form() -> None:
    assert {form for form, _ in EXAMPLES} == set(NAMES)


@each(("form", "text"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(form: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / NAMES[form]
    path.write_text(text, "utf-8")
    source = read_source(str(path), None)
    assert source.found is not None
    made = assemble(source.found, read_catalogue("builtin").catalogue, date(2026, 6, 15))
    assert made.raw["history"] == [
        {"title": "Senior product manager", "company": {"name": "Harbour Nine"}, "start": "2021-06"},
        {"title": "Product manager", "company": {"name": "Inkwell"}, "start": "2018-09", "end": "2021-05"},
    ]
    assert made.unread == ()
    assert source.is_guessed is (form == "text")
