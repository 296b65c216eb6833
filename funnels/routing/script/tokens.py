"""Go source as tokens, with the semicolons that Go puts at the ends of lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "string", "number", "rune", "mark", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    line: int
    """Counted from 1."""


class CodeError(Exception):
    """Something that keeps the code from being read further."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+)
    | (?P<newline>\n)
    | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)
    | (?P<rune>'(?:[^'\\\n]|\\.[0-9A-Fa-f]*)')
    | (?P<number>(?:0[xX][0-9A-Fa-f_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)i?)
    | (?P<name>[^\W\d]\w*)
    | (?!/\*)(?P<mark><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|[-+*/%&|^]=|<<|>>|&\^
        |[-+*/%&|^<>=!()\[\]{},;.:~])
    """,
    re.VERBOSE | re.DOTALL,
)

_UNCLOSED = {'"': "a string is not closed", "`": "a string is not closed", "'": "a character is not closed"}
_ENDS_STATEMENT = {")", "]", "}", "++", "--", "return", "break", "continue", "fallthrough"}
_KEYWORDS = {
    *("break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go"),
    *("goto", "if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch"),
    *("type", "var"),
}


def tokens(code: str) -> Iterator[Token]:
    """The tokens of the code, semicolons included, with one of kind `end` behind them."""
    line, at = 1, 0
    last: Token | None = None
    while at < len(code):
        match = _TOKEN.match(code, at)
        if match is None:
            raise CodeError(line, _unreadable(code[at:]))
        kind, text = match.lastgroup, match[0]
        if kind in ("newline", "comment") and "\n" in text and _ends_statement(last):
            last = Token("mark", ";", line)
            yield last
        elif kind not in ("blank", "newline", "comment"):
            last = Token(kind, text, line)  # type: ignore[arg-type]  # the groups of the pattern are the kinds
            yield last
        line += text.count("\n")
        at = match.end()
    if _ends_statement(last):
        yield Token("mark", ";", line)
    yield Token("end", "", line)


def is_keyword(token: Token) -> bool:
    return token.kind == "name" and token.text in _KEYWORDS


def _ends_statement(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind == "name":
        return not is_keyword(token) or token.text in _ENDS_STATEMENT
    return token.kind in ("string", "number", "rune") or token.text in _ENDS_STATEMENT


def _unreadable(rest: str) -> str:
    if rest.startswith("/*"):
        return "a comment is not closed"
    return _UNCLOSED.get(rest[0], f"the character {rest[0]!r} has no meaning here")
