"""PyYAML's own scanner with libyaml's answers, for where PyYAML was built without libyaml. Ten times slower."""

from __future__ import annotations

import re
from typing import Any, NoReturn
from urllib.parse import unquote

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import DirectiveToken, ScalarToken, TagToken

_BLANKS = " \t"
_BREAKS = "\r\n"
_ENDS = "\0" + _BLANKS + _BREAKS
_URI = r"(?:%[0-9A-Fa-f]{2}|[-0-9A-Za-z_;/?:@&=+$.!~*'()"
_TAG = re.compile(rf"!<(?P<whole>{_URI},\[\]])+)>|(?P<handle>!(?:[-0-9A-Za-z_]*!)?)(?P<suffix>{_URI}])*)")
_END_OF_LINE = r"[ \t]*(?:#[^\r\n\0]*)?(?=[\r\n\0])"
_VERSION = re.compile(rf"%YAML[ \t]+(?P<major>[0-9]{{1,9}})\.(?P<minor>[0-9]{{1,9}}){_END_OF_LINE}")
_PREFIX = re.compile(
    rf"%TAG[ \t]+(?P<handle>!(?:[-0-9A-Za-z_]*!)?)[ \t]+(?P<prefix>{_URI},\[\]])+)(?=[ \t\r\n\0]){_END_OF_LINE}"
)
_BLOCK_STYLE = re.compile(r"[-+][0-9]?|[0-9][-+]?|")
_CHOMPING = {"+": True, "-": False}
_BAD_ESCAPE = "found invalid Unicode character escape code"


class PatientLoader(yaml.SafeLoader):
    """Takes and refuses what libyaml does: most of all tabs, and what may stand behind a tag, `|`, `>` and `%`.

    The scanner and the parser of PyYAML know nothing of types; each method stands for the one of its name there.
    """

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

    def fetch_stream_end(self) -> None:
        scanner: Any = self
        for key in scanner.possible_simple_keys.values():
            if key.required:
                self._refuse("could not find expected ':'")
        super().fetch_stream_end()  # type: ignore[no-untyped-call, unused-ignore]

    def scan_directive(self) -> DirectiveToken:
        scanner: Any = self
        start = scanner.get_mark()
        name: str
        value: tuple[Any, Any]
        if found := self._taken(_VERSION):
            name, value = "YAML", (int(found["major"]), int(found["minor"]))
            if value not in ((1, 1), (1, 2)):
                raise ScannerError(None, None, "found incompatible YAML document", start)
        elif found := self._taken(_PREFIX):
            name, value = "TAG", (found["handle"], self._unescaped(found["prefix"]))
        else:
            self._refuse("found unknown directive name")
        end = scanner.get_mark()
        scanner.scan_line_break()
        return DirectiveToken(name, value, start, end)

    def scan_tag(self) -> TagToken:
        scanner: Any = self
        start = scanner.get_mark()
        found = self._taken(_TAG)
        if found is None or (found["whole"] is None and found["handle"] != "!" and not found["suffix"]):
            self._refuse("did not find expected tag URI")
        if scanner.peek() not in _ENDS and not (scanner.flow_level and scanner.peek() == ","):
            self._refuse("did not find expected whitespace or line break")
        if found["whole"] is None and found["suffix"]:
            value = found["handle"], self._unescaped(found["suffix"])
        else:
            value = None, self._unescaped(found["whole"] or "!")
        return TagToken(value, start, scanner.get_mark())

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
            gap = self._gap(indent)
            if not gap or (not scanner.flow_level and scanner.column < indent):
                break
        return ScalarToken("".join(parts), True, start, end)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        try:
            parts: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)  # type: ignore[no-untyped-call, unused-ignore]
        except (ValueError, OverflowError):
            self._refuse(_BAD_ESCAPE)
        if any("\ud800" <= part <= "\udfff" for part in parts):
            self._refuse(_BAD_ESCAPE)
        return parts

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:  # noqa: ARG002
        found = self._taken(_BLOCK_STYLE)
        style = found[0] if found else ""
        width = style.strip("-+")
        if width == "0":
            self._refuse("found an indentation indicator equal to 0")
        return _CHOMPING.get(style.strip("0123456789")), int(width) if width else None

    def scan_block_scalar_indentation(self) -> Any:
        found: Any = super().scan_block_scalar_indentation()  # type: ignore[no-untyped-call, unused-ignore]
        return self._without_tab(found)

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        scanner: Any = self
        found: Any = super().scan_block_scalar_breaks(indent)  # type: ignore[no-untyped-call, unused-ignore]
        return self._without_tab(found) if scanner.column < indent else found

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        self._skip_blanks()
        super().scan_block_scalar_ignored_line(start_mark)  # type: ignore[no-untyped-call, unused-ignore]

    def process_empty_scalar(self, mark: Any) -> Any:
        parser: Any = self
        in_flow = (
            parser.parse_flow_mapping_key,
            parser.parse_flow_mapping_value,
            parser.parse_flow_sequence_entry_mapping_end,
        )
        # Within brackets, what is left out stands where the next token begins; a key before the colon, behind it.
        if parser.state in in_flow:
            place = parser.peek_token().start_mark
        elif parser.state == parser.parse_flow_sequence_entry_mapping_value:
            place = parser.peek_token().end_mark
        else:
            place = mark
        return super().process_empty_scalar(place)  # type: ignore[no-untyped-call, unused-ignore]

    def _refuse(self, problem: str) -> NoReturn:
        scanner: Any = self
        raise ScannerError(None, None, problem, scanner.get_mark())

    def _unescaped(self, uri: str) -> str:
        try:
            return unquote(uri, errors="strict")
        except UnicodeDecodeError:
            self._refuse("found an incorrect UTF-8 octet")

    def _taken(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of `pattern` here, which the scanner is then behind of."""
        scanner: Any = self
        found = pattern.match(scanner.buffer, scanner.pointer)
        if found:
            scanner.forward(len(found[0]))
        return found

    def _without_tab(self, found: Any) -> Any:
        """`found`, unless a tab follows in the indentation of a block scalar."""
        scanner: Any = self
        if scanner.peek() == "\t":
            self._refuse("found a tab character")
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

    def _gap(self, indent: int) -> list[str]:
        """The blanks or line breaks before the next part of a plain scalar; none where a document ends."""
        scanner: Any = self
        blanks = self._skip_blanks()
        if scanner.peek() not in _BREAKS:
            return [blanks] if blanks else []
        breaks: list[str] = []
        while scanner.peek() in _BLANKS + _BREAKS:
            if scanner.peek() in _BREAKS:
                breaks.append(scanner.scan_line_break())
                continue
            if scanner.peek() == "\t" and scanner.column < indent:
                self._refuse("found a tab character that violates indentation")
            scanner.forward()
        scanner.allow_simple_key = True
        if scanner.column == 0 and scanner.prefix(3) in ("---", "...") and scanner.peek(3) in _ENDS:
            return []
        return breaks[1:] or [" "]

    def _skip_blanks(self) -> str:
        scanner: Any = self
        skipped = ""
        while scanner.peek() in _BLANKS:
            skipped += scanner.peek()
            scanner.forward()
        return skipped
