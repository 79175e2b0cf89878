"""Shell completion of commands, options, roles, skills, levels and formats.

A shell asks through the environment at each Tab. So this must be fast: commands and options come from a table that is
made in advance, and names from the cache. Errors stay silent, as completion is no place for messages. The offers
contain text from files and go to a shell, so only harmless characters are used.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pmladder.cli.completion_table import COMMANDS, GROUPS, OPTIONS

ASKED = "_PMLADDER_COMPLETE"
"""The variable by which a shell asks: `complete_` and its name."""

_HARMLESS = re.compile(r"[\w./+#@=-]+")
_HARMFUL = re.compile(r"[^\w .,/&+-]")
_LONGEST = 80
_WORDS: Mapping[str, Sequence[str]] = {
    "SIZE": ("small", "medium", "large"),
    "PERIOD": ("month", "quarter", "half"),
    "BY": ("opens", "effort", "level"),
    "FORMAT": ("table", "json", "csv", "md", "ics", "html", "yaml", "xlsx", "github"),
    "KIND": ("json-resume", "linkedin", "profile"),
}
"""The offers for values of these names; they are the same in every catalogue."""
_FIELDS = (
    *("name", "role", "goal", "years", "years_of_work", "years_in_role", "people", "people_led_before", "reach"),
    *("education", "company_size", "focus"),
)

Offer = tuple[str, str]
"""A word, and what it means."""


def complete(instruction: str) -> int:
    """Answer the shell that asks by the environment, and return the exit code."""
    shell = instruction.removeprefix("complete_")
    try:
        words, begun = _typed(shell)
        found = [offer for offer in offers(words, begun) if _HARMLESS.fullmatch(offer[0])]
    except Exception:
        found = []
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    text = _for_shell(shell, begun if shell == "bash" else "", found)
    with contextlib.suppress(OSError):
        os.write(1, f"{text}\n".encode() if text else b"")
    return 0


def _typed(shell: str) -> tuple[list[str], str]:
    """The complete words after the program's name, and the word that the cursor is in."""
    if shell == "bash":
        written = os.environ["COMP_WORDS"]
        words, at = _split(written), int(os.environ["COMP_CWORD"])
        before, begun = words[1:at], words[at] if at < len(words) else ""
        return _joined(before, begun)
    written = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(written)[1:]
    if shell in ("powershell", "pwsh"):
        begun = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
        return (words[:-1], begun) if begun else (words, "")
    return (words[:-1], words[-1]) if words and not written.endswith(" ") else (words, "")


def _joined(before: list[str], begun: str) -> tuple[list[str], str]:
    """The words of bash, which splits `a=b` into three."""
    words: list[str] = []
    last = ""
    for word in [*before, begun]:
        if words and "=" in (word, last):
            words[-1] += word
        else:
            words.append(word)
        last = word
    return words[:-1], words[-1]


def _split(text: str) -> list[str]:
    """Words as a shell splits them. The last one may have an open quote."""
    import shlex

    lexer = shlex.shlex(text, posix=True)
    lexer.whitespace_split, lexer.commenters = True, ""
    words: list[str] = []
    try:
        words.extend(lexer)
    except ValueError:
        words.append(lexer.token)
    return words


def offers(words: Sequence[str], begun: str) -> list[Offer]:
    """The offers for the unfinished word `begun`. `words` are those before it, without the program's name."""
    first, second = [*words[:2], "", ""][:2]
    if not first:
        return _of_command("", (), begun)
    if first in GROUPS:
        if second not in GROUPS[first]:
            return _beginning(GROUPS[first].items(), begun) if len(words) == 1 else []
        return _of_command(f"{first} {second}", words[2:], begun)
    if first in COMMANDS:
        return _of_command(first, words[1:], begun)
    return []


