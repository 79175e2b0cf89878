"""From the bytes of a file, or of all files of a folder, to a ladder: each is read by its format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pmladder.errors import InputError, Problem
from pmladder.formats.constants import SUFFIXES as PROGRAMS
from pmladder.formats.headed import HeadedDocument, without_front
from pmladder.formats.limits import check_characters
from pmladder.formats.spreadsheet import Sheet, decoded_table, read_sheet, without_separators
from pmladder.formats.structured import parse_any
from pmladder.imports.ladder.grid import CellGrid
from pmladder.imports.ladder.headings import document_of, told_apart
from pmladder.imports.ladder.importing import import_documents, import_grids, import_nested
from pmladder.imports.ladder.making import ImportedLadder
from pmladder.imports.ladder.tree_entries import AREAS, CRITERIA, LEVELS, folded_key, plain_text
from pmladder.imports.ladder.understood import Understood
from pmladder.text import escape, first_quoted, plural, repr_quoted, unsafe

FORMATS: Mapping[str, str] = {
    **dict.fromkeys(("yaml", "yml"), "YAML"),
    "json": "JSON",
    **dict.fromkeys(("md", "markdown", "mdx"), "Markdown"),
    **dict.fromkeys(("html", "htm"), "HTML"),
    **dict.fromkeys(("csv", "tsv", "xlsx"), "a table"),
    **PROGRAMS,
}
"""The formats by the ends of the names of files; any other name is taken for a table's."""
NESTED, DOCUMENTS = ("YAML", "JSON", *dict.fromkeys(PROGRAMS.values())), ("Markdown", "HTML")
_LAST_CONTROL = "\x9f"


class LadderSource(NamedTuple):
    """A file: its name, what it is called within its folder, and its bytes."""

    file: str
    name: str
    data: bytes

    @property
    def format(self) -> str:
        """The format, by the end of the name."""
        return FORMATS.get(self.file.rpartition(".")[2].lower(), "a table")

    @property
    def stem(self) -> str:
        """The name without its end."""
        return self.name.rpartition(".")[0] or self.name


class HowToRead(NamedTuple):
    """What the command line says: what headers mean, the names of the levels, which sheet, and whether part will do."""

    mapping: Mapping[str, str] = {}
    scale: Sequence[str] | None = None
    sheet: str | None = None
    partly: bool = False


def import_file(source: LadderSource, how: HowToRead) -> tuple[str, ImportedLadder]:
    """How one file was read, and the ladder in it. Raises InputError, and UsageError for a header that is not there."""
    if source.format in (*NESTED, *DOCUMENTS):
        return source.format, _of_format([source], source.file, how)
    read = read_sheet(source.data, source.file, how.sheet)
    return read.how, _of_sheets([(source, read)], read.file, how)


def import_folder(sources: Sequence[LadderSource], folder: str, how: HowToRead) -> tuple[str, ImportedLadder]:
    """How the files of a folder were read, and the ladder that they hold together.

    Of several formats, the one that most of them have counts.
    """
    groups: dict[str, list[LadderSource]] = {}
    for source in sources:
        kind = "nested" if source.format in NESTED else "documents" if source.format in DOCUMENTS else "tables"
        kind = "programs" if source.format in PROGRAMS.values() else kind
        groups.setdefault(kind, []).append(source)
    if not groups:
        raise InputError(folder, [Problem((), "", f"holds no file to read; there are {', '.join(FORMATS)}")])
    kind = max(groups, key=lambda kind: len(groups[kind]))
    if kind == "tables":
        imported = _of_sheets([(one, read_sheet(one.data, one.file, how.sheet)) for one in groups[kind]], folder, how)
    else:
        imported = _of_format(groups[kind], folder, how)
    for other in groups.keys() - {kind}:
        names = [source.name for source in groups[other]]
        imported.unused.append(f"{plural(len(names), 'file')} of another kind: {first_quoted(names)}", len(names))
    formats = list(dict.fromkeys(source.format for source in groups[kind]))
    return f"a folder of {plural(len(groups[kind]), 'file')}, {' and '.join(formats)}", imported


def _of_sheets(sheets: Sequence[tuple[LadderSource, Sheet]], file: str, how: HowToRead) -> ImportedLadder:
    found = Understood()
    grids = []
    for source, sheet in sheets:
        found.unread.extend(sheet.broken)
        if "; not read: " in sheet.how:
            found.unused.append(f"{repr_quoted(source.name)} holds more sheets, which are not read")
        heading = source.stem if len(sheets) > 1 else ""
        grids.append(CellGrid([(row.number, row.cells) for row in sheet.rows], heading))
    return import_grids(grids, found, how.mapping, how.scale, file, how.partly)


def _of_format(sources: Sequence[LadderSource], file: str, how: HowToRead) -> ImportedLadder:
    found = Understood()
    if sources[0].format in DOCUMENTS:
        read = [_document(source, found) for source in sources]
        if not all(_is_front_alone(document) for _, document, _ in read):
            fronts = told_apart([_plain_front(front, source, found) for source, _, front in read], found)
            headings = [
                document_of(document, source.stem, front, found)
                for (source, document, _), front in zip(read, fronts, strict=True)
            ]
            found.sorted_by_file = len(headings) > 1
            for heading, folder in zip(headings, _folders(sources), strict=True):
                heading.folder = folder
            return import_documents(headings, found, how.mapping, how.scale, file, how.partly)
        held = [(source, front) for source, _, front in read]
    else:
        held = [(source, _nested(source, found)) for source in sources]
    listed = _in_listed_order(held, found)
    found.sorted_by_file = len(held) > 1 and listed is held
    listed = _of_the_ladder(listed, found)
    raw = listed[0][1] if len(listed) == 1 else _together(listed)
    return import_nested(raw, how.scale, file, how.partly, found)


