"""From tokens to statements: the part of Go that can be followed here. Anything else is refused with its line.

Loops, collections and functions of one's own are not followed, so that every script ends.
"""

import re

from .expressions import (
    Asked,
    Attribute,
    Both,
    Called,
    Clock,
    Compared,
    Constant,
    Counted,
    Either,
    Expression,
    Local,
    Minus,
    Not,
    OneOf,
)
from .tokens import CodeError, Token, is_keyword, tokens
from .words import HELPERS, LIBRARY, VARIABLES, Value

_DEEPEST = 60
"""Brackets and blocks within each other; far more than anybody writes, far less than Python stands."""

_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_ESCAPE = re.compile(r'\\(?:([abfnrtv\\"])|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.?))', re.DOTALL)
_ESCAPED = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))


class Expressions:
    """Reads expressions, by Go's precedence, and knows the names in scope."""

    def __init__(self, code: str) -> None:
        self._read = list(tokens(code))
        self._at = 0
        self._depth = 0
        self._scopes: list[dict[str, int]] = [{}]
        self.locals = 0
        """How many places the script's own variables need."""
        self.attributes: set[str] = set()
        self._asked_names: set[tuple[str, str]] = set()
        self.reads_clock = False

    def asked_of(self, helper: str) -> tuple[str, ...]:
        """What a helper is asked for by name."""
        return tuple(sorted(name for one, name in self._asked_names if one == helper))

    @property
    def _here(self) -> Token:
        return self._read[self._at]

    def _is(self, *texts: str) -> bool:
        return self._here.kind in ("mark", "name") and self._here.text in texts

    def _is_over(self) -> bool:
        return self._here.kind == "end"

    def _take(self) -> Token:
        token = self._here
        self._at += token.kind != "end"
        return token

    def _expect(self, text: str) -> Token:
        if not self._is(text):
            raise CodeError(self._here.line, f"{text!r} is expected, not {self._here.text!r}")
        return self._take()

    def _declare(self, name: str) -> int:
        self.locals += 1
        self._scopes[-1][name] = self.locals - 1
        return self.locals - 1

    def _place(self, name: str) -> int | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CodeError(self._here.line, f"it is nested deeper than {_DEEPEST}")

    def _expression(self) -> Expression:
        self._deeper()
        either = [self._both()]
        while self._is("||"):
            self._take()
            either.append(self._both())
        self._depth -= 1
        return either[0] if len(either) == 1 else Either(tuple(either))

    def _both(self) -> Expression:
        both = [self._comparison()]
        while self._is("&&"):
            self._take()
            both.append(self._comparison())
        return both[0] if len(both) == 1 else Both(tuple(both))

    def _comparison(self) -> Expression:
        one = self._sum()
        if not self._is(*_COMPARISONS):
            return one
        test = self._take().text
        compared = Compared(test, one, self._sum())
        if self._is(*_COMPARISONS):
            raise CodeError(self._here.line, "a comparison is compared again; use && or ||")
        return compared

    def _sum(self) -> Expression:
        first, rest = self._product(), []
        while self._is("+", "-"):
            rest.append((self._take().text, self._product()))
        return Counted(first, tuple(rest)) if rest else first

    def _product(self) -> Expression:
        first, rest = self._unary(), []
        while self._is("*", "/", "%"):
            rest.append((self._take().text, self._unary()))
        return Counted(first, tuple(rest)) if rest else first

    def _unary(self) -> Expression:
        if not self._is("!", "-"):
            return self._operand()
        self._deeper()
        sign = self._take().text
        operand = self._unary()
        self._depth -= 1
        return Not(operand) if sign == "!" else Minus(operand)

    def _operand(self) -> Expression:
        token = self._take()
        if token.kind == "string":
            return Constant(unquoted(token))
        if token.kind == "number":
            return Constant(_number(token))
        if token.kind == "mark" and token.text == "(":
            inner = self._expression()
            self._expect(")")
            return inner
        if token.kind == "name" and not is_keyword(token):
            return self._named(token)
        raise CodeError(token.line, f"{token.text or 'the end'!r} cannot be followed here")

    def _named(self, token: Token) -> Expression:
        name = token.text
        while self._is("."):
            name += self._take().text + self._take().text
        if self._is("("):
            return self._call(token, name)
        place = self._place(name)
        if place is not None:
            return Local(place)
        if name in ("true", "false"):
            return Constant(name == "true")
        if name not in VARIABLES:
            raise CodeError(token.line, f"{name!r} is not known")
        return self._variable(name)

    def _variable(self, name: str) -> Expression:
        word = VARIABLES[name]
        if word:
            self.attributes.add(word)
            return Attribute(word)
        self.reads_clock = True
        return Clock(name)

    def _call(self, token: Token, name: str) -> Expression:
        arguments = self._arguments()
        if name == "oneOf" and len(arguments) > 1:
            return OneOf(arguments[0], arguments[1:])
        if name in LIBRARY and len(arguments) == LIBRARY[name].takes:
            return Called(name, arguments)
        if name in HELPERS and name != "oneOf" and len(arguments) == 1:
            return self._asked(token, name, arguments[0])
        wrong = "is given too much or too little" if name in LIBRARY or name in HELPERS else "is not known"
        raise CodeError(token.line, f"{name!r} {wrong}")

    def _arguments(self) -> tuple[Expression, ...]:
        self._expect("(")
        arguments: list[Expression] = []
        while not self._is(")"):
            arguments.append(self._expression())
            if not self._is(")"):
                self._expect(",")
        self._take()
        return tuple(arguments)

    def _asked(self, token: Token, helper: str, name: Expression) -> Expression:
        if not isinstance(name, Constant) or not isinstance(name.of, str):
            raise CodeError(token.line, f"{helper!r} is asked for a computed name, which cannot be followed here")
        self._asked_names.add((helper, name.of))
        return Asked(helper, name.of)


def unquoted(token: Token) -> str:
    inner = token.text[1:-1]
    return inner if token.text[0] == "`" else _ESCAPE.sub(lambda match: _unescaped(match, token), inner)


def _unescaped(match: re.Match[str], token: Token) -> str:
    letter, byte, point, _ = match.groups()
    if letter:
        return _ESCAPED[letter]
    if byte is None and point is None:
        raise CodeError(token.line, f"{match[0]!r} in a string cannot be followed here")
    return chr(int(byte or point, 16))


def _number(token: Token) -> Value:
    if _WHOLE.fullmatch(token.text) and len(token.text) < len(str(2**63)):
        return int(token.text)
    if _DECIMAL.fullmatch(token.text):
        return float(token.text)
    raise CodeError(token.line, f"the number {token.text} cannot be followed here")
