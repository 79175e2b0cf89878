"""How much of the code the tests hold: small changes are made to it, one at a time, and tests should fail.

    python benchmarks/mutants.py --paths src/pmladder/engine --tests tests/engine --sample 200

Nothing on disk is changed. Tests are collected once; for each mutant a fork of that process puts the changed function
in place and runs the tests that pass through it, the quickest first, until one fails. What stands outside of functions
is changed while it is imported, in a fork that has imported nothing of pmladder. Mutants that nobody could tell apart
are named, with the reason, in `equivalent_mutants.txt`.
"""

from __future__ import annotations

import argparse
import ast
import gc
import hashlib
import importlib.machinery
import importlib.util
import inspect
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.txt")
WIDEST = 120
MEMORY = 4 << 30
KILLED, SURVIVED, TIMED_OUT, UNTESTED, SAME = "killed", "survived", "timed out", "no test passes", "equivalent"
BROKEN = 3
"""The code that a process ends with where a mutant could not be put in its place."""
COMPLAINTS = open(os.dup(2), "w", encoding="utf-8", buffering=1)  # noqa: SIM115 - open as long as this runs
"""Standard error, also where that of the tests is silent."""
TOLD = (KILLED, TIMED_OUT)
"""Of a mutant that never ends, a test would tell by never ending."""

Setter = Callable[[Any], None]


class Mutant(NamedTuple):
    """One change of one file: its name, its place, and how to make it in the file's tree."""

    name: str
    file: str
    line: int
    function: str
    """The outermost function that it lies in; empty for what runs when the module is imported."""
    number: int


class Place(NamedTuple):
    """A part of a tree, what it could be instead, and how to put it there."""

    node: ast.AST
    instead: Any
    put: Setter
    function: str
    statement: ast.stmt


# What is changed.

_ORDERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_CONDITIONS = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)


def instead_of(node: ast.AST, returns: ast.expr | None, orders: bool) -> Iterator[ast.AST]:
    """What could stand in the place of one expression or statement of a function that returns such a thing.

    `orders` says that things are sorted by what it returns.
    """
    match node:
        case ast.Compare(left, ops, comparators):
            for number, op in enumerate(ops):
                for other in _ORDERS[type(op)]:
                    yield ast.Compare(left, [*ops[:number], other(), *ops[number + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for number in range(len(values)):
                rest = values[:number] + values[number + 1 :]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value) | float(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.BinOp(left, op, right) if type(op) in _SUMS and not _is_text(left) and not _is_text(right):
            yield ast.BinOp(left, _SUMS[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in _SUMS:
            yield ast.AugAssign(target, _SUMS[type(op)](), value)
        case ast.Call(ast.Name(name), arguments, keywords) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ast.Load()), arguments, keywords)
        case ast.Return(value) if value is not None and not isinstance(value, ast.Constant):
            truths = isinstance(returns, ast.Name) and returns.id == "bool"
            yield from (ast.Return(ast.Constant(constant)) for constant in ((True, False) if truths else (None,)))
            if orders and isinstance(value, ast.Tuple):
                yield from map(ast.Return, _shorter(value.elts))
        case ast.If(test, body, orelse) if isinstance(test, _CONDITIONS):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse) if isinstance(test, _CONDITIONS):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, iterated, ifs, is_async):
            for number in range(len(ifs)):
                yield ast.comprehension(target, iterated, ifs[:number] + ifs[number + 1 :], is_async)
        case ast.Lambda(arguments, ast.Tuple(elements)) if len(elements) > 1:
            yield from (ast.Lambda(arguments, tuple_) for tuple_ in _shorter(elements))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _sorts_by(key: ast.expr) -> str:
    """The name of the function or property that gives what is sorted by; empty for a lambda of its own."""
    match key:
        case ast.Name(name) | ast.Lambda(_, ast.Attribute(_, name) | ast.Call(ast.Name(name))):
            return name
    return ""


def _shorter(elements: list[ast.expr]) -> Iterator[ast.Tuple]:
    for number in range(len(elements)):
        yield ast.Tuple(elements[:number] + elements[number + 1 :], ast.Load())


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def places(tree: ast.Module) -> list[Place]:
    """Every change that could be made to a tree, in the order of its text."""
    found: list[Place] = []
    sorting = {_sorts_by(node.value) for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "key"}

    def walk(node: ast.AST, function: str, scope: str, statement: ast.stmt, returns: ast.expr | None) -> None:
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "type_comment"):
                continue
            inside, about = function, returns
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and field == "body":
                # Decorators and defaults run when the module is imported.
                inside, about = function or scope, node.returns
            children = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for number, child in children:
                if not isinstance(child, ast.AST) or _is_for_types(child):
                    continue
                at = child if isinstance(child, ast.stmt) else statement
                for instead in instead_of(child, about, scope.rpartition(".")[2] in sorting):
                    found.append(Place(child, instead, _setter(node, field, number), inside, at))
                name = getattr(child, "name", None) if isinstance(child, _NAMED) else None
                walk(child, inside, ".".join(filter(None, (scope, name))), at, about)

    walk(tree, "", "", ast.Pass(), None)
    return found