def _of_command(command: str, words: Sequence[str], begun: str) -> list[Offer]:
    arguments, numbers = COMMANDS[command]
    options = [OPTIONS[number] for number in numbers]
    line = _CommandLine(options, words)
    if line.waiting is not None:
        return line.values(*line.waiting, begun)
    if begun.startswith("-"):
        name, equals, value = begun.partition("=")
        if equals:
            kind, meaning = next(((kind, meaning) for names, kind, meaning, _ in options if name in names), ("", ""))
            return [(f"{name}={word}", about) for word, about in line.values(kind, meaning, value)]
        open_ = [option for option in options if option[3] or not line.options & {*option[0]}]
        # Of two spellings the first is enough, unless the other is begun.
        named = ((next((n for n in names if n.startswith(begun)), names[0]), about) for names, _, about, _ in open_)
        return _beginning(named, begun)
    if not arguments:
        return []
    kind = arguments[min(len(line.arguments), len(arguments) - 1)]
    if len(line.arguments) >= len(arguments) and not kind.endswith("..."):
        return []
    return line.values(kind, "", begun)


class _CommandLine:
    """The options and arguments that a command line already has."""

    def __init__(self, options: Iterable[tuple[tuple[str, ...], str, str, bool]], words: Sequence[str]) -> None:
        self.options: set[str] = set()
        self.arguments: list[str] = []
        self.waiting: tuple[str, str] | None = None
        """The name of the value that the last word needs, and what its option means."""
        self._given: dict[str, list[str]] = {}
        spelled = {name: (kind, meaning, names) for names, kind, meaning, _ in options for name in names}
        for word in words:
            name, equals, value = word.partition("=")
            if self.waiting is not None:
                self._given.setdefault(self.waiting[0], []).append(word)
                self.waiting = None
            elif word.startswith("-") and name in spelled:
                kind, meaning, names = spelled[name]
                self.options |= {*names}
                if kind and not equals:
                    self.waiting = kind, meaning
                elif kind:
                    self._given.setdefault(kind, []).append(value)
            elif not word.startswith("-"):
                self.arguments.append(word)
        self._words = words

    def values(self, kind: str, meaning: str, begun: str) -> list[Offer]:
        """The offers for a value of this kind, without those that the line already has."""
        several = kind.endswith("...")
        kind = kind.removesuffix("...").strip().split(" ")[0]
        given = {*(self.arguments if several or kind == "ID=LEVEL" else ()), *self._given.get(kind, ())}
        if kind in _WORDS:
            # The help of the option lists the formats that the command writes.
            formats = re.findall(r"\w+", meaning)
            return _beginning(((word, "") for word in _WORDS[kind] if kind != "FORMAT" or word in formats), begun)
        if kind == "COMMAND":
            return _beginning(GROUPS.get(" ".join(self.arguments), {}).items(), begun)
        names = self._names
        match kind:
            case "ROLE":
                return _beginning((role for role in names["roles"] if role[0] not in given), begun)
            case "SKILL":
                return _beginning((skill for skill in names["skills"] if skill[0] not in given), begun)
            case "REACH":
                return _beginning(((name, "") for name in names["reach"]), begun)
            case "ID=LEVEL":
                rated = {one.partition("=")[0] for one in given}
                return _leveled([skill for skill in names["skills"] if skill[0] not in rated], names["levels"], begun)
            case "WHAT=VALUE":
                return _profile_entries(names, {one.partition("=")[0] for one in given}, begun)
            case "WHAT=CHANGE":
                return _changes(names, begun)
        return []

    @property
    def _names(self) -> Mapping[str, Any]:
        catalogue = next(iter(self._given_to("--catalogue", "--catalog")), None)
        settings = next(iter(self._given_to("--settings")), None)
        return _names(catalogue, settings)

    def _given_to(self, *names: str) -> Iterator[str]:
        for number, word in enumerate(self._words):
            name, equals, value = word.partition("=")
            if name in names:
                yield from [value] if equals else self._words[number + 1 : number + 2]


def _leveled(skills: Iterable[Offer], levels: Sequence[Offer], begun: str) -> list[Offer]:
    """Skills with `=`, and the levels where the skill is there, or is the only one that begins so."""
    skill, equals, _ = begun.partition("=")
    left = [name for name, _ in skills if name == skill] if equals else [o[0] for o in _beginning(skills, begun)]
    if len(left) == 1:
        return _beginning(((f"{left[0]}={level}", about) for level, about in levels), begun)
    return [] if equals else [(f"{name}=", about) for name, about in _beginning(skills, begun)]


