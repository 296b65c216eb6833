"""Scripts: the keys they return and the ways that wait for them."""

import re
from collections.abc import Iterator

from ..assets import LogicScript
from ..funnel import Node, NodeKind
from ..wire import DEFAULT_ROUTE
from .case import Case
from .finding import Observation
from .rule import rule

_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|`[^`]*`|\w+|\n|[^\s\w]', re.DOTALL)


@rule("key-not-connected", "warning")
def key_not_connected(case: Case) -> Iterator[Observation]:
    """Every key a script returns leads somewhere of its own."""
    for node, code in _scripts(case):
        wired = {key for one in case.graph.leaving(node) for key in one.routes}
        returned = _returned(code)
        for key in sorted(returned[0] - wired - {DEFAULT_ROUTE}) if returned and wired else ():
            yield Observation(
                nodes=(node.id_node,),
                why=f"The script sends some visitors to {key!r}, but no way is called so: they go the default way.",
                fix=f"Connect {key!r}, or correct the script.",
                detail=key,
            )


@rule("key-never-returned", "warning")
def key_never_returned(case: Case) -> Iterator[Observation]:
    """Every key that is connected can be returned by the script."""
    for node, code in _scripts(case):
        returned = _returned(code)
        if returned is None or not returned[1]:
            continue
        for one in case.graph.leaving(node):
            for key in sorted(set(one.routes) - returned[0] - {DEFAULT_ROUTE}):
                yield Observation(
                    nodes=(node.id_node,),
                    connections=(one.id_connection,),
                    why=f"The script never returns {key!r}: no visitor takes this way.",
                    fix=f"Correct the key, or let the script return {key!r}.",
                    operations=case.disconnect(one) if len(one.routes) == 1 else (),
                    detail=key,
                )


def _scripts(case: Case) -> Iterator[tuple[Node, str]]:
    for node in case.nodes([NodeKind.LOGIC]):
        block = node.node_logic_params
        script = case.account.get(LogicScript, block.id_logic_script) if block else None
        if script:
            yield node, script.code


def _returned(code: str) -> tuple[frozenset[str], bool] | None:
    """The keys returned as they stand, and whether that is all of them.

    None where the code has functions of its own: what those return is no key.
    """
    tokens = [token for token in _TOKEN.findall(code) if not token.startswith(("//", "/*"))]
    if "func" in tokens:
        return None
    keys: set[str] = set()
    whole = True
    for index, word in enumerate(tokens):
        if word == "return":
            value, following = [*tokens[index + 1 : index + 3], "", ""][:2]
            literal = value[:1] in ('"', "`") and "\\" not in value and following in ("\n", "}", ";", "")
            keys |= {value[1:-1]} if literal else set()
            whole = whole and literal
    return frozenset(keys), whole
