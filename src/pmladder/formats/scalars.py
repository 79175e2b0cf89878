"""The value of a scalar: numbers, true, false and null as in YAML 1.2; everything else is a text."""

from __future__ import annotations

import re

from pmladder.formats.limits import DIGITS
from pmladder.text import escape, repr_quoted, unsafe

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0(?:x[0-9a-fA-F]+|o[0-7]+)")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MANTISSA = re.compile(r"[eE].*|[^0-9]")

_YES_NO = frozenset(("yes", "no", "on", "off", "y", "n"))
_TEXTS_LIKE_NUMBERS = (
    (re.compile(r"[-+]?0[0-9]{1,17}(?:\.[0-9]*)?"), 'because of the "0" in front; leave it out for a number'),
    (re.compile(r"[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?"), "not a number: a colon makes no hours or minutes here"),
    (re.compile(r"[-+]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]*)?"), 'because of the "_"; leave it out for a number'),
    (re.compile(r"[-+]?0b[01]+"), "not a number; write it with the digits 0 to 9"),
    (re.compile(r"[-+]?[0-9]+,[0-9]+"), "because of the comma; a number has a point"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?:[Tt ].*)?"), "as every date here, not a number"),
)


class RefusedScalarError(ValueError):
    """A scalar without a valid value. The message says why and what to do."""


def resolve(text: str) -> object:
    """The value of a plain scalar: None, a bool, an int, a finite float or the text itself.

    Raises `RefusedScalarError` for numbers that are too long, not finite or not decimal.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    if _INT.fullmatch(text):
        return integer(text)
    if _FLOAT.fullmatch(text):
        return decimal(text)
    if _OTHER_BASE.fullmatch(text):
        raise RefusedScalarError("this is not a decimal number; write it with the digits 0 to 9, or quote it")
    if _NOT_FINITE.fullmatch(text):
        raise RefusedScalarError("this is not a finite number; give one, or quote it")
    return text


def integer(text: str) -> int:
    """The integer in `text` (`[-+]digits`). Raises `RefusedScalarError` if it is too long."""
    _check_digits(len(text.lstrip("+-")))
    return int(text)


def decimal(text: str) -> float:
    """The number in `text`, with a point or an exponent.

    Raises `RefusedScalarError` if it is too long or too large.
    """
    _check_digits(len(_MANTISSA.sub("", text).lstrip("0")))
    value = float(text)
    if value - value != 0:
        raise RefusedScalarError("this is too large for a number; give a smaller one, or quote it")
    return value


def _check_digits(digits: int) -> None:
    if digits > DIGITS:
        raise RefusedScalarError(
            f"a number of {digits} digits is too long, {DIGITS} are the most; quote it if it is a text"
        )


def unsafe_character(text: str) -> str | None:
    """The first unsafe character of `text`, or None. It is quick for ordinary text."""
    return None if text.isascii() and text.isprintable() else unsafe(text)


def unsafe_text(character: str) -> str:
    """The message about a text with the unsafe `character`."""
    return f"a text holds the character {escape(character)}, which is invisible or controls a terminal; remove it"


def surprise(written: str, text_wanted: bool | None = None, *, private: bool = False) -> str | None:
    """The reason why a scalar does not have the type that its writer expects; None if there is none.

    It is a clause after the name of the field: `reads as the number 1.1; quote it: "1.10"`. `text_wanted` limits the
    reasons: why it is not a text (True), or why it is a text (False). A `private` value is not shown.
    """
    value = _value(written)
    if value is None:
        return _why_nothing(written, text_wanted)
    if isinstance(value, str):
        return None if text_wanted is True else _why_text(written)
    if text_wanted is False:
        return None
    if private:
        return f"reads as a {'yes/no value' if isinstance(value, bool) else 'number'}; quote it"
    kind = f"yes/no value {str(value).lower()}" if isinstance(value, bool) else f"number {value}"
    return f"reads as the {kind}; quote it: {repr_quoted(written)}"


def _value(written: str) -> object:
    """Like `resolve`, but a scalar that is quoted or refused is the text as written."""
    try:
        return resolve(written)
    except RefusedScalarError:
        return written


def _why_nothing(written: str, text_wanted: bool | None) -> str:
    if not written or text_wanted is False:
        return "has no value"
    return f"reads as no value; quote it: {repr_quoted(written)}"


def _why_text(written: str) -> str | None:
    if written[0] in ("'", '"'):
        inside = written[1:-1]
        return None if isinstance(_value(inside), (str, type(None))) else "is a text because of its quotes; remove them"
    if written.lower() in _YES_NO:
        return "is a text in this file (YAML 1.2), not a yes/no value; for one, write true or false"
    for pattern, reason in _TEXTS_LIKE_NUMBERS:
        if pattern.fullmatch(written):
            return f"is a text {reason}"
    return _why_refused(written)


def _why_refused(written: str) -> str | None:
    try:
        resolve(written)
    except RefusedScalarError as refused:
        return f"cannot be read: {refused}"
    return None