_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _setter(node: ast.AST, field: str, number: int | None) -> Setter:
    def put(value: Any) -> None:
        if number is None:
            setattr(node, field, value)
        else:
            getattr(node, field)[number] = value

    return put


def mutants_of(path: Path) -> list[Mutant]:
    """All mutants of a file. A name says the place, the change and, if there are more of one name, which it is."""
    file = path.relative_to(SOURCE).as_posix()
    seen: Counter[str] = Counter()
    found = []
    for number, place in enumerate(_parsed(path)[1]):
        where = f"{file.removeprefix('pmladder/')} {place.function or '-'}"
        old, new, within = map(_line, (place.node, place.instead, place.statement))
        name = f"{where}: {' -> '.join(_short(old, new))}" + (f" in {within[:WIDEST]}" if within != old else "")
        seen[name] += 1
        name += f" ({seen[name]})" if seen[name] > 1 else ""
        line = getattr(place.node, "lineno", place.statement.lineno)
        found.append(Mutant(name, file, line, place.function, number))
    return found


def _line(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node)).partition("\n")[0]


def _short(old: str, new: str) -> tuple[str, str]:
    """Two texts; of long ones, what differs in them."""
    if max(len(old), len(new)) <= WIDEST:
        return old, new
    begin = _alike(old, new)
    end = _alike(old[begin:][::-1], new[begin:][::-1])
    start = max(0, begin - 20)
    old, new = (f"...{text[start : len(text) - max(0, end - 20)][:WIDEST]}..." for text in (old, new))
    return old, new


def _alike(first: str, second: str) -> int:
    """With how many same characters two texts begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


@cache
def _parsed(path: Path) -> tuple[ast.Module, list[Place]]:
    tree = ast.parse(path.read_text("utf-8"))
    return tree, places(tree)


def changed(mutant: Mutant) -> CodeType:
    """The code of the module, with the change made; once in a process, for the tree keeps the change."""
    path = SOURCE / mutant.file
    tree, found = _parsed(path)
    place = found[mutant.number]
    new = ast.copy_location(place.instead, place.node) if hasattr(place.node, "lineno") else place.instead
    place.put(new)
    return compile(ast.fix_missing_locations(tree), str(path), "exec")


# How it is tried.


class Trial(NamedTuple):
    """A mutant, the seconds of computing that it may take, and what tries it in a process of its own."""

    mutant: Mutant
    seconds: float
    run: Callable[[], bool]
    """Whether no test fails."""


def tried(trials: Iterable[Trial], jobs: int) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it."""
    running: dict[int, tuple[Trial, float]] = {}
    waiting = iter(trials)
    more = True
    while more or running:
        while more and len(running) < jobs:
            trial = next(waiting, None)
            if trial is None:
                more = False
            else:
                running[_forked(trial)] = (trial, time.monotonic())
        for pid in list(running):
            trial, start = running[pid]
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del running[pid]
                yield trial.mutant, _became(status)
            elif time.monotonic() - start > 20 * trial.seconds:
                # It waits for something that never comes; computing for too long ends by itself.
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.005)


