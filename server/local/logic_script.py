"""What can be seen in a logic script without running it, and the language it is written in.

The documentation knows Go statements without package, import or function wrapper, of which every path returns a
string key. Everything this finds beyond what the page says is our ruling. It is a reader of statements and not a Go
compiler: it does not know types, and says nothing about what it does not understand.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from funnels.routing.script.tokens import CodeError, Token, is_keyword, tokens
from funnels.routing.script.words import HELPERS, VARIABLES

_KEY = re.compile(r"[a-z0-9_]{1,64}")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_REFUSED = {
    "package": "a script has no package clause",
    "import": "a script cannot import",
    "func": "a script is the statements alone, without a function around them",
    "go": "a script cannot start goroutines",
    "goto": "a script cannot jump",
    "defer": "a script cannot defer",
    "select": "a script cannot use channels",
    "chan": "a script cannot use channels",
}

LANGUAGE: dict[str, Any] = {
    "language": "go",
    "maximumBytes": 10 * 1024,
    "returns": "a route key of 1 to 64 lower-case letters, digits and underscores",
    "defaultRoute": "default",
    "variables": [{"name": name} for name in VARIABLES],
    "helpers": [{"name": name, "usage": usage} for name, usage in HELPERS.items()],
}


@dataclass(slots=True)
class Examined:
    """What was found; lines count from 1."""

    errors: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[dict[str, Any]] = field(default_factory=list)
    route_keys: dict[str, None] = field(default_factory=dict)
    """Literal keys in the order of their first return."""

    def document(self) -> dict[str, Any]:
        return {
            "valid": not self.errors,
            "errors": self.errors,
            "warnings": self.warnings,
            "routeKeys": list(self.route_keys),
        }


def examined(code: str) -> Examined:
    """What can be said about the code."""
    found = Examined()
    try:
        read = list(tokens(code))
        _check_balance(read)
        _Reader(read, found).script()
    except CodeError as error:
        found.errors.append({"line": error.line, "message": error.message})
    return found


def _check_balance(read: list[Token]) -> None:
    opened: list[Token] = []
    for token in read:
        if token.kind == "name" and token.text in _REFUSED:
            raise CodeError(token.line, _REFUSED[token.text])
        if token.kind == "mark" and token.text in _PAIRS:
            opened.append(token)
        elif token.kind == "mark" and token.text in _PAIRS.values():
            opener = opened.pop().text if opened else ""
            if _PAIRS.get(opener) != token.text:
                raise CodeError(token.line, f"{token.text!r} closes nothing that is open")
    if opened:
        raise CodeError(opened[-1].line, f"{opened[-1].text!r} is not closed")


class _Reader:
    """Reads statements, and whether control can get past them (in Go's words: whether they terminate)."""

    def __init__(self, read: list[Token], found: Examined) -> None:
        self._read = read
        self._at = 0
        self._found = found
        self._breaks = [0]
        """How many breaks were seen in each enclosing loop or switch."""

    def script(self) -> None:
        ends = self._statements()
        if self._here.kind != "end":
            raise CodeError(self._here.line, f"{self._here.text!r} is not expected here")
        if not ends:
            self._error(self._here, "not every path returns a route key; end the script with a return")

    @property
    def _here(self) -> Token:
        return self._read[self._at]

    def _is(self, *texts: str) -> bool:
        return self._here.kind in ("mark", "name") and self._here.text in texts

    def _take(self) -> Token:
        token = self._here
        self._at += token.kind != "end"
        return token

    def _error(self, token: Token, message: str) -> None:
        self._found.errors.append({"line": token.line, "message": message})

    def _statements(self) -> bool:
        """A list of statements up to the end of its block; whether the last of them ends every path."""
        ends = False
        while not self._is("}", "case", "default") and self._here.kind != "end":
            if self._is(";"):
                self._take()
            else:
                ends = self._statement()
        return ends

    def _statement(self) -> bool:
        readers = {
            "{": self._block,
            "if": self._if,
            "for": self._for,
            "switch": self._switch,
            "return": self._return,
            "break": self._break,
            "fallthrough": self._fallthrough,
        }
        reader = readers.get(self._here.text) if self._here.kind in ("mark", "name") else None
        return reader() if reader else self._simple()

    def _block(self) -> bool:
        self._take()
        ends = self._statements()
        if not self._is("}"):
            raise CodeError(self._here.line, f"{self._here.text!r} is not expected here")
        self._take()
        return ends

    def _header(self) -> int:
        """Skip to the block of a statement; how many tokens were on the way."""
        first, depth = self._at, 0
        while not (depth == 0 and self._is("{")):
            if self._here.kind == "end" or (depth == 0 and self._is("}")):
                raise CodeError(self._read[first - 1].line, f"{self._read[first - 1].text!r} has no block")
            depth += self._is("(", "[", "{") - self._is(")", "]", "}")
            self._take()
        return self._at - first

    def _if(self) -> bool:
        word = self._take()
        if not self._header():
            self._error(word, "'if' has no condition")
        ends = self._block()
        if not self._is("else"):
            return False
        self._take()
        if not self._is("if", "{"):
            raise CodeError(self._here.line, "'else' must be followed by 'if' or a block")
        return self._statement() and ends

    def _for(self) -> bool:
        self._take()
        endless = self._header() == 0
        self._breaks.append(0)
        self._block()
        return self._breaks.pop() == 0 and endless

    def _switch(self) -> bool:
        self._take()
        self._header()
        self._take()
        self._breaks.append(0)
        clauses = []
        while not self._is("}"):
            clauses.append(self._clause())
        self._take()
        has_default = any(is_default for is_default, _ in clauses)
        return self._breaks.pop() == 0 and has_default and all(ends for _, ends in clauses)

    def _clause(self) -> tuple[bool, bool]:
        """One `case …:` or `default:` with its statements; whether it is the default, and whether it ends."""
        if not self._is("case", "default"):
            raise CodeError(self._here.line, f"a switch has cases, and {self._here.text!r} is none")
        is_default = self._take().text == "default"
        depth = 0
        while not (depth == 0 and self._is(":")):
            if self._here.kind == "end" or self._is("}", ";"):
                raise CodeError(self._here.line, "a case ends with ':'")
            depth += self._is("(", "[") - self._is(")", "]")
            self._take()
        self._take()
        return is_default, self._statements()

    def _return(self) -> bool:
        word = self._take()
        value = self._expression()
        if not value:
            self._error(word, "a return must give a route key")
        elif len(value) == 1 and value[0].kind == "string":
            self._key(value[0])
        elif value[0].kind in ("number", "rune") or (len(value) == 1 and value[0].text in ("true", "false", "nil")):
            self._error(word, "a return must give a string")
        else:
            self._found.warnings.append(
                {"line": word.line, "message": "the route key is computed, so it cannot be checked"}
            )
        return True

    def _key(self, token: Token) -> None:
        key = token.text[1:-1]
        if _KEY.fullmatch(key):
            self._found.route_keys[key] = None
        else:
            self._error(token, f"{key!r} is no route key: 1 to 64 lower-case letters, digits and underscores")

    def _break(self) -> bool:
        self._take()
        self._breaks[-1] += 1
        self._expression()
        return False

    def _fallthrough(self) -> bool:
        self._take()
        return True

    def _simple(self) -> bool:
        word = self._here
        if is_keyword(word) and word.text in ("else", "case", "default"):
            raise CodeError(word.line, f"{word.text!r} is not expected here")
        if not self._expression() and self._here is word:
            raise CodeError(word.line, f"{word.text!r} is not expected here")
        return word.text == "panic"

    def _expression(self) -> list[Token]:
        """The tokens up to the end of the statement."""
        taken: list[Token] = []
        depth = 0
        while self._here.kind != "end" and not (depth == 0 and self._is(";", "}")):
            depth += self._is("(", "[", "{") - self._is(")", "]", "}")
            taken.append(self._take())
        return taken
