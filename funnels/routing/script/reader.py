"""Reads a whole script, statement by statement."""

from .expressions import Constant, Counted, Expression, Local
from .parser import Expressions
from .statements import Assign, Block, Clause, If, Jump, Return, Signal, Statement, Switch
from .tokens import CodeError, Token, is_keyword
from .words import Value

_EMPTY: dict[str, Value] = {"string": "", "bool": False, "int": 0, "float64": 0.0}


class Reader(Expressions):
    def script(self) -> Block:
        block = Block(tuple(self._statements()))
        if not self._is_over():
            raise CodeError(self._here.line, f"{self._here.text!r} is not expected here")
        return block

    def _statements(self) -> list[Statement]:
        found: list[Statement] = []
        while not self._is("}", "case", "default") and not self._is_over():
            if self._is(";"):
                self._take()
            else:
                found.append(self._statement())
                if not self._is(";", "}") and not self._is_over():
                    raise CodeError(self._here.line, f"{self._here.text!r} is not expected here")
        return found

    def _statement(self) -> Statement:
        if self._is("{"):
            return self._block()
        if self._is("if"):
            return self._if()
        if self._is("switch"):
            return self._switch()
        if self._is("return"):
            self._take()
            return Return(self._expression())
        if self._is("break", "fallthrough"):
            return Jump(Signal(self._take().text))
        return self._simple()

    def _block(self) -> Block:
        self._deeper()
        self._expect("{")
        self._scopes.append({})
        block = Block(tuple(self._statements()))
        self._scopes.pop()
        self._expect("}")
        self._depth -= 1
        return block

    def _if(self) -> If:
        branches = []
        opened = len(self._scopes)
        while True:
            self._expect("if")
            self._scopes.append({})
            first = self._first()
            branches.append((first, self._expression(), self._block()))
            if not self._is("else"):
                break
            self._take()
            if not self._is("if"):
                branches.append(((), Constant(True), self._block()))
                break
        del self._scopes[opened:]
        return If(tuple(branches))

    def _first(self) -> tuple[Statement, ...]:
        """A statement before the condition of an if or the subject of a switch, where there is one."""
        if not self._is_simple():
            return ()
        statement = self._simple()
        self._expect(";")
        return (statement,)

    def _is_simple(self) -> bool:
        following = self._read[min(self._at + 1, len(self._read) - 1)]
        return self._here.kind == "name" and following.text in (":=", "=", "+=", "-=", "++", "--")

    def _switch(self) -> Switch:
        self._deeper()
        self._expect("switch")
        self._scopes.append({})
        first = self._first()
        subject = None if self._is("{") else self._expression()
        self._expect("{")
        clauses = []
        while not self._is("}"):
            clauses.append(self._clause())
        self._take()
        self._scopes.pop()
        self._depth -= 1
        return Switch(first, subject, tuple(clauses))

    def _clause(self) -> Clause:
        values: list[Expression] = []
        if self._is("default"):
            self._take()
        else:
            self._expect("case")
            values.append(self._expression())
            while self._is(","):
                self._take()
                values.append(self._expression())
        self._expect(":")
        self._scopes.append({})
        block = Block(tuple(self._statements()))
        self._scopes.pop()
        return Clause(tuple(values), block)

    def _simple(self) -> Statement:
        token = self._take()
        if token.text in ("var", "const"):
            return self._variable_declared()
        if token.kind != "name" or is_keyword(token) or not self._is(":=", "=", "+=", "-=", "++", "--"):
            raise CodeError(token.line, f"{token.text!r} cannot be followed here")
        operator = self._take().text
        if operator == ":=":
            value = self._expression()
            return Assign(self._declare(token.text), value)
        return self._assigned(token, operator)

    def _assigned(self, token: Token, operator: str) -> Statement:
        if token.text == "_" and operator == "=":
            return Assign(None, self._expression())
        place = self._place(token.text)
        if place is None:
            raise CodeError(token.line, f"{token.text!r} is not declared, so nothing can be assigned to it")
        if operator == "=":
            return Assign(place, self._expression())
        by = Constant(1) if operator in ("++", "--") else self._expression()
        return Assign(place, Counted(Local(place), ((operator[0], by),)))

    def _variable_declared(self) -> Statement:
        name = self._take()
        kind = self._take() if self._here.kind == "name" else None
        if name.kind != "name" or is_keyword(name) or (kind and kind.text not in _EMPTY):
            raise CodeError(name.line, "this declaration cannot be followed here")
        value: Expression = Constant(_EMPTY[kind.text]) if kind else Constant("")
        if self._is("=") or kind is None:
            self._expect("=")
            value = self._expression()
        return Assign(self._declare(name.text), value)
