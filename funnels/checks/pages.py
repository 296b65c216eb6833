"""Whether the right kind of page stands in the right kind of place."""

from collections import Counter
from collections.abc import Iterator

from ..funnel import GROUP_KINDS, LANDER_KINDS, PAGE_KINDS
from .case import Case
from .finding import Observation
from .rule import rule


@rule("wrong-page-type", "error")
def wrong_page_type(case: Case) -> Iterator[Observation]:
    """Landers stand in lander steps, offers in offer steps."""
    for node in case.nodes(PAGE_KINDS):
        wanted = "lander" if node.node_type in LANDER_KINDS else "offer"
        group = case.group(node)
        if group and group.page_type != wanted:
            yield Observation(
                nodes=(node.id_node,),
                why=f"The page group {group.name!r} holds {group.page_type}s, but this is {_a(wanted)} step: its "
                "visits and conversions are counted wrongly.",
                fix=f"Use a group of {wanted}s.",
                detail=group.id,
            )
        for id in dict.fromkeys(case.page_ids(node) or ()):
            entry = case.account.entry("page", id)
            if entry and entry.page_type not in ("", wanted):
                yield Observation(
                    nodes=(node.id_node,),
                    why=f"{entry.name!r} is {_a(entry.page_type)}, but stands in {_a(wanted)} step: its visits and "
                    "conversions are counted wrongly.",
                    fix=f"Put {_a(wanted)} here, or make this {_a(entry.page_type)} step.",
                    detail=id,
                )


@rule("empty-page-group", "error")
def empty_page_group(case: Case) -> Iterator[Observation]:
    """A page group has at least one page."""
    for node in case.nodes(GROUP_KINDS):
        group = case.group(node)
        if group and not group.pages:
            yield Observation(
                nodes=(node.id_node,),
                why="There is no page to show here: visitors see an error instead, and what they cost is lost.",
                fix=f"Add a {group.page_type} to the step.",
                detail=group.id,
            )


@rule("page-twice", "hint")
def page_twice(case: Case) -> Iterator[Observation]:
    """A page stands in a group once."""
    for node in case.nodes(GROUP_KINDS):
        ids = case.page_ids(node) or ()
        times = Counter(ids) if len(set(ids)) < len(ids) else {}
        for id in (id for id, count in times.items() if count > 1):
            yield Observation(
                nodes=(node.id_node,),
                why=f"{case.name('page', id)!r} stands here {times[id]} times: its real share is the sum of them.",
                fix="Keep one of them, with the weights added up.",
                detail=id,
            )


@rule("action-mapped-without-action", "hint")
def action_mapped_without_action(case: Case) -> Iterator[Observation]:
    """A group that picks its page by the button is reached by buttons."""
    for node in case.nodes(GROUP_KINDS):
        group = case.group(node)
        if group is None or group.routing != "actionMapped":
            continue
        without = [case.called(case.graph.source(one)) for one in case.graph.entering(node) if not one.actions]
        if without:
            yield Observation(
                nodes=(node.id_node,),
                why=f"Visitors from {without[0]!r} press no button on their way here, so nothing says which page "
                "they see.",
                fix="Share the pages by weight instead.",
            )


def _a(page_type: str) -> str:
    return f"an {page_type}" if page_type == "offer" else f"a {page_type}"
