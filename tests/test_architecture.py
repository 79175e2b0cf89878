"""Who may import whom. The table is the architecture; a new package or import is a line here, on purpose."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import pmladder
from pmladder.cli.app import COMMANDS, GROUPS
from rows import each

ROOT = Path(pmladder.__file__).parent


class May(NamedTuple):
    """What the modules of one part may import beside the standard library."""

    ours: frozenset[str]
    others: frozenset[str] = frozenset()


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def may(ours: str = "", others: str = "") -> May:
    return May(names(ours), names(others))


# A part is a package of pmladder, or a module that lies directly in it; `pmladder` is its __init__.
PARTS = {
    "errors": may(),
    "text": may(),
    "version": may(),
    "validation": may("errors text", "pydantic pydantic_core"),
    "catalogue": may("errors text validation", "pydantic"),
    "names": may("catalogue text"),
    "profile": may("catalogue names errors text", "pydantic pydantic_core"),
    "engine": may("catalogue profile"),
    "formats": may("catalogue profile errors text validation", "yaml openpyxl markdown_it pypdfium2 docx"),
    "imports": may("catalogue names profile formats errors text"),
    "team": may("catalogue names profile engine formats errors text"),
    "report": may("catalogue names profile engine imports team errors text"),
    "render": may("catalogue engine report team text version", "rich pydantic icalendar jinja2 xlsxwriter sqlglot"),
    "files": may(
        "catalogue profile engine formats imports team errors text validation version",
        "pydantic platformdirs filelock duckdb",
    ),
    "api": may("catalogue names profile engine files errors text"),
    "cli": may(
        "catalogue names profile engine formats imports team files report render errors text validation version",
        "typer questionary prompt_toolkit mcp",
    ),
    "pmladder": may("api"),
    "__main__": may("cli"),
}
PMLADDER = "pmladder"
COMMAND_MODULES = {
    f"cli.{place.partition('.')[0]}"
    for commands in (COMMANDS, *(commands for _, commands in GROUPS.values()))
    for place in commands.values()
}
CORE = ("catalogue", "names", "profile", "engine", "formats", "imports", "team", "report")
OUTSIDE = names(
    "asyncio fcntl getpass glob http locale logging multiprocessing os pathlib platform random secrets select "
    "shutil signal socket subprocess sys tempfile threading time urllib uuid webbrowser zoneinfo"
)
"""Modules of the standard library that reach outside: a disk, a clock, a terminal, the environment, chance."""
OUTSIDE_CALLS = frozenset({"open", "print", "input", "breakpoint", "exec", "eval", "__import__"})
CLOCK_CALLS = frozenset({"now", "today", "utcnow"})
CALLS = re.compile(rf"\b({'|'.join(sorted(OUTSIDE_CALLS | CLOCK_CALLS | {'import_module'}))})\b")


@cache
def modules() -> list[tuple[str, str]]:
    """Each module of pmladder, by its path within it, and its text."""
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))]


@cache
def parsed(text: str) -> list[ast.AST]:
    """The nodes of a module's text that a rule may be about: the module first, then its statements, wherever.

    Their expressions are looked through only where one of the names stands in the text that a rule is about.
    """
    module = ast.parse(text)
    return list(ast.walk(module)) if CALLS.search(text) else [module, *statements(module.body)]


def statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """These statements, and whatever stands in them."""
    for node in body:
        yield node
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from statements(getattr(node, part, ()))


def part_of(module: str) -> str:
    part = module.split("/")[0].removesuffix(".py")
    return "pmladder" if part == "__init__" else part


def trespasses(module: str, text: str) -> list[str]:
    """What a module does that its part may not, in words for whoever wrote it."""
    part, nodes = part_of(module), parsed(text)
    allowed = PARTS.get(part)
    if allowed is None:
        return [f"{module}: {part} is new; say in the table what it may import"]
    found = []
    for line, name in imports(nodes):
        first, *rest = name.split(".")
        if first == "":
            found.append(f"{module}:{line}: write imports in full, from pmladder. on")
        elif first == "pmladder":
            target = rest[0] if rest else "pmladder"
            if target not in {part, *allowed.ours}:
                found.append(f"{module}:{line}: {part} may not import {target}")
        elif first not in sys.stdlib_module_names:
            if first not in allowed.others:
                found.append(f"{module}:{line}: {part} may not import {first}")
        elif part in CORE and first in OUTSIDE:
            found.append(f"{module}:{line}: the core stays inside; {first} reaches out")
    return found + ([f"{module}:{line}: the core may not call {name}()" for line, name in reaching_calls(nodes, part)])


def imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Every import, wherever it stands: at the top, in a function, for type checking only, or by name at run time.

    A relative import is yielded with a leading dot.
    """
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            # `from pmladder import engine` imports the part, not the package alone.
            yield from (
                (node.lineno, f"{module}.{alias.name}" if module == "pmladder" else module) for alias in node.names
            )
        elif isinstance(node, ast.Call) and called(node) in ("import_module", "__import__") and node.args:
            yield node.lineno, beginning(node.args[0])


