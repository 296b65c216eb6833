import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .case import Case
from .finding import Finding, Observation, Severity

Look = Callable[[Case], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    """Public and never changed: people search for it and silence it."""

    severity: Severity
    truth: str
    """The rule as a truth about good funnels."""

    look: Look

    def findings(self, case: Case) -> Iterator[Finding]:
        for seen in self.look(case):
            yield Finding(
                rule=self.id,
                severity=self.severity,
                place=case.place(seen.nodes),
                nodes=seen.nodes,
                connections=seen.connections,
                why=seen.why,
                fix=seen.fix,
                operations=seen.operations,
                visitor=seen.visitor,
                detail=seen.detail,
            )


def rule(id: str, severity: Severity) -> Callable[[Look], Rule]:
    """Makes a rule of a function that yields what it sees; its docstring is the rule's truth."""

    def made(look: Look) -> Rule:
        return Rule(id, severity, inspect.getdoc(look) or "", look)

    return made
