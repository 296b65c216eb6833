"""Steps that change nothing."""

from collections.abc import Iterator

from ..funnel import NodeKind
from .case import Case
from .finding import Observation
from .rule import rule


@rule("tag-undone", "warning")
def tag_undone(case: Case) -> Iterator[Observation]:
    """A step does not add and remove the same tag."""
    for node in case.nodes([NodeKind.VISITOR_TAG]):
        block = node.node_visitor_tag_params
        for tag in sorted(set(block.add_tag_ids) & set(block.remove_tag_ids)) if block else ():
            yield Observation(
                nodes=(node.id_node,),
                why=f"The tag {case.name('visitor_tag', tag)!r} is added and removed at once: whether a visitor "
                "has it afterwards is left to chance.",
                fix="Keep one of the two.",
                detail=tag,
            )


@rule("does-nothing", "hint")
def does_nothing(case: Case) -> Iterator[Observation]:
    """A tag step names a tag, a webhook step a webhook."""
    for node in case.nodes([NodeKind.VISITOR_TAG, NodeKind.WEBHOOK]):
        tags, webhooks = node.node_visitor_tag_params, node.node_webhook_ref_params
        idle = (tags and not (tags.add_tag_ids or tags.remove_tag_ids)) or (
            webhooks and not webhooks.webhook_config_ids
        )
        if idle:
            yield Observation(
                nodes=(node.id_node,),
                why="Visitors pass through and nothing happens; each costs a hit.",
                fix="Say what is to happen here, or lead past it.",
            )