def reaching_calls(nodes: Iterable[ast.AST], part: str) -> Iterator[tuple[int, str]]:
    """Calls by which a module of the core would reach a disk, a terminal or the clock."""
    if part not in CORE:
        return
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        by_name = isinstance(node.func, ast.Name) and name in OUTSIDE_CALLS
        if by_name or (isinstance(node.func, ast.Attribute) and name in CLOCK_CALLS):
            yield node.lineno, name


def called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def modules_used(module: str, text: str, known: Set[str]) -> set[str]:
    """The modules of pmladder that a module imports, wherever: by their dotted names, without pmladder in front.

    What is chosen at run time counts as every module that the name may be; a command is one of those in the tables.
    """
    found: set[str] = set()
    nodes = parsed(text)
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PMLADDER):
            within = (node.module or "").removeprefix(PMLADDER).removeprefix(".")
            inner = {f"{within}.{alias.name}".removeprefix(".") for alias in node.names}
            found |= (inner & known) or {within}
            found |= {within} if inner - known else set()
    for _, name in imports(nodes):
        if name.startswith(f"{PMLADDER}."):
            start = name.removeprefix(f"{PMLADDER}.")
            choices = COMMAND_MODULES if start == "cli." else known
            found |= {other for other in choices if other == start or (start.endswith(".") and other.startswith(start))}
    return (found & known) - {dotted(module)}


