"""The linter: what is wrong with a funnel, why that costs money, and what to do."""

from collections.abc import Mapping

from ..account import Account
from ..assets import Funnel
from ..errors import NotFoundError
from ..names import nearest
from . import structure
from .case import Case
from .finding import Finding, Severity, blocking
from .rule import Rule

RULES: tuple[Rule, ...] = (
    structure.no_root,
    structure.several_roots,
    structure.duplicate_id,
    structure.dangling_connection,
    structure.missing_parameters,
    structure.way_into_root,
    structure.way_out_of_end,
    structure.way_into_note,
    structure.dead_end,
    structure.pass_through_splits,
    structure.lander_without_way_on,
    structure.unreachable,
)
"""Every rule, in the order of its findings within a severity."""

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}


def check(funnel: Funnel, account: Account, *, keys: Mapping[str, str] = {}) -> list[Finding]:
    """What is wrong with a funnel: errors first, then by rule, then as in the document.

    `keys` maps step keys to node ids. What the account does not hold is not judged.
    """
    case = Case(funnel, account, keys)
    found = [finding for rule in RULES for finding in rule.findings(case)]
    return sorted(found, key=lambda one: _RANK[one.severity])


def explain(rule_id: str) -> str:
    """The truth a rule stands for."""
    for one in RULES:
        if one.id == rule_id:
            return one.truth
    near = nearest(rule_id, [one.id for one in RULES])
    raise NotFoundError(f"No rule is called {rule_id!r}.", candidates=near, hint="describe() lists all of them.")


def describe() -> list[dict[str, str]]:
    """All rules with id, severity and truth."""
    return [{"id": one.id, "severity": one.severity, "truth": one.truth} for one in RULES]


__all__ = ["RULES", "Finding", "Rule", "Severity", "blocking", "check", "describe", "explain"]