def _became(status: int) -> str:
    if status == BROKEN << 8:
        print("a mutant could not be put in its place", file=COMPLAINTS)
        raise SystemExit(1)
    if os.WIFSIGNALED(status):
        return TIMED_OUT if os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGKILL) else KILLED
    return SURVIVED if os.WEXITSTATUS(status) == 0 else KILLED


def _forked(trial: Trial) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        limit_computing(trial.seconds)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = 0 if trial.run() else 1
    finally:
        os._exit(code)


def limit_computing(seconds: float) -> None:
    """From now on so many seconds of computing end this process, however busy the machine is."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


class Collected:
    """A plugin of pytest: when tests are collected, it tries mutants instead of running them."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int, tell: Callable[[Mutant, str], None]) -> None:
        self.mutants, self.jobs, self.tell = mutants, jobs, tell
        self.passing: dict[tuple[str, str], list[tuple[float, Any]]] = defaultdict(list)
        self.failed = False

    def pytest_configure(self) -> None:
        quick_properties()

    def pytest_runtest_logreport(self, report: Any) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: Any) -> bool:
        if session.testsfailed:
            print("tests cannot be collected", file=COMPLAINTS)
            raise SystemExit(1)
        self._learn(session.items)
        there = functions_there()
        gc.freeze()
        reached = [mutant for mutant in self.mutants if (mutant.file, mutant.function) in self.passing]
        for mutant in self.mutants:
            if mutant not in reached:
                self.tell(mutant, UNTESTED)
        for mutant, state in tried(
            (self._trial(mutant, there[mutant.file, mutant.function]) for mutant in reached), self.jobs
        ):
            self.tell(mutant, state)
        return True

    def _learn(self, items: Sequence[Any]) -> None:
        """Which tests pass through which function, and how long they take; found in a fork, which leaves no trace."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            with open(writing, "w", encoding="utf-8") as file:
                for number, item in enumerate(items):
                    print(json.dumps([number, *self._watched(item, [*items[number + 1 :], None][0])]), file=file)
            os._exit(0)
        os.close(writing)
        with open(reading, encoding="utf-8") as file:
            for number, seconds, failed, functions in map(json.loads, file):
                if failed:
                    print(f"left out, it fails without any mutant: {items[number].nodeid}", file=COMPLAINTS)
                else:
                    for name, function in functions:
                        self.passing[name, function].append((seconds, items[number]))
        os.waitpid(pid, 0)

    def _watched(self, item: Any, following: Any) -> tuple[float, bool, list[tuple[str, str]]]:
        seen: set[CodeType] = set()

        def watch(frame: FrameType, _: str, __: object) -> None:
            # Without a tracer of its own, a call costs no more than this.
            seen.add(frame.f_code)

        self.failed, start = False, time.process_time()
        sys.settrace(watch)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        sys.settrace(None)
        seconds, root = time.process_time() - start, str(SOURCE) + os.sep
        ours = [code for code in seen if code.co_filename.startswith(root)]
        found = {(code.co_filename.removeprefix(root), code.co_qualname.partition(".<")[0]) for code in ours}
        return seconds, self.failed, sorted(found)

    def _trial(self, mutant: Mutant, functions: Sequence[FunctionType]) -> Trial:
        room = mutant.file.split("/")[1]
        passing = self.passing[mutant.file, mutant.function]
        ordered = sorted(passing, key=lambda timed: (f"tests/{room}/" not in timed[1].nodeid, timed[0]))

        def run() -> bool:
            try:
                if not functions:
                    raise LookupError(mutant.function)
                put_in_place(mutant, functions)
            except Exception:
                os._exit(BROKEN)
            # Where pytest finds its folder of temporary files, it empties it: others are at work meanwhile.
            tempfile.tempdir = tempfile.mkdtemp()
            self.failed = False
            items = [item for _, item in ordered]
            for (usual, item), following in zip(ordered, [*items[1:], None], strict=True):
                limit_computing(1 + 5 * usual)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    return False
            return True

        return Trial(mutant, 10 + 5 * sum(seconds for seconds, _ in passing), run)


def functions_there() -> dict[tuple[str, str], list[FunctionType]]:
    """All functions of ours that somebody holds, by file and by the name of the outermost one."""
    found, root = defaultdict(list), str(SOURCE) + os.sep
    # The tests freeze what they collected, and frozen objects are not listed.
    gc.unfreeze()
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__code__.co_filename.startswith(root):
            code = function.__code__
            found[code.co_filename.removeprefix(root), code.co_qualname.partition(".<")[0]].append(function)
    return found


def put_in_place(mutant: Mutant, functions: Sequence[FunctionType]) -> None:
    """Give the functions that are there the code of the mutant."""
    codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes(changed(mutant))}
    for function in functions:
        function.__code__ = codes[function.__code__.co_qualname, function.__code__.co_firstlineno]


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if inspect.iscode(constant):
            yield constant
            yield from _codes(constant)


def imported_anew(mutant: Mutant, tests: Sequence[str], seconds: float) -> Trial:
    """The trial of what runs at import: pytest as a whole, with the mutant in the place of its module."""
    name = ".".join(Path(mutant.file).with_suffix("").parts).removesuffix(".__init__")
    path = str(SOURCE / mutant.file)

    class Loader(importlib.machinery.SourceFileLoader):
        def get_code(self, _: str) -> CodeType:
            return changed(mutant)

    class Finder:
        @staticmethod
        def find_spec(asked: str, *_: object) -> importlib.machinery.ModuleSpec | None:
            return (
                importlib.util.spec_from_file_location(name, path, loader=Loader(name, path)) if asked == name else None
            )

    class Quick:
        def pytest_configure(self) -> None:
            quick_properties()

    def run() -> bool:
        import pytest

        _silent()
        sys.meta_path.insert(0, Finder())  # type: ignore[arg-type]
        room = mutant.file.split("/")[1]
        ordered = sorted(tests, key=lambda test: room not in Path(test.partition("::")[0]).parts)
        return pytest.main(["-x", *OPTIONS, "--basetemp", tempfile.mkdtemp(), *ordered], [Quick()]) == 0

    return Trial(mutant, 30 + 3 * seconds, run)


OPTIONS = ["-q", "-s", "-p", "no:cacheprovider", "--hypothesis-seed=0", f"--rootdir={ROOT}"]


def quick_properties() -> None:
    """A property that fails has failed; its smallest example is nobody's concern here, and nothing is kept."""
    from hypothesis import Phase, settings

    usual = settings.get_profile(settings.get_current_profile_name())
    settings.register_profile("mutants", usual, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")


# What is told.


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paths", nargs="+", required=True, help="files and folders to change")
    parser.add_argument("--tests", nargs="+", required=True, help="what pytest is to collect")
    parser.add_argument("--sample", type=int, help="try so many of all mutants")
    parser.add_argument("--seed", type=int, default=1, help="the order in which they are tried")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--log", type=Path, help="write every mutant and what became of it to this file")
    parser.add_argument(
        "--after",
        type=Path,
        help="an earlier log: what it killed is killed, as tests were only added; what lived then is tried first",
    )
    parser.add_argument("--at-least", type=float, default=0, metavar="PERCENT", help="end with 1 if fewer are killed")
    chosen = parser.parse_args()
    files = [file for path in chosen.paths for file in _files(Path(path).resolve())]
    every = [mutant for file in dict.fromkeys(files) for mutant in mutants_of(file)]
    equivalent = _equivalent({mutant.name for mutant in every}, {mutant.file for mutant in every})
    mutants = sorted(every, key=lambda mutant: hashlib.sha256(f"{chosen.seed} {mutant.name}".encode()).digest())
    mutants = mutants[: chosen.sample]
    states: dict[Mutant, str] = {}
    start = time.monotonic()
    with open(chosen.log or os.devnull, "w", encoding="utf-8", buffering=1) as log:

        def tell(mutant: Mutant, state: str) -> None:
            states[mutant] = state
            print(f"{state:<15} {mutant.file}:{mutant.line} {mutant.name}", file=log)
            if len(states) % 50 == 0:
                print(f"{len(states):,} of {len(mutants):,} after {time.monotonic() - start:.0f} s", file=COMPLAINTS)

        earlier = _named(chosen.after, KILLED) if chosen.after else set()
        open_before = _named(chosen.after, SURVIVED, UNTESTED) if chosen.after else set()
        for mutant in mutants:
            if mutant.name in equivalent:
                tell(mutant, SAME)
            elif mutant.name in earlier:
                tell(mutant, KILLED)
        left = [mutant for mutant in mutants if mutant not in states]
        _try(sorted(left, key=lambda mutant: mutant.name not in open_before), chosen.tests, chosen.jobs, tell)
    return _told(states, len(every), chosen.at_least)


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _named(log: Path, *states: str) -> set[str]:
    """The names of the mutants of which an earlier run said so."""
    lines = log.read_text("utf-8").splitlines()
    told = (line.removeprefix(state) for line in lines for state in states if line.startswith(f"{state} "))
    return {rest.split(maxsplit=1)[1] for rest in told}


def _equivalent(names: set[str], files: set[str]) -> dict[str, str]:
    """The mutants that nobody could tell apart, and why. One that does not exist any more is to be taken out."""
    known = {}
    lines = EQUIVALENT.read_text("utf-8").splitlines() if EQUIVALENT.exists() else []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.rpartition(" # ")
            if f"pmladder/{name.partition(' ')[0]}" in files and (name not in names or not reason):
                raise SystemExit(f"{EQUIVALENT.name}:{number}: no mutant has this name, or no reason is given: {line}")
            known[name] = reason
    return known


def _try(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int, tell: Callable[[Mutant, str], None]) -> None:
    """Try function by function in one process that has collected the tests, the rest in new ones."""
    sys.path.insert(0, str(SOURCE))
    os.chdir(ROOT)
    _warm()
    folder = tempfile.mkdtemp()
    tempfile.tempdir = folder
    within = [mutant for mutant in mutants if mutant.function]
    numbers = {mutant: number for number, mutant in enumerate(mutants)}
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _silent()
        import pytest

        def pass_on(mutant: Mutant, state: str) -> None:
            os.write(writing, f"{numbers[mutant]} {state}\n".encode())

        code = pytest.main([*OPTIONS, *tests], [Collected(within, jobs, pass_on)])
        os._exit(int(code))
    os.close(writing)

    told = set()
    with open(reading, encoding="utf-8") as file:
        for line in file:
            number, _, state = line.strip().partition(" ")
            tell(mutants[int(number)], state)
            told.add(mutants[int(number)])
    if os.waitpid(pid, 0)[1] and not told.issuperset(within):
        raise SystemExit(f"the tests do not run: python -m pytest {' '.join(tests)}")
    outside = (imported_anew(mutant, tests, 60) for mutant in mutants if not mutant.function)
    for mutant, state in tried(outside, jobs):
        tell(mutant, state)
    shutil.rmtree(folder, ignore_errors=True)


def _silent() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _warm() -> None:
    """Import what tests and program need and no mutant changes."""
    for name in ("pytest", "hypothesis", "pydantic", "yaml", "typer", "rich.console", "rich.table", "jinja2"):
        importlib.import_module(name)


def _told(states: dict[Mutant, str], every: int, least: float) -> int:
    by_file: dict[str, Counter[str]] = defaultdict(Counter)
    for mutant, state in states.items():
        by_file[mutant.file][state] += 1
    for mutant, state in sorted(states.items()):
        if state not in (*TOLD, SAME):
            print(f"{state}: {mutant.file}:{mutant.line} {mutant.name}")
    print(f"\n{'':<40} {'all':>5} {'killed':>7} {'late':>5} {'survived':>9} {'untested':>9} {'equivalent':>11} {'':>7}")
    total: Counter[str] = sum(by_file.values(), Counter())
    for file, found in [*sorted(by_file.items()), ("together", total)]:
        counts = [found.total(), *(found[state] for state in (KILLED, TIMED_OUT, SURVIVED, UNTESTED, SAME))]
        print(f"{file:<40} " + "{:>5} {:>7} {:>5} {:>9} {:>9} {:>11}".format(*counts) + f" {_share(found):>6.1f}%")
    print(f"{total.total():,} of {every:,} mutants were tried")
    return 1 if _share(total) < least else 0


def _share(found: Counter[str]) -> float:
    tried = found.total() - found[SAME]
    return 100 * sum(found[state] for state in TOLD) / tried if tried else 100.0


if __name__ == "__main__":
    sys.exit(main())
