"""Buttons: which action number leads where."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..funnel import PAGE_KINDS, NodeKind
from .case import Case
from .finding import Observation
from .rule import rule

_HIGHEST = 64
"""The older tracker allowed 1..64; the newer one prints no limit [our ruling: stay within]."""

_WITH_BUTTONS = PAGE_KINDS | {NodeKind.ACTION_PROXY}


@rule("action-twice", "error")
def action_twice(case: Case) -> Iterator[Observation]:
    """An action number leads one way from a node."""
    for node in case.nodes(_WITH_BUTTONS):
        ways = case.graph.leaving(node)
        times = Counter(number for one in ways for number in one.actions) if len(ways) > 1 else {}
        for number in sorted(number for number, count in times.items() if count > 1):
            yield Observation(
                nodes=(node.id_node,),
                connections=tuple(one.id_connection for one in ways if number in one.actions),
                why=f"Button {number} leads to {times[number]} places: clicks end in one of them, by accident.",
                fix=f"Give one of these ways a number of its own, or split button {number} with a rotator.",
                detail=str(number),
            )


@rule("action-gap", "hint")
def action_gap(case: Case) -> Iterator[Observation]:
    """The buttons of a page are numbered without gaps, from 1."""
    for node in case.nodes(PAGE_KINDS):
        numbers = {number for one in case.graph.leaving(node) for number in one.actions}
        missing = sorted(set(range(1, min(max(numbers, default=0), _HIGHEST))) - numbers)
        if missing:
            yield Observation(
                nodes=(node.id_node,),
                why=f"There is a button {max(numbers)} but no button {missing[0]}: a click on /action/{missing[0]} "
                "leads nowhere.",
                fix="Connect the missing number, or make sure that the page does not use it.",
                detail=",".join(map(str, missing)),
            )


@rule("action-too-high", "warning")
def action_too_high(case: Case) -> Iterator[Observation]:
    """Action numbers stay within 1 to 64."""
    for node in case.nodes(_WITH_BUTTONS):
        for one in case.graph.leaving(node):
            if any(number > _HIGHEST for number in one.actions):
                yield Observation(
                    nodes=(node.id_node,),
                    connections=(one.id_connection,),
                    why=f"Action {max(one.actions)} is beyond {_HIGHEST}; the tracker may not follow it, and the "
                    "click is lost.",
                    fix=f"Use a number from 1 to {_HIGHEST}.",
                )


@rule("same-target", "hint")
def same_target(case: Case) -> Iterator[Observation]:
    """Different buttons lead to different places."""
    for node in case.nodes(PAGE_KINDS):
        ways = defaultdict(list)
        for one in case.graph.leaving(node):
            ways[one.id_target_node].append(one)
        for target, several in ways.items():
            if len(several) > 1:
                numbers = sorted(number for one in several for number in one.actions)
                yield Observation(
                    nodes=(node.id_node,),
                    connections=tuple(one.id_connection for one in several),
                    why=f"Buttons {', '.join(map(str, numbers))} all lead to "
                    f"{case.called(case.graph.node[target])!r}: "
                    "which one is clicked makes no difference.",
                    fix="Put these numbers on one connection, unless each is to count for itself.",
                )


@rule("hub-misses-action", "warning")
def hub_misses_action(case: Case) -> Iterator[Observation]:
    """Every button that leads to a hub leads on from it."""
    for hub in case.nodes([NodeKind.ACTION_PROXY]):
        known = {number for one in case.graph.leaving(hub) for number in one.actions}
        for one in case.graph.entering(hub) if known else ():
            lost = sorted(set(one.actions) - known)
            if lost:
                page = case.graph.source(one)
                yield Observation(
                    nodes=(hub.id_node, page.id_node),
                    connections=(one.id_connection,),
                    why=f"Button {lost[0]} of {case.called(page)!r} comes in here, but nothing leads on for it: "
                    "these clicks are lost.",
                    fix=f"Connect action {lost[0]} of the hub.",
                    detail=",".join(map(str, lost)),
                )
