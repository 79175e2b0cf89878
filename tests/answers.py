"""Whether the program answers as it did: every command's answers, saved once and compared later, byte for byte.

    python tests/answers.py save FOLDER        before a change that is to change no answer
    python tests/answers.py compare FOLDER     after it

The folder keeps the files that the commands read as well, so that another version is asked the same. What is asked is
said in `questions.py`. `compare gap next` looks at these commands alone. It ends with 1 where an answer differs.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from in_process import run_here

Answer = dict[str, Any]
PARTS = ("code", "out", "err", "files")
INPUTS, ANSWERS, OUT = "inputs", "answers.jsonl", "out"
_SET = {"PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
_UNSET = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "LINES", "GITHUB_ACTIONS", "PY_COLORS")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("save", "compare"))
    parser.add_argument("folder", type=Path, help="where the answers are kept")
    parser.add_argument("commands", nargs="*", help="compare these alone, such as: next gap 'catalogue check'")
    parser.add_argument("--jobs", type=int, default=1, help="how many processes ask")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="compare each Nth conversation alone")
    parser.add_argument("--shown", type=int, default=10, help="how many differences are shown")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve()
    if chosen.what == "save":
        return _save(folder, chosen.jobs)
    return _compare(folder, chosen.commands, chosen.every, chosen.jobs, chosen.shown)


def _save(folder: Path, jobs: int) -> int:
    from questions import conversations

    folder.mkdir(parents=True)
    (folder / INPUTS).mkdir()
    asked = [
        [
            {"argv": question.argv, "columns": question.columns, "stdin": question.stdin, "copies": copies}
            for question, copies in zip(
                talk.questions, [dict(talk.copies), *[None] * len(talk.questions)], strict=False
            )
        ]
        for talk in conversations(folder / INPUTS)
    ]
    count = 0
    with (folder / ANSWERS).open("w", encoding="utf-8") as file:
        for talk in _answers(asked, folder / INPUTS, jobs):
            for answer in talk:
                file.write(json.dumps(answer, ensure_ascii=False) + "\n")
                count += 1
    print(f"{count:,} answers in {folder}")
    return 0


def _compare(folder: Path, commands: Sequence[str], step: int, jobs: int, shown: int) -> int:
    kept = [talk for talk in _talks(folder / ANSWERS) if not commands or any(_command(a) in commands for a in talk)]
    kept = kept[::step]
    asked = [[{key: value for key, value in answer.items() if key not in PARTS} for answer in talk] for talk in kept]
    differ: Counter[str] = Counter()
    count = 0
    for before, after in zip(kept, _answers(asked, folder / INPUTS, jobs), strict=True):
        for old, new in zip(before, after, strict=True):
            count += 1
            if old != new:
                if differ.total() < shown:
                    sys.stdout.writelines(_difference(old, new))
                differ[_command(old)] += 1
    for command, number in differ.most_common():
        print(f"{command}: {number:,} differ")
    print(f"{differ.total():,} of {count:,} answers differ")
    return 1 if differ else 0


def _command(answer: Answer) -> str:
    names = answer["argv"][:2] if answer["argv"][:1] in (["catalogue"], ["profile"]) else answer["argv"][:1]
    return " ".join(names)


def _talks(file: Path) -> Iterator[list[Answer]]:
    """Answers that belong together: the first says which copies it begins with."""
    talk: list[Answer] = []
    with file.open(encoding="utf-8") as lines:
        for answer in map(json.loads, lines):
            if talk and answer["copies"] is not None:
                yield talk
                talk = []
            talk.append(answer)
    yield talk


def _difference(old: Answer, new: Answer) -> Iterator[str]:
    yield f"\n$ COLUMNS={old['columns']} pmladder {' '.join(old['argv'])}\n"
    for part in PARTS:
        if old[part] != new[part]:
            texts = [
                value if isinstance(value, str) else json.dumps(value, indent=1) for value in (old[part], new[part])
            ]
            lines = list(difflib.unified_diff(*(text.splitlines() for text in texts), part, part, n=1, lineterm=""))
            yield from (f"{line[:200]}\n" for line in lines[:30])


def _answers(asked: list[list[Answer]], inputs: Path, jobs: int) -> Iterator[list[Answer]]:
    """What the program answers now, in the order of the questions."""
    with tempfile.TemporaryDirectory() as folder:
        if jobs == 1:
            _settle(inputs, folder)
            yield from map(_talk, asked)
            os.chdir("/")
            return
        with ProcessPoolExecutor(jobs, get_context("spawn"), _settle, (inputs, folder)) as pool:
            yield from pool.map(_talk, asked, chunksize=8)


def _settle(inputs: Path, folder: str) -> None:
    """A working folder of this process, and surroundings that say nothing of the machine."""
    here = tempfile.mkdtemp(dir=folder)
    shutil.copytree(inputs, here, dirs_exist_ok=True)
    os.chdir(here)
    for name in [name for name in os.environ if name in _UNSET or name.startswith("PMLADDER_")]:
        del os.environ[name]
    homes = {f"XDG_{kind}_HOME": f"{here}/home/{kind.lower()}" for kind in ("CACHE", "CONFIG", "DATA", "STATE")}
    for home in homes.values():
        os.makedirs(home)
    os.environ.update({**_SET, "HOME": f"{here}/home", **homes})
    _remember()


def _remember() -> None:
    """Keep what was loaded from the cache in memory: nobody can change a catalogue, and most runs read the same."""
    from pmladder.files import cache

    load, known = cache.load, {}

    def remembered(digest: str) -> Any:
        if digest not in known and (found := load(digest)) is not None:
            known[digest] = found
        return known.get(digest)

    cache.load = remembered


def _talk(questions: list[Answer]) -> list[Answer]:
    return [_answer(question) for question in questions]


def _answer(question: Answer) -> Answer:
    out = Path(OUT)
    if question["copies"] is not None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for name, source in question["copies"].items():
            shutil.copyfile(source, out / name)
    os.environ["COLUMNS"] = str(question["columns"])
    code, *texts = _ran(question["argv"], question["stdin"])
    printed, remarks = map(_without_places, texts)
    files = {path.name: path.read_text("utf-8") for path in sorted(out.iterdir()) if path.is_file()}
    return json.loads(json.dumps({**question, "code": code, "out": printed, "err": remarks, "files": files}))


def _ran(argv: Sequence[str], stdin: str) -> tuple[int, str, str]:
    """One run in this process, its three streams being files."""
    sys.stdout.flush()
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        source.write(stdin.encode())
        source.seek(0)
        kept, before = [os.dup(number) for number in range(3)], sys.stdin
        try:
            for number, file in enumerate((source, out, err)):
                os.dup2(file.fileno(), number)
            # In a pool, standard input is another file than the one beneath.
            with open(os.dup(0), encoding="utf-8") as sys.stdin:
                code = run_here(argv)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            sys.stdin = before
            for number, descriptor in enumerate(kept):
                os.dup2(descriptor, number)
                os.close(descriptor)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "backslashreplace"))
        return code, *texts


def _without_places(text: str) -> str:
    """The text without the folders of this machine."""
    from pmladder.files.catalogue_file import builtin_path

    return text.replace(str(builtin_path().parent), "<data>").replace(os.getcwd(), "<here>")


if __name__ == "__main__":
    sys.exit(main())