def dotted(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def circles(used: Mapping[str, Set[str]]) -> set[frozenset[str]]:
    """The groups of modules that need each other, directly or over others."""
    reached = {module: _reached(module, used) for module in used}
    groups = (frozenset(other for other in reached[one] if one in reached[other]) for one in used)
    return {group for group in groups if group}


def _reached(start: str, used: Mapping[str, Set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [*used[start]]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += used[module]
    return found


def beginning(argument: ast.expr) -> str:
    """The text that an argument begins with; what begins with anything else could be any module."""
    if isinstance(argument, ast.JoinedStr) and argument.values:
        argument = argument.values[0]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return "<a name made at run time>"


@each(("module", "text"), [pytest.param(*module, id=module[0]) for module in modules()])
def test_a_module_imports_only_what_its_part_may(module: str, text: str) -> None:
    assert trespasses(module, text) == []


def test_the_table_names_every_part_and_no_other() -> None:
    assert {part_of(module) for module, _ in modules()} == PARTS.keys()


def test_the_table_allows_nothing_that_nobody_uses() -> None:
    used: dict[str, set[str]] = {part: set() for part in PARTS}
    for module, text in modules():
        for _, name in imports(parsed(text)):
            first, *rest = name.split(".")
            used.setdefault(part_of(module), set()).add(rest[0] if first == "pmladder" and rest else first)
    unused = {part: sorted((allowed.ours | allowed.others) - used[part]) for part, allowed in PARTS.items()}
    assert {part: listed for part, listed in unused.items() if listed} == {}


def test_imports_run_one_way() -> None:
    # Raises CycleError when two parts may import each other, directly or over others.
    TopologicalSorter({part: allowed.ours for part, allowed in PARTS.items()}).prepare()


def test_no_modules_need_each_other() -> None:
    known = {dotted(module) for module, _ in modules()}
    used = {dotted(module): modules_used(module, text, known) for module, text in modules()}
    assert circles(used) == set()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("from pmladder.engine.b import x", "from pmladder.engine.a import y"),
        ("from pmladder.engine import b", "def f():\n    from pmladder.engine.a import y"),
        ("import pmladder.engine.b", "if TYPE_CHECKING:\n    from pmladder.engine.a import y"),
        ("import_module(f'pmladder.engine.{x}')", "from pmladder.engine import a, z"),
        ("from pmladder.engine.c import z", "from pmladder.engine.a import y"),
    ],
)
def test_modules_that_need_each_other_are_found(a: str, b: str) -> None:
    texts = {"engine/a.py": a, "engine/b.py": b, "engine/c.py": "from pmladder.engine.b import x"}
    known = {dotted(module) for module in texts}
    found = circles({dotted(module): modules_used(module, text, known) for module, text in texts.items()})
    [circle] = found
    assert {"engine.a", "engine.b"} <= circle


def test_no_public_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = {}
    for module, text in modules():
        [module_node, *_] = parsed(text)
        for node in getattr(module_node, "body", ()):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(module)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("module", "text", "expected"),
    [
        ("engine/bad.py", "import rich", "engine may not import rich"),
        ("engine/bad.py", "from pmladder.files.cache import load", "engine may not import files"),
        ("engine/bad.py", "from pmladder import cli", "engine may not import cli"),
        ("engine/bad.py", "import pmladder", "engine may not import pmladder"),
        ("catalogue/bad.py", "from pmladder.profile.models import Profile", "catalogue may not import profile"),
        ("report/bad.py", "def f():\n    from pmladder.render.formats import FORMATS", "report may not import render"),
        (
            "render/bad.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pmladder.profile.standing import Standing",
            "render may not import profile",
        ),
        (
            "render/bad.py",
            "from importlib import import_module\nimport_module('pmladder.cli.app')",
            "render may not import cli",
        ),
        (
            "render/bad.py",
            "import importlib\nimportlib.import_module(f'pmladder.files.{x}')",
            "render may not import files",
        ),
        (
            "render/bad.py",
            "import importlib\nimportlib.import_module(x)",
            "render may not import <a name made at run time>",
        ),
        ("cli/bad.py", "import click", "cli may not import click"),
        ("cli/bad.py", "from . import app", "write imports in full, from pmladder. on"),
        ("cli/bad.py", "from .app import app", "write imports in full, from pmladder. on"),
        ("errors.py", "from pmladder.text import safe", "errors may not import text"),
        ("profile/bad.py", "import os.path", "the core stays inside; os reaches out"),
        ("profile/bad.py", "from time import time", "the core stays inside; time reaches out"),
        ("profile/bad.py", "text = open('profile.yaml').read()", "the core may not call open()"),
        ("engine/bad.py", "from datetime import date\nday = date.today()", "the core may not call today()"),
        (
            "engine/bad.py",
            "import datetime\nnow = datetime.datetime.now(datetime.UTC)",
            "the core may not call now()",
        ),
    ],
)
def test_a_trespass_is_found(module: str, text: str, expected: str) -> None:
    [found] = trespasses(module, text)
    assert found == f"{module}:{text.count(chr(10)) + 1}: {expected}"


@each(
    ("module", "text"),
    [
        ("engine/good.py", "from datetime import date\nfrom pmladder.engine.findings import Finding"),
        ("files/good.py", "import os, filelock\nfrom pmladder.catalogue.models import Role\nopen('x')"),
        ("render/good.py", "from importlib import import_module\nimport_module(f'pmladder.render.{x}')"),
        ("cli/good.py", "from datetime import date\nday = date.today()"),
    ],
)
def test_what_is_allowed_is_left_alone(module: str, text: str) -> None:
    assert trespasses(module, text) == []


def test_a_new_part_wants_a_line_in_the_table() -> None:
    assert trespasses("score/mean.py", "") == ["score/mean.py: score is new; say in the table what it may import"]
