"""PyYAML's own scanner with libyaml's answers, for where PyYAML was built without libyaml. Ten times slower."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

_BLANKS = " \t"
_BREAKS = "\r\n"
_ENDS = "\0" + _BLANKS + _BREAKS


class PatientLoader(yaml.SafeLoader):
    """Takes tabs between tokens and question marks in plain scalars of a flow, as libyaml does, and no `x:,`."""

    def scan_to_next_token(self) -> None:
        scanner: Any = self
        while True:
            # A tab may separate, but not indent.
            blanks = _BLANKS if scanner.flow_level or not scanner.allow_simple_key else " "
            while scanner.peek() in blanks:
                scanner.forward()
            if scanner.peek() == "#":
                while scanner.peek() not in "\0" + _BREAKS:
                    scanner.forward()
            if not scanner.scan_line_break():
                return
            if not scanner.flow_level:
                scanner.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        scanner: Any = self
        indent = scanner.indent + 1
        start = end = scanner.get_mark()
        parts: list[str] = []
        gap: list[str] = []
        while scanner.peek() != "#" and (length := self._plain_length(start)):
            scanner.allow_simple_key = False
            parts += [*gap, scanner.prefix(length)]
            scanner.forward(length)
            end = scanner.get_mark()
            gap = self._gap(indent, start)
            if not gap or (not scanner.flow_level and scanner.column < indent):
                break
        return ScalarToken("".join(parts), True, start, end)

    def scan_block_scalar_indentation(self) -> Any:
        found: Any = super().scan_block_scalar_indentation()  # type: ignore[no-untyped-call, unused-ignore]
        return self._without_tab(found)

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        scanner: Any = self
        found: Any = super().scan_block_scalar_breaks(indent)  # type: ignore[no-untyped-call, unused-ignore]
        return self._without_tab(found) if scanner.column < indent else found

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        self._skip_blanks(0)
        super().scan_block_scalar_ignored_line(start_mark)  # type: ignore[no-untyped-call, unused-ignore]

    def _without_tab(self, found: Any) -> Any:
        """`found`, unless a tab follows in the indentation of a block scalar."""
        scanner: Any = self
        if scanner.peek() == "\t":
            raise ScannerError("while scanning a block scalar", None, "found a tab character", scanner.get_mark())
        return found

    def _plain_length(self, start: Any) -> int:
        """How many characters a plain scalar goes on for before a blank or an indicator."""
        scanner: Any = self
        length = 0
        while (character := scanner.peek(length)) not in _ENDS:
            following = scanner.peek(length + 1)
            if scanner.flow_level and character == ":" and following in ",?[]{}":
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", scanner.get_mark())
            if (character == ":" and following in _ENDS) or (scanner.flow_level and character in ",[]{}"):
                break
            length += 1
        return length

    def _gap(self, indent: int, start: Any) -> list[str]:
        """The blanks and line breaks before the next part of a plain scalar; none where a document ends."""
        scanner: Any = self
        blanks = self._skip_blanks(0)
        if scanner.peek() not in _BREAKS:
            return [blanks] if blanks else []
        breaks: list[str] = scanner.scan_plain_spaces(indent, start) or []
        self._skip_blanks(indent)
        return breaks

    def _skip_blanks(self, indent: int) -> str:
        scanner: Any = self
        skipped = ""
        while scanner.peek() in _BLANKS and scanner.column >= indent:
            skipped += scanner.peek()
            scanner.forward()
        return skipped