def _profile_entries(names: Mapping[str, Any], given: set[str], begun: str) -> list[Offer]:
    """What `profile set` takes: a skill and its level, or a field and its value."""
    field, equals, value = begun.partition("=")
    if equals and field in _FIELDS:
        known: Iterable[Offer] = ()
        if field in ("role", "goal"):
            known = names["roles"]
        elif field == "reach":
            known = ((name, "") for name in names["reach"])
        elif field == "company_size":
            known = ((size, "") for size in _WORDS["SIZE"])
        elif field == "focus":
            known = names["skills"]
        return [(f"{field}={name}", about) for name, about in _beginning(known, value)]
    skills = [skill for skill in names["skills"] if skill[0] not in given]
    fields = _beginning(((f"{name}=", "") for name in _FIELDS if name not in given), begun)
    if fields and not equals:
        return [*((f"{name}=", about) for name, about in _beginning(skills, begun)), *fields]
    return _leveled(skills, names["levels"], begun)


def _changes(names: Mapping[str, Any], begun: str) -> list[Offer]:
    """What `--if` takes: a skill one level up, years, people, something to show."""
    ups = [(f"{skill}=+1", f"{about}, one level up") for skill, about in names["skills"]]
    shown = [(f"evidence={name}", "something to show") for name in names["evidence"]]
    others = [("years=+1", "a year more"), ("people=", "so many people led")]
    return _beginning(
        [*ups, *others, *(shown if begun.startswith("evid") else [("evidence=", "something to show")])], begun
    )


def _beginning(known: Iterable[Sequence[str]], begun: str) -> list[Offer]:
    return [(name, about) for name, about in known if name.startswith(begun)]


def _names(catalogue: str | None, settings: str | None) -> Mapping[str, Any]:
    """The names of the catalogue that this command line uses: from the cache, else read, and kept for the next time."""
    from pmladder.files import known_names

    settings = settings or os.environ.get("PMLADDER_SETTINGS")
    asked = "\0".join([os.getcwd(), catalogue or "", os.environ.get("PMLADDER_CATALOGUE", ""), settings or ""])
    if catalogue == "-":
        return dict.fromkeys(("roles", "skills", "levels", "reach", "evidence"), ())
    names = known_names.load(asked)
    if names is None:
        files, names = _read_names(catalogue, settings)
        known_names.save(asked, files, names)
    return names


def _read_names(catalogue: str | None, settings: str | None) -> tuple[list[str], dict[str, Any]]:
    """The files that say which catalogue is used, and what is in it; and its names. Raises PmladderError."""
    from pathlib import Path

    from pmladder.cli.surroundings import choose_catalogue, settings_here
    from pmladder.files.catalogue_file import files_of
    from pmladder.files.settings import places

    found = settings_here(settings)
    chosen = choose_catalogue(catalogue, found)
    catalogue_here = chosen.catalogue
    files = [*map(os.path.abspath, files_of(chosen)), *([settings] if settings else map(str, places(Path.cwd())))]
    return files, {
        "roles": [(role.id, role.title) for role in catalogue_here.roles],
        "skills": [(skill.id, skill.name) for skill in catalogue_here.skills],
        "levels": [(level.name, level.meaning or "") for level in catalogue_here.scale],
        "reach": list(catalogue_here.reach),
        "evidence": sorted({asked.id for role in catalogue_here.roles for asked in role.evidence}),
    }


def _for_shell(shell: str, begun: str, found: Sequence[Offer]) -> str:
    """The offers as the script of each shell wants them."""
    described = [(name, _HARMFUL.sub(" ", about)[:_LONGEST].strip()) for name, about in found]
    match shell:
        case "zsh":
            rows = [f'"{_zsh(name)}":"{about}"' if about else f'"{_zsh(name)}"' for name, about in described]
            return f"_arguments '*: :(({chr(10).join(rows)}))'" if rows else "_files"
        case "fish":
            return "\n".join(f"{name}\t{about}" if about else name for name, about in described)
        case "powershell" | "pwsh":
            return "\n".join(f"{name}:::{about or ' '}" for name, about in described)
    # bash completes only what follows the last `=`.
    cut = begun.rfind("=") + 1
    return "\n".join(name[cut:] for name, _ in described)


def _zsh(name: str) -> str:
    return name.replace(":", r"\\:")
