"""Files of any size for every command that reads one: much of one thing each, right or wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pmladder.formats.journal_lines import line_of
from pmladder.profile.journal import CatalogueThen, Entry, RoleThen, SkillThen

Content = Callable[[int], str | bytes]
"""The content of a file of about so many bytes."""

LADDER = """\
scale: [low, mid, high]
skills: [{id: craft, name: Craft}]
roles:
- {id: one, title: One, seniority: 1, years: 2, skills: {craft: 1}}
- {id: two, title: Two, seniority: 2, years: 4, skills: {craft: 3}}
transitions: [{from: one, to: two}]
"""


class Heavy(NamedTuple):
    """A command, in which FILE stands for the heavy file, and what the file holds.

    LADDER, OTHER and PROFILE are small files beside it; a heavy journal stands beside PROFILE.
    """

    command: str
    suffix: str
    content: Content


def repeated(line: Callable[[int], str], head: str = "", tail: str = "", between: str = "") -> Content:
    """`line` of one number after another until the size is reached."""

    def content(size: int) -> str:
        lines: list[str] = []
        length = 0
        while length < size:
            lines.append(line(len(lines)))
            length += len(lines[-1])
        return head + between.join(lines) + tail

    return content


def much(
    command: str, suffix: str, line: Callable[[int], str], head: str = "", tail: str = "", between: str = ""
) -> Heavy:
    """A command with a file of one kind of line."""
    return Heavy(command, suffix, repeated(line, head, tail, between))


CHECK = "catalogue check FILE"
IMPORT = "catalogue import FILE"
OTHERS = "profile check FILE --catalogue LADDER"
_ROLE = "- {id: one, title: One"
_RECORDS = '{"basics": {"name": "A"}, "work": ['


def _journal(size: int) -> str:
    role = RoleThen(title="One", why=("present",), verdict="case-to-make", skills={"craft": SkillThen(level=1)})
    made = repeated(
        lambda n: line_of(
            Entry(
                sequence=n + 1,
                date=f"20{n % 80 + 10}-01-{n % 28 + 1:02}",
                catalogue=CatalogueThen(id="catalogue", version="0", digest="ab", scale=("low", "mid", "high")),
                role="one",
                levels={"craft": n % 4},
                asked={"one": role},
            )
        )
    )
    return str(made(size))


def _plan(item: str) -> Content:
    head = (
        '{"kind": "plan", "as_of": "2026-01-01", "catalogue": {"id": "catalogue", "digest": "ab"}, '
        '"role": "two", "items": ['
    )
    return repeated(lambda n: item.replace("#", str(n)), head, "]}", ", ")


def _structured(size: int) -> str:
    levels = "levels: [{id: l1, name: One}, {id: l2, name: Two}]\nareas: [{id: a, name: A}]\ncompetencies:\n"
    return str(repeated(lambda n: f"- {{id: c{n}, summary: S {n}, level: l{n % 2 + 1}, area: a}}\n", levels)(size))


_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    + "</Types>",
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
}
TABLE_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Skill</t></is></c><c r="B1" t="inlineStr"><is><t>One</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Craft</t></is></c><c r="B2"><v>1</v></c></row>'
)
_CELLS = "ABCDEFGHIJKLMNOPQRST"


def workbook_of(
    rows: str = TABLE_ROWS, strings: str = "", styles: str = "", sheets: str = "", names: str = "", **others: str
) -> bytes:
    """A workbook of a sheet with these rows, shared strings, formats of cells, further sheets and names of cells."""
    book = _PARTS["xl/workbook.xml"].replace("</sheets>", f"{sheets}</sheets><definedNames>{names}</definedNames>")
    parts = {
        **_PARTS,
        "xl/workbook.xml": book,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}">{styles}</styleSheet>',
        **others,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def _zipped(most: int, made: Callable[[int], bytes]) -> Content:
    """As much of a workbook as packs into the size, but at most so many pieces."""

    def content(size: int) -> bytes:
        few = made(1_000)
        return made(min(most, max(1, (size - 2_000) * 1_000 // max(1, len(few) - 2_000))))

    return content


def _honest(number: int) -> bytes:
    def row(n: int) -> str:
        if n == 1:
            cells = (f'<c r="{c}1" t="inlineStr"><is><t>Role {c}</t></is></c>' for c in _CELLS[1:])
            return f'<row r="1"><c r="A1" t="inlineStr"><is><t>Skill</t></is></c>{"".join(cells)}</row>'
        cells = (f'<c r="{c}{n}"><v>{(n + i) % 5}</v></c>' for i, c in enumerate(_CELLS[1:]))
        return f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Skill {n}</t></is></c>{"".join(cells)}</row>'

    return workbook_of("".join(map(row, range(1, number // len(_CELLS) + 2))))


KINDS: dict[str, Heavy] = {
    "catalogue: roles": much(CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: Role {n}}}\n", "roles:\n"),
    "catalogue: roles of one title": much(CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: Role}}\n", "roles:\n"),
    "catalogue: roles in a ladder": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, seniority: {n}, years: {n % 40}, skills: {{s{n % 9}: 1}}}}\n",
        "roles:\n",
    ),
    "catalogue: empty roles": much(CHECK, ".yaml", lambda _: "- {}\n", "roles:\n"),
    "catalogue: unknown keys": much(CHECK, ".yaml", lambda n: f"rolse{n}: 1\n", LADDER),
    "catalogue: unknown keys of JSON": much(
        CHECK, ".json", lambda n: f'"rolse{n}": 1', '{"roles": [{"id": "a", "title": "A"}], ', "}", ", "
    ),
    "catalogue: unknown keys of a role": much(CHECK, ".yaml", lambda n: f", skils{n}: 1", "roles:\n" + _ROLE, "}\n"),
    "catalogue: a wrong key in each role": much(
        CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: R, sumary: x}}\n", "roles:\n"
    ),
    "catalogue: skills": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{id: s{n}, name: S {n}}}\n",
        LADDER[:-38].replace("skills: [{id: craft, name: Craft}]\n", "") + "skills:\n- {id: craft, name: Craft}\n",
    ),
    "catalogue: skills of near names": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{id: skill-{n}, name: Stakeholder management {n}}}\n",
        "roles: [{id: a, title: A}]\nskills:\n",
    ),
    "catalogue: skills asked": much(
        CHECK, ".yaml", lambda n: f", s{n}: 1", "roles:\n" + _ROLE + ", skills: {a: 1", "}}\n"
    ),
    "catalogue: unknown skills asked": much(
        CHECK,
        ".yaml",
        lambda n: f", carft{n}: 1",
        "skills: [{id: craft, name: Craft}]\nroles:\n" + _ROLE + ", skills: {craft: 1",
        "}}\n",
    ),
    "catalogue: unknown levels asked": much(
        CHECK, ".yaml", lambda n: f", s{n}: exprt{n}", "roles:\n" + _ROLE + ", skills: {a: 1", "}}\n"
    ),
    "catalogue: skills and unknown skills asked": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{id: sk{n}, name: S {n}}}\n- {{id: tk{n}, name: T {n}}}\n",
        "roles:\n" + _ROLE + ", skills: {" + ", ".join(f"xk{n}: 1" for n in range(40)) + "}}\nskills:\n",
    ),
    "catalogue: aliases": much(
        CHECK,
        ".yaml",
        lambda n: f", alias {n}",
        "skills: [{id: craft, name: Craft, aliases: [x",
        "]}]\nroles:\n- {id: a, title: A}\n",
    ),
    "catalogue: titles of one role": much(
        CHECK, ".yaml", lambda n: f", Title {n}", "roles:\n" + _ROLE + ", aliases: [x", "]}\n"
    ),
    "catalogue: levels": much(CHECK, ".yaml", lambda n: f", level {n}", "roles: [{id: a, title: A}]\nscale: [x", "]\n"),
    "catalogue: texts of levels": much(
        CHECK,
        ".yaml",
        lambda n: f", {n}: Does it",
        "roles: [{id: a, title: A}]\nskills: [{id: craft, name: Craft, levels: {x: y",
        "}}]\n",
    ),
    "catalogue: transitions": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{from: r{n % 300}, to: r{n // 300}, kind: lateral}}\n",
        "roles:\n" + "".join(f"- {{id: r{n}, title: R {n}}}\n" for n in range(400)) + "transitions:\n",
    ),
    "catalogue: unknown transitions": much(
        CHECK,
        ".yaml",
        lambda n: f"- {{from: oen{n}, to: tow{n}}}\n",
        LADDER.partition("transitions")[0] + "transitions:\n",
    ),
    "catalogue: one transition": much(
        CHECK, ".yaml", lambda _: "- {from: one, to: two}\n", LADDER.partition("transitions")[0] + "transitions:\n"
    ),
    "catalogue: sources": much(CHECK, ".yaml", lambda n: f"- {{id: s{n}, title: S {n}}}\n", LADDER + "sources:\n"),
    "catalogue: unknown sources": much(
        CHECK,
        ".yaml",
        lambda n: f", suorce{n}",
        LADDER + "sources: [{id: source, title: S}]\nsilence: []\ncategories: [{id: c, name: C}]\neffort: {sources: [x",
        "]}\n",
    ),
    "catalogue: evidence asked": much(
        CHECK, ".yaml", lambda n: f", {{kind: k{n}}}", "roles:\n" + _ROLE + ", evidence: [{kind: k}", "]}\n"
    ),
    "catalogue: categories": much(CHECK, ".yaml", lambda n: f"- {{id: c{n}, name: C {n}}}\n", LADDER + "categories:\n"),
    "catalogue: company ladders": much(
        CHECK, ".yaml", lambda n: f"- {{size: small, name: L {n}, ladder: [one, two]}}\n", LADDER + "company_ladders:\n"
    ),
    "catalogue: silence": much(
        CHECK, ".yaml", lambda n: f"- {{check: c{n}, where: skills.craft{n}, reason: why}}\n", LADDER + "silence:\n"
    ),
    "catalogue: exits": much(CHECK, ".yaml", lambda n: f", Exit {n}", "roles:\n" + _ROLE + ", exits: [x", "]}\n"),
    "catalogue: pay": much(
        CHECK, ".yaml", lambda n: f", {{currency: EUR, low: {n}, high: {n}}}", "roles:\n" + _ROLE + ", pay: [{}", "]}\n"
    ),
    "catalogue: equal keys": much(CHECK, ".yaml", lambda _: "a: 1\n", LADDER),
    "catalogue: equal ids": much(CHECK, ".yaml", lambda _: "- {id: r, title: R}\n", "roles:\n"),
    "catalogue: anchors": much(CHECK, ".yaml", lambda n: f"- &a{n} {{id: r{n}, title: R}}\n", "roles:\n"),
    "catalogue: aliases of YAML": much(CHECK, ".yaml", lambda _: ", *a", "roles:\n" + _ROLE + ", exits: [&a x", "]}\n"),
    "catalogue: comments": much(CHECK, ".yaml", lambda n: f"# {n}\n", LADDER),
    "catalogue: tags": much(CHECK, ".yaml", lambda n: f"- !t{n} x\n", "roles:\n"),
    "catalogue: tabs": much(CHECK, ".yaml", lambda n: f"- {{id: r\tx, title: R{n}}}\n", "roles:\n"),
    "catalogue: one text": Heavy(
        CHECK, ".yaml", lambda size: "roles:\n- {id: a, title: A, note: " + "x" * size + "}\n"
    ),
    "catalogue: texts": much(
        CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: R, note: {'word ' * 100}}}\n", "roles:\n"
    ),
    "catalogue: lines of one text": much(
        CHECK, ".yaml", lambda _: "    x\n", "roles:\n- id: a\n  title: A\n  note: |\n"
    ),
    "catalogue: years wrong": much(CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: R, years: many}}\n", "roles:\n"),
    "catalogue: an overlay": much(
        CHECK, ".yaml", lambda n: f"- {{id: r{n}, title: R {n}}}\n", "extends: builtin\nroles:\n"
    ),
    "catalogue: an overlay of roles that are not there": much(
        CHECK, ".yaml", lambda n: f"- {{id: senior-pm{n}, remove: true}}\n", "extends: builtin\nroles:\n"
    ),
    "diff: roles": much(
        "catalogue diff LADDER FILE", ".yaml", lambda n: f"- {{id: r{n}, title: Role {n}}}\n", "roles:\n"
    ),
    "diff: skills": much(
        "catalogue diff LADDER FILE",
        ".yaml",
        lambda n: f"- {{id: s{n}, name: S {n}}}\n",
        "roles: [{id: one, title: One}]\nskills:\n",
    ),
    "diff: skills asked": much(
        "catalogue diff LADDER FILE", ".yaml", lambda n: f", s{n}: 1", "roles:\n" + _ROLE + ", skills: {a: 1", "}}\n"
    ),
    "diff: transitions": much(
        "catalogue diff LADDER FILE",
        ".yaml",
        lambda n: f"- {{from: r{n % 300}, to: r{n // 300}, kind: lateral}}\n",
        "roles:\n" + "".join(f"- {{id: r{n}, title: R {n}}}\n" for n in range(400)) + "transitions:\n",
    ),
    "next: roles": much(
        "next --years 3 --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, seniority: {n}, years: {n % 40}}}\n",
        "roles:\n",
    ),
    "roles: roles": much(
        "roles --catalogue FILE", ".yaml", lambda n: f"- {{id: r{n}, title: Role {n}, seniority: {n}}}\n", "roles:\n"
    ),
    "skills: skills": much(
        "skills --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: s{n}, name: S {n}}}\n",
        "roles: [{id: one, title: One}]\nskills:\n",
    ),
    "route: transitions": much(
        "route r299 --role r1 --catalogue FILE",
        ".yaml",
        lambda n: f"- {{from: r{n % 300}, to: r{n // 300}, kind: lateral}}\n",
        "roles:\n" + "".join(f"- {{id: r{n}, title: R {n}}}\n" for n in range(400)) + "transitions:\n",
    ),
    "title: roles": much(
        "title Rloe --catalogue FILE", ".yaml", lambda n: f"- {{id: r{n}, title: Role {n}}}\n", "roles:\n"
    ),
    "role: roles": much(
        "role Rloe --catalogue FILE", ".yaml", lambda n: f"- {{id: r{n}, title: Role {n}}}\n", "roles:\n"
    ),
    "skill: skills": much(
        "skill Rloe --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: s{n}, name: S {n}}}\n",
        "roles: [{id: one, title: One}]\nskills:\n",
    ),
    "export csv": much(
        "catalogue export -f csv --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, skills: {{s{n % 50}: 1}}}}\n",
        "roles:\n",
    ),
    "export yaml": much(
        "catalogue export -f yaml --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, skills: {{s{n % 50}: 1}}}}\n",
        "roles:\n",
    ),
    "export md": much(
        "catalogue export -f md --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, skills: {{s{n % 50}: 1}}}}\n",
        "roles:\n",
    ),
    "import: pairs": much(
        IMPORT, ".csv", lambda n: f"Role {n // 20},Skill {n % 20},{n % 3 + 1}\n", "Role,Skill,Level\n"
    ),
    "import: pairs of new skills": much(
        IMPORT, ".csv", lambda n: f"Role,Skill {n},{n % 3 + 1}\n", "Role,Skill,Level\n"
    ),
    "import: pairs of new roles": much(IMPORT, ".csv", lambda n: f"Role {n},Skill,{n % 3 + 1}\n", "Role,Skill,Level\n"),
    "import: one pair": much(IMPORT, ".csv", lambda n: f"R,S,{n % 3 + 1}\n", "Role,Skill,Level\n"),
    "import: pairs without a level": much(IMPORT, ".csv", lambda n: f"R,S{n},\n", "Role,Skill,Level\nR,S,1\n"),
    "import: pairs without a role": much(IMPORT, ".csv", lambda n: f",S{n},1\n", "Role,Skill,Level\nR,S,1\n"),
    "import: levels of many words": much(IMPORT, ".csv", lambda n: f"R,S{n},w{n}\n", "Role,Skill,Level\nR,S,1\n"),
    "import: headers again": much(IMPORT, ".csv", lambda _: "Role,Skill,Level\n", "Role,Skill,Level\nR,S,1\n"),
    "import: skills down": much(IMPORT, ".csv", lambda n: f"Skill {n},1,2,3\n", "Skill,One,Two,Three\n"),
    "import: skills that nobody asks for": much(IMPORT, ".csv", lambda n: f"S{n},,\n", "Skill,One,Two\nA,1,2\n"),
    "import: one skill down": much(IMPORT, ".csv", lambda _: "S,1,2\n", "Skill,One,Two\nA,1,2\n"),
    "import: skills of no letters": much(
        IMPORT, ".csv", lambda n: f"!{'?' * (n % 50)},1,2\n", "Skill,One,Two\nA,1,2\n"
    ),
    "import: roles across": Heavy(
        IMPORT,
        ".csv",
        lambda size: (
            "Skill," + str(repeated(lambda n: f"Role {n}", between=",")(size)) + "\nCraft" + ",1" * 10_000 + "\n"
        ),
    ),
    "import: one role across": Heavy(
        IMPORT, ".csv", lambda size: "Skill" + ",R" * (size // 4) + "\nCraft" + ",1" * (size // 4) + "\n"
    ),
    "import: no header": much(IMPORT, ".csv", lambda n: f"a{n},b{n}\n"),
    "import: lines of dashes": much(IMPORT, ".csv", lambda _: "--,--\n", "Skill,One\nA,1\n"),
    "import: headings": much(IMPORT, ".csv", lambda n: f"H{n},\nS{n},1\n", "Skill,One\n"),
    "import: merged cells": much(IMPORT, ".csv", lambda n: f",S{n},1\n", "Role,Skill,Level\nR,S,1\n"),
    "import: invisible characters": much(IMPORT, ".csv", lambda n: f"S\u200b{n},1\n", "Skill,One\nA,1\n"),
    "import: many invisible characters in a cell": much(
        IMPORT, ".csv", lambda n: "".join(map(chr, range(0x200B, 0x2010))) * 900 + f"{n},1\n", "Skill,One\nA,1\n"
    ),
    "import: commas": Heavy(IMPORT, ".csv", lambda size: "Skill,One\nA,1\n" + "," * size + "\n"),
    "import: lines": Heavy(IMPORT, ".csv", lambda size: "Skill,One\nA,1\n" + "\n" * size),
    "import: quotes": Heavy(IMPORT, ".csv", lambda size: "Skill,One\nA,1\n" + '"' * size),
    "import: open quotes": much(IMPORT, ".csv", lambda n: f'"x{n},\n', "Skill,One\nA,1\n"),
    "import: rows that are no CSV": much(IMPORT, ".csv", lambda n: f'"x"{n},1\n', "Skill,One\nA,1\n"),
    "import: twenty rows that are no CSV": Heavy(
        IMPORT, ".csv", lambda size: "Skill,One\n" + '"x"y,1\n' * 20 + str(repeated(lambda n: f"S{n},1\n")(size))
    ),
    "import: semicolons": much(IMPORT, ".csv", lambda n: f"Skill {n};1;2;3\n", "Skill;One;Two;Three\n"),
    "import: years": much(IMPORT, ".csv", lambda n: f"R{n},S,1,{n % 70}\n", "Role,Skill,Level,Years\n"),
    "import: figures that contradict": much(IMPORT, ".csv", lambda n: f"R,S,1,{n % 70}\n", "Role,Skill,Level,Years\n"),
    "import: titles without a family": much(
        IMPORT, ".csv", lambda n: f"Senior Engineer {n},S,1\nEngineer {n},S,2\n", "Role,Skill,Level\n"
    ),
    "import: families": much(IMPORT, ".csv", lambda n: f"R{n},F{n},S,1\n", "Role,Family,Skill,Level\n"),
    "import: categories": much(IMPORT, ".csv", lambda n: f"C{n},S{n},1\n", "Category,Skill,One\n"),
    "import: competencies": Heavy(IMPORT, ".yaml", _structured),
    "import: workbook": Heavy(IMPORT, ".xlsx", _zipped(2_000_000, _honest)),
    "import: workbook of rows that are one": Heavy(
        IMPORT, ".xlsx", _zipped(600_000, lambda n: workbook_of(TABLE_ROWS + '<row r="3"/>' * n))
    ),
    "import: workbook of cells that are one": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(600_000, lambda n: workbook_of(TABLE_ROWS + '<row r="3">' + '<c r="A3"><v>1</v></c>' * n + "</row>")),
    ),
    "import: workbook of far rows": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(
            200_000,
            lambda n: workbook_of(
                TABLE_ROWS
                + "".join(f'<row r="{3 + 50 * k}"><c r="XFD{3 + 50 * k}"><v>1</v></c></row>' for k in range(n))
            ),
        ),
    ),
    "import: workbook of strings": Heavy(
        IMPORT, ".xlsx", _zipped(900_000, lambda n: workbook_of(TABLE_ROWS, "<si><t>a</t></si>" * n))
    ),
    "import: workbook of formats": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(300_000, lambda n: workbook_of(styles="<cellXfs>" + '<xf numFmtId="0"/>' * n + "</cellXfs>")),
    ),
    "import: workbook of sheets": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(
            100_000,
            lambda n: workbook_of(
                sheets="".join(f'<sheet name="S{k}" sheetId="{k + 2}" r:id="rId1"/>' for k in range(n))
            ),
        ),
    ),
    "import: workbook of names": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(
            100_000,
            lambda n: workbook_of(names="".join(f'<definedName name="n{k}">One!$A$1</definedName>' for k in range(n))),
        ),
    ),
    "import: workbook of files": Heavy(
        IMPORT, ".xlsx", _zipped(9_000, lambda n: workbook_of(**{f"x{k}.xml": "<a/>" for k in range(n)}))
    ),
    "import: workbook of one text": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(
            15_000_000,
            lambda n: workbook_of(
                TABLE_ROWS + f'<row r="3"><c r="A3" t="inlineStr"><is><t>{"x" * n}</t></is></c></row>'
            ),
        ),
    ),
    "import: workbook of formulas": Heavy(
        IMPORT,
        ".xlsx",
        _zipped(
            500_000,
            lambda n: workbook_of(
                TABLE_ROWS + "".join(f'<row r="{k + 3}"><c r="A{k + 3}"><f>1+{k}</f></c></row>' for k in range(n))
            ),
        ),
    ),
    "profile: skills": much(OTHERS, ".yaml", lambda n: f"  s{n}: 1\n", "skills:\n"),
    "profile: skills of JSON": much(OTHERS, ".json", lambda n: f'"s{n}": 1', '{"skills": {', "}}", ", "),
    "profile: unknown levels": much(OTHERS, ".yaml", lambda n: f"  s{n}: hihg\n", "skills:\n"),
    "profile: unknown keys": much(OTHERS, ".yaml", lambda n: f"skils{n}: 1\n"),
    "profile: history": much(
        OTHERS, ".yaml", lambda n: f"- {{title: One, start: {n % 90 + 1930}, end: {n % 90 + 1931}}}\n", "history:\n"
    ),
    "profile: history of many titles": much(
        OTHERS, ".yaml", lambda n: f"- {{title: Senior product manager {n}, start: 2001-0{n % 9 + 1}}}\n", "history:\n"
    ),
    "profile: history that cannot be read": much(
        OTHERS, ".yaml", lambda n: f"- {{title: One, start: x{n}}}\n", "history:\n"
    ),
    "profile: evidence": much(OTHERS, ".yaml", lambda n: f"- {{id: e{n}, kind: k, shows: [craft]}}\n", "evidence:\n"),
    "profile: evidence of one id": much(OTHERS, ".yaml", lambda _: "- {id: e, shows: [carft]}\n", "evidence:\n"),
    "profile: evidence of a rating": much(
        OTHERS, ".yaml", lambda n: f", e{n}", "skills: {craft: {level: 1, evidence: [e", "]}}\n"
    ),
    "profile: focus": much(OTHERS, ".yaml", lambda n: f", carft{n}", "focus: [craft", "]\n"),
    "profile: a long role": Heavy(
        OTHERS,
        ".yaml",
        lambda size: (
            "role: "
            + "senior " * (4_900 // 7)
            + "\nhistory:\n"
            + "".join(f"- {{title: {'senior ' * 600}}}\n" for _ in range(size // 4_300))
        ),
    ),
    "next: history": much(
        "next --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"- {{title: One, start: {n % 90 + 1930}, end: {n % 90 + 1931}}}\n",
        "history:\n",
    ),
    "next: history of many titles": much(
        "next --profile FILE",
        ".yaml",
        lambda n: f"- {{title: Senior product manager {n}, start: 2001-0{n % 9 + 1}}}\n",
        "role: pm\nhistory:\n",
    ),
    "next: evidence": much(
        "next --profile FILE", ".yaml", lambda n: f"- {{id: e{n}, kind: k, shows: [craft]}}\n", "role: pm\nevidence:\n"
    ),
    "next: skills": much(
        "next --profile FILE --catalogue LADDER", ".yaml", lambda n: f"  s{n}: 1\n", "role: one\nskills:\n"
    ),
    "gap: skills": much(
        "gap two --profile FILE --catalogue LADDER", ".yaml", lambda n: f"  s{n}: 1\n", "role: one\nskills:\n"
    ),
    "show: skills": much(
        "profile show --profile FILE --catalogue LADDER", ".yaml", lambda n: f"  s{n}: 1\n", "role: one\nskills:\n"
    ),
    "show: history": much(
        "profile show --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"- {{title: One, start: {n % 90 + 1930}, end: {n % 90 + 1931}}}\n",
        "history:\n",
    ),
    "show: evidence": much(
        "profile show --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"- {{id: e{n}, kind: k, shows: [craft]}}\n",
        "role: one\nevidence:\n",
    ),
    "profile diff: skills": much(
        "profile diff FILE PROFILE --catalogue LADDER", ".yaml", lambda n: f"  s{n}: 1\n", "role: one\nskills:\n"
    ),
    "set: skills": much(
        "profile set craft=2 --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"  s{n}: 1\n",
        "role: one\nskills:\n",
    ),
    "set: history": much(
        "profile set craft=2 --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"- {{title: One, start: {n % 90 + 1930}, end: {n % 90 + 1931}}}\n",
        "skills: {craft: 1}\nhistory:\n",
    ),
    "set: evidence": much(
        "profile set craft=2 --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"- {{id: e{n}, kind: k, shows: [craft]}}\n",
        "role: one\nevidence:\n",
    ),
    "set: comments": much(
        "profile set craft=2 --profile FILE --catalogue LADDER",
        ".yaml",
        lambda n: f"# {n}\n",
        "role: one\nskills: {craft: 1}\n",
    ),
    "set: journal": Heavy("profile set craft=2 --profile PROFILE --catalogue LADDER", ".journal.jsonl", _journal),
    "resume: work": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".json",
        lambda n: f'{{"name": "C{n}", "position": "One", "startDate": "2001-0{n % 9 + 1}"}}',
        _RECORDS,
        "]}",
        ", ",
    ),
    "resume: work that cannot be read": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".json",
        lambda n: f'{{"name": {n}, "position": {n}, "startDate": "x"}}',
        _RECORDS,
        "]}",
        ", ",
    ),
    "resume: skills": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".json",
        lambda n: f'{{"name": "S{n}", "keywords": ["k{n}"]}}',
        '{"basics": {"name": "A"}, "skills": [',
        "]}",
        ", ",
    ),
    "resume: skills for the built-in ladder": much(
        "profile import FILE --profile NEW",
        ".json",
        lambda n: f'{{"name": "Stakeholder manager {n}", "level": "expert"}}',
        '{"basics": {"name": "A"}, "skills": [',
        "]}",
        ", ",
    ),
    "resume: unknown keys": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".json",
        lambda n: f'"k{n}": 1',
        '{"basics": {"name": "A"}, "work": [], ',
        "}",
        ", ",
    ),
    "resume: education": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".json",
        lambda n: f'{{"institution": "U{n}", "studyType": "Bachelor"}}',
        '{"basics": {"name": "A"}, "education": [',
        "]}",
        ", ",
    ),
    "linkedin: positions": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".csv",
        lambda n: f"C{n},One,,,Jan {n % 90 + 1930},Feb {n % 90 + 1931}\n",
        "Company Name,Title,Description,Location,Started On,Finished On\n",
    ),
    "linkedin: skills": much(
        "profile import FILE --profile NEW --from linkedin", ".csv", lambda n: f"Skill {n}\n", "Name\n"
    ),
    "profile import: profile": much(
        "profile import FILE --profile NEW --catalogue LADDER",
        ".yaml",
        lambda n: f"  s{n}: 1\n",
        "role: one\nskills:\n",
    ),
    "merge: work": much(
        "profile import FILE --profile PROFILE --catalogue LADDER --merge",
        ".json",
        lambda n: f'{{"name": "C{n}", "position": "One", "startDate": "2001-0{n % 9 + 1}"}}',
        _RECORDS,
        "]}",
        ", ",
    ),
    "merge: skills": much(
        "profile import FILE --profile PROFILE --catalogue LADDER --merge",
        ".yaml",
        lambda n: f"  s{n}: 1\n",
        "role: one\nskills:\n",
    ),
    "answers: lines": much(
        "assess --answers FILE --profile PROFILE --catalogue LADDER", ".txt", lambda n: f"carft{n}=1\n"
    ),
    "answers: lines of levels": much(
        "assess --answers FILE --profile PROFILE --catalogue LADDER", ".txt", lambda n: f"craft{n}=hihg\n"
    ),
    "answers: one line": much(
        "assess --answers FILE --profile PROFILE --catalogue LADDER", ".txt", lambda _: "craft=1\n"
    ),
    "answers: lines that are none": much(
        "assess --answers FILE --profile PROFILE --catalogue LADDER", ".txt", lambda n: f"x{n}\n", "craft=1\n"
    ),
    "answers: YAML": much(
        "assess --answers FILE --profile PROFILE --catalogue LADDER", ".yaml", lambda n: f"carft{n}: 1\n"
    ),
    "answers: JSON": much(
        "assess --answers FILE --profile PROFILE", ".json", lambda n: f'"metrics{n}": 1', "{", "}", ", "
    ),
    "progress: journal": Heavy("progress --profile PROFILE --catalogue LADDER", ".journal.jsonl", _journal),
    "progress: all of the journal": Heavy(
        "progress two --profile PROFILE --catalogue LADDER", ".journal.jsonl", _journal
    ),
    "progress: journal that is damaged": much(
        "progress --profile PROFILE --catalogue LADDER", ".journal.jsonl", lambda _: "{}\n"
    ),
    "progress: one entry": Heavy(
        "progress --profile PROFILE --catalogue LADDER",
        ".journal.jsonl",
        lambda size: _journal(1).replace('"craft":0', '"craft":0' + str(repeated(lambda n: f',"s{n}":1')(size)), 1),
    ),
    "report: journal": Heavy("report --profile PROFILE --catalogue LADDER -o NEW", ".journal.jsonl", _journal),
    "plan: items": Heavy(
        "plan --against FILE --role one --catalogue LADDER",
        ".json",
        _plan('{"rule": "skill-level", "subject": "s#", "name": "S #", "to": 1}'),
    ),
    "plan: one item": Heavy(
        "plan --against FILE --role one --catalogue LADDER",
        ".json",
        _plan('{"rule": "skill-level", "subject": "craft", "name": "Craft", "to": 3}'),
    ),
    "plan: items that are wrong": Heavy(
        "plan --against FILE --role one --catalogue LADDER",
        ".json",
        _plan('{"rule": "skill-level", "subject": "s#", "end": "2026-02-30"}'),
    ),
    "team: rows of one role": much(
        "team show FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,{n % 4}\n", "id,role,Craft\n"
    ),
    "team: rows of many roles": much(
        "team show FILE", ".csv", lambda n: f"p{n},Senior product manager {n},{n % 4}\n", "id,role,roadmapping\n"
    ),
    "team: rows of no role": much(
        "team show FILE", ".csv", lambda n: f"p{n},Juggler {n} of things,\n", "id,role,roadmapping\n"
    ),
    "team: rows that are wrong": much(
        "team show FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,exprt{n}\n", "id,role,Craft\n"
    ),
    "team: rows of one person": much(
        "team show FILE --catalogue LADDER", ".csv", lambda _: "p,One,1\n", "id,role,Craft\n"
    ),
    "team: rows of nobody": much("team show FILE --catalogue LADDER", ".csv", lambda _: ",,\n", "id,role,Craft\n"),
    "team: teams": much(
        "team show FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,t{n},1\n", "id,role,team,Craft\n"
    ),
    "team: a chain of managers": much(
        "team show FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,p{n + 1},1\n", "id,role,manager,Craft\n"
    ),
    "team: columns": much("team show FILE --catalogue LADDER", ".csv", lambda n: f",Carft {n}", "id,role", "\np,One\n"),
    "team: columns of one skill": much(
        "team show FILE --catalogue LADDER", ".csv", lambda _: ",Craft", "id,role", "\np,One\n"
    ),
    "team: JSON lines": much(
        "team show FILE --catalogue LADDER", ".jsonl", lambda n: f'{{"id": "p{n}", "role": "One", "Craft": {n % 4}}}\n'
    ),
    "team: JSON lines of other keys": much(
        "team show FILE --catalogue LADDER", ".jsonl", lambda n: f'{{"id": "p{n}", "role": "One", "k{n}": 1}}\n'
    ),
    "team: JSON lines that are damaged": much("team show FILE --catalogue LADDER", ".jsonl", lambda n: f"{{{n}\n"),
    "team: goals": much(
        "team successors FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,Tow {n}\n", "id,role,goal\n"
    ),
    "team: before and after": much(
        "team what-if FILE --without p1 --catalogue LADDER", ".csv", lambda n: f"p{n},One,{n % 4}\n", "id,role,Craft\n"
    ),
    "team: two": much(
        "team compare FILE FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,{n % 4}\n", "id,role,Craft\n"
    ),
    "team: everybody": much(
        "team assess FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,{n % 4}\n", "id,role,Craft\n"
    ),
    "team: risks": much(
        "team risks FILE --catalogue LADDER", ".csv", lambda n: f"p{n},One,{n % 4}\n", "id,role,Craft\n"
    ),
    "page: roles": much(
        "catalogue page FILE -o NEW",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, seniority: {n}}}\n",
        "roles:\n",
    ),
    "page: skills": much(
        "catalogue page FILE -o NEW",
        ".yaml",
        lambda n: f"- {{id: s{n}, name: S {n}}}\n",
        "roles: [{id: one, title: One}]\nskills:\n",
    ),
    "export sql": much(
        "catalogue export -f sql --catalogue FILE",
        ".yaml",
        lambda n: f"- {{id: r{n}, title: Role {n}, skills: {{s{n % 50}: 1}}}}\n",
        "roles:\n",
    ),
    "form: skills": much(
        "assess one --form --catalogue FILE -o NEW",
        ".yaml",
        lambda n: f", s{n}: 1",
        "roles:\n" + _ROLE + ", skills: {a: 1",
        "}}\n",
    ),
    "settings: unknown keys": much("roles", "pmladder.yaml", lambda n: f"catalgoue{n}: 1\n"),
}


def lay_out(folder: Path, heavy: Heavy, size: int) -> list[str]:
    """The arguments of the command; its files are laid out in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "me.yaml"
    profile.write_text("role: one\nskills: {craft: 1}\n")
    (folder / "ladder.yaml").write_text(LADDER)
    file = folder / (f"me{heavy.suffix}" if heavy.suffix == ".journal.jsonl" else f"heavy{heavy.suffix}")
    if heavy.suffix == "pmladder.yaml":
        file = folder / heavy.suffix
    content = heavy.content(size)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    places = {"FILE": file, "LADDER": folder / "ladder.yaml", "PROFILE": profile, "NEW": folder / "new.html"}
    if "profile import" in heavy.command:
        places["NEW"] = folder / "new.yaml"
    return [str(places.get(word, word)) for word in heavy.command.split()]