def _nested(source: LadderSource, found: Understood) -> Any:
    """What a file of nested data holds; front matter before it is put beside it."""
    from pmladder.formats.constants import read_constants

    text = _text(source, found)
    if source.format in PROGRAMS.values():
        held, not_plain = read_constants(text, source.file)
        if not_plain:
            named = first_quoted(not_plain)
            line = f"{source.name}: {plural(len(not_plain), 'value')} that only running it would give: {named}"
            found.unused.append(f"{line}; not used", len(not_plain))
        return next(iter(held.values())) if len(held) == 1 else held
    front, rest = without_front(text) if source.format == "YAML" else ("", text)
    if not front.strip() or not rest.strip():
        return parse_any(text, source.file)
    before, held = parse_any(front, source.file), parse_any(rest, source.file)
    return {**before, **held} if isinstance(before, dict) and isinstance(held, dict) else held


def _document(source: LadderSource, found: Understood) -> tuple[LadderSource, HeadedDocument, Any]:
    from pmladder.formats.headed import read_document

    document = read_document(_text(source, found), source.file)
    return source, document, parse_any(document.front, source.file) if document.front.strip() else None


def _is_front_alone(document: HeadedDocument) -> bool:
    sections = document.sections
    return bool(document.front.strip()) and len(sections) == 1 and not sections[0].passages and not sections[0].tables


def _plain_front(held: Any, source: LadderSource, found: Understood) -> dict[str, str]:
    front: dict[str, str] = {}
    for key, value in held.items() if isinstance(held, dict) else ():
        if text := plain_text(value):
            front[folded_key(key)] = text
        elif value not in (None, "", [], {}):
            found.unused.append(f"{source.name}: key {repr_quoted(key)} is not used")
    return front


def _text(source: LadderSource, found: Understood) -> str:
    """The text of a file, without invisible marks, which a catalogue may not hold; each that is left out is told."""
    text, _ = decoded_table(source.data, source.file)
    text = without_separators(text)
    check_characters(text, source.file)
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        while (mark := unsafe(line)) and mark > _LAST_CONTROL:
            found.remarks.append(f"line {number}: the invisible {escape(mark)} is left out")
            line = line.replace(mark, "")
        lines.append(line)
    return "\n".join(lines)


def _folders(sources: Sequence[LadderSource]) -> list[str]:
    """The folder that each file lies in, below what all have in common; empty where they all lie in one."""
    paths = [source.name.split("/")[:-1] for source in sources]
    while paths and all(paths) and len({path[0] for path in paths}) == 1:
        paths = [path[1:] for path in paths]
    folders = [path[0] if path else "" for path in paths]
    return folders if all(folders) else [""] * len(paths)


def _in_listed_order(held: list[tuple[LadderSource, Any]], found: Understood) -> list[tuple[LadderSource, Any]]:
    """The files without one that only lists the others by name, in the order in which it does."""
    stems = {_stem_key(source) for source, _ in held}
    for source, value in held:
        for names in value.values() if isinstance(value, dict) else [value]:
            listed = [folded_key(plain_text(name)) for name in names] if isinstance(names, list) else []
            if len(listed) > 1 and len(listed) == len(held) - 1 and set(listed) == stems - {_stem_key(source)}:
                found.unused.append(f"{source.name} lists the other files; their order is taken from it, and no more")
                others = {_stem_key(other): (other, one) for other, one in held if other is not source}
                return [others[name] for name in listed]
    return held


def _of_the_ladder(held: list[tuple[LadderSource, Any]], found: Understood) -> list[tuple[LadderSource, Any]]:
    """The files without one beside the ladder: with no key that the others have, where these have keys in common."""
    if not all(isinstance(value, dict) for _, value in held):
        return held
    times = Counter(folded_key(str(key)) for _, value in held for key in value)
    shares = [any(times[folded_key(str(key))] > 1 for key in value) for _, value in held]
    if 2 * sum(shares) <= len(held):
        return held
    for (source, value), is_shared in zip(held, shares, strict=True):
        if not is_shared:
            found.unused.append(f"{source.name}: has no key in common with the other files; not used", len(value))
    return [one for one, is_shared in zip(held, shares, strict=True) if is_shared]


def _stem_key(source: LadderSource) -> str:
    return folded_key(source.stem.rpartition("/")[2])


def _together(held: Iterable[tuple[LadderSource, Any]]) -> Any:
    """What several files hold, as one file would: their lists put together, or each under the name of its file."""
    files = list(held)
    folders = [source.name.split("/")[-2] if "/" in source.name else "" for source, _ in files]
    if len(set(folders)) > 1 and all(folded_key(folder) in (*LEVELS, *AREAS, *CRITERIA) for folder in folders):
        parts: dict[str, dict[str, Any]] = {}
        for folder, (source, value) in zip(folders, files, strict=True):
            parts.setdefault(folder, {})[source.stem.rpartition("/")[2]] = value
        return parts
    mappings = [(source, value) for source, value in files if isinstance(value, dict)]
    keys = [set(value) for _, value in mappings]
    shared = set.union(*keys) if keys else set()
    if (
        len(mappings) == len(files)
        and sum(map(len, keys)) == len(shared)
        and all(isinstance(one, (dict, list)) for _, value in mappings for one in value.values())
    ):
        return {key: one for _, value in mappings for key, one in value.items()}
    if len(mappings) < len(files):
        return {source.stem: value for source, value in files}
    return {"entries": {source.stem: value for source, value in files}}
